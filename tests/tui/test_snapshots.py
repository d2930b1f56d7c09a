"""What each screen looks like. Look at the report before a changed picture is taken over."""

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from coach.tui.parts import Look
from tests.tui.scenes import SCENES, floor_for

# The others look like one of these, and the geometry test sees them all.
VARIANTS = {"mending", "score", "stopped", "way_out"}
SIZES = {"small": (40, 12), "usual": (80, 24), "large": (140, 45)}
FRAMED = {"welcome", "today", "routines", "editor", "diary_form", "breath", "paused", "check"}
FRAMED |= {"hurt", "where", "emergency", "summary"}
"""Each has a frame of its own, which the others fill; they are looked at in every size."""
COLOURED = {"today", "editor", "diary_form", "breath", "hurt", "where", "emergency", "summary"}
"""Together they have every colour; other colours move nothing."""
LOOKS = [
    *((scene, "usual", "dark") for scene in SCENES if scene not in VARIANTS),
    *((scene, size, "dark") for scene in SCENES if scene in FRAMED for size in ("small", "large")),
    *((scene, "usual", "high-contrast") for scene in SCENES if scene in COLOURED),
]


@pytest.mark.parametrize(("scene", "size", "theme"), LOOKS)
def test_it_looks_as_it_did(
    snap_compare: Callable[..., bool], scene: str, size: str, theme: str
) -> None:
    floor = floor_for(scene)
    floor.look = Look(theme, still=True)

    async def get_there(pilot: Pilot[None]) -> None:
        await floor.sit_down(pilot)
        await SCENES[scene](floor)

    before: Callable[[Pilot[None]], Awaitable[None]] = get_there
    assert snap_compare(floor.build(), terminal_size=SIZES[size], run_before=before)
