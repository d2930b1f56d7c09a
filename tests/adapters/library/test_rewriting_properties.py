"""Whatever way a routine's text is written in, a change keeps the rest of it, byte by byte."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coach.adapters.library.library import YamlLibrary
from coach.adapters.library.rewriting import changed
from coach.adapters.library.routine_files import YamlRoutineFiles
from coach.adapters.resources import bundled
from coach.domain.changes import (
    AddStep,
    Change,
    DeleteStep,
    DuplicateStep,
    MoveStep,
    SetKey,
    SetTitle,
    StepKey,
    StepPlace,
)
from coach.domain.dose import Dose, Reps, Sides
from coach.domain.routine import (
    ExerciseStep,
    PainCheckStep,
    Ready,
    RepeatStep,
    RestStep,
    Routine,
    SayStep,
    Step,
)
from coach.ports.library import Entry, Origin
from coach.ports.routine_files import RoutineText, UnchangeableError
from tests.adapters.library.written_by_hand import HAND_WRITTEN, ByHand

PICKS = st.integers(0, 1000)
NEW_STEPS: tuple[Step, ...] = (
    ExerciseStep("bridge", Dose(reps=Reps(5, 8)), say="It's: now"),
    RestStep(90),
    RepeatStep(2, (PainCheckStep(), SayStep("a # b"))),
)


def place_of(made: ByHand, pick: int) -> StepPlace:
    return made.places[pick % len(made.places)]


def behind(at: StepPlace) -> StepPlace:
    return (*at[:-1], at[-1] + 1)


@settings(max_examples=100)
@given(HAND_WRITTEN, PICKS, st.sampled_from(["7", "5-10", "[3, 2, 1]"]))
def test_one_dose_changes_only_the_bytes_of_that_dose(made: ByHand, pick: int, text: str) -> None:
    assume(made.reps)
    at, old = sorted(made.reps.items())[pick % len(made.reps)]
    before, after = made.text.split(old)
    # A list of numbers can't stay between quotes.
    if text.startswith("["):
        before = before.rstrip("'\"")
        after = after.lstrip("'\"")
    assert changed(made.text, SetKey(at, StepKey.REPS, text)) == before + text + after


@settings(max_examples=100)
@given(HAND_WRITTEN, PICKS, st.sampled_from(["Well, [so]: 1 # x", "yes", "'\"\\", "Slowly"]))
def test_a_note_comes_and_goes_and_nothing_else(made: ByHand, pick: int, text: str) -> None:
    at = place_of(made, pick)
    bare = changed(made.text, SetKey(at, StepKey.NOTE, None))
    noted = changed(bare, SetKey(at, StepKey.NOTE, text))
    assert remarks(noted) == remarks(bare)
    gone = changed(noted, SetKey(at, StepKey.NOTE, None))
    if gone != bare:  # a pain check of one word stays a group
        (old, new), *more = differing(bare, gone)
        assert not more
        assert new.count(":") == old.count(":") + 1
        assert "pain-check" in old


def differing(one: str, other: str) -> list[tuple[str, str]]:
    """The lines that are not the same in two texts, with as many lines."""
    both = zip(one.splitlines(), other.splitlines(), strict=True)
    return [(old, new) for old, new in both if old != new]


def remarks(text: str) -> Counter[str]:
    """The lines with nothing but a comment."""
    lines = (line.strip() for line in text.splitlines())
    return Counter(line for line in lines if line.startswith("#"))


@settings(max_examples=100)
@given(HAND_WRITTEN, PICKS, PICKS)
def test_a_move_and_the_move_back_are_nothing(made: ByHand, pick: int, other: int) -> None:
    at = place_of(made, pick)
    to = (*at[:-1], other % made.lists[at[:-1]])
    moved = changed(made.text, MoveStep(at, to))
    if not made.flow:
        assert Counter(moved.splitlines()) == Counter(made.text.splitlines())
    assert changed(moved, MoveStep(to, at)) == made.text


@settings(max_examples=80)
@given(HAND_WRITTEN, PICKS)
def test_a_copy_that_is_deleted_was_never_there(made: ByHand, pick: int) -> None:
    at = place_of(made, pick)
    doubled = changed(made.text, DuplicateStep(at))
    assert remarks(made.text) - remarks(doubled) == Counter()
    assert changed(doubled, DeleteStep(behind(at))) == made.text


@settings(max_examples=80)
@given(HAND_WRITTEN, PICKS, st.booleans(), st.sampled_from(NEW_STEPS))
def test_a_new_step_that_is_deleted_was_never_there(
    made: ByHand, pick: int, later: bool, step: Step
) -> None:
    at = behind(place_of(made, pick)) if later else place_of(made, pick)
    added = changed(made.text, AddStep(at, step))
    assert remarks(added) == remarks(made.text)
    assert changed(added, DeleteStep(at)) == made.text


@settings(max_examples=80)
@given(HAND_WRITTEN, PICKS)
def test_a_deleted_step_leaves_the_others_lines_in_their_order(made: ByHand, pick: int) -> None:
    at = place_of(made, pick)
    if made.lists[at[:-1]] == 1:
        with pytest.raises(UnchangeableError, match="only step"):
            changed(made.text, DeleteStep(at))
        return
    after = changed(made.text, DeleteStep(at))
    assert len(after) < len(made.text)
    if not made.flow:
        left = iter(made.text.splitlines())
        assert all(line in left for line in after.splitlines())  # each behind the one before it


CHANGES = st.one_of(
    st.builds(
        SetKey,
        st.tuples(st.integers(0, 4)) | st.tuples(st.integers(0, 4), st.integers(0, 2)),
        st.sampled_from(StepKey),
        st.sampled_from(["8", "[3, 2]", "{a: 2s}", "it's: #", "[", None, "- x", "\x00", "null"]),
    ),
    st.builds(MoveStep, st.tuples(st.integers(0, 4)), st.tuples(st.integers(0, 4))),
    st.builds(AddStep, st.tuples(st.integers(0, 5)), st.sampled_from(NEW_STEPS)),
    st.builds(DuplicateStep, st.tuples(st.integers(0, 4))),
    st.builds(DeleteStep, st.tuples(st.integers(0, 4))),
    st.builds(SetTitle, st.sampled_from(["x", "[a]", "'\"", "", "\u2028"])),
)
STRAY = [*"-:#[]{}'\"|>?&*!%@`,\t \n\r\u2028~", "- ", "\n  ", "? ", "--- ", "\r\n", "[]", "steps:"]


@settings(max_examples=150)
@given(HAND_WRITTEN, CHANGES, st.integers(0, 2**32))
def test_a_text_with_any_mistake_is_changed_or_refused(
    made: ByHand, change: Change, seed: int
) -> None:
    random = Random(seed)
    text = made.text
    for _ in range(random.randrange(1, 4)):
        index = random.randrange(len(text))
        text = text[:index] + random.choice(STRAY) + text[index + random.choice((0, 0, 1, 3)) :]
    try:
        after = changed(text, change)
    except UnchangeableError:  # and nothing else
        return
    # What comes out is a text of the same kind, which the next change finds as it is.
    assert "Once more" in changed(after, SetTitle("Once more"))


# The bundled routines


FILES = sorted(bundled("routines").glob("*.yaml"))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> YamlRoutineFiles:
    own = tmp_path_factory.mktemp("own")
    return YamlRoutineFiles(YamlLibrary(own, bundled("routines")))


def opened(files: YamlRoutineFiles, path: Path) -> tuple[RoutineText, Routine]:
    text = files.open(Entry(path.stem, Origin.BUNDLED, str(path), None))
    routine = files.read(text, text.text).routine
    assert routine is not None
    return text, routine


def expected(steps: tuple[Step, ...], change: Change) -> tuple[Step, ...]:
    """The steps of a routine without repeats, after a change."""
    listed = list(steps)
    match change:
        case MoveStep():
            listed.insert(change.to[0], listed.pop(change.at[0]))
        case AddStep():
            listed.insert(change.at[0], change.step)
        case DuplicateStep():
            listed.insert(change.at[0], listed[change.at[0]])
        case DeleteStep():
            del listed[change.at[0]]
    return tuple(listed)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_change_to_a_bundled_routine_reads_as_meant(
    files: YamlRoutineFiles, path: Path
) -> None:
    text, routine = opened(files, path)
    count = len(routine.steps)
    new = ExerciseStep("bridge", Dose(reps=Reps(5, 8)))
    whole: list[Change] = []
    for index in range(count):
        whole += [
            MoveStep((index,), ((index + 2) % count,)),
            DuplicateStep((index,)),
            AddStep((index + 1,), new),
        ]
        if routine.minimal == ():
            whole.append(DeleteStep((index,)))
    for change in whole:
        after = files.read(text, files.changed(text.text, change))
        assert after.routine == replace(routine, steps=expected(routine.steps, change)), change
    after = files.read(text, files.changed(text.text, SetTitle("No: 1")))
    assert after.routine == replace(routine, title="No: 1")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_key_in_a_bundled_routine_reads_as_meant(files: YamlRoutineFiles, path: Path) -> None:
    text, routine = opened(files, path)
    for index, step in enumerate(routine.steps):
        keys: list[tuple[StepKey, str | None, Step]] = []
        assert isinstance(step, ExerciseStep | RestStep)
        keys.append((StepKey.NOTE, "So: it is", replace(step, note="So: it is")))
        keys.append((StepKey.SAY, "It's #1", replace(step, say="It's #1")))
        keys.append((StepKey.SAY, None, replace(step, say="")))
        if isinstance(step, RestStep):
            keys.append((StepKey.REST, "1:30", replace(step, seconds=90.0)))
        else:
            keys.append((StepKey.SETUP, "ready", replace(step, setup=Ready.WAIT)))
            dose = step.dose
            keys.append(
                (StepKey.SIDES, "left", replace(step, dose=replace(dose, sides=Sides.LEFT)))
            )
            if dose.time is not None:
                keys.append((StepKey.TIME, "3m", replace(step, dose=replace(dose, time=180.0))))
            else:
                fewer = replace(dose, reps=Reps(2, 4), descending=None)
                keys.append((StepKey.REPS, "2-4", replace(step, dose=fewer)))
                sets = replace(dose, reps=None, descending=(2, 1), sets=None)
                if dose.sets is None:
                    keys.append((StepKey.REPS, "[2, 1]", replace(step, dose=sets)))
        for key, value, wanted in keys:
            after = files.read(text, files.changed(text.text, SetKey((index,), key, value)))
            steps = (*routine.steps[:index], wanted, *routine.steps[index + 1 :])
            assert after.routine == replace(routine, steps=steps), (key, value)
