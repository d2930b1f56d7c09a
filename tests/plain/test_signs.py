"""A warning sign ends a session, its advice is told in full, and the next start asks about it."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from shutil import copytree, rmtree
from zoneinfo import ZoneInfo

import pytest

from coach.ports.safety_record import LineAnswer, ListGroup
from tests.plain.person import (
    ASKED_GENTLE,
    ASKED_LIST,
    ASKED_SCORE,
    EVERY_LIST,
    FIRST_START,
    FULL_LIST,
    START,
    Heard,
    Home,
    at_once,
    each_plays,
)
from tests.plain.rows import answering, in_turn
from tests.player.house import know

ZONE = ZoneInfo("Europe/Berlin")

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
CHEST = "Chest pain, pressure or tightness, or pain into arm, neck or jaw?"
SINCE = (
    "Since then? 1 a doctor checked it, gentle exercise is fine; 2 a doctor checked it, no "
    "exercise yet; 3 not checked yet; 4 I pressed the wrong key"
)
SINCE_GONE = f"{SINCE}; 5 it has gone [1/2/3/4/5]"

EMERGENCY_ADVICE = [
    "Stop here. Call 112 (Germany) or go to an emergency department now.",
    "Do not drive yourself.",
    "Say exactly which answer was yes and when it began.",
]
URGENT_ADVICE = [
    "No exercises today. Speak to a doctor or 116117 (Germany) today.",
    "If it gets worse or anything on the emergency list appears, call 112 (Germany).",
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
    (4, 1, "High temperature", URGENT, "call 112 (Germany) now."),
]
"""The starred rows: the line of the short list, the row behind it, its words, what follows."""
LINES = 4
FEVER_LINE = 4
"""The one line of the short list with a single row: a yes to the list asks that row at once."""
WORSE = "? Is the weakness or numbness getting worse? [n/y/u]"
CHECKED = "? Has a doctor checked this, and is it unchanged since? [n/y/u]"

Bar = Callable[[Home, int, int], None]


def yes_to(line: int, row: int, answer: str = "y") -> list[str]:
    """The answers to the short list that say ``answer`` to one row, and no to everything else."""
    opened = [] if line == FEVER_LINE else ["y"]
    return ["y", *["n"] * (line - 1), *opened, *["n"] * (row - 1), answer, *["n"] * LINES]


def answered_at(lines: Sequence[str]) -> list[str]:
    """The lines with the moment of the answer in place of what it is, checked to be now."""
    now = datetime.now(ZONE)
    moment = re.compile(r"Answered at (\d\d:\d\d, \d{1,2} [A-Z][a-z]+ \d{4})\.")
    told = []
    for line in lines:
        if found := moment.fullmatch(line):
            answered = datetime.strptime(found[1], "%H:%M, %d %B %Y").replace(tzinfo=ZONE)
            assert abs(now - answered) < timedelta(minutes=3)
        told.append("Answered now." if found else line)
    return told


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
        rmtree(home.data)
        copytree(stopped[line, row].data, home.data)

    return give


def test_an_emergency_is_told_in_full_and_nothing_is_played(home: Home) -> None:
    refused = home.play(*yes_to(1, 1))
    assert refused.code == 4
    assert answered_at(refused.after(f"? {BLADDER}")) == [
        *EMERGENCY_ADVICE,
        WITHIN_HOURS,
        f"You answered yes to: {BLADDER}",
        "Answered now.",
        EMERGENCY,
    ]
    assert ASKED_SCORE not in refused.lines


def test_an_urgent_sign_is_told_in_full_with_the_advice_line(home: Home) -> None:
    refused = home.play(*yes_to(4, 1))
    assert refused.code == 4
    assert answered_at(refused.after(f"? {FEVER}")) == [
        "? Fever or shivering AND new weakness, numbness, confusion or drowsiness? [n/y/u]",
        *URGENT_ADVICE,
        "With new weakness, numbness, confusion or drowsiness: call 112 (Germany) now.",
        f"You answered yes to: {FEVER}",
        "Answered now.",
        URGENT,
    ]


@pytest.mark.parametrize("answer", ["y", "u"])
def test_a_row_that_grows_worse_is_an_emergency(home: Home, answer: str) -> None:
    fever, limb = each_plays(
        home, [*yes_to(4, 1)[:-LINES], answer], [*yes_to(2, 3)[:-LINES], answer]
    )
    said = "yes" if answer == "y" else "not sure"
    for refused in (fever, limb):
        assert refused.last == EMERGENCY
        assert EMERGENCY_ADVICE[0] in refused.words
    assert fever.says(f"You answered {said} to: Fever or shivering AND new weakness")
    assert limb.says(f"You answered {said} to: Is the weakness or numbness getting worse?")
    assert limb.says("Do not walk unaided.")


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
    session = home.play(*yes_to(2, 3, "u"), 0, 0, 0)
    assert session.code == 0
    assert session.last == "= done"
    assert session.says("Book an appointment in the next days.")
    assert WORSE in session.lines
    assert CHECKED not in session.lines
    assert not session.says("You answered")
    assert home.play("n", 0).questions[0].startswith(ASKED_LIST)


def test_the_highest_level_wins(home: Home) -> None:
    answers = ["y", "n", "y", "n", "n", "y", "n", "n", "y", "y"]
    refused = home.play(*answers)
    assert refused.code == 4
    assert refused.last == EMERGENCY
    assert refused.says(ONE_LIMB)
    assert refused.says("You answered yes to: Chest pain")
    # What was urgent is asked about at the next start all the same, after the emergency.
    start = home.play(1, *EVERY_LIST)
    assert asks_about(start, CHEST, gone=False)
    assert any(line.endswith(f"you said yes to: {ONE_LIMB} {SINCE_GONE}") for line in start.lines)


def test_no_row_is_shown_by_its_id_and_no_disease_is_named(home: Home) -> None:
    refused = home.play(*["y", *["y", *["n"] * 3] * 2, "y", *["n"] * 4, "n", 10, "n"])
    assert refused.code == 3
    assert len(refused.questions) == 1 + (LINES - 1) + len(STARRED) + 2
    told = "\n".join(refused.lines).casefold()
    for word in ("saddle", "both-legs", "leg-failing", "one-limb", "stroke", "cauda", "cancer"):
        assert word not in told


# What a doctor has checked


def test_what_a_doctor_has_checked_bars_no_session(home: Home) -> None:
    answers = [*yes_to(2, 3)[:-LINES], "n", "y", "n", "n"]
    session = home.play(*answers, 0, "stop")
    assert session.questions[session.questions.index(WORSE) + 1] == CHECKED
    assert session.last == "= left"
    assert not session.says("Book an appointment")
    start = home.play("n")
    assert start.questions[0].startswith(ASKED_LIST)
    assert not start.says("See a doctor soon")


@pytest.mark.parametrize("answer", ["n", "u"])
def test_what_nobody_has_checked_stays_urgent(home: Home, answer: str) -> None:
    refused = home.play(*yes_to(2, 3)[:-LINES], "n", answer, "n", "n")
    assert CHECKED in refused.lines
    assert refused.last == URGENT
    assert asks_about(home.play(), ONE_LIMB, gone=True)


def test_fever_is_never_one_that_a_doctor_has_checked(home: Home) -> None:
    assert CHECKED not in home.play(*yes_to(4, 1)).lines


def test_an_emergency_is_never_one_that_a_doctor_has_checked(home: Home) -> None:
    assert CHECKED not in home.play(*yes_to(1, 1), "y").lines


# The lists of later days


def known_since(home: Home, days: int) -> None:
    """Put into the record that every list was asked so many days ago."""
    rmtree(home.data)
    with home.record() as store:
        know(store, datetime.now(ZONE) - timedelta(days=days))


def test_weekly_the_rows_that_the_short_list_leaves_out_are_asked(home: Home) -> None:
    known_since(home, 8)
    session = home.play("n", "n", "n", "n", 0, "stop")
    assert session.questions[0].startswith(ASKED_LIST)
    assert session.questions[-1] == ASKED_SCORE
    screens = session.questions[1:-1]
    assert [f"({number} of {len(screens)})" in line for number, line in enumerate(screens, 1)] == (
        [True] * len(screens)
    )
    shown = [line for line in session.words if line.startswith("- ")]
    # Behind the lines of the short list, and not asked twice.
    assert shown.count("- fever or chills with the pain") == 1
    assert "- pain or tingling down both legs, a leg giving way" not in shown
    assert "- sudden tearing back or tummy pain, with faintness" in shown
    assert "- losing weight without trying" in shown
    assert "- lasting more than 2 weeks" not in shown


def test_within_the_week_the_short_list_is_all(home: Home) -> None:
    known_since(home, 6)
    assert len(home.play(*START, "stop").questions) == 2


def test_from_the_second_day_the_doctor_soon_rows_are_asked_once(home: Home) -> None:
    rmtree(home.data)
    yesterday = datetime.now(ZONE) - timedelta(days=1)
    with home.record() as store:
        store.introduce((), yesterday)
        store.list_asked(ListGroup.URGENT, yesterday)
    session = home.play("n", "n", "n", 0, "stop", options=["--record"])
    assert session.questions[0].startswith(ASKED_LIST)
    assert [line.partition(" n none")[0] for line in session.questions[1:3]] == [
        "? Worth a doctor's look. Is any of this so? (1 of 2)",
        "? And is any of this so? (2 of 2)",
    ]
    again = home.play("n", *START, "stop")
    assert len(again.questions) == 3


def test_later_than_the_first_day_the_full_list_has_six_screens(home: Home) -> None:
    known_since(home, 1)
    assert home.play(*START, 7).code == 3
    session = home.play(*EVERY_LIST, 0, "y", "stop")
    assert ["of 6)" in line for line in session.questions] == [True] * 6 + [False] * 2
    assert session.says("One level down today.")


# A doctor soon


def test_a_doctor_soon_line_stands_until_somebody_was_seen(home: Home) -> None:
    assert home.play(*yes_to(2, 3, "u"), 0, "stop").last == "= left"
    today = datetime.now(ZONE)
    start = home.play("n")
    assert start.words[0] == (
        "See a doctor soon: new weakness, numbness or lost feeling in an arm or leg "
        f"({today.day} {today:%B})."
    )
    assert start.questions[0].startswith(ASKED_LIST)
    assert " n none; y one of these; u not sure; d the doctor: " in start.questions[0]
    assert start.questions[0].endswith(" [n/y/u/d]")
    seen = home.play("d", 1, "n", 0, "stop")
    assert seen.questions[1] == (
        f"? See a doctor soon: {ONE_LIMB} "
        "1 done, I saw someone; 2 remind me in 4 weeks; 3 not yet [1/2/3]"
    )
    assert seen.questions[2].startswith(ASKED_LIST)
    assert seen.last == "= left"
    assert not home.play("n").says("See a doctor soon")


def test_a_doctor_soon_line_may_be_put_off_for_four_weeks(home: Home) -> None:
    long_ago = datetime.now(ZONE) - timedelta(days=30)
    with home.record() as store:
        store.doctor_line("two-weeks", "Lasting more than 2 weeks?", long_ago)
    assert home.play("d", 2, "n", 0, "stop").last == "= left"
    assert not home.play("n").says("See a doctor soon")
    (other,) = home.neighbours(1)
    with other.record() as store:
        store.doctor_line("two-weeks", "Lasting more than 2 weeks?", long_ago)
        (line,) = store.doctor_lines()
        store.answer_line(line.id, LineAnswer.LATER, long_ago + timedelta(days=1))
    assert other.play("n").says("See a doctor soon: lasting more than 2 weeks (")


def test_a_doctor_soon_line_that_is_not_yet_done_stays(home: Home) -> None:
    with home.record() as store:
        now = datetime.now(ZONE)
        store.doctor_line("two-weeks", "Lasting more than 2 weeks?", now)
        store.doctor_line("sleep", "Waking you or stopping sleep?", now)
    start = home.play("d", 3, 1, "n", 0, "stop")
    assert start.words[0].startswith("See a doctor soon: lasting more than 2 weeks (")
    assert len(start.questions) == 5
    again = home.play("n")
    assert again.says("See a doctor soon: lasting more than 2 weeks (")
    assert not again.says("waking you or stopping sleep")


# The next start


def asks_about(start: Heard, question: str, *, gone: bool) -> bool:
    """Whether a start's first question is the one about an earlier yes."""
    begins, _, rest = start.questions[0].partition(" you said yes to: ")
    since = SINCE_GONE if gone else f"{SINCE} [1/2/3/4]"
    return begins.startswith("? On ") and rest == f"{question} {since}"


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


