"""The lists of warning signs before a session: which are asked, and what follows."""

from collections.abc import Sequence
from dataclasses import replace

from coach.domain.asking import DoctorLine, ListsDue, full_list_of, lists_due, screens_of
from coach.domain.questions import NO_YES_UNSURE, Silence, choice
from coach.domain.triage import ListScreen
from coach.player.dialogue import Dialogue, tell
from coach.player.doorway import Doorway
from coach.player.signs import LIST_CHOICES, Listed, SignAsker, bullets, short_list, tell_found
from coach.ports.safety_record import LineAnswer, ListGroup

DOCTOR = "d"
"""The answer to the short list that is about the doctor-soon lines."""
SEEN = "1"
LATER = "2"
NOT_YET = "3"
MOST_NAMED = 2
"""More lines than this are counted and not named, so that the short list stays in sight."""


def ask_due_lists(door: Doorway) -> Dialogue[Listed]:
    """The lists that this start asks, and what is said after them."""
    due = lists_due(door.recorder.lists_asked(), door.clock.wall())
    listed = yield from _ask_lists(door, due, "")
    yield from tell_found(door.content, listed)
    return listed


def ask_full_list(door: Doorway, text: str = "") -> Dialogue[Listed]:
    """The full list; ``text`` is the id of words that ask in place of the screens' own."""
    full = full_list_of(door.recorder.lists_asked(), door.clock.wall())
    return (yield from _ask_lists(door, full, text))


def _ask_lists(door: Doorway, due: ListsDue, text: str) -> Dialogue[Listed]:
    asker = SignAsker(door.content, at_rest=True)
    listed = Listed()
    if due.short:
        listed += yield from _ask_short_list(door, asker)
    screens = _screens(door, due)
    if text and screens:
        (words,) = door.content.words(text)
        screens = [ListScreen(words, screen.lines) for screen in screens]
    for number, screen in enumerate(screens, start=1):
        if listed.is_emergency or (listed.bars and not screen.level.bars):
            break
        counted = f"{screen.text} ({number} of {len(screens)})"
        shown = replace(screen, text=counted) if len(screens) > 1 else screen
        listed += yield from asker.ask_screen(shown, f"list-{number}")
    _keep_asked(door, due, listed)
    return listed


def _screens(door: Doorway, due: ListsDue) -> list[ListScreen]:
    content = door.content
    starred = {sign.id for line in content.short_list for sign in line.signs}
    checked = door.recorder.times_checked()
    now = door.clock.wall()
    return list(screens_of(due, content.full_list, starred, checked, now, content.checked_for))


def _keep_asked(door: Doorway, due: ListsDue, listed: Listed) -> None:
    """Remember the groups that were gone through to their end."""
    if due.urgent and not listed.is_emergency:
        door.recorder.list_asked(ListGroup.URGENT)
    if due.soon and not listed.bars:
        door.recorder.list_asked(ListGroup.SOON)


def _ask_short_list(door: Doorway, asker: SignAsker) -> Dialogue[Listed]:
    """The short list; the doctor-soon lines that stand are told with it, and can be settled."""
    now = door.clock.wall()
    lines = [line for line in door.recorder.doctor_lines() if line.is_shown(now)]
    screen = short_list(door.content)
    if not lines:
        return (yield from asker.ask_screen(screen, "short-list"))
    yield from tell(*door.content.words("doctor-lines", lines=_in_short(door, lines)))
    (settle,) = door.content.words("doctor-lines-settle")
    question = choice(
        "short-list",
        screen.text,
        (*LIST_CHOICES, (DOCTOR, settle)),
        lines=bullets(screen),
        also=NO_YES_UNSURE,
    )
    reply = yield question
    if reply == DOCTOR:
        answers = door.content.words("doctor-line-answers")
        for line in lines:
            answer = yield choice(
                "doctor-line",
                f"See a doctor soon: {line.question}",
                tuple(zip((SEEN, LATER, NOT_YET), answers, strict=True)),
                silence=Silence.ENDS,
            )
            if answer == SEEN:
                door.recorder.answer_line(line, LineAnswer.DONE)
                sign = door.content.sign(line.sign)
                if sign is not None:
                    door.recorder.keep_checked(sign)
            elif answer == LATER:
                door.recorder.answer_line(line, LineAnswer.LATER)
        return (yield from asker.ask_screen(screen, "short-list"))
    if reply == "n":
        return Listed()
    return (yield from asker.ask_lines(screen.lines))


def _in_short(door: Doorway, lines: Sequence[DoctorLine]) -> str:
    """The lines one after the other, as short as they stand on their screen, with their days."""
    if len(lines) > MOST_NAMED:
        return f"{len(lines)} things"
    zone = door.clock.wall().tzinfo
    screens = [line for screen in door.content.full_list for line in screen.lines]
    short = {sign.id: line.text for line in screens for sign in line.signs}
    parts = []
    for line in lines:
        since = line.since.astimezone(zone)
        parts.append(f"{short.get(line.sign, line.question)} ({since.day} {since:%B})")
    return "; ".join(parts)
