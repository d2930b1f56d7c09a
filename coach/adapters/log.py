"""Where an unexpected error is written down."""

import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from coach import __version__


def write_log() -> str:
    """Append the exception that is being handled to the log; gives the file's name.

    Where the data folder can't be written it goes to a temporary file.
    """
    from coach.adapters.paths import data_folder  # noqa: PLC0415 - only when something failed

    entry = f"{datetime.now(UTC).isoformat()} coach {__version__}\n{traceback.format_exc()}\n"
    for folder in (data_folder(), Path(tempfile.gettempdir())):
        file = folder / "coach.log"
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with file.open("a", encoding="utf-8") as log:
                log.write(entry)
        except OSError:
            continue
        return str(file)
    return "(no log file could be written)"
