"""The rows of the warning signs as their file has them, and a person who answers them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import yaml

from tests.plain.person import repository

Reply = Callable[[str, Sequence[str]], object]
"""What somebody answers to a question, with the lines that were shown before it."""


@dataclass(frozen=True)
class Row:
    """One row. ``lines`` are the lines of the lists behind which it stands."""

    id: str
    question: str
    level: str
    extra: str
    storable: bool
    escalations: tuple[str, ...]
    lines: tuple[str, ...]

    @property
    def ends_with(self) -> str:
        """The last line of a start that a yes to it ends."""
        return f"= stopped: warning sign ({self.level})"


def _read(part: str) -> tuple[Row, ...]:
    file = repository() / "coach" / "content" / "warning-signs.yaml"
    content: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    lines = [line for screen in content["full-list"] for line in screen["lines"]]
    lines += content["short-list"]
    return tuple(
        Row(
            sign["id"],
            sign["question"],
            sign["level"],
            sign.get("extra", "").replace("{emergency}", "112 (Germany)"),
            sign["storable"],
            tuple(sign.get("escalates-to", ())),
            tuple(line["text"] for line in lines if sign["id"] in line["signs"]),
        )
        for sign in content[part]
    )


ROWS: Final = _read("signs")
"""The rows that stand on a list."""
EVERY_ROW: Final = {row.id: row for row in (*ROWS, *_read("escalations"))}
"""Those and the rows that are asked only after another one, by id."""


def answering(replies: Mapping[str, str], others: Mapping[str, object] | None = None) -> Reply:
    """Answers these rows, by id, so, and all others with no; nothing hurts, nothing applies.

    A screen or a line is opened where one of the rows stands behind it. ``others`` are answers
    to further questions, by words of theirs.
    """
    rows = [EVERY_ROW[id] for id in replies]
    lines = {line for row in rows for line in row.lines}
    answers: dict[str, object] = {row.question: replies[row.id] for row in rows}
    answers |= {f"{line[:1].upper()}{line[1:]}? [n/y/u]": "y" for line in lines}
    answers |= others or {}

    def reply(question: str, shown: Sequence[str]) -> object:
        for words, answer in answers.items():
            if words in question:
                return answer
        return "y" if lines & _bullets(shown) else _nothing(question)

    return reply


def in_turn(*first: object, then: Reply) -> Reply:
    """Gives the first answers one after the other, and goes on with ``then``."""
    left = list(first)
    return lambda question, shown: left.pop(0) if left else then(question, shown)


def _bullets(shown: Collection[str]) -> set[str]:
    """The lines of a list among those that were shown."""
    return {line.removeprefix("- ") for line in shown if line.startswith("- ")}


def _nothing(question: str) -> object:
    """Nothing hurts and nothing applies; the number is right."""
    if question.endswith("[enter/c]"):
        return ""
    return 0 if question.endswith(("[0-10]", "[0/1-12]")) else "n"
