"""``coach log``: the diary."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from coach.cli.house import NO, refuse
from coach.player.diary_episode import EPISODE_FIELDS
from coach.player.diary_form import ACTIVITY_IDS, FIELDS, PAIN, Field, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coach.cli.log_desk import Desk

C = TypeVar("C", bound="Callable[..., Any]")
Given = str | tuple[str, ...] | bool | None
"""What an option was given."""

_METAVARS: Final = {Kind.SCORE: "0-10", Kind.COUNT: "N", Kind.DAY: "DAY"}
"""How the help writes what a kind of field takes, where it is no text."""
LISTED: Final = frozenset({"feels", "eased", "worse", "medicine", "activities", "questions"})
"""The options that can be given several times."""


def _named(fields: tuple[Field, ...]) -> Callable[[C], C]:
    """An option for each field."""

    def add(command: C) -> C:
        for field in reversed(fields):
            if field.id in ACTIVITY_IDS:
                continue
            name = field.id
            told, takes = field.label, _METAVARS.get(field.kind, "TEXT")
            if field.kind is Kind.YES_NO:
                option = click.option(f"--{name}/--no-{name}", default=None, help=told)
            else:
                takes = "|".join(word for word, _ in field.choices) or takes
                several = field.id in LISTED
                option = click.option(f"--{name}", multiple=several, metavar=takes, help=told)
            command = option(command)
        return command

    return add


@click.command("log", short_help="Note how your back is: the diary.")
@_named((PAIN, *FIELDS))
@click.option(
    "--activity",
    multiple=True,
    metavar="NUMBER=SCORE",
    help="How hard one of your own activities is: 1=4. 0 no trouble, 10 can't.",
)
@click.option("--date", "day", metavar="DAY", help="For a day before: 2026-11-03, or yesterday.")
@click.option("--undo", is_flag=True, help="Take the last entry back (with --date: of that day).")
@click.option("--show", is_flag=True, help="List the entries, and what they come to.")
@click.option("--json", "as_json", is_flag=True, help="With --show: as JSON.")
@click.option("--episode", is_flag=True, help="What is asked once about this episode.")
@_named(EPISODE_FIELDS)
def log_command(
    *,
    day: str | None,
    undo: bool,
    show: bool,
    as_json: bool,
    episode: bool,
    activity: tuple[str, ...],
    **given: Given,
) -> int:
    """Note how your back is: pain 0 to 10, and whatever else you wish.

    Without options it asks: the pain, then Enter, or "more" for the rest. With options it asks
    nothing and needs --pain. All but the pain may be left out. --episode asks once when this
    began, and takes --began, --how, --doing and so on in place of its questions.

    Exit code: 0 kept, 1 not kept, 4 for a warning sign, 5 for want of an answer.
    """
    modes = [name for name, on in (("undo", undo), ("show", show), ("episode", episode)) if on]
    if len(modes) > 1:
        raise click.UsageError(f"--{modes[0]} and --{modes[1]} don't go together.")
    if as_json and not show:
        raise click.UsageError("--json goes with --show.")
    now = datetime.now().astimezone()
    on = _day(day, now.date())
    entry = _draft((PAIN, *FIELDS), given, now.date()) | _activities(activity)
    facts = _draft(EPISODE_FIELDS, given, now.date())
    if facts and not episode:
        raise click.UsageError(f"--{next(iter(facts))} goes with --episode.")
    if modes and entry:
        raise click.UsageError(f"--{next(iter(entry))} doesn't go with --{modes[0]}.")
    if day is not None and (show or episode):
        raise click.UsageError(f"--date doesn't go with --{modes[0]}.")
    if entry and PAIN.id not in entry:
        raise click.UsageError("An entry needs --pain, a number from 0 to 10.")
    if show:
        from coach.cli.log_list import show_entries

        return show_entries(as_json=as_json)
    from coach.cli.log_desk import Desk

    with Desk.opened() as desk:
        if undo:
            return _undo(desk, on)
        if episode:
            return _episode(desk, facts)
        if entry:
            return _keep(desk, entry, on)
        return _ask(desk, on)


def _draft(fields: tuple[Field, ...], given: Mapping[str, Given], today: date) -> dict[str, str]:
    """The plain forms of what the options say; the empty ones are left out."""
    draft: dict[str, str] = {}
    for field in fields:
        value = given.get(field.id.replace("-", "_"))
        if value is None or value == () or field.id in ACTIVITY_IDS:
            continue
        draft[field.id] = _plain(field, value, today)
    return {id: text for id, text in draft.items() if text}


def _plain(field: Field, value: Given, today: date) -> str:
    """The plain form of what one option says.

    Raises:
        click.BadParameter: if it is none.
    """
    from coach.domain.typed import shown, storable

    if isinstance(value, bool):
        return "y" if value else "n"
    mark = field.mark if field.kind is Kind.TEXTS else " "
    parts = value if isinstance(value, tuple) else (value or "",)
    words = storable(f"{mark} ".join(parts))
    plain = field.read(words, today)
    if plain is None or (not plain and field.kind is not Kind.TEXT):
        said = shown(words)
        said = f"{said[:40]}..." if len(said) > 40 else said
        raise click.BadParameter(f'"{said}" is not {field.expects}.', param_hint=f"--{field.id}")
    return plain


def _activities(given: tuple[str, ...]) -> dict[str, str]:
    draft: dict[str, str] = {}
    for text in given:
        number, _, value = text.partition("=")
        id = f"activity-{number.strip()}"
        plain = PAIN.read(value, date.min)
        if id not in ACTIVITY_IDS or not plain:
            raise click.BadParameter(
                "a number of an activity and its score, 0 to 10, such as 1=4.",
                param_hint="--activity",
            )
        draft[id] = plain
    return draft


def _day(given: str | None, today: date) -> date | None:
    """The day of the entry; ``None`` is today."""
    if given is None:
        return None
    from coach.player.diary import LONGEST_AGO
    from coach.player.diary_days import read_day

    found = read_day(given, today)
    if found is None or found[1] or found[0] < today - timedelta(days=LONGEST_AGO):
        raise click.BadParameter(
            "a day of the last year such as 2026-11-03 or yesterday, not in the future.",
            param_hint="--date",
        )
    return found[0]


# What the command does


def _ask(desk: Desk, on: date | None) -> int:
    from coach.player.diary import log_entry

    desk.converse(log_entry(desk.door, on))
    return NO if desk.failed else desk.code


def _keep(desk: Desk, draft: dict[str, str], on: date | None) -> int:
    from coach.player.diary import (
        heed_entry,
        keep_entry,
        offers_episode,
        told_of_episode,
        written_on,
    )
    from coach.player.diary_form import entry_of
    from coach.player.diary_words import entry_words

    door = desk.door
    entry = entry_of(draft, written_on(on, door.clock.wall()))
    offer = offers_episode(door, entry)
    if not keep_entry(door, entry):
        return NO
    desk.tell((f"Kept: {entry_words(entry)}.",))
    desk.converse(heed_entry(door, entry, asks=False))
    if offer:
        desk.tell(told_of_episode(door))
    return 0


def _episode(desk: Desk, draft: dict[str, str]) -> int:
    from coach.player.diary import keep_episode, log_episode
    from coach.player.diary_words import episode_lines

    facts = keep_episode(desk.door, draft) if draft else desk.converse(log_episode(desk.door))
    if desk.failed or facts is None:
        return NO
    desk.tell(("Kept.", *episode_lines(facts)))
    return 0


def _undo(desk: Desk, on: date | None) -> int:
    from coach.player.diary import newest
    from coach.player.diary_words import entry_words, when_words

    last = newest(desk.door, on)
    if last is None:
        refuse("There is no entry to take back.")
    desk.door.recorder.take_back(last)
    if desk.failed:
        return NO
    when = when_words(last.entry, desk.door.clock.wall().tzinfo)
    desk.tell((f"Taken back: {when}: {entry_words(last.entry)}.",))
    return 0
