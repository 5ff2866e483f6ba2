"""From each stage to the win: rates multiplied, days as whole months, what the plan needs; and the wins by month."""

from fractions import Fraction

from joint_plan.base.texts import _
from joint_plan.reports.excel.formats import BODY
from joint_plan.reports.excel.funnel.cells import (
    EARLY,
    FIGURE,
    NONE,
    PERCENT,
    PLAIN,
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
    MONTH,
    SEGMENT,
    SOURCE,
    STAGE,
    landed,
    month_labels,
)
from joint_plan.reports.excel.quoting import quoted
from joint_plan.reports.excel.sheet import cell_name, range_name
from joint_plan.rules.funnel import Row
from joint_plan.rules.names import name_of

PLAN_PART, VALUE = COL_L + 1, COL_L + 2
DAYS_A_MONTH = "30.4375"
_NO = quoted(NONE)


def needed_row(canvas: Canvas, path: int) -> int:
    """The row of a path's wins by month."""
    block = canvas.layout.blocks["wins"]
    return block.first + 1 + path * (block.count - 1) // len(canvas.layout.paths)


def create_row(canvas: Canvas, path: int) -> int:
    """The row of a path's wins that are still to create; the needed ones where nothing is in flight."""
    return needed_row(canvas, path) + (2 if canvas.layout.blocks["create_exact"].count else 0)


def write_ways(canvas: Canvas) -> None:
    """A row for each segment, source and stage."""
    block = canvas.heads(
        "ways",
        _("From each stage to the win"),
        _("Stage"),
        _("Segment"),
        _("Source"),
        _("Rate to the next stage"),
        _("Days to the next stage"),
        _("Rate to the win"),
        _("Days to the win"),
        _("Months to the win"),
        _("Needed for the plan"),
        _("Of it before the start"),
        _("Revenue resting on that"),
        _("Of it in the plan"),
        _("Worth of one record"),
    )
    for place, (row, path, step) in enumerate(canvas.layout.rows):
        at = block.first + place
        stage = canvas.layout.funnel.inputs.place(row.stage)
        assert stage is not None
        canvas.stage_number(at, stage)
        canvas.place(at, row.stage, row.segment, row.source)
        _chain(canvas, at, path, step)
        _needs(canvas, at, row, path, step)


def _chain(canvas: Canvas, at: int, path: int, step: int) -> None:
    sheet, chain = canvas.sheet, canvas.layout.paths[path].chain
    records = {record.id: place for place, record in enumerate(canvas.layout.rates)}
    rates = canvas.layout.blocks["rates"]
    rate, days, product, to_win = (cell_name(at, column) for column in (COL_E, COL_F, COL_G, COL_H))
    if step == len(chain.steps):
        for column in (COL_E, COL_F):
            sheet.text(at, column, "", FIGURE)
        sheet.number(at, COL_G, 1, PERCENT)
        sheet.number(at, COL_H, 0, PLAIN)
    else:
        found = chain.steps[step]
        if found.record in records:
            given, lasting = (rates.cell(records[found.record], column) for column in (COL_E, COL_F))
            sheet.formula(at, COL_E, f"=IF(ISNUMBER({given}),{given},{_NO})", figure(found.rate), PERCENT)
            sheet.formula(at, COL_F, f"=N({lasting})", found.days, PLAIN)
        else:
            sheet.text(at, COL_E, NONE, PERCENT)
            sheet.text(at, COL_F, NONE, PLAIN)
        after, later = cell_name(at + 1, COL_G), cell_name(at + 1, COL_H)
        through = f"=IF(AND(ISNUMBER({rate}),ISNUMBER({after})),IF({rate}>0,{rate}*{after},{_NO}),{_NO})"
        sheet.formula(at, COL_G, through, figure(chain.products[step]), PERCENT)
        lasting = f"=IF(AND(ISNUMBER({product}),ISNUMBER({days}),ISNUMBER({later})),{days}+{later},{_NO})"
        sheet.formula(at, COL_H, lasting, figure(chain.days[step]), PLAIN)
    lag = f"=IF(ISNUMBER({to_win}),ROUND(ROUND({to_win}/{DAYS_A_MONTH},9),0),{_NO})"
    sheet.formula(at, COL_I, lag, figure(chain.lags[step]), {**WHOLE, "bold": False})
    size = canvas.layout.blocks["shares"].cell(path, COL_H)
    value, deal = chain.products[step], canvas.layout.paths[path].deal_size
    worth = value * deal if value is not None and deal is not None else None
    worth_now = f"=IF(AND(ISNUMBER({product}),ISNUMBER({size})),{product}*{size},{_NO})"
    sheet.formula(at, VALUE, worth_now, figure(worth), canvas.money)


