"""``coach edit``: a routine in the person's own editor, checked when the editor has ended."""

import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from coach.cli.asking import Lines, is_conversation, show
from coach.cli.completion import complete_routine
from coach.cli.editors import NoEditorError, opening, run_editor, wanted_editor
from coach.cli.house import NO, find_routine, open_library
from coach.cli.mistakes import show_problems, terminal_size
from coach.cli.own_files import ENDING, own_folder, put_schema, session_seconds

if TYPE_CHECKING:
    from coach.adapters.library.library import YamlLibrary
    from coach.ports.library import Entry, Problem

WRONG_USAGE: Final = 2
"""The exit code where there is no terminal to edit in."""
_LINES_OF_ONE: Final = 6
"""The lines of a screen that a mistake takes, with some to spare."""
_HEAD: Final = 10
"""In so many lines at the top of a file a line for editors is looked for."""


@click.command("edit", short_help="Change a routine in your editor.")
@click.argument("routine", shell_complete=complete_routine)
def edit_command(routine: str) -> int:
    """Open ROUTINE (a name or a file) in your editor: $VISUAL, $EDITOR, or what there is.

    A routine that comes with the coach is copied to your own ones first. When the editor has
    ended the file is checked: every mistake is shown, and the editor opens again at the first one
    if you like.

    Exit code: 1 if it can't be played as it is now.
    """
    library = open_library()
    entry = _find(library, routine)
    if not is_conversation():
        _refuse_pipe(entry)
    editing = Editing(library, entry)
    show(editing.run().splitlines())
    return 0 if editing.playable else NO


def open_in_editor(library: "YamlLibrary", entry: "Entry") -> str:
    """Open a routine in the person's editor, on this terminal; gives a sentence on what came of it.

    A bundled one is copied into their own folder first. Its mistakes are printed, and whether to
    go on editing is asked on the terminal.
    """
    return Editing(library, entry).run()


class Editing:
    """One routine in an editor, as often as its person wants to go on."""

    def __init__(self, library: "YamlLibrary", entry: "Entry") -> None:
        self.playable = True
        """Whether the file can be played, as far as is known."""
        self._library = library
        self._entry = entry
        self._file = Path(entry.file).absolute()

    def run(self) -> str:
        """Edit until nothing is wrong, or until it is enough; gives a sentence on what came."""
        from coach.adapters.library.problems import printable
        from coach.ports.routine_files import UnwritableError

        try:
            editor = wanted_editor()
            fresh = self._copy()
        except (NoEditorError, UnwritableError) as error:
            self.playable = False
            return str(error)
        name = printable(str(self._file))
        if fresh:
            said = (
                f"{self._entry.id} comes with the coach. You edit a copy of your own, which takes"
            )
            show([f"{said} its place: {name}"])
        try:
            return self._edit(editor, name, fresh)
        except NoEditorError as error:
            self.playable = False
            if fresh:
                self._drop_copy()
            return str(error)

    def _edit(self, editor: list[str], name: str, fresh: bytes | None) -> str:
        before = fresh or _bytes_of(self._file)
        line = _first_line(self._entry.problems)
        while True:
            code = run_editor(opening(editor, self._file, line))
            now = _bytes_of(self._file)
            if now is None:
                self.playable = False
                return f"The file is gone: {name}"
            problems = self._mistakes()
            self.playable = not problems
            if code and fresh is not None and now == fresh:
                self.playable = True
                return f"The editor ended with code {code}. {self._unchanged(fresh)}"
            if code:
                broken = " It can't be played as it is." if problems else ""
                return f"The editor ended with code {code}. The file is as it left it.{broken}"
            if not problems:
                if now == before:
                    return self._unchanged(fresh)
                return self._done(name)
            if not self._goes_on(problems):
                word = "is" if now == before else "stays"
                return (
                    f"{name} {word} as it is. It can't be played until it is mended: "
                    f"coach edit {self._called()}"
                )
            line = _first_line(problems)

    def _copy(self) -> bytes | None:
        """Give the person a copy of a bundled routine; its bytes, or ``None`` where none is needed.

        Raises:
            UnwritableError: if it can't be written.
        """
        from coach.adapters.library.saving import TakenError, write_new
        from coach.ports.library import Origin

        if self._entry.origin is not Origin.BUNDLED:
            return None
        text = _with_modeline(self._file.read_text(encoding="utf-8"))
        copy = own_folder() / f"{self._entry.id}{ENDING}"
        self._file = copy
        try:
            write_new(copy, text)
        except TakenError:
            return None
        put_schema(copy.parent, "routine")
        return text.encode()

    def _drop_copy(self) -> None:
        with suppress(OSError):
            self._file.unlink()

    def _unchanged(self, fresh: bytes | None) -> str:
        if fresh is None:
            return "Nothing was changed."
        self._drop_copy()
        return "Nothing was changed, and no copy is kept."

    def _mistakes(self) -> "list[Problem]":
        from coach.ports.library import Severity

        found = self._library.check(self._file)
        return [one for one in found if one.severity is Severity.PROBLEM]

    def _goes_on(self, problems: "list[Problem]") -> bool:
        """Show what is wrong, as ``coach check`` does, and ask whether to go on."""
        _show_all(problems)
        try:
            return Lines().confirm("Go on editing?", otherwise=True)
        except (EOFError, KeyboardInterrupt):
            click.echo()
            return False

    def _done(self, name: str) -> str:
        """What is there now, and the warnings about it."""
        from coach.cli.days import today
        from coach.player.leaflet import minutes_words
        from coach.ports.library import BrokenFileError, UnknownRoutineError

        warnings = self._library.warnings(self._file, today())
        show_problems(_short(warnings))
        try:
            routine = self._library.routine(str(self._file)).routine
        except (BrokenFileError, UnknownRoutineError):  # a file of another kind
            return f"Saved: {name}"
        assert routine is not None
        seconds = session_seconds(self._library, routine)
        return f"Saved: {name}\nIt takes {minutes_words(seconds)}: coach play {self._called()}"

    def _called(self) -> str:
        """How the routine is named on the command line."""
        from coach.adapters.library.problems import printable

        own = self._file.parent == own_folder()
        return printable(self._file.stem if own else str(self._file))


