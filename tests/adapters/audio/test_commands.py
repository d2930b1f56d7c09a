"""The commands that sound, as processes of their own."""

from pathlib import Path

from coach.domain.sounds import Tone
from tests.adapters.audio.listening import Listener
from tests.plain.person import START, Home, Talk
from tests.rig.pulse import SoundServer, wait_until

USUAL = 7


def test_diagnose_plays_every_tone(server: SoundServer, listener: Listener, tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.write("settings.toml", 'voice = "none"\n')
    shown = home.coach("diagnose", environment=server.environment)
    assert (shown.code, shown.errors) == (0, "")
    assert shown.says("volume 7 of 10")
    listener.wait_for_quiet()
    assert listener.tones(USUAL) == list(Tone)


def test_a_session_line_by_line_sounds_and_its_last_tone_outlives_it(
    server: SoundServer, listener: Listener, tmp_path: Path
) -> None:
    home = Home(tmp_path)
    home.environment |= server.environment
    with Talk(home, ("play", "first-three", "--plain")) as talk:
        talk.say(*START)
        talk.hear("First three.")
        wait_until(lambda: server.streams() == 1, "the sound's stream")
        ended = talk.end("stop")
        assert (ended.code, ended.last) == (0, "= left")
    listener.wait_for_sound()
    listener.wait_for_quiet()
    assert listener.tones(USUAL) == [Tone.STOP]


def test_a_rehearsal_is_silent(server: SoundServer, listener: Listener, tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.environment |= server.environment
    assert home.play(*START, 0, 0).last == "= done"
    listener.recording.wait(0.3)
    assert listener.tones(USUAL) == []