def _needs(canvas: Canvas, at: int, row: Row, path: int, step: int) -> None:
    sheet, shares = canvas.sheet, canvas.layout.blocks["shares"]
    share, size, deals = (shares.cell(path, column) for column in (COL_G, COL_H, COL_I))
    product, lag, plan, before = (cell_name(at, column) for column in (COL_G, COL_I, COL_J, COL_K))
    wins_row = needed_row(canvas, path)
    wins = range_name((wins_row, MONTH), (wins_row, MONTH + canvas.layout.months - 1))
    numbers_row = canvas.layout.blocks["wins"].first
    numbers = range_name((numbers_row, MONTH), (numbers_row, MONTH + canvas.layout.months - 1))
    nothing = quoted(not_reachable())
    reach = f"ISNUMBER({deals}),ISNUMBER({product}),ISNUMBER({lag}),COUNT({wins})={canvas.layout.months}"
    needed = f"=IF({share}=0,0,IF(AND({reach}),{deals}/{product},{nothing}))"
    sheet.formula(at, COL_J, needed, figure(row.for_plan, not_reachable()), FIGURE)
    # A share of 0 needs nothing, even where no rate leads to the win.
    parts = f"=IF(ISNUMBER({plan}),IF({share}=0,0,SUMIF({numbers},{{test}}{lag},{wins})/{product}),{_NO})"
    sheet.formula(at, COL_K, parts.format(test='"<="&'), figure(row.before_start), EARLY)
    resting = f"=IF(ISNUMBER({before}),IF({share}=0,0,{before}*{product}*{size}),{_NO})"
    sheet.formula(
        at, COL_L, resting, figure(row.revenue_before_start), {**EARLY, "num_format": canvas.money["num_format"]}
    )
    inside = None if row.for_plan is None or row.before_start is None else row.for_plan - row.before_start
    sheet.formula(at, PLAN_PART, parts.format(test='">"&'), figure(inside), FIGURE)


def write_wins(canvas: Canvas) -> None:
    """Wins by month: needed, on the way, still to create."""
    layout = canvas.layout
    block = canvas.heads(
        "wins",
        _("Wins by month"),
        _("Wins"),
        _("Segment"),
        _("Source"),
        _("In the plan"),
        _("A month after it"),
        *month_labels(layout),
    )
    for column in range(STAGE, MONTH):
        canvas.sheet.text(block.first, column, _("Month of the plan") if column == STAGE else "", PLAIN)
    for month in range(layout.months):
        canvas.sheet.number(block.first, MONTH + month, month + 1, PLAIN)
    for path in range(len(layout.paths)):
        _needed(canvas, path)
        if create_row(canvas, path) != needed_row(canvas, path):
            _on_the_way(canvas, path)
            _to_create(canvas, path)


def _line(canvas: Canvas, row: int, label: str, path: int) -> None:
    segment, source = canvas.layout.paths[path].key
    canvas.sheet.text(row, STAGE, label, BODY)
    canvas.sheet.text(row, SEGMENT, name_of(canvas.layout.public, "Segment", segment), BODY)
    canvas.sheet.text(row, SOURCE, name_of(canvas.layout.public, "Source", source), BODY)


