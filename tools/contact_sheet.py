"""Draws every pose of every exercise on one sheet, to be looked at: ``make contact-sheet``.

Each exercise has a row: its poses in order, then half-way between the first two, and the first
pose on the other side. Exercises without a figure are named at the end.
"""

import sys
from pathlib import Path

from coach.adapters.library.library import YamlLibrary
from coach.domain.exercise import Exercise
from coach.domain.figure import Figure
from coach.domain.skeleton import Body, between, body_of
from coach.painters.sheet import drawing, sheet_for
from coach.painters.svg import svg

WIDE, TALL, LABEL = 190, 150, 18
HOME = Path(__file__).parent.parent


def pictures(figure: Figure) -> list[tuple[str, Body, bool]]:
    """What is drawn of a figure: a caption, the body, and whether it is the other side."""
    poses = dict(figure.poses)
    found = [(name, body_of(pose), False) for name, pose in poses.items()]
    first, *rest = poses.values()
    if rest:
        found.append(("half-way", between(first, rest[0], 0.5), False))
    found.append(("other side", body_of((rest[0] if rest else first).mirrored), True))
    return found


def row(exercise: Exercise, figure: Figure, top: int) -> str:
    """The row of one exercise, ``top`` pixels down."""
    poses = [pose for _, pose in figure.poses]
    sheet = sheet_for(figure, zip(poses, [*poses[1:], poses[0]], strict=True))
    label = f"{exercise.name} ({exercise.id})"
    parts = [f'<text x="4" y="{top + 14}" font-size="14" font-weight="bold">{label}</text>']
    for column, (caption, body, mirrored) in enumerate(pictures(figure)):
        drawn = svg(drawing(body, figure, sheet, mirrored=mirrored), sheet)
        place = f'x="{column * WIDE + 4}" y="{top + LABEL}" height="{TALL - 2 * LABEL}"'
        drawn = drawn.replace('width="100%"', f'width="{WIDE - 12}" {place}', 1)
        parts.append(drawn)
        parts.append(
            f'<text x="{column * WIDE + 4}" y="{top + TALL - 4}" font-size="11" fill="#555">'
            f"{caption}</text>"
        )
    return "\n".join(parts)


def main() -> int:
    """Write the sheet; tells where it is, and what isn't drawn."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else HOME / "build" / "contact-sheet.svg")
    chosen = sys.argv[2:]
    library = YamlLibrary(None, HOME / "routines")
    figures = library.figures()
    exercises = [
        one for id, one in library.exercises().items() if id in figures and id in (chosen or [id])
    ]
    rows = [row(one, figures[one.id], n * TALL) for n, one in enumerate(exercises)]
    most = max((len(pictures(figures[one.id])) for one in exercises), default=1)
    width, height = most * WIDE + 8, len(rows) * TALL + 8
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        ' font-family="sans-serif"><rect width="100%" height="100%" fill="#fff"/>'
        + "\n".join(rows)
        + "</svg>\n",
        encoding="utf-8",
    )
    print(f"{out}: {len(exercises)} exercises")
    without = sorted(set(library.exercises()) - set(figures))
    if without:
        print("not drawn: " + ", ".join(without))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
