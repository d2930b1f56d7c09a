"""What a file may contain, as pydantic models. Imported only when a file is read.

Each value is read from its text by a parser of :mod:`coach.adapters.library.scalars`; pydantic
does the rest: which keys there are, which must be there, and all mistakes at once.
"""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict

from coach.adapters.library import scalars
from coach.adapters.library import schema_forms as forms
from coach.adapters.library.scalars import ScalarError
from coach.adapters.library.validators import LISTED, member, read, text, whole, word
from coach.domain.dose import Hold, Reps, Sides, Tempo
from coach.domain.exercise import Caution, ExerciseType, Position
from coach.domain.routine import Setup, VoiceLevel

Line = Annotated[str, text(200)]
Title = Annotated[str, text(100)]
Long = Annotated[str, text(500)]
Ident = Annotated[str, read(scalars.ident, forms.IDENT)]
Name = Annotated[str, text(60)]
Lines = Annotated[tuple[Line, ...], LISTED]
Longs = Annotated[tuple[Long, ...], LISTED]
Names = Annotated[tuple[Name, ...], LISTED]
Cautions = Annotated[tuple[Annotated[Caution, member(Caution, "caution")], ...], LISTED]
RepsText = Annotated[Reps | tuple[int, ...] | None, read(scalars.reps, forms.REPS)]
HoldText = Annotated[Hold | None, read(scalars.hold, forms.HOLD)]
TimeText = Annotated[float | None, read(scalars.time, forms.TIME)]
SetsText = Annotated[int | None, read(scalars.sets, forms.SETS)]
RestText = Annotated[float | None, read(scalars.rest, forms.REST)]
SidesText = Annotated[Sides | None, read(scalars.sides, forms.member(Sides))]
TempoText = Annotated[Tempo | None, read(scalars.tempo, forms.TEMPO)]
SetupText = Annotated[Setup | None, read(scalars.setup, forms.SETUP)]
VoiceText = Annotated[VoiceLevel | None, read(scalars.voice, forms.member(VoiceLevel))]

SCHEMA = Annotated[int, whole(1, 1, "schema", "; this is the only one that is known")]


def _key(field: str) -> str:
    return field.rstrip("_").replace("_", "-")


