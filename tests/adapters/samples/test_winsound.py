"""Where one sound plays at a time, the most important one does."""

import time
from array import array

from coach.adapters.audio.backend import Sound
from coach.adapters.audio.sounds import Channel
from coach.adapters.audio.with_winsound import WinsoundBackEnd
from tests.rig.pulse import wait_until


def ranked(name: str, channel: Channel, seconds: float, within: float = 0.0) -> Sound:
    """A sound that lasts so long, and may begin so late."""
    samples = array("h", [1] * round(seconds * 44_100))
    return Sound(name, samples, 1.0, channel, time.monotonic() + within + 0.05)


def test_where_one_sound_plays_at_a_time_the_most_important_one_does() -> None:
    played: list[int] = []
    stopped: list[int] = []
    winsound = WinsoundBackEnd(
        lambda content: played.append(len(content)), lambda: stopped.append(1)
    )

    def sounding() -> int:
        return len(played)

    winsound.play(ranked("tone", Channel.TONE, 0.5))
    winsound.play(ranked("line", Channel.VOICE, 1.0))
    wait_until(lambda: sounding() == 2, "the line in the tone's place")
    winsound.play(ranked("tone", Channel.TONE, 0.5))
    winsound.play(ranked("warning", Channel.WARNING, 0.2))
    wait_until(lambda: sounding() == 3, "the warning in the line's place")
    winsound.play(ranked("late line", Channel.VOICE, 1.0))
    winsound.play(ranked("patient line", Channel.VOICE, 0.3, within=5.0))
    winsound.play(ranked("tone", Channel.TONE, 0.5))
    assert sounding() == 3
    due = winsound.tend()
    assert due is not None
    assert due <= 0.2
    assert winsound.sounding()
    wait_until(lambda: winsound.tend() is None, "the warning's end")
    wait_until(lambda: sounding() == 4, "the line behind the warning")
    winsound.hush(only_voice=True)
    assert stopped == [1]
    winsound.play(ranked("tone", Channel.TONE, 0.5))
    winsound.hush(only_voice=True)
    assert stopped == [1]
    wait_until(lambda: sounding() == 5, "a tone after all")
