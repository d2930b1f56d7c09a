"""More time, an easier form, a stop: the rest of the session is laid out anew."""

from collections.abc import Callable
from dataclasses import replace
from math import ceil
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain import easing, relay
from coach.domain.checks import NOT_ASKED
from coach.domain.cues import CueKind, spoken_length
from coach.domain.dose import Dose, Reps, Seconds, Side, Sides
from coach.domain.exercise import Easier, Position
from coach.domain.layout import SETTLE, compile_timeline
from coach.domain.moves import change_seconds
from coach.domain.plan import EASED_LINE, PlannedExercise
from coach.domain.reps import HALF_LINE
from coach.domain.routine import ExerciseStep, PainCheckStep, RestStep, SayStep
from coach.domain.safety import STOP_REST
from coach.domain.timeline import Segment, SegmentKind, Timeline
from tests.domain.effort import examples
from tests.domain.make import LIBRARY, LIFT, NO_CHECKS, SQUEEZE, laid, routine
from tests.domain.soundness import (
    ROUNDING,
    assert_contiguous,
    assert_cues_inside,
    lines_of,
    reps_done,
    step_parts,
    work_seconds,
)
from tests.domain.strategies import timelines

shares = st.floats(0, 1, exclude_max=True)


def place(timeline: Timeline, share: float, inside: float) -> tuple[int, float]:
    """Some segment of a timeline, and an offset in it."""
    index = int(len(timeline.segments) * share)
    segment = timeline.segments[index]
    return index, segment.start + segment.length * inside


def assert_past_kept(old: Timeline, new: Timeline, index: int, offset: float) -> None:
    """Everything before ``offset`` is as it was: segments, and what was said in them."""
    assert new.segments[:index] == old.segments[:index]
    said = [(at, cue) for at, cue in old.cues[: _count_before(old, index)]]
    assert list(new.cues[: len(said)]) == said
    here = old.segments[index]
    if offset > here.start:
        there = new.segments[index]
        assert (there.start, there.unit, there.phase) == (here.start, here.unit, here.phase)
        assert there.end >= offset - ROUNDING
        heard = [cue for cue in here.cues if here.start + cue.offset < offset - ROUNDING]
        assert list(there.cues[: len(heard)]) == heard


def _count_before(timeline: Timeline, index: int) -> int:
    return sum(len(part.cues) for part in timeline.segments[:index])


def assert_still_sound(new: Timeline, cut: int) -> None:
    """What holds for every timeline; the segment ``cut`` may end in the middle of a line."""
    assert_contiguous(new)
    for number, segment in enumerate(new.segments):
        assert_cues_inside(segment, cut=number == cut)


# Whatever is changed


Change = Callable[[Timeline, int, float], tuple[Timeline, int]]


def _more(timeline: Timeline, index: int, offset: float) -> tuple[Timeline, int]:
    segment = timeline.segments[index]
    if segment.open or segment.kind is SegmentKind.FINISH:
        return timeline, index
    return relay.more(timeline, index, offset)[0], index


def _easier_anew(timeline: Timeline, index: int, offset: float) -> tuple[Timeline, int]:
    return easing.easier(timeline, index, offset, set_up=True)


def _ease_rest(timeline: Timeline, index: int, offset: float) -> tuple[Timeline, int]:
    return easing.ease_rest(timeline, index), index


