"""The JSON Schemas take every file that the coach reads, and mark what it refuses."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from coach.adapters.library import scalars
from coach.adapters.library import schema_forms as forms
from coach.adapters.library.document import open_document
from coach.adapters.library.library import YamlLibrary
from coach.adapters.library.models import Strict
from coach.adapters.library.routine_file import read_routine
from coach.adapters.library.schema_forms import Form
from coach.adapters.library.schemas import SCHEMA_KINDS, schema_name, schema_text, write_schema
from coach.adapters.library.shelf import Shelf
from coach.adapters.library.writing import routine_text
from coach.adapters.resources import bundled
from coach.domain.dose import Dose, Sides
from coach.domain.exercise import Exercise
from coach.domain.routine import Routine, VoiceLevel
from tests.adapters.library.editor import in_editor, marked
from tests.adapters.library.shelves import CAT_COW, CHILD_POSE, WALK, Shelves
from tests.domain.strategies import libraries, routines
from tools.make_schemas import MODELS, make_schema

FILES: Final = [
    (kind, path)
    for kind, folder in (("routine", "."), ("exercise", "exercises"), ("relief", "relief"))
    for path in sorted((bundled("routines") / folder).glob("*.yaml"))
]
PROGRAMME: Final = """\
schema: 1
kind: programme
title: Four weeks
minimal: first-two
weeks:
  - days: {every: [first-two, {walk: 5m, times: 2}]}
    next-when: {greens: 3}
  - days: {Every: first-two, mon-wed-fri: [first-two], Tue - sat: {walk: 1:30}}
    next-when: {greens: 6, within-days: 14}
after: {every: [first-two]}
"""
ROUTINE: Final = """\
# yaml-language-server: $schema=routine.schema.json
schema: 1
title: 2027
summary: >
  Everything
  that a routine can have.
tags: daily
defaults: {rest: 20, setup: ready, tempo: Slow, voice: brief}
pain-limit: 4
minimal: heel-slide
prescribed-by: Somebody
valid-until: 2027-03-31
times-a-day: 2
days-a-week: "7"
sounds: {profile: calm, Question: my/bell.wav}
level: 2
exercises:
  heel-slide:
    name: Heel slide
    position: supine
    phases: [{name: slide, seconds: 3, say: Out}, {name: stay, seconds: hold}]
    dose: {reps: 08, hold: 3 breaths, sides: Alternate}
    finish: Rest.
    adapt: [{if: knees, say: Slowly., phases: {slide: {say: Less.}}}]
    easier: {reps: 3}
    harder:
steps:
  - exercise: heel-slide
    reps: [3, "2", 1]
    tempo: {slide: 2s}
  - {exercise: heel-slide, reps: "8", hold: 1:30, setup: 1.5m, note: 5}
  - {exercise: heel-slide, reps: 5 to 10, hold: 20 s, rest: 0, sets: 2, sides: left}
  - {exercise: cat-cow, time: 1m 30s}
  - pain-check
  - pain-check:
  - {pain-check: yes, note: And now}
  - {rest: 30, say: Rest.}
  - say: Half-way there.
  - repeat: 2
    steps: [{exercise: cat-cow, voice: quiet}, pain-check]
