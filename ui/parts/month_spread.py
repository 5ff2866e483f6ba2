"""A segment's target and its months, entered the way people know them: by quarter, by month, or from last period."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from joint_plan.base.errors import FieldError, PlanError
from joint_plan.base.locale import format_money, parse_rate
from joint_plan.base.texts import N_, _
from joint_plan.plan.funnel import MonthWeight, Segment
from joint_plan.plan.kinds import Money
from joint_plan.rules.funnel import (
    QUARTER,
    Spread,
    from_last_period,
    from_last_total,
    from_months,
    from_quarters,
    funnel,
    month_name,
    month_targets,
    quarters_in,
)
from ui import theme
from ui.parts.choice_editors import Combo
from ui.parts.segmented import Segmented
from ui.parts.spread_preview import SpreadPreview
from ui.parts.words import Words

if TYPE_CHECKING:
    from joint_plan.plan.snapshot import Snapshot
    from joint_plan.rules.funnel.inputs import Inputs
    from joint_plan.workbook import Edit
    from ui.document import Document

QUARTERS, MONTHS, LAST, LAST_MONTHS = "quarters", "months", "last", "last_months"
_ACROSS = 6
_YEAR = 12
_AMOUNT = Money(least=0)


class AmountField(QWidget):
    """One amount (or the growth) with its label; what is wrong with it is said under it."""

    edited = Signal()
    entered = Signal()

    def __init__(self, label: str, read: Callable[[str], Decimal | None]) -> None:
        super().__init__()
        self.label, self._read = label, read
        self.line = QLineEdit()
        self.line.setAccessibleName(label)
        self.line.textEdited.connect(self.edited)
        self.line.returnPressed.connect(self.entered)
        self._fault = Words(role="caption", colour="danger", wrap=True)
        self._fault.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Words(label, "caption", "muted"))
        column.addWidget(self.line)
        column.addWidget(self._fault)
        self.setFocusProxy(self.line)

    def value(self) -> Decimal | None:
        """What is typed, `None` where nothing is.

        Raises:
            FieldError: it is no amount.
        """
        return self._read(self.line.text())

    def say(self, fault: str) -> None:
        """Say what is wrong, "" for nothing."""
        theme.mark(self.line, "fault", bool(fault))
        self.line.setAccessibleDescription(fault)
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))

    @property
    def fault(self) -> str:
        """What is said to be wrong."""
        return self._fault.text()


class MonthSpread(QWidget):
    """The entry: segment, way, fields, and what they give. Enter, or the button, writes it as one step."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.fields: list[AmountField] = []
        self._shape: tuple[object, ...] = ()
        self._touched = False
        self._spread: Spread | None = None
        self.segments = Combo()
        self.segments.setAccessibleName(_("Segment"))
        self.segments.activated.connect(lambda: self._start_over())
        self.ways = Segmented(
            _("What the months come from"),
            (
                (QUARTERS, _("Quarters")),
                (MONTHS, _("Months")),
                (LAST, _("Last period and growth")),
                (LAST_MONTHS, _("Last period by month")),
            ),
        )
        self.ways.chosen.connect(lambda _way: self._start_over())
        self.preview = SpreadPreview()
        self.fault = Words(role="small", colour="danger", wrap=True)
        self.write = QPushButton(_("Set target and months"))
        self.write.setToolTip(_("Replace the segment's revenue target and its months (Enter)"))
        self.write.clicked.connect(self._write)
        head = QHBoxLayout()
        head.setSpacing(theme.space(2))
        head.addWidget(Words(_("Enter the months of"), "small", "muted"))
        head.addWidget(self.segments, 1)
        head.addStretch(1)
        head.addWidget(self.write)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.space(2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addLayout(head)
        column.addWidget(self.ways)
        column.addLayout(self._grid)
        column.addWidget(self.fault)
        column.addWidget(self.preview)
        self.refresh(document.plan)

    # Showing the plan

    def refresh(self, plan: Snapshot) -> None:
        """Follow the plan; what is being typed stays as long as its segment and the plan's months do."""
        chosen = self.segments.currentData()
        offered = [(item.id, item.name) for item in plan.all(Segment)]
        self.segments.clear()
        for key, name in offered:
            self.segments.addItem(name, key)
        self.segments.setCurrentIndex(max(0, self.segments.findData(chosen)))
        if not offered:
            return
        if self._touched and self._wanted_shape() == self._shape:
            self._show()
        else:
            self._start_over()

    def current_segment(self) -> Segment | None:
        """The segment whose months these are."""
        return self._document.plan.get(Segment, str(self.segments.currentData() or ""))

    def _inputs(self) -> Inputs:
        return funnel(self._document.plan).inputs

    def _wanted_shape(self) -> tuple[object, ...]:
        inputs = self._inputs()
        return (self.ways.current(), str(self.segments.currentData() or ""), inputs.months, inputs.start)

    def _start_over(self) -> None:
        """Fields for the way, with the plan's figures in them where the way starts from these."""
        shape = self._wanted_shape()
        if shape[:1] != self._shape[:1] or shape[2:] != self._shape[2:]:
            self._build(str(shape[0]))
        self._shape = shape
        self._touched = False
        for field, amount in zip(self.fields, self._held(str(shape[0])), strict=False):
            field.line.setText(_AMOUNT.edit_text(amount))
        self._show()

    def _build(self, way: str) -> None:
        for field in self.fields:
            self._grid.removeWidget(field)
            field.hide()
            field.deleteLater()
        inputs = self._inputs()
        self.fields = [AmountField(label, _AMOUNT.parse) for label in _labels(way, inputs)]
        if way in {LAST, LAST_MONTHS}:
            growth = AmountField(_("Growth"), _growth)
            growth.line.setPlaceholderText(_("such as 20 % or −5 %"))
            self.fields.append(growth)
        for number, field in enumerate(self.fields):
            field.edited.connect(self._edited)
            field.entered.connect(self._write)
            self._grid.addWidget(field, number // _ACROSS, number % _ACROSS, Qt.AlignmentFlag.AlignTop)
        for column in range(_ACROSS):
            self._grid.setColumnStretch(column, 1)
        before: QWidget = self.ways
        for field in self.fields:
            QWidget.setTabOrder(before, field.line)
            before = field.line
        QWidget.setTabOrder(before, self.write)

    def _held(self, way: str) -> tuple[Decimal | None, ...]:
        """What the plan holds now, for the fields of a way; last period is not in the plan."""
        segment, held = self.current_segment(), self._as_it_is()
        months = month_targets(segment, held.weights) if segment is not None and held is not None else ()
        if way == MONTHS and months:
            return months
        if way == QUARTERS and months:
            return tuple(sum(months[start : start + QUARTER], Decimal(0)) for start in range(0, len(months), QUARTER))
        return (None,) * len(self.fields)

    def _as_it_is(self) -> Spread | None:
        """The segment's target and months in the plan; `None` where there is no target or its weights contradict."""
        segment = self.current_segment()
        need = next((need for need in self._inputs().needs if segment and need.segment.id == segment.id), None)
        if segment is None or segment.revenue_target is None or need is None or need.weights is None:
            return None
        return Spread(segment.revenue_target, tuple(Fraction(weight) for weight in need.weights.by_month))

    # What is typed

    def _edited(self) -> None:
        self._touched = True
        self._show()

    def _show(self) -> None:
        """Show what the fields give, or what is wrong with them."""
        self._spread = None
        self.fault.setText("")
        values: list[Decimal | None] = []
        sound = True
        for field in self.fields:
            field.say("")
            try:
                values.append(field.value())
            except FieldError as fault:
                field.say(fault.message)
                sound = False
        if not self._touched:
            self._spread = self._as_it_is()
        elif sound and any(value is not None for value in values):
            try:
                self._spread = _spread(self.ways.current(), values, self._inputs().months)
            except FieldError as fault:
                self.fault.setText(fault.message)
        self.fault.setVisible(bool(self.fault.text()))
        segment = self.current_segment()
        self.preview.show_spread(self._spread, segment, self._inputs())
        self.write.setEnabled(self._spread is not None and self._touched and not self._document.read_only)

    def _write(self) -> None:
        segment, spread = self.current_segment(), self._spread
        if segment is None or spread is None or not self.write.isEnabled():
            return
        refused: list[PlanError] = []
        with self._document.edit(
            N_("Set target and months of {segment}"), refused=refused.append, segment=segment.name
        ) as edit:
            replace_months(edit, segment, spread)
        if refused:
            self.fault.setText(str(refused[0]))
            self.fault.show()
            return
        self._document.say(
            _("{segment}: {total} by month").format(
                segment=segment.name, total=format_money(spread.total, self._document.plan.plan.currency)
            )
        )
        self._start_over()


def replace_months(edit: Edit, segment: Segment, spread: Spread) -> None:
    """Put a spread's total and weights in the place of a segment's own; rows of months that stay keep their ids."""
    edit.set(segment, revenue_target=spread.total)
    wanted = {row.month: row for row in spread.records(segment.id)}
    for row in edit.view.where(MonthWeight, "segment", segment.id):
        made = wanted.pop(row.month, None)
        if made is None:
            edit.remove(row)
        else:
            edit.set(row, weight=made.weight)
    for made in wanted.values():
        edit.add(made)


def _labels(way: str, inputs: Inputs) -> list[str]:
    names = [month_name(inputs, month) for month in range(1, inputs.months + 1)]
    if inputs.months > _YEAR and inputs.start is not None:
        names = [
            f"{name} {(inputs.start.year * 12 + inputs.start.month - 1 + n) // 12}" for n, name in enumerate(names)
        ]
    if way == QUARTERS:
        firsts = [QUARTER * number for number in range(quarters_in(inputs.months))]
        return [
            _("{first} to {last}").format(first=names[first], last=names[min(first + QUARTER, inputs.months) - 1])
            for first in firsts
        ]
    return [_("Last period")] if way == LAST else names


def _growth(text: str) -> Decimal | None:
    """Growth as people write it: "20 %", "0.2", "-5 %", "−5"."""
    plain = text.strip().replace("\u2212", "-")
    if not plain:
        return None
    return -parse_rate(plain[1:]) if plain.startswith("-") else parse_rate(plain)


def _spread(way: str, values: list[Decimal | None], months: int) -> Spread:
    """What the fields of a way give; an empty one counts as 0.

    Raises:
        FieldError: the amounts cannot be.
    """
    amounts = [value if value is not None else Decimal(0) for value in values]
    if way == QUARTERS:
        return from_quarters(amounts, months)
    if way == MONTHS:
        return from_months(amounts)
    *last, growth = amounts
    return from_last_period(last, growth) if way == LAST_MONTHS else from_last_total(last[0], growth, months)
