"""A relief protocol, from its file."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final

import yaml

from coach.adapters.library import scalars
from coach.adapters.library import schema_forms as forms
from coach.adapters.library.checking import validate
from coach.adapters.library.document import Document, readable
from coach.adapters.library.models import (
    SCHEMA,
    Ident,
    Line,
    Lines,
    Long,
    Longs,
    Names,
    Strict,
    Title,
)
from coach.adapters.library.nodes import key_place, pair, place
from coach.adapters.library.problems import Report, quoted
from coach.adapters.library.scalars import MOST_TIME, duration, spelled
from coach.adapters.library.shelf import Shelf
from coach.adapters.library.steps import StepReader
from coach.adapters.library.validators import LISTED, read, text, whole, word
from coach.domain.relief import LONGEST_ON, Relief, timed_steps
from coach.domain.relief_step import TimedRelief
from coach.domain.routine import Step

TAKE_OFF: Final = "take-off"
MOST_APART: Final = 24 * 3600.0

_moment = duration(1, MOST_TIME, "a look")


class TimedReliefModel(Strict):
    """A step by time."""

    name: Annotated[str, text(30)]
    time: Annotated[float, read(scalars.time, forms.TIME)]
    say: Line = ""
    cap: Annotated[float | None, read(duration(1, MOST_TIME, "a cap"), forms.TIME)] = None
    look: Annotated[tuple[Annotated[float, read(_moment, forms.TIME)], ...], LISTED] = ()
    ends_with: Annotated[str, word([TAKE_OFF], "way to end")] = ""
    asks: Annotated[str, word(["pulse"], "question")] = ""
    note: Long = ""


class ReliefModel(Strict):
    """A relief protocol; ``steps`` are read one by one afterwards."""

    schema_: SCHEMA
    kind: Annotated[str, word(["relief"], "kind")]
    id: Ident
    title: Title
    steps: Any
    summary: Long = ""
    gate: Annotated[tuple[Annotated[str, text(200)], ...], LISTED] = ()
    awake: Annotated[bool, read(scalars.boolean, forms.BOOLEAN)] = False
    mind: Lines = ()
    rounds_a_day: Annotated[int | None, whole(1, 24, "rounds-a-day")] = None
    apart: Annotated[
        float,
        read(duration(0, MOST_APART, "the time between two rounds"), forms.duration(0, MOST_APART)),
    ] = 0.0
    moves: Annotated[bool, read(scalars.boolean, forms.BOOLEAN)] = False
    urgent: Annotated[bool, read(scalars.boolean, forms.BOOLEAN)] = False
    stop_if: Names = ()
    source: Longs = ()


class ReliefReader(StepReader):
    """Reads the steps of a protocol: those of a routine, and those that go by time."""

    named_steps = True

    def read_named(self, node: yaml.MappingNode) -> TimedRelief | None:
        """A step by time; what can't stand together goes into the report."""
        model = validate(TimedReliefModel, node, self._report)
        return None if model is None else _step(model, node, self._report)


def read_relief(
    document: Document, name: str, shelf: Shelf, *, reliefs: Mapping[str, str]
) -> Relief | None:
    """The protocol of a file, or ``None`` with all of its problems in the document's report.

    ``name`` is what the file is called: the id agrees with it. ``reliefs`` are the ids and titles
    of the other protocols, which its steps may name.
    """
    report, root = document.report, document.root
    if root is None or not readable(document, "relief"):
        return None
    model = validate(ReliefModel, root, report)
    reader = ReliefReader(report, shelf, {id: title for id, title in reliefs.items() if id != name})
    key = pair(root, "steps")
    steps = reader.steps(root, key) if key is not None else ()
    if model is None:
        return None
    if model.id != name:
        report.add(
            *place(root, ("id",)),
            f"the id is {quoted(model.id)}, but the file is called {quoted(name)}",
            expected=f"id: {name}",
        )
    _check_whole(root, model, steps, report)
    if report:
        return None
    return Relief(
        id=model.id,
        title=model.title,
        steps=steps,
        summary=model.summary,
        gate=model.gate,
        awake=model.awake,
        mind=model.mind,
        rounds_a_day=model.rounds_a_day,
        apart=model.apart,
        moves=model.moves,
        urgent=model.urgent,
        stop_if=model.stop_if,
        source=model.source,
    )


