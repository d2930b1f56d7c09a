"""What the person hears of the real client and worker, at a real sound server."""

import time
from itertools import pairwise
from statistics import median

import pytest

from coach.adapters.audio.sounds import seconds, sound
from coach.domain.sounds import Tone
from tests.adapters.audio.listening import BACKENDS, VOLUME, Listener, client, worker_of
from tests.rig.expecting import Asked, find_all, left_of
from tests.rig.matching import QUIET
from tests.rig.pulse import RATE, SoundServer, wait_until

WITHIN = 0.06
"""Seconds after its moment by which half of the tones are heard, also on a busy machine."""
QUIET_AFTER = 0.25
"""Seconds after a hush by which nothing sounds; simpleaudio has handed on 0.1 s by then."""


@pytest.mark.parametrize("backend", BACKENDS)
def test_every_tone_is_heard_at_its_moment(listener: Listener, backend: str) -> None:
    asked = []
    with client(backend) as audio:
        assert (audio.state.backend, audio.state.device != "") == (backend, True)
        for tone in Tone:
            asked.append((tone, time.monotonic()))
            audio.play(tone)
            listener.recording.wait(seconds(sound(tone, VOLUME)) + 0.1)
        listener.wait_for_quiet()
    heard = listener.moments()
    assert [tone for tone, _ in heard] == [tone for tone, _ in asked]
    late = [moment - due for (_, moment), (_, due) in zip(heard, asked, strict=True)]
    assert median(late) < WITHIN
    assert min(late) > -0.002


def test_tones_sound_over_each_other(listener: Listener) -> None:
    with client() as audio:
        audio.play(Tone.HOLD)
        listener.wait_for_sound()
        audio.play(Tone.COUNT)
        listener.wait_for_quiet()
    recording = listener.recording.samples
    begun = next(place for place, value in enumerate(recording) if abs(value) > QUIET) / RATE
    hold, count = (
        Asked(tone.value, sound(tone, VOLUME), begun) for tone in (Tone.HOLD, Tone.COUNT)
    )
    left = find_all(recording, (hold, count))
    assert max(left_of(recording, left, one) for one in (hold, count)) < 0.1
    assert 0 < count.second - hold.second < 0.5


def test_a_volume_is_a_volume_and_none_is_silence(listener: Listener) -> None:
    loudest = []
    with client() as audio:
        for volume in (10, 7, 1, 0):
            audio.set_volume(volume)
            audio.play(Tone.HOLD)
            listener.recording.wait(0.4)
            loudest.append(listener.recording.loudest(0.2))
            listener.wait_for_quiet()
        audio.set_volume(11)
        assert audio.volume == 10
        audio.set_volume(-1)
        assert audio.volume == 0
    assert all(softer < louder for louder, softer in pairwise(loudest))
    assert loudest[2] > 200
    assert loudest[3] == 0


@pytest.mark.parametrize("backend", BACKENDS)
def test_hush_is_quiet_soon_after(listener: Listener, backend: str) -> None:
    with client(backend) as audio:
        audio.play(Tone.REST)
        listener.wait_for_sound()
        audio.hush()
        hushed = time.monotonic()
        listener.wait_for_quiet(0.2)
    samples = listener.recording.samples
    last = max(place for place, value in enumerate(samples) if abs(value) > 60)
    assert listener.recording.moment(last / 44_100) - hushed < QUIET_AFTER


def test_a_hush_is_no_click(listener: Listener) -> None:
    with client() as audio:
        audio.play(Tone.HOLD)
        listener.wait_for_sound()
        listener.recording.wait(0.1)
        audio.hush()
        listener.wait_for_quiet(0.2)
        audio.play(Tone.HOLD)
        listener.wait_for_quiet(0.2)
    samples = listener.recording.samples
    steps = [abs(after - before) for before, after in pairwise(samples)]
    whole = len(steps) // 2
    # The second tone was left alone: nothing in the hushed one jumps further than in that one.
    assert max(steps[:whole]) <= max(steps[whole:]) * 1.1


def test_a_quiet_device_is_given_back_and_taken_again(
    server: SoundServer, listener: Listener
) -> None:
    with client(idle=0.3) as audio:
        assert server.streams() == 1
        wait_until(lambda: server.streams() == 0, "the stream's end")
        pid = worker_of(audio)
        asked = time.monotonic()
        audio.play(Tone.LIFT)
        listener.wait_for_sound()
        assert server.streams() == 1
        listener.wait_for_quiet()
        wait_until(lambda: server.streams() == 0, "the stream's end")
        assert worker_of(audio) == pid
    ((tone, moment),) = listener.moments()
    assert tone is Tone.LIFT
    assert moment - asked < 0.2


def test_the_last_tone_sounds_to_its_end_although_nobody_waits(listener: Listener) -> None:
    with client() as audio:
        audio.play(Tone.DONE)
        begun = time.monotonic()
        audio.close()
        assert time.monotonic() - begun < 0.5
        audio.play(Tone.STOP)
        audio.hush()
        audio.start()
        audio.close()
        assert audio.pid is None
        listener.wait_for_sound()
        listener.wait_for_quiet()
    assert listener.tones() == [Tone.DONE]
