"""Just Another Workout Timer: workouts of sets of exercises by time, as JSON.

The app's own words for a rest are from its translations (lib/l10n of its repository, those of
earlier releases too): it marks a rest by nothing but its name.
"""

from collections.abc import Mapping
from typing import Final

from coach.adapters.library.exchange.names import LONGEST_NAME, Names, same_name
from coach.adapters.library.exchange.outcome import Imported
from coach.adapters.library.exchange.source import Foreign, Group, Piece
from coach.adapters.library.scalars import MOST_REPEAT, MOST_REST, MOST_TIME
from coach.domain.dose import Dose
from coach.domain.exercise import Exercise
from coach.domain.routine import RepeatStep, RestStep, Routine, Step

NAME: Final = "Just Another Workout Timer"
LONGEST_TITLE: Final = 100
REST_WORDS: Final = (
    *("Rest", "Pause", "Repos", "Riposo", "Pausa", "Отдых", "Dinlenme", "Odpoczynek", "休息"),
)


def _cut(word: str) -> str:
    """A word as the app's backup has it: the lower byte of each character alone."""
    return "".join(chr(ord(char) & 0xFF) for char in word)


_RESTS: Final = frozenset(
    form for word in REST_WORDS for form in (same_name(word), same_name(_cut(word))) if form[1:]
)


def read_jawt(foreign: Foreign, root: Piece, library: Mapping[str, Exercise]) -> list[Imported]:
    """The workouts of a file: one, or all of a backup."""
    top = foreign.group(root, "a workout")
    if "workouts" not in top:
        return [_workout(foreign, top, library)]
    workouts = foreign.items(top.take("workouts"), '"workouts"', root)
    if not workouts:
        foreign.fail(root, "there is no workout in this backup")
    top.close()
    return [_workout(foreign, foreign.group(one, "a workout"), library) for one in workouts]


def _workout(foreign: Foreign, workout: Group, library: Mapping[str, Exercise]) -> Imported:
    names = Names(foreign, library)
    title = foreign.text(workout.take("title"), "the title", LONGEST_TITLE) or "Workout"
    steps: list[Step] = []
    for piece in foreign.items(workout.take("sets"), '"sets"', workout.piece):
        steps += _set(foreign, foreign.group(piece, "a set"), names)
    workout.ignore("version", "position", "id")
    workout.close()
    if not steps:
        foreign.fail(workout.piece, "there is nothing to do in this workout")
    routine = Routine("", title, tuple(steps), exercises=names.own)
    return Imported(routine, foreign.remarks())


def _set(foreign: Foreign, group: Group, names: Names) -> list[Step]:
    times = foreign.whole(group.take("repetitions"), '"repetitions"', MOST_REPEAT)
    steps: list[Step] = []
    for piece in foreign.items(group.take("exercises"), '"exercises"', group.piece):
        exercise = foreign.group(piece, "an exercise")
        step = _exercise(foreign, exercise, names)
        exercise.ignore("id")
        exercise.close()
        if step is not None:
            steps.append(step)
    group.ignore("id")
    group.close()
    if times == 0 and steps:
        foreign.remark(group.piece, "a set with no repetitions is left out")
        return []
    if times is None or times == 1 or not steps:
        return steps
    return [RepeatStep(times, tuple(steps))]


def _exercise(foreign: Foreign, group: Group, names: Names) -> Step | None:
    given = group.take("name")
    name = foreign.text(given, "the name", LONGEST_NAME) or "Exercise"
    duration = group.take("duration")
    if duration is None:
        foreign.fail(group.piece, '"duration" is missing here', "a number of seconds, such as 30")
    rest = same_name(name) in _RESTS
    most = MOST_REST if rest else MOST_TIME
    seconds = foreign.seconds(duration, '"duration"', most)
    if not seconds or seconds < 1:
        foreign.remark(duration, "what lasts less than a second is left out")
        return None
    if rest:
        return RestStep(seconds)
    return names.step(name, Dose(time=seconds), given or group.piece)
