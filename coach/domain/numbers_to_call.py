"""Whom to call: the numbers of a country, or those that the person has set."""

from dataclasses import dataclass
from typing import Final

YOURS: Final = "your number"
"""What stands where the country's name does, at a number that the person has set."""
LEAST_DIGITS: Final = 2
LONGEST_NUMBER: Final = 26
"""Characters of a number to call, its spaces counted."""


@dataclass(frozen=True, slots=True)
class EmergencyNumbers:
    """Whom to call in one country.

    ``emergency`` is empty where the region is unknown and the person has set no number;
    ``own_emergency`` and ``own_advice_line`` say that a number is the person's own.
    """

    region: str
    emergency: str
    advice_line: str = ""
    own_emergency: bool = False
    own_advice_line: bool = False

    @property
    def both(self) -> tuple[str, str]:
        """The number for an emergency and the advice line; empty where there is none."""
        return (self.emergency, self.advice_line)

    @property
    def whose(self) -> str:
        """Whose the emergency number is: the country's name, or that the person has set it."""
        return YOURS if self.own_emergency else self.region

    @property
    def named_emergency(self) -> str:
        """The number with the country that it is for: ``112 (Germany)``. Empty without one."""
        return _named(self.emergency, self.whose)

    @property
    def whose_advice_line(self) -> str:
        """Whose the advice line is."""
        return YOURS if self.own_advice_line else self.region

    @property
    def named_advice_line(self) -> str:
        """The advice line with the country that it is for. Empty without one."""
        return _named(self.advice_line, self.whose_advice_line)


def _named(number: str, whose: str) -> str:
    """A number and whose it is; a number may have a note in brackets already."""
    if not number or not whose:
        return number
    return f"{number[:-1]}, {whose})" if number.endswith(")") else f"{number} ({whose})"


def phone_number(words: str) -> str | None:
    """A number to call as it is kept: digits with spaces, brackets, slashes or hyphens."""
    number = " ".join(words.split())
    marks = number.removeprefix("+")
    digits = [mark for mark in marks if mark in "0123456789"]
    allowed = all(mark in "0123456789 ()/-" for mark in marks)
    if not allowed or len(digits) < LEAST_DIGITS or len(number) > LONGEST_NUMBER:
        return None
    return number if marks[0] in digits else None
