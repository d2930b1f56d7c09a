"""What every page of HTML begins with: it has no script, and nothing is loaded from elsewhere."""

from html import escape
from typing import Final

_SHUT: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may load for the page: nothing but what is in it."""


def page_head(title: str, mark: str, style: str) -> tuple[str, ...]:
    """The lines up to the body. ``title`` is plain text; by ``mark`` we know pages of our own."""
    return (
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        mark,
        f'<meta http-equiv="Content-Security-Policy" content="{_SHUT}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>",
        f"<style>{style}</style>",
        "</head>",
    )
