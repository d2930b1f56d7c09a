"""The routines and exercises that there are."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from coach.domain.exercise import Exercise
from coach.domain.figure import Figure
from coach.domain.relief import Relief
from coach.domain.routine import Routine


class Origin(Enum):
    """Where a routine comes from."""

    OWN = "own"
    BUNDLED = "bundled"
    FILE = "file"
    """A path given on the command line."""


class Severity(Enum):
    """How bad a finding in a file is."""

    PROBLEM = "problem"
    """The file can't be used."""
    WARNING = "warning"
    """It can, and something about it could be better."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file, at a line and column that count from 1.

    ``source`` is the line itself, ``width`` how many characters of it from ``column`` are
    meant, ``expected`` what would be right, ``nearest`` the right word that is near.
    """

    file: str
    line: int
    column: int
    message: str
    source: str = ""
    width: int = 1
    expected: str = ""
    nearest: str = ""
    severity: Severity = Severity.PROBLEM

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class BrokenFileError(Exception):
    """A file that can't be used; ``problems`` has everything that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class UnknownRoutineError(Exception):
    """No routine has this name; ``near`` are the names that are like it."""

    def __init__(self, name: str, near: Sequence[str]) -> None:
        super().__init__(name)
        self.name = name
        self.near = tuple(near)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: a routine, or a file that is broken, with its problems."""

    id: str
    origin: Origin
    file: str
    routine: Routine | None
    problems: tuple[Problem, ...] = ()
    shadows: bool = False
    """Whether it is an own file that takes the place of a bundled one."""
    relief: Relief | None = None
    """The relief protocol, where it is one and no routine."""


class Library(Protocol):
    """Own and bundled files; own ones come first."""

    def entries(self) -> Sequence[Entry]:
        """Every routine there is, by id, the broken ones too."""

    def state(self) -> Hashable:
        """Another value whenever one of the person's own files has changed; cheap to ask for."""

    def exercises(self) -> Mapping[str, Exercise]:
        """Every exercise by its id."""

    def bundled_exercises(self) -> Mapping[str, Exercise]:
        """The exercises that come with the coach, by id, whatever own one shadows them."""

    def routine(self, name: str) -> Entry:
        """The routine with this id, or in this file.

        Raises:
            UnknownRoutineError: if there is none; a missing file too.
            BrokenFileError: if its file has mistakes.
        """

    def figures(self, routine: Entry | None = None) -> Mapping[str, Figure]:
        """What can be drawn, by the id of the exercise; with it the exercises of a routine's own.

        A figure with mistakes isn't there: words take its place.
        """

    def reliefs(self) -> Mapping[str, Relief]:
        """The relief protocols by their ids, without those that are broken."""

    def relief(self, name: str) -> Entry:
        """The relief protocol with this id. There are bundled ones alone.

        Raises:
            UnknownRoutineError: if there is none.
            BrokenFileError: if its file has mistakes.
        """

    def bundled(self, name: str) -> Entry:
        """The bundled routine with this id, whatever shadows it.

        Raises:
            UnknownRoutineError: if there is none.
        """
