"""``coach list``, ``show`` and ``check``: what routines there are, and what is in them."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coach.cli.completion import complete_routine
from coach.cli.house import (
    NO,
    find_routine,
    open_content,
    open_library,
    routine_folders,
    write_json,
)
from coach.cli.mistakes import show_problems
from coach.cli.tables import echo_table

if TYPE_CHECKING:
    from coach.adapters.catalogue import Rows
    from coach.adapters.library.library import YamlLibrary
    from coach.domain.timeline import Segment, Timeline
    from coach.ports.library import Entry, Problem

_ASKS = {
    "gate": "asks whether it suits you",
    "look": "asks whether the skin is fine",
    "take off": "says it every 15 seconds, until you answer",
    "pulse": "asks whether you felt a pulse",
}
"""What each question of a relief step is about."""
_RELIEF = ("relief", *_ASKS)
_AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")


@click.command("list", short_help="List the routines.")
@_AS_JSON
def list_command(*, as_json: bool) -> None:
    """List the routines: name, title, minutes and where each comes from.

    Your own routines come before the bundled ones of the same name. A file with mistakes is
    listed with its first one.
    """
    from coach.adapters.catalogue import remembered
    from coach.adapters.paths import cache_folder

    rows = remembered(cache_folder() / "list.json", routine_folders(), _read_rows)
    routines = [row for row in rows if row["kind"] == "routine"]
    if as_json:
        write_json(routines)
        return
    table = [
        (str(row["id"]), str(row["title"] or ""), _minutes_word(row), _origin_words(row))
        for row in routines
    ]
    echo_table(("routine", "title", "minutes", "from"), table)
    broken = [row for row in rows if row["problems"]]
    for row in broken:
        click.echo(f"\n{row['id']} is broken: {row['problems'][0]}")
    if broken:
        click.echo("\nAll mistakes of a file: coach check FILE")


def _read_rows() -> "Rows":
    """A row for each routine, and one for each exercise that is broken."""
    from coach.domain.checks import CheckRule
    from coach.domain.layout import compile_timeline

    library = open_library()
    exercises = library.exercises()
    rows: Rows = []
    for entry in library.entries():
        row = _row("routine", entry)
        if entry.routine is not None:
            timeline = compile_timeline(
                entry.routine,
                exercises,
                checks=CheckRule(often=False),
                reliefs=library.reliefs(),
            )
            row |= {
                "title": entry.routine.title,
                "summary": entry.routine.summary,
                "minutes": round(timeline.total / 60, 1),
            }
        rows.append(row)
    return [*rows, *(_row("exercise", entry) for entry in library.broken_exercises())]


def _row(kind: str, entry: "Entry") -> dict[str, Any]:
    return {
        "kind": kind,
        "id": entry.id,
        "title": None,
        "summary": None,
        "minutes": None,
        "origin": entry.origin.value,
        "file": entry.file,
        "shadows": entry.shadows,
        "problems": [str(problem) for problem in entry.problems],
    }


def _minutes_word(row: dict[str, Any]) -> str:
    minutes = row["minutes"]
    return "-" if minutes is None else f"{minutes:.0f}" if minutes >= 1 else "under 1"


def _origin_words(row: dict[str, Any]) -> str:
    words = {"own": "your own", "bundled": "bundled"}[row["origin"]]
    return words + (", in place of the bundled one" if row["shadows"] else "")


@click.command("show", short_help="Show a routine's timeline.")
@click.argument("routine", shell_complete=complete_routine)
@click.option(
    "--audio", is_flag=True, help="As in the file that `coach render` writes, pauses and all."
)
@_AS_JSON
def show_command(routine: str, *, audio: bool, as_json: bool) -> None:
    """Show what ROUTINE (a name or a file) does when: each segment, and what is said in it.

    The reps are today's, from your own record, and it says why. Pain checks are shown as on the
    first days, when every exercise is new.
    """
    from coach.cli.show import own_log, why_so_many
    from coach.domain.checks import CheckRule
    from coach.domain.layout import lay_out
    from coach.domain.plan import plan_routine
    from coach.player.planning import intro_lines

    library = open_library()
    entry = find_routine(library, routine)
    assert entry.routine is not None
    if audio:
        timeline = _in_a_file(library, entry)
    else:
        intro = intro_lines(open_content())
        plan = plan_routine(
            entry.routine,
            library.exercises(),
            reliefs=library.reliefs(),
            log=own_log(library, entry.routine),
        )
        timeline = lay_out(plan, CheckRule(), intro)
    why = why_so_many(timeline.plan)
    if as_json:
        write_json(
            {
                "id": entry.id,
                "title": entry.routine.title,
                "seconds": round(timeline.total, 1),
                "why": list(why),
                "segments": [_segment_row(segment) for segment in timeline.segments],
            }
        )
        return
    without = "" if audio else ", without the time for questions"
    click.echo(f"{entry.routine.title}: {_clock(timeline.total)}{without}")
    if entry.routine.summary:
        click.echo(entry.routine.summary)
    for line in why:
        click.echo(f"{line}.")
    click.echo()
    echo_table(("start", "length", "step", "what", "said"), _segment_lines(timeline))


def _in_a_file(library: "YamlLibrary", entry: "Entry") -> "Timeline":
    """The timeline of the file that would be written."""
    from coach.adapters.paths import settings_file
    from coach.adapters.settings import read_settings
    from coach.cli.recital import plan_for_file
    from coach.cli.recording import Wish
    from coach.domain.unattended import CHECK

    settings, _ = read_settings(settings_file())
    return plan_for_file(library, entry, settings, Wish(CHECK)).timeline


def _segment_row(segment: "Segment") -> dict[str, Any]:
    return {
        "kind": segment.kind.value,
        "start": round(segment.start, 1),
        "length": round(segment.length, 1),
        "open": segment.open,
        "step": segment.step,
        "exercise": segment.exercise or None,
        "name": segment.name or None,
        "phase": segment.phase or None,
        "set": segment.set or None,
        "rep": segment.rep or None,
        "reps": segment.reps or None,
        "side": segment.side.value if segment.side else None,
        "cues": [
            {
                "at": round(segment.start + cue.offset, 1),
                "kind": cue.kind.value,
                "text": cue.text,
                "brief": cue.brief,
            }
            for cue in segment.cues
        ],
    }


def _segment_lines(timeline: "Timeline") -> Iterable[tuple[str, ...]]:
    for segment in timeline.segments:
        said = [cue.text for cue in segment.cues if cue.text]
        if segment.kind.asks:
            said = ["How is your back now? [0-10]"]
        elif segment.kind.of_relief:
            said = [f"({_ASKS[segment.kind.value]})"]
        elif segment.open:
            said = ["(waits until you say: ready)"]
        first = (
            _clock(segment.start),
            "open" if segment.open else f"{segment.length:.1f}",
            str(segment.step or ""),
            _what(segment),
        )
        yield (*first, said[0] if said else "")
        yield from (("", "", "", "", line) for line in said[1:])


def _what(segment: "Segment") -> str:
    words = [segment.name] if segment.name else []
    phase = "" if segment.kind.value in _RELIEF else segment.phase
    words.append(phase or segment.kind.value)
    if segment.sets > 1 and segment.set:
        words.append(f"set {segment.set}")
    if segment.rep:
        words.append(f"{segment.rep}/{segment.reps}" if segment.reps else f"{segment.rep}")
    if segment.side:
        words.append(segment.side.value)
    return " ".join(words)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes:02}:{rest:02}"


@click.command("check", short_help="Check routine and exercise files.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@_AS_JSON
def check_command(files: Sequence[Path], *, as_json: bool) -> int:
    """Check FILES: every problem of each, with its line and column. Exit code 1 if there are any.

    A file is checked as what its `kind:` says; without one, as a routine. What could be better (an
    unusual dose, words that don't fit, getting down and up needlessly, a day that is over) gets a
    warning, and no 1.
    """
    from coach.cli.days import today
    from coach.domain.words import count_words
    from coach.ports.library import Severity

    library = open_library()
    found = {file: library.check(file) or library.warnings(file, today()) for file in files}
    wrong = {file: any(one.severity is Severity.PROBLEM for one in found[file]) for file in files}
    if as_json:
        write_json(
            [
                {"file": str(file), "problems": [_problem_row(one) for one in problems]}
                for file, problems in found.items()
            ]
        )
    else:
        for file, problems in found.items():
            show_problems(problems)
            if not wrong[file]:
                warned = f", {count_words(len(problems), 'warning')}" if problems else ""
                click.echo(f"{file}: nothing wrong{warned}")
    return NO if any(wrong.values()) else 0


def _problem_row(problem: "Problem") -> dict[str, Any]:
    return {
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "expected": problem.expected,
        "nearest": problem.nearest,
        "severity": problem.severity.value,
    }
