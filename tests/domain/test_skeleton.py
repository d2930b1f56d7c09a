"""The drawn body never stretches, never sinks into the floor, and its left is its right."""

from dataclasses import replace
from itertools import chain
from math import isfinite

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from coach.domain.figure import Pose, Side
from coach.domain.limbs import LOWEST, SOLE
from coach.domain.skeleton import (
    ARM,
    LEG,
    THIGH,
    UPPER_ARM,
    Body,
    between,
    body_of,
    breathing,
    eased,
    strains,
)
from coach.domain.space import UP, Point
from coach.domain.stances import ALL_FOURS, STANCES, STANDING
from tests.domain.poses import above_floor, points, poses, shares, tame_poses

BONES = body_of(STANDING).bones()
HERE = Point(0, 0)
NOWHERE = Side(HERE, HERE, HERE, HERE, HERE)
COLLAPSED = Pose(HERE, HERE, HERE, NOWHERE, NOWHERE)
"""Everything in one place."""
TOWARDS_THE_EYE = replace(COLLAPSED, chest=Point(0, 0, 1), head=Point(0, 0, -1))
KNEES_STRAIGHT_DOWN = replace(
    ALL_FOURS,
    hip=Point(0, 0.45),
    right=replace(ALL_FOURS.right, foot=Point(-0.43, 0.05, 0.095)),
    left=replace(ALL_FOURS.left, foot=Point(-0.43, 0.05, -0.095)),
)
"""The knees would be in the floor, and have to go to one side."""


def numbers(body: Body) -> list[float]:
    """Every number of a body."""
    return [*chain.from_iterable((*body.points, body.front, body.face)), body.breath]


def apart(one: Body, other: Body) -> float:
    """How far the joint that differs most is elsewhere, in metres."""
    return max(a.to(b).length for a, b in zip(one.points, other.points, strict=True))


def mirrored(body: Body) -> Body:
    """The body as a mirror at the plane of the picture shows it."""

    def both(points: tuple[Point, Point]) -> tuple[Point, Point]:
        return points[1].mirrored, points[0].mirrored

    arms, legs = (
        tuple(
            replace(limb, root=limb.root.mirrored, joint=limb.joint.mirrored, end=limb.end.mirrored)
            for limb in (pair[1], pair[0])
        )
        for pair in (body.arms, body.legs)
    )
    return replace(
        body,
        spine=tuple(point.mirrored for point in body.spine),
        head=body.head.mirrored,
        front=body.front.mirrored,
        face=body.face.mirrored,
        arms=(arms[0], arms[1]),
        legs=(legs[0], legs[1]),
        toes=both(body.toes),
    )


# Bones


@given(start=poses, end=poses, share=shares)
@example(COLLAPSED, TOWARDS_THE_EYE, 0.5)
def test_every_bone_keeps_its_length(start: Pose, end: Pose, share: float) -> None:
    for body in (body_of(start), between(start, end, share)):
        assert body.bones() == pytest.approx(BONES, rel=0.01)


def test_the_body_of_a_stance_has_the_lengths_of_a_grown_up() -> None:
    for pose in STANCES.values():
        body = body_of(pose)
        assert body.bones() == pytest.approx(BONES, rel=0.01)
        assert not strains(pose)


@given(start=poses, end=poses, share=shares)
@example(COLLAPSED, COLLAPSED, 0.5)
@example(COLLAPSED, TOWARDS_THE_EYE, 0.5)
@example(COLLAPSED.mirrored, TOWARDS_THE_EYE.mirrored, 1.0)
def test_nothing_is_ever_no_number(start: Pose, end: Pose, share: float) -> None:
    for body in (body_of(start), between(start, end, share)):
        assert all(isfinite(number) for number in numbers(body))
        assert body.front.length == pytest.approx(1)
        assert body.face.length == pytest.approx(1)


# The floor


def stands_on_it(body: Body, *, from_y: float = 0.0) -> None:
    """Where its shoulders and hips are above the floor, everything that hangs on them is too."""
    roots = (limb.root for limb in (*body.arms, *body.legs))
    assume(all(root.y >= from_y for root in roots))
    for limb in (*body.arms, *body.legs):
        assert limb.end.y >= -1e-6
        assert limb.joint.y >= -1e-6
    for toe in body.toes:
        assert toe.y >= SOLE - 1e-6


@given(start=above_floor, end=above_floor, share=shares)
def test_nothing_goes_into_the_floor(start: Pose, end: Pose, share: float) -> None:
    stands_on_it(between(start, end, share))


@given(pose=tame_poses(), height=st.floats(0, 0.3), beside=st.floats(-0.05, 0.05))
@example(ALL_FOURS, 0.0, 0.0)
@example(ALL_FOURS, 0.05, 0.0)
def test_a_foot_under_the_hip_puts_no_knee_into_the_floor(
    pose: Pose, height: float, beside: float
) -> None:
    """Where hip and foot are so near that the leg can't fold to them."""
    near = Side(pose.right.hand, Point(beside, 0, 0.095))
    stands_on_it(body_of(replace(pose, hip=Point(0, height), right=near, left=near.mirrored)))


@given(pose=tame_poses())
def test_an_elbow_or_knee_rests_on_the_floor_and_not_in_it(pose: Pose) -> None:
    """It stays as high as it is thick, where both ends of its limb are so high."""
    body = body_of(pose)
    for limb in (*body.arms, *body.legs):
        axis = limb.root.to(limb.end).unit(UP)
        if min(limb.root.y, limb.end.y) >= LOWEST and abs(axis.y) < 0.99:
            assert limb.joint.y >= LOWEST - 1e-6


