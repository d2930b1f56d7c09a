"""Guesses the country that somebody is in, so that the right emergency number can be offered.

First from the time zone, which people set to where they are, then from the locale, which often
only says which language they read. Nothing is asked of the network.
"""

import os
import re
import warnings
import zoneinfo
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import tzlocal

_LOCALE_VARIABLES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
_LOCALE: Final = re.compile(r"[A-Za-z]{2,3}[_-]([A-Za-z]{2})(?![A-Za-z0-9])")


def guess_country() -> str | None:
    """The ISO 3166 code of the country that this machine seems to be in, or ``None``."""
    return guess(zone_name(), zone_folders(), os.environ)


def guess(zone: str | None, folders: Iterable[Path], environment: Mapping[str, str]) -> str | None:
    """The country that the zone tells, else the locale in ``environment``."""
    by_zone = country_of_zone(zone, folders) if zone else None
    return by_zone or country_of_locale(environment)


def zone_name() -> str | None:
    """The IANA name of this machine's time zone, where it can be found out."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return tzlocal.get_localzone_name()
    except Exception:  # noqa: BLE001 - a guess, whatever is odd about this machine
        return None


def zone_folders() -> list[Path]:
    """The folders that may hold the tables of time zones: the system's, then ``tzdata``'s."""
    package = find_spec("tzdata")
    packaged = (package.submodule_search_locations or ()) if package else ()
    return [*map(Path, zoneinfo.TZPATH), *(Path(folder) / "zoneinfo" for folder in packaged)]


def country_of_zone(zone: str, folders: Iterable[Path]) -> str | None:
    """The country whose time ``zone`` is, by the first table in ``folders`` that knows it.

    An old name (``US/Eastern``) counts as the zone that it stands for. One without a place
    (``UTC``, ``CET``) says nothing about a country.
    """
    if "/" not in zone:
        return None
    folders = list(folders)
    for name in (zone, _renamed(zone, folders)):
        for folder in folders:
            country = _countries(folder).get(name or "")
            if country:
                return country
    return None


def country_of_locale(environment: Mapping[str, str]) -> str | None:
    """The country that the locale names (``de_AT.UTF-8``), by the first variable that has one."""
    for variable in _LOCALE_VARIABLES:
        match = _LOCALE.match(environment.get(variable, ""))
        if match:
            return match[1].upper()
    return None


def _countries(folder: Path) -> dict[str, str]:
    """Country code by zone name, from the folder's ``zone.tab``; empty where there is none."""
    rows = (line.split("\t") for line in _lines(folder / "zone.tab") if not line.startswith("#"))
    return {row[2]: row[0] for row in rows if len(row) > 2}


def _renamed(zone: str, folders: Iterable[Path]) -> str | None:
    """What an old zone name stands for, by the links of ``tzdata.zi``."""
    for folder in folders:
        for line in _lines(folder / "tzdata.zi"):
            match line.split():
                case ["L", target, name] if name == zone:
                    return target
    return None


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
