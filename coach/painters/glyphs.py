"""The shapes of the large letters, as the paths of a broad round pen.

A stroke is a path of points. Each point is `x,y` in the box in which the middle of the pen
moves: 0 is left or top, 1 right or bottom. A point with a `~` is rounded as far as its
neighbours let it be, one without is a sharp corner. A stroke of one point is a dot, and `close`
leads back to the first point.
"""

from typing import NamedTuple


class Shape(NamedTuple):
    """One letter: how wide it is for its height, and the strokes that draw it."""

    width: float
    strokes: tuple[str, ...]


FIGURE = 0.6
"""How wide a figure is for its height. All are alike, so that a countdown doesn't wobble."""

SPACE = 0.34
"""How wide a space is for its height."""

SHAPES: dict[str, Shape] = {
    "0": Shape(FIGURE, ("0,0~ 1,0~ 1,1~ 0,1~ close",)),
    "1": Shape(FIGURE, (".1,.22 .5,0 .5,1", ".08,1 .92,1")),
    "2": Shape(FIGURE, ("0,.25 0,0~ 1,0~ 1,.45~ 0,1 1,1",)),
    "3": Shape(FIGURE, ("0,.22 0,0~ 1,0~ 1,.5~ .35,.5", ".35,.5 1,.5~ 1,1~ 0,1~ 0,.78")),
    "4": Shape(FIGURE, (".62,0 0,.7 1,.7", ".76,.4 .76,1")),
    "5": Shape(FIGURE, (".94,0 .06,0 .06,.44 .5,.4~ 1,.4~ 1,1~ 0,1~ 0,.8",)),
    "6": Shape(FIGURE, ("1,.2 1,0~ 0,0~ 0,1~ 1,1~ 1,.44~ 0,.44~ 0,.72",)),
    "7": Shape(FIGURE, ("0,0 1,0 .35,1",)),
    "8": Shape(
        FIGURE,
        ("0,0~ 1,0~ 1,.5~ 0,.5~ close", "0,.5~ 1,.5~ 1,1~ 0,1~ close"),
    ),
    "9": Shape(FIGURE, ("0,.8 0,1~ 1,1~ 1,0~ 0,0~ 0,.56~ 1,.56~ 1,.28",)),
    "A": Shape(0.74, ("0,1 .5,0 1,1", ".2,.68 .8,.68")),
    "B": Shape(0.62, ("0,0 .94,0~ .94,.5~ 0,.5", "0,.5 1,.5~ 1,1~ 0,1", "0,0 0,1")),
    "C": Shape(0.66, ("1,.24 1,0~ 0,0~ 0,1~ 1,1~ 1,.76",)),
    "D": Shape(0.68, ("0,0 1,0~ 1,1~ 0,1 close",)),
    "E": Shape(0.56, ("1,0 0,0 0,1 1,1", "0,.5 .86,.5")),
    "F": Shape(0.54, ("1,0 0,0 0,1", "0,.5 .86,.5")),
    "G": Shape(0.7, ("1,.22 1,0~ 0,0~ 0,1~ 1,1~ 1,.54 .6,.54",)),
    "H": Shape(0.66, ("0,0 0,1", "1,0 1,1", "0,.5 1,.5")),
    "I": Shape(0.0, ("0,0 0,1",)),
    "J": Shape(0.52, ("1,0 1,1~ 0,1~ 0,.74",)),
    "K": Shape(0.66, ("0,0 0,1", "1,0 0,.62", ".35,.42 1,1")),
    "L": Shape(0.54, ("0,0 0,1 1,1",)),
    "M": Shape(0.88, ("0,1 0,0 .5,.65 1,0 1,1",)),
    "N": Shape(0.72, ("0,1 0,0 1,1 1,0",)),
    "O": Shape(0.76, ("0,0~ 1,0~ 1,1~ 0,1~ close",)),
    "P": Shape(0.6, ("0,1 0,0 1,0~ 1,.56~ 0,.56",)),
    "Q": Shape(0.76, ("0,0~ 1,0~ 1,1~ 0,1~ close", ".62,.68 1,1")),
    "R": Shape(0.64, ("0,1 0,0 1,0~ 1,.54~ 0,.54", ".5,.54 1,1")),
    "S": Shape(0.62, ("1,.22 1,0~ 0,0~ 0,.5~ 1,.5~ 1,1~ 0,1~ 0,.78",)),
    "T": Shape(0.64, ("0,0 1,0", ".5,0 .5,1")),
    "U": Shape(0.66, ("0,0 0,1~ 1,1~ 1,0",)),
    "V": Shape(0.72, ("0,0 .5,1 1,0",)),
    "W": Shape(1.0, ("0,0 .25,1 .5,.2 .75,1 1,0",)),
    "X": Shape(0.68, ("0,0 1,1", "1,0 0,1")),
    "Y": Shape(0.68, ("0,0 .5,.52 1,0", ".5,.52 .5,1")),
    "Z": Shape(0.62, ("0,0 1,0 0,1 1,1",)),
    ":": Shape(0.0, ("0,.28", "0,.82")),
    ".": Shape(0.0, ("0,1",)),
    "!": Shape(0.0, ("0,0 0,.62", "0,1")),
    "-": Shape(0.42, ("0,.52 1,.52",)),
    "?": Shape(FIGURE, ("0,.22 0,0~ 1,0~ 1,.44~ .5,.44~ .5,.66", ".5,1")),
}
"""Every sign that can be painted, but the space."""

SMALL: dict[str, tuple[str, ...]] = {
    "3": ("0,0 1,0~ 1,.5~ .3,.5", ".3,.5 1,.5~ 1,1~ 0,1"),
    "4": (".5,0 0,.66 1,.66", ".8,.3 .8,1"),
    "5": ("1,0 0,0 0,.5 1,.5~ 1,1~ 0,1",),
    "6": ("1,0 0,0~ 0,1~ 1,1~ 1,.5~ 0,.5",),
    "9": ("0,1 1,1~ 1,0~ 0,0~ 0,.56~ 1,.56",),
    "A": ("0,1 .12,0~ .88,0~ 1,1", ".05,.62 .95,.62"),
    "C": ("1,0 0,0~ 0,1~ 1,1",),
    "G": ("1,0 0,0~ 0,1~ 1,1 1,.56 .6,.56",),
    "J": ("1,0 1,1~ 0,1",),
    "S": ("1,0 0,0~ 0,.5~ 1,.5~ 1,1~ 0,1",),
    "?": ("0,0 1,0~ 1,.44~ .5,.44~ .5,.6", ".5,1"),
}
"""Simpler strokes for heights at which the ends of the usual ones would close the letter."""