def test_knees_that_would_be_in_the_floor_go_outwards() -> None:
    right, left = body_of(KNEES_STRAIGHT_DOWN).legs
    assert right.joint.y == pytest.approx(LOWEST)
    assert right.joint.z > right.root.z + 0.1
    assert left.joint == right.joint.mirrored


# Left and right


@given(pose=poses)
def test_mirrored_twice_is_the_pose(pose: Pose) -> None:
    assert pose.mirrored.mirrored == pose


@given(start=poses, end=poses, share=shares)
@example(KNEES_STRAIGHT_DOWN, KNEES_STRAIGHT_DOWN, 0.0)
@example(COLLAPSED, TOWARDS_THE_EYE, 0.5)
@example(replace(STANDING, turn=90), replace(STANDING, turn=-90), 0.5)
def test_the_other_side_is_the_mirror_of_this_one(start: Pose, end: Pose, share: float) -> None:
    body = between(start, end, share)
    other = between(start.mirrored, end.mirrored, share)
    assert numbers(other) == pytest.approx(numbers(mirrored(body)), abs=1e-6)


# Reaching


@given(pose=tame_poses(), target=points(0.6))
def test_a_hand_out_of_reach_points_there(pose: Pose, target: Point) -> None:
    pose = replace(pose, right=replace(pose.right, hand=target))
    arm = body_of(pose).arms[0]
    way = arm.root.to(target)
    assume(way.length > ARM + 0.01)
    straight = arm.root.to(arm.end)
    assert straight.length == pytest.approx(ARM, abs=0.001)
    assert straight.unit(UP).dot(way.unit(UP)) == pytest.approx(1)
    assert arm.joint.to(arm.root.mix(arm.end, UPPER_ARM / ARM)).length < 0.01
    (strain,) = (one for one in strains(pose, 0.0) if one.limb == "right hand")
    assert strain.missing == pytest.approx(way.length - ARM, abs=0.001)


@given(pose=tame_poses())
def test_what_is_within_reach_is_reached(pose: Pose) -> None:
    body = body_of(pose)
    strained = {strain.limb for strain in strains(pose, 0.001)}
    for name, limb, target, most in (
        ("right hand", body.arms[0], pose.right.hand, ARM),
        ("left hand", body.arms[1], pose.left.hand, ARM),
        ("right foot", body.legs[0], pose.right.foot, LEG),
        ("left foot", body.legs[1], pose.left.foot, LEG),
    ):
        far = limb.root.to(target).length
        assume(far > 0.1)  # nearer than a leg folds
        assert (name in strained) is (far > most + 0.001 - 1e-4)
        assert far > most or limb.end.to(target).length < 0.001


def test_each_limb_that_strains_is_named() -> None:
    far = Side(Point(3, 1, 1), Point(-3, 0, 1))
    pose = replace(STANDING, right=far, left=far.mirrored)
    named = [strain.limb for strain in strains(pose)]
    assert named == ["right hand", "left hand", "right foot", "left foot"]
    assert strains(pose, 3.0) == ()


def test_a_knee_bends_towards_the_place_that_it_is_told() -> None:
    thigh_up = replace(
        ALL_FOURS, right=replace(ALL_FOURS.right, foot=Point(0, 0.3, 0.1), knee=Point(0, 0.5, 3))
    )
    leg = body_of(thigh_up).legs[0]
    assert leg.joint.z > leg.root.z + THIGH / 2


# Moving


@given(start=poses, end=poses)
def test_a_movement_begins_and_ends_in_its_poses(start: Pose, end: Pose) -> None:
    for share, pose in ((0.0, start), (-0.5, start), (1.0, end), (1.5, end)):
        assert between(start, end, share) == body_of(pose)


@given(pose=poses, share=shares)
def test_a_pose_that_is_kept_stays(pose: Pose, share: float) -> None:
    assert between(pose, pose, share) == body_of(pose)


@given(start=tame_poses(), end=tame_poses())
def test_nothing_jumps_as_a_movement_begins_and_ends(start: Pose, end: Pose) -> None:
    for body in (body_of(start), body_of(end)):
        # From where the hand is on the shoulder it can go anywhere at once.
        assume(all(limb.root.to(limb.end).length > 0.12 for limb in (*body.arms, *body.legs)))
    assert apart(body_of(start), between(start, end, 1e-6)) < 1e-3
    assert apart(body_of(end), between(start, end, 1 - 1e-6)) < 1e-3


@given(start=tame_poses(), end=tame_poses(), share=shares)
def test_the_trunk_moves_evenly(start: Pose, end: Pose, share: float) -> None:
    one, later = between(start, end, share), between(start, end, share + 1e-3)
    trunks = zip((*one.spine, one.head), (*later.spine, later.head), strict=True)
    assert max(a.to(b).length for a, b in trunks) < 0.02


@given(share=st.floats(-1, 2), later=st.floats(-1, 2))
def test_a_movement_is_eased_without_going_back(share: float, later: float) -> None:
    assert 0 <= eased(share) <= 1
    if share <= later:
        assert eased(share) <= eased(later)
    assert (eased(0), eased(0.5), eased(1)) == (0, 0.5, 1)


def test_breathing_moves_no_bone() -> None:
    body = body_of(STANDING)
    assert breathing(body, 0.5).points == body.points
    assert breathing(body, 0.5).breath == 0.5
