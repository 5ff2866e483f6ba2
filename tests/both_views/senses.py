"""What of a window can be read, pointed at or heard."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from joint_plan.workbook import Workbook

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def everything_said(window: QWidget) -> str:
    """Every text, tooltip and accessible name of a window and of all that is in it; masked fields show dots."""
    return _said([window, *window.findChildren(QWidget)])


def perceived(window: QWidget) -> str:
    """The same without what is folded away: what can be read, pointed at or heard as the window stands now."""
    return _said([widget for widget in (window, *window.findChildren(QWidget)) if widget.isVisibleTo(window)])


def _said(widgets: list[QWidget]) -> str:
    said: list[str] = []
    for widget in widgets:
        said += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle()]
        if isinstance(widget, QLabel | QAbstractButton):
            said.append(widget.text())
        elif isinstance(widget, QLineEdit):
            said += [widget.displayText(), widget.placeholderText()]
        elif isinstance(widget, QPlainTextEdit):
            said += [widget.toPlainText(), widget.placeholderText()]
        elif isinstance(widget, QComboBox):
            said += [widget.currentText(), widget.placeholderText()]
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            said += _cells(widget.model())
    return "\n".join(said)


def _cells(model: QAbstractItemModel) -> list[str]:
    root = QModelIndex()
    found = []
    for row in range(model.rowCount(root)):
        # A list keeps its number of columns to itself.
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(root)):
            found += [str(model.index(row, column).data(role) or "") for role in _ROLES]
    return found


def painted(window: QWidget, paper: Path) -> str:
    """Every text that is painted, without blanks: the window drawn on paper, and the paper read."""
    writer = QPdfWriter(str(paper))
    painter = QPainter(writer)
    painter.scale(8, 8)
    window.render(painter, QPoint())
    painter.end()
    del painter, writer
    return "".join("".join(page.extract_text().split()) for page in PdfReader(paper).pages)


def told_by_history(workbook: Workbook) -> str:
    """The names of undo and redo, and the history with what it shows of each change."""
    entries = [f"{entry.label} {[(d.before, d.after) for d in entry.deltas]}" for entry in workbook.history()]
    return "\n".join([workbook.undo_name, workbook.redo_name, *entries])
