"""What a score means: every line of the pain table (clinical reference, B), and what holds for all.

Each case is one line of the table by its name, at the boundary, on its near and on its far side.
"""

from dataclasses import replace
from itertools import pairwise, product

import pytest

from coach.domain.safety import (
    Action,
    Colour,
    Moment,
    Opening,
    Report,
    assess,
    assess_end,
    assess_start,
)

CONTINUE, EASE, STOP, END = Action.CONTINUE, Action.EASE, Action.STOP_EXERCISE, Action.END
MILDNESS = (CONTINUE, EASE, STOP, END)
"""From the mildest to the strictest."""

SCORES = range(11)
LIMITS = (None, 0, 1, 2, 3, 4, 5)


def act(start: int, now: int, **known: object) -> Action:
    """What the rules say to a score between two exercises."""
    return assess(replace(Report(start, now), **known)).action  # type: ignore[arg-type]


# During a session begun at 0 to 5


@pytest.mark.parametrize(
    ("start", "now", "action"),
    [
        (5, 7, END),
        (5, 8, END),
        (5, 10, END),
        (4, 7, END),
        (5, 6, STOP),  # the near side
    ],
)
def test_seven_or_more_ends_the_session(start: int, now: int, action: Action) -> None:
    assert act(start, now) is action


@pytest.mark.parametrize(
    ("start", "now", "action"),
    [
        (1, 4, END),
        (0, 4, END),
        (2, 5, END),
        (3, 6, END),
        (2, 4, STOP),  # risen by 2 only
        (0, 3, STOP),  # risen by 3, but below 4
    ],
)
def test_four_or_more_and_risen_by_three_ends_the_session(
    start: int, now: int, action: Action
) -> None:
    assert act(start, now) is action


@pytest.mark.parametrize(
    ("start", "now", "stopped", "action"),
    [
        (5, 6, 0, STOP),
        (5, 6, 1, END),
        (5, 6, 2, END),
        (2, 4, 1, END),
        (0, 3, 1, END),
        (4, 5, 1, EASE),  # no second stop, only easing
        (0, 1, 1, CONTINUE),
    ],
)
def test_a_second_stopped_exercise_ends_the_session(
    start: int, now: int, stopped: int, action: Action
) -> None:
    assert act(start, now, stopped=stopped) is action


@pytest.mark.parametrize(
    ("start", "now", "action"),
    [(5, 6, STOP), (4, 6, STOP), (5, 5, EASE), (5, 7, END)],
)
def test_six_stops_the_exercise(start: int, now: int, action: Action) -> None:
    assert act(start, now) is action


@pytest.mark.parametrize(
    ("start", "now", "action"),
    [(2, 4, STOP), (3, 5, STOP), (3, 4, EASE), (4, 5, EASE), (1, 3, EASE), (2, 5, END)],
)
def test_four_or_five_and_risen_by_two_stops_the_exercise(
    start: int, now: int, action: Action
) -> None:
    assert act(start, now) is action


@pytest.mark.parametrize(
    ("start", "now", "action"), [(0, 3, STOP), (1, 3, EASE), (0, 2, EASE), (0, 4, END)]
)
def test_three_and_risen_by_three_stops_the_exercise(start: int, now: int, action: Action) -> None:
    assert act(start, now) is action


@pytest.mark.parametrize(
    ("start", "now", "action"),
    [
        (0, 0, CONTINUE),
        (0, 1, CONTINUE),
        (0, 2, END),
        (3, 4, EASE),
        (3, 5, END),
        (5, 6, EASE),
        (5, 7, END),
        (5, 2, CONTINUE),
    ],
)
def test_after_the_rest_more_than_one_above_the_start_ends_the_session(
    start: int, now: int, action: Action
) -> None:
    assert act(start, now, moment=Moment.AFTER_REST, stopped=1) is action


