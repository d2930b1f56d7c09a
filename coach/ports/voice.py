"""A voice, as the player asks for it: lines turned into sound ahead of time."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Clip:
    """A line that has been spoken.

    ``source`` is where the sound takes it from; it means nothing to anybody else. ``seconds`` is
    how long it sounds, as measured.
    """

    source: str
    seconds: float


@dataclass(frozen=True, slots=True)
class VoiceState:
    """Who speaks.

    ``engine`` is its name, ``none`` where nothing speaks and empty as long as nobody knows yet;
    ``name`` is the engine's own name for the voice. ``reasons`` say in a sentence each why the
    engines before it were not taken. Of ``wanted`` lines so far ``ready`` can be heard.
    """

    engine: str = ""
    name: str = ""
    reasons: tuple[str, ...] = ()
    ready: int = 0
    wanted: int = 0


class Voice(Protocol):
    """Speaks lines into clips. Every call returns at once and none of them fails.

    A line is data and never run: whatever it contains is spoken, shortened or left out.
    """

    @property
    def state(self) -> VoiceState:
        """What is known of the engine, and how far it has come."""

    @property
    def pending(self) -> int:
        """How many lines are still being spoken; those that can't be are none of them."""

    def prepare(self, lines: Iterable[str]) -> None:
        """Have these lines ready soon, the first ones first. Those that are known cost nothing."""

    def clip(self, line: str) -> Clip | None:
        """The line as sound; ``None`` where it isn't ready, or can't be spoken."""

    def close(self) -> None:
        """Speak no more; calls after that do nothing."""
