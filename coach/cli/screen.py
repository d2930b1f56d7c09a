"""Opens the coach on the screen."""

import asyncio
import gc
import os
import sys
from typing import TYPE_CHECKING, Final

import click

from coach.adapters.paths import settings_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.adapters.clock import LoopClock
    from coach.adapters.library.library import YamlLibrary
    from coach.adapters.settings import Settings
    from coach.ports.audio_out import AudioOut
    from coach.ports.library import Entry
    from coach.ports.voice import Voice
    from coach.tui.parts import Parts, Wish
    from coach.tui.pictures import Pictures

TODAY: Final = "first-three"
"""What is played where no routine is named."""
COLLECTED: Final = (700, 10, 1000)
"""The thresholds of the garbage collector. A look through everything stops the loop for 50 ms, and
makes a cue late and a key slow: that is for once in a long session."""
NO_TERMINAL: Final = (
    "This needs a terminal. Line by line works everywhere: coach {playing}{routine} --plain"
)


def need_terminal(routine: str, *, playing: str = "play ") -> None:
    """End as wrong usage where there is no terminal to draw on.

    ``playing`` and ``routine`` are the command that works without one.
    """
    streams = (sys.stdin, sys.stdout, sys.stderr)  # the screen is drawn on the last
    if os.environ.get("TERM") == "dumb" or not all(s is not None and s.isatty() for s in streams):
        raise click.UsageError(NO_TERMINAL.format(playing=playing, routine=routine))


def open_screen(wish: "Wish") -> int:
    """Run the coach on the screen; gives the exit code."""
    return asyncio.run(_open_screen(wish))


async def _open_screen(wish: "Wish") -> int:
    from coach.adapters.clock import LoopClock
    from coach.adapters.settings import read_settings
    from coach.tui.app import CoachApp
    from coach.tui.parts import Look

    gc.freeze()
    gc.set_threshold(*COLLECTED)
    gc.enable()
    settings, mistakes = read_settings(settings_file())
    clock = LoopClock(asyncio.get_running_loop())
    furnisher = _Furnisher(clock, settings, mistakes, wish)
    app = CoachApp(
        furnisher.furnish, clock, wish, Look(settings.theme, still=settings.motion == "reduced")
    )
    furnisher.ring = app.bell
    try:
        await app.run_async()
    finally:
        furnisher.close()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0


class _Furnisher:
    """Builds what is behind the screen: files are read beside the loop, the record on it."""

    def __init__(
        self, clock: "LoopClock", settings: "Settings", mistakes: tuple[str, ...], wish: "Wish"
    ) -> None:
        self._clock = clock
        self._settings = settings
        self._mistakes = mistakes
        self._wish = wish
        self._open: list[Callable[[], None]] = []
        self.ring: Callable[[], None] | None = None
        """Rings the terminal's bell."""

    async def furnish(self, notify: "Callable[[str], None]") -> "Parts":
        """The parts, once the first frame is out."""
        from coach.cli.house import open_audio, open_library, open_voice

        library = open_library()
        await asyncio.to_thread(_read, library)
        audio = open_audio(self._settings, self.ring)
        self._open.append(lambda: self._close_audio(audio))
        voice = open_voice(self._settings)
        self._open.append(voice.close)
        return self._build(library, audio, voice, notify)

    def _build(
        self,
        library: "YamlLibrary",
        audio: "AudioOut",
        voice: "Voice",
        notify: "Callable[[str], None]",
    ) -> "Parts":
        from coach.adapters.audio.own import unusable
        from coach.adapters.keep_awake import keep_awake_for
        from coach.adapters.library.routine_files import YamlRoutineFiles
        from coach.adapters.notifier import notifier_for
        from coach.adapters.paths import data_folder
        from coach.adapters.store import open_record
        from coach.cli.edit import open_in_editor
        from coach.cli.house import (
            most_reps,
            number_keeper,
            open_content,
            own_sounds,
            voice_level,
            voice_notices,
        )
        from coach.player.doorway import Doorway
        from coach.player.overview import read_overview
        from coach.player.recorder import Recorder
        from coach.tui.parts import Parts

        record = open_record(data_folder(), recorded=True)
        self._open.append(record.close)
        recorder = Recorder(record.journal, record.history, self._clock, notify)
        door = Doorway(
            recorder,
            open_content(self._settings),
            library,
            self._clock,
            cautions_anew=self._wish.cautions_anew,
            voice=voice_level(self._settings),
            most_reps=most_reps(self._settings, self._wish.most_reps),
            keep_number=number_keeper(self._settings),
        )
        mute = voice_notices(self._settings, voice)
        return Parts(
            door,
            audio,
            voice,
            keep_awake_for(sys.platform),
            self._today(library),
            (*self._mistakes, *own_sounds(self._settings)[1], *record.notices, *mute),
            lambda first, last: read_overview(
                record.history, first, last, self._settings.weekly_goal
            ),
            lambda word: _keep("theme", word, table="screen"),
            unusable,
            self.close,
            pictures=self._pictures(),
            files=YamlRoutineFiles(library),
            edit=lambda entry: open_in_editor(library, entry),
            notifier=notifier_for(),
        )

    def _today(self, library: "YamlLibrary") -> "Entry":
        """What the beginning is about: what was named, or today's, one's own before ours."""
        from coach.ports.library import BrokenFileError, Origin

        named = self._wish.entry
        if named is not None and not named.relief:
            return named
        try:
            own = library.routine(TODAY)
        except BrokenFileError:
            return library.bundled(TODAY)
        return own if own.origin is Origin.OWN else library.bundled(TODAY)

    def _pictures(self) -> "Pictures | None":
        """What draws the body, beside the session."""
        from coach.adapters.workshop import ProcessWorkshop
        from coach.painters.cells import Grain
        from coach.tui.pictures import Pictures

        pictures = Pictures(
            ProcessWorkshop("coach.painters.reel:reel"), Grain(self._settings.figure)
        )
        self._open.append(pictures.close)
        return pictures

    def _close_audio(self, audio: "AudioOut") -> None:
        """Give the sound back; how loud it was is kept for the next time."""
        trouble = ""
        if audio.volume != self._settings.volume:
            trouble = _keep("volume", audio.volume, table="sound")
        if audio.voice_volume != self._settings.voice_volume:
            trouble = _keep("volume", audio.voice_volume, table="speech") or trouble
        if trouble:
            click.echo(f"coach: {trouble}", err=True)
        audio.hush_voice()
        audio.close()

    def close(self) -> None:
        """Give everything back, once."""
        while self._open:
            self._open.pop()()


def _keep(key: str, value: str | int, *, table: str = "") -> str:
    """Keep a setting; gives a sentence where it can't be kept."""
    from coach.adapters.settings_writer import keep_setting

    return keep_setting(settings_file(), key, value, table=table)


def _read(library: "YamlLibrary") -> None:
    """Read the files, so that nothing later has to wait for them."""
    library.exercises()
    library.figures()
