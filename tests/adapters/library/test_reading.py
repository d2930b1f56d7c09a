"""A file that is right becomes a routine or an exercise as its author wrote it."""

import pytest

from coach.domain.dose import Breaths, Dose, Reps, Seconds, Sides, Tempo
from coach.domain.exercise import (
    Adaptation,
    Caution,
    Easier,
    ExerciseType,
    Phase,
    Position,
    Substitute,
)
from coach.domain.routine import (
    Defaults,
    ExerciseStep,
    Needs,
    PainCheckStep,
    Ready,
    RepeatStep,
    RestStep,
    SayStep,
    VoiceLevel,
)
from coach.domain.sounds import Profile, Sounds
from tests.adapters.library.shelves import CAT_COW, ROUTINE, Shelves

WHOLE = """\
# yaml-language-server: $schema=routine.schema.json
schema: 1
kind: routine
title: Everything
summary: >
  All keys
  at once.
tags: [daily, no]
level: 2
pain-limit: 4
minimal: [cat stretch]
prescribed-by: Dr Who
valid-until: 2026-12-31
times-a-day: 2
days-a-week: 5
sounds: calm
defaults: {rest: 20s, setup: ready, tempo: slow, voice: brief}
needs: {pain-max: 5, greens: 3, not-for: [knees], days-between: 1}
steps:
  - exercise: cat stretch
    reps: 5-10
    rest: 0
    sets: 2
    sides: alternate
    tempo: {inhale: 2s, exhale: 1:30}
    setup: 10
    say: Slowly now.
    voice: quiet
    note: Left hip first.
  - {exercise: child-pose, hold: 3 breaths, reps: [3, 2, 1]}
  - {exercise: walk, time: 1.5m}
  - rest: 30s
    say: Breathe.
  - say: "Nearly done: two more."
  - repeat: 3
    note: Three rounds.
    steps:
      - pain-check
      - pain-check:
        note: Honest now.
  - {exercise: my-stretch}
exercises:
  my-stretch:
    name: My stretch
    position: seated
    dose: {hold: 20s, sides: each}
    finish: Sit up.
"""


def test_every_key_of_a_routine_arrives(shelves: Shelves) -> None:
    routine = shelves.read(WHOLE)
    assert routine.id == "mine"
    assert routine.title == "Everything"
    assert routine.summary == "All keys at once."
    assert routine.tags == ("daily", "no")
    assert (routine.level, routine.pain_limit) == (2, 4)
    assert routine.minimal == ("cat-cow",)
    assert (routine.prescribed_by, routine.valid_until) == ("Dr Who", "2026-12-31")
    assert (routine.times_a_day, routine.days_a_week, routine.sounds) == (
        2,
        5,
        Sounds(Profile.CALM),
    )
    assert routine.defaults == Defaults(20, Ready.WAIT, Tempo(1.5), VoiceLevel.BRIEF)
    assert routine.needs == Needs(5, 3, frozenset({Caution.KNEES}), 1)
    assert routine.steps == (
        ExerciseStep(
            "cat-cow",
            Dose(
                reps=Reps(5, 10),
                rest=0,
                sets=2,
                sides=Sides.ALTERNATE,
                tempo=Tempo(phases=(("inhale", 2), ("exhale", 90))),
            ),
            setup=10,
            say="Slowly now.",
            voice=VoiceLevel.QUIET,
            note="Left hip first.",
        ),
        ExerciseStep("child-pose", Dose(hold=Breaths(3), descending=(3, 2, 1))),
        ExerciseStep("walk", Dose(time=90)),
        RestStep(30, "Breathe."),
        SayStep("Nearly done: two more."),
        RepeatStep(3, (PainCheckStep(), PainCheckStep("Honest now.")), "Three rounds."),
        ExerciseStep("my-stretch"),
    )


def test_an_own_exercise_needs_no_phases(shelves: Shelves) -> None:
    (own,) = shelves.read(WHOLE).exercises
    assert (own.id, own.name, own.position) == ("my-stretch", "My stretch", Position.SEATED)
    assert own.dose == Dose(hold=Seconds(20), sides=Sides.EACH)
    assert own.finish == ("Sit up.",)
    assert [phase.seconds for phase in own.phases] == [None]
    assert own.type is ExerciseType.STRETCH