"""


def unmarked(kind: str, text: str) -> bool:
    return marked(kind, text) == []


@pytest.mark.parametrize("kind", SCHEMA_KINDS)
def test_the_shipped_schema_is_made_from_the_models_of_today(kind: str) -> None:
    assert schema_text(kind) == make_schema(kind), "run: make schemas"


@pytest.mark.parametrize(("kind", "path"), FILES, ids=lambda one: getattr(one, "stem", one))
def test_an_editor_marks_nothing_in_a_bundled_file(kind: str, path: Path) -> None:
    assert unmarked(kind, path.read_text(encoding="utf-8"))


def test_an_editor_marks_nothing_in_a_file_with_every_key(shelves: Shelves) -> None:
    shelves.read(ROUTINE.replace("Question: my/bell.wav", "").replace(", }", "}"))
    assert unmarked("routine", ROUTINE)
    assert shelves.library.check(shelves.write("weeks.yaml", PROGRAMME)) == []
    assert unmarked("programme", PROGRAMME)
    for text in (CAT_COW, CHILD_POSE, WALK):
        assert unmarked("exercise", text)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("title: 2027", "titel: 2027", ""),
        ("title: 2027", "", ""),
        ("title: 2027", "title: ''", "title"),
        ("schema: 1", "schema: 2", "schema"),
        ("pain-limit: 4", "pain-limit: 6", "pain-limit"),
        ("valid-until: 2027-03-31", "valid-until: soon", "valid-until"),
        ("level: 2", "level: strong", "level"),
        ("profile: calm", "profile: loud", "sounds"),
        ("Question: my", "Questoin: my", "sounds"),
        ("position: supine", "position: lying", "exercises"),
        ("    finish: Rest.\n", "", "exercises"),
        ("seconds: 3,", "seconds: 0,", "exercises"),
        ("exercise: cat-cow, time", "excercise: cat-cow, time", "steps/3"),
        ("time: 1m 30s", "time: 1m 30s, reps: 3", "steps/3"),
        ("  - pain-check\n", "  - pian-check\n", "steps/4"),
        ("  - pain-check\n", "  -\n", "steps/4"),
        ("hold: 20 s", "hold: 20 seks", "steps/2"),
        ("reps: 5 to 10", "reps: 5 or 10", "steps/2"),
        ("reps: 5 to 10", "reps: 0", "steps/2"),
        ("sides: left", "sides: lefft", "steps/2"),
        ('[3, "2", 1]', '[3, "2", 1]\n    sets: 2', "steps/0"),
        ("rest: 30,", "rest: -5,", "steps/7"),
        ("voice: quiet", "voice: loud", "steps/9"),
    ],
)
def test_an_editor_marks_what_the_coach_refuses(
    shelves: Shelves, old: str, new: str, place: str
) -> None:
    assert ROUTINE.count(old) == 1, "the test changes one thing"
    text = ROUTINE.replace(old, new)
    assert shelves.problems(text)
    assert marked("routine", text) == [place]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("mon-wed-fri", "mon-wen-fri", "weeks/1/days"),
        ("{greens: 3}", "{greens: none}", "weeks/0/next-when"),
        ("walk: 5m", "run: 5m", "weeks/0/days/every"),
        ("after: {every: [first-two]}", "after: [first-two]", "after"),
        ("minimal: first-two", "minimal: [first-two]", "minimal"),
    ],
)
def test_an_editor_marks_mistakes_in_a_programme(
    shelves: Shelves, old: str, new: str, place: str
) -> None:
    text = PROGRAMME.replace(old, new)
    assert shelves.problems(text)
    assert marked("programme", text) == [place]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("position: all-fours", "position: four", "position"),
        ("hip", "hipp", "figure"),
        ("poses: {cow: {like: all-fours, arch: -0.07}}", "poses: {cow: {hip: [0, -1]}}", None),
        ("arch: -0.07", "arch: -7", "figure"),
        ("if: [arching]", "if: [archign]", "adapt/0/if"),
        ("kind: exercise", "kind: routine", "kind"),
    ],
)
def test_an_editor_marks_mistakes_in_an_exercise(old: str, new: str, place: str | None) -> None:
    text = CAT_COW.replace(
        "arch: -0.07", "arch: -0.07, hip: [0, 0.5]" if old == "hip" else "arch: -0.07"
    )
    found = marked("exercise", text.replace(old, new))
    assert found == ([place] if place else [])


def test_an_exercise_in_a_list_needs_an_id_and_one_under_its_id_does_not() -> None:
    head = "schema: 1\ntitle: T\nsteps: [pain-check]\nexercises:"
    one = "{name: N, position: any, dose: {reps: 3}, finish: F}"
    assert unmarked("routine", f"{head} {{slide: {one}}}")
    assert marked("routine", f"{head} [{one}]") == ["exercises"]
    assert unmarked("routine", f"{head} [{one[:-1]}, id: slide}}]")


# What the coach reads and writes


def is_read(text: str) -> bool:
    return read_routine(open_document("mine.yaml", text.encode()), "mine", Shelf()) is not None


def as_in_a_file(exercise: Exercise) -> Exercise:
    """An exercise whose dose has only what its phases can use."""
    dose = replace(exercise.dose, tempo=None)
    if dose.time is not None:
        dose = replace(dose, hold=None, sets=None)
    if all(phase.seconds is not None for phase in exercise.phases):
        dose = replace(dose, hold=None)
    if dose == replace(Dose(), sides=dose.sides, rest=dose.rest):
        dose = replace(dose, time=60.0)
    return replace(exercise, dose=dose)


@settings(deadline=None)
@given(routines, libraries)
def test_what_the_coach_writes_and_reads_is_never_marked(
    routine: Routine, library: dict[str, Exercise]
) -> None:
    own = tuple(as_in_a_file(one) for one in library.values())
    text = routine_text(replace(routine, exercises=own))
    assume(is_read(text))
    assert unmarked("routine", text)


WORDS: Final = (
    *(
        "slow",
        "NORMAL",
        "ready",
        "hold",
        "Both",
        "eAch",
        "quiet",
        "yes",
        "oN",
        "n",
        "false",
        "cat-cow",
    ),
    *("ünder-way", "a_b", "90", "5-10", "5 to 10", "5\N{EN DASH}10", "1m30s", "1:30", "2:01:30"),
    *("90.5", "3 breaths", "1 Breath", "1.5 Min", "2hrs", "1h 2m 3s", "20sec", "+3", "007", "0.2"),
    *("2027-03-31", "0", "500", "1e3", ".5"),
)
PIECES: Final = st.lists(
    st.sampled_from([*"0123456789:.-+ ", "h", "m", "s", "min", "to", "breaths", "Hours", "secs"]),
    max_size=7,
).map("".join)
PARSERS: Final[list[tuple[Callable[[object], Any], Form]]] = [
    (scalars.reps, forms.REPS),
    (scalars.hold, forms.HOLD),
    (scalars.time, forms.TIME),
    (scalars.sets, forms.SETS),
    (scalars.rest, forms.REST),
    (scalars.rest_alone, forms.REST_ALONE),
    (scalars.tempo, forms.TEMPO),
    (scalars.setup, forms.SETUP),
    (scalars.phase_length, forms.PHASE_LENGTH),
    (scalars.repeat, forms.REPEAT),
    (scalars.boolean, forms.BOOLEAN),
    (scalars.sides, forms.member(Sides)),
    (scalars.voice, forms.member(VoiceLevel)),
    (scalars.ident, forms.IDENT),
    (scalars.day, forms.DAY),
    (scalars.whole(0, 5), forms.whole(0, 5)),
    (scalars.whole(1, 100), forms.whole(1, 100)),
    (scalars.line(10), forms.line(10)),
]


def spellings(text: str) -> Iterator[object]:
    """What an editor makes of a text, plain and in quotes, with white space about it."""
    with suppress(yaml.YAMLError):
        if text[0].isalnum():  # not every text can stand there without quotes
            yield in_editor(f"x: {text}")["x"]  # type: ignore[index]
    yield text
    yield f"  {text}\n"


@given(st.sampled_from(WORDS) | PIECES | st.text(max_size=15))
@example("1  m 30 s")
def test_what_a_parser_reads_its_form_takes(text: str) -> None:
    for parse, form in PARSERS:
        try:
            parse(text)
        except scalars.ScalarError:
            continue
        for value in spellings(text):
            assert Draft7Validator(form).is_valid(value), (parse, form, value)


@pytest.mark.parametrize("word", ["hello", "-1", "5 or 10", "2 sheep"])
def test_what_no_parser_reads_no_form_takes(word: str) -> None:
    for parse, form in PARSERS:
        try:
            parse(word)
        except scalars.ScalarError:
            loose = form in (forms.REPS, forms.SETS, forms.REPEAT) or word == "999999999"
            assert loose or not Draft7Validator(form).is_valid(word), (parse, word)


# The keys


def groups(schema: object) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if "properties" in schema and "title" in schema:
            yield schema
        for one in schema.values():
            yield from groups(one)


@pytest.mark.parametrize("kind", SCHEMA_KINDS)
def test_every_key_is_explained_and_no_other_is_taken(kind: str) -> None:
    found = list(groups(json.loads(schema_text(kind))))
    assert found
    for group in found:
        assert group["additionalProperties"] is False, group["title"]
        for key, one in group["properties"].items():
            assert one["description"], (group["title"], key)


def test_every_model_of_a_file_is_in_a_schema() -> None:
    def models(kind: type[Strict]) -> Iterator[type[Strict]]:
        for one in kind.__subclasses__():
            yield one
            yield from models(one)

    YamlLibrary(None, bundled("routines")).figures()  # every model is imported by now
    assert {one.__name__ for one in models(Strict)} == {one.__name__ for one in MODELS}


# Beside a person's file


def test_the_schema_is_put_beside_a_file_and_renewed_where_it_is_another(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "routines"
    write_schema(folder, "routine")
    (path,) = folder.iterdir()
    assert path.name == schema_name("routine") == "routine.schema.json"
    assert path.read_text(encoding="utf-8") == schema_text("routine")
    before = path.stat().st_mtime_ns
    write_schema(folder, "routine")
    assert path.stat().st_mtime_ns == before
    path.write_text("{}", encoding="utf-8")
    write_schema(folder, "routine")
    assert path.read_text(encoding="utf-8") == schema_text("routine")
    assert list(folder.iterdir()) == [path]


def test_a_folder_that_is_none_is_told_as_an_error_of_the_disk(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="file"):
        write_schema(tmp_path / "file", "routine")
