"""The JSON Schemas that come with the coach: an editor offers keys and values by them.

They are files, made from the models by ``make schemas``; nothing is imported to hand them out.
"""

import os
import tempfile
from pathlib import Path
from typing import Final

from coach.adapters.resources import bundled

SCHEMA_KINDS: Final = ("routine", "exercise", "programme", "relief")
"""The kinds of file that have a schema."""


def schema_name(kind: str) -> str:
    """What the file of a schema is called."""
    return f"{kind}.schema.json"


def schema_folder() -> Path:
    """Where the schemas are that come with the coach."""
    return bundled("routines") / "schemas"


def schema_text(kind: str) -> str:
    """The schema of a kind of file, as text. ``kind`` is one of :data:`SCHEMA_KINDS`."""
    return (schema_folder() / schema_name(kind)).read_text(encoding="utf-8")


def write_schema(folder: Path, kind: str) -> None:
    """Put the schema of a kind of file into ``folder``, where it isn't there or is another one.

    It is there as a whole or not at all; the folder is made where it is missing.

    Raises:
        OSError: if it can't be written.
    """
    path = folder / schema_name(kind)
    data = schema_text(kind).encode()
    try:
        if path.read_bytes() == data:
            return
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=folder)
    fresh = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
