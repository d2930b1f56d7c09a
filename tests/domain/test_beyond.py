"""More than usual, and words that can't be heard: what the author of a file is told."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.beyond import beyond, long_hold, rest_words_beyond, words_beyond
from coach.domain.cues import spoken_length
from coach.domain.dose import Breaths, Dose, Hold, Reps, Seconds, Tempo
from coach.domain.exercise import Exercise, ExerciseType, Phase
from tests.domain.make import LIFT, SQUEEZE, WALK
from tests.domain.strategies import doses, exercises

DESCENDING = replace(LIFT, dose=Dose(descending=(3, 2, 1), hold=Seconds(8)))


@pytest.mark.parametrize(
    ("dose", "found"),
    [
        (Dose(), []),
        (Dose(reps=Reps(1, 1)), []),  # less is the gentler way
        (Dose(reps=Reps(2, 4)), []),
        (Dose(reps=Reps(2, 5)), ["5 reps of lift is more than usual: Usual: 2-4"]),
        (Dose(descending=(5, 1)), ["5 reps of lift is more than usual: Usual: 2-4"]),
        (Dose(sets=3), []),
        (
            Dose(sets=4),
            ["4 sets of lift is more than usual: Usual: 4 reps in all for each side"],
        ),
        (Dose(hold=Seconds(10)), []),
        (
            Dose(hold=Seconds(10.5)),
            ["a hold of 10 seconds is longer than usual: Usual for lift: 5 seconds"],
        ),
        (
            Dose(hold=Breaths(2)),
            ["a hold of 20 seconds is longer than usual: Usual for lift: 5 seconds"],
        ),
        (Dose(time=1800), []),  # the exercise has no time of its own to compare it with
        (Dose(time=3600), ["60 minutes of lift is longer than usual: Usual: at most 30 minutes"]),
    ],
)
def test_a_dose_is_compared_with_the_one_of_its_exercise(dose: Dose, found: list[str]) -> None:
    assert [f"{one.found}: {one.usual}" for one in beyond(dose, LIFT, LIFT)] == found


def test_a_single_number_may_be_doubled_and_a_range_not_left() -> None:
    assert list(beyond(Dose(reps=Reps(6, 6)), SQUEEZE, SQUEEZE)) == []
    (one,) = beyond(Dose(reps=Reps(7, 7)), SQUEEZE, SQUEEZE)
    assert (one.key, one.usual) == ("reps", "Usual: 3")
    assert list(beyond(Dose(descending=(6, 4, 2)), DESCENDING, DESCENDING)) == []
    (one,) = beyond(Dose(descending=(7, 4, 2)), DESCENDING, DESCENDING)
    assert (one.key, one.usual) == ("reps", "Usual: 3, 2, 1")


def test_sets_are_named_at_the_key_that_gives_them() -> None:
    (one,) = beyond(Dose(sets=10), SQUEEZE, SQUEEZE)
    assert one.key == "sets"
    (one,) = beyond(Dose(descending=(3,) * 10), SQUEEZE, SQUEEZE)
    assert one.key == "reps"


def test_a_walk_of_half_an_hour_is_usual_however_short_the_librarys_is() -> None:
    assert list(beyond(Dose(time=1800), WALK, WALK)) == []
    (one,) = beyond(Dose(time=1801), WALK, WALK)
    assert (one.key, one.found) == ("time", "30 minutes 1 second of walk is longer than usual")
    still = replace(WALK, type=ExerciseType.REST)
    assert WALK.dose.time is not None
    assert list(beyond(Dose(time=2 * WALK.dose.time), still, still)) == []
    assert [one.key for one in beyond(Dose(time=2 * WALK.dose.time + 1), still, still)] == ["time"]


@pytest.mark.parametrize(
    ("kind", "hold", "long"),
    [
        (ExerciseType.STRETCH, Seconds(60), False),
        (ExerciseType.STRETCH, Seconds(61), True),
        (ExerciseType.STRENGTH, Breaths(2), False),
        (ExerciseType.STRENGTH, Seconds(21), True),
        (ExerciseType.MOBILITY, Seconds(21), True),
        (ExerciseType.REST, Seconds(600), False),
        (ExerciseType.STRETCH, None, False),
    ],
)
def test_the_hold_of_an_own_exercise_is_compared_with_its_kind(
    kind: ExerciseType, hold: Hold | None, long: bool
) -> None:
    found = long_hold(replace(LIFT, type=kind, dose=Dose(reps=Reps(3, 3), hold=hold)))
    assert (found is not None) is long


@given(exercises)
def test_the_exercises_own_dose_is_never_beyond_itself(exercise: Exercise) -> None:
    assert list(beyond(exercise.dose, exercise, exercise)) == []
    assert list(beyond(Dose(), exercise, exercise)) == []


@given(doses)
def test_fewer_reps_are_never_more_than_usual(dose: Dose) -> None:
    whole = dose.over(LIFT.dose)
    most = max(whole.descending or (whole.reps.high if whole.reps else 0,))
    assert any(
        one.found.endswith("of lift is more than usual") for one in beyond(dose, LIFT, LIFT)
    ) == (most > 4 or sum(whole.descending or (most * (whole.sets or 1),)) > 12)


# Words

TEN = "one two three four five six seven eight nine ten"


def test_words_that_fit_are_fine_and_the_first_rep_may_wait_a_little() -> None:
    assert list(words_beyond(Phase("lift", 2.0, TEN, "Up"), Dose())) == []
    assert list(words_beyond(Phase("lift", 0.2), Dose())) == []  # nothing was to be said


def test_a_line_far_longer_than_its_phase_is_told() -> None:
    (one,) = words_beyond(Phase("lift", 2.0, f"{TEN} {TEN}", "Up"), Dose())
    assert one.key == "say"
    assert one.found == (
        "these words take 9.1 seconds to say, and the phase lasts 2 seconds; "
        "the first rep waits for them"
    )
    assert one.better.startswith("At most 12 words, or a longer phase")


def test_a_short_line_that_does_not_fit_stays_unsaid_and_is_told() -> None:
    (one,) = words_beyond(Phase("lift", 1.0, "Lift.", "Lift it up now"), Dose())
    assert (one.key, one.better) == ("brief", "At most 1 word, or a phase of 3 seconds")
    assert one.found.endswith("after the first rep they stay unsaid")
    (one,) = words_beyond(Phase("lift", 0.5, "Lift."), Dose())
    assert (one.key, one.better) == ("name", "No words, or a phase of 1 second")


def test_a_phase_lasts_as_long_as_its_dose_says() -> None:
    held = Phase("hold", None, f"{TEN} {TEN}", "Hold")
    assert [one.key for one in words_beyond(held, Dose(hold=Seconds(2)))] == ["say"]
    assert list(words_beyond(held, Dose(hold=Seconds(10)))) == []
    assert list(words_beyond(held, Dose(time=10))) == []
    assert list(words_beyond(held, Dose())) == []
    slow = Dose(tempo=Tempo(phases=(("lift", 9.0),)))
    assert list(words_beyond(Phase("lift", 1.0, f"{TEN} {TEN}", "Up"), slow)) == []


@given(st.integers(1, 60), st.integers(1, 100).map(lambda tenths: tenths / 10))
def test_as_many_words_as_are_named_fit(words: int, seconds: float) -> None:
    found = rest_words_beyond(" ".join(["word"] * words), seconds)
    if found is None:
        assert spoken_length("word " * words) <= seconds
        return
    most = int(found.better.split()[2]) if found.better.startswith("At most") else 0
    assert rest_words_beyond("word " * most, seconds) is None
    assert rest_words_beyond("word " * (most + 1), seconds) is not None


def test_a_definition_of_a_files_own_does_not_move_what_is_usual() -> None:
    again = replace(LIFT, dose=Dose(reps=Reps(99, 99), hold=Seconds(60)))
    assert [f"{one.found}: {one.usual}" for one in beyond(Dose(), again, LIFT)] == [
        "99 reps of lift is more than usual: Usual: 2-4",
        "a hold of 1 minute is longer than usual: Usual for lift: 5 seconds",
    ]
    (one,) = beyond(Dose(), replace(LIFT, dose=Dose(time=1801)), LIFT)
    assert one.usual == "Usual: at most 30 minutes"


@pytest.mark.parametrize(
    ("dose", "key", "usual"),
    [
        (Dose(reps=Reps(30, 30)), "", ""),
        (Dose(reps=Reps(31, 31)), "reps", "at most 30"),
        (Dose(reps=Reps(2, 2), sets=6), "", ""),
        (Dose(reps=Reps(2, 2), sets=7), "reps", "at most 6 sets"),
        (Dose(time=1800), "", ""),
        (Dose(time=1801), "time", "at most 30 minutes"),
        (Dose(reps=Reps(1, 1), hold=Seconds(180)), "", ""),
        (Dose(reps=Reps(1, 1), hold=Seconds(181)), "hold", "at most 3 minutes"),
    ],
)
def test_an_exercise_that_the_coach_does_not_have_is_held_to_fixed_amounts(
    dose: Dose, key: str, usual: str
) -> None:
    found = list(beyond(Dose(), replace(LIFT, id="own", dose=dose), None))
    assert [one.key for one in found] == ([key] if key else [])
    assert all(one.usual.endswith(usual) for one in found)
