"""A tree to read: long words go on in the next line, and the current row is tinted, not painted over."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from ui import theme

_PADDING = 6
_TALLEST = 100_000


class _Wrapping(QStyledItemDelegate):
    """Gives every row the height that its words need in the width they have."""

    def __init__(self, tree: WrappingTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        self.initStyleOption(option, index)
        room = self._tree.room(index)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        metrics = QFontMetrics(option.font)
        needed = metrics.boundingRect(QRect(0, 0, max(room, 40), _TALLEST), flags, option.text).height()
        return QSize(room, max(theme.px(24), needed + theme.px(_PADDING)))


class WrappingTree(QTreeWidget):
    """A tree with headings; columns share the width."""

    def __init__(self, name: str, headings: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setHeaderLabels(headings)
        self.setWordWrap(True)
        self.setUniformRowHeights(False)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setItemDelegate(_Wrapping(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.header()
        for column in range(len(headings)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.sectionResized.connect(lambda *_change: self.scheduleDelayedItemsLayout())
        theme.changed.connect(self._dress)
        self._dress()

    def room(self, index: QModelIndex | QPersistentModelIndex) -> int:
        """How wide the words of a cell may be."""
        item = self.itemFromIndex(index)
        spanned = item is not None and item.isFirstColumnSpanned()
        width = self.viewport().width() if spanned else self.columnWidth(index.column())
        if index.column():
            return width - 8
        depth, above = 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        ticked = 24 if item is not None and item.data(0, Qt.ItemDataRole.CheckStateRole) is not None else 0
        icon = 24 if item is not None and not item.icon(0).isNull() else 0
        return width - depth * self.indentation() - ticked - icon - 8

    def rows(self) -> list[QTreeWidgetItem]:
        """Every row, top to bottom."""
        return [*_below(self.invisibleRootItem())]

    def _dress(self) -> None:
        tint(self)
        self.setFont(theme.font("body"))
        self.header().setFont(theme.font("caption", 500))
        self.scheduleDelayedItemsLayout()


def _below(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for number in range(item.childCount()):
        child = item.child(number)
        assert child is not None  # counted just above
        yield child
        yield from _below(child)


def tint(view: QAbstractItemView) -> None:
    """Tint the current row of a list or tree, so that its words and icons stay as they are."""
    palette = view.palette()
    palette.setColor(QPalette.ColorRole.Highlight, theme.tokens().accent_soft)
    palette.setColor(QPalette.ColorRole.HighlightedText, theme.tokens().text)
    view.setPalette(palette)
