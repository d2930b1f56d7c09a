"""A leaflet of four exercises, one of which the coach doesn't know, as somebody answers for it."""

from typing import Final

LEAFLET: Final = (
    *("Knee and back", "Ms Rossi"),
    *("bridge", "3 x 10", "5s"),
    *("cat camel", ""),
    *("knee to chest stretch", "1", "", "20s", ""),
    "wall angels",
    "",  # none that is near: it is another one
    *("Stand with your back against a wall.", ""),
    *("Slide your arms up the wall.", "Slide them down.", ""),
    *("8", "", ""),
    *("", "2", "5"),
)
"""Every answer, in order; an empty one takes what stands in brackets."""

STEPS: Final = [
    {"exercise": "bridge", "reps": 10, "hold": "5s", "sets": 3},
    {"exercise": "cat-cow", "reps": "5-10"},
    {"exercise": "knee-to-chest", "reps": 3, "hold": "20s"},
    {"exercise": "wall-angels", "reps": 8},
]
"""The steps that come of it."""
