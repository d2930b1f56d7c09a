"""A session that sounds: every tone, in order, at its moment, and none while it stands still."""

import asyncio
from pathlib import Path

from coach.domain.commands import Command
from coach.domain.events import Event, SegmentBegan
from coach.domain.sounds import Tone
from tests.adapters.audio.listening import Listener, client
from tests.adapters.audio.playing import Evening

WITHIN = 0.06
"""Seconds after its deadline by which a tone is heard, for 95 of 100."""
PAUSED = 5.0
"""Seconds for which the person stands still."""
COUNT_IN = [Tone.COUNT] * 3
"""3, 2, 1, when it goes on."""


def lateness(evening: Evening, listener: Listener) -> list[float]:
    """How late each tone was heard; exactly those that were asked for, in order, were."""
    heard, asked = listener.moments(), evening.audio.asked
    assert [tone for tone, _ in heard] == [tone for tone, _ in asked]
    return [moment - due for (_, moment), (_, due) in zip(heard, asked, strict=True)]


async def test_some_seconds_of_a_session_sound_as_they_should(
    listener: Listener, tmp_path: Path
) -> None:
    with client() as audio:
        evening = Evening(audio, tmp_path, speed=3)

        def act(event: Event) -> None:
            assert evening.player is not None
            if not isinstance(event, SegmentBegan):
                return
            if event.index == 0:
                asyncio.get_running_loop().call_soon(evening.player.command, Command.NEXT)
            if event.segment.phase == "hold":
                asyncio.get_running_loop().call_later(1.5, evening.player.command, Command.STOP)

        evening.when = act
        await evening.play()
        await asyncio.to_thread(listener.wait_for_quiet)
    assert [tone for tone, _ in evening.audio.asked] == [
        Tone.GET_READY,
        *[Tone.COUNT] * 3,
        Tone.OUT,
        Tone.HOLD,
        Tone.STOP,
    ]
    assert max(lateness(evening, listener)) < 2 * WITHIN
