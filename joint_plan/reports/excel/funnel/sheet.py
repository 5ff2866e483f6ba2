"""The Funnel sheet: what it takes, the inputs in yellow, and every rule as a formula between them."""

from joint_plan.base.texts import _
from joint_plan.reports.excel.book import Book, title_of_sheet
from joint_plan.reports.excel.formats import SUBTITLE, TITLE
from joint_plan.reports.excel.funnel.against import write_capacity, write_levers
from joint_plan.reports.excel.funnel.cells import Canvas
from joint_plan.reports.excel.funnel.checks import write_checks, write_problems
from joint_plan.reports.excel.funnel.inputs import write_inputs
from joint_plan.reports.excel.funnel.layout import COL_E, MONTH, SEGMENT, SOURCE, STAGE, layout_of
from joint_plan.reports.excel.funnel.months import write_months
from joint_plan.reports.excel.funnel.totals import write_totals
from joint_plan.reports.excel.funnel.ways import VALUE, write_ways, write_wins
from joint_plan.reports.excel.sheet import Paper
from joint_plan.reports.model import ReportModel

_NAMES = {STAGE: 25.0, SEGMENT: 21.0, SOURCE: 18.0}
_LEAST = 12


def write_funnel(book: Book) -> None:
    """The whole sheet; protected without a password, with the inputs open."""
    layout = layout_of(book.model)
    width = float(max(_LEAST, _longest_amount(book.model)))
    columns = range(COL_E, max(MONTH + layout.months, VALUE + 1))
    sheet = book.add_sheet("Funnel", {0: 8.0, **_NAMES, **dict.fromkeys(columns, width)}, "#0B7A4B")
    sheet.worksheet.set_column(0, 0, 8, None, {"hidden": True})
    sheet.text(0, STAGE, title_of_sheet("Funnel"), TITLE)
    sheet.row_height(0, 28)
    sheet.text(
        1,
        STAGE,
        _("Change a yellow cell: every count follows. Figures are exact; what is committed is rounded up once."),
        SUBTITLE,
    )
    sheet.text(2, STAGE, " · ".join(part for part in (book.model.title, book.model.period) if part), SUBTITLE)
    canvas = Canvas(book, sheet, layout)
    write_totals(canvas)
    write_inputs(canvas)
    write_ways(canvas)
    write_wins(canvas)
    write_months(canvas)
    write_capacity(canvas)
    write_levers(canvas)
    write_checks(canvas)
    write_problems(canvas)
    wide = 1 if layout.months <= 12 else 2
    sheet.print_setup(book.model, Paper(pages_wide=wide))
    sheet.worksheet.freeze_panes(4, SOURCE + 1)
    sheet.worksheet.protect("", {"format_columns": True, "format_rows": True, "format_cells": True})


def _longest_amount(model: ReportModel) -> int:
    """Characters of the largest amount on the sheet, with its sign and a margin."""
    amounts = [
        amount
        for need in model.funnel.inputs.needs
        for amount in (need.segment.revenue_target, need.segment.existing_revenue, need.segment.average_deal_size)
        if amount is not None
    ]
    pipelines = [figures.pipeline_required for figures in model.funnel.segments if figures.pipeline_required]
    largest = max([*map(int, amounts), *map(int, pipelines), 0]) * max(1, len(model.funnel.inputs.needs))
    return len(f"{largest:,}") + len(model.currency) + 3
