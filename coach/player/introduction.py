"""First use: what the coach is, whom to call, and what rules exercises out."""

from collections.abc import Collection

from coach.domain.cautions import CautionLine
from coach.domain.events import Outcome
from coach.domain.exercise import Caution
from coach.domain.numbers_to_call import phone_number
from coach.domain.questions import confirm_number, own_number, ticks, yes_no_unsure
from coach.player.dialogue import Dialogue, show_numbered, tell
from coach.player.doorway import Doorway
from coach.player.refusal import Refused


def introduce(door: Doorway) -> Dialogue[None]:
    """The words of the start, and the number for an emergency: right, or another one."""
    words = door.content.start_words
    if door.content.numbers.emergency:
        (text,) = door.content.words("number")
        if (yield confirm_number(text, words)) != "c":
            return
    else:
        yield from tell(*words)
    content = door.content

    def read(typed: str) -> str | None:
        if typed.strip().casefold() in ("", "enter"):
            return ""
        return phone_number(typed) or (typed.strip() if content.country(typed) else None)

    (text,) = content.words("own-number" if content.numbers.emergency else "no-number")
    own = yield own_number(text, read)
    if own:
        fresh, trouble = door.keep_number(own)
        door.content = fresh or door.content
        yield from tell(*door.content.words("emergency-number"), *([trouble] if trouble else []))


def ask_cautions(
    door: Doorway, ticked_now: Collection[str]
) -> Dialogue[frozenset[Caution] | Refused]:
    """What rules exercises out for this person: asked before the first session, then known.

    ``ticked_now`` are the ids of lines that an answer just before has come to mean.
    """
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
    else:
        ticked = [lines[id] for id in known if id in lines]
        ticked = yield from _without_cleared(ticked, ticked_now)
    ticked += [lines[id] for id in ticked_now if id in lines and lines[id] not in ticked]
    if tuple(line.id for line in ticked) != known:
        _keep(door, ticked)
    for line in ticked:
        if line.bars:
            yield from tell(line.bars)
            return Refused(Outcome.DOCTOR_SOON, line.text)
    return frozenset().union(*(line.cautions for line in ticked))


def _without_cleared(
    ticked: list[CautionLine], ticked_now: Collection[str]
) -> Dialogue[list[CautionLine]]:
    """The lines without those that bar no longer."""
    left = []
    for line in ticked:
        if line.bars and line.id not in ticked_now:
            asked = yes_no_unsure("cleared", f"You told me: {line.text}. {line.cleared}")
            if (yield asked) == "y":
                continue
        left.append(line)
    return left


def _keep(door: Doorway, ticked: list[CautionLine]) -> None:
    door.recorder.introduce(
        tuple(line.id for line in ticked), bars=any(line.bars for line in ticked)
    )
