"""A warning sign ends a session, its advice is told in full, and the next start asks about it."""

from collections.abc import Callable
from functools import partial
from shutil import copytree

import pytest

from tests.plain.person import (
    ASKED_LIST,
    ASKED_SCORE,
    FIRST_START,
    Heard,
    Home,
    at_once,
    each_plays,
)

EMERGENCY = "= stopped: warning sign (emergency)"
URGENT = "= stopped: warning sign (urgent)"

WITHIN_HOURS = "This needs checking within hours, even if the pain is mild."
BLADDER = (
    "New trouble with peeing: can't start, can't hold, leaking, or can't tell when you are full?"
)
FEVER = (
    "High temperature (38 C / 100.4 F or more), chills or unexplained night sweats with this pain?"
)
ONE_LIMB = "New weakness, numbness or lost feeling in one arm or leg?"

EMERGENCY_ADVICE = [
    "Stop here. Call 112 or go to an emergency department now.",
    "Do not drive yourself.",
    "Say exactly which answer was yes and when it began.",
]
URGENT_ADVICE = [
    "No exercises today. Speak to a doctor or 116117 today.",
    "If it gets worse or anything on the emergency list appears, call 112.",
]

STARRED = [
    (1, 1, "New trouble with peeing", EMERGENCY, WITHIN_HOURS),
    (1, 2, "New leaking of poo", EMERGENCY, WITHIN_HOURS),
    (1, 3, "Numb, tingling or odd feeling around genitals", EMERGENCY, WITHIN_HOURS),
    (2, 1, "Pain spreading from your back down BOTH legs", EMERGENCY, WITHIN_HOURS),
    (2, 2, "Is a leg quickly getting weaker", EMERGENCY, "Do not walk unaided."),
    (2, 3, ONE_LIMB, URGENT, "Getting worse = emergency."),
    (3, 1, "Chest pain, pressure or tightness", EMERGENCY, "Sit, rest, call."),
    (3, 2, "Fainting, cold sweat", EMERGENCY, "Sit or lie down, call."),
    (3, 3, "Sudden loss of balance", EMERGENCY, "Sit or lie down, call."),
    (3, 4, "Sudden weakness, numbness", EMERGENCY, "Note the start time."),
    (4, 1, "High temperature", URGENT, "call 112 now."),
]
"""The starred rows: the line of the short list, the row behind it, its words, what follows."""
LINES = 4

Bar = Callable[[Home, int, int], None]


def yes_to(line: int, row: int, answer: str = "y") -> list[str]:
    """The answers that say ``answer`` to one row, and no to everything else."""
    return ["y", *["n"] * (line - 1), "y", *["n"] * (row - 1), answer, *["n"] * LINES]


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[int, int], Home]:
    """People whose last start was ended by trouble with peeing, and by fever."""
    rows = [(1, 1), (4, 1)]
    people = Home(tmp_path_factory.mktemp("stopped")).neighbours(len(rows))
    starts = at_once(
        [partial(home.play, *yes_to(*row)) for home, row in zip(people, rows, strict=True)]
    )
    assert [start.code for start in starts] == [4, 4]
    return dict(zip(rows, people, strict=True))


@pytest.fixture
def bar_with(stopped: dict[tuple[int, int], Home]) -> Bar:
    """Gives a person the record of a start that this row has ended."""

    def give(home: Home, line: int, row: int) -> None:
        copytree(stopped[line, row].data, home.data)

    return give


def test_an_emergency_is_told_in_full_and_nothing_is_played(home: Home) -> None:
    refused = home.play(*yes_to(1, 1))
    assert refused.code == 4
    assert refused.after(f"? {BLADDER}") == [
        *EMERGENCY_ADVICE,
        WITHIN_HOURS,
        f"You answered yes to: {BLADDER}",
        EMERGENCY,
    ]
    assert ASKED_SCORE not in refused.lines


def test_an_urgent_sign_is_told_in_full_with_the_advice_line(home: Home) -> None:
    refused = home.play(*yes_to(4, 1))
    assert refused.code == 4
    assert refused.after(f"? {FEVER}") == [
        *URGENT_ADVICE,
        "With new weakness, numbness, confusion or drowsiness: call 112 now.",
        f"You answered yes to: {FEVER}",
        URGENT,
    ]


