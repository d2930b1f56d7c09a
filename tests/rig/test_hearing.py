"""The ear of the tests itself: what is in a recording is found, and nothing else."""

import random
from array import array
from itertools import pairwise

import pytest

from coach.adapters.audio.mixer import Mixer
from coach.adapters.audio.sounds import Channel, gain, scaled, sound
from coach.domain.sounds import Profile, Tone
from tests.rig.hearing import heard
from tests.rig.pulse import RATE
from tests.rig.speech import spoken

VOLUME = 8
GAIN = gain(6, Channel.VOICE)
LINES = {f"line {number}": scaled(spoken(number, 0.7 + number / 4), GAIN) for number in range(8)}
Begun = list[tuple[Tone | str, int]]


class Tape:
    """A recording in the making."""

    def __init__(self, profile: Profile = Profile.CALM) -> None:
        self._profile = profile
        self._mixer = Mixer()
        self.samples = array("h")
        self.begun: Begun = []
        self.wait(0.2)

    def wait(self, seconds: float) -> None:
        self.samples.frombytes(self._mixer.take(round(seconds * RATE)))

    def play(self, *whats: Tone | str) -> None:
        """Begin sounds, all with the same sample."""
        for what in whats:
            spoken_ = isinstance(what, str)
            samples = LINES[what] if isinstance(what, str) else sound(what, VOLUME, self._profile)
            self._mixer.add(samples, spoken=spoken_)
            self.begun.append((what, len(self.samples)))

    def hush_voice(self) -> None:
        self._mixer.hush(only_voice=True)

    def heard(self) -> Begun:
        """What the ear finds, by its name and then its sample."""
        self.wait(4.0)
        found = heard(self.samples, VOLUME, LINES, self._profile)
        assert None not in [one.what for one in found]
        places = [(one.what, round(one.second * RATE)) for one in found if one.what is not None]
        return sorted(places, key=lambda one: (str(one[0]), one[1]))

    def asked(self) -> Begun:
        return sorted(self.begun, key=lambda one: (str(one[0]), one[1]))


@pytest.mark.parametrize(
    ("tone", "profile"),
    [
        *((tone, Profile.CALM) for tone in Tone),
        *((tone, Profile.CLEAR) for tone in (Tone.IN, Tone.DONE, Tone.STOP)),
    ],
)
def test_a_tone_and_a_line_that_begin_together_are_both_found(tone: Tone, profile: Profile) -> None:
    tape = Tape(profile)
    tape.play(tone, f"line {list(Tone).index(tone) % len(LINES)}")
    assert tape.heard() == tape.asked()


@pytest.mark.parametrize("seed", range(6))
def test_sounds_over_each_other_are_found_to_the_sample(seed: int) -> None:
    chance = random.Random(seed)
    tape = Tape()
    for name in chance.sample(list(LINES), 3):
        tones = chance.sample([tone for tone in Tone if tone is not Tone.PAUSE], 3)
        tape.play(name, *tones[: chance.randrange(2)])
        tape.wait(chance.choice((0.02, 0.3, 0.9)))
        tape.play(tones[2])
        if chance.random() < 0.5:
            tape.wait(len(LINES[name]) / RATE)
        else:
            tape.wait(0.5)
            tape.hush_voice()
            tape.play(Tone.PAUSE)
            tape.wait(1.0)
    found, asked = tape.heard(), tape.asked()
    assert [what for what, _ in found] == [what for what, _ in asked]
    assert max(abs(one[1] - other[1]) for one, other in zip(found, asked, strict=True)) <= 1


def test_how_long_a_line_was_heard_is_known() -> None:
    tape = Tape()
    tape.play("line 5")
    tape.wait(0.6)
    tape.hush_voice()
    tape.wait(1.0)
    (line,) = heard(tape.samples, VOLUME, LINES)
    assert line.clip == "line 5"
    assert line.lasted == pytest.approx(0.63, abs=0.02)


def test_a_line_that_is_not_there_is_not_found_nor_one_that_is_another() -> None:
    tape = Tape()
    tape.play("line 1", Tone.LIFT)
    tape.wait(3.0)
    known = {name: samples for name, samples in LINES.items() if name != "line 1"}
    strange = {one.what for one in heard(tape.samples, VOLUME, known)}
    assert {Tone.LIFT, None} <= strange
    assert not strange & set(LINES)


def test_a_line_that_begins_a_little_later_is_heard_a_little_later() -> None:
    tape = Tape()
    tape.play(Tone.QUESTION)
    tape.wait(0.005)
    tape.play("line 2")
    (_, tone), (_, line) = tape.heard()  # "Tone" comes before "line"
    assert line - tone == round(0.005 * RATE)


@pytest.mark.parametrize("cuts", [(0.2,), (0.5,), (0.3, 0.5), (0.4, 0.8, 1.2)])
def test_a_sound_that_stutters_is_one_sound(cuts: tuple[float, ...]) -> None:
    tape = Tape()
    tape.play("line 4")
    tape.wait(0.5)
    tape.play(Tone.QUESTION)
    tape.wait(2.0)
    whole, stuttering = tape.samples, array("h")
    for first, last in pairwise((0.0, *(0.2 + cut for cut in cuts), 2.7)):
        stuttering += whole[round(first * RATE) : round(last * RATE)] + array("h", bytes(2 * 441))
    found = heard(stuttering, VOLUME, LINES)
    assert [one.what for one in found] == ["line 4", Tone.QUESTION]
    assert found[0].second == pytest.approx(0.2, abs=0.025)


def test_a_recording_that_has_lost_some_has_the_sound_all_the_same() -> None:
    tape = Tape()
    tape.play("line 4")
    tape.wait(3.0)
    tape.play(Tone.HOLD)
    tape.wait(3.0)
    lossy = tape.samples[: round(0.7 * RATE)] + tape.samples[round(0.72 * RATE) :]
    assert [one.what for one in heard(lossy, VOLUME, LINES)] == ["line 4", Tone.HOLD]
