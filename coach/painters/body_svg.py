"""The back as SVG, with the days on which each region was marked."""

from collections.abc import Mapping
from functools import cache
from html import escape
from typing import Final, NamedTuple

from coach.domain.body import LEG, SITES
from coach.painters.body_map import level_at

_WIDE, _TALL = 100, 185
"""Units of the drawing: across a half, and from above to below."""
_ROWS, _COLUMNS = 150, 400
"""Levels, and steps across, at which it is looked where a region is."""
_BODY, _EDGE, _INK = "#e9e6df", "#77756f", "#000000"
_SHADES: Final = ("#fbd9bf", "#f2a873", "#e07a3f")
"""From seldom to often. On a printer without colours they differ in brightness."""
_BODY_ID: Final = "body"


class _Span(NamedTuple):
    """A part of a row that belongs to one region, in units of the drawing."""

    y: float
    left: float
    right: float


def body_svg(days: Mapping[str, int], title: str) -> str:
    """The back from behind, each marked region with its number of days, as an ``svg`` element.

    ``days`` are by the id of the region; one that the map doesn't have is not drawn.
    """
    most = max(days.values(), default=0)
    shapes = _shapes()
    lines = [_polygon(shape, _BODY) for shape in shapes[_BODY_ID]]
    for site in SITES:
        count = days.get(site.id, 0)
        shade = _SHADES[min(3 * count // (most + 1), 2)] if count else "none"
        # The legs part below the fold: an edge around each piece would draw seams.
        edge = "none" if site.id == LEG.id else _EDGE
        lines += [_polygon(shape, shade, edge) for shape in shapes[site.id]]
    for site in SITES:
        if count := days.get(site.id, 0):
            x, y = _middle(max(shapes[site.id], key=len))
            where = _WIDE if site.id == LEG.id else x
            lines.append(
                f'<text x="{where:.0f}" y="{y + 4:.0f}" font-size="12" text-anchor="middle"'
                f' fill="{_INK}">{count}</text>'
            )
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * _WIDE} {_TALL}" role="img"'
        f' aria-label="{escape(title)}"><title>{escape(title)}</title>'
    )
    return "\n".join([head, *lines, "</svg>"])


def _polygon(shape: list[_Span], fill: str, stroke: str = "none") -> str:
    left = [f"{span.left:.1f},{span.y:.1f}" for span in shape]
    right = [f"{span.right:.1f},{span.y:.1f}" for span in reversed(shape)]
    edge = f' stroke="{stroke}" stroke-width="0.7"' if stroke != "none" else ""
    return f'<polygon points="{" ".join([*left, *right])}" fill="{fill}"{edge}/>'


def _middle(shape: list[_Span]) -> tuple[float, float]:
    return (
        sum((span.left + span.right) / 2 for span in shape) / len(shape),
        (shape[0].y + shape[-1].y) / 2,
    )


@cache
def _shapes() -> dict[str, list[list[_Span]]]:
    """The outlines of the body and of each region, as spans from above to below."""
    ids = (_BODY_ID, *(site.id for site in SITES))
    done: dict[str, list[list[_Span]]] = {id: [] for id in ids}
    growing: dict[str, list[list[_Span]]] = {id: [] for id in ids}
    for row in range(_ROWS + 1):
        found = _spans(row / _ROWS)
        for id in ids:
            growing[id] = _grown(growing[id], found.get(id, []), done[id])
    for id in ids:
        done[id] += growing[id]
    return done


def _spans(height: float) -> dict[str, list[_Span]]:
    """What is there at one height: the spans of the body, and of each region."""
    level = level_at(height)
    found: dict[str, list[_Span]] = {}
    step = 2 * _WIDE / _COLUMNS
    before: frozenset[str] = frozenset()
    for column in range(_COLUMNS):
        far = (2 * column + 1 - _COLUMNS) / _COLUMNS
        here = frozenset(
            id for id in (_BODY_ID if level.is_body(far) else "", level.site(far)) if id
        )
        for id in here:
            spans = found.setdefault(id, [])
            x = column * step
            if id in before:
                spans[-1] = spans[-1]._replace(right=x + step)
            else:
                spans.append(_Span(height * _TALL, x, x + step))
        before = here
    return found


def _grown(
    shapes: list[list[_Span]], spans: list[_Span], done: list[list[_Span]]
) -> list[list[_Span]]:
    """The shapes that go on at the next row; those that part or end are done.

    One that parts or joins goes on from the row above, so that nothing gapes.
    """
    fresh: list[list[_Span]] = []
    used: list[list[_Span]] = []
    for span in spans:
        above = [shape for shape in shapes if _touch(shape[-1], span)]
        below = [other for other in spans if above and _touch(above[0][-1], other)]
        if len(above) == len(below) == 1:
            fresh.append([*above[0], span])
            used.append(above[0])
        else:
            start = [span._replace(y=above[0][-1].y)] if above else []
            fresh.append([*start, span])
    done += [shape for shape in shapes if not any(shape is other for other in used)]
    return fresh


def _touch(one: _Span, other: _Span) -> bool:
    return one.left < other.right and other.left < one.right
