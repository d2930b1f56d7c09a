"""Makes the JSON Schemas of the files from their models: ``make schemas``.

Editors understand draft 7. What a model leaves to be read afterwards (steps, own exercises,
sounds, poses, days) is put in here.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from coach.adapters.library import schema_forms as forms
from coach.adapters.library.figure_file import MOST_POSES
from coach.adapters.library.figure_models import FigureModel, PoseModel, PropsModel
from coach.adapters.library.models import (
    STEP_MODELS,
    AdaptationModel,
    DefaultsModel,
    DoseKeys,
    EasierModel,
    ExerciseFileModel,
    ExerciseModel,
    ExerciseStepModel,
    NeedsModel,
    PhaseModel,
    ReliefStepModel,
    RepeatModel,
    RoutineModel,
    Strict,
    SubstituteModel,
    WordsModel,
)
from coach.adapters.library.programme_file import (
    EVERY,
    MOST_DOINGS,
    MOST_WEEKS,
    NextWhenModel,
    ProgrammeModel,
    WalkModel,
    WeekModel,
)
from coach.adapters.library.relief_file import ReliefModel, TimedReliefModel
from coach.adapters.library.routine_file import MOST_OWN
from coach.adapters.library.schemas import SCHEMA_KINDS, schema_folder, schema_name
from coach.adapters.library.validators import FORMS, LISTED, MOST_ITEMS
from coach.domain.programme import Weekday
from coach.domain.sounds import Profile, Tone
from tools.schema_words import ABOUT, KEYS

Json = dict[str, object]

TOPS: Final[Mapping[str, type[Strict]]] = {
    "routine": RoutineModel,
    "exercise": ExerciseFileModel,
    "programme": ProgrammeModel,
    "relief": ReliefModel,
}
"""The model of a whole file of each kind."""
MODELS: Final[tuple[type[Strict], ...]] = (
    *TOPS.values(),
    *STEP_MODELS.values(),
    ReliefStepModel,
    TimedReliefModel,
    DefaultsModel,
    NeedsModel,
    ExerciseModel,
    DoseKeys,
    PhaseModel,
    SubstituteModel,
    AdaptationModel,
    WordsModel,
    EasierModel,
    FigureModel,
    PropsModel,
    PoseModel,
    WeekModel,
    NextWhenModel,
    WalkModel,
)
"""Every group of keys that a file may have."""
_TIMED: Final = {"RepeatModel": "ReliefRepeat"}
_REF: Final = "#/definitions/{model}"
_DIALECT: Final = "http://json-schema.org/draft-07/schema#"


class _Maker(GenerateJsonSchema):
    """Pydantic's maker, without titles made up from keys, and with what our lists take."""

    schema_dialect = _DIALECT

    def field_title_should_be_set(self, schema: object) -> bool:
        """Whether a key gets a title: its description says more."""
        return False

    def function_plain_schema(
        self, schema: core_schema.PlainValidatorFunctionSchema
    ) -> JsonSchemaValue:
        """A value that one of our parsers reads."""
        return dict(FORMS[schema["function"]["function"]])

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> JsonSchemaValue:
        """A list; where it is one of single values, one of them needs no brackets."""
        made = super().function_before_schema(schema)
        if schema["function"]["function"] is not LISTED.func or made.get("type") != "array":
            return made
        made["maxItems"] = MOST_ITEMS
        return made if "$ref" in made["items"] else {"anyOf": [made["items"], made]}


def make_schema(kind: str) -> str:
    """The schema of a kind of file, as text; the same at every run."""
    definitions = _definitions()
    top = TOPS[kind].__name__
    whole: Json = {"$schema": _DIALECT, **definitions.pop(top)}
    used = _used(whole, definitions)
    whole["definitions"] = {name: definitions[name] for name in sorted(used)}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def write_schemas() -> list[Path]:
    """Make the schemas anew where the coach ships them from; gives their files."""
    folder = schema_folder()
    folder.mkdir(exist_ok=True)
    paths = []
    for kind in SCHEMA_KINDS:
        path = folder / schema_name(kind)
        path.write_text(make_schema(kind), encoding="utf-8", newline="\n")
        paths.append(path)
    return paths


def _definitions() -> dict[str, Json]:
    """The schema of each group of keys, by the name of its model, and of the lists of steps."""
    _, made = models_json_schema(
        [(model, "validation") for model in MODELS], ref_template=_REF, schema_generator=_Maker
    )
    found: dict[str, Json] = made["$defs"]
    for model in MODELS:
        found[model.__name__] = _worded(model, found[model.__name__])
    for (model, key), schema in _AFTERWARDS.items():
        _properties(found[model.__name__])[key] |= schema
    for model in (ExerciseStepModel, DoseKeys, EasierModel):
        found[model.__name__] |= _one_or_the_other()
    kinds: tuple[type[Strict], ...] = (*STEP_MODELS.values(), ReliefStepModel)
    steps = [model.__name__ for model in kinds]
    found["Steps"] = _steps(steps)
    # A protocol repeats its own kinds of steps.
    timed = [*steps, TimedReliefModel.__name__]
    found["ReliefSteps"] = _steps([_TIMED.get(name, name) for name in timed])
    repeat = found[RepeatModel.__name__]
    found[_TIMED[RepeatModel.__name__]] = {
        **repeat,
        "properties": {
            **_properties(repeat),
            "steps": _properties(repeat)["steps"] | _ref("ReliefSteps"),
        },
    }
    found["Days"] = _days()
    return found


