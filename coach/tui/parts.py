"""What the full-screen front end is built from: the ports, and what the command line wished."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # read after the first frame
    from datetime import date

    from coach.domain.overview import Overview
    from coach.domain.sounds import Sounds
    from coach.player.doorway import Doorway
    from coach.ports.audio_out import AudioOut
    from coach.ports.keep_awake import KeepAwake
    from coach.ports.library import Entry
    from coach.ports.notifier import Notifier
    from coach.ports.routine_files import RoutineFiles
    from coach.ports.voice import Voice
    from coach.tui.pictures import Pictures


@dataclass(frozen=True, slots=True)
class Look:
    """How the screen looks. ``theme`` is the setting's word; ``still`` turns movement off."""

    theme: str = "dark"
    still: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for on the command line.

    ``entry`` is the routine; ``None`` for today's.
    """

    entry: Entry | None = None
    cautions_anew: bool = False
    most_reps: int | None = None
    """The most reps of anything in this session; it only lowers."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything behind the screen. ``notices`` are told at the start, a sentence each.

    ``overview`` reads the numbers from one day to another, both inclusive. ``keep_theme`` keeps a
    theme's word and gives a sentence where that fails; ``unusable`` says which of a routine's own
    sounds can't be used; ``close`` gives everything back.
    """

    door: Doorway
    audio: AudioOut
    voice: Voice
    keep_awake: KeepAwake
    today: Entry
    notices: tuple[str, ...]
    overview: Callable[[date, date], Overview]
    keep_theme: Callable[[str], str]
    unusable: Callable[[Sounds], Sequence[str]]
    close: Callable[[], None]
    pictures: Pictures | None = None
    """What draws the body; ``None`` where nothing is drawn."""
    files: RoutineFiles | None = None
    """Writes the files of routines; ``None`` where none can be changed."""
    edit: Callable[[Entry], str] | None = None
    """Opens a routine in the person's own editor, waits, and gives a sentence, or none."""
    notifier: Notifier | None = None
    """Takes over where the program has to end while something lies on the skin."""


Furnish = Callable[[Callable[[str], None]], Awaitable[Parts]]
"""Builds the parts, once the first frame is on the screen. It reads files, and runs on the loop.

What goes wrong later (the record can't be written) is told through the function that it is given.
"""
