"""The fields of the diary, declared once; options, questions and the form on the screen follow.

What somebody types for a field is read into its *plain form* (``7``, ``y``, ``left``, one thing a
line), and a draft holds the plain forms by the fields' ids. An empty one is left out.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Final, TypeVar

from coach.domain.body import SITES
from coach.domain.diary_entry import (
    ACTIVITIES,
    LONGEST_TEXT,
    BodySide,
    DiaryEntry,
    Medicine,
    Quality,
    Spread,
)
from coach.domain.questions import WHERE

E = TypeVar("E", bound=Enum)

WORST: Final = 10
_DAY_MINUTES: Final = 24 * 60
_YES: Final = frozenset({"y", "yes"})
_NO: Final = frozenset({"n", "no"})


class Kind(Enum):
    """What a field takes."""

    SCORE = "score"
    COUNT = "count"
    YES_NO = "yes or no"
    ONE = "one"
    SEVERAL = "several"
    """Any of its choices."""
    TEXT = "text"
    TEXTS = "texts"
    """Things of the person's own, with its ``mark`` between them."""
    DAY = "day"
    """A day in the past, or about when."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that may be noted. ``id`` is its option without the dashes.

    ``label`` is what it is in a few words, ``choices`` the words that it takes with what each
    means, ``also`` further words for them, ``most`` the highest number of a count, or how many
    texts there can be, and ``unit`` what is counted.
    """

    id: str
    kind: Kind
    section: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    also: tuple[tuple[str, str], ...] = ()
    most: int = 0
    unit: str = "times"
    mark: str = ","

    @property
    def expects(self) -> str:
        """What it takes, to go on after "expected"."""
        words = ", ".join(word for word, _ in self.choices)
        match self.kind:
            case Kind.SCORE:
                return f"a number from 0 to {WORST}"
            case Kind.COUNT:
                return f"a whole number from 0 to {self.most:,} ({self.unit})"
            case Kind.YES_NO:
                return "yes or no"
            case Kind.ONE:
                return f"one of {words}"
            case Kind.SEVERAL:
                return f"any of {words}"
            case Kind.DAY:
                return "a day such as 2026-11-01, yesterday or 3 weeks ago, not in the future"
            case Kind.TEXTS if self.most:
                return f"at most {self.most}, with commas between them"
            case _:
                return f"a text of at most {LONGEST_TEXT:,} characters"

    @property
    def answers(self) -> str:
        """The same, as it stands in brackets after a question."""
        words = "/".join(word for word, _ in self.choices)
        match self.kind:
            case Kind.SCORE:
                return f"0-{WORST}"
            case Kind.COUNT:
                return f"0-{self.most}"
            case Kind.YES_NO:
                return "n/y"
            case Kind.DAY:
                return "day, or 3 weeks ago"
            case Kind.TEXTS:
                return f"words, with {self.mark} between"
            case _:
                return words or "words"

    def read(self, words: str, today: date) -> str | None:
        """The plain form of ``words``, ``None`` where they are no answer. Empty stays empty."""
        given = words.strip()
        if not given:
            return ""
        match self.kind:
            case Kind.SCORE:
                return _number("10" if given == "t" else given, WORST)
            case Kind.COUNT:
                return _number(given, self.most)
            case Kind.YES_NO:
                folded = given.casefold()
                return "y" if folded in _YES else "n" if folded in _NO else None
            case Kind.ONE:
                return self._word(given)
            case Kind.SEVERAL:
                return self._words(given)
            case Kind.DAY:
                from coach.player.diary_days import read_day  # noqa: PLC0415 - rarely asked

                return given if read_day(given, today) else None
            case Kind.TEXTS:
                return self._texts(given)
            case Kind.TEXT:
                return given if len(given) <= LONGEST_TEXT else None

    def _word(self, given: str) -> str | None:
        folded = dict(self.also).get(given.casefold(), given.casefold())
        return folded if folded in dict(self.choices) else None

    def _words(self, given: str) -> str | None:
        words = [self._word(part) for part in given.replace(",", " ").split()]
        if None in words:
            return None
        return "\n".join(word for word, _ in self.choices if word in words)

    def _texts(self, given: str) -> str | None:
        parts = [part.strip() for line in given.splitlines() for part in line.split(self.mark)]
        texts = list(dict.fromkeys(part for part in parts if part))
        if (self.most and len(texts) > self.most) or any(len(t) > LONGEST_TEXT for t in texts):
            return None
        return "\n".join(texts)


