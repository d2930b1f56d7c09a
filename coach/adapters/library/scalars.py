"""Our own parsers of what stands behind a key: numbers, durations, words.

YAML's types are not used: ``no``, ``1:30`` and ``08`` mean what the person who wrote them
means. Every parser takes the text (or the list, group or nothing that stands there instead)
and raises :class:`ScalarError` alone.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from typing import Final, TypeVar

from coach.adapters.library.events import harmful
from coach.adapters.library.problems import quoted
from coach.domain.dose import SLOW, Breaths, Hold, Reps, Seconds, Sides, Tempo
from coach.domain.routine import Ready, Setup, VoiceLevel

MOST_REPS: Final = 500
MOST_SETS: Final = 50
MOST_DESCENDING: Final = 20
MOST_BREATHS: Final = 100
MOST_HOLD: Final = 30 * 60.0
MOST_TIME: Final = 4 * 3600.0
MOST_REST: Final = 30 * 60.0
MOST_SETUP: Final = 10 * 60.0
MOST_PHASE: Final = 10 * 60.0
LEAST_PHASE: Final = 0.2
MOST_REPEAT: Final = 100

DURATION: Final = "a duration, such as 20s, 1m30s or 1:30"

E_ = TypeVar("E_", bound=Enum)


class ScalarError(ValueError):
    """A value that can't be read.

    ``candidates`` are right words, one of which may be near ``word``.
    """

    def __init__(
        self,
        message: str,
        *,
        expected: str = "",
        word: str = "",
        candidates: Iterable[str] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.expected = expected
        self.word = word
        self.candidates = tuple(candidates)


def one(value: object, expected: str = "") -> str:
    """The text of a single value, its white space evened out."""
    if isinstance(value, str):
        text = " ".join(value.split())
        if text:
            return text
        raise ScalarError("there is nothing between the quotes", expected=expected)
    if value is None:
        raise ScalarError("the value is missing", expected=expected)
    what = "a list" if isinstance(value, list) else "a group of keys"
    raise ScalarError(f"one value belongs here, and this is {what}", expected=expected)


def line(most: int) -> Callable[[object], str]:
    """A parser of a line of text with at most ``most`` characters."""

    def parse(value: object) -> str:
        text = one(value, "a line of text")
        if (char := harmful(text)) is not None:
            raise ScalarError(f"there is a control character ({char}) in this text")
        if len(text) > most:
            raise ScalarError(
                f"this line is too long: {len(text)} characters, and at most {most} are read"
            )
        return text

    return parse


spoken = line(200)
"""A line that is said."""


def whole(low: int, high: int, what: str = "", why: str = "") -> Callable[[object], int]:
    """A parser of a whole number from ``low`` to ``high``; ``why`` goes behind the message."""
    wanted = f"a whole number from {low} to {high}" if low < high else str(low)

    def parse(value: object) -> int:
        text = one(value, wanted)
        if not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", text):
            raise ScalarError(
                f"{quoted(text)} is not a number", expected=_in_digits(text, low, high) or wanted
            )
        digits = text.lstrip("+")
        if not re.fullmatch(r"0*[0-9]{1,9}", digits) or not low <= int(digits[-9:]) <= high:
            subject = f"{what}: " if what else ""
            raise ScalarError(
                f"{subject}{quoted(text)} is not {wanted}{why}",
                expected=wanted,
            )
        return int(digits[-9:])

    return parse


_WORDS: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_OFTEN: Final = {"once": 1, "twice": 2, "thrice": 3}


def _in_digits(text: str, low: int, high: int) -> str:
    """The number that a word or "3 times" stands for, as it has to be written; else nothing."""
    word = text.casefold().rstrip(",;. ")
    word = re.sub(r" ?(times|x|reps?|sets?|breaths?|\N{MULTIPLICATION SIGN})$", "", word)
    number = _OFTEN.get(word, _WORDS.index(word) if word in _WORDS else -1)
    if re.fullmatch("[0-9]{1,3}", word) and word.isascii():
        number = int(word)
    return f"{number}, the number alone" if low <= number <= high else ""


_UNITS: Final = {"h": 3600.0, "m": 60.0, "s": 1.0}
_NUMBER: Final = r"[0-9]{1,6}(?:\.[0-9]{1,6})?"
_PARTS: Final = re.compile(
    rf"(?:({_NUMBER}) ?h(?:ours?|rs?)?)? ?"
    rf"(?:({_NUMBER}) ?m(?:in(?:ute)?s?)?)? ?"
    rf"(?:({_NUMBER}) ?s(?:ec(?:ond)?s?)?)?",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(r"(?:([0-9]{1,2}):)?([0-9]{1,3}):([0-9]{2})")


def seconds(text: str) -> float:
    """The seconds of ``20s``, ``1m30s``, ``1.5m``, ``90`` or ``1:30``."""
    if re.fullmatch(_NUMBER, text):
        return float(text)
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, rest = (int(part or 0) for part in clock.groups())
        if rest < 60 and (minutes < 60 or clock[1] is None):
            return hours * 3600.0 + minutes * 60.0 + rest
    elif text and (parts := _PARTS.fullmatch(text)):
        total = sum(
            float(part) * unit
            for part, unit in zip(parts.groups(), _UNITS.values(), strict=True)
            if part is not None
        )
        return round(total, 6)
    raise ScalarError(f"{quoted(text)} is not a duration", expected=_meant_length(text))


def _meant_length(text: str) -> str:
    """What is expected in place of a text that is no duration, as near as it can be told."""
    if re.fullmatch(r"[0-9]+,[0-9]+ ?[hms]?", text):
        return text.replace(",", ".") + ", with a point"
    if span := _SPAN.fullmatch(text):
        least, unit = span[1], (span[2] or span[3])[:1].casefold() or "s"
        return f"one duration, such as {least}{unit}: only reps can be a range"
    if inches := re.fullmatch(_INCHES, text):
        return f"{inches[1]}s"
    if text.endswith((",", ";")) and _PARTS.fullmatch(text[:-1]):
        return f"{text[:-1]}, without the {'comma' if text[-1] == ',' else 'semicolon'}"
    if re.fullmatch(r"[0-9]+:[0-9]+(:[0-9]+)?", text):
        return "minutes and seconds such as 1:05, with two digits and up to 59 behind the colon"
    if text.casefold() in _NOT:
        return DURATION + "; 0s, or no line at all, where there is none"
    return DURATION


_UNIT: Final = r"(h(?:ours?|rs?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?|)"
_SPAN: Final = re.compile(
    rf"({_NUMBER}) ?{_UNIT} ?(?:-|\N{{EN DASH}}|to) ?{_NUMBER} ?{_UNIT}", re.IGNORECASE
)
_INCHES: Final = rf"({_NUMBER}) ?(?:\"|''|\N{{DOUBLE PRIME}}|\N{{RIGHT DOUBLE QUOTATION MARK}})"
"""Seconds as a leaflet writes them."""
_NOT: Final = frozenset({"no", "off", "false", "none", "n"})


def spelled(length: float) -> str:
    """A duration as a file has it: ``20s``, ``1m30s``, ``2m``, ``1h``."""
    hours, rest = divmod(round(length, 6), 3600)
    minutes, rest = divmod(rest, 60)
    rest = round(rest, 6)
    parts = f"{hours:.0f}h" if hours else ""
    parts += f"{minutes:.0f}m" if minutes else ""
    if rest or not parts:
        parts += f"{rest:.6f}".rstrip("0").rstrip(".") + "s"
    return parts


def duration(low: float, high: float, what: str) -> Callable[[object], float]:
    """A parser of a duration from ``low`` to ``high`` seconds; ``what`` it is of."""

    def parse(value: object) -> float:
        text = one(value, DURATION)
        if text.startswith("-") and re.match(r"-[0-9]", text):
            raise ScalarError(f"{what} can't be negative", expected=DURATION)
        length = seconds(text)
        if not low <= length <= high:
            raise ScalarError(
                f"{what} is from {spelled(low)} to {spelled(high)}, and this is {quoted(text)}",
                expected=f"a duration from {spelled(low)} to {spelled(high)}",
            )
        return length

    return parse


hold_seconds = duration(1, MOST_HOLD, "a hold")
time = duration(1, MOST_TIME, "a time")
rest = duration(0, MOST_REST, "a rest between sets")
rest_alone = duration(1, MOST_REST, "a rest")
setup_seconds = duration(0, MOST_SETUP, "a set-up")
phase_seconds = duration(LEAST_PHASE, MOST_PHASE, "the length of a phase")

one_to_most = whole(1, MOST_REPS, "reps")
sets = whole(1, MOST_SETS, "sets")
repeat = whole(1, MOST_REPEAT, "repeat")


def hold(value: object) -> Hold:
    """A hold: a duration, or a number of breaths."""
    text = one(value, DURATION + ", or 3 breaths")
    if found := re.fullmatch(r"([^ ]+) ?breaths?", text, re.IGNORECASE):
        try:
            return Breaths(whole(1, MOST_BREATHS, "breaths")(found[1]))
        except ScalarError as error:
            raise ScalarError(error.message, expected="a number of breaths: 3 breaths") from None
    return Seconds(hold_seconds(text))


_BY_SET: Final = re.compile(r"([1-9][0-9]?) ?[x\N{MULTIPLICATION SIGN}*] ?([1-9][0-9]{0,2})")

_A_SIDE: Final = re.compile(
    r"([1-9][0-9]{0,2}(?:-[1-9][0-9]{0,2})?) ?(?:x|times|reps?|\N{MULTIPLICATION SIGN})? ?"
    r"(?:/|per|each|every|an?|(?:on )?(?:each|both)) ?(?:sides?|legs?|arms?|way)",
    re.IGNORECASE,
)
"""Reps for each side, in one value."""


def reps(value: object) -> Reps | tuple[int, ...]:
    """Reps: ``8``, a range ``5-10``, or a list for descending sets, ``[3, 2, 1]``."""
    wanted = "a number such as 8, a range such as 5-10, or a list such as [3, 2, 1]"
    if isinstance(value, list):
        if not 1 <= len(value) <= MOST_DESCENDING:
            raise ScalarError(
                f"a list of reps has 1 to {MOST_DESCENDING} numbers, one for each set",
                expected=wanted,
            )
        return tuple(one_to_most(item) for item in value)
    text = one(value, wanted)
    span = re.fullmatch(r"([0-9]+) ?(?:-|\N{EN DASH}|to) ?([0-9]+)", text)
    if span is None:
        if not re.fullmatch(r"[+-]?[0-9.]+", text):
            if a_side := _A_SIDE.fullmatch(text):
                raise ScalarError(
                    f"{quoted(text)} is not a number of reps",
                    expected=f"reps: {a_side[1]} and sides: each, each on a line of its own",
                )
            if by_set := _BY_SET.fullmatch(text):
                wanted = f"sets: {by_set[1]} and reps: {by_set[2]}, each on a line of its own"
            raise ScalarError(
                f"{quoted(text)} is not a number of reps",
                expected=_in_digits(text, 1, MOST_REPS) or wanted,
            )
        number = one_to_most(text)
        return Reps(number, number)
    low, high = one_to_most(span[1]), one_to_most(span[2])
    if low > high:
        raise ScalarError(
            f"in {quoted(text)} the lower number comes first", expected=f'"{high}-{low}"'
        )
    return Reps(low, high)


def boolean(value: object) -> bool:
    """Yes or no."""
    text = one(value, "yes or no").casefold()
    if text in ("yes", "true", "on", "y"):
        return True
    if text in ("no", "false", "off", "n"):
        return False
    raise ScalarError(f"{quoted(text)} is neither yes nor no", expected="yes or no")


_NONE: Final = ("silent", "quiet")
"""The words of ours that somebody means who writes ``off``."""


def word_of(names: Iterable[str], what: str) -> Callable[[object], str]:
    """A parser of one of the words ``names``; ``what`` they are."""
    known = tuple(names)
    wanted = "one of " + ", ".join(known)

    def parse(value: object) -> str:
        text = one(value, wanted)
        for name in known:
            if text.casefold() == name.casefold():
                return name
        silent = next((name for name in _NONE if name in known), "")
        if silent and text.casefold() in _NOT:
            raise ScalarError(
                f"{quoted(text)} is no {what}; for none there is {quoted(silent)}", expected=wanted
            )
        raise ScalarError(
            f"{quoted(text)} is no {what}", expected=wanted, word=text, candidates=known
        )

    return parse


def member(kind: type[E_], what: str) -> Callable[[object], E_]:
    """A parser of one of the values of an enum; ``what`` they are."""
    parse_word = word_of((str(item.value) for item in kind), what)

    def parse(value: object) -> E_:
        return kind(parse_word(value))

    return parse


_one_of_sides = member(Sides, "choice of sides")
_LEFT_RIGHT: Final = re.compile(
    r"(l|left)(?: side)?|(r|right)(?: side)?"
    r"|(?:l|left)(?: ?[,/&+] ?| and | then |, then )(?:r|right)",
    re.IGNORECASE,
)


def sides(value: object) -> Sides:
    """Which side works."""
    try:
        return _one_of_sides(value)
    except ScalarError as error:
        meant = _LEFT_RIGHT.fullmatch(one(value)) if isinstance(value, str) else None
        if meant is None:
            raise
        wanted = "left" if meant[1] else "right" if meant[2] else "each, one side after the other"
        raise ScalarError(error.message, expected=wanted) from None


voice = member(VoiceLevel, "voice")


def setup(value: object) -> Setup:
    """A set-up: a duration, or ``ready``."""
    text = one(value, DURATION + ", or ready")
    if text.casefold() == Ready.WAIT.value:
        return Ready.WAIT
    try:
        return setup_seconds(text)
    except ScalarError as error:
        if not text.isalpha():
            raise
        ready = Ready.WAIT.value
        wanted = f"{error.expected}; or {ready}"
        raise ScalarError(error.message, expected=wanted, word=text, candidates=(ready,)) from None


def tempo(value: object) -> Tempo:
    """A tempo: ``slow``, ``normal``, or seconds by phase."""
    wanted = "slow, normal, or seconds by phase such as {lift: 2s, lower: 3s}"
    if isinstance(value, dict):
        if not 1 <= len(value) <= 20:
            raise ScalarError("a tempo by phase has 1 to 20 phases", expected=wanted)
        return Tempo(phases=tuple((name, phase_seconds(own)) for name, own in value.items()))
    text = one(value, wanted)
    if text.casefold() == "normal":
        return Tempo()
    if text.casefold() == "slow":
        return Tempo(factor=SLOW)
    raise ScalarError(
        f"{quoted(text)} is no tempo", expected=wanted, word=text, candidates=("slow", "normal")
    )


def phase_length(value: object) -> float | None:
    """The seconds of a phase; ``hold`` is the dose's hold, ``None`` here."""
    text = one(value, "seconds, or hold")
    return None if text.casefold() == "hold" else phase_seconds(text)


def ident(value: object) -> str:
    """An id: small letters, digits and hyphens."""
    wanted = "small letters, digits and hyphens, such as cat-cow"
    text = one(value, wanted)
    parts = re.split("[-_]", text)
    if len(text) > 60 or text != text.lower() or not all(part.isalnum() for part in parts):
        raise ScalarError(f"{quoted(text)} can't be an id", expected=wanted)
    return text


def day(value: object) -> str:
    """A date as year, month, day."""
    wanted = "the year, the month and the day, such as 2026-03-31"
    text = one(value, wanted)
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise ScalarError(f"{quoted(text)} is not a date", expected=wanted)
