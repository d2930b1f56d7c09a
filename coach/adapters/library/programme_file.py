"""A programme, from its file."""

from collections.abc import Collection, Iterator
from typing import Annotated, Any, Final

import yaml

from coach.adapters.library import scalars
from coach.adapters.library import schema_forms as forms
from coach.adapters.library.checking import validate
from coach.adapters.library.document import Document, readable
from coach.adapters.library.models import SCHEMA, Strict, Title
from coach.adapters.library.nodes import (
    Pair,
    end_of,
    first_place,
    is_nothing,
    key_place,
    pair,
    pairs,
    place,
    start_of,
)
from coach.adapters.library.problems import Report, quoted
from coach.adapters.library.validators import read, whole, word
from coach.domain.programme import Days, Doing, NextWhen, Programme, Walk, Week, Weekday

EVERY: Final = "every"
MOST_WEEKS: Final = 104
MOST_DOINGS: Final = 20
MOST_WITHIN: Final = 365
_DAYS: Final = tuple(day.value for day in Weekday)
_EXPECTED: Final = f'"every", or days such as mon-wed-fri, out of {", ".join(_DAYS)}'


class WalkModel(Strict):
    """A walk on a day."""

    walk: Annotated[float, read(scalars.time, forms.TIME)]
    times: Annotated[int, whole(1, 24, "times")] = 1


class NextWhenModel(Strict):
    """When a week is over."""

    greens: Annotated[int, whole(1, 100, "greens")]
    within_days: Annotated[int | None, whole(1, MOST_WITHIN, "within-days")] = None


class WeekModel(Strict):
    """A week, which is repeated until its condition holds. Its ``days`` are read afterwards."""

    days: Any
    next_when: NextWhenModel | None = None


class ProgrammeModel(Strict):
    """A programme: routines laid over days and weeks, which are read one by one afterwards."""

    schema_: SCHEMA
    kind: Annotated[str, word(["programme"], "kind")] = "programme"
    title: Title
    weeks: Any
    minimal: Any = None
    after: Any = None


def read_programme(document: Document, name: str, routines: Collection[str]) -> Programme | None:
    """The programme of a file, or ``None`` with all of its problems in the document's report.

    ``routines`` are the ids of those that it can name.
    """
    report, root = document.report, document.root
    if root is None or not readable(document, "programme"):
        return None
    model = validate(ProgrammeModel, root, report)
    reader = _Reader(report, routines)
    minimal = reader.minimal(root)
    after = pair(root, "after")
    goes_on = after is None or is_nothing(after.value)
    weeks = reader.weeks(root, goes_on=goes_on)
    later = () if after is None or goes_on else reader.days(after)
    if report or model is None:
        return None
    return Programme(name, model.title, weeks, minimal, later)


