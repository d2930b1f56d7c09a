"""Makes the tones in ``sounds/``: one WAV file for each, the same bytes every time.

    python tools/make_sounds.py [FOLDER]

Each tone has a contour of its own, so that it is known with closed eyes and by somebody who hears
pitch badly: breath glides, movement steps, a hold stands, a stop knocks twice. None is lower than
a laptop's speaker can play, and none begins or ends with a jump.
"""

import math
import sys
import wave
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path

RATE = 44_100
ATTACK = 0.014
"""Seconds in which a note fades in: no click, and yet a clear beginning."""
RELEASE = 0.04
"""Seconds in which a note fades out at the latest."""
LOUDNESS = 10 ** (-22 / 20)
"""How loud the loudest 50 ms of every tone are, low notes counting for less as the ear has it."""
EAR = 500.0
"""Hertz below which the ear hears less and less, roughly."""

WARM = (1.0, 0.30, 0.12)
"""The overtones of a soft voice, from the fundamental up."""
PLAIN = (1.0, 0.12)
FULL = (1.0, 0.55, 0.30, 0.12)
"""Overtones that carry a low note on a small speaker."""


def silence(seconds: float) -> list[float]:
    """Nothing, for so long."""
    return [0.0] * round(seconds * RATE)


def rise(part: float) -> float:
    """A raised cosine: 0 at 0, 1 from 1 on, without a corner."""
    return 0.5 - 0.5 * math.cos(math.pi * min(max(part, 0.0), 1.0))


def note(
    seconds: float,
    pitch: float | tuple[float, float],
    overtones: Sequence[float] = WARM,
    *,
    decay: float = 0.0,
    swell: float = 0.0,
) -> list[float]:
    """One note.

    ``pitch`` is in hertz, or glides from one to the other. ``decay`` is the time in which a
    struck note falls to a third. ``swell`` is the part of the loudness that comes only by and by
    and goes again, like a breath.
    """
    first, last = pitch if isinstance(pitch, tuple) else (pitch, pitch)
    count = round(seconds * RATE)
    turn = 0.0
    samples = []
    for index in range(count):
        time = index / RATE
        part = time / seconds
        loud = rise(time / ATTACK) * rise((seconds - time) / RELEASE)
        if decay:
            loud *= math.exp(-time / decay)
        if swell:
            loud *= 1.0 - swell + swell * math.sin(math.pi * part)
        wave_ = sum(share * math.sin(turn * (number + 1)) for number, share in enumerate(overtones))
        samples.append(loud * wave_)
        turn += 2 * math.pi * first * (last / first) ** rise(part) / RATE
    return samples


def bell(seconds: float, pitch: float) -> list[float]:
    """A soft bell: partials that are no overtones, the higher the sooner gone."""
    parts = ((1.0, 1.0, 0.42), (2.0, 0.45, 0.30), (2.76, 0.28, 0.16), (4.1, 0.10, 0.07))
    return mix(
        *(
            (0.0, [share * value for value in note(seconds, pitch * ratio, (1.0,), decay=decay)])
            for ratio, share, decay in parts
        )
    )


def mix(*placed: tuple[float, list[float]]) -> list[float]:
    """Sounds over each other, each from its own second on."""
    starts = [round(start * RATE) for start, _ in placed]
    samples = [0.0] * max(
        start + len(sound) for start, (_, sound) in zip(starts, placed, strict=True)
    )
    for start, (_, sound) in zip(starts, placed, strict=True):
        for index, value in enumerate(sound, start):
            samples[index] += value
    return samples


def arpeggio() -> list[float]:
    """A chord from its lowest note up, all of it ringing on."""
    chord = (349.2, 440.0, 523.3, 698.5)
    return mix(
        *(
            (0.11 * place, note(1.15 - 0.11 * place, pitch, decay=0.55))
            for place, pitch in enumerate(chord)
        )
    )


TONES: dict[str, Callable[[], list[float]]] = {
    # Breath glides, all of it in one breath.
    "in": lambda: note(0.8, (330.0, 660.0), swell=0.45),
    "out": lambda: note(0.8, (660.0, 330.0), swell=0.45),
    # Movement steps.
    "lift": lambda: note(0.2, 392.0) + silence(0.03) + note(0.3, 587.3),
    "lower": lambda: note(0.2, 587.3) + silence(0.03) + note(0.3, 392.0),
    "hold": lambda: note(0.9, 440.0, WARM),
    "count": lambda: note(0.09, 880.0, PLAIN, decay=0.03),
    # Short, short, long.
    "get-ready": lambda: (
        note(0.13, 440.0) + silence(0.05) + note(0.13, 440.0) + silence(0.05) + note(0.42, 523.3)
    ),
    # Over and back again, an octave wide: left, right, left.
    "switch": lambda: (
        note(0.14, 330.0) + silence(0.03) + note(0.14, 660.0) + silence(0.03) + note(0.2, 330.0)
    ),
    "rest": lambda: bell(1.2, 293.7),
    # A voice that goes up at the end.
    "question": lambda: note(0.1, 523.3) + silence(0.06) + note(0.55, (587.3, 880.0), PLAIN),
    "done": arpeggio,
    "pause": lambda: note(0.7, (415.3, 261.6), FULL, decay=0.3),
    # Two knocks, low and alike.
    "stop": lambda: note(0.24, 261.6, FULL) + silence(0.12) + note(0.3, 261.6, FULL),
}
"""Each tone by the name of its file."""


def loudness(samples: Sequence[float]) -> float:
    """How loud the loudest 50 ms are to the ear, where 1 is full scale."""
    keep = 1 / (1 + 2 * math.pi * EAR / RATE)
    window = round(0.05 * RATE)
    heard = before = 0.0
    powers = [0.0]
    for value in samples:
        heard = keep * (heard + value - before)
        before = value
        powers.append(powers[-1] + heard * heard)
    most = max(
        powers[min(end + window, len(powers) - 1)] - powers[end]
        for end in range(max(1, len(samples) - window + 1))
    )
    return math.sqrt(most / window)


def made(name: str) -> bytes:
    """The samples of a tone: 16 bit, little-endian, one channel."""
    sound = TONES[name]()
    factor = 32_767 * LOUDNESS / loudness(sound)
    samples = array("h", [round(factor * value) for value in sound])
    if sys.byteorder == "big":
        samples.byteswap()
    return samples.tobytes()


def make(folder: Path) -> None:
    """Write every tone into ``folder``."""
    for name in TONES:
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(made(name))


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "sounds")
