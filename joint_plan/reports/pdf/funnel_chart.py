"""The funnel drawn: equal columns, committed counts large, the square root of the count as height, rates in between."""

import math

from reportlab.lib.colors import white
from reportlab.platypus import Flowable

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.plan.funnel import FunnelStage, Rate
from joint_plan.plan.journey import Stage
from joint_plan.reports.model import ReportModel, TeamMark
from joint_plan.reports.pdf.fonts import FIGURES_STRONG, REGULAR, SEMIBOLD, draw, fitted, width
from joint_plan.reports.pdf.shapes import draw_shape
from joint_plan.reports.pdf.style import HAIRLINE, INK, MUTED, TEAM_COLOURS, TINT
from joint_plan.reports.tables import team_mark

_TOP = 44
_BARS = 62
_FOOT = 12


class FunnelChart(Flowable):
    """All stages of the funnel side by side. The same figures stand in a table below it."""

    def __init__(self, model: ReportModel, room: float) -> None:
        super().__init__()
        self.model, self.room = model, room

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The column's width, a fixed height."""
        return self.room, _TOP + _BARS + _FOOT

    def draw(self) -> None:
        """Columns from left to right."""
        funnel = self.model.funnel
        column = self.room / len(funnel.stages)
        counts = [funnel.total(stage.id).committed or 0 for stage in funnel.stages]
        tallest = math.isqrt(max(*counts, 1) * 10_000)
        for number, (stage, count) in enumerate(zip(funnel.stages, counts, strict=True)):
            self._stage(number * column, column, stage, count, tallest)
        for number, stage in enumerate(funnel.stages[:-1], 1):
            self._rate(number * column, column, stage)
        self.canv.setFillColor(MUTED)
        draw(self.canv, 0, 2, _("Height drawn as the square root of the count."), REGULAR, 7)

    def _stage(self, x: float, column: float, stage: FunnelStage, count: int, tallest: int) -> None:
        canvas = self.canv
        team = self._lead(stage)
        height = _BARS * math.isqrt(count * 10_000) / tallest
        base = _FOOT
        canvas.setFillColor(TINT)
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(0.5)
        canvas.rect(x + 1, base, column - 2, height, stroke=1, fill=1)
        canvas.setFillColor(TEAM_COLOURS.get(team.id, white) if team else white)
        canvas.setStrokeColor(INK)
        canvas.rect(
            x + 1, base + height, column - 2, 3, stroke=int(team is None or team.id not in TEAM_COLOURS), fill=1
        )
        top = base + _BARS + _TOP
        left = x + 3
        if team is not None:
            draw_shape(canvas, left, top - 9, 6, team)
            left += 9
        canvas.setFillColor(INK)
        draw(canvas, left, top - 9, fitted(stage.name or stage.id, SEMIBOLD, 8, column - (left - x) - 2), SEMIBOLD, 8)
        reachable = self.model.funnel.total(stage.id).committed is not None
        figure = locale.format_number(count) if reachable else "–"
        size = 12 if width(figure, FIGURES_STRONG, 12) < column - 6 else 9
        draw(canvas, x + 3, top - 24, figure, FIGURES_STRONG, size)

    def _rate(self, x: float, column: float, stage: FunnelStage) -> None:
        """The general rate to the next stage, on the boundary; a dashed frame with a question mark is a guess."""
        rates = [
            rate for rate in self.model.public.where(Rate, "stage", stage.id) if not rate.segment and not rate.source
        ]
        if not rates or rates[0].rate is None:
            return
        guess = rates[0].evidence == "guess"
        words = locale.format_rate(rates[0].rate) + (" ?" if guess else "")
        wide = width(words, REGULAR, 7) + 8
        canvas = self.canv
        y = _FOOT + _BARS + 4
        canvas.saveState()
        canvas.setFillColor(white)
        canvas.setStrokeColor(MUTED)
        canvas.setLineWidth(0.6)
        canvas.setDash([2, 1.5] if guess else [])
        canvas.roundRect(x - wide / 2, y, wide, 11, 5.5, stroke=1, fill=1)
        canvas.restoreState()
        canvas.setFillColor(INK)
        draw(canvas, x - wide / 2 + 4, y + 3, words, REGULAR, 7)

    def _lead(self, stage: FunnelStage) -> TeamMark | None:
        """Who leads: the lead team of the journey's stage that this one counts, else of the stage before it."""
        public = self.model.public
        team = ""
        for candidate in self.model.funnel.stages:
            leads = [item.lead_team for item in public.where(Stage, "funnel_stage", candidate.id) if item.lead_team]
            team = leads[0] if leads else team
            if candidate.id == stage.id:
                break
        return team_mark(public, team) if team else None
