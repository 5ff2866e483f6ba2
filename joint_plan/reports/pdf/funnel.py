"""The funnel on paper: stage by stage, month by month, what was needed before the start, what it rests on."""

from fractions import Fraction
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.reports.funnel_words import lever_sentences, month_labels
from joint_plan.reports.model import ReportModel
from joint_plan.reports.pdf.blocks import flat_table, head, warning
from joint_plan.reports.pdf.style import BODY, HAIRLINE, MUTED_SMALL, RED, SMALL, SMALL_STRONG
from joint_plan.reports.pdf.texts import paragraph

_LINES = (
    ("LINEBELOW", (0, 0), (-1, -1), 0.5, HAIRLINE),
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
)
_UNREACHABLE = "–"


def funnel_blocks(model: ReportModel, width: float) -> list[Flowable]:
    """Everything the record says of the funnel; nothing while there is no segment."""
    funnel = model.funnel
    if not funnel.rows:
        return []
    story = [*head(_("From revenue to numbers")), _stages(model, width)]
    if funnel.before.revenue:
        story += [Spacer(0, 6), _before(model)]
    story += [*head(_("Month by month, committed")), _months(model, width)]
    levers = lever_sentences(model.public, funnel)
    if levers:
        story += [*head(_("What would move it")), *(paragraph(sentence, BODY) for sentence in levers)]
    if funnel.problems:
        story += [*head(_("To be mended")), *(paragraph(problem.message, BODY) for problem in funnel.problems)]
    return story


def _stages(model: ReportModel, width: float) -> Flowable:
    header = ["", _("exact"), _("committed"), _("still to create"), _("before the start")]
    lines: list[list[Any]] = [[paragraph(header[0], MUTED_SMALL), *(_right(word, MUTED_SMALL) for word in header[1:])]]
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
    stages = model.funnel.stages
    label = 26 * mm
    header: list[Any] = [
        paragraph("", MUTED_SMALL),
        *(_right(stage.name or stage.id, MUTED_SMALL) for stage in stages),
    ]
    lines: list[list[Any]] = [header]
    figures = [model.funnel.total(stage.id).months for stage in stages]
    for month, words in enumerate(month_labels(model.public.plan), 1):
        cells = [_number(figure[month - 1].committed) for figure in figures]
        lines.append([paragraph(words, SMALL), *(_right(cell, SMALL) for cell in cells)])
    totals = [_number(figure.committed_total) for figure in figures]
    lines.append([paragraph(_("Total"), SMALL_STRONG), *(_right(cell, SMALL_STRONG) for cell in totals)])
    return flat_table(lines, [label, *[(width - label) / len(stages)] * len(stages)], *_LINES, repeat=1)


def _right(text: str, style: ParagraphStyle, red: bool = False) -> Paragraph:
    cell = paragraph(text, style)
    cell.style = cell.style.clone("right", alignment=2, textColor=RED if red else style.textColor)
    return cell


def _number(value: Fraction | int | None, places: int = 0) -> str:
    return _UNREACHABLE if value is None else locale.format_number(value, places)


def _whole(value: Fraction | None) -> Fraction | int:
    return 0 if value is None else round(value)
