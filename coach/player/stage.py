"""What the player needs of a front end: to show and to say, never to decide."""

from collections.abc import Sequence
from typing import Protocol

from coach.domain.events import Event, Outcome
from coach.domain.questions import Question


class Stage(Protocol):
    """A front end, as the player sees it. ``at`` is the offset in the session, in seconds."""

    def tell(self, at: float, lines: Sequence[str]) -> None:
        """Say and show words that don't belong to the timeline."""

    def hold(self, at: float, lines: Sequence[str]) -> bool:
        """Show words that are read before anything else happens.

        ``True`` where the front end waits: the player hears of it (``read_on``) when they are
        read. ``False`` where they are written and stay.
        """

    def show(self, event: Event) -> None:
        """Something has happened in the session."""

    def ask(self, at: float, question: Question) -> None:
        """Put a question. The answer comes back through the player."""

    def refuse(self, at: float, question: Question, words: str) -> None:
        """Say that ``words`` are no answer to this question. It is asked again afterwards."""

    def finish(self, at: float, outcome: Outcome, reason: str) -> None:
        """The end. Nothing follows."""
