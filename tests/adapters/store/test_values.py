"""Timelines survive being written down."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.adapters.store.values import dump, load
from coach.domain.dose import Breaths, Dose, Reps, Seconds, Tempo
from coach.domain.exercise import Easier, Exercise, Phase, Substitute
from coach.domain.plan import Plan, PlannedExercise, PlannedStep
from coach.domain.routine import Ready
from coach.domain.timeline import Segment, SegmentKind, Timeline
from coach.ports.journal import Standing
from tests.adapters.store.samples import ALL_KINDS, PLAN

NUMBERS = st.floats(min_value=0, max_value=1e6)
REPS = st.integers(1, 20).flatmap(lambda low: st.builds(Reps, st.just(low), st.integers(low, 30)))
TEMPOS = st.builds(Tempo, NUMBERS, st.lists(st.tuples(st.text(), NUMBERS), max_size=2).map(tuple))
DOSES = st.builds(
    Dose,
    reps=st.none() | REPS,
    descending=st.none() | st.lists(st.integers(1, 9)).map(tuple),
    hold=st.none() | st.builds(Seconds, st.integers(0, 90) | NUMBERS) | st.builds(Breaths),
    time=st.none() | NUMBERS,
    tempo=st.none() | TEMPOS,
)
EXERCISES = st.builds(
    Exercise,
    phases=st.lists(st.builds(Phase, seconds=st.none() | NUMBERS), max_size=2).map(tuple),
    setup=st.lists(st.text(), max_size=2).map(tuple),
    finish=st.lists(st.text(), max_size=2).map(tuple),
    dose=DOSES,
    aliases=st.just(()),
    instead=st.lists(st.builds(Substitute), max_size=2).map(tuple),
    easier=st.none() | st.builds(Easier, dose=DOSES),
)
PLANNED = st.builds(
    PlannedExercise,
    exercise=EXERCISES,
    reps=st.lists(st.integers(1, 20), max_size=3).map(tuple),
    time=st.none() | NUMBERS,
    hold=NUMBERS,
    rest=NUMBERS,
    tempo=TEMPOS,
    setup=st.none() | NUMBERS | st.just(Ready.WAIT),
    gentler=st.none() | EXERCISES,
)
STEPS: st.SearchStrategy[PlannedStep] = st.one_of(
    PLANNED, *(st.just(step) for step in PLAN.steps if not isinstance(step, PlannedExercise))
)
SEGMENTS = st.builds(Segment, kind=st.sampled_from(SegmentKind), length=NUMBERS, start=NUMBERS)
TIMELINES = st.builds(
    Timeline,
    st.builds(Plan, steps=st.lists(STEPS, max_size=4).map(tuple)),
    st.lists(SEGMENTS, max_size=4).map(tuple),
)


@settings(deadline=None)
@given(TIMELINES)
def test_a_timeline_comes_back_as_it_was(timeline: Timeline) -> None:
    assert load(Timeline, dump(timeline)) == timeline


def test_each_kind_of_segment_and_step_comes_back() -> None:
    assert load(Timeline, dump(ALL_KINDS)) == ALL_KINDS
    assert {segment.kind for segment in ALL_KINDS.segments} == set(SegmentKind)


@pytest.mark.parametrize("hold", [Breaths(3), Seconds(3), Seconds(3.0)])
def test_breaths_are_not_taken_for_seconds(hold: Breaths | Seconds) -> None:
    assert load(Dose, dump(Dose(hold=hold))).hold == hold


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        '"Timeline"',
        '{"is": "Plan"}',
        '{"is": "Timeline"}',
        '{"is": "Timeline", "plan": {}, "segments": []}',
        "[" * 100_000,
    ],
)
def test_what_is_no_timeline_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        load(Timeline, text)


def changed(**values: object) -> str:
    return json.dumps({**json.loads(dump(Standing())), **values})


@pytest.mark.parametrize("value", ["1", 1.0, True, None, [1]])
def test_a_value_of_another_type_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        load(Standing, changed(segment=value))


def test_a_field_from_a_newer_version_is_refused_and_a_missing_one_has_its_default() -> None:
    with pytest.raises(ValueError, match="colour"):
        load(Standing, changed(colour="green"))
    assert load(Standing, '{"is": "Standing", "segment": 4}') == replace(Standing(), segment=4)


def test_only_values_can_be_written() -> None:
    with pytest.raises(TypeError):
        dump(object())
