"""Which card suits a question."""

from coach.domain.questions import WHERE, Question
from coach.ports.clock import Clock
from coach.tui.widgets.body_map import BodyMapCard
from coach.tui.widgets.card import Card
from coach.tui.widgets.choices import ChoiceCard
from coach.tui.widgets.score import ScoreCard
from coach.tui.widgets.ticks import TicksCard


def card_for(question: Question, clock: Clock, *, on_the_floor: bool = False) -> Card:
    """The card of a question, by the answers that it takes.

    ``on_the_floor`` is for somebody who may fall on the keyboard: a key has to stand alone.
    """
    if question.several:
        return TicksCard(question)
    if question.is_score:
        return ScoreCard(question, clock)
    if question.id == WHERE:
        return BodyMapCard(question, clock if on_the_floor else None)
    return ChoiceCard(question, clock if on_the_floor else None)
