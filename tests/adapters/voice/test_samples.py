"""From what an engine gives to what is played."""

import math
import wave
from array import array
from itertools import pairwise
from pathlib import Path

import pytest

from coach.adapters.audio.loudness import LOUDNESS
from coach.adapters.audio.loudness import loudness as tone_loudness
from coach.adapters.audio.sounds import RATE
from coach.adapters.voice.engine import EngineError, SilenceError, Speech
from coach.adapters.voice.samples import (
    LONGEST,
    MARGIN,
    PEAK,
    finished,
    loudness,
    read_speech,
    resampled,
)

RATES = [8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_000, 48_000]


def tone(rate: int, hertz: float, seconds: float, loud: float = 8_000.0) -> list[float]:
    turn = 2 * math.pi * hertz / rate
    return [loud * math.sin(turn * place) for place in range(round(seconds * rate))]


def speech(rate: int, *parts: list[float]) -> Speech:
    return Speech(rate, array("h", [round(value) for part in parts for value in part]))


def decibels(ratio: float) -> float:
    return 20 * math.log10(ratio)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("hertz", [200.0, 1_000.0, 3_000.0])
def test_another_rate_sounds_the_same(rate: int, hertz: float) -> None:
    there = resampled(tone(rate, hertz, 0.3), rate)
    wanted = tone(RATE, hertz, 0.3)
    assert abs(len(there) - len(wanted)) <= 2
    inner = range(1_000, len(there) - 1_000)
    off = sum((there[place] - wanted[place]) ** 2 for place in inner)
    assert decibels(math.sqrt(off / sum(wanted[place] ** 2 for place in inner))) < -40


def test_what_no_rate_can_hold_is_left_out() -> None:
    above = resampled(tone(96_000, 40_000.0, 0.2), 96_000)
    assert max(map(abs, above[500:-500])) < 800


@pytest.mark.parametrize("loud", [500.0, 8_000.0, 32_000.0])
@pytest.mark.parametrize("rate", [8_000, 22_050])
def test_every_line_is_as_loud_as_a_tone(rate: int, loud: float) -> None:
    samples = finished(speech(rate, tone(rate, 700.0, 0.5, loud)))
    sound = [value / 32_768 for value in samples]
    assert abs(decibels(tone_loudness(sound) / LOUDNESS)) < 0.1
    assert loudness(sound) == pytest.approx(tone_loudness(sound))


def test_a_line_of_one_sharp_sound_is_never_too_loud() -> None:
    rate = 22_050
    clicks = [32_000.0 if place % 2_000 == 0 else 0.0 for place in range(rate)]
    samples = finished(speech(rate, clicks))
    assert max(map(abs, samples)) <= PEAK * 32_768


def test_silence_around_it_goes_and_it_begins_and_ends_softly() -> None:
    rate = 22_050
    hum = [40.0] * rate  # as soft as what a poor recording has in its pauses
    voiced = tone(rate, 500.0, 0.5)
    for parts in ([voiced], [hum, voiced, hum]):
        samples = finished(speech(rate, *parts))
        assert len(samples) / RATE == pytest.approx(0.5 + 2 * MARGIN, abs=0.005)
        assert (samples[0], samples[-1]) == (0, 0)
        steepest = 2 * math.pi * 500 / RATE * max(samples)
        assert max(abs(after - before) for before, after in pairwise(samples)) < 1.5 * steepest


def test_a_moment_is_enough() -> None:
    assert len(finished(speech(8_000, [9_000.0]))) < 0.05 * RATE


@pytest.mark.parametrize("parts", [[], [0.0] * 9_000, [100.0, -100.0] * 9_000])
def test_where_nothing_is_to_be_heard_there_is_no_line(parts: list[float]) -> None:
    with pytest.raises(SilenceError):
        finished(speech(22_050, parts))


def test_an_engine_that_does_not_stop_is_not_listened_to() -> None:
    with pytest.raises(EngineError, match="more than 50 seconds"):
        finished(speech(4_000, [9_000.0, -9_000.0] * round(2_001 * LONGEST)))


def write(path: Path, channels: int, width: int, rate: int, content: bytes) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(content)
    return path


def test_the_first_of_two_channels_is_taken(tmp_path: Path) -> None:
    content = array("h", [1, 9, 2, 9, 3, 9]).tobytes()
    read = read_speech(write(tmp_path / "two.wav", 2, 2, 16_000, content))
    assert read == Speech(16_000, array("h", [1, 2, 3]))


def test_a_file_that_is_no_such_sound_says_so(tmp_path: Path) -> None:
    odd = [
        write(tmp_path / "bytes.wav", 1, 1, 16_000, b"abc"),
        write(tmp_path / "wide.wav", 1, 3, 16_000, b"abcdef"),
        write(tmp_path / "slow.wav", 1, 2, 50, b"abcd"),
        tmp_path / "missing.wav",
        tmp_path,
    ]
    for name, content in (
        ("empty", b""),
        ("text", b"Hello there. " * 9),
        ("riff", b"RIFF1234WAVE"),
    ):
        odd.append(tmp_path / name)
        odd[-1].write_bytes(content)
    for path in odd:
        with pytest.raises(EngineError, match="writes no speech: its file "):
            read_speech(path)
