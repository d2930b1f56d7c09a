"""The page for the doctor as a Bundle of FHIR R4, of the type ``collection``.

An Observation for each score (LOINC 72514-3), one for each day with a score, a
QuestionnaireResponse with the answers to warning questions, and one with everything else in words.
The Patient has no identity: whoever takes the bundle in knows whom it is from. No resource has a
narrative, so that nothing that a person typed can be markup.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Final

from coach.documents.report import SELF_REPORTED, Report, Sign
from coach.documents.report_json import Value
from coach.documents.report_sections import Line, Section, sections
from coach.documents.report_text import day_words
from coach.documents.report_words import TITLE, closing_words
from coach.domain.overview_lines import DayPain, Given

LOINC: Final = "http://loinc.org"
PAIN: Final = "72514-3"
"""Pain severity, 0 to 10, verbal numeric rating, as reported."""
_UCUM: Final = "http://unitsofmeasure.org"
_CATEGORY: Final = "http://terminology.hl7.org/CodeSystem/observation-category"
_WHO: Final = "patient"
_WARNINGS: Final = "warnings"
_PERSON: Final = "the person who kept the diary"
_ANSWERED: Final = "Answered with yes, or with not sure where that counts as yes"
_NOTED: Final = "Answered with yes, or noted from the diary"

Resource = dict[str, Value]


def report_fhir(report: Report) -> Resource:
    """The whole report as a resource ``Bundle``."""
    written = report.written.isoformat(timespec="seconds")
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": written,
        "entry": [
            {"fullUrl": _urn(report, name), "resource": resource}
            for name, resource in _resources(report, written)
        ],
    }


def _urn(report: Report, name: str) -> str:
    """A name that is the same for the same report, and for no other."""
    seed = f"{report.first} {report.last} {report.written.isoformat()} {name}"
    digest = bytearray(sha256(seed.encode()).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x80  # version 8: made in a way of one's own
    digest[8] = digest[8] & 0x3F | 0x80
    whole = digest.hex()
    parts = (whole[:8], whole[8:12], whole[12:16], whole[16:20], whole[20:])
    return f"urn:uuid:{'-'.join(parts)}"


def _resources(report: Report, written: str) -> Iterator[tuple[str, Resource]]:
    who: Value = {"reference": _urn(report, _WHO), "display": _PERSON}
    yield _WHO, {"resourceType": "Patient"}
    for number, score in enumerate(report.pain.scores):
        yield f"score-{number}", _score(score, who)
    for day in report.pain.days:
        yield f"day-{day.day}", _day(day, who)
    if report.signs is not None:
        items = [_sign(sign) for sign in report.signs.answers]
        if report.signs.left_out or not items:
            items.append(_group(_section(report, _WARNINGS), "unanswered"))
        yield _WARNINGS, _response("Warning questions", items, who, written)
    rest = [one for one in sections(report) if one.name != _WARNINGS or report.signs is None]
    meant = tuple(Line("", words) for words in closing_words(report))
    rest.append(Section("closing", "About this page", meant))
    groups = [_group(one, one.name or "summary") for one in rest]
    period = f"{TITLE}, {day_words(report.first)} to {day_words(report.last)}"
    yield "diary", _response(period, groups, who, written)


def _section(report: Report, name: str) -> Section:
    return next(one for one in sections(report) if one.name == name)


def _score(given: Given, who: Value) -> Resource:
    coding: Value = {"system": LOINC, "code": PAIN, "display": _DISPLAY}
    code: Value = {"coding": [coding], "text": "Pain severity, 0 to 10"}
    when = given.when.isoformat(timespec="seconds")
    return {**_observation(code, when, who), "valueQuantity": _quantity(given.score)}


_DISPLAY: Final = "Pain severity - 0-10 verbal numeric rating [Score] - Reported"


def _day(day: DayPain, who: Value) -> Resource:
    """What is known of a day as a whole; a diary entry may name a worst beside the scores."""
    values: Mapping[str, float] = {"lowest": day.best, "average": day.mean, "worst": day.worst}
    return {
        **_observation({"text": "Pain of a day, 0 to 10"}, day.day.isoformat(), who),
        "component": [
            {"code": {"text": name}, "valueQuantity": _quantity(value)}
            for name, value in values.items()
        ],
    }


def _observation(code: Value, when: str, who: Value) -> Resource:
    category: Value = {"system": _CATEGORY, "code": "survey", "display": "Survey"}
    return {
        "resourceType": "Observation",
        "status": "final",
        "category": [{"coding": [category]}],
        "code": code,
        "subject": who,
        "effectiveDateTime": when,
        "performer": [who],
    }


def _quantity(value: float) -> Value:
    return {"value": value, "unit": "score 0 to 10", "system": _UCUM, "code": "{score}"}


def _response(title: str, items: list[Value], who: Value, written: str) -> Resource:
    """Answers as the person gave them; ``title`` says to what."""
    return {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "subject": who,
        "authored": written,
        "author": who,
        "source": who,
        "item": [{"linkId": "title", "text": f"{title} ({SELF_REPORTED})", "item": items}],
    }


def _sign(sign: Sign) -> Value:
    """A question that was answered with yes: how urgent it is, when it was asked, what followed."""
    id = f"warning-{sign.number}"
    inner: list[Value] = [
        _item(f"{id}.level", "How soon to see somebody", {"valueString": sign.level.word}),
        _item(
            f"{id}.asked",
            _ANSWERED if sign.answered else _NOTED,
            {"valueDateTime": sign.asked.isoformat(timespec="seconds")},
        ),
    ]
    inner += [
        _item(f"{id}.since-{at}", f"Said on {since.day}", {"valueString": since.words})
        for at, since in enumerate(sign.since, start=1)
    ]
    answer: Resource = {"valueBoolean": True} if sign.answered else {"valueString": "noted"}
    return {
        "linkId": id,
        "text": sign.question,
        "answer": [{**answer, "item": inner}],
    }


def _group(section: Section, name: str) -> Value:
    return {
        "linkId": name,
        "text": section.title,
        "item": [
            _item(f"{name}.{at}", line.label, {"valueString": line.text})
            for at, line in enumerate(section.lines, start=1)
        ],
    }


def _item(id: str, text: str, answer: Value) -> Value:
    item: Resource = {"linkId": id, "answer": [answer]}
    return {**item, "text": text} if text else item
