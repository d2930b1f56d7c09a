"""The back: at every size it is whole, alike on both sides, and each region has its place."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.body import LEG, MAP, SITES, Site
from coach.painters.body_map import LEAST, TALLEST, Part, Picture, draw, fit
from coach.painters.lettering import paint

SIZES = sorted(
    {
        size
        for columns in range(LEAST[0], 100)
        for rows in range(LEAST[1], TALLEST + 2)
        if (size := fit(columns, rows)) is not None
    }
)
SOME = [SIZES[0], (37, 20), (40, 22), (40, 23), (57, 31), SIZES[-1]]
QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
TURNED = str.maketrans("▘▝▖▌▞▛▗▚▐▜▙▟", "▝▘▗▐▚▜▖▞▌▛▟▙")
OPPOSITE = {"left": "right", "right": "left"}


def opposite(site: str) -> str:
    return "-".join(OPPOSITE.get(word, word) for word in site.split("-"))


def cells_of(picture: Picture, site: str) -> set[tuple[int, int]]:
    return {
        (column, row)
        for row, line in enumerate(picture.sites)
        for column, at in enumerate(line)
        if at == site
    }


def around(cells: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """The cells and all those that touch one of them."""
    steps = (-1, 0, 1)
    return {(x + dx, y + dy) for x, y in cells for dx in steps for dy in steps}


def keys_in(picture: Picture, site: str) -> str:
    """What stands in a region in the look of a key."""
    return "".join(
        picture.rows[row][column]
        for column, row in sorted(cells_of(picture, site), key=lambda cell: cell[::-1])
        if picture.parts[row][column] in (Part.KEY, Part.MARKED_KEY)
    )


@pytest.mark.parametrize("size", SIZES)
def test_at_every_size_the_back_is_whole(size: tuple[int, int]) -> None:
    columns, rows = size
    picture = draw(columns, rows)
    for grid in (picture.rows, picture.parts, picture.sites):
        assert len(grid) == rows
        assert {len(line) for line in grid} == {columns}
    assert {site for line in picture.sites for site in line} == {"", *(site.id for site in SITES)}


@pytest.mark.parametrize("size", SIZES)
def test_left_mirrors_right(size: tuple[int, int]) -> None:
    picture = draw(*size)
    for line in picture.sites:
        assert [opposite(site) for site in reversed(line)] == list(line)
    for signs, parts in zip(picture.rows, picture.parts, strict=True):
        assert parts == parts[::-1] or Part.KEY in parts
        drawn = "".join(
            " " if Part.KEY in (part, other) else sign
            for sign, part, other in zip(signs, parts, reversed(parts), strict=True)
        )
        assert drawn[::-1].translate(TURNED) == drawn


@pytest.mark.parametrize("size", SIZES)
def test_each_region_is_in_one_piece_and_in_its_place(size: tuple[int, int]) -> None:
    picture = draw(*size)
    middles = {}
    for site in SITES:
        cells = cells_of(picture, site.id)
        halves = [cells]
        if site == LEG:
            halves = [
                {at for at in cells if (2 * at[0] < size[0]) == left} for left in (True, False)
            ]
        for half in halves:
            found: set[tuple[int, int]] = set()
            edge = {min(half)}
            while edge:
                found |= edge
                edge = (around(edge) & half) - found
            assert found == half, site
        middles[site] = tuple(sum(along) / len(cells) for along in zip(*cells, strict=True))
    for row in MAP:
        assert middles[row[0]][0] < middles[row[1]][0] < middles[row[2]][0]
    for column in zip(*MAP, strict=True):
        heights = [middles[site][1] for site in (*column, LEG)]
        assert heights == sorted(heights)


@pytest.mark.parametrize("size", SIZES)
def test_each_region_has_its_key_in_it(size: tuple[int, int]) -> None:
    picture = draw(*size)
    for site in SITES:
        shown = keys_in(picture, site.id)
        if len(shown) <= 2:
            assert set(shown) == {site.key}
        else:
            keys = [Counter("".join(paint(site.key, tall))) for tall in range(3, 9)]
            assert Counter(shown) in [key + key if site == LEG else key for key in keys]


@pytest.mark.parametrize("size", SOME)
@pytest.mark.parametrize("site", SITES, ids=lambda site: site.id)
def test_a_marked_region_is_filled_and_no_other(size: tuple[int, int], site: Site) -> None:
    plain, marked = draw(*size), draw(*size, site.id)
    inside = cells_of(plain, site.id)
    changed = {
        (column, row)
        for row, line in enumerate(marked.parts)
        for column, part in enumerate(line)
        if part in (Part.MARKED, Part.MARKED_KEY)
    }
    assert inside <= changed
    # Half a cell of it may lie in a cell that belongs to its neighbour.
    assert changed <= around(inside)
    written = "".join(marked.rows[row][column] for column, row in inside)
    full = sum(QUADRANTS.index(sign).bit_count() for sign in written if sign in QUADRANTS)
    assert full > 0.5 * 4 * len(inside)
    assert marked.sites == plain.sites


@given(columns=st.integers(-5, 400), rows=st.integers(-5, 200))
def test_the_largest_back_that_fits_is_inside_of_its_place(columns: int, rows: int) -> None:
    size = fit(columns, rows)
    if size is None:
        assert columns < LEAST[0] + 1 or rows < LEAST[1]
    else:
        assert LEAST[0] - 1 <= size[0] <= columns
        assert LEAST[1] <= size[1] <= rows


def test_more_room_never_makes_it_lower() -> None:
    heights = [size[1] for columns in range(LEAST[0], 120) if (size := fit(columns, 60))]
    assert heights == sorted(heights)
    assert heights[-1] == TALLEST


@pytest.mark.parametrize("size", [(20, 13), (21, 12), (0, 0)])
def test_too_little_room_is_refused(size: tuple[int, int]) -> None:
    assert fit(*size) is None
    with pytest.raises(ValueError, match="no back is drawn"):
        draw(*size)


@pytest.mark.parametrize("at", [(-1, 5), (5, -1), (40, 5), (5, 22), (0, 0), (19, 0)])
def test_beside_the_back_there_is_no_region(at: tuple[int, int]) -> None:
    assert draw(40, 22).site_at(*at) == ""
