"""What a file is made of: the routine for this person, with nobody to answer."""

from dataclasses import dataclass
from typing import Final

from coach.domain.checks import CheckRule
from coach.domain.events import Outcome
from coach.domain.layout import lay_out
from coach.domain.plan import plan_routine
from coach.domain.safety import Opening
from coach.domain.timeline import Timeline
from coach.domain.unattended import CHECK, unattended, warned
from coach.player.doorway import Doorway
from coach.player.planning import differences, nothing_left
from coach.player.progress import exercise_log
from coach.player.refusal import Refused, outcome_of
from coach.ports.library import Entry

OPEN_SIGN: Final = "A warning sign is open: {question} Open the coach first: it asks about it."
RULED_OUT: Final = "What you told the coach rules this routine out."
ANOTHER: Final = "Another one may suit you."
NOT_ASKED: Final = (
    "The coach doesn't know yet what your exercises have to look out for. Open it once before you "
    "follow the file."
)


@dataclass(frozen=True, slots=True)
class Recital:
    """A timeline that plays by itself, and sentences that the person should read."""

    timeline: Timeline
    notes: tuple[str, ...] = ()


def plan_recital(door: Doorway, entry: Entry, check: float = CHECK) -> Recital | Refused:
    """The session of a file. ``check`` are the seconds of each question for the pain.

    What stands in the way of a session stands in the way of its file: a warning sign that is
    open, and cautions.
    """
    routine = entry.routine
    assert routine is not None
    bars = door.recorder.open_bars()
    if bars:
        return Refused(outcome_of(bars[0].level), OPEN_SIGN.format(question=bars[0].question))
    known = door.recorder.cautions()
    lines = [line for line in door.content.caution_lines if line.id in (known or ())]
    for line in lines:
        if line.bars:
            return Refused(Outcome.DOCTOR_SOON, line.bars)
    cautions = frozenset().union(*(line.cautions for line in lines))
    if routine.needs.not_for & cautions:
        return Refused(Outcome.LEFT, RULED_OUT)
    plan = plan_routine(
        routine,
        door.library.exercises(),
        cautions=cautions,
        voice=door.voice,
        log=exercise_log(door, routine),
    )
    if not plan.exercises:
        return Refused(Outcome.LEFT, f"{nothing_left(plan)} {ANOTHER}")
    short_list = tuple(line.text for line in door.content.short_list)
    intro = (*warned(short_list), door.content.session_words)
    timeline = unattended(lay_out(plan, CheckRule(), intro), check)
    notes = (*differences(plan, Opening.PLANNED), *(() if known is not None else (NOT_ASKED,)))
    return Recital(timeline, notes)
