"""A YAML file as an editor with a JSON Schema sees it."""

import json
import re
from functools import cache

import yaml
from jsonschema import Draft7Validator

from coach.adapters.library.schemas import schema_text


class Yaml12(yaml.SafeLoader):
    """Reads scalars by YAML 1.2's core schema, as editors do: ``no`` and ``1:30`` are texts."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - as its base has it


_CORE = (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
)
for _name, _pattern, _first in _CORE:
    Yaml12.add_implicit_resolver(
        f"tag:yaml.org,2002:{_name}", re.compile(f"^(?:{_pattern})$"), _first
    )
Yaml12.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))
Yaml12.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value))


def in_editor(text: str) -> object:
    """The data of a file, typed as an editor types it."""
    return yaml.load(text, Loader=Yaml12)


@cache
def validator(kind: str) -> Draft7Validator:
    """The shipped schema of a kind of file."""
    schema = json.loads(schema_text(kind))
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def marked(kind: str, text: str) -> list[str]:
    """What an editor marks in a file: the places, as ``steps/0/reps``."""
    found = validator(kind).iter_errors(in_editor(text))
    return sorted({"/".join(map(str, error.absolute_path)) for error in found})
