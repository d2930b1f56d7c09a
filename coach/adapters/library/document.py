"""A file on its way in: its report, its top node, and which kind of file it is."""

from dataclasses import dataclass
from typing import Final

import yaml

from coach.adapters.library.events import UnreadableError, compose, decode
from coach.adapters.library.nodes import check_keys, is_nothing, pair, place
from coach.adapters.library.problems import Report, Source, TooManyProblemsError, quoted

KINDS: Final = ("routine", "exercise", "programme", "relief")
_FOLDERS: Final = {"exercise": "routines/exercises", "programme": "routines/programmes"}
RELIEF_OF_ONES_OWN: Final = "relief protocols come with the coach; one of your own isn't played"


@dataclass(frozen=True, slots=True)
class Document:
    """A file's report, and its top group where there is one to read."""

    report: Report
    root: yaml.MappingNode | None

    def kind(self, default: str) -> str:
        """What the file says that it is, in the words of the file."""
        found = pair(self.root, "kind") if self.root is not None else None
        if found is None or not isinstance(found.value, yaml.ScalarNode):
            return default
        return str(found.value.value).strip().casefold() or default


def open_document(file: str, data: bytes) -> Document:
    """The file's nodes, with everything that is wrong below the level of keys and values."""
    report = Report(Source(file, ""))
    try:
        report = decode(file, data)
        root = compose(report)
        if root is not None:
            check_keys(root, report)
    except UnreadableError as error:
        report, root = error.report, None
    except TooManyProblemsError:
        root = None
    return Document(report, root)


def readable(document: Document, wanted: str) -> bool:
    """Whether this is a file of the wanted kind, in the form of today.

    If not, the report has that alone: every other mistake would be one of another format.
    """
    root, report = document.root, document.report
    if root is None:
        return False
    kind = document.kind(wanted)
    if kind != wanted:
        spot = place(root, ("kind",))
        if kind == "relief":
            report.add(*spot, RELIEF_OF_ONES_OWN, expected="coach relief, and its name")
        elif kind in KINDS:
            where = _FOLDERS.get(kind, "routines")
            article = "an" if kind[0] in "aeiou" else "a"
            report.add(*spot, f"this is {article} {kind}; it belongs into the folder {where}")
        else:
            report.add(
                *spot,
                f"{quoted(kind)} is no kind of file",
                expected="one of " + ", ".join(KINDS),
                word=kind,
                candidates=KINDS,
            )
        return False
    schema = pair(root, "schema")
    if schema is not None and not is_nothing(schema.value):
        text = getattr(schema.value, "value", "")
        if isinstance(text, str) and text.isdecimal() and int(text[:9]) > 1:
            report.add(
                *place(root, ("schema",)),
                f"schema {quoted(text)} is newer than this coach, which reads schema 1",
                expected="schema: 1",
            )
            return False
    return True
