"""A routine as one file: it plays the same on a machine that lacks its exercises."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings

from coach.adapters.library.exchange.formats import read_foreign
from coach.adapters.library.exchange.one_file import write_one_file
from coach.adapters.library.exchange.outcome import Exported
from coach.adapters.library.exchange.pwf_out import ALWAYS_LOST, write_pwf
from coach.adapters.library.library import YamlLibrary
from coach.adapters.library.writing import routine_text
from coach.adapters.resources import bundled
from coach.domain.checks import CheckRule
from coach.domain.dose import Dose, Reps
from coach.domain.exercise import Exercise, Phase
from coach.domain.layout import compile_timeline
from coach.domain.plan import settle
from coach.domain.routine import (
    ExerciseStep,
    PainCheckStep,
    RepeatStep,
    RestStep,
    Routine,
    SayStep,
    Step,
)
from coach.domain.sounds import AS_SET
from tests.adapters.library.readable import readable_routines
from tests.adapters.library.shelves import Shelves

BUNDLED = bundled("routines")
HOP = "name: Hop, position: any, dose: {reps: 2}, finish: [Stop.]"
HOP_BELOW = (
    HOP.replace(", position", "\n    position")
    .replace(", finish", "\n    finish")
    .replace(", dose", "\n    dose")
    + "\n"
)
NAMES = sorted(path.stem for path in BUNDLED.glob("*.yaml"))


def one_file(library: YamlLibrary, folders: tuple[Path, ...], name: str) -> Exported:
    entry = library.routine(name)
    assert entry.routine is not None
    return write_one_file(
        Path(entry.file),
        Path(entry.file).read_bytes(),
        entry.routine,
        library.exercises(),
        folders=folders,
        reliefs={id: one.title for id, one in library.reliefs().items()},
    )


@pytest.fixture(scope="module")
def here() -> YamlLibrary:
    """The bundled library, which is read once."""
    return YamlLibrary(None, BUNDLED)


@pytest.mark.parametrize("name", NAMES)
def test_a_bundled_routine_plays_the_same_where_nothing_else_is(
    here: YamlLibrary, tmp_path: Path, name: str
) -> None:
    made = one_file(here, (BUNDLED,), name)
    assert made.remarks == ()
    file = tmp_path / "theirs.yaml"
    file.write_text(made.text, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    there = YamlLibrary(None, tmp_path / "empty")
    assert there.check(file) == []
    ours, theirs = here.routine(name), there.routine(str(file))
    assert ours.routine is not None
    assert theirs.routine is not None
    rule = CheckRule()
    assert compile_timeline(theirs.routine, {}, checks=rule) == compile_timeline(
        ours.routine, here.exercises(), checks=rule
    )
    drawn = there.figures(theirs)
    assert {one.id for one in theirs.routine.exercises} == {*drawn}
    assert drawn == {id: figure for id, figure in here.figures().items() if id in drawn}


@pytest.mark.parametrize(
    ("own", "kept"),
    [
        ("", "- exercise: cat-cow # a comment"),
        (f"exercises:\n    - {{id: hop, {HOP}}}\n", "Hop"),
        (f"exercises: # mine\n  hop:\n    {HOP_BELOW}# end\n\n", "# end"),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_routine_stays_as_its_author_wrote_it(
    shelves: Shelves, own: str, kept: str, ends: str
) -> None:
    hop = "  - exercise: hop\n" if own else ""
    text = f"schema: 1\ntitle: Mine\n{own}steps:\n  - exercise: cat-cow # a comment\n{hop}"
    shelves.write("mine.yaml", text.replace("\n", ends))
    made = one_file(shelves.library, (shelves.own, shelves.bundled), "mine")
    assert made.remarks == ()
    assert kept in made.text
    lines = made.text.split(ends)
    before = [line for line in text.split("\n") if line]
    assert [line for line in lines if line in before][: len(before)] == before
    found = yaml.safe_load(made.text)["exercises"]
    ids = [one["id"] for one in found] if isinstance(found, list) else list(found)
    assert ids == [*(["hop"] if own else []), "cat-cow", "child-pose"]
    assert "figure: {view: side" in made.text


def test_a_routine_in_braces_is_written_anew_and_it_is_said(shelves: Shelves) -> None:
    shelves.write("mine.yaml", "{schema: 1, title: Mine, steps: [{exercise: walk}]}\n")
    made = one_file(shelves.library, (shelves.own, shelves.bundled), "mine")
    assert made.remarks == ("the file is written anew: its comments and drawings are left out",)
    assert shelves.read(made.text).steps == (ExerciseStep("walk"),)


def test_an_own_exercise_comes_from_ones_own_folder_with_its_comments(shelves: Shelves) -> None:
    shelves.write(
        "exercises/walk.yaml",
        "# mine\nschema: 1\nkind: exercise\n# slow\nname: Slow walk\nposition: standing\n"
        "phases:\n  - name: walk\n    seconds: hold\n    say: |\n      Easy\n      pace.\n"
        "dose: {time: 2m}\nfinish: [Stand still.]\n",
    )
    shelves.write("mine.yaml", "schema: 1\ntitle: Mine\nsteps:\n  - exercise: walk\n")
    made = one_file(shelves.library, (shelves.own, shelves.bundled), "mine")
    assert "  - id: walk\n    # mine\n    # slow\n    name: Slow walk\n" in made.text
    (walk,) = shelves.read(made.text).exercises
    assert walk == shelves.library.exercises()["walk"]


def test_a_sound_file_has_to_be_handed_on_as_well(shelves: Shelves) -> None:
    text = "schema: 1\ntitle: Mine\nsounds: {done: bell.wav}\nsteps:\n  - exercise: walk\n"
    shelves.write("mine.yaml", text)
    made = one_file(shelves.library, (shelves.own, shelves.bundled), "mine")
    assert len(made.remarks) == 1
    assert "bell.wav" in made.remarks[0]
    assert "hand it on as well" in made.remarks[0]


@settings(deadline=None)
@given(readable_routines)
def test_any_routine_with_its_own_exercises_is_one_file_already(routine: Routine) -> None:
    bare = replace(routine, sounds=AS_SET)
    text = routine_text(bare)
    made = write_one_file(
        Path("mine.yaml"), text.encode(), bare, {}, folders=(), reliefs={"heat": "Heat"}
    )
    assert made == Exported(text)


# Portable Workout Format

Said = tuple[str, tuple[int, ...], int, int]
"""What both formats can say of an exercise: its name, reps of each set, seconds, rest."""


def said_of(routine: Routine, library: Mapping[str, Exercise]) -> list[Said | int]:
    """The exercises and rests of a routine, one after the other, as both formats can say them."""
    exercises = {**library, **{own.id: own for own in routine.exercises}}
    return _merged(list(_said(routine, routine.steps, exercises)))


def _said(
    routine: Routine, steps: tuple[Step, ...], exercises: Mapping[str, Exercise]
) -> list[Said | int]:
    found: list[Said | int] = []
    for step in steps:
        match step:
            case ExerciseStep():
                found += _of_exercise(step, routine, exercises)
            case RestStep():
                found.append(max(1, round(step.seconds)))
            case RepeatStep():
                found += _said(routine, step.steps, exercises) * step.times
    return found


def _of_exercise(
    step: ExerciseStep, routine: Routine, exercises: Mapping[str, Exercise]
) -> list[Said | int]:
    exercise = exercises[step.exercise]
    planned = settle(step, exercise, routine)
    held = any(phase.seconds is None for phase in exercise.phases)
    length = planned.time if planned.time is not None else planned.hold if held else 0.0
    seconds = max(1, round(length)) if length else 0
    rest = (max(1, round(planned.rest)) if planned.rest else 0) if len(planned.reps) > 1 else 0
    if len(set(planned.reps)) <= 1:
        return [(exercise.name, planned.reps, seconds, rest)]
    apart: list[Said | int] = []
    for number, reps in enumerate(planned.reps):
        apart += [rest] if number and rest else []
        apart.append((exercise.name, (reps,), seconds, 0))
    return apart


def _merged(found: list[Said | int]) -> list[Said | int]:
    """The same with rests in a row as one, and without those that no exercise comes before."""
    merged: list[Said | int] = []
    for one in found:
        if isinstance(one, int):
            last = merged[-1] if merged else None
            if isinstance(last, int):
                merged[-1] = last + one
            elif last is not None:
                merged.append(one)
        else:
            merged.append(one)
    return merged


def nameable(routine: Routine) -> Routine:
    """The routine with plain names, and phases that last whole seconds, as theirs do."""
    own = tuple(
        replace(
            one,
            name=f"The {one.id}",
            aliases=(),
            phases=tuple(
                Phase(p.name, p.seconds and float(round(p.seconds) or 1)) for p in one.phases
            ),
        )
        for one in routine.exercises
    )
    return replace(routine, exercises=own)


@settings(deadline=None)
@given(readable_routines.map(nameable))
def test_a_plan_that_comes_back_has_what_both_can_say(routine: Routine) -> None:
    library = {own.id: own for own in routine.exercises}
    made = write_pwf(routine, library)
    assert made.remarks[-2:] == ALWAYS_LOST
    plan = yaml.safe_load(made.text)
    days = plan["cycle"]["days"]
    assert len(days) == 1
    if not days[0]["exercises"]:
        return
    ((back,),) = (read_foreign("plan.yaml", made.text.encode(), library)[1],)
    assert back.routine.title == " ".join(routine.title.split())
    assert back.routine.exercises == ()
    assert said_of(back.routine, library) == said_of(routine, library)


def test_what_a_plan_cannot_say_is_said_step_by_step(shelves: Shelves) -> None:
    library = dict(shelves.library.exercises())
    routine = Routine(
        "mine",
        "Mine",
        (
            RestStep(5),
            ExerciseStep("cat-cow", Dose(descending=(3, 2)), setup=20.0),
            PainCheckStep(),
            SayStep("Half-way."),
        ),
        pain_limit=3,
    )
    assert write_pwf(routine, library).remarks == (
        '"pain-limit" is left out',
        "step 1: the rest is left out: there is no exercise before it",
        'step 2 (Cat-cow): "setup" is left out',
        "step 2 (Cat-cow): sets that get shorter are written one by one",
        "step 3: the pain check is left out",
        'step 4: the line "Half-way." is left out',
        *ALWAYS_LOST,
    )


def test_a_round_of_a_plan_has_one_set_of_each_exercise(shelves: Shelves) -> None:
    library = dict(shelves.library.exercises())
    library["cat-cow"] = replace(library["cat-cow"], dose=Dose(Reps(5, 5), sets=3))
    once = ExerciseStep("cat-cow", Dose(Reps(4, 4), sets=1))
    routine = Routine("mine", "Mine", (RepeatStep(2, (once, RestStep(20))),))
    (back,) = read_foreign("plan.yaml", write_pwf(routine, library).text.encode(), library)[1]
    (found,) = back.routine.steps
    assert isinstance(found, RepeatStep)
    assert (found.times, len(found.steps)) == (2, 2)
    assert said_of(back.routine, library) == said_of(routine, library)


def test_a_rest_behind_what_is_repeated_comes_once(shelves: Shelves) -> None:
    library = dict(shelves.library.exercises())
    steps = (RepeatStep(3, (ExerciseStep("walk"),)), PainCheckStep(), RestStep(60))
    made = write_pwf(Routine("mine", "Mine", steps), library)
    assert "step 1: what is repeated is written out 3 times" in made.remarks
    assert made.text.count("rest_after_sec: 60") == 1
