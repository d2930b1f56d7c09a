"""Gets a voice ready: the whole session is there as sound before its first cue."""

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from coach.domain.checks import CheckRule
from coach.domain.layout import lay_out
from coach.domain.plan import plan_routine
from coach.domain.routine import Routine
from coach.domain.sounds import Sounds
from coach.player.doorway import Doorway, Opened
from coach.player.planning import familiar, intro_lines
from coach.player.speaker import Speaker
from coach.player.vocabulary import session_lines, timeline_lines
from coach.ports.audio_out import AudioOut
from coach.ports.clock import Clock

LOOK: Final = 0.05
"""Seconds between two looks at how far the voice is."""
ASK: Final = 0.5
"""Seconds between two looks while nobody waits for it."""
SHOWN_AFTER: Final = 1.0
"""Seconds after which it is told how far the voice is, and again after as many."""
LONGEST: Final = 15.0
"""Seconds after which the session begins with the lines that are there."""


class Rehearse(Protocol):
    """Has what a session says ready, then calls ``ready``, once."""

    def __call__(self, opened: Opened, ready: Callable[[], None], /) -> None:
        """Get ready for the session that ``opened``."""


def nothing_to_hear(_opened: Opened, ready: Callable[[], None]) -> None:
    """Where there is no sound, everything is ready."""
    ready()


class Rehearsal:
    """Prepares lines ahead, waits for those of a session, and sounds as its routine wants.

    ``tell`` shows how far it has come, in a sentence. ``unusable`` says which of a routine's own
    files can't sound, in a sentence each.
    """

    def __init__(
        self,
        speaker: Speaker,
        audio: AudioOut,
        door: Doorway,
        tell: Callable[[str], None],
        unusable: Callable[[Sounds], Sequence[str]] = lambda _: (),
    ) -> None:
        self._unusable = unusable
        self._speaker = speaker
        self._audio = audio
        self._door = door
        self._tell = tell

    def ahead(self, routine: Routine) -> None:
        """Prepare a routine that will probably be played, while the first questions are asked."""
        plan = plan_routine(
            routine,
            self._door.library.exercises(),
            voice=self._door.voice,
            familiar=familiar(self._door),
            reliefs=self._door.library.reliefs(),
        )
        timeline = lay_out(plan, CheckRule(), intro_lines(self._door.content))
        self._speaker.prepare((*timeline_lines(timeline), *session_lines(self._door.content)))
        self._keep_on()

    def _keep_on(self) -> None:
        """A voice goes on as long as somebody asks how far it is."""
        if self._speaker.preparing:
            clock = self._door.clock
            clock.call_at(clock.now() + ASK, self._keep_on)

    def __call__(self, opened: Opened, ready: Callable[[], None]) -> None:
        """Call ``ready`` as soon as the voice has every line, or can't have it."""
        self._audio.dress(opened.sounds)
        for sentence in self._unusable(opened.sounds):
            self._tell(sentence)
        lines = timeline_lines(opened.timeline)
        more = session_lines(self._door.content, opened.start_score)
        self._speaker.prepare((*lines, *more))
        _Wait(self._speaker, self._door.clock, self._tell, ready, lines).look()


class _Wait:
    """Waits until every one of ``lines`` can be heard."""

    def __init__(
        self,
        speaker: Speaker,
        clock: Clock,
        tell: Callable[[str], None],
        ready: Callable[[], None],
        lines: tuple[str, ...],
    ) -> None:
        self._speaker = speaker
        self._clock = clock
        self._tell = tell
        self._ready = ready
        self._wanted = len(lines)
        self._missing = lines
        self._until = clock.now() + LONGEST
        self._shown_at = clock.now()

    def look(self) -> None:
        """See how far it is; come back as long as something is missing."""
        self._missing = self._speaker.unspoken(self._missing)
        now = self._clock.now()
        if not self._missing or now >= self._until:
            self._ready()
            return
        if now - self._shown_at >= SHOWN_AFTER:
            self._shown_at = now
            done = self._wanted - len(self._missing)
            self._tell(f"Getting the voice ready: {done} of {self._wanted} lines.")
        self._clock.call_at(now + LOOK, self.look)
