"""The page for the doctor: what was recorded, the same in every form, and nothing read into it."""

import json
import re
from datetime import date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any, Final

import pytest
from fhir.resources.R4B.bundle import Bundle
from jsonschema import Draft202012Validator

import coach.documents.report_json
from coach.adapters.store import MemoryStore
from coach.adapters.store.export import history_json
from coach.documents.report import Report
from coach.documents.report_fhir import LOINC, PAIN, report_fhir
from coach.documents.report_html import report_html
from coach.documents.report_json import report_json
from coach.documents.report_markdown import report_markdown
from coach.documents.report_parts import PARTS, UnknownPartError, names_of, without
from coach.documents.report_reading import read_report
from coach.domain.body import SITES, Site
from coach.domain.diary_entry import DiaryEntry, EpisodeFacts
from coach.domain.dose import Sides
from coach.domain.events import Outcome
from coach.domain.exercise_record import ExerciseDone
from coach.domain.safety import Colour
from coach.domain.stop_words import IT_HURT, LEG_HURT, WARNING_SIGN, where_and_how
from coach.domain.triage import Level
from coach.player.overview import read_overview
from coach.ports.journal import Journal, SessionBegun, SessionEnd, Standing
from tests.adapters.store.samples import timeline
from tests.documents.test_card import text_of
from tests.player.house import content
from tests.records import EPISODE, LAST, ZONE, a_month

NAMES: Final = {"bridge": "Hip raise"}
SCHEMA: Final = Path(coach.documents.report_json.__file__).with_name("report.schema.json")
FIRST_DAY: Final = (LAST - timedelta(days=27)).date()
LAST_DAY: Final = LAST.date()


def report_of(
    store: MemoryStore,
    *,
    first: date = FIRST_DAY,
    last: date = LAST_DAY,
    written: datetime = LAST,
) -> Report:
    return read_report(store, content(), NAMES, first=first, last=last, written=written)


def a_store(fill: bool = True) -> MemoryStore:
    store = MemoryStore()
    if fill:
        a_month(store)
    return store


MONTH: Final = report_of(a_store())
NOTHING: Final = report_of(a_store(fill=False))


def schema() -> Any:
    return json.loads(SCHEMA.read_text(encoding="utf-8"))


def bundle(report: Report) -> Any:
    """The bundle as another program gets it; one that is not as FHIR wants it is refused."""
    written = json.dumps(report_fhir(report))
    Bundle.model_validate_json(written)
    return json.loads(written)


def resources(report: Report, kind: str) -> list[Any]:
    found = [entry["resource"] for entry in bundle(report)["entry"]]
    return [one for one in found if one["resourceType"] == kind]


def scores_of(report: Report) -> list[Any]:
    coded = [one for one in resources(report, "Observation") if "coding" in one["code"]]
    assert {one["code"]["coding"][0]["code"] for one in coded} <= {PAIN}
    return coded


def days_of(report: Report) -> list[Any]:
    return [one for one in resources(report, "Observation") if "component" in one]


