"""Reads ``settings.toml``. A mistake in it is told, and costs no more than the line it is in.

Nothing in the file can loosen a safety rule: it says where somebody lives, whom they call, and
how the coach speaks.
"""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person has set; ``None`` where they have not."""

    country: str | None = None
    """An ISO 3166 code, in capitals."""
    emergency_number: str | None = None
    advice_line: str | None = None
    voice: str | None = None
    """``reader`` where a screen reader speaks, so that the coach does not."""


def read_settings(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """The settings in a file, and a sentence for each mistake. No file is no mistake."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (f"{path}: can't be read: {error.strerror or error}.",)
    except UnicodeDecodeError as error:
        return Settings(), (f"{path}: is not text in UTF-8 (byte {error.start}).",)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Settings(), (_broken(path, text, str(error)),)
    except RecursionError:
        return Settings(), (f"{path}: has too many brackets inside each other.",)
    return _settled(path, text, values)


def _settled(path: Path, text: str, values: dict[str, object]) -> tuple[Settings, tuple[str, ...]]:
    settings = Settings()
    problems = []
    for key, value in values.items():
        where = f"{path}:{_line(text, key)}"
        reader = _READERS.get(key)
        if reader is None:
            near = get_close_matches(key, _READERS, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            problems.append(f"{where}: there is no setting {_shown(key)}.{hint}")
            continue
        read, wanted = reader
        settled = read(value)
        if settled is None:
            problems.append(f"{where}: {key} must be {wanted}, not {_shown(value)}.")
            continue
        settings = replace(settings, **{key.replace("-", "_"): settled})
    return settings, tuple(problems)


def _country(value: object) -> str | None:
    if isinstance(value, str) and re.fullmatch(r"[A-Za-z]{2}", value.strip(), re.ASCII):
        code = value.strip().upper()
        return "GB" if code == "UK" else code
    return None


def _number(value: object) -> str | None:
    """A number to call, written with or without quotation marks."""
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        value = str(value)
    if not isinstance(value, str):
        return None
    number = " ".join(value.split())
    return number if re.fullmatch(r"\+?[0-9][0-9 ()/-]{1,24}", number, re.ASCII) else None


def _text(value: object) -> str | None:
    if isinstance(value, str) and value.strip() and value.isprintable():
        return value.strip()
    return None


_READERS: Final[dict[str, tuple[Callable[[object], str | None], str]]] = {
    "country": (_country, 'a code of two letters, such as "DE"'),
    "emergency-number": (_number, 'a number to call, such as "112"'),
    "advice-line": (_number, 'a number to call, such as "116 117"'),
    "voice": (_text, 'a word, such as "reader"'),
}


def _line(text: str, key: str) -> int:
    """The line on which ``key`` is set; 1 where it can't be told."""
    name = re.escape(key)
    pattern = re.compile(rf"""\s*(?:\[+\s*)?["']?{name}["']?\s*[.=\]]""")
    for number, line in enumerate(text.splitlines(), start=1):
        if pattern.match(line):
            return number
    return 1


def _broken(path: Path, text: str, message: str) -> str:
    """What TOML's own message says, with the place first and a hint where a number is meant."""
    found = re.search(r"^(.*?) \(at line (\d+), column (\d+)\)$", message)
    if found is None:
        lines = max(len(text.splitlines()), 1)
        return f"{path}:{lines}: {message.removesuffix(' (at end of document)')}."
    line = int(found[2])
    source = text.split("\n")[line - 1]
    hint = ""
    if re.match(r"\s*(emergency-number|advice-line)\s*=\s*[0-9+(]", source):
        hint = ' Put the number in quotation marks: "000".'
    return f"{path}:{line}:{found[3]}: {found[1]}.{hint}"


def _shown(value: object) -> str:
    """A value as it may be printed: short, on one line, without anything a terminal obeys."""
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."
