"""The library of YAML files: the person's own folder in front of the bundled one."""

import os
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from coach.adapters.library.exercise_folders import ExerciseFolders
from coach.adapters.library.file_state import FileState, state_of, states_in
from coach.adapters.library.files import UnreadableFileError, is_yaml, read_bytes, yaml_files
from coach.adapters.library.problems import TooManyProblemsError, near_words, printable, quoted
from coach.adapters.library.shelf import Shelf
from coach.domain.exercise import Exercise
from coach.domain.figure import Figure
from coach.domain.programme import Programme
from coach.domain.relief import Relief, reliefs_in
from coach.domain.routine import Routine
from coach.ports.library import BrokenFileError, Entry, Origin, Problem, UnknownRoutineError

_EXERCISES = "exercises"
_RELIEF = "relief"


class YamlLibrary:
    """Own and bundled files; implements :class:`coach.ports.library.Library`.

    ``own`` and ``bundled`` are folders with routines; their exercises are in ``exercises/``
    below. What was read is kept until one of its files changes, so that a change shows at the next
    look.

    A bundled routine is checked against the bundled exercises: no own file can break it.
    """

    def __init__(self, own: Path | None, bundled: Path) -> None:
        self._folders = {Origin.BUNDLED: bundled}
        if own is not None:
            self._folders[Origin.OWN] = own
        exercises = {origin: folder / _EXERCISES for origin, folder in self._folders.items()}
        self._exercises = ExerciseFolders(exercises)
        self._kept_reliefs: tuple[Hashable, tuple[Entry, ...]] | None = None
        self._kept_entries: dict[tuple[Path, Origin], tuple[FileState, Shelf, Entry]] = {}

    @property
    def own_folder(self) -> Path | None:
        """The person's own folder of routines, where they have one; it need not be there."""
        return self._folders.get(Origin.OWN)

    @property
    def bundled_folder(self) -> Path:
        """The folder of the bundled routines, into which nothing is ever written."""
        return self._folders[Origin.BUNDLED]

    def shelf(self, origin: Origin) -> Shelf:
        """The exercises that a file of this origin can name."""
        return self._exercises.shelf(origin)

    def entries(self) -> Sequence[Entry]:
        """Every routine there is, by id, the broken ones too."""
        found: dict[str, Entry] = {}
        for origin in self._folders:
            shelf = self.shelf(origin)  # once: there may be a thousand files
            for path in self._paths(origin, found):
                name = _id(path)
                before = found.get(name)
                if before is not None and before.origin is origin:
                    twin = _twin(path, before)
                    found[twin.id] = twin
                    continue
                entry = self._entry(path, name, origin, shelf=shelf)
                found[name] = replace(entry, shadows=before is not None)
        return [found[name] for name in sorted(found, key=lambda name: (name.casefold(), name))]

    def state(self) -> Hashable:
        """Another value whenever one of the person's own files has changed.

        Names, times and sizes are looked at, and nothing is read: 1,000 files take 3 ms.
        """
        folder = self._folders.get(Origin.OWN)
        if folder is None:
            return ()
        return tuple(states_in(folder)), tuple(states_in(folder / _EXERCISES))

    def exercises(self) -> Mapping[str, Exercise]:
        """Every exercise by its id, own ones first where two have the same."""
        return self.shelf(Origin.OWN).exercises

    def bundled_exercises(self) -> Mapping[str, Exercise]:
        """The exercises that come with the coach, by id, whatever own one shadows them."""
        return self.shelf(Origin.BUNDLED).exercises

    def own_exercises(self) -> frozenset[str]:
        """The ids of the exercises that are the person's own."""
        return self._exercises.own_ids()

    def figures(self, routine: Entry | None = None) -> Mapping[str, Figure]:
        """What can be drawn, by the id of the exercise; with it the exercises of a routine's own.

        A figure with mistakes isn't there: words take its place.
        """
        if routine is None or routine.routine is None or not routine.routine.exercises:
            return self._exercises.figures()
        return self._exercises.figures_with(routine.routine, Path(routine.file))

    def broken_exercises(self) -> Sequence[Entry]:
        """The exercise files that can't be used, each with its problems."""
        return [entry for read in self._exercises.read().values() for entry in read.broken]

    def routine(self, name: str) -> Entry:
        """The routine with this id, or in this file.

        Raises:
            UnknownRoutineError: if there is none; a missing file too.
            BrokenFileError: if its file has mistakes.
        """
        entry = None
        if not _is_path(name):
            entry = self._by_id(name, tuple(reversed(self._folders)))
        if entry is None and (_is_path(name) or _is_file(name)):
            path = Path(name)
            try:
                entry = self._entry(path, path.stem, Origin.FILE, missing_ok=False)
            except FileNotFoundError:
                entry = None
        if entry is None:
            raise UnknownRoutineError(name, self._near(name, self._folders))
        return _usable(entry)

    def bundled(self, name: str) -> Entry:
        """The bundled routine with this id, whatever shadows it.

        The routine carries the bundled exercises that it needs as its own, so no shadowing
        exercise reaches it either.

        Raises:
            UnknownRoutineError: if there is none.
            BrokenFileError: if its file has mistakes.
        """
        entry = self._by_id(name, (Origin.BUNDLED,))
        if entry is None:
            raise UnknownRoutineError(name, self._near(name, (Origin.BUNDLED,)))
        routine = _usable(entry).routine
        assert routine is not None
        shelf = self.shelf(Origin.BUNDLED).under(routine.exercises)
        return replace(entry, routine=replace(routine, exercises=shelf.needed_by(_named(routine))))

    def reliefs(self) -> Mapping[str, Relief]:
        """The relief protocols by their ids, without those that are broken."""
        return {one.id: one.relief for one in self.relief_entries() if one.relief is not None}

    def relief_entries(self) -> Sequence[Entry]:
        """Every relief protocol, by id, the broken ones too. They are bundled alone."""
        from coach.adapters.library.reliefs import read_reliefs  # noqa: PLC0415

        paths = yaml_files(self._folders[Origin.BUNDLED] / _RELIEF)
        shelf = self.shelf(Origin.BUNDLED)
        state = tuple(state_of(path) for path in paths), self._exercises.state
        if self._kept_reliefs is None or self._kept_reliefs[0] != state:
            self._kept_reliefs = state, read_reliefs(paths, shelf)
        return self._kept_reliefs[1]

    def relief(self, name: str) -> Entry:
        """The relief protocol with this id.

        Raises:
            UnknownRoutineError: if there is none.
            BrokenFileError: if its file has mistakes.
        """
        entries = {entry.id: entry for entry in self.relief_entries()}
        entry = entries.get(name.casefold())
        if entry is None:
            raise UnknownRoutineError(name, near_words(name, sorted(entries)))
        if entry.relief is None:
            raise BrokenFileError(entry.problems)
        return entry

    def check(self, path: Path) -> list[Problem]:
        """Everything that is wrong with a file, which says itself of what kind it is.

        A sound file that can't sound is told here alone: a routine is listed and plays without it.
        """
        from coach.adapters.library.examining import check_file  # noqa: PLC0415

        return check_file(self, path)

    def warnings(self, path: Path, today: date | None = None) -> list[Problem]:
        """What could be better in a routine or an exercise without mistakes; else nothing.

        Without ``today`` nothing is said of the day until which a routine is meant.
        """
        from coach.adapters.library.examining import file_warnings  # noqa: PLC0415

        return file_warnings(self, path, today)

    def programme(self, path: Path) -> Programme:
        """The programme in a file.

        Raises:
            UnknownRoutineError: if there is no such file.
            BrokenFileError: if it has mistakes.
        """
        from coach.adapters.library.examining import programme_in  # noqa: PLC0415

        return programme_in(self, path)

    def routine_ids(self) -> list[str]:
        """The ids of all routines, the broken ones too."""
        return [_id(path) for origin in self._folders for path in self._paths(origin)]

    def relief_titles(self) -> dict[str, str]:
        """The protocols that a step may name: those that name no other one themselves."""
        return {
            id: one.title for id, one in self.reliefs().items() if not any(reliefs_in(one.steps))
        }

    def read_text(self, path: Path, name: str, text: str) -> Entry:
        """What a text would be as the file at ``path``, of one's own: a routine, or problems.

        The routine there now, if any, isn't looked at.
        """
        own = self._folders.get(Origin.OWN)
        mine = own is not None and path.parent == own
        origin = Origin.OWN if mine else Origin.FILE
        data = text.encode("utf-8", "surrogatepass")
        routine, problems = self.read_routine(path, name, origin, data)
        bundled = self._paths(Origin.BUNDLED) if mine else []
        shadows = any(printable(name) == _id(other) for other in bundled)
        return Entry(name, origin, str(path), routine, problems, shadows=shadows)

    # Routines

    def _by_id(self, name: str, origins: Iterable[Origin]) -> Entry | None:
        wanted = name.casefold()
        for origin in origins:
            paths = self._paths(origin)
            exact = [path for path in paths if _id(path) == name]
            like = [path for path in paths if _id(path).casefold() == wanted]
            for path in (*exact, *like):
                entry = self._entry(path, _id(path), origin)
                bundled = self._paths(Origin.BUNDLED) if origin is Origin.OWN else []
                return replace(entry, shadows=any(entry.id == other.stem for other in bundled))
        return None

    def _near(self, name: str, origins: Iterable[Origin]) -> list[str]:
        known = {_id(path) for origin in origins for path in self._paths(origin)}
        return near_words(Path(name).stem if is_yaml(name) else name, sorted(known))

    def _paths(self, origin: Origin, broken: dict[str, Entry] | None = None) -> list[Path]:
        """The routine files of a folder; a folder that can't be listed goes into ``broken``."""
        folder = self._folders[origin]
        try:
            return yaml_files(folder)
        except UnreadableFileError as error:
            if broken is not None:
                name = f"{folder.name}/"
                broken[name] = Entry(name, origin, str(folder), None, (error.problem,))
            return []

    def _entry(
        self,
        path: Path,
        name: str,
        origin: Origin,
        *,
        missing_ok: bool = True,
        shelf: Shelf | None = None,
    ) -> Entry:
        shelf = self.shelf(origin) if shelf is None else shelf
        kept = self._kept_entries.get((path, origin))
        state = state_of(path)
        if kept is not None and kept[0] == state and kept[1] is shelf:
            return kept[2]
        entry = self._read_entry(path, name, origin, missing_ok=missing_ok)
        # What is wrong may have its reason outside of the file, and is looked at again.
        if entry.routine is not None:
            self._kept_entries[path, origin] = state, shelf, entry
        return entry

    def _read_entry(self, path: Path, name: str, origin: Origin, *, missing_ok: bool) -> Entry:
        try:
            routine, problems = self.read_routine(path, name, origin, read_bytes(path))
        except FileNotFoundError:
            if not missing_ok:
                raise
            gone = Problem(printable(str(path)), 1, 1, "this file is gone")
            routine, problems = None, (gone,)
        except UnreadableFileError as error:
            routine, problems = None, (error.problem,)
        return Entry(name, origin, str(path), routine, problems)

    def read_routine(
        self, path: Path, name: str, origin: Origin, data: bytes, *, listen: bool = False
    ) -> tuple[Routine | None, tuple[Problem, ...]]:
        """The routine in these bytes, as the file at ``path``, and everything that is wrong.

        With ``listen`` its sound files and figures are looked at as well, and whether there is
        anything to do in it: without that it is listed, and says so when it is played.
        """
        from coach.adapters.library.document import open_document  # noqa: PLC0415
        from coach.adapters.library.figures import check_figures  # noqa: PLC0415
        from coach.adapters.library.routine_file import check_work, read_routine  # noqa: PLC0415
        from coach.adapters.library.routine_sounds import check_files  # noqa: PLC0415

        document = open_document(str(path), data)
        bundled = origin is Origin.BUNDLED
        shelf = self.shelf(Origin.BUNDLED if bundled else Origin.OWN)
        try:
            routine = read_routine(
                document,
                printable(name),
                shelf,
                bundled=bundled,
                reliefs=self.relief_titles() if b"relief" in data else {},
            )
            if listen:
                check_work(document, routine)
                check_files(document)
                check_figures(document)
        except TooManyProblemsError:
            return None, document.report.problems()
        return routine, document.report.problems()


def _id(path: Path) -> str:
    """The name that a routine's file gives it."""
    return printable(path.stem)


def _twin(path: Path, before: Entry) -> Entry:
    """A file whose name but for its ending is that of one that comes before it."""
    problem = Problem(
        printable(str(path)), 1, 1, f"this has the name of {quoted(Path(before.file).name)}"
    )
    return Entry(printable(path.name), before.origin, str(path), None, (problem,))


def _usable(entry: Entry) -> Entry:
    if entry.routine is None:
        raise BrokenFileError(entry.problems)
    return entry


def _named(routine: Routine) -> tuple[str, ...]:
    """The ids of the exercises that a routine names."""
    from coach.adapters.library.steps import exercises_in  # noqa: PLC0415

    return exercises_in(routine.steps)


def _is_path(name: str) -> bool:
    separators = {"/", os.sep, os.altsep or os.sep}
    return any(separator in name for separator in separators) or is_yaml(name)


def _is_file(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False
