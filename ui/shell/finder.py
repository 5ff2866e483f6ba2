"""One line and a list under it: finding in the plan, every action by its name, sections by number or name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.parts.painting import draw_icon, draw_text
from ui.parts.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

Index = QModelIndex | QPersistentModelIndex
_ROW = Qt.ItemDataRole.UserRole
_INDENTED = _ROW + 1
"""Whether any of the rows has an icon, so that their titles stand below each other."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: what choosing it gives, its title, what stands under it, and at its right end."""

    key: str
    title: str
    line: str = ""
    aside: str = ""
    icon: str = ""


Source = Callable[[str], Sequence[Row]]
"""The rows for what is typed."""


class _Rows(QAbstractListModel):
    """The rows that were found."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role == _INDENTED:
            return any(other.icon for other in self.rows)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.title, row.line, row.aside) if part)
        return None


class _Drawn(QStyledItemDelegate):
    """A row on two lines: title and keys above, where it was found below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(_ROW)
        return QSize(200, theme.px(44) if row.line else theme.px(30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(_ROW)
        tokens = theme.tokens()
        box: QRectF = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, tokens.accent_soft)
        left = box.left() + 12
        if row.icon:
            draw_icon(painter, row.icon, "muted", left, box.top() + theme.px(7))
        left += 28 * bool(index.data(_INDENTED))
        aside = theme.metrics("small").horizontalAdvance(row.aside) + 12 if row.aside else 0
        room = box.right() - 12 - left
        high = theme.px(18)
        top = box.top() + (theme.px(5) if row.line else (box.height() - high) / 2)
        title = QRectF(left, top, room - aside, high)
        draw_text(painter, title, row.title, theme.font("body", 600 if row.line else 400), tokens.text)
        if row.aside:
            place = QRectF(left + room - aside + 12, top, aside, high)
            draw_text(painter, place, row.aside, theme.font("small"), tokens.muted)
        if row.line:
            below = QRectF(left, top + high, room, theme.px(16))
            draw_text(painter, below, row.line, theme.font("small"), tokens.muted)
        painter.restore()


class Finder(QDialog):
    """Type, go up and down, Enter takes the row; Esc leaves. `chosen` is the key of the row that was taken."""

    def __init__(self, parent: QWidget, title: str, prompt: str, source: Source, nothing: str) -> None:
        """`nothing` is said where no row fits what is typed."""
        super().__init__(parent)
        self._source, self._nothing = source, nothing
        self.chosen = ""
        self.setWindowTitle(title)
        self.resize(theme.px(620), theme.px(460))
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(4), theme.space(4), theme.space(4), theme.space(4))
        column.setSpacing(theme.space(2))
        self.line = QLineEdit()
        self.line.setPlaceholderText(prompt)
        self.line.setAccessibleName(title)
        self.line.setClearButtonEnabled(True)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self.look)
        column.addWidget(self.line)
        self._model = _Rows(self)
        self.list = QListView()
        self.list.setAccessibleName(title)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Drawn(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda _index: self.take())
        column.addWidget(self.list, 1)
        self.foot = QHBoxLayout()
        self.said = Words("", "small", "muted", wrap=True)
        self.foot.addWidget(self.said, 1)
        column.addLayout(self.foot)

    @property
    def rows(self) -> Sequence[Row]:
        """The rows in the list."""
        return self._model.rows

    def look(self) -> None:
        """Show what fits what is typed."""
        self.show_rows(self._source(self.line.text()))

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows, the first of them taken by Enter."""
        self._model.show_rows(rows)
        if rows:
            self.list.setCurrentIndex(self._model.index(0))
        self.said.setText("" if rows or not self.line.text().strip() else self._nothing)

    def take(self) -> None:
        """Leave with the current row."""
        index = self.list.currentIndex()
        if index.isValid():
            self.chosen = self._model.rows[index.row()].key
            self.accept()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            by = moves.get(Qt.Key(event.key()))
            if by is not None and self.rows:
                row = min(max(self.list.currentIndex().row() + by, 0), len(self.rows) - 1)
                self.list.setCurrentIndex(self._model.index(row))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.take()
                return True
        return super().eventFilter(watched, event)
