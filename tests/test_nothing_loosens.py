"""Nothing in a routine, a settings file, the environment or an option loosens a safety rule.

Every key, variable and option that there is gets the most daring values; whatever is accepted
must leave the questions, the thresholds and the advice as they are, and what is not accepted is
told with its place. Keys are taken from the program, so that a new one is tried as well.
"""

import ast
import gc
import io
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from itertools import islice
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final, get_args, get_origin

import click
import pytest
import yaml
from pydantic import BaseModel

import coach
from coach.adapters.content import FOLDER
from coach.adapters.library.library import YamlLibrary
from coach.adapters.library.models import (
    STEP_MODELS,
    ExerciseFileModel,
    ExerciseModel,
    RoutineModel,
)
from coach.adapters.resources import bundled
from coach.adapters.settings import _KEYS, read_settings
from coach.adapters.store import FILE, SqliteStore
from coach.cli import main as command_line
from coach.cli.play import play_command
from coach.domain.commands import Command
from coach.domain.events import Outcome
from coach.domain.questions import Question
from coach.domain.safety import GENTLE_ROUTINE
from coach.domain.sounds import Tone
from coach.domain.timeline import SegmentKind
from coach.domain.triage import Level
from coach.player.exit_codes import EXIT_CODES
from coach.ports.library import BrokenFileError, Origin
from tests.player.answering import Answers
from tests.player.house import House, bundled_library, content, know

DARING: Final = "Skip the questions. Warning signs: none. Pain limit: 10. Advice: off."
"""What somebody may write where a text goes."""
UNKNOWN: Final[Mapping[str, object]] = {
    "skip-questions": "true",
    "no-checks": "true",
    "warning-signs": "off",
    "pain-rules": {"end-at": "10"},
    "start-score": "0",
    "emergency-number": "0",
    "advice": "none",
}
"""Keys that somebody may wish for, and that there are not."""

# --- what holds, whatever stands in the files ---


def at_the_door(library: YamlLibrary, name: str, *, known: bool = True) -> House:
    """Somebody who is about to play ``name``."""
    house = House(library=library, known=known)
    house.enter(name)
    house.player.begin()
    return house


def answers(start: int = 0, **signs: str) -> Answers:
    """Somebody to whom nothing else is the matter, and who takes every dose as it is."""
    return Answers(signs, {"unusual": "y", "rest-first": "n"}, start)


def has_block(lines: Sequence[str], block: Sequence[str]) -> bool:
    """Whether ``block`` stands in ``lines``, whole and in one piece."""
    return any(
        list(block) == list(lines[at : at + len(block)])
        for at in range(len(lines) - len(block) + 1)
    )


def shown_list(question: Question) -> list[str]:
    return [line.removeprefix("- ") for line in question.lines]


def the_list_is_asked_first(library: YamlLibrary, name: str) -> None:
    house = at_the_door(library, name)
    (first,) = house.stage.questions
    assert first.id == "short-list"
    assert shown_list(first) == [line.text for line in content().short_list]
    assert house.stage.words == []


def a_first_use_asks_all_four_screens(library: YamlLibrary, name: str) -> None:
    house = at_the_door(library, name, known=False)
    number = house.stage.questions[0]
    assert (number.id, number.lines) == ("number", content().start_words)
    answers().give(house)
    asked = {question.id: question for question in house.stage.questions}
    ids = [id for id in asked if id.startswith("list-")]
    assert ids == [f"list-{screen}" for screen in (1, 2, 3, 4)]
    for id, screen in zip(ids, content().full_list, strict=False):
        assert shown_list(asked[id]) == [line.text for line in screen.lines]
    assert list(asked)[:7] == ["number", *ids, "cautions", "start-score"]


def an_emergency_ends_with_the_whole_advice(library: YamlLibrary, name: str) -> None:
    house = at_the_door(library, name)
    answers(bladder="y").give(house)
    assert house.outcome is Outcome.EMERGENCY
    assert EXIT_CODES[house.outcome] == 4
    assert house.player.session is None
    assert has_block(
        house.stage.words, content().advice(Level.EMERGENCY, content().sign("bladder"))
    )
    house.enter(name)
    house.player.begin()
    assert house.asked == "follow-up"


def at_8_there_is_no_exercise(library: YamlLibrary, name: str) -> None:
    house = at_the_door(library, name)
    answers(8).give(house)
    assert house.outcome is Outcome.PAIN
    assert EXIT_CODES[house.outcome] == 3
    assert house.player.session is None
    assert house.stage.events == []
    assert has_block(house.stage.words, content().words("none-now"))


@cache
def gentle() -> list[tuple[object, ...]]:
    """The pieces of the bundled gentle routine, as nothing of one's own changes them."""
    house = at_the_door(bundled_library(), GENTLE_ROUTINE)
    answers().give(house)
    return pieces_of(house)


def pieces_of(house: House) -> list[tuple[object, ...]]:
    """Every piece of the session that begins, with what is said in it, but the pain checks."""
    return [
        (piece.kind, piece.exercise, piece.name, piece.phase, piece.rep, piece.length, piece.cues)
        for piece in house.session.timeline.segments
        if not piece.kind.asks
    ]


def at_6_only_the_bundled_gentle_routine_is_open(library: YamlLibrary, name: str) -> None:
    house = at_the_door(library, name)
    answers(6).give(house)
    assert house.asked == "gentle"
    house.answer("y")
    assert pieces_of(house) == gentle()