@pytest.mark.parametrize(
    ("dose", "seconds"), [("{reps: 5}", 4), ("{time: 5s}", 5), ("{time: 2m}", 10)]
)
def test_without_phases_there_is_one_that_follows_from_the_dose(
    shelves: Shelves, dose: str, seconds: float
) -> None:
    (own,) = shelves.read(
        "schema: 1\ntitle: T\nsteps: [{exercise: roll}]\nexercises:\n"
        f"  roll: {{name: Roll, position: side, finish: Rest, dose: {dose}}}\n"
    ).exercises
    assert [phase.seconds for phase in own.phases] == [seconds]
    assert own.type is ExerciseType.MOBILITY


def test_own_exercises_may_be_a_list(shelves: Shelves) -> None:
    routine = shelves.read(
        ROUTINE + "exercises:\n  - " + CAT_COW.replace("\n", "\n    ").rstrip() + "\n"
    )
    assert [own.id for own in routine.exercises] == ["cat-cow"]


def test_every_key_of_an_exercise_arrives(shelves: Shelves) -> None:
    cat_cow = shelves.library.exercises()["cat-cow"]
    assert cat_cow.aliases == ("cat stretch",)
    assert (cat_cow.type, cat_cow.position) == (ExerciseType.MOBILITY, Position.ALL_FOURS)
    assert cat_cow.setup == ("Hands under your shoulders, knees under your hips.",)
    assert cat_cow.phases[0] == Phase(
        "inhale", 3, "Breathe in, let your belly sink.", "In", pose="cow"
    )
    assert cat_cow.dose == Dose(reps=Reps(5, 10), rest=15)
    assert cat_cow.avoid_if == {Caution.WRISTS, Caution.KNEES}
    assert cat_cow.instead == (
        Substitute(frozenset({Caution.KNEES, Caution.WRISTS}), "child-pose"),
    )
    assert cat_cow.adapt == (
        Adaptation(
            frozenset({Caution.ARCHING}),
            "Keep the movement small.",
            (("inhale", "Breathe in, stay flat.", "In"),),
        ),
    )
    assert cat_cow.easier == Easier("child-pose", Dose(reps=Reps(3, 3)), "On a chair.")
    assert cat_cow.harder is None
    assert cat_cow.source == ("S1",)


def test_an_exercise_goes_by_the_name_of_its_file(shelves: Shelves) -> None:
    exercise = shelves.read_exercise(CAT_COW.replace("id: cat-cow\n", ""))
    assert exercise.id == "mine"


def test_a_tempo_that_names_the_held_phase_gives_the_hold(shelves: Shelves) -> None:
    routine = shelves.read(
        "schema: 1\ntitle: T\nsteps:\n  - {exercise: child-pose, tempo: {fold: 2s, hold: 9s}}\n"
    )
    assert routine.steps == (
        ExerciseStep("child-pose", Dose(hold=Seconds(9), tempo=Tempo(phases=(("fold", 2),)))),
    )


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + ROUTINE.encode(),
        ROUTINE.replace("\n", "\r\n").encode(),
        ROUTINE.replace("\n", "\r").encode(),
        b"---\n" + ROUTINE.encode() + b"...\n",
        ROUTINE.replace("kind: routine\n", "").encode(),
        ROUTINE.replace("30s", '"30s"').replace("schema: 1", "schema: '1'").encode(),
    ],
    ids=["BOM", "CRLF", "CR", "dashes", "without kind", "quotes"],
)
def test_how_it_was_saved_changes_nothing(shelves: Shelves, data: bytes) -> None:
    assert shelves.read(data) == shelves.read(ROUTINE)


@pytest.mark.parametrize(
    ("text", "seconds"), [("1:30", 90), ("08", 8), ("'90'", 90), ("1_5", None), ("0o17", None)]
)
def test_a_number_is_no_surprise_of_yaml(
    shelves: Shelves, text: str, seconds: float | None
) -> None:
    whole = f"schema: 1\ntitle: No\nsteps: [{{rest: {text}}}]\n"
    if seconds is None:
        assert "is not a duration" in shelves.problem(whole).message
    else:
        assert shelves.read(whole).steps == (RestStep(seconds),)
