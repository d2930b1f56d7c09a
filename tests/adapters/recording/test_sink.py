"""What is heard in a recording: every sound at its sample, and nothing that clicks or distorts."""

from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.adapters.audio.mixer import FADE
from coach.adapters.audio.wav import WavError
from coach.adapters.recording.mixing import LONGEST_BLOCK, Begun, mixed
from coach.adapters.recording.sink import RecordedAudio
from coach.domain.sounds import Profile, Sounds, Tone
from coach.ports.audio_out import AudioOut, AudioState
from coach.ports.voice import Clip
from tests.adapters.recording.finding import onset
from tests.adapters.recording.material import NO_SOUNDS, RATE, Tape, clip_samples, tone_samples

LINE = Clip("breathe out and fold", 1.5)
OTHER = Clip("rest in it", 1.0)
LIFT = tone_samples(NO_SOUNDS, Tone.LIFT, 10)


def steepest(samples: "array[int]") -> int:
    """The largest jump from a sample to the next."""
    return max(abs(after - before) for before, after in pairwise(samples))


def test_each_sound_begins_at_its_very_sample_and_nothing_sounds_between() -> None:
    tape = Tape()
    tape.at(0.5).play(Tone.LIFT)
    tape.at(1.234567).speak(LINE, within=0.5)
    tape.at(4.0).play(Tone.LOWER)
    assert isinstance(tape, RecordedAudio)
    heard = tape.samples(6.0)
    assert len(heard) == 6 * RATE
    said = clip_samples(LINE, 10)
    lower = tone_samples(NO_SOUNDS, Tone.LOWER, 10)
    wanted = array("h", bytes(12 * RATE))
    for first, samples in ((22_050, LIFT), (54_444, said), (176_400, lower)):
        wanted[first : first + len(samples)] = samples
    assert heard == wanted
    assert tape.end == pytest.approx(4.5)


def test_what_sounds_at_the_same_time_is_added() -> None:
    tape = Tape()
    tape.at(1.0).speak(LINE, within=0.5)
    tape.at(1.1).play(Tone.LIFT)
    heard = tape.samples(3.0)
    said, later = clip_samples(LINE, 10), round(0.1 * RATE)
    for place in range(0, len(LIFT), 97):
        assert heard[RATE + later + place] == said[later + place] + LIFT[place]
    second, likeness = onset(heard, LIFT, near=1.11)
    assert second == pytest.approx(1.1, abs=1e-9)
    assert likeness > 0.7


layouts = st.lists(
    st.tuples(st.integers(0, 4_000), st.lists(st.integers(-99, 99), max_size=60)), max_size=12
)


@given(layouts)
def test_however_sounds_lie_over_each_other_each_sample_is_their_sum(
    layout: list[tuple[int, list[int]]],
) -> None:
    wanted = [0] * 6_000
    for first, values in layout:
        for place, value in enumerate(values, start=first):
            wanted[place] += value
    begun = [Begun(first, array("h", values)) for first, values in layout]
    assert array("h", b"".join(mixed(begun, 6_000))).tolist() == wanted


def test_blocks_are_short_also_in_a_long_silence() -> None:
    tape = Tape()
    tape.at(9.0).play(Tone.LIFT)
    blocks = list(tape.blocks(20.0))
    assert max(len(block) for block in blocks) <= 2 * LONGEST_BLOCK
    assert all(blocks)


def test_a_hush_fades_out_what_sounds_without_a_click() -> None:
    tape = Tape()
    tape.at(1.0).speak(LINE, within=0.5)
    tape.play(Tone.HOLD)
    tape.at(1.2).hush()
    tape.at(1.3).play(Tone.LIFT)
    heard = tape.samples(3.0)
    at, over = round(1.2 * RATE), round(1.2 * RATE) + FADE
    said, hold = clip_samples(LINE, 10), tone_samples(NO_SOUNDS, Tone.HOLD, 10)
    before = at - RATE
    assert heard[at - 1] == said[before - 1] + hold[before - 1]
    assert any(heard[at : at + 100])
    assert not any(heard[over : round(1.3 * RATE)])
    assert steepest(heard[at - 10 : over + 10]) <= steepest(said) + steepest(hold)
    assert max(map(abs, heard[over - 20 : over])) < 200
    assert heard[round(1.3 * RATE) :][: len(LIFT)] == LIFT


def test_hushing_the_voice_leaves_the_tones_as_they_are() -> None:
    tape = Tape()
    tape.at(1.0).speak(LINE, within=0.5)
    tape.play(Tone.LIFT)
    tape.at(1.2).hush_voice()
    heard = tape.samples(3.0)
    over = round(0.2 * RATE) + FADE
    assert heard[RATE + over : RATE + len(LIFT)] == LIFT[over:]
    assert not any(heard[RATE + len(LIFT) :])


def test_a_hush_before_a_sound_or_after_it_changes_nothing() -> None:
    tape = Tape()
    tape.at(0.5).hush()
    tape.at(1.0).play(Tone.LIFT)
    tape.at(1.6).hush()
    heard = tape.samples(3.0)
    assert heard[RATE : RATE + len(LIFT)] == LIFT


