"""The routines on the screens: the list, changing one, and reading them again."""

import asyncio
from typing import TYPE_CHECKING, Final

from textual.app import SuspendNotSupported

from coach.player.editing import Editing
from coach.ports.library import Entry
from coach.ports.routine_files import UnwritableError
from coach.tui.board import Board
from coach.tui.film import Film
from coach.tui.parts import Parts
from coach.tui.screens.routines import RoutinesScreen

if TYPE_CHECKING:
    from coach.tui.app import CoachApp
    from coach.tui.visit import Visit

NOT_HERE: Final = "Another program can't take over this screen. In a terminal: coach edit {id}"


class RoutineDesk:
    """Joins the list and the editor to the files behind them."""

    def __init__(self, app: "CoachApp", visit: "Visit", parts: Parts) -> None:
        self._app = app
        self._visit = visit
        self._parts = parts
        self._reading = False
        self.board = Board(parts.door.library)
        """The routines as they were read last."""

    async def read(self) -> None:
        """Read the routines, beside the loop."""
        self._reading = True
        try:
            await asyncio.to_thread(self.board.read)
        finally:
            self._reading = False

    # Files that change

    def look(self) -> None:
        """Read again, where a file was changed elsewhere."""
        if not self._reading and self.board.changed():
            self._read_again()

    def _read_again(self) -> None:
        self._app.run_worker(self._take_in(), group="routines", exclusive=True)

    async def _take_in(self) -> None:
        before = set(self._broken())
        await self.read()
        self._visit.routines_changed()
        for screen in self._app.screen_stack:
            if isinstance(screen, RoutinesScreen):
                screen.show(self._visit.lines())
        for id, problem in self._broken():
            if (id, problem) not in before:
                title = f"{id} has mistakes"
                self._app.notify(problem, title=title, severity="warning", markup=False)

    def _broken(self) -> list[tuple[str, str]]:
        """The files that can't be used, by id, with their first problem."""
        return [
            (line.entry.id, f"Line {problem.line}: {problem.message}.")
            for line in self.board.lines
            if line.entry.routine is None
            for problem in line.entry.problems[:1]
        ]

    # What the person does

    @property
    def can_edit(self) -> bool:
        """Whether a routine can be changed here."""
        return self._parts.files is not None

    @property
    def can_edit_text(self) -> bool:
        """Whether there is an editor of the person's own to open."""
        return self._parts.edit is not None

    def edit(self, entry: Entry) -> None:
        """Change a routine with a few keys."""
        from coach.tui.screens.editor import EditorScreen  # noqa: PLC0415 - when it is first shown

        files, library = self._parts.files, self._parts.door.library
        if files is None:
            return
        try:
            editing = Editing(files, entry, library.exercises(), library.reliefs())
        except UnwritableError as error:
            self._app.notify(str(error), severity="warning", markup=False)
            return
        still, pictures = self._app.still, self._parts.pictures
        film = Film(pictures, library.figures(entry), still=still) if pictures else None
        screen = EditorScreen(editing, self._parts.door.clock, film, still=still)
        self._app.push_screen(screen, self._edited)

    def _edited(self, saved: bool | None) -> None:
        if saved:
            self._read_again()

    def edit_text(self, entry: Entry) -> None:
        """Hand the screen over to the person's own editor, until they leave it."""
        edit = self._parts.edit
        if edit is None:
            return
        try:
            with self._app.suspend():
                told = edit(entry)
        except SuspendNotSupported:
            told = NOT_HERE.format(id=entry.id)
        if told:
            self._app.notify(told, markup=False)
        self._read_again()
