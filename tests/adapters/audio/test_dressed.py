"""Profiles and sounds of one's own, as the person hears them."""

from pathlib import Path

import pytest

from coach.adapters.audio.protocol import play_line
from coach.adapters.audio.sounds import Channel, Samples, read
from coach.adapters.audio.taming import own_samples
from coach.domain.sounds import AS_SET, Profile, Sounds, Tone
from coach.ports.voice import Clip
from tests.adapters.audio.listening import Listener, client
from tests.rig.hearing import heard
from tests.rig.pulse import wait_until
from tests.rig.speech import clip_of, spoken, write_wav


@pytest.fixture
def bell(tmp_path: Path) -> str:
    """A loud sound of the person's own, of another form than ours."""
    path = tmp_path / "my bell \N{BELL}.wav"
    write_wav(path, spoken(7, 1.0), rate=22_050)
    return str(path)


def test_a_routine_is_dressed_as_it_wants_and_the_next_one_as_the_person_does(
    listener: Listener,
) -> None:
    with client(sounds=Sounds(Profile.CALM)) as audio:
        for sounds in (Sounds(Profile.CLEAR), AS_SET):
            audio.dress(sounds)
            audio.play(Tone.HOLD)
            listener.wait_for_sound()
            listener.wait_for_quiet()
    calm, clear = (listener.heard(profile=profile) for profile in (Profile.CALM, Profile.CLEAR))
    assert [one.tone for one in calm if one.likeness > 0.99] == [Tone.HOLD]
    assert [one.tone for one in clear if one.likeness > 0.99] == [Tone.HOLD]
    assert clear[0].second < calm[-1].second


def test_a_file_of_ones_own_is_heard_in_the_place_of_its_tone_and_no_louder(
    listener: Listener, bell: str
) -> None:
    tame = {"bell": own_samples(bell)}
    with client(sounds=Sounds(files=((Tone.DONE, bell),))) as audio:
        wait_until(lambda: audio.owes == 0, "the worker's answer")

        def rings() -> bool:
            audio.play(Tone.DONE)
            listener.recording.wait(0.2)
            listener.wait_for_quiet()
            return one_after_the_other(listener, tame)[-1] == "bell"

        wait_until(rings, "the bell")
        audio.play(Tone.LIFT)
        listener.wait_for_sound()
        listener.wait_for_quiet()
        audio.dress(Sounds(files=((Tone.DONE, bell + " that is not there"),)))
        audio.play(Tone.DONE)
        listener.wait_for_sound()
        listener.wait_for_quiet()
    assert one_after_the_other(listener, tame)[-3:] == ["bell", Tone.LIFT, Tone.DONE]
    loudest = max(max(map(abs, read(f"clear/{tone.value}.wav"))) for tone in Tone)
    assert max(map(abs, tame["bell"])) <= loudest * 1.02


def one_after_the_other(listener: Listener, tame: dict[str, Samples]) -> list[Tone | str | None]:
    """What was heard so far; what is tame is no line, and as loud as it is."""
    return [one.what for one in heard(listener.recording.samples, 10, tame)]


def test_a_line_does_not_stutter_while_files_are_made_ready(
    listener: Listener, tmp_path: Path
) -> None:
    line, own = spoken(9, 4.0), tmp_path / "long.wav"
    write_wav(own, spoken(8, 9.5))
    files = [tmp_path / f"{tone.value}.wav" for tone in Tone]
    for file in files:
        file.write_bytes(own.read_bytes())
    with client() as audio:
        audio.speak(clip_of(line, tmp_path / "line.wav"), within=5.0)
        listener.wait_for_sound()
        audio.dress(Sounds(files=tuple(zip(Tone, map(str, files), strict=True))))
        listener.wait_for_quiet()
    (heard,) = listener.heard({"line": line})
    assert heard.clip == "line"
    assert heard.likeness > 0.95


def test_a_silent_profile_sends_nothing_and_the_voice_is_heard(
    listener: Listener, tmp_path: Path, bell: str
) -> None:
    line = spoken(1, 0.8)
    with client(sounds=Sounds(Profile.SILENT, ((Tone.STOP, bell),))) as audio:
        audio.dress(Sounds(Profile.CLEAR))
        wait_until(lambda: audio.owes == 0, "the worker's answer")
        for tone in Tone:
            audio.play(tone)
        assert audio.owes == 0
        audio.speak(clip_of(line, tmp_path / "line.wav"), within=5.0)
        listener.wait_for_sound()
        listener.wait_for_quiet()
    assert [one.what for one in listener.heard({"line": line})] == ["line"]


@pytest.mark.usefixtures("no_device")
def test_no_more_is_written_than_any_pipe_has_room_for(tmp_path: Path) -> None:
    with client("system") as audio:
        wait_until(lambda: audio.owes == 0, "the worker's answer")
        long = Clip(str(tmp_path / ("a" * 5_000)), 1.0)
        audio.speak(long, within=5.0)
        assert audio.owes == 0
        line = play_line(1, Channel.VOICE, 7, 1.0, 5.0, ours=long.source)
        assert len(line) > 5_000
        audio.speak(Clip(str(tmp_path / "short.wav"), 1.0), within=5.0)
        assert audio.owes == 1
