"""The parts of the worker: mixing, choosing, and what its lines do."""

from array import array
from dataclasses import dataclass, field
from itertools import pairwise

from coach.adapters.audio.backend import BackEnd, BackEndError
from coach.adapters.audio.choice import Makers, choose
from coach.adapters.audio.mixer import FADE, Mixer
from coach.adapters.audio.protocol import read_state, state_line
from coach.adapters.audio.sounds import Samples, gain, sound
from coach.adapters.audio.worker import Worker
from coach.domain.tones import Tone
from coach.ports.audio_out import AudioState


@dataclass
class FakeBackEnd:
    """Plays nothing; can break."""

    name: str = "fake"
    device: str = "nowhere"
    broken: bool = False
    played: list[Samples] = field(default_factory=list)
    hushes: int = 0
    closed: bool = False

    def play(self, samples: Samples) -> None:
        if self.broken:
            raise BackEndError("has broken")
        self.played.append(samples)

    def hush(self) -> None:
        self.hushes += 1

    def tend(self) -> float | None:
        if self.broken:
            raise BackEndError("has broken")
        return 1.0

    def sounding(self) -> bool:
        return False

    def close(self) -> None:
        self.closed = True


def missing() -> BackEnd:
    raise BackEndError("isn't installed")


def crashes() -> BackEnd:
    raise OSError("no such device")


def block(mixer: Mixer, frames: int) -> list[int]:
    return array("h", mixer.take(frames)).tolist()


def test_sounds_are_summed_and_never_wrap_round() -> None:
    mixer = Mixer()
    mixer.add(array("h", [1, 2, 3]))
    assert block(mixer, 2) == [1, 2]
    mixer.add(array("h", [30_000, -30_000, 5]))
    mixer.add(array("h", [30_000, -30_000]))
    blocks = [(mixer.busy, block(mixer, 2)) for _ in range(3)]
    assert blocks == [(True, [32_767, -32_768]), (True, [5, 0]), (False, [0, 0])]


def test_a_hush_falls_to_nothing_without_a_jump() -> None:
    mixer = Mixer()
    mixer.add(array("h", [10_000] * 50_000))
    mixer.take(1_000)
    mixer.hush()
    samples = block(mixer, FADE + 100)
    steps = [before - after for before, after in pairwise(samples)]
    assert samples[0] == 10_000
    assert max(steps) < 20
    assert min(steps) >= 0
    assert samples[FADE:] == [0] * 100
    assert not mixer.busy


def test_volumes_are_even_steps_down_from_the_file() -> None:
    assert gain(10) == 1.0
    assert gain(11) == 1.0
    assert gain(0) == 0.0
    assert all(0.7 < gain(volume) / gain(volume + 1) < 0.8 for volume in range(1, 10))
    assert max(sound(Tone.HOLD, 5)) < max(sound(Tone.HOLD, 6))


def test_the_first_that_can_is_taken_and_the_others_say_why() -> None:
    fake = FakeBackEnd()
    among: Makers = {"one": missing, "two": crashes, "three": lambda: fake, "four": missing}
    backend, state = choose("auto", among)
    assert backend is fake
    reasons = ("one isn't installed.", "two fails: OSError: no such device.")
    assert state == AudioState("fake", "nowhere", reasons)
    assert choose("one", among) == (None, AudioState("none", "", ("one isn't installed.",)))
    assert choose("none", among)[0] is None


def test_a_state_survives_the_line() -> None:
    state = AudioState("miniaudio", "Tab\there\n\x1b[2J", ("One.", "Two."))
    read = read_state(state_line(state).split("\t"))
    assert read == AudioState("miniaudio", "Tab here  [2J", ("One.", "Two."))


def test_a_back_end_that_breaks_is_replaced_and_the_tone_is_played() -> None:
    said: list[str] = []
    made: list[FakeBackEnd] = []

    def make() -> BackEnd:
        made.append(FakeBackEnd(device=f"number {len(made)}"))
        return made[-1]

    worker = Worker("auto", {"fake": make}, said.append)
    worker.look()
    worker.obey("play\t1\tlift\t10\t1e12")
    made[0].broken = True
    worker.obey("play\t2\tlower\t10\t1e12")
    assert made[0].closed
    assert made[1].played == [sound(Tone.LOWER, 10)]
    assert said == [
        "state\tfake\tnumber 0",
        "ok\t1",
        "state\tfake\tnumber 1",
        "ok\t2",
    ]
    made[1].broken = True
    worker.tend()
    assert len(made) == 3
    worker.obey("play\t3\tlift\t10\t0.0")
    assert made[2].played == []  # its moment is long past
    worker.obey("hush\t4")
    assert made[2].hushes == 1
    worker.obey("dance")
    worker.end()
    assert made[2].closed
    assert said[-3:] == ["ok\t3", "ok\t4", "bye"]


def test_a_device_is_looked_for_now_and_again_only() -> None:
    looked: list[int] = []

    def make() -> BackEnd:
        looked.append(1)
        raise BackEndError("finds no device to play on")

    said: list[str] = []
    worker = Worker("auto", {"fake": make}, said.append)
    worker.look()
    for number in range(20):
        worker.obey(f"play\t{number}\tlift\t10\t1e12")
    assert len(looked) == 1
    assert said[0] == "state\tnone\t\tfake finds no device to play on."