CHANGES: dict[str, Change] = {
    "more": _more,
    "easier": easing.easier,
    "easier, from the set-up": _easier_anew,
    "ease the rest": _ease_rest,
    "come back": relay.come_back,
    "stop the exercise": relay.stop_exercise,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@given(timeline=timelines, share=shares, inside=shares)
@examples(80)
def test_a_change_leaves_the_past_alone_and_the_rest_sound(
    change: Change, timeline: Timeline, share: float, inside: float
) -> None:
    index, offset = place(timeline, share, inside)
    new, at = change(timeline, index, offset)
    assert_past_kept(timeline, new, index, offset)
    assert_still_sound(new, index)
    assert 0 <= at < len(new.segments)
    assert abs(new.segments[at].start - offset) < ROUNDING or at == index


@given(timelines, st.integers(0, 2**32), st.sampled_from(range(1, 8)))
@examples(800)
def test_any_number_of_changes_leaves_the_past_alone_and_the_rest_sound(
    timeline: Timeline, seed: int, count: int
) -> None:
    chance = Random(seed)
    index, offset = 0, 0.0
    cuts: set[int] = set()
    for _ in range(count):
        index = min(index + chance.choice((0, 0, 1, 1, 2, 5)), len(timeline.segments) - 1)
        segment = timeline.segments[index]
        offset = max(offset, segment.start + segment.length * chance.choice((0.0, 0.3, 0.9)))
        offset = min(offset, segment.end)
        change = chance.choice(tuple(CHANGES.values()))
        new, at = change(timeline, index, offset)
        assert_past_kept(timeline, new, index, offset)
        assert_contiguous(new)
        cuts.add(index)
        timeline, index = new, at
        if at != index:
            offset = timeline.segments[index].start
        offset = max(timeline.segments[index].start, min(offset, timeline.segments[index].end))
    whole = [part for number, part in enumerate(timeline.segments) if number > max(cuts)]
    for segment in whole:
        assert_cues_inside(segment, cut=True)


@pytest.mark.parametrize(
    "change", [change for change in CHANGES.values() if change is not relay.stop_exercise]
)
@given(timeline=timelines, share=shares, inside=shares)
@examples(40)
def test_no_question_that_is_still_to_come_is_lost(
    change: Change, timeline: Timeline, share: float, inside: float
) -> None:
    index, offset = place(timeline, share, inside)
    if timeline.segments[index].open:
        return
    new, at = change(timeline, index, offset)
    steps = {part.step for part in timeline.segments[index:] if part.kind.asks}
    assert {part.step for part in new.segments[at:] if part.kind.asks} >= steps


# More time


@given(timelines, shares, shares)
@examples(120)
def test_more_adds_a_quarter_of_a_minute_or_a_rep(
    timeline: Timeline, share: float, inside: float
) -> None:
    index, offset = place(timeline, share, inside)
    segment = timeline.segments[index]
    if segment.open or segment.kind is SegmentKind.FINISH:
        return
    new, words = relay.more(timeline, index, offset)
    if segment.stretchable:
        assert words == "15 seconds more."
        assert new.total == pytest.approx(timeline.total + 15.0)
        assert len(new.segments) == len(timeline.segments)
    elif segment.kind is SegmentKind.PHASE and not segment.reps:
        assert words.endswith("seconds more.")
        assert new.total > timeline.total
        assert new.segments[index] == segment
    elif segment.kind is SegmentKind.PHASE:
        assert words == "One more."
        before = reps_done(timeline, segment.step)[segment.side, segment.set]
        assert reps_done(new, segment.step)[segment.side, segment.set] == before + 1
        assert new.segments[index] == segment


def test_more_on_a_hold_moves_its_half_and_its_end() -> None:
    timeline = laid(ExerciseStep("lift", Dose(hold=Seconds(20), reps=Reps(1, 1))))
    (index,) = (at for at, part in enumerate(timeline.segments) if part.phase == "hold")
    offset = timeline.segments[index].start + 2.0
    longer = relay.more(timeline, index, offset)[0].segments[index]
    assert longer.length == 35.0
    assert [(cue.offset, cue.text) for cue in longer.cues] == [
        (0.0, "Hold."),
        (17.5, HALF_LINE),
        (32.0, ""),
        (33.0, ""),
        (34.0, ""),
    ]


def test_more_after_the_half_of_a_hold_says_no_other_half() -> None:
    timeline = laid(ExerciseStep("lift", Dose(hold=Seconds(20), reps=Reps(1, 1))))
    (index,) = (at for at, part in enumerate(timeline.segments) if part.phase == "hold")
    offset = timeline.segments[index].start + 12.0
    longer = relay.more(timeline, index, offset)[0].segments[index]
    assert [cue.offset for cue in longer.cues] == [0.0, 10.0, 32.0, 33.0, 34.0]


def test_more_on_a_rest_makes_the_rest_longer() -> None:
    timeline = laid("lift", RestStep(30.0), "squeeze")
    (index,) = (at for at, part in enumerate(timeline.segments) if part.kind is SegmentKind.REST)
    new, words = relay.more(timeline, index, timeline.segments[index].start + 1)
    assert new.segments[index].length == 45.0
    assert words == "15 seconds more."


def test_more_in_the_middle_of_a_rep_adds_one_at_the_end_of_its_set() -> None:
    timeline = laid(ExerciseStep("squeeze", Dose(reps=Reps(3, 3), sets=2, rest=10.0)))
    index = _at(timeline, rep=2, phase="squeeze", set_number=1)
    new, words = relay.more(timeline, index, timeline.segments[index].start + 1)
    assert words == "One more."
    assert reps_done(new, 1) == {(None, 1): 4, (None, 2): 3}
    assert new.total == pytest.approx(timeline.total + 6.0)


def test_more_on_the_left_gives_the_right_one_more_too() -> None:
    timeline = laid(ExerciseStep("squeeze", Dose(reps=Reps(3, 3), sides=Sides.EACH)))
    new, _ = relay.more(timeline, _at(timeline, rep=3, phase="let go"), 0.0)
    assert reps_done(new, 1) == {(Side.LEFT, 1): 4, (Side.RIGHT, 1): 4}


def test_more_twice_adds_two() -> None:
    timeline = laid("squeeze")
    index = _at(timeline, rep=3, phase="let go")
    offset = timeline.segments[index].start + 1
    once, _ = relay.more(timeline, index, offset)
    twice, _ = relay.more(once, index, offset)
    assert reps_done(twice, 1) == {(None, 1): 5}


def test_more_in_the_rep_that_was_made_easier_adds_one_to_what_is_left() -> None:
    timeline = laid(ExerciseStep("squeeze", Dose(reps=Reps(9, 9))))
    index = _at(timeline, rep=5, phase="squeeze")
    eased, at = easing.easier(timeline, index, timeline.segments[index].start + 1)
    assert len(_reps_from(eased, at)) == 1 + 2  # this one, and half of the four after it
    more, words = relay.more(eased, at, eased.segments[at].start)
    assert words == "One more."
    assert len(_reps_from(more, at)) == 1 + 3


def test_more_in_an_early_rep_that_was_made_easier_keeps_all_that_is_left() -> None:
    timeline = laid(ExerciseStep("squeeze", Dose(reps=Reps(9, 9))))
    index = _at(timeline, rep=2, phase="squeeze")
    eased, at = easing.easier(timeline, index, timeline.segments[index].start + 1)
    more, _ = relay.more(eased, at, eased.segments[at].start)
    assert len(_reps_from(more, at)) == len(_reps_from(eased, at)) + 1


def test_more_in_a_rep_from_before_it_hurt_adds_one_to_what_is_ahead() -> None:
    timeline = laid(ExerciseStep("squeeze", Dose(reps=Reps(8, 8))))
    index = _at(timeline, rep=6, phase="let go")
    eased, at = easing.easier(timeline, index, timeline.segments[index].start + 1, set_up=True)
    assert eased.segments[at].kind is SegmentKind.SETUP
    assert len(_reps_from(eased, at)) == 2
    more, words = relay.more(eased, index, eased.segments[index].start)
    assert words == "One more."
    assert more.segments[: at + 1] == eased.segments[: at + 1]
    assert len(_reps_from(more, at)) == 3


def test_more_in_a_rep_from_before_the_easier_exercise_adds_one_of_the_easier() -> None:
    seated = replace(SQUEEZE, id="seated", name="Seated squeeze", position=Position.SEATED)
    hard = replace(SQUEEZE, easier=Easier("seated"))
    timeline = compile_timeline(
        routine(ExerciseStep("squeeze", Dose(reps=Reps(5, 5)))),
        {"squeeze": hard, "seated": seated},
        checks=NO_CHECKS,
    )
    index = _at(timeline, rep=2, phase="let go")
    eased, at = easing.easier(timeline, index, timeline.segments[index].start + 1)
    more, _ = relay.more(eased, index, eased.segments[index].start)
    assert more.segments[at].kind is SegmentKind.SETUP
    assert len(_reps_from(more, at)) == len(_reps_from(eased, at)) + 1


# Easier


@pytest.mark.parametrize("rep", range(1, 8))
def test_easier_does_this_rep_to_its_end_and_half_of_the_others(rep: int) -> None:
    timeline = laid(ExerciseStep("squeeze", Dose(reps=Reps(8, 8))))
    index = _at(timeline, rep=rep, phase="squeeze")
    new, at = easing.easier(timeline, index, timeline.segments[index].start + 1)
    left = 8 - rep
    assert len(_reps_from(new, at)) == 1 + ceil(left / 2)


def test_easier_in_the_last_rep_adds_none() -> None:
    timeline = laid("squeeze")
    index = _at(timeline, rep=3, phase="squeeze")
    new, at = easing.easier(timeline, index, timeline.segments[index].start + 1)
    assert len(_reps_from(new, at)) == 1
    assert new.total == pytest.approx(timeline.total)


@pytest.mark.parametrize("sides", [Sides.EACH, Sides.ALTERNATE])
@pytest.mark.parametrize("rep", range(1, 7))
def test_easier_on_the_left_leaves_both_sides_the_same(sides: Sides, rep: int) -> None:
    timeline = laid(ExerciseStep("squeeze", Dose(reps=Reps(6, 6), sides=sides)))
    index = _at(timeline, rep=rep, phase="squeeze")
    assert timeline.segments[index].side is Side.LEFT
    new, _ = easing.easier(timeline, index, timeline.segments[index].start + 1)
    reps = reps_done(new, 1)
    assert reps[Side.LEFT, 1] == reps[Side.RIGHT, 1] == rep + ceil((6 - rep) / 2)
    seconds = work_seconds(new, 1)
    assert seconds[Side.LEFT] == pytest.approx(seconds[Side.RIGHT])


def test_easier_on_the_right_leaves_the_left_alone() -> None:
    timeline = laid(ExerciseStep("squeeze", Dose(reps=Reps(6, 6), sides=Sides.EACH)))
    index = next(at for at, part in enumerate(timeline.segments) if part.side is Side.RIGHT) + 1
    new, _ = easing.easier(timeline, index, timeline.segments[index].start + 1)
    assert reps_done(new, 1) == {(Side.LEFT, 1): 6, (Side.RIGHT, 1): 1 + 3}


def test_easier_in_the_second_set_halves_it_and_those_after_it() -> None:
    dose = Dose(descending=(6, 5, 4), rest=10.0)
    timeline = laid(ExerciseStep("squeeze", dose))
    index = _at(timeline, rep=1, phase="squeeze", set_number=2)
    new, _ = easing.easier(timeline, index, timeline.segments[index].start + 1)
    assert reps_done(new, 1) == {(None, 1): 6, (None, 2): 1 + 2, (None, 3): 2}
    words = [line for part in step_parts(new, 1) for line in lines_of(part)]
    assert "Rest, 10 seconds. Then set 3 of 3." in words


def test_easier_during_the_rest_between_sets_halves_those_after_it() -> None:
    timeline = laid(ExerciseStep("squeeze", Dose(descending=(6, 5, 4), rest=10.0)))
    (index, _) = (at for at, part in enumerate(timeline.segments) if part.kind is SegmentKind.REST)
    new, at = easing.easier(timeline, index, timeline.segments[index].start + 1)
    assert len(_reps_from(new, at)) == 3 + 2


def test_after_it_hurt_half_of_the_reps_are_done_anew_with_the_broken_off_one() -> None:
    timeline = laid(ExerciseStep("squeeze", Dose(reps=Reps(8, 8))))
    index = _at(timeline, rep=4, phase="let go")
    new, at = easing.easier(timeline, index, timeline.segments[index].start + 1, set_up=True)
    assert new.segments[at].kind is SegmentKind.SETUP
    assert len(_reps_from(new, at)) == ceil(5 / 2)


def test_easier_breathing_ends_this_breath_and_takes_half_of_the_time_that_is_left() -> None:
    timeline = laid("breathe")
    index = _at(timeline, rep=2, phase="in")
    new, at = easing.easier(timeline, index, timeline.segments[index].start + 1)
    left = [part.length for part in new.segments[at:] if part.kind is SegmentKind.PHASE]
    assert left == pytest.approx([3.0, 6.0, 4.0, 6.0, 4.0, 6.0])


def test_easier_says_so_before_it_goes_on() -> None:
    timeline = laid("squeeze")
    index = _at(timeline, rep=1, phase="squeeze")
    new, at = easing.easier(timeline, index, timeline.segments[index].start + 1)
    words = next(part for part in new.segments[at:] if part.kind is SegmentKind.WORDS)
    assert lines_of(words) == [EASED_LINE]


def test_easier_takes_the_easier_exercise_where_there_is_one() -> None:
    seated = replace(SQUEEZE, id="seated", name="Seated squeeze", position=Position.SEATED)
    hard = replace(SQUEEZE, easier=Easier("seated"))
    timeline = compile_timeline(
        routine(ExerciseStep("squeeze", Dose(reps=Reps(5, 5)))),
        {"squeeze": hard, "seated": seated},
        checks=NO_CHECKS,
    )
    index = _at(timeline, rep=2, phase="squeeze")
    new, at = easing.easier(timeline, index, timeline.segments[index].start + 1)
    coming = new.segments[at:]
    assert {part.name for part in coming if part.kind is SegmentKind.PHASE} == {"Seated squeeze"}
    assert coming[0].kind is SegmentKind.SETUP
    assert coming[0].length >= change_seconds(Position.SUPINE, Position.SEATED)
    assert len(_reps_from(new, at)) == ceil(4 / 2)


def test_easier_halves_the_hold_where_the_exercise_says_so() -> None:
    gentle = replace(LIFT, easier=Easier(dose=Dose(hold=Seconds(2)), say="Just a little."))
    timeline = compile_timeline(routine("lift"), {"lift": gentle}, checks=NO_CHECKS)
    index = _at(timeline, rep=1, phase="up")
    new, at = easing.easier(timeline, index, timeline.segments[index].start + 1)
    holds = [part.length for part in new.segments[at:] if part.phase == "hold"]
    assert holds == [5.0, 2.0]


def test_easier_halves_what_is_left_of_a_walk() -> None:
    timeline = laid("walk")
    index = _at(timeline, rep=1, phase="walk")
    new, at = easing.easier(timeline, index, timeline.segments[index].start + 20.0)
    left = sum(part.length for part in new.segments[at:] if part.kind is SegmentKind.PHASE)
    assert left == pytest.approx(50.0)


@given(timelines, shares, shares)
@examples(200)
def test_easier_never_makes_the_work_that_is_left_longer(
    timeline: Timeline, share: float, inside: float
) -> None:
    index, offset = place(timeline, share, inside)
    segment = timeline.segments[index]
    if segment.kind is not SegmentKind.PHASE:
        return
    step = timeline.plan.steps[segment.step - 1]
    assert isinstance(step, PlannedExercise)
    if step.eased or step.gentler is not None:
        return  # nothing changes, or another exercise has times of its own
    new, at = easing.easier(timeline, index, offset)
    before = [part for part in timeline.segments[index:] if part.step == segment.step]
    after = [part for part in new.segments[at:] if part.step == segment.step]
    reps_before = {part.unit for part in before if part.kind is SegmentKind.PHASE}
    reps_after = {part.unit for part in after if part.kind is SegmentKind.PHASE}
    if step.time is None:
        assert len(reps_after) <= len(reps_before)
    else:
        left = sum(part.length for part in before if part.kind is SegmentKind.PHASE)
        left -= offset - segment.start
        gentle = sum(part.length for part in after if part.kind is SegmentKind.PHASE)
        shown = 30.0  # a rep shown again with all of its words, and what is begun is ended
        assert gentle <= max(left, 0.0) + shown


@given(timelines, shares, shares)
@examples(80)
def test_what_is_easier_does_not_get_easier_twice(
    timeline: Timeline, share: float, inside: float
) -> None:
    index, offset = place(timeline, share, inside)
    once, at = easing.easier(timeline, index, offset)
    if once is timeline:
        return
    here = once.segments[at]
    again, there = easing.easier(once, at, here.start)
    assert again is once
    assert there == at


@given(timelines, shares)
@examples(80)
def test_easing_the_rest_halves_the_reps_of_every_exercise_to_come(
    timeline: Timeline, share: float
) -> None:
    index, _ = place(timeline, share, 0.0)
    here = timeline.segments[index].step
    new = easing.ease_rest(timeline, index)
    for number, step in enumerate(timeline.plan.steps, start=1):
        if not isinstance(step, PlannedExercise):
            continue
        eased = new.plan.steps[number - 1]
        assert isinstance(eased, PlannedExercise)
        if number <= here:
            assert eased == step
            assert [replace(part, start=0.0) for part in step_parts(new, number)] == [
                replace(part, start=0.0) for part in step_parts(timeline, number)
            ]
        elif not step.eased:
            assert eased.eased
            # An easier exercise may go by time.
            assert eased.reps or not step.reps or eased.time is not None
            assert all(
                gentle <= ceil(full / 2)
                for gentle, full in zip(eased.reps, step.reps, strict=bool(eased.reps))
            )


@given(timelines, shares)
@examples(40)
def test_easing_the_rest_twice_is_easing_it_once(timeline: Timeline, share: float) -> None:
    index, _ = place(timeline, share, 0.0)
    once = easing.ease_rest(timeline, index)
    assert easing.ease_rest(once, index) == once


@given(timelines, shares)
@examples(40)
def test_easing_the_rest_keeps_the_questions_and_the_reminders(
    timeline: Timeline, share: float
) -> None:
    index, _ = place(timeline, share, 0.0)
    new = easing.ease_rest(timeline, index)
    for find in (_questions, _reminders):
        assert find(new) == find(timeline)


def _questions(timeline: Timeline) -> list[tuple[int, SegmentKind]]:
    return [(part.step, part.kind) for part in timeline.segments if part.kind.asks]


def _reminders(timeline: Timeline) -> list[int]:
    return [part.step for part in timeline.segments if NOT_ASKED in lines_of(part)]


@pytest.mark.parametrize(
    ("first", "second", "least"),
    [("walk", "walk", 4.0), ("walk", "squeeze", 22.0), ("squeeze", "walk", 22.0)],
)
def test_easing_the_rest_leaves_time_for_the_way_from_where_the_person_is(
    first: str, second: str, least: float
) -> None:
    short = {
        id: replace(LIBRARY[id], name="It", setup=("Go.",), dose=Dose(time=100.0))
        for id in ("walk", "squeeze")
    }
    timeline = compile_timeline(
        routine(first, RestStep(70.0), PainCheckStep(), second, SayStep("Well done.")),
        short,
        checks=NO_CHECKS,
    )
    (check,) = (at for at, part in enumerate(timeline.segments) if part.kind is SegmentKind.CHECK)
    for laid_out in (timeline, easing.ease_rest(timeline, check)):
        set_up = next(part for part in step_parts(laid_out, 4))
        assert set_up.kind is SegmentKind.SETUP
        spoken = sum(spoken_length(line) for line in lines_of(set_up))
        assert set_up.length == pytest.approx(max(least, spoken + SETTLE), abs=0.1)


# Coming back, stopping


@given(timelines, shares, shares)
@examples(100)
def test_coming_back_gets_into_position_and_does_the_rep_anew(
    timeline: Timeline, share: float, inside: float
) -> None:
    index, offset = place(timeline, share, inside)
    segment = timeline.segments[index]
    new, at = relay.come_back(timeline, index, offset)
    start = timeline.unit_start(index)
    if segment.kind is SegmentKind.PHASE:
        assert new.segments[at].kind is SegmentKind.SETUP
        assert new.segments[at].cues[0].text == f"Back to {segment.name}."
        again = next(part for part in new.segments[at:] if part.kind is SegmentKind.PHASE)
        assert _bare(again) == _bare(timeline.segments[start])
    if segment.kind.asks:
        assert new.segments[at].kind is segment.kind, "an open question is asked again"
    coming = [_bare(part) for part in timeline.segments[start + 1 :]]
    assert [_bare(part) for part in new.segments][-len(coming) :] == coming or not coming


def _bare(segment: Segment) -> Segment:
    return replace(segment, start=0.0)


@given(timelines, shares, shares)
@examples(100)
def test_a_stopped_exercise_is_over_and_two_minutes_of_rest_and_the_question_follow(
    timeline: Timeline, share: float, inside: float
) -> None:
    index, offset = place(timeline, share, inside)
    segment = timeline.segments[index]
    if segment.kind is SegmentKind.LAST_CHECK:
        return
    new, at = relay.stop_exercise(timeline, index, offset)
    rest, question = new.segments[at : at + 2]
    assert (rest.kind, rest.length) == (SegmentKind.REST, STOP_REST)
    assert question.kind is SegmentKind.RECHECK
    assert question.open
    after = new.segments[at + 2 :]
    assert all(part.step != segment.step or part.kind.asks for part in after)
    assert after[0].kind is not SegmentKind.CHECK, "two questions without a movement are one"


def test_stopping_at_the_question_after_an_exercise_asks_again_after_the_rest() -> None:
    timeline = laid("walk", PainCheckStep(), "walk")
    (check,) = (at for at, part in enumerate(timeline.segments) if part.kind is SegmentKind.CHECK)
    new, at = relay.stop_exercise(timeline, check, timeline.segments[check].start)
    kinds = [part.kind for part in new.segments[check:]]
    assert kinds[:4] == [
        SegmentKind.CHECK,
        SegmentKind.REST,
        SegmentKind.RECHECK,
        SegmentKind.SETUP,
    ]
    assert at == check + 1


def test_the_rest_after_a_stop_says_what_to_do() -> None:
    timeline = laid("squeeze", "walk")
    index = _at(timeline, rep=1, phase="squeeze")
    new, at = relay.stop_exercise(timeline, index, timeline.segments[index].start + 1)
    assert lines_of(new.segments[at]) == ["Rest for 2 minutes, in whatever position is easy."]
    countdown = [cue for cue in new.segments[at].cues if cue.kind is CueKind.COUNTDOWN]
    assert [cue.offset for cue in countdown] == [117.0, 118.0, 119.0]
    assert work_seconds(new, 2) == {None: 120.0}


# Helpers


def _at(timeline: Timeline, *, rep: int, phase: str, set_number: int | None = None) -> int:
    """The first segment of this rep and phase."""
    return next(
        at
        for at, part in enumerate(timeline.segments)
        if part.rep == rep
        and part.phase == phase
        and (set_number is None or part.set == set_number)
    )


def _reps_from(timeline: Timeline, index: int) -> list[tuple[object, ...]]:
    """The reps from a segment on, in order."""
    reps: list[tuple[object, ...]] = []
    for part in timeline.segments[index:]:
        if part.kind is not SegmentKind.PHASE:
            reps.append(())
        elif not reps or reps[-1] != part.unit:
            reps.append(part.unit)
    return [unit for unit in reps if unit]