def _find(library: "YamlLibrary", name: str) -> "Entry":
    """The routine of this name, also one with mistakes; or the end of the program."""
    from coach.ports.library import BrokenFileError, Entry, Origin, UnknownRoutineError

    try:
        return library.routine(name)
    except UnknownRoutineError:
        return find_routine(library, name)  # which says so
    except BrokenFileError as error:
        like = [entry for entry in library.entries() if entry.id.casefold() == name.casefold()]
        exact = [entry for entry in like if entry.id == name]
        for entry in (*exact, *like):
            if entry.problems:
                return entry
        return Entry(Path(name).stem, Origin.FILE, name, None, error.problems)


def _refuse_pipe(entry: "Entry") -> None:
    from coach.adapters.library.problems import printable
    from coach.ports.library import Origin

    file = printable(str(Path(entry.file).absolute()))
    copy = ""
    if entry.origin is Origin.BUNDLED:
        copy = f" It comes with the coach: copy it into {printable(str(own_folder()))} first."
    click.echo(
        f"coach: An editor needs a terminal. The file is {file}.{copy} Then: coach check FILE",
        err=True,
    )
    raise click.exceptions.Exit(WRONG_USAGE)


def _with_modeline(text: str) -> str:
    """The text with the line by which editors find the schema, but for that as it is."""
    from coach.adapters.library.writing import MODELINE

    head, rest = text.splitlines(keepends=True)[:_HEAD], text.splitlines(keepends=True)[_HEAD:]
    kept = [line for line in head if not line.startswith("# yaml-language-server:")]
    return "".join((f"{MODELINE}\n", *kept, *rest))


def _bytes_of(file: Path) -> bytes | None:
    """What is in a file, as far as it is read at all; ``None`` where there is none."""
    from coach.adapters.library.files import UnreadableFileError, read_bytes

    try:
        return read_bytes(file)
    except FileNotFoundError:
        return None
    except UnreadableFileError:  # which the check tells
        return b""


def _short(problems: "Iterable[Problem]") -> "list[Problem]":
    """The same, with the file by its name alone: its person has just had it open."""
    from dataclasses import replace

    return [replace(one, file=Path(one.file).name) for one in problems]


def _show_all(problems: "Sequence[Problem]") -> None:
    """Show every mistake; of more than the screen takes, the first few come last."""
    rows = terminal_size(sys.stdout)[1]
    first = len(problems)
    if first * _LINES_OF_ONE > rows:
        first = max(1, rows // _LINES_OF_ONE - 1)
        show_problems(_short(problems[first:]))
        click.echo(f"\nThe first of {len(problems)} mistakes; the others are above:\n")
    show_problems(_short(problems[:first]))


def _first_line(problems: "list[Problem] | tuple[Problem, ...]") -> int | None:
    return problems[0].line if problems else None
