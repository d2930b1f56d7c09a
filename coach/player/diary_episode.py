"""What is asked once about this episode: its fields, and what they come to."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from coach.domain.diary_entry import ACTIVITIES, EpisodeFacts
from coach.player.diary_days import read_day
from coach.player.diary_form import Field, Kind

_BEGAN: Final = "How it began"
_BEFORE: Final = "Before it"
_YOURS: Final = "Yours"

EPISODE_FIELDS: Final = (
    Field("began", Kind.DAY, _BEGAN, "When it began (about is fine)"),
    Field(
        "how",
        Kind.ONE,
        _BEGAN,
        "Suddenly or gradually",
        (("suddenly", ""), ("gradually", "")),
    ),
    Field("doing", Kind.TEXT, _BEGAN, "Doing what"),
    Field("injury", Kind.YES_NO, _BEGAN, "A fall, injury or lifting before"),
    Field("injuries", Kind.TEXT, _BEFORE, "Earlier injuries of the back"),
    Field("medicines", Kind.TEXT, _BEFORE, "Medicines you take"),
    Field("allergies", Kind.TEXT, _BEFORE, "Allergies"),
    Field("history", Kind.TEXT, _BEFORE, "Earlier illnesses and operations"),
    Field(
        "activities",
        Kind.TEXTS,
        _YOURS,
        "Three things that are hard now",
        most=ACTIVITIES,
    ),
    Field("goal", Kind.TEXT, _YOURS, "What you would like to do again"),
    Field("questions", Kind.TEXTS, _YOURS, "Your own questions for the doctor", mark=";"),
)
"""Everything that is asked, in its order; each may be left out."""


def facts_of(
    draft: Mapping[str, str], before: EpisodeFacts | None, written: datetime
) -> EpisodeFacts:
    """What was said of this episode: the draft, and what was said before where that says nothing.

    Raises:
        ValueError: if a plain form in the draft is none.
    """
    told = draft_of_facts(before) if before is not None else {}
    told |= {id: text for id, text in draft.items() if text}
    began, about = _day(told.get("began", ""), written.date())
    return EpisodeFacts(
        written,
        began,
        about,
        told["how"] == "suddenly" if "how" in told else None,
        told.get("doing", ""),
        told["injury"] == "y" if "injury" in told else None,
        told.get("injuries", ""),
        told.get("medicines", ""),
        told.get("allergies", ""),
        told.get("history", ""),
        _lines(told.get("activities", "")),
        told.get("goal", ""),
        _lines(told.get("questions", "")),
    )


def draft_of_facts(facts: EpisodeFacts) -> dict[str, str]:
    """The plain forms of what was said; what was left out is not in it."""
    told = {
        "began": f"{'about ' * facts.about}{facts.began.isoformat()}" if facts.began else "",
        "how": {True: "suddenly", False: "gradually", None: ""}[facts.suddenly],
        "doing": facts.doing,
        "injury": {True: "y", False: "n", None: ""}[facts.injury],
        "injuries": facts.injuries,
        "medicines": facts.medicines,
        "allergies": facts.allergies,
        "history": facts.history,
        "activities": "\n".join(facts.activities),
        "goal": facts.goal,
        "questions": "\n".join(facts.questions),
    }
    return {id: text for id, text in told.items() if text}


def _day(words: str, today: date) -> tuple[date | None, bool]:
    return (words and read_day(words, today)) or (None, False)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()
