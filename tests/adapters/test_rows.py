"""Every row of the warning signs, held word for word against the clinical reference (table A).

The table is written out here, so that a change of the content is a change of this file as well.
The extra lines are those of the content: the reference names rows by their ids, which nobody sees.
"""

from dataclasses import dataclass

import pytest

from coach.adapters.content import FOLDER, YamlContent
from coach.adapters.content_files.reading import read_file
from coach.adapters.content_files.shapes import SignRow, WarningSignsFile
from coach.domain.triage import Level, ListLine, WarningSign

E, U, D = Level.EMERGENCY, Level.URGENT, Level.DOCTOR_SOON

HOURS = "This needs checking within hours, even if the pain is mild."
MOST_LINES = 7
"""Lines of a screen."""
LONGEST_LINE = 60
"""Characters of a line."""


@dataclass(frozen=True)
class Row:
    """A row of table A; ``documents`` are those of S0 to S4 that it stands in, in full or in part.

    A starred row stands in the short list too. ``storable``: every urgent and doctor-soon row but
    fever, severe, kidney, calf and gall.
    """

    id: str
    level: Level
    question: str
    extra: str = ""
    documents: str = ""
    starred: bool = False
    storable: bool = False


TABLE = (
    Row(
        "bladder",
        E,
        "New trouble with peeing: can't start, can't hold, leaking, or can't tell when you"
        " are full?",
        extra=HOURS,
        documents="S0 S2 S3",
        starred=True,
    ),
    Row(
        "bowel",
        E,
        "New leaking of poo, or can't feel or hold a bowel movement?",
        extra=HOURS,
        documents="S0 S3",
        starred=True,
    ),
    Row(
        "saddle",
        E,
        "Numb, tingling or odd feeling around genitals, back passage, buttocks or inner"
        " thighs, or when wiping?",
        extra=HOURS,
        starred=True,
    ),
    Row(
        "sexual",
        E,
        "New loss of genital feeling, erection or orgasm, since it began or since your last check?",
        extra="Private, but doctors need to know.",
    ),
    Row(
        "both-legs",
        E,
        "Pain spreading from your back down BOTH legs, or new tingling, numbness or weakness"
        " in both? (Not plain muscle soreness.)",
        extra=HOURS,
        documents="S0 S3",
        starred=True,
    ),
    Row(
        "leg-failing",
        E,
        "Is a leg quickly getting weaker, giving way, or a foot dragging?",
        extra="Do not walk unaided.",
        starred=True,
    ),
    Row(
        "stroke",
        E,
        "Sudden weakness, numbness or strange feeling on one side, face droop, or speech or"
        " sight trouble?",
        extra="Note the start time.",
        documents="S3",
        starred=True,
    ),
    Row(
        "balance-sudden",
        E,
        "Sudden loss of balance or coordination?",
        extra="Sit or lie down, call.",
        documents="S2 S3",
        starred=True,
    ),
    Row(
        "chest",
        E,
        "Chest pain, pressure or tightness, or pain into arm, neck or jaw?",
        extra="Sit, rest, call.",
        documents="S3",
        starred=True,
    ),
    Row(
        "collapse",
        E,
        "Fainting, cold sweat, pounding heartbeat or severe breathlessness?",
        extra="Sit or lie down, call.",
        starred=True,
    ),
    Row(
        "aorta",
        E,
        "Sudden severe or tearing back or tummy pain, with faintness, clammy skin or a"
        " pulsing lump?",
        extra="Lie still, call.",
    ),
    Row(
        "accident",
        E,
        "In the last 2 weeks, or not examined since: did it start with a serious accident or"
        " a fall from height?",
        extra="Keep still if you can.",
        documents="S3",
    ),
    Row(
        "fever-plus",
        E,
        "Fever or shivering AND new weakness, numbness, confusion or drowsiness?",
        documents="S0 S3",
    ),
    Row(
        "cancer-nerve",
        E,
        "Cancer now or ever AND new leg weakness, numbness or unsteady walking?",
        extra="Say your medical history first.",
        documents="S3",
    ),
    Row(
        "preg-now",
        E,
        "Pregnant with bleeding, fluid loss, regular cramps or less baby movement?",
        extra="Call your maternity unit now; emergency number if you can't reach it.",
        documents="S3",
    ),
    Row(
        "fever",
        U,
        "High temperature (38 C / 100.4 F or more), chills or unexplained night sweats with"
        " this pain?",
        extra="With new weakness, numbness, confusion or drowsiness: call {emergency} now.",
        documents="S0",
        starred=True,
    ),
    Row(
        "kidney",
        U,
        "Pain in the side under the ribs, burning or blood in pee, or vomiting?",
        extra="If confused or drowsy: emergency.",
        documents="S2 S3",
    ),
    Row(
        "one-limb",
        U,
        "New weakness, numbness or lost feeling in one arm or leg?",
        extra="Getting worse = emergency.",
        documents="S0 S2 S3",
        starred=True,
        storable=True,
    ),
    Row(
        "clumsy",
        U,
        "Hands clumsier or walking less steady over days or weeks?",
        documents="S2 S3",
        storable=True,
    ),
    Row(
        "cancer-history",
        U,
        "Ever had cancer, and this pain is new or different?",
        documents="S3",
        storable=True,
    ),
    Row(
        "weight-loss",
        U,
        "Losing weight without trying?",
        storable=True,
    ),
    Row(
        "night-pain",
        U,
        "Pain constant, not eased by rest or position, or much worse at night?",
        documents="S0",
        storable=True,
    ),
    Row(
        "upper-band",
        U,
        "Pain between the shoulder blades or wrapping round the chest like a band?",
        storable=True,
    ),
    Row(
        "shape",
        U,
        "New lump, swelling or change in the shape of your spine?",
        storable=True,
    ),
    Row(
        "bone-risk",
        U,
        "Followed a minor fall or lift, and you have osteoporosis, long-term steroids, or are 65+?",
        storable=True,
    ),
    Row(
        "infect-risk",
        U,
        "Is this pain new or worse AND do you have: a weak immune system, injected drugs, or"
        " recent infection, spinal injection or surgery?",
        documents="S3",
        storable=True,
    ),
    Row(
        "severe",
        D,
        "So bad you can't stand, sleep or think (8-10)?",
        documents="S0",
    ),
    Row(
        "cough",
        U,
        "Clearly worse when you cough, sneeze or strain?",
        storable=True,
    ),
    Row(
        "gall",
        U,
        "Upper-right tummy pain, with sickness?",
        extra="Yellow skin or fever with it: call {emergency}.",
        documents="S2 S3",
    ),
    Row(
        "calf",
        U,
        "One calf swollen, hot and sore?",
        extra="Do not massage it. Breathless too: call {emergency}.",
    ),
    Row(
        "two-weeks",
        D,
        "Lasting more than 2 weeks?",
        documents="S0",
        storable=True,
    ),
    Row(
        "no-progress",
        D,
        "No better after several days of self-care, or a few weeks?",
        documents="S2 S4",
        storable=True,
    ),
    Row(
        "recurs",
        D,
        "Keeps returning to the same place?",
        documents="S2 S4",
        storable=True,
    ),
    Row(
        "sleep",
        D,
        "Waking you or stopping sleep?",
        documents="S0",
        storable=True,
    ),
    Row(
        "worsening",
        D,
        "Getting worse week by week?",
        storable=True,
    ),
    Row(
        "leg-pain",
        D,
        "Pain running down one leg, below the knee?",
        extra="Numb or weak below the knee: speak to a doctor today.",
        documents="S1 S2 S3",
        storable=True,
    ),
    Row(
        "inflam",
        D,
        "Began before 45, over 3 months, stiff mornings, better with movement than rest?",
        documents="S3",
        storable=True,
    ),
    Row(
        "startle",
        D,
        "Spreading stiffness, spasms set off by noise or touch?",
        documents="S3",
        storable=True,
    ),
    Row(
        "age",
        D,
        "Under 18, or first ever back pain after 55?",
        storable=True,
    ),
    Row(
        "surgery-12w",
        D,
        "Spine surgery or a fracture less than 12 weeks ago?",
        storable=True,
    ),
    Row(
        "before-start",
        D,
        "Pregnant, recent operation, osteoporosis, heart disease, or new to exercise?",
        extra="Ask before starting.",
        documents="S1",
        storable=True,
    ),
    Row(
        "coping",
        D,
        "Worried, low or struggling to cope with it?",
        documents="S3",
        storable=True,
    ),
)