def test_checked_and_fine_asks_the_full_list_for_what_is_new_since_then(
    home: Home, bar_with: Bar
) -> None:
    bar_with(home, 1, 1)
    session = home.play(1, *FULL_LIST, 0, "stop")
    assert session.questions[1].startswith("? Since that visit, anything new or worse? (1 of 4)")
    assert session.questions[-1] == ASKED_SCORE
    assert session.says("First three.")
    assert session.code == 0
    assert home.play().questions[0].startswith(ASKED_LIST)


@pytest.mark.parametrize("since", [1, 4, 5])
def test_on_the_first_day_the_full_list_after_a_stop_has_four_screens(
    newcomer: Home, since: int
) -> None:
    begun = newcomer.converse(answering({"fever": "y"}), options=["--record"])
    assert begun.last == URGENT
    # After the wrong key: that question again, and what it would lead to is not asked.
    again = ["n"] if since == 4 else []
    start = newcomer.play(since, *again, *FULL_LIST, "", 0, 0, "y", "stop")
    assert asks_about(start, FEVER, gone=True)
    screens = start.questions[1 + len(again) :][:4]
    assert [f"({number} of 4)" in line for number, line in enumerate(screens, 1)] == [True] * 4
    assert start.says("Gentle day." if since == 5 else "First three.")


