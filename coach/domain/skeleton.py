"""The skeleton of the drawn body, as it follows from a pose.

Every bone keeps its length, so the body never stretches: where a hand can't reach, the arm points
there (:mod:`coach.domain.limbs`). Pure geometry: nothing is drawn here. Lengths are metres of a
body 1.7 m tall.
"""

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from coach.domain.figure import Pose
from coach.domain.limbs import Bones, Limb, Reach, natural, on_floor, placed, settled, toes_of
from coach.domain.space import UP, Point, between_directions
from coach.domain.spine import Spine, curve

SPINE: Final = 0.55
"""From the hips to between the shoulders, along the curve."""
NECK: Final = 0.26
"""From between the shoulders to the middle of the head."""
UPPER_ARM: Final = 0.26
FOREARM: Final = 0.26
"""From the elbow to the palm."""
THIGH: Final = 0.44
SHIN: Final = 0.43
ARM: Final = UPPER_ARM + FOREARM
LEG: Final = THIGH + SHIN
SHOULDERS: Final = 0.16
"""From the spine to a shoulder."""
HIPS: Final = 0.095
"""From the spine to a hip joint."""
_ARM_BONES: Final = Bones(UPPER_ARM, FOREARM)
_LEG_BONES: Final = Bones(THIGH, SHIN)


@dataclass(frozen=True, slots=True)
class Body:
    """The skeleton in space. ``spine`` runs from the hips to between the shoulders.

    ``front`` is the way that the belly faces at the hips, ``face`` the way of the face.
    """

    spine: tuple[Point, ...]
    head: Point
    front: Point
    face: Point
    arms: tuple[Limb, Limb]
    """Right, left."""
    legs: tuple[Limb, Limb]
    """Right, left."""
    toes: tuple[Point, Point]
    breath: float = 0.0
    """How far the belly has risen, 0 to 1."""

    @property
    def hip(self) -> Point:
        """Where the spine begins."""
        return self.spine[0]

    @property
    def chest(self) -> Point:
        """Where the spine ends, between the shoulders."""
        return self.spine[-1]

    @property
    def points(self) -> tuple[Point, ...]:
        """Every joint and end."""
        limbs = (point for limb in (*self.arms, *self.legs) for point in (limb.joint, limb.end))
        roots = (limb.root for limb in (*self.arms, *self.legs))
        return (*self.spine, self.head, *roots, *limbs, *self.toes)

    def bones(self) -> dict[str, float]:
        """The length of each bone, by name."""
        (right_arm, left_arm), (right_leg, left_leg) = self.arms, self.legs
        pairs = {
            "neck": (self.chest, self.head),
            "shoulders": (right_arm.root, left_arm.root),
            "hips": (right_leg.root, left_leg.root),
            "right upper arm": (right_arm.root, right_arm.joint),
            "left upper arm": (left_arm.root, left_arm.joint),
            "right forearm": (right_arm.joint, right_arm.end),
            "left forearm": (left_arm.joint, left_arm.end),
            "right thigh": (right_leg.root, right_leg.joint),
            "left thigh": (left_leg.root, left_leg.joint),
            "right shin": (right_leg.joint, right_leg.end),
            "left shin": (left_leg.joint, left_leg.end),
            "right foot": (right_leg.end, self.toes[0]),
            "left foot": (left_leg.end, self.toes[1]),
        }
        spine = sum(a.to(b).length for a, b in pairwise(self.spine))
        return {"spine": spine} | {name: a.to(b).length for name, (a, b) in pairs.items()}


@dataclass(frozen=True, slots=True)
class _Aim:
    """A pose in the terms in which one moves into another: places, directions and angles."""

    hip: Point
    spine: Spine
    neck: Point
    arms: tuple[Reach, Reach]
    legs: tuple[Reach, Reach]

    def mix(self, other: "_Aim", share: float) -> "_Aim":
        def both(here: tuple[Reach, Reach], there: tuple[Reach, Reach]) -> tuple[Reach, Reach]:
            return here[0].mix(there[0], share), here[1].mix(there[1], share)

        return _Aim(
            self.hip.mix(other.hip, share),
            self.spine.mix(other.spine, share),
            between_directions(self.neck, other.neck, share),
            both(self.arms, other.arms),
            both(self.legs, other.legs),
        )


