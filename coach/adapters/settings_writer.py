"""Keeps a setting in ``settings.toml``; everything else in the file stays as it is."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError


def keep_setting(path: Path, key: str, value: str | int | bool, *, table: str = "") -> str:
    """Set ``key`` (in ``table``, where one is named); gives a sentence where it can't be kept.

    Comments, order and the other settings stay. A file with a mistake in it is not touched.
    """

    def set_it(document: tomlkit.TOMLDocument) -> None:
        if table:
            document.setdefault(table, tomlkit.table())[key] = value
        else:
            document[key] = value

    return _change(path, key, set_it)


def drop_setting(path: Path, key: str) -> str:
    """Take ``key`` out of the file; gives a sentence where that can't be done."""
    return _change(path, key, lambda document: document.pop(key, None))


def _change(path: Path, key: str, change: Callable[[tomlkit.TOMLDocument], object]) -> str:
    """Change the file; gives a sentence about ``key`` where it can't be kept."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        text = ""
    except (OSError, UnicodeDecodeError) as error:
        return f"{path}: can't be read, so {key} was not kept: {error}."
    try:
        document = tomlkit.parse(text)
        change(document)
        _replace(path, tomlkit.dumps(document))
    except (TOMLKitError, TypeError, AttributeError) as error:
        return f"{path}: has a mistake in it, so {key} was not kept: {error}."
    except OSError as error:
        return f"{path}: can't be written, so {key} was not kept: {error.strerror or error}."
    return ""


def _replace(path: Path, text: str) -> None:
    """Put the whole new text in the place of the old, or leave the old."""
    target = path.resolve() if path.exists() else path
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = target.with_name(f"{target.name}.new")
    try:
        fresh.write_text(text, encoding="utf-8")
        if target.exists():
            fresh.chmod(target.stat().st_mode)
        fresh.replace(target)
    finally:
        with suppress(FileNotFoundError):
            fresh.unlink()
