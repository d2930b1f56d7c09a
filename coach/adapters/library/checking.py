"""Running a model over a node, and pydantic's errors in our own words at the node's places."""

import re
from typing import Final, TypeVar, get_args

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from coach.adapters.library.models import ExerciseStepModel, Strict
from coach.adapters.library.nodes import first_place, group, key_place, pair, place
from coach.adapters.library.problems import Report, nearest, quoted
from coach.adapters.library.quoting import in_quotes
from coach.adapters.library.scalars import ScalarError
from coach.adapters.library.validators import OURS

MISSING: Final = "the value is missing"
_EXPECTED: Final = {"exercise": "the id of an exercise, such as cat-cow"}
_BELONGS: Final = "spaces before it, so that it stands right below its exercise"
_OTHER_WORDS: Final = {
    "description": ("summary", "note"),
    "break": ("rest",),
    "comment": ("note",),
    "count": ("reps",),
    "duration": ("time", "seconds"),
    "length": ("time", "seconds"),
    "name": ("title",),
    "pause": ("rest",),
    "repetitions": ("reps",),
    "repeats": ("reps",),
    "rounds": ("sets",),
    "side": ("sides",),
    "speed": ("tempo",),
    "start": ("setup", "position"),
    "text": ("say",),
    "times": ("reps",),
    "workout": ("steps",),
    "workouts": ("steps",),
}
"""What others call it, and the keys that may be meant."""

M = TypeVar("M", bound=Strict)

Path = tuple[int | str, ...]

_EXAMPLES: Final = {
    "schema": "schema: 1",
    "title": "title: and a name for it",
    "steps": 'steps: and lines that begin with "- "',
    "name": "name: and what it is called",
    "position": "position: standing, seated, supine or another one",
    "dose": "dose: {reps: 5}, or with hold or time",
    "finish": "finish: and how to come out of it safely",
    "phases": "phases: and the parts of one rep",
}


def validate(model: type[M], node: yaml.Node, report: Report) -> M | None:
    """The model of a group, or ``None`` with everything that is wrong in the report."""
    try:
        return model.model_validate(group(node))
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False)
    # A misspelt key is unknown, and what it stands for is missing: one mistake, named once.
    meant: set[Path] = set()
    for found in errors:
        path: Path = found["loc"]
        if found["type"] == "extra_forbidden":
            known = keys_of(model, path[:-1])
            add_unknown_key(node, path, known, report)
            if near := _near(str(path[-1]), known):
                meant.add((*path[:-1], near))
    for found in errors:
        if found["type"] == "missing" and found["loc"] not in meant:
            _add_missing(node, found["loc"], report)
        elif found["type"] not in ("missing", "extra_forbidden"):
            _add(node, found, report)
    return None


def add_unknown_key(node: yaml.Node, path: Path, known: tuple[str, ...], report: Report) -> None:
    """Report a key that means nothing here."""
    name = str(path[-1])
    expected = "one of " + ", ".join(known)
    if "steps" in known and len(path) == 1 and name in ExerciseStepModel.model_fields:
        expected = _BELONGS
    report.add(
        *key_place(node, path),
        f"unknown key {quoted(name)}",
        expected=expected,
        near=_near(name, known),
    )


def _near(name: str, known: tuple[str, ...]) -> str:
    """The key that may be meant: another word for it, or one that is spelt alike."""
    others = _OTHER_WORDS.get(name.casefold(), ())
    return next((other for other in others if other in known), "") or nearest(name, known)


def _add_missing(node: yaml.Node, path: Path, report: Report) -> None:
    name = str(path[-1])
    parent = path[:-1]
    spot = place(node, parent) if parent else first_place(node)
    owner = next((part for part in reversed(parent) if isinstance(part, str)), "")
    where = f" in {quoted(owner)}" if owner else ""
    report.add(
        *spot, f"{quoted(name)} is missing{where}", expected=_EXAMPLES.get(name, ""), about=name
    )


def _add(node: yaml.Node, found: ErrorDetails, report: Report) -> None:
    path: Path = found["loc"]
    if found["type"] == OURS:
        error = found["ctx"]["error"]
        assert isinstance(error, ScalarError)
        spot = place(node, path)
        swallowed = re.match(r"\s*:\s+(#[^\r\n]*)", report.source.text[spot[1] : spot[1] + 500])
        if error.message == MISSING and swallowed is not None:
            report.add(
                *spot,
                'the value is missing: what stands behind " #" is a remark, and is not read',
                expected=f"{path[-1]}: {_without_remark(str(path[-1]), swallowed[1].rstrip())}",
            )
            return
        report.add(
            *spot,
            error.message,
            expected=_EXPECTED.get(str(path[-1]), error.expected),
            word=error.word,
            candidates=error.candidates,
        )
        return
    names = [part for part in path if isinstance(part, str) and pair_like(part)]
    name = quoted(names[-1]) if names else "this"
    if found["type"] in ("model_type", "dict_type", "model_attributes_type"):
        what = f"each item of {name}" if path and isinstance(path[-1], int) else name
        message, expected = f"{what} has to be a group of keys", "keys, each with a colon behind it"
    elif found["type"] in ("tuple_type", "list_type"):
        message, expected = f"{name} has to be a list", 'lines that begin with "- "'
    else:
        message, expected = f"{name} can't be read", ""
    report.add(*place(node, path), message, expected=expected)


def _without_remark(name: str, remark: str) -> str:
    """What is meant by a value that begins with ``#``."""
    return remark.lstrip("# ") if name in _EXPECTED else in_quotes(remark)


def pair_like(part: str) -> bool:
    """Whether a part of pydantic's location is a key and not one of its own marks."""
    return not part.startswith("[")


def keys_of(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """The keys that the group at ``path`` below ``model`` may have."""
    for part in path:
        for field in model.model_fields.values():
            if field.alias == part and (inner := _model_in(field.annotation)) is not None:
                model = inner
                break
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _model_in(arg))), None)


def at(node: yaml.Node, name: str) -> tuple[int, int]:
    """Where the value of the key ``name`` is, or the group where there is no such key."""
    return place(node, (name,)) if pair(node, name) is not None else first_place(node)
