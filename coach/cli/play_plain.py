"""Builds a session for the line-by-line front end and plays it."""

import asyncio
import gc
import sys
from dataclasses import dataclass
from io import TextIOWrapper
from typing import TextIO

from coach.adapters.audio.own import unusable
from coach.adapters.clock import LoopClock
from coach.adapters.keep_awake import keep_awake_for
from coach.adapters.library.library import YamlLibrary
from coach.adapters.notifier import notifier_for
from coach.adapters.paths import data_folder, settings_file
from coach.adapters.settings import read_settings
from coach.adapters.store import open_record
from coach.cli.house import (
    most_reps,
    number_keeper,
    open_audio,
    open_content,
    open_voice,
    own_sounds,
    voice_level,
    voice_notices,
)
from coach.plain.lines import standard_input
from coach.plain.session import PlainSession, at_once
from coach.player.dialogue import PATIENCE
from coach.player.doorway import Doorway
from coach.player.player import Player
from coach.player.recorder import Recorder
from coach.player.rehearsal import Rehearsal, Rehearse, nothing_to_hear
from coach.player.speaker import Speaker
from coach.player.speaking import SpeakingStage
from coach.player.tones import SoundingStage
from coach.ports.library import Entry


@dataclass(frozen=True, slots=True)
class Choices:
    """What the options of ``coach play --plain`` say."""

    speed: float = 1.0
    recorded: bool = True
    times: bool = True
    cautions_anew: bool = False
    most_reps: int | None = None


async def play_plain(library: YamlLibrary, entry: Entry, choices: Choices) -> int:
    """Play ``entry`` on standard input and output; gives the exit code."""
    gc.freeze()
    gc.enable()
    loop = asyncio.get_running_loop()
    clock = LoopClock(loop, speed=choices.speed)
    settings, mistakes = read_settings(settings_file())
    record = open_record(data_folder(), recorded=choices.recorded)
    descriptor = standard_input()
    terminal = descriptor is not None and sys.stdin.isatty()
    session = PlainSession(loop, _text_output(), descriptor, terminal=terminal, times=choices.times)
    # A rehearsal is silent: its tones would fall over each other.
    audio = open_audio(settings) if choices.speed == 1 else None
    voice = open_voice(settings) if choices.speed == 1 else None
    stage = session.stage
    speaker = None
    if audio is not None and voice is not None:
        speaker = Speaker(voice, audio, clock, lambda: door.content.numbers.both)
        stage = SpeakingStage(SoundingStage(stage, audio), speaker)
    mute = voice_notices(settings, voice) if voice is not None else ()
    stage.tell(0.0, (*mistakes, *own_sounds(settings)[1], *record.notices, *mute))
    door = Doorway(
        Recorder(record.journal, record.history, clock, lambda words: stage.tell(0.0, (words,))),
        open_content(settings),
        library,
        clock,
        cautions_anew=choices.cautions_anew,
        voice=voice_level(settings),
        most_reps=most_reps(settings, choices.most_reps),
        keep_number=number_keeper(settings, kept=choices.recorded),
    )
    rehearse: Rehearse = nothing_to_hear
    if speaker is not None and audio is not None:
        rehearse = Rehearsal(
            speaker, audio, door, lambda words: stage.tell(0.0, (words,)), unusable
        )
        if entry.routine is not None:
            rehearse.ahead(entry.routine)
    player = Player(
        door,
        stage,
        keep_awake_for(sys.platform),
        entry,
        patience=PATIENCE if terminal else None,
        rehearse=rehearse,
        notifier=notifier_for(),
    )
    try:
        return await session.run(player, speaker.when_quiet if speaker else at_once)
    finally:
        record.close()
        if audio is not None:
            audio.hush_voice()
            audio.close()
        if voice is not None:
            voice.close()


def _text_output() -> TextIO | None:
    """Standard output, which writes ``?`` for what its encoding doesn't have."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    return sys.stdout
