"""What was used last, as much of it as fits."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Values by their keys, up to ``most`` in all by what ``size`` says of each.

    Those that weren't used for longest go first, each through ``gone``; the last one stays.
    """

    def __init__(
        self,
        most: int,
        size: Callable[[V], int],
        gone: Callable[[V], None] = lambda value: None,
    ) -> None:
        self._most = most
        self._size = size
        self._gone = gone
        self._values: OrderedDict[K, tuple[V, int]] = OrderedDict()
        """Each with its size."""
        self._total = 0

    def find(self, key: K, make: Callable[[], V]) -> V:
        """The value of a key, made where it isn't there; what ``make`` raises is raised."""
        if key in self._values:
            self._values.move_to_end(key)
            return self._values[key][0]
        value = make()
        size = self._size(value)
        self._values[key] = value, size
        self._total += size
        while self._total > self._most and len(self._values) > 1:
            _, (old, freed) = self._values.popitem(last=False)
            self._total -= freed
            self._gone(old)
        return value