def table_of(markdown: str) -> list[list[str]]:
    rows = [line for line in markdown.splitlines() if line.startswith("| 2")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def told_in_fhir(report: Report) -> dict[str, str]:
    """Every line of the diary in words, by its label."""
    diary = resources(report, "QuestionnaireResponse")[-1]
    groups = diary["item"][0]["item"]
    return {
        item.get("text", group["text"]): item["answer"][0]["valueString"]
        for group in groups
        for item in group["item"]
    }


# What stands on it


def test_the_page_has_the_lines_that_a_doctor_asks_for_in_their_order() -> None:
    text = text_of(report_html(MONTH))
    at = -1
    for words in (
        "My back, 3 June 2026 to 30 June 2026",
        "self-reported, not a clinical record",
        "written 30 June 2026",
        "Low back left",
        "a score on 27 of 28 days; newest 1 of 10 (30 June 2026); worst 7, lowest 0, average 3.1",
        "Average of the last 7 days: 1.3 (7 days with a score); of the 7 before: 2.9 (6 days",
        "Warning questions 1: High temperature, chills or night sweats?",
        "Yes, or not sure: 10 June 2026 (urgent); it has gone, 11 June 2026",
        "2: Lasting more than 2 weeks? Noted: 16 June 2026 (doctor soon)",
        "Pain, 0 to 10, 3 June 2026 to 30 June 2026",
        "Began: about 28 May 2026, suddenly, while: lifting a box of books",
        "Day: 34, on 30 June 2026",
        "Recorded in 12 months: 1 episode",
        "Feels like: ache (9 days), cramp (5 days)",
        "New tingling or numbness: yes in 0 of 9 entries",
        "Worse with: sitting (5 days)",
        "tying shoes: first 5, last 1 (9 entries)",
        "By colour: 16 green, 3 amber, 1 without a colour",
        "Stopped 9 Jun: Hip raise, rep 3, pain rose by 2, to 6",
        "ibuprofen 400: on 1 day: a little better",
        "9 Jun: It caught me while lifting my hips. and 1 more",
        "1: May I cycle to work?",
        "Play with the children on the floor.",
        "What was not recorded is unknown.",
    ):
        found = text.find(words, at + 1)
        assert found > at, words
        at = found


def test_what_is_unknown_is_never_a_zero() -> None:
    text = text_of(report_html(NOTHING))
    assert "A score on 0 of 28 days; pain not recorded" in text
    assert "Average of the last 7 days: not recorded; of the 7 before: not recorded" in text
    assert text.count("not recorded") >= 12
    assert "Warning questions not asked so far" in text
    assert "0 times" not in text
    written = report_json(NOTHING)
    pain = written["pain"]
    assert isinstance(pain, dict)
    assert [pain[key] for key in ("now", "best", "mean", "worst")] == [None] * 4
    assert isinstance(written["tried"], dict)
    assert written["tried"]["heat"] is None
    assert scores_of(NOTHING) == []


def test_a_day_without_a_score_is_a_gap_in_the_chart() -> None:
    chart = re.search(r'(?s)<section class="chart">.*?</section>', report_html(MONTH))
    assert chart is not None
    assert chart[0].count("<polyline") == 4  # 18 June has no score: both lines are in two parts
    assert chart[0].count("<circle") == len(MONTH.pain.days) == 27


def test_the_map_shows_on_how_many_days_each_place_was_named() -> None:
    store = a_store(fill=False)
    for day, site in enumerate(("left", "left", "hip-right", "nowhere-known")):
        store.write_entry(DiaryEntry(LAST - timedelta(days=day), 3, site=site))
    report = report_of(store)
    drawn = re.search(r'(?s)<div class="map">.*?</svg>', report_html(report))
    assert drawn is not None
    assert re.findall(r">(\d+)</text>", drawn[0]) == ["2", "1"]
    assert "nowhere-known (1 day)" in text_of(report_html(report))


def test_none_reported_names_the_day_on_which_it_was_asked() -> None:
    from coach.ports.safety_record import ListGroup

    store = a_store(fill=False)
    store.list_asked(ListGroup.URGENT, LAST - timedelta(days=3))
    assert "none reported on 27 June 2026" in text_of(report_html(report_of(store)))
    early = report_of(store, first=LAST_DAY)
    words = "not asked in this period; none reported on 27 June 2026"
    assert words in text_of(report_html(early))


def test_a_warning_sign_from_before_is_there_as_long_as_it_stands() -> None:
    store = a_store(fill=False)
    long_ago = LAST - timedelta(days=90)
    bar = store.bar("x", "Any trouble?", Level.EMERGENCY, long_ago)
    assert "Any trouble? Yes, or not sure: 1 April 2026" in text_of(report_html(report_of(store)))
    store.follow_up(bar, "1", LAST, lifted=True)
    assert "Any trouble?" not in report_html(report_of(store))


@pytest.mark.parametrize("written", [report_html(MONTH), report_markdown(MONTH)])
def test_nothing_is_read_into_it(written: str) -> None:
    words = text_of(written).casefold()
    assert "self-reported, not a clinical record" in words
    for judging in ("improv", "worsen", "should", "normal", "good", "likely", "suggest"):
        assert judging not in words


# The same in every form


@pytest.mark.parametrize("length", [1, 28, 30, 400])
def test_all_forms_agree_with_each_other_and_with_the_history(length: int) -> None:
    store = a_store()
    first = LAST_DAY - timedelta(days=length - 1)
    report = report_of(store, first=first)
    history: Any = history_json(read_overview(store, first, LAST_DAY))
    data: Any = report_json(report)
    assert report.pain.now == read_overview(store, first, LAST_DAY).now
    totals = history["totals"]
    assert data["pain"]["scored_days"] == totals["scored_days"]
    assert len(data["pain"]["scores"]) == totals["scores"] == len(scores_of(report))
    for key in ("best", "mean", "worst"):
        assert data["pain"][key] == totals[key]
    assert data["tried"]["sessions"] == totals["sessions"] == len(history["sessions"])
    days = [
        [one["day"], str(one["scores"]), str(one["best"]), f"{one['mean']:.1f}", str(one["worst"])]
        for one in data["pain"]["days"]
    ]
    assert len(days) == len(history["days"])
    markdown = report_markdown(report)
    assert table_of(markdown) == days[-28:]
    in_fhir = [
        [one["effectiveDateTime"], *(part["valueQuantity"]["value"] for part in one["component"])]
        for one in days_of(report)
    ]
    assert in_fhir == [
        [one["day"], one["best"], one["mean"], one["worst"]] for one in data["pain"]["days"]
    ]
    given = [(one["effectiveDateTime"], one["valueQuantity"]["value"]) for one in scores_of(report)]
    assert given == [(one["when"], one["score"]) for one in data["pain"]["scores"]]
    html = text_of(report_html(report))
    worst, best, mean = (data["pain"][key] for key in ("worst", "best", "mean"))
    summary = f"worst {worst}, lowest {best}, average {mean:.1f}"
    assert summary in html
    assert summary in markdown
    for label, words in told_in_fhir(report).items():
        if label in ("Sessions", "By colour", "By their end", "Pain disturbed", "Woken a night"):
            assert f"{label}: {words}" in html
            assert f"**{label}:** {words}" in markdown


@pytest.mark.parametrize("report", [MONTH, NOTHING, without(MONTH, tuple(PARTS))])
def test_the_data_is_as_the_published_schema_says(report: Report) -> None:
    Draft202012Validator.check_schema(schema())
    validator = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors(report_json(report))] == []


