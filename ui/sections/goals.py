"""Goals: the revenue goal and the funnel behind it, shared goals, initiatives, metrics and reports, and the inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from joint_plan.base.texts import _
from joint_plan.plan.goals import Goal, Initiative, Metric, Report
from joint_plan.rules.funnel import READS, coverage_sentence, funnel
from ui import theme
from ui.parts.agreed_cards import AgreedCards, scrolling
from ui.parts.calendar_strip import CalendarList, CalendarStrip
from ui.parts.card import Card
from ui.parts.coverage_table import CoverageTable
from ui.parts.funnel_inputs import FunnelInputs
from ui.parts.funnel_panel import FunnelPanel
from ui.parts.page import SectionPage
from ui.parts.segmented import Segmented
from ui.parts.stance_chips import StanceChips
from ui.parts.table import RecordTable
from ui.parts.tips import plain
from ui.parts.words import Words

if TYPE_CHECKING:
    from joint_plan.plan.record import Record
    from joint_plan.workbook import Committed
    from ui.document import Document

FUNNEL, GOALS, INITIATIVES, METRICS, INPUTS = "funnel", "goals", "initiatives", "metrics", "inputs"
_PARTS = (FUNNEL, GOALS, INITIATIVES, METRICS, INPUTS)
_FUNNEL_SHOWS = {read.__name__ for read in READS} | {"Plan", "Team", "Stage", "Sla", "Goal", "Assent", "ParkingItem"}
_CALENDAR_SHOWS = {"Plan", "Initiative", "Goal", "Report", "Sla", "QuickWin", "ParkingItem", "LeadershipAsk"}
NEED, CALENDAR, LIST = "need", "calendar", "list"
_NOTE = 500
"""Width of the words beside their switch, which fit at 1366 pixels, at 100 %."""
_CARDS_SHOW = {"Goal", "Initiative", "Metric", "Assent", "ParkingItem", "Team", "Participant", "Segment", "Source"}


class GoalsPage(SectionPage):
    """The page: a switch on top, one part at a time under it."""

    def __init__(self, document: Document, section_key: str = "goals", parent: QWidget | None = None) -> None:
        super().__init__(document, section_key, parent)
        self.switch = Segmented(
            _("What to show"),
            (
                (FUNNEL, _("Funnel")),
                (GOALS, _("Goals")),
                (INITIATIVES, _("Initiatives")),
                (METRICS, _("Metrics")),
                (INPUTS, _("Inputs")),
            ),
        )
        self.extras.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        self.funnel = FunnelPanel(document)
        self.goals = AgreedCards(
            document,
            Goal,
            ("baseline", "target", "due"),
            ("marketing_contribution", "sales_contribution"),
            "target",
            _("Start with the revenue goal, then two or three goals to which both teams contribute."),
        )
        self.initiatives = AgreedCards(
            document,
            Initiative,
            ("segment", "source", "stage", "expected", "budget"),
            ("marketing_does", "sales_does"),
            "megaphone",
            _("What will you do together to fill the funnel, and how many records will it bring by month?"),
        )
        self.coverage = CoverageTable()
        self.calendar = CalendarStrip()
        self.dates = CalendarList()
        self.against = Segmented(
            _("What to show by month"),
            ((NEED, _("Against the need")), (CALENDAR, _("Calendar")), (LIST, _("Calendar as a list"))),
        )
        self.metrics = RecordTable(
            document,
            Metric,
            ("name", "definition", "metric_class", "decision", "owner_team", "source_system", "drives_decision"),
        )
        self.metric_chips = StanceChips(document)
        self.reports = RecordTable(document, Report)
        self.inputs = FunnelInputs(document)
        self._stack = QStackedWidget()
        funnel = scrolling(self.funnel, sideways=True)
        for part in (funnel, self.goals, self._initiatives(), self._metrics(), self.inputs):
            self._stack.addWidget(part)
        self.body.addWidget(self._stack, 1)
        self._stale = set(_PARTS)
        self._connect()
        self.refresh(None)

    def _initiatives(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(3))
        by_month = Card(2)
        head = QHBoxLayout()
        head.setSpacing(theme.space(3))
        head.addWidget(self.against)
        self._by_month_note = Words(role="caption", colour="muted")
        head.addWidget(self._by_month_note, 1)
        by_month.body.addLayout(head)
        for part in (self.coverage, self.calendar, self.dates):
            by_month.body.addWidget(part)
        column.addWidget(by_month)
        column.addWidget(self.initiatives, 1)
        return page

    def _metrics(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(3))
        kept = Card(3)
        head = QHBoxLayout()
        head.addWidget(Words(_("Metrics"), "strong"))
        head.addWidget(Words(_("Keep few: outcomes and what drives them"), "caption", "muted"), 1)
        head.addWidget(self.metric_chips)
        kept.body.addLayout(head)
        kept.body.addWidget(self.metrics, 1)
        reports = Card(3)
        reports.body.addWidget(Words(_("Reports to keep, merge or retire"), "strong"))
        reports.body.addWidget(self.reports, 1)
        column.addWidget(kept, 3)
        column.addWidget(reports, 2)
        return page

    def _connect(self) -> None:
        self.switch.chosen.connect(self.show_part)
        self.funnel.go_to.connect(self.go_to)
        self.against.chosen.connect(lambda _part: self._show_by_month())
        self.dates.go_to.connect(self.go_to)
        self.funnel.inputs_asked.connect(self._show_inputs)
        self.funnel.goal.chips.asked.connect(self.stance_asked)
        self.goals.stance_asked.connect(self.stance_asked)
        self.initiatives.stance_asked.connect(self.stance_asked)
        self.metric_chips.asked.connect(self.stance_asked)
        self.metrics.current_changed.connect(self._show_metric)

    # Showing the plan

    def refresh(self, committed: Committed | None) -> None:
        touched = None if committed is None else {delta.type for delta in committed.deltas}
        if touched is None:
            self._stale = set(_PARTS)
        else:
            if touched & _FUNNEL_SHOWS:
                self._stale |= {FUNNEL, INITIATIVES, INPUTS}
            if touched & _CALENDAR_SHOWS:
                self._stale.add(INITIATIVES)
            if touched & _CARDS_SHOW:
                self._stale |= {GOALS, INITIATIVES, METRICS}
        self._refresh_part()
        self.set_next()

    def _refresh_part(self) -> None:
        """Draw the part that is shown, if something in it changed since it was drawn last."""
        part = self.switch.current()
        if part not in self._stale:
            return
        self._stale.discard(part)
        if part == FUNNEL:
            self.funnel.show_plan(self.document.plan)
        elif part == GOALS:
            self.goals.refresh()
        elif part == INITIATIVES:
            self.initiatives.refresh()
            self._show_by_month()
        elif part == METRICS:
            self._show_metric(self.metrics.current_item())
        else:
            self.inputs.refresh(self.document.plan)

    def _show_by_month(self) -> None:
        """Show what is chosen above the initiatives: the need by month, or the calendar drawn or as a list."""
        plan, part = self.document.plan, self.against.current()
        for shown, widget in ((NEED, self.coverage), (CALENDAR, self.calendar), (LIST, self.dates)):
            if shown == part:
                widget.show_plan(plan)
            widget.setVisible(shown == part)
        note = whole = _("What runs, what is due, and when quarters end")
        if part == NEED:
            found = funnel(plan)
            rows = sorted(found.coverage, key=lambda row: -(row.gap or 0))
            gaps = [coverage_sentence(found, row) for row in rows]
            note = gaps[0] if gaps else _("Say what initiatives bring by month, and at which stage.")
            whole = "\n".join(gaps) or note
            self.coverage.setAccessibleDescription(". ".join(gaps))
            self.coverage.setVisible(bool(gaps))
        room = theme.px(_NOTE)
        words = self._by_month_note.fontMetrics().elidedText(note, Qt.TextElideMode.ElideRight, room)
        self._by_month_note.setText(words)
        self._by_month_note.setToolTip(plain(whole))

    def show_part(self, key: str) -> None:
        """Show a part of the page: funnel, goals, initiatives, metrics, inputs."""
        self.switch.choose(key)
        self._stack.setCurrentIndex(_PARTS.index(key))
        self._refresh_part()

    def _show_inputs(self, record_type: str) -> None:
        self.show_part(INPUTS)
        self.inputs.show_kind(record_type)

    def _show_metric(self, item: object) -> None:
        kept = isinstance(item, Metric) and item.decision == "keep"
        self.metric_chips.show_item(item if isinstance(item, Metric) and kept else None)
        self.metric_chips.setVisible(kept)

    # What the window asks

    def reveal_item(self, key: str) -> None:
        kind = key.partition(":")[0]
        if kind == "Goal":
            self.show_part(GOALS)
            self.goals.focus_item(key)
        elif kind == "Initiative":
            self.show_part(INITIATIVES)
            self.initiatives.focus_item(key)
        elif kind in {"Metric", "Report"}:
            self.show_part(METRICS)
            table = self.metrics if kind == "Metric" else self.reports
            table.show_item(key.partition(":")[2])
            table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.show_part(INPUTS)
            self.inputs.show_record(key)

    def focused_item(self) -> Record | None:
        return self.funnel.focused_record() or super().focused_item()

    def add_item(self) -> None:
        part = self.switch.current()
        if part == GOALS:
            self.goals.add()
        elif part == INITIATIVES:
            self.initiatives.add()
        elif part == METRICS:
            (self.reports if self.reports.hasFocus() else self.metrics).add_row()
        elif part == INPUTS:
            self.inputs.add()
