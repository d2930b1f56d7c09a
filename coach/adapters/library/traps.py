"""The traps of YAML: what a person wrote who doesn't know it, and what was meant.

They are looked for in a file that YAML can't read: its own complaint is about one place, often
one line too late. Each trap is told where it is and mended in a copy of the text, so that the
rest of the file can be read and all of its mistakes be told at once.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from coach.adapters.library.indents import Indents
from coach.adapters.library.mends import Mend
from coach.adapters.library.problems import Report, quoted
from coach.adapters.library.quoting import first_of_flow, unclosed, value_trap

MOST_LINES: Final = 5_000
_SPACES: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""The spaces that are no U+0020, as a part of a pattern."""
_ODD_SPACE: Final = re.compile(f"[{_SPACES}]+")
_BULLET: Final = re.compile(r"([•·*\u2013\u2014\u2212]|[0-9]{1,2}[.)])[ \u00a0]?(?=\S)")
_ACCIDENT: Final = re.compile(
    rf"(?:-|[{_SPACES}][ {_SPACES}]*(?:-[ {_SPACES}]*)?|-[{_SPACES}]|"
    rf"(?:[•·\u2013\u2014\u2212]|[0-9]{{1,2}}[.)])[ {_SPACES}]?)"
    r"([A-Za-z][A-Za-z_-]*)"
    r"|([A-Za-z][A-Za-z_-]*)[:\uff1a]"
)
_TIGHT: Final = re.compile(r"-(?=[A-Za-z])")
_NO_PART: Final = re.compile(r"```|~~~|</?[a-z]+>|//")


@cache
def keys() -> frozenset[str]:
    """Every key that a routine or an exercise may have, at any depth."""
    from coach.adapters.library import models  # noqa: PLC0415

    found = {"relief", "pain-check"}
    for one in vars(models).values():
        if isinstance(one, type) and issubclass(one, models.Strict):
            found |= {entry.alias or name for name, entry in one.model_fields.items()}
    return frozenset(found)


def by_accident(key: str) -> bool:
    """Whether nobody means this as a key: a sign or a space before a word that is one."""
    found = _ACCIDENT.match(key)
    return found is not None and (found[1] or found[2]).casefold() in keys()


