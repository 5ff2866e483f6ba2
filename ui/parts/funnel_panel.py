"""The funnel at a glance: goal, drawing, months, the band before the plan, levers and guesses, in one column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from joint_plan.base.texts import _, ngettext
from joint_plan.plan.funnel import Scenario
from joint_plan.plan.session import Team
from joint_plan.rules.funnel import capacity_sentence, guess_parts, lever_parts, load_name, month_name
from ui import theme
from ui.parts.before_band import BeforeBand
from ui.parts.card import Card
from ui.parts.explanation import Explanation, ExplanationSheet
from ui.parts.funnel_chart import FunnelChart, StageButton
from ui.parts.funnel_facts import FunnelFacts, funnel_facts, scenario_choices
from ui.parts.funnel_numbers import FunnelNumbers
from ui.parts.funnel_words import (
    band_explained,
    before_explained,
    capacity_explained,
    levers_explained,
    month_explained,
    shortest,
    stage_explained,
    step_explained,
)
from ui.parts.goal_card import RevenueGoalCard
from ui.parts.month_strip import MonthStrip
from ui.parts.scenario_table import ScenarioTable
from ui.parts.sentences_card import Sentence, SentencesCard
from ui.parts.tips import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from joint_plan.plan.record import Record
    from joint_plan.plan.snapshot import Snapshot
    from ui.document import Document


class FunnelPanel(QWidget):
    """Everything the funnel says; every figure opens to where it comes from."""

    go_to = Signal(str)
    inputs_asked = Signal(str)
    """Name of the record type whose inputs to show, such as "Rate"."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._segment, self._scenario = "", ""
        self._facts: FunnelFacts | None = None
        self._opened: tuple[Callable[[], Explanation | None], QAbstractButton] | None = None
        self.goal = RevenueGoalCard(document)
        self.chart = FunnelChart()
        self.numbers = FunnelNumbers()
        self.months = MonthStrip()
        self.band = BeforeBand()
        self.levers = SentencesCard("trending-up", "ok")
        self.capacity = QPushButton()
        self.capacity.clicked.connect(self._open_capacity)
        self.levers.add_beside(self.capacity)
        self.guesses = SentencesCard("circle-help", "warn")
        self.scenarios = ScenarioTable()
        self.problems = QPushButton()
        self.problems.clicked.connect(self._open_problem)
        self.as_table = QPushButton()
        self._lay_out()
        self.sheet = ExplanationSheet(self)
        self.sheet.closed.connect(self._sheet_closed)
        self.sheet.linked.connect(self.go_to)
        self.chart.stage_opened.connect(self._open_stage)
        self.chart.step_opened.connect(self._open_step)
        self.months.month_opened.connect(self._open_month)
        self.months.stage_chosen.connect(self._show_months)
        self.band.clicked.connect(self._open_band)
        self.levers.more_asked.connect(self._open_levers)
        self.guesses.more_asked.connect(lambda: self.inputs_asked.emit("Rate"))
        self.goal.segment_chosen.connect(self._choose_segment)
        self.goal.scenario_chosen.connect(self._choose_scenario)
        self.as_table.clicked.connect(self._flip)
        theme.changed.connect(self._dress)
        self._dress()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        self._drawing = QStackedWidget()
        self._drawing.addWidget(self.chart)
        self._drawing.addWidget(self.numbers)
        card = Card(0)
        card.body.addWidget(self._drawing)
        self.as_table.setParent(card)
        card.installEventFilter(self)
        self._card = card
        lower = QHBoxLayout()
        lower.setSpacing(theme.space(2))
        lower.addWidget(self.levers, 4)
        lower.addWidget(self.guesses, 4)
        lower.addWidget(self.scenarios, 3)
        column.addWidget(self.goal)
        column.addWidget(self.problems)
        column.addWidget(card, 5)
        column.addWidget(self.months, 2)
        column.addWidget(self.band)
        column.addLayout(lower, 2)

    def _dress(self) -> None:
        self.problems.setIcon(theme.icon("triangle-alert", "warn"))
        flipped = self._drawing.currentWidget() is self.numbers
        self.as_table.setIcon(theme.icon("trending-up" if flipped else "table", "muted"))
        words = _("Show the drawing") if flipped else _("Show the figures as a table")
        self.as_table.setToolTip(words)
        self.as_table.setAccessibleName(words)
        if self._facts is not None:
            self._show_capacity(self._facts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_goal()
        self._show_scenarios()
        self.sheet.dismiss()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._card and event.type() == QEvent.Type.Resize:
            self._place_button()
        return False

    def _place_button(self) -> None:
        size = theme.px(28)
        self.as_table.setGeometry(self._card.width() - size - 6, self._card.height() - size - 6, size, size)
        self.as_table.raise_()

    def _flip(self) -> None:
        self.sheet.dismiss()
        self._drawing.setCurrentIndex(1 - self._drawing.currentIndex())
        if self._drawing.currentWidget() is self.numbers and self._facts is not None:
            self.numbers.show_facts(self._facts)
        self._dress()

    # Showing the plan

    def show_plan(self, plan: Snapshot) -> None:
        """Show the plan's funnel for the chosen segment and scenario; an open figure is computed again."""
        if self._scenario and plan.get(Scenario, self._scenario) is None:
            self._scenario = ""
        if self._segment and all(item.segment.id != self._segment for item in funnel_facts(plan).funnel.inputs.needs):
            self._segment = ""
        facts = self._facts = funnel_facts(plan, self._segment, self._scenario)
        names = {team.id: team.short_name or team.name for team in plan.all(Team)}
        self._show_goal()
        self.chart.show_facts(facts, names)
        if self._drawing.currentWidget() is self.numbers:
            self.numbers.show_facts(facts)
        self.months.show_facts(facts)
        self.band.show_facts(plan, facts)
        self._show_lists(facts)
        self._show_capacity(facts)
        self._show_problems(facts)
        self._show_scenarios()
        if self._opened is not None:
            self._explain(*self._opened, focus=False)

    @property
    def _roomy(self) -> bool:
        return self.width() > theme.px(1100)

    def _show_goal(self) -> None:
        if self._facts is not None:
            self.goal.show_facts(self._document.plan, self._facts, self._segment, roomy=self._roomy)
            self.goal.scenario.choose(self._scenario)

    def _show_scenarios(self) -> None:
        """Side by side where there is room for them; not even computed where there is not."""
        roomy = self._roomy and self._facts is not None
        if roomy:
            plan = self._document.plan
            self.scenarios.show_plan(plan, scenario_choices(plan), self._scenario, self._segment)
        self.scenarios.setVisible(roomy and self.scenarios.columns > 1)

    def _show_lists(self, facts: FunnelFacts) -> None:
        levers = [lever for lever in facts.funnel.levers if lever.fewer_entry_records]
        lines = []
        for lever in levers[:4]:
            lines.append(Sentence(*lever_parts(facts.funnel, lever)))
        more = _("All {count}").format(count=len(levers)) if len(levers) > 2 else ""
        self.levers.show_sentences(_("Levers"), "", tuple(lines), more)
        guesses = facts.funnel.guesses
        shown = []
        for guess in guesses[:4]:
            shown.append(Sentence(*guess_parts(facts.funnel, guess)))
        title = _("Rests on guesses ({count})").format(count=len(guesses))
        note = _("if 5 points lower") if guesses else ""
        if not shown:
            shown = [Sentence(_("Nothing: every rate in use comes from data."))]
        self.guesses.show_sentences(title, note, tuple(shown), _("Rates") if guesses else "")

    def _show_capacity(self, facts: FunnelFacts) -> None:
        """Name the first month in which people do not suffice; it opens to all months."""
        loads = shortest(facts)
        self.capacity.setVisible(bool(loads))
        if not loads:
            return
        first = loads[0]
        words = _("People suffice")
        if first.first_short is not None:
            words = _("{stage} short in {month}").format(
                stage=load_name(facts.funnel, first), month=month_name(facts.funnel.inputs, first.first_short)
            )
        elif any(month.need is None for load in loads for month in load.months):
            words = _("People: not known")
        self.capacity.setIcon(theme.icon("triangle-alert", "warn") if words != _("People suffice") else QIcon())
        fitting = self.capacity.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, theme.px(190))
        self.capacity.setText(fitting.replace("&", "&&"))
        said = [capacity_sentence(facts.funnel, load) for load in loads]
        self.capacity.setAccessibleName(". ".join(said))
        self.capacity.setToolTip(plain("\n".join(said)))

    def _show_problems(self, facts: FunnelFacts) -> None:
        problems = facts.funnel.problems
        self.problems.setVisible(bool(problems))
        if problems:
            more = len(problems) - 1
            also = ngettext("{count} more", "{count} more", more).format(count=more)
            words = f"{problems[0].message} ({also})" if more else problems[0].message
            fitting = self.problems.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, theme.px(760))
            self.problems.setText(fitting.replace("&", "&&"))
            self.problems.setToolTip("\n".join(problem.message for problem in problems))

    def _open_problem(self) -> None:
        problems = self._facts.funnel.problems if self._facts is not None else ()
        if problems:
            self.inputs_asked.emit(problems[0].record)

    def _choose_segment(self, segment: str) -> None:
        self._segment = segment
        self.show_plan(self._document.plan)

    def _choose_scenario(self, scenario: str) -> None:
        self._scenario = scenario
        self.show_plan(self._document.plan)

    def _show_months(self, stage: str) -> None:
        if self._facts is not None:
            self.months.show_facts(self._facts, stage)

    # Opening figures

    def _explain(
        self, explained: Callable[[], Explanation | None], button: QAbstractButton, *, focus: bool = True
    ) -> None:
        what = explained()
        if what is None or not button.isVisible():
            self.sheet.dismiss()
            return
        self._opened = (explained, button)
        self.chart.mark_open(button)
        self.months.mark_open(button)
        # Under the rates on the bar, which stay readable.
        gap = theme.px(24) if isinstance(button, StageButton) else 0
        self.sheet.explain(what, button, gap=gap, focus=focus)

    def _sheet_closed(self) -> None:
        opened, self._opened = self._opened, None
        self.chart.mark_open(None)
        self.months.mark_open(None)
        if opened is not None and self.sheet.had_focus:
            opened[1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open_stage(self, stage: str) -> None:
        button = self.chart.stage_button(stage)
        if button is None or self._toggled(button):
            return
        self._show_months(stage)

        def explained() -> Explanation | None:
            facts = self._facts
            found = facts.stage(stage) if facts is not None else None
            return stage_explained(self._document.plan, facts, found) if facts is not None and found else None

        self._explain(explained, button)

    def _open_step(self, stage: str) -> None:
        button = self.chart.step_button(stage)
        if button is None or self._toggled(button):
            return

        def explained() -> Explanation | None:
            facts = self._facts
            found = next((step for step in facts.steps if step.stage == stage), None) if facts is not None else None
            return step_explained(self._document.plan, facts, found) if facts is not None and found else None

        self._explain(explained, button)

    def _open_month(self, month: int) -> None:
        button = self.months.cell_button(month)
        if button is None or self._toggled(button):
            return

        def explained() -> Explanation | None:
            facts = self._facts
            found = facts.stage(self.months.stage) if facts is not None else None
            if facts is None or found is None or month > facts.funnel.months:
                return None
            if not month:
                return before_explained(self._document.plan, facts, found)
            return month_explained(facts, found, month)

        self._explain(explained, button)

    def _toggled(self, button: QAbstractButton) -> bool:
        """Whether this button's figure was open: it is closed then."""
        was_open = self._opened is not None and self._opened[1] is button
        if was_open:
            self.sheet.dismiss()
        return was_open

    def _open_band(self) -> None:
        if not self._toggled(self.band):
            self._explain(self._of_facts(band_explained), self.band)

    def _open_levers(self) -> None:
        if not self._toggled(self.levers.more):
            self._explain(self._of_facts(levers_explained), self.levers.more)

    def _open_capacity(self) -> None:
        if not self._toggled(self.capacity):
            self._explain(self._of_facts(capacity_explained), self.capacity)

    def _of_facts(self, rule: Callable[[Snapshot, FunnelFacts], Explanation]) -> Callable[[], Explanation | None]:
        return lambda: rule(self._document.plan, self._facts) if self._facts is not None else None

    def focused_record(self) -> Record | None:
        """The revenue goal while its card has the focus."""
        return self.goal.current_item() if self.goal.hasFocus() else None
