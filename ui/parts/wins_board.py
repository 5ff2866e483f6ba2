"""Wins or losses as a part of the Follow-up page: the list, all there is to one, and the form for a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from joint_plan.base.texts import _
from joint_plan.plan.record import key_of, spec_of
from ui import theme
from ui.parts.details import Details
from ui.parts.empty import EmptyState
from ui.parts.list_card import ListCard
from ui.parts.table import RecordTable
from ui.parts.wins_entry import EntryForm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from joint_plan.plan.record import Record
    from joint_plan.plan.snapshot import Snapshot
    from ui.document import Document
    from ui.parts.table_model import Heads

_FORM = 280


class _Stories(RecordTable):
    """Adding needs more than an empty row: it is asked for."""

    wanted = Signal()

    def add_row(self) -> None:
        self.wanted.emit()


class StoriesBoard(QWidget):
    """The part."""

    selected = Signal(object)
    """The record that is shown, or `None`."""
    stance_asked = Signal(str, object)

    def __init__(
        self, document: Document, record_type: type[Record], columns: tuple[str, ...], *, icon: str, purpose: str
    ) -> None:
        """`purpose` is what the empty list says: what it is for and what to do first."""
        super().__init__()
        self._document, self.record_type = document, record_type
        self.table = _Stories(document, record_type, columns, wraps=True, heads=_codes(record_type))
        self.table.stretch(columns[-1])
        self.table.wanted.connect(self.add)
        self.details = Details(document, closes=False)
        self.details.closed.connect(self.table.setFocus)
        self.table.current_changed.connect(self._show)
        self.table.focused.connect(self._show)
        boards = QWidget()
        row = QHBoxLayout(boards)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(3))
        row.addWidget(ListCard(self.table), 1)
        row.addWidget(self.details)
        self.empty = EmptyState(icon, purpose, _("Add: {type}").format(type=_(spec_of(record_type).label)))
        self.empty.wanted.connect(self.add)
        needed = _("Say this too: both teams have a part in it.")
        self.entry = EntryForm(document, record_type, needed)
        self.entry.added.connect(self._added)
        self.entry.left.connect(self._back)
        self._stack = QStackedWidget()
        for page in (boards, self.empty, self.entry):
            self._stack.addWidget(page)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        theme.changed.connect(self._size)
        self._size()

    def _size(self) -> None:
        self.details.setFixedWidth(theme.px(_FORM))

    @property
    def entering(self) -> bool:
        """Whether the form for a new one is shown."""
        return self._stack.currentWidget() is self.entry

    def refresh(self) -> None:
        """Show the plan as it is; a form that is being filled in stays."""
        items = self._document.plan.all(self.record_type)
        if not self.entering:
            self._stack.setCurrentIndex(0 if items else 1)
        if items and self.table.current_item() is None:
            self.table.show_item(items[0].id)
        if self.details.current_item() is None:
            self._show(self.table.current_item())

    def _show(self, item: Record | None) -> None:
        shown = self.details.current_item()
        if item is not None and (shown is None or key_of(shown) != key_of(item)):
            self.details.show_item(item)
        self.selected.emit(item)

    def _added(self, key: str) -> None:
        self._stack.setCurrentIndex(0)
        self.show_item(key)

    def _back(self) -> None:
        self._stack.setCurrentIndex(0 if self._document.plan.all(self.record_type) else 1)
        self.refresh()
        (self.table if self._stack.currentIndex() == 0 else self.empty.button).setFocus()

    # What the page asks

    def show_item(self, key: str) -> bool:
        """Bring a record into view with the focus on it; says whether it is here."""
        name, _colon, record_id = key.partition(":")
        if name != spec_of(self.record_type).name:
            return False
        self._stack.setCurrentIndex(0)
        self.refresh()
        if self.table.show_item(record_id):
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def current_item(self) -> Record | None:
        """The record whose fields are shown."""
        return None if self.entering else self.details.current_item()

    def add(self) -> None:
        """Open the form for a new one; add what stands in it where it is open already."""
        if self._document.read_only:
            return
        if self.entering:
            self.entry.submit()
            return
        self._stack.setCurrentWidget(self.entry)
        self.entry.begin()


def _codes(record_type: type[Record]) -> Heads:
    def codes(plan: Snapshot) -> Mapping[str, str]:
        return {item.id: item.code for item in plan.all(record_type)}

    return codes
