"""The page for the doctor, as values: what was recorded in a period, and nothing read into it.

Every format is written from a :class:`Report`, so that all of them agree. What is unknown is
``None``, an empty text or an empty tuple, never zero. Every text of a person is clean (see
:func:`coach.documents.report_text.clean`) and as long as it was typed.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from coach.domain.episodes import Episode
from coach.domain.overview_lines import DayPain, Given, WeekMean
from coach.domain.safety import Colour
from coach.domain.triage import Level

SELF_REPORTED: Final = "self-reported, not a clinical record"
"""What the page is."""
DEFAULT_DAYS: Final = 28
"""Days of the period where nothing else is asked for (clinical reference, E)."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Something that was noted, and on how many days of the period."""

    text: str
    days: int


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers of the diary: the least, the greatest, and in how many entries one was given."""

    least: int
    most: int
    entries: int


@dataclass(frozen=True, slots=True)
class Told:
    """A yes or no of the diary: in how many entries it was a yes, and in how many it was told."""

    yes: int
    entries: int


@dataclass(frozen=True, slots=True)
class Began:
    """How it began, as the person told it; ``seen`` is the episode that the scores show.

    ``episodes`` counts those that began within the year that ends with the period.
    """

    on: date | None = None
    about: bool = False
    suddenly: bool | None = None
    doing: str = ""
    injury: bool | None = None
    injuries: str = ""
    seen: Episode | None = None
    episodes: int = 0


@dataclass(frozen=True, slots=True)
class Pain:
    """The scores of the period, 0 to 10.

    ``scores`` are all that were given, the oldest first; ``days`` the days that have any, and
    ``series`` those of the 28 days that end with the period. ``best``, ``mean`` and ``worst`` are
    of the period. ``now`` is the newest score.
    """

    scores: tuple[Given, ...] = ()
    days: tuple[DayPain, ...] = ()
    series: tuple[DayPain, ...] = ()
    best: int | None = None
    mean: float | None = None
    worst: int | None = None
    now: Given | None = None
    this_week: WeekMean | None = None
    week_before: WeekMean | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """What was said later of a warning sign."""

    words: str
    day: date


@dataclass(frozen=True, slots=True)
class Sign:
    """A warning question that was answered with yes, or with not sure where that counts as yes.

    ``number`` counts from 1 and stays the same when another one is left out. A doctor-soon line
    is not ``answered`` for certain: the diary's rules leave one, too.
    """

    number: int
    question: str
    level: Level
    asked: datetime
    answered: bool
    since: tuple[Since, ...] = ()


@dataclass(frozen=True, slots=True)
class Signs:
    """The answers to warning questions. ``asked`` is when a list of them was last gone through.

    ``left_out`` counts those that the person left out.
    """

    answers: tuple[Sign, ...] = ()
    asked: date | None = None
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where it hurts: days by the id of the region, by the side and by how far it spreads."""

    sites: tuple[Counted, ...] = ()
    sides: tuple[Counted, ...] = ()
    spread: tuple[Counted, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """How it feels, how often and how long; minutes where they are named."""

    qualities: tuple[Counted, ...] = ()
    spasms: Range | None = None
    spasm_minutes: Range | None = None
    stiff_minutes: Range | None = None
    tingling: Told | None = None
    weakness: Told | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What made it worse, and what eased it, as typed; the most frequent first."""

    worsened: tuple[Counted, ...] = ()
    eased: tuple[Counted, ...] = ()


@dataclass(frozen=True, slots=True)
class Nights:
    """``told`` nights have an answer, pain spoiled ``disturbed`` of them; times woken a night."""

    told: int = 0
    disturbed: int = 0
    woken: Range | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """One of the person's own activities, 0 (no trouble) to 10 (can't), over the period."""

    name: str
    first: int | None = None
    last: int | None = None
    entries: int = 0


@dataclass(frozen=True, slots=True)
class Stopped:
    """An exercise that was stopped because it hurt, or a session that was ended for a reason."""

    day: date
    what: str
    side: str
    rep: int
    reason: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What was done: sessions by colour and by how they ended, and what else the diary counts.

    ``outcomes`` counts the sessions by the word for their end.
    """

    sessions: int = 0
    minutes: int = 0
    colours: tuple[tuple[Colour | None, int], ...] = ()
    outcomes: tuple[tuple[str, int], ...] = ()
    stops: tuple[Stopped, ...] = ()
    heat: int | None = None
    cold: int | None = None
    walks: int | None = None


@dataclass(frozen=True, slots=True)
class Remedy:
    """A medicine as the person typed it, on how many days, and what they said that it did."""

    name: str
    days: int
    effects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remedies:
    """What was taken: ``typed`` for the episode as a whole, ``taken`` from day to day.

    ``for_pain`` says in how many entries something was taken for the pain.
    """

    typed: str = ""
    taken: tuple[Remedy, ...] = ()
    for_pain: Told | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the diary."""

    day: date
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """A period, ``first`` and ``last`` day inclusive, as it was on ``written``.

    A part that is ``None`` was left out by the person; ``left_out`` has the names of all of them.
    """

    first: date
    last: date
    written: datetime
    scored: int
    entries: int
    began: Began | None
    pain: Pain
    signs: Signs | None
    place: Place | None
    pattern: Pattern | None
    changes: Changes | None
    nights: Nights | None
    activities: tuple[Activity, ...] | None
    tried: Tried | None
    remedies: Remedies | None
    allergies: str | None
    past: str | None
    notes: tuple[Note, ...] | None
    questions: tuple[str, ...] | None
    goal: str | None
    left_out: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        """Days of the period."""
        return (self.last - self.first).days + 1

    @property
    def hides_signs(self) -> bool:
        """Whether the person left out a warning answer, or all of them."""
        return self.signs is None or self.signs.left_out > 0
