"""Tells which tones and spoken lines are in a recording, and when each began.

What is played is known to the sample, so each sound is looked for as it is, whatever sounds over
it: the one that explains most of the recording is taken out first, and the others are looked for
in what is left.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

import numpy as np

from coach.adapters.audio.sounds import sound
from coach.domain.sounds import Profile, Tone
from tests.rig.matching import BLOCK, QUIET, STUTTER, Known, There, Wave, Window, energy_of, likest
from tests.rig.pulse import RATE

WINDOW: Final = round(1.5 * RATE)
"""Samples at least within which the sounds that begin are looked for at once."""
GAP: Final = round(0.1 * RATE)
"""Samples of quiet that end a window."""
REST: Final = round(0.25 * RATE)
"""Samples by which something may be left of a sound on a busy machine when it is over."""
ASIDE: Final = round(0.25 * RATE)
"""Samples by which a sound may seem to begin elsewhere as long as another one sits on it."""
ROUNDS: Final = 5
"""How often the sounds of a window are looked for again, each without the others."""
_SILENCE: Final = np.zeros(WINDOW)


@dataclass(frozen=True)
class Heard:
    """A tone or the name of a spoken line; neither for another sound.

    ``second`` is when it began, in the recording, and ``lasted`` how long it was to be heard: less
    than the whole of it where it was hushed. ``likeness`` is 1 for the very same.
    """

    tone: Tone | None
    second: float
    likeness: float
    clip: str | None = None
    lasted: float = 0.0

    @property
    def what(self) -> Tone | str | None:
        """The tone, or the name."""
        return self.tone or self.clip


def heard(
    recording: Sequence[int],
    volume: int,
    clips: Mapping[str, Sequence[int]] | None = None,
    profile: Profile = Profile.CALM,
) -> list[Heard]:
    """Everything that begins in a recording, in order: tones at ``volume``, and spoken lines.

    ``clips`` are the lines by any names, as loud as they sound.
    """
    known = [_known(tone, sound(tone, volume, profile)) for tone in Tone if volume]
    known += [_known(name, samples) for name, samples in (clips or {}).items() if any(samples)]
    rest = np.concatenate([_SILENCE, np.asarray(recording, np.float64), _SILENCE])
    found: list[_Found] = []
    others: list[Heard] = []
    place = until = 0
    while (place := _first_sound(rest, place)) < len(rest):
        after = _window_end(rest, place)
        _take_out_all(rest, place, after, known, found)
        until = max([until, *(one.end + REST for one in found)])
        place = _first_sound(rest, place)
        while place < after:
            if place >= until:
                others.append(Heard(None, (place - WINDOW) / RATE, 0.0))
                until = _next_quiet(rest, place)
            # What an unknown sound goes on with, or a known one has left.
            place = _first_sound(rest, place + BLOCK)
    whole = [one for one in found if not any(_goes_on(other, one) for other in found)]
    return sorted([*others, *map(_heard, whole)], key=lambda one: one.second)


def _known(name: Tone | str, samples: Sequence[int]) -> Known:
    return Known(name, np.asarray(samples, np.float64))


@dataclass(frozen=True, eq=False)
class _Found:
    """A sound, and what was taken out for it."""

    there: There
    taken: Wave

    @property
    def start(self) -> int:
        return self.there.start

    @property
    def end(self) -> int:
        return self.there.start + len(self.taken)

    def overlaps(self, other: "_Found") -> bool:
        return self.start < other.end and other.start < self.end


def _goes_on(before: _Found, one: _Found) -> bool:
    """Whether a sound is the rest of another one: nobody says a line twice at once."""
    same = before.there.known is one.there.known and before.start < one.start
    tone = isinstance(one.there.known.name, Tone)
    return same and one.start < (before.start + STUTTER if tone else before.end)


def _heard(one: _Found) -> Heard:
    name = one.there.known.name
    tone, clip = (name, None) if isinstance(name, Tone) else (None, name)
    second = (one.start - WINDOW) / RATE
    return Heard(tone, second, one.there.likeness, clip, len(one.taken) / RATE)


def _window_end(rest: Wave, place: int) -> int:
    """Where it is quiet for a moment: there no sound is cut in two."""
    part = rest[place + WINDOW : place + 3 * WINDOW]
    loud = np.flatnonzero(np.abs(part) > QUIET)
    edges = np.concatenate([[-1], loud, [len(part) + GAP]])
    gaps = np.flatnonzero(np.diff(edges) > GAP)
    return place + WINDOW + int(edges[gaps[0]]) + 1


def _take_out_all(
    rest: Wave, place: int, end: int, known: Sequence[Known], found: list[_Found]
) -> None:
    """Find the sounds that begin from ``place`` to ``end``, and take them out one by one.

    Where a sound was first found with another one over it, it is looked for again without that.
    """
    last = end + max(len(one.wave) for one in known)
    before, left = inf, energy_of(rest[place:last])
    while left < before:
        window = Window(rest, place - max(one.onset for one in known) - BLOCK, last)
        tried = [likest(window, one, place - one.onset - BLOCK, end - one.onset) for one in known]
        sure = [one for one in tried if one is not None and one.sure]
        if not sure:
            return
        found.append(_take_out(rest, max(sure, key=lambda one: one.explained)))
        for _ in range(ROUNDS):
            if not _look_again(rest, found):
                break
        before, left = left, energy_of(rest[place:last])


def _look_again(rest: Wave, found: list[_Found]) -> bool:
    """Look for the last sound, and for those under it, without the others; did any move?"""
    newest, moved = found[-1], False
    for one in [one for one in found if one.overlaps(newest)]:
        rest[one.start : one.end] += one.taken
        first, last = one.start - ASIDE, one.start + ASIDE
        window = Window(rest, first, last + len(one.there.known.wave))
        again = likest(window, one.there.known, first, last)
        place = found.index(one)
        if again is None or not again.sure:
            del found[place]
            moved = True
        else:
            found[place] = _take_out(rest, again)
            moved = moved or again.start != one.start
    return moved and bool(found)


def _take_out(rest: Wave, there: There) -> _Found:
    taken = there.shape(rest)[: len(rest) - there.start]
    rest[there.start : there.start + len(taken)] -= taken
    return _Found(there, taken)


def _first_sound(samples: Wave, place: int) -> int:
    loud = np.abs(samples[place:]) > QUIET
    found = int(np.argmax(loud)) if loud.size else 0
    return place + found if loud.size and loud[found] else len(samples)


def _next_quiet(samples: Wave, place: int) -> int:
    while place < len(samples) and np.abs(samples[place : place + BLOCK]).max() > QUIET:
        place += BLOCK
    return place
