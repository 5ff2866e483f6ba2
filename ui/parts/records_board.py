"""The records of one type as a table with all fields of the current row, and how both teams stand on it, beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from joint_plan.base.texts import _
from joint_plan.plan.record import key_of, spec_of
from joint_plan.rules.standing import standing
from ui import theme
from ui.parts.details import Details
from ui.parts.empty import EmptyState
from ui.parts.list_card import ListCard
from ui.parts.table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from joint_plan.plan.record import Record
    from joint_plan.plan.snapshot import Snapshot
    from ui.document import Document
    from ui.parts.table_model import Heads

_FORM, _WIDE_FORM, _WIDE = 264, 360, 1100


class RecordsBoard(QWidget):
    """Table and details of one record type."""

    stance_asked = Signal(str, object)

    def __init__(
        self,
        document: Document,
        record_type: type[Record],
        columns: tuple[str, ...],
        *,
        stretch: str,
        icon: str,
        purpose: str,
    ) -> None:
        """Make one.

        Args:
            document: the open plan.
            record_type: what the rows are.
            columns: of the table, by name.
            stretch: the column that takes spare room.
            icon: of the empty state.
            purpose: what an empty list says: what it is for, and what to do first.
        """
        super().__init__()
        self._document, self.record_type = document, record_type
        heads = _heads(record_type) if spec_of(record_type).code else None
        self.table = RecordTable(document, record_type, columns, heads=heads, wraps=True)
        self.table.stretch(stretch)
        self.card = ListCard(self.table)
        self.details = Details(document, closes=False)
        self.details.stance_asked.connect(self.stance_asked)
        self.details.closed.connect(self.table.setFocus)
        self.table.current_changed.connect(self._show)
        self.table.focused.connect(self._show)
        self.empty = EmptyState(icon, purpose, _("Add: {type}").format(type=_(spec_of(record_type).label)))
        self.empty.wanted.connect(self.table.add_row)
        boards = QWidget()
        row = QHBoxLayout(boards)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(3))
        self.left = QVBoxLayout()
        """Room under the table for what a page adds."""
        self.left.setSpacing(theme.space(2))
        self.left.addWidget(self.card, 1)
        row.addLayout(self.left, 1)
        row.addWidget(self.details)
        self._stack = QStackedWidget()
        self._stack.addWidget(boards)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        theme.changed.connect(self._size)
        self._size()

    def _size(self) -> None:
        self.details.setFixedWidth(theme.px(_WIDE_FORM if self.width() >= theme.px(_WIDE) else _FORM))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size()

    def refresh(self) -> None:
        """Show the plan as it is."""
        items = self._document.plan.all(self.record_type)
        self._stack.setCurrentIndex(0 if items else 1)
        if items and self.table.current_item() is None:
            self.table.show_item(items[0].id)
        if items and self.details.current_item() is None:
            self._show(self.table.current_item())

    def _show(self, item: Record | None) -> None:
        shown = self.details.current_item()
        if item is not None and (shown is None or key_of(shown) != key_of(item)):
            self.details.show_item(item)

    def show_item(self, key: str) -> bool:
        """Bring an item into view with the focus on it; says whether it is here."""
        name, _colon, record_id = key.partition(":")
        if name != spec_of(self.record_type).name:
            return False
        self.refresh()
        if self.table.show_item(record_id):
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def current_item(self) -> Record | None:
        """The record whose fields are shown."""
        return self.details.current_item()

    def add(self) -> None:
        """Add a record below the current row."""
        self._stack.setCurrentIndex(0)
        self.table.add_row()


def _heads(record_type: type[Record]) -> Heads:
    spec = spec_of(record_type)

    def heads(plan: Snapshot) -> Mapping[str, str]:
        """Each record's code, with a check where both teams agree on it."""
        said = {}
        for item in plan.all(record_type):
            agreed = spec.agreed(item) and standing(plan, item).agreed
            said[item.id] = f"{item.code} ✓" if agreed else item.code
        return said

    return heads
