"""A word to somebody who no longer looks at the program: it has to end, and something stays on."""

from typing import Protocol


class Notifier(Protocol):
    """The notifications of the desktop."""

    def notify(self, words: str) -> bool:
        """Show ``words``, also after the program has ended; ``False`` where that can't be had.

        Never blocks for more than a moment and never fails.
        """


class Nobody:
    """For where there is no desktop: nobody can be told."""

    def notify(self, words: str) -> bool:
        """Not shown."""
        return False
