"""A session with its voice, heard: every word and every tone, once, at its moment."""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

from coach.adapters.audio.sounds import Samples, read
from coach.adapters.voice.client import VoiceClient
from coach.domain.commands import Command
from coach.domain.events import CueDue, Event, Paused, SegmentBegan
from coach.domain.sounds import Tone
from tests.adapters.audio.listening import Listener, client
from tests.adapters.audio.playing import Evening, planned
from tests.rig.expecting import beside, find_all, left_of

WITHIN = 0.06
"""Seconds after its deadline by which a cue is heard, for 95 of 100."""
QUIET_WITHIN = 0.1
"""Seconds after a pause within which nothing of the session sounds any more."""
SURE = 0.6
"""How like itself a sound is at least, with another one over it."""
LEFT = 60.0
"""What is louder than this where nothing was asked for is a sound that nobody wanted."""
TWICE = 0.6
"""The part of a sound that may be left without it, where it stuttered on a busy machine."""
COUNT_IN = [Tone.COUNT] * 3
"""3, 2, 1, when it goes on."""
PAUSED = 5.0
"""Seconds for which the person stands still."""


@pytest.fixture
def voice(tmp_path: Path) -> Iterator[VoiceClient]:
    """espeak-ng, with nothing in its cache."""
    voice = VoiceClient("espeak-ng", folder=tmp_path / "voice")
    yield voice
    voice.close()


def lines_of(evening: Evening) -> dict[str, Samples]:
    """What was to be spoken, by where it is kept."""
    return {clip.source: read(clip.source) for clip, _ in evening.audio.spoken}


async def test_a_pause_in_the_middle_of_a_line_is_quiet_at_once(
    listener: Listener, tmp_path: Path, voice: VoiceClient
) -> None:
    paused: list[float] = []
    with client() as audio:
        evening = Evening(audio, tmp_path, voice=voice)
        loop = asyncio.get_running_loop()

        def say(command: Command) -> None:
            assert evening.player is not None
            assert evening.player.command(command)

        def act(event: Event) -> None:
            if isinstance(event, CueDue) and event.cue.text.startswith("Put the laptop"):
                loop.call_later(1.0, say, Command.PAUSE)
                loop.call_later(3.0, say, Command.STOP)
            if isinstance(event, Paused):
                paused.append(evening.audio.asked[-1][1])

        evening.when = act
        await evening.play()
        await asyncio.to_thread(listener.wait_for_quiet)
    found = listener.heard(lines_of(evening))
    assert [one.what for one in found if one.clip] == [
        clip.source for clip, _ in evening.audio.spoken
    ]
    cut = [one for one in found if one.clip][-1]
    end = listener.recording.moment(cut.second) + cut.lasted
    assert end - paused[0] < QUIET_WITHIN
    assert [tone for tone, _ in evening.audio.asked] == [Tone.PAUSE, Tone.STOP]
    # Where a busy machine stutters, one tone may be heard in two pieces.
    assert list(dict.fromkeys(one.tone for one in found if one.tone)) == [Tone.PAUSE, Tone.STOP]


@pytest.mark.rig
async def test_the_whole_of_first_three_is_heard_with_its_voice(
    listener: Listener, tmp_path: Path, voice: VoiceClient, capsys: pytest.CaptureFixture[str]
) -> None:
    stood: list[int] = []
    with client("auto", first=False) as audio:
        evening = Evening(audio, tmp_path, voice=voice)
        loop = asyncio.get_running_loop()

        def say(command: Command) -> None:
            assert evening.player is not None
            stood.append(len(evening.audio.asked))
            assert evening.player.command(command)

        def act(event: Event) -> None:
            if isinstance(event, SegmentBegan) and event.segment.phase == "hold" and not stood:
                stood.append(len(evening.audio.asked))
                loop.call_later(6.0, say, Command.PAUSE)
                loop.call_later(6.0 + PAUSED, say, Command.RESUME)

        evening.when = act
        timeline = await evening.play()
        await asyncio.to_thread(listener.wait_for_quiet, 1.0)
        backend = audio.state
    tones = [tone for tone, _ in evening.audio.asked]
    pause = tones.index(Tone.PAUSE)
    assert tones[pause + 1 : pause + 4] == COUNT_IN
    assert [*tones[:pause], *tones[pause + 4 :]] == planned(timeline)
    said = [cue.text for _, cue in timeline.cues if cue.text]
    checks = sum(segment.kind.asks for segment in timeline.segments)
    assert len(evening.audio.spoken) == len(said) + checks
    asked = evening.asked_of(listener.recording)
    left = find_all(listener.recording.samples, asked)
    late = [one.second - one.due for one in asked]
    half, most = median(late), quantiles(late, n=20, method="inclusive")[-1]
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(evening.audio.asked)} tones and {len(evening.audio.spoken)} lines through "
            f"{backend.backend} ({backend.device}): heard after {half * 1000:.1f} ms (p50), "
            f"{most * 1000:.1f} ms (p95), {max(late) * 1000:.1f} ms (most); the least like itself "
            f"is {min(one.likeness for one in asked):.2f}\n"
        )
    assert len(evening.audio.spoken) > 60
    assert most <= WITHIN
    # None is missing, and nothing else was there: no cue twice, and none while it was paused.
    assert min(one.likeness for one in asked) > SURE
    assert max(left_of(listener.recording.samples, left, one) for one in asked) < TWICE
    assert beside(left, asked) < LEFT