def test_every_starred_row_ends_at_its_level(home: Home) -> None:
    sessions = each_plays(home, *(yes_to(line, row) for line, row, *_ in STARRED))
    for (_, _, question, last, extra), refused in zip(STARRED, sessions, strict=True):
        assert refused.code == 4
        assert refused.last == last
        assert any(asked.startswith(f"? {question}") for asked in refused.questions)
        advice = EMERGENCY_ADVICE if last == EMERGENCY else URGENT_ADVICE
        assert refused.says(advice[0])
        assert refused.says(extra)


def test_not_sure_on_an_emergency_row_is_a_yes(home: Home) -> None:
    refused = home.play(*yes_to(1, 3, "u"))
    assert refused.code == 4
    assert refused.last == EMERGENCY
    assert refused.says("You answered not sure to: Numb, tingling or odd feeling")


def test_not_sure_about_the_list_opens_its_lines(home: Home) -> None:
    refused = home.play("u", "n", "n", "u", "y")
    assert refused.code == 4
    assert refused.last == EMERGENCY


def test_not_sure_on_an_urgent_row_says_see_a_doctor_and_goes_on(home: Home) -> None:
    session = home.play(*yes_to(2, 3, "u")[:-LINES], "n", "n", 0, 0, 0, 0)
    assert session.code == 0
    assert session.last == "= done"
    assert session.says("Book an appointment in the next days.")
    assert not session.says("You answered")
    assert home.play("n", 0).questions[0].startswith(ASKED_LIST)


def test_the_highest_level_wins(home: Home) -> None:
    refused = home.play("y", "n", "y", "n", "n", "y", "y", "y")
    assert refused.code == 4
    assert refused.last == EMERGENCY
    assert refused.says(ONE_LIMB)
    assert refused.says("You answered yes to: Chest pain")


def test_no_row_is_shown_by_its_id_and_no_disease_is_named(home: Home) -> None:
    refused = home.play("y", *["y", *["n"] * 3] * 2, "y", *["n"] * 4, "y", "n", 10)
    assert refused.code == 3
    assert len(refused.questions) == 1 + LINES + len(STARRED) + 1
    told = "\n".join(refused.lines).casefold()
    for word in ("saddle", "both-legs", "leg-failing", "one-limb", "stroke", "cauda", "cancer"):
        assert word not in told


# The next start


def asks_about(start: Heard, question: str, *, gone: bool) -> bool:
    """Whether a start's first question is the one about an earlier yes."""
    answers = (
        "1 a doctor checked it, gentle exercise is fine; 2 a doctor checked it, no exercise yet; "
        "3 not checked yet; 4 I pressed the wrong key"
    )
    more = "; 5 it has gone [1/2/3/4/5]" if gone else " [1/2/3/4]"
    first = start.questions[0]
    begins, _, rest = first.partition(" you said yes to: ")
    return begins.startswith("? On ") and rest == f"{question} Since then? {answers}{more}"


def test_the_next_start_asks_about_an_emergency(home: Home, bar_with: Bar) -> None:
    bar_with(home, 1, 1)
    start = home.play(5)
    assert asks_about(start, BLADDER, gone=False)
    assert start.says('"5" is not an answer here. It takes: 1/2/3/4.')
    assert start.code == 5


@pytest.mark.parametrize("answer", [2, 3])
@pytest.mark.parametrize(
    ("sign", "gone", "advice", "last"),
    [
        ((1, 1, BLADDER), False, EMERGENCY_ADVICE, EMERGENCY),
        ((4, 1, FEVER), True, URGENT_ADVICE, URGENT),
    ],
    ids=["emergency", "urgent"],
)
def test_not_checked_or_no_exercise_yet_gives_the_advice_again_and_no_session(
    home: Home,
    bar_with: Bar,
    answer: int,
    sign: tuple[int, int, str],
    gone: bool,
    advice: list[str],
    last: str,
) -> None:
    line, row, question = sign
    bar_with(home, line, row)
    refused = home.play(answer, "n", 0, 0)
    assert refused.code == 4
    assert refused.last == last
    assert refused.after("Since then?")[: len(advice)] == advice
    assert asks_about(home.play(), question, gone=gone)


def test_checked_and_fine_asks_the_list_for_what_is_new_since_then(
    home: Home, bar_with: Bar
) -> None:
    bar_with(home, 1, 1)
    session = home.play(1, "n", 0, 0, "stop")
    assert session.questions[1].startswith("? Since that visit, anything new or worse?")
    assert session.says("First three.")
    assert session.code == 0
    assert home.play().questions[0].startswith(ASKED_LIST)


