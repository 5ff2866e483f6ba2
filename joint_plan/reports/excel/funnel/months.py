"""Stage by stage and month by month: exact and committed, needed and still to create."""

from collections.abc import Callable
from fractions import Fraction

from joint_plan.base.texts import _
from joint_plan.reports.excel.funnel.cells import (
    EARLY,
    FIGURE,
    NONE,
    WHOLE,
    Canvas,
    figure,
    not_reachable,
)
from joint_plan.reports.excel.funnel.layout import COL_E, COL_F, COL_G, COL_I, COL_J, COL_K, MONTH, month_labels
from joint_plan.reports.excel.funnel.ways import create_row, needed_row
from joint_plan.reports.excel.quoting import quoted
from joint_plan.reports.excel.sheet import cell_name, range_name
from joint_plan.rules.funnel import Months, Row

_NO = quoted(NONE)


def ceiling(expression: str, size: Fraction | None) -> str:
    """A count rounded up; the inner rounding takes away what binary numbers add.

    They hold about sixteen digits: of a count of `size` above 100,000 fewer than nine are left behind the point.
    """
    large = max(0, len(str(int(size or 0))) - 5)
    return f"ROUNDUP(ROUND({expression},{max(0, 9 - large)}),0)"


def write_months(canvas: Canvas) -> None:
    """All blocks by month."""
    _exact(canvas, "exact", _("Needed by month, exact"), lambda row: row.months, needed_row)
    _committed(canvas, "committed", "exact", _("Needed by month, committed"), lambda row: row.months)
    if canvas.layout.blocks["create_exact"].count:
        _exact(
            canvas,
            "create_exact",
            _("Still to create by month, exact"),
            lambda row: row.still_to_create,
            create_row,
        )
        title = _("Still to create by month, committed")
        _committed(canvas, "create_committed", "create_exact", title, lambda row: row.still_to_create)


def _heads(canvas: Canvas, name: str, title: str) -> int:
    labels = month_labels(canvas.layout)
    plan, early = _("In the plan’s months"), _("Before the start")
    block = canvas.heads(name, title, _("Stage"), _("Segment"), _("Source"), plan, early, *labels)
    return block.first


def _names(canvas: Canvas, at: int, row: Row) -> None:
    stage = canvas.layout.funnel.inputs.place(row.stage)
    assert stage is not None
    canvas.stage_number(at, stage)
    canvas.place(at, row.stage, row.segment, row.source)


def _exact(
    canvas: Canvas,
    name: str,
    title: str,
    figures: Callable[[Row], Months],
    wins_row: Callable[[Canvas, int], int],
) -> None:
    layout, sheet = canvas.layout, canvas.sheet
    first = _heads(canvas, name, title)
    ways = layout.blocks["ways"]
    for place, (row, path, _step) in enumerate(layout.rows):
        at, months = first + place, figures(row)
        _names(canvas, at, row)
        product, lag, plan, before = (ways.cell(place, column) for column in (COL_G, COL_I, COL_J, COL_K))
        share = layout.blocks["shares"].cell(path, COL_G)
        wins = wins_row(canvas, path)
        by_month = range_name((wins, MONTH), (wins, MONTH + layout.months - 1))
        after = cell_name(wins, COL_F, fixed=True)
        _sum(canvas, at, months)
        _before(canvas, at, name, place, row, f"=IF(ISNUMBER({before}),{before},{_NO})")
        for number, month in enumerate(months, 1):
            due = f"{number}+{lag}"
            needed = f"IF({due}<={layout.months},INDEX({by_month},1,{due}),{after})/{product}"
            expression = f"=IF(ISNUMBER({plan}),IF({share}=0,0,{needed}),{_NO})"
            sheet.formula(at, MONTH + number - 1, expression, figure(month.exact), FIGURE)


def _sum(canvas: Canvas, at: int, months: Months) -> None:
    area = canvas.layout.month_range(at)
    expression = f"=IF(COUNT({area})={canvas.layout.months},SUM({area}),{quoted(not_reachable())})"
    canvas.sheet.formula(at, COL_E, expression, figure(months.total, not_reachable()), {**FIGURE, "bold": True})


def _before(canvas: Canvas, at: int, name: str, place: int, row: Row, needed: str) -> None:
    """What falls before month 1; of what is still to create, the part that nothing in flight covers."""
    if name == "exact":
        canvas.sheet.formula(at, COL_F, needed, figure(row.before_start), EARLY)
        return
    layout = canvas.layout
    ways, path = layout.blocks["ways"], layout.rows[place][1]
    product, lag, plan = (ways.cell(place, column) for column in (COL_G, COL_I, COL_J))
    share = layout.blocks["shares"].cell(path, COL_G)
    wins, numbers = create_row(canvas, path), layout.blocks["wins"].first
    last = MONTH + layout.months - 1
    months, by_month = range_name((numbers, MONTH), (numbers, last)), range_name((wins, MONTH), (wins, last))
    early = f'SUMIF({months},"<="&{lag},{by_month})/{product}'
    missing = row.before_to_create.total if row.reachable else None
    canvas.sheet.formula(at, COL_F, f"=IF(ISNUMBER({plan}),IF({share}=0,0,{early}),{_NO})", figure(missing), EARLY)


def _committed(canvas: Canvas, name: str, exact: str, title: str, figures: Callable[[Row], Months]) -> None:
    """Differences of the running totals rounded up: no month leaves the team behind, and they add up."""
    layout = canvas.layout
    first = _heads(canvas, name, title)
    for place, (row, _path, _step) in enumerate(layout.rows):
        at, months = first + place, figures(row)
        below = layout.blocks[exact].first + place
        _names(canvas, at, row)
        total, early = cell_name(below, COL_E), cell_name(below, COL_F)
        missing = quoted(not_reachable())
        expression = f"=IF(ISNUMBER({total}),{ceiling(total, months.total)},{missing})"
        canvas.sheet.formula(at, COL_E, expression, figure(months.committed_total, not_reachable()), WHOLE)
        start = row.before_start if exact == "exact" else (row.before_to_create.total if row.reachable else None)
        whole = None if start is None else -(-start.numerator // start.denominator)
        rounded = f"=IF(ISNUMBER({early}),{ceiling(early, start)},{_NO})"
        canvas.sheet.formula(at, COL_F, rounded, figure(whole), {**EARLY, "num_format": "#,##0"})
        write_committed(canvas, at, below, months)


def write_committed(canvas: Canvas, at: int, below: int, months: Months) -> None:
    """A row of committed months over the row of exact ones."""
    layout = canvas.layout
    for number, month in enumerate(months, 1):
        here = cell_name(below, MONTH + number - 1)
        reached = ceiling(f"SUM({layout.month_range(below, last=number)})", months.total)
        running = f"SUM({layout.month_range(below, last=number - 1)})"
        before = f"-{ceiling(running, months.total)}" if number > 1 else ""
        expression = f"=IF(ISNUMBER({here}),{reached}{before},{_NO})"
        canvas.sheet.formula(at, MONTH + number - 1, expression, figure(month.committed), {**WHOLE, "bold": False})