class _Reader:
    """Reads the parts of a programme; every mistake goes into the report."""

    def __init__(self, report: Report, routines: Collection[str]) -> None:
        self._report = report
        self._routines = tuple(routines)
        self._ids = {name.casefold(): name for name in reversed(self._routines)}

    def weeks(self, root: yaml.Node, *, goes_on: bool) -> tuple[Week, ...]:
        """The weeks; with ``goes_on`` nothing comes after them, so the last may have no end."""
        key = pair(root, "weeks")
        if key is None:
            return ()
        nodes = self._list(root, key, "one week", MOST_WEEKS)
        last = len(nodes) - 1
        found = (
            self._week(node, lasting=goes_on and number == last)
            for number, node in enumerate(nodes)
        )
        return tuple(week for week in found if week is not None)

    def _week(self, node: yaml.Node, *, lasting: bool) -> Week | None:
        if not isinstance(node, yaml.MappingNode):
            self._add(node, "a week is a group of keys", '"days" and "next-when"')
            return None
        model = validate(WeekModel, node, self._report)
        key = pair(node, "days")
        days = self.days(key) if key is not None else ()
        if model is None:
            return None
        if model.next_when is None and not lasting:
            self._report.add(
                *first_place(node),
                '"next-when" is missing: this week would never end',
                expected="next-when: {greens: 3}",
                about="next-when",
            )
        when = model.next_when
        return Week(days, NextWhen(when.greens, when.within_days) if when is not None else None)

    def days(self, key: Pair) -> tuple[Days, ...]:
        """What there is to do on which days of a week."""
        expected = "every: and a list of routines"
        if not isinstance(key.value, yaml.MappingNode):
            shown = key.key if is_nothing(key.value) else key.value
            self._add(shown, f"{quoted(key.name)} is a group of days", expected)
            return ()
        if not key.value.value:
            self._add(key.value, f"{quoted(key.name)} is empty", expected)
        taken: dict[Weekday, str] = {}
        found: list[Days] = []
        for one in pairs(key.value):
            on = self._on(one, taken)
            found.append(Days(on, tuple(self._doings(key.value, one))))
        return tuple(found)

    def _on(self, key: Pair, taken: dict[Weekday, str]) -> frozenset[Weekday]:
        """The days of a pattern; ``taken`` are those that one above it names already."""
        if key.name.strip().casefold() == EVERY:
            return frozenset(Weekday)
        on: set[Weekday] = set()
        start = start_of(key.key) + (1 if key.key.style else 0)
        for part in key.name.split("-"):
            spot = start, start + max(1, len(part))
            start += len(part) + 1
            word = part.strip().casefold()
            if word not in _DAYS:
                self._report.add(
                    *spot,
                    f"{quoted(part)} is no day of the week",
                    expected=quoted(word[:3]) if word[:3] in _DAYS else _EXPECTED,
                    word=word,
                    candidates=(*_DAYS, EVERY),
                )
                continue
            day = Weekday(word)
            if day in on:
                self._report.add(*spot, f"{quoted(word)} stands twice here")
            elif day in taken:
                self._report.add(
                    *spot,
                    f"{quoted(word)} stands twice: it is in {quoted(taken[day])} already",
                    expected="each day once; what is done daily belongs to every:",
                )
            on.add(day)
            taken.setdefault(day, key.name)
        return frozenset(on)

    def _doings(self, node: yaml.Node, key: Pair) -> Iterator[Doing]:
        single = not isinstance(key.value, yaml.SequenceNode) and not is_nothing(key.value)
        # A single one needs no brackets.
        nodes = [key.value] if single else self._list(node, key, "one routine", MOST_DOINGS)
        for one in nodes:
            doing = self._doing(one)
            if doing is not None:
                yield doing

    def _doing(self, node: yaml.Node) -> Doing | None:
        if isinstance(node, yaml.MappingNode):
            model = validate(WalkModel, node, self._report)
            return Walk(model.walk, model.times) if model is not None else None
        if isinstance(node, yaml.ScalarNode) and not is_nothing(node):
            return self._routine(node)
        self._add(node, "a routine or a walk belongs here", "the id of a routine, or {walk: 5m}")
        return None

    def _routine(self, node: yaml.ScalarNode) -> str | None:
        found = self._ids.get(node.value.strip().casefold())
        if found is None:
            self._report.add(
                start_of(node),
                end_of(node),
                f"there is no routine {quoted(node.value)}",
                expected="the id of a routine, as coach list shows it",
                word=node.value.strip(),
                candidates=self._routines,
            )
        return found

    def minimal(self, root: yaml.Node) -> str:
        """The id of the routine that counts on a bad day."""
        key = pair(root, "minimal")
        if key is None:
            return ""
        if isinstance(key.value, yaml.ScalarNode) and not is_nothing(key.value):
            return self._routine(key.value) or ""
        self._report.add(
            *place(root, ("minimal",)),
            '"minimal" is one routine',
            expected="minimal: and the id of a routine",
        )
        return ""

    def _list(self, node: yaml.Node, key: Pair, least: str, most: int) -> list[yaml.Node]:
        """The items of a list that has at least one of them."""
        if not isinstance(key.value, yaml.SequenceNode):
            empty = is_nothing(key.value)
            self._report.add(
                *place(node, (key.name,)),
                f"{quoted(key.name)} is {'empty' if empty else 'a list'}",
                expected=f"at least {least}" if empty else 'lines that begin with "- "',
            )
            return []
        nodes: list[yaml.Node] = key.value.value
        if not nodes:
            self._add(key.value, f"{quoted(key.name)} is empty", f"at least {least}")
        elif len(nodes) > most:
            self._report.add(
                *key_place(node, (key.name,)),
                f"{quoted(key.name)} is too long: at most {most} are read",
            )
        return nodes[:most]

    def _add(self, node: yaml.Node, message: str, expected: str) -> None:
        self._report.add(start_of(node), end_of(node), message, expected=expected)
