"""Every warning sign ends as its level says, and every line of the pain table can be met.

The rows are those of ``coach/content/warning-signs.yaml``, the lines those of the clinical
reference, B.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from coach.domain.checks import CheckRule
from coach.domain.events import Outcome
from coach.domain.layout import lay_out
from coach.domain.plan import plan_routine
from coach.domain.safety import Colour
from coach.ports.journal import SessionBegun, SessionEnd
from coach.ports.safety_record import ListGroup
from tests.plain.person import (
    ASKED_GENTLE,
    ASKED_REST,
    ASKED_SCORE,
    Heard,
    Home,
    in_order,
)
from tests.plain.rows import EVERY_ROW, ROWS, Reply, Row, answering
from tests.player.house import bundled_library
from tests.record import first_bar

ZONE: Final = ZoneInfo("Europe/Berlin")
BEGUN: Final = "] First three."

CHECKED = "? Has a doctor checked this, and is it unchanged since? [n/y/u]"
CLEARED = {
    "age": "? Are you 18 or older now? [n/y/u]",
    "surgery-12w": "? Has a doctor cleared you for gentle exercise since? [n/y/u]",
}
"""What is asked after a yes to the doctor-soon rows that allow no session."""

ADVICE = {
    "emergency": [
        "Stop here. Call 112 (Germany) or go to an emergency department now.",
        "Do not drive yourself.",
        "Say exactly which answer was yes and when it began.",
    ],
    "urgent": [
        "No exercises today. Speak to a doctor or 116117 (Germany) today.",
        "If it gets worse or anything on the emergency list appears, call 112 (Germany).",
    ],
    "doctor soon": [
        "Book an appointment in the next days.",
        "Normal sessions are fine while you wait at pain 5 or lower, the gentle one at 6 or 7.",
    ],
}

EMERGENCY = [row for row in ROWS if row.level == "emergency"]
URGENT = [row for row in ROWS if row.level == "urgent"]
SOON = [row for row in ROWS if row.level == "doctor soon"]
GOING_ON = [row for row in SOON if row.id not in CLEARED]
PLAYED_TO_THE_END = ("leg-pain", "coping")


def rows(*found: Row) -> pytest.MarkDecorator:
    """A test of each of these rows, by name."""
    return pytest.mark.parametrize("row", found, ids=[row.id for row in found])


@pytest.fixture
def second_day(tmp_path: Path) -> Home:
    """Somebody whose first use was yesterday: the doctor-soon rows have not been asked."""
    home = Home(tmp_path / "second-day", known=False)
    yesterday = datetime.now(ZONE) - timedelta(days=1)
    with home.record() as store:
        store.introduce((), yesterday)
        store.list_asked(ListGroup.URGENT, yesterday)
    return home


def bar(home: Home) -> str:
    """The id of the row that stands in the way of the next session; empty where none does."""
    with home.record() as store:
        standing = first_bar(store)
    return standing.sign if standing else ""


def refused(start: Heard, row: Row, said: str = "yes") -> None:
    """Check that a start was refused for this row, with all that belongs to it."""
    assert start.code == 4
    assert start.last == row.ends_with
    told = [*ADVICE[row.level], *filter(None, [row.extra])]
    told += [f"You answered {said} to: {row.question}"]
    advised = start.words.index(told[0])
    assert start.words[advised : advised + len(told)] == told
    assert start.words[advised + len(told)].startswith("Answered at ")
    assert len(start.words) == advised + len(told) + 2
    assert ASKED_SCORE not in start.lines


# The rows


def test_the_file_has_42_rows_and_all_of_them_are_played_here() -> None:
    assert len(ROWS) == 42
    assert sorted(row.id for row in (*EMERGENCY, *URGENT, *SOON)) == sorted(row.id for row in ROWS)
    assert set(CLEARED) | set(PLAYED_TO_THE_END) <= {row.id for row in SOON}


@rows(*EMERGENCY)
def test_a_yes_to_an_emergency_row_ends_with_its_advice(newcomer: Home, row: Row) -> None:
    start = newcomer.converse(answering({row.id: "y"}))
    refused(start, row)
    assert start.questions[-1] == f"? {row.question} [n/y/u]"
    assert CHECKED not in start.lines
    assert bar(newcomer) == row.id


@rows(*EMERGENCY)
def test_not_sure_on_an_emergency_row_is_a_yes(newcomer: Home, row: Row) -> None:
    refused(newcomer.converse(answering({row.id: "u"})), row, said="not sure")
    assert bar(newcomer) == row.id


@rows(*URGENT)
def test_a_yes_to_an_urgent_row_ends_with_its_advice(newcomer: Home, row: Row) -> None:
    start = newcomer.converse(answering({row.id: "y"}))
    refused(start, row)
    for raised in row.escalations:
        assert f"? {EVERY_ROW[raised].question} [n/y/u]" in start.lines
    assert (CHECKED in start.lines) == row.storable
    assert bar(newcomer) == row.id


@rows(*URGENT)
def test_not_sure_on_an_urgent_row_wants_a_doctor_soon_and_goes_on(
    newcomer: Home, row: Row
) -> None:
    start = newcomer.converse(answering({row.id: "u"}), stop_at=BEGUN)
    assert (start.code, start.last) == (0, "= left")
    assert in_order(start.words, [*ADVICE["doctor soon"], "First three."]) == []
    assert CHECKED not in start.lines
    assert bar(newcomer) == ""


@rows(*(row for row in URGENT if row.storable))
def test_an_urgent_row_that_a_doctor_has_checked_bars_nothing(newcomer: Home, row: Row) -> None:
    start = newcomer.converse(answering({row.id: "y"}, {CHECKED: "y"}), stop_at=BEGUN)
    assert (start.code, start.last) == (0, "= left")
    assert start.says("First three.")
    assert not start.says("Book an appointment")
    assert bar(newcomer) == ""


@rows(*(row for row in ROWS if row.escalations))
def test_what_a_row_escalates_to_ends_at_the_higher_level(
    newcomer: Home, second_day: Home, row: Row
) -> None:
    for id in row.escalations:
        raised = EVERY_ROW[id]
        person = second_day if row in SOON else newcomer
        start = person.converse(answering({row.id: "y"}, {raised.question: "y"}))
        # What it leads to further on is asked, and answered with no.
        refused(start, raised)
        assert bar(person) == id


@rows(*GOING_ON)
def test_a_yes_to_a_doctor_soon_row_is_told_and_the_session_goes_on(
    second_day: Home, row: Row
) -> None:
    whole = row.id in PLAYED_TO_THE_END
    start = second_day.converse(answering({row.id: "y"}), stop_at=None if whole else BEGUN)
    assert (start.code, start.last) == (0, "= done" if whole else "= left")
    told = [*ADVICE["doctor soon"], *filter(None, [row.extra]), ASKED_SCORE, "First three."]
    assert in_order(start.words, told) == []
    assert (CHECKED in start.lines) == row.storable
    assert not start.says("You answered")
    assert bar(second_day) == ""
    with second_day.record() as store:
        assert [line.sign for line in store.doctor_lines()] == [row.id]
    assert second_day.play().words[0].startswith("See a doctor soon: ")


@rows(*GOING_ON)
def test_not_sure_on_a_doctor_soon_row_is_a_yes(second_day: Home, row: Row) -> None:
    start = second_day.converse(answering({row.id: "u"}), stop_at=BEGUN)
    assert (start.code, start.last) == (0, "= left")
    assert in_order(start.words, [*ADVICE["doctor soon"], "First three."]) == []


@pytest.mark.parametrize("answer", ["n", "u"])
@rows(*(row for row in SOON if row.id in CLEARED))
def test_two_doctor_soon_rows_allow_no_session(second_day: Home, row: Row, answer: str) -> None:
    start = second_day.converse(answering({row.id: "y"}, {CLEARED[row.id]: answer}))
    assert start.code == 4
    assert start.last == row.ends_with
    assert CLEARED[row.id] in start.lines
    assert ASKED_SCORE not in start.lines
    # And it is not forgotten.
    again = second_day.converse(answering({}))
    assert again.code == 4
    assert again.says(f"{CLEARED[row.id].removeprefix('? ')}")


@rows(*(row for row in SOON if row.id in CLEARED))
def test_the_same_two_rows_go_on_where_they_mean_something_else(second_day: Home, row: Row) -> None:
    start = second_day.converse(answering({row.id: "y"}, {CLEARED[row.id]: "y"}), stop_at=BEGUN)
    assert (start.code, start.last) == (0, "= left")
    assert in_order(start.words, [*ADVICE["doctor soon"], "First three."]) == []


def test_with_every_screen_open_and_every_row_a_no_it_goes_on(newcomer: Home) -> None:
    lines = {f"{line[:1].upper()}{line[1:]}? [n/y/u]" for row in ROWS for line in row.lines}
    # A line with one row asks that row at once, and some rows read like their line.
    opened = dict.fromkeys(lines - {f"{row.question} [n/y/u]" for row in ROWS}, "y")
    session = newcomer.converse(answering({}, {"y one of these": "y", **opened}), stop_at=BEGUN)
    for row in (*EMERGENCY, *URGENT):
        assert session.questions.count(f"? {row.question} [n/y/u]") == 1
    assert session.says("No warning sign was ticked.")
    assert session.last == "= left"
    told = "\n".join(session.lines).casefold()
    for id in ("saddle", "both-legs", "leg-failing", "one-limb", "fever-plus", "preg-now"):
        assert id not in told


# The table of the pain checks


def scoring(*scores: int) -> Reply:
    """Gives these scores one after the other, and the last one again and again."""
    left = list(scores)

    def reply(question: str, _shown: Sequence[str]) -> object:
        if question == ASKED_SCORE:
            return left.pop(0) if len(left) > 1 else left[0]
        return "y" if question == ASKED_GENTLE else "n"

    return reply


WALKS = """\
schema: 1
title: Three walks
steps:
  - {exercise: walk, time: 70s}
  - {exercise: walk, time: 70s}
  - {exercise: walk, time: 70s}
