"""Where the files that come with the program are."""

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).resolve().parent.parent


def bundled(kind: Literal["routines", "sounds"]) -> Path:
    """The folder of the bundled files of this kind.

    An installed wheel carries them inside the package; a checkout (or an editable install of
    one) has them at its top level.
    """
    packaged = _PACKAGE / "_bundled" / kind
    return packaged if packaged.is_dir() else _PACKAGE.parent / kind
