"""Why an exercise was stopped, in words: where it hurt, and how.

The record keeps these words, and not what they were made of. So what takes them apart stands here,
beside what puts them together.
"""

from typing import Final

from coach.domain.body import LEG, SITES
from coach.domain.questions import FEELS

IT_HURT: Final = "it hurt"
"""The reason of a stop of which nothing else was said."""
WARNING_SIGN: Final = "a warning sign"
"""The reason where one was found; which one stays with the session."""
LEG_HURT: Final = f"pain in {LEG.name}"
"""The reason where a leg was named, which has questions of its own."""

_NAMES: Final = {site.id: site.name for site in SITES}


def where_and_how(feel: str, site: str) -> str:
    """``sharp, low back, right``: what is known of it. ``site`` is the id of a region."""
    return ", ".join(part for part in (feel, _NAMES.get(site, site)) if part)


def without_place(reason: str) -> str:
    """A reason as it was kept, without the place that it names.

    Behind a feel everything is the place, also one of which this version has no name.
    """
    if reason == LEG_HURT:
        return IT_HURT
    feel, _, place = reason.partition(", ")
    if place and feel in FEELS:
        return feel
    if reason in _NAMES.values():
        return IT_HURT
    for name in _NAMES.values():
        if reason.endswith(f", {name}"):
            return reason.removesuffix(f", {name}")
    return reason
