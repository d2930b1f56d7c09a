"""The files of the person's own routines, as an editor needs them."""

from dataclasses import dataclass
from typing import Protocol

from coach.domain.changes import Change
from coach.ports.library import Entry


@dataclass(frozen=True, slots=True)
class RoutineText:
    """The text of a routine's file as it was opened.

    ``file`` is where it is written: for a bundled routine the copy in the person's own folder,
    which isn't there before the first save (``copied``). ``stamp`` tells whether somebody else has
    written the file since. ``kept`` is where a save has put what it wrote over, if that was
    somebody else's; no later save takes it away.
    """

    id: str
    file: str
    text: str
    copied: bool = False
    stamp: str = ""
    kept: str = ""


class UnchangeableError(Exception):
    """A change that can't be made to this text; the message is a sentence for the person."""


class UnwritableError(Exception):
    """A file that can't be written; the message is a sentence for the person.

    ``elsewhere`` is set where somebody else has written it since it was opened.
    """

    def __init__(self, message: str, *, elsewhere: bool = False) -> None:
        super().__init__(message)
        self.elsewhere = elsewhere


class RoutineFiles(Protocol):
    """Opens, changes and writes routine files, and loses nothing of what is in them."""

    def open(self, entry: Entry) -> RoutineText:
        """The file of a routine, also of one with mistakes.

        Raises:
            UnwritableError: if it can't be read.
        """

    def changed(self, text: str, change: Change) -> str:
        """The text with a change made to it; all other bytes stay, comments and order too.

        Raises:
            UnchangeableError: if the text is written in a way that it can't be made in.
        """

    def read(self, file: RoutineText, text: str) -> Entry:
        """What a text says, as the library would read it from this file: a routine, or problems."""

    def save(self, file: RoutineText, text: str, *, over: bool = False) -> RoutineText:
        """Write a text at once and as a whole; the version before it is kept beside the file.

        ``over`` writes over what somebody else has written meanwhile, which is kept for good.

        Raises:
            UnwritableError: if that can't be done. Nothing is lost then.
        """
