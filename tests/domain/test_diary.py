"""What the diary leads to: every row of the table "Diary rules" (clinical reference, B).

Each case is one row of the table by its name, at the boundary, on its near and on its far side.
Day 1 is the first day of the record, and a date is written as the number of its day.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.body import SITES
from coach.domain.diary import (
    RULES,
    DiaryFinding,
    Rule,
    assess_diary,
    high,
    leg,
    long,
    no_progress,
    pills,
    recur,
    sleep,
    weeks,
    worse,
)
from coach.domain.episodes import (
    Day,
    Episode,
    Record,
    asks_whether_same,
    current_episode,
    episodes,
)
from coach.domain.triage import Level

FIRST = date(2026, 3, 1)


def on(number: int) -> date:
    """The date of a day by its number."""
    return FIRST + timedelta(days=number - 1)


def scored(
    scores: Mapping[int, int | tuple[int, ...]], *, site: str = "", new: Iterable[int] = ()
) -> Record:
    """A record of scores by the number of their day."""
    return Record.of(
        [
            Day(on(number), (given,) if isinstance(given, int) else given, site)
            for number, given in scores.items()
        ],
        [on(number) for number in new],
    )


def daily(*scores: int) -> Record:
    """A record of one score a day, from day 1."""
    return scored(dict(enumerate(scores, 1)))


def stretches(record: Record, today: int) -> list[tuple[int, int, bool]]:
    """The episodes by the numbers of their first and last days, and whether they ended."""
    return [
        ((found.begun - FIRST).days + 1, (found.last - FIRST).days + 1, found.ended)
        for found in episodes(record, on(today))
    ]


def found(rule: Callable[[Record, date], DiaryFinding | None], record: Record, today: int) -> bool:
    """Whether a rule finds something on a day."""
    return rule(record, on(today)) is not None


def said(
    rule: Callable[[Record, date], DiaryFinding | None], record: Record, today: int
) -> DiaryFinding:
    """What a rule finds on a day."""
    finding = rule(record, on(today))
    assert finding is not None
    return finding


# A day and a record


def test_a_day_has_a_worst_and_a_mean_score() -> None:
    day = Day(FIRST, (2, 5, 2))
    assert day.worst == 5
    assert day.mean == 3.0


def test_a_day_without_a_score_is_unknown_and_not_zero() -> None:
    assert Day(FIRST).worst is None
    assert Day(FIRST).mean is None
    assert Day(FIRST).bad_night is None
    assert Day(FIRST, (0,)).worst == 0
    assert Day(FIRST, (0,)).mean == 0.0


def test_a_day_without_a_word_is_not_noted() -> None:
    assert not Day(FIRST).noted
    assert all(
        day.noted
        for day in (
            Day(FIRST, (0,)),
            Day(FIRST, site="left"),
            Day(FIRST, disturbed=False),
            Day(FIRST, constant=True),
            Day(FIRST, leg=True),
            Day(FIRST, painkiller=False),
        )
    )


@pytest.mark.parametrize("score", [-1, 11])
def test_a_score_outside_the_scale_is_none(score: int) -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        Day(FIRST, (score,))


@pytest.mark.parametrize("numbers", [(2, 1), (1, 1)])
def test_the_days_of_a_record_are_in_order_one_for_each_date(numbers: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="ordered by date"):
        Record(tuple(Day(on(number)) for number in numbers))


def test_two_records_of_one_date_become_one_day_with_all_that_either_knows() -> None:
    morning = Day(FIRST, (3,), "left", disturbed=True, painkiller=False)
    evening = Day(FIRST, (5, 2), "right", constant=True, leg=True, painkiller=True)
    last = Day(FIRST, disturbed=False)
    assert Record.of([morning, evening, last]).days == (
        Day(FIRST, (3, 5, 2), "right", disturbed=True, constant=True, leg=True, painkiller=True),
    )
    assert Record.of([Day(FIRST), Day(FIRST)]).days == (Day(FIRST),)
    assert Record.of([Day(FIRST, painkiller=False), Day(FIRST)]).days[0].painkiller is False


# Episodes


@pytest.mark.parametrize(
    ("scores", "begun"),
    [((1, 2), [(2, 2, False)]), ((0, 1), []), ((1, 3, 1, 2), [(2, 4, False)]), ((), [])],
)
def test_an_episode_begins_at_the_first_score_of_two_or_more(
    scores: tuple[int, ...], begun: list[tuple[int, int, bool]]
) -> None:
    assert stretches(daily(*scores), max(len(scores), 1)) == begun


def test_the_worst_score_of_a_day_counts() -> None:
    assert stretches(scored({1: (0, 2, 1)}), 1) == [(1, 1, False)]


@pytest.mark.parametrize(("today", "ended"), [(15, False), (16, True), (17, True)])
def test_an_episode_ends_after_fourteen_quiet_days(today: int, ended: bool) -> None:
    record = scored({1: 5, 3: 1, 6: 0, 9: 1, 12: 0})
    assert stretches(record, today) == [(1, 1, ended)]
    assert (current_episode(record, on(today)) is None) is ended


@pytest.mark.parametrize(
    ("quiet", "ended"),
    [((3, 6, 9), False), ((3, 6, 9, 12), True), ((3, 6, 9, 15), True), ((3, 6, 9, 16), False)],
)
def test_an_episode_ends_only_with_four_quiet_scores(quiet: tuple[int, ...], ended: bool) -> None:
    record = scored({1: 5, **dict.fromkeys(quiet, 1)})
    assert stretches(record, 16) == [(1, 1, ended)]


def test_four_quiet_scores_of_one_day_end_an_episode() -> None:
    assert stretches(scored({1: 5, 8: (0, 1, 0)}), 16) == [(1, 1, False)]
    assert stretches(scored({1: 5, 8: (0, 1, 0, 0)}), 16) == [(1, 1, True)]


@pytest.mark.parametrize(
    ("quiet", "ended"),
    [
        ((2, 16, 20, 25), False),
        ((12, 16, 20, 25), True),
        ((6, 9, 13, 20), False),  # 15 days
        ((7, 9, 13, 20), True),
    ],
)
def test_the_four_quiet_scores_are_within_fourteen_days(
    quiet: tuple[int, ...], ended: bool
) -> None:
    record = scored({1: 5, **dict.fromkeys(quiet, 0)})
    assert stretches(record, 40) == [(1, 1, ended)]


@pytest.mark.parametrize(
    ("again", "expected"), [(15, [(1, 15, False)]), (16, [(1, 1, True), (16, 16, False)])]
)
def test_pain_after_fourteen_quiet_days_is_another_episode(
    again: int, expected: list[tuple[int, int, bool]]
) -> None:
    record = scored({1: 5, 3: 0, 4: 0, 5: 0, 6: 0, again: 2})
    assert stretches(record, again) == expected


def test_days_without_a_record_end_no_episode() -> None:
    assert stretches(scored({1: 5}), 400) == [(1, 1, False)]
    assert stretches(scored({1: 5, 400: 5}), 400) == [(1, 400, False)]


def test_another_episode_by_the_persons_word_closes_the_one_before() -> None:
    record = scored({1: 5, 3: 4, 5: 3, 6: 0}, new=[5])
    assert stretches(record, 4) == [(1, 3, False)]
    assert stretches(record, 6) == [(1, 3, True), (5, 5, False)]


def test_another_episode_without_its_score_closes_the_one_before_all_the_same() -> None:
    assert stretches(scored({1: 5, 5: 0, 8: 4}, new=[5]), 6) == [(1, 1, True)]
    assert stretches(scored({1: 5, 5: 0, 8: 4}, new=[5]), 8) == [(1, 1, True), (8, 8, False)]


def test_another_episode_on_its_own_first_day_changes_nothing() -> None:
    assert stretches(scored({1: 5, 2: 5}, new=[1]), 2) == [(1, 2, False)]


def test_an_episode_is_where_it_was_first_noted() -> None:
    record = Record.of(
        [
            Day(on(1), site="upper"),
            Day(on(2), (3,)),
            Day(on(3), (3,), "left"),
            Day(on(4), (3,), "right"),
        ]
    )
    assert episodes(record, on(4)) == (Episode(on(2), on(4), ended=False, site="left"),)
    assert episodes(record, on(2)) == (Episode(on(2), on(2), ended=False, site=""),)


@pytest.mark.parametrize(
    ("scores", "today", "score", "asked"),
    [
        ({1: 5}, 15, 2, False),
        ({1: 5}, 16, 2, True),
        ({1: 5}, 16, 1, False),
        ({1: 5}, 400, 5, True),
        ({1: 5, 4: 0, 6: 0, 8: 0}, 16, 2, True),
        ({1: 5, 4: 0, 6: 0, 8: 0, 10: 0}, 16, 2, False),  # it has ended
        ({1: 5, 10: 2}, 16, 2, False),
        ({1: 5, 16: 3}, 16, 2, False),  # asked at the first score of the day
        ({1: 1}, 16, 5, False),
        ({}, 16, 5, False),
    ],
)
def test_after_a_gap_the_person_is_asked_whether_it_is_the_same_episode(
    scores: dict[int, int | tuple[int, ...]], today: int, score: int, asked: bool
) -> None:
    assert asks_whether_same(scored(scores), on(today), score) is asked


def test_who_said_that_it_is_another_episode_is_not_asked_again() -> None:
    assert not asks_whether_same(scored({1: 5}, new=[16]), on(16), 5)


# long


@pytest.mark.parametrize(("today", "expected"), [(14, False), (15, True), (16, True)])
def test_long_from_day_fifteen_a_doctor_is_suggested(today: int, expected: bool) -> None:
    assert found(long, scored({1: 5, 8: 4}), today) is expected


def test_long_counts_from_the_first_day_of_the_episode() -> None:
    record = scored({1: 1, 2: 0, 3: 2, 10: 3})
    assert not found(long, record, 16)
    assert said(long, record, 17) == DiaryFinding(
        Rule.LONG, "two-weeks", Level.DOCTOR_SOON, "today is day 15 since this began"
    )


def test_long_is_silent_after_the_episode_has_ended() -> None:
    assert not found(long, scored({1: 5, 3: 0, 4: 0, 5: 0, 6: 0}), 16)


def test_long_is_silent_while_nobody_knows_whether_it_is_still_the_same() -> None:
    assert found(long, scored({1: 5, 2: 5}), 16)
    assert not found(long, scored({1: 5, 2: 5}), 17)
    assert found(long, scored({1: 5, 2: 5, 17: 2}), 17)
    assert not found(long, scored({1: 5, 2: 5, 17: 2}, new=[17]), 17)


# no-progress


@pytest.mark.parametrize(("today", "expected"), [(4, False), (5, True), (6, True)])
def test_no_progress_from_day_five_a_doctor_is_suggested(today: int, expected: bool) -> None:
    assert found(no_progress, scored({1: 5, 2: 5, 3: 5, 4: 5}), today) is expected


@pytest.mark.parametrize(
    ("first", "newest", "expected"),
    [
        (4, (4, 4, 4), True),
        (3, (3, 3, 3), False),
        ((3, 4), (4, 4, 4), False),
        ((3, 5), (4, 4, 4), True),  # a mean of 4
        (3, (9, 9, 9), False),
    ],
)
def test_no_progress_needs_a_first_day_of_four_or_more(
    first: int | tuple[int, ...], newest: tuple[int, int, int], expected: bool
) -> None:
    record = scored({1: first, 2: 9, **dict(zip((3, 4, 5), newest, strict=True))})
    assert found(no_progress, record, 5) is expected


@pytest.mark.parametrize(
    ("first", "newest", "expected"),
    [
        (9, (7, 7, 7), False),  # 2 points, 22 percent
        (9, (7, 7, 8), True),
        (10, (8, 8, 8), False),
        (10, (8, 8, 9), True),
        (10, (9, 9, 9), True),
        (4, (3, 3, 2), False),  # 1.33 points, 33 percent
        (4, (3, 3, 3), True),  # 25 percent
        (5, (4, 4, 3), True),  # 26.7 percent
        (5, (4, 3, 3), False),  # 33 percent
        (5, (6, 7, 8), True),
    ],
)
def test_no_progress_is_less_than_thirty_percent_and_less_than_two_points(
    first: int, newest: tuple[int, int, int], expected: bool
) -> None:
    record = scored({1: first, **dict(zip((3, 4, 5), newest, strict=True))})
    assert found(no_progress, record, 5) is expected


@pytest.mark.parametrize(
    ("first", "newest", "expected"),
    [
        ((4, 6), (4, 4, 3), True),  # 3.67 after 5: 26.7 percent
        ((4, 6), (4, 3, 3), False),  # 3.33 after 5: 33 percent
        ((4, 4, 4, 4, 4, 5, 5), (3, 3, 3), False),  # 30 percent
        ((4, 5, 5, 5), (4, 3, 3), True),  # 3.33 after 4.75: 29.8 percent
        ((6, 7, 7), (4, 5, 5), False),  # 2 points, in fractions that a float can't hold
        ((6, 7, 7), (5, 5, 5), True),
    ],
)
def test_no_progress_compares_means(
    first: tuple[int, ...], newest: tuple[int, int, int], expected: bool
) -> None:
    record = scored({1: first, **dict(zip((3, 4, 5), newest, strict=True))})
    assert found(no_progress, record, 5) is expected


@pytest.mark.parametrize("after", [{}, {2: 5}, {2: 5, 3: 5}, {2: (5, 5)}])
def test_no_progress_needs_three_scores_after_the_first_day(
    after: dict[int, int | tuple[int, ...]],
) -> None:
    assert not found(no_progress, scored({1: (5, 5, 5), **after}), 6)
    assert found(no_progress, scored({1: (5, 5, 5), **after, 5: (5, 5, 5)}), 6)


def test_no_progress_looks_at_the_three_newest_scores_and_no_more() -> None:
    assert found(no_progress, scored({1: 6, 2: 1, 3: 1, 4: 1, 5: (6, 6, 6)}), 5)
    assert not found(no_progress, scored({1: 6, 2: 9, 3: 9, 4: 9, 5: (4, 4, 4)}), 5)
    assert found(no_progress, scored({1: 6, 4: 0, 5: (4, 5, 5)}), 5)
    assert not found(no_progress, scored({1: 6, 4: 9, 5: (1, 4, 6)}), 5)


def test_no_progress_says_the_numbers() -> None:
    assert said(no_progress, scored({1: (5, 6), 4: (5, 5), 5: 4}), 5) == DiaryFinding(
        Rule.NO_PROGRESS,
        "no-progress",
        Level.DOCTOR_SOON,
        "pain was 5.5 on the first day, and 4.7 on average in the last 3 scores",
    )


def test_no_progress_is_silent_while_nobody_knows_whether_it_is_still_the_same() -> None:
    record = scored({1: 5, 2: 5, 3: 5, 4: 5})
    assert found(no_progress, record, 18)
    assert not found(no_progress, record, 19)


# weeks


def lasting(today: int) -> Record:
    """A record of pain every day up to one."""
    return daily(*[3] * today)


@pytest.mark.parametrize(("today", "expected"), [(41, False), (42, False), (43, True)])
def test_weeks_over_six_weeks_suggest_supervised_exercise(today: int, expected: bool) -> None:
    assert found(weeks, lasting(today), today) is expected


@pytest.mark.parametrize(
    ("today", "reason"),
    [
        (43, "today is day 43 since this began, more than 6 weeks; ask about supervised exercise"),
        (84, "today is day 84 since this began, more than 6 weeks; ask about supervised exercise"),
        (
            85,
            (
                "today is day 85 since this began, more than 12 weeks, which counts as long-term;"
                " ask about supervised exercise"
            ),
        ),
    ],
)
def test_weeks_over_twelve_weeks_are_called_long_term(today: int, reason: str) -> None:
    line = "over-12-weeks" if "long-term" in reason else "over-6-weeks"
    assert said(weeks, lasting(today), today) == DiaryFinding(
        Rule.WEEKS, "two-weeks", Level.DOCTOR_SOON, reason, line
    )


def test_weeks_are_silent_while_nobody_knows_whether_it_is_still_the_same() -> None:
    assert found(weeks, scored({1: 5, 40: 5}), 54)
    assert not found(weeks, scored({1: 5, 40: 5}), 55)


# recur


def returning(*begun: int, site: str = "left") -> Record:
    """A record of episodes of one day each."""
    return scored(dict.fromkeys(begun, 4), site=site, new=begun)


@pytest.mark.parametrize(
    ("begun", "today", "expected"),
    [
        ((1, 31), 60, True),  # 60 days with day 1
        ((1, 31), 61, False),
        ((1, 60), 60, True),
        ((1, 61), 61, False),
        ((1,), 1, False),
    ],
)
def test_recur_twice_in_sixty_days_a_doctor_is_suggested(
    begun: tuple[int, ...], today: int, expected: bool
) -> None:
    assert found(recur, returning(*begun), today) is expected


@pytest.mark.parametrize(
    ("begun", "today", "expected"),
    [
        ((1, 61, 121), 180, True),  # 180 days with day 1
        ((1, 61, 121), 181, False),
        ((1, 90, 180), 180, True),
        ((1, 90, 181), 181, False),
        ((1, 120), 180, False),  # two only
    ],
)
def test_recur_three_times_in_180_days_a_doctor_is_suggested(
    begun: tuple[int, ...], today: int, expected: bool
) -> None:
    assert found(recur, returning(*begun), today) is expected


@pytest.mark.parametrize(
    ("sites", "expected"),
    [
        (("left", "left"), True),
        (("left", "right"), False),
        (("left", ""), False),
        (("", "left"), False),
        (("", ""), False),
        (("left", "right", "left"), True),
        (("right", "", "left"), False),
    ],
)
def test_recur_needs_the_same_place(sites: tuple[str, ...], expected: bool) -> None:
    numbers = range(1, 20 * len(sites), 20)
    record = Record.of(
        [Day(on(at), (4,), site) for at, site in zip(numbers, sites, strict=True)], map(on, numbers)
    )
    assert found(recur, record, 50) is expected


def test_recur_counts_an_episode_that_ended_by_itself() -> None:
    record = scored({1: 5, 3: 0, 4: 0, 5: 0, 6: 0, 16: 2}, site="left")
    assert not found(recur, record, 15)
    assert said(recur, record, 16) == DiaryFinding(
        Rule.RECUR, "recurs", Level.DOCTOR_SOON, "pain began 2 times in 60 days, at the same place"
    )


# sleep


def nights(*disturbed: bool | None, constant: Iterable[int] = ()) -> Record:
    """A record of nights, from day 1."""
    found = set(constant)
    return Record.of(
        Day(on(number), disturbed=bad, constant=number in found)
        for number, bad in enumerate(disturbed, 1)
    )


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        ((True, True, False, False, False, False, False), False),
        ((True, True, True, False, False, False, False), True),
        ((True, True, True, False, False, False, False, False), False),  # 3 of 8
        ((True, True, True), True),
        ((True, True), False),
        ((True, None, True, None, None, True, None, None), True),
        ((True, True, True, None, None, None, None, None), True),
        ((False, False, False), False),
        ((), False),
    ],
)
def test_sleep_disturbed_in_three_of_seven_recorded_nights_suggests_a_doctor(
    bad: tuple[bool | None, ...], expected: bool
) -> None:
    assert found(sleep, nights(*bad), 30) is expected


def test_sleep_says_how_many_nights() -> None:
    assert said(sleep, nights(True, False, True, False, True), 5) == DiaryFinding(
        Rule.SLEEP,
        "sleep",
        Level.DOCTOR_SOON,
        "pain disturbed 3 of the last 5 recorded nights",
    )


@pytest.mark.parametrize("also", [True, False, None])
def test_sleep_with_constant_pain_is_urgent(also: bool | None) -> None:
    assert said(sleep, nights(True, True, also, constant=[3]), 3) == DiaryFinding(
        Rule.SLEEP,
        "night-pain",
        Level.URGENT,
        "pain disturbed 3 of the last 3 recorded nights and was there all night",
    )


def test_sleep_constant_pain_needs_the_three_nights_too() -> None:
    assert not found(sleep, nights(True, True, constant=[1, 2]), 2)


def test_sleep_constant_pain_before_the_seven_nights_is_past() -> None:
    bad = (True, True, True, True, False, False, False, False)
    assert said(sleep, nights(*bad, constant=[1]), 8).sign == "sleep"
    assert said(sleep, nights(*bad, constant=[2]), 8).sign == "night-pain"


def test_sleep_forgets_the_nights_of_an_episode_that_has_ended() -> None:
    bad = [Day(on(number), (5,), disturbed=True) for number in (1, 2, 3)]
    assert found(sleep, Record.of([*bad, Day(on(9), (5,))]), 9)
    assert not found(sleep, Record.of([*bad, Day(on(9), (5,))], [on(9)]), 9)
    assert not found(sleep, Record.of([*bad, Day(on(9), (5,))], [on(3)]), 9)
    assert found(sleep, Record.of([*bad, Day(on(9), (5,))], [on(1)]), 9)
    new = [Day(on(number), (5,), disturbed=True) for number in (9, 10, 11)]
    assert not found(sleep, Record.of([*bad, *new], [on(9)]), 10)
    assert found(sleep, Record.of([*bad, *new], [on(9)]), 11)


# worse


def by_week(*scores: tuple[int, ...]) -> Record:
    """A record of weeks of seven days; a short week has its scores on its last days."""
    return scored(
        {
            week * 7 + 8 - len(given) + at: score
            for week, given in enumerate(scores)
            for at, score in enumerate(given)
        }
    )


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ((1, 1, 1, 1), (3, 3, 3, 3), True),
        ((1, 1, 1, 1), (3, 3, 3, 2), False),
        ((3, 3, 3, 3), (5, 5, 5, 5), True),
        ((3, 3, 3, 3), (5, 5, 5, 4), False),
        ((0, 0, 0, 0), (2, 2, 2, 2), True),
        # 2 points, in fractions that a float can't hold: 24 sevenths after 10
        ((1, 1, 1, 1, 2, 2, 2), (3, 3, 3, 3, 4, 4, 4), True),
        ((5, 5, 5, 5), (3, 3, 3, 3), False),
    ],
)
def test_worse_by_two_points_in_a_week_suggests_a_doctor(
    before: tuple[int, ...], now: tuple[int, ...], expected: bool
) -> None:
    assert found(worse, by_week(before, now), 14) is expected


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ((4, 4, 4, 4, 4), (5, 5, 5, 5, 6), True),  # 5.2, 30 percent
        ((4, 4, 4, 4, 4), (5, 5, 5, 5, 5), False),
        ((4, 4, 4, 4, 4, 4), (5, 5, 5, 5, 5, 6), False),  # 29.2 percent
        ((4, 4, 4, 3), (5, 5, 5, 5), False),  # 33 percent, from 3.75
        ((5, 5, 5, 5), (6, 6, 7, 7), True),  # 6.5, 30 percent
        ((5, 5, 5, 5), (6, 6, 6, 7), False),
        ((4, 5, 5, 4, 5, 5, 5), (6, 6, 6, 6, 6, 6, 6), False),  # 27 percent
        ((3, 3, 3, 3), (4, 4, 4, 4), False),  # 33 percent, from 3
        # 30 percent, in fractions that a float can't hold: 39 sevenths after 30
        ((4, 4, 4, 4, 4, 5, 5), (5, 5, 5, 6, 6, 6, 6), True),
    ],
)
def test_worse_by_thirty_percent_from_four_suggests_a_doctor(
    before: tuple[int, ...], now: tuple[int, ...], expected: bool
) -> None:
    assert found(worse, by_week(before, now), 14) is expected


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ((3, 3, 3, 3), (6, 6, 6), False),
        ((3, 3, 3), (6, 6, 6, 6), False),
        ((3, 3, 3, 3), (6, 6, 6, 6), True),
        ((), (6, 6, 6, 6), False),
    ],
)
def test_worse_needs_four_scored_days_in_each_week(
    before: tuple[int, ...], now: tuple[int, ...], expected: bool
) -> None:
    assert found(worse, by_week(before, now), 14) is expected


def test_worse_counts_days_and_not_scores() -> None:
    assert not found(worse, scored({1: (3,) * 4, 2: 3, 3: 3, **dict.fromkeys(range(8, 15), 6)}), 14)
    lower = dict.fromkeys((4, 5, 6, 7), 3)
    assert found(worse, scored({**lower, 11: 4, 12: 4, 13: 4, 14: (8, 8, 8, 8)}), 14)
    assert not found(worse, scored({**lower, 11: 4, 12: 4, 13: 4, 14: (7, 7, 7, 7)}), 14)


def test_worse_the_week_ends_with_today() -> None:
    record = scored({**dict.fromkeys((1, 2, 3, 4), 3), **dict.fromkeys((8, 9, 10, 11), 6)})
    assert not found(worse, record, 10)
    assert found(worse, record, 11)
    assert found(worse, record, 14)
    assert not found(worse, record, 15)  # of the newest week three days are left


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        (((2, 2, 2, 2), (2, 2, 2, 3), (2, 2, 3, 3), (2, 3, 3, 3)), True),
        (((2, 2, 2, 2), (2, 2, 2, 2), (2, 2, 3, 3), (2, 3, 3, 3)), False),
        (((2, 2, 2, 3), (2, 2, 2, 2), (2, 2, 3, 3), (2, 3, 3, 3)), False),
        (((2, 2, 2, 2), (2, 2, 2, 3), (2, 2, 3, 3), (2, 2, 3, 3)), False),
        (((2, 2, 2, 2), (2, 2, 2, 3), (2, 2, 2, 3), (2, 2, 3, 3)), False),
        (((2, 2, 2), (2, 2, 2, 3), (2, 2, 3, 3), (2, 3, 3, 3)), False),
        (((), (2, 2, 2, 3), (2, 2, 3, 3), (2, 3, 3, 3)), False),
        (((9, 9, 9, 9), (2, 2, 2, 2), (2, 2, 2, 3), (2, 2, 3, 3), (2, 3, 3, 3)), True),
        (((0, 0, 0, 0), (0, 0, 0, 1), (0, 0, 1, 1), (0, 1, 1, 1)), False),
    ],
)
def test_worse_three_weeks_running_suggests_a_doctor(
    scores: tuple[tuple[int, ...], ...], expected: bool
) -> None:
    assert found(worse, by_week(*scores), 7 * len(scores)) is expected


def test_worse_says_the_numbers() -> None:
    assert said(worse, by_week((3, 3, 3, 4), (6, 6, 6, 6)), 14) == DiaryFinding(
        Rule.WORSE,
        "worsening",
        Level.DOCTOR_SOON,
        "this week's average is 6, after 3.2 the week before",
    )
    rising = by_week((2, 2, 2, 2), (2, 2, 3, 3), (3, 3, 3, 3), (3, 3, 4, 4))
    assert said(worse, rising, 28) == DiaryFinding(
        Rule.WORSE,
        "worsening",
        Level.DOCTOR_SOON,
        "the weekly average rose 3 weeks running: 2, 2.5, 3, 3.5",
    )


# high


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ({1: 7, 2: 7, 3: 7}, True),
        ({1: 7, 2: 7, 3: 6}, False),
        ({1: 7, 2: 6, 3: 7}, False),
        ({2: 7, 3: 7}, False),
        ({1: 6, 2: 6, 3: 6}, False),
        ({1: (7, 2), 2: (2, 7), 3: (1, 10, 1)}, True),
        ({1: 7, 2: 7, 4: 7}, False),  # day 3 is unknown
        ({1: 9, 3: 8, 4: 8, 5: 8}, True),
        ({1: 8, 2: 8, 3: 8, 4: 5}, False),
        ({}, False),
    ],
)
def test_high_seven_or_more_on_three_days_running_suggests_a_doctor(
    scores: dict[int, int | tuple[int, ...]], expected: bool
) -> None:
    assert found(high, scored(scores), 6) is expected


def test_high_a_day_noted_without_a_score_breaks_the_run_but_not_its_end() -> None:
    scores = [Day(on(number), (8,)) for number in (1, 2, 3, 4, 6, 7)]
    quiet = [Day(on(5), disturbed=False), Day(on(8), disturbed=False)]
    assert not found(high, Record.of([*scores, *quiet]), 8)
    assert found(high, Record.of([*scores[:4], *quiet]), 8)


def test_high_says_for_how_long() -> None:
    assert said(high, daily(7, 8, 9, 7), 4) == DiaryFinding(
        Rule.HIGH,
        "severe",
        Level.DOCTOR_SOON,
        "pain was 7 or more on 4 days running",
    )


# leg


@pytest.mark.parametrize(
    ("today", "when"), [(3, "today"), (4, "yesterday"), (5, "2 days ago"), (40, "37 days ago")]
)
def test_leg_a_new_leg_symptom_leads_to_the_leg_questions(today: int, when: str) -> None:
    record = Record.of([Day(on(1), (3,)), Day(on(3), leg=True)])
    assert said(leg, record, today) == DiaryFinding(
        Rule.LEG, "leg-pain", Level.DOCTOR_SOON, f"a new leg symptom was noted {when}"
    )


def test_leg_a_symptom_of_an_earlier_recorded_day_is_past() -> None:
    symptom = Day(on(3), (4,), leg=True)
    assert not found(leg, Record.of([symptom, Day(on(4), (4,))]), 4)
    assert found(leg, Record.of([symptom, Day(on(4))]), 4)  # nothing is known of day 4
    assert not found(leg, Record.of([Day(on(4), (4,))]), 4)
    assert not found(leg, Record.of([]), 4)


# pills


def taken(*numbers: int, without: Iterable[int] = ()) -> Record:
    """A record of the days with a painkiller, and of those without."""
    return Record.of(
        [
            *(Day(on(number), painkiller=True) for number in numbers),
            *(Day(on(number), painkiller=False) for number in without),
        ]
    )


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (taken(*range(1, 10)), False),
        (taken(*range(1, 11)), True),
        (taken(*range(1, 12)), True),
        (taken(*range(1, 6), *range(7, 12)), False),  # day 6 is unknown
        (taken(*range(1, 6), *range(7, 12), without=[6]), False),
        (taken(*range(1, 11), without=[11]), False),
        (taken(without=range(1, 12)), False),
        (taken(*range(2, 12), without=[1]), True),
    ],
)
def test_pills_a_painkiller_on_ten_days_running_leads_to_a_pharmacist(
    record: Record, expected: bool
) -> None:
    assert found(pills, record, 12) is expected


def test_pills_bar_nothing_and_lead_to_no_sign() -> None:
    assert said(pills, taken(*range(1, 12)), 12) == DiaryFinding(
        Rule.PILLS,
        "",
        Level.SELF_CARE,
        "something was taken for the pain on 11 days running; ask a pharmacist",
    )


# All rules together


def test_everything_is_found_in_the_order_of_the_table() -> None:
    days = [
        Day(on(number), (score,), "left", disturbed=True, leg=True, painkiller=True)
        for number, score in enumerate([5] * 53 + [8] * 7, 1)
    ]
    before = Day(on(-9), (5,), "left")
    findings = assess_diary(Record.of([before, *days], [on(1)]), on(50))
    assert [finding.rule.value for finding in findings] == [
        "long", "no-progress", "weeks", "recur", "sleep", "leg", "pills",
    ]  # fmt: skip
    findings = assess_diary(Record.of([before, *days], [on(1)]), on(60))
    assert [finding.rule.value for finding in findings] == [
        "long", "no-progress", "weeks", "sleep", "worse", "high", "leg", "pills",
    ]  # fmt: skip


def test_there_is_a_rule_for_every_row_of_the_table() -> None:
    assert [rule.__name__.replace("_", "-") for rule in RULES] == [rule.value for rule in Rule]


def test_an_empty_record_says_nothing() -> None:
    assert assess_diary(Record(()), FIRST) == ()
    assert episodes(Record(()), FIRST) == ()
    assert current_episode(Record(()), FIRST) is None


# What holds for every record

SCORE_RULES = {Rule.LONG, Rule.NO_PROGRESS, Rule.WEEKS, Rule.RECUR, Rule.WORSE, Rule.HIGH}

near = st.integers(-120, 120).map(on)
dates = near | near | near | st.dates()


@st.composite
def days_of(
    draw: st.DrawFn, at: st.SearchStrategy[date] = dates, worst: int = 10
) -> tuple[Day, ...]:
    """Days of different dates, in any order: single ones, and a stretch of days in a row."""
    begun, length = draw(st.integers(-40, 40)), draw(st.integers(0, 40))
    row = [on(begun + number) for number in range(length)]
    single = draw(st.lists(at, max_size=6))
    day = st.builds(
        Day,
        st.just(FIRST),
        st.lists(st.integers(0, worst), max_size=3).map(tuple),
        st.sampled_from(("", *(site.id for site in SITES))),
        st.sampled_from((None, True, False)),
        st.booleans(),
        st.booleans(),
        st.sampled_from((None, True, True)),
    )
    usual = draw(st.lists(day, min_size=1, max_size=4))
    of_dates = [
        Day(
            date_,
            kind.scores,
            kind.site,
            kind.disturbed,
            kind.constant,
            kind.leg,
            kind.painkiller,
        )
        for number, date_ in enumerate(dict.fromkeys([*row, *single]))
        for kind in [usual[number % len(usual)]]
    ]
    return tuple(draw(st.permutations(of_dates)))


new_dates = st.frozensets(dates, max_size=3)


@given(days_of(), new_dates, dates, st.integers(0, 10))
def test_every_record_has_an_answer_with_one_finding_at_most_for_each_rule(
    days: tuple[Day, ...], new: frozenset[date], today: date, score: int
) -> None:
    record = Record.of(days, new)
    findings = assess_diary(record, today)
    rules = [finding.rule for finding in findings]
    assert rules == [rule for rule in Rule if rule in rules]
    assert all(finding.reason and "\n" not in finding.reason for finding in findings)
    assert asks_whether_same(record, today, score) in (True, False)


@given(days_of(), new_dates, dates)
def test_episodes_follow_each_other_and_only_the_last_goes_on(
    days: tuple[Day, ...], new: frozenset[date], today: date
) -> None:
    found = episodes(Record.of(days, new), today)
    edges = [edge for episode in found for edge in (episode.begun, episode.last)]
    assert edges == sorted(edges)
    assert all(episode.ended for episode in found[:-1])
    assert all(edge <= today for edge in edges)


@given(days_of(), new_dates, dates)
def test_the_order_in_which_days_come_in_does_not_matter(
    days: tuple[Day, ...], new: frozenset[date], today: date
) -> None:
    record = Record.of(days, new)
    assert Record.of(reversed(days), new) == record
    assert Record.of(record.days, new) == record
    assert assess_diary(Record.of(reversed(days), new), today) == assess_diary(record, today)


@given(days_of(), new_dates, dates)
def test_days_after_today_change_nothing(
    days: tuple[Day, ...], new: frozenset[date], today: date
) -> None:
    record = Record.of(days, new)
    known = Record.of(
        (day for day in days if day.date <= today), (said for said in new if said <= today)
    )
    assert assess_diary(record, today) == assess_diary(known, today)
    assert episodes(record, today) == episodes(known, today)
    for score in (0, 5):
        assert asks_whether_same(record, today, score) == asks_whether_same(known, today, score)


@given(days_of(worst=1), new_dates, dates)
def test_scores_of_zero_and_one_lead_to_nothing(
    days: tuple[Day, ...], new: frozenset[date], today: date
) -> None:
    record = Record.of(days, new)
    assert episodes(record, today) == ()
    assert not SCORE_RULES & {finding.rule for finding in assess_diary(record, today)}


@given(days_of(at=near), new_dates, st.integers(-40, 13))
def test_nothing_is_long_within_fourteen_days_of_the_first_score(
    days: tuple[Day, ...], new: frozenset[date], later: int
) -> None:
    record = Record.of(days, new)
    first = min((day.date for day in days if day.scores), default=FIRST)
    assert long(record, first + timedelta(days=later)) is None