AFTER_A_ROW = (
    Row("kidney-drowsy", E, "Confused or drowsy with it?"),
    Row("one-limb-worse", E, "Is the weakness or numbness getting worse?", "Do not walk unaided."),
    Row("gall-plus", E, "Yellow skin or a fever with it?"),
    Row("calf-breathless", E, "Breathless with it?", "Sit, rest, call."),
    Row("severe-after-rest", U, "After an hour's rest: still unable to stand or walk?"),
)
"""The rows that are asked only after another one."""

HURT_CHEST = Row(
    "hurt-chest",
    E,
    "Chest pain, hard to breathe, faint, or sudden trouble with sight or speech?",
    "Sit or lie down, call. Note the start time.",
    "S2 S3",
)

ESCALATIONS = {
    "fever": ["fever-plus"],
    "kidney": ["kidney-drowsy"],
    "one-limb": ["one-limb-worse"],
    "severe": ["severe-after-rest"],
    "gall": ["gall-plus"],
    "calf": ["calf-breathless"],
    "leg-pain": ["one-limb"],
}
"""What is asked next after a yes or not sure."""

CAUTIONS = {"age": "under-18", "surgery-12w": "surgery-12w"}
"""The rows whose yes may allow no session, and the caution line that says so."""

SHORT_LIST = {
    "trouble peeing or with bowels, or numb between the legs": "bladder bowel saddle",
    "numb or weak arm or leg, pain or tingling down both legs, a leg giving way": (
        "both-legs leg-failing one-limb"
    ),
    "chest pain, faint, sudden loss of balance, face, speech or sight": (
        "chest collapse balance-sudden stroke"
    ),
    "fever or chills with the pain": "fever",
}

