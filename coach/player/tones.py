"""Tones on a stage: what a front end shows is heard as well."""

from collections.abc import Sequence

from coach.domain.events import Event, Hurt, Outcome, Paused, Started
from coach.domain.questions import Question
from coach.domain.sounds import Tone
from coach.domain.tones import tone_of
from coach.player.stage import Stage
from coach.ports.audio_out import AudioOut


class SoundingStage:
    """Any stage, with the tones of the session.

    Questions sound from the first movement on: before it the person sits at the screen.
    """

    def __init__(self, stage: Stage, audio: AudioOut) -> None:
        self._stage = stage
        self._audio = audio
        self._begun = False

    def tell(self, at: float, lines: Sequence[str]) -> None:
        """Words have no tone."""
        self._stage.tell(at, lines)

    def hold(self, at: float, lines: Sequence[str]) -> bool:
        """Words have no tone."""
        return self._stage.hold(at, lines)

    def show(self, event: Event) -> None:
        """The tone first: the ear leads. A pause and "it hurts" silence what still sounds."""
        self._begun = self._begun or isinstance(event, Started | Paused)
        tone = tone_of(event)
        if isinstance(event, Paused | Hurt):
            self._audio.hush()
        if tone is not None:
            self._audio.play(tone)
        self._stage.show(event)

    def ask(self, at: float, question: Question) -> None:
        """A question in a session sounds, also when it is asked again."""
        if self._begun:
            self._audio.play(Tone.QUESTION)
        self._stage.ask(at, question)

    def refuse(self, at: float, question: Question, words: str) -> None:
        """What is no answer has no tone."""
        self._stage.refuse(at, question, words)

    def finish(self, at: float, outcome: Outcome, reason: str) -> None:
        """The end has sounded as an event."""
        self._stage.finish(at, outcome, reason)