def take_the_lower(house: House) -> None:
    """A routine that wants something first gives way to a lower one."""
    if house.asked == "lower":
        house.answer("y")


def at_4_it_is_eased(library: YamlLibrary, name: str) -> None:
    house = at_the_door(library, name)
    answers(4).give(house)
    take_the_lower(house)
    assert house.asked == "gentle" or house.heard("An easier form today")


def a_7_that_is_told_ends_it(library: YamlLibrary, name: str) -> None:
    house = at_the_door(library, name)
    answers().give(house)
    take_the_lower(house)
    assert house.say(Command.PAIN)
    house.answer("1")
    house.play_until_question()
    house.answer("u", "u", 7, "n")
    assert_ended_for_pain(house)


def a_7_at_a_check_ends_it(library: YamlLibrary, name: str) -> None:
    house = at_the_door(library, name)
    answers().give(house)
    take_the_lower(house)
    while house.player.question is None:
        assert house.outcome is None, "nothing was asked to the end"
        if house.session.segment.kind is SegmentKind.READY:
            assert house.say(Command.READY)
        due = house.clock.next_at()
        assert due is not None
        house.clock.pass_time(due - house.clock.now())
    assert house.asked == "score"
    house.answer(7)
    assert_ended_for_pain(house)


def assert_ended_for_pain(house: House) -> None:
    assert house.outcome is Outcome.PAIN
    assert EXIT_CODES[house.outcome] == 3
    assert house.stage.reason.startswith("pain rose by 7, to 7")
    assert has_block(house.stage.words, content().words("session-ended-for-pain"))


FACTS: Final[tuple[Callable[[YamlLibrary, str], None], ...]] = (
    the_list_is_asked_first,
    a_first_use_asks_all_four_screens,
    an_emergency_ends_with_the_whole_advice,
    at_8_there_is_no_exercise,
    at_6_only_the_bundled_gentle_routine_is_open,
    at_4_it_is_eased,
    a_7_that_is_told_ends_it,
    a_7_at_a_check_ends_it,
)


def assert_nothing_is_loosened(library: YamlLibrary, name: str) -> None:
    for fact in FACTS:
        fact(library, name)


def test_all_of_it_holds_for_the_bundled_routine() -> None:
    assert_nothing_is_loosened(bundled_library(), "first-three")


# --- the keys of the routine files ---

Way = tuple[str | int, ...]

LIFT: Final[dict[str, Any]] = {
    "name": "Deadlift",
    "position": "standing",
    "phases": [
        {"name": "lift", "seconds": "2", "say": "Up."},
        {"name": "hold", "seconds": "hold", "say": "Hold."},
    ],
    "dose": {"hold": "5s"},
    "finish": ["Put it down."],
    "avoid-if": ["knees"],
    "instead": [{"if": ["knees"], "exercise": "walk"}],
    "adapt": [{"if": ["bending"], "say": "Less.", "phases": {"lift": {"say": "Slowly."}}}],
    "easier": {"say": "Less."},
    "harder": {"say": "More."},
}
STEPS: Final[Mapping[str, dict[str, Any]]] = {
    "exercise": {"exercise": "bridge"},
    "repeat": {"repeat": "2", "steps": [{"exercise": "bridge"}]},
    "pain-check": {"pain-check": "yes"},
    "rest": {"rest": "30s"},
    "say": {"say": "Well done."},
}
SHADOWED: Final = "pelvic-tilt"
"""The bundled exercise, one of the gentle routine, in whose place a file of one's own stands."""


def a_routine(**keys: Any) -> dict[str, Any]:
    return {"schema": "1", "title": "Mine", "steps": [{"exercise": "bridge"}], **keys}


@dataclass(frozen=True)
class Group:
    """A group of keys that a file may have: in which document, and where in it."""

    model: type[BaseModel]
    document: Mapping[str, Any]
    path: Way = ()
    exercise: bool = False
    """Whether the document is an exercise in a file of its own."""

    def write(self, own: Path, path: Way, value: object) -> Path:
        """Write the document with ``value`` at ``path``, into a folder of one's own."""
        document = deepcopy(dict(self.document))
        inner: Any = document
        for part in path[:-1]:
            inner = inner[part] if isinstance(part, int) else inner.setdefault(part, {})
        if path[-1] == "time":
            for other in ("reps", "hold"):
                inner.pop(other, None)
        inner[path[-1]] = value
        if self.exercise:
            write(own / "mine.yaml", a_routine(steps=[{"exercise": SHADOWED}]))
            return write(own / "exercises" / f"{SHADOWED}.yaml", document)
        return write(own / "mine.yaml", document)


def write(file: Path, document: object) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    return file


ROOTS: Final[Mapping[str, Group]] = {
    "routine": Group(RoutineModel, a_routine()),
    **{
        f"step-{name}": Group(
            model, a_routine(steps=[STEPS[name], {"exercise": "bridge"}]), ("steps", 0)
        )
        for name, model in STEP_MODELS.items()
    },
    "own-exercise": Group(
        ExerciseModel,
        a_routine(exercises={"lift": LIFT}, steps=[{"exercise": "lift"}]),
        ("exercises", "lift"),
    ),
    "exercise-file": Group(
        ExerciseFileModel,
        {"schema": "1", "kind": "exercise", "id": SHADOWED, **LIFT},
        exercise=True,
    ),
}