"""
AS_PLANNED = [
    "Child's pose. 3 times, 20 seconds each.",
    "Hip raise. 5 times, 5 seconds each.",
    "Cat-cow. 5 times.",
]
EASED = [
    "An easier form today: half the reps, and half the range.",
    "Child's pose. 2 times, 20 seconds each.",
    "Hip raise. 3 times, 5 seconds each.",
    "Seated tilt. 3 times, 2 seconds each.",
]
REST = "Rest for 2 minutes, in whatever position is easy."
DONE = "= done"
STOPPED = "= stopped: pain"
ENOUGH = "That is enough for today. Stopping was right."


@dataclass(frozen=True)
class Line:
    """A line of the table: the scores that lead to it, what is said, and how it ends."""

    name: str
    scores: tuple[int, ...]
    said: Sequence[str]
    last: str
    routine: str = "first-three"
    never: str = ""


TABLE = [
    Line("before: 0", (0,), AS_PLANNED, DONE, never="easier"),
    Line("before: 3", (3,), AS_PLANNED, DONE, never="easier"),
    Line("before: 4", (4,), EASED, DONE),
    Line("before: 5", (5,), EASED, DONE),
    Line(
        "before: 6",
        (6,),
        [
            "At 6 or 7: only the gentle session or rest today.",
            ASKED_GENTLE,
            "Gentle day.",
            "Pain 6 before, 6 after.",
        ],
        DONE,
        never="Child's pose.",
    ),
    Line("before: 7", (7,), [ASKED_GENTLE, "Gentle day."], DONE, never="Child's pose."),
    Line("before: 7, acute-gentle", (7,), ["Gentle day."], DONE, "acute-gentle", "instead?"),
    Line(
        "before: 8",
        (8,),
        [
            "No exercise now.",
            "Call 112 (Germany) at once if you have any of these:",
            ASKED_REST,
        ],
        STOPPED,
        never="Gentle day.",
    ),
    Line("before: 10", (10,), ["No exercise now."], STOPPED, "acute-gentle", "Gentle day."),
    Line(
        "during, begun at 0-5: 7 or more",
        (5, 7),
        ["The session ends here: pain rose by 2, to 7.", ENOUGH],
        STOPPED,
        never="Hip raise",
    ),
    Line(
        "during, begun at 0-5: 4 or more and risen by 3 or more",
        (1, 4),
        ["The session ends here: pain rose by 3, to 4.", ENOUGH],
        STOPPED,
        never="Hip raise",
    ),
    Line(
        "during, begun at 0-5: a second exercise stopped",
        (0, 3, 0, 3),
        [
            "This exercise stops here: pain rose by 3, to 3.",
            REST,
            "The session ends here: pain rose by 3, to 3, with a second exercise.",
            ENOUGH,
        ],
        STOPPED,
        "walks",
    ),
    Line(
        "during, begun at 0-5: 6",
        (5, 6, 5),
        [
            "This exercise stops here: pain rose by 1, to 6.",
            REST,
            "Hip raise. 3 times, 5 seconds each.",
        ],
        DONE,
    ),
    Line(
        "during, begun at 0-5: 4-5 and risen by 2",
        (3, 5, 4, 3),
        [
            "This exercise stops here: pain rose by 2, to 5.",
            REST,
            "Easier now: pain rose by 1, to 4.",
            "Hip raise. 3 times, 5 seconds each.",
        ],
        DONE,
    ),
    Line(
        "during, begun at 0-5: 3 and risen by 3",
        (0, 3, 1, 0),
        [
            "This exercise stops here: pain rose by 3, to 3.",
            REST,
            "Hip raise. 5 times, 5 seconds each.",
        ],
        DONE,
    ),
    Line(
        "during, begun at 0-5: more than start + 1 after the rest",
        (0, 3, 2),
        [REST, "The session ends here: pain rose by 2, to 2, and rest has not settled it.", ENOUGH],
        STOPPED,
        never="Hip raise",
    ),
    Line(
        "during, begun at 0-5: 4-5",
        (3, 4),
        [
            "Easier now: pain rose by 1, to 4.",
            "Hip raise. 3 times, 5 seconds each.",
            "Seated tilt. 3 times, 2 seconds each.",
            "Pain 3 before, 4 after.",
        ],
        DONE,
    ),
    Line(
        "during, begun at 0-5: 2-3 and risen by 2",
        (1, 3),
        ["Easier now: pain rose by 2, to 3.", "Hip raise. 3 times, 5 seconds each."],
        DONE,
    ),
    Line(
        "during, begun at 0-5: anything lower",
        (1, 2),
        [*AS_PLANNED, "Pain 1 before, 2 after."],
        DONE,
        never="asier",
    ),
    Line(
        "during, begun at 6-7: 8 or more",
        (7, 8),
        ["The session ends here: pain rose by 1, to 8.", ENOUGH],
        STOPPED,
        "acute-gentle",
        "Knee rolls",
    ),
    Line(
        "during, begun at 6-7: risen by 2",
        (6, 8),
        ["The session ends here: pain rose by 2, to 8.", ENOUGH],
        STOPPED,
        "acute-gentle",
        "Knee rolls",
    ),
    Line(
        "during, begun at 6-7: risen by 1",
        (6, 7, 6),
        ["This exercise stops here: pain rose by 1, to 7.", REST, "Pain 6 before, 6 after."],
        DONE,
        "acute-gentle",
    ),
    Line(
        "during, begun at 6-7: else",
        (7, 7, 5),
        ["Gentle day.", "Pain 7 before, 5 after."],
        DONE,
        "acute-gentle",
        "stops here",
    ),
]


@pytest.mark.parametrize("line", TABLE, ids=[line.name for line in TABLE])
def test_a_line_of_the_pain_table(home: Home, line: Line) -> None:
    home.write("routines/walks.yaml", WALKS)
    session = home.converse(scoring(*line.scores), routine=line.routine)
    assert in_order(session.words, line.said) == []
    assert session.last == line.last
    assert session.code == (0 if line.last == DONE else 3)
    assert not line.never or not session.says(line.never)


def test_the_same_score_again_goes_on_without_a_second_easing(home: Home) -> None:
    home.write("routines/walks.yaml", WALKS)
    session = home.converse(scoring(0, 2), routine="walks")
    assert [line for line in session.words if line.startswith("Easier now")] == [
        "Easier now: pain rose by 2, to 2."
    ]
    assert session.last == DONE


@pytest.mark.parametrize(("start", "end"), [(0, 2), (0, 3), (3, 5)])
def test_after_risen_by_2_it_is_amber_and_the_next_session_one_level_down(
    home: Home, start: int, end: int
) -> None:
    played = home.converse(scoring(start, start, end), options=["--record"])
    assert played.words[-2:] == ["The next session is one level down.", DONE]
    assert [record["colour"] for record in home.history()] == ["amber"]
    following = home.converse(scoring(0), stop_at="] Gentle day.")
    assert "One level down today." in following.words
    assert following.questions[-1] == ASKED_GENTLE
    assert following.last == "= left"
    assert "First three." not in following.words


@pytest.mark.parametrize(("start", "end"), [(0, 1), (3, 0), (5, 5)])
def test_after_anything_less_it_is_green_and_the_next_session_is_the_planned_one(
    home: Home, start: int, end: int
) -> None:
    played = home.converse(scoring(start, start, end), options=["--record"])
    assert played.last == DONE
    assert not played.says("one level down")
    assert [record["colour"] for record in home.history()] == ["green"]
    following = home.converse(scoring(0), stop_at=BEGUN)
    assert len(following.questions) == 2
    assert "First three." in following.words


def earlier(home: Home, hours: float, score: int, colour: Colour = Colour.GREEN) -> None:
    """Put a session into the record that ended so many hours ago, begun at this score."""
    library = bundled_library()
    routine = library.bundled("first-three").routine
    assert routine is not None
    timeline = lay_out(plan_routine(routine, library.exercises()), CheckRule())
    ended = datetime.now(ZONE) - timedelta(hours=hours)
    begun = SessionBegun("first-three", routine.title, ended - timedelta(minutes=5), score)
    with home.record() as store:
        session = store.begin(begun, timeline)
        store.end(session, SessionEnd(ended, Outcome.DONE, colour, "", score))


MORNING = "More pain than before the last session."


@pytest.mark.parametrize(("before", "now"), [(0, 2), (1, 3), (2, 5)], ids=str)
def test_next_morning_start_plus_2_is_amber_and_leaves_the_gentle_session(
    home: Home, before: int, now: int
) -> None:
    earlier(home, 20, before)
    session = home.converse(scoring(now), stop_at="] Gentle day.")
    assert in_order(session.words, ["Only the gentle session today.", MORNING, ASKED_GENTLE]) == []
    assert session.last == "= left"
    # For the rest of the day, whatever the next score is.
    again = home.converse(scoring(0), stop_at="] Gentle day.")
    assert in_order(again.words, ["Only the gentle session today.", ASKED_GENTLE]) == []


def test_next_morning_above_5_after_a_start_of_5_or_less_is_amber(home: Home) -> None:
    earlier(home, 20, 5)
    session = home.converse(scoring(6), stop_at="] Gentle day.", options=["--record"])
    assert session.questions[-1] == ASKED_GENTLE
    assert "Gentle day." in session.words
    # The session of the day before is amber now.
    again = home.converse(scoring(3), stop_at="] Gentle day.")
    assert again.questions[-1] == ASKED_GENTLE
    assert "First three." not in again.words


@pytest.mark.parametrize(("before", "now"), [(0, 1), (3, 3), (4, 5), (5, 0)])
def test_next_morning_anything_less_is_green(home: Home, before: int, now: int) -> None:
    earlier(home, 20, before)
    session = home.converse(scoring(now), stop_at=BEGUN)
    assert "First three." in session.words
    assert ASKED_GENTLE not in session.lines


@pytest.mark.parametrize("hours", [1, 11, 37])
def test_sooner_than_12_hours_or_later_than_36_is_no_next_morning(home: Home, hours: float) -> None:
    earlier(home, hours, 0)
    session = home.converse(scoring(3), stop_at=BEGUN)
    assert MORNING not in session.words
    assert "First three." in session.words


def test_two_ambers_in_a_row_are_one_level_down_for_a_week(home: Home) -> None:
    for hours in (100, 60):
        earlier(home, hours, 0, Colour.AMBER)
    earlier(home, 40, 0)
    session = home.converse(scoring(0), stop_at="] Gentle day.")
    assert (
        in_order(
            session.words,
            [
                "One level down today.",
                "Two sessions in a row were followed by more pain, or were stopped.",
                ASKED_GENTLE,
            ],
        )
        == []
    )
    (other,) = home.neighbours(1)
    for hours in (200, 190):
        earlier(other, hours, 0, Colour.AMBER)
    earlier(other, 40, 0)
    assert "First three." in other.converse(scoring(0), stop_at=BEGUN).words


def test_three_ambers_in_seven_days_want_a_doctor(home: Home) -> None:
    for hours in (100, 80, 60):
        earlier(home, hours, 0, Colour.AMBER)
    session = home.converse(scoring(0), stop_at="] Gentle day.")
    assert session.says("Three sessions within a week hurt, or were stopped.")
    assert in_order(session.words, ADVICE["doctor soon"]) == []
    assert home.play().words[0].startswith("See a doctor soon: ")
