"""From the start of the program to a relief protocol: what is asked, refused and laid out."""

from dataclasses import replace
from typing import Final

from coach.domain.checks import NOT_ASKED, CheckRule
from coach.domain.events import Outcome
from coach.domain.exercise import Caution
from coach.domain.layout import lay_out
from coach.domain.plan import Plan, PlannedCheck, PlannedWords, plan_routine
from coach.domain.questions import score, yes_no
from coach.domain.relief import Relief
from coach.domain.safety import NONE_REST, START_NONE, Opening
from coach.domain.timeline import Segment, SegmentKind, Timeline, laid_end_to_end
from coach.domain.triage import Finding
from coach.player.dialogue import Dialogue, Rest, tell
from coach.player.doorway import Doorway, Opened
from coach.player.follow_up import follow_up
from coach.player.introduction import ask_cautions, introduce
from coach.player.lists import ask_due_lists, ask_full_list
from coach.player.planning import differences, familiar, intro_lines
from coach.player.refusal import Refused, refuse
from coach.player.relief_questions import ask_gate
from coach.player.signs import Listed, SignAsker, short_list, tell_found

GATE: Final = "a question before it was not answered with yes"
"""The reason of a protocol that did not begin."""


def open_relief(door: Doorway, relief: Relief) -> Dialogue[Opened | Refused]:
    """Everything before a relief protocol.

    What stands in the way of a session stands in its way too: a warning sign, the lists, and
    cautions. At 8 and above the emergency lines are told, and only what moves nothing is open. An
    urgent protocol asks the short list and nothing else; the score comes before its movements.
    """
    listed = yield from follow_up(door)
    if isinstance(listed, Refused):
        return listed
    if relief.urgent:
        return (yield from _open_at_once(door, relief, listed))
    first = door.recorder.cautions() is None
    if first:
        yield from introduce(door)
    if listed is None:
        listed = yield from ask_due_lists(door)
        if listed.worst is not None and listed.bars:
            return (yield from refuse(door.content, listed.worst, door.clock.wall()))
    cautions = yield from ask_cautions(door, listed.cautions)
    if isinstance(cautions, Refused):
        return cautions
    start = int((yield score("start-score", "How is your back now?")))
    door.recorder.score(start)
    if start >= START_NONE:
        door.recorder.list_due()
        door.recorder.gentle_today()
        yield from tell(*door.content.words("none-now"))
        if relief.moves:
            yield from tell(*door.content.words("relief-moves-none"))
            return Refused(Outcome.PAIN, f"pain is {start} before the start")
    if not (yield from ask_gate(door, relief)):
        return Refused(Outcome.LEFT, GATE)
    return (yield from _plan(door, relief, start, cautions))


def _open_at_once(
    door: Doorway, relief: Relief, listed: Listed | None
) -> Dialogue[Opened | Refused]:
    """The short list, and on: for somebody who can't wait.

    Without a known caution nothing moves, for nobody has been asked what suits them.
    """
    content = door.content
    yield from tell(*relief.mind)
    if listed is None:
        listed = yield from SignAsker(content, at_rest=True).ask_screen(
            short_list(content), "short-list"
        )
        if listed.worst is not None and listed.bars:
            return (yield from refuse(content, listed.worst, door.clock.wall()))
        if listed.findings:
            yield from tell_found(content, listed)
    if door.recorder.cautions() is not None:
        cautions = yield from ask_cautions(door, listed.cautions)
        if isinstance(cautions, Refused):
            return cautions
        return (yield from _plan(door, relief, None, cautions))
    for line in content.caution_lines:
        if line.id in listed.cautions and line.bars:
            yield from tell(line.bars)
            return Refused(Outcome.DOCTOR_SOON, line.text)
    yield from tell(*content.words("relief-no-cautions"))
    return (yield from _plan(door, relief, None, frozenset(), still=True))


def _plan(
    door: Doorway,
    relief: Relief,
    start: int | None,
    cautions: frozenset[Caution],
    *,
    still: bool = False,
) -> Dialogue[Opened | Refused]:
    """Lay the protocol out for this person."""
    plan = plan_relief(door, relief, cautions, still=still)
    if not plan.has_work:
        yield from tell("Your cautions leave nothing of this.", "Something else may suit you.")
        return Refused(Outcome.LEFT, "nothing is left of it")
    yield from tell(*differences(plan, Opening.PLANNED))
    intro = intro_lines(door.content) if relief.moves else ()
    timeline = lay_out_relief(plan, intro[-1:] if relief.urgent else intro)
    return Opened(relief.id, timeline, start, relief=relief)


def rest_before_moving(door: Doorway, pain: int) -> Dialogue[Finding | int | None]:
    """Too much pain for the movements: the emergency lines, a rest, the full list, the score.

    Gives the score with which they may begin, ``None`` where they don't.
    """
    content = door.content
    (offer,) = content.words("rest-first")
    while pain >= START_NONE:
        door.recorder.list_due()
        door.recorder.gentle_today()
        yield from tell(*content.words("none-now"))
        if (yield yes_no("rest-first", offer)) == "n":
            return None
        yield from tell(*content.words("rest-now"))
        yield Rest(NONE_REST)
        listed = yield from ask_full_list(door)
        if listed.worst is not None and listed.bars:
            return listed.worst
        yield from tell_found(content, listed)
        pain = int((yield score("start-score", "How is your back now?")))
        door.recorder.score(pain)
    return pain


def plan_relief(
    door: Doorway, relief: Relief, cautions: frozenset[Caution], *, still: bool = False
) -> Plan:
    """The steps of a protocol for somebody with these cautions; with ``still``, nothing moves."""
    exercises = door.library.exercises()
    plan = plan_routine(
        relief.as_routine(still=still, exercises=exercises.values()),
        exercises,
        cautions=cautions,
        voice=door.voice,
        familiar=familiar(door),
        reliefs=door.library.reliefs(),
    )
    if still:
        plan = replace(
            plan, steps=(*plan.steps, PlannedWords(tuple(door.content.words("relief-still"))))
        )
    return plan


def lay_out_relief(plan: Plan, intro: tuple[str, ...] = ()) -> Timeline:
    """The timeline of a protocol. Where it asks for the pain itself, nothing asks before that.

    After that place it is asked as in a session that began in pain.
    """
    timeline = lay_out(plan, CheckRule(often=True), intro)
    numbers = [
        number for number, step in enumerate(plan.steps, start=1) if isinstance(step, PlannedCheck)
    ]
    if not numbers:
        first, asked = len(plan.steps) + 1, []
    else:
        first = numbers[0]
        # Of two checks that are near each other the later one stays; here the first one does.
        asked = [Segment(SegmentKind.CHECK, 0.0, first, open=True)]
    *segments, last = timeline.segments
    before = [
        replace(part, cues=tuple(cue for cue in part.cues if cue.text != NOT_ASKED))
        for part in segments
        if part.step < first and not part.kind.asks
    ]
    after = [part for part in segments if part.step > first]
    return Timeline(plan, tuple(laid_end_to_end([*before, *asked, *after, last])))
