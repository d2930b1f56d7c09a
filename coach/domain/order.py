"""How often a routine gets somebody down and up, and the order in which it would do so least.

A rest, a question, a line, relief, and an exercise for any position stay with the step that they
follow, and the steps of a repeat stay together. A walk that begins or ends a routine warms up or
winds down, and stays where it is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from typing import Final

from coach.domain.exercise import Exercise, ExerciseType, Position
from coach.domain.moves import HEIGHT, SAME_POSITION, change_seconds, move
from coach.domain.routine import ExerciseStep, RepeatStep, Routine, Step

NEEDLESS_TRIPS: Final = 2
"""From so many times down and up more than needed on, another order is proposed."""
NEEDLESS_SECONDS: Final = 30.0
"""Above so many seconds of getting down and up more than needed, too (both judgement)."""
MOST_EXACT: Final = 9
"""With more places to go to than that, a good order is looked for and not the best."""
MOST_TRIED: Final = 30
"""With more than that, steps in the same position are only put together."""

Path = tuple[int, ...]
"""Where a step is: its number from 0, then those in the repeats that it is in."""


@dataclass(frozen=True, slots=True)
class Effort:
    """What getting from one position to the next takes, up to standing at the end.

    ``seconds`` are those that staying in one position would not take. A trip is a way down, and
    with it a way up again, that asks something of a sore back; between two ways down lies a way
    up.
    """

    seconds: float
    trips: int


@dataclass(frozen=True, slots=True)
class BetterOrder:
    """The ``steps`` of a routine in an order that gets somebody down and up less often.

    ``at`` is the step with which the order as it is begins to do so needlessly.
    """

    steps: tuple[Step, ...]
    before: Effort
    after: Effort
    at: Path


@dataclass(frozen=True, slots=True)
class _Block:
    """Steps that stay together, by their number, and the positions that they begin and end in."""

    numbers: tuple[int, ...]
    begins: Position
    ends: Position


def better_order(routine: Routine, exercises: Mapping[str, Exercise]) -> BetterOrder | None:
    """An order with less getting down and up, where that is worth a word; ``None`` if not.

    ``exercises`` is the library; the routine's own definitions come before it.

    Raises:
        KeyError: if a step names an exercise that is nowhere (a checked routine has none).
    """
    library = {**exercises, **{own.id: own for own in routine.exercises}}
    order = best_order(routine.steps, library)
    steps = tuple(routine.steps[number] for number in order)
    before, after = effort(routine.steps, library), effort(steps, library)
    trips, seconds = before.trips - after.trips, before.seconds - after.seconds
    if trips < 0 or seconds <= 0 or (trips < NEEDLESS_TRIPS and seconds <= NEEDLESS_SECONDS):
        return None
    return BetterOrder(steps, before, after, _first_needless(routine.steps, library, after, order))


def effort(steps: Sequence[Step], exercises: Mapping[str, Exercise]) -> Effort:
    """What getting down and up in these steps takes, from standing to standing."""
    visits = [position for position, _ in _visits(steps, exercises)]
    changes = list(pairwise((Position.STANDING, *visits, Position.STANDING)))
    return Effort(
        sum(_cost(came_from, position) for came_from, position in changes),
        len(_ways_down(changes)),
    )


def best_order(steps: Sequence[Step], exercises: Mapping[str, Exercise]) -> tuple[int, ...]:
    """The numbers of the steps (from 0) in the order that takes the least getting down and up.

    It never takes more than the order as it is. Of several such orders it is the one that keeps
    what comes early early.
    """
    lead, blocks = _blocks(steps, exercises)
    first = blocks[:1] if blocks and _is_walk(steps[blocks[0].numbers[0]], exercises) else []
    left = blocks[len(first) :]
    last = left[-1:] if left and _is_walk(steps[left[-1].numbers[0]], exercises) else []
    left = left[: len(left) - len(last)]
    begin = first[0].ends if first else Position.STANDING
    end = last[0].begins if last else Position.STANDING
    places = _together(left)
    ends = [(place[0].begins, place[-1].ends) for place in places]
    found: Sequence[int] = range(len(places))
    if len(places) <= MOST_EXACT:
        found = _exact(ends, begin, end)
    elif len(places) <= MOST_TRIED:
        found = _good(ends, begin, end)
    ordered = [*first, *(block for place in found for block in places[place]), *last]
    return (*lead, *(number for block in ordered for number in block.numbers))


def _visits(
    steps: Sequence[Step], exercises: Mapping[str, Exercise], path: Path = ()
) -> Iterator[tuple[Position, Path]]:
    """The positions in their order, repeats written out, each with the place of its step."""
    for number, step in enumerate(steps):
        if isinstance(step, RepeatStep):
            for _ in range(step.times):
                yield from _visits(step.steps, exercises, (*path, number))
        elif isinstance(step, ExerciseStep):
            position = exercises[step.exercise].position
            if position is not Position.ANY:
                yield position, (*path, number)


def _ways_down(changes: Sequence[tuple[Position, Position]]) -> list[int]:
    """The first change of each way down that asks something of a sore back, by its number."""
    numbered = [
        (number, change)
        for number, change in enumerate(changes)
        if HEIGHT[change[0]] != HEIGHT[change[1]]
    ]
    found: list[int] = []
    for down, run in groupby(numbered, lambda one: HEIGHT[one[1][0]] > HEIGHT[one[1][1]]):
        hard = [number for number, change in run if not move(*change).easy]
        if down and hard:
            found.append(hard[0])
    return found


def _first_needless(
    steps: Sequence[Step], exercises: Mapping[str, Exercise], after: Effort, order: Path
) -> Path:
    """The step that goes down once more than needed, or the first that has to go elsewhere."""
    visits = list(_visits(steps, exercises))
    down = _ways_down(list(pairwise((Position.STANDING, *(position for position, _ in visits)))))
    if len(down) > after.trips:
        return visits[down[after.trips]][1]
    return (next(number for number, other in enumerate(order) if number != other),)


def _blocks(steps: Sequence[Step], exercises: Mapping[str, Exercise]) -> tuple[Path, list[_Block]]:
    """What comes before the first position, and the steps that stay together."""
    lead: list[int] = []
    blocks: list[_Block] = []
    for number, step in enumerate(steps):
        visits = [position for position, _ in _visits((step,), exercises)]
        if visits:
            blocks.append(_Block((number,), visits[0], visits[-1]))
        elif blocks:
            with_it = blocks[-1]
            blocks[-1] = _Block((*with_it.numbers, number), with_it.begins, with_it.ends)
        else:
            lead.append(number)
    return tuple(lead), blocks


def _together(blocks: Iterable[_Block]) -> list[list[_Block]]:
    """The blocks, those that stay in one position together. To part them never saves anything."""
    places: list[list[_Block]] = []
    for block in blocks:
        same = (
            place
            for place in places
            if place[0].begins is place[0].ends is block.begins is block.ends
        )
        place = next(same, None)
        if place is None:
            places.append([block])
        else:
            place.append(block)
    return places


Ends = Sequence[tuple[Position, Position]]
"""The positions that some places begin and end in."""


def _exact(ends: Ends, begin: Position, end: Position) -> tuple[int, ...]:
    """The best order of these places from the position ``begin`` to the position ``end``."""

    @cache
    def best(position: Position, left: frozenset[int]) -> tuple[float, tuple[int, ...]]:
        if not left:
            return _cost(position, end), ()
        tried = []
        for place in left:
            begins, ends_in = ends[place]
            seconds, order = best(ends_in, left - {place})
            tried.append((_cost(position, begins) + seconds, (place, *order)))
        return min(tried)

    return best(begin, frozenset(range(len(ends))))[1]


def _good(ends: Ends, begin: Position, end: Position) -> tuple[int, ...]:
    """An order of these places that moving any one of them makes no better."""

    def seconds(order: Sequence[int]) -> float:
        stops = [begin, *(position for place in order for position in ends[place]), end]
        return sum(_cost(stops[at], stops[at + 1]) for at in range(0, len(stops), 2))

    order = tuple(range(len(ends)))
    while True:
        tried = [order]
        for at, place in enumerate(order):
            others = (*order[:at], *order[at + 1 :])
            tried += [(*others[:to], place, *others[to:]) for to in range(len(order))]
        better = min(tried, key=seconds)
        if seconds(better) >= seconds(order):
            return order
        order = better


def _cost(came_from: Position, position: Position) -> float:
    """Seconds that a change of position takes more than staying."""
    return change_seconds(came_from, position) - SAME_POSITION


def _is_walk(step: Step, exercises: Mapping[str, Exercise]) -> bool:
    return isinstance(step, ExerciseStep) and exercises[step.exercise].type is ExerciseType.WALK