def _total(canvas: Canvas, row: int, value: Fraction | None) -> None:
    months = canvas.layout.month_range(row)
    expression = f"=IF(COUNT({months})={canvas.layout.months},SUM({months}),{_NO})"
    canvas.sheet.formula(row, COL_E, expression, figure(value), FIGURE)


def _win_row(canvas: Canvas, path: int) -> Row:
    layout = canvas.layout
    return layout.rows[layout.row_of(path, len(layout.paths[path].chain.steps))][0]


def _needed(canvas: Canvas, path: int) -> None:
    layout, row = canvas.layout, needed_row(canvas, path)
    need = layout.need_of(path)
    shares, weights = layout.blocks["shares"], layout.blocks["weights"]
    share, size, deals = (shares.cell(path, column) for column in (COL_G, COL_H, COL_I))
    after = layout.blocks["segments"].cell(need, COL_J)
    weight_row = weights.first + layout.weight_of[need]
    total = cell_name(weight_row, COL_E, fixed=True)
    months = _win_row(canvas, path).months
    _line(canvas, row, _("Needed"), path)
    _total(canvas, row, months.total)
    monthly = (
        f"=IF({share}=0,0,IF(AND(ISNUMBER({after}),ISNUMBER({share}),ISNUMBER({size})),{after}*{share}/{size},{_NO}))"
    )
    canvas.sheet.formula(row, COL_F, monthly, _after_the_plan(canvas, path), FIGURE)
    for month, one in enumerate(months):
        weight = cell_name(weight_row, MONTH + month, fixed=True)
        expression = f"=IF({share}=0,0,IF(AND(ISNUMBER({deals}),ISNUMBER({total})),{deals}*N({weight})/{total},{_NO}))"
        canvas.sheet.formula(row, MONTH + month, expression, figure(one.exact), FIGURE)


def _on_the_way(canvas: Canvas, path: int) -> None:
    layout, row = canvas.layout, needed_row(canvas, path) + 1
    own = [place for place, flight in enumerate(layout.flights) if flight.path == path]
    block = layout.blocks["flights"]
    _line(canvas, row, _("On the way"), path)
    values = [landed(layout, path, month) for month in range(1, layout.months + 1)]
    _total(canvas, row, sum(values, Fraction(0)))
    canvas.sheet.blank(row, COL_F, FIGURE)
    for month, value in enumerate(values):
        if own:
            lands, wins = (block.part(own[0], own[-1], column) for column in (COL_I, COL_H))
            number = cell_name(layout.blocks["wins"].first, MONTH + month, fixed=True)
            canvas.sheet.formula(row, MONTH + month, f"=SUMIF({lands},{number},{wins})", value, FIGURE)
        else:
            canvas.sheet.number(row, MONTH + month, 0, FIGURE)


def _to_create(canvas: Canvas, path: int) -> None:
    layout, row = canvas.layout, create_row(canvas, path)
    months = _win_row(canvas, path).still_to_create
    needed = cell_name(needed_row(canvas, path), COL_F)
    _line(canvas, row, _("Still to create"), path)
    _total(canvas, row, months.total)
    canvas.sheet.formula(row, COL_F, f"={needed}", _after_the_plan(canvas, path), FIGURE)
    for month, one in enumerate(months, 1):
        need, way = (layout.month_range(row + shift, last=month) for shift in (-2, -1))
        before = f"-SUM({layout.month_range(row, last=month - 1)})" if month > 1 else ""
        expression = f"=IF(COUNT({need})={month},MAX(0,SUM({need})-SUM({way}){before}),{_NO})"
        canvas.sheet.formula(row, MONTH + month - 1, expression, figure(one.exact), FIGURE)


def _after_the_plan(canvas: Canvas, path: int) -> Fraction | str:
    """Wins a month after the plan, as computed."""
    found = canvas.layout.paths[path]
    if found.share == 0:
        return Fraction(0)
    if found.need.after_plan is None or found.share is None or not found.deal_size:
        return NONE
    return found.need.after_plan * found.share / found.deal_size