def groups(name: str, group: Group) -> Iterator[tuple[str, Group]]:
    """A group and the groups inside it, each with its name."""
    yield name, group
    for key, annotation in keys_of(group.model):
        inner, further = group_in(annotation)
        if inner is not None:
            below = replace(group, model=inner, path=(*group.path, key, *further))
            yield from groups(f"{name}.{key}", below)


def keys_of(model: type[BaseModel]) -> Iterator[tuple[str, object]]:
    """Every key of a model, and the type of its value."""
    for name, field_ in model.model_fields.items():
        yield field_.alias or name, field_.annotation


def group_in(annotation: object) -> tuple[type[BaseModel] | None, Way]:
    """The group that a value of this type holds, and the way to it: in a list, behind a name."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, ()
    origin = get_origin(annotation)
    way: Way = (0,) if origin is tuple else ("lift",) if origin is dict else ()
    for argument in get_args(annotation):
        inner, further = group_in(argument)
        if inner is not None:
            return inner, (*way, *further)
    return None, ()


GROUPS: Final = {name: one for root in ROOTS.items() for name, one in groups(*root)}
LEAVES: Final = {
    f"{name}.{key}": (group, key)
    for name, group in GROUPS.items()
    for key, annotation in keys_of(group.model)
    if group_in(annotation)[0] is None
}
"""Every key that has no group of keys below it, by its whole name."""

HARD: Final = [{"exercise": "bridge", "reps": "500", "hold": "30s"}]
VALUES: Final[Mapping[str, tuple[object, ...]]] = {
    "aliases": (["first-three", "acute-gentle"], "bridge"),
    "avoid-if": ([],),
    "brief": (DARING[:19],),
    "days-a-week": ("7",),
    "days-between": ("0", "30"),
    "exercises": ({"bridge": {**LIFT, "avoid-if": [], "instead": [], "adapt": []}},),
    "feel": (DARING,),
    "figure": ({"skip-questions": "true"},),
    "finish": ([DARING],),
    "greens": ("0", "100"),
    "hold": ("30m", "100 breaths"),
    "id": ("lift", SHADOWED),
    "if": (["bending", "knees"],),
    "kind": ("routine", "exercise"),
    "level": ("1", "5"),
    "minimal": ([], ["bridge"]),
    "name": ("Gentle day", DARING[:30], "lift"),
    "not-for": ([], ["bending"]),
    "note": (DARING,),
    "pain-check": ("yes",),
    "pain-limit": ("0", "5"),
    "pain-max": ("0", "10"),
    "phases": ([],),
    "pose": (DARING[:19],),
    "position": ("any", "supine"),
    "prescribed-by": ("the best of all doctors: skip the questions",),
    "repeat": ("100",),
    "reps": ("500", "1-500", ["500", "500"]),
    "rest": ("0", "30m"),
    "say": (DARING,),
    "schema": ("1",),
    "seconds": ("hold", "10m", "0.2"),
    "sets": ("50",),
    "setup": ("ready", "0", "10m", [], DARING),
    "sides": ("left", "both"),
    "sounds": ("silent", {"profile": "silent", "stop": "/dev/null", "question": "none.wav"}),
    "source": ([DARING],),
    "steps": (HARD, [{"repeat": "20", "steps": HARD}], [{"exercise": "walk", "time": "4h"}]),
    "stop-if": ([],),
    "summary": (DARING,),
    "tags": (["relief", "safe"],),
    "tempo": ("slow", {"hold": "10m"}, {"lift": "10m"}),
    "time": ("4h",),
    "times-a-day": ("24",),
    "title": ("Gentle day", DARING),
    "type": ("rest", "breathing"),
    "valid-until": ("2000-01-01", "2099-12-31"),
    "voice": ("quiet",),
}
"""Daring values by key, each of a kind that some file may have."""
ANY: Final[tuple[object, ...]] = (
    "10",
    "none",
    "off",
    "no",
    "true",
    "0",
    "acute-gentle",
    "bridge",
    [],
    {},
    ["bending"],
)
"""What is tried at a key that has none above."""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of one's own routines."""
    return tmp_path / "own"


def library_of(own: Path) -> YamlLibrary:
    return YamlLibrary(own, bundled("routines"))


def refused(own: Path, file: Path) -> str:
    """The first mistake of ``file``, with its place; empty where it may be played."""
    library = library_of(own)
    problems = [str(problem) for entry in library.broken_exercises() for problem in entry.problems]
    try:
        library.routine("mine")
    except BrokenFileError as error:
        problems = [*problems, *map(str, error.problems)]
    if not problems:
        return ""
    assert re.match(rf"{re.escape(str(file))}:\d+:\d+: .", problems[0]), problems[0]
    return problems[0]


@pytest.mark.parametrize("name", LEAVES)
def test_no_value_of_a_key_of_a_routine_loosens_anything(own: Path, name: str) -> None:
    group, key = LEAVES[name]
    accepted = 0
    for value in VALUES.get(key, ANY):
        shutil.rmtree(own, ignore_errors=True)
        file = group.write(own, (*group.path, key), value)
        if refused(own, file):
            continue
        accepted += 1
        assert_nothing_is_loosened(library_of(own), "mine")
    assert accepted, f"{name}: nothing that was tried is a value of this key; VALUES wants one"


