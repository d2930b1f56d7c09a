"""Coming out of a position: lines said one after the other while the timeline stands still."""

from dataclasses import dataclass, replace
from typing import Final

from coach.domain.cues import Cue, CueKind
from coach.domain.timeline import in_sequence

QUIET_AFTER: Final = 2.0
"""Seconds of quiet after the last line."""
_JUST: Final = 1e-6
"""Seconds by which a look may be early through rounding."""


@dataclass(frozen=True, slots=True)
class WayOut:
    """How far somebody has come on the way out: ``offset`` seconds of ``length``."""

    cues: tuple[Cue, ...]
    length: float
    offset: float = 0.0
    said: int = 0

    @classmethod
    def of(cls, lines: tuple[str, ...]) -> "WayOut":
        """The way out that these lines describe."""
        cues, end = in_sequence([Cue(0.0, CueKind.FINISH, line) for line in lines])
        return cls(cues, end + QUIET_AFTER)

    @property
    def over(self) -> bool:
        """Whether it has been said to its end."""
        return self.offset + _JUST >= self.length

    @property
    def next_at(self) -> float:
        """The offset of the next line, or of the end."""
        return self.cues[self.said].offset if self.said < len(self.cues) else self.length

    def after(self, seconds: float) -> tuple["WayOut", tuple[Cue, ...]]:
        """Where it is ``seconds`` later, and the lines that are due until then."""
        offset = self.offset + seconds
        said = sum(cue.offset <= offset + _JUST for cue in self.cues)
        return replace(self, offset=offset, said=said), self.cues[self.said : said]
