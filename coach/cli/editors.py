"""Which editor somebody wants, and how it is told to open a file at a line."""

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from types import FrameType
from typing import Final

USUAL: Final = ("notepad",) if os.name == "nt" else ("nano", "vi", "notepad")
"""What is looked for where nobody has said which editor they want."""
_PLUS_LINE: Final = frozenset(
    {"vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "pico", "joe", "ne"}
)
"""Editors that take ``+LINE`` in front of the file."""
_GOTO: Final = frozenset({"code", "code-insiders", "codium", "vscodium"})
"""Editors that take ``--goto FILE:LINE``, and that have to be told to wait."""


class NoEditorError(Exception):
    """There is no editor, or it can't be run; the message is a sentence for the person."""


def wanted_editor(environment: Mapping[str, str] = os.environ) -> list[str]:
    """The words of the command that edits: ``$VISUAL``, ``$EDITOR``, or what there is.

    They are split as a shell splits them, and no shell ever sees them.

    Raises:
        NoEditorError: if there is none, or its words can't be split.
    """
    for name in ("VISUAL", "EDITOR"):
        given = environment.get(name, "")
        try:
            words = shlex.split(given, posix=os.name != "nt")
        except ValueError:
            raise NoEditorError(
                f"A quotation mark in ${name} has no second one, so it can't be read."
            ) from None
        if words:
            return [word.strip('"') for word in words] if os.name == "nt" else words
    for usual in USUAL:
        found = shutil.which(usual, path=environment.get("PATH", os.defpath))
        if found:
            return [found]
    raise NoEditorError(
        "There is no editor to open it in. Say which one you use: export EDITOR=nano"
    )


def opening(editor: Sequence[str], file: Path, line: int | None = None) -> list[str]:
    """The command that opens ``file``, at ``line`` where the editor is known to take one."""
    name = PurePath(editor[0]).name.casefold().removesuffix(".exe").removesuffix(".cmd")
    command = list(editor)
    if name in _GOTO:
        if not {"--wait", "-w"} & set(command):
            command.append("--wait")
        return [*command, "--goto", f"{file}:{line}"] if line else [*command, str(file)]
    if line and name in _PLUS_LINE:
        return [*command, f"+{line}", str(file)]
    return [*command, str(file)]


def run_editor(command: Sequence[str]) -> int:
    """Run an editor on this terminal until it ends; gives its exit code.

    Raises:
        NoEditorError: if it can't be started.
    """
    try:
        with _deaf_to_interrupts():
            return subprocess.run(command, check=False).returncode
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name can't be one"
        raise NoEditorError(
            f"The editor {command[0]} can't be started ({reason}). "
            "Say which one you use: export EDITOR=nano"
        ) from None


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Ctrl+C is the editor's while it runs. A handler, unlike ignoring, isn't inherited by it."""

    def hear_nothing(_number: int, _frame: FrameType | None) -> None:
        return

    try:
        before = signal.signal(signal.SIGINT, hear_nothing)
    except ValueError:  # not in the main thread, where no interrupt arrives
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