@pytest.mark.parametrize(
    ("start", "now", "action"),
    [(4, 4, EASE), (5, 5, EASE), (4, 5, EASE), (3, 4, EASE), (5, 4, EASE), (3, 3, CONTINUE)],
)
def test_four_or_five_eases_the_rest(start: int, now: int, action: Action) -> None:
    assert act(start, now) is action


@pytest.mark.parametrize(
    ("start", "now", "action"),
    [(0, 2, EASE), (1, 3, EASE), (1, 2, CONTINUE), (0, 1, CONTINUE), (2, 3, CONTINUE)],
)
def test_two_or_three_and_risen_by_two_eases_the_rest(start: int, now: int, action: Action) -> None:
    assert act(start, now) is action


@pytest.mark.parametrize(
    ("start", "now", "action"),
    [(4, 4, CONTINUE), (0, 2, CONTINUE), (4, 5, CONTINUE), (2, 4, STOP), (4, 6, STOP)],
)
def test_the_rest_is_eased_once(start: int, now: int, action: Action) -> None:
    assert act(start, now, eased=True) is action


@pytest.mark.parametrize(
    ("start", "now"), [(0, 0), (0, 1), (1, 2), (2, 3), (3, 3), (3, 0), (5, 3), (5, 0)]
)
def test_anything_lower_continues(start: int, now: int) -> None:
    assert act(start, now) is CONTINUE


# During a session begun at 6 or 7


@pytest.mark.parametrize(
    ("start", "now", "action"),
    [(6, 8, END), (7, 8, END), (7, 9, END), (7, 10, END), (7, 7, CONTINUE)],
)
def test_begun_at_six_or_seven_eight_or_more_ends_the_session(
    start: int, now: int, action: Action
) -> None:
    assert act(start, now) is action


def test_begun_at_six_a_rise_by_two_ends_the_session() -> None:
    assert act(6, 8) is END
    assert act(6, 7) is STOP


@pytest.mark.parametrize(("start", "now", "action"), [(6, 7, STOP), (6, 6, CONTINUE)])
@pytest.mark.parametrize("stopped", [0, 1, 2])
def test_begun_at_six_or_seven_a_rise_by_one_stops_the_exercise(
    start: int, now: int, action: Action, stopped: int
) -> None:
    assert act(start, now, stopped=stopped) is action


@pytest.mark.parametrize(("start", "now"), [(6, 6), (6, 5), (6, 0), (7, 7), (7, 6), (7, 3)])
def test_begun_at_six_or_seven_anything_else_continues(start: int, now: int) -> None:
    assert act(start, now) is CONTINUE


# "It hurts"


@pytest.mark.parametrize("eased", [False, True])
@pytest.mark.parametrize("moment", Moment)
@pytest.mark.parametrize(("start", "now"), [(0, 0), (5, 1), (6, 6)])
def test_sharp_pain_ends_the_session_whatever_the_score(
    start: int, now: int, moment: Moment, eased: bool
) -> None:
    assert act(start, now, sharp=True, moment=moment, eased=eased) is END


def test_after_it_hurt_the_same_table_holds() -> None:
    for start, now, eased, stopped in product(SCORES, SCORES, (False, True), (0, 1)):
        known = {"eased": eased, "stopped": stopped}
        assert act(start, now, moment=Moment.HURTS, **known) is act(start, now, **known)


# Before and after


@pytest.mark.parametrize(
    ("score", "opening"),
    [
        (0, Opening.PLANNED),
        (3, Opening.PLANNED),
        (4, Opening.EASED),
        (5, Opening.EASED),
        (6, Opening.GENTLE),
        (7, Opening.GENTLE),
        (8, Opening.NONE),
        (10, Opening.NONE),
    ],
)
def test_the_score_before_a_session_says_which_session(score: int, opening: Opening) -> None:
    found, why = assess_start(score)
    assert found is opening
    assert str(score) in why


