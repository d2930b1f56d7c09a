"""Text that somebody typed: kept as it is, shown so that nothing in it acts on a screen."""

import re
from typing import Final

_ESCAPE: Final = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # colours, the cursor, the screen
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?"  # the title, links, the clipboard
    r"|\x1b[ -/]*[0-~]"
)
"""The orders of a terminal (ECMA-48)."""


def shown(text: str) -> str:
    """``text`` as one line for the screen: without orders to a terminal or signs that act on it."""
    line = " ".join(_ESCAPE.sub("", text).split())
    return "".join(sign for sign in line if sign.isprintable())


def storable(text: str) -> str:
    """``text`` as it can be kept: a byte that is no text becomes a question mark."""
    return text.encode("utf-8", errors="replace").decode("utf-8")
