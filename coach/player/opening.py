"""From the start of the program to the first movement: what is asked, refused and planned."""

from dataclasses import dataclass
from datetime import datetime

from coach.domain.cautions import CautionLine
from coach.domain.checks import FAMILIAR_AFTER, CheckRule
from coach.domain.events import Outcome
from coach.domain.exercise import Caution
from coach.domain.layout import lay_out
from coach.domain.plan import Plan, plan_routine
from coach.domain.questions import Silence, score, ticks, yes_no, yes_no_unsure
from coach.domain.safety import (
    CHECKED_OFTEN,
    GENTLE_ROUTINE,
    START_GENTLE,
    Colour,
    Opening,
    assess_start,
)
from coach.domain.session import LEFT_AFTER
from coach.domain.timeline import Timeline
from coach.domain.usual import lowered, unusual
from coach.player.dialogue import Dialogue, show_numbered, tell
from coach.player.follow_up import follow_up
from coach.player.recorder import Recorder
from coach.player.refusal import Refused, refuse
from coach.player.signs import ask_short_list
from coach.ports.clock import Clock
from coach.ports.content import Content
from coach.ports.journal import SessionEnd, SessionRecord, Unfinished
from coach.ports.library import Entry, Library, Origin


@dataclass(frozen=True, slots=True)
class Opened:
    """A session that may begin. ``start_score`` is 0 to 10.

    ``eased`` says whether the score before it has made it easier. ``unfinished`` is the earlier
    session that goes on, ``away`` for how many seconds it stood still.
    """

    routine: str
    timeline: Timeline
    start_score: int
    eased: bool = False
    unfinished: Unfinished | None = None
    away: float = 0.0


@dataclass(frozen=True, slots=True)
class Doorway:
    """What the opening needs: the record, the content, the library and the time of day.

    ``cautions_anew`` asks for the cautions again although they are known.
    """

    recorder: Recorder
    content: Content
    library: Library
    clock: Clock
    cautions_anew: bool = False


def open_session(door: Doorway, entry: Entry) -> Dialogue[Opened | Refused]:
    """Everything before the first movement, in its order.

    A warning sign that stands in the way, a session that was cut off or left, the short list,
    the score, the cautions, the plan.
    """
    listed = False
    while (bar := door.recorder.open_bar()) is not None:
        refused = yield from follow_up(door.recorder, door.content, bar)
        if refused is not None:
            return refused
        listed = True
    gentle = door.recorder.only_gentle()
    going_on = yield from _go_on_with(door, gentle=gentle)
    if going_on is not None:
        return going_on
    last = yield from _why_left(door)

    first = door.recorder.cautions() is None
    if first:
        yield from tell(*door.content.start_words)
    if not listed:
        finding = yield from ask_short_list(
            door.content, "anything-new-first" if first else "anything-new"
        )
        if finding is not None and finding.level.bars:
            return (yield from refuse(door.content, finding))
    start = int((yield score("start-score", "How is your back now?")))
    opening, reason = assess_start(start, _pain_limit(entry))
    if opening is Opening.NONE:
        door.recorder.gentle_today()
        yield from tell(*door.content.words("none-now"))
        return Refused(Outcome.PAIN, reason)
    ticked = yield from _cautions(door)
    if isinstance(ticked, Refused):
        return ticked
    told_before = opening is not Opening.GENTLE
    if gentle and told_before:
        opening, reason = Opening.GENTLE, "it follows from what you said earlier today"
    elif told_before and _ruled_out(entry, ticked):
        opening, reason = Opening.GENTLE, "what you told me rules this routine out"
    if opening is Opening.GENTLE:
        declined = Refused(Outcome.LEFT if told_before else Outcome.PAIN, reason)
        offered = yield from _offer_gentle(door, entry, start, declined)
        if isinstance(offered, Refused):
            return offered
        entry = offered
    return (yield from _plan(door, entry, start, opening, ticked, last))


