"""A card: a painted ground with a hairline, to lay other parts out on."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.parts.painting import begin, draw_card


class Card(QWidget):
    """A surface with rounded corners; parts go into `body`."""

    def __init__(self, padding: int = 3, *, accent: bool = False) -> None:
        """`padding` is a step of `theme.space`, 0 for none; `accent` draws the border of what is being worked on."""
        super().__init__()
        self._accent = accent
        self.body = QVBoxLayout(self)
        inset = theme.space(padding) if padding else 1
        self.body.setContentsMargins(inset, inset, inset, inset)
        self.body.setSpacing(theme.space(2))
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_card(begin(self), QRectF(self.rect()), selected=self._accent)
