"""An exercise that the library doesn't have, asked for in the leaflet's own words."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from coach.domain.dose import Sides
from coach.domain.exercise import Exercise, Position
from coach.player.leaflet import (
    SAFE_FINISH,
    Leaflet,
    OwnWords,
    guessed_position,
    own_exercise,
)
from coach.player.leaflet_doses import ask_own_amount, is_meant
from coach.player.leaflet_names import free_name, slug
from coach.player.leaflet_talk import Prompt, Said, Talking, ask
from coach.player.leaflet_words import LONGEST_LINE, plain, read_choice, read_text

HOLD: Final = "hold"
"""The word for an exercise in which nothing moves."""

POSITIONS: Final = (
    (Position.STANDING, "standing"),
    (Position.SEATED, "sitting"),
    (Position.SUPINE, "lying on your back"),
    (Position.PRONE, "lying on your front"),
    (Position.SIDE, "lying on your side"),
    (Position.KNEELING, "kneeling"),
    (Position.HALF_KNEELING, "on one knee"),
    (Position.ALL_FOURS, "on hands and knees"),
    (Position.ANY, "any of these"),
)


def ask_own(name: str, leaflet: Leaflet, known: Mapping[str, Exercise]) -> Talking[Leaflet]:
    """The leaflet with an exercise in its own words."""
    yield Said((f"{name} is written down in the leaflet's own words.",))
    words = yield from _ask_own_words(name)
    id = free_name(slug(name, "exercise"), known)
    while True:
        amount, sides = yield from ask_own_amount(words)
        dose = replace(amount, sides=None if sides is Sides.BOTH else sides)
        exercise = own_exercise(id, words, dose)
        if (yield from is_meant(exercise, dose, leaflet, known, own=True)):
            return leaflet.with_step(exercise, dose, own=True)


def _ask_own_words(name: str) -> Talking[OwnWords]:
    def line(words: str) -> str:
        return read_text(words, LONGEST_LINE)

    set_up = yield from ask(
        Prompt(
            "What do you do first, to get into position?",
            shown="nothing",
            about=("Such as: Lie on your back, knees bent, feet flat.",),
        ),
        lambda words: line(words) if plain(words) else "",
    )
    guess = guessed_position(set_up)
    numbers = [place for place, _ in POSITIONS]
    position = yield from ask(
        Prompt(
            "How is your body then? 1 to 9",
            str(numbers.index(guess) + 1) if guess is not None else "",
            choices=tuple(words for _, words in POSITIONS),
            about=("The coach then knows how to get you down and up.",),
        ),
        lambda words: read_choice(words, POSITIONS),
    )
    first = yield from ask(
        Prompt(
            "What do you do then? One movement, or: hold",
            about=("Such as: Slide one heel away. Or hold, if nothing moves.",),
        ),
        line,
    )
    if first.casefold().strip(".") == HOLD:
        first = second = ""
    else:
        second = yield from ask(
            Prompt(
                "And the second movement, such as: Draw it in again.",
                shown="there is none",
                about=("What brings you back to where the first movement began.",),
            ),
            lambda words: line(words) if plain(words) else "",
        )
    finish = yield from ask(
        Prompt(
            "How do you come out of it?",
            SAFE_FINISH[position],
            about=("What is said at the end, and when you stop in the middle.",),
        ),
        line,
    )
    return OwnWords(name, set_up, position, first, second, finish)
