"""``coach report``: the page for the doctor."""

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from coach.cli.days import Day
from coach.cli.house import open_content, open_library, refuse
from coach.cli.pages import free_place, write_page
from coach.ports.safety_record import RecordError

if TYPE_CHECKING:
    from coach.documents.report import Report
    from coach.ports.journal import History

FORMATS: Final = {
    "html": (".html", ".htm"),
    "md": (".md", ".markdown"),
    "json": (".json",),
    "fhir": (".json",),
}
"""Each format and how the name of its file ends; the first one is proposed."""
_DAY: Final = Day()
_DAYS: Final = 28
_MOST_DAYS: Final = 36_500
_NEXT: Final = {
    "html": "Open it in a browser and print it; it fits one page of A4 or Letter.",
    "md": "Open it in an editor, or send it as it is.",
    "json": "Its keys are described in docs/report.md.",
    "fhir": "Give it to a program that takes in FHIR R4.",
}
"""What to do with each format."""


@click.command("report", short_help="Write the page for the doctor.")
@click.option(
    "-o",
    "--output",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file to write: .html, .md, .json or .fhir.json.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    help="The form, where the end of the name doesn't tell it.",
)
@click.option("--days", type=click.IntRange(1, _MOST_DAYS), help="The last so many days; 28.")
@click.option("--since", type=_DAY, metavar="DATE", help="From this day on, as 2026-07-31.")
@click.option("--until", type=_DAY, metavar="DATE", help="Up to this day.")
@click.option(
    "--leave-out",
    "names",
    multiple=True,
    metavar="NAME",
    help="A part that stays private; the preview names them. May come several times.",
)
@click.option("--preview", is_flag=True, help="Show what is on the page, and write nothing.")
@click.option("--yes", is_flag=True, help="Write it without showing it first.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def report_command(  # noqa: PLR0913 - one for each option
    *,
    file: Path | None,
    form: str | None,
    days: int | None,
    since: datetime | None,
    until: datetime | None,
    names: tuple[str, ...],
    preview: bool,
    yes: bool,
    force: bool,
) -> None:
    """Write one page for the doctor: what you recorded of your back, and nothing read into it.

    It is of the last 28 days, or of the period that you name. On a terminal you see it first, and
    may leave out what is private. It says of itself that it is self-reported.
    """
    if days is not None and since:
        raise click.UsageError("One beginning is enough: --days or --since.")
    if since and until and until < since:
        raise click.UsageError("--until is a day before --since.")
    if file is None and not preview:
        raise click.UsageError("Missing option '-o': the file to write.")
    chosen = form or (_form_of(file) if file else "html")
    if file is not None and not preview:
        free_place(file, FORMATS[chosen], force=force)
    report = _read(days, since, until)
    report = _left_out(report, names)
    from coach.cli.report_preview import choose, show

    if preview:
        show(report)
        return
    assert file is not None
    if not yes and _is_terminal():
        report = choose(report)
    write_page(file, _written(report, chosen), private=True)
    from coach.adapters.library.problems import printable

    click.echo(f"{printable(str(file))}: {report.first} to {report.last}, only you can read it")
    click.echo(_NEXT[chosen])


def _form_of(file: Path) -> str:
    """The form that the end of the name tells."""
    if file.name.lower().endswith(".fhir.json"):
        return "fhir"
    ending = file.suffix.lower()
    found = next((form for form, endings in FORMATS.items() if ending in endings), None)
    if found is None:
        from coach.adapters.library.problems import printable

        refuse(
            f"{printable(str(file))} doesn't tell the form: it ends in .html, .md, .json or "
            ".fhir.json, or take --format."
        )
    return found


def _read(days: int | None, since: datetime | None, until: datetime | None) -> "Report":
    """The report of the period that is asked for."""
    from coach.adapters.clock import wall_time
    from coach.adapters.paths import data_folder
    from coach.adapters.store import MemoryStore, read_record
    from coach.documents.report_reading import read_report

    now = wall_time()
    last = until.date() if until else now.date()
    first = since.date() if since else last - timedelta(days=(days or _DAYS) - 1)
    if first > last:
        raise click.UsageError("--since is a day that has not come yet.")
    content = open_content()
    names = {id: exercise.name for id, exercise in open_library().exercises().items()}

    def read(history: "History") -> "Report":
        return read_report(history, content, names, first=first, last=last, written=now)

    try:
        return read_record(data_folder(), read) or read(MemoryStore())
    except RecordError as error:
        refuse(str(error))


def _left_out(report: "Report", names: tuple[str, ...]) -> "Report":
    from coach.adapters.library.problems import printable
    from coach.documents.report_parts import UnknownPartError, names_of, without

    try:
        return without(report, names)
    except UnknownPartError as error:
        known = ", ".join(names_of(report))
        refuse(f"There is no part {printable(str(error))!r} to leave out. There are: {known}.")


def _is_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _written(report: "Report", form: str) -> str:
    """The page in this form."""
    match form:
        case "html":
            from coach.documents.report_html import report_html

            return report_html(report)
        case "md":
            from coach.documents.report_markdown import report_markdown

            return report_markdown(report)
        case "fhir":
            from coach.documents.report_fhir import report_fhir

            return f"{json.dumps(report_fhir(report), ensure_ascii=False, indent=2)}\n"
        case _:
            from coach.documents.report_json import report_json

            return f"{json.dumps(report_json(report), ensure_ascii=False, indent=2)}\n"
