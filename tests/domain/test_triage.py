"""Warning signs: what an answer means (clinical reference, A)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.triage import Finding, Level, Reply, WarningSign, find, highest
from tests.domain.effort import examples

EMERGENCY, URGENT, SOON = Level.EMERGENCY, Level.URGENT, Level.DOCTOR_SOON

levels = st.sampled_from(Level)
signs = st.builds(WarningSign, st.sampled_from("abc"), st.just("Is it?"), levels)
findings = st.builds(Finding, signs, st.sampled_from((Reply.YES, Reply.UNSURE)), levels)


def sign(level: Level) -> WarningSign:
    return WarningSign("sign", "Is it?", level)


@pytest.mark.parametrize("level", Level)
def test_no_means_nothing(level: Level) -> None:
    assert find(sign(level), Reply.NO) is None


@pytest.mark.parametrize("level", Level)
def test_yes_means_what_the_row_says(level: Level) -> None:
    found = find(sign(level), Reply.YES)
    assert found == Finding(sign(level), Reply.YES, level)


@pytest.mark.parametrize(
    ("level", "means"),
    [(EMERGENCY, EMERGENCY), (URGENT, SOON), (SOON, SOON), (Level.SELF_CARE, Level.SELF_CARE)],
)
def test_not_sure_counts_as_yes_in_an_emergency_and_else_leads_to_a_doctor(
    level: Level, means: Level
) -> None:
    found = find(sign(level), Reply.UNSURE)
    assert found is not None
    assert found.level is means


@given(signs, st.sampled_from(Reply))
@examples(50)
def test_no_answer_means_more_than_its_row(row: WarningSign, reply: Reply) -> None:
    found = find(row, reply)
    assert (found is None) == (reply is Reply.NO)
    assert found is None or found.level <= row.level


@given(st.lists(findings))
@examples(100)
def test_the_highest_level_wins_and_of_equals_the_first(found: list[Finding]) -> None:
    top = highest(found)
    if top is None:
        assert found == []
        return
    assert top.level == max(finding.level for finding in found)
    assert top is next(finding for finding in found if finding.level == top.level)


def test_levels_are_ordered_by_how_soon_somebody_has_to_look() -> None:
    assert sorted(Level) == [Level.SELF_CARE, SOON, URGENT, EMERGENCY]


def test_only_urgent_and_emergency_end_a_session() -> None:
    assert [level for level in Level if level.bars] == [URGENT, EMERGENCY]


def test_levels_have_words_for_people() -> None:
    assert [level.word for level in Level] == ["self care", "doctor soon", "urgent", "emergency"]
