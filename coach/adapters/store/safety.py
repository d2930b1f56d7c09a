"""The record of safety in an SQLite file."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime

from coach.adapters.store import safety_queries as queries
from coach.adapters.store.erased import erased
from coach.adapters.store.ids import go_on_after, new_id
from coach.adapters.store.scores import SCORE, scores
from coach.adapters.store.tables import Tables
from coach.domain.asking import DoctorLine, ListsAsked
from coach.domain.erased import Erased
from coach.domain.relief import Round
from coach.domain.triage import Level
from coach.ports.safety_record import Bar, LineAnswer, ListGroup, PainScore, PastBar

_CHECKED = "checked"
_EPISODE = "new-episode"
_RELIEF = "relief-round"
_LEVEL = "level-offered"
_ASKED = {ListGroup.URGENT: queries.LIST_URGENT, ListGroup.SOON: "list-soon"}


class SafetyTables(Tables):
    """The part of the store that remembers what must not be forgotten."""

    def go_on(self) -> None:
        """Go on with ids after those that are there, so that the newest answer stays the newest.

        The clock may have been set back since.
        """
        with self._reading():
            newest = queries.newest_id(self._connection)
        if newest:
            go_on_after(newest)

    # Writing

    def bar(self, sign: str, question: str, level: Level, asked: datetime) -> str:
        """Remember an emergency or urgent answer over restarts; gives the bar's id."""
        bar = Bar(new_id(asked), sign, question, level, asked)
        with self._writing(), self._transaction():
            queries.insert_bar(self._connection, bar)
        return bar.id

    def follow_up(self, bar: str, answer: str, wall: datetime, *, lifted: bool) -> None:
        """Keep an answer to the follow-up question; ``lifted`` takes the bar away."""
        with self._writing(), self._transaction():
            queries.insert_follow_up(self._connection, new_id(wall), bar, answer, lifted, wall)

    def introduce(self, cautions: Sequence[str], wall: datetime, *, bars: bool = False) -> None:
        """Keep the caution lines that the person ticked, by id."""
        self._keep_fact(queries.CAUTIONS, list(cautions), wall)

    def gentle_from(self, wall: datetime) -> None:
        """Remember that only the gentle routine is open for the rest of the day."""
        self._keep_fact(queries.GENTLE, True, wall)

    def list_asked(self, group: ListGroup, wall: datetime) -> None:
        """Remember that a group of the full list was gone through."""
        self._keep_fact(_ASKED[group], True, wall)

    def list_due(self, wall: datetime) -> None:
        """Remember that the full list is asked at the next start."""
        self._keep_fact(queries.LIST_DUE, True, wall)

    def checked(self, sign: str, wall: datetime) -> None:
        """Keep "checked by a doctor, unchanged" for a row, by its id."""
        self._keep_fact(_CHECKED, sign, wall)

    def doctor_line(self, sign: str, question: str, wall: datetime) -> None:
        """Keep a doctor-soon line."""
        with self._writing(), self._transaction():
            queries.insert_doctor_line(self._connection, new_id(wall), sign, question, wall)

    def answer_line(self, line: str, answer: LineAnswer, wall: datetime) -> None:
        """Keep what the person said to a doctor-soon line, by the line's id."""
        self.follow_up(line, answer.value, wall, lifted=answer is LineAnswer.DONE)

    def score(self, score: int, wall: datetime) -> None:
        """Keep a score that was given outside of a session, 0 to 10."""
        self._keep_fact(SCORE, score, wall)

    def new_episode(self, wall: datetime) -> None:
        """Keep that the pain from now on is another episode than the one before."""
        self._keep_fact(_EPISODE, True, wall)

    def level_offered(self, level: int, wall: datetime, *, taken: bool) -> None:
        """Keep what the person said when a level, 1 to 5, was offered."""
        self._keep_fact(_LEVEL, [level, taken], wall)

    def relief_round(self, round: Round) -> None:
        """Keep that something was put on the skin, and for how long it stays bare after it."""
        self._keep_fact(_RELIEF, [round.relief, round.bare, round.first], round.begun)

    def _keep_fact(self, name: str, value: object, wall: datetime) -> None:
        with self._writing(), self._transaction():
            queries.insert_fact(self._connection, new_id(wall), name, value, wall)

    # Reading

    def open_bars(self) -> tuple[Bar, ...]:
        """The bars that stand, the highest level first and then the newest."""
        with self._reading():
            return queries.open_bars(self._connection)

    def bars(self, since: datetime) -> tuple[PastBar, ...]:
        """Every bar from ``since`` on, also those that were lifted, the oldest first."""
        with self._reading():
            return queries.bars(self._connection, since)

    def gentle_since(self) -> datetime | None:
        """When the gentle routine last became the only one that was open."""
        with self._reading():
            gentle = queries.facts(self._connection, queries.GENTLE)
        return gentle[-1].wall if gentle else None

    def cautions(self) -> tuple[str, ...] | None:
        """The ids of the caution lines that were ticked; ``None`` before the first session."""
        with self._reading():
            return queries.cautions(self._connection)

    def lists_asked(self) -> ListsAsked:
        """When which lists were asked, and when one became due."""
        with self._reading():
            urgent = queries.facts(self._connection, _ASKED[ListGroup.URGENT])
            soon = queries.facts(self._connection, _ASKED[ListGroup.SOON])
            due = queries.facts(self._connection, queries.LIST_DUE)
        return ListsAsked(
            urgent=urgent[-1].wall if urgent else None,
            first=urgent[0].wall if urgent else None,
            soon=soon[-1].wall if soon else None,
            due=due[-1].wall if due else None,
            full_is_due=bool(due) and (not urgent or urgent[-1].id < due[-1].id),
        )

    def times_checked(self) -> Mapping[str, datetime]:
        """When a doctor had last checked which row, by the row's id."""
        with self._reading():
            checked = queries.facts(self._connection, _CHECKED)
        return {str(fact.value): fact.wall for fact in checked}

    def doctor_lines(self) -> tuple[DoctorLine, ...]:
        """Every doctor-soon line, the oldest first, also those that are done."""
        with self._reading():
            return queries.doctor_lines(self._connection)

    def scores(self, since: datetime) -> tuple[PainScore, ...]:
        """The scores from ``since`` on: in sessions, before them, in the diary; oldest first."""
        with self._reading():
            return tuple(PainScore(*score) for score in scores(self._connection, since))

    def relief_rounds(self, since: datetime) -> tuple[Round, ...]:
        """What was put on the skin from ``since`` on, the oldest first."""
        with self._reading():
            facts = queries.facts(self._connection, _RELIEF, since)
        rounds = (
            Round(str(fact.value[0]), fact.wall, float(fact.value[1]), bool(fact.value[2]))
            for fact in facts
        )
        return tuple(rounds)

    def last_level_offered(self) -> datetime | None:
        """When the person last answered to the offer of a level."""
        with self._reading():
            offered = queries.facts(self._connection, _LEVEL)
        return offered[-1].wall if offered else None

    def new_episodes(self) -> tuple[datetime, ...]:
        """When the person said that it is another episode."""
        with self._reading():
            return tuple(fact.wall for fact in queries.facts(self._connection, _EPISODE))

    def erased(self) -> tuple[Erased, ...]:
        """What stays of sessions that were erased and had hurt, in the order of erasing."""
        with self._reading():
            return erased(self._connection)


class SafetyReader(SafetyTables):
    """Reads what a file holds, whichever version wrote it; errors are the database's own.

    The connection is one that can only read.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def open_bars(self) -> tuple[Bar, ...]:
        """The bars that stand, also those that this version doesn't quite understand."""
        return queries.open_bars_of_any_kind(self._connection, datetime.now().astimezone())

    def _reading(self) -> AbstractContextManager[None]:
        return nullcontext()

    _writing = _transaction = _reading
