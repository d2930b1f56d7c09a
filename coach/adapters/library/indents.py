"""Which lines stand in the wrong column, and in which they belong."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from coach.adapters.library.mends import Mend
from coach.adapters.library.problems import quoted

Tell = Callable[[int, int, int, str, str], None]
_OF_A_STEP: Final = frozenset(
    {"exercise", "hold", "note", "reps", "rest", "say", "sets", "setup", "sides", "tempo", "time"}
)


@dataclass
class _Level:
    """An open group or list: its column, whether its lines begin with hyphens, its last key."""

    column: int
    items: bool
    key: str
    line: int


class Indents:
    """Follows the columns of a file line by line; ``tell`` takes what is wrong."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._levels: list[_Level] = []
        self._opens = ":"
        self._shift = 0
        self.unsure = False
        """Whether the next line's column is a guess, because a tab is in it."""

    def goes_on(self, column: int) -> bool:
        """Whether a line in this column may go on with the value above it."""
        return self._opens == "=" and bool(self._levels) and column > self._levels[-1].column

    def take(
        self,
        number: int,
        start: int,
        indent: int,
        hyphens: list[int],
        column: int,
        key: str,
        opens: str,
        rest: str,
    ) -> Mend | None:
        """A line whose list items begin at ``hyphens`` and its text at ``column``.

        ``opens`` is how its value goes on: ``:`` below it, ``=`` not. The answer moves the line
        where it belongs, if it isn't there.
        """
        unsure, self.unsure = self.unsure, False
        first = hyphens[0] if hyphens else column
        above = self._repeated(first) if hyphens else ""
        if above:
            end = start + indent + max(1, len(rest))
            self._tell(number, start + indent, end, '"steps:" is missing above this',
                       'steps: on a line of its own, right below "repeat"')  # fmt: skip
        right, why, expected = self._right(first, bool(hyphens), key, rest)
        moved = right - first
        if moved and (not unsure or why):
            end = start + indent + (len(key) if key and not hyphens else max(1, len(rest)))
            if not unsure and moved != self._shift:
                # Of lines that stand wrong together the first is told.
                self._tell(number, start + indent, end, why, expected)
        self._shift = moved
        self._settle(right, bool(hyphens))
        for one in hyphens:
            self._push(_Level(one + moved, True, "", number))
        if key:
            self._push(_Level(column + moved, False, key, number))
        if key or hyphens:
            self._opens = opens if key else ("" if rest else ":")
        if not moved and not above:
            return None
        return Mend(start, start + indent, above + " " * max(0, indent + moved))

    def _repeated(self, column: int) -> str:
        """The line that is missing where list items stand right below a ``repeat``; or nothing."""
        if not self._levels or self._opens != "=":
            return ""
        last = self._levels[-1]
        if last.key != "repeat" or last.items or column < last.column:
            return ""
        self._push(_Level(last.column, False, "steps", last.line))
        self._opens = ":"
        return " " * last.column + "steps:\n"

    def _right(self, first: int, item: bool, key: str, rest: str) -> tuple[int, str, str]:
        """Where a line belongs that begins in the column ``first``; why, where that differs."""
        if not self._levels:
            return 0, "the first line begins at the margin", "no spaces before it"
        last = self._levels[-1]
        if self._opens == ":":
            deepest = last.column
            if first > deepest or (item and first == deepest and not last.items):
                return first, "", ""
        if not key and not item:
            # A text that goes on.
            if first > last.column:
                return first, "", ""
            if self._opens == ":" and last.key:
                return (
                    last.column + 2,
                    f"this belongs behind the colon of {quoted(last.key)}",
                    f"{last.key}: {rest}",
                )
            inner = last.column + 2
            return (
                inner,
                f"a text that goes on begins further right than {quoted(last.key or '-')}",
                f"{inner} spaces before it",
            )
        same = [one for one in self._levels if one.column == first and one.items == item]
        if len(same) < len(self._levels) and self._levels[0].key == "steps" and not item:
            # At the margin, and of no use there.
            same = [one for one in same if one.column or key not in _OF_A_STEP]
        if same and (self._opens == "" or same[-1] is not last or not item or last.items):
            return first, "", ""
        return self._nearest(first, item, key)

    def _nearest(self, first: int, item: bool, key: str) -> tuple[int, str, str]:
        alike = [one for one in self._levels if one.items == item]
        if not alike:
            return first, "", ""
        near = alike[-1]
        if first < near.column and not item:
            # Further left: of the groups that it may belong to, the innermost but one is meant
            # only where the line stands nearer to it.
            near = min(reversed(alike), key=lambda one: abs(one.column - first))
            if near.column < first or key in _OF_A_STEP:
                near = alike[-1]
        elif item:
            near = min(reversed(alike), key=lambda one: abs(one.column - first))
        side = "right" if first > near.column else "left"
        if item:
            belongs = f'it belongs right below the "- " of line {near.line}'
        else:
            belongs = f"it belongs right below {quoted(near.key)} of line {near.line}"
        spaces = "1 space" if near.column == 1 else f"{near.column or 'no'} spaces"
        return near.column, f"this begins too far {side}: {belongs}", f"{spaces} before it"

    def _settle(self, column: int, item: bool) -> None:
        while self._levels and (
            self._levels[-1].column > column
            or (self._levels[-1].column == column and self._levels[-1].items and not item)
        ):
            self._levels.pop()

    def _push(self, level: _Level) -> None:
        while self._levels and (
            self._levels[-1].column > level.column
            or (self._levels[-1].column == level.column and self._levels[-1].items == level.items)
        ):
            self._levels.pop()
        self._levels.append(level)
