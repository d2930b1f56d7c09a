"""The figure of an exercise, from its file. A figure with mistakes is left out, nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import yaml

from coach.adapters.library.checking import validate
from coach.adapters.library.figure_models import (
    FigureModel,
    PoseModel,
    PropsModel,
    Spot,
    point,
)
from coach.adapters.library.nodes import Pair, is_nothing, key_place, pair, pairs, place
from coach.adapters.library.problems import Report, printable, quoted
from coach.domain.exercise import Position
from coach.domain.figure import Figure, Pose, Prop, PropKind, Side, Works, near_is_right
from coach.domain.limbs import LOWEST
from coach.domain.skeleton import HIPS, body_of, strains
from coach.domain.space import Point
from coach.domain.stances import STANCES

MOST_POSES: Final = 20
_SHOULDER: Final = 0.17
_TURNS: Final = {Position.SUPINE: 180.0, Position.SIDE: 90.0}
"""How the body lies in a position where the pose doesn't say."""
_STRAIN: Final = 0.06
"""Metres by which a hand or a foot may miss its place."""
_EXAMPLE: Final = "cat: {hip: [0, 0.46], chest: ..., head: ..., hand: ..., foot: ...}"


def read_figure(node: yaml.Node, report: Report) -> Figure | None:
    """The figure of an exercise's group, or ``None`` where it has none, or one with mistakes."""
    found = pair(node, "figure")
    if found is None:
        return None
    before = len(report)
    if not _is_group(found, report):
        return None
    model = validate(FigureModel, found.value, report)
    poses = _Poses(_position(node), report).read(found)
    _check_names(node, found, report)
    if model is None or len(report) > before or not poses:
        return None
    turn = poses[0][1].turn
    near, far = (Works.RIGHT, Works.LEFT) if near_is_right(turn) else (Works.LEFT, Works.RIGHT)
    return Figure(
        poses,
        view=model.view,
        feel=model.feel,
        works={"near": near, "far": far}.get(model.works, Works.BOTH),
        props=tuple(_props(model.props)),
        into=model.into,
        out=model.out,
    )


def _is_group(found: Pair, report: Report) -> bool:
    """Whether a value is a group of keys, or left out; anything else is reported."""
    if isinstance(found.value, yaml.MappingNode) or is_nothing(found.value):
        return True
    report.add(
        found.value.start_mark.index,
        found.value.end_mark.index,
        f"{quoted(found.name)} is a group of keys",
        expected="keys, each with a colon behind it",
    )
    return False


def _position(node: yaml.Node) -> Position:
    found = pair(node, "position")
    text = getattr(found.value, "value", "") if found is not None else ""
    known = {position.value: position for position in Position}
    return known.get(text, Position.ANY) if isinstance(text, str) else Position.ANY


def _props(model: PropsModel | None) -> Iterable[Prop]:
    if model is None:
        return
    if model.wall is not None:
        yield Prop(PropKind.WALL, Point(model.wall, 0))
    if model.chair is not None:
        faces = 1 if model.chair_faces == "right" else -1
        yield Prop(PropKind.CHAIR, point(model.chair, 0), faces)
    if model.cushion is not None:
        yield Prop(PropKind.CUSHION, point(model.cushion, 0))
    if model.towel:
        yield Prop(PropKind.TOWEL)


def _check_names(node: yaml.Node, figure: Pair, report: Report) -> None:
    """Every pose that a phase, ``into`` or ``out`` names has to be there, if only with mistakes."""
    listed = pair(figure.value, "poses")
    poses = [one.name for one in pairs(listed.value)][:MOST_POSES] if listed is not None else []
    if not poses:
        return
    phases = pair(node, "phases")
    items = phases.value.value if phases and isinstance(phases.value, yaml.SequenceNode) else ()
    wanted: list[tuple[yaml.Node, tuple[int | str, ...]]] = [(item, ("pose",)) for item in items]
    wanted += [(words, ("pose",)) for words in _adapted(node)]
    for key in ("into", "out"):
        listed = pair(figure.value, key)
        if listed is None:
            continue
        if isinstance(listed.value, yaml.SequenceNode):
            wanted += [(figure.value, (key, index)) for index in range(len(listed.value.value))]
        else:
            wanted.append((figure.value, (key,)))
    for holder, path in wanted:
        named = _text_at(holder, path)
        if named and named not in poses:
            report.add(
                *place(holder, path),
                f"there is no pose {quoted(named)} in this figure",
                expected="one of " + printable(", ".join(poses)),
                word=named,
                candidates=poses,
            )


def _adapted(node: yaml.Node) -> Iterator[yaml.Node]:
    """The groups of words that stand for a phase where somebody has a caution."""
    adapt = pair(node, "adapt")
    items = adapt.value.value if adapt and isinstance(adapt.value, yaml.SequenceNode) else ()
    for item in items:
        phases = pair(item, "phases")
        for one in pairs(phases.value) if phases is not None else ():
            yield one.value


def _text_at(node: yaml.Node, path: tuple[int | str, ...]) -> str:
    for part in path:
        if isinstance(part, int) and isinstance(node, yaml.SequenceNode):
            node = node.value[part]
        elif isinstance(part, str) and (found := pair(node, part)) is not None:
            node = found.value
        else:
            return ""
    return node.value.strip() if isinstance(node, yaml.ScalarNode) else ""


