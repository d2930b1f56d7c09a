"""Plays a routine in no time, with its tones and its voice, for a file."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

import click

from coach.adapters.paths import cache_folder, data_folder, settings_file
from coach.cli.house import own_sounds, refuse

if TYPE_CHECKING:
    from coach.adapters.library.library import YamlLibrary
    from coach.adapters.settings import Settings
    from coach.cli.recording import RecordedSession, Wish
    from coach.player.recital_plan import Recital
    from coach.player.speaker import Speaker
    from coach.ports.library import Entry

LOOK: Final = 0.02
"""Seconds between two looks at how far the voice is."""
LONGEST: Final = 600.0
"""Seconds in which the voice has to be ready."""


def plan_for_file(
    library: "YamlLibrary", entry: "Entry", settings: "Settings", wish: "Wish"
) -> "Recital":
    """What the file is made of, or the end of the program with the reason why there is none."""
    from coach.adapters.store import open_record
    from coach.cli.house import most_reps, open_content, voice_level
    from coach.player.doorway import Doorway
    from coach.player.exit_codes import EXIT_CODES
    from coach.player.recital import RecitalClock
    from coach.player.recital_plan import plan_recital
    from coach.player.recorder import Recorder
    from coach.player.refusal import Refused

    clock = RecitalClock(datetime.now().astimezone())
    record = open_record(data_folder(), recorded=False)
    try:
        recorder = Recorder(record.journal, record.history, clock, refuse)
        door = Doorway(
            recorder,
            open_content(settings),
            library,
            clock,
            voice=wish.level or voice_level(settings),
            most_reps=most_reps(settings),
        )
        planned = plan_recital(door, entry, wish.check)
    finally:
        record.close()
    if isinstance(planned, Refused):
        code = EXIT_CODES[planned.outcome] or 1
        click.echo(f"coach: {planned.reason}", err=True)
        raise click.exceptions.Exit(code)
    return planned


def record_session(
    library: "YamlLibrary", entry: "Entry", wish: "Wish", progress: Callable[[float], None]
) -> "RecordedSession":
    """Play ``entry`` in no time; ``progress`` is told how far it has come, from 0 to 1."""
    from coach.adapters.audio.samples import clip_samples, tone_samples
    from coach.adapters.recording.chapters import Chapter
    from coach.adapters.recording.sink import RecordedAudio
    from coach.adapters.settings import read_settings
    from coach.adapters.voice.client import VoiceClient
    from coach.cli.recording import RecordedSession
    from coach.domain.unattended import chapters
    from coach.player.recital import EmptyStage, RecitalClock, recite
    from coach.player.speaker import Speaker
    from coach.player.speaking import SpeakingStage
    from coach.player.tones import SoundingStage

    settings, mistakes = read_settings(settings_file())
    planned = plan_for_file(library, entry, settings, wish)
    sounds, unusable = own_sounds(settings)
    clock = RecitalClock(datetime.now().astimezone())
    audio = RecordedAudio(
        clock.now, sounds=sounds, tone_samples=tone_samples, clip_samples=clip_samples
    )
    assert entry.routine is not None
    audio.dress(entry.routine.sounds)
    voice = VoiceClient(
        "auto" if settings.voice == "reader" else settings.voice,
        name=settings.voice_name,
        rate=settings.voice_rate,
        folder=cache_folder() / "voice",
    )
    try:
        speaker = Speaker(voice, audio, clock)
        _get_ready(speaker, planned, progress)
        stage = SpeakingStage(SoundingStage(EmptyStage(), audio), speaker)
        seconds = max(recite(planned.timeline, stage, clock), audio.end)
        state = voice.state
    finally:
        voice.close()
    mute = state.reasons if state.engine == "none" else ()
    return RecordedSession(
        planned.timeline.plan.title,
        seconds,
        [Chapter(start, title) for start, title in chapters(planned.timeline)],
        audio.blocks(seconds),
        (*mistakes, *unusable, *planned.notes, *mute, *audio.state.reasons),
    )


def _get_ready(speaker: "Speaker", planned: "Recital", progress: Callable[[float], None]) -> None:
    """Wait until every line is there, or can't be."""
    from coach.player.vocabulary import timeline_lines

    lines = missing = timeline_lines(planned.timeline)
    speaker.prepare(lines)
    until = time.monotonic() + LONGEST
    while (missing := speaker.unspoken(missing)) and time.monotonic() < until:
        progress(1 - len(missing) / len(lines))
        time.sleep(LOOK)
