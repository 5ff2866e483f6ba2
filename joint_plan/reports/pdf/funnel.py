"""The funnel on paper: drawn and in figures, month by month, what it rests on, what would move it; and the calendar."""

from fractions import Fraction
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.reports.model import ReportModel
from joint_plan.reports.pdf.blocks import flat_table, head, warning
from joint_plan.reports.pdf.funnel_chart import FunnelChart
from joint_plan.reports.pdf.style import BODY, HAIRLINE, MUTED_SMALL, RED, SMALL, SMALL_STRONG
from joint_plan.reports.pdf.texts import Written, heading, paragraph
from joint_plan.rules.calendar import calendar, calendar_lines
from joint_plan.rules.funnel import words

MOST_LEVERS = 6
_LINES = (
    ("LINEBELOW", (0, 0), (-1, -1), 0.5, HAIRLINE),
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
)
_UNREACHABLE = "–"


def funnel_blocks(model: ReportModel, width: float) -> list[Flowable]:
    """Everything the record says of the funnel (nothing while there is no segment), and the calendar."""
    return [*_of_funnel(model, width), *_calendar(model, width)]


def _of_funnel(model: ReportModel, width: float) -> list[Flowable]:
    funnel = model.funnel
    if not funnel.rows:
        return []
    story = [*head(_("From revenue to numbers")), FunnelChart(model, width), Spacer(0, 6), _stages(model, width)]
    if funnel.before.revenue:
        story += [Spacer(0, 6), _before(model)]
    story += [*head(_("Month by month, committed")), _months(model, width)]
    levers = sorted(
        (lever for lever in funnel.levers if lever.fewer_entry_records),
        key=lambda lever: -(lever.fewer_entry_records or 0),
    )
    story += _sentences(
        _("What would move it"), [words.lever_sentence(funnel, lever) for lever in levers[:MOST_LEVERS]]
    )
    guesses = [f"{words.guess_name(funnel, guess)}. {words.guess_sentence(funnel, guess)}" for guess in funnel.guesses]
    story += _sentences(_("What rests on guesses or hearsay"), guesses)
    story += _sentences(
        _("Whether people suffice"), [words.capacity_sentence(funnel, load) for load in funnel.capacity]
    )
    story += _sentences(
        _("What initiatives leave open"), [words.coverage_sentence(funnel, row) for row in funnel.coverage]
    )
    story += _sentences(_("To be mended"), [problem.message for problem in funnel.problems])
    return story


def _calendar(model: ReportModel, width: float) -> list[Flowable]:
    """A line a month: what begins, is due and ends; a month with nothing is left out."""
    held = calendar(model.public)
    by_month: dict[int, list[str]] = {}
    for line in calendar_lines(held):
        by_month.setdefault(line.month, []).append(line.words)
    if not held.runs and not held.due:
        return []
    label = 26 * mm
    lines: list[list[Any]] = [[paragraph(_("Month"), MUTED_SMALL), paragraph(_("What"), MUTED_SMALL)]]
    for month, said in by_month.items():
        name = words.month_name(model.funnel.inputs, month)
        if not 1 <= month <= held.months:
            name = _("After") if month else _("Before")
        for number, what in enumerate(said):
            lines.append([paragraph("" if number else name, SMALL_STRONG), paragraph(what, SMALL)])
    return [*head(_("Calendar")), flat_table(lines, [label, width - label], *_LINES, repeat=1)]


def _sentences(title: str, sentences: list[str]) -> list[Flowable]:
    return [*head(title), *(paragraph(sentence, BODY) for sentence in sentences)] if sentences else []


def _stages(model: ReportModel, width: float) -> Flowable:
    header = ["", _("exact"), _("committed"), _("still to create"), _("before the start")]
    lines: list[list[Any]] = [[paragraph("", MUTED_SMALL), *(_right(word, MUTED_SMALL) for word in header[1:])]]
    for stage in model.funnel.stages:
        figure = model.funnel.total(stage.id)
        lines.append(
            [
                paragraph(stage.name or stage.id, SMALL_STRONG),
                _right(_number(figure.exact, 2), SMALL),
                _right(_number(figure.committed), SMALL_STRONG),
                _right(_number(figure.still_to_create.committed_total), SMALL),
                _right(_number(figure.committed_before_start), SMALL, red=bool(figure.before_start)),
            ]
        )
    return flat_table(lines, [width - 4 * 30 * mm, *[30 * mm] * 4], *_LINES, repeat=1)


def _before(model: ReportModel) -> Flowable:
    before = model.funnel.before
    return warning(
        _(
            "{revenue} of revenue rests on records from before the plan starts; {shortfall} of it is not covered."
        ).format(
            revenue=locale.format_money(_whole(before.revenue), model.currency),
            shortfall=locale.format_money(_whole(before.shortfall), model.currency),
        )
    )


def _months(model: ReportModel, width: float) -> Flowable:
    funnel = model.funnel
    label = 26 * mm
    header = [
        paragraph("", MUTED_SMALL),
        *(_right(heading(stage.name or stage.id, 24), MUTED_SMALL) for stage in funnel.stages),
    ]
    lines: list[list[Any]] = [header]
    figures = [funnel.total(stage.id).months for stage in funnel.stages]
    by_stage = [figure.committed for figure in figures]
    for month in range(1, funnel.months + 1):
        cells = [_number(None if committed is None else committed[month - 1]) for committed in by_stage]
        name = words.month_name(funnel.inputs, month)
        lines.append([paragraph(name, SMALL), *(_right(cell, SMALL) for cell in cells)])
    totals = [_number(figure.committed_total) for figure in figures]
    lines.append([paragraph(_("Total"), SMALL_STRONG), *(_right(cell, SMALL_STRONG) for cell in totals)])
    share = (width - label) / len(funnel.stages)
    return flat_table(lines, [label, *[share] * len(funnel.stages)], *_LINES, repeat=1)


def _right(text: str, style: ParagraphStyle, red: bool = False) -> Written:
    return paragraph(text, style.clone("right", alignment=2, textColor=RED if red else style.textColor))


def _number(value: Fraction | int | None, places: int = 0) -> str:
    return _UNREACHABLE if value is None else locale.format_number(value, places)


def _whole(value: Fraction | None) -> Fraction | int:
    return 0 if value is None else round(value)
