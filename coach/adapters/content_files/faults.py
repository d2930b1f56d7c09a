"""What is wrong with a file of the clinical content beyond its shape."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from coach.adapters.content_files.shapes import (
    AdviceFile,
    CautionsFile,
    Lines,
    NumbersFile,
    SignRow,
    WarningSignsFile,
)
from coach.domain.asking import CHECKED_FOR
from coach.domain.triage import Level

EMERGENCY: Final = "emergency"
ADVICE_LINE: Final = "advice line"
PLACE: Final = re.compile(r"\{([^{}]*)\}")
"""A place in a text that the program fills in."""
_FILLED_LATER: Final = frozenset({"date", "lines", "minutes", "question", "time", "title"})


def sign_faults(file: WarningSignsFile) -> Iterator[str]:
    """Rows that stand twice or nowhere, what is stored or escalates wrongly, unfilled places."""
    rows = {sign.id: sign for sign in (*file.signs, *file.escalations, file.hurt_chest)}
    yield from _twice("the id", [sign.id for sign in (*file.signs, *file.escalations)])
    short = [id for line in file.short_list for id in line.signs]
    full = [id for screen in file.full_list for line in screen.lines for id in line.signs]
    yield from _twice("the short list's row", short)
    yield from _twice("the full list's row", full)
    named = [id for sign in rows.values() for id in sign.escalates_to]
    for id in (*short, *full, *file.hurt_leg, *named):
        if id not in rows:
            yield f"there is no row {id!r}"
    most = CHECKED_FOR.days
    if not (file.checked_for_days.isdecimal() and 1 <= int(file.checked_for_days) <= most):
        yield f"checked-for-days is a whole number from 1 to {most}"
    for sign in file.signs:
        if sign.id not in full:
            yield f"{sign.id}: stands on no screen of the full list"
    for sign in file.escalations:
        if sign.id not in named:
            yield f"{sign.id}: no row escalates to it"
    for sign in rows.values():
        yield from _row_faults(sign, rows)
    for line in (*file.short_list, *(line for screen in file.full_list for line in screen.lines)):
        if not line.signs:
            yield f"no row stands behind the line {line.text!r}"
    yield from _screen_faults(file, rows, frozenset(short))


def _row_faults(sign: SignRow, rows: Mapping[str, SignRow]) -> Iterator[str]:
    if sign.level == "emergency" and sign.storable:
        yield f"{sign.id}: an emergency row is never storable"
    for id in sign.escalates_to:
        if id in rows and _level(rows[id]) <= _level(sign):
            yield f"{sign.id}: {id} is not of a higher level, so it can't escalate to it"
    yield from _place_faults(sign.id, sign.extra, frozenset({EMERGENCY}))
    yield from _place_faults(sign.id, sign.question, frozenset())


def _screen_faults(
    file: WarningSignsFile, rows: Mapping[str, SignRow], starred: frozenset[str]
) -> Iterator[str]:
    """Screens without lines, of both kinds, or with lines that can't be left out as a whole."""
    for number, screen in enumerate(file.full_list, start=1):
        ids = [id for line in screen.lines for id in line.signs if id in rows]
        if not ids:
            yield f"full-list {number}: there is no line"
        if len({_level(rows[id]).bars for id in ids}) > 1:
            yield f"full-list {number}: doctor-soon rows need a screen of their own"
        for line in screen.lines:
            if len({id in starred for id in line.signs}) > 1:
                yield f"{line.text!r}: rows of the short list and others can't share a line"


def _level(sign: SignRow) -> Level:
    return Level[sign.level.replace(" ", "_").upper()]


def advice_faults(file: AdviceFile) -> Iterator[str]:
    """Levels without advice, and places that nobody fills."""
    for level in Level:
        if level.word not in file.levels:
            yield f"there is no advice for the level {level.word!r}"
    texts: dict[str, Lines] = {**file.texts, "start": file.start}
    texts |= dict(file.levels.items())
    for name, text in texts.items():
        own = _FILLED_LATER if name in file.texts else frozenset()
        for line in text:
            yield from _place_faults(name, line, own | {EMERGENCY, ADVICE_LINE})
    for text_line in (
        file.before_session,
        file.all_no,
        file.local_number,
        file.local_advice_line,
        file.unknown_region,
    ):
        yield from _place_faults("a single line", text_line, frozenset())


def caution_faults(file: CautionsFile) -> Iterator[str]:
    """Lines that stand twice, or that mean nothing."""
    yield from _twice("the id", [line.id for line in file.lines])
    for line in file.lines:
        if not line.cautions and not line.bars:
            yield f"{line.id}: needs cautions or bars"
        if bool(line.bars) != bool(line.cleared):
            yield f"{line.id}: bars and cleared belong together"


def number_faults(file: NumbersFile) -> Iterator[str]:
    """Countries that stand twice, or have no code of two letters."""
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
    for name in PLACE.findall(text):
        if name not in known:
            yield f"{where}: nothing fills in {{{name}}}"
    if re.search(r"[{}]", PLACE.sub("", text)):
        yield f"{where}: a brace without its partner in {text!r}"
