"""The 30-day list: what was picked, who does it in each team, the first step, when, what for; gaps are flagged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from joint_plan.base.texts import _, ngettext
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import Record, key_of, spec_of
from joint_plan.rules.names import label_of
from joint_plan.rules.priorities import MISSING, missing_in, thirty_days
from joint_plan.rules.standing import standing
from ui import theme
from ui.parts.empty import EmptyState
from ui.parts.list_card import ListCard
from ui.parts.table import RecordTable
from ui.parts.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from joint_plan.plan.snapshot import Snapshot
    from ui.document import Document

_COLUMNS = ("title", "marketing_owner", "sales_owner", "first_step", "due", "serves")


class ThirtyDayList(QWidget):
    """The list as a table to fill in, and in words what is still missing."""

    selected = Signal(str)
    """Key of the idea in the current row."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.table = RecordTable(
            document,
            QuickWin,
            _COLUMNS,
            rows=thirty_days,
            new=lambda: QuickWin(picked=True),
            heads=_heads,
            wraps=True,
            flagged=lambda item, column: column.name in missing_in(document.plan, item),
        )
        self.table.stretch("title")
        self.card = ListCard(self.table, _("The next 30 days"))
        self.missing = Words(role="small", wrap=True)
        self.missing.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(2))
        self.card.body.addWidget(self.missing)
        self.empty = EmptyState(
            "calendar-days",
            _("What both teams start this month. Pick ideas from the list: Enter on an idea's number, or Pick."),
            _("Back to the ideas"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card, 1)
        column.addWidget(self.empty, 1)
        self.table.current_changed.connect(self._announce)
        self.table.focused.connect(self._announce)
        self.refresh()

    def _announce(self, item: Record | None) -> None:
        if item is not None:
            self.selected.emit(key_of(item))

    def refresh(self) -> None:
        """Say again what is missing."""
        plan = self._document.plan
        picked = thirty_days(plan)
        self.card.setVisible(bool(picked))
        self.empty.setVisible(not picked)
        self.card.aside.setText(ngettext("{count} picked", "{count} picked", len(picked)).format(count=len(picked)))
        spec = spec_of(QuickWin)
        said = []
        for item in picked:
            gaps = [label_of(plan, spec.by_column[name]) for name in MISSING if name in missing_in(plan, item)]
            if gaps:
                said.append(_("{code}: {fields}").format(code=item.code, fields=", ".join(gaps)))
        words = _("Still missing – {gaps}").format(gaps="; ".join(said)) if said else _("Nothing is missing.")
        self.missing.setText(words)
        self.missing.paint_as("warn" if said else "ok")


def _heads(plan: Snapshot) -> Mapping[str, str]:
    return {item.id: f"{item.code} ✓" if standing(plan, item).agreed else item.code for item in thirty_days(plan)}
