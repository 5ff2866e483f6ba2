"""Labels in the type and colours of the theme, which follow it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui import theme


class Words(QLabel):
    """A label by role of type and colour; text of people is never read as markup."""

    def __init__(
        self, text: str = "", role: str = "body", colour: str = "text", *, weight: int = 0, wrap: bool = False
    ) -> None:
        super().__init__(text)
        self._role, self._colour, self._weight = role, colour, weight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self._dress)
        self._dress()

    def paint_as(self, colour: str) -> None:
        """Take another colour role."""
        if colour != self._colour:
            self._colour = colour
            self._dress()

    def _dress(self) -> None:
        self.setFont(theme.font(self._role, self._weight))
        palette = self.palette()
        palette.setColor(self.foregroundRole(), theme.tokens().of(self._colour))
        self.setPalette(palette)
