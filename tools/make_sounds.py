"""Makes the tones in ``sounds/``: a folder a profile, a WAV file a tone, the same bytes every time.

    python tools/make_sounds.py [FOLDER]

Each tone has a contour of its own, so that it is known with closed eyes and by somebody who hears
pitch badly: breath glides, movement steps, a hold stands, a stop knocks twice. None is lower than
a laptop's speaker can play, and none begins or ends with a jump. The profiles have the same
contours at the same pitches; ``clear`` has overtones up to where speech has its consonants, and
begins more crisply.
"""

import math
import sys
import wave
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.adapters.audio.loudness import LOUDNESS, RATE, loudness

RELEASE = 0.04
"""Seconds in which a note fades out at the latest."""

Partials = tuple[tuple[float, float, float], ...]
"""Of each: its ratio to the lowest one, its share, and the seconds in which it falls to a third."""


@dataclass(frozen=True)
class Timbre:
    """What the notes of a profile are like.

    ``attack`` are the seconds in which a note fades in: no click, and yet a clear beginning.
    ``warm``, ``plain``, ``full`` and ``chord`` are overtones from the fundamental up: of a voice,
    of a high note, of a low one that has to carry on a small speaker, and of notes that sound
    together, which rich ones would make harsh. ``bell`` are the partials of a bell, which are no
    overtones; the higher, the sooner gone.
    """

    attack: float
    warm: Sequence[float]
    plain: Sequence[float]
    full: Sequence[float]
    chord: Sequence[float]
    bell: Partials


PROFILES = {
    "calm": Timbre(
        attack=0.014,
        warm=(1.0, 0.30, 0.12),
        plain=(1.0, 0.12),
        full=(1.0, 0.55, 0.30, 0.12),
        chord=(1.0, 0.30, 0.12),
        bell=((1.0, 1.0, 0.42), (2.0, 0.45, 0.30), (2.76, 0.28, 0.16), (4.1, 0.10, 0.07)),
    ),
    "clear": Timbre(
        attack=0.008,
        warm=(1.0, 0.75, 0.6, 0.5, 0.4, 0.25),
        plain=(1.0, 0.6, 0.5, 0.3),
        full=(1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3),
        chord=(1.0, 0.2, 0.2, 0.2, 0.25, 0.15),
        bell=(
            (1.0, 1.0, 0.42),
            (2.0, 0.7, 0.36),
            (2.76, 0.6, 0.30),
            (4.1, 0.5, 0.22),
            (5.4, 0.45, 0.16),
            (8.2, 0.3, 0.10),
        ),
    ),
}
"""Each timbre by the name of its folder."""


def silence(seconds: float) -> list[float]:
    """Nothing, for so long."""
    return [0.0] * round(seconds * RATE)


def rise(part: float) -> float:
    """A raised cosine: 0 at 0, 1 from 1 on, without a corner."""
    return 0.5 - 0.5 * math.cos(math.pi * min(max(part, 0.0), 1.0))


def note(
    seconds: float,
    pitch: float | tuple[float, float],
    overtones: Sequence[float],
    attack: float,
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
        loud = rise(time / attack) * rise((seconds - time) / RELEASE)
        if decay:
            loud *= math.exp(-time / decay)
        if swell:
            loud *= 1.0 - swell + swell * math.sin(math.pi * part)
        wave_ = sum(share * math.sin(turn * (number + 1)) for number, share in enumerate(overtones))
        samples.append(loud * wave_)
        turn += 2 * math.pi * first * (last / first) ** rise(part) / RATE
    return samples


def bell(seconds: float, pitch: float, timbre: Timbre) -> list[float]:
    """A soft bell."""
    return mix(
        *(
            (
                0.0,
                [
                    share * value
                    for value in note(seconds, pitch * ratio, (1.0,), timbre.attack, decay=decay)
                ],
            )
            for ratio, share, decay in timbre.bell
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


def arpeggio(timbre: Timbre) -> list[float]:
    """A chord from its lowest note up, all of it ringing on."""
    chord = (349.2, 440.0, 523.3, 698.5)
    return mix(
        *(
            (
                0.11 * place,
                note(1.15 - 0.11 * place, pitch, timbre.chord, timbre.attack, decay=0.55),
            )
            for place, pitch in enumerate(chord)
        )
    )


def line(timbre: Timbre, *notes: tuple[float, float], pause: float) -> list[float]:
    """Notes one after the other, each with its seconds and its pitch, ``pause`` between them."""
    samples: list[float] = []
    for seconds, pitch in notes:
        samples += silence(pause) if samples else []
        samples += note(seconds, pitch, timbre.warm, timbre.attack)
    return samples


TONES: dict[str, Callable[[Timbre], list[float]]] = {
    # Breath glides, all of it in one breath.
    "in": lambda timbre: note(0.8, (330.0, 660.0), timbre.warm, timbre.attack, swell=0.45),
    "out": lambda timbre: note(0.8, (660.0, 330.0), timbre.warm, timbre.attack, swell=0.45),
    # Movement steps.
    "lift": lambda timbre: line(timbre, (0.2, 392.0), (0.3, 587.3), pause=0.03),
    "lower": lambda timbre: line(timbre, (0.2, 587.3), (0.3, 392.0), pause=0.03),
    "hold": lambda timbre: line(timbre, (0.9, 440.0), pause=0.0),
    "count": lambda timbre: note(0.09, 880.0, timbre.plain, timbre.attack, decay=0.03),
    # Short, short, long.
    "get-ready": lambda timbre: line(
        timbre, (0.13, 440.0), (0.13, 440.0), (0.42, 523.3), pause=0.05
    ),
    # Over and back again, an octave wide: left, right, left.
    "switch": lambda timbre: line(timbre, (0.14, 330.0), (0.14, 660.0), (0.2, 330.0), pause=0.03),
    "rest": lambda timbre: bell(1.2, 293.7, timbre),
    # A voice that goes up at the end.
    "question": lambda timbre: (
        line(timbre, (0.1, 523.3), pause=0.0)
        + silence(0.06)
        + note(0.55, (587.3, 880.0), timbre.plain, timbre.attack)
    ),
    "done": arpeggio,
    "pause": lambda timbre: note(0.7, (415.3, 261.6), timbre.full, timbre.attack, decay=0.3),
    # Two knocks, low and alike.
    "stop": lambda timbre: (
        note(0.24, 261.6, timbre.full, timbre.attack)
        + silence(0.12)
        + note(0.3, 261.6, timbre.full, timbre.attack)
    ),
}
"""Each tone by the name of its file."""


def made(name: str, timbre: Timbre) -> bytes:
    """The samples of a tone: 16 bit, little-endian, one channel."""
    sound = TONES[name](timbre)
    factor = 32_767 * LOUDNESS / loudness(sound)
    samples = array("h", [round(factor * value) for value in sound])
    if sys.byteorder == "big":
        samples.byteswap()
    return samples.tobytes()


def make(folder: Path) -> None:
    """Write every tone of every profile into ``folder``."""
    for profile, timbre in PROFILES.items():
        (folder / profile).mkdir(exist_ok=True)
        for name in TONES:
            with wave.open(str(folder / profile / f"{name}.wav"), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(RATE)
                file.writeframes(made(name, timbre))


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "sounds")
