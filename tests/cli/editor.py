"""An editor for tests: it notes how it was called, and does what was written down for it.

``python editor.py FOLDER [OPTIONS] FILE``: each call takes the next line of ``FOLDER/orders``:
``leave`` alone, ``write NAME`` the text of another file of the folder, ``keep NAME`` a copy of what
was opened there, ``delete`` it, ``fail``, or ``spoil NAME``, which is to write and to fail.
"""

import json
import sys
from pathlib import Path


def main() -> int:
    folder, *given = sys.argv[1:]
    calls = Path(folder, "calls")
    done = calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []
    calls.write_text("".join(f"{one}\n" for one in (*done, json.dumps(given))), encoding="utf-8")
    order = Path(folder, "orders").read_text(encoding="utf-8").splitlines()[len(done)]
    file = Path(given[-1])
    word, _, name = order.partition(" ")
    if word == "keep":
        Path(folder, name).write_bytes(file.read_bytes())
    elif word in ("write", "spoil"):
        file.write_bytes(Path(folder, name).read_bytes())
    elif word == "delete":
        file.unlink()
    return 3 if word in ("fail", "spoil") else 0


if __name__ == "__main__":
    sys.exit(main())
