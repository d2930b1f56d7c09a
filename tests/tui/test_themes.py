"""The themes: what is to be read can be read, and all four know the same colours."""

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme
from textual.widgets import Footer, Input, Label, OptionList

from coach.tui.themes import BY_SETTING, DARK, HIGH_CONTRAST, LIGHT, TERMINAL, THEMES

PHASES = ("phase-in", "phase-out", "phase-lift", "phase-hold", "phase-lower", "phase-rest")
OWN = (*PHASES, "quiet", "attention", "stop")
FOLLOWING = (
    ("phase-in", "phase-out"),
    ("phase-lift", "phase-hold"),
    ("phase-lift", "phase-lower"),
    ("phase-hold", "phase-lower"),
    ("phase-hold", "phase-rest"),
)


def colour(theme: Theme, name: str) -> Color:
    return Color.parse({**theme.to_color_system().generate(), **theme.variables}[name])


def luminance(of: Color) -> float:
    def linear(share: float) -> float:
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(value / 255) for value in of.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """As the WCAG define it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_what_the_wcag_say() -> None:
    assert contrast(Color.parse("#fff"), Color.parse("#000")) == pytest.approx(21)
    assert contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("theme", "least"),
    [(DARK, 4.5), (LIGHT, 4.5), (HIGH_CONTRAST, 7.0)],
    ids=["dark", "light", "high-contrast"],
)
@pytest.mark.parametrize("ground", ["background", "surface"])
@pytest.mark.parametrize(
    "name", [*OWN, "foreground", "primary", "secondary", "success", "warning", "error"]
)
def test_what_is_to_be_read_stands_out(theme: Theme, least: float, ground: str, name: str) -> None:
    assert contrast(colour(theme, name), colour(theme, ground)) >= least


@pytest.mark.parametrize("theme", [DARK, LIGHT, HIGH_CONTRAST], ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    ("name", "ground"),
    [
        ("block-cursor-foreground", "block-cursor-background"),
        ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
        ("footer-key-foreground", "footer-background"),
        ("footer-description-foreground", "footer-background"),
        ("foreground", "boost"),
        ("quiet", "panel"),
        ("button-color-foreground", "primary"),
        ("input-selection-foreground", "input-selection-background"),
    ],
)
def test_what_widgets_draw_stands_out(theme: Theme, name: str, ground: str) -> None:
    assert contrast(colour(theme, name), colour(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", [DARK, LIGHT, HIGH_CONTRAST], ids=lambda theme: theme.name)
@pytest.mark.parametrize(("one", "other"), FOLLOWING)
def test_phases_that_follow_each_other_differ_in_brightness(
    theme: Theme, one: str, other: str
) -> None:
    assert contrast(colour(theme, one), colour(theme, other)) >= 1.3


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_theme_defines_the_same_variables(theme: Theme) -> None:
    assert theme.variables.keys() == DARK.variables.keys()
    assert set(OWN) <= theme.variables.keys()


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_theme_leaves_out_none_of_textuals_variables(theme: Theme) -> None:
    ordinary = BUILTIN_THEMES["textual-dark"].to_color_system().generate()
    assert ordinary.keys() <= theme.to_color_system().generate().keys() | theme.variables.keys()


def test_the_terminals_theme_uses_the_terminals_colours_alone() -> None:
    assert TERMINAL.ansi
    named = {
        name: value
        for name, value in TERMINAL.variables.items()
        if not name.endswith("-text-style")
    }
    assert all(value.startswith("ansi_") for value in named.values()), named
    assert all(Color.parse(value).ansi is not None for value in named.values())


def test_the_words_of_the_setting_name_the_themes() -> None:
    assert list(BY_SETTING) == ["dark", "light", "high-contrast", "terminal"]
    assert list(BY_SETTING.values()) == [theme.name for theme in THEMES]
    assert [theme.dark for theme in (DARK, LIGHT, HIGH_CONTRAST)] == [True, False, True]


class Painted(App[None]):
    """A line in each of the coach's own colours, and widgets that draw with Textual's."""

    CSS = "\n".join(f"#{name} {{ color: ${name}; }}" for name in OWN)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.register_theme(theme)
        self.theme = theme.name

    def compose(self) -> ComposeResult:
        yield from (Label(name, id=name) for name in OWN)
        yield OptionList("one", "two")
        yield Input("one")
        yield Footer()


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_style_sheets_can_name_the_colours(theme: Theme) -> None:
    app = Painted(theme)
    async with app.run_test():
        for name in OWN:
            painted = app.query_one(f"#{name}", Label).styles.color
            assert painted == Color.parse(theme.variables[name])
            assert (painted.ansi is not None) == theme.ansi
