"""Values mean what the person who wrote them means, whatever YAML makes of them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coach.adapters.library import scalars
from coach.adapters.library.scalars import ScalarError
from coach.domain.dose import Breaths, Reps, Seconds, Tempo
from coach.domain.routine import Ready

PARSERS = {
    "boolean": scalars.boolean,
    "day": scalars.day,
    "hold": scalars.hold,
    "ident": scalars.ident,
    "line": scalars.spoken,
    "phase": scalars.phase_length,
    "reps": scalars.reps,
    "rest": scalars.rest,
    "sets": scalars.sets,
    "setup": scalars.setup,
    "sides": scalars.sides,
    "tempo": scalars.tempo,
    "time": scalars.time,
    "voice": scalars.voice,
}

LIKELY = st.text("0123456789.:-+hmsx eE_/breathslow\u0663\u00b2\u2013", max_size=12)
VALUES = st.recursive(
    st.none() | st.text(max_size=30) | LIKELY,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("20s", 20),
        ("1m30s", 90),
        ("1.5m", 90),
        ("90", 90),
        ("1:30", 90),
        ("01:30", 90),
        ("1:02:03", 3723),
        ("08", 8),
        ("1h", 3600),
        ("2 min", 120),
        ("1 minute 30 seconds", 90),
        ("20 S", 20),
    ],
)
def test_a_duration_is_written_in_many_ways(text: str, seconds: float) -> None:
    assert scalars.seconds(text) == seconds


@pytest.mark.parametrize(
    "text",
    ["", "s", "1:75", "1:2", "20x", "-5s", "1,5m", "nan", "inf", "1e3", "0x10", "1_000", "30s1m"],
)
def test_what_is_no_duration_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ScalarError):
        scalars.seconds(text)


@given(st.integers(0, 6 * 3600 * 10))
@example(0)
@example(15)
def test_a_duration_that_the_coach_writes_is_read_back(tenths: int) -> None:
    assert scalars.seconds(scalars.spelled(tenths / 10)) == tenths / 10


@given(st.sampled_from(sorted(PARSERS)), VALUES)
@example("reps", "9" * 500)
@example("sets", "\u0663")
@example("hold", "9" * 30 + " breaths")
@example("day", "2026-02-30")
def test_a_parser_reads_anything_or_says_why_not(name: str, value: object) -> None:
    said = "fine"
    try:
        PARSERS[name](value)
    except ScalarError as error:
        said = error.message
    assert said
    assert "\n" not in said


@given(LIKELY)
def test_no_duration_is_out_of_bounds(text: str) -> None:
    try:
        seconds = scalars.time(text)
    except ScalarError:
        return
    assert 1 <= seconds <= scalars.MOST_TIME


@given(LIKELY)
def test_no_number_of_reps_is_out_of_bounds(text: str) -> None:
    try:
        reps = scalars.reps(text)
    except ScalarError:
        return
    assert isinstance(reps, Reps)
    assert 1 <= reps.low <= reps.high <= scalars.MOST_REPS


@given(st.integers(1, scalars.MOST_REPS), st.integers(1, scalars.MOST_REPS))
def test_a_range_is_read_as_it_is_printed(one: int, other: int) -> None:
    reps = Reps(min(one, other), max(one, other))
    assert scalars.reps(str(reps)) == reps


@pytest.mark.parametrize("text", ["5-10", "5 - 10", "5\u201310", "5 to 10", "05-10"])
def test_a_range_has_two_numbers(text: str) -> None:
    assert scalars.reps(text) == Reps(5, 10)


def test_a_list_of_reps_is_a_set_each() -> None:
    assert scalars.reps(["3", "2", "1"]) == (3, 2, 1)


@pytest.mark.parametrize("text", ["0", "501", "-3", "2.5", "ten", "10-5", "0-5"])
def test_reps_that_nobody_does_are_refused(text: str) -> None:
    with pytest.raises(ScalarError):
        scalars.reps(text)


def test_the_bounds_are_said() -> None:
    with pytest.raises(ScalarError, match="from 1 to 500"):
        scalars.reps("1000000000")
    with pytest.raises(ScalarError, match="a hold is from 1s to 30m"):
        scalars.hold("2h")


@pytest.mark.parametrize("text", ["3 breaths", "3 breath", "3breaths", "3 Breaths"])
def test_a_hold_may_be_breaths(text: str) -> None:
    assert scalars.hold(text) == Breaths(3)


def test_other_values() -> None:
    assert scalars.hold("1:30") == Seconds(90)
    assert scalars.setup("ready") is Ready.WAIT
    assert scalars.setup("10s") == 10
    assert scalars.tempo("slow") == Tempo(1.5)
    assert scalars.tempo({"lift": "2s", "lower": "3"}) == Tempo(phases=(("lift", 2), ("lower", 3)))
    assert scalars.boolean("no") is False
    assert scalars.boolean("Yes") is True
    assert scalars.day("2026-03-31") == "2026-03-31"


@pytest.mark.parametrize("text", ["a\x1b[31mb", "a\x07", "a\u202eb", "a\x85\x9bb"])
def test_a_line_that_could_act_on_the_screen_is_refused(text: str) -> None:
    with pytest.raises(ScalarError, match="control character"):
        scalars.spoken(text)
