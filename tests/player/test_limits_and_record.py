"""A routine's own limits, doses out of the ordinary, and a record that can't be kept."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from coach.adapters.library.library import YamlLibrary
from coach.adapters.resources import bundled
from coach.adapters.store.memory import MemoryStore
from coach.domain.commands import Command, State
from coach.domain.events import Event, Outcome
from coach.domain.exercise_record import ExerciseDone
from coach.domain.timeline import Timeline
from coach.ports.journal import RecordError, Standing
from tests.player.house import House
from tests.record import first_bar


def own_routine(folder: Path, text: str) -> str:
    file = folder / "own.yaml"
    file.write_text(f"schema: 1\ntitle: My own\n{text}")
    return str(file)


@pytest.mark.parametrize("line", ["pain-limit: 2", "needs: {pain-max: 2}"])
def test_a_routines_own_limit_opens_only_the_gentle_session(tmp_path: Path, line: str) -> None:
    house = House()
    house.enter(own_routine(tmp_path, f"{line}\nsteps: [{{exercise: bridge}}]\n"))
    house.begin("n", 3)
    assert house.asked == "gentle"
    assert house.heard("Pain is 3, and this routine is for 2 at most.")
    assert not house.heard("112")
    house.answer("n")
    assert house.ended(Outcome.PAIN)


def test_a_score_over_the_routines_limit_ends_it(tmp_path: Path) -> None:
    steps = "steps: [{exercise: bridge, sets: 3}, pain-check, {exercise: cat-cow, sets: 4}]\n"
    house = House()
    house.enter(own_routine(tmp_path, f"pain-limit: 1\n{steps}"))
    house.begin("n", 1)
    assert house.play_until_question() == "score"
    house.answer(2)
    assert house.ended(Outcome.PAIN)


def test_a_dose_of_over_twice_the_usual_is_asked_about(tmp_path: Path) -> None:
    house = House()
    house.enter(own_routine(tmp_path, "steps: [{exercise: bridge, reps: 50}]\n"))
    house.begin("n", 0)
    assert house.asked == "unusual"
    house.answer("n")
    assert house.session.timeline.plan.exercises[0].reps == (10,)
    house.enter(own_routine(tmp_path, "steps: [{exercise: bridge, reps: 50}]\n"))
    house.begin("n", "n", "n", 0)
    assert house.asked == "unusual"
    house.answer("y")
    assert house.session.timeline.plan.exercises[0].reps == (50,)


AGAIN = """\
id: bridge
name: Hip raise
position: supine
phases: [{name: lift, seconds: 2}, {name: hold, seconds: hold}, {name: lower, seconds: 2}]
dose: {reps: 99, hold: 20s, sets: 2}
finish: [Rest.]
"""
ASKED_AGAIN = "Hip raise x 99 and held for 20 seconds, usual is 10 and 5 seconds: really?"


def test_a_file_that_defines_an_exercise_anew_is_asked_about_all_the_same(tmp_path: Path) -> None:
    house = House()
    text = "exercises:\n  - " + AGAIN.replace("\n", "\n    ").rstrip(" ")
    house.enter(own_routine(tmp_path, f"{text}steps: [{{exercise: bridge, sets: 1}}]\n"))
    house.begin("n", 0)
    assert house.asked == "unusual"
    assert house.stage.questions[-1].text == ASKED_AGAIN
    house.answer("n")
    assert house.session.timeline.plan.exercises[0].reps == (10,)


def test_an_own_exercise_in_place_of_the_coachs_does_not_say_what_is_usual(tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()
    text = "schema: 1\nkind: exercise\ntype: strength\n" + AGAIN.replace("sets: 2", "sets: 40")
    (tmp_path / "exercises" / "bridge.yaml").write_text(text)
    house = House(library=YamlLibrary(tmp_path, bundled("routines")))
    house.enter(own_routine(tmp_path, "steps: [{exercise: bridge, sets: 1}]\n"))
    house.begin("n", 0)
    assert house.stage.questions[-1].text == ASKED_AGAIN
    house.enter("strength")
    house.begin("n", "n", "n", 0)
    assert house.asked != "unusual"
    house = House(library=house.library)
    house.enter("first-three")
    house.begin("n", 0)
    assert house.stage.questions[-1].text == "Hip raise 40 sets, usual is 2: really?"


def test_a_prescribed_dose_is_not_asked_about(tmp_path: Path) -> None:
    house = House()
    text = "prescribed-by: Jo, physiotherapist\nsteps: [{exercise: bridge, reps: 50}]\n"
    house.enter(own_routine(tmp_path, text))
    house.begin("n", 0)
    assert house.is_in(State.RUNNING)


def test_resuming_while_it_plays_over_midnight_ends_nothing() -> None:
    house = House()
    house.clock.start += timedelta(hours=14, minutes=58)
    house.begin("n", 0)
    house.play_to("Child's pose", "hold", 3)
    house.clock.start += timedelta(minutes=10)
    assert not house.say(Command.RESUME)
    assert house.is_in(State.RUNNING)


class FullDisk(MemoryStore):
    """A record whose sessions can't be written any more."""

    def write(
        self,
        session: str,
        events: Sequence[Event],
        standing: Standing,
        wall: datetime,
        timeline: Timeline | None = None,
        done: Sequence[ExerciseDone] = (),
    ) -> None:
        raise RecordError("The disk is full; the session goes on without a record.")


def test_a_record_that_fails_is_told_once_and_the_session_goes_on() -> None:
    house = House(store=FullDisk())
    house.begin("n", 0)
    while house.play_until_question():
        house.answer(0)
    assert house.ended(Outcome.DONE)
    assert sum("The disk is full" in words for words in house.stage.words) == 1


def test_a_warning_sign_is_tried_also_after_the_record_has_failed() -> None:
    house = House(store=FullDisk())
    house.begin("n", 0)
    house.say(Command.PAIN)
    house.answer("3")
    assert house.ended(Outcome.EMERGENCY)
    assert first_bar(house.store) is not None


def test_the_gentle_session_is_the_bundled_one_with_bundled_exercises(tmp_path: Path) -> None:
    exercises = tmp_path / "exercises"
    exercises.mkdir()
    (exercises / "walk.yaml").write_text(
        "schema: 1\nkind: exercise\nid: walk\nname: Burpees\nposition: standing\n"
        "phases: [{name: jump, seconds: hold, say: Jump.}]\nfinish: [Stop.]\ndose: {time: 2m}\n"
    )
    own = YamlLibrary(tmp_path, bundled("routines"))
    assert own.exercises()["walk"].name == "Burpees"
    house = House(library=own)
    house.enter("acute-gentle")
    house.begin("n", 7)
    names = [step.exercise.name for step in house.session.timeline.plan.exercises]
    assert "Burpees" not in names
    assert names[-1] == "Walk"


def test_a_routine_without_an_exercise_blames_no_caution(tmp_path: Path) -> None:
    house = House()
    house.enter(own_routine(tmp_path, "steps: [{rest: 30s}, pain-check]\n"))
    house.begin("n", 0)
    assert house.ended(Outcome.LEFT)
    assert house.heard("There is no exercise in this routine.")
    assert not house.heard("cautions")
