"""A heading that folds what stands under it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.parts.painting import begin, draw_icon, draw_text


class FoldHeading(QAbstractButton):
    """Chevron, title, and something at the right, such as "2 of 9 filled"."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setText(title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._right = ""

    def set_words(self, title: str, right: str) -> None:
        """Say another title, and what stands at the right."""
        self.setText(title)
        self._right = right
        self.setAccessibleName(f"{title}, {right}" if right else title)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        tokens = theme.tokens()
        middle = self.height() / 2
        if theme.has_key_focus(self):
            painter.setPen(tokens.accent)
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        draw_icon(painter, "chevron-down" if self.isChecked() else "chevron-right", "muted", 0, middle - 8)
        right = theme.metrics("caption").horizontalAdvance(self._right) + 4 if self._right else 0
        title = self.rect().adjusted(22, 0, -right, 0)
        draw_text(painter, title, self.text(), theme.font("body", 600), tokens.text)
        aside = self.rect().adjusted(self.width() - right, 0, 0, 0)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        draw_text(painter, aside, self._right, theme.font("caption"), tokens.muted, align, elide=False)


class Fold(QWidget):
    """A heading and, unless folded, a body."""

    toggled = Signal(bool)

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(1))
        self.heading = FoldHeading(title)
        self.body = QWidget()
        layout.addWidget(self.heading)
        layout.addWidget(self.body)
        self.body.hide()
        self.heading.toggled.connect(self.body.setVisible)
        self.heading.toggled.connect(self.toggled)

    def set_open(self, is_open: bool) -> None:
        """Fold or unfold."""
        self.heading.setChecked(is_open)