class Traps:
    """Finds the traps of a text; what is found goes into the report, and into ``mends``."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.mends: list[Mend] = []
        self.lines: set[int] = set()
        """The numbers of the lines with a trap."""
        self._tabs = False
        self._indents = Indents(self._deeper)
        self._skip_deeper: int | None = None
        self._open = ""

    def find(self) -> None:
        """Look at every line, of a file with no more of them than a person writes."""
        if len(self._report.source.text.splitlines()) > MOST_LINES:
            return
        for number, start, text in _lines(self._report.source.text):
            body = text.strip()
            if not body or body.startswith("#"):
                continue
            if self._inside(text):
                continue
            self._look(number, start, text)

    # One line

    def _look(self, number: int, start: int, text: str) -> None:
        blank = re.match(rf"[ \t{_SPACES}]*", text)
        at = blank.end() if blank else 0
        indent = text[:at]
        rest = text[at:]
        if _NO_PART.match(rest):
            self._tell(number, start + at, start + len(text.rstrip()), "this line is no part of "
                       "a routine", "nothing; a remark of your own begins with #")  # fmt: skip
            self.mends.append(Mend(start + at, start + at + 1, "#"))
            return
        if re.match(r"[?:](\s|$)", rest):
            return
        if self._indents.goes_on(at) and not re.search(r":(\s|$)|^- |\t", rest):
            return
        width = self._indent(number, start, indent)
        column, place = width, at
        hyphens = []
        while True:
            step = self._hyphen(number, start, text, place)
            if step is None:
                break
            hyphens.append(column)
            column += step[1]
            place = step[0]
        rest = text[place:].rstrip()
        key, opens = self._key(number, start + place, rest)
        shift = self._indents.take(number, start, at, hyphens, column, key, opens, rest)
        if shift is not None:
            self.mends.append(shift)
        elif indent.strip(" "):
            self.mends.append(Mend(start, start + at, " " * at))
        if opens == "|":
            self._skip_deeper = hyphens[-1] if hyphens and not key else column

    def _indent(self, number: int, start: int, indent: str) -> int:
        """How far a line is indented; a tab or a space of another kind in it is a trap."""
        if "\t" in indent:
            tab = start + indent.index("\t")
            if not self._tabs:
                self._tell(number, tab, tab + 1, "there is a tab here; indent with spaces")
            self.lines.add(number)
            self._tabs = True
            self._indents.unsure = True
        elif odd := _ODD_SPACE.search(indent):
            where = start + odd.start()
            self._tell(number, where, start + odd.end(), _special(odd[0]))
        return len(indent)

    def _hyphen(self, number: int, start: int, text: str, place: int) -> tuple[int, int] | None:
        """Where a list item's own text begins, and how much further right that is."""
        rest = text[place:]
        if found := re.match(rf"-([ \t{_SPACES}]+)(?=\S)", rest):
            space = found[1]
            where = start + place + 1
            if "\t" in space:
                tab = where + space.index("\t")
                self._tell(number, tab, tab + 1, "there is a tab here; use a space")
            elif odd := _ODD_SPACE.search(space):
                self._tell(number, where + odd.start(), where + odd.end(), _odd(odd[0]),
                           "an ordinary space")  # fmt: skip
            if space.strip(" "):
                self.mends.append(Mend(where, where + len(space), " " * len(space)))
            return place + found.end(), found.end()
        if _TIGHT.match(rest) and self._begins(rest[1:]):
            self._tell(number, start + place, start + place + 1,
                       "a space belongs after this hyphen", f"- {rest[1:].rstrip()}")  # fmt: skip
            self.mends.append(Mend(start + place, start + place + 1, "- "))
            return place + 1, 2
        if (found := _BULLET.match(rest)) and self._begins(rest[found.end() :]):
            self._tell(number, start + place, start + place + len(found[1]),
                       "a list item begins with a hyphen and a space", '"- "')  # fmt: skip
            self.mends.append(Mend(start + place, start + place + found.end(), "- "))
            return place + found.end(), 2
        return None

    def _begins(self, rest: str) -> bool:
        """Whether a list item may begin like this."""
        word = re.match(r"[A-Za-z_-]+", rest)
        return word is not None and word[0].casefold() in keys()

    def _key(self, number: int, start: int, rest: str) -> tuple[str, str]:
        """The key that a line begins with, and how its value goes on (``:`` a group, ``|``)."""
        word = re.match(r"[A-Za-z][A-Za-z_-]*", rest)
        known = word is not None and word[0].casefold() in keys()
        if word is None:
            self._value(number, start, rest, "")
            return "", ""
        behind = rest[word.end() :]
        name, end = word[0], start + word.end()
        if found := re.match(r"( ?):(?=\s|$)", behind):
            value = behind[found.end() :]
            return name, self._value(number, end + found.end(), value, name)
        if not known:
            if rest.startswith(('"', "'")) or re.match(r"[^\s:]+:(\s|$)", rest):
                return name, ""
            return "", ""
        if found := re.match(r":(?=\S)", behind):
            self._tell(number, end, end + 1, "a space belongs after this colon",
                       f"{name}: {behind[1:]}")  # fmt: skip
            self.mends.append(Mend(end, end + 1, ": "))
            return name, self._value(number, end + 1, behind[1:], name)
        if found := re.match(rf"[{_SPACES} ]*\uff1a", behind):
            at = end + found.end() - 1
            self._tell(number, at, at + 1, "this is the colon of another script",
                       f"{name}: {behind[found.end() :]}")  # fmt: skip
            self.mends.append(Mend(end, end + found.end(), ": "))
            return name, self._value(number, end + found.end(), behind[found.end() :], name)
        if found := re.match(rf":[{_SPACES}]+", behind):
            return name, self._value(number, end + 1, behind[1:], name)
        return self._other_sign(number, start, rest, name)

    def _other_sign(self, number: int, start: int, rest: str, name: str) -> tuple[str, str]:
        """A known key with no colon behind it: there is another sign, or none at all."""
        end = start + len(name)
        behind = rest[len(name) :]
        if name == "pain-check" and not behind.strip():
            return "", ""
        sign = re.match(r"[ ]*([,;=])[ ]*", behind)
        if sign and ": " not in behind:
            at = end + sign.start(1)
            self._tell(
                number,
                at,
                at + 1,
                f"a colon and a space belong here, not {quoted(sign[1])}",
                f"{name}: {behind[sign.end() :]}".rstrip(),
            )
            self.mends.append(Mend(end, end + sign.end(), ": "))
            return name, self._value(number, end + sign.end(), behind[sign.end() :], name)
        if not behind.strip():
            self._tell(number, start, end, f"a colon is missing after {quoted(name)}", f"{name}:")
            self.mends.append(Mend(end, end, ":"))
            return name, ":"
        if ": " in behind or not behind.startswith(" "):
            return "", ""
        self._tell(number, start, end, f"a colon is missing after {quoted(name)}",
                   f"{name}: {behind.strip()}")  # fmt: skip
        self.mends.append(Mend(end, end + 1, ": "))
        return name, self._value(number, end + 1, behind[1:], name)

    def _value(self, number: int, start: int, value: str, name: str) -> str:
        """Look at what stands behind a key, from ``start`` on; how it goes on below."""
        lead = re.match(rf"[ \t{_SPACES}]*", value)
        skipped = lead[0] if lead else ""
        if odd := _ODD_SPACE.search(skipped):
            self._tell(number, start + odd.start(), start + odd.end(), _odd(odd[0]),
                       "an ordinary space")  # fmt: skip
            self.mends.append(Mend(start, start + len(skipped), " "))
        start += len(skipped)
        value = value[len(skipped) :].rstrip()
        if not value or value.startswith("#"):
            return ":" if name else ""
        if re.fullmatch(r"[|>][+-]?[1-9]?[+-]?( +#.*)?", value):
            return "|"
        found = value_trap(value, name, keys())
        if found is not None:
            self._tell(number, start + found.start, start + found.end, found.message,
                       found.expected)  # fmt: skip
            self.mends += [Mend(start + one.start, start + one.end, one.new) for one in found.mends]
            return "="
        following = _following(self._report.source.text, start)
        if (open_ := unclosed(value, following, keys())) is not None:
            self._tell(number, start + open_.start, start + open_.end, open_.message,
                       open_.expected)  # fmt: skip
            self.mends += [Mend(start + one.start, start + one.end, one.new) for one in open_.mends]
            return "="
        self._open = first_of_flow(value)
        return "="

    def _inside(self, text: str) -> bool:
        """Whether a line is in a text or brackets that began above it."""
        if self._skip_deeper is not None:
            if len(text) - len(text.lstrip(" ")) > self._skip_deeper:
                return True
            self._skip_deeper = None
        if self._open:
            self._open = first_of_flow(text, self._open)
            return True
        return False

    def _deeper(self, number: int, start: int, end: int, message: str, expected: str) -> None:
        if number not in self.lines:
            self._tell(number, start, end, message, expected)

    def _tell(self, number: int, start: int, end: int, message: str, expected: str = "") -> None:
        self.lines.add(number)
        self._report.add(start, max(end, start + 1), message, expected=expected)


def _special(spaces: str) -> str:
    return f"this is a special space (U+{ord(spaces[0]):04X}); indent with ordinary spaces"


def _odd(spaces: str) -> str:
    kind = "non-breaking space" if spaces[0] in "\u00a0\u202f" else "space of another kind"
    return f"there is a {kind} here"


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """The number of each line, where it begins, and the line without its end."""
    start = 0
    for number, line in enumerate(re.split(r"(?<=\n)|(?<=\r)(?!\n)", text), 1):
        yield number, start, line.rstrip("\r\n")
        start += len(line)


def _following(text: str, start: int) -> Callable[[], list[str]]:
    """The lines below the one of ``start``, where they are asked for."""

    def lines() -> list[str]:
        end = text.find("\n", start)
        # A text or a list over more lines than this is none of a routine's.
        return text[end + 1 : end + 4_000].split("\n") if end >= 0 else []

    return lines
