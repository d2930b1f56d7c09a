"""A second opinion about safety: what may not happen after what was said.

It is written from the clinical reference and knows nothing of how the player does it: it watches
what is asked, answered and played, and says when an exercise is played that must not be.
"""

from dataclasses import dataclass, field

from coach.domain.events import Decided, Ended, Event, Hurt, ReturnDue, Scored, SegmentBegan
from coach.domain.questions import Question
from coach.domain.safety import Action
from coach.domain.timeline import SegmentKind
from coach.domain.triage import Level, WarningSign
from tests.fakes import RecordingStage
from tests.player.answering import rows_behind
from tests.player.house import content

NONE_FROM = 8
"""From this score before it there is no session."""
GENTLE_FROM = 6
"""From this score before it only the gentle routine is open."""
GENTLE = frozenset({"rest-90-90", "pelvic-tilt", "knee-rolls", "knee-to-chest", "walk"})
"""The exercises of the gentle routine, and none else."""


def ends(start: int, now: int) -> bool:
    """Whether a score of ``now`` ends a session begun at ``start`` (reference, B; 0 to 10)."""
    if start < GENTLE_FROM:
        return now >= 7 or (now >= 4 and now - start >= 3)
    return now >= 8 or now - start >= 2


def every_row() -> dict[str, WarningSign]:
    """Every row, also those that others escalate to, by its id."""
    rows: dict[str, WarningSign] = {}

    def add(sign: WarningSign) -> None:
        rows[sign.id] = sign
        for other in sign.escalations:
            add(other)

    for screen in content().full_list:
        for line in screen.lines:
            for sign in line.signs:
                add(sign)
    return rows


def grown_from(sign: str) -> set[str]:
    """A row, what it escalates to, and the rows that escalate to it: one complaint."""
    below = {other.id for other in ROWS[sign].escalations} if sign in ROWS else set()
    above = {id for id, row in ROWS.items() if sign in {other.id for other in row.escalations}}
    return {sign} | below | above


ROWS = every_row()
BARRING = frozenset(
    sign.id
    for screen in content().full_list
    for line in screen.lines
    for sign in line.signs
    if sign.level.bars
)
STARRED = frozenset(sign.id for line in content().short_list for sign in line.signs)
BY_QUESTION = {sign.question: id for id, sign in ROWS.items()} | {
    content().hurt_chest.question: content().hurt_chest.id
}


@dataclass
class Run:
    """What was said since the program was started."""

    covered: set[str] = field(default_factory=set)
    """The rows that were answered, or that a no to their screen answered."""
    doubts: set[str] = field(default_factory=set)
    """The emergency and urgent rows that were answered with anything but no."""
    fresh: set[str] = field(default_factory=set)
    """The warning signs of this start."""
    start: int | None = None
    resumed: bool = False
    following: dict[str, str] = field(default_factory=dict)
    """The signs that were followed up without a doctor's word, and the answers."""
    taken_back: set[str] = field(default_factory=set)
    """The signs that a slipped key had ticked, and whose question was answered with no."""
    last_row: str = ""
    """The row that was answered last with anything but no."""
    must_end: str = ""
    """Why nothing may move any more in this session."""


