"""Initiatives against the need, a row for each stage, segment and source: needed, covered and the gap, by month."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from joint_plan.base.locale import format_number
from joint_plan.base.texts import _
from joint_plan.rules.funnel import Coverage, CoverageMonth, funnel
from joint_plan.rules.names import name_of
from ui import theme
from ui.parts.funnel_facts import funnel_facts

if TYPE_CHECKING:
    from fractions import Fraction

    from joint_plan.plan.snapshot import Snapshot


class CoverageTable(QTableWidget):
    """Each cell says how many are covered of how many needed; a gap is named in the tooltip and marked by a minus."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Needed and covered by initiatives, by month"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def show_plan(self, plan: Snapshot) -> None:
        """Show the coverage of this plan's initiatives; nothing where none brings records."""
        facts = funnel_facts(plan)
        rows = funnel(plan).coverage
        months = [facts.month_name(month) for month in range(1, facts.funnel.months + 1)]
        self.setColumnCount(3 + len(months))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels([_("Needed"), _("Covered"), _("Gap"), *months])
        self.setVerticalHeaderLabels([_subject(plan, row) for row in rows])
        for place, row in enumerate(rows):
            totals = (_up(row.needed), format_number(row.covered, 0), _gap(row.gap))
            for column, words in enumerate((*totals, *(_gap(month.gap) for month in row.months))):
                gap = row.gap if column == 2 else row.months[column - 3].gap if column > 2 else None
                self._write(place, column, words, short=gap is not None and gap > 0)
            for column, month in enumerate(row.months, 3):
                held = self.item(place, column)
                if held is not None:
                    held.setToolTip(_month_words(month))
        self._fit(len(rows))
        self.setVisible(bool(rows))

    def _fit(self, rows: int) -> None:
        """Twelve months fit beside the subjects at 1366 pixels; more scroll."""
        self.setFont(theme.font("caption", tabular=True))
        head, side = self.horizontalHeader(), self.verticalHeader()
        head.setStyleSheet("QHeaderView::section { padding: 0 4px; }")
        head.setMinimumSectionSize(theme.px(30))
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for column in range(self.columnCount()):
            self.setColumnWidth(column, theme.px(54 if column < 3 else 36))
        head.setFixedHeight(theme.px(24))
        side.setMaximumWidth(theme.px(230))
        side.setDefaultSectionSize(theme.px(24))
        scroll = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(theme.px(24) * (min(4, rows) + 1) + scroll + 2)

    def _write(self, row: int, column: int, words: str, *, short: bool) -> None:
        held = self.item(row, column)
        if held is None:
            held = QTableWidgetItem()
            held.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.setItem(row, column, held)
        held.setText(words)
        colour: QColor = theme.tokens().danger if short else theme.tokens().text
        held.setForeground(colour)


def _subject(plan: Snapshot, row: Coverage) -> str:
    parts = (
        name_of(plan, "FunnelStage", row.stage),
        name_of(plan, "Segment", row.segment),
        name_of(plan, "Source", row.source),
    )
    return ", ".join(filter(None, parts))


def _up(value: Fraction | None) -> str:
    return "–" if value is None else format_number(math.ceil(value))


def _gap(value: Fraction | None) -> str:
    """What is missing with a minus, what is more than needed with a plus."""
    if value is None:
        return "–"
    whole = math.ceil(value)
    return f"−{format_number(whole)}" if whole > 0 else f"+{format_number(-whole)}" if whole < 0 else "0"


def _month_words(month: CoverageMonth) -> str:
    return _("needed {needed}, covered {covered}").format(
        needed=_up(month.needed), covered=format_number(month.covered, 0)
    )
