"""The record of safety in memory."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final, TypeVar

from coach.adapters.store.ids import new_id
from coach.domain.asking import DoctorLine, ListsAsked
from coach.domain.erased import Erased
from coach.domain.relief import Round
from coach.domain.triage import Level
from coach.ports.safety_record import (
    Bar,
    FollowUp,
    LineAnswer,
    ListGroup,
    PainScore,
    PastBar,
    SafetyHistory,
)

T = TypeVar("T")

EVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Before everything that is recorded."""


class SafetyMemory:
    """What must not be forgotten, for as long as the program runs."""

    def __init__(self) -> None:
        self._bars: dict[str, Bar] = {}
        self._past: dict[str, PastBar] = {}
        self._cautions: tuple[str, ...] | None = None
        self._gentle: datetime | None = None
        self._lists = ListsAsked()
        self._checked: dict[str, datetime] = {}
        self._lines: dict[str, DoctorLine] = {}
        self._scores: list[PainScore] = []
        self._episodes: list[datetime] = []
        self._rounds: list[Round] = []
        self._level_offered: datetime | None = None
        self._erased: tuple[Erased, ...] = ()
        self.follow_ups: list[tuple[str, str, bool]] = []
        """The answers to follow-up questions: bar, answer, whether it was lifted."""

    def take_over(self, record: SafetyHistory) -> bool:
        """Begin with what a record holds that can be read but not written.

        What bars comes first. Each part comes as far as it can be read, whatever is odd about
        the others; gives whether all of it could.
        """
        attempt = _Attempt()
        self._bars |= {bar.id: bar for bar in attempt.at(record.open_bars) or ()}
        self._cautions = attempt.at(record.cautions)
        self._gentle = attempt.at(record.gentle_since)
        self._lists = attempt.at(record.lists_asked) or ListsAsked()
        self._erased = tuple(attempt.at(record.erased) or ())
        self._checked = dict(attempt.at(record.times_checked) or {})
        self._scores = list(attempt.at(lambda: record.scores(EVER)) or ())
        self._episodes = list(attempt.at(record.new_episodes) or ())
        self._rounds = list(attempt.at(lambda: record.relief_rounds(EVER)) or ())
        self._lines = {line.id: line for line in attempt.at(record.doctor_lines) or ()}
        self._past = {one.bar.id: one for one in attempt.at(lambda: record.bars(EVER)) or ()}
        return attempt.whole

    def be_careful(self, wall: datetime) -> None:
        """For what can't be read: today only the gentle routine, and the full list at a start."""
        self.list_due(wall)
        self.gentle_from(wall)

    # Writing

    def bar(self, sign: str, question: str, level: Level, asked: datetime) -> str:
        """Remember an emergency or urgent answer; gives the bar's id."""
        bar = Bar(new_id(asked), sign, question, level, asked)
        self._bars[bar.id] = bar
        self._past[bar.id] = PastBar(bar)
        return bar.id

    def follow_up(self, bar: str, answer: str, wall: datetime, *, lifted: bool) -> None:
        """Keep an answer to the follow-up question; ``lifted`` takes the bar away."""
        self.follow_ups.append((bar, answer, lifted))
        if bar in self._past:
            before = self._past[bar]
            answers = (*before.answers, FollowUp(answer, wall, lifted))
            self._past[bar] = replace(before, answers=answers)
        if lifted:
            self._bars.pop(bar, None)

    def introduce(self, cautions: Sequence[str], wall: datetime, *, bars: bool = False) -> None:
        """Keep the caution lines that the person ticked, by id."""
        self._cautions = tuple(cautions)

    def gentle_from(self, wall: datetime) -> None:
        """Remember that only the gentle routine is open for the rest of the day."""
        self._gentle = wall

    def list_asked(self, group: ListGroup, wall: datetime) -> None:
        """Remember that a group of the full list was gone through."""
        if group is ListGroup.URGENT:
            self._lists = replace(
                self._lists, urgent=wall, first=self._lists.first or wall, full_is_due=False
            )
        else:
            self._lists = replace(self._lists, soon=wall)

    def list_due(self, wall: datetime) -> None:
        """Remember that the full list is asked at the next start."""
        self._lists = replace(self._lists, due=wall, full_is_due=True)

    def checked(self, sign: str, wall: datetime) -> None:
        """Keep "checked by a doctor, unchanged" for a row, by its id."""
        self._checked[sign] = wall

    def doctor_line(self, sign: str, question: str, wall: datetime) -> None:
        """Keep a doctor-soon line."""
        line = DoctorLine(new_id(wall), sign, question, wall)
        self._lines[line.id] = line

    def answer_line(self, line: str, answer: LineAnswer, wall: datetime) -> None:
        """Keep what the person said to a doctor-soon line, by the line's id."""
        kept = self._lines[line]
        done = answer is LineAnswer.DONE
        self._lines[line] = replace(kept, done=wall) if done else replace(kept, reminded=wall)

    def score(self, score: int, wall: datetime) -> None:
        """Keep a score that was given outside of a session, 0 to 10."""
        self.keep_score(PainScore(wall, score))

    def keep_score(self, score: PainScore) -> None:
        """Keep a score."""
        self._scores.append(score)

    def new_episode(self, wall: datetime) -> None:
        """Keep that the pain from now on is another episode than the one before."""
        self._episodes.append(wall)

    def level_offered(self, level: int, wall: datetime, *, taken: bool) -> None:
        """Keep what the person said when a level, 1 to 5, was offered."""
        self._level_offered = wall

    def relief_round(self, round: Round) -> None:
        """Keep that something was put on the skin, and for how long it stays bare after it."""
        self._rounds.append(round)

    # Reading

    def open_bars(self) -> tuple[Bar, ...]:
        """The bars that stand, the highest level first and then the newest."""
        bars = self._bars.values()
        return tuple(sorted(bars, key=lambda bar: (bar.level, bar.asked, bar.id), reverse=True))

    def bars(self, since: datetime) -> tuple[PastBar, ...]:
        """Every bar from ``since`` on, also those that were lifted, the oldest first."""
        found = (one for one in self._past.values() if one.bar.asked >= since)
        return tuple(sorted(found, key=lambda one: (one.bar.asked, one.bar.id)))

    def gentle_since(self) -> datetime | None:
        """When the gentle routine last became the only one that was open."""
        return self._gentle

    def cautions(self) -> tuple[str, ...] | None:
        """The ids of the caution lines that were ticked; ``None`` before the first session."""
        return self._cautions

    def lists_asked(self) -> ListsAsked:
        """When which lists were asked, and when one became due."""
        return self._lists

    def times_checked(self) -> Mapping[str, datetime]:
        """When a doctor had last checked which row, by the row's id."""
        return dict(self._checked)

    def doctor_lines(self) -> tuple[DoctorLine, ...]:
        """Every doctor-soon line, the oldest first, also those that are done."""
        return tuple(sorted(self._lines.values(), key=lambda line: (line.since, line.id)))

    def scores(self, since: datetime) -> tuple[PainScore, ...]:
        """The scores from ``since`` on, in and out of sessions, the oldest first."""
        kept = (score for score in self._scores if score.given >= since)
        return tuple(sorted(kept, key=lambda score: score.given))

    def relief_rounds(self, since: datetime) -> tuple[Round, ...]:
        """What was put on the skin from ``since`` on, the oldest first."""
        return tuple(one for one in self._rounds if one.begun >= since)

    def last_level_offered(self) -> datetime | None:
        """When the person last answered to the offer of a level."""
        return self._level_offered

    def new_episodes(self) -> tuple[datetime, ...]:
        """When the person said that it is another episode."""
        return tuple(self._episodes)

    def erased(self) -> tuple[Erased, ...]:
        """What stays of sessions that were erased in the file that was taken over."""
        return self._erased


class _Attempt:
    """Reads one part of a record after the other; what is odd about one costs only that one."""

    def __init__(self) -> None:
        self.whole = True

    def at(self, read: Callable[[], T]) -> T | None:
        """What ``read`` finds; ``None`` where that fails."""
        try:
            return read()
        except Exception:  # noqa: BLE001 - another version may have written just anything
            self.whole = False
            return None
