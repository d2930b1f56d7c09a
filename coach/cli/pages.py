"""Puts a page in its place, whole, or leaves what is there as it was."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from coach.cli.house import refuse

_LOOKED_AT: Final = 1000
"""So many characters of a file that is there tell whether it is one that may be written over."""
_PRIVATE: Final = 0o600
"""The rights of a file that tells something about somebody's body."""


def free_place(
    file: Path, endings: Sequence[str], *, force: bool, mark: str = "", named: str = ""
) -> None:
    """See to it that a page can be written there, or end the program with the reason.

    A file that is there is written over with ``force``, or where ``mark`` tells that it is one of
    those ``named`` so. Of the ``endings`` the first is the one that is proposed.
    """
    from coach.adapters.library.problems import printable

    name = printable(str(file))
    if file.suffix.lower() not in endings:
        refuse(f"{name} is no name for a page: it ends in {endings[0]}.")
    try:
        if file.is_dir():
            refuse(f"{name} is a folder: take another name.")
        if not os.path.lexists(file):  # a link that leads nowhere is there too
            return
        if not file.is_file():
            refuse(f"{name} is no file that can be written over: take another name.")
        if force:
            return
        if mark:
            with file.open("rb") as there:
                if mark.encode() in there.read(_LOOKED_AT):
                    return
    except OSError as error:
        refuse(f"{name} can't be looked at ({error.strerror or error}): take another name.")
    other = f", and it is no {named}" if named else ""
    refuse(f"{name} is there already{other}. Take another name, or write over it with --force.")


def write_page(file: Path, text: str, *, private: bool) -> None:
    """Put the whole page in its place; ``private`` keeps it from everybody else."""
    import tempfile

    from coach.adapters.library.problems import printable

    target = file.resolve()
    try:
        with tempfile.TemporaryDirectory(
            dir=target.parent, prefix=".coach-", ignore_cleanup_errors=True
        ) as folder:
            fresh = Path(folder, "page")
            if private:
                fresh.touch(_PRIVATE)
            fresh.write_text(text, encoding="utf-8", newline="\n")
            fresh.replace(target)
    except FileNotFoundError:
        where = printable(str(target.parent))
        refuse(f"There is no folder {where}: make it, or take another one.")
    except OSError as error:
        refuse(
            f"{printable(str(file))} can't be written ({error.strerror or error}): take another "
            "folder."
        )
