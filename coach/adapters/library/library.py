"""The library of YAML files: the person's own folder in front of the bundled one."""

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from coach.adapters.library.files import UnreadableFileError, is_yaml, read_bytes, yaml_files
from coach.adapters.library.problems import TooManyProblemsError, near_words, printable, quoted
from coach.adapters.library.shelf import Shelf
from coach.domain.exercise import Exercise
from coach.domain.figure import Figure
from coach.domain.relief import Relief, reliefs_in
from coach.domain.routine import Routine
from coach.ports.library import BrokenFileError, Entry, Origin, Problem, UnknownRoutineError

if TYPE_CHECKING:
    from coach.adapters.library.exercises import Exercises

_EXERCISES = "exercises"
_RELIEF = "relief"

_State = tuple[tuple[str, int, int], ...]
"""The names, times and sizes of some files: as long as it is the same, so are they."""


class YamlLibrary:
    """Own and bundled files; implements :class:`coach.ports.library.Library`.

    ``own`` and ``bundled`` are folders with routines; their exercises are in ``exercises/``
    below. Files are read when they are asked for, so that a change shows at the next look; the
    exercises are kept until one of their files changes.

    A bundled routine is checked against the bundled exercises: no own file can break it.
    """

    def __init__(self, own: Path | None, bundled: Path) -> None:
        self._folders = {Origin.BUNDLED: bundled}
        if own is not None:
            self._folders[Origin.OWN] = own
        self._kept: tuple[_State, dict[Origin, Exercises]] | None = None
        self._kept_figures: tuple[_State, Mapping[str, Figure]] | None = None
        self._kept_reliefs: tuple[_State, tuple[Entry, ...]] | None = None

    def entries(self) -> Sequence[Entry]:
        """Every routine there is, by id, the broken ones too."""
        found: dict[str, Entry] = {}
        for origin in self._folders:
            for path in self._paths(origin, found):
                name = _id(path)
                before = found.get(name)
                if before is not None and before.origin is origin:
                    twin = _twin(path, before)
                    found[twin.id] = twin
                    continue
                entry = self._entry(path, name, origin)
                found[name] = replace(entry, shadows=before is not None)
        return [found[name] for name in sorted(found, key=lambda name: (name.casefold(), name))]

    def exercises(self) -> Mapping[str, Exercise]:
        """Every exercise by its id, own ones first where two have the same."""
        return self._shelf(Origin.OWN).exercises

    def own_exercises(self) -> frozenset[str]:
        """The ids of the exercises that are the person's own."""
        ours = self._shelf(Origin.BUNDLED).exercises
        return frozenset(id for id, one in self.exercises().items() if one is not ours.get(id))

    def figures(self, routine: Entry | None = None) -> Mapping[str, Figure]:
        """What can be drawn, by the id of the exercise; with it the exercises of a routine's own.

        A figure with mistakes isn't there: words take its place.
        """
        from coach.adapters.library.figures import read_figures  # noqa: PLC0415

        paths: dict[Origin, list[Path]] = {}
        for origin, folder in self._folders.items():
            with suppress(UnreadableFileError):
                paths[origin] = yaml_files(folder / _EXERCISES)
        state = tuple(_state(path) for files in paths.values() for path in files)
        if self._kept_figures is None or self._kept_figures[0] != state:
            # An own exercise in place of a bundled one may be another movement.
            mine = self.own_exercises()
            ours, own = (read_figures(paths.get(one, ())) for one in (Origin.BUNDLED, Origin.OWN))
            drawn = {id: figure for id, figure in ours.items() if id not in mine}
            drawn |= {id: figure for id, figure in own.items() if id in mine}
            self._kept_figures = state, drawn
        known = self._kept_figures[1]
        if routine is None or routine.routine is None or not routine.routine.exercises:
            return known
        # Nor is a routine's own exercise the one of the same name, unless it was taken from there.
        shelves = [self._shelf(origin).exercises for origin in Origin]
        own_ids = {
            one.id
            for one in routine.routine.exercises
            if all(one != exercises.get(one.id) for exercises in shelves)
        }
        shared = {id: figure for id, figure in known.items() if id not in own_ids}
        return {**shared, **read_figures([Path(routine.file)])}

    def broken_exercises(self) -> Sequence[Entry]:
        """The exercise files that can't be used, each with its problems."""
        return [entry for read in self._exercises().values() for entry in read.broken]

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
        shelf = self._shelf(Origin.BUNDLED).under(routine.exercises)
        return replace(entry, routine=replace(routine, exercises=shelf.needed_by(_named(routine))))

    def reliefs(self) -> Mapping[str, Relief]:
        """The relief protocols by their ids, without those that are broken."""
        return {one.id: one.relief for one in self.relief_entries() if one.relief is not None}

    def relief_entries(self) -> Sequence[Entry]:
        """Every relief protocol, by id, the broken ones too. They are bundled alone."""
        from coach.adapters.library.reliefs import read_reliefs  # noqa: PLC0415

        paths = yaml_files(self._folders[Origin.BUNDLED] / _RELIEF)
        shelf = self._shelf(Origin.BUNDLED)
        state = (*(_state(path) for path in paths), *(self._kept[0] if self._kept else ()))
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

    def _relief_titles(self) -> dict[str, str]:
        """The protocols that a step may name: those that name no other one themselves."""
        return {
            id: one.title for id, one in self.reliefs().items() if not any(reliefs_in(one.steps))
        }

    def check(self, path: Path) -> list[Problem]:
        """Everything that is wrong with a file, which says itself of what kind it is.

        A sound file that can't sound is told here alone: a routine is listed and plays without it.
        """
        from coach.adapters.library.document import open_document  # noqa: PLC0415

        try:
            data = read_bytes(path)
        except FileNotFoundError:
            return [Problem(printable(str(path)), 1, 1, "there is no such file")]
        except UnreadableFileError as error:
            return [error.problem]
        document = open_document(str(path), data)
        below = "exercise" if path.absolute().parent.name == _EXERCISES else "routine"
        if document.kind(below) == "relief":
            from coach.adapters.library.reliefs import check_relief  # noqa: PLC0415

            folder = self._folders[Origin.BUNDLED] / _RELIEF
            ours = path.absolute().parent == folder.absolute()
            shelf = self._shelf(Origin.BUNDLED)
            return list(
                check_relief(document, path.stem, shelf, self._relief_titles(), bundled=ours)
            )
        if document.kind(below) != "exercise":
            return list(self._routine(path, path.stem, Origin.FILE, data, listen=True)[1])
        from coach.adapters.library.exercises import check_exercise  # noqa: PLC0415

        return list(check_exercise(document, path.stem, self._shelf(Origin.OWN)))

    def warnings(self, path: Path) -> list[Problem]:
        """What could be better in a routine's file that has no mistake; else nothing."""
        from coach.adapters.library.document import open_document  # noqa: PLC0415
        from coach.adapters.library.order_warning import order_warnings  # noqa: PLC0415

        try:
            data = read_bytes(path)
        except (FileNotFoundError, UnreadableFileError):
            return []
        routine, _ = self._routine(path, path.stem, Origin.FILE, data)
        if routine is None:
            return []
        return order_warnings(open_document(str(path), data), routine, self.exercises())

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

    def _entry(self, path: Path, name: str, origin: Origin, *, missing_ok: bool = True) -> Entry:
        try:
            routine, problems = self._routine(path, name, origin, read_bytes(path))
        except FileNotFoundError:
            if not missing_ok:
                raise
            gone = Problem(printable(str(path)), 1, 1, "this file is gone")
            routine, problems = None, (gone,)
        except UnreadableFileError as error:
            routine, problems = None, (error.problem,)
        return Entry(name, origin, str(path), routine, problems)

    def _routine(
        self, path: Path, name: str, origin: Origin, data: bytes, *, listen: bool = False
    ) -> tuple[Routine | None, tuple[Problem, ...]]:
        from coach.adapters.library.document import open_document  # noqa: PLC0415
        from coach.adapters.library.figures import check_figures  # noqa: PLC0415
        from coach.adapters.library.routine_file import read_routine  # noqa: PLC0415
        from coach.adapters.library.routine_sounds import check_files  # noqa: PLC0415

        document = open_document(str(path), data)
        bundled = origin is Origin.BUNDLED
        shelf = self._shelf(Origin.BUNDLED if bundled else Origin.OWN)
        try:
            routine = read_routine(
                document,
                printable(name),
                shelf,
                bundled=bundled,
                reliefs=self._relief_titles() if b"relief" in data else {},
            )
            if listen:
                check_files(document)
                check_figures(document)
        except TooManyProblemsError:
            return None, document.report.problems()
        return routine, document.report.problems()

    # Exercises

    def _shelf(self, origin: Origin) -> Shelf:
        """The exercises that a file of this origin can name."""
        read = self._exercises()
        return read.get(origin, read[Origin.BUNDLED]).shelf

    def _exercises(self) -> dict[Origin, "Exercises"]:
        folders: dict[Origin, list[Path]] = {}
        problems: list[tuple[Origin, Path, Problem]] = []
        for origin, folder in self._folders.items():
            try:
                folders[origin] = yaml_files(folder / _EXERCISES)
            except UnreadableFileError as error:
                folders[origin] = []
                problems.append((origin, folder / _EXERCISES, error.problem))
        state = tuple(_state(path) for paths in folders.values() for path in paths)
        if self._kept is None or self._kept[0] != state or problems:
            self._kept = state, self._read_exercises(folders, problems)
        return self._kept[1]

    def _read_exercises(
        self,
        folders: dict[Origin, list[Path]],
        problems: list[tuple[Origin, Path, Problem]],
    ) -> dict[Origin, "Exercises"]:
        from coach.adapters.library.exercises import read_folder  # noqa: PLC0415

        read: dict[Origin, Exercises] = {}
        shelf = Shelf()
        for origin, paths in folders.items():
            found = read_folder(paths, origin, shelf)
            unread = tuple(
                Entry(f"{folder.name}/", origin, str(folder), None, (problem,))
                for whose, folder, problem in problems
                if whose is origin
            )
            read[origin] = replace(found, broken=(*unread, *found.broken))
            shelf = found.shelf
        return read


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


def _state(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), found.st_mtime_ns, found.st_size
