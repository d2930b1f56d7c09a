"""How a known sound is in a recording: whole, hushed, or with stutters in it."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.adapters.audio.mixer import FADE
from coach.domain.sounds import Tone
from tests.rig.pulse import RATE

Wave = NDArray[np.float64]
Spectrum = NDArray[np.complex64]

QUIET: Final = 60
"""A sample above this is a sound; what is left of one that was taken out is below it."""
BLOCK: Final = round(0.01 * RATE)
SURE: Final = 0.6
"""The part of a sound's energy that has to be in the recording: 1 is all of it."""
ENDED: Final = 0.15
"""The part of its energy that has to be missing from a place on for a sound to have ended there."""
STUTTER: Final = round(0.15 * RATE)
"""Samples by which a sound may go on later, or earlier where the recording has lost some."""
STUTTERS: Final = 8
GLANCE: Final = round(0.3 * RATE)
"""Samples by which what goes on is found."""
THIN: Final = 4
"""So many samples are taken as one to find a place at first."""
PLACES: Final = 2
"""At how many places a sound is tried, and at how many those that its beginning is like."""
SOME: Final = round(0.08 * RATE)
LEAST: Final = 0.3
"""What has to be there of a sound that was hushed: this part of the energy of its loudest 80 ms."""
_FALL: Final = 1 - np.arange(FADE) / FADE


