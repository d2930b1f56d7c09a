"""Values that need quotes, and quotes and brackets that don't fit."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from coach.adapters.library.mends import Mend
from coach.adapters.library.problems import quoted

_CURLY: Final = str.maketrans("\u201c\u201d\u201e\u2018\u2019\u201a", "\"\"\"'''")
_CURLIES: Final = "\u201c\u201e\u2018\u201a"
_BEGINS: Final = re.compile(r"[@`%!&*]|[?|>-](?= |$)|[|>](?=\S)")
_PAIRS: Final = {"[": "]", "{": "}"}
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'')


@dataclass(frozen=True, slots=True)
class Trap:
    """What is wrong with a value, from where to where in it, and what mends it."""

    start: int
    end: int
    message: str
    expected: str
    mends: tuple[Mend, ...]


def in_quotes(text: str) -> str:
    """The text with quotes around it."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def value_trap(value: str, name: str, keys: Collection[str]) -> Trap | None:
    """What is wrong with the value of ``name``, if anything is that has to be in quotes."""
    if value[0] in "\"'":
        return _quoted_value(value, name)
    if value[0] in _CURLIES:
        plain = value.translate(_CURLY)
        straight = _all(value, in_quotes(plain[1:-1]))
        return Trap(0, 1, "these quotes are curly ones", _shown(name, plain), (straight,))
    if value[0] in "[{":
        return _brackets(value, name, keys)
    bare = re.sub(r"\s+#.*$", "", value)
    if found := _BEGINS.match(value):
        return Trap(
            0,
            len(found[0]),
            f"a text that begins with {quoted(found[0])} needs quotes",
            _shown(name, in_quotes(bare)),
            (_all(bare, in_quotes(bare)),),
        )
    if found := re.search(r":(?= |$)", bare):
        return _colon(bare, found.start(), name, keys)
    return None


def _colon(value: str, at: int, name: str, keys: Collection[str]) -> Trap:
    word = re.search(r"[\s,]([A-Za-z-]+)$", value[:at])
    if word is not None and word[1] in keys:
        start = word.start(1)
        return Trap(
            start,
            at,
            f"{quoted(word[1])} needs a line of its own",
            f'{word[1]}: in the column where "{name}" begins',
            (Mend(len(value[:start].rstrip(" ,")), len(value), ""),),
        )
    return Trap(
        at,
        at + 1,
        "a text with a colon and a space in it needs quotes"
        if at + 1 < len(value)
        else "a text that ends with a colon needs quotes",
        _shown(name, in_quotes(value)),
        (_all(value, in_quotes(value)),),
    )


def _quoted_value(value: str, name: str) -> Trap | None:
    found = _QUOTED.match(value)
    if found is None:
        return None
    behind = value[found.end() :]
    if not behind.strip() or re.match(r"\s+#", behind):
        return None
    whole = re.sub(r"\s+#[^\"']*$", "", value)
    around = whole[0]
    if whole.endswith(around) and (around == "'" or whole.count(around) > 2):
        whole = whole[1:-1]
    return Trap(
        found.end(),
        found.end() + len(behind.rstrip()),
        "the quotes end before this, and the text goes on",
        _shown(name, in_quotes(whole)),
        (_all(value, in_quotes(whole)),),
    )


def _brackets(value: str, name: str, keys: Collection[str]) -> Trap | None:
    """What is wrong in brackets that close on their line, or behind them."""
    open_: list[str] = []
    masked = _masked(value)
    for place, char in enumerate(masked):
        if char in _PAIRS:
            open_.append(char)
        elif char in "]}":
            if not open_:
                break
            opened = open_[-1]
            if _PAIRS[opened] != char:
                return Trap(
                    place,
                    place + 1,
                    f"{quoted(char)} doesn't close the {quoted(opened)} before it",
                    quoted(_PAIRS[opened])[1:-1],
                    (Mend(place, place + 1, _PAIRS[opened]),),
                )
            open_.pop()
            if not open_:
                rest = masked[place + 1 :]
                if rest.strip() and not re.match(r"\s+#", rest):
                    return _behind(value, place + 1, name)
                break
    if open_:
        return None
    return _in_braces(value, masked, keys)


def _behind(value: str, end: int, name: str) -> Trap:
    rest = value[end:]
    start = end + len(rest) - len(rest.lstrip())
    if rest.strip()[0] in "]}":
        return Trap(
            start,
            start + 1,
            f"{quoted(rest.strip()[0])} closes nothing here",
            f"{name}: {value[:end]}" if name else value[:end],
            (Mend(end, len(value), ""),),
        )
    return Trap(
        0,
        1,
        f"a text that begins with {quoted(value[0])} needs quotes",
        _shown(name, in_quotes(value)),
        (_all(value, in_quotes(value)),),
    )


