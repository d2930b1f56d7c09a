"""Every screen of the coach, and how somebody gets there."""

from collections.abc import Awaitable, Callable
from typing import Final

from tests.tui.house import Floor

Scene = Callable[[Floor], Awaitable[None]]


async def welcome(floor: Floor) -> None:
    """The very first screen."""


async def cautions(floor: Floor) -> None:
    await floor.press("enter", "n")
    await floor.score("2")
    await floor.press("down", "space")


async def today(floor: Floor) -> None:
    """The short list."""


async def score(floor: Floor) -> None:
    await floor.press("n")


async def mending(floor: Floor) -> None:
    await floor.press("n", "3")


async def routines(floor: Floor) -> None:
    await floor.press("r")


async def hold(floor: Floor) -> None:
    await floor.begin()
    await floor.play_to("Child's pose", "hold")
    await floor.pass_time(6)


async def breath(floor: Floor) -> None:
    await floor.begin()
    await floor.play_to("Cat-cow", "exhale", 4)
    await floor.pass_time(1)


async def distance(floor: Floor) -> None:
    await breath(floor)
    await floor.pilot.press("d")
    await floor.pilot.pause()


async def paused(floor: Floor) -> None:
    await hold(floor)
    await floor.press("x")


async def check(floor: Floor) -> None:
    await floor.begin()
    await floor.play_until_asked()


async def hurt(floor: Floor) -> None:
    await hold(floor)
    await floor.press("p")


async def way_out(floor: Floor) -> None:
    await hurt(floor)
    await floor.choose("1")
    await floor.pass_time(2)


async def leave(floor: Floor) -> None:
    await hold(floor)
    await floor.press("q")


async def explained(floor: Floor) -> None:
    await hold(floor)
    await floor.press("question_mark")


async def emergency(floor: Floor) -> None:
    await hurt(floor)
    await floor.choose("3")


async def stopped(floor: Floor) -> None:
    await hurt(floor)
    await floor.choose("2", *"nnnnnnn")


async def summary(floor: Floor) -> None:
    await floor.begin()
    while floor.session.outcome is None:
        await floor.step()
    await floor.pilot.pause()


SCENES: Final[dict[str, Scene]] = {
    scene.__name__: scene
    for scene in (
        welcome,
        cautions,
        today,
        score,
        mending,
        routines,
        hold,
        breath,
        distance,
        paused,
        check,
        hurt,
        way_out,
        leave,
        explained,
        emergency,
        stopped,
        summary,
    )
}
FIRST_USE: Final = frozenset({"welcome", "cautions"})


def floor_for(scene: str) -> Floor:
    """A machine on which this scene can be seen."""
    return Floor(known=scene not in FIRST_USE)
