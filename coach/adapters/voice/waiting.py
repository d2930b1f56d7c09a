"""Lines that wait for something, in the order in which they are wanted."""

import heapq
from typing import TypeAlias

Rank: TypeAlias = tuple[int, int]
"""The smaller, the sooner."""


class Waiting:
    """Texts with a rank each."""

    def __init__(self) -> None:
        self._ranks: dict[str, Rank] = {}
        self._heap: list[tuple[Rank, str]] = []
        """Also holds what has been taken, or has got another rank."""

    def __len__(self) -> int:
        return len(self._ranks)

    def __contains__(self, text: object) -> bool:
        return text in self._ranks

    def add(self, text: str, rank: Rank) -> None:
        """Let a text wait; one that waits already goes to the better of both places."""
        if text not in self._ranks or rank < self._ranks[text]:
            self._ranks[text] = rank
            heapq.heappush(self._heap, (rank, text))

    def first(self) -> tuple[str, Rank] | None:
        """What is wanted next; it waits on."""
        while self._heap:
            rank, text = self._heap[0]
            if self._ranks.get(text) == rank:
                return text, rank
            heapq.heappop(self._heap)
        return None

    def remove(self, text: str) -> None:
        """Let a text wait no longer."""
        self._ranks.pop(text, None)

    def clear(self) -> dict[str, Rank]:
        """Let none wait any longer; gives those that did."""
        ranks, self._ranks = self._ranks, {}
        self._heap.clear()
        return ranks
