"""``coach exercises``: the library, and one exercise as a page with its drawing."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, TypeVar

import click
from click.shell_completion import CompletionItem

from coach.cli.exercise_rows import POSITIONS, print_exercises, whole_exercise
from coach.cli.house import open_library, refuse, write_json
from coach.cli.mistakes import show_problems
from coach.domain.exercise import Exercise, ExerciseType, Position

if TYPE_CHECKING:
    from coach.adapters.library.library import YamlLibrary

    Completing = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def complete_exercise(
    _ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The exercises whose ids begin with ``incomplete``."""
    return [
        CompletionItem(id, help=exercise.name)
        for id, exercise in open_library().exercises().items()
        if id.startswith(incomplete)
    ]


M = TypeVar("M", ExerciseType, Position)


def _meant(
    words: Mapping[M, str],
) -> Callable[[click.Context, click.Parameter, str | None], M | None]:
    """What finds the member that is meant by one of ``words``, or by its own word."""

    def find(ctx: click.Context, param: click.Parameter, value: str | None) -> M | None:
        if value is None:
            return None
        said = " ".join(value.casefold().split())
        for member, word in words.items():
            if said in (member.value, word, word.removeprefix("on your ")):
                return member
        known = ", ".join(
            member.value if word == member.value else f"{member.value} ({word})"
            for member, word in words.items()
        )
        raise click.BadParameter(f"{value!r} is none. There are: {known}.", ctx, param)

    return find


def _completing(words: Mapping[M, str]) -> "Completing":
    """What completes the members' own words."""
    return lambda _ctx, _param, incomplete: [
        CompletionItem(member.value, help=word)
        for member, word in words.items()
        if member.value.startswith(incomplete)
    ]


KINDS: Final = {kind: kind.value for kind in ExerciseType}


@click.command("exercises", short_help="List the exercises, or show one.")
@click.argument("exercise", required=False, metavar="[ID]", shell_complete=complete_exercise)
@click.option(
    "--kind",
    callback=_meant(KINDS),
    shell_complete=_completing(KINDS),
    help="Only those of a kind: stretch, strength and so on.",
)
@click.option(
    "--position",
    callback=_meant(POSITIONS),
    shell_complete=_completing(POSITIONS),
    help="Only those in a position: supine, all-fours and so on.",
)
@click.option("--still", is_flag=True, help="Draw the main poses; nothing moves.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def exercises_command(
    exercise: str | None,
    *,
    kind: ExerciseType | None,
    position: Position | None,
    still: bool,
    as_json: bool,
) -> int:
    """List the exercises by kind and position, or show the one called ID, with its drawing.

    On a terminal the drawing moves in its own time, twice over, until you press a key. Then, and
    at once where nothing should move, its main poses stand side by side, and all the words follow.
    """
    library = open_library()
    if exercise is None:
        if still:
            raise click.UsageError("--still goes with one exercise. See: coach exercises")
        return print_exercises(library, kind, position, as_json=as_json)
    if kind is not None or position is not None:
        raise click.UsageError("--kind and --position are for the list, without a name.")
    found = _find(library, exercise)
    if as_json:
        write_json(whole_exercise(library, found))
    else:
        from coach.cli.exercise_page import show_exercise

        show_exercise(library, found, still=still)
    return 0


def _find(library: "YamlLibrary", name: str) -> Exercise:
    """The exercise with this id, alias or name, or the end of the program with the reason."""
    from coach.adapters.library.problems import near_words, printable
    from coach.adapters.library.shelf import Shelf

    shelf = Shelf(library.exercises())
    found = shelf.find(name)
    if found is not None:
        return found
    for entry in library.broken_exercises():
        if entry.id.casefold() == name.casefold():
            show_problems(entry.problems, err=True)
            refuse("The exercise has mistakes: it can't be shown.")
    names = (one.name for one in shelf.exercises.values())
    near = near_words(name, (*shelf.words, *names))
    hint = f" Did you mean: {', '.join(near)}?" if near else ""
    return refuse(
        f"There is no exercise {printable(name)!r}.{hint} `coach exercises` shows all of them."
    )
