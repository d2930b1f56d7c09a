"""A recording that can't be written: one sentence, and everything is as it was before."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.adapters.recording.chapters import Chapter, RecordingError
from coach.adapters.recording.files import planned_files, write_recording
from coach.adapters.recording.wav import WavFile
from tests.adapters.recording.material import RATE
from tests.adapters.recording.reading import Folder, samples_of

KINDS = [".wav", ".flac", ".ogg"]
SECOND = bytes(2 * RATE)
ONE = (Chapter(0, "all"),)


def refusal(path: Path, blocks: "Iterator[bytes] | list[bytes] | None" = None) -> str:
    """The sentence with which a recording is refused."""
    with pytest.raises(RecordingError) as caught:
        write_recording(path, blocks or [SECOND], title="A", chapters=ONE)
    return str(caught.value)


def breaks(error: BaseException) -> Iterator[bytes]:
    """Some blocks, and then an error instead of the next."""
    yield from [SECOND] * 20
    raise error


@pytest.fixture(params=KINDS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A recording that is there already, with its cue sheet."""
    path = tmp_path / f"session{request.param}"
    write_recording(path, [SECOND] * 3, title="Before", chapters=ONE)
    return path


def test_a_new_recording_takes_the_place_of_the_old_one(old: Path) -> None:
    write_recording(old, [SECOND] * 2, title="After", chapters=())
    assert len(samples_of(old)) == 2 * RATE


@pytest.mark.parametrize("error", [KeyboardInterrupt(), RuntimeError("a mistake"), GeneratorExit()])
def test_what_ends_it_half_way_leaves_everything_as_it_was(old: Path, error: BaseException) -> None:
    before = Folder.of(old.parent)
    with pytest.raises(type(error)):
        write_recording(old, breaks(error), title="After", chapters=ONE)
    assert Folder.of(old.parent) == before


def test_a_full_disk_is_told_and_leaves_everything_as_it_was(old: Path) -> None:
    before = Folder.of(old.parent)
    full = OSError(errno.ENOSPC, "No space left on device")
    sentence = f"{old} can't be written, because the disk is full: make room, or take another one."
    assert refusal(old, breaks(full)) == sentence
    assert Folder.of(old.parent) == before


LIMITED = """\
import random, resource, sys
from pathlib import Path
from coach.adapters.recording.files import write_recording
from coach.adapters.recording.chapters import RecordingError
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
chance = random.Random(1)
try:
    write_recording(
        Path(sys.argv[1]), (chance.randbytes(8_820) for _ in range(1_000)), title="", chapters=()
    )
except RecordingError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_file_that_the_system_lets_grow_no_further(old: Path) -> None:
    before = Folder.of(old.parent)
    run = subprocess.run(
        [sys.executable, "-c", LIMITED, old], capture_output=True, text=True, check=True
    )
    assert run.stderr == ""
    assert run.stdout.startswith(f"{old} can't be written (")
    assert run.stdout.endswith("): take another folder.\n")
    assert Folder.of(old.parent) == before


ENDLESS = """\
import itertools, signal, sys
from pathlib import Path
from coach.adapters.recording.files import write_recording
signal.signal(signal.SIGINT, signal.default_int_handler)  # behind a shell's "&" it is ignored
write_recording(
    Path(sys.argv[1]), itertools.repeat(bytes(8_820)), title="", chapters=(),
    progress=lambda seconds: print(seconds, flush=True) if seconds == 1.0 else None,
)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_ctrl_c_leaves_everything_as_it_was(old: Path) -> None:
    before = Folder.of(old.parent)
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS, old], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"1.0\n"
        assert Folder.of(old.parent) != before  # it is under way
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=30)[1].endswith(b"KeyboardInterrupt\n")
    assert Folder.of(old.parent) == before


WITHOUT = """\
import sys
from pathlib import Path
sys.modules[sys.argv[2]] = None
from coach.adapters.recording.files import planned_files, write_recording
from coach.adapters.recording.chapters import RecordingError
path = Path(sys.argv[1])
for suffix in [".flac", ".OGG", ".wav"]:
    try:
        planned_files(path.with_suffix(suffix))
        write_recording(path.with_suffix(suffix), [bytes(88_200)], title="", chapters=())
    except RecordingError as error:
        print(error)
"""


@pytest.mark.parametrize("library", ["soundfile", "mutagen", "numpy", "_cffi_backend"])
def test_a_missing_library_is_named_with_what_installs_it(tmp_path: Path, library: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT, tmp_path / "session", library],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stderr == ""
    assert run.stdout.splitlines() == [
        f"For a {suffix} file, install what it needs with `pip install 'back-coach[render]'`; "
        "a .wav file needs nothing."
        for suffix in (".flac", ".ogg")
    ]
    assert [one.name for one in tmp_path.iterdir()] == ["session.wav"]


def test_a_wav_imports_no_library(tmp_path: Path) -> None:
    code = (
        WITHOUT.replace('".flac", ".OGG", ', "")
        + "print({'soundfile', 'mutagen'} & {*sys.modules})"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "session", "no_library"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "set()\n"


@pytest.mark.parametrize("name", ["session", "session.mp3", "session.wav.gz", ".wav"])
def test_an_unknown_ending(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path / name) == f"{name}: a recording's name ends in .wav, .flac or .ogg."


def test_places_that_are_none(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    (tmp_path / "folder.wav").mkdir()
    (tmp_path / "session.cue").mkdir()
    for path, sentence in {
        tmp_path
        / "new"
        / "a.wav": f"There is no folder {tmp_path / 'new'}: make it, or take another one.",
        file / "a.wav": f"There is no folder {file}: make it, or take another one.",
        tmp_path / "folder.wav": f"{tmp_path / 'folder.wav'} is a folder: take another name.",
        tmp_path / "session.wav": f"{tmp_path / 'session.cue'} is a folder: take another name.",
    }.items():
        assert refusal(path) == sentence
    long = tmp_path / ("a" * 300 + ".flac")
    assert refusal(long) == f"{long} can't be written (File name too long): take another folder."
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "folder.wav", "session.cue"]


@pytest.mark.skipif(
    not Path("/proc/self").exists(), reason="needs a folder that nobody can write to"
)
@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_that_cant_be_written(kind: str) -> None:
    path = Path(f"/proc/session{kind}")
    assert planned_files(path)[0] == path
    sentence = refusal(path)
    assert sentence.startswith(f"{path} can't be written (")
    assert sentence.endswith("): take another folder.")


def test_a_wav_that_would_be_too_long(tmp_path: Path) -> None:
    file = WavFile(tmp_path / "long", most=3 * len(SECOND))
    for _ in range(3):
        file.write(SECOND)
    with pytest.raises(RecordingError, match=r"^A \.wav file holds no more than 0 hours: give it"):
        file.write(SECOND[:2])
    file.abandon()


def test_what_is_written_can_be_read_by_whom_the_system_lets(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        files = write_recording(tmp_path / "a.wav", [SECOND], title="A", chapters=ONE)
    finally:
        os.umask(before)
    assert {file.stat().st_mode & 0o777 for file in files} == {0o640}