def body_of(pose: Pose) -> Body:
    """The skeleton in this pose."""
    return _build(_aim(pose))


def between(start: Pose, end: Pose, share: float) -> Body:
    """The skeleton when it is ``share`` (0 to 1) of the way from one pose to the next."""
    if share <= 0 or start == end:
        return body_of(start)
    if share >= 1:
        return body_of(end)
    return _build(_aim(start).mix(_aim(end), share))


def breathing(body: Body, breath: float) -> Body:
    """The same body with ``breath`` (0 to 1) in its belly."""
    return replace(body, breath=breath)


STEEPEST: Final = 1.5
"""How much faster than on average an eased movement is at its fastest, half-way."""


def eased(share: float) -> float:
    """The way of a movement that begins and ends softly: 0 to 1 for 0 to 1."""
    share = max(0.0, min(1.0, share))
    return share * share * (3 - 2 * share)


def _aim(pose: Pose) -> _Aim:
    spine = Spine(pose.hip.to(pose.chest).unit(UP), pose.arch, turn=pose.turn, twist=pose.twist)
    neck = pose.chest.to(pose.head).unit(spine.way)
    frame = _Frame.of(pose.hip, spine)
    arms, legs = [], []
    for sign, side in ((1, pose.right), (-1, pose.left)):
        across = frame.shoulders_across
        reach = natural(frame.shoulder(sign), side.hand, side.elbow, across.times(-1))
        arms.append(settled(reach, frame.arm(sign, reach), UP))
        across = frame.hips_across
        reach = natural(frame.hip(sign), side.foot, side.knee, across)
        leg = frame.leg(sign, reach)
        legs.append(settled(reach, leg, toes_of(leg, side.toe, across)))
    return _Aim(pose.hip, spine, neck, (arms[0], arms[1]), (legs[0], legs[1]))


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the limbs begin."""

    points: tuple[Point, ...]
    hips_across: Point
    shoulders_across: Point

    @classmethod
    def of(cls, hip: Point, spine: Spine) -> "_Frame":
        points = curve(hip, spine, SPINE)
        return cls(points, spine.across(), spine.across(at_shoulders=True))

    def shoulder(self, sign: int) -> Point:
        return self.points[-1].plus(self.shoulders_across, sign * SHOULDERS)

    def hip(self, sign: int) -> Point:
        return self.points[0].plus(self.hips_across, sign * HIPS)

    def arm(self, sign: int, reach: Reach) -> Limb:
        return placed(self.shoulder(sign), reach, _ARM_BONES, self.shoulders_across.times(sign))

    def leg(self, sign: int, reach: Reach) -> Limb:
        return placed(self.hip(sign), reach, _LEG_BONES, self.hips_across.times(sign))


def _build(aim: _Aim) -> Body:
    frame = _Frame.of(aim.hip, aim.spine)
    front = aim.spine.front(at_shoulders=True)
    legs = (frame.leg(1, aim.legs[0]), frame.leg(-1, aim.legs[1]))
    return Body(
        spine=frame.points,
        head=frame.points[-1].plus(aim.neck, NECK),
        front=aim.spine.front(),
        face=front.without(aim.neck).unit(front),
        arms=(frame.arm(1, aim.arms[0]), frame.arm(-1, aim.arms[1])),
        legs=legs,
        toes=(
            on_floor(legs[0].end, aim.legs[0].toe),
            on_floor(legs[1].end, aim.legs[1].toe),
        ),
    )


@dataclass(frozen=True)
class Strain:
    """A limb that doesn't reach as far as its pose wants: by how many metres."""

    limb: str
    missing: float = field(compare=False)


def strains(pose: Pose, allowed: float = 0.03) -> tuple[Strain, ...]:
    """The hands and feet that can't get where the pose puts them, over ``allowed`` metres off."""
    body, found = body_of(pose), []
    wanted = (
        ("right hand", body.arms[0], pose.right.hand),
        ("left hand", body.arms[1], pose.left.hand),
        ("right foot", body.legs[0], pose.right.foot),
        ("left foot", body.legs[1], pose.left.foot),
    )
    for name, limb, target in wanted:
        missing = limb.end.to(target).length
        if missing > allowed:
            found.append(Strain(name, missing))
    return tuple(found)
