"""The journey drawn as a map: stages across, lanes down, feeling curve; split over pages by stages when it must."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from reportlab.lib.colors import white
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Table, TableStyle

from joint_plan.base.texts import _
from joint_plan.plan.journey import Stage, Touchpoint
from joint_plan.plan.slas import Sla
from joint_plan.reports.model import ReportModel, TeamMark
from joint_plan.reports.pdf.blocks import flat_table
from joint_plan.reports.pdf.fonts import MEDIUM, REGULAR, draw
from joint_plan.reports.pdf.shapes import shape
from joint_plan.reports.pdf.style import (
    HAIRLINE,
    INK,
    MUTED,
    MUTED_SMALL,
    SMALL,
    SMALL_STRONG,
    STRONG,
    TEAM_COLOURS,
    TINT,
)
from joint_plan.reports.pdf.texts import heading, paragraph, pieces_of
from joint_plan.reports.tables import team_mark
from joint_plan.rules.names import name_of
from joint_plan.rules.sentences import sla_sentence

LABEL = 22 * mm
PADDING = 3
MOST_STAGES = 6
"""Stages side by side at the most; fewer where their texts would not fit one page."""

_CURVE = 42
_Texts = Callable[[Stage], list[str]]


def journey_map(model: ReportModel, width: float, height: float) -> list[Flowable]:
    """The map in parts that each fit `width` x `height` points; nothing while there are no stages.

    The lane labels are repeated on every part. A single stage whose texts are longer than a page goes on over pages.
    """
    stages = model.public.all(Stage)
    for parts in range(-(-len(stages) // MOST_STAGES), len(stages) + 1):
        tables = [_table(model, part, width) for part in evenly(stages, parts)]
        if parts == len(stages) or all(table.wrap(width, height)[1] <= height for table in tables):
            broken: list[Flowable] = [flowable for table in tables for flowable in (PageBreak(), table)]
            return broken[1:]
    return []


def evenly(stages: Sequence[Stage], parts: int) -> list[Sequence[Stage]]:
    """The stages in so many parts of about the same size, so that no page has a single one."""
    bounds = [len(stages) * part // parts for part in range(parts + 1)] if parts else []
    return [stages[start:end] for start, end in pairwise(bounds)]


def _table(model: ReportModel, stages: Sequence[Stage], width: float) -> Table:
    column = (width - LABEL) / max(len(stages), 4)
    rows: list[list[Any]] = [["", *(_head(model, stage, column) for stage in stages)]]
    for label, mark, texts in _lanes(model):
        cells = [[paragraph(piece, SMALL) for text in texts(stage) for piece in pieces_of(text)] for stage in stages]
        if any(cells):
            rows.append([_marked(mark, [paragraph(label, SMALL_STRONG)], LABEL), *cells])
    if any(stage.emotion is not None for stage in stages):
        curve = FeelingCurve([stage.emotion for stage in stages], column)
        rows.append([paragraph(_("Feeling"), SMALL_STRONG), curve, *[""] * (len(stages) - 1)])
    table = Table(rows, colWidths=[LABEL, *[column] * len(stages)], splitInRow=1, repeatRows=1, hAlign="LEFT")
    styles: list[Any] = [
        ("FONT", (0, 0), (-1, -1), REGULAR, 8),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, HAIRLINE),
        ("LINEBEFORE", (1, 0), (-1, -1), 0.5, HAIRLINE),
        ("BACKGROUND", (0, 1), (0, -1), TINT),
    ]
    for number, stage in enumerate(stages, 1):
        colour = TEAM_COLOURS.get(stage.lead_team, white)
        styles += [("LINEABOVE", (number, 0), (number, 0), 3, INK if colour is white else colour)]
    table.setStyle(TableStyle(styles))
    return table


def _head(model: ReportModel, stage: Stage, column: float) -> Flowable:
    lead = team_mark(model.public, stage.lead_team) if stage.lead_team else None
    words = [paragraph(heading(" ".join(filter(None, (stage.code, stage.name)))), STRONG)]
    if lead is not None:
        words.append(paragraph(_("{team} leads").format(team=heading(lead.name, 30)), MUTED_SMALL))
    return _marked(lead, words, column)


def _marked(mark: TeamMark | None, words: Sequence[Flowable], width: float) -> Flowable:
    """Words with their team's shape in front."""
    indent = 10 if mark is not None else 0
    room = width - 2 * PADDING - indent
    if mark is None:
        return flat_table([[[*words]]], [room])
    return flat_table([[shape(mark), [*words]]], [indent, room], ("TOPPADDING", (0, 0), (0, 0), 3.5))


