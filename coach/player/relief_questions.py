"""What a relief step asks: before it, at each look at the skin, and when it comes off."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from coach.domain.questions import TAKE_OFF, Question, Silence, yes_no, yes_no_unsure
from coach.domain.relief import Relief, breaks_until, rounds_left
from coach.domain.timeline import Timeline
from coach.domain.triage import Finding
from coach.domain.words import seconds_words
from coach.player.dialogue import Dialogue, Read, tell
from coach.player.doorway import Doorway
from coach.player.signs import SignAsker
from coach.ports.content import Content

AGAIN_AFTER: Final = 15.0
"""Seconds after which "take it off" comes again, until somebody answers."""
REMEMBERED: Final = timedelta(days=2)
"""Rounds count so long: those of today, and a break that reaches over midnight."""
PULSE_SIGN: Final = "aorta"
"""The row that is asked where a pulse was felt."""


def ask_gate(door: Doorway, relief: Relief, *, offered: bool = False) -> Dialogue[bool]:
    """Everything that comes before something touches the skin; only a yes to all of it goes on.

    With ``offered`` it is a step of something else, and may be left out. A round too many, and
    the skin's break, come first. Any doubt, and silence, is a no.
    """
    content = door.content
    if offered:
        (now,) = content.words("relief-now", title=relief.title)
        if (yield yes_no("relief-now", now)) == "n":
            return False
    closed = why_closed(door, relief)
    if closed:
        yield from tell(*closed)
        return False
    for number, text in enumerate(relief.gate, start=1):
        asked = replace(yes_no_unsure(f"gate-{number}", text), silence=Silence.DECLINES)
        if (yield asked) != "y":
            yield from tell(*content.words("relief-doubt"))
            return False
    if relief.awake:
        (awake,) = content.words("relief-awake")
        asked = replace(yes_no("awake", awake), lines=relief.mind)
        if (yield asked) != "y":
            yield from tell(*content.words("relief-not-awake"))
            return False
    elif relief.mind and offered:
        yield from tell(*relief.mind)
    elif relief.mind:
        yield Read(relief.mind)
    return True


def why_closed(door: Doorway, relief: Relief) -> tuple[str, ...]:
    """Why this protocol can't be begun now: its rounds of the day, or the skin's break."""
    now = door.clock.wall()
    rounds = door.recorder.relief_rounds(now - REMEMBERED)
    if rounds_left(relief, rounds, now) == 0:
        return door.content.words("relief-enough", title=relief.title)
    until = breaks_until(rounds, now) if relief.on_skin else None
    if until is None:
        return ()
    return door.content.words("relief-bare", time=f"{until.astimezone(now.tzinfo):%H:%M}")


def ask_look(content: Content, line: str) -> Dialogue[bool]:
    """Whether the skin is fine. No answer is a no."""
    (text,) = content.words("relief-skin")
    question = yes_no("look", text)
    return (yield replace(question, lines=(line,) if line else ())) == "y"


def ask_take_off(content: Content, on_for: float, *, slept: bool) -> Dialogue[None]:
    """That it comes off: said again and again, until any key, or the end of the input.

    ``on_for`` are the seconds for which it has been on, said where the machine ``slept``.
    """
    (text,) = content.words("relief-off")
    if slept:
        minutes = seconds_words(60 * max(round(on_for / 60), 1))
        (text,) = content.words("relief-off-after", minutes=minutes)
    (done,) = content.words("relief-off-done")
    yield Question(
        TAKE_OFF,
        text,
        ("",),
        "enter",
        (("enter", done),),
        silence=Silence.DECLINES,
        read=lambda _words: "",
        unanswered="",
        every=AGAIN_AFTER,
    )


def ask_off_first(content: Content) -> Dialogue[bool]:
    """Whether it is off, before the program is left."""
    (text,) = content.words("relief-off-first")
    return (yield yes_no("off-first", text)) == "y"


def ask_pulse(content: Content) -> Dialogue[Finding | bool]:
    """Whether a pulse was felt; if so, what that may mean is asked. ``True`` goes on."""
    (text,) = content.words("relief-pulse")
    asked = replace(yes_no_unsure("pulse", text), silence=Silence.DECLINES, unanswered="u")
    if (yield asked) == "n":
        return True
    yield from tell(*content.words("relief-pulse-yes"))
    sign = content.sign(PULSE_SIGN)
    assert sign is not None
    worst = (yield from SignAsker(content).ask((sign,))).worst
    return False if worst is None else worst


def has_gate(timeline: Timeline, relief: Relief) -> bool:
    """Whether something of ``relief`` lies on the skin in this timeline."""
    return relief.on_skin and any(part.on_skin for part in timeline.segments)
