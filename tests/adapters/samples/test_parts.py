"""The parts of the worker: mixing, choosing, remembering."""

import time
from array import array
from itertools import pairwise

from coach.adapters.audio.backend import BackEnd, BackEndError
from coach.adapters.audio.choice import Makers, choose
from coach.adapters.audio.mixer import FADE, Mixer
from coach.adapters.audio.protocol import read_state, state_line
from coach.adapters.audio.recent import Recent
from coach.adapters.audio.sounds import HEADROOM, Channel, gain, sound
from coach.adapters.voice.samples import PEAK
from coach.domain.sounds import Profile, Tone
from coach.ports.audio_out import AudioState
from tests.adapters.audio.pretending import FakeBackEnd


def missing() -> BackEnd:
    raise BackEndError("isn't installed")


def crashes() -> BackEnd:
    raise OSError("no such device")


def block(mixer: Mixer, frames: int) -> list[int]:
    return array("h", mixer.take(frames)).tolist()


def test_sounds_are_summed_and_never_wrap_round() -> None:
    mixer = Mixer()
    mixer.add(array("h", [1, 2, 3]))
    assert block(mixer, 2) == [1, 2]
    mixer.add(array("h", [30_000, -30_000, 5]))
    mixer.add(array("h", [30_000, -30_000]))
    blocks = [(mixer.busy, block(mixer, 2)) for _ in range(3)]
    assert blocks == [(True, [32_767, -32_768]), (True, [5, 0]), (False, [0, 0])]


def test_a_hush_falls_to_nothing_without_a_jump() -> None:
    mixer = Mixer()
    mixer.add(array("h", [10_000] * 50_000))
    mixer.take(1_000)
    mixer.hush()
    samples = block(mixer, FADE + 100)
    steps = [before - after for before, after in pairwise(samples)]
    assert samples[0] == 10_000
    assert max(steps) < 20
    assert min(steps) >= 0
    assert samples[FADE:] == [0] * 100
    assert not mixer.busy


def test_each_sound_has_its_own_loudness_and_only_the_voice_is_hushed() -> None:
    mixer = Mixer()
    mixer.add(array("h", [1_000] * 50_000))
    mixer.add(array("h", [2_000] * 50_000), 0.25, spoken=True)
    assert block(mixer, 2) == [1_500, 1_500]
    mixer.hush(only_voice=True)
    fading = block(mixer, FADE)
    assert fading == sorted(fading, reverse=True)
    assert fading[0] == 1_500
    assert block(mixer, 2) == [1_000, 1_000]


def test_a_sound_that_is_late_never_begins_and_one_that_has_begun_goes_on() -> None:
    mixer = Mixer()
    mixer.add(array("h", [1] * 4), until=time.monotonic() + 60)
    assert block(mixer, 2) == [1, 1]
    mixer.add(array("h", [30_000] * 4), until=time.monotonic() - 0.001)
    assert block(mixer, 4) == [1, 1, 0, 0]
    mixer.add(array("h", [1] * 4))
    mixer.take(2)
    mixer.add(array("h", [2] * 4))
    mixer.forget_begun()
    assert block(mixer, 2) == [2, 2]


def test_what_had_not_begun_is_hushed_at_once_and_a_second_hush_is_no_click() -> None:
    mixer = Mixer()
    mixer.add(array("h", [10_000] * 50_000))
    mixer.hush()
    assert not mixer.busy
    mixer.add(array("h", [10_000] * 50_000))
    mixer.take(100)
    mixer.hush()
    mixer.hush()
    assert block(mixer, 1) == [10_000]


def test_a_tone_and_a_line_at_their_loudest_have_room_for_each_other() -> None:
    line = array("h", [round(32_767 * PEAK)] * 60_000)
    for profile in (Profile.CALM, Profile.CLEAR):
        for tone in Tone:
            mixer = Mixer()
            mixer.add(sound(tone, 10, profile), gain(10))
            mixer.add(line, gain(10, Channel.VOICE), spoken=True)
            assert max(block(mixer, 60_000)) < 32_767, tone


def test_volumes_are_even_steps_down_from_the_file() -> None:
    assert gain(10) == 1.0
    assert gain(11) == 1.0
    assert gain(0) == 0.0
    assert gain(10, Channel.VOICE) == HEADROOM
    assert all(0.7 < gain(volume) / gain(volume + 1) < 0.8 for volume in range(1, 10))
    assert max(sound(Tone.HOLD, 5)) < max(sound(Tone.HOLD, 6))


def test_the_first_that_can_is_taken_and_the_others_say_why() -> None:
    fake = FakeBackEnd()
    among: Makers = {"one": missing, "two": crashes, "three": lambda: fake, "four": missing}
    backend, state = choose("auto", among)
    assert backend is fake
    reasons = ("one isn't installed.", "two fails: OSError: no such device.")
    assert state == AudioState("fake", "nowhere", reasons, 0.25)
    assert choose("one", among) == (None, AudioState("none", "", ("one isn't installed.",)))
    assert choose("none", among)[0] is None


def test_a_state_survives_the_line() -> None:
    state = AudioState("miniaudio", "Tab\there\n\x1b[2J", ("One.", "Two."), 0.02)
    read = read_state(state_line(state).split("\t"))
    assert read == AudioState("miniaudio", "Tab here  [2J", ("One.", "Two."), 0.02)
    unknown = AudioState("system")
    assert read_state(state_line(unknown).split("\t")) == unknown


def test_what_was_used_last_is_kept_as_far_as_there_is_room() -> None:
    gone: list[str] = []
    recent: Recent[str, str] = Recent(10, len, gone.append)
    made: list[str] = []

    def find(name: str) -> str:
        def make() -> str:
            made.append(name)
            return name

        return recent.find(name, make)

    for name in ("aaaa", "bbbb", "aaaa", "cccc", "aaaa", "bbbb"):
        assert find(name) == name
    assert made == ["aaaa", "bbbb", "cccc", "bbbb"]
    assert gone == ["bbbb", "cccc"]
    assert find("d" * 20) == "d" * 20
    assert gone[2:] == ["aaaa", "bbbb"]
