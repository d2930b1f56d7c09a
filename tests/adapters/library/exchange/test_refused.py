"""Files that can't be taken in: one sentence with its place, whatever is in them."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.adapters.library.exchange.formats import read_foreign
from coach.adapters.library.exchange.source import ForeignFileError
from coach.adapters.library.problems import render
from tests.adapters.library.exchange.taking_in import HERE, refusal, taken_in
from tests.adapters.library.shelves import Shelves


def jawt(duration: str = "30", name: str = '"Walk"', repetitions: str = "1") -> str:
    exercise = f'{{"name": {name},\n "duration": {duration}}}'
    return (
        f'{{"title": "W", "sets": [\n{{"repetitions": {repetitions}, "exercises": [{exercise}]}}]}}'
    )


def openhiit(**times: object) -> str:
    settings = {"workTime": 30, "restTime": 5, **times}
    return json.dumps([{"name": "T", "activities": ["Walk"], "timeSettings": settings}])


def pwf(exercise: str, version: str = "1") -> str:
    days = f"cycle:\n  days:\n    - exercises:\n        - {{name: Walk, {exercise}}}\n"
    return f"plan_version: {version}\nmeta: {{title: P}}\n{days}"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", "1:1", "this file is empty"),
        (" \n\t\n", "1:1", "this file is empty"),
        ("hello", "1:1", "a file is made of keys, each with a colon behind it"),
        ("{", "1:2", "a key in double quotes belongs here"),
        ('{"title": "W"', "1:14", "a comma or a closing bracket is missing here"),
        ('{"title": "W}', "1:11", "the quotes that open here are never closed"),
        ('{"title" "W"}', "1:10", "a colon is missing here"),
        ('{"sets": }', "1:10", "a value is missing here"),
        ('{"sets": []} x', "1:14", "the file goes on behind its end"),
        ("[]", "1:1", "this is from no program that is known here"),
        ("[1, 2]", "1:1", "this is from no program that is known here"),
        ('{"a": 1}', "1:1", "this is from no program that is known here"),
        ("[" * 100_000, "1:31", "this is nested over 30 levels deep"),
        ('{"a":' * 50_000, "1:151", "this is nested over 30 levels deep"),
        (" " * 300_000, "1:1", "this file is too large: at most 256 kB are read"),
        (
            "[" + "1," * 100_000 + "1]",
            "1:80001",
            "this file is too long: there are too many values",
        ),
        ('{"sets": 3}', "1:10", '"sets" is a list, and this is a number'),
        ('{"sets": null}', "1:1", '"sets" is missing here'),
        ('{"sets": [3]}', "1:11", "a set is a group of keys, and this is a number"),
        ('{"sets": []}', "1:1", "there is nothing to do in this workout"),
        ('{"workouts": []}', "1:1", "there is no workout in this backup"),
        ('{"workouts": ["x"]}', "1:15", 'a workout is a group of keys, and this is the text "x"'),
        ('{"title": [], "sets": []}', "1:11", "the title is a text, and this is a list"),
        (jawt("NaN"), "3:14", "this is no number"),
        (jawt("-Infinity"), "3:14", "this is no number"),
        (jawt("-5"), "3:14", '"duration" can\'t be negative'),
        (jawt("1e400"), "3:14", '"duration" is a number that is too large'),
        (jawt("9" * 5000), "3:14", '"duration" is a number that is too large'),
        (jawt("99999"), "3:14", '"duration" is longer than 4h, the most that is played'),
        (jawt('"soon"'), "3:14", '"duration" is a number, and this is the text "soon"'),
        (jawt("true"), "3:14", '"duration" is a number, and this is yes or no'),
        (jawt("{}"), "3:14", '"duration" is a number, and this is a group of keys'),
        (jawt("null"), "2:34", '"duration" is missing here'),
        (jawt("3600", '"Rest"'), "3:14", '"duration" is longer than 30m, the most that is played'),
        (jawt(name="7.5"), "", ""),
        (jawt(name="false"), "2:43", "the name is a text, and this is yes or no"),
        (jawt(repetitions="101"), "2:17", '"repetitions" is 100 at most here'),
        (jawt(repetitions="1.5"), "2:17", '"repetitions" is no whole number'),
        (jawt(repetitions="-1"), "2:17", '"repetitions" can\'t be negative'),
        (
            jawt("14400", '"Hop"', "99"),
            "1:1",
            "what comes of this can't be played: this routine",
        ),
        (openhiit(workTime=0), "1:56", '"workTime" is missing here, or 0'),
        (openhiit(restarts=100), "1:100", '"restarts" is 99 at most here'),
        (openhiit(restTime=-1), "1:85", '"restTime" can\'t be negative'),
        (
            '[{"timeSettings": "{"}]',
            "1:19",
            "the JSON in this text is wrong: a key in double quotes",
        ),
        (
            '[{"timeSettings": "[[[["}]',
            "1:19",
            "the JSON in this text is wrong: a value is missing",
        ),
        ('[{"timeSettings": {"workTime": 9}}]', "1:2", "there is nothing to do in this timer"),
        ('[{"activities": {}, "timeSettings": {"workTime": 9}}]', "1:17", '"activities" is a list'),
        (pwf("target_reps: 5", "7"), "1:15", 'of "plan_version", 1 and 2 are known'),
        ("plan_version: 1\n", "1:1", '"cycle" is missing here'),
        ("plan_version: 1\ncycle: {days: []}\n", "2:8", "there is no day in this plan"),
        ("plan_version: 1\ncycle: {days: [{}]}\n", "2:16", '"exercises" is missing here'),
        (pwf("target_reps: .nan"), "6:37", '"target_reps" is a number that is too large'),
        (pwf("target_reps: 501"), "6:37", '"target_reps" is 500 at most here'),
        (pwf("target_reps: [5]"), "6:37", '"target_reps" is a number, and this is a list'),
        (pwf("target_reps: &a 5"), "6:37", '"&a" is an anchor, and none is read here'),
        (pwf("target_reps: !!python/none 5"), "6:37", '"!!python/none" is a tag, and none is read'),
        (pwf("name: Again"), "6:24", '"name" stands twice in this group'),
        (pwf("modality: rowing"), "", ""),
        ("history_version: 1\nworkouts: []\n", "1:1", "this tells what was done, and no plan"),
        ("schema: 1\nsteps: []\n", "1:1", "this is a file of the coach already"),
        ("a: [\n", "1:4", 'the "[" that opens here is never closed'),
    ],
)
def test_a_file_that_cannot_be_taken_in_gets_one_sentence_with_its_place(
    shelves: Shelves, text: str, place: str, message: str
) -> None:
    if not place:
        taken_in(shelves, text)
        return
    found = refusal(shelves, text)
    assert f"{found.line}:{found.column}" == place, found
    assert found.message.startswith(message)
    assert "\n" not in found.message
    assert "\x1b" not in render(found)


def test_bytes_that_are_no_text_are_refused(shelves: Shelves) -> None:
    for data in (b"\xff\xfe\x00\x00", b"plan_version: \xff", b"\x00" * 50, b"{\xff\xfe}"):
        assert refusal(shelves, data).message


def test_a_format_that_was_named_is_taken_at_its_word(shelves: Shelves) -> None:
    assert refusal(shelves, '{"a": 1}', "jawt").message == '"sets" is missing here'
    assert refusal(shelves, '{"a": 1}', "openhiit").message == '"timeSettings" is missing here'
    assert refusal(shelves, "a: 1", "pwf").message == 'of "plan_version", 1 and 2 are known'


SAMPLES = sorted(file.read_bytes() for file in HERE.iterdir() if file.suffix in (".json", ".yaml"))


@settings(deadline=None)
@given(
    st.sampled_from(SAMPLES), st.lists(st.tuples(st.integers(0), st.binary(max_size=3)), min_size=1)
)
def test_a_file_with_anything_changed_in_it_is_taken_in_or_refused(
    data: bytes, changes: list[tuple[int, bytes]]
) -> None:
    for number, change in changes:
        at = number % len(data)
        data = data[:at] + change + data[at + len(change) // 2 + 1 :]
        if not data:
            return
    with suppress(ForeignFileError):
        for imported in read_foreign("theirs", data, {})[1]:
            assert imported.routine.steps
