"""Whether a changed text says what the text before it said, but for the change."""

from collections.abc import Callable

import yaml

from coach.adapters.library.nodes import is_nothing
from coach.domain.changes import (
    AddStep,
    Change,
    DeleteStep,
    DuplicateStep,
    MoveStep,
    SetKey,
    SetTitle,
    StepPlace,
)

Told = str | None | list["Told"] | tuple[tuple["Told", "Told"], ...]
"""What a node says: a text, a list, the keys and values of a group in their order."""


def told(node: yaml.Node) -> Told:
    """What a node says. Empty lines behind the lines of a text say nothing."""
    if isinstance(node, yaml.MappingNode):
        return tuple((told(key), told(value)) for key, value in node.value)
    if isinstance(node, yaml.SequenceNode):
        return [told(item) for item in node.value]
    if not isinstance(node, yaml.ScalarNode) or is_nothing(node):
        return None
    text = str(node.value)
    return text.rstrip("\n") if node.style in ("|", ">") else text


def retold(before: yaml.Node, after: yaml.Node, change: Change, new: Told) -> bool:
    """Whether ``after`` says what ``before`` does with the change made.

    ``new`` is what the change puts in: a value, or a step.
    """
    old, now = told(before), told(after)
    match change:
        case SetTitle():
            return _set(old, now, (), "title", new)
        case SetKey():
            return _set(old, now, change.at, change.key.value, new)
        case MoveStep():
            return now == _steps_with(old, change.at, _moved(change.at[-1], change.to[-1]))
        case AddStep():
            return now == _steps_with(old, change.at, _added(change.at[-1], new))
        case DuplicateStep():
            return now == _steps_with(old, change.at, _doubled(change.at[-1]))
        case DeleteStep():
            return now == _steps_with(old, change.at, _deleted(change.at[-1]))


def evened(one: Told) -> Told:
    """The same with its white space evened out, as the reader does to every value."""
    if isinstance(one, str):
        return " ".join(one.split())
    if isinstance(one, list):
        return [evened(item) for item in one]
    if isinstance(one, tuple):
        return tuple((evened(key), evened(value)) for key, value in one)
    return None


def _set(old: Told, now: Told, at: StepPlace, name: str, new: Told) -> bool:
    values: list[Told] = []

    def without(owner: Told) -> Told:
        if isinstance(owner, str):  # a step of one word becomes a group
            owner = ((owner.strip(), None),)
        assert isinstance(owner, tuple)
        values[:] = [value for key, value in owner if key == name][:1]
        return _without(owner, name)

    same = _at(old, at, without) == _at(now, at, without)
    if new is None:
        return same and not values
    return same and [evened(value) for value in values] == [evened(new)]


def _without(owner: tuple[tuple[Told, Told], ...], name: str) -> Told:
    for index, (key, _) in enumerate(owner):
        if key == name:
            return owner[:index] + owner[index + 1 :]
    return owner


def _at(one: Told, place: StepPlace, change: Callable[[Told], Told]) -> Told:
    """With the step at ``place`` changed; with no place the routine itself."""
    if not place:
        return change(one)

    def inner(steps: list[Told]) -> list[Told]:
        index = place[0]
        return [*steps[:index], _at(steps[index], place[1:], change), *steps[index + 1 :]]

    return _in_steps(one, inner)


def _steps_with(one: Told, place: StepPlace, change: Callable[[list[Told]], list[Told]]) -> Told:
    """With the list changed that the step at ``place`` is in."""
    return _at(one, place[:-1], lambda owner: _in_steps(owner, change))


def _in_steps(owner: Told, change: Callable[[list[Told]], list[Told]]) -> Told:
    assert isinstance(owner, tuple)
    done: list[tuple[Told, Told]] = []
    found = False
    for key, value in owner:
        if key == "steps" and not found:
            found = True
            done.append((key, change(value if isinstance(value, list) else [])))
        else:
            done.append((key, value))
    return tuple(done)


def _moved(at: int, to: int) -> Callable[[list[Told]], list[Told]]:
    def change(steps: list[Told]) -> list[Told]:
        rest = steps[:at] + steps[at + 1 :]
        return [*rest[:to], steps[at], *rest[to:]]

    return change


def _added(at: int, new: Told) -> Callable[[list[Told]], list[Told]]:
    return lambda steps: [*steps[:at], new, *steps[at:]]


def _doubled(at: int) -> Callable[[list[Told]], list[Told]]:
    return lambda steps: [*steps[: at + 1], *steps[at:]]


def _deleted(at: int) -> Callable[[list[Told]], list[Told]]:
    return lambda steps: steps[:at] + steps[at + 1 :]
