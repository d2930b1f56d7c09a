"""Reads ``settings.toml``. A mistake in it is told, and costs no more than the line it is in.

Nothing in the file can loosen a safety rule: it says where somebody lives, whom they call, and
how the coach speaks.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, cast

from coach.domain.sounds import Profile, Tone
from coach.ports.audio_out import LOUDEST, USUAL_VOLUME

BACKENDS: Final = ("auto", "simpleaudio", "miniaudio", "system", "none")
"""What may play: the first that can, one of them, or nothing."""
THEMES: Final = ("dark", "light", "high-contrast", "terminal")
MOTIONS: Final = ("full", "reduced")
FIGURES: Final = ("blocks", "braille")
"""What the body is drawn with: quarters of a cell, or fine dots."""
VOICES: Final = ("auto", "say", "sapi", "piper", "flite", "espeak-ng", "none", "reader")
"""What may speak: the first that can, one of them, nothing, or a screen reader."""
LEVELS: Final = ("auto", "full", "brief", "quiet")
PROFILES: Final = tuple(profile.value for profile in Profile)
SLOWEST, FASTEST, USUAL_RATE = 100, 260, 165
"""Words a minute."""
HIGHEST_MOST: Final = 50
"""The highest number of reps that can be set as the most."""
MOST_A_WEEK: Final = 21
"""Sessions a week that can be a goal: three a day."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person has set; ``None`` where they have not and there is no usual value."""

    country: str | None = None
    """An ISO 3166 code, in capitals."""
    emergency_number: str | None = None
    advice_line: str | None = None
    voice: str = "auto"
    """One of :data:`VOICES`; with ``reader`` a screen reader speaks, and the coach doesn't."""
    voice_name: str | None = None
    """The engine's own name for a voice; for Piper the path of its file."""
    voice_rate: int = USUAL_RATE
    """Words a minute."""
    voice_level: str = "auto"
    """One of :data:`LEVELS`; ``auto`` says less of an exercise that is familiar."""
    voice_volume: int = USUAL_VOLUME
    """0 to 10."""
    sound_backend: str = "auto"
    """One of :data:`BACKENDS`."""
    volume: int = USUAL_VOLUME
    """0 to 10."""
    profile: str = "calm"
    """One of :data:`PROFILES`."""
    own_sounds: tuple[tuple[str, str], ...] = ()
    """Files in place of tones: the tone's name, and the path as it is written."""
    bell: bool = False
    """Whether the terminal's bell rings where there is no other sound."""
    theme: str = "dark"
    """One of :data:`THEMES`."""
    motion: str = "full"
    """One of :data:`MOTIONS`."""
    figure: str = "blocks"
    """One of :data:`FIGURES`."""
    weekly_goal: int | None = None
    """The sessions a week that the person wants; without one there is no goal."""
    most_reps: int | None = None
    """The most reps that the person wants to do of anything; it only lowers."""


@dataclass(frozen=True, slots=True)
class _Key:
    """A key of the file: the field it fills, what reads it, and what it has to be.

    A value of the wrong kind is read as ``None``.
    """

    field: str
    read: Callable[[object], str | int | None]
    wanted: str


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
    lines = text.splitlines()
    found: dict[str, str | int] = {}
    own: list[tuple[str, str]] = []
    problems = []
    for table, key, value in _flat(values):
        where = f"{path}:{_line(lines, table, key)}"
        name = f"{table}.{key}" if table else key
        if key and key in _KEYS and not table:
            problems.append(f"{where}: {key} must be a table, [{key}], not {_shown(value)}.")
        elif key not in _KEYS[table]:
            problems.append(f"{where}: there is no setting {_shown(name)}.{_near(table, key)}")
        else:
            known = _KEYS[table][key]
            settled = known.read(value)
            if settled is None:
                problems.append(f"{where}: {name} must be {known.wanted}, not {_shown(value)}.")
            elif table == "sounds":
                own.append((key, str(settled)))
            else:
                found[known.field] = settled
    settings = replace(Settings(), **cast("dict[str, Any]", found))
    return replace(settings, own_sounds=tuple(own)), tuple(problems)