def test_checked_and_fine_but_something_new_is_a_new_stop(home: Home, bar_with: Bar) -> None:
    bar_with(home, 1, 1)
    refused = home.play(1, *yes_to(4, 1))
    assert refused.code == 4
    assert refused.last == URGENT
    assert asks_about(home.play(), FEVER, gone=True)


def test_a_slipped_key_is_taken_back_by_that_question_and_the_list(
    home: Home, bar_with: Bar
) -> None:
    bar_with(home, 1, 1)
    session = home.play(4, "n", "n", 0, 0, "stop")
    assert session.questions[1] == f"? {BLADDER} [n/y/u]"
    assert session.questions[2].startswith(ASKED_LIST)
    assert session.code == 0
    assert home.play().questions[0].startswith(ASKED_LIST)


def test_a_slipped_key_that_was_none_stays_a_yes(home: Home, bar_with: Bar) -> None:
    bar_with(home, 1, 1)
    refused = home.play(4, "y", "n", 0)
    assert refused.code == 4
    assert refused.last == EMERGENCY
    assert refused.says(EMERGENCY_ADVICE[0])
    assert asks_about(home.play(), BLADDER, gone=False)


def test_what_has_gone_asks_the_list_and_opens_the_gentle_session_only(
    home: Home, bar_with: Bar
) -> None:
    bar_with(home, 4, 1)
    session = home.play(5, "n", 0, 0, "y", "stop")
    assert session.questions[1].startswith(ASKED_LIST)
    assert session.questions[-1] == "? Play Gentle day instead? [n/y]"
    assert "Gentle day." in session.after("Play Gentle day instead?")
    assert session.last == "= left"
    assert session.code == 0
    # For the rest of the day, too.
    again = home.play("n", 0, 0, "y", "stop")
    assert again.questions[0].startswith(ASKED_LIST)
    assert again.questions[-1] == "? Play Gentle day instead? [n/y]"


def test_an_unanswered_question_about_it_is_asked_again_at_the_next_start(
    home: Home, bar_with: Bar
) -> None:
    bar_with(home, 4, 1)
    assert home.play().code == 5
    assert asks_about(home.play(), FEVER, gone=True)


def test_both_signs_are_asked_about_the_worse_one_first(home: Home, bar_with: Bar) -> None:
    bar_with(home, 4, 1)
    assert home.play(1, *yes_to(1, 1)).last == EMERGENCY
    start = home.play(1, "n")
    assert asks_about(start, BLADDER, gone=False)
    assert start.questions[1].startswith("? Since that visit")
    assert len(start.questions) == 4


# Whom to call


def test_the_number_is_that_of_the_place_or_of_the_settings(home: Home) -> None:
    calls: list[tuple[str, dict[str, str], str]] = [
        ('country = "GB"', {}, "999 or 112"),
        ('country = "gb"\nemergency-number = "115"', {}, "115"),
        ("", {"TZ": "America/Toronto"}, "911"),
        ("", {"TZ": "UTC", "LANG": "C"}, "your local emergency number"),
        ("", {"TZ": "UTC", "LANG": "de_AT.UTF-8"}, "112"),
    ]
    people = home.neighbours(len(calls))
    for person, (settings, environment, _) in zip(people, calls, strict=True):
        person.write("settings.toml", settings)
        person.environment |= environment
    refusals = at_once([partial(person.play, *yes_to(1, 1)) for person in people])
    for refused, (_, _, number) in zip(refusals, calls, strict=True):
        assert refused.says(f"Call {number} or go to an emergency department now.")
    assert refusals[3].says("112 works from most mobile phones; 911 and 999 are also common")


def test_the_advice_line_may_be_set(home: Home) -> None:
    home.write("settings.toml", 'advice-line = "0800 123"')
    assert home.play(*yes_to(4, 1)).says("Speak to a doctor or 0800 123 today.")


def test_a_mistake_in_the_settings_is_told_and_costs_no_more_than_its_line(home: Home) -> None:
    file = home.write("settings.toml", 'contry = "GB"\nemergency-number = "115"')
    refused = home.play(*yes_to(1, 1))
    assert refused.words[0] == f"{file}:1: there is no setting 'contry'. Did you mean country?"
    assert refused.says("Call 115 or go to")


def test_a_first_start_without_a_sign_says_that_this_is_no_all_clear(home: Home) -> None:
    assert home.play(*FIRST_START, "stop").says(
        "No warning sign was ticked. That is a good sign, not an all-clear."
    )
