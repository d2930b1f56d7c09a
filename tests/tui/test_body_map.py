"""Where is it? What a person sees of the map, and how a place gets in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.events import Key
from textual.geometry import Region
from textual.pilot import Pilot
from textual.scrollbar import ScrollBar

import coach.tui
from coach.domain import questions
from coach.domain.body import LEG, SITES, Site
from coach.painters.body_map import fit
from coach.tui.app import CoachApp
from coach.tui.themes import BY_SETTING, DARK, THEMES
from coach.tui.widgets.body_map import WORDS, BodyMap, BodyMapCard, step
from coach.tui.widgets.card import Card
from coach.tui.widgets.cards import card_for
from coach.tui.widgets.choices import ChoiceRow
from tests.fakes import FakeClock

QUESTION = questions.where("Where is it?")
SIZES = [(20, 5), (20, 40), (30, 8), (40, 12), (40, 40), (60, 18), (80, 24), (140, 45), (300, 100)]
WITH_MAP = [(40, 40), (60, 18), (80, 24), (140, 45), (300, 100)]
LISTED = [(20, 5), (20, 40), (30, 8), (40, 12)]


class Bare(App[None]):
    """The question and nothing else."""

    CSS_PATH = Path(coach.tui.__file__).with_name("app.tcss")
    HORIZONTAL_BREAKPOINTS = CoachApp.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = CoachApp.VERTICAL_BREAKPOINTS

    def __init__(self, clock: FakeClock, *, on_the_floor: bool, look: str) -> None:
        super().__init__()
        self.answers: list[str] = []
        self._card = card_for(QUESTION, clock, on_the_floor=on_the_floor)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = BY_SETTING[look]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DARK.variables

    def compose(self) -> ComposeResult:
        yield self._card

    def on_key(self, event: Key) -> None:
        self._card.press(event)

    def on_card_answered(self, answered: Card.Answered) -> None:
        self.answers.append(answered.answer)


@dataclass
class Asked:
    """The question on the screen, and what a person does about it."""

    app: Bare
    pilot: Pilot[None]
    clock: FakeClock = field(default_factory=FakeClock)

    @property
    def card(self) -> BodyMapCard:
        return self.app.query_one(BodyMapCard)

    @property
    def answers(self) -> list[str]:
        return self.app.answers

    @property
    def lines(self) -> list[str]:
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def seen(self) -> str:
        return "\n".join(self.lines)

    @property
    def marked_row(self) -> ChoiceRow:
        (row,) = self.card.query(".-taken").results(ChoiceRow)
        return row

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    def place_of(self, site: str) -> tuple[int, int]:
        """A cell of the screen that lies in the region."""
        region = self.app.query_one(BodyMap).region
        picture = self.app.query_one(BodyMap).picture
        assert picture is not None
        left = region.x + (region.width - len(picture.rows[0])) // 2
        top = region.y + (region.height - len(picture.rows)) // 2
        cells = [
            (left + column, top + row)
            for row, line in enumerate(picture.sites)
            for column, at in enumerate(line)
            if at == site
        ]
        return cells[len(cells) // 2]


@asynccontextmanager
async def asked(
    size: tuple[int, int] = (80, 24), *, on_the_floor: bool = False, look: str = "dark"
) -> AsyncIterator[Asked]:
    clock = FakeClock()
    app = Bare(clock, on_the_floor=on_the_floor, look=look)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Asked(app, pilot, clock)


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.id)
async def test_one_digit_says_where_it_is(site: Site) -> None:
    async with asked((20, 5)) as there:
        await there.press(site.key)
        assert there.answers == [site.id]


async def test_u_is_not_sure() -> None:
    async with asked() as there:
        await there.press("u")
        assert there.answers == ["u"]


async def test_other_keys_are_no_answer() -> None:
    async with asked() as there:
        await there.press("x", "n", "space", "enter")
        assert there.answers == []


async def test_a_digit_on_the_floor_is_seen_on_the_map_and_has_to_stand_alone() -> None:
    async with asked(on_the_floor=True) as there:
        await there.press("4")
        assert there.app.query_one(BodyMap).marked == "left"
        assert there.marked_row.answer == "left"
        there.clock.pass_time(0.25)
        assert there.answers == []
        there.clock.pass_time(0.1)
        await there.pilot.pause()
        assert there.answers == ["left"]


@pytest.mark.parametrize("what", ["take_back", "hold"])
async def test_a_digit_that_is_taken_back_leaves_no_mark(what: str) -> None:
    async with asked(on_the_floor=True) as there:
        await there.press("4")
        getattr(there.card, what)()
        there.clock.pass_time(1)
        await there.pilot.pause()
        assert there.answers == []
        assert there.app.query_one(BodyMap).marked == ""
        assert not there.card.query(".-taken")


async def test_an_arrow_after_a_digit_on_the_floor_takes_it_back() -> None:
    async with asked(on_the_floor=True) as there:
        await there.press("4", "right")
        there.clock.pass_time(1)
        await there.pilot.pause()
        assert there.answers == []
        assert there.marked_row.answer == "middle"


async def test_nothing_is_preset_and_the_first_arrow_comes_to_the_middle() -> None:
    async with asked() as there:
        assert there.app.query_one(BodyMap).marked == ""
        await there.press("enter")
        assert there.answers == []
        await there.press("left")
        assert there.app.query_one(BodyMap).marked == "middle"
        await there.press("enter")
        assert there.answers == ["middle"]


@pytest.mark.parametrize(
    ("arrows", "site"),
    [
        ("left up", "upper-left"),
        ("up", "upper"),
        ("right up", "upper-right"),
        ("left", "left"),
        ("right right right", "right"),
        ("down left left", "hip-left"),
        ("down", "tailbone"),
        ("down right", "hip-right"),
        ("down down left", "leg"),
        ("left down down up", "tailbone"),
        ("up up up", "upper"),
        ("down down down down", "u"),
        ("down down down up", "leg"),
    ],
)
def test_arrows_go_where_they_point(arrows: str, site: str) -> None:
    assert reduce(step, arrows.split(), "middle") == site


@pytest.mark.parametrize("size", WITH_MAP)
async def test_arrows_and_enter_say_where_it_is(size: tuple[int, int]) -> None:
    async with asked(size) as there:
        await there.press("left", "down", "right")
        assert there.app.query_one(BodyMap).marked == "hip-right"
        assert there.marked_row.answer == "hip-right"
        await there.press("enter")
        assert there.answers == ["hip-right"]


async def test_enter_on_the_floor_has_to_stand_alone_as_well() -> None:
    async with asked(on_the_floor=True) as there:
        await there.press("down", "enter")
        assert there.answers == []
        there.clock.pass_time(0.35)
        await there.pilot.pause()
        assert there.answers == ["middle"]


@pytest.mark.parametrize("size", LISTED)
async def test_on_a_small_screen_arrows_go_from_row_to_row_and_the_row_is_seen(
    size: tuple[int, int],
) -> None:
    async with asked(size) as there:
        assert not there.app.query_one(BodyMap).display
        for answer, _ in QUESTION.choices:
            await there.press("down")
            row = there.marked_row
            assert row.answer == answer
            assert there.app.screen.region.contains_region(row.region)
        await there.press("down", "up", "enter")
        assert there.answers == [LEG.id]


async def test_on_a_small_screen_up_from_the_first_row_shows_the_question_again() -> None:
    async with asked((20, 5)) as there:
        await there.press("up")
        assert "not sure" in there.seen
        assert "Where is it?" not in there.seen
        await there.press(*["up"] * 11)
        assert "Where is it?" in there.seen


@pytest.mark.parametrize("size", WITH_MAP)
async def test_a_click_on_a_region_is_an_answer(size: tuple[int, int]) -> None:
    async with asked(size) as there:
        for site in SITES:
            there.card.answered = False
            await there.pilot.click(offset=there.place_of(site.id))
        assert there.answers == [site.id for site in SITES]


async def test_a_click_counts_at_once_on_the_floor_too() -> None:
    async with asked(on_the_floor=True) as there:
        await there.press("4")
        await there.pilot.click(offset=there.place_of("leg"))
        there.clock.pass_time(1)
        await there.pilot.pause()
        assert there.answers == ["leg"]


async def test_a_click_beside_the_regions_is_no_answer() -> None:
    async with asked() as there:
        await there.pilot.click(offset=(0, 0))
        await there.pilot.click(offset=(20, 1))
        assert there.answers == []


async def test_a_click_on_a_row_is_an_answer() -> None:
    async with asked() as there:
        rows = list(there.card.query(ChoiceRow))
        await there.pilot.click(rows[1])
        assert there.answers == ["upper"]


async def test_it_is_answered_once() -> None:
    async with asked() as there:
        await there.press("4", "5", "right", "enter")
        await there.pilot.click(offset=there.place_of("upper"))
        assert there.answers == ["left"]


@pytest.mark.parametrize("size", WITH_MAP)
async def test_it_is_said_from_where_the_back_is_seen(size: tuple[int, int]) -> None:
    async with asked(size) as there:
        assert "Seen from behind: left is left." in there.seen
        left, right = there.place_of("left"), there.place_of("right")
        assert left[0] < there.place_of("middle")[0] < right[0]
        for _, name in QUESTION.choices:
            assert name in there.seen


@pytest.mark.parametrize(("size", "least"), [((80, 24), 22), ((100, 30), 29), ((140, 45), 42)])
async def test_where_there_is_room_the_drawing_is_large(size: tuple[int, int], least: int) -> None:
    async with asked(size) as there:
        picture = there.app.query_one(BodyMap).picture
        assert picture is not None
        assert len(picture.rows) >= least
        assert there.app.query_one("#answers").outer_size.width == WORDS


@pytest.mark.parametrize("size", WITH_MAP)
async def test_the_mark_is_told_without_colours(size: tuple[int, int]) -> None:
    async with asked(size) as there:
        before = there.lines
        await there.press("down")
        assert there.lines != before
        assert there.marked_row.query("Label").first().rich_style.reverse


@pytest.mark.parametrize("look", BY_SETTING)
async def test_it_is_drawn_in_colours_that_stand_out_in_every_theme(look: str) -> None:
    async with asked(look=look) as there:
        body, theme = there.app.query_one(BodyMap), there.app.theme_variables
        names = {"border": "quiet", "key": "primary", "marked": "primary"}
        for part, name in names.items():
            drawn = body.get_component_styles(f"map--{part}").color
            assert drawn == Color.parse(theme[name])
        assert body.styles.color == Color.parse(theme["foreground"])


@pytest.mark.parametrize("size", SIZES)
async def test_everything_is_on_the_screen_and_nothing_over_another(size: tuple[int, int]) -> None:
    async with asked(size) as there:
        there.card.ask_again()
        await there.pilot.pause()
        await there.pilot.pause()
        assert "No answer yet." in there.seen
        shown = {
            widget: region.intersection(clip)
            for widget, (region, clip) in there.app.screen._compositor.visible_widgets.items()
            if not widget.children and not isinstance(widget, ScrollBar)
        }
        for one, other in combinations(shown, 2):
            assert not shown[one].overlaps(shown[other]), f"{one} {other}"
        for region in shown.values():
            assert Region(0, 0, *size).contains_region(region)


@pytest.mark.parametrize("size", SIZES)
async def test_the_map_is_there_wherever_it_fits_beside_the_words(size: tuple[int, int]) -> None:
    async with asked(size) as there:
        if fit(size[0] - WORDS, size[1]):
            assert there.app.query_one(BodyMap).display
