"""The scenes of everything that comes with the coach: each routine, and each exercise alone."""

from collections.abc import Iterator, Mapping
from functools import cache

from coach.adapters.library.library import YamlLibrary
from coach.adapters.resources import bundled
from coach.domain.exercise import Exercise
from coach.domain.figure import Figure
from coach.domain.layout import compile_timeline
from coach.domain.motion import Scene, scenes_of
from coach.domain.routine import ExerciseStep, Routine
from coach.domain.timeline import Timeline


@cache
def library() -> YamlLibrary:
    """The bundled files alone."""
    return YamlLibrary(None, bundled("routines"))


@cache
def exercises() -> Mapping[str, Exercise]:
    """The bundled exercises."""
    return library().exercises()


@cache
def figures() -> Mapping[str, Figure]:
    """What is drawn of them."""
    return library().figures()


@cache
def alone(id: str) -> Timeline:
    """A session of one exercise."""
    return compile_timeline(Routine(id, id, (ExerciseStep(id),)), exercises())


@cache
def routines() -> Mapping[str, Timeline]:
    """The session of each bundled routine."""
    found = {}
    for entry in library().entries():
        assert entry.routine is not None
        found[entry.id] = compile_timeline(entry.routine, exercises())
    return found


@cache
def scenes() -> Mapping[str, tuple[Scene, ...]]:
    """Every scene that is ever looked at, by its exercise: all ways in and out, both sides."""
    names = {figure: id for id, figure in figures().items()}
    found: dict[str, dict[Scene, None]] = {id: {} for id in figures()}
    for scene in _all_scenes():
        found[names[scene.figure]][scene] = None
    return {id: tuple(those) for id, those in found.items()}


def _all_scenes() -> Iterator[Scene]:
    for timeline in (*routines().values(), *map(alone, exercises())):
        for index in range(len(timeline.segments)):
            yield from scenes_of(timeline, index, figures())
