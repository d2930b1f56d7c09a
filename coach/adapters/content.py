"""The clinical content: reads ``coach/content/``, checks it, fills the numbers in.

A clinician edits those files with a text editor, so whatever is wrong with one is said with its
name and line. YAML's own idea of types is not used: a scalar is its text, so ``NO`` is Norway and
``000`` a telephone number.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, Literal, TypeVar

import coach
from coach.domain.cautions import CautionLine
from coach.domain.exercise import Caution
from coach.domain.triage import EmergencyNumbers, Level, ShortLine, WarningSign

if TYPE_CHECKING:
    from yaml import Node

FOLDER: Final = Path(coach.__file__).parent / "content"
"""Where the content is."""

EMERGENCY: Final = "emergency"
ADVICE_LINE: Final = "advice line"
_PLACE: Final = re.compile(r"\{([^{}]*)\}")
_FILLED_LATER: Final = frozenset({"date", "question"})
_NAMES: Final = ("warning-signs.yaml", "advice.yaml", "cautions.yaml", "emergency-numbers.yaml")

LevelWord = Literal["emergency", "urgent", "doctor soon", "self care"]


class ContentError(Exception):
    """A file of the clinical content can't be used; the message names it and what is wrong."""


@dataclass(frozen=True)
class _Shape:
    """What every file of the content says of itself. Keys are written with hyphens."""

    __pydantic_config__: ClassVar[dict[str, object]] = {
        "extra": "forbid",
        "alias_generator": lambda name: name.replace("_", "-"),
    }


@dataclass(frozen=True)
class _Sign(_Shape):
    """A row of the warning signs."""

    id: str
    question: str
    level: LevelWord
    storable: bool
    documents: tuple[str, ...]
    source: tuple[str, ...]
    extra: str = ""


@dataclass(frozen=True)
class _ShortLine(_Shape):
    """A line of the short list, with the ids of the rows behind it."""

    text: str
    signs: tuple[str, ...]


@dataclass(frozen=True)
class _WarningSigns(_Shape):
    """``warning-signs.yaml``."""

    schema: Literal["1"]
    kind: Literal["warning-signs"]
    reviewed: date
    reviewed_by: str
    short_list: tuple[_ShortLine, ...]
    hurt_leg: tuple[str, ...]
    hurt_chest: _Sign
    signs: tuple[_Sign, ...]


@dataclass(frozen=True)
class _Pair(_Shape):
    """A line that names the advice line, and the same line for where there is none."""

    say: str
    without_advice_line: str


_Lines = tuple[str | _Pair, ...]


@dataclass(frozen=True)
class _Advice(_Shape):
    """``advice.yaml``."""

    schema: Literal["1"]
    kind: Literal["advice"]
    reviewed: date
    reviewed_by: str
    local_number: str
    unknown_region: str
    levels: dict[LevelWord, _Lines]
    start: _Lines
    before_session: str
    all_no: str
    texts: dict[str, _Lines]


@dataclass(frozen=True)
class _CautionLine(_Shape):
    """A line to tick."""

    id: str
    text: str
    cautions: tuple[Caution, ...] = ()
    bars: str = ""


@dataclass(frozen=True)
class _Cautions(_Shape):
    """``cautions.yaml``."""

    schema: Literal["1"]
    kind: Literal["cautions"]
    reviewed: date
    reviewed_by: str
    lines: tuple[_CautionLine, ...]


@dataclass(frozen=True)
class _Group(_Shape):
    """Countries with the same numbers, by code and name."""

    emergency: str
    countries: dict[str, str]
    advice_line: str = ""


@dataclass(frozen=True)
class _Numbers(_Shape):
    """``emergency-numbers.yaml``."""

    schema: Literal["1"]
    kind: Literal["emergency-numbers"]
    reviewed: date
    reviewed_by: str
    groups: tuple[_Group, ...]


