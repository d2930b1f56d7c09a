"""``coach report``: a page that only its person can read, with what they wish on it."""

import json
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

import pexpect
import pytest

from tests.plain.person import PATIENCE, Home
from tests.records import a_month

UNTIL = ("--until", "2026-06-30")
ASKED = "Enter writes it as it is"

Terminal: TypeAlias = "pexpect.spawn[str]"


@pytest.fixture
def patient(home: Home) -> Home:
    """Somebody who has kept a diary for a month."""
    with home.record() as store:
        a_month(store)
    return home


@contextmanager
def typing(home: Home, *arguments: str) -> Iterator[Terminal]:
    """The command at a terminal of its own."""
    terminal = pexpect.spawn(
        sys.executable,
        ["-m", "coach", "report", *arguments],
        cwd=str(home.folder),
        env=home.environment,
        dimensions=(60, 200),
        encoding="utf-8",
        timeout=PATIENCE,
    )
    terminal.delaybeforesend = None
    try:
        yield terminal
    finally:
        terminal.close(force=True)


def ends(terminal: Terminal, code: int) -> None:
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == code


@pytest.mark.parametrize(
    ("name", "options", "begins", "said"),
    [
        ("r.html", (), "<!DOCTYPE html>", "Open it in a browser and print it"),
        ("r.HTM", (), "<!DOCTYPE html>", "one page of A4 or Letter"),
        ("r.md", (), "# My back, 3 June 2026", "Open it in an editor"),
        ("r.json", (), '{\n  "schema": 1', "docs/report.md"),
        ("r.fhir.json", (), '{\n  "resourceType": "Bundle"', "FHIR R4"),
        ("s.json", ("--format", "fhir"), '{\n  "resourceType": "Bundle"', "FHIR R4"),
    ],
)
def test_the_end_of_the_name_tells_the_form(
    patient: Home, name: str, options: tuple[str, ...], begins: str, said: str
) -> None:
    written = patient.coach("report", "-o", name, *UNTIL, *options)
    assert (written.code, written.errors) == (0, "")
    assert written.lines[0] == f"{name}: 2026-06-03 to 2026-06-30, only you can read it"
    assert said in written.lines[1]
    page = patient.folder / name
    assert page.read_text(encoding="utf-8").startswith(begins)
    assert stat.S_IMODE(page.stat().st_mode) == 0o600


def test_it_agrees_with_the_history(patient: Home) -> None:
    period = ("--since", "2026-06-01", "--until", "2026-06-30")
    history = patient.coach("history", "--json", *period).json()
    assert patient.coach("report", "-o", "r.json", *period).code == 0
    data = json.loads((patient.folder / "r.json").read_text(encoding="utf-8"))
    assert (
        data["period"]
        == history["period"]
        == {
            "first": "2026-06-01",
            "last": "2026-06-30",
            "days": 30,
        }
    )
    totals = history["totals"]
    assert len(data["pain"]["scores"]) == totals["scores"] == 53
    assert data["pain"]["mean"] == totals["mean"]
    assert data["tried"]["sessions"] == totals["sessions"] == 22
    for mine, theirs in (("last_7_days", "this_week"), ("7_days_before", "week_before")):
        assert data["pain"][mine]["mean"] == history[theirs]["mean"]
    assert [one["worst"] for one in data["pain"]["days"]] == [
        one["worst"] for one in history["days"]
    ]


def test_somebody_who_has_recorded_nothing_gets_a_page_too(newcomer: Home) -> None:
    assert newcomer.coach("report", "-o", "r.html").code == 0
    assert "pain not recorded" in (newcomer.folder / "r.html").read_text(encoding="utf-8")
    assert not newcomer.data.exists()


def test_what_is_left_out_is_not_in_the_file(patient: Home) -> None:
    left = ("--leave-out", "notes", "--leave-out", "warning-1")
    assert patient.coach("report", "-o", "r.html", *UNTIL, *left).code == 0
    page = (patient.folder / "r.html").read_text(encoding="utf-8")
    assert "Hardly anything" not in page
    assert "night sweats" not in page
    assert "1 answer left out by the person" in page
    assert "Left out by the person: notes." in page


def test_a_preview_writes_nothing(patient: Home) -> None:
    shown = patient.coach("report", "--preview", "-o", "r.html", *UNTIL)
    assert shown.code == 0
    assert shown.says(" 2 Warning questions (warnings)")
    assert shown.says("2.1 High temperature, chills or night sweats?")
    assert shown.says("14 My goal (goal)")
    assert not (patient.folder / "r.html").exists()