class Strict(BaseModel):
    """A group of keys: no others than these, and nothing changes afterwards."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=_key,
        arbitrary_types_allowed=True,
        defer_build=True,  # most files use few of the models, and building one takes a while
    )


class DoseKeys(Strict):
    """The keys of a dose."""

    reps: RepsText = None
    hold: HoldText = None
    time: TimeText = None
    sets: SetsText = None
    rest: RestText = None
    sides: SidesText = None
    tempo: TempoText = None


class ExerciseStepModel(DoseKeys):
    """A step that does an exercise."""

    exercise: Name
    setup: SetupText = None
    say: Line = ""
    voice: VoiceText = None
    note: Long = ""


class RestStepModel(Strict):
    """A rest standing alone."""

    rest: Annotated[float, read(scalars.rest_alone, forms.REST_ALONE)]
    say: Line = ""
    note: Long = ""


class SayStepModel(Strict):
    """A spoken line standing alone."""

    say: Line
    note: Long = ""


class ReliefStepModel(Strict):
    """A relief protocol as a step."""

    relief: Name
    note: Long = ""


def _asked(value: object) -> bool:
    if value is None or scalars.boolean(value):
        return True
    raise ScalarError("to have no pain check here, leave the whole line out")


class PainCheckModel(Strict):
    """A pain check."""

    pain_check: Annotated[bool, read(_asked, forms.ASKED)]
    note: Long = ""


class RepeatModel(Strict):
    """Steps to repeat; ``steps`` are read one by one afterwards."""

    repeat: Annotated[int, read(scalars.repeat, forms.REPEAT)]
    steps: Any
    note: Long = ""


class DefaultsModel(Strict):
    """What a routine sets for all of its steps."""

    rest: RestText = None
    setup: SetupText = None
    tempo: TempoText = None
    voice: VoiceText = None


class NeedsModel(Strict):
    """What a bundled routine asks of the person."""

    pain_max: Annotated[int | None, whole(0, 10, "pain-max")] = None
    greens: Annotated[int, whole(0, 100, "greens")] = 0
    not_for: Cautions = ()
    days_between: Annotated[int, whole(0, 30, "days-between")] = 0


STRICTER = "; it can only be stricter than the coach's own rules, never looser"


class RoutineModel(Strict):
    """A routine; ``steps``, ``exercises`` and ``sounds`` are read one by one afterwards."""

    schema_: SCHEMA
    kind: Annotated[str, word(["routine"], "kind")] = "routine"
    title: Title
    steps: Any
    exercises: Any = None
    summary: Long = ""
    tags: Annotated[tuple[Annotated[str, text(30)], ...], LISTED] = ()
    defaults: DefaultsModel | None = None
    pain_limit: Annotated[int | None, whole(0, 5, "pain-limit", STRICTER)] = None
    minimal: Names = ()
    prescribed_by: Title = ""
    valid_until: Annotated[str, read(scalars.day, forms.DAY)] = ""
    times_a_day: Annotated[int | None, whole(1, 24, "times-a-day")] = None
    days_a_week: Annotated[int | None, whole(1, 7, "days-a-week")] = None
    sounds: Any = None
    level: Annotated[int, whole(1, 5, "level")] = 3
    needs: NeedsModel | None = None


class PhaseModel(Strict):
    """One phase of a rep."""

    name: Annotated[str, text(30)]
    seconds: Annotated[float | None, read(scalars.phase_length, forms.PHASE_LENGTH)]
    say: Line = ""
    brief: Annotated[str, text(80)] = ""
    pose: Annotated[str | None, text(30)] = None


class SubstituteModel(Strict):
    """Another exercise for somebody with these cautions."""

    if_: Cautions
    exercise: Name


class WordsModel(Strict):
    """Other words for a phase."""

    say: Line
    brief: Annotated[str, text(80)] = ""
    pose: Annotated[str | None, text(30)] = None


class AdaptationModel(Strict):
    """Another way of doing the exercise for somebody with these cautions."""

    if_: Cautions
    say: Line
    phases: dict[str, WordsModel] = {}


class EasierModel(DoseKeys):
    """A gentler or a harder form of an exercise."""

    exercise: Annotated[str | None, text(60)] = None
    say: Line = ""


class ExerciseModel(Strict):
    """An exercise as a routine may define it."""

    schema_: SCHEMA = 1
    kind: Annotated[str, word(["exercise"], "kind")] = "exercise"
    id: Ident = ""
    name: Name
    aliases: Names = ()
    type: Annotated[ExerciseType | None, member(ExerciseType, "type of exercise")] = None
    position: Annotated[Position, member(Position, "position")]
    setup: Lines = ()
    phases: Annotated[tuple[PhaseModel, ...], LISTED] = ()
    dose: DoseKeys
    finish: Lines
    feel: Line = ""
    stop_if: Names = ()
    avoid_if: Cautions = ()
    instead: Annotated[tuple[SubstituteModel, ...], LISTED] = ()
    adapt: Annotated[tuple[AdaptationModel, ...], LISTED] = ()
    easier: EasierModel | None = None
    harder: EasierModel | None = None
    figure: Any = None
    """Read by itself: an exercise without its picture is still an exercise."""
    source: Longs = ()


class ExerciseFileModel(ExerciseModel):
    """An exercise in a file of its own, where nothing may be made up."""

    schema_: SCHEMA
    phases: Annotated[tuple[PhaseModel, ...], LISTED]


STEP_MODELS: dict[str, type[Strict]] = {
    "exercise": ExerciseStepModel,
    "repeat": RepeatModel,
    "pain-check": PainCheckModel,
    "rest": RestStepModel,
    "say": SayStepModel,
}
"""The model of a step by its leading key."""
