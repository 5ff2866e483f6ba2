"""The funnel's inputs as tables, one type at a time, with what is wrong between them on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from joint_plan.base.texts import _
from joint_plan.plan.funnel import (
    Capacity,
    FunnelStage,
    InFlight,
    MonthWeight,
    Rate,
    Scenario,
    ScenarioRate,
    Segment,
    Source,
    SourceShare,
)
from joint_plan.plan.record import Record, spec_of
from joint_plan.rules.funnel import funnel
from joint_plan.rules.names import name_of
from ui import theme
from ui.parts.card import Card
from ui.parts.month_spread import MonthSpread
from ui.parts.table import RecordTable
from ui.parts.words import Words

if TYPE_CHECKING:
    from joint_plan.plan.snapshot import Snapshot
    from ui.document import Document

TYPES: tuple[type[Record], ...] = (
    Segment,
    Source,
    SourceShare,
    FunnelStage,
    Rate,
    MonthWeight,
    InFlight,
    Capacity,
    Scenario,
    ScenarioRate,
)
_COLUMNS: dict[type[Record], tuple[str, ...]] = {
    Segment: ("name", "revenue_target", "existing_revenue", "average_deal_size", "after_plan_monthly_revenue"),
    SourceShare: ("segment", "source", "share", "average_deal_size"),
    Rate: ("stage", "segment", "source", "rate", "days", "evidence", "as_of"),
}


class FunnelInputs(QWidget):
    """A list of the kinds of input at the left, the table of the chosen one at the right."""

    go_to = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.kinds = QListWidget()
        self.kinds.setAccessibleName(_("Kinds of input"))
        self.kinds.setFrameShape(QListWidget.Shape.NoFrame)
        self.kinds.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tables: dict[str, RecordTable] = {}
        self._stack = QStackedWidget()
        for record_type in TYPES:
            spec = spec_of(record_type)
            table = RecordTable(document, record_type, _COLUMNS.get(record_type))
            self.tables[spec.name] = table
            self.kinds.addItem(QListWidgetItem(_(spec.plural)))
            self._stack.addWidget(table)
        self.kinds.currentRowChanged.connect(self._choose)
        self.add_button = QPushButton()
        self.add_button.clicked.connect(self.add)
        self._title = Words(role="strong")
        self._help = Words(role="caption", colour="muted", wrap=True)
        self._problems = Words(role="small", colour="danger", wrap=True)
        self.spread = MonthSpread(document)
        left = Card(2)
        left.body.addWidget(self.kinds)
        self._left = left
        right = Card(3)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.add_button)
        right.body.addLayout(head)
        right.body.addWidget(self._help)
        right.body.addWidget(self._problems)
        right.body.addWidget(self.spread)
        right.body.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(3))
        row.addWidget(left)
        row.addWidget(right, 1)
        theme.changed.connect(self._dress)
        self._dress()
        self.kinds.setCurrentRow(0)

    def refresh(self, plan: Snapshot) -> None:
        """Say what is wrong between the records; the tables follow the plan by themselves."""
        wrong: dict[str, int] = {}
        for problem in funnel(plan).problems:
            wrong[problem.record] = wrong.get(problem.record, 0) + 1
        for row, record_type in enumerate(TYPES):
            spec = spec_of(record_type)
            item = self.kinds.item(row)
            count = len(plan.all(record_type))
            item.setText(f"{_(spec.plural)}  {count}" if count else _(spec.plural))
            item.setIcon(theme.icon("triangle-alert", "warn") if wrong.get(spec.name) else QIcon())
        self.spread.refresh(plan)
        self._show_spread()
        self._say(plan)

    def show_kind(self, name: str) -> None:
        """Show the table of a record type by name, with the focus in it."""
        names = [spec_of(record_type).name for record_type in TYPES]
        if name in names:
            self.kinds.setCurrentRow(names.index(name))
            self.tables[name].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_record(self, key: str) -> bool:
        """Make a record's row the current one; says whether such records are edited here."""
        name, _colon, record_id = key.partition(":")
        if name not in self.tables:
            return False
        self.show_kind(name)
        self.tables[name].show_item(record_id)
        return True

    def add(self) -> None:
        """Add a row to the table that is shown."""
        self.current.add_row()

    @property
    def current(self) -> RecordTable:
        """The table that is shown."""
        return self.tables[spec_of(TYPES[max(0, self.kinds.currentRow())]).name]

    def _choose(self, row: int) -> None:
        self._stack.setCurrentIndex(row)
        spec = spec_of(TYPES[row])
        self._title.setText(_(spec.plural))
        self.add_button.setText(_("Add {what}").format(what=_(spec.label).lower()))
        self.add_button.setToolTip(_("Add a row (Ctrl+Enter)"))
        self._show_spread()
        self._say(self._document.plan)

    def _show_spread(self) -> None:
        """Months can be entered by quarter, month or last period where the table is theirs."""
        is_theirs = TYPES[max(0, self.kinds.currentRow())] is MonthWeight
        self.spread.setVisible(is_theirs and bool(self._document.plan.all(Segment)))

    def _say(self, plan: Snapshot) -> None:
        spec = spec_of(TYPES[max(0, self.kinds.currentRow())])
        self._help.setText(_HELP[spec.name]())
        found = [problem for problem in funnel(plan).problems if problem.record == spec.name]
        words = []
        for problem in found:
            where = name_of(plan, spec.name, problem.id) if problem.id and spec.title else ""
            words.append(f"{where}: {problem.message}" if where else problem.message)
        self._problems.setText("\n".join(words))
        self._problems.setVisible(bool(words))

    def _dress(self) -> None:
        self._left.setFixedWidth(theme.px(176))
        self.kinds.setFont(theme.font("body"))
        tokens = theme.tokens()
        self.kinds.setStyleSheet(
            f"QListWidget {{ background: {tokens.surface.name()}; }}"
            f"QListWidget::item {{ padding: {theme.px(6)}px {theme.px(4)}px; border-radius: 4px; }}"
            f"QListWidget::item:selected {{ background: {tokens.accent_soft.name()}; color: {tokens.text.name()}; }}"
        )
        self.add_button.setIcon(theme.icon("plus", "text"))


_HELP = {
    "Segment": lambda: _("The revenue goal is the sum of these targets. What is booked already counts towards it."),
    "Source": lambda: _("Where records come from, and the stage at which they enter."),
    "SourceShare": lambda: _("How much of a segment's new revenue a source brings; shares are divided by their sum."),
    "FunnelStage": lambda: _("The stages in order; the last one is the win."),
    "Rate": lambda: _("The most specific row holds: segment and source, then segment, then source, then neither."),
    "MonthWeight": lambda: _("How much of the revenue falls into a month. No rows at all: every month the same."),
    "InFlight": lambda: _("What already sits at a stage when the plan starts, as a count or as an amount."),
    "Capacity": lambda: _("How many records people can work each month; rows add up."),
    "Scenario": lambda: _("Factors on the inputs; an empty factor changes nothing."),
    "ScenarioRate": lambda: _("A scenario's factor on one stage's rate; rates stay at most 100 %."),
}
