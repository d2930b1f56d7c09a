"""What is seen at each moment of a session: one movement goes on where the one before ended."""

from dataclasses import replace
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.dose import Side
from coach.domain.exercise import ExerciseType, Position
from coach.domain.figure import Figure, Pose, Works
from coach.domain.motion import (
    IN_PLACE,
    Moment,
    Scene,
    breath_at,
    coming_scenes,
    exercise_of,
    moment_of,
    phase_poses,
    scenes_of,
)
from coach.domain.stances import (
    ALL_FOURS,
    SEATED,
    STANCES,
    STANDING,
    SUPINE,
    stance_like,
    way,
)
from coach.domain.timeline import SegmentKind, Timeline
from tests.domain.make import laid
from tests.painters.drawn import alone, exercises, figures, routines

TIMELINES = {**routines(), **{f"{id} alone": alone(id) for id in exercises()}}
EMPTY_KINDS = {
    SegmentKind.INTRO,
    SegmentKind.CHECK,
    SegmentKind.RECHECK,
    SegmentKind.LAST_CHECK,
    SegmentKind.GATE,
    SegmentKind.RELIEF,
    SegmentKind.LOOK,
    SegmentKind.TAKE_OFF,
    SegmentKind.PULSE,
}
"""Where somebody answers, or does something that isn't drawn."""
POSITIONS = [position for position in Position if position is not Position.ANY]

each_timeline = pytest.mark.parametrize("name", TIMELINES)
places = st.sampled_from(list(Position))


def seen(timeline: Timeline, index: int, inside: float) -> Moment | None:
    """The moment ``inside`` seconds after the beginning of a segment."""
    return moment_of(timeline, index, timeline.segments[index].start + inside, figures())


def kinds(timeline: Timeline, *wanted: SegmentKind) -> list[int]:
    """The numbers of the segments of these kinds."""
    return [n for n, one in enumerate(timeline.segments) if one.kind in wanted]


def is_walk(timeline: Timeline, index: int) -> bool:
    exercise = exercise_of(timeline, timeline.segments[index])
    return exercise is not None and exercise.type is ExerciseType.WALK


# Phases


@each_timeline
def test_a_phase_begins_where_the_one_before_ended(name: str) -> None:
    timeline = TIMELINES[name]
    phases = [n for n in kinds(timeline, SegmentKind.PHASE) if not is_walk(timeline, n)]
    assert phases or "walk" in name
    for before, number in pairwise(phases):
        one, other = timeline.segments[before], timeline.segments[number]
        (old,), (new,) = (scenes_of(timeline, n, figures()) for n in (before, number))
        if one.step == other.step:
            assert old.end == new.start
            assert old.mirrored is new.mirrored or one.side is not other.side


@each_timeline
def test_the_share_goes_from_the_beginning_of_a_phase_to_its_end(name: str) -> None:
    timeline = TIMELINES[name]
    for number in kinds(timeline, SegmentKind.PHASE):
        length = timeline.segments[number].length
        found = [seen(timeline, number, length * share) for share in (0, 0.3, 0.6, 1)]
        moments = [moment for moment in found if moment is not None]
        assert len(moments) == 4
        if moments[0].scene.moves and not is_walk(timeline, number):
            shares = [moment.share for moment in moments]
            assert shares[0] == pytest.approx(0, abs=1e-9)
            assert shares[-1] == pytest.approx(1)
            assert shares == sorted(shares)
            assert len({moment.scene for moment in moments}) == 1


@each_timeline
def test_somebody_who_keeps_a_pose_breathes(name: str) -> None:
    timeline = TIMELINES[name]
    for number, segment in enumerate(timeline.segments):
        kept = seen(timeline, number, 0)
        if segment.kind is SegmentKind.PHASE and segment.length >= 10 and kept is not None:
            if kept.scene.moves:
                continue
            times = [second / 4 for second in range(40)]
            shares = [moment.share for t in times if (moment := seen(timeline, number, t))]
            assert len(shares) == 40
            assert min(shares) < 0.05
            assert max(shares) > 0.95
            assert max(abs(a - b) for a, b in pairwise(shares)) < 0.15


def test_every_exercise_is_kept_still_or_moves_as_its_phases_say() -> None:
    for id, exercise in exercises().items():
        poses = phase_poses(exercise, figures()[id])
        assert len(poses) == len(exercise.phases)
        for phase, before, after in zip(exercise.phases, (poses[-1], *poses), poses, strict=False):
            moves = before != after
            if phase.seconds is None and exercise.type is not ExerciseType.WALK:
                assert not moves, (id, phase.name)


@given(at=st.floats(0, 1e5), later=st.floats(0, 0.25))
def test_a_breath_never_jumps(at: float, later: float) -> None:
    assert 0 <= breath_at(at) <= 1
    assert abs(breath_at(at) - breath_at(at + later)) < 0.15


