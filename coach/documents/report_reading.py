"""Reads what the page for the doctor is made of out of the record."""

from collections.abc import Mapping
from datetime import date, datetime

from coach.documents.report import Report
from coach.documents.report_made import Material, make_report
from coach.player.follow_up import KEYS
from coach.player.overview import beginning, read_overview
from coach.ports.content import Content
from coach.ports.journal import History


def read_report(
    history: History,
    content: Content,
    names: Mapping[str, str],
    *,
    first: date,
    last: date,
    written: datetime,
) -> Report:
    """The page for the period from ``first`` to ``last``, both inclusive.

    ``names`` are those of the exercises, by id; ``written`` is now.

    Raises:
        RecordError: if the record can't be read.
        ValueError: if ``last`` is before ``first``.
    """
    overview = read_overview(history, first, last)
    lists = history.lists_asked()
    asked = [moment.date() for moment in (lists.first, lists.urgent) if moment is not None]
    # The short list comes before every session; one that was played had no yes that bars.
    asked += history.session_days()
    material = Material(
        overview,
        tuple(one for one in history.given(beginning(first)) if first <= one.when.date() <= last),
        tuple(history.all_episode_facts()),
        tuple(history.bars(beginning(date.min))),
        tuple(history.doctor_lines()),
        tuple(asked),
        dict(zip(KEYS, content.words("follow-up-answers"), strict=True)),
        names,
    )
    return make_report(material, written)
