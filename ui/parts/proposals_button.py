"""A button with the proposals of a list: starter content that is not in the plan until somebody adopts it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton

from joint_plan.base.texts import N_, _, ngettext
from joint_plan.plan.record import key_of, spec_of, title_of
from joint_plan.rules.proposals import proposals
from ui import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from joint_plan.plan.record import Record
    from ui.document import Document


class ProposalsButton(QPushButton):
    """Opens a list: one proposal at a time, or all of them in one step. Hidden where nothing is left to propose."""

    adopted = Signal(str)
    """The key of the last record that was adopted."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._type: type[Record] | None = None
        self.setToolTip(_("Words to start from. They are proposals: nothing is in the plan until you adopt it."))
        self.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
        self.setMenu(QMenu(self))
        self.menu().aboutToShow.connect(self._fill)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setIcon(theme.icon("lightbulb", "muted"))

    def show_type(self, record_type: type[Record] | None) -> None:
        """Offer the proposals of this record type."""
        self._type = record_type
        self.refresh()

    def offered(self) -> tuple[Record, ...]:
        """What is proposed and not in the plan yet."""
        return proposals(self._document.plan, spec_of(self._type).name) if self._type is not None else ()

    def refresh(self) -> None:
        """Count again: adopted proposals are none any more."""
        count = len(self.offered())
        self.setVisible(bool(count) and not self._document.read_only)
        self.setText(ngettext("{count} proposal", "{count} proposals", count).format(count=count))

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        offered = self.offered()
        menu.addAction(_("Adopt all {count}").format(count=len(offered)), lambda: self.adopt(offered))
        menu.addSeparator()
        for item in offered:
            menu.addAction(title_of(item).replace("&", "&&"), partial(self.adopt, (item,)))

    def adopt(self, items: tuple[Record, ...]) -> None:
        """Put proposals into the plan, as one step."""
        added: list[Record] = []
        label = N_("Adopt “{title}”") if len(items) == 1 else N_("Adopt {count} proposals")
        if not items:
            return
        with self._document.edit(label, title=title_of(items[0]), count=str(len(items))) as edit:
            added.extend(edit.add(item) for item in items)
        if added:
            self.adopted.emit(key_of(added[-1]))