FULL_LIST = (
    (E, "bladder bowel saddle | both-legs leg-failing | chest collapse | balance-sudden stroke"),
    (E, "sexual | aorta | accident | fever-plus | cancer-nerve | preg-now"),
    (U, "fever | one-limb | clumsy | kidney | gall | calf | cough"),
    (
        U,
        "night-pain | upper-band | shape | weight-loss | cancer-history | bone-risk | infect-risk",
    ),
    (D, "severe | two-weeks | no-progress | recurs | sleep | worsening | leg-pain"),
    (D, "inflam | startle | age | surgery-12w | before-start | coping"),
)
"""The six screens: the level of every row, and the rows behind each line."""

HURT_LEG = "bladder bowel saddle both-legs leg-failing stroke one-limb"

EVERY_ROW = (*TABLE, *AFTER_A_ROW, HURT_CHEST)


@pytest.fixture(scope="module")
def file() -> WarningSignsFile:
    return read_file(FOLDER, "warning-signs.yaml", WarningSignsFile)


@pytest.fixture(scope="module")
def german() -> YamlContent:
    return YamlContent.load("DE")


def rows_of(file: WarningSignsFile) -> dict[str, SignRow]:
    return {row.id: row for row in (*file.signs, *file.escalations, file.hurt_chest)}


def by_id(row: Row) -> str:
    return row.id


def behind(lines: tuple[ListLine, ...]) -> str:
    return " | ".join(" ".join(sign.id for sign in line.signs) for line in lines)


# What this file says of the table


def test_the_table_is_whole() -> None:
    levels = [row.level for row in TABLE]
    assert (levels.count(E), levels.count(U), levels.count(D), len(TABLE)) == (15, 14, 13, 42)
    assert len({row.id for row in EVERY_ROW}) == len(EVERY_ROW)
    assert {row.id for row in TABLE if not row.storable and row.level is not E} == {
        "fever",
        "severe",
        "kidney",
        "calf",
        "gall",
    }
    assert not any(row.storable for row in EVERY_ROW if row.level is E)


# The rows


