"""The validators of single values and of lists: a parser, and how an editor knows what it reads.

Importing this imports pydantic.
"""

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any, TypeVar

from pydantic import BeforeValidator, PlainValidator
from pydantic_core import PydanticCustomError

from coach.adapters.library import scalars
from coach.adapters.library import schema_forms as forms
from coach.adapters.library.scalars import ScalarError
from coach.adapters.library.schema_forms import Form

T = TypeVar("T")

OURS = "coach"
"""The type of the pydantic errors that carry one of our own messages."""

MOST_ITEMS = 50
"""The longest list of texts, phases and the like."""


FORMS: dict[object, Form] = {}
"""How an editor knows what a validator reads. Pydantic isn't told: building models is for readers,
and takes no longer for what only ``make schemas`` needs."""


def guarded(parse: Callable[[object], T]) -> Callable[[object], T]:
    """A parser whose error pydantic collects."""

    def run(value: object) -> T:
        try:
            return parse(value)
        except ScalarError as error:
            raise PydanticCustomError(OURS, "not readable", {"error": error}) from None

    return run


def read(parse: Callable[[object], Any], form: Form) -> PlainValidator:
    """The validator for a value that ``parse`` reads; ``form`` is how an editor knows it."""
    found = guarded(parse)
    FORMS[found] = form
    return PlainValidator(found)


def text(most: int) -> PlainValidator:
    """A line of text of at most ``most`` characters."""
    return read(scalars.line(most), forms.line(most))


def whole(low: int, high: int, what: str, why: str = "") -> PlainValidator:
    """A whole number from ``low`` to ``high``; ``what`` and ``why`` are said where it isn't."""
    return read(scalars.whole(low, high, what, why), forms.whole(low, high))


def word(names: Iterable[str], what: str) -> PlainValidator:
    """One of the words ``names``; ``what`` they are."""
    known = tuple(names)
    return read(scalars.word_of(known, what), forms.word(known))


def member(kind: type[Enum], what: str) -> PlainValidator:
    """One of the values of an enum; ``what`` they are."""
    return read(scalars.member(kind, what), forms.member(kind))


def _items(value: object) -> object:
    """A list; a single value is a list of one."""
    if isinstance(value, str):
        return [value]
    if value is None:
        raise ScalarError("the value is missing", expected="a list")
    if isinstance(value, list) and len(value) > MOST_ITEMS:
        raise ScalarError(f"this list is too long: at most {MOST_ITEMS} items are read")
    return value


LISTED = BeforeValidator(guarded(_items))
