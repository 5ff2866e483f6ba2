"""The revenue goal on top: the number, what is booked and to win, segments and scenarios to choose, both stances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from joint_plan.base.locale import format_money, format_money_short, format_month_short
from joint_plan.base.texts import _, ngettext
from joint_plan.plan.funnel import Segment
from joint_plan.plan.goals import Goal
from joint_plan.plan.kinds import Choice
from joint_plan.plan.record import spec_of
from ui import theme
from ui.parts.card import Card
from ui.parts.choice_editors import Combo
from ui.parts.funnel_facts import month_date, scenario_choices, whole_words
from ui.parts.segmented import Segmented
from ui.parts.stance_chips import StanceChips
from ui.parts.words import Words

if TYPE_CHECKING:
    from decimal import Decimal

    from joint_plan.plan.record import Record
    from joint_plan.plan.snapshot import Snapshot
    from ui.document import Document
    from ui.parts.funnel_facts import FunnelFacts

_MOST_BUTTONS = 3
"""With more segments than this a list is offered instead of buttons."""


def revenue_goal(plan: Snapshot) -> Goal | None:
    """The goal that is the revenue goal."""
    return next((goal for goal in plan.all(Goal) if goal.revenue_goal), None)


class RevenueGoalCard(Card):
    """The card. With the focus on it, 1 and 2 open the stances on the revenue goal."""

    segment_chosen = Signal(str)
    scenario_chosen = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__(3)
        self._document = document
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._caption = Words(role="caption", colour="muted")
        self._figure = Words(role="timer")
        self._booked = Words(role="small", colour="muted")
        self._to_win = Words(role="small", weight=600)
        self.chips = StanceChips(document)
        self.segments = Segmented(_("Segment"))
        self.segment_list = Combo()
        self.segment_list.setAccessibleName(_("Segment"))
        self.scenario = Segmented(_("Scenario"))
        self._scenario_label = Words(_("Scenario"), "small", "muted")
        self.segments.chosen.connect(self.segment_chosen)
        self.segment_list.activated.connect(lambda: self.segment_chosen.emit(str(self.segment_list.currentData())))
        self.scenario.chosen.connect(self.scenario_chosen)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addStretch(1)
        beside.addWidget(self._booked)
        beside.addWidget(self._to_win)
        beside.addStretch(1)
        number = QHBoxLayout()
        number.setSpacing(theme.space(4))
        number.addWidget(self._figure)
        number.addLayout(beside)
        number.addStretch(1)
        choices = QHBoxLayout()
        choices.addWidget(self.segments)
        choices.addWidget(self.segment_list)
        choices.addStretch(1)
        second = QHBoxLayout()
        second.setSpacing(theme.space(2))
        second.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        self.chips.setMinimumWidth(theme.px(160))
        second.addWidget(self._scenario_label)
        second.addWidget(self.scenario)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(5))
        grid.setVerticalSpacing(theme.space(1))
        grid.addWidget(self._caption, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(number, 1, 0)
        grid.addLayout(choices, 0, 1)
        grid.addLayout(second, 1, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)

    def current_item(self) -> Record | None:
        """The revenue goal, for stances and parking."""
        return revenue_goal(self._document.plan)

    def show_facts(self, plan: Snapshot, facts: FunnelFacts, segment: str, *, roomy: bool) -> None:
        """Show the number and what can be chosen; `roomy` adds the wins of each segment."""
        segments = plan.all(Segment)
        chosen = [item for item in segments if segment in {"", item.id}]
        target, existing = _total(chosen, "revenue_target"), _total(chosen, "existing_revenue")
        currency = plan.plan.currency
        self._figure.setText("–" if target is None else format_money_short(target, currency))
        self._figure.setToolTip("" if target is None else format_money(target, currency))
        self._caption.setText(self._caption_words(plan))
        booked = existing or type(target)(0) if target is not None else None
        self._booked.setText(
            "" if not booked else _("{money} booked").format(money=format_money_short(booked, currency))
        )
        new = None if target is None else max(target - (existing or 0), type(target)(0))
        words = "" if new is None else _("{money} to win").format(money=format_money_short(new, currency))
        self._to_win.setText(words)
        self._offer_segments(plan, facts, segment, roomy)
        goal = revenue_goal(plan)
        self.chips.show_item(goal)
        self.chips.setVisible(goal is not None)
        choices = scenario_choices(plan)
        self.scenario.offer(choices)
        for part in (self.scenario, self._scenario_label):
            part.setVisible(len(choices) > 1)
        stance = self.chips.accessibleName()
        self.setAccessibleName(f"{self._caption.text()}: {self._figure.toolTip()}, {stance}")

    def _caption_words(self, plan: Snapshot) -> str:
        own = plan.plan
        kind = spec_of(own).field("revenue_basis").kind
        basis = kind.label(own.revenue_basis).lower() if isinstance(kind, Choice) and own.revenue_basis else ""
        span = ""
        if own.period_start is not None:
            first, last = own.period_start, month_date(own.period_start, own.months or 12)
            years = str(last.year) if first.year == last.year else f"{first.year}–{last.year}"
            span = f"{format_month_short(first)}–{format_month_short(last)} {years}"
        return " · ".join(filter(None, (_("Revenue goal"), span, basis)))

    def _offer_segments(self, plan: Snapshot, facts: FunnelFacts, segment: str, roomy: bool) -> None:
        win = facts.funnel.stages[-1].id if facts.funnel.stages else ""
        choices = [("", _("All segments"))]
        for item in plan.all(Segment):
            words = item.name
            if item.revenue_target is not None:
                wins = facts.funnel.figure(win, item.id).committed if win else None
                money = format_money_short(item.revenue_target, plan.plan.currency)
                won = "" if wins is None or not roomy else ngettext("{count} win", "{count} wins", wins)
                words = " · ".join(filter(None, (f"{words} {money}", won.format(count=whole_words(wins)))))
            choices.append((item.id, words))
        few = len(choices) - 1 <= _MOST_BUTTONS
        self.segments.setVisible(few and len(choices) > 2)
        self.segment_list.setVisible(not few)
        self.segments.offer(tuple(choices) if few else ())
        self.segments.choose(segment)
        if not few:
            self.segment_list.clear()
            for key, words in choices:
                self.segment_list.addItem(words, key)
            self.segment_list.setCurrentIndex(max(0, self.segment_list.findData(segment)))


def _total(segments: list[Segment], column: str) -> Decimal | None:
    values = [getattr(item, column) for item in segments if getattr(item, column) is not None]
    if not values:
        return None
    total: Decimal = sum(values[1:], values[0])
    return total
