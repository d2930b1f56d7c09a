"""A text with pieces replaced, and which place of the old text a place of the new one is."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Mend:
    """``new`` in place of the characters from ``start`` to ``end``."""

    start: int
    end: int
    new: str


class Mended:
    """``text`` with these mends in it; of two that overlap the later one is left out."""

    def __init__(self, text: str, mends: Iterable[Mend]) -> None:
        pieces: list[str] = []
        # Where each piece begins, in the new text and in the old one, and whether it is a mend.
        self._places: list[tuple[int, int, bool]] = []
        old = new = 0
        for mend in sorted(mends):
            if mend.start < old:
                continue
            self._places.append((new, old, False))
            pieces.append(text[old : mend.start])
            new += mend.start - old
            self._places.append((new, mend.start, True))
            pieces.append(mend.new)
            new += len(mend.new)
            old = mend.end
        self._places.append((new, old, False))
        pieces.append(text[old:])
        self._starts = [start for start, _, _ in self._places]
        self.text = "".join(pieces)

    def before(self, index: int) -> int:
        """Where the character ``index`` of the mended text is in the old one."""
        new, old, replaced = self._places[max(0, bisect_right(self._starts, index) - 1)]
        return old if replaced else old + index - new
