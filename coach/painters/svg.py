"""A drawing as SVG: for pages, and for looking at it closely."""

from collections.abc import Sequence
from html import escape
from typing import Final

from coach.painters.shapes import Part, Shape, Spot
from coach.painters.sheet import Sheet

INKS: Final = {
    Part.FLOOR: "#c9c2b4",
    Part.PROP: "#b58b5b",
    Part.FAR: "#9aa6a8",
    Part.TRUNK: "#51676c",
    Part.NEAR: "#24393e",
    Part.FEEL: "#d9622b",
}
"""The colours on white paper. Without colours the parts differ in brightness."""
PAPER: Final = "#ffffff"
_UNITS: Final = 1000
"""Units to a metre."""


def svg(shapes: Sequence[Shape], sheet: Sheet, *, title: str = "", width: str = "100%") -> str:
    """The drawing as an ``svg`` element of this width, as tall as it has to be."""
    size = f"{sheet.width * _UNITS:.0f} {sheet.height * _UNITS:.0f}"
    named = f' role="img" aria-label="{escape(title)}"' if title else ' aria-hidden="true"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{width}"{named}>'
    lines = [head]
    lines += [f"<title>{escape(title)}</title>"] if title else []
    for shape in shapes:
        if shape.apart:
            lines.append(_polygon(shape.apart, sheet, PAPER))
        lines.append(_polygon(shape.outline, sheet, INKS[shape.part]))
    return "\n".join([*lines, "</svg>"])


def _polygon(outline: Sequence[Spot], sheet: Sheet, ink: str) -> str:
    spots = " ".join(
        f"{(x - sheet.left) * _UNITS:.0f},{(sheet.top - y) * _UNITS:.0f}" for x, y in outline
    )
    return f'<polygon points="{spots}" fill="{ink}"/>'
