"""What the worker asks of a back end."""

from typing import Protocol

from coach.adapters.audio.sounds import Samples


class BackEndError(Exception):
    """It can't sound. The text says why, in half a sentence."""


class BackEnd(Protocol):
    """One way to make the machine sound. Making one tries it: it raises :class:`BackEndError`."""

    @property
    def name(self) -> str:
        """Its name, as in the settings."""

    @property
    def device(self) -> str:
        """What sounds come out of, as far as it knows."""

    def play(self, samples: Samples) -> None:
        """Sound this now, over what sounds already.

        Raises:
            BackEndError: if it can't.
        """

    def hush(self) -> None:
        """Let what sounds fade out within a moment, without a click."""

    def tend(self) -> float | None:
        """Do what is due as time passes; gives the seconds until it wants to be asked again.

        ``None`` as long as nothing is played.

        Raises:
            BackEndError: if it has stopped working.
        """

    def sounding(self) -> bool:
        """Whether something still sounds."""

    def close(self) -> None:
        """Give the device back."""
