"""The routines as the lists show them, kept until one of the person's files changes."""

from collections.abc import Hashable, Mapping

from coach.domain.exercise import Exercise
from coach.ports.library import Entry, Library
from coach.tui.routine_lines import RoutineLine, routine_line


class Board:
    """Reads the routines, again when a file is another one; :meth:`read` may run in a thread."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._read_at: Hashable = None
        self._seen: Hashable = None
        self._exercises: Mapping[str, Exercise] | None = None
        self._kept: dict[str, RoutineLine] = {}
        self.lines: tuple[RoutineLine, ...] = ()
        """A line for each routine, as it was read last."""

    def read(self) -> None:
        """Read what has changed; what is the same keeps its line."""
        state = self._library.state()
        entries = self._library.entries()
        exercises = self._library.exercises()
        reliefs = self._library.reliefs()
        kept = self._kept if exercises is self._exercises else {}
        made: dict[str, RoutineLine] = {}
        for entry in entries:
            before = kept.get(entry.id)
            same = before is not None and before.entry == entry
            made[entry.id] = before if same and before else routine_line(entry, exercises, reliefs)
        self._kept, self._exercises = made, exercises
        self.lines = tuple(made.values())
        self._read_at = self._seen = state

    def changed(self) -> bool:
        """Whether there is something else to read, which nobody is still writing.

        A file that is half written is left alone until it is the same at two looks.
        """
        state = self._library.state()
        settled, self._seen = state == self._seen, state
        return settled and state != self._read_at

    def entry(self, id: str) -> Entry | None:
        """The routine of this id, as it was read last."""
        line = self._kept.get(id)
        return line.entry if line is not None else None
