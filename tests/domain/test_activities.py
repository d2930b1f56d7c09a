"""A person's own activities: each score stays with the name that it was given to."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coach.domain.activities import RatedActivity, activity_names, rated_activities
from coach.domain.diary_entry import ACTIVITIES, DiaryEntry, EpisodeFacts, KeptEntry, KeptFacts

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def entry(id: str, *scores: int | None, day: int = 1) -> KeptEntry:
    return KeptEntry(id, DiaryEntry(NOON + timedelta(days=day - 1), 2, activities=scores))


def told(id: str, *names: str) -> KeptFacts:
    return KeptFacts(id, EpisodeFacts(NOON, activities=names))


def test_the_names_are_those_that_were_told_last_before_it_was_noted() -> None:
    facts = (told("2", "walking"), told("4", "lifting"), told("6"))
    named = [activity_names(id, facts) for id in "13579"]
    assert named == [(), ("walking",), ("lifting",), (), ()]


def test_those_that_are_rated_now_come_first_and_what_has_no_name_last() -> None:
    facts = (told("2", "walking", "sitting"), told("5", "lifting", "SITTING", "driving"))
    entries = (entry("1", None, 9, day=1), entry("3", 8, 6, day=2), entry("6", 1, 2, 3, day=4))
    one, two, four = (date(2026, 11, day) for day in (1, 2, 4))
    assert rated_activities(entries, facts) == (
        RatedActivity("lifting", ((four, 1),), current=True),
        RatedActivity("SITTING", ((two, 6), (four, 2)), current=True),
        RatedActivity("driving", ((four, 3),), current=True),
        RatedActivity("walking", ((two, 8),), current=False),
        RatedActivity("activity 2", ((one, 9),), current=False),
    )


def test_what_was_called_something_and_never_rated_is_told_only_while_it_is_rated() -> None:
    assert rated_activities((), ()) == ()
    facts = (told("1", "walking"), told("2", "lifting", ""))
    assert rated_activities((), facts) == (RatedActivity("lifting", (), current=True),)


def test_one_name_twice_counts_once_for_an_entry() -> None:
    (one,) = rated_activities((entry("2", None, 4, 9),), (told("1", "socks", "Socks", "socks"),))
    assert (one.name, one.scores) == ("socks", ((date(2026, 11, 1), 4),))


NAMES = st.lists(st.sampled_from("abcde"), max_size=ACTIVITIES, unique=True)
SCORES = st.lists(st.none() | st.integers(0, 10), max_size=ACTIVITIES).map(tuple)


@given(st.lists(NAMES | SCORES, max_size=12))
def test_no_score_is_lost_or_under_a_name_that_it_was_not_given_to(
    course: Sequence[list[str] | tuple[int | None, ...]],
) -> None:
    facts: list[KeptFacts] = []
    entries: list[KeptEntry] = []
    expected = []
    called = [f"activity {number}" for number in (1, 2, 3)]
    for at, one in enumerate(course):
        if isinstance(one, list):
            facts.append(told(f"{at:02}", *one))
            called[:] = [*one, *(f"activity {number}" for number in range(len(one) + 1, 4))]
            continue
        entries.append(entry(f"{at:02}", *one, day=at + 1))
        day = entries[-1].entry.written.date()
        rated = zip(called, one, strict=False)
        expected += [(name, day, score) for name, score in rated if score is not None]
    found = rated_activities(entries, facts)
    assert sorted((a.name, *score) for a in found for score in a.scores) == sorted(expected)
    assert [a.name for a in found if a.current] == (
        list(facts[-1].facts.activities) if facts else []
    )
