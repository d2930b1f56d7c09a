"""A programme is read as its author wrote it, and all of its mistakes are named at once."""

import pytest

from coach.domain.programme import Days, NextWhen, Programme, Walk, Week, Weekday
from coach.ports.library import BrokenFileError, UnknownRoutineError
from tests.adapters.library.shelves import CAT_COW, ROUTINE, Shelves

HEAD = "schema: 1\nkind: programme\ntitle: Weeks\n"
WEEKS = """\
schema: 1
kind: programme
title: Four weeks
minimal: first-two
weeks:
  - days: {every: [first-two, {walk: 5m, times: 2}]}
    next-when: {greens: 3}
  - days: {every: [first-two], mon-wed-fri: [strong], tue-sat: strong}
    next-when: {greens: 6, within-days: 14}
after: {every: [first-two], mon-thu: [strong, {walk: 1:30}]}
"""


@pytest.fixture
def shelf(shelves: Shelves) -> Shelves:
    """The small library, with an own routine besides the bundled one."""
    shelves.write("strong.yaml", ROUTINE)
    return shelves


def read(shelf: Shelves, text: str) -> Programme:
    return shelf.library.programme(shelf.write("programmes/weeks.yaml", text))


def test_weeks_days_and_what_comes_after_are_read(shelf: Shelves) -> None:
    every = frozenset(Weekday)
    mon, tue, wed, thu, fri, sat, _ = Weekday
    assert read(shelf, WEEKS) == Programme(
        id="weeks",
        title="Four weeks",
        minimal="first-two",
        weeks=(
            Week((Days(every, ("first-two", Walk(300, 2))),), NextWhen(3)),
            Week(
                (
                    Days(every, ("first-two",)),
                    Days(frozenset({mon, wed, fri}), ("strong",)),
                    Days(frozenset({tue, sat}), ("strong",)),
                ),
                NextWhen(6, within_days=14),
            ),
        ),
        after=(
            Days(every, ("first-two",)),
            Days(frozenset({mon, thu}), ("strong", Walk(90))),
        ),
    )


def test_a_day_has_what_is_for_every_day_and_what_is_for_it(shelf: Shelves) -> None:
    week = read(shelf, WEEKS).weeks[1]
    assert week.on(Weekday.MON) == ("first-two", "strong")
    assert week.on(Weekday.SUN) == ("first-two",)


