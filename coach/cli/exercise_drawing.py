"""The key poses of an exercise, side by side in terminal cells."""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from typing import Final

from coach.documents.key_poses import KeyPose, key_poses, sheet_of
from coach.domain.exercise import Exercise
from coach.domain.figure import Figure
from coach.domain.skeleton import body_of
from coach.painters.cells import Frame, Grain, Run, paint
from coach.painters.shapes import Part
from coach.painters.sheet import Sheet, drawing

LEAST: Final = 24
"""Columns below which a picture goes into the next row."""
TALLEST: Final = 14
"""Rows of the tallest picture."""
_GAP: Final = 2


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line of the drawing: runs of cells, or words."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The line without colours."""
        return "".join(run.text for run in self.runs).rstrip()


def size_on(sheet: Sheet, columns: int, rows: int = TALLEST) -> tuple[int, int]:
    """The columns and rows that a sheet fills in a place of this size: a cell is 1 by 2."""
    tall = ceil(columns * sheet.height / sheet.width / 2)
    if tall <= rows:
        return columns, max(1, tall)
    return min(columns, ceil(rows * 2 * sheet.width / sheet.height)), rows


def still(exercise: Exercise, figure: Figure, columns: int, grain: Grain) -> Iterator[Drawn]:
    """The key poses with their captions, as many side by side as have room; or nothing."""
    poses = key_poses(exercise, figure)
    if not poses:
        return
    sheet = sheet_of(figure, poses)
    beside = max(1, min(len(poses), (columns + _GAP) // (LEAST + _GAP)))
    beside = ceil(len(poses) / ceil(len(poses) / beside))
    room = (columns + _GAP) // beside - _GAP
    wide, tall = size_on(sheet, room)
    wide = min(room, max(wide, *(len(one.caption) for one in poses)))
    for first in range(0, len(poses), beside):
        if first:
            yield Drawn(())
        yield from _row(poses[first : first + beside], figure, sheet, (wide, tall), grain)


def _row(
    poses: Iterable[KeyPose], figure: Figure, sheet: Sheet, size: tuple[int, int], grain: Grain
) -> Iterator[Drawn]:
    wide, tall = size
    frames: list[Frame] = []
    captions: list[list[str]] = []
    for one in poses:
        frames.append(paint(drawing(body_of(one.pose), figure, sheet), sheet, wide, tall, grain))
        captions.append(textwrap.wrap(one.caption, max(wide, 8)))
    gap = Run(" " * _GAP, Part.GROUND)
    used = [row for row in range(tall) if any(_shows(frame, row) for frame in frames)]
    for row in range(min(used, default=0), tall):
        yield Drawn(_joined((frame.rows[row] for frame in frames), gap))
    for row in range(max(len(lines) for lines in captions)):
        texts = [lines[row] if row < len(lines) else "" for lines in captions]
        yield Drawn(_joined(((Run(text.center(wide), Part.GROUND),) for text in texts), gap))


def _shows(frame: Frame, row: int) -> bool:
    return any(run.text.strip() for run in frame.rows[row])


def _joined(rows: Iterable[tuple[Run, ...]], gap: Run) -> tuple[Run, ...]:
    joined: list[Run] = []
    for row in rows:
        joined += [gap, *row] if joined else row
    return tuple(joined)
