"""Every screen of the coach, and how somebody gets there."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

from coach.domain.diary_entry import DiaryEntry
from tests.player.house import content
from tests.tui.house import Floor

Scene = Callable[[Floor], Awaitable[None]]


async def welcome(floor: Floor) -> None:
    """The very first screen."""


async def full_list(floor: Floor) -> None:
    await floor.press("enter", "n")


async def own_number(floor: Floor) -> None:
    await floor.press("c")


async def cautions(floor: Floor) -> None:
    await floor.press("enter", *"nnnn")
    await floor.press("down", "space")


async def today(floor: Floor) -> None:
    """The short list."""


async def today_with_lines(floor: Floor) -> None:
    """The short list, and what a doctor should be asked about."""


async def score(floor: Floor) -> None:
    await floor.press("n")


async def mending(floor: Floor) -> None:
    await floor.press("n", "3")


async def routines(floor: Floor) -> None:
    await floor.press("r")


async def editor(floor: Floor) -> None:
    """A routine that is being changed."""
    await floor.press("r", "e", "down", "right", "plus")


async def picker(floor: Floor) -> None:
    """Something to add to it."""
    await floor.press("r", "e", "a", *"knee")


async def diary(floor: Floor) -> None:
    """The short form, and what was noted before."""
    await floor.press("l")


async def diary_form(floor: Floor) -> None:
    """Everything that may be left out."""
    await floor.press("l", "3", "enter", "6", "down", "down", "down", "right", "down", "down", "2")


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


async def where(floor: Floor) -> None:
    await hurt(floor)
    await floor.choose("1")
    await floor.play_until_asked()
    await floor.press("down")


async def feel(floor: Floor) -> None:
    await where(floor)
    await floor.choose("enter")


async def leave(floor: Floor) -> None:
    await hold(floor)
    await floor.press("q")


async def explained(floor: Floor) -> None:
    await hold(floor)
    await floor.press("question_mark")


async def emergency(floor: Floor) -> None:
    await hurt(floor)
    await floor.choose("3")


async def urgent(floor: Floor) -> None:
    await floor.press("y", "n", "y", "n", "n", "y", "n", "n", "n", "n")


async def doctor_soon(floor: Floor) -> None:
    await floor.press("y", "n", "y", "n", "n", "u", "n", "n", "n")


async def too_much(floor: Floor) -> None:
    await floor.press("n")
    await floor.score("9")


async def refused(floor: Floor) -> None:
    await too_much(floor)
    await floor.press("n")


async def told_to_read(floor: Floor) -> None:
    await floor.press("n")
    await floor.score("2")


async def soon_settled(floor: Floor) -> None:
    await floor.press("d")


async def follow_up(floor: Floor) -> None:
    """What happened since the last time?"""


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
        own_number,
        full_list,
        cautions,
        today,
        today_with_lines,
        soon_settled,
        too_much,
        refused,
        told_to_read,
        score,
        mending,
        routines,
        editor,
        picker,
        diary,
        diary_form,
        hold,
        breath,
        distance,
        paused,
        check,
        hurt,
        way_out,
        where,
        feel,
        leave,
        explained,
        emergency,
        urgent,
        doctor_soon,
        follow_up,
        stopped,
        summary,
    )
}
FIRST_USE: Final = frozenset({"welcome", "own_number", "full_list", "cautions"})
WITH_LINES: Final = frozenset({"today_with_lines", "soon_settled"})
BARRED: Final = frozenset({"follow_up"})
WITH_ENTRIES: Final = frozenset({"diary", "diary_form"})
LONG_SORE: Final = frozenset({"told_to_read"})


def floor_for(scene: str) -> Floor:
    """A machine on which this scene can be seen."""
    floor = Floor(known=scene not in FIRST_USE)
    now = floor.clock.wall()
    if scene in WITH_LINES:
        for id in ("two-weeks", "leg-pain"):
            sign = content().sign(id)
            assert sign is not None
            floor.store.doctor_line(id, sign.question, now)
    if scene in WITH_ENTRIES:
        for days, pain in ((9, 5), (4, 2), (1, 1)):
            written = now - timedelta(days=days)
            floor.store.write_entry(DiaryEntry(written, pain, eased=("heat",), notes="a long day"))
    if scene in LONG_SORE:
        for day in range(20):
            floor.store.score(3, now - timedelta(days=20 - day))
    if scene in BARRED:
        fever = content().sign("fever")
        assert fever is not None
        floor.store.bar(fever.id, fever.question, fever.level, now)
    return floor
