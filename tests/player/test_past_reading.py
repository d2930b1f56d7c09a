"""What is read of the past in short says the same as the whole record, one row after the other."""

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.adapters.store import MemoryStore
from coach.domain.diary_entry import DiaryEntry
from coach.domain.episodes import Day, Record
from coach.domain.exercise_record import ExerciseSession
from coach.domain.levels import worst_colour
from coach.domain.progress import LOOKED_BACK
from coach.domain.safety import Colour, assess_morning, is_next_morning
from coach.player.doorway import Doorway
from coach.player.past import REMEMBERED, diary_record, session_colours
from coach.player.progress import exercise_log
from coach.player.recorder import Recorder
from coach.ports.journal import SessionRecord
from coach.ports.safety_record import PainScore
from tests.fakes import FakeClock
from tests.player.earlier import exercise, keep
from tests.player.house import House, content

NOW = datetime(2026, 6, 30, 8, 0, tzinfo=timezone(timedelta(hours=2)))
EVER = datetime(1970, 1, 1, tzinfo=UTC)


def before(minutes: int, hours: int) -> datetime:
    """So many minutes before now, in a zone so many hours from UTC."""
    return (NOW - timedelta(minutes=minutes)).astimezone(timezone(timedelta(hours=hours)))


minutes = st.integers(0, 420 * 24 * 60) | st.integers(0, 3 * 24 * 60)
moments = st.builds(before, minutes, st.integers(-11, 13))
sites = st.sampled_from(["", "left", "right"])
scores = st.lists(st.builds(PainScore, moments, st.integers(0, 10), sites), max_size=30)
entries = st.lists(
    st.builds(
        DiaryEntry,
        moments,
        st.integers(0, 10),
        worst=st.none() | st.integers(0, 10),
        site=sites,
        woken=st.none() | st.integers(0, 2),
        tingling=st.none() | st.booleans(),
    ),
    max_size=10,
)
sessions = st.lists(
    st.tuples(
        moments,
        st.none() | st.sampled_from(Colour),
        st.lists(st.sampled_from(["bridge", "cat-cow", "another"]), unique=True),
    ),
    max_size=12,
)


def house_with(
    scored: list[PainScore],
    written: list[DiaryEntry],
    played: list[tuple[datetime, Colour | None, list[str]]],
) -> tuple[House, Doorway]:
    """Somebody with this record, at the door."""
    house = House(FakeClock(wall=NOW))
    for score in scored:
        house.store.keep_score(score)
    for entry in written:
        house.store.write_entry(entry)
    for begun, colour, done in played:
        keep(house.store, begun, *(exercise(id, 5) for id in done), colour=colour)
    said: list[str] = []
    recorder = Recorder(house.store, house.store, house.clock, said.append)
    return house, Doorway(recorder, content(), house.library, house.clock)


def there(moment: datetime) -> date:
    """The day of a moment at its place; where that is one that has not begun here yet, today."""
    return min(moment.date(), NOW.date())


def colour_of(session: SessionRecord, store: MemoryStore) -> Colour | None:
    """The one colour of a session, out of every score that there is."""
    if session.end is None:
        return None
    ended = session.end.ended
    later = [one for one in store.scores(EVER) if is_next_morning(one.given - ended)]
    after = assess_morning(session.begun.start_score, later[0].score) if later else None
    return worst_colour([session.end.colour, after])


@settings(deadline=None)
@given(scores, entries)
def test_the_days_of_the_diary_are_those_of_every_score(
    scored: list[PainScore], written: list[DiaryEntry]
) -> None:
    house, door = house_with(scored, written, [])
    since = NOW - REMEMBERED
    days = [Day(there(one.given), (one.score,), one.site) for one in house.store.scores(since)]
    days += [
        Day(
            there(one.entry.written),
            disturbed=one.entry.disturbed,
            constant=bool(one.entry.all_night),
            leg=one.entry.leg,
            painkiller=one.entry.painkiller,
            peak=one.entry.worst,
        )
        for one in house.store.entries(since)
    ]
    assert diary_record(door) == Record.of(days)


@settings(deadline=None)
@given(scores, sessions)
def test_a_session_has_the_colour_that_every_score_gives_it(
    scored: list[PainScore], played: list[tuple[datetime, Colour | None, list[str]]]
) -> None:
    house, door = house_with(scored, [], played)
    kept = house.store.sessions()
    expected = {one.id: colour_of(one, house.store) for one in kept}
    assert session_colours(door.recorder, kept) == expected


@settings(deadline=None)
@given(scores, sessions)
def test_the_exercises_of_a_routine_are_those_of_the_whole_record(
    scored: list[PainScore], played: list[tuple[datetime, Colour | None, list[str]]]
) -> None:
    house, door = house_with(scored, [], played)
    routine = house.library.bundled("first-three").routine
    assert routine is not None
    kept = {one.id: one for one in house.store.sessions()}
    rows = [
        ExerciseSession(
            id, one.begun.begun, one.begun.routine, colour_of(one, house.store), exercise
        )
        for id, exercise in house.store.exercises_done()
        for one in (kept[id],)
        if one.begun.begun >= NOW - LOOKED_BACK and exercise.exercise != "another"
    ]
    assert exercise_log(door, routine).rows == tuple(rows)
