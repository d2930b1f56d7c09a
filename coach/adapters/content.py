"""The clinical content: reads ``coach/content/``, checks it, fills the numbers in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

import coach
from coach.adapters.content_files.faults import (
    ADVICE_LINE,
    EMERGENCY,
    PLACE,
    advice_faults,
    caution_faults,
    number_faults,
    sign_faults,
)
from coach.adapters.content_files.reading import ContentError, read_file
from coach.adapters.content_files.shapes import (
    AdviceFile,
    CautionsFile,
    LevelWord,
    LineRow,
    Lines,
    NumbersFile,
    SignRow,
    WarningSignsFile,
)
from coach.domain.cautions import CautionLine
from coach.domain.numbers_to_call import EmergencyNumbers
from coach.domain.triage import Level, ListLine, ListScreen, WarningSign

FOLDER: Final = Path(coach.__file__).parent / "content"
"""Where the content is."""

_ALIASES: Final = {"uk": "gb", "england": "gb", "scotland": "gb", "wales": "gb", "usa": "us"}
"""What people type for a country, and its code."""

_NAMES: Final = ("warning-signs.yaml", "advice.yaml", "cautions.yaml", "emergency-numbers.yaml")


@dataclass(frozen=True, slots=True)
class YamlContent:
    """The clinical content as one person gets it: implements :class:`coach.ports.content.Content`.

    ``numbers.region`` is the country's name, empty where the region is unknown.
    """

    short_list: tuple[ListLine, ...]
    full_list: tuple[ListScreen, ...]
    checked_for: timedelta
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
    _countries: Mapping[str, str]
    """The codes by the countries' names."""

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
        signs = read_file(folder, "warning-signs.yaml", WarningSignsFile)
        advice = read_file(folder, "advice.yaml", AdviceFile)
        cautions = read_file(folder, "cautions.yaml", CautionsFile)
        numbers = read_file(folder, "emergency-numbers.yaml", NumbersFile)
        for name, faults in zip(
            _NAMES,
            (
                sign_faults(signs),
                advice_faults(advice),
                caution_faults(cautions),
                number_faults(numbers),
            ),
            strict=True,
        ):
            for fault in faults:
                raise ContentError(f"{folder / name}: {fault}")

        for row in signs.signs:
            if row.caution and row.caution not in [line.id for line in cautions.lines if line.bars]:
                raise ContentError(
                    f"{folder / _NAMES[0]}: {row.id}: no line of {_NAMES[2]} bars as {row.caution}"
                )
        found = _find_numbers(numbers, region)
        found = EmergencyNumbers(
            found.region,
            emergency or found.emergency,
            advice_line or found.advice_line,
            own_emergency=bool(emergency),
            own_advice_line=bool(advice_line),
        )
        fill = _Filler(found, advice.local_number, advice.local_advice_line, advice.unknown_region)
        rows = _signs({row.id: row for row in _all_rows(signs)}, fill)
        return cls(
            short_list=_lines(signs.short_list, rows),
            full_list=tuple(
                ListScreen(screen.text, _lines(screen.lines, rows)) for screen in signs.full_list
            ),
            checked_for=timedelta(days=int(signs.checked_for_days)),
            caution_lines=tuple(
                CautionLine(line.id, line.text, frozenset(line.cautions), line.bars, line.cleared)
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
            _countries={
                name: code for group in numbers.groups for code, name in group.countries.items()
            },
        )

    @property
    def spoken(self) -> tuple[str, ...]:
        """Every line that may be said on the floor: advice, questions, further texts."""
        signs = self._signs.values()
        texts = (
            *(line for lines in self._levels.values() for line in lines),
            *(line for lines in self._texts.values() for line in lines),
            *(text for sign in signs for text in (sign.question, sign.extra)),
            self.session_words,
            self.all_no,
        )
        return tuple(dict.fromkeys(text for text in texts if text and not PLACE.search(text)))

    def country(self, words: str) -> str | None:
        """The code of the country that ``words`` name: its name, the code, or how it begins."""
        said = _ALIASES.get(words.strip().casefold(), words.strip().casefold())
        for name, code in self._countries.items():
            if said in (name.casefold(), code.casefold()):
                return code
        near = [code for name, code in self._countries.items() if name.casefold().startswith(said)]
        return near[0] if len(near) == 1 and len(said) > 2 else None

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
        ``follow-up``, ``date`` in ``same-episode``, ``lines`` in ``doctor-lines``.

        Raises:
            KeyError: if there is no such text, or a field that it needs is missing.
        """
        return tuple(PLACE.sub(lambda place: fields[place[1]], line) for line in self._texts[id])


@dataclass(frozen=True, slots=True)
class _Filler:
    """Puts the numbers into the texts."""

    numbers: EmergencyNumbers
    local_number: str
    local_advice_line: str
    unknown_region: str

    def line(self, line: str) -> str:
        """One line with its numbers; other places stay for later."""
        known = {
            EMERGENCY: self.numbers.named_emergency or self.local_number,
            ADVICE_LINE: self.numbers.named_advice_line or self.local_advice_line,
        }
        return PLACE.sub(lambda place: known.get(place[1], place[0]), line)

    def lines(self, lines: Lines) -> tuple[str, ...]:
        """Each line with its numbers."""
        return tuple(self.line(line) for line in lines)

    def text(self, lines: Lines) -> tuple[str, ...]:
        """A whole text with its numbers, explained."""
        return self.explained(self.lines(lines))

    def explained(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        """The lines, and how to find the number where they could not name one."""
        unnamed = not self.numbers.emergency and any(self.local_number in line for line in lines)
        return (*lines, self.unknown_region) if unnamed else lines


def _all_rows(file: WarningSignsFile) -> tuple[SignRow, ...]:
    return (*file.signs, *file.escalations, file.hurt_chest)


def _signs(rows: Mapping[str, SignRow], fill: _Filler) -> dict[str, WarningSign]:
    """The rows as signs, each with those that it escalates to: a higher level, so never a loop."""

    def sign(row: SignRow) -> WarningSign:
        return WarningSign(
            row.id,
            row.question,
            _level(row.level),
            fill.line(row.extra),
            row.storable,
            tuple(sign(rows[id]) for id in row.escalates_to),
            row.caution,
        )

    return {id: sign(row) for id, row in rows.items()}


def _lines(lines: Iterable[LineRow], rows: Mapping[str, WarningSign]) -> tuple[ListLine, ...]:
    return tuple(ListLine(line.text, tuple(rows[id] for id in line.signs)) for line in lines)


def _level(word: LevelWord) -> Level:
    return Level[word.replace(" ", "_").upper()]


def _find_numbers(numbers: NumbersFile, region: str | None) -> EmergencyNumbers:
    """The numbers of a country; empty ones where nothing is known of it."""
    code = (region or "").upper()
    for group in numbers.groups:
        if code in group.countries:
            return EmergencyNumbers(group.countries[code], group.emergency, group.advice_line)
    return EmergencyNumbers("", "")
