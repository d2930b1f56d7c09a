"""The least that Textual can do: one line on a screen, which counts the keys that are pressed."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class BareApp(App[None]):
    """What the coach's screens are measured against."""

    pressed = 0

    def compose(self) -> ComposeResult:
        yield Static("bare app")

    def on_key(self) -> None:
        self.pressed += 1
        self.query_one(Static).update(f"key {self.pressed}.")


if __name__ == "__main__":
    BareApp().run()
