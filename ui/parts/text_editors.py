"""Editors that are typed in: one line for everything that a kind can parse, and growing lines for longer texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from joint_plan.base.texts import _
from joint_plan.plan.kinds import Text
from ui import theme

if TYPE_CHECKING:
    from joint_plan.plan.fields import Column

_LEAVING_FOR_A_MOMENT = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}


def _asks_undo(event: QEvent) -> bool:
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
    )


class LineEditor(QLineEdit):
    """One line of text, or a number, date or whatever else the column's kind reads.

    It owns Ctrl+Z from the first key until it is entered or taken back; before and after, Ctrl+Z is the plan's.
    """

    entered = Signal()
    typed = Signal(str)
    reverted = Signal()

    def __init__(self, column: Column, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = column
        self._shown: object = column.kind.empty
        self.setPlaceholderText(_(column.field.prompt))
        self.textEdited.connect(self.typed)

    @property
    def dirty(self) -> bool:
        return self.isModified()

    def value(self) -> object:
        if not self.isModified():
            return self._shown
        # Words go to the plan as they are: it says what it drops.
        return self.text() if isinstance(self.column.kind, Text) else self.column.kind.parse(self.text())

    def show_value(self, value: object) -> None:
        self._shown = value
        text = "" if value is None else self.column.kind.edit_text(value)
        self.setText(text)
        self.setCursorPosition(0)
        self.setModified(False)
        self.show_fault("")

    def offer(self, text: str) -> None:
        self.setText(text)
        self.setModified(True)

    def show_fault(self, message: str) -> None:
        theme.mark(self, "fault", bool(message))

    def revert(self) -> None:
        """Back to the plan's value."""
        self.show_value(self._shown)
        self.reverted.emit()

    def event(self, event: QEvent) -> bool:
        if _asks_undo(event) and not self.isModified():
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.isModified():
            self.revert()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.isModified() and event.reason() not in _LEAVING_FOR_A_MOMENT:
            self.entered.emit()


_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class GrowingEditor(QPlainTextEdit):
    """Lines of text; as high as its text, up to a point. Enter enters, Shift+Enter makes a new line."""

    entered = Signal()
    typed = Signal(str)
    reverted = Signal()

    MOST_LINES = 9

    def __init__(self, column: Column, parent: QWidget | None = None, least_lines: int = 1) -> None:
        super().__init__(parent)
        self.column = column
        self._shown = ""
        self._showing = False
        self._least_lines = least_lines
        self._lines = isinstance(column.kind, Text) and column.kind.lines
        self.setPlaceholderText(_(column.field.prompt))
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._text_changed)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def dirty(self) -> bool:
        return self.document().isModified()

    def value(self) -> object:
        if not self.dirty:
            return self._shown
        # Words go to the plan as they are: it says what it drops.
        return self.toPlainText() if self._lines else " ".join(self.toPlainText().split("\n"))

    def show_value(self, value: object) -> None:
        self._shown = str(value or "")
        self._showing = True
        if self.toPlainText() != self._shown or self.dirty:
            self.setPlainText(self._shown)
        self.document().setModified(False)
        self._showing = False
        self.show_fault("")

    def offer(self, text: str) -> None:
        self._showing = True
        self.setPlainText(text)
        # Typing goes on where it stopped.
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.document().setModified(True)
        self._showing = False

    def show_fault(self, message: str) -> None:
        theme.mark(self, "fault", bool(message))
        # Marking applies the style sheet again, with a least height of its own.
        self._fit()

    def revert(self) -> None:
        """Back to the plan's value."""
        self.show_value(self._shown)
        self.reverted.emit()

    def _text_changed(self) -> None:
        self._fit()
        if self.dirty and not self._showing:
            self.typed.emit(self.toPlainText())

    def _fit(self) -> None:
        lines = max(self._least_lines, self._line_count())
        scrolls = lines > self.MOST_LINES
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        shown = min(lines, self.MOST_LINES)
        high = max(theme.px(28), shown * self.fontMetrics().lineSpacing() + 4 + 2 * theme.px(4) + 2)
        if self.height() != high or self.minimumHeight() != high:
            self.setFixedHeight(high)

    def _line_count(self) -> int:
        """How many lines its text takes at this width."""
        block = self.document().firstBlock()
        while block.isValid():
            # Qt breaks a text into lines only when it is drawn; until then it counts one for each paragraph.
            self.blockBoundingRect(block)
            block = block.next()
        return round(self.document().size().height())

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if _asks_undo(event) and not self.dirty:
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & ~_KEYPAD:
            self.entered.emit()
        elif enter and self._lines and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            # Qt would put a line separator there, which is no newline.
            self.insertPlainText("\n")
        elif event.key() == Qt.Key.Key_Escape and self.dirty:
            self.revert()
        elif enter:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.dirty and event.reason() not in _LEAVING_FOR_A_MOMENT:
            self.entered.emit()
