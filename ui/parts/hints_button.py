"""The gentle hints on a section: one quiet button with their number, and a list that leads to the items."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton

from joint_plan.base.texts import _, ngettext
from joint_plan.rules.warnings import warnings
from ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from ui.document import Document


class HintsButton(QPushButton):
    """How many things somebody should look at; hidden while there are none."""

    chosen = Signal(str)
    """The key of the item to look at."""

    def __init__(self, document: Document, section_key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._section = document, section_key
        self.setProperty("flat", True)
        self.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
        self.setMenu(QMenu(self))
        self.menu().aboutToShow.connect(self._fill)
        document.committed.connect(self._committed)
        theme.changed.connect(self._dress)
        self._dress()
        self.refresh()

    def _dress(self) -> None:
        self.setIcon(theme.icon("lightbulb", "warn"))

    def _committed(self) -> None:
        parent = self.parentWidget()
        if parent is not None and parent.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Count again."""
        count = len(warnings(self._document.plan, self._section))
        self.setVisible(bool(count))
        words = ngettext("{count} thing to look at", "{count} things to look at", count).format(count=count)
        self.setText(str(count))
        self.setAccessibleName(words)
        self.setToolTip(_("{count}. None of it holds you up.").format(count=words))

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        for hint in warnings(self._document.plan, self._section):
            words = f"{hint.subject[:60]}: {hint.text}".replace("&", "&&")
            menu.addAction(words, partial(self.chosen.emit, hint.key))
