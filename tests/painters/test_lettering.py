"""Large letters: every one at every height is well-formed, and none is taken for another."""

from itertools import combinations, pairwise
from string import ascii_uppercase, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.painters.lettering import LARGEST, SMALLEST, largest, paint, width

HEIGHTS = range(SMALLEST, LARGEST + 1)
LETTERS = ascii_uppercase + digits
SIGNS = LETTERS + ":?-!."
CELLS = set(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")
QUADRANTS = dict(zip(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█", range(16), strict=True))

texts = st.text(alphabet=SIGNS + " é", max_size=12)
heights = st.integers(SMALLEST, LARGEST)


def dots(rows: tuple[str, ...]) -> list[list[bool]]:
    """The picture in dots, two a cell across and down."""
    return [
        [bool(QUADRANTS[cell] & bit) for cell in row for bit in half]
        for row in rows
        for half in ((1, 2), (4, 8))
    ]


@pytest.mark.parametrize("height", HEIGHTS)
def test_a_sign_fills_its_rows_with_blocks(height: int) -> None:
    for sign in [*SIGNS, " ", "é"]:
        rows = paint(sign, height)
        assert len(rows) == height
        assert {len(row) for row in rows} == {width(sign, height)}, sign
        assert set("".join(rows)) <= CELLS, sign


@pytest.mark.parametrize("height", HEIGHTS)
def test_letters_and_figures_are_as_high_as_asked_for(height: int) -> None:
    for letter in LETTERS:
        rows = dots(paint(letter, height))
        assert any(rows[0]), letter
        assert any(rows[-1]), letter


@pytest.mark.parametrize("height", HEIGHTS)
def test_letters_are_as_wide_as_their_cells(height: int) -> None:
    for letter in ascii_uppercase:
        columns = list(zip(*paint(letter, height), strict=True))
        assert any(cell != " " for cell in columns[0]), letter
        assert any(cell != " " for cell in columns[-1]), letter


@pytest.mark.parametrize("height", HEIGHTS)
def test_figures_are_equally_wide(height: int) -> None:
    assert len({width(figure, height) for figure in digits}) == 1


@pytest.mark.parametrize("height", HEIGHTS)
def test_no_two_letters_look_alike(height: int) -> None:
    for one, other in combinations(SIGNS, 2):
        assert paint(one, height) != paint(other, height), one + other


@pytest.mark.parametrize("height", HEIGHTS)
def test_no_two_figures_are_nearly_alike(height: int) -> None:
    for one, other in combinations(digits, 2):
        pairs = zip(dots(paint(one, height)), dots(paint(other, height)), strict=True)
        differing = sum(a != b for left, right in pairs for a, b in zip(left, right, strict=True))
        assert differing >= height * 2 // 3, one + other


@pytest.mark.parametrize("height", HEIGHTS)
@pytest.mark.parametrize("sign", "HO08")
def test_what_is_even_on_both_sides_is_painted_so(sign: str, height: int) -> None:
    assert all(row == row[::-1] for row in dots(paint(sign, height)))


@pytest.mark.parametrize("height", HEIGHTS)
def test_a_bar_is_as_thick_wherever_it_stands(height: int) -> None:
    rows = dots(paint("E", height))
    middle = [row[len(row) // 2] for row in rows]
    bars = "".join("x" if dot else " " for dot in middle).split()
    assert len(bars) == 3
    assert len(set(bars)) == 1


@given(text=texts, height=heights)
def test_all_rows_are_as_wide_as_said(text: str, height: int) -> None:
    rows = paint(text, height)
    assert [len(row) for row in rows] == [width(text, height)] * height


@given(text=texts)
def test_higher_is_not_narrower(text: str) -> None:
    widths = [width(text, height) for height in HEIGHTS]
    assert all(lower <= higher for lower, higher in pairwise(widths))


@given(text=texts, columns=st.integers(-1, 320), rows=st.integers(-1, 30))
def test_the_largest_is_the_largest_that_fits(text: str, columns: int, rows: int) -> None:
    fitting = [height for height in HEIGHTS if height <= rows and width(text, height) <= columns]
    assert largest(text, columns, rows) == max(fitting, default=0)


def test_lower_case_is_painted_as_upper_case() -> None:
    assert paint("hold", 5) == paint("HOLD", 5)
    assert width("hold", 5) == width("HOLD", 5)


def test_a_sign_without_a_shape_is_a_blank_of_normal_width() -> None:
    assert paint("é", 7) == (" " * width("0", 7),) * 7


def test_nothing_is_painted_as_rows_of_nothing() -> None:
    assert paint("", 4) == ("",) * 4
    assert width("", 4) == 0


@pytest.mark.parametrize("height", [-1, 0, SMALLEST - 1, LARGEST + 1])
def test_other_heights_are_refused(height: int) -> None:
    with pytest.raises(ValueError, match="3 to 20"):
        paint("1", height)
    with pytest.raises(ValueError, match="3 to 20"):
        width("1", height)


@pytest.mark.parametrize(
    ("word", "columns", "rows"), [("BREATHE OUT", 80, 5), ("HOLD", 20, 3), ("12:45", 80, 12)]
)
def test_what_has_to_fit_fits(word: str, columns: int, rows: int) -> None:
    assert largest(word, columns, rows) == rows
