"""The bundled tones: made by the tool, soft, alike in loudness, and told apart by their contour.

Those of each profile are measured alike, and mean the same in each.
"""

import importlib.util
import math
import wave
from array import array
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from types import ModuleType

import pytest

from coach.adapters.audio.loudness import PEAK, loudness
from coach.adapters.resources import bundled
from coach.domain.sounds import Profile, Tone

RATE = 44_100
FULL = 32_768
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

BRIGHT = 2_000.0
"""Hertz from which on speech has its consonants."""
BRIGHTER = 5.0
"""Decibels by which a clear tone has more of these than a calm one at least."""

NAMES = [tone.value for tone in Tone]
PROFILES = ["calm", "clear"]
EACH = [(profile, name) for profile in PROFILES for name in NAMES]
each = pytest.mark.parametrize(("profile", "name"), EACH)
of_each_profile = pytest.mark.parametrize("profile", PROFILES)


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
def samples(profile: str, name: str) -> list[int]:
    with wave.open(str(bundled("sounds") / profile / f"{name}.wav"), "rb") as file:
        form = (file.getnchannels(), file.getsampwidth(), file.getframerate())
        assert form == (1, 2, RATE)
        return array("h", file.readframes(file.getnframes())).tolist()


def decibels(value: float) -> float:
    return 20 * math.log10(value)


def parts(profile: str, name: str) -> list[float]:
    """The samples of a tone as parts of full scale."""
    return [value / FULL for value in samples(profile, name)]


def test_there_is_a_file_for_each_tone_that_sounds_and_no_other() -> None:
    assert {profile.value for profile in Profile} - set(PROFILES) == {"silent"}
    folder = bundled("sounds")
    found = {file.relative_to(folder).as_posix() for file in folder.rglob("*.wav")}
    assert found == {f"{profile}/{name}.wav" for profile, name in EACH}


def test_the_tool_makes_the_same_bytes_again(tmp_path: Path) -> None:
    tool().make(tmp_path)
    for profile, name in EACH:
        path = Path(profile, f"{name}.wav")
        assert (tmp_path / path).read_bytes() == (bundled("sounds") / path).read_bytes(), path


@each
def test_a_tone_is_short_and_soft(profile: str, name: str) -> None:
    sound = samples(profile, name)
    assert 0.08 <= len(sound) / RATE <= 1.2
    assert max(map(abs, sound)) / FULL <= PEAK
    if name == "count":
        assert len(sound) / RATE <= 0.12


def test_the_most_that_a_sound_of_ones_own_may_be_is_what_the_loudest_tone_is() -> None:
    loudest = max(max(map(abs, samples(*one))) for one in EACH)
    assert decibels(PEAK) - decibels(loudest / FULL) < 0.1


@each
def test_a_tone_fades_in_clearly_and_ends_without_a_jump(profile: str, name: str) -> None:
    sound = samples(profile, name)
    peak = max(map(abs, sound))
    millisecond = RATE // 1000
    assert max(map(abs, sound[:millisecond])) < STEP * peak
    assert max(map(abs, sound[-millisecond:])) < STEP * peak
    assert sound[0] == sound[-1] == 0
    assert max(map(abs, sound[: round(CLEAR * RATE)])) > 0.25 * peak


def test_all_are_about_equally_loud() -> None:
    loud = [decibels(loudness(parts(*one))) for one in EACH]
    assert max(loud) - min(loud) < ALIKE


@pytest.mark.parametrize("name", NAMES)
def test_a_clear_tone_is_brighter_than_a_calm_one(name: str) -> None:
    def share(profile: str) -> float:
        sound = parts(profile, name)
        above = high(high(sound))
        return sum(value * value for value in above) / sum(value * value for value in sound)

    assert 10 * math.log10(share("clear") / share("calm")) > BRIGHTER


def high(sound: list[float]) -> list[float]:
    """What is bright in a sound, and less and less of what is below."""
    keep = 1 / (1 + 2 * math.pi * BRIGHT / RATE)
    passed = before = 0.0
    found = []
    for value in sound:
        passed, before = keep * (passed + value - before), value
        found.append(passed)
    return found


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


def sung(profile: str, name: str, ratio: float) -> list[float]:
    """The same tone, higher and quicker (or lower and slower) by a ratio."""
    sound = samples(profile, name)
    return [sound[int(place * ratio)] / FULL for place in range(int(len(sound) / ratio) - 1)]


@cache
def contours(profile: str) -> dict[str, list[Point]]:
    return {name: contour(parts(profile, name)) for name in NAMES}


@of_each_profile
def test_each_pair_is_told_apart_by_contour_alone(profile: str) -> None:
    found = contours(profile)
    apart = {
        (one, other): distance(found[one], found[other]) for one, other in combinations(NAMES, 2)
    }
    same = {
        name: max(distance(found[name], contour(sung(profile, name, to))) for to in (0.95, 1.05))
        for name in NAMES
    }
    for (one, other), far in apart.items():
        assert far > APART * max(same[one], same[other]), (one, other, far, same[one], same[other])


def test_a_tone_is_known_again_in_the_other_profile() -> None:
    for name, line in contours("calm").items():
        others = {other: distance(line, one) for other, one in contours("clear").items()}
        assert min(others, key=lambda other: others[other]) == name


@of_each_profile
def test_contours_go_where_their_names_say(profile: str) -> None:
    def pitches(name: str) -> list[float]:
        return [high for loud, high in contours(profile)[name] if loud > 0.3]

    def rises(name: str) -> bool:
        return pitches(name)[-1] > pitches(name)[0] + 0.3

    def falls(name: str) -> bool:
        return pitches(name)[-1] < pitches(name)[0] - 0.2

    assert all(map(rises, ("in", "lift", "question")))
    assert all(map(falls, ("out", "lower", "pause")))
    assert max(map(abs, pitches("hold"))) < 0.05
    assert all(after > before - 0.05 for before, after in pairwise(pitches("in")))
    assert all(after < before + 0.05 for before, after in pairwise(pitches("out")))
