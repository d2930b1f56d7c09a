"""A real session in real time: player, clock, tones and sound, and a person who answers."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from coach.adapters.audio.sounds import Channel, gain, read, scaled, sound
from coach.adapters.clock import LoopClock
from coach.adapters.content import YamlContent
from coach.adapters.library.library import YamlLibrary
from coach.adapters.resources import bundled
from coach.adapters.store import FILE, SqliteStore
from coach.domain.events import (
    CueDue,
    Event,
    Moved,
    Outcome,
    Resumed,
    Scored,
    SegmentBegan,
    Started,
)
from coach.domain.questions import Question
from coach.domain.sounds import Sounds, Tone
from coach.domain.timeline import Timeline
from coach.domain.tones import tone_of
from coach.player.doorway import Doorway
from coach.player.player import Player
from coach.player.recorder import Recorder
from coach.player.rehearsal import Rehearsal, Rehearse, nothing_to_hear
from coach.player.speaker import Speaker
from coach.player.speaking import SpeakingStage
from coach.player.stage import Stage
from coach.player.tones import SoundingStage
from coach.ports.audio_out import AudioOut, AudioState
from coach.ports.voice import Clip, Voice
from tests.fakes import FakeKeepAwake, RecordingStage
from tests.player.house import know
from tests.rig.expecting import Asked
from tests.rig.pulse import Recording

THINKING = 1.5
"""Seconds that the person takes for an answer."""
LISTENING = 6.0
"""The same where the question is spoken."""


class NotingAudio:
    """Sound that is played, and noted with the moment at which it was due."""

    def __init__(self, audio: AudioOut) -> None:
        self._audio = audio
        self.late = 0.0
        """Seconds by which what happens now is late."""
        self.asked: list[tuple[Tone, float]] = []
        self.spoken: list[tuple[Clip, float]] = []

    @property
    def state(self) -> AudioState:
        return self._audio.state

    @property
    def volume(self) -> int:
        return self._audio.volume

    @property
    def voice_volume(self) -> int:
        return self._audio.voice_volume

    def set_volume(self, volume: int) -> None:
        self._audio.set_volume(volume)

    def set_voice_volume(self, volume: int) -> None:
        self._audio.set_voice_volume(volume)

    def dress(self, sounds: Sounds) -> None:
        self._audio.dress(sounds)

    def play(self, tone: Tone) -> None:
        self.asked.append((tone, time.monotonic() - self.late))
        self._audio.play(tone)

    def speak(self, clip: Clip, *, within: float) -> None:
        self.spoken.append((clip, time.monotonic() - self.late))
        self._audio.speak(clip, within=within)

    def hush(self) -> None:
        self._audio.hush()

    def hush_voice(self) -> None:
        self._audio.hush_voice()

    def close(self) -> None:
        self._audio.close()


class Evening(RecordingStage):
    """One session, from the first question to the outcome."""

    def __init__(
        self, audio: AudioOut, folder: Path, *, speed: float = 1.0, voice: Voice | None = None
    ) -> None:
        super().__init__()
        self._loop = asyncio.get_running_loop()
        self._clock = LoopClock(self._loop, speed=speed)
        self._speed = speed
        self._folder = folder
        self._runs_from = 0.0
        self._over = asyncio.Event()
        self.audio = NotingAudio(audio)
        self._sounding: Stage = SoundingStage(RecordingStage(), self.audio)
        self._speaker: Speaker | None = None
        if voice is not None:
            self._speaker = Speaker(voice, self.audio, self._clock)
            self._sounding = SpeakingStage(self._sounding, self._speaker)
        self._thinking = LISTENING if voice is not None else THINKING
        self.player: Player | None = None
        self.getting_ready: list[str] = []
        """What was told of the voice before the first movement."""
        self.when: Callable[[Event], None] = lambda event: None
        """What the person does when something happens."""

    async def play(self, routine: str = "first-three") -> Timeline:
        """Play it to the end; gives the timeline."""
        library = YamlLibrary(None, bundled("routines"))
        with SqliteStore.open(self._folder / FILE) as store:
            know(store, self._clock.wall())
            recorder = Recorder(store, store, self._clock, lambda words: None)
            door = Doorway(recorder, YamlContent.load("DE"), library, self._clock)
            entry = library.routine(routine)
            rehearse: Rehearse = nothing_to_hear
            if self._speaker is not None:
                rehearse = Rehearsal(self._speaker, self.audio, door, self.getting_ready.append)
            self.player = Player(
                door, self, FakeKeepAwake(), entry, patience=None, rehearse=rehearse
            )
            self.player.begin()
            await asyncio.wait_for(self._over.wait(), 400)
        assert self.player.session is not None
        return self.player.session.timeline

    def asked_of(self, recording: Recording) -> list[Asked]:
        """Everything that was to be heard, with its moment in a recording."""
        base = recording.moment(1.0) - 1.0

        def due(at: float) -> float:
            """The second of the recording at a moment: a recording may lose some on the way."""
            guess = at - base
            return guess - (recording.moment(guess) - at)

        factor = gain(self.audio.voice_volume, Channel.VOICE)
        tones = [
            Asked(tone.value, sound(tone, self.audio.volume), due(at))
            for tone, at in self.audio.asked
        ]
        lines = [
            Asked(clip.source, scaled(read(clip.source), factor), due(at))
            for clip, at in self.audio.spoken
        ]
        return sorted([*tones, *lines], key=lambda one: -len(one.samples))

    def show(self, event: Event) -> None:
        now = self._clock.now()
        if isinstance(event, Started | Scored | Resumed | Moved):
            self._runs_from = now - event.at
        late = 0.0
        if isinstance(event, SegmentBegan | CueDue):
            late = (now - self._runs_from - event.at) / self._speed
        self.audio.late = late
        self._sounding.show(event)
        self.audio.late = 0.0
        super().show(event)
        self.when(event)

    def ask(self, at: float, question: Question) -> None:
        self._sounding.ask(at, question)
        super().ask(at, question)
        assert self.player is not None
        words = "n" if "n" in question.answers else "0"
        begun = self.player.session is not None
        self._loop.call_later(self._thinking if begun else 0.0, self.player.answer, words)

    def finish(self, at: float, outcome: Outcome, reason: str) -> None:
        super().finish(at, outcome, reason)
        self._over.set()


def planned(timeline: Timeline) -> list[Tone]:
    """The tones that a timeline has by itself, with those of its questions and of its end."""
    tones = []
    for index, segment in enumerate(timeline.segments):
        events: list[Event] = [SegmentBegan(segment.start, index, segment)]
        events += [CueDue(segment.start + cue.offset, cue) for cue in segment.cues]
        tones += [tone for event in events if (tone := tone_of(event)) is not None]
        if segment.kind.asks:
            tones.append(Tone.QUESTION)
    return [*tones, Tone.DONE]
