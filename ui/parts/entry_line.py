"""One line to type or paste new items into: Enter adds what stands there, many pasted lines add many items at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from joint_plan.base.texts import _
from ui import theme
from ui.parts.kept_typing import KeptTyping

if TYPE_CHECKING:
    from ui.document import Document

SEPARATOR = "|"


def split_entry(line: str, parts: int) -> tuple[str, ...]:
    """The parts of a line, as many as asked for; the last takes what is left, missing ones are empty."""
    given = [part.strip() for part in line.split(SEPARATOR, parts - 1)]
    return (*given, *[""] * (parts - len(given)))


class _Line(QLineEdit):
    pasted = Signal(list)
    emptied = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            lines = _lines(QGuiApplication.clipboard().text())
            if len(lines) > 1:
                self.pasted.emit(lines)
                return
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.emptied.emit()
            return
        super().keyPressEvent(event)


class EntryLine(QWidget):
    """The line, a hint at its end, and a fault under it when what was typed cannot be."""

    entered = Signal(list)
    """The lines to add, none of them empty."""

    def __init__(self, placeholder: str, name: str) -> None:
        super().__init__()
        self.line = _Line()
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(name)
        self.line.setToolTip(_("Enter adds it. Paste several lines to add them all."))
        self.line.setFrame(False)
        self._usual_hint = _("Enter adds, paste many lines at once")
        self._hint = QLabel(self._usual_hint)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._fault = QLabel()
        self._fault.setWordWrap(True)
        self._fault.hide()
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(36), 1, theme.px(12), 1)
        row.setSpacing(theme.px(12))
        row.addWidget(self.line, 1)
        row.addWidget(self._hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._fault)
        self.setFocusProxy(self.line)
        self.line.returnPressed.connect(self._enter)
        self.line.pasted.connect(self._take)
        self.line.emptied.connect(self._given_up)
        self._kept: KeptTyping | None = None
        self.line.textEdited.connect(lambda: self.show_fault(""))
        self.line.installEventFilter(self)
        theme.changed.connect(self._dress)
        self._dress()

    def keep_in(self, document: Document, name: str) -> None:
        """Keep what is typed here beside the plan until it is entered; what was left by a crash stands here again."""
        self._kept = KeptTyping(document, f"EntryLine:{name}", "line", self.line.text, self)
        if self._kept.before:
            self.line.setText(self._kept.before)
        self.line.textEdited.connect(self._kept.typed)
        self.line.setEnabled(not document.read_only)

    @property
    def fault(self) -> str:
        """Why what stands in the line was not added; "" if nothing is wrong."""
        return self._fault.text()

    def show_fault(self, words: str) -> None:
        """Say under the line why it was not added; empty takes that away."""
        self._fault.setText(words)
        self._fault.setVisible(bool(words))
        self.update()

    def show_hint(self, words: str, *, ready: bool = False) -> None:
        """Say at the line's end what it would become; `ready` if Enter would add it. Empty: what the line is for."""
        shown = words or self._usual_hint
        room = self.width() * 3 // 5
        self._hint.setText(self._hint.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, room))
        self._hint.setToolTip(words)
        palette = self._hint.palette()
        palette.setColor(self._hint.foregroundRole(), theme.tokens().of("text" if ready else "muted"))
        self._hint.setPalette(palette)
        self.line.setAccessibleDescription(words)

    def clear(self) -> None:
        """Empty the line: what stood there has been added."""
        self.line.clear()
        self.show_fault("")
        self._given_up()

    def _given_up(self) -> None:
        if self._kept is not None:
            self._kept.settle()

    def _enter(self) -> None:
        self._take(_lines(self.line.text()))

    def _take(self, lines: list[str]) -> None:
        if lines:
            self.entered.emit(lines)

    def _dress(self) -> None:
        tokens = theme.tokens()
        self.line.setStyleSheet("QLineEdit { background: transparent; border: 0; padding: 0; }")
        self._hint.setFont(theme.font("caption"))
        self.show_hint("")
        self._fault.setFont(theme.font("caption"))
        self._fault.setStyleSheet(f"color: {tokens.danger.name()}; padding-left: {theme.px(12)}px")
        self.line.setMinimumHeight(theme.px(28))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self.line and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = self.line.geometry().adjusted(-theme.px(36), 0, 0, 0)
        frame.setRight(self.width() - 1)
        border = tokens.danger if self._fault.text() else tokens.accent if self.line.hasFocus() else tokens.border
        painter.setPen(border)
        painter.setBrush(tokens.surface)
        painter.drawRoundedRect(frame.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        size = 16
        painter.drawPixmap(theme.px(12), frame.center().y() - size // 2 + 1, theme.pixmap("plus", "accent", size))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
