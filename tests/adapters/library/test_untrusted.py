"""A stranger's file, whatever is in it: problems or a routine, never anything else, and soon."""

import os
import resource
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coach.adapters.library.events import MOST_DEPTH
from coach.adapters.library.files import MOST_BYTES
from coach.adapters.library.problems import MOST_PROBLEMS, render
from coach.ports.library import BrokenFileError
from tests.adapters.library.shelves import CAT_COW, ROUTINE, Shelves
from tests.adapters.library.test_reading import WHOLE

PIECES = st.sampled_from(
    [
        *("- ", ": ", ":", "\n", "  ", "{", "}", "[", "]", ",", '"', "'", "|", ">", "&a ", "*a"),
        *("!!int ", "#", "%", "@", "\t", "?", "---\n", "\r\n", "\0", "\x1b[2J", "\u2028"),
        *("\ufeff", "9" * 40, "exercise: ", "excercise: ", "reps: ", "- exercise: cat-cow\n"),
        *("repeat: ", "steps:\n", "null", "~", "cat-caw", "1:30", "exercises: ", "tempo: {"),
        *("<<: ", "kind: exercise\n"),
    ]
)
LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join('*' + before for _ in range(9))}]\n"
    for before, name in zip("abcdefghijklmnop", "bcdefghijklmnopq", strict=True)
)

slow = settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def read(shelves: Shelves, data: bytes) -> None:
    """Read the file every way there is, and look at what comes out."""
    path = shelves.write("mine.yaml", data)
    library = shelves.library
    problems = library.check(path)
    assert len(problems) <= MOST_PROBLEMS + 1
    assert [(one.line, one.column) for one in problems] == sorted(
        (one.line, one.column) for one in problems
    )
    lines = data.decode("utf-8", "replace").count("\n") + data.count(b"\r") + 1
    for one in problems:
        assert 1 <= one.line <= lines
        assert 1 <= one.column <= len(one.source) + 1
        assert one.width >= 1
        assert one.message
        shown = render(one)
        assert all(char == "\n" or unicodedata.category(char)[0] != "C" for char in shown)
    try:
        readable = library.routine(str(path)).routine is not None
    except BrokenFileError:
        readable = False
    assert not (readable and problems)
    assert len(library.entries()) == 2


@slow
@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe")
@example(b"a: &a [*a]\n")
@example(b"? ? ? ?")
def test_random_bytes(shelves: Shelves, data: bytes) -> None:
    read(shelves, data)


@slow
@given(st.text(max_size=100) | st.lists(PIECES, max_size=40).map("".join))
def test_random_text(shelves: Shelves, text: str) -> None:
    read(shelves, text.encode("utf-8", "surrogatepass"))


@slow
@given(
    st.sampled_from([ROUTINE, WHOLE, CAT_COW]),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 12), PIECES | st.text(max_size=4)), max_size=4
    ),
)
def test_a_good_file_with_pieces_taken_out_and_put_in(
    shelves: Shelves, text: str, changes: list[tuple[float, int, str]]
) -> None:
    for place, gone, put in changes:
        at = int(place * len(text))
        text = text[:at] + put + text[at + gone :]
    read(shelves, text.encode("utf-8", "surrogatepass"))


HURTFUL = {
    "laughs": LAUGHS,
    "brackets": "[" * 200_000,
    "braces": "{a: " * 60_000,
    "dashes": "- " * 100_000,
    "questions": "? " * 100_000,
    "lines": "\n" * 250_000,
    "documents": "title: a: b\n" + "---\n" * 60_000,
    "traps": "title: a: b\n" + "reps:5\n" * 4_000,
    "anchors": "title: a: b\n" + "- &a x\n" * 4_000,
    "quotes": "title: a: b\n" + 'say: "\n' * 4_000,
    "word": "a" * 250_000 + ": 1\n",
    "ids": "schema: 1\ntitle: x\nsteps:\n" + "  - exercise: cat-caw\n" * 6_000,
    "steps": "schema: 1\ntitle: x\nsteps:\n" + "  - {excercise: x}\n" * 3_900,
    "keys": "schema: 1\ntitle: x\nsteps:\n  - exercise: cat-cow\n"
    + "".join(f"    hol{number}: 1\n" for number in range(9_000)),
    "reps": "schema: 1\ntitle: x\nsteps: [" + "{exercise: cat-cow, sets: 50}, " * 1_500 + "]",
}
"""Files made to hurt, by what they are full of."""


@pytest.mark.parametrize("text", HURTFUL.values(), ids=HURTFUL.keys())
def test_a_file_made_to_hurt_is_answered_within_a_few_megabytes(
    shelves: Shelves, text: str
) -> None:
    path = shelves.write("mine.yaml", text)
    library = shelves.library
    library.exercises()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert library.check(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024


def test_the_deepest_file_that_is_read_is_read(shelves: Shelves) -> None:
    deep = "[" * (MOST_DEPTH - 1) + "]" * (MOST_DEPTH - 1)
    (found,) = shelves.problems(f"schema: 1\ntitle: x\nsteps: [pain-check]\nthe: {deep}\n")
    assert found.message == 'unknown key "the"'


def test_the_biggest_file_that_is_read_is_read(shelves: Shelves) -> None:
    text = ROUTINE + "#" * (MOST_BYTES - len(ROUTINE))
    assert shelves.read(text).title == "First two"
    assert "at most 256 kB" in shelves.problem(text + "#").message


def test_without_libyaml_the_answers_are_on_the_same_lines(shelves: Shelves) -> None:
    """The same files in a Python whose PyYAML has no libyaml."""
    texts = [ROUTINE, WHOLE, LAUGHS, "[" * 30_000, "title: *a\n", "a: &a !!str b\n", "- a\n", ""]
    texts += ["a: b\n\tc: d\n", 'a: "b\n', "a: [b\nc: d\n", "a: @b\n", "a: b: c\n", "a\nb: c\n"]
    texts += ["a:\n  - b: c\n   d: e\n", "a:\n  - b: c\n      d: e\n", ROUTINE + "---\na: b\n", "["]
    texts += ["%a\n", "a: |x\n", 'a: "\\q"\n', "a: - b\n", "a: !<\n", "a: & b\n"]
    paths = [shelves.write(f"f{number}.yaml", text) for number, text in enumerate(texts)]
    program = (
        "import sys\n"
        "sys.modules['yaml._yaml'] = None\n"
        "import yaml\n"
        "assert not yaml.__with_libyaml__\n"
        "from pathlib import Path\n"
        "from coach.adapters.library.library import YamlLibrary\n"
        "library = YamlLibrary(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "for name in sys.argv[3:]:\n"
        "    print(*[f'{one.line}' for one in library.check(Path(name))], sep='|')\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program, shelves.own, shelves.bundled, *paths],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    library = shelves.library
    expected = ["|".join(f"{one.line}" for one in library.check(path)) for path in paths]
    assert said.stdout.split("\n")[:-1] == expected
