"""All of the person's own data in one file, and back: whole, private, and never half in place."""

import hashlib
import json
import shutil
import sqlite3
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coach.adapters.store import FILE, SqliteStore
from coach.adapters.store.archive import may_be_in
from coach.adapters.store.backup import back_up
from coach.adapters.store.restore import (
    PENDING,
    finish,
    put_in_place,
    refuse_while_playing,
    set_aside,
    unpacked,
)
from coach.adapters.store.schema import VERSION
from coach.domain.events import Outcome
from coach.domain.safety import Colour
from coach.domain.triage import Level
from coach.ports.journal import RecordError, SessionEnd
from tests.adapters.store.computers import LATER, content, entry, play
from tests.adapters.store.folders import back_to, fill
from tests.adapters.store.samples import ALL_KINDS, at, begun
from tests.adapters.store.writer import ROOT, start

ROUTINE = "schema: 1\ntitle: Mine\nsteps: [{exercise: bridge}]\n"


class Person:
    """Two folders with the data of one person."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.data, self.config = folder / name / "data", folder / name / "config"
        self.record = self.data / FILE

    def settle(self) -> "Person":
        """Give them a record, settings and files of their own, all with their name in it."""
        fill(self.record)
        with SqliteStore.open(self.record) as store:
            store.write_entry(entry(5, self.name))
        for file, text in (
            ("settings.toml", f'country = "DE" # {self.name}\n[sounds]\ncount = "tick.wav"\n'),
            ("tick.wav", f"RIFF {self.name}"),
            ("routines/mine.yaml", ROUTINE + f"# {self.name}\n"),
            ("routines/exercises/own.yaml", f"# {self.name}\n"),
        ):
            (self.config / file).parent.mkdir(parents=True, exist_ok=True)
            (self.config / file).write_text(text)
        return self

    def files(self) -> dict[str, bytes]:
        """Everything in both folders but the record and its locks."""
        return {
            str(path): path.read_bytes()
            for folder in (self.data, self.config)
            for path in sorted(folder.rglob("*"))
            if path.is_file() and not path.name.startswith(FILE) and path.name != "guard"
        }

    def whose(self) -> set[str]:
        """Whose record, settings and routines are in place."""
        with SqliteStore.open(self.record) as store:
            (kept,) = store.entries()
        texts = [path.read_text().split()[-1] for path in self.config.rglob("*.yaml")]
        settings = (self.config / "settings.toml").read_text()
        return {kept.entry.notes, *texts, settings.partition("# ")[2].partition("\n")[0]}

    def back_up(self, to: Path) -> Path:
        """A backup."""
        back_up(to, self.data, self.config, LATER)
        return to

    def restore(self, backup: Path) -> None:
        """Put a backup in place."""
        with unpacked(backup, self.data, self.config) as found:
            put_in_place(found)


@pytest.fixture
def ann(tmp_path: Path) -> Person:
    return Person(tmp_path, "ann").settle()


@pytest.fixture
def backup(ann: Person, tmp_path: Path) -> Path:
    return ann.back_up(tmp_path / "backup.zip")


def test_a_backup_holds_everything_and_says_so(ann: Person, tmp_path: Path) -> None:
    held = back_up(tmp_path / "b.zip", ann.data, ann.config, LATER)
    assert held is not None
    assert (held.sessions, held.entries, held.first, held.last) == (
        1,
        1,
        "2026-07-01",
        "2026-07-01",
    )
    assert (held.settings, held.routines, held.sounds, held.left_out) == (True, 2, 1, ())


def test_only_its_owner_may_read_a_backup(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_elsewhere_everything_is_as_it_was(ann: Person, backup: Path, tmp_path: Path) -> None:
    elsewhere = Person(tmp_path, "elsewhere")
    elsewhere.restore(backup)
    assert content(elsewhere.record) == content(ann.record)
    assert stat.S_IMODE(elsewhere.record.stat().st_mode) == 0o600
    assert [*elsewhere.files().values()] == [*ann.files().values()]
    assert not (elsewhere.data / PENDING).exists()


def test_a_backup_in_the_middle_of_a_session_is_of_one_moment(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with start("forever", data / FILE) as child:
        assert child.stdout is not None
        for number in range(3):
            for _ in range(20):
                child.stdout.readline()
            back_up(tmp_path / f"{number}.zip", data, tmp_path / "config", LATER)
        child.kill()
    for number in range(3):
        elsewhere = Person(tmp_path, f"to-{number}")
        elsewhere.restore(tmp_path / f"{number}.zip")
        with SqliteStore.open(elsewhere.record) as store:
            for record in store.sessions():
                events = store.events(record.id)
                assert [event.seq for event in events] == list(range(1, len(events) + 1))
                assert len(events) % 2 == 0


def test_a_file_that_is_there_is_not_written_over(ann: Person, backup: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(RecordError, match="is there already"):
        back_up(backup, ann.data, ann.config, LATER)
    assert backup.read_bytes() == before
    assert back_up(backup, ann.data, ann.config, LATER, force=True) is not None


@pytest.mark.parametrize("name", ["data/coach.db", "config/settings.toml", "data", "no/where.zip"])
def test_a_backup_never_takes_the_place_of_its_own_source(ann: Person, name: str) -> None:
    before = ann.files()
    with pytest.raises(RecordError):
        back_up(ann.data.parent / name, ann.data, ann.config, LATER, force=True)
    assert ann.files() == before


def test_where_there_is_nothing_there_is_no_backup(tmp_path: Path) -> None:
    assert back_up(tmp_path / "b.zip", tmp_path / "no", tmp_path / "nor", LATER) is None
    assert not (tmp_path / "b.zip").exists()


def test_what_is_left_out_is_named(ann: Person, tmp_path: Path) -> None:
    (ann.config / "settings.toml").write_text(f'[sounds]\ncount = "{tmp_path}/far.wav"\n')
    (tmp_path / "far.wav").write_bytes(b"RIFF")
    (ann.config / "routines" / "what?.yaml").write_text(ROUTINE)
    held = back_up(tmp_path / "b.zip", ann.data, ann.config, LATER)
    assert held is not None
    assert len(held.left_out) == 2
    assert (held.routines, held.sounds) == (2, 0)


def test_a_backup_of_an_older_version_is_brought_up(ann: Person, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    shutil.copyfile(ann.record, old)
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        back_to(connection, 1)
    elsewhere = Person(tmp_path, "elsewhere")
    elsewhere.restore(packed(tmp_path / "old.zip", {FILE: old.read_bytes()}))
    with SqliteStore.open(elsewhere.record) as store:
        assert len(store.sessions()) == 1


def test_files_of_ones_own_that_are_not_in_it_stay(
    ann: Person, backup: Path, tmp_path: Path
) -> None:
    own = ann.config / "routines" / "new.yaml"
    own.write_text(ROUTINE)
    ann.restore(backup)
    assert own.read_text() == ROUTINE


def test_the_state_before_is_a_backup_that_can_be_restored(
    ann: Person, backup: Path, tmp_path: Path
) -> None:
    bob = Person(tmp_path, "bob").settle()
    before = set_aside(bob.data, bob.config, LATER)
    assert before is not None
    assert before.parent == bob.data
    bob.restore(backup)
    assert bob.whose() == {"ann"}
    bob.restore(before)
    assert bob.whose() == {"bob"}


def test_a_warning_sign_that_is_known_here_is_not_lifted_by_a_backup(
    ann: Person, backup: Path
) -> None:
    with SqliteStore.open(ann.record) as store:
        (numb,) = store.open_bars()
        store.follow_up(numb.id, "1", at(10), lifted=True)
        store.bar("chest", "Chest pain?", Level.EMERGENCY, at(11))
        store.introduce(["knees", "under-18"], at(12))
        store.gentle_from(at(13))
        store.score(9, at(14))
    ann.restore(backup)
    with SqliteStore.open(ann.record) as store:
        assert [bar.sign for bar in store.open_bars()] == ["chest"]
        assert store.cautions() == ("knees", "under-18")
        assert store.gentle_since() == at(13)
        assert 9 not in [score.score for score in store.scores(at(0))]


def test_an_older_state_makes_nothing_harder_after_it_hurt(ann: Person, backup: Path) -> None:
    with SqliteStore.open(ann.record) as store:
        session = store.begin(begun(60), ALL_KINDS)
        store.end(session, SessionEnd(at(65), Outcome.PAIN, Colour.RED))
    ann.restore(backup)
    with SqliteStore.open(ann.record) as store:
        assert session not in [record.id for record in store.sessions()]
        assert store.lists_asked().full_is_due
        assert store.gentle_since() is not None


def test_nothing_is_restored_while_a_session_is_played(ann: Person) -> None:
    with SqliteStore.open(ann.record) as store:
        store.begin(begun(), ALL_KINDS)
        with pytest.raises(RecordError, match="being played"):
            refuse_while_playing(ann.data)
    assert refuse_while_playing(ann.data) == ""


def test_another_coach_that_is_open_sees_the_restored_record(
    ann: Person, backup: Path, tmp_path: Path
) -> None:
    bob = Person(tmp_path, "bob").settle()
    with SqliteStore.open(bob.record) as store:
        bob.restore(backup)
        (kept,) = store.entries()
        assert kept.entry.notes == "ann"
        play(store, 50)
    with SqliteStore.open(bob.record) as store:
        assert len(store.sessions()) == 2


def test_looking_into_a_backup_changes_nothing(ann: Person, backup: Path) -> None:
    with SqliteStore.open(ann.record) as store:
        store.write_entry(entry(9))
    before, record = ann.files(), content(ann.record)
    with unpacked(backup, ann.data, ann.config) as found:
        assert found.held.sessions == 1
        assert len(found.replaced) == 4
    assert ann.files() == before
    assert content(ann.record) == record
    assert [p.name for p in ann.data.iterdir() if p.is_file()] == [FILE]


# Files that are no backups, or no good ones


def packed(
    path: Path,
    files: dict[str, bytes],
    change: Callable[[dict[str, object]], None] = lambda manifest: None,
    extra: Callable[[zipfile.ZipFile], None] = lambda zip: None,
) -> Path:
    """A backup made by hand; ``change`` changes its list, ``extra`` adds to the zip."""
    manifest: dict[str, object] = {
        "format": 1,
        "program": "0.0",
        "made": "2026-11-03T12:00:00+01:00",
        "schema_version": 1,
        "files": {
            name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in files.items()
        },
    }
    change(manifest)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
        file.writestr("manifest.json", json.dumps(manifest))
        extra(file)
    return path


SETTINGS = {"config/settings.toml": b"volume = 3\n"}


def with_name(name: str) -> Callable[[Path], object]:
    return lambda path: packed(path, {**SETTINGS, name: b"x"})


def link(path: Path) -> None:
    info = zipfile.ZipInfo("config/routines/link.yaml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    listed = {**SETTINGS, info.filename: b"/etc/passwd"}

    with zipfile.ZipFile(packed(path, listed)) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    with zipfile.ZipFile(path, "w") as file:
        for name, data in parts.items():
            file.writestr(info if name == info.filename else name, data)


def listed_as(**values: object) -> Callable[[Path], object]:
    def change(manifest: dict[str, object]) -> None:
        manifest["files"] = {"config/settings.toml": {"size": 11, "sha256": "0" * 64} | values}

    return lambda path: packed(path, SETTINGS, change)


def newer_form(path: Path) -> None:
    packed(path, SETTINGS, lambda manifest: manifest.update(format=2, files="elsewhere"))


def newer_record(path: Path) -> None:
    record = path.with_name("newer.db")
    fill(record)
    with closing(sqlite3.connect(record)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    packed(path, {FILE: record.read_bytes()})


def cut_short(path: Path) -> None:
    packed(path, {**SETTINGS, "config/a.wav": bytes(range(256)) * 100})
    path.write_bytes(path.read_bytes()[:-40])


def flipped(path: Path) -> None:
    packed(path, SETTINGS)
    data = bytearray(path.read_bytes())
    data[60] ^= 0xFF
    path.write_bytes(data)


def bomb(path: Path) -> None:
    packed(path, {**SETTINGS, "config/a.wav": bytes(17 * 1024 * 1024)})


def twice(path: Path) -> None:
    packed(path, {**SETTINGS, "config/A.wav": b"1", "config/a.wav": b"2"})


def unlisted(path: Path) -> None:
    packed(path, SETTINGS, extra=lambda file: file.writestr("config/more.wav", b"x"))


def many(path: Path) -> None:
    packed(path, {f"config/{number}.wav": b"" for number in range(10_002)})


def no_list(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("readme", "hello")


def bad_record(path: Path) -> None:
    packed(path, {**SETTINGS, FILE: b"SQLite format 3\0" + bytes(5000)})


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (with_name("../escaped.yaml"), "doesn't belong"),
        (with_name("config/../../escaped.yaml"), "doesn't belong"),
        (with_name("config/routines/../../../escaped.yaml"), "doesn't belong"),
        (with_name("/tmp/escaped.yaml"), "doesn't belong"),
        (with_name("config/routines/C:escaped.yaml"), "doesn't belong"),
        (with_name("config/routines/..\\escaped.yaml"), "doesn't belong|is damaged"),
        (with_name("config/routines/run.py"), "doesn't belong"),
        (with_name("config/.profile"), "doesn't belong"),
        (with_name("config/routines/"), "doesn't belong"),
        (link, "doesn't belong"),
        (listed_as(), "is not as it was packed"),
        (listed_as(size=10), "more than belongs"),
        (listed_as(size=-1), "makes no sense"),
        (listed_as(size=10**12), "more than belongs"),
        (newer_form, "newer version of coach"),
        (newer_record, "newer version of coach"),
        (cut_short, "is damaged"),
        (flipped, "is damaged"),
        (bomb, "more than belongs"),
        (twice, "holds a file twice"),
        (unlisted, "doesn't hold what it says"),
        (many, "too many files"),
        (no_list, "has no manifest.json"),
        (bad_record, "is (damaged|no record|the database)|no record"),
        (lambda path: path.write_bytes(b"PK\x03\x04" + bytes(100)), "is damaged"),
        (lambda path: path.write_bytes(b"Dear diary"), "another kind of file"),
        (Path.touch, "another kind of file"),
        (Path.mkdir, "is not a file"),
        (lambda path: None, "is not there"),
    ],
)
def test_what_is_no_whole_backup_is_refused_and_nothing_changes(
    ann: Person, tmp_path: Path, make: Callable[[Path], object], said: str
) -> None:
    bad = tmp_path / "bad.zip"
    make(bad)
    before, record = ann.files(), content(ann.record)
    around = sorted(tmp_path.iterdir())
    with pytest.raises(RecordError, match=said), unpacked(bad, ann.data, ann.config):
        pass
    assert ann.files() == before
    assert content(ann.record) == record
    assert sorted(tmp_path.iterdir()) == around


def test_what_a_backup_may_hold() -> None:
    for name in (FILE, "config/settings.toml", "config/routines/a/b.yml", "config/rücken.wav"):
        assert may_be_in(name), name
    for name in ("", "config", "config/", "config//a.wav", "./coach.db", "config/./a.wav", "a.wav"):
        assert not may_be_in(name), name


# Killed half-way


CHILD = """
import os, sys
from pathlib import Path
from coach.adapters.store.restore import put_in_place, unpacked

