"""What no change to a record may loosen, whether it is forgetting or an older state of it.

What hurt makes the next sessions easier: one level down, fewer reps, an easier form. Where the
sessions go that it follows from, as little as possible stays in their place: how many of them
there were, and which exercise was stopped, from the moment at which they went.
"""

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Final

from coach.adapters.store import queries, safety_queries
from coach.adapters.store.erased import erased, insert_erased
from coach.adapters.store.exercises import by_session
from coach.adapters.store.ids import go_on_after, new_id
from coach.adapters.store.scores import scores
from coach.adapters.store.values import load
from coach.domain.ahead import at_latest
from coach.domain.erased import Erased
from coach.domain.events import Outcome
from coach.domain.exercise_record import ExerciseDone
from coach.domain.levels import AMBERS, DOWN_FOR, worst_colour
from coach.domain.progress import LOOKED_BACK
from coach.domain.safety import MORNING_FROM, Colour, assess_morning, is_next_morning
from coach.ports.journal import SessionRecord, Standing

SAFETY: Final = ("bars", "doctor_lines", "follow_ups")
"""The tables of warning signs, of the lines about a doctor, and of what was answered to them."""
DIARY_FACTS: Final = ("new-episode", "score")
"""The facts that belong to the diary; every other one keeps somebody safe."""


@dataclass(frozen=True, slots=True)
class _Past:
    """A session, or one that was erased, as the rules of the next one see it.

    ``hurt`` is whether it did, or may have; ``lowers`` whether it takes reps back.
    """

    id: str
    begun: datetime
    hurt: bool
    lowers: bool
    done: tuple[ExerciseDone, ...] = ()
    stopped: tuple[str, ...] = ()
    green: bool = False


@dataclass(frozen=True, slots=True)
class Past:
    """The sessions of a record with what makes the next ones easier, the newest first.

    ``exercises`` says whether the record knows any exercise, so that reps can have grown.
    """

    sessions: tuple[_Past, ...] = ()
    exercises: bool = field(default=False, compare=False)


def past_of(connection: sqlite3.Connection, now: datetime) -> Past:
    """What a record says about the next sessions at ``now``."""
    records = queries.sessions(connection)
    gone = erased(connection)
    moments = {one.id: one.begun.begun for one in records} | {one.id: one.when for one in gone}
    late = at_latest(moments, now)
    done = by_session(connection, now - LOOKED_BACK)
    colours = _colours(connection, records)
    found = [
        *(_of_record(connection, one, colours[one.id], done.get(one.id, ())) for one in records),
        *(_of_erased(one, number) for one in gone for number in range(max(one.ambers, 1))),
    ]
    # What went well in a session that is dated ahead counts for nothing.
    counted = (one for one in found if not one.green or one.id not in late)
    ordered = sorted(
        counted, key=lambda one: (late.get(one.id.partition("/")[0], one.begun), one.id)
    )
    return Past(tuple(reversed(ordered)), exercises=bool(done))


def lost(before: Past, after: Past, now: datetime) -> Erased:
    """What has to stay, so that the next sessions are as easy as they were ``before``."""
    kept = {one.id for one in after.sessions if one.hurt}
    gone = {one.id for one in before.sessions if one.hurt and one.id not in kept}
    lowering = {one.id for one in after.sessions if one.lowers}
    since = now - LOOKED_BACK
    went = [one for one in before.sessions if one.begun >= since]
    anew = any(one.lowers and one.done and one.id not in lowering for one in went)
    stops = {(one.id, id) for one in after.sessions for id in one.stopped}
    missing = {id for one in went for id in one.stopped if (one.id, id) not in stops}
    return Erased(
        "",
        now,
        min(_ambers(before.sessions, gone, now), AMBERS),
        (anew or bool(missing)) and after.exercises,
        tuple(sorted(id for id in missing if _is_open(before.sessions, id))),
    )


def be_careful(connection: sqlite3.Connection, left: Erased, now: datetime) -> None:
    """For what is known no more.

    Where it still had a say, only the gentle routine is open today, and the next start asks the
    full list.
    """
    newest = safety_queries.newest_id(connection)
    if newest:
        go_on_after(newest)
    for name in ("gentle", "list-due") if left.ambers else ():
        safety_queries.insert_fact(connection, new_id(now), name, True, now)
    if left:
        insert_erased(connection, left, now)


def _ambers(sessions: Iterable[_Past], gone: set[str], now: datetime) -> int:
    """How many sessions that are gone still had a say in the level of the next one.

    Those of a week, and those since which none went well; two at least where one of two in a row
    is gone.
    """
    ordered = list(sessions)
    count, well = 0, False
    for one in ordered:
        well = well or one.green
        count += one.id in gone and (not well or now - one.begun < DOWN_FOR)
    in_a_row = any(
        later.hurt
        and earlier.hurt
        and now - later.begun < DOWN_FOR
        and not gone.isdisjoint((later.id, earlier.id))
        for later, earlier in pairwise(one for one in ordered if one.hurt or one.green)
    )
    return max(count, 2) if in_a_row else count


def _is_open(sessions: Iterable[_Past], exercise: str) -> bool:
    """Whether a stop on an exercise still makes it easier: it has not gone well since.

    Which exercise is its easier form is not known here, so only itself counts.
    """
    for one in sessions:
        if exercise in one.stopped:
            return True
        if one.green and any(
            done.exercise == exercise and done.whole and not done.stopped for done in one.done
        ):
            return False
    return False


def _of_record(
    connection: sqlite3.Connection,
    record: SessionRecord,
    colour: Colour | None,
    done: tuple[ExerciseDone, ...],
) -> _Past:
    lowers = colour in (Colour.AMBER, Colour.RED)
    return _Past(
        record.id,
        record.begun.begun,
        hurt=lowers or bool(record.hurt) or _may_have_hurt(connection, record),
        lowers=lowers,
        done=done,
        stopped=tuple(one.exercise for one in done if one.stopped),
        green=colour is Colour.GREEN,
    )


def _of_erased(one: Erased, number: int) -> _Past:
    id = f"{one.id}/{number}"
    hurt = number < one.ambers
    return _Past(id, one.when, hurt, lowers=one.anew, stopped=() if number else one.stopped)


def _may_have_hurt(connection: sqlite3.Connection, record: SessionRecord) -> bool:
    """Whether nobody has said yet that it did, or that it didn't."""
    if record.end is not None:
        return record.end.outcome is Outcome.LEFT and record.hurt is None
    (text,) = connection.execute(
        "SELECT standing FROM sessions WHERE id = ?", (record.id,)
    ).fetchone()
    try:
        return load(Standing, text).hurting
    except ValueError:
        return True


def _colours(
    connection: sqlite3.Connection, records: Iterable[SessionRecord]
) -> dict[str, Colour | None]:
    """The worst of after, stop and next morning of each session, by its id."""
    found: dict[str, Colour | None] = {}
    begun = [record.begun.begun for record in records]
    given = scores(connection, min(begun)) if begun else []
    moments = [when for when, _, _ in given]
    for record in records:
        if record.end is None:
            found[record.id] = None
            continue
        at = bisect_left(moments, record.end.ended + MORNING_FROM)
        morning = None
        if at < len(given) and is_next_morning(moments[at] - record.end.ended):
            morning = assess_morning(record.begun.start_score, given[at][1])
        found[record.id] = worst_colour([record.end.colour, morning])
    return found
