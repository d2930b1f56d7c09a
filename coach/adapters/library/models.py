"""What a file may contain, as pydantic models. Imported only when a file is read.

Each value is read from its text by a parser of :mod:`coach.adapters.library.scalars`; pydantic
does the rest: which keys there are, which must be there, and all mistakes at once.
"""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainValidator
from pydantic_core import PydanticCustomError

from coach.adapters.library import scalars
from coach.adapters.library.scalars import ScalarError
from coach.domain.dose import Hold, Reps, Sides, Tempo
from coach.domain.exercise import Caution, ExerciseType, Position
from coach.domain.routine import Setup, VoiceLevel

T = TypeVar("T")

OURS = "coach"
"""The type of the pydantic errors that carry one of our own messages."""

MOST_ITEMS = 50
"""The longest list of texts, phases and the like."""


def guarded(parse: Callable[[object], T]) -> Callable[[object], T]:
    """A parser whose error pydantic collects."""

    def run(value: object) -> T:
        try:
            return parse(value)
        except ScalarError as error:
            raise PydanticCustomError(OURS, "not readable", {"error": error}) from None

    return run


def read(parse: Callable[[object], Any]) -> PlainValidator:
    """The validator for a value that ``parse`` reads."""
    return PlainValidator(guarded(parse))


def _items(value: object) -> object:
    """A list; a single value is a list of one."""
    if isinstance(value, str):
        return [value]
    if value is None:
        raise ScalarError("the value is missing", expected="a list")
    if isinstance(value, list) and len(value) > MOST_ITEMS:
        raise ScalarError(f"this list is too long: at most {MOST_ITEMS} items are read")
    return value


LISTED = BeforeValidator(guarded(_items))

Line = Annotated[str, read(scalars.spoken)]
Title = Annotated[str, read(scalars.line(100))]
Long = Annotated[str, read(scalars.line(500))]
Ident = Annotated[str, read(scalars.ident)]
Name = Annotated[str, read(scalars.line(60))]
Lines = Annotated[tuple[Line, ...], LISTED]
Longs = Annotated[tuple[Long, ...], LISTED]
Names = Annotated[tuple[Name, ...], LISTED]
Cautions = Annotated[
    tuple[Annotated[Caution, read(scalars.member(Caution, "caution"))], ...], LISTED
]
RepsText = Annotated[Reps | tuple[int, ...] | None, read(scalars.reps)]
HoldText = Annotated[Hold | None, read(scalars.hold)]
TimeText = Annotated[float | None, read(scalars.time)]
SetsText = Annotated[int | None, read(scalars.sets)]
RestText = Annotated[float | None, read(scalars.rest)]
SidesText = Annotated[Sides | None, read(scalars.sides)]
TempoText = Annotated[Tempo | None, read(scalars.tempo)]
SetupText = Annotated[Setup | None, read(scalars.setup)]
VoiceText = Annotated[VoiceLevel | None, read(scalars.voice)]

SCHEMA = Annotated[int, read(scalars.whole(1, 1, "schema", "; this is the only one that is known"))]


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

    rest: Annotated[float, read(scalars.rest_alone)]
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

    pain_check: Annotated[bool, read(_asked)]
    note: Long = ""


class RepeatModel(Strict):
    """Steps to repeat; ``steps`` are read one by one afterwards."""

    repeat: Annotated[int, read(scalars.repeat)]
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

    pain_max: Annotated[int | None, read(scalars.whole(0, 10, "pain-max"))] = None
    greens: Annotated[int, read(scalars.whole(0, 100, "greens"))] = 0
    not_for: Cautions = ()
    days_between: Annotated[int, read(scalars.whole(0, 30, "days-between"))] = 0


STRICTER = "; it can only be stricter than the coach's own rules, never looser"


class RoutineModel(Strict):
    """A routine; ``steps``, ``exercises`` and ``sounds`` are read one by one afterwards."""

    schema_: SCHEMA
    kind: Annotated[str, read(scalars.word_of(["routine"], "kind"))] = "routine"
    title: Title
    steps: Any
    exercises: Any = None
    summary: Long = ""
    tags: Annotated[tuple[Annotated[str, read(scalars.line(30))], ...], LISTED] = ()
    defaults: DefaultsModel | None = None
    pain_limit: Annotated[int | None, read(scalars.whole(0, 5, "pain-limit", STRICTER))] = None
    minimal: Names = ()
    prescribed_by: Title = ""
    valid_until: Annotated[str, read(scalars.day)] = ""
    times_a_day: Annotated[int | None, read(scalars.whole(1, 24, "times-a-day"))] = None
    days_a_week: Annotated[int | None, read(scalars.whole(1, 7, "days-a-week"))] = None
    sounds: Any = None
    level: Annotated[int, read(scalars.whole(1, 5, "level"))] = 3
    needs: NeedsModel | None = None


class PhaseModel(Strict):
    """One phase of a rep."""

    name: Annotated[str, read(scalars.line(30))]
    seconds: Annotated[float | None, read(scalars.phase_length)]
    say: Line = ""
    brief: Annotated[str, read(scalars.line(80))] = ""
    pose: Annotated[str | None, read(scalars.line(30))] = None


class SubstituteModel(Strict):
    """Another exercise for somebody with these cautions."""

    if_: Cautions
    exercise: Name


class WordsModel(Strict):
    """Other words for a phase."""

    say: Line
    brief: Annotated[str, read(scalars.line(80))] = ""
    pose: Annotated[str | None, read(scalars.line(30))] = None


class AdaptationModel(Strict):
    """Another way of doing the exercise for somebody with these cautions."""

    if_: Cautions
    say: Line
    phases: dict[str, WordsModel] = {}


class EasierModel(DoseKeys):
    """A gentler or a harder form of an exercise."""

    exercise: Annotated[str | None, read(scalars.line(60))] = None
    say: Line = ""


class ExerciseModel(Strict):
    """An exercise as a routine may define it."""

    schema_: SCHEMA = 1
    kind: Annotated[str, read(scalars.word_of(["exercise"], "kind"))] = "exercise"
    id: Ident = ""
    name: Name
    aliases: Names = ()
    type: Annotated[ExerciseType | None, read(scalars.member(ExerciseType, "type of exercise"))] = (
        None
    )
    position: Annotated[Position, read(scalars.member(Position, "position"))]
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
