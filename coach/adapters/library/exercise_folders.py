"""The folders of exercise files, read once and kept until one of their files changes."""

from collections.abc import Hashable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from coach.adapters.library.file_state import FileState, state_of, states_in
from coach.adapters.library.files import UnreadableFileError, yaml_files
from coach.adapters.library.shelf import Shelf
from coach.domain.figure import Figure
from coach.domain.routine import Routine
from coach.ports.library import Entry, Origin, Problem

if TYPE_CHECKING:
    from coach.adapters.library.exercises import Exercises


class ExerciseFolders:
    """The bundled exercises, and where there is such a folder the person's own in front of them.

    ``folders`` are the folders by their origin, the bundled one first.
    """

    def __init__(self, folders: Mapping[Origin, Path]) -> None:
        self._folders = folders
        self._kept: tuple[Hashable, dict[Origin, Exercises]] | None = None
        self._kept_figures: tuple[tuple[FileState, ...], Mapping[str, Figure]] | None = None

    @property
    def state(self) -> Hashable:
        """Another value whenever one of the files has changed."""
        return tuple(tuple(states_in(folder)) for folder in self._folders.values())

    def shelf(self, origin: Origin) -> Shelf:
        """The exercises that a file of this origin can name."""
        read = self.read()
        return read.get(origin, read[Origin.BUNDLED]).shelf

    def own_ids(self) -> frozenset[str]:
        """The ids of the exercises that are the person's own."""
        ours = self.shelf(Origin.BUNDLED).exercises
        every = self.shelf(Origin.OWN).exercises
        return frozenset(id for id, one in every.items() if one is not ours.get(id))

    def read(self) -> "dict[Origin, Exercises]":
        """What each folder gives, those above it with those below."""
        # Every file of a folder of routines asks for them, so looking whether they are still the
        # same has to cost little.
        state = tuple(tuple(states_in(folder)) for folder in self._folders.values())
        if self._kept is not None and self._kept[0] == state:
            return self._kept[1]
        paths: dict[Origin, list[Path]] = {}
        problems: list[tuple[Origin, Path, Problem]] = []
        for origin, folder in self._folders.items():
            try:
                paths[origin] = yaml_files(folder)
            except UnreadableFileError as error:
                paths[origin] = []
                problems.append((origin, folder, error.problem))
        read = _read(paths, problems, state[0])
        self._kept = None if problems else (state, read)
        return read

    def figures(self) -> Mapping[str, Figure]:
        """What can be drawn, by the id of the exercise. A figure with mistakes isn't there."""
        from coach.adapters.library.figures import read_figures  # noqa: PLC0415

        paths: dict[Origin, list[Path]] = {}
        for origin, folder in self._folders.items():
            with suppress(UnreadableFileError):
                paths[origin] = yaml_files(folder)
        state = tuple(state_of(path) for files in paths.values() for path in files)
        if self._kept_figures is None or self._kept_figures[0] != state:
            # An own exercise in place of a bundled one may be another movement.
            mine = self.own_ids()
            ours, own = (read_figures(paths.get(one, ())) for one in (Origin.BUNDLED, Origin.OWN))
            drawn = {id: figure for id, figure in ours.items() if id not in mine}
            drawn |= {id: figure for id, figure in own.items() if id in mine}
            self._kept_figures = state, drawn
        return self._kept_figures[1]

    def figures_with(self, routine: Routine, file: Path) -> Mapping[str, Figure]:
        """The same with the exercises of a routine's own, from its file."""
        from coach.adapters.library.figures import read_figures  # noqa: PLC0415

        # Nor is a routine's own exercise the one of the same name, unless it was taken from there.
        shelves = [self.shelf(origin).exercises for origin in Origin]
        own_ids = {
            one.id
            for one in routine.exercises
            if all(one != exercises.get(one.id) for exercises in shelves)
        }
        shared = {id: figure for id, figure in self.figures().items() if id not in own_ids}
        return {**shared, **read_figures([file])}


def _read(
    folders: dict[Origin, list[Path]],
    problems: list[tuple[Origin, Path, Problem]],
    bundled: Hashable,
) -> "dict[Origin, Exercises]":
    """Read the files; ``problems`` are those of folders, ``bundled`` is the state of the first."""
    from coach.adapters.library.exercises import read_bundled, read_folder  # noqa: PLC0415

    read: dict[Origin, Exercises] = {}
    shelf = Shelf()
    for origin, paths in folders.items():
        found = (
            read_bundled(tuple(paths), bundled)
            if origin is Origin.BUNDLED
            else read_folder(paths, origin, shelf)
        )
        unread = tuple(
            Entry(f"{folder.name}/", origin, str(folder), None, (problem,))
            for whose, folder, problem in problems
            if whose is origin
        )
        read[origin] = replace(found, broken=(*unread, *found.broken))
        shelf = found.shelf
    return read
