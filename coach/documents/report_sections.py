"""The page for the doctor in words: its sections in the order of the clinical reference (E)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from coach.documents.report import (
    Began,
    Changes,
    Counted,
    Nights,
    Pattern,
    Place,
    Remedies,
    Report,
    Sign,
    Stopped,
    Tried,
)
from coach.documents.report_text import day_words, listed, short_day, shorten, times
from coach.documents.report_values import (
    NOT_RECORDED,
    entry_words,
    range_words,
    scores_words,
    told_words,
    weeks_words,
)
from coach.domain.body import SITES
from coach.domain.words import capitalised, count_words

LEFT_OUT: Final = "left out by the person"
# Without their commas: they stand in lists.
_SITE_NAMES: Final[Mapping[str, str]] = {site.id: site.name.replace(",", "") for site in SITES}
_SPREAD: Final[Mapping[str, str]] = {
    "none": "it stays in the back",
    "buttock": "to a buttock",
    "thigh": "to a thigh",
    "below-knee": "below a knee",
    "both": "down both legs",
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many things of a list are named, and how long a text of a person may be."""

    items: int = 1_000_000
    text: int = 1_000_000


WHOLE: Final = Bounds()
"""Everything, where there is room for it."""
PAPER: Final = Bounds(items=3, text=150)
"""As much as has room on one page, together with everything else."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a section; ``label`` is empty where the text needs none."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page. ``name`` is the one by which it is left out, empty where it can't be."""

    name: str
    title: str
    lines: tuple[Line, ...]


def sections(report: Report, bounds: Bounds = WHOLE) -> tuple[Section, ...]:
    """Every section of the page but those that were left out.

    One in which nothing is known says so. That warning answers were left out is said in place of
    them, so that nobody takes it for a no.
    """
    words = _Words(bounds)
    found = [Section("", "Summary", tuple(words.summary(report)))]
    for name, title, part, lines in words.parts(report):
        if part is not None:
            written = tuple(lines()) or (Line("", NOT_RECORDED),)
            found.append(Section(name, title, written))
        elif name == "warnings":
            found.append(Section(name, title, (Line("", LEFT_OUT),)))
    return tuple(found)


_Lines = Iterator[Line]
_Part = tuple[str, str, object, Callable[[], _Lines]]