def test_without_anything_after_it_the_last_week_may_go_on_for_good(shelf: Shelves) -> None:
    text = HEAD + "weeks: [{days: {every: FIRST-TWO}}]\nafter:\n"
    assert read(shelf, text).weeks == (Week((Days(frozenset(Weekday), ("first-two",)),)),)


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("minimal: first-tow\n", (4, 10), 'no routine "first-tow"', "first-two"),
        ("minimal: [first-two]\n", (4, 10), '"minimal" is one routine', "id of a routine"),
        ("minimal:\n", (4, 1), '"minimal" is one routine', "id of a routine"),
        ("week: 3\n", (4, 1), 'unknown key "week"', "weeks"),
        ("after: [first-two]\n", (4, 8), '"after" is a group of days', "every:"),
        ("after: {}\n", (4, 8), '"after" is empty', "every:"),
        ("after: {mon-wen: first-two}\n", (4, 13), '"wen" is no day', "wed"),
        ("after: {monday: first-two}\n", (4, 9), '"monday" is no day', '"mon"'),
        ("after: {evry: first-two}\n", (4, 9), '"evry" is no day', "every"),
        ("after: {mon--fri: first-two}\n", (4, 13), '"" is no day', "mon-wed-fri"),
        ("after: {mon-fri-mon: first-two}\n", (4, 17), '"mon" stands twice here', ""),
        ('after: {"mon-mon": first-two}\n', (4, 14), '"mon" stands twice here', ""),
        ("after: {mon-fri: first-two, sat-fri: first-two}\n", (4, 33),
         '"fri" stands twice: it is in "mon-fri" already', "each day once"),
        ("after: {every: first-two, every: first-two}\n", (4, 27), "twice in this group", ""),
        ("after: {every: }\n", (4, 9), '"every" is empty', "at least one routine"),
        ("after: {every: []}\n", (4, 16), '"every" is empty', "at least one routine"),
        ("after: {every: [[first-two]]}\n", (4, 17), "a routine or a walk", "{walk: 5m}"),
        ("after: {every: [~]}\n", (4, 17), "a routine or a walk", "{walk: 5m}"),
        ("after: {every: [cat-cow]}\n", (4, 17), 'no routine "cat-cow"', "coach list"),
        ("after: {every: [{run: 5m}]}\n", (4, 18), 'unknown key "run"', "walk"),
        ("after: {every: [{walk: far}]}\n", (4, 24), '"far" is not a duration', "1m30s"),
        ("after: {every: [{walk: 5m, times: 0}]}\n", (4, 35), "times", "from 1 to 24"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_at_its_place(
    shelf: Shelves, text: str, place: tuple[int, int], message: str, hint: str
) -> None:
    week = "weeks: [{days: {every: first-two}, next-when: {greens: 3}}]\n"
    found = shelf.problems(HEAD + text + week)
    first = found[0]
    assert (first.line, first.column) == place
    assert message in first.message
    assert hint in f"{first.expected} {first.nearest}"


@pytest.mark.parametrize(
    ("weeks", "place", "message"),
    [
        ("title: T\n", (1, 1), '"weeks" is missing'),
        ("weeks:\n", (4, 1), '"weeks" is empty'),
        ("weeks: []\n", (4, 8), '"weeks" is empty'),
        ("weeks: {every: first-two}\n", (4, 8), '"weeks" is a list'),
        ("weeks: [first-two]\n", (4, 9), "a week is a group of keys"),
        ("weeks: [{next-when: {greens: 3}}]\n", (4, 10), '"days" is missing'),
        ("weeks: [{days: first-two}]\n", (4, 16), '"days" is a group of days'),
        ("weeks: [{days: {every: first-two}, next-when: 3}]\n", (4, 47), "group of keys"),
        ("weeks: [{days: {every: first-two}, next-when: {}}]\n", (4, 47), '"greens" is missing'),
        ("weeks: [{days: {every: first-two}, next-when: {greens: 0}}]\n", (4, 56), '"0"'),
        ("weeks: [{days: {every: first-two}}]\nafter: {every: first-two}\n", (4, 10),
         '"next-when" is missing: this week would never end'),
        ("weeks: [{days: {every: first-two}}, {days: {every: first-two}}]\n", (4, 10),
         '"next-when" is missing: this week would never end'),
    ],
)  # fmt: skip
def test_weeks_with_a_mistake(
    shelf: Shelves, weeks: str, place: tuple[int, int], message: str
) -> None:
    head = HEAD if "title" not in weeks else HEAD.replace("title: Weeks\n", "")
    problem = shelf.problem(head + weeks)
    assert (problem.line, problem.column) == place
    assert message in problem.message


def test_all_mistakes_of_a_programme_are_named_at_once(shelf: Shelves) -> None:
    text = """\
schema: 1
kind: programme
minimal: first-tow
weeks:
  - days: {every: [strnog, {walk: far, time: 2}], mon-wen-mon: first-two}
    next-when: {greens: none}
  - days: {tue-tue: []}
"""
    assert [(one.line, one.column) for one in shelf.problems(text)] == [
        *((1, 1), (3, 10), (5, 20), (5, 35), (5, 40), (5, 55), (5, 59), (6, 25), (7, 16), (7, 21)),
    ]


def test_too_many_weeks_are_told_and_not_read_to_their_end(shelf: Shelves) -> None:
    week = "  - {days: {every: first-two}, next-when: {greens: 1}}\n"
    problem = shelf.problem(HEAD + "weeks:\n" + week * 104 + "  - not read any more\n")
    assert (problem.line, problem.message) == (4, '"weeks" is too long: at most 104 are read')


def test_a_programme_is_no_routine_and_a_routine_no_programme(shelf: Shelves) -> None:
    path = shelf.write("weeks.yaml", WEEKS)
    with pytest.raises(BrokenFileError, match="folder routines/programmes"):
        shelf.library.routine(str(path))
    with pytest.raises(BrokenFileError, match="this is a routine"):
        read(shelf, ROUTINE)
    with pytest.raises(BrokenFileError, match="this is an exercise"):
        read(shelf, CAT_COW)


def test_a_programme_that_is_not_there_or_broken_is_told(shelf: Shelves) -> None:
    with pytest.raises(UnknownRoutineError):
        shelf.library.programme(shelf.own / "nowhere.yaml")
    with pytest.raises(BrokenFileError, match="folder, not a file"):
        shelf.library.programme(shelf.own)
    with pytest.raises(BrokenFileError, match="100 problems"):
        read(shelf, HEAD + "weeks:\n" + "  - x\n" * 101 + "after: 3\n")