def _worded(model: type[Strict], schema: Json) -> Json:
    """A group of keys in our words, and without defaults that say nothing."""
    properties = _properties(schema)
    for key, one in properties.items():
        if one.get("default", "") in (None, "", [], {}):
            one.pop("default", None)
        properties[key] = {"description": _words(model, key), **one}
    title, about = ABOUT[model.__name__]
    return {**schema, "title": title, "description": about}


def _words(model: type[Strict], key: str) -> str:
    """What a key means, from the table of the model or of one that it is made from."""
    for one in model.__mro__:
        if key in KEYS.get(one.__name__, {}):
            return KEYS[one.__name__][key]
    raise KeyError(f"{model.__name__}: {key} has no words")


def _properties(schema: Json) -> dict[str, Json]:
    found = schema["properties"]
    assert isinstance(found, dict)
    return found


def _ref(name: str) -> Json:
    return {"$ref": _REF.format(model=name)}


def _steps(kinds: Iterable[str]) -> Json:
    """A list of steps: each one thing, which its leading key says."""
    bare: Json = {"enum": ["pain-check"], "title": "pain-check"}
    items: Json = {"anyOf": [*(_ref(name) for name in kinds), bare]}
    return {"type": "array", "items": items, "minItems": 1}


def _one_or_the_other() -> Json:
    """What can't stand beside each other in a dose."""
    never: Json = {"reps": False, "hold": False, "sets": False}
    listed: Json = {"properties": {"reps": {"type": "array"}}, "required": ["reps"]}
    return {
        "dependencies": {"time": {"properties": never}},
        "if": listed,
        "then": {"properties": {"sets": False}},
    }


def _own_exercises() -> Json:
    one = _ref("ExerciseModel")
    named: Json = {"allOf": [one, {"required": ["id"]}]}
    return {
        "anyOf": [
            {"type": "array", "items": named, "maxItems": MOST_OWN},
            {"type": "object", "additionalProperties": one, "maxProperties": MOST_OWN},
            {"type": "null"},
        ]
    }


def _sounds() -> Json:
    profile = forms.word(one.value for one in Profile)
    tones = [tone.value for tone in Tone]
    properties: Json = {"profile": {**profile, "description": KEYS["Sounds"]["profile"]}}
    properties |= {
        tone: {**forms.line(400), "description": KEYS["Sounds"]["tone"].format(tone)}
        for tone in tones
    }
    group: Json = {
        "type": "object",
        "properties": properties,
        "propertyNames": {"pattern": f"^(?:{'|'.join(map(forms.any_case, ['profile', *tones]))})$"},
        "additionalProperties": forms.line(400),
    }
    return {"anyOf": [profile, group, {"type": "null"}]}


def _days() -> Json:
    """What there is to do on which days of a week."""
    days = "|".join(forms.any_case(day.value) for day in Weekday)
    routine: Json = {**forms.line(60), "description": KEYS["Days"]["routine"]}
    doing: Json = {"anyOf": [routine, _ref("WalkModel")]}
    doings: Json = {
        "anyOf": [
            *(routine, _ref("WalkModel")),
            {"type": "array", "items": doing, "minItems": 1, "maxItems": MOST_DOINGS},
        ],
    }
    every: Json = {"description": KEYS["Days"]["every"], **doings}
    return {
        "type": "object",
        "properties": {EVERY: every},
        "patternProperties": {
            rf"^\s*(?:{days})\s*(?:-\s*(?:{days})\s*)*$": {
                "description": KEYS["Days"]["days"],
                **doings,
            },
            rf"^(?!{EVERY}$)\s*{forms.any_case(EVERY)}\s*$": doings,
        },
        "additionalProperties": False,
        "minProperties": 1,
    }


def _nullable(name: str) -> Json:
    return {"anyOf": [_ref(name), {"type": "null"}]}


def _list_of(name: str, most: int) -> Json:
    return {"type": "array", "items": _ref(name), "minItems": 1, "maxItems": most}


_AFTERWARDS: Final[Mapping[tuple[type[Strict], str], Json]] = {
    (RoutineModel, "steps"): _ref("Steps"),
    (RepeatModel, "steps"): _ref("Steps"),
    (ReliefModel, "steps"): _ref("ReliefSteps"),
    (RoutineModel, "exercises"): _own_exercises(),
    (RoutineModel, "sounds"): _sounds(),
    (ExerciseModel, "figure"): _nullable("FigureModel"),
    (ExerciseFileModel, "figure"): _nullable("FigureModel"),
    (FigureModel, "poses"): {
        "type": "object",
        "additionalProperties": _ref("PoseModel"),
        "minProperties": 1,
        "maxProperties": MOST_POSES,
    },
    (WeekModel, "days"): _ref("Days"),
    (ProgrammeModel, "weeks"): _list_of("WeekModel", MOST_WEEKS),
    (ProgrammeModel, "minimal"): forms.line(60),
    (ProgrammeModel, "after"): _nullable("Days"),
}
"""What stands behind the keys that are read one by one after their model."""


def _used(schema: object, definitions: Mapping[str, Json]) -> set[str]:
    """The names of the definitions that a schema needs, directly or further on."""
    found: set[str] = set()
    waiting = [schema]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            waiting += one.values()
            name = str(one.get("$ref", "")).removeprefix(_REF.format(model=""))
            if name and name not in found:
                found.add(name)
                waiting.append(definitions[name])
    return found


def main() -> int:
    """Write the schemas; tells where they are."""
    for path in write_schemas():
        print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
