"""What it takes over all segments and sources: the headline figure of each stage, and by month."""

from joint_plan.base.texts import _
from joint_plan.reports.excel.formats import DERIVED_BODY
from joint_plan.reports.excel.funnel.cells import (
    EARLY,
    FIGURE,
    NONE,
    WHOLE,
    Canvas,
    figure,
    not_reachable,
)
from joint_plan.reports.excel.funnel.layout import (
    COL_E,
    COL_F,
    COL_G,
    COL_H,
    COL_I,
    COL_J,
    COL_K,
    COL_L,
    KEY,
    MONTH,
    month_labels,
)
from joint_plan.reports.excel.funnel.months import ceiling, write_committed
from joint_plan.reports.excel.funnel.names import WINS, stage_months, total_cell
from joint_plan.reports.excel.quoting import quoted
from joint_plan.reports.excel.sheet import Result, cell_name, range_name

_NO = quoted(NONE)


def write_totals(canvas: Canvas) -> None:
    """The headline block, then the months it is made of."""
    _headline(canvas)
    _by_month(canvas)


def _sum_over(canvas: Canvas, stage: int, block: str, column: int) -> str:
    """A formula's sum of a column over the rows of a stage, which all must have figures."""
    layout = canvas.layout
    found = layout.blocks[block]
    keys, values, plan = found.column(KEY), found.column(column), layout.blocks["ways"].column(COL_J)
    rows = sum(1 for row, _path, _step in layout.rows if row.stage == layout.funnel.stages[stage].id)
    ways = layout.blocks["ways"].column(KEY)
    missing = quoted(not_reachable())
    return f'=IF(COUNTIFS({ways},{stage + 1},{plan},">=0")={rows},SUMIF({keys},{stage + 1},{values}),{missing})'


def _headline(canvas: Canvas) -> None:
    layout, sheet = canvas.layout, canvas.sheet
    block = canvas.heads(
        "totals",
        _("What it takes"),
        _("Stage"),
        _("Segment"),
        _("Source"),
        _("Committed"),
        _("Exact"),
        _("Rows rounded up separately add"),
        _("Needed before the start"),
        _("Revenue resting on that"),
        _("Still to create, committed"),
        _("Still to create, exact"),
        notes=_("all segments and sources, in the plan’s months"),
    )
    exact, create = layout.blocks["total_exact"], layout.blocks["create_exact"]
    nothing = not_reachable()
    for stage, total in enumerate(layout.funnel.totals):
        row = block.first + stage
        canvas.sum_place(row, layout.funnel.stages[stage].name, bold=True)
        sheet.row_height(row, 18)
        here, committed = exact.cell(stage, COL_E), cell_name(row, COL_E)
        missing = quoted(nothing)
        rounded = f"=IF(ISNUMBER({here}),{ceiling(here, total.exact)},{missing})"
        sheet.formula(row, COL_E, rounded, figure(total.committed, nothing), {**WHOLE, "font_size": 13})
        sheet.formula(row, COL_F, f"={here}", figure(total.exact, nothing), FIGURE)
        apart = _sum_over(canvas, stage, "committed", COL_E)[1:]
        more: Result = NONE
        if total.rows_committed is not None and total.committed is not None:
            more = total.rows_committed - total.committed
        sheet.formula(row, COL_G, f"=IF(ISNUMBER({committed}),{apart}-{committed},{_NO})", more, WHOLE)
        sheet.formula(row, COL_H, _sum_over(canvas, stage, "ways", COL_K), figure(total.before_start, nothing), EARLY)
        resting = {**EARLY, "num_format": canvas.money["num_format"]}
        sheet.formula(
            row, COL_I, _sum_over(canvas, stage, "ways", COL_L), figure(total.revenue_before_start, nothing), resting
        )
        rest = _sum_over(canvas, stage, "create_exact", COL_E) if create.count else f"={here}"
        sheet.formula(row, COL_K, rest, figure(total.still_to_create.total, nothing), FIGURE)
        left = cell_name(row, COL_K)
        whole = f"=IF(ISNUMBER({left}),{ceiling(left, total.still_to_create.total)},{missing})"
        sheet.formula(row, COL_J, whole, figure(total.still_to_create.committed_total, nothing), WHOLE)
        canvas.book.define(total_cell(stage), sheet, cell_name(row, COL_E, fixed=True))
    canvas.book.define(WINS, sheet, cell_name(block.last, COL_E, fixed=True))


def _by_month(canvas: Canvas) -> None:
    layout, sheet = canvas.layout, canvas.sheet
    labels = (_("Segment"), _("Source"), _("In the plan’s months"), "", *month_labels(layout))
    exact = canvas.heads("total_exact", _("All segments and sources by month, exact"), _("Stage"), *labels)
    whole = canvas.heads("total_committed", _("All segments and sources by month, committed"), _("Stage"), *labels)
    for stage, total in enumerate(layout.funnel.totals):
        name = layout.funnel.stages[stage].name
        row, committed = exact.first + stage, whole.first + stage
        for at in (row, committed):
            canvas.sum_place(at, name)
            sheet.blank(at, COL_F, DERIVED_BODY)
        area = range_name((row, MONTH), (row, MONTH + layout.months - 1))
        nothing = quoted(not_reachable())
        summed = f"=IF(COUNT({area})={layout.months},SUM({area}),{nothing})"
        sheet.formula(row, COL_E, summed, figure(total.months.total, not_reachable()), FIGURE)
        here = cell_name(row, COL_E)
        rounded = f"=IF(ISNUMBER({here}),{ceiling(here, total.exact)},{nothing})"
        sheet.formula(committed, COL_E, rounded, figure(total.committed, not_reachable()), WHOLE)
        for number, month in enumerate(total.months):
            expression = _sum_over(canvas, stage, "exact", MONTH + number).replace(nothing, _NO)
            sheet.formula(row, MONTH + number, expression, figure(month.exact), FIGURE)
        write_committed(canvas, committed, row, total.months)
        area = range_name((committed, MONTH), (committed, MONTH + layout.months - 1))
        canvas.book.define(stage_months(stage), sheet, area)