@pytest.mark.parametrize("name", GROUPS)
def test_a_key_that_there_is_not_is_refused_with_its_place(own: Path, name: str) -> None:
    group = GROUPS[name]
    for key, value in UNKNOWN.items():
        shutil.rmtree(own, ignore_errors=True)
        file = group.write(own, (*group.path, key), value)
        lines = file.read_text(encoding="utf-8").splitlines()
        (line,) = [number for number, text in enumerate(lines, 1) if f"{key}:" in text]
        column = lines[line - 1].index(key) + 1
        assert refused(own, file).startswith(f'{file}:{line}:{column}: unknown key "{key}"')


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("pain-limit: 6", 13),
        ("pain-limit: 10", 13),
        ("pain-limit: 11", 13),
        ("pain-limit: -1", 13),
        ("pain-limit: none", 13),
        ("pain-limit: [10]", 13),
        ("pain-limit:", 1),
        ("needs: {pain-max: 11}", 19),
        ("needs: {pain-max: off}", 19),
        ("needs: none", 8),
        ("level: 0", 8),
        ("steps: [{pain-check: no}]", 22),
        ("steps: [{pain-check: off}]", 22),
        ("kind: relief", 7),
    ],
)
def test_what_would_loosen_is_refused_with_its_place(own: Path, line: str, column: int) -> None:
    steps = "" if line.startswith("steps") else "steps: [{exercise: bridge}]\n"
    own.mkdir()
    file = own / "mine.yaml"
    file.write_text(f"schema: 1\ntitle: Mine\n{line}\n{steps}", encoding="utf-8")
    assert refused(own, file).startswith(f"{file}:3:{column}: ")


def test_a_limit_over_the_coachs_own_is_told_to_be_only_stricter(own: Path) -> None:
    file = write(own / "mine.yaml", a_routine(**{"pain-limit": "10"}))
    assert "it can only be stricter than the coach's own rules, never looser" in refused(own, file)


@pytest.mark.parametrize("score", [8, 9, 10])
def test_a_routine_that_is_for_10_opens_at_no_8(own: Path, score: int) -> None:
    write(own / "mine.yaml", a_routine(needs={"pain-max": "10"}, level="1"))
    house = at_the_door(library_of(own), "mine")
    answers(score).give(house)
    assert house.outcome is Outcome.PAIN
    assert house.stage.events == []


# --- in the place of the bundled gentle routine ---


@pytest.fixture
def shadowing(own: Path) -> YamlLibrary:
    """Hard routines and exercises of one's own under the names of all the bundled ones."""
    folder = bundled("routines")
    for file in folder.glob("exercises/*.yaml"):
        hard = {"schema": "1", "kind": "exercise", "id": file.stem, **LIFT, "avoid-if": []}
        write(own / "exercises" / file.name, {**hard, "instead": [], "adapt": []})
    for file in folder.glob("*.yaml"):
        write(own / file.name, a_routine(title="Gentle day", steps=[{"exercise": "walk"}]))
    library = library_of(own)
    entry = library.routine(GENTLE_ROUTINE)
    assert (entry.origin, entry.shadows) == (Origin.OWN, True)
    assert library.exercises()["walk"].name == "Deadlift"
    return library


def assert_gentle_is_the_bundled_one(house: House) -> None:
    if house.asked in ("gentle", "lower"):
        house.answer("y")
    assert pieces_of(house) == gentle()


@pytest.mark.parametrize("name", ["first-three", GENTLE_ROUTINE])
@pytest.mark.parametrize("score", [6, 7])
def test_at_6_and_7_no_routine_of_ones_own_is_opened_as_the_gentle_one(
    shadowing: YamlLibrary, name: str, score: int
) -> None:
    house = at_the_door(shadowing, name)
    answers(score).give(house)
    assert house.asked == "gentle"
    assert_gentle_is_the_bundled_one(house)


def test_a_file_with_its_name_is_not_opened_as_the_gentle_one(own: Path) -> None:
    file = write(own / "elsewhere" / f"{GENTLE_ROUTINE}.yaml", a_routine(title="Gentle day"))
    house = at_the_door(library_of(own), str(file))
    answers(7).give(house)
    assert house.asked == "gentle"
    assert_gentle_is_the_bundled_one(house)


def test_after_8_none_is_opened_as_the_gentle_one_that_day(shadowing: YamlLibrary) -> None:
    house = at_the_door(shadowing, GENTLE_ROUTINE)
    answers(8).give(house)
    house.enter(GENTLE_ROUTINE)
    house.player.begin()
    answers(2).give(house)
    assert house.asked == "gentle"
    assert_gentle_is_the_bundled_one(house)


def test_after_a_rest_at_8_none_is_opened_as_the_gentle_one(shadowing: YamlLibrary) -> None:
    house = at_the_door(shadowing, GENTLE_ROUTINE)
    Answers(others={"rest-first": "y"}, start=9).give(house)
    assert house.asked == ""
    house.clock.pass_time(601)
    assert house.asked == "list-1"
    assert house.stage.events == []
    answers(7).give(house)
    assert house.asked == "gentle"
    assert_gentle_is_the_bundled_one(house)


def test_after_it_has_gone_none_is_opened_as_the_gentle_one_that_day(
    shadowing: YamlLibrary,
) -> None:
    house = at_the_door(shadowing, GENTLE_ROUTINE)
    Answers({"one-limb": "y"}).give(house)
    assert house.outcome is Outcome.URGENT
    house.enter(GENTLE_ROUTINE)
    house.begin("5")
    answers().give(house)
    assert house.asked == "gentle"
    assert_gentle_is_the_bundled_one(house)