class Model:
    """Watches; ``faults`` are what must not have happened."""

    def __init__(self) -> None:
        self.run = Run()
        self.standing: set[str] = set()
        """The warning signs that bar a session."""
        self.full_due = False
        self.hurting = False
        self.returning = False
        self.playing = False
        """Whether there is a session."""
        self.faults: list[str] = []
        self.moved = 0
        """How many phases of exercises were played."""

    def started(self) -> None:
        """The program is started; what ran before is gone."""
        if self.hurting:
            self.full_due = True
        self.run = Run()
        self.hurting = self.playing = False

    # What is answered

    def answered(self, question: Question, answer: str) -> None:
        """Somebody gave an answer that counts, before anything follows from it."""
        id = question.id
        if id.startswith("sign-"):
            self._row(id.removeprefix("sign-"), answer)
        elif id == "checked" and answer == "y":
            self._checked(self.run.last_row)
        elif id == "follow-up":
            asked = next(row for text, row in BY_QUESTION.items() if text in question.text)
            self._followed(asked, answer)
        elif answer == "n" and id.startswith(("short-list", "list-", "line-")):
            self.run.covered |= rows_behind(question)
        else:
            self._other(id, answer)
        self._settle()

    def _other(self, id: str, answer: str) -> None:
        if id == "hurt" and answer == "3":
            self.standing.add(content().hurt_chest.id)
        elif id == "why-left" and answer != "n":
            self.full_due = True
        elif id == "go-on" and answer == "y":
            self.run.resumed = True
        elif id == "start-score":
            self.run.start = int(answer)
            self.returning = False  # another session, whose own questions come before it
            self.full_due |= self.run.start >= NONE_FROM
        elif id == "wish" and answer in ("1", "2"):
            self.hurting = False
        elif id == "sharp" and answer != "n":
            self.run.must_end = "the pain is sharp"

    def _followed(self, sign: str, answer: str) -> None:
        """A doctor's word settles a sign; the full list comes all the same."""
        self.run.covered = set()
        if answer == "1":
            self.standing -= grown_from(sign)
            self.full_due = True
        elif answer in ("4", "5"):
            self.run.following[sign] = answer

    def _checked(self, row: str) -> None:
        if ROWS[row].storable and not self.playing:
            self.standing.discard(row)
            self.run.doubts.discard(row)
            self.run.fresh.discard(row)

    def _row(self, id: str, answer: str) -> None:
        sign = ROWS.get(id, content().hurt_chest)
        run = self.run
        if answer == "n":
            run.covered.add(id)
            if id in run.following:
                run.taken_back.add(id)
            return
        run.last_row = id
        run.covered.add(id)
        if sign.level.bars:
            run.doubts.add(id)
        if sign.level is Level.EMERGENCY or (sign.level is Level.URGENT and answer == "y"):
            self.standing.add(id)
            run.fresh.add(id)

    def _settle(self) -> None:
        """What the answers so far allow."""
        run = self.run
        if not run.covered >= BARRING:
            return
        self.full_due = False
        for sign, since in list(run.following.items()):
            gone = since == "5" and sign in ROWS and ROWS[sign].level is not Level.EMERGENCY
            slipped = since == "4" and sign in run.taken_back
            if (gone or slipped) and not run.fresh and not run.doubts & grown_from(sign):
                self.standing -= grown_from(sign)
                del run.following[sign]

    # What happens

    def saw(self, event: Event) -> None:
        """Something has happened in the session."""
        self.playing = True
        match event:
            case Hurt():
                self.hurting = True
            case ReturnDue():
                self.returning = True
            case Scored(score=score):
                self.returning = False
                self._score(score)
            case Decided(action=action):
                self.hurting = False
                if action is Action.END:
                    self.run.must_end = "the rules ended it"
            case Ended(outcome=outcome):
                if outcome.is_stop or self.hurting:
                    self.full_due = True
                self.hurting = self.playing = self.returning = False
                self.run.must_end = "it has ended"
            case SegmentBegan(segment=segment) if segment.kind is SegmentKind.PHASE:
                self.moved += 1
                self._check(segment.exercise)
            case _:
                pass

    def _score(self, now: int) -> None:
        start = self.run.start
        if start is not None and ends(start, now):
            self.run.must_end = f"{now} after {start}"

    def _check(self, exercise: str) -> None:
        run = self.run
        reasons = {
            f"{sorted(self.standing)} stands": bool(self.standing),
            "the full list is due": self.full_due,
            "it hurts, and nothing followed": self.hurting,
            "away for long, and not asked": self.returning,
            run.must_end: bool(run.must_end),
            "no list was asked": not run.resumed and not run.covered >= STARRED,
            "no score was given": not run.resumed and run.start is None,
            "too much before": run.start is not None and run.start >= NONE_FROM,
            "only the gentle routine is open": (
                run.start is not None and run.start >= GENTLE_FROM and exercise not in GENTLE
            ),
        }
        self.faults += [f"{exercise} although {why}" for why, holds in reasons.items() if holds]


class WatchedStage(RecordingStage):
    """A front end whose person is watched by a model."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self._model = model

    def show(self, event: Event) -> None:
        super().show(event)
        self._model.saw(event)
