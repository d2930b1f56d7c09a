"""Workouts of other programs: what becomes of them, and what is said about it."""

import json

import pytest

from coach.adapters.library.exchange.jawt import REST_WORDS
from coach.adapters.library.exchange.names import FINISH
from coach.domain.dose import Dose, Reps, Seconds
from coach.domain.exercise import Position
from coach.domain.routine import ExerciseStep, RepeatStep, RestStep
from tests.adapters.library.exchange.taking_in import refusal, sample, taken_in
from tests.adapters.library.shelves import Shelves


def by_time(exercise: str, seconds: float) -> ExerciseStep:
    return ExerciseStep(exercise, Dose(time=seconds))


def workout(*exercises: dict[str, object], repetitions: int = 1, **more: object) -> str:
    sets = [{"repetitions": repetitions, "exercises": list(exercises)}]
    return json.dumps({"title": "W", "sets": sets, **more}, ensure_ascii=False)


# Just Another Workout Timer


def test_a_workout_becomes_steps_by_time_with_its_rests_and_rounds(shelves: Shelves) -> None:
    (found,) = sample(shelves, "morning.jawt.json")
    routine = found.routine
    assert routine.title == "Morning back"
    assert routine.steps == (
        by_time("cat-cow", 40),
        RestStep(20),
        RepeatStep(
            3,
            (by_time("child-pose", 30), RestStep(15), ExerciseStep("heel-slides"), RestStep(15)),
        ),
    )


def test_an_exercise_that_the_library_does_not_have_is_one_of_ones_own(shelves: Shelves) -> None:
    (found,) = sample(shelves, "morning.jawt.json")
    (own,) = found.routine.exercises
    assert (own.id, own.name, own.position) == ("heel-slides", "Heel slides", Position.ANY)
    assert own.dose == Dose(time=90)
    assert own.finish == (FINISH,)
    unknown, color = found.remarks
    assert unknown.startswith('line 18: "Heel slides" is not in the library')
    assert color == 'line 18: "color" is left out, 2 times'


def test_a_backup_is_a_routine_for_each_workout(shelves: Shelves) -> None:
    one = json.loads(workout({"name": "Walk", "duration": 60}))
    found = taken_in(shelves, json.dumps({"workouts": [one, {**one, "title": "Other"}]}))
    assert [imported.routine.title for imported in found] == ["W", "Other"]
    assert all(imported.routine.steps == (by_time("walk", 60),) for imported in found)


@pytest.mark.parametrize("word", REST_WORDS)
def test_a_rest_is_known_in_every_language_of_the_app(shelves: Shelves, word: str) -> None:
    text = workout({"name": "walk", "duration": 60}, {"name": word.upper(), "duration": 10})
    (found,) = taken_in(shelves, text)
    assert found.routine.steps[1] == RestStep(10)
    assert found.routine.exercises == ()


def test_a_backup_with_the_lower_byte_of_each_letter_is_read(shelves: Shelves) -> None:
    text = workout(
        {"name": "Kniebeuge für Anfänger", "duration": 60}, {"name": "Отдых", "duration": 10}
    )
    (found,) = taken_in(shelves, bytes(ord(char) & 0xFF for char in text))
    assert found.routine.exercises[0].name == "Kniebeuge für Anfänger"
    assert found.routine.steps[1] == RestStep(10)
    assert any("not UTF-8" in remark for remark in found.remarks)


def test_a_near_name_is_proposed_and_never_taken(shelves: Shelves) -> None:
    (found,) = taken_in(shelves, workout({"name": "Cat cows", "duration": 30}))
    assert [own.id for own in found.routine.exercises] == ["cat-cows"]
    assert found.remarks[0].endswith('; did you mean cat-cow? Then take "exercise: cat-cow"')


def test_what_takes_no_time_is_left_out_and_said(shelves: Shelves) -> None:
    text = workout({"name": "Walk", "duration": 60}, {"name": "Rest", "duration": 0})
    (found,) = taken_in(shelves, text)
    assert found.routine.steps == (by_time("walk", 60),)
    assert found.remarks == ("line 1: what lasts less than a second is left out",)


def test_a_name_cannot_act_on_a_screen_or_in_the_file(shelves: Shelves) -> None:
    name = "a\x1b[31m\u202e: [x]\n# " + "n" * 80
    (found,) = taken_in(shelves, workout({"name": name, "duration": 30}))
    (own,) = found.routine.exercises
    assert own.name == ("a [31m : [x] # " + "n" * 80)[:57] + "..."
    assert "\x1b" not in "".join(found.remarks)


def test_two_unknown_exercises_of_one_name_are_one(shelves: Shelves) -> None:
    text = workout({"name": "Hop", "duration": 30}, {"name": "hop", "duration": 50})
    (found,) = taken_in(shelves, text)
    assert found.routine.steps == (ExerciseStep("hop"), by_time("hop", 50))
    assert len(found.routine.exercises) == 1


def test_in_a_file_of_one_line_a_remark_has_its_column(shelves: Shelves) -> None:
    text = workout({"name": "Walk", "duration": 60, "color": "red"}, note="n" * 300)
    (found,) = taken_in(shelves, text)
    column = text.index('"red"') + 1
    assert found.remarks[0] == f'line 1, column {column}: "color" is left out'


# OpenHIIT