def test_checked_and_fine_but_something_new_is_a_new_stop(home: Home, bar_with: Bar) -> None:
    bar_with(home, 1, 1)
    refused = home.converse(in_turn(1, then=answering({"fever": "y"})))
    assert refused.code == 4
    assert refused.last == URGENT
    assert asks_about(home.play(), FEVER, gone=True)


def test_a_slipped_key_is_taken_back_by_that_question_and_the_full_list(
    home: Home, bar_with: Bar
) -> None:
    bar_with(home, 1, 1)
    session = home.play(4, "n", *FULL_LIST, 0, "stop")
    assert session.questions[1] == f"? {BLADDER} [n/y/u]"
    assert session.questions[2].startswith("? Is any of this so now, new or worse? (1 of 4)")
    assert session.questions[-1] == ASKED_SCORE
    assert session.code == 0
    assert home.play().questions[0].startswith(ASKED_LIST)


def test_a_slipped_key_that_was_none_stays_a_yes(home: Home, bar_with: Bar) -> None:
    bar_with(home, 1, 1)
    refused = home.play(4, "y", "n", 0)
    assert refused.code == 4
    assert refused.last == EMERGENCY
    assert refused.says(EMERGENCY_ADVICE[0])
    assert asks_about(home.play(), BLADDER, gone=False)


