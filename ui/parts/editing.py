"""Opening the editor of a cell in a table."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView


def edit_cell(view: QAbstractItemView, index: QModelIndex) -> None:
    """Open a cell's editor. Where the cell has none, or one is open already, nothing happens: Qt would complain."""
    editable = index.flags() & Qt.ItemFlag.ItemIsEditable
    if editable and view.state() != QAbstractItemView.State.EditingState:
        view.edit(index)
