"""``coach history``: the sessions so far, and the pain around them."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

import click

from coach.cli.days import Day
from coach.cli.house import refuse, write_json
from coach.cli.tables import echo_table
from coach.ports.journal import History, RecordError

if TYPE_CHECKING:
    from coach.domain.overview import Overview, SessionLine

_DAY: Final = Day()
_MOST_DAYS: Final = 36_500


@click.command("history", short_help="Show the sessions so far.")
@click.option("--days", type=click.IntRange(1, _MOST_DAYS), help="The last so many days.")
@click.option("--weeks", type=click.IntRange(1, _MOST_DAYS // 7), help="The last so many weeks.")
@click.option("--since", type=_DAY, metavar="DATE", help="From this day on, as 2026-07-31.")
@click.option("--until", type=_DAY, metavar="DATE", help="Up to this day.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the sessions as CSV.")
def history_command(
    *,
    days: int | None,
    weeks: int | None,
    since: datetime | None,
    until: datetime | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Show the sessions so far, the newest first, with the pain before, after and next morning.

    Below them stands what they come to. Without a period it is everything.
    """
    if sum((days is not None, weeks is not None, bool(since or until))) > 1:
        raise click.UsageError("One period is enough: --days, --weeks, or --since and --until.")
    if since and until and until < since:
        raise click.UsageError("--until is a day before --since.")
    if as_json and as_csv:
        raise click.UsageError("One form is enough: --json or --csv.")
    from coach.adapters.store.export import history_csv, history_json

    length = days or (weeks or 0) * 7 or None
    overview = _read(length, since.date() if since else None, until.date() if until else None)
    if as_json:
        write_json(history_json(overview))
    elif as_csv:
        click.echo(history_csv(overview.sessions).encode("utf-8"), nl=False)
    else:
        _show(overview, whole=length is None and not since and not until)


def _read(length: int | None, since: date | None, until: date | None) -> "Overview":
    """The period that is asked for, of the record in the person's folder."""
    from coach.adapters.clock import wall_time
    from coach.adapters.paths import data_folder, settings_file
    from coach.adapters.settings import read_settings
    from coach.adapters.store import MemoryStore, read_record
    from coach.player.overview import first_day, read_overview

    settings, _ = read_settings(settings_file())
    today = wall_time().date()

    def read(history: History) -> "Overview":
        last = until or today
        first = last - timedelta(days=length - 1) if length else since
        if first is None:
            first = min(first_day(history) or last, last)
        return read_overview(history, first, max(first, last), settings.weekly_goal)

    try:
        return read_record(data_folder(), read) or read(MemoryStore())
    except RecordError as error:
        refuse(str(error))


def _show(overview: "Overview", *, whole: bool) -> None:
    if not overview.sessions and not overview.totals.scores:
        nothing = "No session is recorded yet." if whole else "Nothing is recorded in this period."
        click.echo(f"{nothing} Begin with: coach play first-three")
        return
    if overview.sessions:
        echo_table(
            ("begun", "routine", "minutes", "pain", "morning", "colour", "end"),
            [_row(line) for line in reversed(overview.sessions)],
        )
        click.echo()
    from coach.domain.overview_words import summary

    for sentence in summary(overview):
        click.echo(sentence)


def _row(line: "SessionLine") -> tuple[str, ...]:
    played = line.played
    return (
        f"{played.begun:%Y-%m-%d %H:%M}",
        played.routine,
        f"{played.seconds / 60:.0f}",
        f"{played.start} to {_or_dash(played.end)}",
        _or_dash(line.morning),
        line.colour.value if line.colour else "-",
        played.outcome.value if played.outcome else "cut off",
    )


def _or_dash(value: float | None) -> str:
    return "-" if value is None else f"{value:g}"
