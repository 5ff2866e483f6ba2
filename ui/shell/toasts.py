"""Lines that come up at the bottom of the window for some seconds, with at most one button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui import theme
from ui.parts.painting import begin
from ui.parts.words import Words

SECONDS = 7


class ToastBar(QWidget):
    """The newest line; it goes by itself, or when its button is pressed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        layout = QHBoxLayout(self)
        self._layout = layout
        layout.setContentsMargins(theme.space(4), theme.space(2), theme.space(2), theme.space(2))
        self._words = Words(wrap=True)
        self.button = QPushButton()
        self.button.clicked.connect(self._pressed)
        layout.addWidget(self._words, 1)
        layout.addWidget(self.button)
        self._act: Callable[[], None] | None = None
        self._fault = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SECONDS * 1000)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        """What is shown; "" while nothing is."""
        return self._words.text() if self.isVisible() else ""

    def show_line(
        self, text: str, action: str = "", act: Callable[[], None] | None = None, *, fault: bool = False
    ) -> None:
        """Show a line; a fault stays twice as long and carries a red edge."""
        self._act, self._fault = act, fault
        self._words.setText(text)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self._place()
        self.show()
        self.raise_()
        self._timer.start(SECONDS * 1000 * (2 if fault else 1))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _pressed(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()

    def _place(self) -> None:
        parent = self._parent
        width = min(parent.width() - 2 * theme.space(4), theme.px(560))
        self.setFixedWidth(width)
        # The layout alone knows how high the words are in this width: its own hint is that of a narrow column.
        high = self._layout.totalHeightForWidth(width)
        self.setGeometry((parent.width() - width) // 2, parent.height() - high - theme.space(4), width, high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = begin(self)
        painter.setPen(QPen(tokens.danger if self._fault else tokens.border_strong, 1))
        painter.setBrush(tokens.raised)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
