"""What the diary knows of each day, and the episodes of pain that follow from it.

A day without a record is unknown, not zero (clinical reference, B, diary rules). An episode begins
at the first score of 2 or more. It ends when enough quiet days are recorded, or when the person
says that the pain is another one. Scores run from 0 (none) to 10 (worst imaginable).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

EPISODE_PAIN: Final = 2
"""Score from which a day belongs to an episode; below it a day is quiet (diary rules)."""
QUIET_DAYS: Final = 14
"""Whole days without a score of an episode, after which it can have ended (diary rules)."""
QUIET_SCORES: Final = 4
"""Scores that have to be recorded in those days; fewer don't tell how they were (diary rules)."""

WEEK: Final = 7
"""Days of a week; the newest week ends with today (diary rules)."""
WEEK_DAYS: Final = 4
"""Scored days without which a week has no mean (diary rules, row "worse")."""


@dataclass(frozen=True, slots=True)
class Day:
    """What is known of one day; a day without a record is unknown, not zero.

    ``scores`` run from 0 to 10, in the order in which they were given. ``site`` is the id of a
    region of the body map, empty where it is unknown. ``disturbed`` says whether pain woke the
    person or prevented sleep in the night before, ``constant`` whether it was there all that
    night, ``leg`` whether a new leg symptom was noted, ``painkiller`` whether one was taken.
    ``peak`` is the worst of the day, 0 to 10, where it was told besides the scores. ``None``
    stands for what is not recorded.
    """

    date: date
    scores: tuple[int, ...] = ()
    site: str = ""
    disturbed: bool | None = None
    constant: bool = False
    leg: bool = False
    painkiller: bool | None = None
    peak: int | None = None

    def __post_init__(self) -> None:
        for score in self._all:
            if not 0 <= score <= 10:
                raise ValueError(f"a score runs from 0 to 10: {score}")

    @property
    def _all(self) -> tuple[int, ...]:
        return self.scores if self.peak is None else (*self.scores, self.peak)

    @property
    def worst(self) -> int | None:
        """The highest score of the day, 0 to 10; ``None`` without a score."""
        return max(self._all, default=None)

    @property
    def mean(self) -> float | None:
        """The mean of the day's scores, 0 to 10; ``None`` without a score."""
        return sum(self.scores) / len(self.scores) if self.scores else None

    @property
    def bad_night(self) -> bool | None:
        """Whether pain spoiled the night before; pain that was there all night did."""
        return True if self.constant else self.disturbed

    @property
    def noted(self) -> bool:
        """Whether anything at all is recorded of this day."""
        return self != Day(self.date)


@dataclass(frozen=True, slots=True)
class Record:
    """The days of a diary, ordered by date, one for each date; :meth:`of` makes one of any days.

    ``new_episodes`` are the dates on which the person said that it is another episode.
    """

    days: tuple[Day, ...]
    new_episodes: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        dates = [day.date for day in self.days]
        if dates != sorted(set(dates)):
            raise ValueError("the days of a record are ordered by date, one for each date")

    @classmethod
    def of(cls, days: Iterable[Day], new_episodes: Iterable[date] = ()) -> "Record":
        """A record of ``days`` in any order. Those of one date are merged as they come."""
        merged: dict[date, Day] = {}
        for day in days:
            earlier = merged.get(day.date)
            merged[day.date] = _merge(earlier, day) if earlier else day
        return cls(tuple(merged[at] for at in sorted(merged)), frozenset(new_episodes))

    def until(self, today: date) -> tuple[Day, ...]:
        """The days up to ``today``. Later ones come from a wrong clock: they don't count."""
        return tuple(day for day in self.days if day.date <= today)


@dataclass(frozen=True, slots=True)
class Episode:
    """A stretch of pain at one place.

    ``begun`` is its first day and ``last`` its newest day with a score of 2 or more. ``ended``
    says whether it is over. ``site`` is the first place noted in it, empty where none is.
    """

    begun: date
    last: date
    ended: bool
    site: str

    def day(self, today: date) -> int:
        """Which day of the episode ``today`` is; the first is day 1."""
        return (today - self.begun).days + 1

    def lost_sight_of(self, today: date) -> bool:
        """Whether it can have ended unseen: the quiet days have passed, with too few scores.

        Until the person has said whether it is still the same, nobody knows how long it lasts.
        """
        return not self.ended and _between(self.last, today) >= QUIET_DAYS


