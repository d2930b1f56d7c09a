"""A question as every front end shows it, and the answers that it takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final


class Silence(Enum):
    """What follows when a question has been asked twice and nobody has answered."""

    ENDS = "ends"
    """The session ends for want of an answer."""
    HOLDS = "holds"
    """The question stays open; nothing moves."""
    DECLINES = "declines"
    """An offer is taken as declined: silence is never a yes."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question to the person.

    ``answers`` are the whole words or keys that it takes; ``choices`` says in words what each
    stands for, where the text doesn't. ``shown`` is how the answers are written in brackets.
    A question with ``several`` takes any number of its answers at once.
    """

    id: str
    text: str
    answers: tuple[str, ...]
    shown: str
    choices: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()
    """What is shown above the question."""
    silence: Silence = Silence.ENDS
    several: bool = False
    also: tuple[tuple[str, str], ...] = ()
    """Further words that it takes, each with the answer that it stands for."""
    repeated: tuple[str, ...] = ()
    """What is said before the question is asked again because nobody answered."""

    @property
    def is_score(self) -> bool:
        """Whether it asks for a number from 0 to 10."""
        return self.answers == SCORES

    def accept(self, words: str) -> str | None:
        """The answer that ``words`` are, or ``None`` where they are none.

        Case and surrounding space don't matter. Several answers come back in the question's
        order, with a space between.
        """
        given = words.strip().casefold()
        if not self.several:
            given = dict(self.also).get(given, given)
            if given in self.answers:
                return given
            longer = {name: key for key, name in self.choices if name in _WHOLE_WORDS}
            return longer.get(given)
        parts = given.replace(",", " ").split()
        if not parts or any(part not in self.answers for part in parts):
            return None
        if len(parts) > 1 and NONE_OF_THEM & set(parts):
            return None
        return " ".join(answer for answer in self.answers if answer in parts)


SCORES: Final = tuple(str(value) for value in range(11))
"""The answers to the question for the pain."""
NONE_OF_THEM: Final = frozenset({"0", "n"})
"""The answers of a list to tick that stand for none; they go with no other."""
_WHOLE_WORDS: Final = frozenset({"no", "yes", "not sure"})
YES_NO: Final = (("n", "no"), ("y", "yes"))
YES_NO_UNSURE: Final = (*YES_NO, ("u", "not sure"))
"""The choices that speak for themselves."""


def yes_no_unsure(
    id: str,
    text: str,
    *,
    lines: Sequence[str] = (),
    choices: Sequence[tuple[str, str]] = YES_NO_UNSURE,
) -> Question:
    """A question that is answered with no, yes or not sure; ``choices`` say so in its own words."""
    also = (("no", "n"), ("yes", "y"), ("not sure", "u"))
    return Question(id, text, ("n", "y", "u"), "n/y/u", tuple(choices), tuple(lines), also=also)


def yes_no(id: str, text: str, *, silence: Silence = Silence.DECLINES) -> Question:
    """An offer: no or yes. Unless ``silence`` says otherwise, no answer declines it."""
    return Question(id, text, ("n", "y"), "n/y", YES_NO, silence=silence)


def score(id: str, text: str) -> Question:
    """A question for the pain, from 0 (none) to 10 (worst imaginable). No value is preset.

    ``t`` is ten: one key for each answer.
    """
    return Question(id, text, SCORES, "0-10", also=(("t", "10"),))


def choice(
    id: str,
    text: str,
    choices: Sequence[tuple[str, str]],
    *,
    lines: Sequence[str] = (),
    silence: Silence = Silence.ENDS,
    repeated: Sequence[str] = (),
) -> Question:
    """A question with a few named answers, each given by its key."""
    keys = tuple(key for key, _ in choices)
    return Question(
        id,
        text,
        keys,
        "/".join(keys),
        tuple(choices),
        tuple(lines),
        silence=silence,
        repeated=tuple(repeated),
    )


def ticks(id: str, text: str, count: int, *, lines: Sequence[str] = ()) -> Question:
    """A list of ``count`` numbered lines of which any may be ticked; 0 or n for none."""
    numbers = tuple(str(number) for number in range(1, count + 1))
    return Question(
        id, text, ("0", "n", *numbers), f"0/1-{count}", lines=tuple(lines), several=True
    )
