"""``coach relief`` and ``coach now`` line by line, as the contract of plain mode says."""

import re
import signal
import time

import pytest

from tests.plain.person import Home, Talk, in_order, typed

GATE = ("y", "y", "y", "y")


def relieve(home: Home, *answers: object, name: str = "heat") -> list[str]:
    shown = home.coach("relief", name, "--plain", "--speed", "600", said=typed(answers))
    assert shown.code == 0, shown.lines
    return shown.words


def test_heat_from_its_first_question_to_its_last_line(home: Home) -> None:
    lines = relieve(home, "n", "3", *GATE, "y", "y", "", "2")
    expected = [
        "? How is your back now? [0-10]",
        "? Can you feel warm, cold and light touch normally there? [n/y/u]",
        "? Is the skin unbroken there, with nothing rubbed in? [n/y/u]",
        "Never on bare skin, nor on numb or broken skin.",
        "? Sitting up and staying awake? [n/y]",
        "Heat.",
        "Wrap the pack in a towel. Sit, and lean it against your back.",
        "Put it on now, for 15 minutes.",
        "Look at the skin, or feel it with your hand.",
        "? Skin fine? Pink at most, no stinging, not white or blotchy. [n/y]",
        "Leave it on.",
        "? Skin fine? Pink at most, no stinging, not white or blotchy. [n/y]",
        "Leave it on.",
        "? Take it off now. enter it is off (any key) [enter]",
        "? How is your back now? [0-10]",
        "2.",
        "Pain 3 before, 2 after.",
        "= done",
    ]
    assert in_order(lines, expected) == []
    assert lines[-1] == "= done"


def test_each_line_has_the_time_at_which_it_is_said(home: Home) -> None:
    answers = typed(("n", "3", *GATE, "y", "y", "", "2"))
    shown = home.coach("relief", "heat", "--plain", "--speed", "600", said=answers)
    assert "[00:30] Put it on now, for 15 minutes." in shown.lines
    assert shown.times == sorted(shown.times)


def test_it_says_at_what_time_of_day_it_comes_off(home: Home) -> None:
    lines = relieve(home, "n", "3", *GATE, "y", "y", "", "2")
    assert any(re.fullmatch(r"Off at \d\d:\d\d\.", line) for line in lines)


def test_the_end_of_the_input_takes_it_off(home: Home) -> None:
    answers = typed(("n", "3", *GATE))
    shown = home.coach("relief", "heat", "--plain", "--speed", "600", said=answers)
    lines = shown.words
    assert (
        in_order(lines, ["No answer.", "? Take it off now. enter it is off (any key) [enter]"])
        == []
    )
    assert shown.says("Leave the skin bare")
    assert (shown.code, lines[-1]) == (5, "= no answer")


def test_a_doubt_at_the_gate_is_no_failure(home: Home) -> None:
    lines = relieve(home, "n", "3", "u")
    assert lines[-2:] == ["Then leave this out, and ask a professional first.", "= left"]


def test_stop_is_refused_while_it_is_on(home: Home) -> None:
    with Talk(home, ("relief", "heat", "--plain", "--speed", "60")) as talk:
        talk.say("n", "3", *GATE)
        talk.hear("Put it on now")
        talk.say("stop")
        talk.hear("? Take it off first: has it been taken off? [n/y]")
        talk.say("y")
        shown = talk.rest()
    assert (shown.code, shown.last) == (0, "= left")


def test_it_hurts_takes_it_off_first(home: Home) -> None:
    with Talk(home, ("relief", "heat", "--plain", "--speed", "60")) as talk:
        talk.say("n", "3", *GATE)
        talk.hear("Put it on now")
        talk.say("pain")
        talk.hear("Take it off now.")
        talk.hear("Stopped. Stay where you are.")
        talk.say("3")
        shown = talk.rest()
    assert (shown.code, shown.last) == (4, "= stopped: warning sign (emergency)")


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no such signal here")
def test_a_signal_says_that_it_has_to_come_off(home: Home) -> None:
    with Talk(home, ("relief", "heat", "--plain", "--speed", "60")) as talk:
        talk.say("n", "3", *GATE)
        talk.hear("Put it on now")
        talk.process.send_signal(signal.SIGTERM)
        shown = talk.rest()
    assert shown.code == 128 + signal.SIGTERM
    assert shown.words[-2:] == ["Take it off now.", "= left"]