def test_the_schema_describes_every_key_and_refuses_what_is_wrong() -> None:
    described = schema()
    data: Any = report_json(MONTH)
    assert list(described["properties"]) == list(data)
    validator = Draft202012Validator(described)
    data["pain"]["now"]["score"] = 11
    del data["tried"]["heat"]
    found = {error.json_path for error in validator.iter_errors(data)}
    assert found == {"$.pain.now", "$.tried"}


def test_the_bundle_is_self_reported_by_nobody_in_particular() -> None:
    assert resources(MONTH, "Patient") == [{"resourceType": "Patient"}]
    urls = [entry["fullUrl"] for entry in bundle(MONTH)["entry"]]
    assert len(set(urls)) == len(urls)
    assert bundle(MONTH) == bundle(MONTH)
    score = scores_of(MONTH)[0]
    assert score["code"]["coding"][0]["system"] == LOINC
    assert score["performer"] == [score["subject"]]
    assert score["subject"]["reference"] == urls[0]
    answers, diary = resources(MONTH, "QuestionnaireResponse")
    for one in (answers, diary):
        assert one["status"] == "completed"
        assert one["author"] == one["source"] == score["subject"]
        assert "self-reported" in one["item"][0]["text"]
    fever, weeks = answers["item"][0]["item"]
    assert fever["text"] == "High temperature, chills or night sweats?"
    assert fever["answer"][0]["valueBoolean"] is True
    assert [one["answer"][0] for one in fever["answer"][0]["item"]] == [
        {"valueString": "urgent"},
        {"valueDateTime": "2026-06-10T19:30:00+02:00"},
        {"valueString": "it has gone"},
    ]
    assert weeks["answer"][0]["valueString"] == "noted"
    assert all("text" not in one for one in (answers, diary, *resources(MONTH, "Observation")))


