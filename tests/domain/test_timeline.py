"""A routine laid out in time: what the person gets, and when."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from math import ceil

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coach.adapters.library.library import YamlLibrary
from coach.adapters.resources import bundled
from coach.domain.checks import APART, LONGEST_WITHOUT, NOT_ASKED, CheckRule
from coach.domain.cues import CueKind, spoken_length
from coach.domain.dose import BREATH_SECONDS, SLOW, Breaths, Dose, Reps, Seconds, Side, Sides, Tempo
from coach.domain.exercise import Caution, Exercise, Position
from coach.domain.layout import (
    SETTLE,
    compile_timeline,
    lay_out,
    lay_set_up,
    lay_words,
)
from coach.domain.moves import change_seconds, move
from coach.domain.plan import (
    Plan,
    PlannedCheck,
    PlannedExercise,
    plan_routine,
    settle,
)
from coach.domain.reps import HALF_LINE
from coach.domain.routine import (
    ExerciseStep,
    PainCheckStep,
    Ready,
    RepeatStep,
    RestStep,
    Routine,
    SayStep,
    Step,
    VoiceLevel,
)
from coach.domain.timeline import Segment, SegmentKind, Timeline
from tests.domain.effort import examples
from tests.domain.make import LIBRARY, LIFT, NO_CHECKS, laid, routine
from tests.domain.soundness import (
    ROUNDING,
    assert_sound,
    lines_of,
    planned,
    reps_done,
    step_parts,
    work,
    work_seconds,
)
from tests.domain.strategies import (
    cautions,
    check_rules,
    doses,
    exercises,
    libraries,
    long_plans,
    maybe,
    plans,
    reached,
    routines,
    single_steps,
    tenths,
    timelines,
    voices,
)

REMINDER = spoken_length(NOT_ASKED) + 0.1
"""The end of an exercise, as it is reckoned here, has the reminder in it where nothing is asked."""

# What holds for every timeline


@given(timelines)
@examples(150)
def test_every_timeline_is_sound(timeline: Timeline) -> None:
    assert_sound(timeline)


@given(timelines)
@examples(60)
def test_all_but_questions_takes_time(timeline: Timeline) -> None:
    assert all(part.open or part.length > 0 for part in timeline.segments)


@given(timelines)
@examples(60)
def test_the_cues_of_a_timeline_come_in_order(timeline: Timeline) -> None:
    offsets = [offset for offset, _ in timeline.cues]
    assert offsets == sorted(offsets)
    assert len(offsets) == sum(len(part.cues) for part in timeline.segments)


@given(routines, libraries, cautions, check_rules, reached, maybe(voices))
@examples(40)
def test_the_same_routine_gives_the_same_timeline(
    given_routine: Routine,
    library: dict[str, Exercise],
    ticked: frozenset[Caution],
    rule: CheckRule,
    reps: dict[str, int],
    voice: VoiceLevel | None,
) -> None:
    def once() -> Timeline:
        return compile_timeline(
            given_routine, library, reps, cautions=ticked, checks=rule, voice=voice
        )

    assert once() == once()


@given(st.lists(single_steps, min_size=1, max_size=2), st.integers(1, 3), libraries, check_rules)
@examples(40)
def test_a_repeat_is_its_steps_written_out(
    inner: list[Step], times: int, library: dict[str, Exercise], rule: CheckRule
) -> None:
    short = replace(routine(), steps=(RepeatStep(times, tuple(inner)),))
    long = replace(routine(), steps=tuple(inner * times))
    assert compile_timeline(short, library, checks=rule) == compile_timeline(
        long, library, checks=rule
    )


def test_a_repeat_in_a_repeat_is_written_out_too() -> None:
    inner = RepeatStep(2, (SayStep("a"),))
    timeline = laid(RepeatStep(3, (inner, SayStep("b"))))
    said = [line for part in timeline.segments[1:] for line in lines_of(part)]
    assert said == ["a", "a", "b"] * 3


@given(exercises, st.sampled_from(Position))
@examples(40)
def test_coming_and_going_take_as_long_as_their_words(
    exercise: Exercise, came_from: Position
) -> None:
    step = settle(ExerciseStep(exercise.id), exercise)
    (set_up,) = lay_set_up(step, 1, move(came_from, step.exercise.position))
    spoken = sum(spoken_length(line) for line in lines_of(set_up))
    assert set_up.length >= spoken + SETTLE - ROUNDING
    assert set_up.length >= change_seconds(came_from, exercise.position) - ROUNDING


# Reps, sets, sides


@given(timelines)
@examples(100)
def test_every_side_and_set_gets_the_reps_of_its_dose(timeline: Timeline) -> None:
    for number, step in planned(timeline):
        if step.time is not None:
            continue
        wanted = {
            (side, set_number): reps
            for side in _sides(step)
            for set_number, reps in enumerate(step.reps, start=1)
        }
        assert reps_done(timeline, number) == wanted


@given(timelines)
@examples(100)
def test_every_rep_has_all_phases_in_order(timeline: Timeline) -> None:
    for number, step in planned(timeline):
        if step.time is not None:
            continue
        names = [
            phase.name
            for phase in step.exercise.phases
            if phase.seconds is not None or step.hold > 0
        ]
        parts = work(timeline, number)
        assert [part.phase for part in parts] == names * (len(parts) // len(names))
        for start in range(0, len(parts), len(names)):
            assert len({part.unit for part in parts[start : start + len(names)]}) == 1


@given(timelines)
@examples(150)
def test_left_and_right_get_the_same_time_and_reps(timeline: Timeline) -> None:
    for number, step in planned(timeline):
        if step.sides not in (Sides.EACH, Sides.ALTERNATE):
            continue
        parts = work(timeline, number)
        left = [(part.phase, part.length) for part in parts if part.side is Side.LEFT]
        right = [(part.phase, part.length) for part in parts if part.side is Side.RIGHT]
        assert left == right
        assert len(left) + len(right) == len(parts)


@given(doses, exercises)
@examples(60)
def test_one_side_alone_never_changes_sides(dose: Dose, exercise: Exercise) -> None:
    for sides, side in ((Sides.LEFT, Side.LEFT), (Sides.RIGHT, Side.RIGHT), (Sides.BOTH, None)):
        timeline = _of(exercise, replace(dose, sides=sides))
        assert {part.side for part in work(timeline, 1)} == {side}
        assert SegmentKind.SWITCH not in {part.kind for part in timeline.segments}


@given(doses, exercises)
@examples(60)
def test_each_side_is_done_fully_and_sides_change_once(dose: Dose, exercise: Exercise) -> None:
    timeline = _of(exercise, replace(dose, sides=Sides.EACH))
    sides = [part.side for part in work(timeline, 1)]
    assert sides == sorted(sides, key=lambda side: side is Side.RIGHT)
    switches = [part for part in timeline.segments if part.kind is SegmentKind.SWITCH]
    assert len(switches) == 1
    assert "Right side." in lines_of(switches[0])[0]


def test_alternating_sides_change_with_every_rep() -> None:
    timeline = laid(ExerciseStep("squeeze", Dose(sides=Sides.ALTERNATE)))
    sides = [part.side for part in work(timeline, 1) if part.phase == "squeeze"]
    assert sides == [Side.LEFT, Side.RIGHT] * 3
    assert SegmentKind.SWITCH not in {part.kind for part in timeline.segments}


@given(st.integers(1, 6), st.integers(0, 6), maybe(st.integers(1, 20)))
@examples(60)
def test_a_range_starts_low_and_follows_what_was_reached(
    low: int, more: int, so_far: int | None
) -> None:
    dose = Dose(reps=Reps(low, low + more), hold=Seconds(3))
    timeline = compile_timeline(
        routine(ExerciseStep("lift", dose)),
        LIBRARY,
        {} if so_far is None else {"lift": so_far},
        checks=NO_CHECKS,
    )
    expected = low if so_far is None else max(low, min(so_far, low + more))
    assert reps_done(timeline, 1) == {(None, 1): expected}


@given(timelines)
@examples(80)
def test_between_two_sets_stands_their_rest(timeline: Timeline) -> None:
    for number, step in planned(timeline):
        parts = step_parts(timeline, number)
        rests = [part for part in parts if part.kind is SegmentKind.REST]
        each = len(_sides(step)) if step.sides is Sides.EACH else 1
        expected = each * (len(step.reps) - 1) if step.rest > 0 and step.reps else 0
        assert [part.length for part in rests] == [step.rest] * expected
        for rest in rests:
            before = parts[parts.index(rest) - 1]
            assert before.rep == step.reps[before.set - 1], "only after a whole set"
            assert rest.set == before.set + 1


def test_descending_sets_get_fewer_reps_each_time() -> None:
    timeline = laid(ExerciseStep("squeeze", Dose(descending=(3, 2, 1), rest=20.0)))
    assert reps_done(timeline, 1) == {(None, 1): 3, (None, 2): 2, (None, 3): 1}
    rests = [part for part in step_parts(timeline, 1) if part.kind is SegmentKind.REST]
    assert [part.length for part in rests] == [20.0, 20.0]
    assert lines_of(rests[0]) == ["Rest, 20 seconds. Then set 2 of 3."]


# Holds, times, tempo


@given(timelines)
@examples(80)
def test_a_hold_is_as_long_as_its_dose_says(timeline: Timeline) -> None:
    for number, step in planned(timeline):
        if step.time is not None:
            continue
        held = {phase.name for phase in step.exercise.phases if phase.seconds is None}
        for part in work(timeline, number):
            if part.phase in held and not _shows(part, step):
                assert part.length == pytest.approx(step.hold)
            elif part.phase in held:
                assert part.length >= step.hold - ROUNDING


@given(st.integers(1, 5))
@examples(5)
def test_a_hold_in_breaths_lasts_that_many_slow_breaths(count: int) -> None:
    timeline = laid(ExerciseStep("lift", Dose(hold=Breaths(count))))
    held = [part.length for part in work(timeline, 1) if part.phase == "hold"]
    assert held == [count * BREATH_SECONDS] * 2


@given(timelines)
@examples(150)
def test_a_time_dose_ends_with_a_phase_and_not_before_its_time(timeline: Timeline) -> None:
    for number, step in planned(timeline):
        if step.time is None:
            continue
        share = step.time / len(_sides(step))
        for side, seconds in work_seconds(timeline, number).items():
            parts = [part for part in work(timeline, number) if part.side is side]
            assert seconds >= share - ROUNDING
            assert seconds - parts[-1].length < share, "no phase more than it takes"
            last = [part.length for part in parts if part.rep == parts[-1].rep]
            assert seconds < share + sum(last) + ROUNDING, "less than one rep more"


def test_a_minute_of_breathing_is_six_breaths() -> None:
    timeline = laid("breathe")
    assert [part.phase for part in work(timeline, 1)] == ["in", "out"] * 6
    assert work_seconds(timeline, 1) == {None: 60.0}


def test_a_walk_is_one_long_stretch() -> None:
    (walk,) = work(laid("walk"), 1)
    assert walk.length == 120.0
    assert [(cue.offset, cue.text) for cue in walk.cues] == [
        (0.0, "Easy pace."),
        (60.0, HALF_LINE),
        (117.0, ""),
        (118.0, ""),
        (119.0, ""),
    ]


def test_tenths_of_seconds_add_up_to_no_phase_too_many() -> None:
    phases = tuple(replace(phase, seconds=1.1) for phase in LIBRARY["breathe"].phases)
    exercise = replace(LIBRARY["breathe"], phases=phases)
    timeline = _of(exercise, Dose(time=3.3))
    assert [part.length for part in work(timeline, 1)] == [1.1, 1.1, 1.1]


def test_two_sides_share_a_time() -> None:
    timeline = laid(ExerciseStep("walk", Dose(time=60.0, sides=Sides.EACH)))
    assert work_seconds(timeline, 1) == {Side.LEFT: 30.0, Side.RIGHT: 30.0}


@given(exercises, doses)
@examples(60)
def test_slow_takes_half_as_long_again(exercise: Exercise, dose: Dose) -> None:
    assume(dose.over(exercise.dose).time is None)
    usual = work(_of(exercise, replace(dose, tempo=Tempo())), 1)
    slow = work(_of(exercise, replace(dose, tempo=Tempo(SLOW))), 1)
    held = {phase.name for phase in exercise.phases if phase.seconds is None}
    for one, other in zip(usual, slow, strict=True):
        expected = one.length if one.phase in held else ceil(round(one.length * 15, 6)) / 10
        assert other.length == pytest.approx(expected)


@given(exercises, doses, tenths(0.2, 9), st.data())
@examples(60)
def test_a_tempo_by_phase_sets_that_phase_alone(
    exercise: Exercise, dose: Dose, seconds: float, data: st.DataObject
) -> None:
    moving = [phase.name for phase in exercise.phases if phase.seconds is not None]
    assume(moving and dose.over(exercise.dose).time is None)
    name = data.draw(st.sampled_from(moving))
    usual = work(_of(exercise, replace(dose, tempo=Tempo())), 1)
    set_ = work(_of(exercise, replace(dose, tempo=Tempo(1.0, ((name, seconds),)))), 1)
    for one, other in zip(usual, set_, strict=True):
        assert other.length == pytest.approx(seconds if one.phase == name else one.length)


# What is said


@given(timelines)
@examples(100)
def test_at_full_voice_the_first_rep_lasts_as_long_as_its_lines(timeline: Timeline) -> None:
    for number, step in planned(timeline):
        if step.voice is not VoiceLevel.FULL:
            continue
        full = {phase.name: phase.say for phase in step.exercise.phases}
        for part in work(timeline, number):
            if part.unit != work(timeline, number)[0].unit:
                break
            assert part.length >= spoken_length(full[part.phase]) - ROUNDING
            if full[part.phase]:
                assert lines_of(part)[0].endswith(full[part.phase])


@given(timelines)
@examples(100)
def test_later_reps_are_as_fast_as_the_exercise_and_said_in_short(timeline: Timeline) -> None:
    for number, step in planned(timeline):
        own = {phase.name: phase for phase in step.exercise.phases}
        for part in work(timeline, number):
            phase = own[part.phase]
            if phase.seconds is not None and not _shows(part, step):
                wanted = step.tempo.seconds(phase.name, phase.seconds)
                assert part.length == pytest.approx(ceil(round(wanted * 10, 6)) / 10)
            if part.unit != work(timeline, number)[0].unit and part.cues:
                short = phase.brief or phase.name.capitalize()
                assert part.cues[0].text.endswith(short) or part.cues[0].kind is not CueKind.PHASE


@given(timelines)
@examples(60)
def test_a_quiet_voice_says_names_sides_and_rests_alone(timeline: Timeline) -> None:
    spoken = {CueKind.NAME, CueKind.SWITCH, CueKind.REST, CueKind.COUNTDOWN}
    for number, step in planned(timeline):
        if step.voice is VoiceLevel.QUIET:
            cues = [cue for part in step_parts(timeline, number) for cue in part.cues]
            assert all(cue.kind in spoken or cue.text == NOT_ASKED for cue in cues)


@given(timelines)
@examples(60)
def test_every_set_up_begins_with_the_name(timeline: Timeline) -> None:
    for number, step in planned(timeline):
        first = step_parts(timeline, number)[0]
        assert first.kind is SegmentKind.SETUP
        assert first.cues[0].kind is CueKind.NAME
        assert first.cues[0].text.startswith(f"{step.exercise.name}.")


@pytest.mark.parametrize(("reps", "counts"), [(2, 0), (5, 0), (6, 1), (8, 1)])
def test_three_more_is_said_where_there_are_many(reps: int, counts: int) -> None:
    timeline = laid(ExerciseStep("squeeze", Dose(reps=Reps(reps, reps))))
    said = [line for part in work(timeline, 1) for line in lines_of(part)]
    assert len([line for line in said if line.startswith("Three more.")]) == counts
    assert said[-2] == "Last one. Squeeze"


def test_the_count_gives_way_where_it_does_not_fit() -> None:
    fast = replace(
        LIFT, phases=(replace(LIFT.phases[0], seconds=1.0), LIFT.phases[1], LIFT.phases[2])
    )
    timeline = _of(fast, Dose(reps=Reps(3, 3)), voice=VoiceLevel.BRIEF)
    ups = [lines_of(part) for part in work(timeline, 1) if part.phase == "up"]
    assert ups == [["Out"], ["Out"], ["Out"]]


@pytest.mark.parametrize(("seconds", "halves", "sounds"), [(5, 0, 0), (14, 0, 3), (15, 1, 3)])
def test_a_long_hold_says_its_half_and_sounds_its_end(
    seconds: int, halves: int, sounds: int
) -> None:
    timeline = laid(ExerciseStep("lift", Dose(hold=Seconds(seconds), reps=Reps(1, 1))))
    (hold,) = (part for part in work(timeline, 1) if part.phase == "hold")
    half = [cue.offset for cue in hold.cues if cue.text == HALF_LINE]
    assert half == [seconds / 2] * halves
    last = [cue.offset for cue in hold.cues if cue.kind is CueKind.COUNTDOWN]
    assert last == [seconds - 3, seconds - 2, seconds - 1][:sounds]


def test_no_second_is_sounded_while_a_line_is_being_said() -> None:
    long = "Ribs down, and hold it there, and breathe, and breathe, and let it go."
    exercise = replace(LIFT, phases=(replace(LIFT.phases[1], say=long),))
    (hold,) = work(_of(exercise, Dose(hold=Seconds(7), reps=Reps(1, 1)), voice=None), 1)
    sounded = [cue.offset for cue in hold.cues if cue.kind is CueKind.COUNTDOWN]
    assert spoken_length(long) > 6
    assert sounded == []


# Getting into position


def test_a_longer_way_down_takes_longer() -> None:
    down = (
        Position.STANDING,
        Position.SEATED,
        Position.KNEELING,
        Position.ALL_FOURS,
        Position.SUPINE,
    )
    times = [change_seconds(Position.STANDING, position) for position in down]
    assert times == sorted(times)
    assert len(set(times)) == len(times)
    assert [change_seconds(position, Position.STANDING) for position in down] == times


@given(st.sampled_from(Position), st.sampled_from(Position))
@examples(40)
def test_staying_is_never_slower_than_moving(one: Position, other: Position) -> None:
    assert change_seconds(one, one) <= change_seconds(one, other)


def test_the_set_up_grows_with_the_change_of_position() -> None:
    short = replace(LIFT, setup=("Lie down.",))
    step = replace(settle(ExerciseStep("lift"), short), voice=VoiceLevel.QUIET)
    lengths = [
        next(lay_set_up(step, 1, move(came_from, step.exercise.position))).length
        for came_from in (Position.SUPINE, Position.ALL_FOURS, Position.KNEELING, Position.STANDING)
    ]
    assert lengths == sorted(lengths)
    assert lengths[-1] == 6 + 4 * 4


def test_the_set_up_grows_with_what_has_to_be_said() -> None:
    many = tuple(f"This is line number {number} of the way into it." for number in range(8))
    stay = move(Position.SUPINE, Position.SUPINE)
    lengths = [
        next(lay_set_up(settle(ExerciseStep("lift"), _saying(many[:count])), 1, stay))
        for count in range(2, 9)
    ]
    for fewer, more in pairwise(lengths):
        assert more.length - fewer.length == pytest.approx(spoken_length(many[0]), abs=0.11)


@given(tenths(0, 60), exercises)
@examples(60)
def test_an_explicit_set_up_takes_that_long_and_says_what_fits(
    seconds: float, exercise: Exercise
) -> None:
    step = settle(ExerciseStep(exercise.id, setup=seconds), exercise)
    (set_up,) = lay_set_up(step, 1, move(Position.STANDING, exercise.position))
    name = spoken_length(set_up.cues[0].text)
    assert set_up.length == pytest.approx(max(seconds, ceil(round(name * 10, 6)) / 10))


@given(timelines)
@examples(80)
def test_a_set_up_that_waits_stands_open_until_the_person_is_ready(timeline: Timeline) -> None:
    for number, step in planned(timeline):
        parts = step_parts(timeline, number)
        waits = [at for at, part in enumerate(parts) if part.kind is SegmentKind.READY]
        if isinstance(step.setup, Ready):
            assert waits == [1]
            assert parts[1].open
        else:
            assert waits == []


def test_an_exercise_in_any_position_keeps_the_position_before_it() -> None:
    timeline = laid("walk", "breathe", "squeeze")
    (set_up,) = (part for part in step_parts(timeline, 3) if part.kind is SegmentKind.SETUP)
    assert set_up.length >= change_seconds(Position.STANDING, Position.SUPINE)


# Where the pain is asked


@given(plans, check_rules)
@examples(200)
def test_two_questions_are_never_within_a_minute(plan: Plan, rule: CheckRule) -> None:
    timeline = lay_out(plan, rule)
    asked = [part for part in timeline.segments if part.kind.asks]
    for one, other in pairwise(asked):
        assert other.start - one.start > APART - ROUNDING
    own = {
        number for number, step in enumerate(plan.steps, start=1) if isinstance(step, PlannedCheck)
    }
    for part in asked[:-1]:
        assert part.start >= APART - ROUNDING or part.step in own, (
            "the score before the start still counts"
        )


@given(plans, check_rules)
@examples(200)
def test_the_routines_own_question_is_always_asked(plan: Plan, rule: CheckRule) -> None:
    timeline = lay_out(plan, rule)
    for number, step in enumerate(plan.steps, start=1):
        if isinstance(step, PlannedCheck):
            _assert_asked_from(timeline, _end_of(timeline, number))


@given(plans, check_rules)
@examples(200)
def test_after_a_new_exercise_or_on_a_careful_day_it_is_asked(plan: Plan, rule: CheckRule) -> None:
    timeline = lay_out(plan, rule)
    for number, step in planned(timeline):
        end = _end_of(timeline, number)
        if (rule.often or step.exercise.id not in rule.familiar) and end >= APART + REMINDER:
            _assert_asked_from(timeline, end)


@given(long_plans, check_rules)
@examples(300)
def test_five_minutes_without_a_score_are_the_longest(plan: Plan, rule: CheckRule) -> None:
    timeline = lay_out(plan, rule)
    for number, _ in planned(timeline):
        (finish,) = (
            part for part in step_parts(timeline, number) if part.kind is SegmentKind.FINISH
        )
        end = finish.end
        asked = [part.start for part in timeline.segments if part.kind.asks and part.start < end]
        if end - max(asked, default=0.0) >= LONGEST_WITHOUT + ROUNDING:
            _assert_asked_from(timeline, end)


def test_what_is_said_between_exercises_counts_for_the_five_minutes() -> None:
    timeline = laid(*[_long(seconds=40.0) for _ in range(12)])
    first = next(part for part in timeline.segments if part.kind is SegmentKind.CHECK)
    before = next(
        part for part in step_parts(timeline, first.step - 1) if part.kind is SegmentKind.FINISH
    )
    assert first.start >= LONGEST_WITHOUT - REMINDER
    assert before.end < LONGEST_WITHOUT


@given(plans, check_rules)
@examples(100)
def test_a_familiar_short_exercise_on_a_good_day_asks_nothing(plan: Plan, rule: CheckRule) -> None:
    good_day = CheckRule(familiar=frozenset(LIBRARY) | rule.familiar, often=False)
    timeline = lay_out(plan, good_day)
    last_score = 0.0
    for part in timeline.segments[:-1]:
        if not part.kind.asks:
            continue
        step = plan.steps[part.step - 1]
        if isinstance(step, PlannedExercise) and step.exercise.id in good_day.familiar:
            assert part.start - last_score >= LONGEST_WITHOUT - REMINDER
        last_score = part.start


@given(plans, check_rules)
@examples(150)
def test_where_nothing_is_asked_the_person_hears_that_any_key_stops(
    plan: Plan, rule: CheckRule
) -> None:
    timeline = lay_out(plan, rule)
    for number, _ in planned(timeline):
        parts = step_parts(timeline, number)
        (finish,) = (part for part in parts if part.kind is SegmentKind.FINISH)
        asked = any(part.kind.asks for part in parts)
        last = number == len(plan.steps)
        assert (NOT_ASKED in lines_of(finish)) == (not asked and not last)
        assert lines_of(finish).count(NOT_ASKED) <= 1


def _long(exercise: str = "walk", seconds: float = 100.0) -> ExerciseStep:
    return ExerciseStep(exercise, Dose(time=seconds))


def test_new_exercises_are_asked_about() -> None:
    timeline = laid(_long(), _long(), _long(), checks=CheckRule(often=False))
    assert [part.step for part in timeline.segments if part.kind is SegmentKind.CHECK] == [1, 2]


def test_familiar_exercises_are_not_asked_about() -> None:
    timeline = laid(_long(), _long(), _long())
    assert [part.kind.asks for part in timeline.segments].count(True) == 1


def test_a_careful_day_asks_about_familiar_exercises_too() -> None:
    careful = replace(NO_CHECKS, often=True)
    timeline = laid(_long(), _long(), _long(), checks=careful)
    assert [part.step for part in timeline.segments if part.kind is SegmentKind.CHECK] == [1, 2]


def test_after_five_minutes_it_is_asked() -> None:
    timeline = laid(_long(seconds=200), _long(seconds=200), _long(seconds=200))
    assert [part.step for part in timeline.segments if part.kind is SegmentKind.CHECK] == [2]


def test_the_last_question_takes_the_place_of_one_shortly_before_it() -> None:
    timeline = laid(_long(), PainCheckStep(), RestStep(30.0))
    assert [part.kind for part in timeline.segments if part.kind.asks] == [SegmentKind.LAST_CHECK]


def test_of_two_questions_within_a_minute_the_later_one_is_asked() -> None:
    timeline = laid(_long(), PainCheckStep(), RestStep(30.0), PainCheckStep(), _long())
    assert [part.step for part in timeline.segments if part.kind is SegmentKind.CHECK] == [4]


def test_a_routine_may_ask_at_its_very_start() -> None:
    timeline = laid(PainCheckStep(), _long())
    assert [part.step for part in timeline.segments if part.kind is SegmentKind.CHECK] == [1]


def test_a_routine_of_which_everything_was_left_out_still_ends_with_the_question() -> None:
    timeline = lay_out(Plan("Nothing", ()), CheckRule())
    assert [part.kind for part in timeline.segments] == [SegmentKind.INTRO, SegmentKind.LAST_CHECK]


# Reckoned by hand


def test_two_leg_lifts_from_the_first_word_to_the_last_question() -> None:
    timeline = laid("lift")
    found = [
        (part.kind, part.phase, part.rep, round(part.start, 1), round(part.length, 1))
        for part in timeline.segments
    ]
    # "Test." is 1 word: 0.83 s. "Leg lift. 2 times, 5 seconds each." are 7 words: 3.44 s;
    # the way down are 15: 6.92 s; "Lie on your back." 2.14 s. From standing to lying: 6 + 4 x 4
    # = 22 s. The first rep shows: "Breathe out, lift slowly." 2.14 s, "Breathe in, lower." 1.70 s.
    assert found == [
        (SegmentKind.INTRO, "", 0, 0.0, 0.9),
        (SegmentKind.SETUP, "", 0, 0.9, 22.0),
        (SegmentKind.PHASE, "up", 1, 22.9, 2.2),
        (SegmentKind.PHASE, "hold", 1, 25.1, 5.0),
        (SegmentKind.PHASE, "down", 1, 30.1, 3.0),
        (SegmentKind.PHASE, "up", 2, 33.1, 2.0),
        (SegmentKind.PHASE, "hold", 2, 35.1, 5.0),
        (SegmentKind.PHASE, "down", 2, 40.1, 3.0),
        (SegmentKind.FINISH, "", 0, 43.1, 3.0),
        (SegmentKind.LAST_CHECK, "", 0, 46.1, 0.0),
    ]
    said = [(round(at, 2), cue.text) for at, cue in timeline.cues if cue.text]
    assert said == [
        (0.0, "Test."),
        (0.9, "Leg lift. 2 times, 5 seconds each."),
        (4.34, "Hold a chair, one knee down, then the other, onto your side, then your back."),
        (11.27, "Lie on your back."),
        (22.9, "Breathe out, lift slowly."),
        (25.1, "Hold."),
        (30.1, "Breathe in, lower."),
        (33.1, "Last one. Out"),
        (35.1, "Hold"),
        (40.1, "In"),
        (43.1, "Rest there."),
    ]


def test_both_sides_get_the_same_slow_first_rep() -> None:
    timeline = laid(ExerciseStep("lift", Dose(reps=Reps(2, 2), sides=Sides.EACH)))
    ups = [(part.side, part.length) for part in work(timeline, 1) if part.phase == "up"]
    assert ups == [(Side.LEFT, 2.2), (Side.LEFT, 2.0), (Side.RIGHT, 2.2), (Side.RIGHT, 2.0)]


def test_lines_alone_last_as_long_as_they_take() -> None:
    segment = lay_words(1, ("One two three.", "Four."))
    assert [round(cue.offset, 3) for cue in segment.cues] == [0.0, round(3 / 2.3 + 0.4, 3)]
    assert segment.length == 2.6


def test_a_rest_says_how_long_and_what_comes_next() -> None:
    timeline = laid("lift", RestStep(30.0), "squeeze")
    (rest,) = (part for part in timeline.segments if part.kind is SegmentKind.REST)
    assert rest.length == 30.0
    assert lines_of(rest) == ["Rest, 30 seconds.", "Next: Squeeze."]
    assert [cue.offset for cue in rest.cues if cue.kind is CueKind.COUNTDOWN] == [27, 28, 29]


def test_a_short_rest_says_only_what_fits() -> None:
    timeline = laid("lift", RestStep(2.0, say="Shake it out."), "squeeze")
    (rest,) = (part for part in timeline.segments if part.kind is SegmentKind.REST)
    assert lines_of(rest) == ["Shake it out."]


def test_the_first_three_are_the_stretches_of_the_reference_in_its_order() -> None:
    library = YamlLibrary(None, bundled("routines"))
    first_three = library.routine("first-three").routine
    assert first_three is not None
    timeline = compile_timeline(first_three, library.exercises())
    assert_sound(timeline)
    assert [step.exercise.id for _, step in planned(timeline)] == [
        "child-pose",
        "bridge",
        "cat-cow",
    ]
    assert [reps_done(timeline, number) for number in (1, 2, 3)] == [
        {(None, 1): 3},
        {(None, 1): 5},
        {(None, 1): 5},
    ]
    held = [part.length for part in work(timeline, 1) if part.phase == "hold"]
    assert held == [20.0, 20.0, 20.0]
    out = [part.phase for part in work(timeline, 3)]
    assert out == ["inhale", "exhale"] * 5
    # The question after the hip raise falls into the last minute: the last one is asked instead.
    assert [part.step for part in timeline.segments if part.kind.asks] == [1, 3]
    assert 3 * 60 < timeline.total < 7 * 60


# Helpers


def _sides(step: PlannedExercise) -> tuple[Side | None, ...]:
    match step.sides:
        case Sides.BOTH:
            return (None,)
        case Sides.LEFT:
            return (Side.LEFT,)
        case Sides.RIGHT:
            return (Side.RIGHT,)
        case _:
            return (Side.LEFT, Side.RIGHT)


def _shows(part: Segment, step: PlannedExercise) -> bool:
    """Whether a phase belongs to the first rep of its side, which is as slow as its words."""
    return step.voice is VoiceLevel.FULL and part.rep == 1 and part.set <= 1


def _of(exercise: Exercise, dose: Dose, *, voice: VoiceLevel | None = VoiceLevel.QUIET) -> Timeline:
    """One step, with no voice that makes anything longer."""
    own = replace(exercise, avoid_if=frozenset(), adapt=())
    plan = plan_routine(routine(ExerciseStep(exercise.id, dose)), {exercise.id: own}, voice=voice)
    return lay_out(plan, NO_CHECKS)


def _saying(lines: tuple[str, ...]) -> Exercise:
    return replace(LIFT, setup=lines)


def _end_of(timeline: Timeline, number: int) -> float:
    return (
        step_parts(timeline, number)[-1].end
        if step_parts(timeline, number)
        else _before(timeline, number)
    )


def _before(timeline: Timeline, number: int) -> float:
    """Where a step begins of which nothing is left but a question that was merged away."""
    return max(part.end for part in timeline.segments if part.step < number)


def _assert_asked_from(timeline: Timeline, end: float) -> None:
    """The question stands at ``end``, or within a minute there is a later one."""
    assert list(_asked_within(timeline, end)), f"nothing is asked at {end}"


def _asked_within(timeline: Timeline, end: float) -> Iterator[float]:
    for part in timeline.segments:
        if part.kind.asks and end - ROUNDING <= part.start <= end + APART + REMINDER:
            yield part.start
