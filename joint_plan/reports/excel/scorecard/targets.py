"""The scorecard's targets: of a funnel stage linked to the Funnel sheet, all others as the plan has them."""

from fractions import Fraction

from joint_plan.base.texts import _
from joint_plan.plan.goals import UNITS
from joint_plan.reports.excel.book import Book
from joint_plan.reports.excel.formats import DERIVED_BODY, Look
from joint_plan.reports.excel.funnel.names import has_funnel, stage_months
from joint_plan.reports.excel.scorecard.places import Places
from joint_plan.reports.excel.sheet import Sheet
from joint_plan.rules.scorecard import Period, ScoreRow

_TARGET: Look = {**DERIVED_BODY, "align": "right", "num_format": "#,##0.0"}


def write_targets(book: Book, sheet: Sheet, places: Places, at: int, row: ScoreRow) -> None:
    """The targets of a row, period by period."""
    stage = book.model.funnel.inputs.place(row.key.partition(":")[2]) if row.type_name == "FunnelStage" else None
    linked = stage is not None and has_funnel(book.model)
    for number, (period, target) in enumerate(zip(places.card.periods, row.targets, strict=True)):
        column = places.target(number)
        if linked and stage is not None:
            expression = _of_months(stage_months(stage), _months(places, period))
            sheet.formula(at, column, expression, "" if target is None else target, _TARGET)
        elif target is None:
            sheet.blank(at, column, _TARGET)
        else:
            sheet.result(at, column, target, _TARGET)


def unit_words(row: ScoreRow) -> str:
    """What a row counts in, in words."""
    units = dict(UNITS)
    return _(units[row.unit]) if row.unit in units else row.unit


def _months(places: Places, period: Period) -> list[tuple[int, Fraction]]:
    """The months that a period takes its target from, and the share of each that falls into it."""
    if period.kind == "month":
        return [(period.number, Fraction(1))]
    found = []
    for month in (other for other in places.card.periods if other.kind == "month"):
        if period.starts and period.ends and month.starts and month.ends and month.days:
            days = (min(period.ends, month.ends) - max(period.starts, month.starts)).days + 1
            if days > 0:
                found.append((month.number, Fraction(days, month.days)))
    return found


def _of_months(name: str, months: list[tuple[int, Fraction]]) -> str:
    cells = [f"INDEX({name},1,{month})" for month, _share in months]
    parts = [
        cell if share == 1 else f"{cell}*{share.numerator}/{share.denominator}"
        for cell, (_month, share) in zip(cells, months, strict=True)
    ]
    known = ",".join(f"ISNUMBER({cell})" for cell in cells)
    return f'=IF(AND({known}),{"+".join(parts)},"")'
