"""What the worker does with the lines of its client."""

from pathlib import Path

from coach.adapters.audio.backend import BackEnd, BackEndError
from coach.adapters.audio.protocol import load_line, play_line
from coach.adapters.audio.sounds import Channel, gain, read, scaled, sound
from coach.adapters.audio.taming import own_samples
from coach.adapters.audio.worker import Worker
from coach.domain.sounds import Tone
from tests.adapters.audio.pretending import FakeBackEnd
from tests.rig.pulse import wait_until
from tests.rig.speech import clip_of, spoken, write_wav

FOR_EVER = 1e12
"""A moment that is not over."""


def tone_line(number: int, tone: Tone, moment: float = FOR_EVER, *, own: str = "") -> str:
    """The line of a tone, by default one that is never late."""
    line = play_line(number, Channel.TONE, 10, moment, 0.5, own=own, ours=f"calm/{tone.value}.wav")
    return line.decode().rstrip("\n")


def test_a_back_end_that_breaks_is_replaced_and_the_tone_is_played() -> None:
    said: list[str] = []
    made: list[FakeBackEnd] = []

    def make() -> BackEnd:
        made.append(FakeBackEnd(device=f"number {len(made)}"))
        return made[-1]

    worker = Worker("auto", {"fake": make}, said.append)
    worker.look()
    worker.obey(tone_line(1, Tone.LIFT))
    made[0].broken = True
    worker.obey(tone_line(2, Tone.LOWER))
    assert made[0].closed
    assert [one.scaled() for one in made[1].played] == [sound(Tone.LOWER, 10)]
    assert said == [
        "state\tfake\tnumber 0\t0.250",
        "ok\t1",
        "state\tfake\tnumber 1\t0.250",
        "ok\t2",
    ]
    made[1].broken = True
    worker.tend()
    assert len(made) == 3
    worker.obey(tone_line(3, Tone.LIFT, 0.0))
    assert made[2].played == []  # its moment is long past
    worker.obey("hush\t4\tall")
    worker.obey("hush\t5\tvoice")
    assert made[2].hushes == [False, True]
    worker.obey("dance")
    worker.end()
    assert made[2].closed
    assert said[-4:] == ["ok\t3", "ok\t4", "ok\t5", "bye"]


def test_a_device_that_is_lost_with_the_last_sound_does_not_keep_it_from_ending() -> None:
    class Gone(FakeBackEnd):
        def sounding(self) -> bool:
            return True

        def tend(self) -> float | None:
            raise BackEndError("is gone")

    devices = [Gone()]

    def make() -> BackEnd:
        if not devices:
            raise BackEndError("finds no device to play on")
        return devices.pop()

    said: list[str] = []
    worker = Worker("auto", {"fake": make}, said.append)
    worker.look()
    worker.end()
    assert said[-1] == "state\tnone\t\t\tfake finds no device to play on."


def test_a_device_is_looked_for_now_and_again_only() -> None:
    looked: list[int] = []

    def make() -> BackEnd:
        looked.append(1)
        raise BackEndError("finds no device to play on")

    said: list[str] = []
    worker = Worker("auto", {"fake": make}, said.append)
    worker.look()
    for number in range(20):
        worker.obey(tone_line(number, Tone.LIFT))
    assert len(looked) == 1
    assert said[0] == "state\tnone\t\t\tfake finds no device to play on."


def worker_with(fake: FakeBackEnd) -> tuple[Worker, list[str]]:
    """A worker that plays on a fake, and what it says."""
    said: list[str] = []
    worker = Worker("auto", {"fake": lambda: fake}, said.append)
    worker.look()
    return worker, said


def test_a_line_is_played_from_its_file_on_the_channel_of_the_voice(tmp_path: Path) -> None:
    fake = FakeBackEnd()
    worker, said = worker_with(fake)
    line = spoken(1, 0.3)
    clip = clip_of(line, tmp_path / "a\ttab, an\nend, and % \N{SNOWMAN}.wav")
    for source in (clip.source, str(tmp_path / "not there.wav"), str(tmp_path)):
        content = play_line(1, Channel.VOICE, 7, FOR_EVER, 1.0, ours=source)
        worker.obey(content.decode().rstrip("\n"))
    (played,) = fake.played
    assert (played.samples, played.spoken) == (line, True)
    assert played.scaled() == scaled(line, gain(7, Channel.VOICE))
    assert said[1:] == ["ok\t1"] * 3


def test_a_file_of_ones_own_sounds_once_it_is_ready_and_the_usual_tone_until_then(
    tmp_path: Path,
) -> None:
    fake = FakeBackEnd()
    worker, _ = worker_with(fake)
    own = tmp_path / "bell.wav"
    write_wav(own, spoken(2, 0.5), rate=22_050)
    worker.obey(tone_line(1, Tone.DONE, own=str(own)))
    assert fake.played[0].samples == read("calm/done.wav")
    tame = own_samples(str(own))

    def sounds() -> bool:
        worker.obey(tone_line(2, Tone.DONE, own=str(own)))
        return fake.played[-1].samples == tame

    wait_until(sounds, "the person's own sound")
    worker.obey(tone_line(3, Tone.LIFT, own=str(tmp_path / "not there.wav")))
    assert fake.played[-1].samples == read("calm/lift.wav")
    write_wav(tmp_path / "not there.wav", spoken(3, 0.5))

    def is_there_by_now() -> bool:
        worker.obey(load_line(4, str(tmp_path / "not there.wav")).decode().rstrip("\n"))
        worker.obey(tone_line(5, Tone.LIFT, own=str(tmp_path / "not there.wav")))
        return fake.played[-1].samples != read("calm/lift.wav")

    wait_until(is_there_by_now, "a file that was mended")