def test_what_is_hushed_in_the_moment_it_begins_is_not_heard() -> None:
    tape = Tape()
    tape.at(1.0).play(Tone.LIFT)
    tape.hush()
    assert not any(tape.samples(2.0))


def test_too_many_loud_sounds_make_the_session_softer_and_distort_nothing() -> None:
    loud = array("h", [30_000, -32_768] * 500)
    sounds = [Begun(1_000, loud), Begun(1_500, loud), Begun(3_000, loud)]
    heard = array("h", b"".join(mixed(sounds, 8_000)))
    assert max(heard) <= 32_767
    assert min(heard) >= -32_768
    # Both kinds of sample still are as they were beside each other: nothing was cut off.
    assert heard[1_600] / heard[1_601] == pytest.approx(30_000 / -32_768, abs=0.001)
    assert heard[1_600] == pytest.approx(2 * heard[3_200], abs=2)
    assert heard[1_600] == pytest.approx(2 * heard[1_100], abs=2)
    alone = [Begun(1_000, loud)]
    assert array("h", b"".join(mixed(alone, 8_000)))[1_000:2_000] == loud


def test_what_would_sound_beyond_the_end_fades_out_before_it() -> None:
    tape = Tape()
    tape.at(1.0).speak(LINE, within=0.5)
    tape.at(1.99).play(Tone.LIFT)
    heard, said = tape.samples(2.0), clip_samples(LINE, 10)
    assert len(heard) == 2 * RATE
    assert heard[RATE : 2 * RATE - FADE] == said[: RATE - FADE]
    assert max(map(abs, heard[-20:])) < 100


def test_volumes_are_those_of_the_moment() -> None:
    tape = Tape(volume=3, voice_volume=4)
    tape.at(0.0).play(Tone.LIFT)
    tape.set_volume(99)
    tape.at(1.0).play(Tone.LIFT)
    tape.at(2.0).speak(OTHER, within=0.5)
    tape.set_voice_volume(6)
    tape.at(3.0).speak(OTHER, within=0.5)
    heard = tape.samples(5.0)
    assert (tape.volume, tape.voice_volume) == (10, 6)
    assert heard[: len(LIFT)] == tone_samples(NO_SOUNDS, Tone.LIFT, 3)
    assert heard[RATE:][: len(LIFT)] == LIFT
    assert heard[2 * RATE : 3 * RATE] == clip_samples(OTHER, 4)
    assert heard[3 * RATE : 4 * RATE] == clip_samples(OTHER, 6)


def test_at_volume_nothing_sounds_are_not_even_looked_for() -> None:
    def unwanted(*wanted: object) -> "array[int]":
        raise AssertionError(wanted)

    audio = RecordedAudio(
        lambda: 0.0,
        sounds=NO_SOUNDS,
        tone_samples=unwanted,
        clip_samples=unwanted,
        volume=0,
        voice_volume=1,
    )
    audio.set_voice_volume(-3)
    audio.play(Tone.LIFT)
    audio.speak(LINE, within=0.5)
    assert (audio.voice_volume, audio.end) == (0, 0.0)


def test_a_routine_dresses_over_what_the_person_has_set() -> None:
    asked: list[Sounds] = []

    def note(sounds: Sounds, tone: Tone, volume: int) -> "array[int]":
        asked.append(sounds)
        return LIFT

    own = Sounds(Profile.CLEAR, ((Tone.REST, "bell.wav"),))
    audio: AudioOut = RecordedAudio(
        lambda: 0.0, sounds=own, tone_samples=note, clip_samples=clip_samples
    )
    audio.play(Tone.LIFT)
    audio.dress(Sounds(Profile.CALM))
    audio.play(Tone.LIFT)
    audio.play(Tone.LIFT)
    assert asked == [own, Sounds(Profile.CALM, own.files)]


def test_a_sound_that_cant_be_read_is_told_once_and_the_others_sound() -> None:
    def missing(clip: Clip, volume: int) -> "array[int]":
        raise WavError("is not there")

    audio = RecordedAudio(
        lambda: 1.0, sounds=NO_SOUNDS, tone_samples=tone_samples, clip_samples=missing, volume=10
    )
    for line in (LINE, LINE, OTHER):
        audio.speak(line, within=0.5)
    audio.play(Tone.LIFT)
    assert array("h", b"".join(audio.blocks(2.0)))[RATE:][: len(LIFT)] == LIFT
    reason = "A spoken line is missing: its file is not there."
    assert audio.state == AudioState("file", "", (reason,), 0.0)


def test_nothing_is_taken_in_once_it_is_closed() -> None:
    tape = Tape()
    tape.at(0.0).play(Tone.LIFT)
    tape.close()
    tape.at(0.2).hush()
    tape.at(1.0).play(Tone.LIFT)
    heard = tape.samples(3.0)
    assert heard[: len(LIFT)] == LIFT
    assert not any(heard[RATE:])
