"""Shows what is on the page for the doctor, and lets parts of it be left out."""

import click

from coach.adapters.library.problems import printable
from coach.documents.report import Report
from coach.documents.report_parts import WARNING, without
from coach.documents.report_sections import Bounds, Section, sections
from coach.documents.report_values import NOT_RECORDED

_SHORT = Bounds(items=3, text=60)
_WARNINGS = "warnings"


def show(report: Report) -> None:
    """Print every part in short, each with the number and the name by which it is left out."""
    for number, section in _numbered(report):
        if section.lines[0].text == NOT_RECORDED:
            continue
        head = f"{number:>2} {section.title} ({section.name})" if section.name else section.title
        click.secho(head, bold=True)
        for line in section.lines:
            mark = _mark(number, section, line.label)
            click.echo(f"   {mark}{printable(line.text)}")
    empty = [one.name for _, one in _numbered(report) if one.lines[0].text == NOT_RECORDED]
    if empty:
        click.echo(f"Nothing is recorded for: {', '.join(empty)}.")
    if report.left_out:
        click.echo(f"Left out: {', '.join(report.left_out)}.")


def choose(report: Report) -> Report:
    """Show the page and ask what stays private, until it is fine; gives the rest."""
    while True:
        show(report)
        words = click.prompt(
            "Leave something out? Numbers or names; Enter writes it as it is",
            default="",
            show_default=False,
        ).replace(",", " ")
        if not words.strip():
            return report
        known = _keys(report)
        wanted = words.casefold().split()
        unknown = [word for word in wanted if word not in known]
        if unknown:
            click.echo(f"There is no {printable(' '.join(unknown))} here. Nothing is left out yet.")
            continue
        report = without(report, [known[word] for word in wanted])


def _numbered(report: Report) -> list[tuple[int, Section]]:
    """The parts with their numbers, from 1; the summary has 0 and stays."""
    return list(enumerate(sections(report, _SHORT)))


def _mark(number: int, section: Section, label: str) -> str:
    """What stands before a line: for a warning answer the number by which it is left out."""
    if section.name == _WARNINGS and label.isdecimal():
        return f"{number}.{label} "
    return f"{printable(label)}: " if label else ""


def _keys(report: Report) -> dict[str, str]:
    """What can be typed, and the name that it stands for."""
    keys: dict[str, str] = {}
    for number, section in _numbered(report):
        if section.name:
            keys |= {str(number): section.name, section.name: section.name}
        if section.name == _WARNINGS and report.signs is not None:
            for sign in report.signs.answers:
                name = f"{WARNING}{sign.number}"
                keys |= {f"{number}.{sign.number}": name, name: name}
    return keys
