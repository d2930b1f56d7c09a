"""Nothing startles: a sound of the person's own is as soft as ours."""

import math
from array import array
from itertools import pairwise
from pathlib import Path

import pytest

from coach.adapters.audio.loudness import LOUDNESS, PEAK, loudness
from coach.adapters.audio.sounds import RATE, Samples, read
from coach.adapters.audio.taming import own_samples
from coach.domain.sounds import Tone
from tests.rig.speech import write_wav

FULL = 32_767


def wave_of(pitch: float, rate: int, seconds: float, loud: float = 1.0) -> Samples:
    turn = 2 * math.pi * pitch / rate
    return array(
        "h", [round(FULL * loud * math.sin(turn * at)) for at in range(round(seconds * rate))]
    )


def tame(folder: Path, samples: Samples, rate: int = RATE, channels: int = 1) -> Samples:
    write_wav(folder / "bell.wav", samples, rate=rate, channels=channels)
    return own_samples(str(folder / "bell.wav"))


@pytest.mark.parametrize(
    "samples",
    [
        array("h", [FULL, -FULL] * 22_050),
        array("h", ([FULL] * 50 + [-FULL] * 50) * 4_410),
        array("h", [FULL] * 44_100),
        array("h", [0] * 20_000 + [FULL] + [0] * 20_000),
        array("h", [-32_768] * 3),
        wave_of(100.0, RATE, 1.0),
        wave_of(1_000.0, RATE, 1.0),
    ],
)
def test_a_sound_of_ones_own_is_no_louder_than_ours(tmp_path: Path, samples: Samples) -> None:
    found = tame(tmp_path, samples)
    assert len(found) == len(samples)
    assert max(map(abs, found)) <= PEAK * (FULL + 1)
    assert loudness([value / FULL for value in found]) <= LOUDNESS * 1.001


def test_it_fades_in_and_out(tmp_path: Path) -> None:
    found = tame(tmp_path, array("h", ([FULL] * 20 + [-FULL] * 20) * 500))
    peak, millisecond = max(map(abs, found)), RATE // 1000
    assert found[0] == found[-1] == 0
    assert max(map(abs, found[: 3 * millisecond])) < 0.15 * peak
    assert max(map(abs, found[-3 * millisecond :])) < 0.15 * peak
    assert max(map(abs, found[15 * millisecond : 20 * millisecond])) > 0.95 * peak


def test_one_that_is_soft_stays_as_soft_and_silence_is_silence(tmp_path: Path) -> None:
    soft = wave_of(1_000.0, RATE, 0.5, loud=0.01)
    middle = slice(5_000, 15_000)
    assert (
        max(abs(a - b) for a, b in zip(soft[middle], tame(tmp_path, soft)[middle], strict=True))
        <= 1
    )
    assert tame(tmp_path, array("h", bytes(2_000))) == array("h", bytes(2_000))


@pytest.mark.parametrize("rate", [8_000, 11_025, 22_050, 32_000, 44_100, 48_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_it_lasts_as_long_and_is_as_high_whatever_its_form(
    tmp_path: Path, rate: int, channels: int
) -> None:
    mono = wave_of(440.0, rate, 1.0)
    samples = array("h", [value for value in mono for _ in range(channels)])
    found = tame(tmp_path, samples, rate, channels)
    assert abs(len(found) - RATE) <= RATE / rate + 1
    middle = found[RATE // 4 : 3 * RATE // 4]
    rises = sum(before < 0 <= after for before, after in pairwise(middle))
    assert abs(rises - 220) <= 1


def test_a_tone_of_ours_is_left_as_it_is_but_for_its_ends(tmp_path: Path) -> None:
    for tone in (Tone.HOLD, Tone.DONE):
        ours = read(f"calm/{tone.value}.wav")
        found = tame(tmp_path, ours)
        assert (
            max(abs(a - b) for a, b in zip(ours[1_000:-2_000], found[1_000:-2_000], strict=True))
            < 20
        )