def _lanes(model: ReportModel) -> list[tuple[str, TeamMark | None, _Texts]]:
    """Label, team and texts of every lane, those of further teams after the core teams'."""
    public = model.public

    def touched(stage: Stage, team: str) -> list[str]:
        return [
            f"•\u00a0{t.name}" for t in public.where(Touchpoint, "stage", stage.id) if t.owner_team == team and t.name
        ]

    def customer(stage: Stage) -> list[str]:
        said = [stage.customer_goal, f"“{stage.customer_question}”" if stage.customer_question else ""]
        return [*filter(None, said), *touched(stage, "")]

    def team_lane(team: str, part: str) -> _Texts:
        return lambda stage: [*filter(None, [getattr(stage, part, "")]), *touched(stage, team)]

    def handed(stage: Stage) -> list[str]:
        return [
            f"→\u00a0{name_of(public, 'Stage', sla.to_stage)}: {sla_sentence(public, sla)}"
            for sla in public.where(Sla, "from_stage", stage.id)
        ]

    core = (("marketing", "marketing_part"), ("sales", "sales_part"))
    lanes: list[tuple[str, TeamMark | None, _Texts]] = [(_("Customer"), None, customer)]
    owners = dict.fromkeys(touchpoint.owner_team for touchpoint in public.all(Touchpoint) if touchpoint.owner_team)
    further = [(team, "") for team in owners if team not in dict(core)]
    for team, part in (*core, *further):
        mark = team_mark(public, team)
        lanes.append((mark.name, mark, team_lane(team, part)))
    return [
        *lanes,
        (_("Handoffs"), None, handed),
        (_("Friction"), None, lambda stage: [*filter(None, [stage.friction])]),
    ]


class FeelingCurve(Flowable):
    """How the customer feels from stage to stage, -2 to 2, as a line through dots with their values."""

    def __init__(self, feelings: Sequence[int | None], column: float) -> None:
        super().__init__()
        self.feelings, self.column = feelings, column

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """One column: it draws over its neighbours to the right, which are empty."""
        return self.column - 2 * PADDING, _CURVE

    def draw(self) -> None:
        """The zero line, the curve, the dots."""
        canvas = self.canv
        middle, step = _CURVE / 2, (_CURVE - 14) / 4
        right = self.column * len(self.feelings) - 2 * PADDING
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(0.5)
        canvas.line(0, middle, right, middle)
        dots = [
            (self.column * number + self.column / 2 - PADDING, middle + step * feeling, feeling)
            for number, feeling in enumerate(self.feelings)
            if feeling is not None
        ]
        canvas.setStrokeColor(MUTED)
        canvas.setLineWidth(1.2)
        for (x, y, _from), (next_x, next_y, _to) in pairwise(dots):
            bend = (next_x - x) / 2
            canvas.bezier(x, y, x + bend, y, next_x - bend, next_y, next_x, next_y)
        for x, y, feeling in dots:
            canvas.setFillColor(INK)
            canvas.circle(x, y, 2.2, stroke=0, fill=1)
            draw(
                canvas,
                x + 5,
                y + (3 if feeling >= 0 else -8),
                f"{feeling:+d}".replace("-", "−").replace("+0", "0"),
                MEDIUM,
                8,
            )
