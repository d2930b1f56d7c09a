"""The line under the session: what has just happened, in words."""

from typing import Final

from coach.domain.events import Changed, Decided, Event, Interrupted, Paused, ReadyDue, Resumed
from coach.domain.safety import Action
from coach.domain.words import seconds_words

STANDS: Final = "space goes on · p it hurts · any other key: it hurts"
READY: Final = "In position? Space begins."
LASTS: Final = 6.0
"""Seconds for which a notice stays while the session goes on."""

_DECISIONS: Final = {
    Action.EASE: "Easier now",
    Action.STOP_EXERCISE: "This exercise stops here",
    Action.END: "The session ends here",
}


def notice_of(event: Event, *, explained: bool) -> str | None:
    """The notice that goes with an event; ``None`` to leave the line as it is.

    ``explained`` says that the event before has told why it stands still.
    """
    match event:
        case Paused():
            return None if explained else STANDS
        case ReadyDue():
            return READY
        case Interrupted(gap=gap):
            return f"Stood still for {seconds_words(gap)}; nothing was skipped. {STANDS}"
        case Decided(action=action, reason=reason) if action in _DECISIONS:
            return f"{_DECISIONS[action]}: {reason}."
        case Changed(words=words) if words:
            return words
        case Resumed():
            return ""
        case _:
            return None
