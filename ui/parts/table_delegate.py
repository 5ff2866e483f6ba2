"""Editing a cell in place with the same editors as the form, and drawing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from joint_plan.base.errors import FieldError
from joint_plan.plan.kinds import Choice, Flag, Ref
from ui import theme
from ui.parts.editors import FieldEditor, make_editor
from ui.parts.kept_typing import KeptTyping
from ui.parts.painting import draw_tick
from ui.parts.table_model import COLUMN, RecordModel
from ui.parts.text_editors import GrowingEditor

if TYPE_CHECKING:
    from joint_plan.plan.fields import Column
    from ui.document import Document

PADDING = 5
"""Pixels left and right of a cell's words, besides the style's own three."""

Index = QModelIndex | QPersistentModelIndex


_LEFT, _KEPT = "left", "kept_typing"


def _leave(editor: QWidget) -> None:
    editor.setProperty(_LEFT, True)
    kept = editor.findChild(KeptTyping, _KEPT)
    if kept is not None:
        kept.settle()


def text_in(editor: QWidget) -> str:
    """What stands in an editor that is typed in."""
    return editor.text() if isinstance(editor, QLineEdit) else cast("GrowingEditor", editor).toPlainText()


class CellDelegate(QStyledItemDelegate):
    """One for all columns: the kind of the column says how."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        # Before the view closes it: losing the focus then is no second entering.
        self.closeEditor.connect(_leave)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column: Column = index.data(COLUMN)
        editor = make_editor(column, self._document.plan, parent)
        editor.setAutoFillBackground(True)
        field_editor = cast("FieldEditor", editor)
        field_editor.entered.connect(lambda: self._entered(editor))
        if not isinstance(column.kind, Flag | Choice | Ref):
            self._keep(editor, index)
        if isinstance(editor, QLineEdit) and column.blind and not self._is_revealed(index):
            editor.setEchoMode(QLineEdit.EchoMode.Password)
        return editor

    def _keep(self, editor: QWidget, index: Index) -> None:
        """What is typed in a cell survives a crash; it is offered when the cell is opened again."""
        kept = KeptTyping(self._document, *self.kept_at(index), lambda: text_in(editor), editor)
        kept.setObjectName(_KEPT)
        cast("FieldEditor", editor).typed.connect(kept.typed)

    def kept_at(self, index: Index) -> tuple[str, str]:
        """Under which key and column the text of a cell is kept."""
        model = index.model()
        assert isinstance(model, RecordModel)  # the table has no other
        column: Column = index.data(COLUMN)
        return model.key(index.row()), column.name

    def _is_revealed(self, index: Index) -> bool:
        model = index.model()
        assert isinstance(model, RecordModel)  # the table has no other
        record = model.record(index.row())
        column: Column = index.data(COLUMN)
        return bool(getattr(getattr(record, column.field.name), "revealed", False))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        field_editor = cast("FieldEditor", editor)
        if field_editor.dirty:
            return
        column: Column = index.data(COLUMN)
        hidden = column.blind and not self._is_revealed(index)
        field_editor.show_value(column.kind.empty if hidden else index.data(Qt.ItemDataRole.EditRole))
        kept = editor.findChild(KeptTyping, _KEPT)
        if kept is not None and kept.before:
            field_editor.offer(kept.before)
        elif isinstance(editor, QLineEdit):
            editor.selectAll()

    def _entered(self, editor: QWidget) -> None:
        """Enter, a choice, or leaving: the cell closes unless what stands there is not understood."""
        if editor.property(_LEFT) or not self._understood(editor):
            return
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _understood(self, editor: QWidget) -> bool:
        field_editor = cast("FieldEditor", editor)
        try:
            field_editor.value()
        except FieldError as fault:
            message = fault.message[:1].upper() + fault.message[1:]
            field_editor.show_fault(message)
            editor.setAccessibleDescription(message)
            QToolTip.showText(editor.mapToGlobal(QPoint(0, editor.height())), message, editor)
            return False
        return True

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        field_editor = cast("FieldEditor", editor)
        if field_editor.dirty and self._understood(editor):
            model.setData(index, field_editor.value(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        cell = option.rect
        high = max(cell.height(), editor.minimumHeight(), theme.px(28))
        editor.setGeometry(cell.x(), cell.y(), max(cell.width(), theme.px(72)), high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget):
            enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not self._understood(watched):
                return True
            if event.key() == Qt.Key.Key_Escape:
                cast("FieldEditor", watched).show_value(cast("FieldEditor", watched).column.kind.empty)
                self.closeEditor.emit(watched, QAbstractItemDelegate.EndEditHint.RevertModelCache)
                return True
            if enters and not isinstance(watched, GrowingEditor):
                self._entered(watched)
                return True
            if enters:
                return False
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, QWidget):
            field_editor = cast("FieldEditor", watched)
            if field_editor.dirty and not self._understood(watched):
                # Nobody can mend it any more: the plan's value stands.
                field_editor.show_value(field_editor.column.kind.empty)
        return super().eventFilter(watched, event)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """A click anywhere in a cell of yes or no switches it."""
        if index.data(Qt.ItemDataRole.CheckStateRole) is None:
            return super().editorEvent(event, model, option, index)
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            if event.button() == Qt.MouseButton.LeftButton:
                held = index.data(Qt.ItemDataRole.EditRole)
                model.setData(index, not held, Qt.ItemDataRole.EditRole)
            return True
        return event.type() == QEvent.Type.MouseButtonDblClick

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = theme.tokens()
        cell: QRect = option.rect
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(cell, tokens.accent_soft)
        painter.setPen(tokens.border)
        painter.drawLine(cell.bottomLeft(), cell.bottomRight())
        checked = index.data(Qt.ItemDataRole.CheckStateRole)
        if checked is not None:
            size = theme.px(16)
            box = QRectF(cell.x() + PADDING + 3, cell.y() + (cell.height() - size) / 2, size, size)
            draw_tick(painter, box, checked == Qt.CheckState.Checked)
            return
        styled = QStyleOptionViewItem(option)
        # The ground is drawn; Fusion's own would cover it, and its dotted frame is not wanted.
        plain = state & ~QStyle.StateFlag.State_HasFocus & ~QStyle.StateFlag.State_Selected
        styled.state = plain
        styled.rect = cell.adjusted(PADDING, 0, -PADDING, -1)
        super().paint(painter, styled, index)
