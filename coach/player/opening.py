"""From the start of the program to the first movement: what is asked, refused and planned."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coach.domain.events import Outcome
from coach.domain.exercise import Caution
from coach.domain.levels import PastSession, level_of, one_level_down, one_level_up
from coach.domain.questions import Silence, score, yes_no
from coach.domain.safety import (
    GENTLE_ROUTINE,
    NONE_REST,
    START_GENTLE,
    START_NONE,
    Opening,
    assess_start,
)
from coach.domain.words import capitalised, sentence
from coach.player.dialogue import Dialogue, Rest, tell
from coach.player.doorway import Doorway, Opened
from coach.player.earlier import go_on_with, why_left
from coach.player.fitting import Fitting, pain_limit
from coach.player.follow_up import follow_up
from coach.player.introduction import ask_cautions, introduce
from coach.player.lists import ask_due_lists, ask_full_list
from coach.player.past import ask_episode, bad_morning, heed_the_past, past_sessions
from coach.player.planning import plan_session
from coach.player.refusal import Refused, refuse
from coach.player.signs import tell_found
from coach.ports.library import Entry, Origin


@dataclass(frozen=True, slots=True)
class Today:
    """What is open today. ``told_before`` says that the score alone would have allowed more.

    ``lower`` says that a routine one level down is to be played; ``reason`` is why, in one line.
    """

    opening: Opening
    reason: str
    told_before: bool = False
    lower: bool = False


def open_session(door: Doorway, wished: Callable[[], Entry]) -> Dialogue[Opened | Refused]:
    """Everything before the first movement, in its order.

    A warning sign that stands in the way, a session that was cut off or left, the words of the
    start, the lists, the cautions, the score, the plan. ``wished`` gives the routine that is
    wished for; it may change until the score is given.
    """
    listed = yield from follow_up(door)
    if isinstance(listed, Refused):
        return listed
    due = door.recorder.lists_asked().due
    gentle = door.recorder.only_gentle()
    going_on = yield from go_on_with(door, gentle=gentle, may=listed is None)
    if going_on is not None:
        return going_on
    yield from why_left(door)

    if door.recorder.cautions() is None:
        yield from introduce(door)
    if listed is None or door.recorder.lists_asked().due != due:
        fresh = yield from ask_due_lists(door)
        if fresh.worst is not None and fresh.bars:
            return (yield from refuse(door.content, fresh.worst, door.clock.wall()))
        listed = fresh if listed is None else listed + fresh
    cautions = yield from ask_cautions(door, listed.cautions)
    if isinstance(cautions, Refused):
        return cautions
    start = int((yield score("start-score", "How is your back now?")))
    entry = wished()
    yield from ask_episode(door, start)
    morning = bad_morning(door, start)
    door.recorder.score(start)
    past = past_sessions(door)
    heeded = yield from heed_the_past(door, past)
    if heeded.worst is not None and heeded.bars:
        return (yield from refuse(door.content, heeded.worst, door.clock.wall()))
    today = _open_today(door, entry, start, past, gentle=gentle, morning=morning)
    if today.opening is Opening.NONE:
        rested = yield from _rest_first(door, today.reason)
        if isinstance(rested, Refused):
            return rested
        start, cautions = rested
        today = Today(Opening.GENTLE, f"pain is {start}, after a rest")
    today = _with_cautions(today, entry, cautions)
    chosen = yield from _choose(door, entry, start, today, cautions, past)
    if isinstance(chosen, Refused):
        return chosen
    entry, opening = chosen
    return (yield from plan_session(door, entry, start, opening, cautions, past))


def _open_today(
    door: Doorway,
    entry: Entry,
    start: int,
    past: list[PastSession],
    *,
    gentle: bool,
    morning: bool,
) -> Today:
    """What the score, yesterday and the sessions before leave open."""
    if morning:
        door.recorder.gentle_today()
    opening, reason = assess_start(start, pain_limit(entry))
    if opening in (Opening.NONE, Opening.GENTLE):
        return Today(opening, reason)
    if gentle:
        reason = "it follows from what you said earlier today"
        return Today(Opening.GENTLE, reason, told_before=True)
    if morning:
        return Today(Opening.GENTLE, "more pain than before the last session", told_before=True)
    down = one_level_down(past, door.clock.wall())
    return Today(opening, down or reason, told_before=True, lower=bool(down))


def _rest_first(door: Doorway, reason: str) -> Dialogue[tuple[int, frozenset[Caution]] | Refused]:
    """No exercise now: what to do, and after a rest the full list and the score once more.

    Gives the score with which the gentle routine is open, and what rules exercises out by then.
    """
    (offer,) = door.content.words("rest-first")
    while True:
        door.recorder.list_due()
        door.recorder.gentle_today()
        yield from tell(*door.content.words("none-now"))
        if (yield yes_no("rest-first", offer)) == "n":
            return Refused(Outcome.PAIN, reason)
        yield from tell(*door.content.words("rest-now"))
        yield Rest(NONE_REST)
        listed = yield from ask_full_list(door)
        if listed.worst is not None and listed.bars:
            return (yield from refuse(door.content, listed.worst, door.clock.wall()))
        yield from tell_found(door.content, listed)
        cautions = yield from ask_cautions(door, listed.cautions)
        if isinstance(cautions, Refused):
            return cautions
        again = int((yield score("start-score", "How is your back now?")))
        door.recorder.score(again)
        if again < START_NONE:
            return again, cautions
        reason = f"pain is {again} before the start"


def _with_cautions(today: Today, entry: Entry, cautions: frozenset[Caution]) -> Today:
    """A routine that a caution rules out as a whole gives way to the gentle one."""
    ruled_out = entry.routine is not None and bool(entry.routine.needs.not_for & cautions)
    if today.opening is Opening.GENTLE or not ruled_out:
        return today
    return Today(Opening.GENTLE, "what you told me rules this routine out", told_before=True)


def _choose(
    door: Doorway,
    entry: Entry,
    start: int,
    today: Today,
    cautions: frozenset[Caution],
    past: Sequence[PastSession],
) -> Dialogue[tuple[Entry, Opening] | Refused]:
    """The routine that is played: the one that was wished for, or the one that is open."""
    if today.opening is Opening.GENTLE:
        declined = Refused(Outcome.LEFT if today.told_before else Outcome.PAIN, today.reason)
        gentle = yield from _offer_gentle(door, entry, start, declined)
        return gentle if isinstance(gentle, Refused) else (gentle, Opening.GENTLE)
    level = level_of(entry.id) if entry.origin is Origin.BUNDLED else None
    fitting = Fitting(door.library, start, cautions, past, door.clock.wall())
    if not today.lower:
        needed = fitting.unmet(entry)
        if needed:
            title = entry.routine.title if entry.routine else entry.id
            yield from tell(f"{title} is not for today: {needed}.")
            lower = fitting.below(level or _own_level(entry))
            return (yield from _offer(lower, Refused(Outcome.LEFT, needed), today.opening))
        if level is not None and today.opening is Opening.PLANNED:
            entry = yield from _offer_next(door, entry, level, fitting)
        return entry, today.opening
    if level == 1:
        return entry, today.opening
    if level is None:
        yield from tell(f"The easier form today: {today.reason}.")
        return entry, Opening.EASED
    yield from tell("One level down today.", sentence(today.reason))
    declined = Refused(Outcome.LEFT, today.reason)
    return (yield from _offer(fitting.below(level), declined, today.opening))


def _own_level(entry: Entry) -> int:
    return entry.routine.level if entry.routine else 1


def _offer(
    entry: Entry, declined: Refused, opening: Opening
) -> Dialogue[tuple[Entry, Opening] | Refused]:
    title = entry.routine.title if entry.routine else entry.id
    if (yield yes_no("lower", f"Play {title} instead?")) == "y":
        return entry, opening
    return declined


def _offer_next(door: Doorway, entry: Entry, level: int, fitting: Fitting) -> Dialogue[Entry]:
    """The routine of the next level, where it is time for that and the person wants it.

    Silence is a no, and the routine that was wished for is played.
    """
    answered = door.recorder.last_level_offered()
    why = one_level_up(fitting.past, level, fitting.now, answered)
    higher = fitting.at(level + 1) if why else None
    if higher is None or higher.routine is None:
        return entry
    text = f"{capitalised(why)}. Try the next level today, {higher.routine.title}?"
    taken = (yield yes_no("next-level", text, silence=Silence.DECLINES)) == "y"
    door.recorder.level_offered(level + 1, taken=taken)
    return higher if taken else entry


def _offer_gentle(
    door: Doorway, entry: Entry, start: int, declined: Refused
) -> Dialogue[Entry | Refused]:
    """Only the bundled gentle routine is open now; another one is refused or exchanged."""
    gentle = door.library.bundled(GENTLE_ROUTINE)
    if entry.id == GENTLE_ROUTINE and entry.origin is Origin.BUNDLED:
        return gentle
    if start >= START_GENTLE:
        yield from tell(*door.content.words("gentle-only"))
    else:
        yield from tell("Only the gentle session today.", sentence(declined.reason))
    title = gentle.routine.title if gentle.routine else GENTLE_ROUTINE
    if (yield yes_no("gentle", f"Play {title} instead?")) == "y":
        return gentle
    return declined
