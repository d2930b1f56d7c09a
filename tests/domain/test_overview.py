"""The numbers of a period: what is counted, and what is left unknown."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.diary_entry import DiaryEntry, KeptEntry
from coach.domain.dose import Side, Sides
from coach.domain.events import Outcome
from coach.domain.exercise_record import ExerciseDone
from coach.domain.overview import Given, Overview, Played, overview_of
from coach.domain.overview_course import known_from, pain_course, pain_means
from coach.domain.overview_words import goal_words, hurts_words, pain_words, summary
from coach.domain.safety import Colour

ZONE = timezone(timedelta(hours=2))
MONDAY = datetime(2026, 6, 1, 7, 30, tzinfo=ZONE)
FIRST = MONDAY.date()


def at(day: float, hours: float = 0.0) -> datetime:
    """So long after the first Monday, half past seven."""
    return MONDAY + timedelta(days=day, hours=hours)


def session(day: float, start: int = 3, end: int | None = 3, **more: object) -> Played:
    """A session of five minutes that was done, unless something else is said."""
    begun = at(day)
    usual = Played(
        f"s{day:05}",
        begun,
        "first-three",
        "First three",
        300.0,
        start,
        ended=begun + timedelta(minutes=5),
        end=end,
        outcome=Outcome.DONE,
        colour=Colour.GREEN,
        exercises=("bridge",),
    )
    return replace(usual, **more)  # type: ignore[arg-type]


def of(
    sessions: Sequence[Played] = (),
    scores: Sequence[Given] = (),
    exercises: Sequence[tuple[str, ExerciseDone]] = (),
    entries: Sequence[DiaryEntry] = (),
    days: int = 14,
    goal: int | None = None,
) -> Overview:
    """The period that begins on the first Monday."""
    kept = [KeptEntry(f"e{number}", entry) for number, entry in enumerate(entries)]
    last = FIRST + timedelta(days=days - 1)
    return overview_of(sessions, scores, exercises, kept, first=FIRST, last=last, goal=goal)


def test_nothing_is_nothing_and_not_zero_pain() -> None:
    empty = of()
    assert empty.days == ()
    assert (empty.totals.best, empty.totals.mean, empty.totals.worst) == (None, None, None)
    assert empty.this_week.mean is None
    assert empty.now is None
    assert summary(empty) == ("From 1 June 2026 to 14 June 2026: 0 sessions.",)


def test_only_the_days_of_the_period_count_its_first_and_its_last_among_them() -> None:
    sessions = [session(day) for day in (-1, 0, 13, 14)]
    scores = [Given(at(day), 3) for day in (-1, 0, 13, 14)]
    found = of(sessions, scores)
    assert [line.day for line in found.sessions] == [FIRST, FIRST + timedelta(days=13)]
    assert [day.day for day in found.days] == [FIRST, FIRST + timedelta(days=13)]
    assert found.totals.scores == 2


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="later"):
        overview_of([], [], [], [], first=FIRST, last=FIRST - timedelta(days=1))


def test_a_moment_belongs_to_the_day_on_which_it_was_written_down() -> None:
    late = datetime(2026, 6, 1, 23, 30, tzinfo=timezone(timedelta(hours=-8)))
    assert late.astimezone(UTC).date() == date(2026, 6, 2)
    assert [day.day for day in of(scores=[Given(late, 4)]).days] == [FIRST]


@pytest.mark.parametrize(
    ("hours", "morning"), [(11.9, None), (12, 6), (24, 6), (36, 6), (36.1, None)]
)
def test_the_next_morning_is_12_to_36_hours_after_the_end(
    hours: float, morning: int | None
) -> None:
    (line,) = of([session(0)], [Given(at(0, hours) + timedelta(minutes=5), 6)]).sessions
    assert line.morning == morning


def test_of_several_scores_the_first_one_of_the_next_morning_counts() -> None:
    scores = [Given(at(1, 6), 9), Given(at(1), 4), Given(at(0, 1), 8)]
    assert of([session(0)], scores).sessions[0].morning == 4


@pytest.mark.parametrize(
    ("colour", "start", "morning", "expected"),
    [
        (Colour.GREEN, 3, 3, Colour.GREEN),
        (Colour.GREEN, 3, 5, Colour.AMBER),
        (Colour.GREEN, 5, 6, Colour.AMBER),
        (Colour.AMBER, 3, 1, Colour.AMBER),
        (Colour.RED, 3, 1, Colour.RED),
        (None, 3, 3, Colour.GREEN),
    ],
)
def test_a_session_has_one_colour_the_worst_of_all(
    colour: Colour | None, start: int, morning: int, expected: Colour
) -> None:
    (line,) = of([session(0, start, colour=colour)], [Given(at(1), morning)]).sessions
    assert line.colour is expected


def test_a_session_that_was_cut_off_has_neither_a_morning_nor_a_colour() -> None:
    cut_off = session(0, end=None, ended=None, outcome=None, colour=None)
    found = of([cut_off], [Given(at(1), 9)])
    assert (found.sessions[0].morning, found.sessions[0].colour) == (None, None)
    assert found.totals.outcomes[-1] == (None, 1)
    assert found.totals.colours[-1] == (None, 1)


def test_a_day_has_the_lowest_and_the_highest_that_is_known_and_the_mean_of_what_was_given() -> (
    None
):
    entry = DiaryEntry(at(0, 12), 4, best=1, worst=8)
    found = of(scores=[Given(at(0), 3), Given(at(0, 1), 6)], entries=[entry])
    (day,) = found.days
    assert (day.count, day.best, day.mean, day.worst) == (3, 1, 4.3, 8)


def test_the_score_of_an_entry_counts_once_also_where_it_is_among_the_scores() -> None:
    entry = DiaryEntry(at(0), 6)
    alone = of(entries=[entry])
    among = of(scores=[Given(entry.written, 6)], entries=[entry])
    assert alone.days == among.days
    assert among.totals.scores == 1


def test_a_day_with_many_scores_weighs_no_more_than_another() -> None:
    scores = [Given(at(0, hour), 8) for hour in range(4)] + [Given(at(1), 2)]
    assert of(scores=scores).totals.mean == 5.0


@pytest.mark.parametrize(("days", "mean"), [(3, None), (4, 2.0), (7, 2.0)])
def test_a_week_has_a_mean_from_four_scored_days_on(days: int, mean: float | None) -> None:
    found = of(scores=[Given(at(13 - day), 2) for day in range(days)])
    assert (found.this_week.days, found.this_week.mean) == (days, mean)
    assert found.week_before.days == 0
    assert ("4 make an average" in pain_words(found)[2]) is (mean is None)


def test_an_episode_begins_with_the_worst_of_a_day_also_where_only_the_diary_tells_it() -> None:
    quiet = of(entries=[DiaryEntry(at(3), 1)])
    told = of(entries=[DiaryEntry(at(3), 1, worst=5)])
    assert (quiet.episode, quiet.episodes) == (None, 0)
    assert told.episode is not None
    assert (told.episode.begun, told.episodes) == (at(3).date(), 1)


def test_the_28_days_reach_back_before_a_shorter_period() -> None:
    scores = [Given(at(13 - ago), 5) for ago in (0, 27, 28)]
    found = of(scores=scores)
    assert [day.day for day in found.series] == [at(-14).date(), at(13).date()]


def test_weeks_go_from_monday_to_sunday_also_those_without_a_session() -> None:
    found = of([session(6), session(7), session(9)], days=16, goal=2)
    told = [(week.sessions, week.reached, week.whole) for week in found.weeks]
    assert told == [(1, False, True), (2, True, True), (0, False, False)]
    assert goal_words(found) == ("Your goal, 2 a week: reached in 1 of 2 weeks.",)


def test_weeks_before_the_first_session_are_no_missed_goals() -> None:
    found = of([session(7), session(8)], days=14, goal=2)
    assert goal_words(found) == ("Your goal, 2 a week: reached in 1 of 1 week.",)
    assert goal_words(of([session(7)])) == ()


def test_a_minimal_session_counts_towards_the_goal_and_one_without_a_movement_does_not() -> None:
    left = session(0, outcome=Outcome.LEFT)
    nothing = session(1, outcome=Outcome.LEFT, exercises=())
    (week, _) = of([left, nothing], goal=1).weeks
    assert (week.sessions, week.counted, week.reached) == (2, 1, True)


def done(exercise: str = "bridge", reps: int = 5, **more: object) -> ExerciseDone:
    usual = ExerciseDone(1, exercise, Sides.EACH, (reps,), done=reps, whole=True)
    return replace(usual, **more)  # type: ignore[arg-type]


def test_reps_and_times_are_those_of_each_exercise() -> None:
    sessions = [session(0), session(1), session(2, exercises=())]
    exercises = [
        (sessions[0].id, done()),
        (sessions[1].id, done(reps=6, eased=True)),
        (sessions[2].id, done(reps=2, whole=False)),
        (sessions[2].id, done("walk", 0, time=120.0, planned=())),
        ("outside", done(reps=100)),
    ]
    bridge, walk = of(sessions, exercises=exercises).exercises
    assert (bridge.times, bridge.reps, bridge.eased) == (2, 13, 1)
    assert [reps for _, reps in bridge.course] == [5, 6, 2]
    assert (walk.times, walk.reps, walk.seconds) == (1, 0, 120.0)


def test_an_older_record_knows_only_which_exercises_came_to_their_end() -> None:
    (bridge,) = of([session(0), session(1)]).exercises
    assert (bridge.times, bridge.reps) == (2, 0)


def test_the_exercise_that_hurt_most_comes_first_with_side_and_reason() -> None:
    sessions = [session(0), session(1), session(2)]
    stopped = done("cat-cow", 2, whole=False, stopped=True, stopped_rep=3, reason="sharp")
    exercises = [
        *((one.id, done()) for one in sessions),
        (sessions[0].id, replace(stopped, stopped_side=Side.LEFT)),
        (sessions[2].id, stopped),
    ]
    found = of(sessions, exercises=exercises)
    worst = found.exercises[0]
    assert (worst.exercise, worst.stopped, worst.left, worst.right) == ("cat-cow", 2, 1, 0)
    told = [(stop.when, stop.side, stop.rep, stop.reason) for stop in found.stops]
    assert told == [(at(0), Side.LEFT, 3, "sharp"), (at(2), None, 3, "sharp")]
    assert hurts_words(found) == ("Stopped because it hurt: cat-cow 2 times (left 1).",)


def test_two_entries_of_one_day_are_one_night() -> None:
    entries = [
        DiaryEntry(at(0), 3, woken=2, heat=1),
        DiaryEntry(at(0, 12), 3, woken=0),
        DiaryEntry(at(1), 3, woken=0, heat=2),
        DiaryEntry(at(2), 3),
    ]
    totals = of(entries=entries).totals
    assert (totals.nights, totals.disturbed, totals.heat, totals.entries) == (2, 1, 3, 4)


def test_a_chart_of_a_long_time_begins_where_something_is_known() -> None:
    found = of([session(300)], days=365)
    assert known_from(found) == at(300).date()
    assert known_from(of([session(0)], days=365)) == FIRST
    assert known_from(of(days=365)) == at(351).date()


def test_many_sessions_are_a_point_a_week() -> None:
    sessions = [session(day, start=day % 7, end=None) for day in range(70)]
    course = pain_course(of(sessions, days=70))
    assert len(course) == 10
    assert {(point.before, point.after) for point in course} == {(3.0, None)}
    assert len(pain_course(of(sessions[:14], days=14))) == 14
    assert pain_means(of(sessions, days=70)) == (3.0, None, None)


days = st.integers(-40, 40)
moments = st.builds(at, days, st.floats(0, 23))
given_scores = st.lists(st.builds(Given, moments, st.integers(0, 10)), max_size=40)
played = st.builds(
    session,
    days,
    st.integers(0, 10),
    st.none() | st.integers(0, 10),
    outcome=st.sampled_from(Outcome),
    colour=st.none() | st.sampled_from(Colour),
)
records = st.lists(played, max_size=20, unique_by=lambda one: one.id)


@given(records, given_scores, st.integers(1, 40))
def test_whatever_the_record_the_sums_agree_with_their_parts(
    sessions: list[Played], scores: list[Given], length: int
) -> None:
    found = of(sessions, scores, days=length, goal=3)
    totals = found.totals
    assert sum(count for _, count in totals.colours) == totals.sessions == len(found.sessions)
    assert sum(count for _, count in totals.outcomes) == totals.sessions
    assert sum(week.sessions for week in found.weeks) == totals.sessions
    assert sum(day.count for day in found.days) == totals.scores
    assert sum(line.times for line in found.exercises) == totals.sessions
    for day in found.days:
        assert day.best <= day.mean <= day.worst
    assert found.first <= known_from(found) <= found.last or found.length < 14


@given(records, given_scores)
def test_the_order_in_which_the_record_is_read_changes_nothing(
    sessions: list[Played], scores: list[Given]
) -> None:
    assert of(sessions[::-1], scores[::-1]) == of(sessions, scores)
