"""The parts of the page for the doctor, and how any of them is left out."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Final

from coach.documents.report import Report, Tried
from coach.domain.events import Outcome
from coach.domain.safety import Colour
from coach.domain.stop_words import WARNING_SIGN, without_place

STOPPED: Final = "stopped"
"""The end of every session that was stopped, where nobody is told for what."""
_STOPS: Final = frozenset(outcome.value for outcome in Outcome if outcome.is_stop)


def _placeless(report: Report) -> Report:
    """Without the place, which the scores and the reasons of stops name too."""
    scores = tuple(one._replace(site="") for one in report.pain.scores)
    now = report.pain.now and report.pain.now._replace(site="")
    fresh = replace(report, place=None, pain=replace(report.pain, scores=scores, now=now))
    tried = report.tried
    if tried is None:
        return fresh
    stops = tuple(replace(one, reason=without_place(one.reason)) for one in tried.stops)
    return replace(fresh, tried=replace(tried, stops=stops))


def _without_signs(tried: Tried) -> Tried:
    """Without what tells of a warning sign: the colour, the end and the reason of a session.

    A stop for pain is only a stop then, or every other one would have to be for a warning sign.
    """
    outcomes: dict[str, int] = {}
    for end, count in tried.outcomes:
        word = STOPPED if end in _STOPS else end
        outcomes[word] = outcomes.get(word, 0) + count
    colours: dict[Colour | None, int] = {}
    for colour, count in tried.colours:
        known = None if colour is Colour.RED else colour
        colours[known] = colours.get(known, 0) + count
    stops = tuple(
        replace(one, reason="" if one.reason == WARNING_SIGN else one.reason) for one in tried.stops
    )
    return replace(
        tried, outcomes=tuple(outcomes.items()), colours=tuple(colours.items()), stops=stops
    )


PARTS: Final[Mapping[str, Callable[[Report], Report]]] = {
    "episode": lambda report: replace(report, began=None),
    "warnings": lambda report: replace(report, signs=None),
    "where": _placeless,
    "pattern": lambda report: replace(report, pattern=None),
    "changes": lambda report: replace(report, changes=None),
    "sleep": lambda report: replace(report, nights=None),
    "activities": lambda report: replace(report, activities=None),
    "tried": lambda report: replace(report, tried=None),
    "medicines": lambda report: replace(report, remedies=None),
    "allergies": lambda report: replace(report, allergies=None),
    "past": lambda report: replace(report, past=None),
    "notes": lambda report: replace(report, notes=None),
    "questions": lambda report: replace(report, questions=None),
    "goal": lambda report: replace(report, goal=None),
}
"""What can be left out, by the name that is typed, and the report without it."""
WARNING: Final = "warning-"
"""With its number after it the name of a single warning answer."""


class UnknownPartError(Exception):
    """There is no part of this name, in this report."""


def names_of(report: Report) -> tuple[str, ...]:
    """Every name that can be left out of this report."""
    single = (f"{WARNING}{one.number}" for one in report.signs.answers) if report.signs else ()
    return (*PARTS, *single)


def without(report: Report, names: Collection[str]) -> Report:
    """The report with these parts left out, and named as such.

    Raises:
        UnknownPartError: if one of the names is none, with that name.
    """
    known = names_of(report)
    for name in names:
        if name not in known:
            raise UnknownPartError(name)
    fresh = report
    signs = report.signs
    if signs is not None:
        kept = tuple(one for one in signs.answers if f"{WARNING}{one.number}" not in names)
        gone = signs.left_out + len(signs.answers) - len(kept)
        fresh = replace(fresh, signs=replace(signs, answers=kept, left_out=gone))
    left_out = {*report.left_out, *(name for name in names if name in PARTS)}
    for name in left_out:
        fresh = PARTS[name](fresh)
    if fresh.hides_signs and fresh.tried is not None:
        fresh = replace(fresh, tried=_without_signs(fresh.tried))
    return replace(fresh, left_out=tuple(name for name in PARTS if name in left_out))
