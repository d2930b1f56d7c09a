"""What the `figure` of an exercise may contain, as pydantic models."""

from collections.abc import Callable
from enum import Enum
from math import isfinite
from typing import Annotated, Final, TypeVar

from pydantic import PlainValidator

from coach.adapters.library import scalars
from coach.adapters.library import schema_forms as forms
from coach.adapters.library.models import Names, Strict
from coach.adapters.library.problems import printable, quoted
from coach.adapters.library.scalars import ScalarError
from coach.adapters.library.validators import LISTED, member, read, text, word
from coach.domain.figure import Region, View
from coach.domain.space import Point

_FARTHEST: Final = 3.0
"""Metres from the middle of the picture that a point may be."""

Spot = tuple[float, ...]
"""Two or three numbers: to the right, up, and towards whoever looks."""

_Enum = TypeVar("_Enum", bound=Enum)


def number(low: float, high: float, what: str) -> Callable[[object], float]:
    """The parser of a number from ``low`` to ``high``."""

    def parse(value: object) -> float:
        expected = f"a number from {low:g} to {high:g}"
        text = scalars.one(value, expected)
        try:
            found = float(text)
        except ValueError:
            raise ScalarError(f"{quoted(text, 20)} is no number", expected=expected) from None
        if not isfinite(found) or not low <= found <= high:
            raise ScalarError(f"{what} is {printable(text[:20])}", expected=expected)
        return found

    return parse


_COORDINATE: Final = number(-_FARTHEST, _FARTHEST, "this coordinate")


def spot(value: object) -> Spot:
    """The parser of a point: a list of two or three numbers, the second not below the floor."""
    if not isinstance(value, list) or len(value) not in (2, 3):
        raise ScalarError("a point is a list of two or three numbers", expected="[0.55, 0.47]")
    found = tuple(_COORDINATE(one) for one in value)
    if found[1] < 0:
        raise ScalarError("this point is below the floor", expected="a second number from 0 up")
    return found


def _place(value: object) -> Spot | float:
    """Where a thing is: a point, or how far to the right."""
    return spot(value) if isinstance(value, list) else _COORDINATE(value)


def between(low: float, high: float, what: str) -> PlainValidator:
    """A number from ``low`` to ``high``; ``what`` it is of."""
    return read(number(low, high, what), forms.number(low, high))


SpotText = Annotated[Spot | None, read(spot, forms.SPOT)]
Angle = Annotated[float | None, between(-360, 360, "this angle")]


class PoseModel(Strict):
    """A pose: the points that matter. ``like`` takes those that are left out from another."""

    like: Annotated[str | None, text(30)] = None
    hip: SpotText = None
    chest: SpotText = None
    head: SpotText = None
    hand: SpotText = None
    near_hand: SpotText = None
    far_hand: SpotText = None
    foot: SpotText = None
    near_foot: SpotText = None
    far_foot: SpotText = None
    elbow: SpotText = None
    near_elbow: SpotText = None
    far_elbow: SpotText = None
    knee: SpotText = None
    near_knee: SpotText = None
    far_knee: SpotText = None
    toe: SpotText = None
    near_toe: SpotText = None
    far_toe: SpotText = None
    arch: Annotated[float | None, between(-0.2, 0.2, "this arch")] = None
    turn: Angle = None
    twist: Annotated[float | None, between(-90, 90, "this twist")] = None


class PropsModel(Strict):
    """The things in the picture."""

    wall: Annotated[float | None, read(_COORDINATE, forms.number(-_FARTHEST, _FARTHEST))] = None
    chair: SpotText = None
    chair_faces: Annotated[str, word(["left", "right"], "side")] = "right"
    cushion: SpotText = None
    towel: Annotated[bool, read(scalars.boolean, forms.BOOLEAN)] = False


class FigureModel(Strict):
    """The whole figure; ``poses`` are read one by one afterwards."""

    view: Annotated[View, member(View, "view")] = View.SIDE
    feel: Annotated[Region | None, member(Region, "region")] = None
    works: Annotated[str, word(["both", "near", "far"], "side")] = "both"
    props: PropsModel | None = None
    poses: object = None
    into: Annotated[Names, LISTED] = ()
    out: Annotated[Names, LISTED] = ()


def point(found: Spot, beside: float) -> Point:
    """A point in space; ``beside`` is how far to the near side it is where nothing is said."""
    return Point(found[0], found[1], found[2] if len(found) > 2 else beside)
