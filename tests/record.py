"""What the tests ask of any record."""

from coach.ports.safety_record import Bar, SafetyHistory


def first_bar(history: SafetyHistory) -> Bar | None:
    """The worst warning sign that stands in the way; ``None`` where none does."""
    return next(iter(history.open_bars()), None)