backup, data, config = map(Path, sys.argv[1:4])
count, last = 0, int(sys.argv[4])
armed = False

def hook(event, arguments):
    global count
    if armed and event.partition(".")[0] in ("open", "os", "sqlite3"):
        count += 1
        if count == last:
            os._exit(9)

sys.addaudithook(hook)
with unpacked(backup, data, config) as found:
    armed = True
    put_in_place(found)
armed = False
print(count)
"""


def run_child(backup: Path, person: Person, last: int) -> "subprocess.CompletedProcess[str]":
    """Restore in a process that dies at its ``last``-th look at the disk."""
    return subprocess.run(
        [sys.executable, "-c", CHILD, backup, person.data, person.config, str(last)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


def test_killed_at_any_moment_leaves_the_old_or_the_new(backup: Path, tmp_path: Path) -> None:
    bob = Person(tmp_path, "bob").settle()
    before = bob.back_up(tmp_path / "bob.zip")
    whole = run_child(backup, bob, 0)
    assert (whole.returncode, whole.stderr) == (0, "")
    looks = int(whole.stdout)
    seen = set()
    for last in range(1, looks + 1, 4):
        bob.restore(before)
        assert bob.whose() == {"bob"}
        assert run_child(backup, bob, last).returncode == 9
        finish(bob.data)
        (whose,) = bob.whose()
        seen.add(whose)
        assert not (bob.data / PENDING).exists()
    bob.restore(before)
    assert {file.name for file in bob.data.iterdir()} == {FILE, f"{FILE}-locks"}
    assert seen == {"ann", "bob"}
