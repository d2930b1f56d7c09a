"""The tool that changes the safety rules one thing at a time: and that it notices."""

from pathlib import Path

import pytest

from tools.mutants import EQUIVALENT, ROOT, TARGETS, Copy, Mutant, main, mutants_of, survivors
from tools.mutations import Mutation, comparisons, rows, thresholds

RULES = """\
from datetime import timedelta
from typing import Final

MOST: Final = 7
WAIT = timedelta(hours=12)
PAUSE: Final = 2.5
NAME: Final = "é"; SHORT: Final = 1
SURE: Final = True


def ends(now: int, sharp: bool) -> bool:
    return now >= MOST or sharp


def waits(at: timedelta) -> bool:
    return timedelta(0) <= at < WAIT
"""
NUMBERS_TEST = """\
from coach.rules import MOST, ends


def test_seven_ends() -> None:
    assert ends(7, False)
    assert ends(0, True)
    assert not ends(6, False)
"""
TESTS = "tests/test_rules.py"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A package of one module, whose test knows nothing of waiting."""
    root = tmp_path / "project"
    (root / "coach").mkdir(parents=True)
    (root / "coach" / "__init__.py").touch()
    (root / "coach" / "rules.py").write_text(RULES, encoding="utf-8")
    (root / "tests").mkdir()
    (root / TESTS).write_text(NUMBERS_TEST, encoding="utf-8")
    return root


def mutant(find: str) -> Mutant:
    """The mutant of the rules whose change begins so."""
    found = [*thresholds(RULES), *comparisons(RULES)]
    (mutation,) = (each for each in found if each.change.startswith(find))
    return Mutant("coach/rules.py", mutation, (TESTS,))


# What it finds


def test_every_threshold_is_tried_one_more_and_one_less() -> None:
    assert [mutation.change for mutation in thresholds(RULES)] == [
        "MOST: 7 -> 8",
        "MOST: 7 -> 6",
        "WAIT: 12 -> 13",
        "WAIT: 12 -> 11",
        "PAUSE: 2.5 -> 3.5",
        "PAUSE: 2.5 -> 1.5",
        "SHORT: 1 -> 2",
        "SHORT: 1 -> 0",
    ]


def test_every_comparison_is_tried_on_the_other_side_of_equal() -> None:
    assert [mutation.change for mutation in comparisons(RULES)] == [
        "ends: now >= MOST or sharp -> now >= MOST and sharp",
        "ends: now >= MOST -> now > MOST",
        "waits: timedelta(0) <= at -> timedelta(0) < at",
        "waits: at < WAIT -> at <= WAIT",
    ]


@pytest.mark.parametrize(
    ("mutation", "line", "after"),
    [
        (mutant("SHORT: 1 -> 2").mutation, 7, 'NAME: Final = "é"; SHORT: Final = 2'),
        (mutant("WAIT: 12 -> 11").mutation, 5, "WAIT = timedelta(hours=11)"),
        (mutant("waits: at").mutation, 16, "    return timedelta(0) <= at <= WAIT"),
    ],
)
def test_a_mutation_changes_nothing_but_its_own_place(
    mutation: Mutation, line: int, after: str
) -> None:
    before, changed = RULES.splitlines(), mutation.apply(RULES).splitlines()
    assert mutation.line == line
    assert changed[line - 1] == after
    assert before[: line - 1] + before[line:] == changed[: line - 1] + changed[line:]


def test_every_row_is_tried_with_another_level_and_missing_from_its_line() -> None:
    text = (ROOT / "coach/content/warning-signs.yaml").read_text(encoding="utf-8")
    found = {mutation.change: mutation for mutation in rows(text)}
    assert {
        "fever: level urgent -> emergency",
        "fever: level urgent -> doctor soon",
        "fever: storable false -> true",
        "fever: escalates-to removed",
        "hurt-chest: level emergency -> urgent",
        "coping: level doctor soon -> self care",
        "gall-plus: level emergency -> urgent",
        "short-list: fever removed",
        "short-list: bowel removed",
        "full-list: bowel removed",
        "hurt-leg: one-limb removed",
    } <= set(found)
    short = found["short-list: bowel removed"].apply(text)
    assert short.count("signs: [bladder, saddle]") == 1
    assert found["short-list: fever removed"].apply(text).count("signs: []") == 1
    assert (
        "[fever-plus]" not in found["fever: escalates-to removed"].apply(text).split("signs:")[-1]
    )


def test_the_safety_rules_are_among_what_is_tried() -> None:
    tried = [f"{each.path}: {each.mutation.change}" for each in mutants_of(ROOT, TARGETS)]
    assert {
        "coach/domain/safety.py: START_NONE: 8 -> 9",
        "coach/domain/safety.py: MORNING_UNTIL: 36 -> 35",
        "coach/domain/safety.py: assess_start: score >= START_NONE -> score > START_NONE",
        "coach/domain/checks.py: APART: 60.0 -> 61.0",
        "coach/domain/levels.py: AMBERS: 3 -> 2",
        "coach/domain/asking.py: CHECKED_FOR: 28 -> 29",
        "coach/domain/diary.py: LONG_OVER: 14 -> 15",
        "coach/domain/episodes.py: QUIET_DAYS: 14 -> 13",
        "coach/domain/session.py: AWAY: 600.0 -> 599.0",
        "coach/player/dialogue.py: PATIENCE: 30.0 -> 31.0",
    } <= set(tried)
    assert [tried.count(name) for name in EQUIVALENT] == [1] * len(EQUIVALENT)
    assert all(EQUIVALENT.values())


# What it notices


def test_what_no_test_sees_survives_and_the_file_is_as_it_was(project: Path) -> None:
    told: list[bool] = []
    tried = [mutant("MOST: 7 -> 8"), mutant("WAIT: 12 -> 13"), mutant("ends: now >= MOST or")]
    left = survivors(project, tried, 1, told.append)
    assert [str(each) for each in left] == ["coach/rules.py:5: WAIT: 12 -> 13"]
    assert told == [True, False, True]
    assert (project / "coach" / "rules.py").read_text(encoding="utf-8") == RULES


def test_a_copy_is_restored_byte_for_byte(project: Path, tmp_path: Path) -> None:
    rules = project / "coach" / "rules.py"
    rules.write_bytes(RULES.replace("\n", "\r\n").encode())
    copied = tmp_path / "copy"
    copied.mkdir()
    copy = Copy(project, copied)
    for mutation in list(thresholds(rules.read_bytes().decode()))[:2]:
        assert copy.notices(Mutant("coach/rules.py", mutation, (TESTS,)))
    assert (copied / "coach" / "rules.py").read_bytes() == rules.read_bytes()


def test_tests_that_fail_anyway_are_not_believed(project: Path) -> None:
    (project / TESTS).write_text("def test_it() -> None:\n    assert False\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="fail without any change"):
        survivors(project, [mutant("MOST: 7 -> 8")], 1, lambda noticed: None)


@pytest.mark.parametrize("words", [["--only", "no such line"], ["--every", "0"]])
def test_nothing_to_try_is_no_success(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code
