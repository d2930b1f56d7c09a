"""Domain values as JSON and back again: dataclasses, enums, tuples, sets, text and numbers.

Each dataclass carries its name, because some that stand in for each other have the same fields:
a hold of ``Breaths(3)`` must never come back as one of ``Seconds(3)``. (pydantic's unions go by
the fields, and mix up just these two.) Reading is strict: what doesn't fit its type is refused.
"""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

_T = TypeVar("_T")
_TAG = "is"

compact: Callable[[object], str] = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":")
).encode
"""JSON in its shortest form."""


def dump(value: object) -> str:
    """``value`` as JSON."""
    return compact(_plain(value))


def load(kind: type[_T], text: str) -> _T:
    """The value of this type that :func:`dump` wrote.

    Raises:
        ValueError: if it isn't one, as when another version wrote it.
    """
    try:
        return cast(_T, _typed(kind, json.loads(text)))
    except (TypeError, KeyError, RecursionError) as error:
        raise ValueError(f"not a {kind.__name__}: {error!r}") from error


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted((_plain(item) for item in value), key=str)
    if is_dataclass(value) and not isinstance(value, type):
        return {_TAG: type(value).__name__} | {
            name: _plain(getattr(value, name)) for name in _hints(type(value))
        }
    raise TypeError(f"can't be kept: {value!r}")


def _typed(kind: Any, data: Any) -> object:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _typed(_member(get_args(kind), data), data)
    if origin is tuple:
        return _typed_tuple(get_args(kind), data)
    if origin is frozenset:
        (item,) = get_args(kind)
        return frozenset(_typed(item, each) for each in _expect(list, data))
    if is_dataclass(kind):
        return _typed_dataclass(cast(type, kind), data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    if kind is float and type(data) is int:
        return float(data)
    return _expect(kind, data)


def _typed_tuple(kinds: tuple[Any, ...], data: Any) -> tuple[object, ...]:
    items = _expect(list, data)
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_typed(kinds[0], item) for item in items)
    return tuple(_typed(kind, item) for kind, item in zip(kinds, items, strict=True))


def _typed_dataclass(kind: type, data: Any) -> object:
    given = dict(_expect(dict, data))
    if given.pop(_TAG) != kind.__name__:
        raise ValueError(f"not a {kind.__name__}")
    hints = _hints(kind)
    return kind(**{name: _typed(hints[name], value) for name, value in given.items()})


def _member(kinds: tuple[Any, ...], data: Any) -> Any:
    """The member of a union that ``data`` is one of."""
    for kind in kinds:
        if is_dataclass(kind):
            if isinstance(data, dict) and data.get(_TAG) == cast(type, kind).__name__:
                return kind
        elif get_origin(kind) in (tuple, frozenset):
            if isinstance(data, list):
                return kind
        elif issubclass(kind, Enum):
            if data in [member.value for member in kind]:
                return kind
        elif type(data) is kind or (kind is float and type(data) is int):
            return kind
    raise ValueError(f"none of {kinds}")


def _expect(kind: type[_T], data: object) -> _T:
    if type(data) is not kind:
        raise ValueError(f"not a {kind.__name__}: {str(data)[:40]}")
    return data


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
