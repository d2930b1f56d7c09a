"""``coach log --show``: the entries, and what they come to."""

import dataclasses
from datetime import date, datetime
from enum import Enum

import click

from coach.adapters.paths import data_folder
from coach.adapters.store import FILE
from coach.cli.house import write_json
from coach.cli.log_desk import Desk
from coach.cli.tables import echo_table
from coach.domain.activities import activity_names
from coach.domain.diary_entry import DiaryEntry, EpisodeFacts, KeptEntry, Medicine
from coach.player.diary import told_back
from coach.player.diary_words import entry_words, episode_lines, when_words


def show_entries(*, as_json: bool) -> int:
    """Print the entries, the newest first, this episode, and the facts of one's own."""
    if not (data_folder() / FILE).exists():
        return _print_nothing(as_json=as_json)
    with Desk.opened() as desk:
        recorder = desk.door.recorder
        kept = tuple(reversed(recorder.entries()))
        told = recorder.all_episode_facts()
        facts = told_back(desk.door)
        zone = desk.door.clock.wall().tzinfo
    episode = told[-1].facts if told else None
    if desk.failed:
        return 1
    if as_json:
        write_json(
            {
                "entries": [_entry_json(one, activity_names(one.id, told)) for one in kept],
                "episode": None if episode is None else _json(episode),
                "facts": list(facts),
            }
        )
        return 0
    if not kept and episode is None:
        return _print_nothing(as_json=False)
    if kept:
        rows = [
            (when_words(one.entry, zone), entry_words(one.entry, activity_names(one.id, told)))
            for one in kept
        ]
        echo_table(("written", ""), rows)
    for lines in (episode_lines(episode) if episode else (), facts):
        if lines:
            click.echo("\n" + "\n".join(lines))
    return 0


def _print_nothing(*, as_json: bool) -> int:
    if as_json:
        write_json({"entries": [], "episode": None, "facts": []})
    else:
        click.echo("Nothing is noted yet. Begin with: coach log")
    return 0


def _entry_json(kept: KeptEntry, names: tuple[str, ...]) -> dict[str, object]:
    """An entry with stable keys; what was left out is null, or an empty list or text.

    ``activity_names`` are what its activities were called then.
    """
    rated = zip(names, kept.entry.activities, strict=False)
    return {"id": kept.id, **_json(kept.entry), "activity_names": [name for name, _ in rated]}


def _json(value: DiaryEntry | EpisodeFacts | Medicine) -> dict[str, object]:
    return {field.name: _value(getattr(value, field.name)) for field in dataclasses.fields(value)}


def _value(value: object) -> object:
    match value:
        case Enum():
            return value.value
        case date() | datetime():
            return value.isoformat()
        case tuple():
            return [_value(part) for part in value]
        case Medicine():
            return _json(value)
        case _:
            return value