def test_a_walk_is_step_by_step_on_and_on() -> None:
    timeline = alone("walk")
    (number,) = kinds(timeline, SegmentKind.PHASE)
    scenes = scenes_of(timeline, number, figures())
    assert len(scenes) == 2
    for before, after in pairwise((*scenes, scenes[0])):
        assert before.end == after.start
    found = [seen(timeline, number, second / 10) for second in range(60)]
    moments = [moment for moment in found if moment is not None]
    assert len(moments) == 60
    for old, new in pairwise(moments):
        if old.scene != new.scene:
            assert old.share > 0.9
            assert new.share < 0.1
    assert {moment.scene for moment in moments} == set(scenes)


# Sides


@each_timeline
def test_the_other_side_is_the_mirror_of_the_drawn_one(name: str) -> None:
    timeline = TIMELINES[name]
    for number in kinds(timeline, SegmentKind.PHASE):
        segment = timeline.segments[number]
        figure = figures()[segment.exercise]
        for scene in scenes_of(timeline, number, figures()):
            other = segment.side is not None and segment.side.value != figure.drawn_side.value
            assert scene.mirrored is other
            assert scene.figure == figure


@each_timeline
def test_a_change_of_sides_is_seen_from_one_side_to_the_other(name: str) -> None:
    timeline = TIMELINES[name]
    for number in kinds(timeline, SegmentKind.SWITCH):
        first, last = scenes_of(timeline, number, figures())
        assert first.mirrored is not last.mirrored
        before, after = timeline.segments[number - 1], timeline.segments[number + 1]
        if before.kind is SegmentKind.PHASE:
            assert scenes_of(timeline, number - 1, figures())[-1].mirrored is first.mirrored
        if after.kind is SegmentKind.PHASE:
            assert scenes_of(timeline, number + 1, figures())[0].mirrored is last.mirrored


def test_the_drawn_side_is_the_one_that_works_or_the_nearer_one() -> None:
    on_the_back = Figure((("lie", SUPINE),))
    assert on_the_back.drawn_side is Works.LEFT
    assert Figure((("stand", STANDING),)).drawn_side is Works.RIGHT
    assert replace(on_the_back, works=Works.RIGHT).drawn_side is Works.RIGHT


# Ways in and out


@each_timeline
def test_a_set_up_leads_from_the_position_before_into_the_first_pose(name: str) -> None:
    timeline = TIMELINES[name]
    came_from = Position.STANDING
    step = 0
    for number in kinds(timeline, SegmentKind.SETUP):
        segment = timeline.segments[number]
        if segment.exercise not in figures() or segment.step == step:
            continue
        step = segment.step
        *coming, there = scenes_of(timeline, number, figures())
        exercise, figure = exercises()[segment.exercise], figures()[segment.exercise]
        first = phase_poses(exercise, figure)[-1]
        assert (there.start, there.end, there.wide) == (first, first, False)
        drawn_in = exercise.position
        if drawn_in is Position.ANY:
            drawn_in = stance_like(first)
        path = [STANCES[position] for position in way(came_from, drawn_in)]
        assert [scene.start for scene in coming][: len(path) - 1] == path[:-1]
        assert coming == [] or coming[0].start == STANCES[came_from]
        for before, after in pairwise([*coming, there]):
            assert before.end == after.start
        assert all(scene.wide and scene.moves for scene in coming)
        came_from = drawn_in


def setups() -> list[tuple[str, int]]:
    """Every set-up that is more than a pose."""
    return [
        (name, number)
        for name, timeline in TIMELINES.items()
        for number in kinds(timeline, SegmentKind.SETUP)
        if len(scenes_of(timeline, number, figures())) > 1
    ]


def test_the_last_seconds_of_a_set_up_are_in_place() -> None:
    for name, number in setups():
        timeline = TIMELINES[name]
        length = timeline.segments[number].length
        scenes = scenes_of(timeline, number, figures())
        found = [seen(timeline, number, length * part / 50) for part in range(51)]
        order = [scenes.index(moment.scene) for moment in found if moment is not None]
        assert order == sorted(order)
        assert order[0] == 0
        assert order[-1] == len(scenes) - 1
        ready = seen(timeline, number, max(length - IN_PLACE, 0.1) + 0.01)
        assert ready is not None
        assert ready.scene == scenes[-1]


@each_timeline
def test_the_way_out_begins_where_the_last_phase_ended(name: str) -> None:
    timeline = TIMELINES[name]
    for number in kinds(timeline, SegmentKind.FINISH, SegmentKind.LEAVE):
        segment = timeline.segments[number]
        figure = figures()[segment.exercise]
        out = scenes_of(timeline, number, figures())
        assert out[0].start == phase_poses(exercises()[segment.exercise], figure)[-1]
        for before, after in pairwise(out):
            assert before.end == after.start
        if figure.out:
            assert out[-1].end == figure.pose(figure.out[-1])