def _go_on_with(door: Doorway, *, gentle: bool) -> Dialogue[Opened | None]:
    """Offer to go on with a session that was cut off; one that can't go on is recorded as left.

    ``gentle`` says that only the gentle routine is open.
    """
    unfinished = door.recorder.unfinished()
    if unfinished is None:
        return None
    now = door.clock.wall()
    away = (now - unfinished.last).total_seconds()
    timeline = unfinished.timeline
    another_day = now.date() != unfinished.last.astimezone(now.tzinfo).date()
    if (
        timeline is not None
        and not unfinished.standing.hurting
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


def _why_left(door: Doorway) -> Dialogue[SessionRecord | None]:
    """Ask about a last session that was left whether it hurt; gives the last session."""
    sessions = [session for session in door.recorder.sessions() if session.end is not None]
    if not sessions:
        return None
    last = sessions[0]
    if last.end is not None and last.end.outcome is Outcome.LEFT and last.hurt is None:
        reply = yield yes_no_unsure(
            "why-left", f"You left {last.begun.title} before its end. Was it because it hurt?"
        )
        door.recorder.answer_left(last.id, hurt=reply != "n")
        return next(iter(door.recorder.sessions()), last)
    return last


def _cautions(door: Doorway) -> Dialogue[frozenset[Caution] | Refused]:
    """What rules exercises out for this person: asked before the first session, then known."""
    lines = {line.id: line for line in door.content.caution_lines}
    known = door.recorder.cautions()
    if known is None or door.cautions_anew:
        listed = tuple(lines.values())
        numbers = yield ticks(
            "cautions",
            "Which of these apply to you? Their numbers with a space between, or 0 for none",
            len(listed),
            lines=show_numbered([line.text for line in listed]),
        )
        ticked = [listed[int(number) - 1] for number in numbers.split() if number not in "0n"]
        _introduce(door, ticked)
    else:
        ticked = [lines[id] for id in known if id in lines]
        gone: list[CautionLine] = []
        for line in ticked:
            if not line.bars:
                continue
            reply = yield yes_no_unsure("cleared", f"You told me: {line.text}. {line.cleared}")
            if reply == "y":
                gone.append(line)
        if gone:
            ticked = [line for line in ticked if line not in gone]
            _introduce(door, ticked)
    for line in ticked:
        if line.bars:
            yield from tell(line.bars)
            return Refused(Outcome.DOCTOR_SOON, line.text)
    return frozenset().union(*(line.cautions for line in ticked))


def _introduce(door: Doorway, ticked: list[CautionLine]) -> None:
    door.recorder.introduce(
        tuple(line.id for line in ticked), bars=any(line.bars for line in ticked)
    )


def _ruled_out(entry: Entry, cautions: frozenset[Caution]) -> bool:
    """Whether a caution rules the whole routine out."""
    return entry.routine is not None and bool(entry.routine.needs.not_for & cautions)


def _pain_limit(entry: Entry) -> int | None:
    """The highest score at which the routine itself may begin; ``None`` where it says nothing."""
    if entry.routine is None:
        return None
    limits = (entry.routine.pain_limit, entry.routine.needs.pain_max)
    return min((limit for limit in limits if limit is not None), default=None)


def _offer_gentle(
    door: Doorway, entry: Entry, start: int, declined: Refused
) -> Dialogue[Entry | Refused]:
    """Only the bundled gentle routine is open now; another one is refused or exchanged."""
    if entry.id == GENTLE_ROUTINE and entry.origin is Origin.BUNDLED:
        return door.library.bundled(GENTLE_ROUTINE)
    if start >= START_GENTLE:
        yield from tell(*door.content.words("gentle-only"))
    else:
        yield from tell(
            "Only the gentle session today.", f"{declined.reason[:1].upper()}{declined.reason[1:]}."
        )
    gentle = door.library.bundled(GENTLE_ROUTINE)
    title = gentle.routine.title if gentle.routine else GENTLE_ROUTINE
    if (yield yes_no("gentle", f"Play {title} instead?")) == "y":
        return gentle
    return declined


def _plan(
    door: Doorway,
    entry: Entry,
    start: int,
    opening: Opening,
    cautions: frozenset[Caution],
    last: SessionRecord | None,
) -> Dialogue[Opened | Refused]:
    """Settle the routine for today and say what is different from the file."""
    routine = entry.routine
    assert routine is not None
    plan = plan_routine(routine, door.library.exercises(), cautions=cautions)
    if not routine.prescribed_by:
        plan = yield from _ask_about_unusual(plan)
    if opening is Opening.EASED:
        plan = plan.eased()
    if not plan.exercises:
        yield from tell(
            "Your cautions leave no exercise of this routine.", "Another routine may suit you."
        )
        return Refused(Outcome.LEFT, "no exercise is left")
    yield from tell(*_differences(plan, opening))
    done = door.recorder.times_done()
    rule = CheckRule(
        familiar=frozenset(id for id, times in done.items() if times >= FAMILIAR_AFTER),
        often=start >= CHECKED_OFTEN or _went_badly(last),
    )
    return Opened(
        entry.id, lay_out(plan, rule, intro_lines(door.content)), start, opening is Opening.EASED
    )


def intro_lines(content: Content) -> tuple[str, ...]:
    """What is said after the title of every session."""
    return (*content.words("laptop"), content.session_words)


def _ask_about_unusual(plan: Plan) -> Dialogue[Plan]:
    """A dose of over twice the usual is asked about; else the usual one is taken."""
    for found in unusual(plan):
        name = found.step.exercise.name
        text = f"{name} {found.asked}, usual is {found.usual}: really?"
        if (yield yes_no("unusual", text)) == "n":
            plan = lowered(plan, found)
            yield from tell(f"{name}: the usual, then.")
    return plan


def _differences(plan: Plan, opening: Opening) -> list[str]:
    """What is not as the routine's file has it."""
    lines = []
    if opening is Opening.EASED:
        lines.append("An easier form today: half the reps, and half the range.")
    lines += [
        f"{step.exercise.name} instead of {step.instead_of}, for what you told me."
        for step in plan.exercises
        if step.instead_of
    ]
    lines += [f"{name} is left out, for what you told me." for name in plan.left_out]
    return lines


def _went_badly(last: SessionRecord | None) -> bool:
    """Whether the last session was amber, or stopped."""
    if last is None or last.end is None:
        return False
    return last.end.outcome.is_stop or last.end.colour in (Colour.AMBER, Colour.RED)
