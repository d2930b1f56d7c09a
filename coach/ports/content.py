"""The clinical content, as a clinician reviewed it."""

from datetime import timedelta
from typing import Protocol

from coach.domain.cautions import CautionLine
from coach.domain.numbers_to_call import EmergencyNumbers
from coach.domain.triage import Level, ListLine, ListScreen, WarningSign


class Content(Protocol):
    """Everything that is asked and said about warning signs and cautions."""

    @property
    def short_list(self) -> tuple[ListLine, ...]:
        """The lines asked before every session, each with the rows behind it."""

    @property
    def full_list(self) -> tuple[ListScreen, ...]:
        """The screens of the full list, the emergency and urgent ones first."""

    @property
    def checked_for(self) -> timedelta:
        """For how long "checked by a doctor, unchanged" stands."""

    @property
    def caution_lines(self) -> tuple[CautionLine, ...]:
        """The lines to tick before the first session, in order."""

    @property
    def hurt_leg(self) -> tuple[WarningSign, ...]:
        """The rows asked one by one after "it hurts: leg", in order."""

    @property
    def hurt_chest(self) -> WarningSign:
        """The sign that "it hurts: chest, breath, faint, sight, speech" stands for."""

    @property
    def start_words(self) -> tuple[str, ...]:
        """What the program is, shown before the very first session, the numbers filled in."""

    @property
    def session_words(self) -> str:
        """The one line before each session."""

    @property
    def all_no(self) -> str:
        """What is said when no warning sign was ticked."""

    @property
    def numbers(self) -> EmergencyNumbers:
        """Whom to call where this person lives."""

    @property
    def spoken(self) -> tuple[str, ...]:
        """Every line that may be said on the floor: advice, questions, further texts."""

    def country(self, words: str) -> str | None:
        """The ISO 3166 code of the country that ``words`` name; ``None`` where it knows none."""

    def sign(self, id: str) -> WarningSign | None:
        """The row with this id."""

    def advice(self, level: Level, sign: WarningSign | None = None) -> tuple[str, ...]:
        """The advice of a level in full, the numbers filled in, with the sign's extra line."""

    def words(self, id: str, **fields: str) -> tuple[str, ...]:
        """A further text by its id (``no-more-today``), the numbers filled in.

        ``fields`` fill the places that a text has of its own.

        Raises:
            KeyError: if there is no such text, or a field that it needs is missing.
        """