@dataclass(frozen=True, slots=True)
class YamlContent:
    """The clinical content as one person gets it: implements :class:`coach.ports.content.Content`.

    ``numbers.region`` is the country's name, empty where the region is unknown.
    """

    short_list: tuple[ShortLine, ...]
    caution_lines: tuple[CautionLine, ...]
    hurt_leg: tuple[WarningSign, ...]
    hurt_chest: WarningSign
    start_words: tuple[str, ...]
    session_words: str
    all_no: str
    numbers: EmergencyNumbers
    _signs: Mapping[str, WarningSign]
    _levels: Mapping[Level, tuple[str, ...]]
    _texts: Mapping[str, tuple[str, ...]]
    _fill: "_Filler"

    @classmethod
    def load(
        cls,
        region: str | None,
        emergency: str | None = None,
        advice_line: str | None = None,
        *,
        folder: Path = FOLDER,
    ) -> "YamlContent":
        """Read and check the content for ``region``, an ISO 3166 country code.

        ``emergency`` and ``advice_line`` are the person's own numbers and come before the
        region's. A region that the content doesn't know is as good as none.

        Raises:
            ContentError: if a file is missing or broken.
        """
        signs = _read(folder, "warning-signs.yaml", _WarningSigns)
        advice = _read(folder, "advice.yaml", _Advice)
        cautions = _read(folder, "cautions.yaml", _Cautions)
        numbers = _read(folder, "emergency-numbers.yaml", _Numbers)
        for name, faults in zip(
            _NAMES,
            (
                _sign_faults(signs),
                _advice_faults(advice),
                _caution_faults(cautions),
                _number_faults(numbers),
            ),
            strict=True,
        ):
            for fault in faults:
                raise ContentError(f"{folder / name}: {fault}")

        found = _find_numbers(numbers, region)
        found = EmergencyNumbers(
            found.region, emergency or found.emergency, advice_line or found.advice_line
        )
        fill = _Filler(found, advice.local_number, advice.unknown_region)
        rows = {
            row.id: WarningSign(row.id, row.question, _level(row.level), fill.line(row.extra))
            for row in (*signs.signs, signs.hurt_chest)
        }
        return cls(
            short_list=tuple(
                ShortLine(line.text, tuple(rows[id] for id in line.signs))
                for line in signs.short_list
            ),
            caution_lines=tuple(
                CautionLine(line.id, line.text, frozenset(line.cautions), line.bars)
                for line in cautions.lines
            ),
            hurt_leg=tuple(rows[id] for id in signs.hurt_leg),
            hurt_chest=rows[signs.hurt_chest.id],
            start_words=fill.text(advice.start),
            session_words=advice.before_session,
            all_no=advice.all_no,
            numbers=found,
            _signs=rows,
            _levels={_level(word): fill.lines(text) for word, text in advice.levels.items()},
            _texts={id: fill.text(text) for id, text in advice.texts.items()},
            _fill=fill,
        )

    def sign(self, id: str) -> WarningSign | None:
        """The row with this id."""
        return self._signs.get(id)

    def advice(self, level: Level, sign: WarningSign | None = None) -> tuple[str, ...]:
        """The advice of a level in full, the numbers filled in, with the sign's extra line."""
        extra = (sign.extra,) if sign is not None and sign.extra else ()
        return self._fill.explained((*self._levels[level], *extra))

    def words(self, id: str, **fields: str) -> tuple[str, ...]:
        """A further text by its id (``no-more-today``), the numbers filled in.

        ``fields`` fill the places that a text has of its own: ``date`` and ``question`` in
        ``follow-up``.

        Raises:
            KeyError: if there is no such text, or a field that it needs is missing.
        """
        return tuple(_PLACE.sub(lambda place: fields[place[1]], line) for line in self._texts[id])


