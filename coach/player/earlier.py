"""The session before this one: one that was cut off, or left."""

from datetime import datetime
from typing import Final

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
    newest = door.recorder.sessions(limit=NEWEST)
    sessions = [session for session in newest if session.end is not None]
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
        return next(iter(door.recorder.sessions(limit=1)), last)
    return last
