"""The exercises that a file can name, by id and by alias."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from coach.domain.exercise import Exercise


@dataclass(frozen=True)
class Shelf:
    """Exercises by id.

    ``broken`` are ids whose definition has mistakes, with the first of them; an empty text is
    for one that has been reported already.
    """

    exercises: Mapping[str, Exercise] = field(default_factory=dict)
    broken: Mapping[str, str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # An alias never takes the place of an id, and the first owner of an alias keeps it.
        for exercise in self.exercises.values():
            self._names[_plain(exercise.id)] = exercise.id
        for exercise in self.exercises.values():
            for alias in (*exercise.aliases, exercise.name):
                self._names.setdefault(_plain(alias), exercise.id)

    def find(self, name: str) -> Exercise | None:
        """The exercise with this id, alias or name."""
        found = self._names.get(_plain(name))
        return self.exercises[found] if found is not None else None

    def mistake(self, name: str) -> str | None:
        """What is wrong with the exercise that has this id, where its file is broken."""
        return self.broken.get(_plain(name))

    @property
    def words(self) -> tuple[str, ...]:
        """Every id, then every alias: what a misspelt name may have meant."""
        aliases = (alias for one in self.exercises.values() for alias in one.aliases)
        return (*self.exercises, *aliases)

    def under(self, own: Iterable[Exercise], broken: Mapping[str, str] | None = None) -> "Shelf":
        """This shelf with ``own`` in front: they come before what is here."""
        mine = {exercise.id: exercise for exercise in own}
        if not mine and not broken:
            return self
        rest = {name: one for name, one in self.exercises.items() if name not in mine}
        return Shelf({**mine, **rest}, {**self.broken, **(broken or {})})

    def needed_by(self, names: Iterable[str]) -> tuple[Exercise, ...]:
        """These exercises and all that may come in their place, directly or further on."""
        needed: dict[str, Exercise] = {}
        waiting = list(names)
        while waiting:
            exercise = self.exercises.get(waiting.pop())
            if exercise is None or exercise.id in needed:
                continue
            needed[exercise.id] = exercise
            waiting += [substitute.exercise for substitute in exercise.instead]
            waiting += [
                other.exercise
                for other in (exercise.easier, exercise.harder)
                if other is not None and other.exercise is not None
            ]
        return tuple(needed[name] for name in sorted(needed))


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