@dataclass(frozen=True, slots=True)
class _Filler:
    """Puts the numbers into the texts."""

    numbers: EmergencyNumbers
    local_number: str
    unknown_region: str

    def line(self, line: str | _Pair) -> str:
        """One line with its numbers; other places stay for later."""
        if isinstance(line, _Pair):
            line = line.say if self.numbers.advice_line else line.without_advice_line
        known = {
            EMERGENCY: self.numbers.emergency or self.local_number,
            ADVICE_LINE: self.numbers.advice_line,
        }
        return _PLACE.sub(lambda place: known.get(place[1], place[0]), line)

    def lines(self, lines: _Lines) -> tuple[str, ...]:
        """Each line with its numbers."""
        return tuple(self.line(line) for line in lines)

    def text(self, lines: _Lines) -> tuple[str, ...]:
        """A whole text with its numbers, explained."""
        return self.explained(self.lines(lines))

    def explained(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        """The lines, and how to find the number where they could not name one."""
        unnamed = not self.numbers.emergency and any(self.local_number in line for line in lines)
        return (*lines, self.unknown_region) if unnamed else lines


def _level(word: LevelWord) -> Level:
    return Level[word.replace(" ", "_").upper()]


def _find_numbers(numbers: _Numbers, region: str | None) -> EmergencyNumbers:
    """The numbers of a country; empty ones where nothing is known of it."""
    code = (region or "").upper()
    for group in numbers.groups:
        if code in group.countries:
            return EmergencyNumbers(group.countries[code], group.emergency, group.advice_line)
    return EmergencyNumbers("", "")


# --- what is wrong with a file beyond its shape ---


def _sign_faults(file: _WarningSigns) -> Iterator[str]:
    ids = [sign.id for sign in (*file.signs, file.hurt_chest)]
    yield from _twice("the id", ids)
    listed = [id for line in file.short_list for id in line.signs]
    yield from _twice("the short list's row", listed)
    for id in (*listed, *file.hurt_leg):
        if id not in ids:
            yield f"there is no row {id!r}"
    for sign in (*file.signs, file.hurt_chest):
        if sign.level == "emergency" and sign.storable:
            yield f"{sign.id}: an emergency row is never storable"
        yield from _place_faults(sign.id, sign.extra, frozenset({EMERGENCY}))
        yield from _place_faults(sign.id, sign.question, frozenset())
    for line in file.short_list:
        if not line.signs:
            yield f"no row stands behind the line {line.text!r}"


def _advice_faults(file: _Advice) -> Iterator[str]:
    for level in Level:
        if level.word not in file.levels:
            yield f"there is no advice for the level {level.word!r}"
    texts: dict[str, _Lines] = {**file.texts, "start": file.start}
    texts |= dict(file.levels.items())
    for name, text in texts.items():
        own = _FILLED_LATER if name in file.texts else frozenset()
        for line in text:
            if isinstance(line, str):
                yield from _place_faults(name, line, own | {EMERGENCY})
                continue
            yield from _place_faults(name, line.say, own | {EMERGENCY, ADVICE_LINE})
            yield from _place_faults(name, line.without_advice_line, own | {EMERGENCY})
    for text_line in (file.before_session, file.all_no, file.local_number, file.unknown_region):
        yield from _place_faults("a single line", text_line, frozenset())


def _caution_faults(file: _Cautions) -> Iterator[str]:
    yield from _twice("the id", [line.id for line in file.lines])
    for line in file.lines:
        if not line.cautions and not line.bars:
            yield f"{line.id}: needs cautions or bars"


def _number_faults(file: _Numbers) -> Iterator[str]:
    codes = [code for group in file.groups for code in group.countries]
    yield from _twice("the country", codes)
    for code in codes:
        if not re.fullmatch("[A-Z]{2}", code):
            yield f"{code!r} is not a country code of two capital letters"


def _twice(what: str, names: list[str]) -> Iterator[str]:
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield f"{what} {name!r} stands there twice"


def _place_faults(where: str, text: str, known: frozenset[str]) -> Iterator[str]:
    """Places in braces that nobody fills; a lone brace too."""
    for name in _PLACE.findall(text):
        if name == ADVICE_LINE and name not in known:
            yield f"{where}: write a line with {{advice line}} as `say` with `without-advice-line`"
        elif name not in known:
            yield f"{where}: nothing fills in {{{name}}}"
    if re.search(r"[{}]", _PLACE.sub("", text)):
        yield f"{where}: a brace without its partner in {text!r}"


# --- reading ---

_Model = TypeVar("_Model", _WarningSigns, _Advice, _Cautions, _Numbers)


def _read(folder: Path, name: str, model: type[_Model]) -> _Model:
    """One file, in the shape of ``model``.

    Raises:
        ContentError: if it can't be read, isn't YAML or has another shape.
    """
    import yaml  # noqa: PLC0415 - `coach list` gives no advice
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415 - the same

    path = folder / name
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(f"{path}: can't be read: {error}") from error
    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.YAMLError as error:
        raise ContentError(f"{path}: not YAML: {error}") from error
    if root is None:
        raise ContentError(f"{path}: it is empty")
    try:
        return TypeAdapter(model).validate_python(_plain(root, path))
    except ValidationError as error:
        lines = [
            f"{path}:{_line(root, fault['loc'])}: {_where(fault['loc'])}: {fault['msg']}"
            for fault in error.errors(include_url=False)
        ]
        raise ContentError("\n".join(lines)) from error


def _plain(node: "Node", path: Path) -> object:
    """The node's text, list or mapping.

    Raises:
        ContentError: if a mapping has the same key twice.
    """
    if isinstance(node.value, str):
        return node.value
    if not _is_mapping(node):
        return [_plain(item, path) for item in node.value]
    plain: dict[object, object] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key.value, str):
            raise ContentError(f"{path}:{line}: a key is a word; is a text without its quotes?")
        if key.value in plain:
            raise ContentError(f"{path}:{line}: {key.value!r} stands there twice")
        plain[key.value] = _plain(value, path)
    return plain


def _line(root: "Node", place: tuple[int | str, ...]) -> int:
    """The line of ``place``, or of the last thing on the way to it that is there."""
    node = root
    for part in place:
        if _is_mapping(node):
            node = next((value for key, value in node.value if key.value == part), node)
        elif isinstance(part, int) and part < len(node.value):
            node = node.value[part]
    return int(node.start_mark.line) + 1


def _is_mapping(node: "Node") -> bool:
    """Whether the node's items are pairs; an empty one passes for a list."""
    return isinstance(node.value, list) and any(isinstance(item, tuple) for item in node.value)


def _where(place: tuple[int | str, ...]) -> str:
    """The place as a clinician counts: ``signs 3, level``."""
    words = ""
    for part in place:
        if isinstance(part, int):
            words += f" {part + 1}"
        elif part not in ("str", _Pair.__name__):
            words += f", {part}" if words else part
    return words or "the file"