def episodes(record: Record, today: date) -> tuple[Episode, ...]:
    """Every episode up to ``today``, in order. Only the last one can still go on.

    A date in ``new_episodes`` closes the episode before it. Another begins at the first score
    of 2 or more from that date on, which is that date unless its score was taken back.
    """
    days = record.until(today)
    spans: list[tuple[date, date]] = []
    for day in days:
        if day.worst is None or day.worst < EPISODE_PAIN:
            continue
        if spans and not _parted(record, spans[-1][1], day.date):
            spans[-1] = (spans[-1][0], day.date)
        else:
            spans.append((day.date, day.date))
    return tuple(
        Episode(
            begun,
            last,
            ended=(begun, last) != spans[-1] or _parted(record, last, today),
            site=next((day.site for day in days if begun <= day.date <= last and day.site), ""),
        )
        for begun, last in spans
    )


def current_episode(record: Record, today: date) -> Episode | None:
    """The episode that has not ended; ``None`` where there is none."""
    newest = episodes(record, today)[-1:]
    return newest[0] if newest and not newest[0].ended else None


def asks_whether_same(record: Record, today: date, score: int) -> bool:
    """Whether a new ``score`` of ``today`` needs the question "is it the same episode?".

    The reference asks "at a new score of 2 or more after a gap without records". The gap is as
    long as an episode needs to end: 14 whole days in which fewer than 4 scores are recorded.
    """
    episode = current_episode(record, today)
    return episode is not None and score >= EPISODE_PAIN and episode.lost_sight_of(today)


def week_mean(record: Record, today: date, ago: int) -> float | None:
    """The mean score of the week that ended ``ago`` weeks before today, 0 to 10.

    It is the mean of its days' means: a day with many scores weighs no more than another.
    ``None`` where fewer than 4 of its days have a score.
    """
    means = [
        day.mean
        for day in record.until(today)
        if day.mean is not None and (today - day.date).days // WEEK == ago
    ]
    return sum(means) / len(means) if len(means) >= WEEK_DAYS else None


def running(days: Sequence[Day], holds: Callable[[Day], bool]) -> int:
    """On how many dates in a row up to the last of ``days`` something holds.

    ``days`` are ordered by date. A date that is not among them breaks the run.
    """
    count = 0
    for day in reversed(days):
        if not holds(day) or (days[-1].date - day.date).days != count:
            break
        count += 1
    return count


def _between(earlier: date, later: date) -> int:
    """The whole days between two dates, both left out."""
    return (later - earlier).days - 1


def _parted(record: Record, last: date, until: date) -> bool:
    """Whether the episode with its newest pain on ``last`` was over before a score on ``until``.

    There is no score of 2 or more between the two. A day counts as quiet once it has passed. The
    4 scores are those of 14 days in a row; several of one day count each.
    """
    if any(last < said <= until for said in record.new_episodes):
        return True
    after = bisect_right(record.days, last, key=_date)
    before = bisect_left(record.days, until, lo=after, key=_date)
    offsets = [(day.date - last).days for day in record.days[after:before] for _ in day.scores]
    ends = (QUIET_DAYS, *(offset for offset in offsets if offset > QUIET_DAYS))
    return any(
        end <= _between(last, until)
        and sum(end - QUIET_DAYS < offset <= end for offset in offsets) >= QUIET_SCORES
        for end in ends
    )


def _date(day: Day) -> date:
    return day.date


def _merge(earlier: Day, later: Day) -> Day:
    """Two records of one date: everything that either knows, the later place."""
    return Day(
        earlier.date,
        earlier.scores + later.scores,
        later.site or earlier.site,
        _either(earlier.disturbed, later.disturbed),
        earlier.constant or later.constant,
        earlier.leg or later.leg,
        _either(earlier.painkiller, later.painkiller),
        max((day.peak for day in (earlier, later) if day.peak is not None), default=None),
    )


def _either(one: bool | None, other: bool | None) -> bool | None:
    """Yes if one of them is, unknown if both are."""
    return other if one is None else one or bool(other)