def test_a_process_that_stood_still_says_for_how_long_it_was_on(home: Home) -> None:
    with Talk(home, ("relief", "heat", "--plain", "--speed", "60")) as talk:
        talk.say("n", "3", *GATE)
        talk.hear("Put it on now")
        talk.process.send_signal(signal.SIGSTOP)
        time.sleep(3.3)
        talk.process.send_signal(signal.SIGCONT)
        talk.hear("? Take it off; 3 minutes have passed.")


def test_in_spasm_there_is_one_question_before_rest(home: Home) -> None:
    answers = typed(("n", "5", "3", "3", "3", "n", "2"))
    shown = home.coach("now", "--plain", "--speed", "600", said=answers)
    assert shown.code == 0
    expected = [
        "Stop, and hold on to something. Don't force anything.",
        "- trouble peeing or with bowels, or numb between the legs",
        "? Anything new or worse since last time? n none; y one of these; u not sure [n/y/u]",
        "Let yourself down slowly, on the floor or a bed.",
        "Lie on your back, calves on a chair.",
        "In through the nose, belly rises.",
        "? How is your back now? [0-10]",
        "Easier now: pain is 5.",
    ]
    assert in_order(shown.words, expected) == []
    assert shown.questions[0].startswith("? Anything new or worse")
    assert shown.questions[1] == "? How is your back now? [0-10]"
    assert shown.last == "= done"


def test_in_spasm_a_warning_sign_is_the_emergency_advice(home: Home) -> None:
    shown = home.coach("now", "--plain", "--speed", "600", said=typed(("y", "y", "y")))
    assert (shown.code, shown.last) == (4, "= stopped: warning sign (emergency)")
    assert shown.says("Call 112 (Germany)")


def test_in_spasm_at_nine_it_ends_with_what_to_do(home: Home) -> None:
    shown = home.coach("now", "--plain", "--speed", "600", said=typed(("n", "9", "n")))
    assert (shown.code, shown.last) == (3, "= stopped: pain")
    assert shown.says("None of these? Rest without moving")


def test_it_is_no_session_of_the_history(home: Home) -> None:
    relieve(home, "n", "3", "y")
    assert home.history() == []


# The list, and wrong words


def test_without_a_name_it_lists_what_there_is(home: Home) -> None:
    shown = home.coach("relief")
    assert shown.code == 0
    assert shown.says("heat")
    assert shown.says("coach now")
    rows = home.coach("relief", "--json").json()
    assert [row["id"] for row in rows] == [
        "alternate",
        "cold",
        "heat",
        "massage",
        "sit-break",
        "spasm",
        "walk",
        "water",
    ]
    assert set(rows[0]) == {"id", "title", "summary", "minutes", "problems"}
    assert rows[2]["minutes"] == pytest.approx(35.5, abs=0.5)


def test_a_name_that_is_none_says_which_is_near(home: Home) -> None:
    shown = home.coach("relief", "haet", "--plain")
    assert (shown.code, shown.lines) == (1, ())
    assert "Did you mean: heat?" in shown.errors


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("relief", "heat"), "coach relief heat --plain"),
        (("now",), "coach now --plain"),
        (("relief", "heat", "--speed", "60"), "--speed needs --plain."),
        (("relief", "heat", "--plain", "--speed", "601"), "--speed"),
        (("relief", "heat", "--no-times"), "--no-times needs --plain."),
        (("relief", "--plain"), "Which one?"),
        (("relief", "heat", "--json"), "--json is for the list"),
    ],
)
def test_wrong_usage_is_said_on_standard_error(
    home: Home, arguments: tuple[str, ...], said: str
) -> None:
    shown = home.coach(*arguments)
    assert (shown.code, shown.lines) == (2, ())
    assert said in shown.errors


def test_names_are_completed(home: Home) -> None:
    home.environment |= {
        "_COACH_COMPLETE": "bash_complete",
        "COMP_WORDS": "coach relief he",
        "COMP_CWORD": "2",
    }
    assert list(home.coach().lines) == ["plain,heat"]


def test_a_protocol_of_ones_own_is_refused(home: Home) -> None:
    file = home.write("routines/relief/mine.yaml", "schema: 1\nkind: relief\nid: mine\n")
    checked = home.coach("check", str(file))
    assert checked.code == 1
    assert checked.says("relief protocols come with the coach; one of your own isn't played")
    assert home.coach("relief", "mine", "--plain").code == 1
    played = home.coach("play", str(file), "--plain")
    assert played.code == 1
    assert "relief protocols come with the coach" in played.errors
