"""A routine's file under change: what is done to it can be taken back, down to the first text."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from coach.domain.changes import (
    AddStep,
    Change,
    DeleteStep,
    DuplicateStep,
    MoveStep,
    SetKey,
    SetTitle,
    StepKey,
    StepPlace,
)
from coach.domain.exercise import Exercise
from coach.domain.relief import Relief
from coach.domain.routine import (
    ExerciseStep,
    Routine,
    Step,
)
from coach.domain.timeline import Timeline
from coach.domain.words import capitalised
from coach.player.editing_bounds import Bounds
from coach.player.editing_rows import Row, played, rows_of
from coach.player.editing_values import nudged
from coach.player.preview import Happening, happenings, usual_timeline
from coach.ports.library import Entry, Origin
from coach.ports.routine_files import RoutineFiles, UnchangeableError

BUNDLED: Final = "This is a bundled routine: your changes go into a copy of your own."
BROKEN: Final = "It has mistakes, and can't be changed here."
AT_ITS_END: Final = "It can't go further."
AS_TEXT: Final = (
    "More than twice what is usual, or was there, can't be set here. "
    "If it was prescribed, write it into the file as text."
)


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, in words, and the place of the step that it was done to."""

    words: str
    at: StepPlace


@dataclass(frozen=True, slots=True)
class _Version:
    """A text, and what led from it to the next one (or back)."""

    text: str
    words: str
    at: StepPlace
    """The place to be at in this text."""


