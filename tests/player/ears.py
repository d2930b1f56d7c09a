"""A person with closed eyes: what they hear of a session, and when."""

from dataclasses import dataclass, field
from itertools import pairwise

from coach.domain.sounds import AS_SET, Sounds, Tone
from coach.player.doorway import Doorway
from coach.player.player import Player
from coach.player.recorder import Recorder
from coach.player.rehearsal import Rehearsal
from coach.player.speaker import Speaker
from coach.player.speaking import SpeakingStage
from coach.player.tones import SoundingStage
from coach.ports.audio_out import LOUDEST, USUAL_VOLUME, AudioState
from coach.ports.clock import Clock
from coach.ports.voice import Clip
from tests.fakes import FakeVoice
from tests.player.house import House, content


@dataclass
class Heard:
    """A spoken line: from when to when it sounded. ``whole`` unless it was faded out."""

    text: str
    begin: float
    end: float
    whole: bool = True


@dataclass
class Ears:
    """An audio output that notes what sounds at which moment of a fake clock."""

    clock: Clock
    volume: int = USUAL_VOLUME
    voice_volume: int = USUAL_VOLUME
    state: AudioState = field(default_factory=lambda: AudioState("fake"))
    sounds: Sounds = AS_SET
    tones: list[tuple[Tone, float]] = field(default_factory=list)
    lines: list[Heard] = field(default_factory=list)

    def set_volume(self, volume: int) -> None:
        self.volume = min(max(volume, 0), LOUDEST)

    def set_voice_volume(self, volume: int) -> None:
        self.voice_volume = min(max(volume, 0), LOUDEST)

    def dress(self, sounds: Sounds) -> None:
        self.sounds = sounds

    def play(self, tone: Tone) -> None:
        self.tones.append((tone, self.clock.now()))

    def speak(self, clip: Clip, *, within: float) -> None:
        now = self.clock.now()
        self.lines.append(Heard(clip.source, now, now + clip.seconds))

    def hush(self) -> None:
        self.hush_voice()

    def hush_voice(self) -> None:
        now = self.clock.now()
        for line in self.lines:
            if line.begin <= now < line.end:
                line.end, line.whole = now, False

    def close(self) -> None:
        """Nothing is open."""

    @property
    def words(self) -> list[str]:
        """The lines, in order."""
        return [line.text for line in self.lines]

    @property
    def cut(self) -> list[str]:
        """The lines that were not heard to their end."""
        return [line.text for line in self.lines if not line.whole]

    def overlaps(self) -> list[tuple[str, str]]:
        """The lines that were said while another one was."""
        return [
            (before.text, after.text)
            for before, after in pairwise(self.lines)
            if after.begin < before.end - 1e-9
        ]


@dataclass
class HearingHouse(House):
    """A house in which everything is heard and nothing is seen."""

    voice: FakeVoice = field(default_factory=FakeVoice)

    def enter(self, routine: str = "first-three") -> Player:
        super().enter(routine)
        self.ears = Ears(self.clock)
        recorder = Recorder(self.store, self.store, self.clock, lambda words: None)
        door = Doorway(recorder, content(), self.library, self.clock)
        self.speaker = Speaker(self.voice, self.ears, self.clock, lambda: content().numbers.both)
        stage = SpeakingStage(SoundingStage(self.stage, self.ears), self.speaker)
        rehearsal = Rehearsal(
            self.speaker, self.ears, door, lambda words: self.stage.tell(0.0, (words,))
        )
        self.player = Player(
            door,
            stage,
            self.keep_awake,
            self.library.routine(routine),
            patience=self.patience,
            rehearse=rehearsal,
        )
        return self.player
