"""Which theme is in use: light or dark, how large text is; and the one signal that says it changed."""

from __future__ import annotations

import enum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from ui.theme.tokens import DARK, LIGHT, Tokens

SMALLEST, LARGEST, STEP = 90, 175, 5
"""Text size in percent: the bounds, and what one step larger or smaller is."""


class Scheme(enum.StrEnum):
    """What the person chose; SYSTEM follows the desktop, and is light where the desktop says nothing."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The theme in use."""

    changed = Signal()
    """Colours or sizes are others now: whoever paints or caches lays itself out and paints again."""

    def __init__(self) -> None:
        super().__init__()
        self.scheme = Scheme.SYSTEM
        self.text_size = 100
        self._following = False

    @property
    def dark(self) -> bool:
        """Whether dark is in use."""
        if self.scheme is Scheme.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self.scheme is Scheme.DARK

    @property
    def tokens(self) -> Tokens:
        """The colours in use."""
        return DARK if self.dark else LIGHT

    def follow_system(self) -> None:
        """Hear of the desktop's changes from now on."""
        if not self._following:
            QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
            self._following = True

    def _system_changed(self) -> None:
        if self.scheme is Scheme.SYSTEM:
            self.changed.emit()

    def choose(self, scheme: Scheme | None = None, text_size: int | None = None) -> None:
        """Use another scheme or text size (percent, kept within its bounds)."""
        size = self.text_size if text_size is None else min(LARGEST, max(SMALLEST, text_size))
        chosen = self.scheme if scheme is None else scheme
        if (chosen, size) != (self.scheme, self.text_size):
            self.scheme, self.text_size = chosen, size
            self.changed.emit()


current = Theme()


def px(length: float) -> int:
    """A length that grows with the text, such as a control's height: pixels at 100 %."""
    return round(length * current.text_size / 100)