def test_a_bundle_that_is_not_as_fhir_wants_it_is_refused() -> None:
    broken: Any = report_fhir(MONTH)
    broken["entry"][1]["resource"]["effectiveDateTime"] = "yesterday"
    with pytest.raises(ValueError, match="effectiveDateTime"):
        Bundle.model_validate_json(json.dumps(broken))


# What stays private


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("episode", "lifting a box of books"),
        ("warnings", "night sweats"),
        ("warning-1", "night sweats"),
        ("where", "to a buttock"),
        ("pattern", "cramp"),
        ("changes", "lying down"),
        ("sleep", "Pain disturbed"),
        ("activities", "tying shoes"),
        ("tried", "Hip raise"),
        ("medicines", "ibuprofen"),
        ("allergies", "penicillin"),
        ("notes", "Hardly anything"),
        ("questions", "cycle to work"),
        ("goal", "children"),
    ],
)
def test_what_is_left_out_is_in_no_form_and_is_said_to_be(name: str, words: str) -> None:
    def forms(report: Report) -> list[str]:
        fhir, data = (json.dumps(written) for written in (report_fhir(report), report_json(report)))
        return [unescape(report_html(report)), report_markdown(report), fhir, data]

    json_only = {"Pain disturbed": '"disturbed"', "to a buttock": "buttock"}
    whole = forms(MONTH)
    assert all(words in one for one in whole[:3])
    assert json_only.get(words, words) in whole[3]
    for one in forms(without(MONTH, (name,))):
        assert words not in one
        assert "left out" in one.casefold() or "left_out" in one


def test_without_the_places_no_score_names_one() -> None:
    store = a_store(fill=False)
    store.write_entry(DiaryEntry(LAST, 3, site="hip-left"))
    whole = report_of(store)
    assert "hip-left" in json.dumps(report_json(whole))
    assert "hip" not in json.dumps(report_json(without(whole, ("where",))))


def forms_of(report: Report) -> list[str]:
    """The page as it is read in each form: HTML, Markdown, FHIR and JSON."""
    fhir, data = (json.dumps(written) for written in (report_fhir(report), report_json(report)))
    return [text_of(report_html(report)), report_markdown(report), fhir, data]


def stopped(store: Journal, reason: str, *, outcome: Outcome, colour: Colour, days: int) -> None:
    """A session in which an exercise was stopped; ``reason`` is as the record has it."""
    begun = LAST - timedelta(days=days)
    session = store.begin(SessionBegun("first-three", "First three", begun, 3), timeline("bridge"))
    done = ExerciseDone(1, "bridge", Sides.BOTH, (5,), done=2, stopped=True, reason=reason)
    ended = begun + timedelta(minutes=4)
    store.write(session, [], Standing(), ended, done=[done] if reason else [])
    why = "Any trouble with peeing?" if outcome.by_warning_sign else reason or IT_HURT
    store.end(session, SessionEnd(ended, outcome, colour, why, None))


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("feel", ["sharp", ""])
def test_without_the_places_no_stop_names_one(site: Site, feel: str) -> None:
    store = a_store(fill=False)
    reason = where_and_how(feel, site.id)
    stopped(store, reason, outcome=Outcome.PAIN, colour=Colour.AMBER, days=2)
    whole = report_of(store)
    for form in forms_of(whole):
        assert reason in form
    for form in forms_of(without(whole, ("where",))):
        assert site.name not in form
        assert (feel or "it hurt") in form


def test_without_the_places_a_leg_that_ended_it_is_not_named() -> None:
    store = a_store(fill=False)
    stopped(store, LEG_HURT, outcome=Outcome.PAIN, colour=Colour.AMBER, days=2)
    whole = report_of(store)
    assert all("pain in a leg" in form for form in forms_of(whole))
    for form in forms_of(without(whole, ("where",))):
        assert "a leg" not in form
        assert "it hurt" in form


SIGNS: Final = [one for one in Outcome if one.by_warning_sign]


