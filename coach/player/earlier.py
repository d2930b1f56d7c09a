"""The session before this one: one that was cut off, or left."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from coach.domain.ahead import CLOCKS_DIFFER, at_latest, is_ahead
from coach.domain.events import Outcome
from coach.domain.questions import Silence, yes_no, yes_no_unsure
from coach.domain.safety import GENTLE_ROUTINE, Colour
from coach.domain.session import LEFT_AFTER
from coach.domain.timeline import Timeline
from coach.player.dialogue import Dialogue
from coach.player.doorway import Doorway, Opened
from coach.ports.journal import SessionEnd, SessionRecord, Unfinished

NEWEST: Final = 50
"""As many sessions tell what the next one is: more than there are in a week."""
_HURT: Final = (Colour.AMBER, Colour.RED)


def ended_sessions(door: Doorway) -> list[SessionRecord]:
    """The newest sessions that have ended, the newest first, but those that are dated ahead."""
    return [one for one in _newest(door) if not is_ahead(one.begun.begun, door.clock.wall())]


def telling_sessions(door: Doorway) -> list[SessionRecord]:
    """The newest sessions that have ended, the newest first, as they tell what the next one is.

    One that is dated ahead is among them only if it hurt, or may have, with the moment at which
    it was at the latest.
    """
    now = door.clock.wall()
    newest = _newest(door)
    late = at_latest({one.id: one.begun.begun for one in newest}, now)
    told = [_moved(one, late[one.id]) if one.id in late else one for one in newest]
    hurting = [one for one in told if one.id not in late or _may_have_hurt(one)]
    return sorted(hurting, key=lambda one: (one.begun.begun, one.id), reverse=True)


def _newest(door: Doorway) -> list[SessionRecord]:
    """The newest that have ended, however many are dated ahead of them."""
    ahead = door.recorder.sessions(door.clock.wall() + CLOCKS_DIFFER)
    newest = door.recorder.sessions(limit=NEWEST + len(ahead))
    return [one for one in newest if one.end is not None]


def _may_have_hurt(session: SessionRecord) -> bool:
    end = session.end
    unasked = end is not None and end.outcome is Outcome.LEFT and session.hurt is None
    return unasked or bool(session.hurt) or (end is not None and end.colour in _HURT)


def _moved(session: SessionRecord, begun: datetime) -> SessionRecord:
    """A session as if it had been at another moment."""
    end = session.end and replace(session.end, ended=begun)
    return replace(session, begun=replace(session.begun, begun=begun), end=end)


def go_on_with(door: Doorway, *, gentle: bool, may: bool) -> Dialogue[Opened | None]:
    """Offer to go on with a session that was cut off; one that can't go on is recorded as left.

    One that a stop has ended can't, nor one that hurt; none where ``may`` forbids it. ``gentle``
    says that only the gentle routine is open.
    """
    unfinished = door.recorder.unfinished()
    if unfinished is None:
        return None
    now = door.clock.wall()
    away = (now - unfinished.last).total_seconds()
    timeline = unfinished.timeline
    another_day = now.date() != unfinished.last.astimezone(now.tzinfo).date()
    if (
        may
        and timeline is not None
        and not unfinished.standing.hurting
        and not door.recorder.lists_asked().full_is_due
        and 0 <= away <= LEFT_AFTER
        and not another_day
        and (not gentle or unfinished.begun.routine == GENTLE_ROUTINE)
    ):
        wanted = yield yes_no(
            "go-on", _cut_off_words(unfinished, timeline, now), silence=Silence.ENDS
        )
        if wanted == "y":
            begun = unfinished.begun
            return Opened(begun.routine, timeline, begun.start_score, False, unfinished, away)
    hurting = unfinished.standing.hurting
    colour = Colour.AMBER if hurting else None
    door.recorder.close(
        unfinished.id, SessionEnd(unfinished.last, Outcome.LEFT, colour, "cut off", None)
    )
    if hurting:
        door.recorder.list_due()
        door.recorder.answer_left(unfinished.id, hurt=True)
    return None


def _cut_off_words(unfinished: Unfinished, timeline: Timeline, now: datetime) -> str:
    index = min(unfinished.standing.segment, len(timeline.segments) - 1)
    segment = timeline.segments[index]
    parts = [f"step {segment.step} of {len(timeline.plan.steps)}"] if segment.step else []
    parts += [segment.name] if segment.name else []
    parts += [f"{segment.side.value} side"] if segment.side else []
    if segment.rep:
        parts.append(f"rep {segment.rep}" + (f" of {segment.reps}" if segment.reps else ""))
    at = f"{unfinished.last.astimezone(now.tzinfo):%H:%M}"
    where = ", ".join(parts) or "the beginning"
    return f"{unfinished.begun.title} was cut off at {at}: {where}. Go on there?"


def why_left(door: Doorway) -> Dialogue[SessionRecord | None]:
    """Ask about a last session that was left whether it hurt; gives the last session."""
    sessions = telling_sessions(door)
    if not sessions:
        return None
    last = sessions[0]
    if last.end is not None and last.end.outcome is Outcome.LEFT and last.hurt is None:
        reply = yield yes_no_unsure(
            "why-left", f"You left {last.begun.title} before its end. Was it because it hurt?"
        )
        if reply != "n":
            door.recorder.list_due()
        door.recorder.answer_left(last.id, hurt=reply != "n")
        return next((one for one in _newest(door) if one.id == last.id), last)
    return last