def _in_braces(value: str, masked: str, keys: Collection[str]) -> Trap | None:
    """A second colon in one item of braces, or a colon with no space behind it."""
    for item in re.finditer(r"[^,\[\]{}]+", masked):
        text = item[0]
        tight = re.match(r"\s*([A-Za-z-]+)(:)(?=[^\s/])", text)
        if tight and tight[1] in keys and ": " not in text:
            at = item.start() + tight.start(2)
            return Trap(
                at, at + 1, "a space belongs after this colon",
                f"{tight[1]}: {text[tight.end() :].strip()}",
                tuple(
                    Mend(one.start(2), one.end(2), ": ")
                    for one in re.finditer(r"([A-Za-z-]+)(:)(?=[^\s/])", masked)
                    if one[1] in keys
                ),
            )  # fmt: skip
        colons = list(re.finditer(r":(?=\s|$)", text))
        if len(colons) < 2:
            continue
        second = colons[1].start()
        word = re.search(r"\s([A-Za-z-]+)$", text[:second])
        if word is not None and word[1] in keys:
            at = item.start() + word.start(1)
            return Trap(
                at, at + len(word[1]), f"a comma is missing before {quoted(word[1])}",
                f"{text[: word.start()].strip()}, {word[1]}:{text[second + 1 :].rstrip()}",
                (Mend(item.start() + len(text[: word.start()].rstrip()), at, ", "),),
            )  # fmt: skip
        lead = (
            len(text[: colons[0].end()])
            + len(text[colons[0].end() :])
            - len(text[colons[0].end() :].lstrip())
        )
        inner = text[lead:].rstrip()
        at = item.start()
        return Trap(
            at + second, at + second + 1, "a text with a colon and a space in it needs quotes",
            _shown(text[: colons[0].start()].strip(), in_quotes(inner)),
            (Mend(at + lead, at + lead + len(inner), in_quotes(inner)),),
        )  # fmt: skip
    return None


def unclosed(value: str, following: Callable[[], list[str]], keys: Collection[str]) -> Trap | None:
    """A quote or a bracket that opens and is never closed, neither here nor further down."""
    if value[0] in "\"'":
        if _QUOTED.match(value) is not None:
            return None
        quote = value[0]
        for line in following():
            if _new(line, keys):
                break
            if quote in line:
                return None
        other = value.rstrip("\"'")
        return Trap(
            0, 1, "the quote that opens here is never closed", f"{quote}{other[1:]}{quote}",
            (Mend(len(other), len(value), quote),),
        )  # fmt: skip
    if value[0] not in _PAIRS:
        return None
    bare = re.sub(r"\s+#.*$", "", value)
    missing = _missing(bare, "")
    if not missing:
        return None
    state = missing
    for line in following():
        if _new(line, keys) and (value[0] == "[" or line.lstrip().startswith("- ")):
            break
        state = _missing(line, state)
        if not state:
            return None
    closed = bare.rstrip(", ") + missing[::-1]
    hidden = " #" in value and _missing(value, "") == ""
    message = f"the {quoted(value[0])} that opens here is never closed"
    if hidden:
        message += ': what is behind " #" is a remark'
    return Trap(0, 1, message, closed, (_all(value, closed),))


def _new(line: str, keys: Collection[str]) -> bool:
    """Whether a line begins something new, whatever is open above it."""
    found = re.match(r"\s*(- +)?([A-Za-z-]+):(\s|$)", line)
    return line.lstrip().startswith("- ") or (found is not None and found[2] in keys)


def first_of_flow(text: str, state: str = "") -> str:
    """What is still open behind a line: the brackets that close it, or a quote."""
    if state and state[0] in "\"'":
        end = text.find(state[0])
        if end < 0:
            return state
        text, state = text[end + 1 :], ""
    if not state and text.lstrip()[:1] not in ("[", "{", '"', "'"):
        return ""
    if text[:1] in ("'", '"') and not state:
        return "" if _QUOTED.match(text) else text[0]
    return _missing(text, state)


def _missing(text: str, state: str) -> str:
    """The brackets that ``state`` lacks behind ``text``, the last to close first."""
    open_ = list(state)
    for char in re.sub(r"\s#.*$", "", _masked(text)):
        if char in _PAIRS:
            open_.append(_PAIRS[char])
        elif char in "]}" and open_:
            open_.pop()
    return "".join(open_)


def _masked(text: str) -> str:
    """The text with what is in quotes made blank."""
    return _QUOTED.sub(lambda found: '"' + "_" * (len(found[0]) - 2) + '"', text)


def _all(value: str, new: str) -> Mend:
    return Mend(0, len(value), new)


def _shown(name: str, value: str) -> str:
    return f"{name}: {value}" if name else value
