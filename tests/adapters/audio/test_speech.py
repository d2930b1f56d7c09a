"""Speech as the person hears it, with the tones: whole, at its moment, and over them."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

import pytest

from coach.adapters.audio.client import AudioClient
from coach.adapters.audio.sounds import RATE
from coach.domain.sounds import Tone
from coach.ports.audio_out import AudioOut
from coach.ports.voice import Clip
from tests.adapters.audio.listening import BACKENDS, MOST_PIECES, Listener, client, worker_of
from tests.rig.memory import MemoryAudio
from tests.rig.pulse import wait_until
from tests.rig.speech import clip_of, spoken, write_wav

WITHIN = 0.06
"""Seconds after its moment by which half of the lines begin, also on a busy machine."""
QUIET_AFTER = 0.1
"""Seconds after a hush by which nothing sounds, as a session has it."""
PATIENT = 5.0
LINES = {f"line {number}": spoken(number, 0.6 + 0.4 * number) for number in range(4)}
MEASURED = 40


@pytest.fixture
def clips(tmp_path: Path) -> dict[str, Clip]:
    """Each line as a voice has made it."""
    return {name: clip_of(line, tmp_path / f"{name}.wav") for name, line in LINES.items()}


def name_of(clip: Clip) -> str:
    return Path(clip.source).stem


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_line_and_tones_over_it_are_all_heard_at_their_moments(
    listener: Listener, clips: dict[str, Clip], backend: str
) -> None:
    asked: list[tuple[Tone | str, float]] = []
    with client(backend) as audio:
        for name, tone in zip(
            LINES, (Tone.QUESTION, Tone.LIFT, Tone.HOLD, Tone.COUNT), strict=True
        ):
            audio.play(tone)
            audio.speak(clips[name], within=PATIENT)
            asked += [(tone, time.monotonic()), (name, time.monotonic())]
            listener.recording.wait(0.25)
            audio.play(Tone.COUNT)
            asked.append((Tone.COUNT, time.monotonic()))
            listener.recording.wait(clips[name].seconds)
            listener.wait_for_quiet()
    heard = listener.all_moments(LINES)
    by_name = sorted(heard, key=lambda one: (str(one[0]), one[1]))
    wanted = sorted(asked, key=lambda one: (str(one[0]), one[1]))
    assert [what for what, _ in by_name] == [what for what, _ in wanted]
    late = [moment - due for (_, moment), (_, due) in zip(by_name, wanted, strict=True)]
    assert median(late) < WITHIN
    assert min(late) > -0.002


def test_each_volume_is_its_own(listener: Listener, clips: dict[str, Clip]) -> None:
    with client() as audio:
        assert (audio.volume, audio.voice_volume) == (10, 10)
        audio.set_voice_volume(4)
        audio.set_volume(8)
        audio.speak(clips["line 0"], within=PATIENT)
        audio.play(Tone.LIFT)
        listener.wait_for_sound()
        listener.wait_for_quiet()
        audio.set_volume(0)
        audio.play(Tone.STOP)
        audio.speak(clips["line 1"], within=PATIENT)
        listener.wait_for_sound()
        listener.wait_for_quiet()
        audio.set_volume(8)
        audio.set_voice_volume(-1)
        assert audio.voice_volume == 0
        audio.speak(clips["line 2"], within=PATIENT)
        audio.play(Tone.LOWER)
        listener.wait_for_sound()
        listener.wait_for_quiet()
    heard = listener.heard(LINES, volume=8, voice_volume=4)
    assert sorted((one.what for one in heard[:2]), key=str) == [Tone.LIFT, "line 0"]
    assert [one.what for one in heard[2:]] == ["line 1", Tone.LOWER]


def test_speech_makes_no_tone_softer_and_no_tone_speech(
    listener: Listener, clips: dict[str, Clip]
) -> None:
    with client() as audio:
        audio.speak(clips["line 3"], within=PATIENT)
        audio.play(Tone.STOP)
        listener.wait_for_sound()
        listener.wait_for_quiet()
    heard = listener.heard(LINES)
    assert {one.what for one in heard} == {Tone.STOP, "line 3"}
    # As they are in their files, to the sample: nothing else is left of the recording.
    assert min(one.likeness for one in heard) > 0.99


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_hush_of_the_voice_leaves_the_tone(
    listener: Listener, clips: dict[str, Clip], backend: str
) -> None:
    with client(backend) as audio:
        audio.speak(clips["line 3"], within=PATIENT)
        listener.wait_for_sound()
        listener.recording.wait(0.3)
        audio.play(Tone.DONE)
        listener.recording.wait(0.2)
        audio.hush_voice()
        listener.recording.wait(0.3)
        listener.wait_for_quiet()
    line, tone = sorted(listener.heard(LINES), key=lambda one: one.clip is None)
    assert (line.clip, tone.tone) == ("line 3", Tone.DONE)
    assert 0.4 < line.lasted < 1.2
    assert tone.lasted > 1.0


def test_a_pause_in_the_middle_of_a_line_is_silence_and_a_tone(
    listener: Listener, clips: dict[str, Clip]
) -> None:
    with client() as audio:
        audio.speak(clips["line 3"], within=PATIENT)
        listener.wait_for_sound()
        listener.recording.wait(0.4)
        audio.hush()
        audio.play(Tone.PAUSE)
        listener.recording.wait(0.3)
        listener.wait_for_quiet()
    heard = listener.heard(LINES)
    assert [one.what for one in heard] == ["line 3", Tone.PAUSE]
    line, tone = heard
    assert line.second + line.lasted - tone.second < 0.06


def test_a_line_that_would_be_late_is_not_begun(listener: Listener, clips: dict[str, Clip]) -> None:
    with client(patience=60) as audio:
        os.kill(worker_of(audio), signal.SIGSTOP)
        audio.speak(clips["line 0"], within=0.15)
        audio.speak(clips["line 1"], within=PATIENT)
        listener.recording.wait(0.3)
        os.kill(worker_of(audio), signal.SIGCONT)
        listener.wait_for_sound()
        listener.wait_for_quiet()
        audio.speak(clips["line 2"], within=0.0)  # it takes longer than nothing to get there
        wait_until(lambda: audio.owes == 0, "the worker's answer")
        listener.recording.wait(0.3)
    assert [one.what for one in listener.heard(LINES)] == ["line 1"]


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_line_that_is_missing_or_broken_changes_nothing_else(
    listener: Listener, clips: dict[str, Clip], tmp_path: Path, backend: str
) -> None:
    whole = Path(clips["line 3"].source).read_bytes()
    cut = tmp_path / "cut.wav"
    cut.write_bytes(whole[: len(whole) // 2])
    quick = tmp_path / "quick.wav"
    write_wav(quick, LINES["line 2"], rate=48_000)
    with client(backend) as audio:
        pid = worker_of(audio)
        for source in (cut, quick, tmp_path, tmp_path / "missing.wav", Path("/dev/zero")):
            audio.speak(Clip(str(source), 1.0), within=PATIENT)
        audio.speak(Clip("", 1.0), within=PATIENT)
        audio.play(Tone.LIFT)
        listener.wait_for_sound()
        listener.wait_for_quiet()
        audio.speak(clips["line 0"], within=PATIENT)
        listener.wait_for_sound()
        listener.wait_for_quiet()
        assert worker_of(audio) == pid
        assert audio.owes == 0
    assert [what for what, _ in listener.all_moments(LINES)] == [Tone.LIFT, "line 0"]


def test_a_line_longer_than_any_tone_is_heard_to_its_end(
    listener: Listener, tmp_path: Path
) -> None:
    long = {"long": spoken(9, 6.0)}
    with client() as audio:
        audio.speak(clip_of(long["long"], tmp_path / "long.wav"), within=PATIENT)
        audio.close()
        listener.wait_for_sound()
        listener.wait_for_quiet()
    line, *pieces = listener.heard(long)
    assert line.clip == "long"
    assert line.lasted == pytest.approx(6.0, abs=0.3)
    assert len(pieces) <= MOST_PIECES


def test_what_is_noted_without_any_sound_is_what_is_heard(
    listener: Listener, clips: dict[str, Clip]
) -> None:
    def play(audio: AudioOut, wait: Callable[[float], None]) -> None:
        audio.play(Tone.QUESTION)
        wait(0.75)
        audio.speak(clips["line 2"], within=PATIENT)
        wait(0.5)
        audio.set_volume(0)
        audio.play(Tone.STOP)
        wait(1.0)
        audio.set_volume(10)
        audio.play(Tone.DONE)
        wait(1.5)

    begun = 0.0
    seconds = [0.0]
    memory = MemoryAudio(lambda: seconds[0], volume=10, voice_volume=10)

    def pass_time(so_many: float) -> None:
        seconds[0] += so_many

    play(memory, pass_time)
    with client() as audio:
        begun = time.monotonic()
        play(audio, listener.recording.wait)
        listener.wait_for_quiet()
    noted = [(what if isinstance(what, Tone) else name_of(what), at) for at, what in memory.noted]
    heard = [(what, moment - begun) for what, moment in listener.all_moments(LINES)]
    assert [what for what, _ in heard] == [what for what, _ in noted]
    assert [at for _, at in heard] == pytest.approx([at for _, at in noted], abs=0.15)


def quiet_after(listener: Listener, hushed: float) -> float:
    """Seconds from a hush to the last sample that is to be heard."""
    samples = listener.recording.samples
    last = max(place for place, value in enumerate(samples) if abs(value) > 60)
    return listener.recording.moment(last / RATE) - hushed


@pytest.mark.parametrize("attempt", range(3))
def test_it_is_silent_within_a_tenth_of_a_second_after_a_hush(
    listener: Listener, clips: dict[str, Clip], attempt: int
) -> None:
    with client() as audio:
        assert _hush_in_the_middle(audio, listener, clips, attempt) < QUIET_AFTER


def _hush_in_the_middle(
    audio: AudioClient, listener: Listener, clips: dict[str, Clip], attempt: int
) -> float:
    audio.speak(clips["line 3"], within=PATIENT)
    audio.play(Tone.REST)
    listener.wait_for_sound()
    listener.recording.wait(0.2 + 0.013 * attempt)
    audio.hush()
    hushed = time.monotonic()
    listener.wait_for_quiet(0.2)
    return quiet_after(listener, hushed)


@pytest.mark.rig
@pytest.mark.parametrize("backend", BACKENDS)
def test_how_soon_a_line_is_heard_and_a_hush(
    listener: Listener, clips: dict[str, Clip], capsys: pytest.CaptureFixture[str], backend: str
) -> None:
    asked = []
    with client(backend) as audio:
        for number in range(MEASURED):
            name = f"line {number % 2}"
            listener.recording.wait(0.05 + 0.0037 * number)
            asked.append((name, time.monotonic()))
            audio.speak(clips[name], within=PATIENT)
            listener.recording.wait(clips[name].seconds + 0.1)
        heard = listener.all_moments(LINES)
        hushes = [_hush_in_the_middle(audio, listener, clips, attempt) for attempt in range(10)]
        state = audio.state
    assert [what for what, _ in heard] == [what for what, _ in asked]
    late = [moment - due for (_, moment), (_, due) in zip(heard, asked, strict=True)]
    half, most = median(late), quantiles(late, n=20, method="inclusive")[-1]
    with capsys.disabled():
        sys.stdout.write(
            f"\n{MEASURED} lines through {state.backend} ({state.device}): heard after "
            f"{half * 1000:.1f} ms (p50), {most * 1000:.1f} ms (p95), {max(late) * 1000:.1f} ms "
            f"(most); silent {median(hushes) * 1000:.0f} ms after a hush (p50), "
            f"{max(hushes) * 1000:.0f} ms (most)\n"
        )
    assert most <= WITHIN
