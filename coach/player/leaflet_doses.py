"""How much of an exercise, as it is asked: times and sets, holds, sides; slips are asked back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from coach.domain.dose import Dose, Reps, Seconds, Sides
from coach.domain.exercise import Exercise
from coach.player.leaflet import MOST_PHASES, Leaflet, OwnWords, doubtful, phases_in
from coach.player.leaflet_talk import Prompt, Said, Talking, ask
from coach.player.leaflet_words import (
    AMOUNT_EXAMPLES,
    NotUnderstoodError,
    amount_text,
    hold_text,
    length_text,
    plain,
    read_amount,
    read_choice,
    read_hold,
    read_time,
    read_yes,
    with_amount,
)

NOT_HELD: Final = "not held"
SIDES: Final = (
    (Sides.EACH, "one side fully, then the other"),
    (Sides.ALTERNATE, "left and right in turn"),
    (Sides.LEFT, "the left side only"),
    (Sides.RIGHT, "the right side only"),
)
BOTH: Final = (Sides.BOTH, "both sides at once, or no sides")


def ask_really(text: str) -> Talking[bool]:
    """Whether something that looks like a slip of the pen is meant."""
    return (yield from ask(Prompt(f"{text} y or n"), read_yes))


def ask_dose(
    exercise: Exercise, leaflet: Leaflet, known: Mapping[str, Exercise], *, own: bool
) -> Talking[Dose]:
    """How much of an exercise that is there; doubtful numbers are asked back once."""
    while True:
        dose = yield from _ask_amount(exercise)
        if exercise.dose.sides in (Sides.EACH, Sides.ALTERNATE):
            sides = yield from _ask_sides(SIDES, exercise.dose.sides)
            if sides is not exercise.dose.sides:
                dose = replace(dose, sides=sides)
        if (yield from is_meant(exercise, dose, leaflet, known, own=own)):
            return dose


def is_meant(
    exercise: Exercise,
    dose: Dose,
    leaflet: Leaflet,
    known: Mapping[str, Exercise],
    *,
    own: bool,
) -> Talking[bool]:
    """Whether this dose is meant: what can't be done in one session isn't, and slips are asked."""
    before = sum(phases_in(known[step.exercise], step.dose) for step in leaflet.steps)
    if before + phases_in(exercise, dose) > MOST_PHASES:
        yield Said(("That is more than fits into one session. Say a smaller number.",))
        return False
    doubt = doubtful(exercise, dose, own=own, prescribed=bool(leaflet.given_by))
    return not doubt or (yield from ask_really(doubt))


def _ask_amount(exercise: Exercise) -> Talking[Dose]:
    usual = exercise.dose
    held = any(phase.seconds is None for phase in exercise.phases)
    if usual.time is not None:
        return (
            yield from ask(
                Prompt("How long?", length_text(usual.time), about=("Such as 2m or 90s.",)),
                lambda words: _how_long(words, reps=not held or usual.hold is not None),
            )
        )

    def read(words: str) -> Dose:
        amount = read_amount(words)
        if held and amount.time is not None:
            raise NotUnderstoodError(
                "That is how long. How many times comes first: 1, if it is held once."
            )
        if not held and amount.hold is not None:
            raise NotUnderstoodError(f"{exercise.name} isn't held: say how many times.")
        return amount

    asked = "How many times on each side?" if _sided(usual) else "How many times?"
    about = (f"Say {AMOUNT_EXAMPLES}.", "With a hold: 10 x 5s.")
    dose = yield from ask(Prompt(asked, amount_text(usual), about=about), read)
    if not held or dose.hold is not None:
        return dose
    default = hold_text(usual.hold) if usual.hold is not None else "5s"
    hold = yield from ask(
        Prompt("Held for how long each time?", default, about=("Such as 20s or 3 breaths.",)),
        read_hold,
    )
    return replace(dose, hold=hold)


def _how_long(words: str, *, reps: bool) -> Dose:
    """The dose of an exercise that goes by time: a time, so many breaths, or so many times."""
    text = plain(words).casefold()
    if re.fullmatch(r"[0-9]+ ?breaths?", text):
        return Dose(time=read_time(f"{read_hold(text).seconds:g}s"))
    if reps and re.search(r"[0-9] ?(x|times|reps?)", text):
        amount = read_amount(text)
        return amount if amount.hold is None else Dose(time=read_time(text))
    return Dose(time=read_time(text))


def _sided(dose: Dose) -> bool:
    return dose.sides in (Sides.EACH, Sides.ALTERNATE)


def _ask_sides(choices: Sequence[tuple[Sides, str]], usual: Sides) -> Talking[Sides]:
    number = [value for value, _ in choices].index(usual) + 1
    return (
        yield from ask(
            Prompt(
                "Which side?",
                str(number),
                choices=tuple(name for _, name in choices),
                about=("The number in front of what the leaflet says.",),
            ),
            lambda words: read_choice(words, choices),
        )
    )


def ask_own_amount(words: OwnWords) -> Talking[tuple[Dose, Sides]]:
    """How much of an exercise in the leaflet's words, and which side."""
    about = (f"Say {AMOUNT_EXAMPLES}. Or how long: 2m.",)
    default = Dose(reps=Reps(5, 5)) if words.first else Dose(reps=Reps(3, 3))
    amount = yield from ask(
        Prompt("How many times?", amount_text(default), about=about), read_amount
    )
    dose = with_amount(Dose(), amount)
    if dose.time is None and dose.hold is None:
        hold = yield from ask(
            Prompt(
                "Held for how long each time?",
                default="" if words.first else hold_text(Seconds(10)),
                shown=NOT_HELD if words.first else "",
                about=("Such as 5s or 3 breaths.",),
            ),
            lambda given: read_hold(given) if plain(given) else None,
        )
        dose = replace(dose, hold=hold)
    sides = yield from _ask_sides((BOTH, *SIDES), Sides.BOTH)
    return dose, sides