def _step(model: TimedReliefModel, node: yaml.MappingNode, report: Report) -> TimedRelief | None:
    before = len(report)
    on = bool(model.ends_with)
    add: Callable[..., None] = report.add
    if not on:
        for key in ("cap", "look"):
            if pair(node, key) is not None:
                add(
                    *key_place(node, (key,)),
                    f'"{key}" is for what lies on the skin, and comes off it',
                    expected=f"ends-with: {TAKE_OFF}",
                )
    elif model.asks:
        add(*key_place(node, ("asks",)), "a pulse is asked about where somebody presses")
    else:
        if model.time > LONGEST_ON:
            add(
                *place(node, ("time",)),
                f"nothing lies on the skin for more than {spelled(LONGEST_ON)}",
            )
        _check_cap(model, node, report)
    _check_looks(model, node, report)
    if len(report) > before:
        return None
    return TimedRelief(
        model.name,
        model.time,
        model.say,
        model.cap,
        model.look,
        take_off=on,
        pulse=bool(model.asks),
        note=model.note,
    )


def _check_cap(model: TimedReliefModel, node: yaml.MappingNode, report: Report) -> None:
    if model.cap is None:
        return
    if model.cap > LONGEST_ON:
        report.add(
            *place(node, ("cap",)),
            f"a cap is {spelled(LONGEST_ON)} at most, and this is {spelled(model.cap)}",
        )
    elif model.cap < model.time:
        report.add(
            *place(node, ("cap",)),
            f"this cap is shorter than the step's time, {spelled(model.time)}",
        )


def _check_looks(model: TimedReliefModel, node: yaml.MappingNode, report: Report) -> None:
    found = pair(node, "look")
    listed = found is not None and isinstance(found.value, yaml.SequenceNode)
    for number, moment in enumerate(model.look):
        path: tuple[int | str, ...] = ("look", number) if listed else ("look",)
        if moment >= model.time:
            report.add(
                *place(node, path),
                f"this look comes after the step is over; it lasts {spelled(model.time)}",
            )
        elif number and moment <= model.look[number - 1]:
            report.add(*place(node, path), "the looks come one after the other")


def _check_whole(
    root: yaml.MappingNode, model: ReliefModel, steps: tuple[Step, ...], report: Report
) -> None:
    """What a protocol owes to whoever puts something on their skin."""
    if not _lies_on_skin(root):
        for name in ("rounds-a-day", "apart", "awake"):
            if pair(root, name) is not None:
                report.add(
                    *key_place(root, (name,)),
                    f'"{name}" is for a protocol in which something lies on the skin',
                )
        return
    why = "something lies on the skin in this protocol"
    if not model.gate:
        key = pair(root, "gate")
        report.add(
            *(key_place(root, ("gate",)) if key is not None else key_place(root, ("steps",))),
            f'{why}, and "gate" has no question',
            expected="gate: and the questions that are asked first",
            about="gate",
        )
    if not model.awake:
        awake = pair(root, "awake")
        spot = key_place(root, ("awake",)) if awake else key_place(root, ("steps",))
        report.add(*spot, f"{why}, so it asks who is awake", expected="awake: true", about="awake")
    if not model.apart:
        report.add(
            *key_place(root, ("apart",) if pair(root, "apart") else ("steps",)),
            f'{why}, and "apart" doesn\'t say how long the skin stays bare after it',
            expected="apart: 20m, or more",
            about="apart",
        )
    unseen = [step for step in timed_steps(steps) if step.take_off and not step.look]
    if unseen:
        report.add(
            *key_place(root, ("steps",)),
            f"{why}, and nobody looks at the skin in {quoted(unseen[0].name)}",
            expected="look: and the moments, such as [5m, 10m]",
            about="look",
        )


def _lies_on_skin(node: yaml.Node) -> bool:
    """Whether a step says that something lies on the skin, also one that has mistakes."""
    if isinstance(node, yaml.SequenceNode):
        return any(_lies_on_skin(item) for item in node.value)
    if any(pair(node, name) is not None for name in ("ends-with", "look", "cap")):
        return True
    steps = pair(node, "steps")
    return steps is not None and _lies_on_skin(steps.value)
