"""``coach forget``: erases a day, a session or everything, for good."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from coach.cli.days import Day
from coach.cli.house import refuse
from coach.cli.keeping import confirm, counted, listed, patiently

if TYPE_CHECKING:
    from coach.adapters.store.forget import Chosen, DayKept, Eraser

_SHOWN: Final = 30
"""So many of the newest days are listed."""


@click.command("forget", short_help="Erase a day, a session or everything.")
@click.option("--day", type=Day(), metavar="DATE", help="Erase a day.")
@click.option("--session", metavar="ID", help="Erase a session, by its id or how that begins.")
@click.option("--everything", is_flag=True, help="Erase the whole record.")
@click.option("--yes", is_flag=True, help="Don't ask.")
def forget_command(
    *, day: datetime | None, session: str | None, everything: bool, yes: bool
) -> None:
    """Erase a day, a session or everything, so that it is gone from the file as well.

    Without an option: what there is to erase. What keeps you safe stays: a warning sign that
    stands in the way goes on doing so until you have answered what has happened since.

    Exit code: 1 if nothing was erased.
    """
    from coach.adapters.clock import wall_time
    from coach.adapters.paths import data_folder
    from coach.adapters.store import FILE
    from coach.adapters.store.forget import Eraser, copies
    from coach.ports.journal import RecordError

    if (day is not None) + (session is not None) + everything > 1:
        raise click.UsageError("One of --day, --session and --everything at a time.")
    data, now = data_folder(), wall_time()
    try:
        if not (data / FILE).exists():
            _without_record(copies(data), everything=everything, yes=yes)
            return
        with Eraser.open(data / FILE) as eraser:
            others = copies(data)  # opening a record of an earlier version leaves one
            if day is not None:
                _forget(eraser, eraser.day(day.date(), now), f"{day:%Y-%m-%d}", now, yes=yes)
            elif session is not None:
                _forget(eraser, eraser.session(session, now), "this session", now, yes=yes)
            elif everything:
                _forget_everything(eraser, others, now, yes=yes)
                return
            else:
                _explain(eraser)
    except RecordError as error:
        refuse(str(error))
    _name(others)


def _forget(eraser: "Eraser", chosen: "Chosen", what: str, now: datetime, *, yes: bool) -> None:
    if not chosen.rows:
        refuse(f"Nothing is kept of {what}. See: coach forget")
    click.echo(f"To be erased for good: {_words(chosen)}.")
    click.echo("What was said about warning signs stays, and so do the lines about a doctor.")
    if chosen.careful:
        click.echo(
            "It hurt then, or may have: today only the gentle routine stays open, and the next "
            "start asks every warning sign."
        )
    _say_what_is_left(chosen)
    confirm(f"Erase {what}?", yes=yes)
    _erase(eraser, chosen, now)


def _forget_everything(eraser: "Eraser", others: list[Path], now: datetime, *, yes: bool) -> None:
    from coach.adapters.paths import config_folder

    chosen = eraser.everything(now)
    click.echo(f"To be erased for good: the whole record, {_words(chosen)}.")
    for bar in chosen.bars:
        click.echo(
            "This stays, with its day and nothing else, until you have answered what has "
            f"happened since: {bar.question}"
        )
    click.echo(
        "For today it stays as well whether only the gentle routine is open, and what was put "
        "on the skin."
    )
    _say_what_is_left(chosen)
    _announce(others)
    click.echo(f"Your settings and routines stay, in {config_folder()}")
    confirm("Erase everything?", yes=yes)
    _erase(eraser, chosen, now)
    _erase_copies(others)


def _say_what_is_left(chosen: "Chosen") -> None:
    """What stays of sessions that hurt, so that the next ones are no harder."""
    left = chosen.left
    if left is None:
        return
    click.echo("So that the next sessions are no harder for it, this stays, with no date but now:")
    if left.ambers:
        hurt = counted(left.ambers, "session")
        click.echo(f"  that {hurt} hurt, or may have: one level down until one has gone well")
    if left.stopped:
        click.echo(f"  what was stopped: {listed(list(left.stopped))}; easier until it went well")
    if left.anew:
        click.echo("  that the reps of every exercise begin again at the low end")


def _without_record(others: list[Path], *, everything: bool, yes: bool) -> None:
    if not everything or not others:
        _name(others)
        refuse("There is no record yet, so there is nothing to erase.")
    _announce(others)
    confirm("Erase everything?", yes=yes)
    _erase_copies(others)


def _erase(eraser: "Eraser", chosen: "Chosen", now: datetime) -> None:
    with patiently("Erasing. A record of years takes a few seconds."):
        whole = eraser.erase(chosen, now)
    click.echo("Erased.")
    if not whole:
        click.echo(
            "coach: Another coach is open, and until it is closed some of it stays in the file "
            "beside the record. Close it.",
            err=True,
        )


def _erase_copies(others: list[Path]) -> None:
    """Erase the copies, and what may repeat words of the record: the log, and lines once said."""
    import shutil

    from coach.adapters.paths import cache_folder, data_folder
    from coach.adapters.store.forget import erase_copies

    for sentence in erase_copies([*others, data_folder() / "coach.log"]):
        click.echo(f"coach: {sentence}", err=True)
    shutil.rmtree(cache_folder() / "voice", ignore_errors=True)


def _announce(others: list[Path]) -> None:
    for path in others:
        click.echo(f"This copy is erased too: {path}")


def _name(others: list[Path]) -> None:
    if others:
        click.echo("These copies beside the record hold what was recorded as well:")
    for path in others:
        click.echo(f"  {path}")


def _words(chosen: "Chosen") -> str:
    """What is chosen, as a part of a sentence."""
    words = {
        "sessions": ("session", ""),
        "diary": ("diary entry", "diary entries"),
        "episode_facts": ("answer about this episode", "answers about this episode"),
        "facts": ("other answer or score", "other answers and scores"),
    }
    parts = [
        counted(chosen.count(table), one, many)
        for table, (one, many) in words.items()
        if chosen.count(table)
    ]
    return listed(parts) or "which holds nothing"


def _explain(eraser: "Eraser") -> None:
    from coach.cli.tables import echo_table

    days = eraser.days()
    click.echo(
        "Erases for good, after a question:\n"
        "  coach forget --day DATE       what you did and wrote down on a day\n"
        "  coach forget --session ID     one session; the first characters are enough\n"
        "  coach forget --everything     the whole record\n"
        "Backups elsewhere stay as they are, and merging one brings back what is in it.\n"
    )
    if not days:
        click.echo("There is no session and no diary entry.")
        return
    ids = [record.id for kept in days for record in kept.sessions]
    rows = [row for kept in days[:_SHOWN] for row in _rows(kept, ids)]
    echo_table(("day", "what", "id"), rows)
    if len(days) > _SHOWN:
        click.echo(f"and {counted(len(days) - _SHOWN, 'day')} before.")


def _rows(kept: "DayKept", ids: list[str]) -> list[tuple[str, str, str]]:
    day = kept.day.isoformat()
    rows = [
        (day, record.begun.routine, _short(record.id, ids)) for record in reversed(kept.sessions)
    ]
    if kept.entries:
        rows.append((day, counted(kept.entries, "diary entry", "diary entries"), ""))
    return rows


def _short(id: str, ids: list[str]) -> str:
    """As much of an id as tells it from the others, and never less than a person would type."""
    for length in (8, 13, 18):
        if sum(other.startswith(id[:length]) for other in ids) == 1:
            return id[:length]
    return id
