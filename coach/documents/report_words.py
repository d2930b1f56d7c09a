"""What every form of the page for the doctor says about itself."""

from typing import Final

from coach.documents.report import Report
from coach.domain.words import count_words

TITLE: Final = "My back"


def closing_words(report: Report) -> tuple[str, ...]:
    """How the numbers are meant, and what was left out."""
    meant = (
        "Pain from 0 (none) to 10 (worst imaginable), as given by the person"
        f" ({count_words(len(report.pain.scores), 'score')},"
        f" {report.entries} diary {'entry' if report.entries == 1 else 'entries'})."
        " What was not recorded is unknown."
        " Sessions: amber, more pain after it or on the next morning, or stopped for pain"
    )
    # A page without its warning answers has no red either.
    meant += "." if report.hides_signs else "; red, stopped for a warning sign."
    words = [meant]
    if report.left_out:
        words.append(f"Left out by the person: {', '.join(report.left_out)}.")
    return tuple(words)
