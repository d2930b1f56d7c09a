"""A question as every front end shows it, and the answers that it takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from coach.domain.body import SITES, USUAL_SITES


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
    A question with ``several`` takes any number of its answers at once. One with ``read`` takes
    words of the person's own: it gives the answer that they are, ``None`` where they are none.
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
    read: Callable[[str], str | None] | None = None
    unanswered: str | None = None
    """The answer that silence stands for, where it is not the first one."""
    every: float | None = None
    """Seconds after which it is asked again, however often: it waits for an answer for ever."""

    @property
    def declined(self) -> str:
        """What silence stands for, where it declines."""
        return self.answers[0] if self.unanswered is None else self.unanswered

    @property
    def is_score(self) -> bool:
        """Whether it asks for a number from 0 to 10."""
        return self.answers == SCORES

    def accept(self, words: str) -> str | None:
        """The answer that ``words`` are, or ``None`` where they are none.

        Case and surrounding space don't matter. Several answers come back in the question's
        order, with a space between.
        """
        if self.read is not None:
            return self.read(words)
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
NO_YES_UNSURE: Final = (("no", "n"), ("yes", "y"), ("not sure", "u"))
"""The whole words that stand for the answers no, yes and not sure."""


def yes_no_unsure(
    id: str,
    text: str,
    *,
    lines: Sequence[str] = (),
    choices: Sequence[tuple[str, str]] = YES_NO_UNSURE,
) -> Question:
    """A question that is answered with no, yes or not sure; ``choices`` say so in its own words."""
    return Question(
        id, text, ("n", "y", "u"), "n/y/u", tuple(choices), tuple(lines), also=NO_YES_UNSURE
    )


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
    also: Sequence[tuple[str, str]] = (),
) -> Question:
    """A question with a few named answers, each given by its key; ``also`` are further words."""
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
        also=tuple(also),
    )


def ticks(id: str, text: str, count: int, *, lines: Sequence[str] = ()) -> Question:
    """A list of ``count`` numbered lines of which any may be ticked; 0 or n for none."""
    numbers = tuple(str(number) for number in range(1, count + 1))
    return Question(
        id, text, ("0", "n", *numbers), f"0/1-{count}", lines=tuple(lines), several=True
    )


WHERE: Final = "where"
"""The id of the question that the body map answers."""
NUMBER: Final = "number"
"""The id of the question whether the number for an emergency is right."""
OWN_NUMBER: Final = "own-number"
"""The id of the question for another number."""
TAKE_OFF: Final = "take-off"
"""The id of the question that any key answers: what lies on the skin is off."""
UNSURE: Final = "u"
"""The answer for not sure."""
FEELS: Final = ("ache", "sharp", "burning", "cramp", "electric")
"""How pain can feel (clinical reference, E: quality)."""


def where(text: str) -> Question:
    """Where it hurts: a region of the body map by its word or its key; silence is not sure."""
    words = tuple(site.id for site in SITES)
    usual_first = sorted(words, key=lambda word: word not in USUAL_SITES)
    return Question(
        WHERE,
        text,
        (*words, UNSURE),
        "/".join((*usual_first, UNSURE)),
        (*((site.id, site.name) for site in SITES), (UNSURE, "not sure")),
        silence=Silence.DECLINES,
        also=tuple((site.key, site.id) for site in SITES),
        unanswered=UNSURE,
    )


def feel(text: str) -> Question:
    """How it feels, by number; silence is not sure."""
    keys = tuple(str(number) for number in range(1, len(FEELS) + 1))
    return Question(
        "feel",
        text,
        (*keys, UNSURE),
        "/".join((*keys, UNSURE)),
        (*zip(keys, FEELS, strict=True), (UNSURE, "not sure")),
        silence=Silence.DECLINES,
        also=tuple(zip(FEELS, keys, strict=True)),
        unanswered=UNSURE,
    )


def confirm_number(text: str, lines: Sequence[str]) -> Question:
    """Whether a number is right: an empty line says so, ``c`` changes it."""
    return Question(
        NUMBER,
        text,
        ("", "c"),
        "enter/c",
        (("enter", "right"), ("c", "change")),
        tuple(lines),
        also=(("enter", ""), ("right", ""), ("change", "c")),
    )


def own_number(text: str, read: Callable[[str], str | None]) -> Question:
    """Another number, or a country, in words that ``read`` understands."""
    return Question(OWN_NUMBER, text, (), "number/country/enter", read=read)
