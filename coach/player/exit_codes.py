"""With which code the program ends: a contract."""

from typing import Final

from coach.domain.events import Outcome

EXIT_CODES: Final = {
    Outcome.DONE: 0,
    Outcome.LEFT: 0,
    Outcome.PAIN: 3,
    Outcome.DOCTOR_SOON: 4,
    Outcome.URGENT: 4,
    Outcome.EMERGENCY: 4,
    Outcome.NO_ANSWER: 5,
}
"""The exit code of each outcome."""

SIGNALLED: Final = 128
"""Added to the number of the signal that ended the program."""
