r"""How a value may be written, as JSON Schema: the same values that the parsers read.

Each form stands for a parser of :mod:`coach.adapters.library.scalars`. An editor knows numbers
and truth values where our parsers know their text alone, so both are in a form. What a parser
reads, its form takes; a form may take a little more, for ``coach check`` has the last word.

A keyword of JSON Schema is about one type of value alone, so a form with several types has the
bounds of its numbers and the pattern of its texts side by side: an editor then says what was
expected, which it can't say of alternatives.

The patterns are understood by Python and by the editors' JavaScript alike, so ``\d`` and ``\w``
are not used.
"""

from collections.abc import Iterable
from enum import Enum
from typing import Final

from coach.adapters.library import scalars

Form = dict[str, object]

_NUMBER: Final = r"[0-9]{1,6}(?:\.[0-9]{1,6})?"
_AROUND: Final = r"^\s*(?:{})\s*$"
_MOST_LISTED: Final = 31


def any_case(word: str) -> str:
    """A pattern for ``word`` in small letters, capitals or both."""
    return "".join(f"[{char.upper()}{char}]" if char.isalpha() else char for char in word.lower())


def pattern(inner: str, wanted: str) -> Form:
    """A text like ``inner``, white space around it allowed; ``wanted`` is said where it isn't."""
    found = _AROUND.format(inner)
    return {"type": "string", "pattern": found, "patternErrorMessage": f"expected: {wanted}"}


def line(most: int) -> Form:
    """A line of text of at most ``most`` characters; a number is one too."""
    # White space counts as one character, however much there is.
    inner = rf"(?:\S|\s+(?=\S)){{1,{most}}}"
    return {
        **pattern(inner, f"a line of text, {most} characters at most"),
        "type": ["string", "number", "boolean"],
    }


def whole(low: int, high: int) -> Form:
    """A whole number."""
    listed = "|".join(map(str, range(low, high + 1))) if high - low < _MOST_LISTED else "[0-9]{1,9}"
    wanted = f"a whole number from {low} to {high}" if low < high else str(low)
    text = pattern(rf"\+?0*(?:{listed})", wanted)
    return {**text, "type": ["integer", "string"], "minimum": low, "maximum": high}


def number(low: float, high: float) -> Form:
    """A number, whole or not."""
    text = pattern("[-+]?[0-9.][-+0-9._eE]*", f"a number from {low:g} to {high:g}")
    return {**text, "type": ["number", "string"], "minimum": low, "maximum": high}


def _unit(*spellings: str) -> str:
    return rf"(?:{_NUMBER}\s*(?:{'|'.join(any_case(one) for one in spellings)}))?"


_H: Final = _unit("hours", "hour", "hrs", "hr", "h")
_M: Final = _unit("minutes", "minute", "mins", "min", "m")
_S: Final = _unit("seconds", "second", "secs", "sec", "s")
_DURATION: Final = (
    rf"{_NUMBER}|(?:[0-9]{{1,2}}:)?[0-9]{{1,3}}:[0-9]{{2}}|(?=[0-9]){_H}\s*{_M}\s*{_S}"
)


def duration(low: float, high: float, *also: str, wanted: str = scalars.DURATION) -> Form:
    """A duration; ``also`` are patterns that may stand in its place."""
    text = pattern("|".join([_DURATION, *also]), wanted)
    return {**text, "type": ["number", "string"], "minimum": low, "maximum": high}


def word(names: Iterable[str]) -> Form:
    """One of some words; the editor offers them as they are written here."""
    known = list(names)
    wanted = "one of " + ", ".join(known)
    return {"anyOf": [{"enum": known}, pattern("|".join(map(any_case, known)), wanted)]}


def member(kind: type[Enum]) -> Form:
    """One of the values of an enum."""
    return word(str(item.value) for item in kind)


_ID_PART: Final = r"[^\sA-Z!-/:-@\[-`{-~]"
"""A letter or digit of any script, but no capital of ours."""

HOLD: Final = duration(
    1,
    scalars.MOST_HOLD,
    rf"\+?0*[0-9]{{1,9}}\s*{any_case('breath')}[Ss]?",
    wanted=scalars.DURATION + ", or 3 breaths",
)
TIME: Final = duration(1, scalars.MOST_TIME)
REST: Final = duration(0, scalars.MOST_REST)
REST_ALONE: Final = duration(1, scalars.MOST_REST)
SETUP: Final = duration(
    0, scalars.MOST_SETUP, any_case("ready"), wanted=scalars.DURATION + ", or ready"
)
PHASE_LENGTH: Final = duration(
    scalars.LEAST_PHASE, scalars.MOST_PHASE, any_case("hold"), wanted="seconds, or hold"
)
PHASE_SECONDS: Final = duration(scalars.LEAST_PHASE, scalars.MOST_PHASE)
SETS: Final = whole(1, scalars.MOST_SETS)
REPEAT: Final = whole(1, scalars.MOST_REPEAT)

REPS: Final[Form] = {
    **whole(1, scalars.MOST_REPS),
    **pattern(
        r"\+?[0-9]{1,9}|[0-9]+\s*(?:-|\u2013|to)\s*[0-9]+",
        "a number such as 8, a range such as 5-10, or a list such as [3, 2, 1]",
    ),
    "type": ["integer", "string", "array"],
    "items": whole(1, scalars.MOST_REPS),
    "minItems": 1,
    "maxItems": scalars.MOST_DESCENDING,
}
TEMPO: Final[Form] = {
    "anyOf": [
        word(["slow", "normal"]),
        {
            "type": "object",
            "additionalProperties": PHASE_SECONDS,
            "minProperties": 1,
            "maxProperties": 20,
        },
    ]
}
_YES: Final = ("yes", "true", "on", "y")
_NO: Final = ("no", "false", "off", "n")
BOOLEAN: Final[Form] = {
    **pattern("|".join(map(any_case, (*_YES, *_NO))), "yes or no"),
    "type": ["boolean", "string"],
}
ASKED: Final[Form] = {
    "anyOf": [
        {"type": "null"},
        {"const": True},
        pattern("|".join(map(any_case, _YES)), "nothing"),
    ]
}
IDENT: Final[Form] = {
    **pattern(
        rf"(?=\S{{1,60}}\s*$){_ID_PART}+(?:[-_]{_ID_PART}+)*",
        "small letters, digits and hyphens, such as cat-cow",
    ),
    "type": ["string", "number", "boolean"],
}
DAY: Final = pattern("[0-9]{4}-[0-9]{2}-[0-9]{2}", "a date such as 2027-03-31")
SPOT: Final[Form] = {
    "type": "array",
    "items": number(-3, 3),
    "minItems": 2,
    "maxItems": 3,
}
