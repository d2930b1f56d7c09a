"""What stays of sessions that were erased and had hurt, so that erasing makes nothing harder."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Erased:
    """As little as keeps the next sessions as easy as they would have been.

    ``when`` is the moment of erasing, never one of what was erased. ``ambers`` is how many of the
    sessions that hurt, or may have, still had a say, 0 to 3. ``anew`` says that the reps of every
    exercise begin again at the low end. ``stopped`` are the ids of exercises that were stopped
    because they hurt, and had not gone well since.
    """

    id: str
    when: datetime
    ambers: int = 0
    anew: bool = False
    stopped: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything stays at all."""
        return bool(self.ambers or self.anew or self.stopped)
