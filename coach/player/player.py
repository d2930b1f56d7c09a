"""Drives one session on a stage: cues by deadline, decisions obeyed, the record kept.

A front end passes on what the person says (:meth:`Player.command`, :meth:`Player.answer`) and
shows what comes back. What follows from an answer is decided here by the rules, so that no front
end can forget to stop.
"""

from collections.abc import Callable, Sequence
from typing import Any

from coach.domain.commands import BY_PERSON, Command, InvalidTransition, State
from coach.domain.events import (
    CheckDue,
    Decided,
    Described,
    Ended,
    Event,
    ExitEnded,
    Hurt,
    Outcome,
    Paused,
    ReliefAsks,
    ReturnDue,
    Scored,
)
from coach.domain.plan import PlannedExercise
from coach.domain.questions import Question
from coach.domain.safety import (
    START_EASED,
    START_GENTLE,
    START_NONE,
    Action,
    Colour,
    Moment,
)
from coach.domain.session import Session
from coach.domain.stop_words import LEG_HURT
from coach.domain.timeline import SegmentKind
from coach.domain.triage import Finding, Level
from coach.player.dialogue import PATIENCE, Conversation, Dialogue
from coach.player.doorway import Doorway, Opened
from coach.player.found import FoundSigns
from coach.player.hurt import (
    HurtResult,
    NoMoreToday,
    ScoreGiven,
    Wish,
    ask_score,
    ask_what_hurts,
    ask_whether_sharp,
)
from coach.player.opening import open_session
from coach.player.refusal import Refused, outcome_of
from coach.player.rehearsal import Rehearse, nothing_to_hear
from coach.player.relief import open_relief, rest_before_moving
from coach.player.relief_questions import ask_off_first
from coach.player.relief_run import ReliefRun
from coach.player.signs import SignAsker, advice_for, short_list, tell_found
from coach.player.stage import Stage
from coach.player.tally import Tally
from coach.ports.clock import Handle
from coach.ports.journal import SessionBegun
from coach.ports.keep_awake import KeepAwake
from coach.ports.library import Entry
from coach.ports.notifier import Nobody, Notifier

OBEYED = {
    Action.CONTINUE: Command.GO_ON,
    Action.EASE: Command.EASE,
    Action.STOP_EXERCISE: Command.STOP_EXERCISE,
}
"""The command with which the player obeys each decision that doesn't end the session."""

CHECKS = {
    SegmentKind.CHECK: Moment.BETWEEN,
    SegmentKind.RECHECK: Moment.AFTER_REST,
    SegmentKind.LAST_CHECK: Moment.LAST,
}
"""Which question a score answers that comes while a check stands open."""

RESTED = "too much pain before the start"
"""The reason of a session that was left while somebody rested first."""

WISHED = {Wish.EASIER: Command.EASE_EXERCISE, Wish.SKIP: Command.SKIP_EXERCISE}


