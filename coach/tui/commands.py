"""Every command of the person, declared once; footer, palette and help page follow from it."""

from dataclasses import dataclass
from typing import Final

from textual.binding import Binding, BindingType

from coach.domain.commands import Command


@dataclass(frozen=True, slots=True)
class UserCommand:
    """A command: its ``id`` (also for a keymap), its keys, its word in the footer, and its help.

    ``asks`` is what it asks of the session, where it is nothing more than that. A command that
    is not ``shown`` stands in the palette and on the help page only.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    asks: Command | None = None
    shown: bool = True

    @property
    def action(self) -> str:
        """Textual's name of what it does."""
        return f"ask('{self.asks.value}')" if self.asks else self.id.replace("-", "_")

    @property
    def bindings(self) -> list[Binding]:
        """The binding that it becomes; only the first key is named in the footer."""
        return [
            Binding(
                ",".join(self.keys),
                self.action,
                self.label,
                show=self.shown,
                key_display=key_name(self.keys[0]),
                tooltip=self.help,
                id=self.id,
            )
        ]


COMMANDS: Final = (
    UserCommand("pause", ("space",), "pause", "Pause."),
    UserCommand("go-on", ("space",), "go on", "Go on; a count of three leads in."),
    UserCommand("ready", ("space",), "ready", "In position: begin.", Command.READY),
    UserCommand("hurts", ("p",), "it hurts", "Stop everything: it hurts.", Command.PAIN),
    UserCommand("next", ("n",), "next", "Leave this exercise for the next step.", Command.NEXT),
    UserCommand(
        "back", ("b",), "back", "Back to the start of this rep, or the one before.", Command.BACK
    ),
    UserCommand(
        "more",
        ("plus", "equals_sign", "m"),
        "more",
        "15 seconds more of a hold or a rest, else one rep more.",
        Command.MORE,
    ),
    UserCommand("easier", ("e",), "easier", "An easier form of this exercise.", Command.EASIER),
    UserCommand("again", ("a",), "again", "Say the last words again.", Command.AGAIN),
    UserCommand(
        "distance", ("d",), "distance", "Three things only, as large as the screen allows."
    ),
    UserCommand(
        "softer", ("less_than_sign", "comma"), "softer", "Make the sound softer.", shown=False
    ),
    UserCommand("louder", ("greater_than_sign",), "louder", "Make the sound louder.", shown=False),
    UserCommand(
        "voice-softer",
        ("left_parenthesis",),
        "voice softer",
        "Make the voice alone softer.",
        shown=False,
    ),
    UserCommand(
        "voice-louder",
        ("right_parenthesis",),
        "voice louder",
        "Make the voice alone louder.",
        shown=False,
    ),
    UserCommand(
        "spasm", ("exclamation_mark",), "in spasm now", "The emergency lines, then rest and breath."
    ),
    UserCommand("routines", ("r",), "another routine", "Choose another routine."),
    UserCommand("history", ("h",), "history", "Pain, sessions and reps over time."),
    UserCommand("longer", ("right", "plus", "equals_sign"), "longer", "Look further back."),
    UserCommand("shorter", ("left", "minus"), "shorter", "Look less far back."),
    UserCommand("close", ("escape", "h"), "back", "Back to where you were."),
    UserCommand("diary", ("l",), "diary", "Note how your back is, and see the last entries."),
    UserCommand("undo", ("u",), "undo", "Take the last entry back."),
    UserCommand("episode", ("e",), "this episode", "When it began, and what a doctor asks first."),
    UserCommand("keep", ("escape",), "keep it", "Keep what was said, and go back."),
    UserCommand("leave-diary", ("escape",), "back", "Back to today; a number given is kept."),
    UserCommand("edit", ("e",), "edit", "Change this routine: its steps and how much of each."),
    UserCommand("edit-text", ("x",), "as text", "Open the file in your own editor."),
    UserCommand("stay", ("escape",), "back", "Keep the routine that was chosen."),
    UserCommand("value-up", ("plus", "equals_sign"), "more", "More of the value that is marked."),
    UserCommand("value-down", ("minus",), "less", "Less of the value that is marked."),
    UserCommand("value-left", ("left",), "value", "Mark the value before.", shown=False),
    UserCommand("value-right", ("right",), "value", "Mark the value after.", shown=False),
    UserCommand("step-up", ("up",), "up", "Go to the step above.", shown=False),
    UserCommand("step-down", ("down",), "down", "Go to the step below.", shown=False),
    UserCommand("move-up", ("K", "shift+up", "alt+up"), "move", "Move the step up."),
    UserCommand("move-down", ("J", "shift+down", "alt+down"), "move down", "Move the step down."),
    UserCommand("add-step", ("a",), "add", "Add a step from the library behind this one."),
    UserCommand("copy-step", ("d",), "double", "Put a copy of the step behind it."),
    UserCommand("delete-step", ("x", "delete"), "delete", "Take the step out."),
    UserCommand("take-back", ("u", "ctrl+z"), "undo", "Take the last change back."),
    UserCommand("do-again", ("ctrl+y", "r"), "redo", "Do again what was taken back.", shown=False),
    UserCommand("retitle", ("t",), "title", "Give the routine another title.", shown=False),
    UserCommand("save", ("s", "ctrl+s"), "save", "Save the routine."),
    UserCommand("leave-editor", ("escape",), "back", "Back to the routines; it asks what to keep."),
    UserCommand("pick-up", ("up",), "up", "Go up in the list.", shown=False),
    UserCommand("pick-down", ("down",), "down", "Go down in the list.", shown=False),
    UserCommand("cancel", ("escape",), "back", "Back, and change nothing."),
    UserCommand("right", ("enter",), "right, go on", "The number for an emergency is right."),
    UserCommand("change", ("c",), "change the number", "Type another number."),
    UserCommand("today", ("t",), "today", "Back to the beginning."),
    UserCommand("finish", ("enter", "space"), "leave", "Leave the coach.", shown=False),
    UserCommand("help", ("question_mark", "f1"), "help", "Explain what can be done here."),
    UserCommand("palette", ("ctrl+p",), "commands", "Find a command by its name.", shown=False),
    UserCommand("leave", ("q", "ctrl+c"), "leave", "Stop, or leave the coach."),
)
"""All of them, in the order in which they are shown."""

BY_ID: Final = {command.id: command for command in COMMANDS}


def bindings(*ids: str) -> list[BindingType]:
    """The bindings of these commands, in this order."""
    return [binding for id in ids for binding in BY_ID[id].bindings]


_NAMES: Final = {
    "question_mark": "?",
    "exclamation_mark": "!",
    "plus": "+",
    "equals_sign": "=",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "comma": ",",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "full_stop": ".",
    "minus": "-",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "delete": "Del",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "backspace": "Backspace",
    "escape": "Esc",
    "enter": "Enter",
}


def key_name(key: str) -> str:
    """A key as it stands on a keyboard."""
    if key in _NAMES:
        return _NAMES[key]
    held, _, last = key.rpartition("+")
    if held in ("shift", "alt") and last in _NAMES:
        return f"{held.capitalize()}+{_NAMES[last]}"
    return key.upper() if key.startswith("f") and key[1:].isdigit() else key
