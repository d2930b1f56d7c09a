"""One text as a YAML scalar, which YAML 1.1 and 1.2 read as the same text.

A text that they would take for a number, a date, a truth value or nothing is quoted.
"""

import re
from typing import Final

_INDICATORS: Final = frozenset("-?:,[]{}#&*!|>'\"%@`=~<")
_FLOW: Final = frozenset(",[]{}:?")
_OTHER_THAN_TEXT: Final = re.compile(
    r"""
    y|n|yes|no|on|off|true|false|null                       # truth values, and nothing
    | [+-]?[0-9][0-9_]*(\.[0-9_]*)?([eE][+-]?[0-9]+)?       # 8, 08, 1_000, 1.5, 1e3
    | [+-]?\.([0-9][0-9_]*([eE][+-]?[0-9]+)?|inf|nan)       # .5, .inf
    | [+-]?0[xob][0-9a-f_]+                                 # 0x1f, 0o17, 0b1
    | [+-]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?          # 1:30, in base 60
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt\ \t].*)?           # a date, perhaps with a time
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def scalar_text(text: str, *, flow: bool = False) -> str:
    """A text as a YAML scalar, quoted only where it must be.

    ``flow`` is for one between brackets or braces, where commas and colons mean something.
    """
    if _plain(text) and not (flow and _FLOW & set(text)):
        return text
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _plain(text: str) -> bool:
    return not (
        not text
        or text != text.strip()
        or text[0] in _INDICATORS
        or text.startswith("...")
        or text.endswith(":")
        or ": " in text
        or " #" in text
        or any(_escaped(char) != char for char in text if char not in '\\"')
        or _OTHER_THAN_TEXT.fullmatch(text)
    )


def _escaped(char: str) -> str:
    """The character as it stands between double quotes."""
    if char in _ESCAPES:
        return _ESCAPES[char]
    number = ord(char)
    if char.isprintable() and number != 0xFEFF:
        return char
    if number <= 0xFF:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"