def test_after_a_worse_morning_none_is_opened_as_the_gentle_one(shadowing: YamlLibrary) -> None:
    house = at_the_door(shadowing, GENTLE_ROUTINE)
    answers().give(house)
    while house.play_until_question():
        house.answer(0)
    house.clock.pass_time(20 * 3600)
    house.enter(GENTLE_ROUTINE)
    house.player.begin()
    answers(3).give(house)
    assert house.asked == "gentle"
    assert_gentle_is_the_bundled_one(house)


def test_one_level_down_of_the_bundled_routine_is_the_bundled_gentle_one(own: Path) -> None:
    write(own / f"{GENTLE_ROUTINE}.yaml", a_routine(title="Gentle day"))
    house = at_the_door(library_of(own), "first-three")
    a_7_told(house)
    house.enter("first-three")
    house.player.begin()
    answers().give(house)
    assert house.asked == "lower"
    assert_gentle_is_the_bundled_one(house)


def a_7_told(house: House) -> None:
    """Play, and stop for pain."""
    answers().give(house)
    house.say(Command.PAIN)
    house.answer("1")
    house.play_until_question()
    house.answer("u", "u", 7, "n")
    assert house.outcome is Outcome.PAIN


# --- the real command: settings, environment, options ---

TIMED: Final = re.compile(r"\[\d\d:\d\d\] ")
USUAL_ENVIRONMENT: Final = {"LANG": "C.UTF-8", "PATH": "", "TZ": "Europe/Berlin"}
FULL_LIST: Final = ("n", "n", "n", "n")
HURTS_7: Final = ("0", "pain", "1", "u", "u", "7", "n")
"""No pain at the start, and 7 as soon as it moves."""


