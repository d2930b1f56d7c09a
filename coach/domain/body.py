"""Where a back can hurt: the regions of the body map."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Site:
    """A region of the body map, seen from behind.

    ``id`` is the word that is typed and recorded, ``key`` the single key that stands for it,
    ``name`` how it is said.
    """

    id: str
    key: str
    name: str


MAP: Final = (
    (
        Site("upper-left", "1", "upper back, left"),
        Site("upper", "2", "between the shoulder blades"),
        Site("upper-right", "3", "upper back, right"),
    ),
    (
        Site("left", "4", "low back, left"),
        Site("middle", "5", "low back, middle"),
        Site("right", "6", "low back, right"),
    ),
    (
        Site("hip-left", "7", "hip or buttock, left"),
        Site("tailbone", "8", "tailbone"),
        Site("hip-right", "9", "hip or buttock, right"),
    ),
)
"""The regions of the back by rows from above, each from left to right. The keys read like text."""

LEG: Final = Site("leg", "0", "a leg")
"""Below the map: pain in a leg has questions of its own."""

SITES: Final = (*(site for row in MAP for site in row), LEG)
"""Every region."""

USUAL_SITES: Final = ("left", "middle", "right", LEG.id)
"""The regions that are named first: most backs hurt there."""
