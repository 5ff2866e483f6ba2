"""What becomes of a parked point: cleared, assigned or dropped, by button or by one key in the list."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from joint_plan.base.texts import N_, _
from joint_plan.plan.agreement import ParkingItem
from joint_plan.plan.record import title_of
from ui import theme
from ui.parts.agreement_dialogs import AssignDialog

if TYPE_CHECKING:
    from joint_plan.plan.snapshot import Snapshot
    from ui.document import Document
    from ui.parts.table import RecordTable

# (status, words, key, label of the step)
_BECOMES = (
    ("cleared", N_("Cleared (C)"), Qt.Key.Key_C, N_("Clear {point}")),
    ("assigned", N_("Assign… (A)"), Qt.Key.Key_A, N_("Assign {point}")),
    ("dropped", N_("Drop (D)"), Qt.Key.Key_D, N_("Drop {point}")),
)
_TIPS = {
    "cleared": N_("It is settled; an item parked by it is open again"),
    "assigned": N_("Somebody takes it until a date; it is not in the next version"),
    "dropped": N_("Nobody follows it up; an item parked by it is open again"),
}


class ParkingBar(QWidget):
    """Stands under the parking lot and acts on its current row."""

    def __init__(self, document: Document, table: RecordTable) -> None:
        super().__init__()
        self._document, self._table = document, table
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        self.buttons: dict[str, QPushButton] = {}
        for status, words, _key, _label in _BECOMES:
            button = QPushButton(_(words))
            button.setToolTip(_(_TIPS[status]))
            button.setAccessibleName(_(words).partition(" (")[0])
            button.clicked.connect(lambda _checked=False, name=status: self.settle(name))
            self.buttons[status] = button
            row.addWidget(button)
        row.addStretch(1)
        table.installEventFilter(self)

    def show_plan(self, plan: Snapshot, *, locked: bool = False) -> None:
        """Offer what can be done; `locked` allows no change."""
        for button in self.buttons.values():
            button.setEnabled(bool(plan.all(ParkingItem)) and not locked)

    def settle(self, status: str) -> None:
        """Say what becomes of the current point."""
        point = self._table.current_item()
        if not isinstance(point, ParkingItem) or self._document.read_only:
            return
        changes: dict[str, object] = {"status": status}
        if status == "assigned":
            dialog = AssignDialog(self, self._document.plan, point, dt.datetime.now().astimezone().date())
            if not dialog.exec():
                return
            changes |= {"owner": dialog.parking.owner, "due": dialog.parking.due}
        label = next(label for name, _words, _key, label in _BECOMES if name == status)
        with self._document.edit(label, point=point.code or title_of(point)) as edit:
            edit.set(point, **changes)
        self._table.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._table and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            for status, _words, key, _label in _BECOMES:
                if plain and event.key() == key:
                    self.settle(status)
                    return True
        return super().eventFilter(watched, event)
