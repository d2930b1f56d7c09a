"""``python -m coach`` and the ``coach`` command."""

import sys


def main() -> int:
    """Run the command line; gives the exit code."""
    from coach.cli.main import run  # noqa: PLC0415 - so that importing this module costs nothing

    return run(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
