"""What a person's cautions do to the exercises of a routine (clinical reference, C)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from coach.domain.exercise import Caution, Exercise


@dataclass(frozen=True, slots=True)
class CautionLine:
    """One line to tick before the first session.

    ``cautions`` are what it means for the exercises. A line with ``bars`` allows no session;
    the words there say what to do, and a yes to ``cleared`` takes the line away again.
    """

    id: str
    text: str
    cautions: frozenset[Caution] = frozenset()
    bars: str = ""
    cleared: str = ""


@dataclass(frozen=True, slots=True)
class Fitted:
    """An exercise as it suits a person: itself, adapted, another one, or none (left out)."""

    exercise: Exercise | None
    said: tuple[str, ...] = ()


def fit(
    exercise: Exercise, cautions: frozenset[Caution], library: Mapping[str, Exercise]
) -> Fitted:
    """The exercise to do in place of ``exercise`` for somebody with ``cautions``.

    An exercise that they exclude gives way to the first of its substitutes whose own cautions
    allow it; without one it is left out. A substitute that needs more of the person's cautions
    to apply is more particular and comes before a general one.
    """
    if not exercise.avoid_if & cautions:
        return Fitted(*_adapt(exercise, cautions))
    fitting = [sub for sub in exercise.instead if sub.cautions <= cautions]
    for substitute in sorted(fitting, key=lambda sub: -len(sub.cautions)):
        other = library.get(substitute.exercise)
        if other is not None and not other.avoid_if & cautions:
            return Fitted(*_adapt(other, cautions))
    return Fitted(None)


def _adapt(exercise: Exercise, cautions: frozenset[Caution]) -> tuple[Exercise, tuple[str, ...]]:
    """The exercise with the words that its adaptations put in, and what they add."""
    said: list[str] = []
    for adaptation in exercise.adapt:
        if not adaptation.cautions & cautions:
            continue
        said.append(adaptation.say)
        words = {name: (full, brief) for name, full, brief in adaptation.phases}
        poses = dict(adaptation.poses)
        exercise = replace(
            exercise,
            phases=tuple(
                replace(
                    phase,
                    say=words.get(phase.name, (phase.say, phase.brief))[0],
                    brief=words.get(phase.name, (phase.say, phase.brief))[1],
                    pose=poses.get(phase.name, phase.pose),
                )
                for phase in exercise.phases
            ),
        )
    return exercise, tuple(said)
