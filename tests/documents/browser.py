"""Prints pages as somebody would: in a browser without a window."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

PATIENCE: Final = 60.0
NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")


def browser() -> str | None:
    """A browser of Chromium's family, where there is one."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def pages(html: str, paper: str, folder: Path) -> int:
    """How many pages of this paper (``A4``, ``letter``) it takes."""
    found = browser()
    assert found is not None
    page, printed = folder / f"{paper}.html", folder / f"{paper}.pdf"
    assert "size: auto" in html
    page.write_text(html.replace("size: auto", f"size: {paper}"), encoding="utf-8")
    subprocess.run(
        [
            *(found, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"),
            *(f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={printed}", page.as_uri()),
        ],
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", printed.read_bytes()))
