"""Routine texts as people write them, for hypothesis: every style of list, key and quote.

A text is made from a seed, with the places of its steps. Each number of reps is there once, so that
a test can find it.
"""

from dataclasses import dataclass, field
from random import Random

from hypothesis import strategies as st

from coach.domain.changes import StepPlace

Lines = list[str]

_SAID = ("Slowly.", "Breathe: out", "It's fine # really", 'Say "ah"', "- no dash", "nearly, there")


@dataclass
class ByHand:
    """A text, and what is in it.

    ``lists`` has the number of steps by the place of the list; ``reps`` the number that stands as
    the reps of the step at a place.
    """

    text: str = ""
    lists: dict[StepPlace, int] = field(default_factory=dict)
    reps: dict[StepPlace, str] = field(default_factory=dict)
    flow: set[StepPlace] = field(default_factory=set)

    @property
    def places(self) -> list[StepPlace]:
        """The places of all steps."""
        return [(*where, index) for where, count in self.lists.items() for index in range(count)]


def by_hand(seed: int, size: int) -> ByHand:
    """A routine's text with up to ``size`` steps in its list."""
    return _Writer(Random(seed)).file(size)


HAND_WRITTEN = st.builds(by_hand, st.integers(0, 2**32), st.integers(1, 5))


class _Writer:
    def __init__(self, random: Random) -> None:
        self._random = random
        self._made = ByHand()
        self._number = 100

    def _maybe(self, share: float = 0.5) -> bool:
        return self._random.random() < share

    def file(self, size: int) -> ByHand:
        pick = self._random.choice
        lines: Lines = []
        if self._maybe():
            lines += ["# From the leaflet", "#  of last week"][: pick((1, 2))]
            lines += [""] * pick((0, 1))
        lines.append("schema: 1")
        lines.append(pick(("title: Mine", "title: 'Mine'  # so", 'title: "Mine"')))
        if self._maybe(0.3):
            lines += ["", "# what to do"]
        if self._maybe(0.15):
            lines.append(f"steps: {self._flow_list((), size)}{self._remark()}")
        else:
            lines.append(f"steps:{self._remark()}")
            lines += self._block_list((), size, 0)
        if self._maybe(0.4):
            lines += [[""], ["# the rest"], ["", "# the rest", ""], []][pick((0, 1, 2, 3))]
            lines.append("tags: [a, b]")
        eol = pick(("\n", "\n", "\r\n"))
        text = eol.join(lines) + (eol if self._maybe(0.8) else "")
        self._made.text = ("\N{ZERO WIDTH NO-BREAK SPACE}" if self._maybe(0.1) else "") + text
        return self._made

    def _remark(self) -> str:
        return self._random.choice(("", "", "   # so", "\t# a tab", " #: [{"))

    def _block_list(self, place: StepPlace, size: int, column: int) -> Lines:
        pick = self._random.choice
        self._made.lists[place] = size
        dash = column + pick((0, 2, 2, 4))
        spaced = self._maybe(0.3)
        lines: Lines = []
        for index in range(size):
            if index and (spaced or self._maybe(0.1)):
                lines.append("" if self._maybe(0.9) else "   ")
            if self._maybe(0.1):
                lines += [f"{' ' * dash}# --- alone - ---", ""]
            if self._maybe(0.3):
                lines += [f"{' ' * dash}# - above: it"] * pick((1, 2))
            elif self._maybe(0.1):
                lines.append("#  - exercise: b" if dash else "# out")
            lines += self._step((*place, index), dash)
            if self._maybe(0.15):
                lines.append(f"{' ' * (dash + 2)}# hold: 5s")
        return lines

    def _step(self, place: StepPlace, dash: int) -> Lines:
        pick = self._random.choice
        wide = pick((1, 1, 1, 2, 3))
        first = " " * dash + "-" + " " * wide
        kind = pick(("exercise",) * 5 + ("pain-check", "pain-check:", "rest", "say", "repeat"))
        if kind == "pain-check":
            return [
                f"{first}{pick(('pain-check', chr(34) + 'pain-check' + chr(34)))}{self._remark()}"
            ]
        if kind == "pain-check:":
            return [f"{first}pain-check:{self._remark()}"]
        if kind == "repeat" and len(place) < 3:
            count = f"repeat: {pick((2, 3))}{self._remark()}"
            column = dash + 1 + wide
            inner = self._block_list(place, pick((1, 2, 3)), column)
            steps = [f"{' ' * column}steps:", *inner]
            if self._maybe(0.2):  # the steps come first
                return [f"{first}steps:", *inner, f"{' ' * column}{count}"]
            return [first + count, *steps]
        if self._maybe(0.2):
            return [first + self._flow_step(place) + self._remark()]
        groups = self._groups(place, kind)
        lines = [line for group in groups for line in group]
        return [
            first + lines[0],
            *(" " * (dash + 1 + wide) + line if line else line for line in lines[1:]),
        ]

    def _groups(self, place: StepPlace, kind: str) -> list[Lines]:
        """The keys of a step, each with its lines."""
        pick = self._random.choice
        note = [f"note: {self._quoted()}{self._remark()}"]
        if kind == "rest":
            return [
                [f"rest: {pick(('30s', chr(39) + '1:30' + chr(39), '90'))}{self._remark()}"],
                note,
            ]
        if kind == "say":
            return [[f"say: {self._quoted()}{self._remark()}"]]
        groups = [[f"exercise: {pick(('bridge', 'cat-cow'))}{self._remark()}"]]
        if self._maybe(0.7):
            groups.append([f"reps: {self._reps(place)}{self._remark()}"])
        if self._maybe(0.4):
            groups.append(
                [f"hold: {pick(('5s', chr(34) + '3 breaths' + chr(34)))}{self._remark()}"]
            )
        if self._maybe(0.2):
            lift = ["tempo:", "  lift: 2s  # up", "  # between", "  lower: 3s"]
            groups.append(pick((lift, ["tempo: {lift: 2s,  lower: 3s}"], ["tempo: slow"])))
        if self._maybe(0.3):
            groups.append([f"say: {self._quoted()}{self._remark()}"])
        elif self._maybe(0.3):
            block = [f"say: {pick('|>')}{pick(('', '-'))}", "  Slowly: now", "", "  # no comment"]
            groups.append(block)
        if self._maybe(0.3):
            groups.append(note)
        if self._maybe(0.2):
            groups[0].append("# a remark within")
        if self._maybe(0.2):
            self._random.shuffle(groups)
        return groups

    def _quoted(self) -> str:
        text = self._random.choice(_SAID)
        if text == "Slowly." and self._maybe():
            return text
        return self._random.choice(
            ("'" + text.replace("'", "''") + "'", '"' + text.replace('"', '\\"') + '"')
        )

    def _reps(self, place: StepPlace) -> str:
        self._number += 1
        number = str(self._number)
        self._made.reps[place] = number
        return self._random.choice((number, number, f"'{number}'", f'"{number}"'))

    def _flow_step(self, place: StepPlace) -> str:
        pick = self._random.choice
        space = pick(("", " "))
        keys = ["exercise: bridge"]
        if self._maybe(0.7):
            keys.append(f"reps: {self._reps(place)}")
        if self._maybe(0.4):
            keys.append(pick(("hold: 5s", 'say: "a, b"', "tempo: {lift: 2s}")))
        return "{" + space + ", ".join(keys) + space + "}"

    def _flow_list(self, place: StepPlace, size: int) -> str:
        self._made.lists[place] = size
        self._made.flow.add(place)
        steps = [
            self._flow_step((*place, index)) if self._maybe(0.7) else "pain-check"
            for index in range(size)
        ]
        return "[" + self._random.choice((", ", ",\n  ")).join(steps) + "]"
