"""What is wrong with a file of the clinical content beyond its shape."""

import re
from collections.abc import Iterator
from typing import Final

from coach.adapters.content_files.shapes import (
    AdviceFile,
    CautionsFile,
    Lines,
    NumbersFile,
    WarningSignsFile,
)
from coach.domain.triage import Level

EMERGENCY: Final = "emergency"
ADVICE_LINE: Final = "advice line"
PLACE: Final = re.compile(r"\{([^{}]*)\}")
"""A place in a text that the program fills in."""
_FILLED_LATER: Final = frozenset({"date", "question"})


def sign_faults(file: WarningSignsFile) -> Iterator[str]:
    """Ids that stand twice or nowhere, storable emergencies, empty lines, unfilled places."""
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
            if isinstance(line, str):
                yield from _place_faults(name, line, own | {EMERGENCY})
                continue
            yield from _place_faults(name, line.say, own | {EMERGENCY, ADVICE_LINE})
            yield from _place_faults(name, line.without_advice_line, own | {EMERGENCY})
    for text_line in (file.before_session, file.all_no, file.local_number, file.unknown_region):
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
        if name == ADVICE_LINE and name not in known:
            yield f"{where}: write a line with {{advice line}} as `say` with `without-advice-line`"
        elif name not in known:
            yield f"{where}: nothing fills in {{{name}}}"
    if re.search(r"[{}]", PLACE.sub("", text)):
        yield f"{where}: a brace without its partner in {text!r}"
