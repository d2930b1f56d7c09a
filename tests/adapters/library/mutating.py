"""Files that come of real ones by accident: bytes flipped, lines moved, words swapped.

What comes out depends on the seed alone, so that a run can be done again.
"""

import random
from collections.abc import Callable, Sequence
from typing import Final

MOST: Final = 20_000
"""So many bytes a file has that others are made of; a few are made much bigger."""
WORDS: Final = (
    *(
        b"- ",
        b": ",
        b":",
        b",",
        b"{",
        b"}",
        b"[",
        b"]",
        b'"',
        b"'",
        b"|",
        b">",
        b"&a ",
        b"*a",
        b"!!",
    ),
    *(b"#", b" #", b"%", b"@", b"`", b"\t", b"?", b"---\n", b"...\n", b"\r\n", b"\r", b"\n", b" "),
    *(b"\0", b"\x1b[2J", b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xc2\xa0", b"\xef\xbc\x9a", b"\xff"),
    *(
        b"\xe2\x80\x9c",
        b"\xe2\x80\x93 ",
        b"\xef\xbb\xbf",
        b"9" * 30,
        b"-1",
        b"1e9",
        b"0x1",
        b"1:30",
    ),
    *(b"exercise", b"reps", b"hold", b"time", b"rest", b"say", b"steps", b"repeat", b"relief"),
    *(
        b"exercises",
        b"kind",
        b"schema",
        b"title",
        b"sounds",
        b"tempo",
        b"phases",
        b"figure",
        b"dose",
    ),
    *(b"poses", b"pain-check", b"cat-cow", b"child-pose", b"null", b"no", b"~", b"yes", b"<<: *a"),
    *(b"../../etc/passwd", b"/dev/zero", b"~root/x.wav", b"!!python/name:os.system ", b"[bold]"),
    *(b"kind: programme\n", b"kind: exercise\n", b"kind: relief\n", b"weeks:\n", b"{walk: 5m}"),
)

Mutation = Callable[[random.Random, bytes, bytes], bytes]


def _spot(chance: random.Random, data: bytes) -> int:
    return chance.randrange(len(data) + 1)


def flipped(chance: random.Random, data: bytes, other: bytes) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def cut(chance: random.Random, data: bytes, other: bytes) -> bytes:
    at = _spot(chance, data)
    return data[:at] + data[at + chance.choice((1, 1, 2, 4, 20, 300)) :]


def with_a_word(chance: random.Random, data: bytes, other: bytes) -> bytes:
    at = _spot(chance, data)
    return data[:at] + chance.choice(WORDS) + data[at + chance.choice((0, 0, 1, 5)) :]


def spliced(chance: random.Random, data: bytes, other: bytes) -> bytes:
    begin = _spot(chance, other)
    at = _spot(chance, data)
    return data[:at] + other[begin : begin + chance.choice((3, 30, 300))] + data[at:]


def crossed(chance: random.Random, data: bytes, other: bytes) -> bytes:
    return data[: _spot(chance, data)] + other[_spot(chance, other) :]


def line_moved(chance: random.Random, data: bytes, other: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    if lines:
        line = lines.pop(chance.randrange(len(lines)))
        lines.insert(chance.randrange(len(lines) + 1), line)
    return b"".join(lines)


def line_of_another(chance: random.Random, data: bytes, other: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    lines.insert(
        chance.randrange(len(lines) + 1), chance.choice(other.splitlines(keepends=True) or [b""])
    )
    return b"".join(lines)


def line_repeated(chance: random.Random, data: bytes, other: bytes) -> bytes:
    lines = data.splitlines(keepends=True) or [b"- "]
    at = chance.randrange(len(lines))
    lines[at] *= chance.choice((2, 3, 30))
    return b"".join(lines)


def repeated_to_the_brim(chance: random.Random, data: bytes, other: bytes) -> bytes:
    if chance.random() > 0.02:
        return line_repeated(chance, data, other)
    lines = data.splitlines(keepends=True) or [b"- "]
    piece = chance.choice((chance.choice(WORDS), chance.choice(lines), data or b"a"))
    lines.insert(
        chance.randrange(len(lines) + 1), piece * (chance.randrange(1, 260_000) // len(piece))
    )
    return b"".join(lines)


def indented(chance: random.Random, data: bytes, other: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    if lines:
        at = chance.randrange(len(lines))
        if chance.random() < 0.5:
            lines[at] = chance.choice((b" ", b"  ", b"    ", b"\t", b"\xc2\xa0")) + lines[at]
        else:
            lines[at] = lines[at].removeprefix(b" ").removeprefix(chance.choice((b"", b" ")))
    return b"".join(lines)


def words_swapped(chance: random.Random, data: bytes, other: bytes) -> bytes:
    words = data.split(b" ")
    one, two = chance.randrange(len(words)), chance.randrange(len(words))
    words[one], words[two] = words[two], words[one]
    return b" ".join(words)


MUTATIONS: Final[tuple[Mutation, ...]] = (
    flipped,
    cut,
    with_a_word,
    with_a_word,
    spliced,
    crossed,
    line_moved,
    line_of_another,
    repeated_to_the_brim,
    indented,
    indented,
    words_swapped,
)


def mutated(chance: random.Random, files: Sequence[bytes]) -> bytes:
    """One of the files, with one to four mutations."""
    data = chance.choice(files)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 4))):
        data = chance.choice(MUTATIONS)(chance, data, chance.choice(files))
    return data