class _Words:
    """Puts values into words, within bounds."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds

    def parts(self, report: Report) -> Sequence[_Part]:
        """Each part that can be left out: its name, its title, its value and its lines."""
        one = report
        return (
            ("episode", "How it began", one.began, partial(self._episode, one, one.began)),
            ("warnings", "Warning questions", one.signs, partial(self._signs, one)),
            ("where", "Where", one.place, partial(self._place, one.place)),
            ("pattern", "Pattern", one.pattern, partial(self._pattern, one.pattern)),
            ("changes", "Worse and better", one.changes, partial(self._changes, one.changes)),
            ("sleep", "Sleep", one.nights, partial(self._nights, one.nights)),
            (
                *("activities", "Activities, 0 (no trouble) to 10 (can't)", one.activities),
                partial(self._activities, one),
            ),
            ("tried", "Tried so far", one.tried, partial(self._tried, one.tried)),
            ("medicines", "Medicines, as typed", one.remedies, partial(self._taken, one.remedies)),
            ("allergies", "Allergies", one.allergies, partial(self._typed, one.allergies)),
            ("past", "History", one.past, partial(self._typed, one.past)),
            ("notes", "Notes", one.notes, partial(self._notes, one)),
            (
                *("questions", "My questions", one.questions),
                partial(self._numbered, one.questions or ()),
            ),
            ("goal", "My goal", one.goal, partial(self._typed, one.goal)),
        )

    def summary(self, report: Report) -> _Lines:
        """Two lines: where and how bad, and the last two weeks."""
        pain = report.pain
        scored = f"a score on {report.scored} of {count_words(report.length, 'day')}"
        place = report.place
        sites = [_SITE_NAMES.get(one.text, one.text) for one in place.sites] if place else []
        where = [listed(sites, 2)] if sites else []
        yield Line("", capitalised("; ".join([*where, scored, *scores_words(pain)])))
        yield Line("", capitalised("; ".join(weeks_words(pain))))

    def _episode(self, report: Report, began: Began | None) -> _Lines:
        if began is None:
            return
        on = "when is not recorded"
        if began.on is not None:
            on = f"{'about ' if began.about else ''}{day_words(began.on)}"
        how = {True: ["suddenly"], False: ["gradually"], None: []}[began.suddenly]
        doing = [f"while: {self._cut(began.doing)}"] if began.doing else []
        yield Line("Began", ", ".join([on, *how, *doing]))
        if began.on is not None and began.on <= report.last:
            yield Line("Day", f"{(report.last - began.on).days + 1}, on {day_words(report.last)}")
        if began.seen is not None:
            yield Line("First score of 2 or more in it", day_words(began.seen.begun))
        if began.episodes:
            yield Line("Recorded in 12 months", count_words(began.episodes, "episode"))
        if began.injury is not None:
            yield Line("Injury before it", "yes" if began.injury else "no")
        if began.injuries:
            yield Line("Earlier injuries", self._cut(began.injuries))

    def _signs(self, report: Report) -> _Lines:
        signs = report.signs
        if signs is None:
            return
        shown = signs.answers[: 2 * self._bounds.items]
        yield from (Line(f"{one.number}", self._sign(one)) for one in shown)
        if more := len(signs.answers) - len(shown):
            yield Line("", f"and {more} more")
        if signs.left_out:
            yield Line("", f"{count_words(signs.left_out, 'answer')} {LEFT_OUT}")
        if signs.answers or signs.left_out:
            return
        if signs.asked is None:
            yield Line("", "not asked so far")
        elif signs.asked < report.first:
            yield Line("", f"not asked in this period; none reported on {day_words(signs.asked)}")
        else:
            yield Line("", f"none reported on {day_words(signs.asked)}")

    def _sign(self, sign: Sign) -> str:
        since = "".join(f"; {one.words}, {day_words(one.day)}" for one in sign.since[-2:])
        question = shorten(sign.question, max(self._bounds.text, 150))
        asked = day_words(sign.asked.date())
        said = "Yes, or not sure" if sign.answered else "Noted"
        return f"{question} {said}: {asked} ({sign.level.word}){since}"

    def _place(self, place: Place | None) -> _Lines:
        if place is None:
            return
        if place.sites:
            yield Line("Place", self._days(place.sites, _SITE_NAMES))
        if place.sides:
            yield Line("Side", self._days(place.sides, {}))
        if place.spread:
            yield Line("Spread", self._days(place.spread, _SPREAD))

    def _pattern(self, pattern: Pattern | None) -> _Lines:
        if pattern is None:
            return
        if pattern.qualities:
            yield Line("Feels like", self._days(pattern.qualities, {}))
        for label, found, unit in (
            ("Spasms a day", pattern.spasms, ""),
            ("A spasm lasts", pattern.spasm_minutes, "min"),
            ("Stiff in the morning", pattern.stiff_minutes, "min"),
        ):
            if found is not None:
                yield Line(label, range_words(found, unit))
        for label, told in (
            ("New tingling or numbness", pattern.tingling),
            ("New weakness", pattern.weakness),
        ):
            if told is not None:
                yield Line(label, told_words(told))

    def _changes(self, changes: Changes | None) -> _Lines:
        if changes is None:
            return
        if changes.worsened:
            yield Line("Worse with", self._days(changes.worsened, {}))
        if changes.eased:
            yield Line("Better with", self._days(changes.eased, {}))

    def _nights(self, nights: Nights | None) -> _Lines:
        if nights is None:
            return
        if nights.told:
            yield Line("Pain disturbed", f"{nights.disturbed} of {nights.told} nights")
        if nights.woken is not None:
            yield Line("Woken a night", range_words(nights.woken, ""))

    def _activities(self, report: Report) -> _Lines:
        activities = report.activities or ()
        shown = activities[: 2 * self._bounds.items]
        for one in shown:
            rated = (
                f"first {one.first}, last {one.last} ({entry_words(one.entries)})"
                if one.entries
                else NOT_RECORDED
            )
            yield Line(self._cut(one.name), rated)
        if more := len(activities) - len(shown):
            yield Line("", f"and {more} more")

    def _tried(self, tried: Tried | None) -> _Lines:
        if tried is None:
            return
        if tried.sessions:
            yield Line("Sessions", f"{tried.sessions}, {tried.minutes} minutes in all")
            colours = [
                f"{count} {colour.value if colour else 'without a colour'}"
                for colour, count in tried.colours
                if count
            ]
            yield Line("By colour", ", ".join(colours))
            outcomes = [f"{count} {end}" for end, count in tried.outcomes if count]
            yield Line("By their end", ", ".join(outcomes))
        for stop in tried.stops[: self._bounds.items]:
            yield Line(f"Stopped {short_day(stop.day)}", self._stop(stop))
        if len(tried.stops) > self._bounds.items:
            yield Line("", f"and {len(tried.stops) - self._bounds.items} more stops")
        counts = (("heat", tried.heat), ("cold", tried.cold), ("walks", tried.walks))
        told = [f"{name} {times(count)}" for name, count in counts if count is not None]
        if told:
            yield Line("From the diary", ", ".join(told))

    def _stop(self, stop: Stopped) -> str:
        side = [f"{stop.side} side"] if stop.side else []
        rep = [f"rep {stop.rep}"] if stop.rep else []
        why = [self._cut(stop.reason)] if stop.reason else []
        return ", ".join([self._cut(stop.what), *side, *rep, *why])

    def _taken(self, taken: Remedies | None) -> _Lines:
        if taken is None:
            return
        if taken.typed:
            yield Line("For this episode", self._cut(taken.typed))
        for one in taken.taken[: self._bounds.items]:
            effects = listed([self._cut(effect) for effect in one.effects], 2)
            on = f"on {count_words(one.days, 'day')}"
            yield Line(self._cut(one.name), f"{on}: {effects}" if effects else on)
        if len(taken.taken) > self._bounds.items:
            yield Line("", f"and {len(taken.taken) - self._bounds.items} more")
        if taken.for_pain is not None:
            yield Line("Something taken for the pain", told_words(taken.for_pain))

    def _typed(self, text: str | None) -> _Lines:
        if text:
            yield Line("", self._cut(text))

    def _notes(self, report: Report) -> _Lines:
        notes = report.notes or ()
        for note in notes[: self._bounds.items]:
            yield Line(short_day(note.day), self._cut(note.text))
        if len(notes) > self._bounds.items:
            yield Line("", f"and {len(notes) - self._bounds.items} more")

    def _numbered(self, texts: Sequence[str]) -> _Lines:
        for number, text in enumerate(texts[: self._bounds.items], start=1):
            yield Line(f"{number}", self._cut(text))
        if len(texts) > self._bounds.items:
            yield Line("", f"and {len(texts) - self._bounds.items} more")

    def _days(self, counted: Sequence[Counted], names: Mapping[str, str]) -> str:
        """Each thing with its days."""
        texts = [
            f"{self._cut(names.get(one.text, one.text))} ({count_words(one.days, 'day')})"
            for one in counted
        ]
        return listed(texts, self._bounds.items)

    def _cut(self, text: str) -> str:
        return shorten(text, self._bounds.text)
