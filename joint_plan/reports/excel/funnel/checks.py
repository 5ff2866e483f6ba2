"""The checks row by row, with one word at the head of the sheet; and what is missing, in sentences."""

from joint_plan.base.texts import _
from joint_plan.reports.excel.formats import BODY, DANGER, DERIVED_BODY, Look
from joint_plan.reports.excel.funnel.cells import Canvas
from joint_plan.reports.excel.funnel.layout import COL_E, COL_G, COL_J, COL_K, KEY, MONTH, SEGMENT, STAGE
from joint_plan.reports.excel.funnel.ways import PLAN_PART, needed_row
from joint_plan.reports.excel.quoting import quoted
from joint_plan.reports.excel.sheet import range_name

CHECKS_ROW = 3
_LOOK: Look = {**DERIVED_BODY, "bold": True}


def write_checks(canvas: Canvas) -> None:
    """Five rules that must hold whatever stands in the yellow cells."""
    layout, sheet = canvas.layout, canvas.sheet
    block = canvas.heads("checks", _("Checks"), _("What must hold"), _("Holds?"))
    blocks, last = layout.blocks, MONTH + layout.months - 1
    exact, whole, ways, shares = (blocks[name] for name in ("exact", "committed", "ways", "shares"))
    months = range_name((whole.first, MONTH), (whole.last, last))
    wins = [needed_row(canvas, path) for path in range(len(layout.paths))]
    by_month = "+".join(f"SUM({range_name((row, MONTH), (row, last))})" for row in wins)
    stage = len(layout.funnel.stages)
    tests = (
        (_("The committed months add up to the total"), f"ABS(SUM({months})-SUM({whole.column(COL_E)}))<0.5"),
        (
            _("No total is behind its exact figure"),
            f"SUM({whole.column(COL_E)})>=SUM({exact.column(COL_E)})*(1-1E-12)-0.000001",
        ),
        (
            _("The wins of the months are the wins the revenue needs"),
            f"ABS({by_month}-SUMIF({ways.column(KEY)},{stage},{ways.column(COL_J)}))<0.000001*(1+ABS({by_month}))",
        ),
        (
            _("Before the start and in the plan make up the need"),
            f"ABS(SUM({ways.column(COL_J)})-SUM({ways.column(COL_K)})-SUM({ways.column(PLAN_PART)}))"
            f"<0.000001*(1+SUM({ways.column(COL_J)}))",
        ),
        (
            _("The shares of a segment add up to one"),
            f"ABS(SUM({shares.column(COL_G)})-ROUND(SUM({shares.column(COL_G)}),0))<0.000001",
        ),
    )
    holds, fails = _("holds"), _("does not hold")
    for place, (words, test) in enumerate(tests):
        row = block.first + place
        sheet.text(row, STAGE, words, BODY)
        sheet.formula(row, SEGMENT, f"=IF({test},{quoted(holds)},{quoted(fails)})", holds, _LOOK)
    area = block.column(SEGMENT)
    good, bad = _("All checks hold."), _("A check does not hold: see the end of this sheet.")
    expression = f"=IF(COUNTIF({area},{quoted(holds)})={len(tests)},{quoted(good)},{quoted(bad)})"
    sheet.formula(CHECKS_ROW, STAGE, expression, good, {"bold": True})


def write_problems(canvas: Canvas) -> None:
    """What is wrong between the records, as the program says it."""
    problems = canvas.layout.funnel.problems
    if not problems:
        return
    block = canvas.heads("problems", _("What is missing or contradictory"))
    for place, problem in enumerate(problems):
        canvas.sheet.text(block.first - 1 + place, STAGE, problem.message, {"font_color": DANGER})
