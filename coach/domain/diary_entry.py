"""What the person writes down about their back outside a session.

Everything but the score may be left out: ``None``, an empty text and an empty tuple stand for what
is unknown, which is not the same as no, or zero. The fields are those that a doctor asks for
(clinical reference, E).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Final

ACTIVITIES: Final = 3
"""Activities of one's own that are rated from day to day."""
LONGEST_TEXT: Final = 2_000
"""Characters of a text that somebody types."""


class Quality(Enum):
    """How pain feels."""

    ACHE = "ache"
    SHARP = "sharp"
    BURNING = "burning"
    CRAMP = "cramp"
    ELECTRIC = "electric"


class Spread(Enum):
    """How far down it goes."""

    NONE = "none"
    BUTTOCK = "buttock"
    THIGH = "thigh"
    BELOW_KNEE = "below-knee"
    BOTH = "both"
    """Down both legs."""


class BodySide(Enum):
    """The side on which it is worse."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Medicine:
    """A medicine as the person typed it, and what it did."""

    name: str
    effect: str = ""


@dataclass(frozen=True, slots=True)
class DiaryEntry:
    """One entry. ``now``, ``best`` and ``worst`` are scores, 0 to 10, of this day.

    ``site`` is the id of a region of the body map. ``spasms`` are counted for a day, and
    ``spasm_minutes`` is how long one lasts. ``stiff_minutes`` is how long the back is stiff in
    the morning. ``tingling`` and ``weakness`` mean in a leg, and new. ``woken`` is how often pain
    woke the person in the night before, ``kept_awake`` whether it prevented sleep, ``all_night``
    whether it was there without a pause. ``heat``, ``cold`` and ``walks`` count times on this
    day. ``activities`` rates the three of the :class:`EpisodeFacts` that were told last before
    it, 0 (no trouble) to 10 (can't).

    Raises:
        ValueError: if a score is not 0 to 10, a count is negative, or a text is too long.
    """

    written: datetime
    now: int
    best: int | None = None
    worst: int | None = None
    site: str = ""
    side: BodySide | None = None
    spread: Spread | None = None
    qualities: tuple[Quality, ...] = ()
    spasms: int | None = None
    spasm_minutes: int | None = None
    stiff_minutes: int | None = None
    tingling: bool | None = None
    weakness: bool | None = None
    woken: int | None = None
    kept_awake: bool | None = None
    all_night: bool | None = None
    eased: tuple[str, ...] = ()
    worsened: tuple[str, ...] = ()
    heat: int | None = None
    cold: int | None = None
    walks: int | None = None
    painkiller: bool | None = None
    medicines: tuple[Medicine, ...] = ()
    activities: tuple[int | None, ...] = ()
    notes: str = ""

    def __post_init__(self) -> None:
        for score in (self.now, self.best, self.worst, *self.activities):
            if score is not None and not 0 <= score <= 10:
                raise ValueError(f"a score runs from 0 to 10: {score}")
        counts = (self.spasms, self.spasm_minutes, self.stiff_minutes, self.woken)
        for count in (*counts, self.heat, self.cold, self.walks):
            if count is not None and count < 0:
                raise ValueError(f"a number of times or minutes is 0 or more: {count}")
        if len(self.activities) > ACTIVITIES:
            raise ValueError(f"there are {ACTIVITIES} activities at most")
        typed = (*self.eased, *self.worsened, self.notes)
        named = (text for one in self.medicines for text in (one.name, one.effect))
        for text in (*typed, *named):
            if len(text) > LONGEST_TEXT:
                raise ValueError(f"a text has {LONGEST_TEXT} characters at most")

    @property
    def disturbed(self) -> bool | None:
        """Whether pain woke the person or prevented sleep; ``None`` where nothing is said of it."""
        if self.woken is None and self.kept_awake is None and self.all_night is None:
            return None
        return bool(self.woken or self.kept_awake or self.all_night)

    @property
    def leg(self) -> bool:
        """Whether a new leg symptom was noted."""
        return bool(self.tingling or self.weakness)


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry of the record, with its id."""

    id: str
    entry: DiaryEntry


@dataclass(frozen=True, slots=True)
class EpisodeFacts:
    """What is asked once about this episode, in the person's own words.

    ``began`` is its first day, ``about`` says that it is not exact. ``activities`` are the three
    things that are rated in the entries.
    """

    written: datetime
    began: date | None = None
    about: bool = False
    suddenly: bool | None = None
    doing: str = ""
    injury: bool | None = None
    injuries: str = ""
    medicines: str = ""
    allergies: str = ""
    history: str = ""
    activities: tuple[str, ...] = ()
    goal: str = ""
    questions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.activities) > ACTIVITIES:
            raise ValueError(f"there are {ACTIVITIES} activities at most")


@dataclass(frozen=True, slots=True)
class KeptFacts:
    """What was said of an episode, with its id.

    An entry with a greater id was noted after it, for whatever day.
    """

    id: str
    facts: EpisodeFacts
