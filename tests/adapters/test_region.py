"""Guessing the country from the time zone, then from the locale."""

from pathlib import Path

import pytest

from coach.adapters.region import (
    country_of_locale,
    country_of_zone,
    guess,
    guess_country,
    zone_folders,
)

ZONE_TAB = """\
# a comment	with	tabs
AT	+4813+01620	Europe/Vienna
US	+404251-0740023	America/New_York	Eastern (most areas)
"""
LINKS = "# version\nL America/New_York US/Eastern\nL Europe/Vienna CET\n"


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    (tmp_path / "zone.tab").write_text(ZONE_TAB, encoding="utf-8")
    (tmp_path / "tzdata.zi").write_text(LINKS, encoding="utf-8")
    return [tmp_path / "missing", tmp_path]


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Europe/Vienna", "AT"),
        ("America/New_York", "US"),
        ("US/Eastern", "US"),
        ("Etc/UTC", None),
        ("UTC", None),
        ("CET", None),
        ("Mars/Olympus", None),
    ],
)
def test_country_of_a_zone(folders: list[Path], zone: str, country: str | None) -> None:
    assert country_of_zone(zone, folders) == country


@pytest.mark.parametrize(
    ("environment", "country"),
    [
        ({"LANG": "de_AT.UTF-8"}, "AT"),
        ({"LANG": "de_AT@euro", "LC_MESSAGES": "en_GB"}, "GB"),
        ({"LC_ALL": "C.UTF-8", "LANG": "fr_CA.UTF-8"}, "CA"),
        ({"LC_ALL": "", "LANG": "pt-BR"}, "BR"),
        ({"LANG": "es_419"}, None),
        ({"LANG": "zh_Hant_TW"}, None),
        ({"LANG": "en"}, None),
        ({"LANG": "POSIX"}, None),
        ({}, None),
    ],
)
def test_country_of_a_locale(environment: dict[str, str], country: str | None) -> None:
    assert country_of_locale(environment) == country


@pytest.mark.parametrize(
    ("zone", "environment", "country"),
    [
        ("Europe/Vienna", {"LANG": "en_US.UTF-8"}, "AT"),
        ("Etc/UTC", {"LANG": "en_US.UTF-8"}, "US"),
        (None, {"LANG": "en_US.UTF-8"}, "US"),
        ("Etc/UTC", {"LANG": "C"}, None),
    ],
)
def test_the_zone_comes_before_the_locale(
    folders: list[Path], zone: str | None, environment: dict[str, str], country: str | None
) -> None:
    assert guess(zone, folders, environment) == country


def test_this_machine_has_the_tables() -> None:
    assert country_of_zone("Europe/Berlin", zone_folders()) == "DE"


def test_a_guess_is_a_code_or_none() -> None:
    country = guess_country()
    assert country is None or (len(country) == 2 and country.isupper())