def _number(given: str, most: int) -> str | None:
    """A whole number as it is written plainly; only the ten digits count."""
    if not (given.isascii() and given.isdigit()) or len(given) > len(str(most)) + 1:
        return None
    return str(int(given)) if int(given) <= most else None


_NIGHT: Final = "Last night"
_SPASMS: Final = "Spasms and stiffness"
_WHERE: Final = "Where and how"
_LEG: Final = "New in a leg"
_EASE: Final = "Better and worse"
_ACTIVITY: Final = "Activities of your own, 0 no trouble to 10 can't"

ACTIVITY_IDS: Final = tuple(f"activity-{number}" for number in range(1, ACTIVITIES + 1))
"""The ids of the fields that rate an activity."""

PAIN: Final = Field("pain", Kind.SCORE, "Pain", "How is your back now?")
"""The one field that has to be filled in."""

FIELDS: Final = (
    Field("worst", Kind.SCORE, "Today", "Pain at its worst"),
    Field("best", Kind.SCORE, "Today", "Pain at its best"),
    Field(
        WHERE,
        Kind.ONE,
        _WHERE,
        "Where it is",
        tuple((site.id, site.name) for site in SITES),
        tuple((site.key, site.id) for site in SITES),
    ),
    Field("side", Kind.ONE, _WHERE, "Worse on one side", tuple((s.value, "") for s in BodySide)),
    Field("spread", Kind.ONE, _WHERE, "How far down it goes", tuple((s.value, "") for s in Spread)),
    Field("feels", Kind.SEVERAL, _WHERE, "How it feels", tuple((q.value, "") for q in Quality)),
    Field("spasms", Kind.COUNT, _SPASMS, "Spasms today", most=200, unit="how many"),
    Field(
        "spasm-minutes",
        Kind.COUNT,
        _SPASMS,
        "How long one lasts",
        most=_DAY_MINUTES,
        unit="minutes",
    ),
    Field("stiff", Kind.COUNT, _SPASMS, "Stiff in the morning", most=_DAY_MINUTES, unit="minutes"),
    Field("tingling", Kind.YES_NO, _LEG, "New tingling or numbness in a leg"),
    Field("weakness", Kind.YES_NO, _LEG, "New weakness in a leg"),
    Field("woken", Kind.COUNT, _NIGHT, "Woken by pain last night", most=50),
    Field("kept-awake", Kind.YES_NO, _NIGHT, "Kept awake by pain"),
    Field("all-night", Kind.YES_NO, _NIGHT, "Pain all night, without a pause"),
    Field("eased", Kind.TEXTS, _EASE, "What eased it"),
    Field("worse", Kind.TEXTS, _EASE, "What made it worse"),
    Field("heat", Kind.COUNT, _EASE, "Heat today", most=50),
    Field("cold", Kind.COUNT, _EASE, "Cold today", most=50),
    Field("walks", Kind.COUNT, _EASE, "Walks today", most=50, unit="how many"),
    Field("painkiller", Kind.YES_NO, "Medicines", "A painkiller today"),
    Field("medicine", Kind.TEXTS, "Medicines", "Which, and what it did", mark=";"),
    *(
        Field(id, Kind.SCORE, _ACTIVITY, f"Activity {number}")
        for number, id in enumerate(ACTIVITY_IDS, start=1)
    ),
    Field("note", Kind.TEXT, "Notes", "In your own words"),
)
"""Everything that may be noted besides the pain, in its order."""


