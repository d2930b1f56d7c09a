"""Where the person's own files are.

``COACH_CONFIG_DIR`` and ``COACH_DATA_DIR`` move them; otherwise they are where the system wants
them, with the ``XDG_*`` variables honoured.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def config_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of the settings and of one's own routines."""
    return _moved(environment, "COACH_CONFIG_DIR") or _usual("config")


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of the record."""
    return _moved(environment, "COACH_DATA_DIR") or _usual("data")


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of what can be made again at any time."""
    moved = _moved(environment, "COACH_DATA_DIR")
    return moved / "cache" if moved else _usual("cache")


def settings_file(environment: Mapping[str, str] = os.environ) -> Path:
    """The file of the settings; it need not be there."""
    return config_folder(environment) / "settings.toml"


def _moved(environment: Mapping[str, str], name: str) -> Path | None:
    value = environment.get(name, "")
    if not value:
        return None
    path = Path(value)
    with suppress(RuntimeError):  # "~somebody" who isn't there: a folder of that name, then
        path = path.expanduser()
    return path.absolute()


def _usual(kind: str) -> Path:
    import platformdirs  # noqa: PLC0415 - not needed where the variables are set

    if kind == "config":
        return platformdirs.user_config_path("coach", appauthor=False)
    if kind == "cache":
        return platformdirs.user_cache_path("coach", appauthor=False)
    return platformdirs.user_data_path("coach", appauthor=False)
