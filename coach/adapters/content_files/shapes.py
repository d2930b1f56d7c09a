"""The shape of each file of the clinical content, keys written with hyphens."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from coach.domain.exercise import Caution

LevelWord = Literal["emergency", "urgent", "doctor soon", "self care"]


@dataclass(frozen=True)
class Shape:
    """What every file of the content says of itself. Keys are written with hyphens."""

    __pydantic_config__: ClassVar[dict[str, object]] = {
        "extra": "forbid",
        "alias_generator": lambda name: name.replace("_", "-"),
    }


@dataclass(frozen=True)
class SignRow(Shape):
    """A row of the warning signs."""

    id: str
    question: str
    level: LevelWord
    storable: bool
    documents: tuple[str, ...]
    source: tuple[str, ...]
    extra: str = ""
    escalates_to: tuple[str, ...] = ()
    caution: str = ""


@dataclass(frozen=True)
class LineRow(Shape):
    """A line of a list, with the ids of the rows behind it."""

    text: str
    signs: tuple[str, ...]


@dataclass(frozen=True)
class ScreenRow(Shape):
    """A screen of the full list: the question, and its lines."""

    text: str
    lines: tuple[LineRow, ...]


@dataclass(frozen=True)
class WarningSignsFile(Shape):
    """``warning-signs.yaml``."""

    schema: Literal["1"]
    kind: Literal["warning-signs"]
    reviewed: date
    reviewed_by: str
    checked_for_days: str
    short_list: tuple[LineRow, ...]
    full_list: tuple[ScreenRow, ...]
    hurt_leg: tuple[str, ...]
    hurt_chest: SignRow
    signs: tuple[SignRow, ...]
    escalations: tuple[SignRow, ...]


Lines = tuple[str, ...]


@dataclass(frozen=True)
class AdviceFile(Shape):
    """``advice.yaml``."""

    schema: Literal["1"]
    kind: Literal["advice"]
    reviewed: date
    reviewed_by: str
    local_number: str
    local_advice_line: str
    unknown_region: str
    levels: dict[LevelWord, Lines]
    start: Lines
    before_session: str
    all_no: str
    texts: dict[str, Lines]


@dataclass(frozen=True)
class CautionRow(Shape):
    """A line to tick."""

    id: str
    text: str
    cautions: tuple[Caution, ...] = ()
    bars: str = ""
    cleared: str = ""


@dataclass(frozen=True)
class CautionsFile(Shape):
    """``cautions.yaml``."""

    schema: Literal["1"]
    kind: Literal["cautions"]
    reviewed: date
    reviewed_by: str
    lines: tuple[CautionRow, ...]


@dataclass(frozen=True)
class CountryGroup(Shape):
    """Countries with the same numbers, by code and name."""

    emergency: str
    countries: dict[str, str]
    advice_line: str = ""


@dataclass(frozen=True)
class NumbersFile(Shape):
    """``emergency-numbers.yaml``."""

    schema: Literal["1"]
    kind: Literal["emergency-numbers"]
    reviewed: date
    reviewed_by: str
    groups: tuple[CountryGroup, ...]
