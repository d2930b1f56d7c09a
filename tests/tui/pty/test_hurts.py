"""It hurts, and warning signs: what follows on the real screen, and how the program ends."""

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.plain.person import Home, at_once
from tests.tui.pty.terminal import Terminal, coach, fast_coach, known

PEEING = "New trouble with peeing: can't start"
LEG = (
    PEEING,
    "New leaking of poo",
    "Numb, tingling or odd feeling",
    "Pain spreading from your back down BOTH legs",
    "Is a leg quickly getting weaker",
    "Sudden weakness, numbness or strange feeling",
    "New weakness, numbness or lost feeling in one arm or leg?",
)
EMERGENCY = "Call 112 (Germany) or go to an emergency department now."

Way = Callable[[Terminal], None]


def say_it_hurts(terminal: Terminal, key: str, *words: str) -> None:
    """``p``, and one of the ways."""
    terminal.press("p")
    terminal.wait_for("What is it?", "back or hip", "leg: shooting", "chest, breath", "cramp")
    terminal.press(key)
    terminal.wait_for(*words)


def give_score(terminal: Terminal, score: str, *words: str) -> None:
    terminal.wait_for("How is your back now?", "worst imaginable")
    terminal.give_score(score, *words)


def back(terminal: Terminal, score: str, sharp: str, *words: str) -> None:
    say_it_hurts(terminal, "1", "COME OUT SLOWLY")
    terminal.wait_for("Where is it?", "low back, left")
    terminal.answer("4", "How does it feel?", "ache")
    terminal.press("1")
    give_score(terminal, score, "Was it sharp or sudden?", "not sure")
    terminal.answer(sharp, *words)


def back_and_little(terminal: Terminal) -> None:
    back(terminal, "0", "n", "GET READY")
    stop(terminal)


def stop(terminal: Terminal) -> None:
    terminal.press("q")
    terminal.wait_for("Stop here for today?")
    terminal.press("s")


def enough(terminal: Terminal) -> None:
    """The screen after pain: its words, and no way back."""
    terminal.wait_for("Stopped", "That is enough for today. Stopping was right.", "leave")
    terminal.ignores("space", "y", "n", "1", while_showing="That is enough for today.")
    terminal.press("q")


def back_and_much(terminal: Terminal) -> None:
    back(terminal, "8", "n", "Stopped")
    enough(terminal)


def back_and_sharp(terminal: Terminal) -> None:
    back(terminal, "0", "y", "Stopped")
    enough(terminal)


def leg_all_no(terminal: Terminal) -> None:
    say_it_hurts(terminal, "2", LEG[0])
    for question in LEG:
        terminal.wait_for(question, "not sure")
        terminal.press("n")
    terminal.wait_for("No more today.", "Still there tomorrow: book a doctor.", "leave")
    terminal.press("q")


def leg_a_yes(terminal: Terminal) -> None:
    say_it_hurts(terminal, "2", LEG[0])
    for question in LEG[:2]:
        terminal.wait_for(question, "not sure")
        terminal.press("n")
    terminal.wait_for(LEG[2], "not sure")
    terminal.press("y")
    terminal.wait_for(EMERGENCY, "You answered yes to: Numb, tingling", "leave")
    terminal.press("q")


def chest(terminal: Terminal) -> None:
    say_it_hurts(terminal, "3", EMERGENCY, "Do not drive yourself.", "leave")
    terminal.ignores("space", "n", while_showing=EMERGENCY)
    terminal.press("q")


def too_much_and_easier(terminal: Terminal) -> None:
    say_it_hurts(terminal, "4", "What would you like?", "easier")
    terminal.answer("1", "GET READY", "step 1 of 3")
    stop(terminal)


def too_much_and_left_out(terminal: Terminal) -> None:
    say_it_hurts(terminal, "4", "What would you like?", "leave this one out")
    terminal.press("2")
    give_score(terminal, "0", "step 2 of 3", "Hip raise")
    stop(terminal)


def too_much_and_out(terminal: Terminal) -> None:
    say_it_hurts(terminal, "4", "What would you like?", "end for today")
    terminal.answer("3", "Stopped")
    enough(terminal)


def play(home: Home, way: Way) -> tuple[int, list[str], dict[str, Any]]:
    """Say it in the middle of the first hold; gives code, harm to the terminal, and record."""
    with fast_coach(home, speed=5) as terminal:
        terminal.begin()
        terminal.wait_for("HOLD", "rep 1 of 3")
        way(terminal)
        code = terminal.end()
        (record,) = home.history()
        return code, terminal.harm(), record


def test_each_way_of_what_hurts(home: Home) -> None:
    ways: dict[Way, tuple[int, str, str | None]] = {
        back_and_little: (0, "left", None),
        back_and_much: (3, "stopped: pain", "amber"),
        back_and_sharp: (3, "stopped: pain", "amber"),
        leg_all_no: (3, "stopped: pain", "amber"),
        leg_a_yes: (4, "stopped: warning sign (emergency)", "red"),
        chest: (4, "stopped: warning sign (emergency)", "red"),
        too_much_and_easier: (0, "left", None),
        too_much_and_left_out: (0, "left", None),
        too_much_and_out: (3, "stopped: pain", "amber"),
    }
    people = [known(neighbour) for neighbour in home.neighbours(len(ways))]
    ends = at_once([partial(play, person, way) for person, way in zip(people, ways, strict=True)])
    found = [(code, record["outcome"], record["colour"]) for code, _, record in ends]
    assert found == list(ways.values())
    assert [harm for _, harm, _ in ends if harm] == []


def test_a_warning_sign_before_the_session_stands_in_the_way_of_the_next(home: Home) -> None:
    with coach(home) as terminal:
        terminal.wait_for("Anything new or worse since last time?", "not sure")
        terminal.answer("y", "Trouble peeing or with bowels, or numb between the legs?", "not sure")
        terminal.press("y")
        terminal.wait_for(PEEING, "not sure")
        terminal.press("y")
        terminal.wait_for(EMERGENCY, f"You answered yes to: {PEEING}", "leave")
        terminal.ignores("space", "n", "enter", while_showing=EMERGENCY)
        terminal.press("q")
        assert terminal.end() == 4
        assert terminal.harm() == []
    assert home.history() == []
    for arguments in ((), ("play", "acute-gentle")):
        with coach(home, *arguments) as terminal:
            terminal.wait_for("you said yes to: New trouble with peeing", "Since then?", "leave")
            terminal.wait_for("a doctor checked it, no exercise yet", "I pressed the wrong key")
            assert not terminal.shows("it has gone")
            terminal.ignores("space", *"n0y5", "enter", "pagedown", while_showing="Since then?")
            terminal.answer("3", EMERGENCY, "leave")
            terminal.ignores("space", "n", while_showing=EMERGENCY)
            terminal.press("q")
            assert terminal.end() == 4
            assert terminal.harm() == []
    assert home.history() == []
