"""``coach completion``: what a shell needs to complete commands and routines."""

import click
from click.shell_completion import CompletionItem, get_completion_class


@click.command("completion", short_help="Print shell completion.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(ctx: click.Context, shell: str) -> None:
    """Print the completion script for SHELL.

    Put it where your shell looks, for example: coach completion bash >
    ~/.local/share/bash-completion/completions/coach
    """
    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(ctx.find_root().command, {}, "coach", "_COACH_COMPLETE").source())


def complete_routine(
    _ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The routines whose names begin with ``incomplete``, and files."""
    from coach.cli.house import open_library

    found = [
        CompletionItem(entry.id, help=entry.routine.title if entry.routine else "broken")
        for entry in open_library().entries()
        if entry.id.startswith(incomplete)
    ]
    return found or [CompletionItem(incomplete, type="file")]
