"""Every picture of every exercise: whole, on the floor, inside of its cells, and as it was.

``poses/`` has each exercise's poses as they are drawn in 48x12 cells. After a change of figures
or of how they are drawn, write the files anew and look at what has changed:

    REDRAW=1 python -m pytest tests/painters -k looks_as_it_did
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.adapters.resources import bundled
from coach.domain.figure import Pose
from coach.domain.motion import Scene
from coach.domain.skeleton import Body, body_of
from coach.domain.stances import STANDING
from coach.painters.cells import Frame, Grain, Run, paint
from coach.painters.lettering import QUADRANTS
from coach.painters.reel import (
    LARGE_STEPS,
    LARGEST,
    SMALLEST,
    STEPS,
    Order,
    body_at,
    frame,
    reel,
    scene_sheet,
    steps_of,
)
from coach.painters.shapes import Part, Shape
from coach.painters.sheet import Sheet, drawing
from coach.painters.svg import svg
from tests.painters.drawn import exercises, figures, scenes

EXERCISES = sorted(path.stem for path in (bundled("routines") / "exercises").glob("*.yaml"))
POSES = Path(__file__).parent / "poses"
REDRAW = bool(os.environ.get("REDRAW"))
SIZES = [SMALLEST, (48, 12), LARGEST]
BONES = body_of(STANDING).bones()
FELT, FARTHER = "▓▒"
"""Full cells of what is felt and of far limbs, in blocks."""
SVG = "{http://www.w3.org/2000/svg}"

each_exercise = pytest.mark.parametrize("id", EXERCISES)
each_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
each_grain = pytest.mark.parametrize("grain", Grain, ids=lambda grain: grain.value)


@cache
def bodies(start: Pose, end: Pose, mirrored: bool) -> tuple[Body, ...]:
    """Every moment of a movement, or of a pose that is kept, that any size shows; in order."""
    some = next(iter(figures().values()))
    scene = Scene(some, start, end, mirrored)
    orders = [Order(scene, *size) for size in SIZES]
    shares = {step / steps_of(order) for order in orders for step in range(steps_of(order) + 1)}
    return tuple(body_at(scene, share) for share in sorted(shares))


def moments(id: str) -> Iterator[tuple[Scene, Body]]:
    """Every moment of every scene."""
    for scene in scenes()[id]:
        for body in bodies(scene.start, scene.end, scene.mirrored):
            yield scene, body


def some_frames(
    id: str, size: tuple[int, int], grain: Grain = Grain.BRAILLE
) -> Iterator[tuple[Order, int]]:
    """Every scene in a size, half-way; where nothing moves, breathed out and in."""
    for scene in scenes()[id]:
        order = Order(scene, *size, grain)
        for step in (steps_of(order) // 2,) if scene.moves else (0, steps_of(order)):
            yield order, step


def shapes_of(order: Order, step: int) -> tuple[list[Shape], Sheet]:
    """What is drawn, and on which sheet."""
    scene = order.scene
    sheet = scene_sheet(scene.figure, scene.wide)
    body = body_at(scene, step / steps_of(order))
    return drawing(body, scene.figure, sheet, mirrored=scene.mirrored), sheet


def test_every_exercise_is_drawn() -> None:
    assert EXERCISES == sorted(exercises()) == sorted(figures())


@each_exercise
def test_it_is_seen_on_both_sides_where_it_has_sides(id: str) -> None:
    sided = {scene.mirrored for scene in scenes()[id]} == {False, True}
    assert sided is (exercises()[id].dose.sides is not None)


# Every moment


@each_exercise
def test_the_body_is_whole_and_on_the_floor_in_every_frame(id: str) -> None:
    for _, body in moments(id):
        assert body.bones() == pytest.approx(BONES, rel=0.01)
        assert min(point.y for point in body.points) > 0


@each_exercise
def test_nothing_leaves_its_sheet_in_any_frame(id: str) -> None:
    for scene, body in moments(id):
        sheet = scene_sheet(scene.figure, scene.wide)
        for shape in drawing(body, scene.figure, sheet, mirrored=scene.mirrored):
            assert min(x for x, _ in shape.outline) >= sheet.left, scene
            assert max(x for x, _ in shape.outline) <= sheet.right, scene
            assert min(y for _, y in shape.outline) >= sheet.bottom, scene
            assert max(y for _, y in shape.outline) <= sheet.top, scene


@each_exercise
def test_no_limb_jumps_from_one_frame_to_the_next(id: str) -> None:
    for scene in scenes()[id]:
        for before, body in pairwise(bodies(scene.start, scene.end, scene.mirrored)):
            for old, new in zip(before.points, body.points, strict=True):
                assert old.to(new).length < 0.3, scene


# In cells


@each_size
@each_exercise
def test_a_frame_is_as_large_as_asked_and_holds_all_that_is_drawn(
    id: str, size: tuple[int, int]
) -> None:
    for order, step in some_frames(id, size):
        drawn = frame(order, step)
        assert {sum(len(run.text) for run in row) for row in drawn.rows} == {size[0]}
        assert drawn.size == size
        inside, beside = without_border(with_border(order, step))
        assert inside == drawn.text, order
        assert not beside.strip(), order


def with_border(order: Order, step: int) -> Frame:
    """The same drawing as large as before, with one cell more on each side."""
    shapes, sheet = shapes_of(order, step)
    across, down = order.grain.dots
    scale = min(
        order.columns * across / sheet.width,
        order.rows * down * across * 2 / down / sheet.height,
    )
    cell = across / scale
    middle, wide = (sheet.left + sheet.right) / 2, (order.columns + 2) * cell
    bottom, tall = sheet.bottom - 2 * cell, (order.rows + 2) * 2 * cell
    bigger = Sheet(middle - wide / 2, bottom, middle + wide / 2, bottom + tall)
    return paint(shapes, bigger, order.columns + 2, order.rows + 2, order.grain)


def without_border(drawn: Frame) -> tuple[str, str]:
    """The inner cells, and those around them."""
    first, *inner, last = drawn.text.split("\n")
    sides = [line[0] + line[-1] for line in inner]
    return "\n".join(line[1:-1] for line in inner), "".join([first, *sides, last])


@each_grain
@each_exercise
def test_a_frame_has_only_signs_of_its_grain(id: str, grain: Grain) -> None:
    blocks = {*QUADRANTS, FELT, FARTHER}
    for order, step in some_frames(id, (48, 12), grain):
        for sign in frame(order, step).text.replace("\n", ""):
            if grain is Grain.BLOCKS:
                assert sign in blocks
            else:
                assert sign in " █" or "\u2801" <= sign <= "\u28ff"


def seen(drawn: Frame, part: Part) -> str:
    """The signs of a part, without those on its edges, where it shares cells with others."""
    lines = [as_seen([(sign, run.part) for run in row for sign in run.text]) for row in drawn.rows]
    return "".join(
        sign
        for above, here, below in zip(lines, lines[1:], lines[2:], strict=False)
        for (one, (sign, own), two), over, under in zip(
            zip(here, here[1:], here[2:], strict=False), above[1:], below[1:], strict=False
        )
        if {own, one[1], two[1], over[1], under[1]} == {part}
    )


def insides(id: str, grain: Grain) -> dict[Part, str]:
    """What the trunk, the far limbs and what is felt are made of inside, over all scenes."""
    inside = dict.fromkeys((Part.TRUNK, Part.FAR, Part.FEEL), "")
    for order, step in some_frames(id, LARGEST, grain):
        drawn = frame(order, step)
        for part in inside:
            inside[part] += seen(drawn, part)
        told = "█" if grain is Grain.BRAILLE else FELT
        runs = [run for row in drawn.rows for run in row]
        assert told not in "".join(run.text for run in runs if run.part is not Part.FEEL)
        felt = "".join(run.text for run in runs if run.part is Part.FEEL)
        inside[Part.FEEL] += told * (told in felt)
    return inside


@each_exercise
def test_without_colours_the_far_limbs_and_what_is_felt_differ(id: str) -> None:
    """Inside of far limbs is every other dot, inside of what is felt are full cells."""
    inside = insides(id, Grain.BRAILLE)
    assert 3.5 < dots_in_a_cell(inside[Part.FAR]) <= 4
    # Edges of limbs cross the trunk.
    assert 7 < dots_in_a_cell(inside[Part.TRUNK]) <= 8
    if figures()[id].feel is None:
        assert not inside[Part.FEEL]
    else:
        assert inside[Part.FEEL].count("█") > 0.3 * len(inside[Part.FEEL])
        assert inside[Part.FEEL]


@each_exercise
def test_without_colours_the_same_differs_in_blocks(id: str) -> None:
    """By the shade of full cells."""
    inside = insides(id, Grain.BLOCKS)
    assert inside[Part.FAR].count(FARTHER) > 0.8 * len(inside[Part.FAR]) > 0
    assert inside[Part.TRUNK].count("█") > 0.8 * len(inside[Part.TRUNK]) > 0
    if figures()[id].feel is None:
        assert not inside[Part.FEEL]
    else:
        assert inside[Part.FEEL].count(FELT) > 0.3 * len(inside[Part.FEEL])
        assert inside[Part.FEEL]


def dots_in_a_cell(signs: str) -> float:
    """How many dots a braille sign has on average."""
    return sum((ord(sign) - 0x2800).bit_count() for sign in signs) / len(signs)


signs = st.sampled_from(["\u2801", "\u28ff", " ", "█"])
parts = st.sampled_from([Part.GROUND, Part.NEAR, Part.FAR, Part.FEEL])
rows = st.lists(st.tuples(signs, parts), min_size=6, max_size=6)


def row_of(cells: list[tuple[str, Part]]) -> tuple[Run, ...]:
    """The cells as runs."""
    runs: list[Run] = []
    for sign, part in cells:
        if runs and runs[-1].part is part:
            runs[-1] = Run(runs[-1].text + sign, part)
        else:
            runs.append(Run(sign, part))
    return tuple(runs)


@given(before=rows, after=rows)
def test_what_has_changed_in_a_row_is_known(
    before: list[tuple[str, Part]], after: list[tuple[str, Part]]
) -> None:
    same = row_of(before)
    old, new = Frame((same, row_of(before))), Frame((same, row_of(after)))
    start, end = new.changed(1, old)
    seen, shown = as_seen(before), as_seen(after)
    assert seen[:start] == shown[:start]
    assert seen[end:] == shown[end:]
    if seen == shown:
        assert (start, end) == (0, 0)
    else:
        assert seen[start] != shown[start]
        assert seen[end - 1] != shown[end - 1]
    assert new.changed(0, old) == (0, 0)


def as_seen(cells: list[tuple[str, Part]]) -> list[tuple[str, Part]]:
    """The cells as they look: a blank is the same whatever it belongs to."""
    return [(sign, Part.GROUND if sign == " " else part) for sign, part in cells]


@each_exercise
def test_a_scenes_reel_has_every_frame_once_and_its_ends_first(id: str) -> None:
    scene = max(scenes()[id], key=lambda scene: scene.moves)
    for order in (Order(scene, *SMALLEST), Order(replace(scene, end=scene.start), *SMALLEST)):
        numbers, made = zip(*reel(order), strict=True)
        last = steps_of(order)
        assert numbers[:3] == (0, last, last // 2)
        assert sorted(numbers) == list(range(last + 1))
        assert made[0] == frame(order, 0)
        assert made[1] == frame(order, last)


def test_a_large_reel_has_fewer_frames() -> None:
    scene = next(scene for scene in scenes()["cat-cow"] if scene.moves)
    assert steps_of(Order(scene, 48, 14)) == STEPS
    assert steps_of(Order(scene, 49, 14)) == steps_of(Order(scene, 48, 15)) == LARGE_STEPS
    assert steps_of(Order(replace(scene, end=scene.start), *LARGEST)) < LARGE_STEPS


# How it looks


def page(id: str) -> str:
    """Each pose of an exercise with its name, on this side and on the other."""
    lines = [f"# {id}: {exercises()[id].name}"]
    both_sides = exercises()[id].dose.sides is not None
    for name, pose in figures()[id].poses:
        for mirrored in (False, True) if both_sides else (False,):
            lines += [
                "",
                name + (", the other side" if mirrored else ""),
                "",
                picture(id, pose, mirrored),
            ]
    return "\n".join(line.rstrip() for line in "\n".join(lines).split("\n")) + "\n"


def picture(id: str, pose: Pose, mirrored: bool) -> str:
    """A pose in cells."""
    return frame(Order(Scene(figures()[id], pose, pose, mirrored), 48, 12), 0).text


@each_exercise
def test_every_pose_looks_as_it_did(id: str) -> None:
    file = POSES / f"{id}.txt"
    if REDRAW:
        file.write_text(page(id), encoding="utf-8")
    assert file.exists(), "no such file: see this module's first lines"
    assert page(id) == file.read_text(encoding="utf-8")


def test_there_are_pictures_of_nothing_else() -> None:
    assert sorted(path.name for path in POSES.iterdir()) == sorted(f"{id}.txt" for id in EXERCISES)


@each_exercise
def test_no_two_poses_look_alike(id: str) -> None:
    poses = dict.fromkeys(pose for _, pose in figures()[id].poses)
    assert len({picture(id, pose, False) for pose in poses}) == len(poses)


# As SVG


@each_exercise
def test_as_svg_it_is_well_formed_and_inside_of_its_box(id: str) -> None:
    order = Order(scenes()[id][-1], 48, 12)
    for step in (0, steps_of(order)):
        shapes, sheet = shapes_of(order, step)
        root = ET.fromstring(svg(shapes, sheet, title=f"{id} <&\" 'now'>"))
        left, top, wide, tall = map(float, root.get("viewBox", "").split())
        polygons = root.findall(f"{SVG}polygon")
        assert len(polygons) == sum(2 if shape.apart else 1 for shape in shapes)
        for polygon in polygons:
            for corner in polygon.get("points", "").split():
                x, y = map(float, corner.split(","))
                assert left <= x <= left + wide
                assert top <= y <= top + tall
        (title,) = root.findall(f"{SVG}title")
        assert title.text == root.get("aria-label") == f"{id} <&\" 'now'>"


def test_a_title_is_escaped_and_without_one_it_is_hidden() -> None:
    shapes, sheet = shapes_of(Order(scenes()["cat-cow"][0], 48, 12), 0)
    titled = svg(shapes, sheet, title="<script>")
    assert "<script>" not in titled
    assert titled.count(escape("<script>")) == 2
    plain = ET.fromstring(svg(shapes, sheet))
    assert plain.get("aria-hidden") == "true"
    assert plain.find(f"{SVG}title") is None
