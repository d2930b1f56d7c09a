"""``coach history``: the sessions so far."""

import click

from coach.cli.house import refuse, write_json
from coach.cli.tables import echo_table
from coach.ports.journal import RecordError, SessionRecord


@click.command("history", short_help="Show the sessions so far.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def history_command(*, as_json: bool) -> None:
    """Show the sessions so far, the newest first: when, what, pain before and after, the end."""
    from coach.adapters.paths import data_folder
    from coach.adapters.store import history_json, read_sessions

    try:
        records = read_sessions(data_folder())
    except RecordError as error:
        refuse(str(error))
    if as_json:
        write_json(history_json(records))
    elif not records:
        click.echo("No session is recorded yet. Begin with: coach play first-three")
    else:
        echo_table(
            ("begun", "routine", "minutes", "pain", "colour", "end"),
            [_row(record) for record in records],
        )


def _row(record: SessionRecord) -> tuple[str, ...]:
    end = record.end
    after = "-" if end is None or end.end_score is None else str(end.end_score)
    return (
        f"{record.begun.begun:%Y-%m-%d %H:%M}",
        record.begun.routine,
        f"{record.seconds / 60:.0f}",
        f"{record.begun.start_score} to {after}",
        end.colour.value if end is not None and end.colour is not None else "-",
        end.outcome.value if end is not None else "cut off",
    )