class Known:
    """A sound that may be there."""

    def __init__(self, name: Tone | str, wave: Wave) -> None:
        self.name = name
        self.wave = wave
        self.onset = int(np.argmax(np.abs(wave) > QUIET))
        sums = np.concatenate([[0.0], np.cumsum(wave * wave)])
        some = min(SOME, len(wave))
        self.least = SURE * LEAST * float((sums[some:] - sums[:-some]).max())
        """The energy that it has to explain."""
        self._parts = (wave, wave[: self.onset + GLANCE])
        self._thin = [_thin(part) for part in self._parts]
        self._spectra: dict[int, list[Spectrum]] = {}

    def places(self, window: "Window", first: int, last: int) -> list[int]:
        """The samples from ``first`` to ``last`` at which it may begin, as a whole or at all."""
        count = (last - window.first) // THIN
        size = 1 << (count + len(self._thin[0])).bit_length()
        if size not in self._spectra:
            self._spectra[size] = [np.conj(_spectrum(part, size)) for part in self._thin]
        found = []
        for part, thin, one in zip(self._parts, self._thin, self._spectra[size], strict=True):
            products = np.fft.irfft(window.spectrum(size) * one, size)[:count]
            products[: max(first - window.first, 0) // THIN] = -np.inf
            for _ in range(PLACES):
                place = int(np.argmax(products))
                if 2 * products[place] > energy_of(thin):
                    found.append(_nearby(window.rest, part, window.first + place * THIN))
                products[max(place - BLOCK // THIN, 0) : place + BLOCK // THIN] = -np.inf
        return found


class Window:
    """A part of a recording, from a sample on, in which sounds are looked for."""

    def __init__(self, rest: Wave, first: int, last: int) -> None:
        self.rest = rest
        self.first = first
        self._samples = _thin(rest[first:last])
        self._spectra: dict[int, Spectrum] = {}

    def spectrum(self, size: int) -> "Spectrum":
        """What its correlation with something takes."""
        if size not in self._spectra:
            self._spectra[size] = _spectrum(self._samples[:size], size)
        return self._spectra[size]


@dataclass(frozen=True)
class Piece:
    """A part of a sound, and by how many samples it comes later than it should."""

    first: int
    last: int
    shift: int


@dataclass(frozen=True, eq=False)
class There:
    """A sound that is there from a sample on, in so many pieces as explain the most energy.

    ``likeness`` is how like it they are; so is ``begins`` for the first moment of it.
    """

    known: Known
    start: int
    pieces: tuple[Piece, ...]
    explained: float
    likeness: float
    begins: float

    @property
    def whole(self) -> bool:
        """Whether it is there to its end."""
        return self.pieces[-1].last == len(self.known.wave)

    @property
    def sure(self) -> bool:
        """Whether it is there, and enough of it to be heard.

        A note sounds much like itself a moment earlier: of a tone the beginning has to be there.
        """
        begins = self.begins > 0 or not isinstance(self.known.name, Tone)
        return begins and self.explained > self.known.least and self.likeness > SURE

    def shape(self, rest: Wave) -> Wave:
        """The sound as it is there, with its stutters and the fade of its hush."""
        last, wave = self.pieces[-1], self.known.wave
        tail = wave[last.first :]
        if not self.whole:
            there = rest[self.start + last.first + last.shift :][: len(tail)]
            hush = _hush(there, tail[: len(there)], last.last - last.first)
            tail = tail[: hush + FADE].copy()
            tail[hush:] *= _FALL[: len(tail) - hush]
        parts = [(one.first + one.shift, wave[one.first : one.last]) for one in self.pieces[:-1]]
        parts.append((last.first + last.shift, tail))
        shape = np.zeros(max(begin + len(part) for begin, part in parts))
        for begin, part in parts:
            shape[begin : begin + len(part)] += part
        return shape


def likest(window: Window, known: Known, first: int, last: int) -> There | None:
    """A sound at the place in a range at which it explains most; ``None`` if nowhere."""
    tried = (_fit(window.rest, known, place) for place in known.places(window, first, last))
    return max(tried, key=lambda one: one.explained, default=None)


def _fit(rest: Wave, known: Known, start: int) -> There:
    """A sound that begins at a sample, with as much of it as explains something."""
    pieces: list[Piece] = []
    explained = energy = begins = 0.0
    first = shift = 0
    while True:
        gains, energies = _gains(rest[start + shift + first :], known.wave[first:])
        last = int(np.argmax(gains))
        if gains[last] - gains[-1] < ENDED * energies[-1]:
            last = len(gains) - 1
        if not pieces:
            head = min((known.onset + SOME) // BLOCK, len(gains) - 1)
            begins = float(gains[head] / max(energies[head], 1.0))
        explained += float(gains[last])
        energy += float(energies[last])
        end = min(first + (last + 1) * BLOCK, len(known.wave))
        pieces.append(Piece(first, end, shift))
        if end == len(known.wave) or explained < known.least or len(pieces) > STUTTERS:
            break
        later = _goes_on(rest[start:], known.wave, end, shift)
        if later is None:
            break
        first, shift = end, later
    return There(known, start, tuple(pieces), explained, explained / max(energy, 1.0), begins)


def _gains(there: Wave, wave: Wave) -> tuple[Wave, Wave]:
    """Block by block, how much a sound explains up to there, and its energy."""
    wave = wave[: len(there)]
    if not len(wave):
        return np.zeros(1), np.zeros(1)
    edges = np.arange(0, len(wave), BLOCK)
    energies = np.add.reduceat(wave * wave, edges)
    products = np.add.reduceat(there[: len(wave)] * wave, edges)
    return np.cumsum(2 * products - energies), np.cumsum(energies)


def _goes_on(there: Wave, wave: Wave, place: int, shift: int) -> int | None:
    """By how much later the sound goes on that has ended at ``place``; ``None`` if it doesn't."""
    part = wave[place : place + GLANCE]
    first = max(place + shift - STUTTER, 0)
    window = there[first : place + shift + STUTTER + len(part)]
    energy = energy_of(part)
    if len(window) < len(part) or energy < QUIET * QUIET * BLOCK:
        return None
    best, product = _likeliest(window, part)
    return first + best - place if 2 * product > (1 + SURE) * energy else None


def _hush(there: Wave, wave: Wave, around: int) -> int:
    """The sample at which a sound was hushed: with it the least is left."""
    first = max(around - 3 * FADE, 0)
    there, wave = there[first : around + 3 * FADE], wave[first : around + 3 * FADE]
    without, whole = there - wave, np.concatenate([[0.0], np.cumsum(there * there)])
    clean = np.concatenate([[0.0], np.cumsum(without * without)])

    def left(place: int) -> float:
        end = min(place + FADE, len(wave))
        faded = there[place:end] - wave[place:end] * _FALL[: end - place]
        return float(clean[place] + energy_of(faded) + whole[-1] - whole[end])

    return first + min(range(len(wave)), key=left)


def _spectrum(wave: Wave, size: int) -> Spectrum:
    return np.fft.rfft(wave.astype(np.float32), size).astype(np.complex64)


def _thin(wave: Wave) -> Wave:
    thin: Wave = wave[: len(wave) // THIN * THIN].reshape(-1, THIN).mean(axis=1)
    return thin


def energy_of(wave: Wave) -> float:
    """The energy of samples."""
    # Not by "@", whose threads wait for each other on a busy machine.
    return float(np.einsum("i,i->", wave, wave))


def _nearby(rest: Wave, wave: Wave, place: int) -> int:
    """The very sample at which a sound begins that seems to begin near another one."""
    first = max(place - BLOCK, 0)
    return first + _likeliest(rest[first : place + BLOCK + len(wave)], wave)[0]


def _likeliest(window: Wave, part: Wave) -> tuple[int, float]:
    """Where in a window a part is likest to be, and its product with what is there."""
    size = 1 << (len(window) + len(part)).bit_length()
    spectrum = _spectrum(window, size) * np.conj(_spectrum(part, size))
    products = np.fft.irfft(spectrum, size)[: max(len(window) - len(part), 0) + 1]
    best = int(np.argmax(products))
    return best, float(products[best])
