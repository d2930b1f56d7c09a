"""What somebody gets who types something wrong, and what nobody should ever get."""

import re
import subprocess
import sys
from functools import partial

import pytest

from coach import __version__
from coach.cli.main import COMMANDS
from coach.tui.commands import COMMANDS as USER_COMMANDS
from coach.tui.commands import key_name
from tests.plain.person import Home, at_once, heard, repository

BREAKS = """
import sys
from coach.cli.main import COMMANDS, run

COMMANDS["broken"] = ("tests.cli.broken", "Fail.")
sys.exit(run(["broken"]))
"""


def test_the_version_is_one_line(home: Home) -> None:
    shown = home.coach("--version")
    assert (shown.code, shown.lines) == (0, (f"coach {__version__}",))


@pytest.mark.parametrize("arguments", [("--help",), ("-h",)])
def test_the_help_names_every_command(home: Home, arguments: tuple[str, ...]) -> None:
    shown = home.coach(*arguments)
    assert shown.code == 0
    for command, (_, line) in COMMANDS.items():
        assert any(re.fullmatch(rf"  {command} +{re.escape(line)}", told) for told in shown.lines)


@pytest.mark.parametrize("arguments", [(), ("play",), ("play", "first-three")])
def test_without_a_terminal_the_screen_says_what_works(
    home: Home, arguments: tuple[str, ...]
) -> None:
    shown = home.coach(*arguments)
    assert (shown.code, shown.lines) == (2, ())
    assert "needs a terminal" in shown.errors
    assert "coach play first-three --plain" in shown.errors


def test_every_key_of_the_screen_is_documented() -> None:
    documented = (repository() / "docs" / "commands.md").read_text(encoding="utf-8")
    rows = {line.split("|")[1].strip() for line in documented.splitlines() if line.startswith("| ")}
    for command in USER_COMMANDS:
        assert " ".join(key_name(key) for key in command.keys) in rows


def test_every_command_has_a_help_of_its_own(home: Home) -> None:
    helps = at_once([partial(home.coach, name, "--help") for name in COMMANDS])
    for command, shown in zip(COMMANDS, helps, strict=True):
        assert shown.code == 0
        assert shown.lines[0].startswith(f"Usage: coach {command} ")
        assert shown.says("--help")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("plya",), "There is no command 'plya'. Did you mean: play?"),
        (("zzz",), "There is no command 'zzz'. See: coach --help"),
        (("--verison",), "No such option"),
        (("list", "--jsno"), "No such option"),
        (("show",), "Missing argument"),
        (("check",), "Missing argument"),
        (("completion", "cmd"), "'cmd' is not one of 'bash', 'zsh', 'fish'"),
        (("play", "first-three", "--speed", "60"), "--speed needs --plain."),
    ],
)
def test_wrong_usage_is_said_on_standard_error(
    home: Home, arguments: tuple[str, ...], said: str
) -> None:
    refused = home.coach(*arguments)
    assert refused.code == 2
    assert refused.lines == ()
    assert said in refused.errors


def test_a_speed_is_over_1_and_up_to_600(home: Home) -> None:
    wrong = ("0.5", "1", "601", "nan", "inf", "-60", "abc", "")
    plays = [partial(home.coach, "play", "--plain", "--speed", speed) for speed in wrong]
    for refused in at_once(plays):
        assert refused.code == 2
        assert refused.lines == ()
        assert "--speed" in refused.errors


def test_an_unexpected_error_names_a_log_file_and_shows_no_traceback(home: Home) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", BREAKS],
        capture_output=True,
        check=False,
        cwd=repository(),
        env=home.environment,
    )
    shown = heard(ended.returncode, ended.stdout, ended.stderr)
    assert shown.code == 70
    log = home.data / "coach.log"
    assert str(log) in shown.errors
    assert "RuntimeError: a mistake of ours" in log.read_text()


def test_who_stops_reading_a_table_gets_no_words_about_it(home: Home) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "coach", "show", "first-three", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=home.environment,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_every_command_and_option_is_documented() -> None:
    documented = (repository() / "docs" / "commands.md").read_text(encoding="utf-8")
    sections = dict(
        part.split("\n", 1) for part in documented.split("\n## ") if part.startswith("coach ")
    )
    assert list(sections) == [f"coach {command}" for command in COMMANDS]
    for command in COMMANDS:
        assert f"\ncoach {command}" in documented
    for option in ("--plain", "--speed", "--record", "--no-times", "--cautions"):
        assert f"`{option}" in sections["coach play"]
    for command in ("list", "show", "check", "history"):
        assert "`--json`" in sections[f"coach {command}"]


def test_every_option_of_play_is_documented(home: Home) -> None:
    shown = "\n".join(home.coach("play", "--help").lines)
    documented = (repository() / "docs" / "commands.md").read_text(encoding="utf-8")
    options = set(re.findall(r"--[a-z-]+", shown)) - {"--help"}
    assert options == {
        *("--plain", "--speed", "--record", "--no-times", "--reps-at-most", "--cautions"),
    }
    assert [option for option in options if f"`{option}" not in documented] == []
