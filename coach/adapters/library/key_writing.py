"""Keys and their values as lines of YAML: the parts that steps, exercises and routines share."""

from collections.abc import Iterable, Iterator, Sequence

from coach.adapters.library.scalar_writing import scalar_text
from coach.adapters.library.scalars import spelled
from coach.domain.dose import SLOW, Breaths, Dose, Hold, Tempo
from coach.domain.exercise import Caution
from coach.domain.routine import Ready, Setup

Lines = Iterator[str]


def dose_lines(dose: Dose) -> Lines:
    """The keys of a dose."""
    if dose.reps is not None:
        yield f"reps: {dose.reps}"
    if dose.descending is not None:
        yield f"reps: [{', '.join(map(str, dose.descending))}]"
    if dose.hold is not None:
        yield f"hold: {_hold(dose.hold)}"
    yield from duration_line("time", dose.time)
    yield from number_line("sets", dose.sets)
    yield from duration_line("rest", dose.rest)
    if dose.sides is not None:
        yield f"sides: {dose.sides.value}"
    yield from tempo_line(dose.tempo)


def _hold(hold: Hold) -> str:
    if isinstance(hold, Breaths):
        return f"{hold.count} breath{'' if hold.count == 1 else 's'}"
    return spelled(hold.count)


def tempo_line(tempo: Tempo | None) -> Lines:
    """The tempo, where there is one."""
    if tempo is None:
        return
    if not tempo.phases:
        yield f"tempo: {'slow' if tempo.factor == SLOW else 'normal'}"
        return
    phases = (f"{scalar_text(name, flow=True)}: {spelled(own)}" for name, own in tempo.phases)
    yield f"tempo: {{{', '.join(phases)}}}"


def setup_line(setup: Setup | None) -> Lines:
    """The time to get into position, where it is said."""
    if setup is not None:
        yield f"setup: {'ready' if isinstance(setup, Ready) else spelled(setup)}"


def text_line(key: str, text: str, *, bare: bool = False) -> Lines:
    """A text, left out where it is empty; ``bare`` is for one that is no text in YAML."""
    if text:
        yield f"{key}: {text if bare else scalar_text(text)}"


def number_line(key: str, number: int | None) -> Lines:
    """A number, where there is one."""
    if number is not None:
        yield f"{key}: {number}"


def duration_line(key: str, length: float | None) -> Lines:
    """A duration in seconds, where there is one."""
    if length is not None:
        yield f"{key}: {spelled(length)}"


def list_line(key: str, texts: Sequence[str]) -> Lines:
    """Some words, on one line."""
    if texts:
        yield f"{key}: [{', '.join(scalar_text(text, flow=True) for text in texts)}]"


def cautions_line(key: str, cautions: Iterable[Caution]) -> Lines:
    """Some cautions, on one line."""
    yield from list_line(key, sorted(caution.value for caution in cautions))


def sentence_lines(key: str, texts: Sequence[str]) -> Lines:
    """Some sentences, each on its line."""
    if texts:
        yield f"{key}:"
        yield from (f"  - {scalar_text(text)}" for text in texts)


def group_lines(key: str, lines: Lines) -> Lines:
    """A group of keys, left out where it is empty."""
    first = True
    for line in lines:
        if first:
            yield f"{key}:"
            first = False
        yield f"  {line}"


def item_lines(lines: Lines) -> Lines:
    """The lines as one item of a list."""
    for number, line in enumerate(lines):
        yield f"{'  ' if number else '- '}{line}"


def indented(lines: Lines) -> Lines:
    """The lines one level deeper."""
    return (f"  {line}" for line in lines)
