"""The clinical content and the bundled exercises, held against the clinical reference."""

import re
import shutil
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from coach.adapters.content import FOLDER, YamlContent
from coach.adapters.content_files.reading import ContentError
from coach.adapters.resources import bundled
from coach.domain.cues import spoken_length
from coach.domain.exercise import Caution, Position
from coach.domain.triage import Level, Reply, find
from coach.ports.content import Content

ROUTINES = bundled("routines")
E, U = Level.EMERGENCY, Level.URGENT

CLINIC = "an urgent-care clinic"
UNKNOWN = "112 works from most mobile phones; 911 and 999 are also common; use your local number."


def data(path: Path) -> Any:
    """A YAML file with every scalar as text."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.fixture(scope="module")
def german() -> YamlContent:
    return YamlContent.load("DE")


def test_it_is_what_the_port_asks_for(german: YamlContent) -> None:
    content: Content = german
    assert content.words("stay") == ("Stopped. Stay where you are.",)


# --- warning signs ---


def test_after_it_hurts(german: YamlContent) -> None:
    asked = [sign.id for sign in german.hurt_leg]
    assert " ".join(asked) == "bladder bowel saddle both-legs leg-failing stroke one-limb"
    assert german.hurt_chest.level is E
    assert german.sign("hurt-chest") is german.hurt_chest
    assert german.sign("nothing") is None


def test_every_row_of_the_leg_question_has_an_answer_for_not_sure(german: YamlContent) -> None:
    found = [find(sign, Reply.UNSURE) for sign in german.hurt_leg]
    levels = [finding.level for finding in found if finding]
    assert levels == [E] * 6 + [Level.DOCTOR_SOON]


# --- advice and numbers ---


@pytest.mark.parametrize(
    ("region", "call", "ask"),
    [
        ("DE", "112 (Germany)", "116117 (Germany)"),
        ("GB", "999 or 112 (United Kingdom)", "111 (United Kingdom)"),
        ("US", "911 (United States)", CLINIC),
        ("no", "112 (Norway)", CLINIC),
        ("ZA", "112 (mobile, South Africa)", CLINIC),
        ("AU", "000 (Australia)", "1800 022 222 (Australia)"),
        (None, "your local emergency number", CLINIC),
        ("AQ", "your local emergency number", CLINIC),
    ],
)
def test_the_numbers_are_filled_in(region: str | None, call: str, ask: str) -> None:
    content = YamlContent.load(region)
    stop, *rest = content.advice(E)
    assert stop == f"Stop here. Call {call} or go to an emergency department now."
    unknown = [UNKNOWN] if "local" in call else []
    assert rest == [
        "Do not drive yourself.",
        "Say exactly which answer was yes and when it began.",
        *unknown,
    ]
    assert content.advice(U)[0] == f"No exercises today. Speak to a doctor or {ask} today."


@pytest.mark.parametrize(
    ("region", "line"),
    [("DE", "116117 (Germany)"), ("US", CLINIC), (None, CLINIC)],
)
def test_no_more_today(region: str | None, line: str) -> None:
    words = YamlContent.load(region).words("no-more-today")
    assert words == (
        "No more today.",
        "Still there tomorrow: book a doctor.",
        f"Spreading, numb or weak: {line} today.",
    )


def test_advice_in_full(german: YamlContent) -> None:
    assert german.advice(E, german.sign("leg-failing")) == (
        "Stop here. Call 112 (Germany) or go to an emergency department now.",
        "Do not drive yourself.",
        "Say exactly which answer was yes and when it began.",
        "Do not walk unaided.",
    )
    assert " ".join(german.advice(U, german.sign("one-limb"))) == (
        "No exercises today. Speak to a doctor or 116117 (Germany) today. If it gets worse or"
        " anything on the emergency list appears, call 112 (Germany). Getting worse = emergency."
    )
    assert " ".join(german.advice(Level.DOCTOR_SOON)) == (
        "Book an appointment in the next days. Normal sessions are fine while you wait at pain 5"
        " or lower, the gentle one at 6 or 7."
    )
    assert german.advice(Level.SELF_CARE) == (
        "Keep moving gently, stay in comfort, check again next time.",
    )


def test_ones_own_numbers_come_first() -> None:
    own = YamlContent.load("DE", emergency="144", advice_line="0800 1")
    assert (own.numbers.emergency, own.numbers.advice_line) == ("144", "0800 1")
    assert own.advice(U)[0].endswith("Speak to a doctor or 0800 1 (your number) today.")
    somewhere = YamlContent.load(None, emergency="911")
    assert somewhere.start_words[-1] == "In an emergency call 911 (your number)."


def test_the_region_is_a_name_to_show() -> None:
    assert YamlContent.load("DE").numbers.region == "Germany"
    assert YamlContent.load(None).numbers.region == ""


def test_start_words_word_for_word(german: YamlContent) -> None:
    assert " ".join(german.start_words) == (
        "General movement and relaxation guidance for adults. It does not examine, diagnose or"
        " treat you, and can't replace a doctor or physiotherapist. Most back pain settles and"
        " gentle movement usually helps. You choose what to do; stop whenever you wish. If a"
        " warning sign appears, stop and get medical help. In an emergency call 112 (Germany)."
    )
    assert german.session_words == (
        "Move within comfort. Stop for sharp pain, leg symptoms, chest symptoms or faintness."
    )
    assert german.all_no == ("No warning sign was ticked. That is a good sign, not an all-clear.")


def test_start_words_where_the_region_is_unknown() -> None:
    assert YamlContent.load(None).start_words[-2:] == (
        "In an emergency call your local emergency number.",
        UNKNOWN,
    )


@pytest.mark.parametrize("region", ["DE", "GB", "US", None])
def test_every_text_can_be_said(region: str | None) -> None:
    content = YamlContent.load(region)
    for id in data(FOLDER / "advice.yaml")["texts"]:
        lines = content.words(
            id,
            date="3 May",
            question="Numb?",
            month="May",
            lines="x",
            minutes="x",
            time="x",
            title="x",
        )
        assert lines
        assert not re.search(r"[{}]", " ".join(lines)), id


def test_the_follow_up_names_day_and_question(german: YamlContent) -> None:
    assert german.words("follow-up", date="3 May", question="Numb {0}?") == (
        "On 3 May you said yes to: Numb {0}? Since then?",
    )
    assert len(german.words("follow-up-answers")) == 5
    with pytest.raises(KeyError):
        german.words("follow-up")
    with pytest.raises(KeyError):
        german.words("no-such-text")


def test_there_is_a_way_up_from_every_position(german: YamlContent) -> None:
    for position in Position:
        assert german.words(f"get-up-{position.value}")


def test_at_8_the_emergency_lines_come_first(german: YamlContent) -> None:
    words = german.words("none-now")
    assert words[:2] == ("No exercise now.", "Call 112 (Germany) at once if you have any of these:")


# --- cautions ---


def test_what_each_caution_line_means(german: YamlContent) -> None:
    assert {line.id: {c.value for c in line.cautions} for line in german.caution_lines} == {
        "bones": {"bending"},
        "knees": {"knees"},
        "wrists": {"wrists"},
        "hip": {"hip-replacement"},
        "no-arching": {"arching"},
        "no-twisting": {"twisting"},
        "pregnant": {"lying-on-back", "lying-on-front"},
        "pressure": {"pressure"},
        "belly": {"belly"},
        "unsteady": {"balance"},
        "surgery-12w": set(),
        "under-18": set(),
    }
    assert {line.id for line in german.caution_lines if line.bars} == {"surgery-12w", "under-18"}
    assert set(Caution) == {c for line in german.caution_lines for c in line.cautions}


# --- exercises and routines ---

EXERCISES: Mapping[str, Any] = {
    path.stem: data(path) for path in sorted((ROUTINES / "exercises").glob("*.yaml"))
}
BUNDLED: Mapping[str, Any] = {path.stem: data(path) for path in sorted(ROUTINES.glob("*.yaml"))}


@pytest.mark.parametrize("id", EXERCISES)
def test_an_exercise_is_complete(id: str) -> None:
    exercise = EXERCISES[id]
    assert exercise["id"] == id
    for key in ("name", "type", "position", "setup", "phases", "dose", "finish", "source"):
        assert exercise[key], key
    assert exercise["feel"]
    assert exercise["stop-if"]
    holds = [phase for phase in exercise["phases"] if phase["seconds"] == "hold"]
    assert ("hold" in exercise["dose"] or "time" in exercise["dose"]) or not holds


@pytest.mark.parametrize("id", EXERCISES)
def test_what_an_exercise_says_fits(id: str) -> None:
    exercise = EXERCISES[id]
    hold = exercise["dose"].get("hold", "3m").removesuffix("s")
    seconds = {
        phase["name"]: float(hold if phase["seconds"] == "hold" else phase["seconds"])
        for phase in exercise["phases"]
        if phase["seconds"] != "hold" or hold != "3m"
    }
    said = [(phase["name"], phase) for phase in exercise["phases"]]
    for adaptation in exercise.get("adapt", []):
        said += adaptation.get("phases", {}).items()
    for name, words in said:
        assert len(words["say"].split()) <= 10, words["say"]
        assert 1 <= len(words["brief"].split()) <= 2, words["brief"]
        assert spoken_length(words["brief"]) <= seconds.get(name, 60.0), words["brief"]
    for line in [*exercise["setup"], *exercise["finish"]]:
        assert spoken_length(line) <= 5, line


@pytest.mark.parametrize("id", EXERCISES)
def test_what_an_exercise_names_exists(id: str) -> None:
    exercise = EXERCISES[id]
    others = [sub["exercise"] for sub in exercise.get("instead", [])]
    others += [exercise[key]["exercise"] for key in ("easier", "harder")
               if exercise.get(key, {}).get("exercise")]  # fmt: skip
    assert set(others) <= set(EXERCISES)
    phases = {phase["name"] for phase in exercise["phases"]}
    codes = set(exercise.get("avoid-if", []))
    for adaptation in exercise.get("adapt", []):
        assert set(adaptation.get("phases", {})) <= phases
        codes |= set(adaptation["if"])
    for substitute in exercise.get("instead", []):
        assert set(substitute["if"]) <= set(exercise["avoid-if"])
        codes |= set(substitute["if"])
    assert codes <= {caution.value for caution in Caution}


def test_the_routines_are_the_references() -> None:
    steps = {
        id: [
            " ".join(step.get(key, "") for key in ("exercise", "rest", "time", "hold", "reps"))
            for step in routine["steps"]
        ]
        for id, routine in BUNDLED.items()
        if id in ("first-three", "acute-gentle")
    }
    assert {id: [" ".join(step.split()) for step in listed] for id, listed in steps.items()} == {
        "first-three": ["child-pose 20s 3", "bridge 5s 5-10", "cat-cow 5-10"],
        "acute-gentle": [
            "rest-90-90 3m",
            "pelvic-tilt 2s 5",
            "knee-rolls 2s 5",
            "knee-to-chest 5s 2",
            "45s",
            "walk 2m",
        ],
    }
    assert [BUNDLED[id]["needs"]["pain-max"] for id in ("first-three", "acute-gentle")] == [
        "5",
        "7",
    ]


@pytest.mark.parametrize("id", BUNDLED)
def test_every_exercise_of_a_routine_exists(id: str) -> None:
    steps = BUNDLED[id]["steps"]
    assert {step["exercise"] for step in steps if "exercise" in step} <= set(EXERCISES)
    for step in steps:
        if "rest" in step and "exercise" not in step:
            assert spoken_length(step["say"]) <= float(step["rest"].removesuffix("s"))


# --- broken files ---

SIGNS = "warning-signs.yaml"
COPING = 'question: "Worried, low or struggling to cope with it?"\n    level: '


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (SIGNS, "level: urgent", "level: high", r":\d+: signs \d+, level"),
        (SIGNS, "  question:", "  qestion:", r"qestion"),
        (SIGNS, "signs: [fever]", "signs: [fevr]", "no row 'fevr'"),
        (SIGNS, "signs: [fever]", "signs: [fever, chest]", "'chest' stands there"),
        (SIGNS, "signs: [cough]", "signs: []", "cough: stands on no screen"),
        (SIGNS, "signs: [cough]", "signs: [cough, gall]", "'gall' stands there twice"),
        (SIGNS, f"{COPING}doctor soon", f"{COPING}urgent", "a screen of their own"),
        (SIGNS, "signs: [clumsy]", "signs: [clumsy, fever]", "'fever' stands there twice"),
        (SIGNS, "escalates-to: [fever-plus]", "escalates-to: [cough]", "not of a higher"),
        (SIGNS, "escalates-to: [gall-plus]", "escalates-to: [gull]", "no row 'gull"),
        (SIGNS, "    escalates-to: [gall-plus]\n", "", "no row escalates to it"),
        (SIGNS, "caution: under-18", "caution: under-8", "no line of cautions.yaml bars"),
        (SIGNS, "caution: under-18", "caution: knees", "no line of cautions.yaml bars"),
        (SIGNS, "storable: false", "storable: true", "never storable"),
        (SIGNS, "checked-for-days: 28", "checked-for-days: 29", "from 1 to 28"),
        (SIGNS, "checked-for-days: 28", "checked-for-days: 0", "from 1 to 28"),
        (SIGNS, "checked-for-days: 28", "checked-for-days: ever", "from 1 to 28"),
        (SIGNS, "signs: [fever]", "signs: [fever", "not YAML"),
        (SIGNS, "hurt-leg: [", "hurt-leg: [nobody, ", "no row 'nobody'"),
        ("advice.yaml", "Call {emergency} or", "Call {emergncy} or", "nothing fills in"),
        ("advice.yaml", "Call {emergency} or", "Call {emergency or", "a brace without"),
        ("advice.yaml", "an urgent-care clinic", "{clinic}", "nothing fills in"),
        ("advice.yaml", "  self care:", "  selfcare:", "levels, selfcare"),
        ("advice.yaml", "  sharp:", "  stay:", "'stay' stands there twice"),
        ("cautions.yaml", "[twisting]", "[twist]", r"lines 6, cautions 1"),
        ("cautions.yaml", "    cautions: [twisting]\n", "", "no-twisting: needs cautions or bars"),
        ("emergency-numbers.yaml", "KR: South", "JP: South", "'JP' stands there twice"),
        ("emergency-numbers.yaml", "KR: South", "KOR: South", "'KOR' is not a country code"),
        ("emergency-numbers.yaml", "schema: 1", "schema: 2", ":9: schema"),
    ],
)  # fmt: skip
def test_a_broken_file_says_where(
    tmp_path: Path, name: str, old: str, new: str, message: str
) -> None:
    folder = tmp_path / "content"
    shutil.copytree(FOLDER, folder)
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=message) as raised:
        YamlContent.load("DE", folder=folder)
    assert str(folder / name) in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"warning-signs\.yaml: can't be read"):
        YamlContent.load("DE", folder=tmp_path)


def test_every_text_is_said_somewhere() -> None:
    advice = yaml.safe_load((FOLDER / "advice.yaml").read_text(encoding="utf-8"))
    code = "".join(
        path.read_text(encoding="utf-8") for path in (FOLDER.parent / "player").glob("*.py")
    )
    said = {id for id in advice["texts"] if f'"{id}"' in code}
    assert set(advice["texts"]) - said == {f"get-up-{position.value}" for position in Position}
    assert 'f"get-up-{' in code


@pytest.mark.parametrize(
    ("words", "code"),
    [("Austria", "AT"), (" austria ", "AT"), ("at", "AT"), ("UK", "GB"), ("England", "GB"),
     ("usa", "US"), ("Switz", "CH"), ("united", None), ("Au", "AU"), ("Narnia", None), ("", None)],
)  # fmt: skip
def test_a_country_is_known_by_its_name_its_code_or_how_it_begins(
    german: YamlContent, words: str, code: str | None
) -> None:
    assert german.country(words) == code


def test_a_line_can_be_left_out_as_a_whole_in_the_weekly_list(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(FOLDER, folder)
    file = folder / SIGNS
    text = file.read_text(encoding="utf-8")
    text = text.replace("        signs: [clumsy]\n", "        signs: [clumsy, one-limb]\n", 1)
    alone = '      - text: "new weakness, numbness or lost feeling in an arm or leg"\n'
    file.write_text(text.replace(f"{alone}        signs: [one-limb]\n", "", 1), encoding="utf-8")
    with pytest.raises(ContentError, match="can't share a line"):
        YamlContent.load("DE", folder=folder)


def test_what_a_doctor_has_checked_stands_for_28_days(german: YamlContent) -> None:
    assert german.checked_for == timedelta(days=28)
