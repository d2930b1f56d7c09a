"""OpenHIIT: a list of timers, each with its activities and one length for all of them, as JSON."""

from collections.abc import Mapping
from typing import Final

from coach.adapters.library.exchange.jawt import LONGEST_TITLE
from coach.adapters.library.exchange.names import LONGEST_NAME, Names
from coach.adapters.library.exchange.outcome import Imported
from coach.adapters.library.exchange.source import Foreign, Group, Piece
from coach.adapters.library.exchange.syntax import nested_json
from coach.adapters.library.scalars import MOST_REPEAT, MOST_REST, MOST_TIME
from coach.domain.dose import Dose
from coach.domain.exercise import Exercise
from coach.domain.routine import RepeatStep, RestStep, Routine, Step

NAME: Final = "OpenHIIT"
_MOST_INTERVALS: Final = 500
_UNNAMED: Final = "Work"
"""The app's own word for an interval without a name."""


def read_openhiit(foreign: Foreign, root: Piece, library: Mapping[str, Exercise]) -> list[Imported]:
    """The timers of a file."""
    timers = root.value if isinstance(root.value, list) else [root]
    if not timers:
        foreign.fail(root, "there is no timer in this file")
    return [_timer(foreign, foreign.group(one, "a timer"), library) for one in timers]


def _timer(foreign: Foreign, timer: Group, library: Mapping[str, Exercise]) -> Imported:
    names = Names(foreign, library)
    title = foreign.text(timer.take("name"), "the name", LONGEST_TITLE) or "Timer"
    settings = timer.take("timeSettings")
    if settings is None:
        foreign.fail(timer.piece, '"timeSettings" is missing here')
    if isinstance(settings.value, str):
        settings = nested_json(foreign, settings)
    times = foreign.group(settings, '"timeSettings"')
    work = foreign.seconds(times.take("workTime"), '"workTime"', MOST_TIME)
    rest = foreign.seconds(times.take("restTime"), '"restTime"', MOST_REST) or 0.0
    if not work or work < 1:
        foreign.fail(settings, '"workTime" is missing here, or 0', "a number of seconds")
    lap = _joined(_work(foreign, timer, names, work), _rest(rest))
    if not lap:
        foreign.fail(timer.piece, "there is nothing to do in this timer")
    steps = _around(foreign, times, names, lap, rest)
    times.ignore("id", "timerId")
    if foreign.seconds(times.take("getReadyTime"), '"getReadyTime"', MOST_TIME):
        foreign.remark(settings, '"getReadyTime" is left out: the coach leads in by itself')
    times.close()
    timer.ignore("id", "timerIndex", "totalTime", "intervals")
    timer.close()
    routine = Routine("", title, tuple(steps), exercises=names.own)
    return Imported(routine, foreign.remarks())


def _work(foreign: Foreign, timer: Group, names: Names, work: float) -> list[Step]:
    """The intervals of work of one lap."""
    activities = timer.take("activities")
    named = foreign.items(activities, '"activities"', timer.piece) if activities else []
    number = timer.take("activeIntervals")
    count = foreign.whole(number, '"activeIntervals"', _MOST_INTERVALS)
    count = len(named) if count is None else count
    if len(named) > count:
        foreign.remark(named[count], "this activity has no interval and is left out")
    steps: list[Step] = []
    for place in range(count):
        piece = named[place] if place < len(named) else number or timer.piece
        name = _UNNAMED
        if place < len(named):
            name = foreign.text(piece, "the name of an activity", LONGEST_NAME) or _UNNAMED
        steps.append(names.step(name, Dose(time=work), piece))
    return steps


def _around(
    foreign: Foreign, times: Group, names: Names, lap: list[Step], rest: float
) -> list[Step]:
    """The laps with the breaks between them, the warm-up before and the cool-down behind."""
    restarts = foreign.whole(times.take("restarts"), '"restarts"', MOST_REPEAT - 1) or 0
    pause = foreign.seconds(times.take("breakTime"), '"breakTime"', MOST_REST) or rest
    steps = lap
    if restarts and _rest(pause):
        steps = [*_repeated(restarts, [*lap, *_rest(pause)]), *lap]
    elif restarts:
        steps = _repeated(restarts + 1, lap)
    warm = times.take("warmupTime")
    if warm is not None and (length := foreign.seconds(warm, '"warmupTime"', MOST_TIME)):
        before = names.step("Warm-up", Dose(time=max(1.0, length)), warm)
        steps = [before, *_rest(rest), *steps]
    cool = times.take("cooldownTime")
    if cool is not None and (length := foreign.seconds(cool, '"cooldownTime"', MOST_TIME)):
        steps = [*steps, names.step("Cool-down", Dose(time=max(1.0, length)), cool)]
    return steps


def _repeated(times: int, steps: list[Step]) -> list[Step]:
    return [RepeatStep(times, tuple(steps))] if times > 1 else steps


def _rest(seconds: float) -> list[Step]:
    return [RestStep(seconds)] if seconds >= 1 else []


def _joined(steps: list[Step], between: list[Step]) -> list[Step]:
    """The steps with something between each two."""
    joined: list[Step] = []
    for number, step in enumerate(steps):
        joined += [*between, step] if number else [step]
    return joined