@given(start=places, end=places)
def test_a_way_is_whole_and_has_no_detour(start: Position, end: Position) -> None:
    path = way(start, end)
    if Position.ANY in (start, end):
        assert path == ()
        return
    assert (path[0], path[-1]) == (start, end)
    assert len(set(path)) == len(path)
    assert way(end, start) == path[::-1] or len(way(end, start)) == len(path)
    for here, there in pairwise(path):
        assert way(here, there) == (here, there)
        assert len(way(there, end)) == len(way(here, end)) - 1
    assert all(len(path) <= len(way(start, mid)) + len(way(mid, end)) - 1 for mid in POSITIONS)


def test_nobody_gets_from_the_back_to_the_feet_at_once() -> None:
    """A sore back rolls to the side, goes on hands and knees, and stands up over one knee."""
    assert way(Position.SUPINE, Position.STANDING) == (
        Position.SUPINE,
        Position.SIDE,
        Position.ALL_FOURS,
        Position.KNEELING,
        Position.HALF_KNEELING,
        Position.STANDING,
    )


def test_a_stance_is_most_like_itself() -> None:
    assert set(STANCES) == set(POSITIONS)
    for position, pose in STANCES.items():
        kneels = {Position.KNEELING, Position.HALF_KNEELING, Position.SEATED}
        found = stance_like(pose)
        assert found is position or {found, position} <= kneels
        assert stance_like(pose.mirrored) is found


# Everywhere


@each_timeline
def test_there_is_a_picture_of_every_moment_but_where_nothing_is_done(name: str) -> None:
    timeline = TIMELINES[name]
    first = min(kinds(timeline, SegmentKind.SETUP), default=0)
    for number, segment in enumerate(timeline.segments):
        for inside in (-5.0, 0.0, segment.length / 2, segment.length, segment.length + 900):
            moment = seen(timeline, number, inside)
            if moment is None:
                nothing = segment.kind in EMPTY_KINDS or not segment.exercise
                assert nothing, segment
            else:
                assert 0 <= moment.share <= 1
                assert number >= first


@given(data=st.data(), at=st.floats(-1e6, 1e6))
def test_no_moment_raises_an_error(data: st.DataObject, at: float) -> None:
    timeline = TIMELINES[data.draw(st.sampled_from(list(TIMELINES)))]
    index = data.draw(st.integers(0, len(timeline.segments) - 1))
    moment = moment_of(timeline, index, at, figures())
    assert moment is None or 0 <= moment.share <= 1


@each_timeline
def test_without_figures_there_is_nothing_to_see(name: str) -> None:
    timeline = TIMELINES[name]
    for number, segment in enumerate(timeline.segments):
        assert moment_of(timeline, number, segment.start, {}) is None


def test_an_exercise_without_a_figure_is_passed_over() -> None:
    timeline = max(routines().values(), key=lambda one: len(one.segments))
    drawn = sorted({segment.exercise for segment in timeline.segments if segment.exercise})
    without = {id: figure for id, figure in figures().items() if id != drawn[0]}
    for number, segment in enumerate(timeline.segments):
        moment = moment_of(timeline, number, segment.start, without)
        if segment.exercise == drawn[0]:
            assert moment is None or segment.kind in (SegmentKind.REST, SegmentKind.WORDS)
        elif segment.exercise:
            assert moment is not None


def figure_of(**named: Pose) -> Figure:
    return Figure(tuple(named.items()))


@pytest.mark.parametrize("id", ["lift", "squeeze", "breathe"])
def test_a_figure_whose_phases_name_no_pose_shows_nothing(id: str) -> None:
    timeline = laid(id)
    for number in range(len(timeline.segments)):
        assert scenes_of(timeline, number, {id: figure_of(stand=STANDING)}) == ()


def test_between_two_exercises_the_last_pose_is_kept() -> None:
    timeline = alone("cat-cow")
    doubled = replace(timeline.segments[-1], kind=SegmentKind.REST, exercise="", step=0)
    rested = replace(timeline, segments=(*timeline.segments, doubled))
    (scene,) = scenes_of(rested, len(rested.segments) - 1, figures())
    assert not scene.moves
    figure = figures()["cat-cow"]
    assert scene.start in {pose for _, pose in figure.poses}


@each_timeline
def test_what_comes_is_known_ahead_the_next_first(name: str) -> None:
    timeline = TIMELINES[name]
    for index in range(0, len(timeline.segments), 7):
        coming = coming_scenes(timeline, index, figures(), most=5)
        assert len(set(coming)) == len(coming)
        here = scenes_of(timeline, index, figures())
        assert coming[: len(set(here))] == tuple(dict.fromkeys(here))


def test_a_scene_that_ends_as_it_began_is_no_movement() -> None:
    figure = figure_of(a=ALL_FOURS, b=SEATED)
    for start, end in product((ALL_FOURS, SEATED), repeat=2):
        assert Scene(figure, start, end).moves is (start is not end)


def test_the_sides_are_named_alike() -> None:
    """Whether a side is the drawn one is told by its name."""
    assert {side.value for side in Side} == {Works.RIGHT.value, Works.LEFT.value}
