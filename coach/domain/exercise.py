"""How a movement is done: position, words, phases, cautions."""

from dataclasses import dataclass
from enum import Enum

from coach.domain.dose import Dose


class Position(Enum):
    """How the body lies, sits, kneels or stands while it does an exercise."""

    STANDING = "standing"
    SEATED = "seated"
    SUPINE = "supine"
    PRONE = "prone"
    SIDE = "side"
    KNEELING = "kneeling"
    HALF_KNEELING = "half-kneeling"
    ALL_FOURS = "all-fours"
    ANY = "any"


class ExerciseType(Enum):
    """What kind of work an exercise is."""

    STRETCH = "stretch"
    MOBILITY = "mobility"
    STRENGTH = "strength"
    BREATHING = "breathing"
    REST = "rest"
    WALK = "walk"
    RELIEF = "relief"


class Caution(Enum):
    """Something about a person that rules out or changes exercises (clinical reference, C).

    The comment behind each is the reference's code.
    """

    BENDING = "bending"  # FX
    ARCHING = "arching"  # EX
    TWISTING = "twisting"  # RO
    LYING_ON_BACK = "lying-on-back"  # SU
    LYING_ON_FRONT = "lying-on-front"  # PR
    KNEES = "knees"  # KN
    WRISTS = "wrists"  # WR
    HIP_REPLACEMENT = "hip-replacement"  # HP
    PRESSURE = "pressure"  # BP
    BELLY = "belly"  # AB
    BALANCE = "balance"  # BAL


HOLD_PHASE = "hold"
"""The name of the phase in which a pose is kept."""


@dataclass(frozen=True, slots=True)
class Phase:
    """The smallest part of a rep.

    ``seconds`` is ``None`` where the dose's hold decides. ``say`` is spoken in the first rep,
    ``brief`` in the later ones; ``pose`` names a pose of the figure.
    """

    name: str
    seconds: float | None
    say: str = ""
    brief: str = ""
    pose: str | None = None


@dataclass(frozen=True, slots=True)
class Substitute:
    """The exercise to do instead for somebody to whom all of ``cautions`` apply."""

    cautions: frozenset[Caution]
    exercise: str


@dataclass(frozen=True, slots=True)
class Adaptation:
    """Another way of doing the same exercise for somebody with one of ``cautions``.

    ``say`` is spoken before the first rep. ``phases`` are (phase name, full words, brief
    words): they replace the words of that phase. ``poses`` are (phase name, pose): they replace
    its pose, so that nobody sees what they are told not to do.
    """

    cautions: frozenset[Caution]
    say: str
    phases: tuple[tuple[str, str, str], ...] = ()
    poses: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Easier:
    """The gentler form of an exercise: another exercise, another dose, or a word of advice."""

    exercise: str | None = None
    dose: Dose = Dose()
    say: str = ""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One movement. ``id`` is the name that routines use; ``finish`` is the way out of it."""

    id: str
    name: str
    type: ExerciseType
    position: Position
    setup: tuple[str, ...]
    phases: tuple[Phase, ...]
    dose: Dose
    finish: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    feel: str = ""
    stop_if: tuple[str, ...] = ()
    avoid_if: frozenset[Caution] = frozenset()
    instead: tuple[Substitute, ...] = ()
    adapt: tuple[Adaptation, ...] = ()
    easier: Easier | None = None
    harder: Easier | None = None
    source: tuple[str, ...] = ()
