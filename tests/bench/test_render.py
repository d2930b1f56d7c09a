"""Ten minutes of a session mixed and written, against work that any of it has to be."""

import random
import sys
from array import array
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import process_time

import pytest

from coach.adapters.recording.chapters import Chapter
from coach.adapters.recording.files import write_recording
from coach.domain.sounds import Tone
from coach.ports.voice import Clip
from tests.adapters.recording.material import NO_SOUNDS, RATE, Tape, clip_samples, tone_samples

LENGTH = 600
MOST = {".wav": 20.0, ".flac": 28.0, ".ogg": 70.0}
"""How many times the floor ten minutes may take, mixed and written."""
MOST_MIXING = 20.0
ROUND = (Tone.GET_READY, Tone.IN, Tone.OUT, Tone.LIFT, Tone.HOLD, Tone.COUNT, Tone.LOWER, Tone.REST)
"""A tone every two seconds."""
LINES = [Clip(f"line {number}", 1.0 + number % 5 / 2) for number in range(40)]
"""Lines of 1 to 3 seconds, one of them every five seconds."""


def session() -> Tape:
    """Ten minutes as they are: a tone every two seconds, a line every five, half in silence."""
    tape = Tape(volume=7, voice_volume=7)
    moments = [(2.0 * number, number, "tone") for number in range(LENGTH // 2)]
    moments += [(5.0 * number + 0.3, number, "line") for number in range(LENGTH // 5)]
    for second, number, kind in sorted(moments):
        if kind == "tone":
            tape.at(second).play(ROUND[number % len(ROUND)])
        else:
            tape.at(second).speak(LINES[number % len(LINES)], within=0.5)
    return tape


def seconds(act: Callable[[], object]) -> float:
    """Seconds of processor time that a call takes: the least of three."""
    taken = []
    for _ in range(3):
        began = process_time()
        act()
        taken.append(process_time() - began)
    return min(taken)


@pytest.mark.bench
def test_ten_minutes_are_mixed_and_written_in_a_moment(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for tone in ROUND:
        tone_samples(NO_SOUNDS, tone, 7)
    for line in LINES:
        clip_samples(line, 7)
    chance = random.Random(1)
    minute = array("h", (chance.randrange(-9_000, 9_000) for _ in range(60 * RATE)))
    ten = minute.tobytes() * 10

    def floor() -> int:
        (tmp_path / "bare").write_bytes(ten)
        total = 0
        for one in minute:
            total += one
        return total

    def write(kind: str) -> None:
        write_recording(
            tmp_path / f"session{kind}",
            session().blocks(LENGTH),
            title="Ten minutes",
            chapters=[Chapter(60.0 * number, f"step {number}") for number in range(10)],
        )

    bare = seconds(floor)
    mixing = seconds(lambda: sum(map(len, session().blocks(LENGTH))))
    taken = {kind: seconds(partial(write, kind)) for kind in MOST}
    words = [
        f"{kind} {took:.2f} s ({took / bare:.1f} times, at most {MOST[kind]:.0f}), "
        f"{(tmp_path / f'session{kind}').stat().st_size / 1e6:.1f} MB"
        for kind, took in taken.items()
    ]
    with capsys.disabled():
        sys.stdout.write(
            f"\nten minutes: as many bare bytes and a sum over one minute {bare:.2f} s; mixed "
            f"{mixing:.2f} s ({mixing / bare:.1f} times, at most {MOST_MIXING:.0f}); mixed and "
            f"written as {'; as '.join(words)}\n"
        )
    assert mixing <= MOST_MIXING * bare
    for kind, took in taken.items():
        assert took <= MOST[kind] * bare
