"""Facts of one's own: what was noted, counted and told back."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coach.domain.activities import RatedActivity
from coach.domain.diary_entry import DiaryEntry
from coach.domain.episodes import Day, Record
from coach.domain.own_facts import flare_fact, flares, own_facts

TODAY = date(2026, 11, 21)


def record(scores: dict[int, int]) -> Record:
    """Scores by how many days ago they were given."""
    return Record.of(Day(TODAY - timedelta(days=ago), (score,)) for ago, score in scores.items())


def entry(ago: int, **told: object) -> DiaryEntry:
    written = datetime(2026, 11, 21, 9, tzinfo=UTC) - timedelta(days=ago)
    return DiaryEntry(written, 2, **told)  # type: ignore[arg-type]


def test_the_last_three_flares_are_told_with_their_days() -> None:
    scores = {60: 8, 59: 2, 50: 6, 45: 3, 40: 5, 36: 7, 33: 3, 20: 4, 16: 1}
    assert flare_fact(record(scores), TODAY) == (
        "Your last three flares were back to 3 or less after 5, 7 and 4 days."
    )


def test_one_flare_and_one_day_are_told_in_the_singular() -> None:
    assert flare_fact(record({10: 5, 9: 3}), TODAY) == (
        "Your last flare was back to 3 or less after 1 day."
    )


def test_a_flare_that_goes_on_and_one_that_nobody_saw_end_are_left_out() -> None:
    assert flare_fact(record({40: 6, 20: 2}), TODAY) == ""
    assert flare_fact(record({3: 6, 1: 5}), TODAY) == ""
    assert flare_fact(record({20: 6, 6: 2}), TODAY).endswith("after 14 days.")


def test_the_worst_of_the_day_counts_and_not_the_score_alone() -> None:
    on = TODAY - timedelta(days=5)
    days = [Day(on, (2,), peak=6), Day(on + timedelta(days=2), (1,), peak=2)]
    assert [flare.days for flare in flares(Record.of(days), TODAY)] == [2]


def test_what_eased_it_is_told_from_two_days_on() -> None:
    entries = [
        entry(3, eased=("heat",)),
        entry(2, eased=("Heat", "rest")),
        entry(2, eased=("rest",)),
    ]
    assert own_facts(record({}), entries, (), TODAY) == ("Heat helped twice.",)
    entries.append(entry(1, eased=("rest",), worsened=("sitting",)))
    entries.append(entry(0, eased=("heat",), worsened=("sitting",)))
    assert own_facts(record({}), entries, (), TODAY) == (
        "Heat helped 3 times.",
        "Rest helped twice.",
        "Sitting made it worse twice.",
    )


def test_an_activity_is_told_with_its_first_and_its_newest_score() -> None:
    days = [(date(2026, 11, 12), 7), (date(2026, 11, 21), 4)]
    rated = [
        RatedActivity("socks", tuple(days), current=True),
        RatedActivity("stairs", tuple(days[:1]), current=True),
        RatedActivity("car", tuple(days), current=False),
    ]
    assert own_facts(record({}), (), rated, TODAY) == (
        "socks: 7 on 12 November, 4 on 21 November.",
    )


def test_bad_nights_are_counted_among_those_that_are_known() -> None:
    nights = [True, False, None, True]
    days = [Day(TODAY - timedelta(days=n), disturbed=night) for n, night in enumerate(nights)]
    assert own_facts(Record.of(days), (), (), TODAY) == (
        "Pain disturbed 2 of the last 3 recorded nights.",
    )


def test_what_was_typed_does_nothing_to_a_terminal() -> None:
    entries = [entry(ago, eased=("\x1b[31mheat\x07",)) for ago in (1, 2)]
    assert own_facts(record({}), entries, (), TODAY) == ("Heat helped twice.",)


@given(st.dictionaries(st.integers(0, 400), st.integers(0, 10)))
def test_no_record_makes_a_flare_that_is_not_in_it(scores: dict[int, int]) -> None:
    for flare in flares(record(scores), TODAY):
        begun = (TODAY - flare.begun).days
        assert scores[begun] > 3
        assert scores[begun - flare.days] <= 3
        within = [score for ago, score in scores.items() if begun > ago > begun - flare.days]
        assert all(score > 3 for score in within)
