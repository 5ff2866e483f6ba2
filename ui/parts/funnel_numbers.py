"""The funnel's figures as a table that says all the drawing and the month strip say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from joint_plan.base.texts import _
from ui import theme
from ui.parts.funnel_facts import exact_words, whole_words

if TYPE_CHECKING:
    from ui.parts.funnel_facts import FunnelFacts


class FunnelNumbers(QTableWidget):
    """Stages down; committed, exact, still to create, before the plan, then every month across."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("The funnel's figures"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setShowGrid(False)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setDefaultSectionSize(theme.px(24))

    def show_facts(self, facts: FunnelFacts) -> None:
        """Show these figures; only cells that differ are written."""
        months = range(1, facts.funnel.months + 1)
        heads = [_("Committed"), _("Exact"), _("To create"), _("Before")] + [facts.month_name(m) for m in months]
        if (self.rowCount(), self.columnCount()) != (len(facts.stages), len(heads)):
            self.setRowCount(len(facts.stages))
            self.setColumnCount(len(heads))
        self.setHorizontalHeaderLabels(heads)
        self.setVerticalHeaderLabels([stage.name for stage in facts.stages])
        for row, stage in enumerate(facts.stages):
            figure = stage.figure
            values = [
                whole_words(figure.committed),
                exact_words(figure.exact),
                whole_words(figure.still_to_create.committed_total),
                whole_words(figure.committed_before_start),
                *(whole_words(count) for count in figure.months.committed or (None,) * len(months)),
            ]
            for column, words in enumerate(values):
                self._write(row, column, words)
        self.resizeColumnsToContents()

    def _write(self, row: int, column: int, words: str) -> None:
        held = self.item(row, column)
        if held is None:
            held = QTableWidgetItem()
            held.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.setItem(row, column, held)
        if held.text() != words:
            held.setText(words)
