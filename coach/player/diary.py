"""The diary as every front end has it: what is asked, what is kept, and what is said at once."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from coach.domain.activities import rated_activities
from coach.domain.diary import Rule
from coach.domain.diary_entry import DiaryEntry, EpisodeFacts, KeptEntry
from coach.domain.episodes import EPISODE_PAIN, current_episode
from coach.domain.own_facts import FLARES_WITHIN, flare_fact, own_facts
from coach.domain.questions import Question, choice, score, yes_no
from coach.domain.safety import START_NONE
from coach.player.dialogue import Dialogue, NoAnswerError, Read, tell
from coach.player.diary_episode import EPISODE_FIELDS, facts_of
from coach.player.diary_form import PAIN, Field, Kind, entry_of, fields_for
from coach.player.diary_words import entry_words
from coach.player.doorway import Doorway
from coach.player.past import (
    REMEMBERED,
    ask_episode,
    day_of,
    diary_record,
    heed_the_past,
    past_sessions,
)
from coach.player.refusal import Refused, refuse

DONE: Final = "done"
"""The word that ends the questions of a form."""
MORE: Final = "more"
"""The word that asks them."""
NOON: Final = time(12)
"""When an entry for a day before counts as written."""
LONGEST_AGO: Final = 366
"""Days that an entry may be late."""
_NOW_FOR: Final = timedelta(hours=12)
"""What was written less long ago is about now; noon of a day before is longer ago than that."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry that was kept, and what follows from it. ``refused`` is why no session begins."""

    entry: DiaryEntry
    refused: Refused | None = None


def written_on(day: date | None, now: datetime) -> datetime:
    """The moment of an entry for ``day``: now, or noon of a day before."""
    if day is None or day == now.date():
        return now
    return datetime.combine(day, NOON, now.tzinfo)


def log_entry(door: Doorway, day: date | None = None) -> Dialogue[Kept | None]:
    """The whole of it: the score, more if it is wished for, and what follows.

    It is about now, unless it is for a ``day`` before; now is when the answers are there, however
    long nobody gave any. ``None`` where it could not be kept. Without a score there is no entry.
    """
    if day == door.clock.wall().date():
        day = None
    pain = yield score("diary-pain", PAIN.label)
    if day is None:
        yield from ask_episode(door, int(pain))
    draft = {PAIN.id: pain}
    with suppress(NoAnswerError):  # the score is kept all the same
        draft |= yield from _ask_more(door)
    entry = entry_of(draft, written_on(day, door.clock.wall()))
    first = offers_episode(door, entry)
    if not keep_entry(door, entry):
        return None
    yield from tell(f"Kept: {entry_words(entry)}.")
    try:
        refused = yield from heed_entry(door, entry)
    except NoAnswerError:
        yield from heed_entry(door, entry, asks=False)
        raise
    if refused is None and first:
        (offer,) = door.content.words("diary-offer")
        if (yield yes_no("diary-offer", offer)) == "y":
            yield from log_episode(door)
    return Kept(entry, refused)


def _ask_more(door: Doorway) -> Dialogue[dict[str, str]]:
    (text,) = door.content.words("diary-more")
    choices = (("", DONE), ("m", MORE))
    asked = choice("diary-more", text, choices, also=((MORE, "m"), (DONE, "")))
    if (yield replace(asked, shown="enter/more", choices=())) == "m":
        facts = door.recorder.episode_facts()
        fields = fields_for(facts.activities if facts else ())
        return (yield from ask_fields(fields, door.clock.wall().date()))
    return {}


def ask_fields(
    fields: tuple[Field, ...], today: date, known: Mapping[str, str] | None = None
) -> Dialogue[dict[str, str]]:
    """The fields in turn, each of which Enter leaves as it is; "done" ends them."""
    draft = dict(known or {})
    for field in fields:
        try:
            answer = yield _question(field, today)
        except NoAnswerError:
            break
        if answer == DONE:
            break
        if answer:
            draft[field.id] = answer
    return draft


def _question(field: Field, today: date) -> Question:
    def read(words: str) -> str | None:
        return DONE if words.strip().casefold() == DONE else field.read(words, today)

    unit = f", {field.unit}" if field.kind is Kind.COUNT else ""
    return Question(
        field.id, f"{field.label}{unit}", (), f"{field.answers}/enter/{DONE}", read=read
    )


