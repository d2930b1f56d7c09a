"""Makes the page for the doctor out of what the record says about a period."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from coach.documents.report import (
    Activity,
    Began,
    Changes,
    Counted,
    Nights,
    Note,
    Pain,
    Pattern,
    Place,
    Range,
    Remedies,
    Remedy,
    Report,
    Sign,
    Signs,
    Since,
    Stopped,
    Told,
    Tried,
)
from coach.documents.report_text import clean
from coach.domain.activities import rated_activities
from coach.domain.asking import DoctorLine
from coach.domain.diary_entry import DiaryEntry, EpisodeFacts, KeptFacts
from coach.domain.overview import Overview
from coach.domain.overview_lines import Given
from coach.domain.stop_words import WARNING_SIGN
from coach.domain.triage import Level
from coach.ports.safety_record import PastBar

_CUT_OFF: Final = "cut off"
"""The end of a session that has none."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a page is made of.

    ``scores`` are those of the period, ``told`` is all that was ever said of an episode. ``bars``
    and ``lines`` may reach back before it. ``asked`` are the days on which a list of warning
    questions was gone through. ``answers`` has the words of the answers to a follow-up question by
    their keys, ``names`` those of the exercises by id.
    """

    overview: Overview
    scores: tuple[Given, ...]
    told: tuple[KeptFacts, ...]
    bars: tuple[PastBar, ...]
    lines: tuple[DoctorLine, ...]
    asked: tuple[date, ...]
    answers: Mapping[str, str]
    names: Mapping[str, str]

    @property
    def facts(self) -> EpisodeFacts | None:
        """What was last said of this episode."""
        return self.told[-1].facts if self.told else None


def make_report(material: Material, written: datetime) -> Report:
    """The whole page, with nothing left out."""
    overview, facts = material.overview, material.facts
    entries = [one.entry for one in overview.entries]
    totals = overview.totals
    # A region's id comes out of a file, and maybe out of another computer's.
    given = sorted(material.scores, key=lambda one: (one.when, one.score))
    scores = tuple(one._replace(site=clean(one.site)) for one in given)
    return Report(
        first=overview.first,
        last=overview.last,
        written=written,
        scored=totals.scored,
        entries=totals.entries,
        began=_began(overview, facts),
        pain=Pain(
            scores,
            overview.days,
            overview.series,
            totals.best,
            totals.mean,
            totals.worst,
            scores[-1] if scores else None,
            overview.this_week,
            overview.week_before,
        ),
        signs=_signs(material, written),
        place=_place(scores, entries),
        pattern=_pattern(entries),
        changes=Changes(
            _counted((entry.written.date(), entry.worsened) for entry in entries),
            _counted((entry.written.date(), entry.eased) for entry in entries),
        ),
        nights=Nights(totals.nights, totals.disturbed, _range(entry.woken for entry in entries)),
        activities=_activities(material),
        tried=_tried(material, entries),
        remedies=_remedies(facts, entries),
        allergies=clean(facts.allergies) if facts else "",
        past=clean(facts.history) if facts else "",
        notes=tuple(
            Note(entry.written.date(), text)
            for entry in reversed(entries)
            if (text := clean(entry.notes))
        ),
        questions=tuple(filter(None, map(clean, facts.questions))) if facts else (),
        goal=clean(facts.goal) if facts else "",
    )


def _began(overview: Overview, facts: EpisodeFacts | None) -> Began:
    if facts is None:
        return Began(seen=overview.episode, episodes=overview.episodes)
    return Began(
        facts.began,
        facts.about,
        facts.suddenly,
        clean(facts.doing),
        facts.injury,
        clean(facts.injuries),
        overview.episode,
        overview.episodes,
    )


def _signs(material: Material, written: datetime) -> Signs:
    """Every warning sign of the period, and every older one that still stands.

    The highest level comes first, then the oldest. A doctor-soon line is one of them.
    """
    first, last = material.overview.first, material.overview.last
    found: list[Sign] = []
    for past in material.bars:
        asked = past.bar.asked
        if asked.date() > last or (asked.date() < first and not past.stands):
            continue
        since = tuple(
            Since(material.answers.get(one.answer, clean(one.answer)), one.given.date())
            for one in past.answers
        )
        found.append(Sign(0, clean(past.bar.question), past.bar.level, asked, True, since))
    for line in material.lines:
        asked = line.since
        if asked.date() > last or (asked.date() < first and line.done is not None):
            continue
        seen = (Since("somebody was seen about it", line.done.date()),) if line.done else ()
        found.append(Sign(0, clean(line.question), Level.DOCTOR_SOON, asked, False, seen))
    ordered = sorted(found, key=lambda one: (-one.level, one.asked))
    answers = tuple(replace(one, number=number) for number, one in enumerate(ordered, start=1))
    until = min(last, written.date())
    return Signs(answers, max((day for day in material.asked if day <= until), default=None))


def _place(scores: Iterable[Given], entries: Sequence[DiaryEntry]) -> Place:
    return Place(
        _counted((one.when.date(), (one.site,)) for one in scores),
        _counted((entry.written.date(), (entry.side.value,)) for entry in entries if entry.side),
        _counted(
            (entry.written.date(), (entry.spread.value,)) for entry in entries if entry.spread
        ),
    )


def _pattern(entries: Sequence[DiaryEntry]) -> Pattern:
    return Pattern(
        _counted(
            (entry.written.date(), (one.value for one in entry.qualities)) for entry in entries
        ),
        _range(entry.spasms for entry in entries),
        _range(entry.spasm_minutes for entry in entries),
        _range(entry.stiff_minutes for entry in entries),
        _told(entry.tingling for entry in entries),
        _told(entry.weakness for entry in entries),
    )


def _activities(material: Material) -> tuple[Activity, ...]:
    """Those that are rated now, and then all others that were rated in the period."""
    found = []
    for one in rated_activities(material.overview.entries, material.told):
        given = [score for _, score in one.scores]
        first, last = (given[0], given[-1]) if given else (None, None)
        found.append(Activity(clean(one.name), first, last, len(given)))
    return tuple(found)


def _tried(material: Material, entries: Sequence[DiaryEntry]) -> Tried:
    overview, totals = material.overview, material.overview.totals
    stops = [
        Stopped(
            stop.when.date(),
            clean(material.names.get(stop.exercise, stop.exercise)),
            stop.side.value if stop.side else "",
            stop.rep,
            clean(stop.reason),
        )
        for stop in overview.stops
    ]
    told = {stop.session for stop in overview.stops}
    for line in overview.sessions:
        outcome = line.played.outcome
        if outcome is None or not outcome.is_stop or line.played.id in told:
            continue
        # The question itself stands with the warning answers, where it can be left out.
        why = WARNING_SIGN if outcome.by_warning_sign else clean(line.played.reason)
        stops.append(Stopped(line.day, clean(line.played.title), "", 0, why))
    return Tried(
        totals.sessions,
        round(totals.seconds / 60),
        totals.colours,
        tuple((outcome.value if outcome else _CUT_OFF, n) for outcome, n in totals.outcomes),
        tuple(sorted(stops, key=lambda stop: stop.day, reverse=True)),
        _sum(totals.heat, (entry.heat for entry in entries)),
        _sum(totals.cold, (entry.cold for entry in entries)),
        _sum(totals.walks, (entry.walks for entry in entries)),
    )


def _remedies(facts: EpisodeFacts | None, entries: Sequence[DiaryEntry]) -> Remedies:
    days: defaultdict[str, set[date]] = defaultdict(set)
    effects: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for entry in entries:
        for one in entry.medicines:
            if name := clean(one.name):
                days[name].add(entry.written.date())
                effects[name] |= {effect: None for effect in (clean(one.effect),) if effect}
    taken = (Remedy(name, len(on), tuple(effects[name])) for name, on in days.items())
    return Remedies(
        clean(facts.medicines) if facts else "",
        tuple(sorted(taken, key=lambda one: (-one.days, one.name))),
        _told(entry.painkiller for entry in entries),
    )


# Counting


def _counted(noted: Iterable[tuple[date, Iterable[str]]]) -> tuple[Counted, ...]:
    """On how many days each text was noted, however it was written; the most frequent first."""
    days: defaultdict[str, set[date]] = defaultdict(set)
    written: dict[str, str] = {}
    for day, texts in noted:
        for text in filter(None, map(clean, texts)):
            days[written.setdefault(text.casefold(), text)].add(day)
    counted = (Counted(text, len(on)) for text, on in days.items())
    return tuple(sorted(counted, key=lambda one: (-one.days, one.text)))


def _range(values: Iterable[int | None]) -> Range | None:
    told = [value for value in values if value is not None]
    return Range(min(told), max(told), len(told)) if told else None


def _told(values: Iterable[bool | None]) -> Told | None:
    told = [value for value in values if value is not None]
    return Told(sum(told), len(told)) if told else None


def _sum(total: int, values: Iterable[int | None]) -> int | None:
    """The total, where any of the values is known."""
    return total if any(value is not None for value in values) else None