@pytest.mark.parametrize("left_out", ["warnings", "warning-1"])
@pytest.mark.parametrize("outcome", SIGNS)
@pytest.mark.parametrize("reason", [WARNING_SIGN, ""])
def test_without_the_warnings_nothing_else_tells_of_one(
    left_out: str, outcome: Outcome, reason: str
) -> None:
    store = a_store(fill=False)
    store.bar("x", "Any trouble with peeing?", Level.EMERGENCY, LAST - timedelta(days=2))
    stopped(store, reason, outcome=outcome, colour=Colour.RED, days=2)
    stopped(store, "", outcome=Outcome.PAIN, colour=Colour.AMBER, days=3)
    whole = report_of(store)
    for form in forms_of(whole):
        assert outcome.value in form
        assert "a warning sign" in form
        assert "peeing" in form
        assert "1 red" in form or '"red": 1' in form
    page = without(whole, (left_out,))
    for form in forms_of(page):
        assert "warning sign" not in form
        assert "peeing" not in form
        assert "stopped: pain" not in form  # beside it "stopped" could only be a warning sign
        assert re.search(r"\bred\b", form) is None
        assert "2 stopped" in form or '"stopped": 2' in form
        assert "1 without a colour" in form or '"unknown": 1' in form
    validator = Draft202012Validator(schema())
    assert [error.message for error in validator.iter_errors(report_json(page))] == []


def test_an_activity_keeps_its_name_when_others_are_rated() -> None:
    store = a_store(fill=False)
    early, late, now = (LAST - timedelta(days=days) for days in (9, 5, 1))
    store.write_entry(DiaryEntry(early - timedelta(days=1), 4, activities=(9,)))
    store.tell_episode(EpisodeFacts(early, activities=("walking", "sitting")))
    store.write_entry(DiaryEntry(early, 4, activities=(8, 6)))
    store.tell_episode(EpisodeFacts(late, activities=("lifting my child", "Sitting", "driving")))
    store.write_entry(DiaryEntry(now, 3, activities=(1, 2)))
    # Noted later, for a day on which the others were rated.
    store.write_entry(DiaryEntry(early + timedelta(days=1), 3, activities=(5,)))
    report = report_of(store)
    data: Any = report_json(report)
    assert [tuple(one.values()) for one in data["activities"]] == [
        ("lifting my child", 5, 1, 2),
        ("Sitting", 6, 2, 2),
        ("driving", None, None, 0),
        ("walking", 8, 8, 1),
        ("activity 1", 9, 9, 1),
    ]
    in_fhir = told_in_fhir(report)
    for name, words in {
        "lifting my child": "first 5, last 1 (2 entries)",
        "Sitting": "first 6, last 2 (2 entries)",
        "driving": "not recorded",
        "walking": "first 8, last 8 (1 entry)",
        "activity 1": "first 9, last 9 (1 entry)",
    }.items():
        assert in_fhir[name] == words
        assert f"{name}: {words}" in text_of(report_html(report))
        assert f"**{name}:** {words}" in report_markdown(report)


def test_a_warning_answer_that_is_left_out_is_not_a_no() -> None:
    text = text_of(report_html(without(MONTH, ("warning-1", "warning-2"))))
    assert "2 answers left out by the person" in text
    assert "none reported" not in text
    text = text_of(report_html(without(MONTH, ("warnings", "notes"))))
    assert "Warning questions left out by the person" in text
    assert "Left out by the person: warnings, notes." in text


def test_a_part_that_there_is_not_is_refused() -> None:
    assert names_of(MONTH) == (*PARTS, "warning-1", "warning-2")
    with pytest.raises(UnknownPartError, match="warning-3"):
        without(MONTH, ("notes", "warning-3"))


def hostile(store: Journal, words: str) -> None:
    """A record in which every text that can be typed is ``words``."""
    from coach.domain.diary_entry import Medicine

    store.tell_episode(
        EpisodeFacts(
            written=LAST,
            began=EPISODE.began,
            doing=words,
            injuries=words,
            medicines=words,
            allergies=words,
            history=words,
            activities=(words, words),
            goal=words,
            questions=(words,),
        )
    )
    store.write_entry(
        DiaryEntry(
            datetime(2026, 6, 20, 8, tzinfo=ZONE),
            4,
            site=words[:20],
            eased=(words,),
            worsened=(words,),
            medicines=(Medicine(words, words),),
            activities=(1, 2),
            notes=words,
        )
    )
