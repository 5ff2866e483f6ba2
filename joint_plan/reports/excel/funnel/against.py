"""Capacity against the need by month, and what one more point of each rate would save."""

from fractions import Fraction

from joint_plan.base.texts import _
from joint_plan.reports.excel.formats import BODY, DERIVED_BODY, Look
from joint_plan.reports.excel.funnel.cells import (
    EARLY,
    FIGURE,
    NONE,
    PERCENT,
    PLAIN,
    Canvas,
    figure,
    not_reachable,
)
from joint_plan.reports.excel.funnel.layout import COL_E, COL_F, COL_G, COL_H, COL_J, MONTH, SOURCE, STAGE, month_labels
from joint_plan.reports.excel.quoting import quoted
from joint_plan.reports.excel.sheet import cell_name, range_name
from joint_plan.rules.funnel import Load
from joint_plan.rules.names import name_of

_NO = quoted(NONE)
_MOST_ARGUMENTS = 200
_FEWER: Look = {**FIGURE, "bold": True, "num_format": "#,##0.0"}


def write_capacity(canvas: Canvas) -> None:
    """Three rows a team and stage: needed, can, the months that are short."""
    layout = canvas.layout
    if not layout.funnel.capacity:
        return
    block = canvas.heads(
        "loads",
        _("Capacity against the need"),
        _("Stage"),
        _("Segment"),
        _("Team"),
        "",
        _("First short month"),
        *month_labels(layout),
    )
    for place, load in enumerate(layout.funnel.capacity):
        _load(canvas, block.first + 3 * place, load)


def _load(canvas: Canvas, row: int, load: Load) -> None:
    layout, sheet = canvas.layout, canvas.sheet
    for shift, label in enumerate((_("Needed"), _("Can be worked"), _("Short in month"))):
        canvas.place(row + shift, load.stage, load.segment, "", _("all"))
        sheet.text(row + shift, SOURCE, name_of(layout.public, "Team", load.team), BODY)
        sheet.text(row + shift, COL_E, label, BODY)
        if shift < 2:
            sheet.blank(row + shift, COL_F, DERIVED_BODY)
    own = [
        place
        for place, record in enumerate(layout.capacities)
        if (record.team, record.stage, record.segment) == (load.team, load.stage, load.segment)
    ]
    months = range_name((row + 2, MONTH), (row + 2, MONTH + layout.months - 1))
    first = f'=IF(COUNT({months})=0,"",MIN({months}))'
    sheet.formula(
        row + 2, COL_F, first, load.first_short if load.first_short is not None else "", {**EARLY, "num_format": "0"}
    )
    capacity = layout.blocks["capacities"]
    people, each, start, end = (capacity.part(own[0], own[-1], column) for column in (COL_E, COL_F, COL_G, COL_H))
    for month in load.months:
        column = MONTH + month.month - 1
        sheet.formula(row, column, _need(canvas, load, column), figure(month.need), FIGURE)
        inside = f"({start}<={month.month})*((({end}=0)+({end}>={month.month}))>0)"
        sheet.formula(row + 1, column, f"=SUMPRODUCT({people}*{each}*{inside})", month.can, FIGURE)
        need, can = cell_name(row, column), cell_name(row + 1, column)
        short = f'=IF(ISNUMBER({need}),IF(ROUND({need}-{can},9)>0,{month.month},""),"")'
        look = {**EARLY, "num_format": "0"} if month.short else {**PLAIN, "num_format": "0"}
        sheet.formula(row + 2, column, short, month.month if month.short else "", look)


def _need(canvas: Canvas, load: Load, column: int) -> str:
    """The exact need of the stage in a month, of one segment or of all."""
    layout = canvas.layout
    stage = layout.funnel.inputs.place(load.stage)
    rows = [
        place
        for place, (row, _path, _step) in enumerate(layout.rows)
        if row.stage == load.stage and load.segment in {"", row.segment}
    ]
    exact = layout.blocks["exact"]
    if not load.segment and stage is not None:
        here = layout.blocks["total_exact"].cell(stage, column)
        return f"=IF(ISNUMBER({here}),{here},{_NO})"
    if not rows:
        return "=0"
    cells = [exact.cell(place, column) for place in rows]
    return f"=IF({_count(cells)}={len(cells)},{_sum(cells)},{_NO})"


def _sum(cells: list[str]) -> str:
    return "+".join(f"SUM({','.join(part)})" for part in _parts(cells)) or "0"


def _count(cells: list[str]) -> str:
    return "+".join(f"COUNT({','.join(part)})" for part in _parts(cells)) or "0"


def _parts(cells: list[str]) -> list[list[str]]:
    return [cells[start : start + _MOST_ARGUMENTS] for start in range(0, len(cells), _MOST_ARGUMENTS)]


def write_levers(canvas: Canvas) -> None:
    """What one more percentage point of a rate saves at the entry, and deals one percent larger; strongest first."""
    layout, sheet = canvas.layout, canvas.sheet
    if not layout.funnel.levers:
        return
    block = canvas.heads(
        "levers",
        _("Levers"),
        _("One more point of the rate from"),
        _("Segment"),
        _("Source"),
        _("Rate now"),
        _("One point more"),
        _("Records to start with"),
        _("Fewer of them"),
        notes=_("strongest first when this was exported"),
    )
    records = {record.id: place for place, record in enumerate(layout.rates)}
    for place, lever in enumerate(layout.funnel.levers):
        row = block.first + place
        deals = lever.kind != "rate"
        canvas.place(row, lever.stage, lever.segment, lever.source, _("all"))
        if deals:
            sheet.text(row, STAGE, _("Deals one percent larger"), BODY)
        entries = [
            layout.row_of(number, 0)
            for number, path in enumerate(layout.paths)
            if deals or any(step.record == lever.record for step in path.chain.steps)
        ]
        cells = [layout.blocks["ways"].cell(entry, COL_J) for entry in entries]
        missing = quoted(not_reachable())
        needed = f"=IF({_count(cells)}={len(cells)},{_sum(cells)},{missing})"
        sheet.formula(row, COL_G, needed, figure(_resting(canvas, entries), not_reachable()), FIGURE)
        now, then, records_now = (cell_name(row, column) for column in (COL_E, COL_F, COL_G))
        if deals:
            sheet.blank(row, COL_E, PERCENT)
            sheet.blank(row, COL_F, PERCENT)
            fewer = f"=IF(ISNUMBER({records_now}),{records_now}*(1-1/1.01),{missing})"
        else:
            rate = layout.blocks["rates"].cell(records[lever.record], COL_E)
            sheet.formula(row, COL_E, f"=IF(ISNUMBER({rate}),{rate},{_NO})", figure(lever.before), PERCENT)
            sheet.formula(row, COL_F, f"=IF(ISNUMBER({now}),MIN(1,{now}+0.01),{_NO})", figure(lever.after), PERCENT)
            saved = f"IF({now}>0,{records_now}*(1-{now}/{then}),{missing})"
            fewer = f"=IF(AND(ISNUMBER({records_now}),ISNUMBER({now})),{saved},{missing})"
        sheet.formula(row, COL_H, fewer, figure(lever.fewer_entry_records, not_reachable()), _FEWER)


def _resting(canvas: Canvas, entries: list[int]) -> Fraction | None:
    """The records to start with of these rows; `None` where one is not reachable."""
    found = [canvas.layout.rows[entry][0].for_plan for entry in entries]
    known = [value for value in found if value is not None]
    return sum(known, Fraction(0)) if len(known) == len(found) else None
