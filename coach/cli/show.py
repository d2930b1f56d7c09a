"""What ``coach show`` takes from the person's own record: today's reps, and why."""

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from coach.adapters.library.library import YamlLibrary
    from coach.domain.plan import Plan
    from coach.domain.progress import ExerciseLog
    from coach.domain.routine import Routine


def own_log(library: "YamlLibrary", routine: "Routine") -> "ExerciseLog":
    """What the record says about the exercises of a routine; nothing where there is no record.

    A record that can't be read is told on standard error, and everything begins.
    """
    from coach.adapters.paths import data_folder, settings_file
    from coach.adapters.settings import read_settings
    from coach.adapters.store import FILE, open_record
    from coach.cli.house import most_reps
    from coach.domain.progress import ExerciseLog
    from coach.player.progress import read_log
    from coach.player.recital import RecitalClock
    from coach.player.recorder import Recorder

    settings, _ = read_settings(settings_file())
    most = most_reps(settings)
    with suppress(OSError):
        if not (data_folder() / FILE).exists():
            return ExerciseLog(most=most)
    now = datetime.now().astimezone()
    record = open_record(data_folder(), recorded=False)
    try:
        for notice in record.notices:
            _warn(notice)
        recorder = Recorder(record.journal, record.history, RecitalClock(now), _warn)
        return read_log(recorder, routine, library.exercises(), now, most)
    finally:
        record.close()


def why_so_many(plan: "Plan") -> tuple[str, ...]:
    """Why there are so many reps of what, a line each, also where they only begin."""
    from coach.player.progress import reasons

    return reasons(plan, beginnings=True)


def _warn(sentence: str) -> None:
    click.echo(f"coach: {sentence}", err=True)