def fields_for(activities: Iterable[str]) -> tuple[Field, ...]:
    """The fields that are asked: those of the activities with their names, where there are any."""
    names = dict(zip(ACTIVITY_IDS, activities, strict=False))
    return tuple(
        Field(field.id, field.kind, field.section, names[field.id]) if field.id in names else field
        for field in FIELDS
        if field.id in names or field.id not in ACTIVITY_IDS
    )


def entry_of(draft: Mapping[str, str], written: datetime) -> DiaryEntry:
    """The entry that a draft is.

    Raises:
        KeyError: if it has no score.
        ValueError: if a plain form in it is none.
    """
    lines = {id: tuple(text.split("\n")) if text else () for id, text in draft.items()}
    rated = tuple(_int(draft, id) for id in ACTIVITY_IDS)
    while rated and rated[-1] is None:
        rated = rated[:-1]
    return DiaryEntry(
        written,
        int(draft[PAIN.id]),
        _int(draft, "best"),
        _int(draft, "worst"),
        draft.get(WHERE, ""),
        _one(draft, "side", BodySide),
        _one(draft, "spread", Spread),
        tuple(Quality(word) for word in lines.get("feels", ())),
        _int(draft, "spasms"),
        _int(draft, "spasm-minutes"),
        _int(draft, "stiff"),
        _bool(draft, "tingling"),
        _bool(draft, "weakness"),
        _int(draft, "woken"),
        _bool(draft, "kept-awake"),
        _bool(draft, "all-night"),
        lines.get("eased", ()),
        lines.get("worse", ()),
        _int(draft, "heat"),
        _int(draft, "cold"),
        _int(draft, "walks"),
        _bool(draft, "painkiller"),
        tuple(_medicine(text) for text in lines.get("medicine", ())),
        rated,
        draft.get("note", ""),
    )


def draft_of(entry: DiaryEntry) -> dict[str, str]:
    """The draft that an entry was made of; what is left out is not in it."""
    told: dict[str, str | int | bool | Enum | tuple[str, ...] | None] = {
        PAIN.id: entry.now,
        "worst": entry.worst,
        "best": entry.best,
        WHERE: entry.site,
        "side": entry.side,
        "spread": entry.spread,
        "feels": tuple(quality.value for quality in entry.qualities),
        "spasms": entry.spasms,
        "spasm-minutes": entry.spasm_minutes,
        "stiff": entry.stiff_minutes,
        "tingling": entry.tingling,
        "weakness": entry.weakness,
        "woken": entry.woken,
        "kept-awake": entry.kept_awake,
        "all-night": entry.all_night,
        "eased": entry.eased,
        "worse": entry.worsened,
        "heat": entry.heat,
        "cold": entry.cold,
        "walks": entry.walks,
        "painkiller": entry.painkiller,
        "medicine": tuple(
            f"{one.name}: {one.effect}" if one.effect else one.name for one in entry.medicines
        ),
        **dict(zip(ACTIVITY_IDS, entry.activities, strict=False)),
        "note": entry.notes,
    }
    return {id: _plain(value) for id, value in told.items() if _plain(value)}


def _plain(value: str | int | bool | Enum | tuple[str, ...] | None) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "y" if value else "n"
        case tuple():
            return "\n".join(value)
        case Enum():
            return str(value.value)
        case _:
            return str(value)


def _medicine(text: str) -> Medicine:
    name, _, effect = text.partition(":")
    return Medicine(name.strip(), effect.strip())


def _int(draft: Mapping[str, str], id: str) -> int | None:
    return int(draft[id]) if draft.get(id) else None


def _bool(draft: Mapping[str, str], id: str) -> bool | None:
    return draft[id] == "y" if draft.get(id) else None


def _one(draft: Mapping[str, str], id: str, kind: Callable[[str], E]) -> E | None:
    return kind(draft[id]) if draft.get(id) else None
