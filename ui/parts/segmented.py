"""A switch among a few: one of them is on; arrows walk, as among any exclusive buttons."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui import theme
from ui.parts.painting import begin, draw_text


class Segment(QAbstractButton):
    """One of the choices."""

    def __init__(self, key: str, text: str) -> None:
        super().__init__()
        self.key = key
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = theme.metrics("small", 600).horizontalAdvance(self.text())
        return QSize(words + theme.px(15), theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(44), theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = begin(self)
        tokens = theme.tokens()
        place = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked():
            painter.setPen(QPen(tokens.accent, 2 if theme.has_key_focus(self) else 1))
            painter.setBrush(tokens.accent_soft)
            painter.drawRoundedRect(place, 7, 7)
        elif theme.has_key_focus(self):
            painter.setPen(QPen(tokens.accent, 2))
            painter.drawRoundedRect(place, 7, 7)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.canvas)
            painter.drawRoundedRect(place, 7, 7)
        colour = tokens.accent if self.isChecked() else tokens.text
        draw_text(
            painter,
            place.adjusted(6, 0, -6, 0),
            self.text(),
            theme.font("small", 600 if self.isChecked() else 500),
            colour if self.isEnabled() else tokens.border_strong,
            Qt.AlignmentFlag.AlignCenter,
        )


class Segmented(QWidget):
    """The choices side by side in one frame."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2, 2, 2, 2)
        self._row.setSpacing(2)
        self.segments: dict[str, Segment] = {}
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.offer(choices)
        theme.changed.connect(self.updateGeometry)

    def offer(self, choices: tuple[tuple[str, str], ...]) -> None:
        """Offer these (key, words); the chosen one stays chosen, else the first is."""
        if [key for key, _words in choices] == list(self.segments):
            for key, words in choices:
                if self.segments[key].text() != words:
                    self.segments[key].setText(words)
                    self.segments[key].updateGeometry()
            return
        current = self.current()
        for segment in self.segments.values():
            self._group.removeButton(segment)
            self._row.removeWidget(segment)
            segment.deleteLater()
        self.segments = {}
        for key, words in choices:
            segment = Segment(key, words)
            segment.clicked.connect(lambda _checked=False, name=key: self.chosen.emit(name))
            segment.toggled.connect(self.update)
            self._group.addButton(segment)
            self._row.addWidget(segment)
            self.segments[key] = segment
        self.choose(current if current in self.segments else next(iter(self.segments), ""))

    def current(self) -> str:
        """The key of what is chosen, "" while nothing is offered."""
        return next((key for key, segment in self.segments.items() if segment.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose one without announcing it."""
        if key in self.segments:
            self.segments[key].setChecked(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = begin(self)
        tokens = theme.tokens()
        painter.setPen(tokens.border)
        painter.setBrush(tokens.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
