"""The plan of a session for today: doses, cautions, checks."""

from collections.abc import Mapping, Sequence

from coach.domain.checks import FAMILIAR_AFTER, CheckRule
from coach.domain.events import Outcome
from coach.domain.exercise import Caution, Exercise
from coach.domain.layout import lay_out
from coach.domain.levels import PastSession
from coach.domain.plan import Plan, plan_routine
from coach.domain.questions import yes_no
from coach.domain.safety import CHECKED_OFTEN, Colour, Opening
from coach.domain.usual import lowered, unusual
from coach.player.dialogue import Dialogue, tell
from coach.player.doorway import Doorway, Opened
from coach.player.progress import exercise_log, reasons
from coach.player.refusal import Refused
from coach.ports.content import Content
from coach.ports.library import Entry, Origin


def plan_session(
    door: Doorway,
    entry: Entry,
    start: int,
    opening: Opening,
    cautions: frozenset[Caution],
    past: Sequence[PastSession],
) -> Dialogue[Opened | Refused]:
    """Settle the routine for today and say what is different from the file."""
    routine = entry.routine
    assert routine is not None
    known = familiar(door)
    plan = plan_routine(
        routine,
        door.library.exercises(),
        cautions=cautions,
        voice=door.voice,
        familiar=known,
        reliefs=door.library.reliefs(),
        log=exercise_log(door, routine),
    )
    if not routine.prescribed_by:
        bundled = entry.origin is Origin.BUNDLED
        plan = yield from _ask_about_unusual(plan, door.library.bundled_exercises(), bundled)
    if opening is Opening.EASED:
        plan = plan.eased()
    if not plan.has_work:
        yield from tell(nothing_left(plan), "Another routine may suit you.")
        return Refused(Outcome.LEFT, "no exercise is left")
    yield from tell(*differences(plan, opening))
    rule = CheckRule(
        familiar=known,
        often=start >= CHECKED_OFTEN or _went_badly(past),
    )
    timeline = lay_out(plan, rule, intro_lines(door.content))
    return Opened(entry.id, timeline, start, opening is Opening.EASED, sounds=routine.sounds)


def familiar(door: Doorway) -> frozenset[str]:
    """The exercises (ids) that the person has done often enough to need fewer words."""
    done = door.recorder.times_done()
    return frozenset(id for id, times in done.items() if times >= FAMILIAR_AFTER)


def intro_lines(content: Content) -> tuple[str, ...]:
    """What is said after the title of every session."""
    return (*content.words("laptop"), content.session_words)


def _ask_about_unusual(plan: Plan, usual: Mapping[str, Exercise], bundled: bool) -> Dialogue[Plan]:
    """A dose of over twice the usual is asked about; else the usual one is taken.

    A ``bundled`` routine's doses are the reference's own, also where they are far from an
    exercise's usual; not so where an own exercise has taken the place of the one it means.
    """
    for found in unusual(plan, usual):
        if bundled and found.step.exercise == usual.get(found.step.exercise.id):
            continue
        name = found.step.exercise.name
        text = f"{name} {found.asked}, usual is {found.usual}: really?"
        if (yield yes_no("unusual", text)) == "n":
            plan = lowered(plan, found)
            yield from tell(f"{name}: the usual, then.")
    return plan


def differences(plan: Plan, opening: Opening) -> list[str]:
    """What is not as the routine's file has it."""
    lines = []
    if opening is Opening.EASED:
        lines.append("An easier form today: half the reps, and half the range.")
    return [*lines, *(f"{line}." for line in reasons(plan)), *suited(plan)]


def suited(plan: Plan) -> list[str]:
    """What the person's cautions have changed."""
    return [
        *(
            f"{step.exercise.name} instead of {step.instead_of}, for what you told me."
            for step in plan.exercises
            if step.instead_of
        ),
        *(f"{name} is left out, for what you told me." for name in plan.left_out),
    ]


def nothing_left(plan: Plan) -> str:
    """Why there is nothing to do in a plan."""
    if plan.left_out:
        return "Your cautions leave no exercise of this routine."
    return "There is no exercise in this routine."


def _went_badly(past: Sequence[PastSession]) -> bool:
    """Whether the last session was amber, or stopped."""
    return bool(past) and past[0].colour in (Colour.AMBER, Colour.RED)