class Editing:
    """The text of a routine's file, and what it says, from one change to the next.

    ``exercises`` and ``reliefs`` are the library's. Every change leaves a text that can be
    played; one that would not is refused.

    Raises:
        UnwritableError: if the file can't be read.
    """

    def __init__(
        self,
        files: RoutineFiles,
        entry: Entry,
        exercises: Mapping[str, Exercise],
        reliefs: Mapping[str, Relief] | None = None,
    ) -> None:
        self._files = files
        self._exercises = exercises
        self._reliefs = reliefs or {}
        self.file = files.open(entry)
        """The file as it was opened, or saved last."""
        self.text = self.file.text
        """The text as it is now."""
        self._entry = files.read(self.file, self.text)
        self._bounds = Bounds(self.routine, self.exercises)
        self._undo: list[_Version] = []
        self._redo: list[_Version] = []

    # What there is

    @property
    def entry(self) -> Entry:
        """What the text says now: a routine, or problems."""
        return self._entry

    @property
    def routine(self) -> Routine | None:
        """The routine as it is now; ``None`` where the file has mistakes."""
        return self._entry.routine

    @property
    def title(self) -> str:
        """The routine's title, or the name of its file."""
        return self.routine.title if self.routine is not None else self.file.id

    @property
    def dirty(self) -> bool:
        """Whether something has changed since the last save."""
        return self.text != self.file.text

    @property
    def exercises(self) -> Mapping[str, Exercise]:
        """The exercises that can be added: the library's, and the routine's own."""
        own = self.routine.exercises if self.routine is not None else ()
        return {**self._exercises, **{exercise.id: exercise for exercise in own}}

    @property
    def rows(self) -> tuple[Row, ...]:
        """The steps, those inside of a repeat below it."""
        if self.routine is None:
            return ()
        return tuple(rows_of(self.routine, self.exercises, self._reliefs, self._bounds))

    def row(self, place: StepPlace) -> Row | None:
        """The step at a place."""
        return next((row for row in self.rows if row.place == place), None)

    def timeline(self) -> Timeline | None:
        """The routine in time; ``None`` where it has mistakes."""
        if self.routine is None:
            return None
        return usual_timeline(self.routine, self._exercises, self._reliefs)

    def happenings(self, timeline: Timeline) -> tuple[tuple[Happening, StepPlace], ...]:
        """What happens when, each with the place of its step; before the first it is ``()``."""
        steps = self.routine.steps if self.routine is not None else ()
        places = list(played(steps, self._reliefs))
        return tuple(
            (one, places[one.step - 1] if 0 < one.step <= len(places) else ())
            for one in happenings(timeline)
        )

    # What is done

    def do(self, change: Change) -> Done:
        """Make a change; what was taken back before can't be done again.

        Raises:
            UnchangeableError: with a sentence, if it can't be made; nothing has changed then.
        """
        if self.routine is None:
            raise UnchangeableError(BROKEN)
        text = self._files.changed(self.text, change)
        entry = self._files.read(self.file, text)
        if entry.routine is None:
            why = f" ({entry.problems[0].message})" if entry.problems else ""
            raise UnchangeableError(f"This can't be changed here{why}.")
        if isinstance(change, SetKey) and entry.routine.prescribed_by:
            now = (self.routine, entry.routine, self.exercises)
            if self._bounds.exceeded(change.at, *now):
                raise UnchangeableError(AS_TEXT)
        here = _place_before(change)
        name = self._named(here)
        before, self.text, self._entry = self.text, text, entry
        done = self._told(change, name)
        if text != before:
            self._undo.append(_Version(before, done.words, here))
            self._redo.clear()
        return done

    def move(self, place: StepPlace, by: int) -> Done:
        """Move a step one place up (-1) or down (1), in its own list of steps.

        Raises:
            UnchangeableError: if it is the first or last one there.
        """
        to = (*place[:-1], place[-1] + by)
        if self.row(place) is None or self.row(to) is None:
            raise UnchangeableError("It is the first one." if by < 0 else "It is the last one.")
        return self.do(MoveStep(place, to))

    def nudge(self, place: StepPlace, key: StepKey, by: int) -> Done:
        """The next value of a step, up (1) or down (-1).

        Raises:
            UnchangeableError: if there is none.
        """
        row = self.row(place)
        if row is None or self.routine is None:
            raise UnchangeableError(BROKEN)
        name = row.step.exercise if isinstance(row.step, ExerciseStep) else ""
        text = nudged(row.step, key, by, self.exercises.get(name), self.routine.defaults)
        if text is None:
            raise UnchangeableError(AT_ITS_END)
        return self.do(SetKey(place, key, text))

    def add(self, after: StepPlace | None, step: Step) -> Done:
        """Put a step behind the one at ``after``, or at the beginning.

        Raises:
            UnchangeableError: if it can't be made.
        """
        at = (0,) if after is None else (*after[:-1], after[-1] + 1)
        return self.do(AddStep(at, step))

    def duplicate(self, place: StepPlace) -> Done:
        """Put a copy of a step behind it.

        Raises:
            UnchangeableError: if it can't be made.
        """
        return self.do(DuplicateStep(place))

    def delete(self, place: StepPlace) -> Done:
        """Take a step out; the place is that of the one to go on with.

        Raises:
            UnchangeableError: if it is the only one there.
        """
        if sum(row.place[:-1] == place[:-1] for row in self.rows) == 1:
            raise UnchangeableError(
                "A routine needs a step. Add another one first."
                if len(place) == 1
                else "This is the only step of its repeat. The repeat itself can be deleted."
            )
        return self.do(DeleteStep(place))

    def retitle(self, title: str) -> Done:
        """Give it another title.

        Raises:
            UnchangeableError: if it can't be made.
        """
        return self.do(SetTitle(" ".join(title.split())))

    # There and back

    def undo(self) -> Done | None:
        """Take the last change back; ``None`` where there is none."""
        return self._go(self._undo, self._redo, "Taken back")

    def redo(self) -> Done | None:
        """Do again what was taken back last; ``None`` where there is nothing."""
        return self._go(self._redo, self._undo, "Done again")

    def _go(self, source: list[_Version], target: list[_Version], lead: str) -> Done | None:
        if not source:
            return None
        version = source.pop()
        target.append(_Version(self.text, version.words, version.at))
        self.text = version.text
        self._entry = self._files.read(self.file, self.text)
        return Done(f"{lead}: {version.words}", version.at)

    # The file

    def save(self, *, over: bool = False) -> str:
        """Write the file; gives a sentence. ``over`` writes over what somebody else has written.

        Raises:
            UnwritableError: if that can't be done. Nothing is lost then.
        """
        copied = self.file.copied
        self.file = self._files.save(self.file, self.text, over=over)
        self.text = self.file.text
        self._entry = self._files.read(self.file, self.text)
        told = f"Saved as {self.file.file}." if copied else "Saved."
        kept = self.file.kept
        return f"{told} What was there is kept as {kept}." if kept else told

    def take_theirs(self) -> Done:
        """Go on from what somebody else has written; what was here can be got back with undo.

        Raises:
            UnwritableError: if it can't be read.
        """
        entry = replace(self._entry, file=self.file.file)
        if entry.origin is Origin.BUNDLED:
            entry = replace(entry, origin=Origin.OWN)
        file = self._files.open(entry)
        words = "what is in the file now."
        if file.text != self.text:
            self._undo.append(_Version(self.text, words, (0,)))
            self._redo.clear()
        self.file, self.text = file, file.text
        self._entry = self._files.read(file, file.text)
        self._bounds = Bounds(self.routine, self.exercises)
        return Done(capitalised(words), (0,))

    # In words

    def _named(self, place: StepPlace) -> str:
        row = self.row(place)
        return row.name if row is not None else ""

    def _told(self, change: Change, name: str) -> Done:
        """What a change has done, told of the text after it; ``name`` is the step's before it."""
        match change:
            case SetKey(at=at, key=key):
                row = self.row(at)
                value = next((one for one in row.values if one.key is key), None) if row else None
                hint = f" ({value.hint})" if value and value.hint else ""
                return Done(f"{name}: {value.words if value else key.value}{hint}.", at)
            case MoveStep(at=at, to=to):
                return Done(f"{name}: moved {'up' if to < at else 'down'}.", to)
            case AddStep(at=at):
                return Done(f"{self._named(at)} is added.", at)
            case DuplicateStep(at=at):
                return Done(f"{name}: a copy is below.", (*at[:-1], at[-1] + 1))
            case DeleteStep(at=at):
                last = sum(row.place[:-1] == at[:-1] for row in self.rows) - 1
                return Done(f"{name} is deleted.", (*at[:-1], min(at[-1], max(last, 0))))
            case SetTitle():
                return Done(f"The title is {self.title!r}.", (0,))


def _place_before(change: Change) -> StepPlace:
    """Where somebody was who made a change."""
    match change:
        case SetTitle():
            return (0,)
        case AddStep(at=at):
            return (*at[:-1], max(at[-1] - 1, 0))
        case _:
            return change.at
