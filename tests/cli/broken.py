"""A command that fails in a way that nobody has thought of."""

import click


@click.command("broken")
def broken_command() -> None:
    """Fail."""
    raise RuntimeError("a mistake of ours")