def test_a_timer_becomes_laps_with_breaks_a_warm_up_and_a_cool_down(shelves: Shelves) -> None:
    evening, _ = sample(shelves, "timers.openhiit.json")
    rest = RestStep(10)
    lap = (by_time("child-pose", 40), rest, by_time("walk", 40), rest, ExerciseStep("work"))
    assert evening.routine.title == "Evening"
    assert evening.routine.steps == (
        ExerciseStep("warm-up"),
        rest,
        RepeatStep(2, (*lap, RestStep(30))),
        *lap,
        ExerciseStep("cool-down"),
    )
    said = " ".join(evening.remarks)
    for key in ("soundSettings", "color", "showMinutes", "getReadyTime"):
        assert f'"{key}"' in said


def test_a_timer_with_its_settings_as_text_and_no_rests(shelves: Shelves) -> None:
    _, plain = sample(shelves, "timers.openhiit.json")
    lap = (by_time("cat-cow", 30), by_time("cat-cow", 30))
    assert plain.routine.steps == (RepeatStep(2, lap),)
    assert any("this activity has no interval" in remark for remark in plain.remarks)


# Portable Workout Format


def test_each_day_of_a_plan_is_a_routine(shelves: Shelves) -> None:
    floor, standing = sample(shelves, "leaflet.pwf.yaml")
    assert (floor.routine.title, standing.routine.title) == ("Leaflet: Floor", "Leaflet: Standing")
    assert floor.routine.summary == "What the leaflet says."
    assert floor.routine.tags == ("back", "daily")
    assert floor.routine.days_a_week == 3
    assert floor.routine.prescribed_by == ""
    said = " ".join(floor.remarks)
    for key in ("author", "equipment", "notes", "target_load", "target_session_length_min"):
        assert f'"{key}" is left out' in said


def test_sets_reps_holds_and_rests_of_a_plan_are_kept(shelves: Shelves) -> None:
    floor, _ = sample(shelves, "leaflet.pwf.yaml")
    plank = ExerciseStep("plank")
    assert floor.routine.steps == (
        ExerciseStep(
            "child-pose",
            Dose(Reps(1, 1), hold=Seconds(20), sets=3, rest=15.0),
            note="Knees apart.",
        ),
        ExerciseStep("cat-cow", Dose(Reps(8, 8), sets=2, rest=30.0)),
        RestStep(45),
        ExerciseStep("heel-slides", note="Each side."),
        RepeatStep(2, (plank, RestStep(20))),
        plank,
    )
    assert [own.dose for own in floor.routine.exercises] == [Dose(Reps(8, 8)), Dose(time=30.0)]


def test_a_circuit_of_a_plan_is_repeated(shelves: Shelves) -> None:
    _, standing = sample(shelves, "leaflet.pwf.yaml")
    assert standing.routine.steps == (
        RepeatStep(
            2,
            (by_time("walk", 120), RestStep(10), ExerciseStep("wall-push"), RestStep(60)),
        ),
    )
    assert any('"Row" has neither reps nor a time' in remark for remark in standing.remarks)


def plan(*days: str) -> str:
    listed = "".join(f"    - {{{day}}}\n" for day in days)
    return f"plan_version: 1\nmeta: {{title: P}}\ncycle:\n  days:\n{listed}"


WALK = "exercises: [{name: Walk, target_duration_sec: 60}]"


@pytest.mark.parametrize("rest", ["exercises: []", "focus: Rest, exercises: null"])
def test_a_day_of_rest_is_left_out_and_said(shelves: Shelves, rest: str) -> None:
    first, third = taken_in(shelves, plan(WALK, rest, WALK, rest))
    assert (first.routine.title, third.routine.title) == ("P: Day 1", "P: Day 3")
    assert first.remarks == ()
    assert third.remarks == (
        "line 6: there is nothing to do on day 2: it is left out",
        "line 8: there is nothing to do on day 4: it is left out",
    )


def test_a_plan_of_nothing_but_rest_is_refused(shelves: Shelves) -> None:
    found = refusal(shelves, plan("exercises: []", "exercises: []"))
    assert found.message == "there is nothing to do on any day of this plan"


# Names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ताड़ासन", "तोड़सन"),
        ("ตี", "ตุ"),
        ("\N{PERSON RAISING BOTH HANDS IN CELEBRATION}", "\N{RUNNER}"),
        ("\N{BLACK HEART SUIT}\ufe0f", "\N{SKULL AND CROSSBONES}\ufe0f"),
        ("Twist ←", "Twist →"),
        ("???", "!!!"),
    ],
)
def test_names_that_differ_by_marks_or_signs_are_two_exercises(
    shelves: Shelves, one: str, other: str
) -> None:
    text = workout(*({"name": name, "duration": 30} for name in (one, other, one)))
    (found,) = taken_in(shelves, text)
    assert [own.name for own in found.routine.exercises] == [one, other]
    first, second, again = found.routine.steps
    assert first == again != second
    assert len({own.id for own in found.routine.exercises}) == 2


def test_names_that_differ_by_how_they_are_written_are_one_exercise(shelves: Shelves) -> None:
    names = ("Dehnübung!", "DEHNU\N{COMBINING DIAERESIS}BUNG", "dehnübung (\ufe0f)")
    text = workout(*({"name": name, "duration": 30} for name in names))
    (found,) = taken_in(shelves, text)
    assert len(found.routine.exercises) == 1