@pytest.mark.parametrize(
    ("score", "limit", "opening"),
    [
        (2, 2, Opening.PLANNED),
        (3, 2, Opening.GENTLE),
        (1, 0, Opening.GENTLE),
        (5, 5, Opening.EASED),
        (6, 5, Opening.GENTLE),
    ],
)
def test_above_a_routines_own_limit_only_the_gentle_session_is_open(
    score: int, limit: int, opening: Opening
) -> None:
    assert assess_start(score, limit)[0] is opening


def test_a_routine_never_allows_more() -> None:
    openings = list(Opening)
    for score, limit in product(SCORES, LIMITS):
        assert openings.index(assess_start(score, limit)[0]) >= openings.index(
            assess_start(score)[0]
        )


def test_more_pain_never_opens_more() -> None:
    openings = list(Opening)
    found = [openings.index(assess_start(score)[0]) for score in SCORES]
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("start", "now", "colour"),
    [
        (0, 0, Colour.GREEN),
        (0, 1, Colour.GREEN),
        (0, 2, Colour.AMBER),
        (3, 4, Colour.GREEN),
        (3, 5, Colour.AMBER),
        (5, 2, Colour.GREEN),
        (6, 8, Colour.AMBER),
    ],
)
def test_risen_by_two_after_a_session_is_amber(start: int, now: int, colour: Colour) -> None:
    assert assess_end(start, now) is colour


# What holds for every report. There are few enough to try them all.


def every_report() -> list[Report]:
    return [
        Report(start, now, moment, eased, stopped, sharp, limit)
        for start, now, moment, eased, stopped, sharp, limit in product(
            SCORES, SCORES, Moment, (False, True), (0, 1, 2), (False, True), LIMITS
        )
    ]


def strictness(report: Report) -> int:
    return MILDNESS.index(assess(report).action)


def test_every_report_has_a_decision_with_a_reason() -> None:
    for report in every_report():
        decision = assess(report)
        assert decision.action in Action
        assert decision.reason


def test_a_routines_limit_is_never_looser() -> None:
    for report in every_report():
        if report.pain_limit is not None:
            assert strictness(report) >= strictness(replace(report, pain_limit=None))


def test_above_a_routines_limit_the_session_ends() -> None:
    for report in every_report():
        if report.pain_limit is not None and report.now > report.pain_limit:
            assert assess(report).action is END


def test_a_lower_limit_is_never_looser() -> None:
    for report in every_report():
        if report.pain_limit:
            stricter = replace(report, pain_limit=report.pain_limit - 1)
            assert strictness(stricter) >= strictness(report)


def test_a_higher_score_never_leads_to_a_milder_action() -> None:
    for start, moment, eased, stopped, sharp, limit in product(
        SCORES, Moment, (False, True), (0, 1, 2), (False, True), LIMITS
    ):
        found = [
            strictness(Report(start, now, moment, eased, stopped, sharp, limit)) for now in SCORES
        ]
        assert found == sorted(found), (start, moment, eased, stopped, sharp, limit)


def test_more_stops_and_sharp_pain_never_lead_to_a_milder_action() -> None:
    for report in every_report():
        if report.stopped:
            fewer = replace(report, stopped=report.stopped - 1)
            assert strictness(report) >= strictness(fewer)
        if report.sharp:
            assert strictness(report) >= strictness(replace(report, sharp=False))


def test_having_been_eased_changes_only_easing() -> None:
    for report in every_report():
        if not report.eased:
            after = assess(replace(report, eased=True)).action
            before = assess(report).action
            assert after is (CONTINUE if before is EASE else before)


def test_the_same_score_after_a_lower_start_is_never_milder() -> None:
    for now, (lower, higher) in product(SCORES, pairwise(range(8))):
        assert strictness(Report(lower, now)) >= strictness(Report(higher, now)), (lower, now)


@pytest.mark.parametrize(("start", "now"), [(-1, 0), (0, -1), (11, 0), (0, 11)])
def test_a_score_outside_the_scale_is_none(start: int, now: int) -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        Report(start, now)