@pytest.mark.parametrize("row", EVERY_ROW, ids=by_id)
def test_a_row_is_the_references_word_for_word(file: WarningSignsFile, row: Row) -> None:
    found = rows_of(file)[row.id]
    assert found.question == row.question
    assert found.level == row.level.word
    assert found.extra == row.extra
    assert found.storable == row.storable
    assert " ".join(found.documents) == row.documents
    assert list(found.escalates_to) == ESCALATIONS.get(row.id, [])
    assert found.caution == CAUTIONS.get(row.id, "")
    assert found.source


@pytest.mark.parametrize("row", EVERY_ROW, ids=by_id)
def test_a_person_gets_the_row_as_it_stands_in_the_file(german: YamlContent, row: Row) -> None:
    sign = german.sign(row.id)
    assert sign is not None
    assert sign == WarningSign(
        row.id,
        row.question,
        row.level,
        row.extra.replace("{emergency}", "112 (Germany)"),
        row.storable,
        sign.escalations,
        CAUTIONS.get(row.id, ""),
    )
    assert [other.id for other in sign.escalations] == ESCALATIONS.get(row.id, [])


def test_there_is_no_other_row(file: WarningSignsFile) -> None:
    assert {row.id for row in file.signs} == {row.id for row in TABLE}
    assert {row.id for row in file.escalations} == {row.id for row in AFTER_A_ROW}
    assert file.hurt_chest.id == HURT_CHEST.id


@pytest.mark.parametrize("id", ESCALATIONS)
def test_what_is_asked_next_can_only_raise_the_level(german: YamlContent, id: str) -> None:
    sign = german.sign(id)
    assert sign is not None
    assert [next.level > sign.level for next in sign.escalations] == [True]


# The lists


def test_the_short_list_is_one_screen_of_four_lines(german: YamlContent) -> None:
    lines = {line.text: " ".join(sign.id for sign in line.signs) for line in german.short_list}
    assert lines == SHORT_LIST
    assert list(lines) == list(SHORT_LIST)


def test_every_starred_row_stands_in_the_short_list_and_no_other(german: YamlContent) -> None:
    asked = [sign.id for line in german.short_list for sign in line.signs]
    assert sorted(asked) == sorted(row.id for row in TABLE if row.starred)


def test_the_full_list_is_six_screens_by_level(german: YamlContent) -> None:
    assert [screen.level for screen in german.full_list] == [E, E, U, U, D, D]
    assert [behind(screen.lines) for screen in german.full_list] == [rows for _, rows in FULL_LIST]


@pytest.mark.parametrize("number", range(len(FULL_LIST)))
def test_every_row_of_a_screen_has_its_level(german: YamlContent, number: int) -> None:
    level, rows = FULL_LIST[number]
    levels = {row.id: row.level for row in TABLE}
    assert {levels[id] for id in rows.replace("|", " ").split()} == {level}
    signs = [sign for line in german.full_list[number].lines for sign in line.signs]
    assert {sign.level for sign in signs} == {level}


@pytest.mark.parametrize("row", TABLE, ids=by_id)
def test_a_row_stands_on_one_line_of_the_full_list(german: YamlContent, row: Row) -> None:
    lines = [
        line.text
        for screen in german.full_list
        for line in screen.lines
        for sign in line.signs
        if sign.id == row.id
    ]
    assert len(lines) == 1


def test_a_screen_is_short_enough_to_be_read(german: YamlContent) -> None:
    for screen in german.full_list:
        assert 1 <= len(screen.lines) <= MOST_LINES, screen.text
        for line in screen.lines:
            assert 0 < len(line.text) <= LONGEST_LINE, line.text
    texts = [line.text for screen in german.full_list for line in screen.lines]
    assert len(set(texts)) == len(texts)


# "It hurts"


def test_after_a_hurt_leg_seven_rows_are_asked_one_by_one(german: YamlContent) -> None:
    assert " ".join(sign.id for sign in german.hurt_leg) == HURT_LEG


def test_a_hurt_chest_is_an_emergency_at_once(german: YamlContent) -> None:
    assert german.hurt_chest.level is E
    assert german.hurt_chest is german.sign("hurt-chest")