def log_episode(door: Doorway) -> Dialogue[EpisodeFacts]:
    """What is asked once about this episode; what was said before stays where nothing new is."""
    draft = yield from ask_fields(EPISODE_FIELDS, door.clock.wall().date())
    return keep_episode(door, draft)


def keep_episode(door: Doorway, draft: Mapping[str, str], *, whole: bool = False) -> EpisodeFacts:
    """Keep what was said of this episode, beside what was said before.

    A ``whole`` draft stands in its place.
    """
    before = None if whole else door.recorder.episode_facts()
    facts = facts_of(draft, before, door.clock.wall())
    door.recorder.tell_episode(facts)
    return facts


# Keeping, and what follows


def keep_entry(door: Doorway, entry: DiaryEntry) -> str:
    """Keep an entry; its id, empty where it can't be kept.

    A new leg symptom, and a pain that allows no exercise, bring the full list at the next start,
    whether or not anything is answered now.
    """
    id = door.recorder.write_entry(entry)
    if entry.leg or (entry.now >= START_NONE and _is_of_now(door, entry)):
        door.recorder.list_due()
    return id


def heed_entry(door: Doorway, entry: DiaryEntry, *, asks: bool = True) -> Dialogue[Refused | None]:
    """What is said at once: the advice for much pain, and what the diary's rules find.

    A rule that leads to a warning sign asks it; an answer that bars a session gives the advice in
    full. Where nobody can be asked (``asks`` is false) the advice is said with the questions.
    """
    if entry.now >= START_NONE and _is_of_now(door, entry):
        yield Read(door.content.words("none-now"))
    # What another entry of this day has asked is not asked again.
    silent = {Rule.LEG} if not entry.leg else set()
    silent |= {Rule.SLEEP} if entry.disturbed is None else set()
    listed = yield from heed_the_past(door, past_sessions(door), asks=asks, silent=silent)
    if listed.worst is not None and listed.bars:
        return (yield from refuse(door.content, listed.worst, door.clock.wall()))
    return None


def offers_episode(door: Doorway, entry: DiaryEntry) -> bool:
    """Whether this entry, not yet kept, is the first of an episode of which nothing was told."""
    if entry.now < EPISODE_PAIN:
        return False
    now = door.clock.wall()
    episode = current_episode(diary_record(door), now.date())
    begun = episode.begun if episode is not None else entry.written.date()
    facts = door.recorder.episode_facts()
    if facts is not None and day_of(facts.written, now) >= begun:
        return False
    earlier = (kept.entry for kept in door.recorder.entries(now - REMEMBERED))
    return not any(one.now >= EPISODE_PAIN and day_of(one.written, now) >= begun for one in earlier)


def told_of_episode(door: Doorway) -> tuple[str, ...]:
    """Where the questions about this episode are, for somebody who can't be asked now."""
    return door.content.words("diary-offer-later")


def newest(door: Doorway, day: date | None = None) -> KeptEntry | None:
    """The entry that was written last, or that of a day: the one that "take it back" means.

    What was written for a day before counts as written on it, at noon; the ids are in the order
    in which the entries were made.
    """
    entries = door.recorder.entries()
    of_day = (one for one in entries if day is None or one.entry.written.date() == day)
    return max(of_day, key=lambda one: one.id, default=None)


def told_back(door: Doorway) -> tuple[str, ...]:
    """The facts of one's own, a sentence each."""
    now = door.clock.wall()
    kept = door.recorder.entries(now - REMEMBERED)
    rated = rated_activities(kept, door.recorder.all_episode_facts())
    return own_facts(diary_record(door), [one.entry for one in kept], rated, now.date())


def told_today(door: Doorway) -> str:
    """The one fact that stands on the first page; empty where there is none."""
    return flare_fact(diary_record(door, FLARES_WITHIN), door.clock.wall().date())


def _is_of_now(door: Doorway, entry: DiaryEntry) -> bool:
    """Whether an entry says how it is now, also where midnight has passed since it was begun."""
    now = door.clock.wall()
    return entry.written.date() == now.date() or abs(now - entry.written) < _NOW_FOR
