"""What comes of taking a routine in, or of handing one on."""

from dataclasses import dataclass

from coach.domain.routine import Routine


@dataclass(frozen=True, slots=True)
class Imported:
    """A routine from another program, and what of it could not be carried over or wants a look."""

    routine: Routine
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """The text of a file for another program or person, and what it can't say."""

    text: str
    remarks: tuple[str, ...] = ()
