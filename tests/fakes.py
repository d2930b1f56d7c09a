"""Hand-written fakes for the ports, and a stage that writes down what it is told."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Generic, TypeVar

from coach.domain.cues import spoken_length
from coach.domain.events import CueDue, Event, Outcome
from coach.domain.questions import Question
from coach.domain.sounds import Sounds, Tone
from coach.ports.audio_out import LOUDEST, USUAL_VOLUME, AudioState
from coach.ports.voice import Clip, VoiceState

Job = TypeVar("Job")
Piece = TypeVar("Piece")


@dataclass
class FakeHandle:
    """A look that can be called off."""

    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True


class FakeClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, *, speed: float = 1.0, wall: datetime | None = None) -> None:
        self.speed = speed
        self.start = wall or datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
        self.time = 100.0
        self._begun = self.time
        self._queue: list[tuple[float, int, Callable[[], None], FakeHandle]] = []
        self._order = count()

    def now(self) -> float:
        return self.time

    def wall(self) -> datetime:
        return self.start + timedelta(seconds=(self.time - self._begun) / self.speed)

    def call_at(self, when: float, look: Callable[[], None], *, sharp: bool = True) -> FakeHandle:
        handle = FakeHandle()
        heappush(self._queue, (when, next(self._order), look, handle))
        return handle

    def next_at(self) -> float | None:
        """When the next look is due."""
        while self._queue and self._queue[0][3].cancelled:
            heappop(self._queue)
        return self._queue[0][0] if self._queue else None

    def pass_time(self, seconds: float) -> None:
        """Let time pass; everything due in it happens at its moment."""
        until = self.time + seconds
        while (when := self.next_at()) is not None and when <= until:
            _, _, look, _ = heappop(self._queue)
            self.time = max(self.time, when)
            look()
        self.time = until

    def forget(self) -> None:
        """The process is gone, and with it everything that it waited for."""
        self._queue.clear()

    def jump(self, seconds: float) -> None:
        """The machine sleeps: time passes and nothing is called in it."""
        self.time += seconds


@dataclass
class RecordingStage:
    """A front end that only writes down."""

    words: list[str] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    outcome: Outcome | None = None
    reason: str = ""

    def tell(self, at: float, lines: Sequence[str]) -> None:
        self.words += lines

    def hold(self, at: float, lines: Sequence[str]) -> bool:
        self.words += lines
        return False

    def show(self, event: Event) -> None:
        self.events.append(event)
        if isinstance(event, CueDue) and event.cue.text:
            self.words.append(event.cue.text)

    def ask(self, at: float, question: Question) -> None:
        self.questions.append(question)

    def refuse(self, at: float, question: Question, words: str) -> None:
        self.refused.append(words)

    def finish(self, at: float, outcome: Outcome, reason: str) -> None:
        assert self.outcome is None, "a session ends once"
        self.outcome = outcome
        self.reason = reason


@dataclass
class FakeKeepAwake:
    """Keeps nothing awake; knows whether it was asked to."""

    note: str | None = None
    held: bool = False
    releases: int = 0

    def hold(self, why: str) -> str | None:
        self.held = self.note is None
        return self.note

    def release(self) -> None:
        self.held = False
        self.releases += 1


@dataclass
class FakeNotifier:
    """A desktop that keeps what it was given to show."""

    shown: list[str] = field(default_factory=list)

    def notify(self, words: str) -> bool:
        self.shown.append(words)
        return True


@dataclass
class FakeAudio:
    """Sounds nothing; knows what was to be heard, and how loud."""

    volume: int = USUAL_VOLUME
    voice_volume: int = USUAL_VOLUME
    state: AudioState = field(default_factory=lambda: AudioState("fake"))
    sounds: Sounds = field(default_factory=Sounds)
    tones: list[Tone] = field(default_factory=list)
    volumes: list[int] = field(default_factory=list)
    """The volume of each tone."""
    spoken: list[Clip] = field(default_factory=list)
    hushed: int = 0
    voice_hushed: int = 0
    closed: bool = False

    def set_volume(self, volume: int) -> None:
        self.volume = min(max(volume, 0), LOUDEST)

    def set_voice_volume(self, volume: int) -> None:
        self.voice_volume = min(max(volume, 0), LOUDEST)

    def dress(self, sounds: Sounds) -> None:
        self.sounds = sounds

    def speak(self, clip: Clip, *, within: float) -> None:
        if not self.closed:
            self.spoken.append(clip)

    def hush_voice(self) -> None:
        self.voice_hushed += 1

    def play(self, tone: Tone) -> None:
        if not self.closed:
            self.tones.append(tone)
            self.volumes.append(self.volume)

    def hush(self) -> None:
        self.hushed += 1

    def close(self) -> None:
        self.closed = True


@dataclass
class FakeVoice:
    """Speaks at a set pace, at once or when a test lets it.

    ``factor`` is how much longer a line takes than reckoned. Lines in ``mute`` can't be spoken.
    """

    factor: float = 0.9
    ready: bool = True
    """Whether a line is there as soon as it is prepared."""
    engine: str = "fake"
    prepared: dict[str, None] = field(default_factory=dict)
    mute: set[str] = field(default_factory=set)
    closed: bool = False

    @property
    def state(self) -> VoiceState:
        done = 0 if not self.ready else len(self.prepared)
        return VoiceState(self.engine, "a voice", (), done, len(self.prepared))

    @property
    def pending(self) -> int:
        return 0 if self.ready or self.engine == "none" else len(self.prepared)

    def prepare(self, lines: Iterable[str]) -> None:
        if self.engine != "none":
            self.prepared |= dict.fromkeys(lines)

    def clip(self, line: str) -> Clip | None:
        if not self.ready or line not in self.prepared or line in self.mute:
            return None
        return Clip(line, self.factor * spoken_length(line))

    def close(self) -> None:
        self.closed = True


class FakeWorkshop(Generic[Job, Piece]):
    """Does its jobs here: each at once, or a piece whenever a test lets it work.

    ``broken`` takes no more jobs, and does those no further that it has.
    """

    def __init__(self, make: Callable[[Job], Iterator[Piece]], *, at_once: bool = True) -> None:
        self._make = make
        self._at_once = at_once
        self._under_way: list[tuple[int, Iterator[Piece]]] = []
        self._made: list[tuple[int, Piece | None]] = []
        self.given: list[Job] = []
        self.broken = False
        self.closed = False

    def give(self, number: int, job: Job) -> bool:
        if self.broken or self.closed:
            return False
        self.given.append(job)
        self._under_way.append((number, self._make(job)))
        while self._at_once and self._under_way:
            self.work()
        return True

    def work(self, pieces: int = 1) -> None:
        """Make so many pieces more; the end of a job is one too."""
        for _ in range(pieces):
            if self.broken or not self._under_way:
                return
            number, made = self._under_way[0]
            piece = next(made, None)
            self._made.append((number, piece))
            if piece is None:
                self._under_way.pop(0)

    def give_up(self) -> None:
        """Break: what is under way ends undone."""
        self.broken = True
        self._made += [(number, None) for number, _ in self._under_way]
        self._under_way.clear()

    def take(self) -> Sequence[tuple[int, Piece | None]]:
        made, self._made = self._made, []
        return made

    def close(self) -> None:
        self.closed = True
