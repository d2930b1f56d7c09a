"""The line of keys at the bottom: as many as fit whole, the important ones first."""

from textual.widgets import Footer


class KeysBar(Footer):
    """A footer in which no key is cut in the middle."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)

    async def recompose(self) -> None:
        """Other keys."""
        await super().recompose()
        self._fit()

    def on_resize(self) -> None:
        """More or less room."""
        self._fit()

    def _fit(self) -> None:
        room = self.size.width
        for key in self.children:
            room -= len(str(key.render()))
            key.display = room >= 0
