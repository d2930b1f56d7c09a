"""The back as SVG: each region where the map has it, with the days on which it was named."""

import re

import pytest

from coach.domain.body import LEG, SITES
from coach.painters.body_map import level_at
from coach.painters.body_svg import body_svg


def filled(drawn: str) -> list[str]:
    """The shapes of the marked regions, from seldom to often as they come."""
    return re.findall(r'points="([^"]+)" fill="(?:#fbd9bf|#f2a873|#e07a3f)"', drawn)


@pytest.mark.parametrize("site", [site.id for site in SITES])
def test_a_region_is_drawn_where_the_map_has_it(site: str) -> None:
    shapes = filled(body_svg({site: 3}, "Back"))
    assert shapes
    for shape in shapes:
        corners = [tuple(map(float, spot.split(","))) for spot in shape.split()]
        heights = [y for _, y in corners]
        y = (min(heights) + max(heights)) / 2
        if max(heights) - min(heights) < 10:
            continue
        across = [x for x, height in corners if abs(height - y) < 1]
        middle = (min(across) + max(across)) / 2
        assert level_at(y / 185).site(middle / 100 - 1) == site


def test_the_number_stands_in_the_region_and_more_days_are_darker() -> None:
    drawn = body_svg({"left": 9, "right": 1, LEG.id: 0, "nowhere": 4}, "Back")
    assert re.findall(r">(\d+)</text>", drawn) == ["9", "1"]
    assert drawn.count("#e07a3f") == 1
    assert drawn.count("#fbd9bf") == 1
    assert "nowhere" not in drawn


def test_nothing_is_filled_where_nothing_was_named() -> None:
    assert filled(body_svg({}, "Back")) == []


def test_its_title_is_only_text() -> None:
    assert "<script" not in body_svg({}, "<script>")
