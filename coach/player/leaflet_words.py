"""What a leaflet says, read from the words that somebody types, and said back to them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeVar

from coach.domain.dose import Breaths, Dose, Hold, Reps, Seconds, Sides
from coach.domain.typed import shown, storable

T = TypeVar("T")

MOST_REPS: Final = 500
MOST_SETS: Final = 50
MOST_DESCENDING: Final = 20
MOST_BREATHS: Final = 100
MOST_HOLD: Final = 30 * 60
MOST_TIME: Final = 4 * 3600
LONGEST_NAME: Final = 60
LONGEST_TITLE: Final = 100
LONGEST_LINE: Final = 200
"""The bounds of the format; a file with more is refused."""


class NotUnderstoodError(ValueError):
    """Words that are no answer; the message is a sentence that says what would be one."""


_NUMBER: Final = r"[0-9]{1,6}(?:\.[0-9]{1,3})?"
_UNIT: Final = r"(?:s|secs?|seconds?|m|mins?|minutes?|h|hours?)"
_LENGTH: Final = (
    rf"(?:[0-9]{{1,3}}:[0-9]{{2}}|{_NUMBER} ?{_UNIT}(?: ?{_NUMBER} ?(?:s|secs?|seconds?))?)"
)
_BREATHS: Final = r"[0-9]{1,6} ?breaths?"
_COUNT: Final = r"[0-9]{1,6}(?: ?(?:-|to) ?[0-9]{1,6})?"
_TIMES: Final = r"(?: ?(?:x|times|reps?|repetitions))?"
_SETS: Final = r"(?P<sets>[0-9]{1,6}) ?(?:x|\*|times|sets? of|sets? x|sets?,?) ?"
_AMOUNT: Final = re.compile(
    rf"(?:{_SETS})?(?P<reps>{_COUNT}){_TIMES}"
    rf"(?:(?:,? ?(?:x|\*|for|with|hold|held|hold for|held for) ?|,? )"
    rf"(?P<hold>{_LENGTH}|{_BREATHS}))?"
)
_LISTED: Final = re.compile(r"[0-9]{1,6}(?: ?, ?[0-9]{1,6})+")

AMOUNT_EXAMPLES: Final = "a number such as 8, a range such as 5-10, or sets such as 3 x 10"


def plain(words: str) -> str:
    """What was typed as one line of text that can be kept."""
    return " ".join(shown(storable(words)).split())


def read_text(words: str, most: int) -> str:
    """A line of the person's own words.

    Raises:
        NotUnderstoodError: if it is empty or has more than ``most`` characters.
    """
    text = plain(words)
    if not text:
        raise NotUnderstoodError("A few words belong here.")
    if len(text) > most:
        raise NotUnderstoodError(
            f"That is {len(text)} characters, and there is room for {most}: say it shorter."
        )
    return text


def read_whole(words: str, low: int, high: int) -> int:
    """A whole number from ``low`` to ``high``.

    Raises:
        NotUnderstoodError: if it is none.
    """
    text = re.sub(r" ?(x|times|days?)( a day| a week)?$", "", plain(words).casefold())
    word = {"once": "1", "twice": "2", "daily": "7", "every day": "7"}
    text = word.get(text, text)
    if not (text.isascii() and text.isdigit()) or not low <= int(text[:9]) <= high:
        raise NotUnderstoodError(f"A whole number from {low} to {high} belongs here.")
    return int(text)


def read_yes(words: str) -> bool:
    """A yes or a no.

    Raises:
        NotUnderstoodError: if it is neither.
    """
    text = plain(words).casefold()
    if text in ("y", "yes"):
        return True
    if text in ("n", "no"):
        return False
    raise NotUnderstoodError("Please answer y for yes or n for no.")


def read_choice(words: str, choices: Sequence[tuple[T, str]]) -> T:
    """One of some choices, by its number from 1 or by its words.

    Raises:
        NotUnderstoodError: if it is none of them.
    """
    text = plain(words).casefold()
    if text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= len(choices):
        return choices[int(text[:4]) - 1][0]
    begun = [value for value, name in choices if text and name.casefold().startswith(text)]
    if len(begun) == 1:
        return begun[0]
    raise NotUnderstoodError(f"Please answer with a number from 1 to {len(choices)}.")


def read_amount(words: str) -> Dose:
    """How many times, with sets and a hold where they are said, or how long.

    ``8``, ``5-10``, ``3 x 10`` (three sets of ten), ``10 x 5s`` (each held for 5 s), ``3, 2, 1``
    (sets that get shorter), ``2m``.

    Raises:
        NotUnderstoodError: if it is none of these, or beyond the bounds.
    """
    text = _evened(words)
    if _LISTED.fullmatch(text):
        numbers = tuple(_reps_within(int(part)) for part in text.split(","))
        if len(numbers) > MOST_DESCENDING:
            raise NotUnderstoodError(f"At most {MOST_DESCENDING} sets can be listed.")
        return Dose(descending=numbers)
    found = _AMOUNT.fullmatch(text)
    if found is None:
        if re.fullmatch(_LENGTH, text):
            return Dose(time=_within(_seconds(text), MOST_TIME, "a time"))
        raise NotUnderstoodError(f"That is no amount. Say {AMOUNT_EXAMPLES}.")
    low, _, high = found["reps"].replace("to", "-").replace(" ", "").partition("-")
    first, last = _reps_within(int(low)), _reps_within(int(high or low))
    if first > last:
        raise NotUnderstoodError(f"The lower number comes first: {last}-{first}.")
    sets = int(found["sets"]) if found["sets"] else None
    if sets is not None and not 1 <= sets <= MOST_SETS:
        raise NotUnderstoodError(f"Sets go from 1 to {MOST_SETS}.")
    hold = read_hold(found["hold"]) if found["hold"] else None
    return Dose(reps=Reps(first, last), sets=sets if sets != 1 else None, hold=hold)


def read_hold(words: str) -> Hold:
    """How long each rep is held: ``20s``, ``20`` (seconds), ``3 breaths``.

    Raises:
        NotUnderstoodError: if it is neither, or beyond the bounds.
    """
    text = _evened(words)
    if re.fullmatch(_BREATHS, text):
        count = int(re.sub(r" ?breaths?", "", text))
        if not 1 <= count <= MOST_BREATHS:
            raise NotUnderstoodError(f"Breaths go from 1 to {MOST_BREATHS}.")
        return Breaths(count)
    if re.fullmatch(_NUMBER, text):
        text = f"{text}s"
    if not re.fullmatch(_LENGTH, text):
        raise NotUnderstoodError("Say how long: 20s, 1m30s, or 3 breaths.")
    return Seconds(_within(_seconds(text), MOST_HOLD, "a hold"))


def read_time(words: str) -> float:
    """How long something goes on: ``2m``, ``90s``, ``1:30``.

    A bare number is none: it may be minutes, or seconds.

    Raises:
        NotUnderstoodError: if it is none, or beyond the bounds.
    """
    text = _evened(words)
    if re.fullmatch(_NUMBER, text):
        raise NotUnderstoodError(f"Is that {text}m (minutes) or {text}s (seconds)?")
    if not re.fullmatch(_LENGTH, text):
        raise NotUnderstoodError("Say how long: 2m, 90s or 1:30.")
    return _within(_seconds(text), MOST_TIME, "a time")


def _evened(words: str) -> str:
    text = plain(words).casefold().rstrip(".!")
    return text.replace("\N{MULTIPLICATION SIGN}", "x").replace("\N{EN DASH}", "-")


def _reps_within(number: int) -> int:
    if not 1 <= number <= MOST_REPS:
        raise NotUnderstoodError(f"How many times goes from 1 to {MOST_REPS}.")
    return number


def _within(seconds: float, most: int, what: str) -> float:
    if not 1 <= seconds <= most:
        raise NotUnderstoodError(f"From 1s to {length_text(most)}: that is what {what} can be.")
    return seconds


def _seconds(text: str) -> float:
    if ":" in text:
        minutes, _, rest = text.partition(":")
        if int(rest) > 59:
            raise NotUnderstoodError("Say how long: 2m, 90s or 1:30.")
        return int(minutes) * 60.0 + int(rest)
    unit = {"s": 1.0, "m": 60.0, "h": 3600.0}
    parts = re.findall(rf"({_NUMBER}) ?([smh])", text)
    return round(sum(float(number) * unit[kind] for number, kind in parts), 3)


def length_text(seconds: float) -> str:
    """A duration as it can be typed: ``20s``, ``1m30s``, ``2m``."""
    minutes, rest = divmod(round(seconds, 3), 60)
    parts = f"{minutes:.0f}m" if minutes else ""
    return parts + (f"{rest:g}s" if rest or not parts else "")


def hold_text(hold: Hold) -> str:
    """A hold as it can be typed: ``20s``, ``3 breaths``."""
    if isinstance(hold, Breaths):
        return f"{hold.count} breath{'' if hold.count == 1 else 's'}"
    return length_text(hold.count)


def amount_text(dose: Dose) -> str:
    """How many times, as it can be typed: ``5-10``, ``3 x 10``, ``3, 2, 1``."""
    if dose.descending is not None:
        return ", ".join(str(number) for number in dose.descending)
    reps = str(dose.reps) if dose.reps is not None else "1"
    return f"{dose.sets} x {reps}" if (dose.sets or 1) > 1 else reps


_SIDES: Final = {
    Sides.EACH: "each side",
    Sides.ALTERNATE: "each side, in turn",
    Sides.LEFT: "left side",
    Sides.RIGHT: "right side",
}


def dose_text(dose: Dose) -> str:
    """A whole dose in a few words: ``3 x 10, hold 5s, each side``."""
    if dose.time is not None:
        parts = [length_text(dose.time)]
    else:
        amount = amount_text(dose)
        parts = [f"{amount} times" if amount.replace("-", "").isdigit() else amount]
        parts = ["once" if amount == "1" else parts[0]]
        if dose.hold is not None:
            parts.append(f"hold {hold_text(dose.hold)}")
    if dose.sides in _SIDES:
        parts.append(_SIDES[dose.sides])
    return ", ".join(parts)


def with_amount(dose: Dose, amount: Dose) -> Dose:
    """``dose`` with how many times, or how long, taken from ``amount``."""
    return replace(
        dose,
        reps=amount.reps,
        descending=amount.descending,
        sets=amount.sets,
        time=amount.time,
        hold=amount.hold or dose.hold,
    )
