"""What a page or list says while there is nothing in it: what it is for and what to do first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui import theme


class EmptyState(QWidget):
    """Icon, what this is for, and one button for the first step."""

    wanted = Signal()
    """The person presses the button."""

    def __init__(self, icon: str, purpose: str, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.space(6), theme.space(5), theme.space(6), theme.space(5))
        layout.setSpacing(theme.space(3))
        layout.addStretch(1)
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self._icon)
        self._words = QLabel(purpose)
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setMaximumWidth(theme.px(420))
        self._words.setMinimumWidth(theme.px(160))
        # Between stretches, not aligned: a layout asks an aligned label how high it is at another width than it gets.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._words, 100)
        row.addStretch(1)
        layout.addLayout(row)
        self.button = QPushButton(action)
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self.wanted)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        # Only now: shown while it stands nowhere, it would be a window of its own for a moment.
        self.button.setVisible(bool(action))
        layout.addStretch(2)
        self._style()
        theme.changed.connect(self._style)

    def _style(self) -> None:
        self._icon.setPixmap(theme.pixmap(self._icon_name, "border_strong", 32))
        self._words.setFont(theme.font("strong", 400))
        self._words.setStyleSheet(f"color: {theme.tokens().muted.name()}")
        self.button.setIcon(theme.icon("plus", "text"))
