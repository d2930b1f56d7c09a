"""What is asked about a leaflet, in which order: three or four short answers an exercise."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from coach.domain.exercise import Exercise
from coach.domain.words import capitalised
from coach.player.leaflet import Leaflet, list_lines
from coach.player.leaflet_doses import ask_dose, ask_really
from coach.player.leaflet_names import free_name, meant_by, names_of, near, slug
from coach.player.leaflet_own import POSITIONS, ask_own
from coach.player.leaflet_talk import Prompt, Said, Talking, ask
from coach.player.leaflet_words import (
    LONGEST_NAME,
    LONGEST_TITLE,
    plain,
    read_choice,
    read_text,
    read_whole,
)

MOST_EXERCISES: Final = 100
USUAL_ID: Final = "leaflet"
DONE: Final = frozenset({"done", "none", "that was all"})
"""Words for no more exercises, besides an empty line."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is there already: the exercises by id, and which names of routines are taken."""

    exercises: Mapping[str, Exercise]
    taken: Callable[[str], bool]


def tell_leaflet(shelf: Shelf, name: str = "") -> Talking[Leaflet]:
    """Ask what the leaflet says. ``name`` is what the routine is to be called, if that is known."""
    yield Said(
        (
            "What does the leaflet say? Enter alone takes what stands in [brackets].",
            "back takes an answer back, ? helps.",
            "",
        )
    )
    id = (yield from _free_id(shelf, slug(name, USUAL_ID))) if name else ""
    title = yield from ask(
        Prompt(
            "What shall it be called?",
            _titled(id),
            about=("A title for the whole leaflet, such as: Knee and back.",),
        ),
        lambda words: read_text(words, LONGEST_TITLE),
    )
    if not id:
        id = yield from _free_id(shelf, slug(title, USUAL_ID))
    given_by = yield from ask(
        Prompt(
            "Who gave it to you?",
            shown="nobody in particular",
            about=("A name, such as: Ms Rossi. Then unusual amounts are taken as they are.",),
        ),
        lambda words: read_text(words, LONGEST_TITLE) if plain(words) else "",
    )
    leaflet = Leaflet(id, title, given_by)
    yield leaflet
    while len(leaflet.steps) < MOST_EXERCISES:
        longer = yield from _ask_exercise(leaflet, shelf)
        if longer is None:
            break
        leaflet = longer
        yield leaflet
        yield Said(("", *list_lines(leaflet, shelf.exercises), ""))
    times = yield from _ask_often(
        Prompt("How many times a day?", "1", about=("A whole number from 1 to 24.",)), 24, 6
    )
    leaflet = replace(leaflet, times_a_day=times)
    yield leaflet
    days = yield from _ask_often(
        Prompt("How many days a week?", "7", about=("A whole number from 1 to 7.",)), 7, 7
    )
    return replace(leaflet, days_a_week=days, whole=True)


def completions(shelf: Shelf, leaflet: Leaflet) -> list[str]:
    """Every name by which an exercise can be given, in order."""
    known = leaflet.known(shelf.exercises).values()
    return sorted({name.lower() for exercise in known for name in names_of(exercise)})


# The file, and how often


def _titled(id: str) -> str:
    words = id.replace("-", " ").strip()
    return words[:1].upper() + words[1:] if words else "From the leaflet"


def _free_id(shelf: Shelf, wanted: str) -> Talking[str]:
    """The name of the file; asked about only where the one that is wanted is taken."""
    while shelf.taken(wanted):
        free = free_name(wanted, shelf.taken)
        wanted = yield from ask(
            Prompt(
                f"There is a routine {wanted} already, and it stays. How shall the new one be "
                "named?",
                free,
                about=("A short name, to play it by: letters, digits and hyphens.",),
            ),
            lambda words: slug(read_text(words, LONGEST_NAME), USUAL_ID),
        )
    return wanted


def _ask_often(prompt: Prompt, most: int, plausible: int) -> Talking[int]:
    while True:
        number = yield from ask(prompt, lambda words: read_whole(words, 1, most))
        if number <= plausible:
            return number
        if (yield from ask_really(f"{number} times a day: really?")):
            return number


# One exercise


def _ask_exercise(leaflet: Leaflet, shelf: Shelf) -> Talking[Leaflet | None]:
    """The leaflet with one more exercise; ``None`` where that was all."""
    known = leaflet.known(shelf.exercises)
    number = len(leaflet.steps) + 1
    prompt = Prompt(
        f"Exercise {number}: what is it called?"
        if number == 1
        else f"Exercise {number}: what is it called? Or Enter:",
        shown="" if number == 1 else "that was all",
        about=_about_names(shelf.exercises),
        names=True,
    )
    words = yield from ask(prompt, lambda words: _name(words, needed=number == 1))
    found: Exercise | None = None
    while words and found is None:
        found = meant_by(words, known)
        if found is not None:
            break
        choice = yield from _ask_which(words, known)
        if isinstance(choice, Exercise):
            found = choice
        elif choice == words:
            break
        else:
            words = choice
    if not words:
        return None
    if found is None:
        return (yield from ask_own(capitalised(words), leaflet, known))
    yield Said((f"  {found.name}: {found.phases[0].say or found.feel}",))
    own = found.id in {one.id for one in leaflet.own}
    dose = yield from ask_dose(found, leaflet, known, own=own)
    return leaflet.with_step(found, dose, own=False)


def _name(words: str, *, needed: bool) -> str:
    """The name of an exercise; empty where that was all."""
    over = not plain(words) or plain(words).casefold() in DONE
    return "" if over and not needed else read_text(words, LONGEST_NAME)


def _ask_which(words: str, known: Mapping[str, Exercise]) -> Talking[Exercise | str]:
    """Which exercise ``words`` mean: one that is near, a new one (``words``), or other words."""
    offered: list[tuple[Exercise | str, str]] = [
        (one, f"{one.name}: {dict(POSITIONS)[one.position]}") for one in near(words, known)
    ]
    choices = [*offered, (words, "none of these: it's another one")]
    yield Said((f'"{words}" is new to me.',))
    if offered:
        text = f"Which one is it? 1 to {len(choices)}, or another name:"
    else:
        text = "Enter to write it down, or another name:"

    def read(given: str) -> Exercise | str:
        if plain(given).isdigit() or not plain(given):
            return read_choice(given, choices)
        return read_text(given, LONGEST_NAME)

    return (
        yield from ask(
            Prompt(
                text,
                default="" if offered else "1",
                shown="" if offered else "write it down",
                choices=tuple(name for _, name in choices) if offered else (),
                about=("An exercise that the coach doesn't have is written into your file.",),
                names=True,
            ),
            read,
        )
    )


def _about_names(exercises: Mapping[str, Exercise]) -> tuple[str, ...]:
    """What `?` says about names: those that there are."""
    names = ", ".join(sorted((one.name for one in exercises.values()), key=str.casefold))
    return (
        "The name on the leaflet. Tab completes it. What the coach doesn't know you tell it.",
        f"It knows: {names}.",
        "Another exercise with one of these names? Add a word to its name.",
    )
