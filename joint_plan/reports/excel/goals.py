"""The Goals sheet: the revenue goal first, its target linked to the funnel's segments; totals above the table."""

from dataclasses import replace
from fractions import Fraction

from joint_plan.base.texts import _
from joint_plan.plan.goals import Goal
from joint_plan.reports.excel.book import Book, TableMark
from joint_plan.reports.excel.counts import agreed_count, agreed_expression
from joint_plan.reports.excel.formats import DERIVED_BODY, NUMBER, SUBTITLE
from joint_plan.reports.excel.funnel.names import REVENUE_TARGET, has_funnel
from joint_plan.reports.excel.sheet import Sheet
from joint_plan.reports.excel.tables import SheetColumn, columns_for, write_table_sheet
from joint_plan.reports.model import Row, Section, Table

_EXTRA = 2


def write_goals(book: Book, section: Section, table: Table) -> TableMark:
    """The goals; with a funnel, the revenue goal's target is what the segments' targets add up to."""
    ordered = replace(table, rows=tuple(sorted(table.rows, key=lambda row: not _is_revenue_goal(book, row))))
    columns = [_linked(book, column) if column.name == "target" else column for column in columns_for(book, ordered)]
    mark = write_table_sheet(book, ordered, section.prompt, section.count, _EXTRA, columns)
    _totals(book, book.sheets["Goal"], mark, ordered)
    return mark


def _is_revenue_goal(book: Book, row: Row) -> bool:
    goal = book.model.public.get(Goal, row.key.partition(":")[2])
    return goal is not None and goal.revenue_goal


def _linked(book: Book, column: SheetColumn) -> SheetColumn:
    segments = [need.segment for need in book.model.funnel.inputs.needs]
    total = sum((Fraction(segment.revenue_target or 0) for segment in segments), Fraction(0))

    def write(sheet: Sheet, row: int, place: int, item: Row) -> None:
        if has_funnel(book.model) and _is_revenue_goal(book, item):
            look = {**NUMBER, "num_format": book.formats.money()}
            sheet.formula(row, place, f"={REVENUE_TARGET}", total, look)
        else:
            column.write(sheet, row, place, item)

    return replace(column, write=write)


def _totals(book: Book, sheet: Sheet, mark: TableMark, table: Table) -> None:
    row = mark.first - 1 - _EXTRA
    expression = agreed_expression(book, ["Goal"])
    if expression:
        sheet.text(row, 1, _("Agreed"), DERIVED_BODY)
        sheet.formula(row, 2, expression, agreed_count(table.rows), {**DERIVED_BODY, "align": "left"})
    else:
        sheet.text(row, 1, book.model.period, SUBTITLE)