@dataclass
class _Poses:
    """Reads the poses of a figure, each of which may be like one before it."""

    position: Position
    report: Report

    def read(self, figure: Pair) -> tuple[tuple[str, Pose], ...]:
        listed = pair(figure.value, "poses")
        if listed is not None and not _is_group(listed, self.report):
            return ()
        items = list(pairs(listed.value)) if listed is not None else []
        if listed is None or not items:
            where = (listed or figure).key
            self.report.add(
                where.start_mark.index,
                where.end_mark.index,
                "this figure has no poses",
                expected=_EXAMPLE,
            )
            return ()
        known = {position.value: pose for position, pose in STANCES.items()}
        found: list[tuple[str, Pose]] = []
        for item in items[:MOST_POSES]:
            pose = self._pose(item, known)
            if pose is not None:
                known[item.name] = pose
                found.append((item.name, pose))
        if len(items) > MOST_POSES:
            self.report.add(
                *key_place(listed.value, (items[MOST_POSES].name,)),
                f"these are too many poses: at most {MOST_POSES} are read",
            )
        return tuple(found)

    def _pose(self, item: Pair, known: dict[str, Pose]) -> Pose | None:
        before = len(self.report)
        if not _is_group(item, self.report):
            return None
        model = validate(PoseModel, item.value, self.report)
        if model is None:
            return None
        base = None
        if model.like is not None:
            base = known.get(model.like)
            if base is None:
                self.report.add(
                    *place(item.value, ("like",)),
                    f"there is no pose {quoted(model.like)} before this one",
                    word=model.like,
                    candidates=known,
                )
                return None
        self._check_points(item, model, base)
        if len(self.report) > before:
            return None
        pose = _pose_of(model, base, _TURNS.get(self.position, 0.0))
        self._check_body(item, pose)
        return pose if len(self.report) == before else None

    def _check_points(self, item: Pair, model: PoseModel, base: Pose | None) -> None:
        if base is not None:
            return
        for names in (("hip",), ("chest",), ("head",)):
            if getattr(model, names[0]) is None:
                self._missing(item, names[0])
        for limb in ("hand", "foot"):
            own = getattr(model, limb)
            for side in ("near", "far"):
                if own is None and getattr(model, f"{side}_{limb}") is None:
                    self._missing(item, limb)

    def _missing(self, item: Pair, name: str) -> None:
        self.report.add(
            item.key.start_mark.index,
            item.key.end_mark.index,
            f'"{name}" is missing in the pose {quoted(item.name)}',
            expected=f"{name}: [0.55, 0.47], or like: and a pose above",
            about=name,
        )

    def _check_body(self, item: Pair, pose: Pose) -> None:
        key = item.key.start_mark.index, item.key.end_mark.index
        for strain in strains(pose, _STRAIN):
            self.report.add(
                *key,
                f"the {strain.limb} can't get there in the pose {quoted(item.name)}: "
                f"{strain.missing * 100:.0f} cm are missing",
                expected="a place within the length of the arm or leg",
                about=strain.limb,
            )
        if min(one.y for one in body_of(pose).points) < -LOWEST / 4:
            self.report.add(*key, f"the body is below the floor in the pose {quoted(item.name)}")


def _pose_of(model: PoseModel, base: Pose | None, usual_turn: float) -> Pose:
    turn = model.turn if model.turn is not None else base.turn if base else usual_turn
    right_is_near = near_is_right(turn)
    sides = {}
    for side, sign in (("near", 1), ("far", -1)):
        old = None
        if base is not None:
            old = base.right if (side == "near") == near_is_right(base.turn) else base.left
        sides[side] = _side_of(model, side, sign, old)
    near, far = sides["near"], sides["far"]
    old_hip, old_chest, old_head = (base.hip, base.chest, base.head) if base else (Point(0, 0),) * 3
    return Pose(
        hip=_middle(model.hip, old_hip),
        chest=_middle(model.chest, old_chest),
        head=_middle(model.head, old_head),
        right=near if right_is_near else far,
        left=far if right_is_near else near,
        arch=model.arch if model.arch is not None else base.arch if base else 0.0,
        turn=turn,
        twist=model.twist if model.twist is not None else base.twist if base else 0.0,
    )


def _middle(found: Spot | None, old: Point) -> Point:
    return point(found, 0.0) if found is not None else old


def _side_of(model: PoseModel, side: str, sign: int, old: Side | None) -> Side:
    def spot(limb: str, beside: float, before: Point | None) -> Point | None:
        own = getattr(model, f"{side}_{limb}")
        if own is not None:
            return point(own, sign * beside)
        both = getattr(model, limb)
        if both is None:
            return before
        found = point(both, beside)
        return found if sign > 0 else found.mirrored

    def end(limb: str, beside: float, before: Point | None) -> Point:
        found = spot(limb, beside, before)
        assert found is not None
        return found

    placed = Side(
        end("hand", _SHOULDER, old.hand if old else None),
        end("foot", HIPS, old.foot if old else None),
    )
    return replace(
        placed,
        elbow=spot("elbow", _SHOULDER, old.elbow if old else None),
        knee=spot("knee", HIPS, old.knee if old else None),
        toe=spot("toe", HIPS, old.toe if old else None),
    )
