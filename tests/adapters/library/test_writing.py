"""Files that the coach writes: they say what was meant, to us and to other programs."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.adapters.library.document import open_document
from coach.adapters.library.routine_file import read_routine
from coach.adapters.library.shelf import Shelf
from coach.adapters.library.writing import MODELINE, routine_text, scalar_text, step_text
from coach.domain.dose import Breaths, Dose, Reps, Seconds
from coach.domain.relief_step import TimedRelief
from coach.domain.routine import (
    ExerciseStep,
    PainCheckStep,
    RepeatStep,
    RestStep,
    Routine,
    SayStep,
)
from tests.adapters.library.readable import TRAPS, readable_routines

HERE = Path("/here")
WORDS = st.text(st.characters(exclude_categories=["Cs"]))


def read_back(text: str) -> Routine:
    document = open_document(str(HERE / "mine.yaml"), text.encode())
    found = read_routine(document, "routine", Shelf(), reliefs={"heat": "Heat"})
    assert not document.report, "\n".join(map(str, document.report.problems())) + "\n" + text
    assert found is not None
    return found


@settings(deadline=None)
@given(readable_routines)
def test_what_is_written_is_read_as_the_equal_routine(routine: Routine) -> None:
    text = routine_text(routine, folder=HERE)
    assert read_back(text) == routine
    assert yaml.safe_load(text)["title"] == routine.title


@settings(deadline=None)
@given(readable_routines)
def test_the_steps_alone_are_the_steps_of_a_file_at_any_indent(routine: Routine) -> None:
    one = replace(routine, steps=(SayStep("x"),))
    head = routine_text(one, folder=HERE).removesuffix("  - say: x\n")
    text = head + "".join(step_text(step, 7) for step in routine.steps)
    assert read_back(text) == routine


@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_of_yaml_stays_the_text_that_it_is(trap: str) -> None:
    written = scalar_text(trap)
    assert yaml.safe_load(f"a: {written}\nb: 1")["a"] == trap
    flow = scalar_text(trap, flow=True)
    assert yaml.safe_load(f"a: [{flow}, {{{flow}: {flow}}}]") == {"a": [trap, {trap: trap}]}


@settings(deadline=None)
@given(WORDS)
def test_any_text_is_one_scalar(text: str) -> None:
    written = scalar_text(text)
    assert "\n" not in written
    for loader in (yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        assert yaml.load(f"a: {written}\n", Loader=loader) == {"a": text}
        flow = f"[{scalar_text(text, flow=True)}, x]"
        assert yaml.load(flow, Loader=loader) == [text, "x"]


@pytest.mark.parametrize(
    "text",
    [
        "Child's pose",
        "Hands under shoulders, knees under hips.",
        "5-10",
        "20s",
        "a/b",
        "x (y)",
        "é",
    ],
)
def test_no_quotes_where_none_are_needed(text: str) -> None:
    assert scalar_text(text) == text


def test_each_step_is_written_as_a_person_would() -> None:
    bridge = ExerciseStep(
        "bridge", Dose(Reps(5, 10), hold=Seconds(90), rest=0.0), setup=7.5, note="no: 1"
    )
    inside = ExerciseStep("x", Dose(descending=(3, 2, 1), hold=Breaths(3)))
    steps = RepeatStep(2, (bridge, PainCheckStep(), RestStep(30), inside))
    assert (
        step_text(steps, 2)
        == """\
  - repeat: 2
    steps:
      - exercise: bridge
        reps: 5-10
        hold: 1m30s
        rest: 0s
        setup: 7.5s
        note: "no: 1"
      - pain-check
      - rest: 30s
      - exercise: x
        reps: [3, 2, 1]
        hold: 3 breaths
"""
    )


def test_a_step_of_a_relief_protocol_is_no_step_of_a_file() -> None:
    with pytest.raises(ValueError, match="only a relief protocol"):
        step_text(TimedRelief("warm", 60.0), 2)


def test_remarks_stand_at_the_top_and_are_comments_whatever_is_in_them() -> None:
    routine = Routine("routine", "Mine", (RestStep(30),))
    remarks = ["two\nlines: [", "\x1b[31mred\r- x\u2028title: other", ""]
    text = routine_text(routine, remarks=remarks)
    assert text.split("\n")[:7] == [
        MODELINE,
        "# two",
        "# lines: [",
        "# ?[31mred",
        "# - x",
        "# title: other",
        "#",
    ]
    assert read_back(text) == routine
    assert read_back(routine_text(routine, modeline=False)) == routine
    assert routine_text(routine, modeline=False).startswith("schema: 1\n")
