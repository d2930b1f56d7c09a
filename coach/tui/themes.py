"""The colours: dark, light, high contrast, and the terminal's own sixteen.

From three metres away a movement is told by its word. Its colour says the same once more, and
those that follow each other differ in brightness, for eyes that don't tell hues apart. Amber
asks for attention and red stops; nothing else wears them.
"""

from typing import NamedTuple

from textual.theme import Theme


class _Paint(NamedTuple):
    """What a theme is mixed from."""

    background: str
    surface: str
    panel: str
    text: str
    quiet: str
    faint: str
    """Lines and bars that nobody has to read."""
    hover: str
    accent: str
    """What can be chosen or pressed, and what moves."""
    on_accent: str
    second: str
    good: str
    attention: str
    stop: str
    phase_in: str
    phase_out: str
    phase_lift: str
    phase_hold: str
    phase_lower: str
    phase_rest: str


def _theme(name: str, paint: _Paint, *, dark: bool = True, ansi: bool = False) -> Theme:
    return Theme(
        name=name,
        primary=paint.accent,
        secondary=paint.second,
        accent=paint.accent,
        success=paint.good,
        warning=paint.attention,
        error=paint.stop,
        foreground=paint.text,
        background=paint.background,
        surface=paint.surface,
        panel=paint.panel,
        dark=dark,
        ansi=ansi,
        variables={
            # The coach's own
            "phase-in": paint.phase_in,
            "phase-out": paint.phase_out,
            "phase-lift": paint.phase_lift,
            "phase-hold": paint.phase_hold,
            "phase-lower": paint.phase_lower,
            "phase-rest": paint.phase_rest,
            "quiet": paint.quiet,
            "attention": paint.attention,
            "stop": paint.stop,
            # What Textual's widgets draw with. Its own ANSI colours leave some of these out, and a
            # style sheet that names a missing one doesn't load.
            "ansi-background": "ansi_default" if ansi else "transparent",
            "ansi-foreground": "ansi_default" if ansi else "transparent",
            "foreground-disabled": paint.quiet,
            "surface-active": paint.hover,
            "boost": paint.hover,
            "block-hover-background": paint.hover,
            "border": paint.accent,
            "border-blurred": paint.faint,
            "block-cursor-background": paint.accent,
            "block-cursor-foreground": paint.on_accent,
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": paint.panel,
            "block-cursor-blurred-foreground": paint.accent,
            "button-color-foreground": paint.on_accent,
            "footer-background": paint.background,
            "footer-foreground": paint.quiet,
            "footer-description-background": paint.background,
            "footer-description-foreground": paint.quiet,
            "footer-item-background": paint.background,
            "footer-key-background": paint.background,
            "footer-key-foreground": paint.accent,
            "foreground-muted": paint.quiet,
            "text-muted": paint.quiet,
            "input-cursor-background": paint.accent,
            "input-cursor-foreground": paint.on_accent,
            "input-cursor-text-style": "none",
            "input-selection-background": paint.accent,
            "input-selection-foreground": paint.on_accent,
            "screen-selection-background": paint.accent,
            "screen-selection-foreground": paint.on_accent,
            "link-color": paint.accent,
            "link-background-hover": paint.accent,
            "link-color-hover": paint.on_accent,
            "scrollbar": paint.faint,
            "scrollbar-hover": paint.quiet,
            "scrollbar-active": paint.accent,
            "scrollbar-background": paint.background,
            "scrollbar-background-hover": paint.background,
            "scrollbar-background-active": paint.background,
            "scrollbar-corner-color": paint.background,
        },
    )


DARK = _theme(
    "coach-dark",
    _Paint(
        background="#101719",
        surface="#172023",
        panel="#1e292c",
        text="#e9e4d8",
        quiet="#96a5a3",
        faint="#3a4a4d",
        hover="#1e292c",
        accent="#6cc5ae",
        on_accent="#0c1a18",
        second="#8fb3cf",
        good="#9ccb86",
        attention="#eab464",
        stop="#f0857a",
        phase_in="#a3e8d5",
        phase_out="#4fa893",
        phase_lift="#c3dc86",
        phase_hold="#f6efdc",
        phase_lower="#6f9fd0",
        phase_rest="#a99fc0",
    ),
)
"""The usual one: a lamp in a dark room."""

LIGHT = _theme(
    "coach-light",
    _Paint(
        background="#f8f4ea",
        surface="#fffcf5",
        panel="#ece5d6",
        text="#1f2b2b",
        quiet="#536060",
        faint="#c3bcab",
        hover="#ece5d6",
        accent="#0b6b5e",
        on_accent="#fffcf5",
        second="#2b5f8a",
        good="#3c6a1f",
        attention="#8c5200",
        stop="#b3291f",
        phase_in="#07473f",
        phase_out="#0c6f61",
        phase_lift="#344c04",
        phase_hold="#172222",
        phase_lower="#2868a3",
        phase_rest="#6b5c86",
    ),
    dark=False,
)
"""Ink on warm paper, for a room full of sun."""

HIGH_CONTRAST = _theme(
    "coach-high-contrast",
    _Paint(
        background="#000000",
        surface="#0a0a0a",
        panel="#141414",
        text="#ffffff",
        quiet="#d6d6d6",
        faint="#8a8a8a",
        hover="#2a2a00",
        accent="#ffff00",
        on_accent="#000000",
        second="#ffffff",
        good="#ffffff",
        attention="#ffd000",
        stop="#ff9c8f",
        phase_in="#ffff00",
        phase_out="#d2a200",
        phase_lift="#ffd000",
        phase_hold="#ffffff",
        phase_lower="#cc9a00",
        phase_rest="#c0c0c0",
    ),
)
"""Black, white and yellow."""

# Without knowing whether the terminal is dark or light, text in its own colour is the one that is
# sure to be seen: the grey among the sixteen is invisible in some well-known palettes.
TERMINAL = _theme(
    "coach-terminal",
    _Paint(
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        text="ansi_default",
        quiet="ansi_default",
        faint="ansi_bright_black",
        hover="ansi_default",
        accent="ansi_cyan",
        on_accent="ansi_black",
        second="ansi_blue",
        good="ansi_green",
        attention="ansi_yellow",
        stop="ansi_red",
        phase_in="ansi_cyan",
        phase_out="ansi_green",
        phase_lift="ansi_green",
        phase_hold="ansi_default",
        phase_lower="ansi_cyan",
        phase_rest="ansi_magenta",
    ),
    ansi=True,
)
"""The sixteen colours that the person has chosen for the terminal."""

THEMES: tuple[Theme, ...] = (DARK, LIGHT, HIGH_CONTRAST, TERMINAL)
"""All of them."""

BY_SETTING: dict[str, str] = {
    "dark": DARK.name,
    "light": LIGHT.name,
    "high-contrast": HIGH_CONTRAST.name,
    "terminal": TERMINAL.name,
}
"""The name of the theme by the word in the settings."""
