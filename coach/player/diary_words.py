"""An entry of the diary, and what was said of the episode, as lines for people."""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from coach.domain.body import SITES
from coach.domain.diary_entry import ACTIVITIES, DiaryEntry, EpisodeFacts
from coach.domain.typed import shown
from coach.domain.words import count_words
from coach.player.diary_episode import EPISODE_FIELDS, draft_of_facts

_SITES = {site.id: site.name for site in SITES}
_WHERE_TO = {"none": "does not spread", "buttock": "to the buttock", "thigh": "to the thigh"}
_WHERE_TO |= {"below-knee": "below the knee", "both": "down both legs"}


def entry_words(entry: DiaryEntry, activities: Sequence[str] = ()) -> str:
    """Everything that an entry says, in one line: ``pain 3, worst 5; low back, left; ...``.

    ``activities`` are the names of those that are rated.
    """
    return shown("; ".join(", ".join(part) for part in _parts(entry, activities) if part))


def _parts(entry: DiaryEntry, activities: Sequence[str]) -> Iterator[list[str]]:
    """The entry's sections, each with what was said in it."""
    scores = (("pain", entry.now), ("worst", entry.worst), ("best", entry.best))
    yield [f"{name} {score}" for name, score in scores if score is not None]
    side = f"worse on the {entry.side.value}" if entry.side and entry.side.value != "both" else ""
    side = side or ("both sides" if entry.side else "")
    where = [_SITES.get(entry.site, entry.site), side]
    where += [_WHERE_TO[entry.spread.value]] if entry.spread else []
    yield [text for text in where if text]
    yield [quality.value for quality in entry.qualities]
    yield list(_counted(entry))
    yield list(_answered(entry))
    yield [f"eased by {', '.join(entry.eased)}"] if entry.eased else []
    yield [f"worse with {', '.join(entry.worsened)}"] if entry.worsened else []
    yield [f"{m.name} ({m.effect})" if m.effect else m.name for m in entry.medicines]
    names = [*activities, *(f"activity {n + 1}" for n in range(len(activities), ACTIVITIES))]
    rated = zip(names, entry.activities, strict=False)
    yield [f"{name}: {score}" for name, score in rated if score is not None]
    yield [entry.notes] if entry.notes else []


def _counted(entry: DiaryEntry) -> Iterator[str]:
    if entry.spasms is not None:
        yield count_words(entry.spasms, "spasm")
    used = ((entry.heat, "heat"), (entry.cold, "cold"))
    yield from (f"{what} {count_words(n, 'time')}" for n, what in used if n is not None)
    if entry.walks is not None:
        yield count_words(entry.walks, "walk")
    if entry.spasm_minutes is not None:
        yield f"a spasm lasts {count_words(entry.spasm_minutes, 'minute')}"
    if entry.stiff_minutes is not None:
        yield f"stiff for {count_words(entry.stiff_minutes, 'minute')}"
    if entry.woken is not None:
        yield f"woken {count_words(entry.woken, 'time')}"


def _answered(entry: DiaryEntry) -> Iterator[str]:
    answers = (
        (entry.tingling, "new tingling or numbness in a leg"),
        (entry.weakness, "new weakness in a leg"),
        (entry.kept_awake, "kept awake"),
        (entry.all_night, "pain all night"),
        (entry.painkiller, "painkiller"),
    )
    yield from (words if said else f"no {words}" for said, words in answers if said is not None)


def when_words(entry: DiaryEntry, zone: tzinfo | None) -> str:
    """``Sat 21 Nov, 09:00``: when it was written, in the person's own zone."""
    written: datetime = entry.written.astimezone(zone)
    return f"{written:%a} {written.day} {written:%b %Y, %H:%M}"


def episode_lines(facts: EpisodeFacts) -> tuple[str, ...]:
    """What was said of this episode, a line for each thing."""
    told = draft_of_facts(facts)
    answers = {"y": "yes", "n": "no"}
    return tuple(
        f"{field.label}: {shown(answers.get(text, text.replace(chr(10), ', ')))}"
        for field in EPISODE_FIELDS
        if (text := told.get(field.id, ""))
    )