def test_what_has_gone_asks_the_full_list_and_opens_the_gentle_session_only(
    home: Home, bar_with: Bar
) -> None:
    bar_with(home, 4, 1)
    session = home.play(5, *FULL_LIST, 0, "y", "stop")
    assert session.questions[1].startswith("? Is any of this so now, new or worse? (1 of 4)")
    assert session.questions[-1] == ASKED_GENTLE
    assert "Gentle day." in session.after("Play Gentle day instead?")
    assert session.last == "= left"
    assert session.code == 0
    # For the rest of the day, too.
    again = home.play(*START, "y", "stop")
    assert again.questions[0].startswith(ASKED_LIST)
    assert again.questions[-1] == ASKED_GENTLE


def test_what_has_gone_but_is_on_the_list_again_is_a_new_stop(home: Home, bar_with: Bar) -> None:
    bar_with(home, 4, 1)
    refused = home.converse(in_turn(5, then=answering({"bladder": "y"})))
    assert refused.last == EMERGENCY
    assert asks_about(home.play(), BLADDER, gone=False)


def test_an_unanswered_question_about_it_is_asked_again_at_the_next_start(
    home: Home, bar_with: Bar
) -> None:
    bar_with(home, 4, 1)
    assert home.play().code == 5
    assert asks_about(home.play(), FEVER, gone=True)


def test_both_signs_are_asked_about_the_worse_one_first(home: Home, bar_with: Bar) -> None:
    bar_with(home, 4, 1)
    assert home.converse(in_turn(1, then=answering({"bladder": "y"}))).last == EMERGENCY
    start = home.play(1, *EVERY_LIST)
    assert asks_about(start, BLADDER, gone=False)
    assert start.questions[1].startswith("? Since that visit")
    assert start.questions[-1] == ASKED_SCORE


# Whom to call


def test_the_number_is_that_of_the_place_or_of_the_settings(home: Home) -> None:
    calls: list[tuple[str, dict[str, str], str]] = [
        ('country = "GB"', {}, "999 or 112 (United Kingdom)"),
        ('country = "gb"\nemergency-number = "115"', {}, "115 (your number)"),
        ("", {"TZ": "America/Toronto"}, "911 (Canada)"),
        ("", {"TZ": "UTC", "LANG": "C"}, "your local emergency number"),
        ("", {"TZ": "UTC", "LANG": "de_AT.UTF-8"}, "112 (Austria)"),
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
    assert home.play(*yes_to(4, 1)).says("Speak to a doctor or 0800 123 (your number) today.")


def test_where_no_advice_line_is_known_an_urgent_care_clinic_stands_for_it(home: Home) -> None:
    home.write("settings.toml", 'country = "FR"')
    refused = home.play(*yes_to(4, 1))
    assert refused.says("Speak to a doctor or an urgent-care clinic today.")
    assert refused.says("call 112 (France).")


def test_a_mistake_in_the_settings_is_told_and_costs_no_more_than_its_line(home: Home) -> None:
    file = home.write("settings.toml", 'contry = "GB"\nemergency-number = "115"')
    refused = home.play(*yes_to(1, 1))
    assert refused.words[0] == f"{file}:1: there is no setting 'contry'. Did you mean country?"
    assert refused.says("Call 115 (your number) or go to")


def test_a_start_without_a_sign_says_that_this_is_no_all_clear(home: Home, newcomer: Home) -> None:
    for start in (home.play(*START, "stop"), newcomer.play(*FIRST_START, "stop")):
        assert start.says("No warning sign was ticked. That is a good sign, not an all-clear.")
