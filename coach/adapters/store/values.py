"""Domain values as JSON and back again: dataclasses, enums, tuples, sets, days, text, numbers.

Each dataclass carries its name, because some that stand in for each other have the same fields:
a hold of ``Breaths(3)`` must never come back as one of ``Seconds(3)``. (pydantic's unions go by
the fields, and mix up just these two.) Reading is strict: what doesn't fit its type is refused.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

_T = TypeVar("_T")
_TAG = "is"
_PLAIN = frozenset({bool, int, str, NoneType})
"""What JSON gives back as it was, whatever it stands beside."""

compact: Callable[[object], str] = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":")
).encode
"""JSON in its shortest form."""


def dump(value: object, *, without: Collection[str] = ()) -> str:
    """``value`` as JSON; of a dataclass, ``without`` the fields that are kept elsewhere."""
    return compact(_plain(value, without))


def load(kind: type[_T], text: str, **elsewhere: object) -> _T:
    """The value of this type that :func:`dump` wrote, with the fields that were kept elsewhere.

    Raises:
        ValueError: if it isn't one, as when another version wrote it.
    """
    try:
        data = json.loads(text)
        if not elsewhere:
            return cast(_T, _reader(cast(type, kind))(data))
        return cast(_T, _dataclass(cast(type, kind), data, elsewhere))
    except (TypeError, KeyError, RecursionError) as error:
        raise ValueError(f"not a {kind.__name__}: {error!r}") from error


def _plain(value: object, without: Collection[str] = ()) -> object:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Enum):
        return value.value
    if type(value) is date:
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted((_plain(item) for item in value), key=str)
    if is_dataclass(value) and not isinstance(value, type):
        return {_TAG: type(value).__name__} | {
            name: _plain(getattr(value, name))
            for name in _hints(type(value))
            if name not in without
        }
    raise TypeError(f"can't be kept: {value!r}")


_Reader = Callable[[Any], object]


@cache
def _reader(kind: Any) -> _Reader:
    """What reads a value of this type; it is made once, for a diary has thousands of them."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _union_reader(get_args(kind))
    if origin is tuple:
        return _tuple_reader(get_args(kind))
    if origin is frozenset:
        (item,) = map(_reader, get_args(kind))
        return lambda data: frozenset(map(item, _expect(list, data)))
    if is_dataclass(kind):
        return lambda data: _dataclass(cast(type, kind), data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return cast(_Reader, kind)
    if kind is float:
        return lambda data: float(data) if type(data) is int else _expect(float, data)
    if kind is date:
        return lambda data: date.fromisoformat(_expect(str, data))
    return lambda data: _expect(kind, data)


def _union_reader(kinds: tuple[Any, ...]) -> _Reader:
    others = tuple(kind for kind in kinds if kind is not NoneType)
    alone = _reader(others[0]) if len(others) == 1 else None

    def read(data: Any) -> object:
        if data is None and len(others) < len(kinds):
            return None
        return alone(data) if alone else _reader(_member(others, data))(data)

    return read


def _tuple_reader(kinds: tuple[Any, ...]) -> _Reader:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        item, plain = _reader(kinds[0]), _kinds(kinds[0])
        if plain <= _PLAIN:
            return lambda data: (
                tuple(data)
                if type(data) is list and plain.issuperset(map(type, data))
                else tuple(map(item, _expect(list, data)))
            )
        return lambda data: tuple(map(item, _expect(list, data)))

    def read(data: Any) -> object:
        items = _expect(list, data)
        return tuple(_reader(kind)(one) for kind, one in zip(kinds, items, strict=True))

    return read


def _dataclass(
    kind: type, data: Any, elsewhere: Mapping[str, object] = MappingProxyType({})
) -> object:
    given = dict(_expect(dict, data))
    if given.pop(_TAG) != kind.__name__:
        raise ValueError(f"not a {kind.__name__}")
    readers, as_it_is = _readers(kind), _as_it_is(kind)
    for name, value in given.items():
        if type(value) not in as_it_is[name]:
            given[name] = readers[name](value)
    return kind(**given, **elsewhere)


@cache
def _as_it_is(kind: type) -> dict[str, frozenset[type]]:
    """For each field the types that are kept as they are: most of what a diary holds."""
    found = {}
    for name, hint in _hints(kind).items():
        kinds = _kinds(hint)
        found[name] = kinds if kinds <= _PLAIN else kinds & {NoneType}
    return found


def _kinds(hint: Any) -> frozenset[Any]:
    return frozenset(get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,))


@cache
def _readers(kind: type) -> dict[str, _Reader]:
    return {name: _reader(hint) for name, hint in _hints(kind).items()}


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
        elif kind is date:
            if isinstance(data, str):
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
