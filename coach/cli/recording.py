"""Writes a session as an audio file, and says what has become of it."""

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

import click

from coach.cli.house import refuse

if TYPE_CHECKING:
    from coach.adapters.recording.chapters import Chapter
    from coach.domain.routine import VoiceLevel

SOON: Final = 1.0
"""Seconds after which somebody who waits wants to see how far it has come."""
_STEPS: Final = 100
WARNING: Final = "A file can't hear you. Stop it yourself when it hurts."


@dataclass(frozen=True, slots=True)
class Wish:
    """How the session is to be.

    ``check`` is how many seconds each question for the pain is left open; ``level`` how much is
    said, ``None`` for as much as the settings say.
    """

    check: float
    level: "VoiceLevel | None" = None


@dataclass(frozen=True, slots=True)
class RecordedSession:
    """A session that has been played in no time.

    ``blocks`` are its samples (16 bit, one channel, 44,100 a second), mixed as they are taken;
    there are ``seconds`` of them. ``notes`` are sentences that the person should read.
    """

    title: str
    seconds: float
    chapters: "Sequence[Chapter]"
    blocks: Iterable[bytes]
    notes: tuple[str, ...] = ()


def free_place(path: Path, *, force: bool) -> None:
    """See to it that a recording can be written there, or end the program with the reason.

    What is there already is written over with ``force`` only.
    """
    from coach.adapters.library.problems import printable
    from coach.adapters.recording.chapters import RecordingError
    from coach.adapters.recording.files import planned_files

    try:
        files = planned_files(path)
    except RecordingError as error:
        refuse(printable(str(error)))
    there = [file for file in files if file.exists()]
    if there and not force:
        refuse(
            f"{printable(str(there[0]))} is there already. Take another name, or write over it "
            "with --force."
        )


def write_session(path: Path, play: Callable[[Callable[[float], None]], RecordedSession]) -> None:
    """Write the session that ``play`` gives, and print what there is now.

    ``play`` is handed what it tells how far it has come, from 0 to 1.
    """
    from coach.adapters.library.problems import printable
    from coach.adapters.recording.chapters import RecordingError
    from coach.adapters.recording.files import write_recording

    try:
        with Bar() as bar:
            session = play(lambda share: bar.tell(share / 2))
            files = write_recording(
                path,
                session.blocks,
                title=session.title,
                chapters=session.chapters,
                progress=lambda seconds: bar.tell((1 + seconds / session.seconds) / 2),
            )
    except RecordingError as error:
        refuse(printable(str(error)))
    for note in session.notes:
        click.echo(note)
    minutes, rest = divmod(round(session.seconds), 60)
    count = len(session.chapters)
    click.echo(
        f"{printable(str(files[0]))}: {minutes:02}:{rest:02}, "
        f"{count} chapter{'' if count == 1 else 's'}"
    )
    for file in files[1:]:
        click.echo(f"{printable(str(file))}: the chapters, for players that want them there")
    click.echo(WARNING)


class Bar:
    """A bar on standard error, where that is a terminal, once it takes longer than a moment."""

    def __init__(self, soon: float = SOON) -> None:
        self._from = time.monotonic() + soon
        self._advance: Callable[[int], None] | None = None
        self._done = 0
        self._stack = ExitStack()

    def __enter__(self) -> "Bar":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def tell(self, share: float) -> None:
        """Show how far it has come, from 0 to 1."""
        if self._advance is None:
            if time.monotonic() < self._from or not sys.stderr.isatty():
                return
            bar = click.progressbar(
                length=_STEPS, label="Recording", show_eta=False, file=sys.stderr
            )
            self._advance = self._stack.enter_context(bar).update
        done = round(_STEPS * min(max(share, 0.0), 1.0))
        if done > self._done:
            self._advance(done - self._done)
            self._done = done
