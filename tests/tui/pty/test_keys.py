"""What a hand at a real keyboard does to a session."""

from collections.abc import Callable
from functools import partial

from tests.plain.person import Home, at_once
from tests.tui.pty.terminal import Terminal, coach, known, quiet

LEAVING = "Stop here for today?"
WHY = "You left First three before its end. Was it because it hurt?"


def left_by(home: Home, key: str) -> None:
    """It asks; stay, and it waits; ask again, and stop."""
    with coach(home) as terminal:
        terminal.begin()
        terminal.press(key)
        terminal.wait_for(LEAVING, "stop for today", "it hurts", "stay: the session waits, paused")
        terminal.press("space")
        terminal.wait_until(lambda: not terminal.shows(LEAVING) and terminal.shows("PAUSED"))
        terminal.press(key)
        terminal.wait_for(LEAVING)
        terminal.press("s")
        assert terminal.end() == 0
        assert terminal.harm() == []
    (record,) = home.history()
    assert (record["outcome"], record["reason"], record["hurt"]) == ("left", "", None)
    with coach(home) as terminal:
        terminal.wait_for(WHY, "not sure")


def left_at_once(home: Home) -> None:
    """Before a session nothing is asked."""
    with coach(home) as terminal:
        terminal.wait_for("Welcome to coach", "leave")
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.harm() == []
    with coach(home) as terminal:
        terminal.wait_for("Welcome to coach", "leave")
        terminal.answer("enter", "not sure", "leave")
        terminal.strike("ctrl+c")
        assert terminal.end() == 0
        assert terminal.harm() == []
    assert home.history() == []


def test_q_and_ctrl_c_ask_the_same_question_in_a_session_and_none_before_it(
    stranger: Home,
) -> None:
    *people, new = stranger.neighbours(3)
    quiet(new)
    at_once(
        [
            *(
                partial(left_by, known(person), key)
                for person, key in zip(people, ("q", "ctrl+c"), strict=True)
            ),
            partial(left_at_once, new),
        ]
    )


def test_asking_to_leave_twice_leaves_and_a_held_key_does_not(home: Home) -> None:
    with coach(home) as terminal:
        terminal.begin()
        terminal.strike("q", "q", "q")
        terminal.wait_for(LEAVING)
        for _ in range(30):
            terminal.strike("q")
            terminal.read_for(0.03)
        terminal.wait_for(LEAVING, patience=0)
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.harm() == []
    assert [record["outcome"] for record in home.history()] == ["left"]


def flat_hand_on_keys_with_a_meaning(terminal: Terminal) -> None:
    terminal.strike("b", "a")
    terminal.wait_for("PAUSED", "go on")


def unbound_key(terminal: Terminal) -> None:
    terminal.press("x")
    terminal.wait_for("PAUSED", "go on")
    terminal.press("x")
    terminal.wait_for("What is it?", "back or hip")


def presenter(terminal: Terminal) -> None:
    """Its forward button pauses, and goes on afterwards; its back button hurts then."""
    terminal.press("pagedown")
    terminal.wait_for("PAUSED", "go on")
    terminal.press("pagedown")
    terminal.wait_for("GET READY")
    terminal.wait_until(lambda: terminal.shows("WELCOME") and not terminal.shows("GET READY"))
    terminal.press("pageup")
    terminal.wait_for("PAUSED", "go on")
    terminal.press("pageup")
    terminal.wait_for("What is it?", "back or hip")


def ctrl_z(terminal: Terminal) -> None:
    terminal.press("ctrl+z")
    terminal.wait_for("PAUSED", "go on")
    terminal.press("space")
    terminal.wait_for("GET READY")


def pasted(terminal: Terminal) -> None:
    terminal.press("\x1b[200~n n n\x1b[201~")
    terminal.wait_for("PAUSED", "go on")


def clicked(terminal: Terminal) -> None:
    terminal.press("\x1b[<0;40;10M\x1b[<0;40;10m")
    terminal.wait_for("PAUSED", "go on")
    terminal.ignores("\x1b[<0;40;10M\x1b[<0;40;10m", while_showing="PAUSED")


def struck(home: Home, hand: Callable[[Terminal], None]) -> list[str]:
    """What is left of it in the terminal, and what was written after it."""
    with coach(home) as terminal:
        terminal.begin()
        hand(terminal)
        asked = terminal.shows("What is it?")
        terminal.press("q")
        terminal.wait_for(LEAVING)
        terminal.press("s")
        if asked:
            terminal.wait_for("Stopped", "leave")
            terminal.press("q")
        assert terminal.end() == (3 if asked else 0)
        return [*terminal.harm(), *terminal.last_words.splitlines()]


def test_a_flat_hand_pauses_and_says_no_more_than_that(home: Home) -> None:
    with coach(home) as terminal:
        terminal.begin()
        terminal.strike(*"jkl;")
        terminal.wait_for("PAUSED", "go on")
        terminal.read_for(1.5)
        terminal.wait_for("PAUSED", "go on", patience=0)
        terminal.press("space")
        terminal.wait_for("GET READY")
        terminal.press("q")
        terminal.wait_for(LEAVING)
        terminal.press("s")
        assert terminal.end() == 0
        assert terminal.harm() == []
    assert [record["outcome"] for record in home.history()] == ["left"]


def test_a_held_space_pauses_once(home: Home) -> None:
    with coach(home) as terminal:
        terminal.begin()
        seen: set[str] = set()
        for _ in range(30):  # longer than the moment after a pause in which no key counts
            terminal.strike("space")
            terminal.read_for(0.03)
            seen.update(word for word in ("PAUSED", "GET READY", LEAVING) if terminal.shows(word))
        assert seen == {"PAUSED"}
        terminal.press("space")
        terminal.wait_for("GET READY")


def test_any_hand_on_the_keyboard_stops_what_moves(home: Home) -> None:
    hands = (
        flat_hand_on_keys_with_a_meaning,
        unbound_key,
        presenter,
        ctrl_z,
        pasted,
        clicked,
    )
    people = [known(neighbour) for neighbour in home.neighbours(len(hands))]
    left = at_once([partial(struck, *pair) for pair in zip(people, hands, strict=True)])
    assert left == [[]] * len(hands)
