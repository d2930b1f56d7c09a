"""The tones, and how they sound: a profile, and files of the person's own in place of some."""

from dataclasses import dataclass
from enum import Enum
from typing import Final


class Tone(Enum):
    """A short sound with one meaning. The value is the name of its file."""

    GET_READY = "get-ready"
    COUNT = "count"
    """One of the last three seconds."""
    IN = "in"
    OUT = "out"
    LIFT = "lift"
    HOLD = "hold"
    LOWER = "lower"
    SWITCH = "switch"
    REST = "rest"
    QUESTION = "question"
    DONE = "done"
    PAUSE = "pause"
    STOP = "stop"


class Profile(Enum):
    """A set of tones."""

    CALM = "calm"
    """Soft and round: the usual one."""
    CLEAR = "clear"
    """Brighter, for ears that hear less."""
    SILENT = "silent"
    """No tones at all."""


@dataclass(frozen=True, slots=True)
class Sounds:
    """What sounds for each tone.

    ``profile`` is ``None`` where nothing is said of it. ``files`` are paths of WAV files that
    take the place of a tone.
    """

    profile: Profile | None = None
    files: tuple[tuple[Tone, str], ...] = ()

    def over(self, other: "Sounds") -> "Sounds":
        """These sounds, and where they leave something open, the ``other`` ones.

        Somebody who has set silence gets it, whatever a routine says.
        """
        silent = other.profile is Profile.SILENT
        profile = Profile.SILENT if silent else self.profile or other.profile
        return Sounds(profile, tuple({**dict(other.files), **dict(self.files)}.items()))

    def file(self, tone: Tone) -> str | None:
        """The path of the file that takes the place of ``tone``."""
        return dict(self.files).get(tone)


AS_SET: Final = Sounds()
"""Nothing of one's own: as the person has set it."""
