"""Warning signs that were answered and not yet acted upon: on disk, whatever happens next."""

from datetime import datetime

from coach.domain.triage import Finding, Level, highest
from coach.player.recorder import Recorder
from coach.ports.clock import Clock
from coach.ports.safety_record import Bar, LineAnswer

CHECKED = "checked"
"""The answer with which a bar goes that a doctor has checked."""


class FoundSigns:
    """Keeps each finding in the record the moment it is answered."""

    def __init__(self, recorder: Recorder, clock: Clock) -> None:
        self._recorder = recorder
        self._clock = clock
        self._bars: dict[Finding, Bar] = {}

    @property
    def worst(self) -> Finding | None:
        """The finding that has to be acted upon; ``None`` where none bars."""
        return highest(self._bars)

    def add(self, finding: Finding) -> None:
        """A warning sign was answered."""
        if finding.level.bars:
            self._bars[finding] = self._recorder.bar(finding)
        elif finding.level is Level.DOCTOR_SOON:
            self._recorder.keep_doctor_line(finding.sign)

    def settle(self, finding: Finding) -> None:
        """A doctor has checked it: it bars nothing, and no doctor has to be seen about it."""
        bar = self._bars.pop(finding, None)
        if bar is not None:
            self._recorder.follow_up(bar, CHECKED, lifted=True)
        for line in self._recorder.doctor_lines():
            if line.sign == finding.sign.id and line.done is None:
                self._recorder.answer_line(line, LineAnswer.DONE)
        self._recorder.keep_checked(finding.sign)

    def take(self, finding: Finding) -> datetime:
        """It is acted upon now, and so are all others; gives when it was answered."""
        bar = self._bars.get(finding)
        self.forget()
        return bar.asked if bar is not None else self._clock.wall()

    def forget(self) -> None:
        """What was found has been acted upon, or does not bar."""
        self._bars = {}
