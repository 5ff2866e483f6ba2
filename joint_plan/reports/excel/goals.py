"""The Goals sheet: the revenue goal first, its target linked to the funnel's segments; totals above the table."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from joint_plan.base.texts import _
from joint_plan.plan.goals import Goal
from joint_plan.reports.excel.book import Book, TableMark
from joint_plan.reports.excel.columns import SheetColumn, columns_for
from joint_plan.reports.excel.counts import agreed_count, agreed_expression
from joint_plan.reports.excel.formats import DERIVED_BODY, NUMBER, SUBTITLE
from joint_plan.reports.excel.funnel.names import REVENUE_TARGET, has_funnel
from joint_plan.reports.excel.sheet import Sheet
from joint_plan.reports.excel.tables import write_table_sheet
from joint_plan.reports.model import Row, Section, Table

_EXTRA = 2


def write_goals(book: Book, section: Section, table: Table) -> TableMark:
    """The goals; with a funnel, the revenue goal's target is what the segments' targets add up to."""
    ordered = replace(table, rows=tuple(sorted(table.rows, key=lambda row: not _is_revenue_goal(row))))
    columns = [_linked(book, column) if column.name == "target" else column for column in columns_for(book, ordered)]
    mark = write_table_sheet(book, ordered, section.prompt, section.count, _EXTRA, columns)
    _totals(book, book.sheets["Goal"], mark, ordered)
    return mark


def _is_revenue_goal(row: Row) -> bool:
    return isinstance(row.item, Goal) and row.item.revenue_goal


def _linked(book: Book, column: SheetColumn) -> SheetColumn:
    segments = [need.segment for need in book.model.funnel.inputs.needs]
    total = sum((Fraction(segment.revenue_target or 0) for segment in segments), Fraction(0))

    def fill(sheet: Sheet, first: int, place: int, rows: Sequence[Row]) -> None:
        column.fill(sheet, first, place, rows)
        for number, row in enumerate(rows, first):
            if has_funnel(book.model) and _is_revenue_goal(row):
                look = {**NUMBER, "num_format": book.formats.money()}
                sheet.formula(number, place, f"={REVENUE_TARGET}", total, look)
                book.hold_back(row.key, column.name)

    return replace(column, fill=fill)


def _totals(book: Book, sheet: Sheet, mark: TableMark, table: Table) -> None:
    row = mark.first - 1 - _EXTRA
    expression = agreed_expression(book, ["Goal"])
    if expression:
        sheet.text(row, 1, _("Agreed"), DERIVED_BODY)
        sheet.formula(row, 2, expression, agreed_count(table.rows), {**DERIVED_BODY, "align": "left"})
    else:
        sheet.text(row, 1, book.model.period, SUBTITLE)