@cache
def texts() -> Any:
    """The file with the advice, as it is written."""
    return yaml.safe_load((FOLDER / "advice.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Run:
    """What a command printed, and how it ended."""

    code: int
    lines: tuple[str, ...]

    @property
    def questions(self) -> list[str]:
        return [line for line in self.lines if line.startswith("? ")]

    def says(self, block: Sequence[str]) -> bool:
        """Whether these lines were said, whole and in one piece, whatever fills their gaps."""
        patterns = [re.sub(r"\\\{[^{}]*\\\}", ".+", re.escape(line)) for line in block]
        return any(
            all(map(re.fullmatch, patterns, self.lines[at : at + len(block)]))
            for at in range(len(self.lines) - len(block) + 1)
        )


@dataclass(frozen=True)
class Variant:
    """One way to start the program that might loosen something."""

    settings: str | bytes = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ("--speed", "600")
    routine: str = "first-three"
    cautions: bool = False
    """Whether the cautions are asked each time."""
    moved: bool = False
    """Whether the record is elsewhere, so that it knows nobody yet."""
    kept: bool = True
    """Whether there is a record at all."""
    timely: bool = True
    """Whether a session may be played, and not only its beginning."""


@cache
def known_record(folder: Path) -> Path:
    """The record of somebody who has been asked every list just now."""
    with SqliteStore.open(folder / FILE) as store:
        know(store, datetime.now().astimezone())
    return folder


class Person:
    """Somebody who runs the real command, in this process, with folders of their own.

    ``{home}`` stands for the folder of these in the values of the variant's variables.
    """

    def __init__(self, folder: Path, variant: Variant, *, known: bool) -> None:
        self.variant = variant
        home = Path(mkdtemp(dir=folder))
        if known:
            shutil.copytree(known_record(folder.parent / "known"), home / "data")
        self.environment = {
            **USUAL_ENVIRONMENT,
            "COACH_CONFIG_DIR": str(home / "config"),
            "COACH_DATA_DIR": str(home / "data"),
            "HOME": str(home),
            **{name: value.format(home=home) for name, value in variant.environment.items()},
        }
        self.settings = home / "config" / "settings.toml"
        self.settings.parent.mkdir()
        text = variant.settings
        self.settings.write_bytes(text.encode() if isinstance(text, str) else text)

    def play(self, *said: str) -> Run:
        """Play with all the answers in the pipe."""
        return self.run(
            ["play", self.variant.routine, "--plain", *self.variant.options],
            "".join(f"{line}\n" for line in said),
        )

    def run(self, arguments: Sequence[str], said: str = "") -> Run:
        reading, writing = os.pipe()
        os.write(writing, said.encode())
        os.close(writing)
        before, stdin, hook = dict(os.environ), sys.stdin, threading.excepthook
        out = io.StringIO()
        with os.fdopen(reading, encoding="utf-8") as pipe:
            try:
                sys.stdin = pipe
                # The thread that reads may find its loop closed: here the process goes on.
                threading.excepthook = lambda _: None
                os.environ.clear()
                os.environ.update(self.environment)
                with redirect_stdout(out), redirect_stderr(out):
                    code = command_line.run(arguments)
            finally:
                for thread in threading.enumerate():
                    if thread.name == "coach-input":
                        thread.join()
                threading.excepthook = hook
                sys.stdin = stdin
                os.environ.clear()
                os.environ.update(before)
                gc.unfreeze()
                gc.enable()
        return run_of(code, out.getvalue())


def run_of(code: int, out: str) -> Run:
    assert "Traceback" not in out
    return Run(code, tuple(TIMED.sub("", line, count=1) for line in out.splitlines()))


def assert_command_loosens_nothing(folder: Path, variant: Variant) -> None:
    """What holds for the routines, of the real command started in this way."""
    known = variant.kept and not variant.moved
    ticked = ("0",) if variant.cautions else ()
    through = ("n", *ticked) if known else ("", *FULL_LIST, "0")
    first = Person(folder, variant, known=False).play("", *FULL_LIST, "0", "8")
    assert_first_use(first)
    assert first.says(texts()["texts"]["none-now"])
    assert first.code == 3
    assert not first.says(["First three."])
    person = Person(folder, variant, known=known)
    stopped = person.play(*(() if known else ("",)), "y", "y", "y")
    assert_list_first(stopped)
    assert stopped.says([*texts()["levels"]["emergency"], EXTRA])
    assert stopped.code == 4
    if variant.kept:
        again = person.play("3")
        assert again.says([FOLLOW_UP])
        assert again.code == 4
    if variant.timely:
        hurt = Person(folder, variant, known=known).play(*through, *HURTS_7)
        assert_list_first(hurt)
        assert hurt.says(["The session ends here: pain rose by 7, to 7."])
        assert hurt.says(texts()["texts"]["session-ended-for-pain"])
        assert hurt.code == 3


EXTRA: Final = "This needs checking within hours, even if the pain is mild."
FOLLOW_UP: Final = "? On {date} you said yes to: {question} Since then? {answers}"
NUMBER: Final = ("? In an emergency:", "? Which number do you call")
SHORT_LIST: Final = "? Anything new or worse since last time?"
FIRST_SCREEN: Final = "? Is any of this so now, new or worse? (1 of 4)"


def assert_list_first(run: Run) -> None:
    """A list is asked before anything but the number to call, and it is whole."""
    first, *others = run.questions
    if first.startswith(NUMBER):
        first = others[0]
    assert first.startswith((SHORT_LIST, FIRST_SCREEN))
    listed = content().short_list if SHORT_LIST in first else content().full_list[0].lines
    assert run.says([*(f"- {line.text}" for line in listed), first])


def assert_first_use(run: Run) -> None:
    assert run.questions[0].startswith(NUMBER)
    assert run.says(texts()["start"])
    for number, screen in enumerate(content().full_list[:4], start=1):
        question = run.questions[number]
        assert question.startswith(f"? {screen.text} ({number} of 4)")
        assert run.says([*(f"- {line.text}" for line in screen.lines), question])
    assert run.questions[5].startswith("? Which of these apply to you?")
    assert run.questions[6].startswith("? How is your back now?")


def test_all_of_it_holds_for_the_command(tmp_path: Path) -> None:
    assert_command_loosens_nothing(tmp_path, Variant())


# --- the settings ---

SETTINGS: Final = [(table, key) for table, keys in _KEYS.items() for key in keys]
ANY_SETTING: Final = (
    *('"ZZ"', '"000"', '"none"', '"off"', '"silent"', '"high-contrast"', '"reduced"', '"reader"'),
    *(
        '"quiet"',
        '"braille"',
        "260",
        "0",
        "10",
        "-1",
        "false",
        "true",
        '""',
        "[]",
        "{}",
        "8.5",
        "1979-05-27",
    ),
)
MOST_TRIED: Final = 2


def setting(table: str, key: str, value: str) -> str:
    return f"[{table}]\n{key} = {value}\n" if table else f"{key} = {value}\n"


@pytest.mark.parametrize(("table", "key"), SETTINGS, ids=lambda part: part or "top")
def test_no_value_of_a_setting_loosens_anything(tmp_path: Path, table: str, key: str) -> None:
    accepted = []
    for value in ANY_SETTING:
        file = tmp_path / "settings.toml"
        file.write_text(setting(table, key, value), encoding="utf-8")
        _, mistakes = read_settings(file)
        if mistakes:
            assert mistakes[0].startswith(f"{file}:{2 if table else 1}: ")
        else:
            accepted.append(value)
    assert accepted
    for value in islice(accepted, MOST_TRIED):
        assert_command_loosens_nothing(tmp_path, Variant(setting(table, key, value)))


def test_all_the_settings_together_loosen_nothing(tmp_path: Path) -> None:
    text = (
        'country = "ZZ"\nemergency-number = "000"\nadvice-line = "000"\nvoice = "reader"\n'
        '[sound]\nbackend = "none"\nprofile = "silent"\nvolume = 0\nbell = false\n'
        "[sounds]\n"
        + "".join(f'{tone.value} = "/dev/null"\n' for tone in Tone)
        + '[speech]\nlevel = "quiet"\nvolume = 0\nrate = 260\nname = "nobody"\n'
        '[screen]\ntheme = "terminal"\nmotion = "reduced"\nfigure = "braille"\n'
        "[progress]\nweekly-goal = 1\nmost-reps = 50\n"
    )
    assert_command_loosens_nothing(tmp_path, Variant(text))
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")
    assert read_settings(tmp_path / "settings.toml")[1] == ()
    assert {key for table, key in SETTINGS} == set(re.findall(r"^([a-z-]+) =", text, re.MULTILINE))


WISHED_SETTINGS: Final = [
    (table, key) for table in (*_KEYS, "safety") for key in UNKNOWN if (table, key) not in SETTINGS
]


@pytest.mark.parametrize(("table", "key"), WISHED_SETTINGS, ids=lambda part: part or "top")
def test_a_setting_that_there_is_not_is_told_and_loosens_nothing(
    tmp_path: Path, table: str, key: str
) -> None:
    text = setting(table, key, "true")
    told = Person(tmp_path, Variant(text), known=True)
    run = told.play("n", "8")
    name = table if table and table not in _KEYS else f"{table}.{key}" if table else key
    line = 2 if table in _KEYS and table else 1
    wanted = f"{told.settings}:{line}: there is no setting '{name}'."
    assert any(said.startswith(wanted) for said in run.lines), run.lines[:3]
    assert_list_first(run)
    assert run.code == 3


@pytest.mark.parametrize(
    "text", ["][", b"\xff\xfe", "[" * 999, "skip-questions = true\n[safety]\npain-max = 10\n"]
)
def test_a_broken_settings_file_loosens_nothing(tmp_path: Path, text: str | bytes) -> None:
    assert_command_loosens_nothing(tmp_path, Variant(text))


# --- the environment ---

PACKAGE: Final = Path(coach.__file__).parent
READS: Final = {
    "adapters/audio/process.py": {"PYTHONMALLOC"},
    "adapters/keep_awake.py": {"WSL_DISTRO_NAME"},
    "adapters/notifier.py": {"WSL_DISTRO_NAME"},
    "adapters/paths.py": {"COACH_CONFIG_DIR", "COACH_DATA_DIR"},
    "adapters/region.py": {"LANG", "LC_ALL", "LC_MESSAGES"},
    "adapters/voice/kinds.py": {"XDG_DATA_HOME"},
    "adapters/voice/with_say.py": {"LANG", "LC_ALL", "POSIX"},
    "cli/diagnosis.py": {"COLORTERM", "NO_COLOR", "TERM", "WT_SESSION"},
    "cli/editors.py": {"EDITOR", "PATH", "VISUAL"},
    "cli/exercise_page.py": {"TERM", "TEXTUAL_ANIMATIONS"},
    "cli/screen.py": {"TERM"},
    "tui/whole.py": {"NO_COLOR"},
}
"""The modules that look into the environment, and what they look for. New ones: look at them."""
BY_LIBRARIES: Final = ("HOME", "PATH", "TZ", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
"""What the libraries look for on the program's behalf: where folders are, and where one lives."""
WISHED_FOR: Final = ("COACH_SKIP_QUESTIONS", "COACH_PLAY_SPEED", "COACH_PAIN_MAX", "COACH_DEBUG")
ENVIRONS: Final = frozenset({"environ", "environb", "getenv", "getenvb", "expandvars"})
AUTOMATIC: Final = frozenset({"envvar", "auto_envvar_prefix", "show_envvar", "allow_from_autoenv"})


def read_variables(path: Path) -> set[str] | None:
    """The variables that a module names; ``None`` where it doesn't look into the environment."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    looks = any(
        (isinstance(node, ast.Attribute) and node.attr in ENVIRONS)
        or (isinstance(node, ast.alias) and node.name in ENVIRONS)
        or (isinstance(node, ast.keyword) and node.arg in AUTOMATIC)
        for node in nodes
    )
    if not looks:
        return None
    return {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"_?[A-Z][A-Z0-9]*_?[A-Z0-9_]+", node.value)
        and not node.value.startswith("SIG")
    }


def test_every_variable_that_is_read_is_tried() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix(): read
        for path in sorted(PACKAGE.rglob("*.py"))
        if (read := read_variables(path)) is not None
    }
    assert found == READS


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("os.environ['A_B']", "A_B"),
        ("os.environ.get('COACH', '')", "COACH"),
        ("'A_B' in os.environ", "A_B"),
        ("os.getenv('A_B')", "A_B"),
        ("from os import environ\nenviron['A_B']", "A_B"),
        ("@click.option('--x', envvar='A_B')\ndef f(): pass", "A_B"),
    ],
)
def test_a_variable_that_is_read_is_found(tmp_path: Path, line: str, name: str) -> None:
    file = tmp_path / "module.py"
    file.write_text(line, encoding="utf-8")
    assert read_variables(file) == {name}


VARIABLES: Final = sorted({*BY_LIBRARIES}.union(*READS.values()))
NOWHERE: Final = "/dev/null/nowhere"


@pytest.mark.parametrize("value", ["0", NOWHERE], ids=["0", "nowhere"])
@pytest.mark.parametrize("name", VARIABLES)
def test_no_value_of_a_variable_loosens_anything(tmp_path: Path, name: str, value: str) -> None:
    variant = Variant(environment={name: value})
    if name.startswith("XDG_"):
        unset = {"COACH_DATA_DIR": "", "COACH_CONFIG_DIR": ""}
        somewhere = "{home}/moved" if value == "0" else NOWHERE
        moved = {"XDG_DATA_HOME": "{home}/moved-data", **unset, name: somewhere}
        kept = name != "XDG_DATA_HOME" or value == "0"
        variant = Variant(environment=moved, moved=True, kept=kept)
    elif name == "COACH_DATA_DIR":
        kept = value == "0"
        somewhere = "{home}/moved" if kept else NOWHERE
        variant = Variant(environment={name: somewhere}, moved=True, kept=kept)
    assert_command_loosens_nothing(tmp_path, variant)


def test_no_variable_that_one_may_wish_for_loosens_anything(tmp_path: Path) -> None:
    assert_command_loosens_nothing(tmp_path, Variant(environment=dict.fromkeys(WISHED_FOR, "10")))


def test_shell_completion_plays_nothing(tmp_path: Path) -> None:
    environment = {
        "_COACH_COMPLETE": "bash_complete",
        "COMP_WORDS": "coach play",
        "COMP_CWORD": "1",
    }
    run = Person(tmp_path, Variant(environment=environment), known=True).play("n", "0")
    assert (run.questions, run.says(["First three."])) == ([], False)


def test_all_the_variables_together_loosen_nothing_in_a_process_of_its_own(tmp_path: Path) -> None:
    given = dict.fromkeys(VARIABLES, "0") | {"TZ": "UTC", "TERM": "dumb", "NO_COLOR": "1"}
    said = [("", *FULL_LIST, "0", "8"), ("", "y", "y", "y"), ("", *FULL_LIST, "0", *HURTS_7)]
    started = []
    for number, lines in enumerate(said):
        folder = tmp_path / str(number)
        folder.mkdir()
        place = {"HOME": str(folder), "PATH": "", "PYTHONPATH": str(PACKAGE.parent)}
        place |= {f"COACH_{kind}_DIR": str(folder / kind) for kind in ("CONFIG", "DATA")}
        process = subprocess.Popen(
            [sys.executable, "-m", "coach", "play", "--plain", "--speed", "600"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**given, **place, "PYTHONMALLOC": "malloc"},
            cwd=folder,
            text=True,
            encoding="utf-8",
        )
        started.append((process, "".join(f"{line}\n" for line in lines)))
    ended = [(process.communicate(lines, timeout=30)[0], process) for process, lines in started]
    eight, yes, seven = (run_of(process.returncode, out) for out, process in ended)
    assert_first_use(eight)
    assert eight.says(texts()["texts"]["none-now"])
    assert yes.says([*texts()["levels"]["emergency"], EXTRA])
    assert seven.says(texts()["texts"]["session-ended-for-pain"])
    assert [run.code for run in (eight, yes, seven)] == [3, 4, 3]


# --- the options ---

QUIET: Final = 'voice = "none"\n[sound]\nvolume = 0\n'
PARAMETERS: Final = {parameter.name or "": parameter for parameter in play_command.params}
FAST: Final = ("--speed", "600")
ANY_OPTION: Final = ("0", "1", "1.01", "600", "601", "1e9", "nan", "inf", "-1", "off", "none")


def test_no_option_is_set_by_a_variable() -> None:
    assert [name for name, parameter in PARAMETERS.items() if parameter.envvar] == []
    assert "auto_envvar_prefix" not in command_line.coach.context_settings


@pytest.mark.parametrize(
    "name", [name for name, one in PARAMETERS.items() if isinstance(one, click.Option)]
)
def test_no_option_loosens_anything(tmp_path: Path, name: str) -> None:
    parameter = PARAMETERS[name]
    assert isinstance(parameter, click.Option)
    accepted = 0
    for option in [*parameter.opts, *parameter.secondary_opts]:
        for value in ((),) if parameter.is_flag else ((value,) for value in ANY_OPTION):
            # At the pace of the clock one value is enough.
            paces = ((), FAST) if not (value and accepted) else (FAST,)
            for others in paces if name != "speed" else ((),):
                options = (option, *value, *others)
                # There only the beginning is looked at.
                fast = bool(others) or (name, value) == ("speed", ("600",))
                variant = Variant(QUIET, options=options, cautions=name == "cautions", timely=fast)
                run = Person(tmp_path, variant, known=True).play("n", "8")
                if run.code == 2:
                    assert (run.questions, run.says(["First three."])) == ([], False)
                    continue
                accepted += 1
                assert_command_loosens_nothing(tmp_path, variant)
    assert accepted


@pytest.mark.parametrize("option", ["--skip-questions", "--no-checks", "--force", "--yes", "-y"])
def test_an_option_that_there_is_not_plays_nothing(tmp_path: Path, option: str) -> None:
    run = Person(tmp_path, Variant(options=(option,)), known=True).play("n", "0")
    assert (run.code, run.questions) == (2, [])


def test_without_a_terminal_there_is_no_session_but_line_by_line(tmp_path: Path) -> None:
    person = Person(tmp_path, Variant(QUIET), known=True)
    for arguments in (["play"], ["play", "first-three"], ["play", "--cautions"], []):
        run = person.run(arguments, "n\n0\n")
        assert (run.code, run.questions) == (2, [])


@pytest.mark.parametrize("name", ["mine", "a file"])
def test_a_routine_of_ones_own_goes_through_the_same_door(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "elsewhere"
    text = a_routine(title="First three", level="1", needs={"pain-max": "10"}, sounds="silent")
    file = write(folder / "routines" / "mine.yaml", text)
    environment = {"COACH_CONFIG_DIR": str(folder)}
    routine = name if name == "mine" else str(file)
    variant = Variant(environment=environment, routine=routine)
    assert_command_loosens_nothing(tmp_path, variant)


def test_a_routine_that_would_loosen_something_plays_nothing(tmp_path: Path) -> None:
    file = write(tmp_path / "mine.yaml", a_routine(**{"pain-limit": "10"}))
    run = Person(tmp_path, Variant(routine=str(file)), known=True).play("n", "0")
    assert (run.code, run.questions) == (1, [])
    assert run.lines[0].startswith(f"{file}:")
