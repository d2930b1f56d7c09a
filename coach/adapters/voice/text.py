"""What of a line is spoken: the words, and the punctuation that a voice breathes at."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final

MOST: Final = 300
"""Characters of a line that are spoken at most."""
_LOOKED_AT: Final = 2_000
"""Characters of a line that are looked at at all."""
_ROUNDS: Final = 5
_LOOKS: Final = ("\ufe00", "\ufe0f")
"""The first and the last of the marks that choose how a symbol looks."""

_PUNCTUATION: Final = frozenset(".,;:!?'()-/%+\N{DEGREE SIGN}")
_PLAINER: Final = str.maketrans(
    {
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{MODIFIER LETTER APOSTROPHE}": "'",
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{HYPHEN}": "-",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{MINUS SIGN}": "-",
        "\N{EM DASH}": "\N{EN DASH}",
        "&": " and ",
    }
)
"""Small engines know the plain forms only."""


def _range(found: re.Match[str]) -> str:
    """Two numbers that rise are a range, "0 to 10"; others, as in 90-90, are only two numbers."""
    first, last = found.groups()
    return f"{first} to {last}" if int(first) < int(last) else f"{first} {last}"


_RULES: Final[tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]] = (
    (re.compile(r"(?<=\d)\s*\u2013\s*(?=\d)"), "-"),
    (re.compile(r"(?<![\w.,:/-])(\d{1,2})\s*-\s*(\d{1,3})(?![\w/-]|[.,:]\d)", re.ASCII), _range),
    (re.compile(r"\s*\u2013\s*"), ", "),
    (re.compile(r"\band/or\b", re.IGNORECASE), "or"),
    (re.compile(r"(?<=\b[^\W\d_])/(?=[^\W\d_]\b)"), " or "),
    (re.compile(r"(?<!\d)/|/(?!\d)"), " "),
    (re.compile(r"-{2,}"), " "),
    (re.compile(r"(?<!\w)-(?!\d)|(?<=\w)-(?!\w)"), " "),
    (re.compile(r"([.,;:!?'])\1+"), r"\1"),
    (re.compile(r"\(\s*\)"), " "),
    (re.compile(r"\s+(?=[.,;:!?])"), ""),
    (re.compile(r"\A[\s.,;:!?)]+"), ""),
    (re.compile(r"\s+"), " "),
)


@lru_cache(maxsize=2_048)
def speakable(line: str) -> str:
    """The line as it is given to an engine; empty where nothing in it can be spoken.

    It has at most :data:`MOST` characters: a longer line ends after one of its sentences or words.
    Nothing in it is markup or a command to any engine, and it is on one line.
    """
    text = line[:_LOOKED_AT]
    for _ in range(_ROUNDS):
        before, text = text, _shortened(_plain(text))
        if text == before:
            break
    return text if any(char.isalnum() for char in text) else ""


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate(_PLAINER)
    text = unicodedata.normalize("NFC", " ".join("".join(_kept(text)).split()))
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    return text.strip()


def _kept(text: str) -> list[str]:
    """Its characters, with a space for each that isn't spoken."""
    kept = [" "]
    for char in text:
        kind = unicodedata.category(char)
        if kind[0] in "LN" or char in _PUNCTUATION or char == "\N{EN DASH}":
            kept.append(char)
        elif kind in ("Mn", "Mc") and not _LOOKS[0] <= char <= _LOOKS[1]:
            if kept[-1].isalpha() or unicodedata.category(kept[-1])[0] == "M":
                kept.append(char)  # an accent, and no leftover of something else
        elif kind not in ("Cf", "Mn", "Mc"):  # what is invisible may stand within a word
            kept.append(" ")
    return kept


def _shortened(text: str) -> str:
    if len(text) <= MOST:
        return text
    head = text[: MOST + 1]
    sentences = [found.end() for found in re.finditer(r"[.!?](?=\s)", head)]
    if sentences and sentences[-1] > MOST // 2:
        return head[: sentences[-1]]
    words = head.rfind(" ")
    return head[:words] if words > MOST // 2 else head[:MOST]
