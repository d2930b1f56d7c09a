"""How long a line takes, and lines one after the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.cues import Cue, CueKind, spoken_length
from coach.domain.timeline import in_sequence
from tests.domain.effort import examples
from tests.domain.soundness import ROUNDING


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("", 0.0), ("   ", 0.0), ("Hold.", 0.835), ("Breathe out, lift slowly.", 2.139)],
)
def test_a_line_takes_its_words_at_a_calm_rate_and_a_breath(text: str, seconds: float) -> None:
    assert spoken_length(text) == pytest.approx(seconds, abs=0.001)


def test_twenty_three_words_take_ten_seconds_and_a_breath() -> None:
    assert spoken_length("word " * 23) == pytest.approx(10.4)


@given(st.text(max_size=40), st.text(max_size=40))
@examples(100)
def test_more_words_never_take_less(one: str, more: str) -> None:
    assert spoken_length(f"{one} {more}") >= spoken_length(one) - ROUNDING


@given(st.lists(st.sampled_from(("Hold.", "Breathe out slowly.", "")), max_size=6), st.floats(0, 9))
@examples(60)
def test_lines_in_a_row_never_overlap(lines: list[str], start: float) -> None:
    placed, end = in_sequence([Cue(0, CueKind.WORDS, line) for line in lines], start)
    assert [cue.text for cue in placed] == lines
    offsets = [*(cue.offset for cue in placed), end]
    assert offsets[0] == start
    for cue, following in zip(placed, offsets[1:], strict=True):
        assert following == pytest.approx(cue.offset + spoken_length(cue.text))


def test_what_is_asked_outranks_what_is_counted() -> None:
    order = list(CueKind)
    assert order[0] is CueKind.QUESTION
    assert order[-1] is CueKind.COUNTDOWN