def _flat(values: dict[str, object]) -> Iterator[tuple[str, str, object]]:
    """Every key with the table that it is in; empty where it is in none."""
    for key, value in values.items():
        if key and key in _KEYS and isinstance(value, dict):
            for inner, content in value.items():
                yield key, inner, content
        else:
            yield "", key, value


def _near(table: str, key: str) -> str:
    """The setting that is probably meant: one with nearly this name, or of this name elsewhere."""
    near = get_close_matches(key, [*_KEYS[table], *(() if table else filter(None, _KEYS))], n=1)
    if near:
        return f" Did you mean {near[0]}?"
    homes = [home for home, keys in _KEYS.items() if key in keys]
    if not homes:
        return ""
    return f" It belongs under [{homes[0]}]." if homes[0] else " It belongs above the tables."


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
    from coach.domain.numbers_to_call import phone_number  # noqa: PLC0415 - few have set a number

    return phone_number(value)


def _text(value: object) -> str | None:
    if isinstance(value, str) and value.strip() and value.isprintable():
        return value.strip()
    return None


def _volume(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LOUDEST:
        return value
    return None


def _goal(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_A_WEEK:
        return value
    return None


def _most_reps(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= HIGHEST_MOST:
        return value
    return None


def _rate(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool) and SLOWEST <= value <= FASTEST:
        return value
    return None


def _yes_or_no(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _word(field: str, words: Sequence[str]) -> _Key:
    """A key that is one of these words."""
    *first, last = (f'"{word}"' for word in words)
    return _Key(
        field,
        lambda value: value if isinstance(value, str) and value in words else None,
        f"{', '.join(first)} or {last}",
    )


_KEYS: Final = {
    "": {
        "country": _Key("country", _country, 'a code of two letters, such as "DE"'),
        "emergency-number": _Key("emergency_number", _number, 'a number to call, such as "112"'),
        "advice-line": _Key("advice_line", _number, 'a number to call, such as "116 117"'),
        "voice": _word("voice", VOICES),
    },
    "sound": {
        "backend": _word("sound_backend", BACKENDS),
        "volume": _Key("volume", _volume, f"a whole number from 0 to {LOUDEST}"),
        "profile": _word("profile", PROFILES),
        "bell": _Key("bell", _yes_or_no, "true or false"),
    },
    "sounds": {tone.value: _Key(tone.value, _text, "the path of a WAV file") for tone in Tone},
    "speech": {
        "level": _word("voice_level", LEVELS),
        "volume": _Key("voice_volume", _volume, f"a whole number from 0 to {LOUDEST}"),
        "rate": _Key("voice_rate", _rate, f"words a minute, from {SLOWEST} to {FASTEST}"),
        "name": _Key("voice_name", _text, "the name of a voice"),
    },
    "screen": {
        "theme": _word("theme", THEMES),
        "motion": _word("motion", MOTIONS),
        "figure": _word("figure", FIGURES),
    },
    "progress": {
        "most-reps": _Key("most_reps", _most_reps, f"a whole number, from 1 to {HIGHEST_MOST}"),
        "weekly-goal": _Key(
            "weekly_goal", _goal, f"a whole number of sessions, from 1 to {MOST_A_WEEK}"
        ),
    },
}
"""The keys of each table; those of no table are under the empty name."""


def _line(lines: Sequence[str], table: str, key: str) -> int:
    """The line on which ``key`` is set; 1 where it can't be told."""
    name = rf"""["']?{re.escape(key)}["']?"""
    header = re.compile(r"""\s*\[+\s*["']?([^"'\].]*)""")
    alone = re.compile(rf"\s*{name}\s*[.=]")
    within = re.compile(rf"""\s*["']?{re.escape(table)}["']?\s*[.=].*?{name}\s*[.=]""")
    current = ""
    for number, line in enumerate(lines, start=1):
        if found := header.match(line):
            current = found[1].strip()
            if not table and current == key:
                return number
        elif (alone if current == table else within).match(line) and current in ("", table):
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