def test_at_a_terminal_private_answers_are_left_out_before_it_is_written(patient: Home) -> None:
    with typing(patient, "-o", "r.md", *UNTIL) as terminal:
        terminal.expect_exact("12 Notes (notes)")
        terminal.expect_exact(ASKED)
        assert not (patient.folder / "r.md").exists()
        terminal.sendline("12, 2.1 nonsense")
        terminal.expect_exact("There is no nonsense here. Nothing is left out yet.")
        terminal.expect_exact(ASKED)
        terminal.sendline("12, 2.1 goal")
        terminal.expect_exact("1 answer left out by the person")
        terminal.expect_exact("Left out: notes, goal.")
        terminal.expect_exact(ASKED)
        terminal.sendline("")
        terminal.expect_exact("Open it in an editor")
        ends(terminal, 0)
    page = (patient.folder / "r.md").read_text(encoding="utf-8")
    for words in ("Hardly anything", "night sweats", "children"):
        assert words not in page
    assert "cycle to work" in page


def test_at_a_terminal_ctrl_c_writes_nothing(patient: Home) -> None:
    with typing(patient, "-o", "r.md", *UNTIL) as terminal:
        terminal.expect_exact(ASKED)
        terminal.sendintr()
        ends(terminal, 130)
    assert not (patient.folder / "r.md").exists()


def test_at_a_terminal_yes_asks_nothing(patient: Home) -> None:
    with typing(patient, "-o", "r.md", "--yes", *UNTIL) as terminal:
        ends(terminal, 0)
    assert (patient.folder / "r.md").exists()


def test_a_terminal_gets_no_escapes_that_somebody_typed(patient: Home) -> None:
    from datetime import datetime, timedelta

    from coach.domain.diary_entry import DiaryEntry

    with patient.record() as store:
        now = datetime.now().astimezone()
        entry = DiaryEntry(now - timedelta(minutes=1), 3, notes="\x1b[2J\x1b]0;gone\x07 here")
        store.write_entry(entry)
    shown = patient.coach("report", "--preview")
    assert shown.says("[2J ]0;gone here")
    assert "\x1b" not in "".join(shown.lines)


def test_what_is_there_is_written_over_only_with_force(patient: Home) -> None:
    page = patient.folder / "r.html"
    page.write_text("mine", encoding="utf-8")
    refused = patient.coach("report", "-o", "r.html", *UNTIL)
    assert (refused.code, refused.lines) == (1, ())
    assert "r.html is there already. Take another name, or write over it with --force." in (
        refused.errors
    )
    assert page.read_text(encoding="utf-8") == "mine"
    assert patient.coach("report", "-o", "r.html", "--force", *UNTIL).code == 0
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert patient.coach("report", "-o", "r.html", *UNTIL).code == 1


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("-o", "r.txt"), 1, "r.txt doesn't tell the form"),
        (("-o", "r.txt", "--format", "md"), 1, "r.txt is no name for a page: it ends in .md."),
        (("-o", "nowhere/r.html"), 1, "There is no folder"),
        (("-o", "folder.html"), 1, "folder.html is a folder"),
        (("-o", "r.html", "--leave-out", "x\x1b[2J"), 1, "There is no part"),
        (("-o", "r.html", "--leave-out", "warning-9"), 1, "There are: episode, warnings, where"),
        ((), 2, "Missing option '-o'"),
        (("-o", "r.html", "--days", "0"), 2, "0 is not in the range"),
        (("-o", "r.html", "--days", "3", "--since", "2026-06-01"), 2, "One beginning is enough"),
        (("-o", "r.html", "--since", "2026-06-01", "--until", "2026-05-01"), 2, "a day before"),
        (("-o", "r.html", "--since", "2999-06-01"), 2, "has not come yet"),
        (("-o", "r.html", "--until", "0001-01-02"), 2, "reach back to before 1900"),
    ],
)
def test_what_goes_wrong_is_one_sentence(
    patient: Home, arguments: tuple[str, ...], code: int, said: str
) -> None:
    (patient.folder / "folder.html").mkdir()
    refused = patient.coach("report", *arguments)
    assert (refused.code, refused.lines) == (code, ())
    assert said in refused.errors
    assert "\x1b" not in refused.errors
    assert not list(patient.folder.glob("r.*"))


def test_a_record_that_cannot_be_read_is_said_and_nothing_is_written(patient: Home) -> None:
    from coach.adapters.store import FILE

    (patient.data / FILE).unlink()
    (patient.data / FILE).mkdir()
    refused = patient.coach("report", "-o", "r.html")
    assert (refused.code, refused.lines) == (1, ())
    assert refused.errors.startswith("coach: ")
    assert not (patient.folder / "r.html").exists()
