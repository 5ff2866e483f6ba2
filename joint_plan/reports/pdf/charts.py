"""Charts as boxes: the funnel as bars, teams' answers as dumbbells, the customer's feeling as a curve."""

import math
from collections.abc import Sequence
from fractions import Fraction

from reportlab.lib.colors import Color, HexColor

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.plan.funnel import FunnelStage, Rate
from joint_plan.reports.model import ReportModel, TeamMark
from joint_plan.reports.pdf.boxes import Block, Row, Rule, Stack, Words
from joint_plan.reports.pdf.fonts import FIGURES, FIGURES_STRONG
from joint_plan.reports.pdf.lines import text_width
from joint_plan.reports.pdf.pages import Surface
from joint_plan.reports.pdf.style import BODY, INK, MUTED_SMALL, RED, SMALL, SMALL_STRONG, STRONG, TEAM_COLOURS

BAR = HexColor("#7C8798")
_UNREACHABLE = "–"


class Bar(Block):
    """A bar as long as its share of the width."""

    def __init__(self, share: float, colour: Color = BAR, thickness: float = 4) -> None:
        self.share, self.colour, self.thickness = share, colour, thickness

    def height(self, _width: float) -> float:
        """Of the bar."""
        return self.thickness + 2

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """From the left edge."""
        pages.box(left, top + 1, max(0.5, width * self.share), self.thickness, fill=self.colour)


def funnel_table(model: ReportModel, padding: float = 3) -> Stack:
    """Stage by stage: rate to the next, exact and committed counts, what was due before the start, and a bar."""
    figures = MUTED_SMALL.clone("figures", fontName=FIGURES)
    strong = STRONG.clone("strong-figures", fontName=FIGURES_STRONG)
    funnel = model.funnel
    totals = [funnel.total(stage.id) for stage in funnel.stages]
    lines = [
        (
            _rate(model, stage),
            _number(figure.exact, 1),
            _number(figure.committed),
            _number(figure.committed_before_start),
        )
        for stage, figure in zip(funnel.stages, totals, strict=True)
    ]
    head = (_("to next"), _("exact"), _("committed"), _("before start"))
    styles = (figures, figures, strong, strong)
    widths = [
        max(text_width(word, MUTED_SMALL), *(text_width(line[column], styles[column]) for line in lines)) + 1
        for column, word in enumerate(head)
    ]
    header = Row(
        [None, *(Words(word, MUTED_SMALL, align="right") for word in head)], [None, *widths], 6, tag="TR", cell="TH"
    )
    most = max((math.sqrt(figure.committed or 0) for figure in totals), default=1) or 1
    rows: list[Block] = [header, Rule(2, padding)]
    for stage, figure, line in zip(funnel.stages, totals, lines, strict=True):
        early = bool(figure.committed_before_start)
        cells: list[Block | None] = [
            Words(stage.name or stage.id, BODY),
            *(Words(word, style, align="right") for word, style in zip(line[:3], styles, strict=False)),
            Words(line[3], strong if early else figures, align="right", colour=RED if early else None),
        ]
        bar = Bar(math.sqrt(figure.committed or 0) / most, INK if stage is funnel.stages[-1] else BAR)
        rows += [Stack([Row(cells, [None, *widths], 6, tag="TR", cell="TD"), bar], whole=True), Rule(padding, padding)]
    notes: list[Block] = []
    if funnel.before.shortfall:
        money = locale.format_money_short(funnel.before.shortfall, model.currency)
        said = _("{money} of revenue rests on records from before the start that are not there.").format(money=money)
        notes.append(Words(said, SMALL_STRONG, colour=RED))
    notes.append(Words(_("Bars: square root of the count. Counts are rounded up."), MUTED_SMALL))
    return Stack([Stack(rows, tag="Table"), *notes], 1)


def _number(value: Fraction | int | None, places: int = 0) -> str:
    return _UNREACHABLE if value is None else locale.format_number(value, places)


def _rate(model: ReportModel, stage: FunnelStage) -> str:
    """The general rate to the next stage; a question mark where it is a guess."""
    rates = [rate for rate in model.public.where(Rate, "stage", stage.id) if not rate.segment and not rate.source]
    if stage is model.funnel.stages[-1] or not rates or rates[0].rate is None:
        return ""
    return locale.format_rate(rates[0].rate) + (" ?" if rates[0].evidence == "guess" else "")


class MonthBars(Block):
    """A bar a month with its number above and the month below, in the colour of who owes it."""

    def __init__(self, months: Sequence[str], counts: Sequence[int], team: TeamMark | None, bars: float = 26) -> None:
        self.months, self.counts, self.bars = months, counts, bars
        self.colour = TEAM_COLOURS.get(team.id, BAR) if team is not None else BAR

    def height(self, _width: float) -> float:
        """Numbers, bars, months."""
        return self.bars + 2 * MUTED_SMALL.leading + 2

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """From left to right; where months do not fit side by side, every other one is named."""
        column = width / max(1, len(self.counts))
        most = max(*self.counts, 1)
        base = top + SMALL.leading + self.bars + 1
        names = [_initial(name) for name in self.months]
        wide = max(text_width(name, MUTED_SMALL) for name in names)
        said = _("By month: {counts}").format(
            counts=", ".join(f"{name} {count}" for name, count in zip(self.months, self.counts, strict=True))
        )
        with pages.element("Figure", said):
            for number, (name, count) in enumerate(zip(names, self.counts, strict=True)):
                at = left + number * column
                tall = max(0.6, self.bars * count / most)
                pages.box(at + column * 0.14, base - tall, column * 0.72, tall, fill=self.colour)
                figure = locale.format_number(count)
                style = SMALL if text_width(figure, SMALL) <= column else None
                if style is not None or number % 2 == 0:
                    room = column if style is not None else 2 * column
                    start = at - (room - column) / 2
                    pages.text(start, base - tall - SMALL.leading, figure, SMALL, room, align="center", tag="")
                if wide <= column or number % 2 == 0:
                    pages.text(at, base + 1, name, MUTED_SMALL, max(column, wide), align="center", tag="")


def _initial(name: str) -> str:
    """A month as it stands under a narrow bar."""
    return name.split(" ")[0][:3]