class Player:
    """One run: from the first question to the outcome.

    ``patience`` are the seconds that a question waits for its answer, ``None`` for ever. With
    ``waits_at_first`` the questions before the session wait for ever: nobody lies there.
    ``rehearse`` has what will be heard ready before the first movement. ``notifier`` takes over
    where the program has to end while something lies on the skin.
    """

    def __init__(
        self,
        door: Doorway,
        stage: Stage,
        keep_awake: KeepAwake,
        entry: Entry,
        *,
        patience: float | None,
        waits_at_first: bool = False,
        rehearse: Rehearse = nothing_to_hear,
        notifier: Notifier | None = None,
    ) -> None:
        self._rehearse = rehearse
        self._notifier = notifier or Nobody()
        self._door = door
        self._stage = stage
        self._keep_awake = keep_awake
        self._entry = entry
        self._wish_taken = False
        self._patience = patience
        self._waits_at_first = waits_at_first
        self._clock = door.clock
        self._recorder = door.recorder
        self._session: Session | None = None
        self._conversation: Conversation[Any] | None = None
        self._timer: Handle | None = None
        self._outcome: Outcome | None = None
        self._tally = Tally()
        self._found = FoundSigns(door.recorder, door.clock)
        self._input_ended = False
        self._relief = ReliefRun(door, entry.relief)
        self._start_is_known = True
        """Whether there is a score from before the session; else the first one is taken for it."""
        self._pending: list[Event] = []
        self._played = self._clock.wall()
        """When the session last moved on."""

    @property
    def outcome(self) -> Outcome | None:
        """How it ended, once it has."""
        return self._outcome

    @property
    def question(self) -> Question | None:
        """The question that is open."""
        return self._conversation.question if self._conversation else None

    @property
    def session(self) -> Session | None:
        """The session, once it has begun. A front end only reads it."""
        return self._session

    @property
    def newest_score(self) -> int:
        """The newest score, 0 to 10: that of the start as long as there is no other."""
        return self._tally.start if self._tally.last is None else self._tally.last

    # What a front end calls

    def begin(self) -> None:
        """Ask what has to be asked, then play."""
        if self._entry.relief is not None:
            self._converse(open_relief(self._door, self._entry.relief), self._opened)
        else:
            self._converse(open_session(self._door, self._take_wish), self._opened)

    def answer(self, words: str) -> None:
        """The person's answer to the open question."""
        if self._conversation is not None:
            self._conversation.answer(words)

    def somebody_is_there(self) -> None:
        """The person has done something that is no answer yet: an open question waits anew."""
        if self._conversation is not None:
            self._conversation.wait_anew()

    def command(self, command: Command) -> bool:
        """Pass on a command of the person; ``False`` where it means nothing now.

        Raises:
            ValueError: if it is a command that only the player may give.
        """
        if command not in BY_PERSON:
            raise ValueError(f"not for a front end: {command}")
        if self._outcome is not None:
            return False
        if self._session is None and command is not Command.STOP:
            return False
        if self._found.worst is not None:
            self._end(Outcome.LEFT, "")
        elif self._session is None:
            resting = self._conversation is not None and self._conversation.resting
            self._finish(Outcome.PAIN if resting else Outcome.LEFT, RESTED if resting else "")
        elif command is Command.AGAIN and self.question is not None:
            self._stage.ask(self.at(), self.question)
        elif command is Command.STOP and self._session.on_skin:
            self._converse(
                ask_off_first(self._door.content), self._told_off_first, patience=PATIENCE
            )
        elif command is Command.STOP and self._tally.hurting:
            self._end(Outcome.PAIN, "it hurt")
        elif command is Command.RESUME and self._stood_until_another_day():
            self._end(Outcome.LEFT, "left until another day")
        else:
            return self._obey(command)
        return True

    def input_ended(self) -> None:
        """No word can come any more: an open question ends the session, a pause does too."""
        self._input_ended = True
        if self._outcome is not None:
            return
        if self.question is not None and self._conversation is not None:
            self._conversation.input_ended()
        elif self._session is not None and self._session.on_skin:
            if self._session.state is State.PAUSED:
                self._obey(Command.TAKE_OFF)
        elif self._session is not None and self._waits_for_words(self._session):
            self.nobody_answered()

    def leave(self, reason: str) -> None:
        """End at once because the process has to: nothing is asked any more."""
        if self._outcome is None:
            if self._session is not None and self._session.on_skin:
                self._notifier.notify(" ".join(self._door.content.words("relief-off")))
            self._end(Outcome.PAIN if self._tally.hurting else Outcome.LEFT, reason)

    def look(self) -> None:
        """Let happen what is due. The player calls it by itself at each deadline."""
        if self._session is not None and self._outcome is None:
            self._happened(self._session.advance(self._clock.now()))

    # The opening

    def _opened(self, result: Opened | Refused) -> None:
        self._found.forget()
        if isinstance(result, Refused):
            self._finish(result.outcome, result.reason)
            return
        self._rehearse(result, lambda: self._rehearsed(result))

    def _rehearsed(self, result: Opened) -> None:
        """Everything is there: play. Whoever has left meanwhile has left."""
        if self._outcome is not None:
            return
        self._start_is_known = result.start_score is not None
        self._tally = Tally(result.start_score or 0, eased=result.eased)
        self._relief = ReliefRun(self._door, result.relief)
        note = self._keep_awake.hold(f"playing {result.timeline.plan.title}")
        if note:
            self._stage.tell(0.0, (note,))
        now = self._clock.now()
        speed = self._clock.speed
        if result.unfinished is not None:
            standing = result.unfinished.standing
            self._tally = Tally.taken_up(self._tally.start, standing)
            self._session = Session.resumable(
                result.timeline,
                standing.segment,
                now,
                result.away,
                speed=speed,
                return_due=standing.return_due,
            )
            self._recorder.go_on(result.unfinished)
            self._stage.show(Paused(self.at()))
            self._stage.tell(self.at(), ("Get into position.", *self._where()))
            self._after_look()
            return
        self._session = Session(result.timeline, speed=speed)
        if result.relief is None:
            begun = SessionBegun(
                result.routine,
                result.timeline.plan.title,
                self._clock.wall(),
                self._tally.start,
                speed,
            )
            self._recorder.begin(begun, result.timeline)
        self._obey(Command.START)

    def _where(self) -> tuple[str, ...]:
        segment = self._session.segment if self._session else None
        if segment is None or not segment.name:
            return ()
        side = f", {segment.side.value} side" if segment.side else ""
        rep = f", rep {segment.rep}" if segment.rep else ""
        return (f"{segment.name}{side}{rep}.",)

    # What happens in the session

    def _obey(self, command: Command, **how: Any) -> bool:
        """Give the session a command and let happen what follows."""
        assert self._session is not None
        try:
            events = self._session.command(command, self._clock.now(), **how)
        except InvalidTransition as invalid:
            self._happened(list(invalid.events))
            return False
        self._happened(events)
        return True

    def _happened(self, events: Sequence[Event]) -> None:
        """Show the events, write them, and answer those that ask for something."""
        assert self._session is not None
        for event in events:
            self._stage.show(event)
            if isinstance(event, Hurt):
                self._tally.hurting = True
        for event in events:
            if told := self._relief.told_of(event, self._session):
                self._stage.tell(event.at, told)
        if self._session.state is State.RUNNING:
            self._played = self._clock.wall()
        self._write([*self._pending, *events])
        self._pending = []
        for event in events:
            self._react(event)
        self._after_look()

    def _write(self, events: list[Event]) -> None:
        assert self._session is not None
        standing = self._tally.standing(self._session.index, return_due=self._session.return_due)
        self._recorder.write(events, standing, self._session.timeline)

    def _react(self, event: Event) -> None:
        assert self._session is not None
        match event:
            case CheckDue():
                self._converse(ask_score(), self._checked)
            case Hurt():
                self._converse(ask_what_hurts(self._door.content, self._way_out()), self._told_hurt)
            case ReliefAsks():
                asking = self._relief.ask(event, self._session)
                self._converse(asking, self._asked_of_relief, patience=PATIENCE)
            case ReturnDue() if self._stood_until_another_day():
                self._end(Outcome.LEFT, "left until another day")
            case ReturnDue():
                self._converse(self._ask_on_return(), self._returned)
            case ExitEnded():
                if self._conversation is not None:
                    self._conversation.out_of_position()
            case Ended():
                self._ended(event)
            case _:
                pass

    def _after_look(self) -> None:
        """Ask the clock for the next look."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._session is None or self._outcome is not None:
            return
        deadline = self._session.next_deadline()
        if deadline is not None:
            self._timer = self._clock.call_at(deadline, self.look)
        elif self._input_ended and self.question is None and self._waits_for_words(self._session):
            self.nobody_answered()

    # Relief

    def _asked_of_relief(self, result: Finding | bool) -> None:
        """A question of a relief step is answered: on, or out of it."""
        assert self._session is not None
        if isinstance(result, Finding):
            self._stop_for(result)
        elif not result and self._session.on_skin:
            self._obey(Command.TAKE_OFF)
        elif not result:
            self._obey(Command.LEAVE_RELIEF)
        else:
            off = self._session.segment.kind is SegmentKind.TAKE_OFF
            trouble = self._relief.taken_off(self._session) if off else ()
            if trouble:
                self._tell(trouble)
            self._obey(Command.LEAVE_RELIEF if trouble else Command.GO_ON)

    def _told_off_first(self, off: bool) -> None:
        """Leaving: only with a bare skin."""
        if off:
            self._obey(Command.END, outcome=Outcome.LEFT, reason="")
        elif self._session is not None and self._session.on_skin:
            self._obey(Command.TAKE_OFF)

    def _judge_first(self, score: int, moment: Moment, *, sharp: bool) -> None:
        """The first score of a protocol that asked nothing: it stands for that of the start."""
        self._start_is_known = True
        self._tally = Tally(score, score)
        self._show_and_keep(Scored(self.at(), score))
        if sharp:
            self._end(Outcome.PAIN, "the pain is sharp or came suddenly")
        elif moment is Moment.LAST:
            self._tell_if_none(score)
            self._obey(Command.GO_ON)
        elif score >= START_NONE:
            self._converse(rest_before_moving(self._door, score), self._rested)
        elif score >= START_EASED and score < START_GENTLE:
            self._tally.eased = True
            self._show_and_keep(Decided(self.at(), Action.EASE, f"pain is {score}"))
            self._obey(Command.EASE)
        else:
            self._obey(Command.GO_ON)

    def _tell_if_none(self, score: int) -> None:
        """At the end of relief: what is to be done with a score at which there is no exercise."""
        if score >= START_NONE:
            self._recorder.list_due()
            self._tell(self._door.content.words("none-now"))

    def _rested(self, result: Finding | int | None) -> None:
        """After a rest: on with the movements at 7 or less."""
        if isinstance(result, Finding):
            self._stop_for(result)
        elif result is None:
            self._end(Outcome.PAIN, "too much pain to move")
        else:
            assert self._session is not None
            self._tally = Tally(result, result)
            self._session.nobody_was_away()
            self._obey(Command.GO_ON)

    # Answers and what the rules make of them

    def _checked(self, score: int) -> None:
        self._judge(score, self._moment(Moment.BETWEEN))

    def _moment(self, otherwise: Moment) -> Moment:
        """Which question a score answers: the check that stands open, or another one."""
        assert self._session is not None
        return CHECKS.get(self._session.segment.kind, otherwise)

    def _told_hurt(self, result: HurtResult) -> None:
        match result:
            case Finding():
                self._stop_for(result)
            case NoMoreToday():
                if result.doctor is not None:
                    self._tell(self._door.content.advice(result.doctor.level)[:1])
                if not result.leg:
                    self._end(Outcome.PAIN, "it hurt")
                    return
                self._tell_get_up()
                self._tell(self._door.content.words("no-more-today"))
                self._end(Outcome.PAIN, LEG_HURT)
            case ScoreGiven():
                self._show_and_keep(Described(self.at(), result.site, result.feel))
                self._judge(result.score, self._moment(Moment.HURTS), sharp=result.sharp)
            case Wish.END:
                self._end(Outcome.PAIN, "it hurt")
            case Wish():
                self._tally.hurting = False
                self._obey(WISHED[result])

    def _ask_on_return(self) -> Dialogue[Finding | ScoreGiven]:
        """After ten minutes away: the short list and the score."""
        content = self._door.content
        listed = yield from SignAsker(content).ask_screen(short_list(content), "short-list")
        if listed.worst is not None and listed.bars:
            return listed.worst
        yield from tell_found(content, listed)
        given = yield from ask_score()
        sharp = self._tally.hurting and (yield from ask_whether_sharp(self._door.content))
        return ScoreGiven(given, sharp)

    def _returned(self, result: Finding | ScoreGiven) -> None:
        if isinstance(result, Finding):
            self._stop_for(result)
        else:
            self._judge(result.score, self._moment(Moment.BETWEEN), sharp=result.sharp)

    def _judge(self, score: int, moment: Moment, *, sharp: bool = False) -> None:
        """What the rules say about a score, and doing it."""
        assert self._session is not None
        if not self._relief.recorded:
            self._recorder.score(score)
        if not self._start_is_known:
            self._judge_first(score, moment, sharp=sharp)
            return
        if moment is Moment.LAST and self._relief.still:
            self._tally.last = score
            self._show_and_keep(Scored(self.at(), score))
            self._tell_if_none(score)
            self._obey(Command.GO_ON)
            return
        limit = self._session.timeline.plan.pain_limit
        decision = self._tally.judge(score, moment, sharp=sharp, pain_limit=limit)
        at = self.at()
        decided = Decided(at, decision.action, decision.reason)
        ends = decision.action is Action.END
        self._show_and_keep(
            Scored(at, score), *(() if moment is Moment.LAST and not ends else (decided,))
        )
        if ends:
            self._end(Outcome.PAIN, decision.reason)
            return
        if moment is Moment.LAST:
            self._obey(Command.GO_ON)
        else:
            self._obey(OBEYED[decision.action])

    def _show_and_keep(self, *events: Event) -> None:
        """Show events of the player's own; they are written with the next of the session."""
        for event in events:
            self._stage.show(event)
        self._pending += events

    def _stop_for(self, finding: Finding) -> None:
        """A warning sign: its advice in full, and the end."""
        asked = self._found.take(finding)
        self._tell(advice_for(self._door.content, finding, asked))
        self._end(outcome_of(finding.level), finding.sign.question)

    def found(self, finding: Finding) -> None:
        """A warning sign was answered: it is remembered before anything else happens."""
        self._found.add(finding)

    def ticked(self, caution: str) -> None:
        """A caution line that allows no session applies: it is kept at once."""
        self._recorder.tick(caution)

    def read_on(self) -> None:
        """The words that were held up have been read."""
        if self._conversation is not None:
            self._conversation.read_on()

    def choose(self, entry: Entry) -> bool:
        """Another routine; ``False`` once the score is given, and the plan is on its way."""
        if self._entry.relief is not None:
            return False
        if not self._wish_taken:
            self._entry = entry
        return not self._wish_taken

    def _take_wish(self) -> Entry:
        self._wish_taken = True
        return self._entry

    def checked(self, finding: Finding) -> None:
        """A doctor has checked it."""
        self._found.settle(finding)

    def _way_out(self) -> tuple[str, ...]:
        """How to come out of this position, and slow breathing."""
        return (*self._finish_lines(), *self._door.content.words("breathing"))

    def _finish_lines(self) -> tuple[str, ...]:
        """The lines that end the exercise that is playing."""
        assert self._session is not None
        segment = self._session.segment
        if not segment.step or not segment.exercise:
            return ()
        step = self._session.timeline.plan.steps[segment.step - 1]
        return step.exercise.finish if isinstance(step, PlannedExercise) else ()

    # The end

    def _end(self, outcome: Outcome, reason: str) -> None:
        """End it; a warning sign that waits for its advice comes before every other reason."""
        self._drop_conversation()
        worst = self._found.worst
        if worst is not None:
            self._stop_for(worst)
        elif self._session is None:
            self._finish(outcome, reason)
        else:
            self._obey(Command.END, outcome=outcome, reason=reason)

    def nobody_answered(self) -> None:
        """End gently for want of an answer."""
        self._tell(("No answer, so this ends here.",))
        if self._session is not None and self._found.worst is None and not self._relief.still:
            self._tell(self._finish_lines() or ("Come out of the position slowly.",))
        self._end(Outcome.NO_ANSWER, "no answer")

    def _ended(self, event: Ended) -> None:
        assert self._session is not None
        if event.outcome is Outcome.DONE:
            self._tell((f"Pain {self._tally.start} before, {self._tally.last} after.",))
            if self._relief.recorded and self._tally.colour(event.outcome) is Colour.AMBER:
                care = self._door.content.advice(Level.SELF_CARE)
                self._tell((*care, *self._door.content.words("level-down-next")))
        if event.outcome is Outcome.PAIN and event.reason != LEG_HURT:
            self._tell_get_up()
            self._tell(self._door.content.words("session-ended-for-pain"))
        if event.outcome.is_stop or self._tally.hurting:
            self._recorder.list_due()
        self._recorder.end(self._tally.end(event.outcome, event.reason, self._clock.wall()))
        self._finish(event.outcome, event.reason)

    def _tell_get_up(self) -> None:
        assert self._session is not None
        position = self._session.segment.position.value
        self._tell(self._door.content.words(f"get-up-{position}"))

    def _finish(self, outcome: Outcome, reason: str) -> None:
        self._outcome = outcome
        self._drop_conversation()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._keep_awake.release()
        self._stage.finish(self.at(), outcome, reason)

    # Small things

    def _converse(
        self,
        dialogue: Dialogue[Any],
        done: Callable[[Any], None],
        *,
        patience: float | None = None,
    ) -> None:
        """Begin a dialogue. Its questions have ``patience`` where the front end has none."""
        self._drop_conversation()
        waits = self._waits_at_first and self._session is None
        patience = None if waits else self._patience or patience
        conversation = Conversation(
            dialogue, self._stage, self._clock, self, done, patience=patience
        )
        self._conversation = conversation
        conversation.start()

    def leave_position(self, lines: tuple[str, ...]) -> None:
        """Begin the way out of the position."""
        assert self._session is not None
        self._happened(self._session.leave_position(self._clock.now(), lines))

    def _drop_conversation(self) -> None:
        if self._conversation is not None:
            self._conversation.cancel()
            self._conversation = None

    def _tell(self, lines: Sequence[str]) -> None:
        self._stage.tell(self.at(), lines)

    def at(self) -> float:
        """The offset in the session, in seconds."""
        return self._session.offset if self._session else 0.0

    def _stood_until_another_day(self) -> bool:
        """Whether a session that stands still last moved on another day."""
        assert self._session is not None
        stands = self._session.state in (State.PAUSED, State.ASKING)
        return stands and self._clock.wall().date() != self._played.date()

    @staticmethod
    def _waits_for_words(session: Session) -> bool:
        """Whether the session stands still until the person says something."""
        return session.state in (State.PAUSED, State.ASKING) or (
            session.state is State.RUNNING and session.segment.kind is SegmentKind.READY
        )
