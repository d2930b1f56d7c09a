"""The bundled tones: made by the tool, soft, alike in loudness, and told apart by their contour."""

import importlib.util
import math
import wave
from array import array
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from types import ModuleType

import pytest

from coach.adapters.resources import bundled
from coach.domain.tones import Tone

RATE = 44_100
FULL = 32_768
LOUDEST = -9.0
"""Decibels of full scale that no sample of any tone is above."""
ALIKE = 3.0
"""Decibels by which the loudest 50 ms of two tones may differ, as the ear weighs them."""
STEP = 0.1
"""By how much of its own peak a tone may change within a millisecond at its ends."""
CLEAR = 0.015
"""Seconds after which a tone has clearly begun."""
FRAME = 0.03
"""Seconds of one point of a contour."""
APART = 1.5
"""How many times further than a tone from itself, sung higher and slower, two tones must be."""

NAMES = [tone.value for tone in Tone]


@cache
def tool() -> ModuleType:
    path = Path(__file__).parents[1] / "tools" / "make_sounds.py"
    spec = importlib.util.spec_from_file_location("make_sounds", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def samples(name: str) -> list[int]:
    with wave.open(str(bundled("sounds") / f"{name}.wav"), "rb") as file:
        form = (file.getnchannels(), file.getsampwidth(), file.getframerate())
        assert form == (1, 2, RATE)
        return array("h", file.readframes(file.getnframes())).tolist()


def decibels(value: float) -> float:
    return 20 * math.log10(value)


def test_there_is_a_file_for_each_tone_and_no_other() -> None:
    assert sorted(file.stem for file in bundled("sounds").glob("*.wav")) == sorted(NAMES)


def test_the_tool_makes_the_same_bytes_again(tmp_path: Path) -> None:
    tool().make(tmp_path)
    for name in NAMES:
        made = (tmp_path / f"{name}.wav").read_bytes()
        assert made == (bundled("sounds") / f"{name}.wav").read_bytes(), name


@pytest.mark.parametrize("name", NAMES)
def test_a_tone_is_short_and_soft(name: str) -> None:
    sound = samples(name)
    assert 0.08 <= len(sound) / RATE <= 1.2
    assert decibels(max(map(abs, sound)) / FULL) <= LOUDEST
    if name == "count":
        assert len(sound) / RATE <= 0.12


@pytest.mark.parametrize("name", NAMES)
def test_a_tone_fades_in_clearly_and_ends_without_a_jump(name: str) -> None:
    sound = samples(name)
    peak = max(map(abs, sound))
    millisecond = RATE // 1000
    assert max(map(abs, sound[:millisecond])) < STEP * peak
    assert max(map(abs, sound[-millisecond:])) < STEP * peak
    assert sound[0] == sound[-1] == 0
    assert max(map(abs, sound[: round(CLEAR * RATE)])) > 0.25 * peak


def test_all_are_about_equally_loud() -> None:
    loud = [decibels(tool().loudness([value / FULL for value in samples(name)])) for name in NAMES]
    assert max(loud) - min(loud) < ALIKE


# Told apart


Point = tuple[float, float]
"""How loud a frame is, 0 to 1, and its pitch in octaves; the pitch means nothing in silence."""


def contour(sound: list[float]) -> list[Point]:
    """Loudness and pitch over time, both against the sound's own middle: no absolute pitch."""
    size = round(FRAME * RATE)
    frames = [sound[start : start + size] for start in range(0, len(sound) - size, size)]
    powers = [math.sqrt(sum(value * value for value in frame) / size) for frame in frames]
    most = max(powers)
    loud = [power / most for power in powers]
    pitches = [
        math.log2(pitch(frame)) if level > 0.1 else 0.0
        for frame, level in zip(frames, loud, strict=True)
    ]
    weight = sum(level for level in loud if level > 0.1)
    middle = sum(p * level for p, level in zip(pitches, loud, strict=True) if level > 0.1) / weight
    return [
        (level, one - middle if level > 0.1 else 0.0)
        for level, one in zip(loud, pitches, strict=True)
    ]


def pitch(frame: list[float]) -> float:
    """The pitch of a frame in hertz, by the shift at which it is most like itself."""
    thinned = frame[::3]
    rate = RATE / 3

    def likeness(lag: int) -> float:
        return sum(a * b for a, b in zip(thinned, thinned[lag:], strict=False)) / (
            len(thinned) - lag
        )

    lags = range(round(rate / 1200), round(rate / 200))
    found = {lag: likeness(lag) for lag in lags}
    best = max(found.values())
    # The shortest shift that is nearly as good: twice the period is as like.
    return rate / next(lag for lag in lags if found[lag] > 0.9 * best)


def distance(one: list[Point], other: list[Point]) -> float:
    """How different two contours are when one is played a little quicker or slower to fit."""
    return min(_distance(one, stretched(other, ratio)) for ratio in (0.9, 0.95, 1.0, 1.05, 1.1))


def _distance(one: list[Point], other: list[Point]) -> float:
    """How different two contours are, the shorter one followed by silence."""
    longest = max(len(one), len(other))
    padded = [line + [(0.0, 0.0)] * (longest - len(line)) for line in (one, other)]
    total = 0.0
    for (loud, high), (softer, lower) in zip(*padded, strict=True):
        total += (loud - softer) ** 2 + min(loud, softer) * (2 * (high - lower)) ** 2
    return math.sqrt(total)


def stretched(line: list[Point], ratio: float) -> list[Point]:
    return [line[int(place / ratio)] for place in range(int(len(line) * ratio))]


def sung(name: str, ratio: float) -> list[float]:
    """The same tone, higher and quicker (or lower and slower) by a ratio."""
    sound = samples(name)
    return [sound[int(place * ratio)] / FULL for place in range(int(len(sound) / ratio) - 1)]


@cache
def contours() -> dict[str, list[Point]]:
    return {name: contour([value / FULL for value in samples(name)]) for name in NAMES}


def test_each_pair_is_told_apart_by_contour_alone() -> None:
    apart = {
        (one, other): distance(contours()[one], contours()[other])
        for one, other in combinations(NAMES, 2)
    }
    same = {
        name: max(distance(contours()[name], contour(sung(name, ratio))) for ratio in (0.95, 1.05))
        for name in NAMES
    }
    for (one, other), far in apart.items():
        assert far > APART * max(same[one], same[other]), (one, other, far, same[one], same[other])


def test_contours_go_where_their_names_say() -> None:
    def pitches(name: str) -> list[float]:
        return [high for loud, high in contours()[name] if loud > 0.3]

    def rises(name: str) -> bool:
        return pitches(name)[-1] > pitches(name)[0] + 0.3

    def falls(name: str) -> bool:
        return pitches(name)[-1] < pitches(name)[0] - 0.2

    assert all(map(rises, ("in", "lift", "question")))
    assert all(map(falls, ("out", "lower", "pause")))
    assert max(map(abs, pitches("hold"))) < 0.05
    assert all(after > before - 0.05 for before, after in pairwise(pitches("in")))
    assert all(after < before + 0.05 for before, after in pairwise(pitches("out")))
