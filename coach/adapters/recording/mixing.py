"""Mixes a session of which every sound is known, from its first sample to its last.

It is the worker's mixer that sums. Here it is only asked in such pieces that each sound begins at
its very sample, and that silence and sounds that are alone cost next to nothing.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from coach.adapters.audio.mixer import FADE, Mixer, faded
from coach.adapters.audio.sounds import RATE, Samples

LONGEST_BLOCK: Final = RATE // 2
"""Samples of a block at most: little memory, and somebody who waits sees it move."""
_MOST: Final = 32_767


@dataclass(frozen=True, slots=True)
class Begun:
    """A sound, and the sample of the session with which it begins."""

    onset: int
    samples: Samples
    spoken: bool = False

    @property
    def end(self) -> int:
        """The sample with which it is over."""
        return self.onset + len(self.samples)


def ended(sound: Begun, at: int) -> Begun:
    """The sound as it is if it has to end at a sample: it fades out from there on."""
    taken = max(at - sound.onset, 0)
    rest = faded(sound.samples, taken) if taken else array("h")
    return Begun(sound.onset, sound.samples[:taken] + rest, sound.spoken)


def mixed(sounds: Iterable[Begun], frames: int) -> Iterator[bytes]:
    """The first ``frames`` samples of everything together, 16 bit, in blocks of any length.

    What would sound beyond the end fades out just before it. Where sounds over each other would
    be louder than a sample can be, the whole session is made softer, so that nothing is distorted
    and each sound is as loud as before beside the others.
    """
    last = frames - FADE
    fitting = [
        sound if sound.end <= frames else ended(sound, last)
        for sound in sorted(sounds, key=lambda sound: sound.onset)
        if sound.samples and (sound.onset < last or sound.end <= frames)
    ]
    factor = _factor(fitting)
    cuts = sorted({edge for sound in fitting for edge in (sound.onset, sound.end)} | {frames})
    mixer, place, begun = Mixer(), 0, 0
    for cut in cuts:
        while place < cut:
            block = min(cut - place, LONGEST_BLOCK)
            yield mixer.take(block)
            place += block
        while begun < len(fitting) and fitting[begun].onset == cut:
            mixer.add(fitting[begun].samples, factor)
            begun += 1


def _factor(sounds: Sequence[Begun]) -> float:
    """What every sound has to be multiplied with so that no sum of them is too loud: 1 or less."""
    peaks: dict[int, int] = {}
    loudest = _MOST
    together: list[Begun] = []
    for sound in sounds:
        together = [one for one in together if one.end > sound.onset] + [sound]
        if len(together) > 1:
            for one in together:
                if id(one.samples) not in peaks:
                    peaks[id(one.samples)] = _peak(one.samples)
            loudest = max(loudest, sum(peaks[id(one.samples)] for one in together))
    return _MOST / loudest


def _peak(samples: Samples) -> int:
    low, high = min(samples), max(samples)
    return max(high, -low)
