"""Charts as boxes: the funnel as bars, teams' answers as dumbbells, the customer's feeling as a curve."""

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.styles import ParagraphStyle

from joint_plan.base import locale
from joint_plan.base.texts import N_, _
from joint_plan.plan.funnel import FunnelStage, Rate
from joint_plan.reports.model import ReportModel, TeamMark
from joint_plan.reports.pdf.boxes import Block, Row, Rule, Stack, Words
from joint_plan.reports.pdf.fonts import FIGURES, FIGURES_STRONG
from joint_plan.reports.pdf.lines import text_width
from joint_plan.reports.pdf.pages import Surface
from joint_plan.reports.pdf.style import (
    BODY,
    HAIRLINE,
    INK,
    MUTED_SMALL,
    RED,
    SMALL,
    SMALL_STRONG,
    STRONG,
    TEAM_COLOURS,
)

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


FEELINGS = {2: N_("delighted"), 1: N_("content"), 0: N_("neutral"), -1: N_("annoyed"), -2: N_("frustrated")}
"""What the levels of the feeling are called."""

_Rect = tuple[float, float, float, float]


class FeelingCurve(Block):
    """How the customer feels from stage to stage, -2 to 2: a line through dots, each with its value in words.

    Labels try places above, below and beside their dot until none covers the curve, a dot, the zero line or another
    label. `centres` are the middles of the stages, as distances from the left edge of the block.
    """

    def __init__(
        self, feelings: Sequence[int | None], centres: Sequence[float], style: ParagraphStyle, step: float = 16
    ) -> None:
        self.feelings, self.centres, self.style, self.step = feelings, centres, style, step
        self._edge = style.leading + 5

    def height(self, _width: float) -> float:
        """Four steps, with room for labels above and below."""
        return 4 * self.step + 2 * self._edge

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """Levels, curve, dots, labels."""
        middle = top + self.height(width) / 2
        first = min(self.centres, default=0.0) - 12
        for level in (-2, -1, 0, 1, 2):
            y = middle - level * self.step
            dash = () if level == 0 else (1, 2)
            pages.line((left + max(0.0, first), y), (left + width, y), colour=HAIRLINE, dash=dash)
        dots = [
            (left + centre, middle - feeling * self.step, feeling)
            for centre, feeling in zip(self.centres, self.feelings, strict=True)
            if feeling is not None
        ]
        said = ", ".join(_signed(feeling) for _x, _y, feeling in dots)
        with pages.element("Figure", _("Feeling from stage to stage: {values}").format(values=said)):
            pages.curve([(x, y) for x, y, _feeling in dots], weight=1.6)
            for x, y, _feeling in dots:
                pages.dot((x, y), 3.6, fill=white, stroke=INK, weight=1.8)
            bounds = (left, top, left + width, top + self.height(width))
            for rect, words in self._labels(dots, middle, bounds):
                pages.text(rect[0], rect[1], words, self.style, rect[2] - rect[0] + 1, tag="")

    def _labels(
        self, dots: Sequence[tuple[float, float, int]], zero: float, bounds: _Rect
    ) -> Iterator[tuple[_Rect, str]]:
        placed: list[_Rect] = []
        curve = list(_on_curve([(x, y) for x, y, _feeling in dots]))
        for x, y, feeling in dots:
            words = f"{_signed(feeling)} {_(FEELINGS[max(-2, min(2, feeling))])}"
            rect = _free_place(
                (x, y),
                (text_width(words, self.style), self.style.leading),
                feeling >= 0,
                bounds,
                [
                    *((px - 0.5, py - 0.5, px + 0.5, py + 0.5) for px, py in curve),
                    *((px - 4, py - 4, px + 4, py + 4) for px, py, _f in dots if (px, py) != (x, y)),
                    (bounds[0], zero - 0.5, bounds[2], zero + 0.5),
                    *placed,
                ],
            )
            placed.append(rect)
            yield rect, words


def _free_place(
    dot: tuple[float, float], size: tuple[float, float], above_first: bool, bounds: _Rect, taken: Sequence[_Rect]
) -> _Rect:
    """The first place around a dot that covers nothing; else the one that covers the least."""
    (x, y), (wide, high) = dot, size
    above, below = (x - wide / 2, y - 6 - high), (x - wide / 2, y + 6)
    corners = [
        *((above, below) if above_first else (below, above)),
        (x + 8, y - high - 2),
        (x + 8, y + 2),
        (x - 8 - wide, y - high - 2),
        (x - 8 - wide, y + 2),
        (x + 8, y - high / 2),
        (x - 8 - wide, y - high / 2),
    ]
    best, fewest = None, math.inf
    for at, start in corners:
        rect = (at, start, at + wide, start + high)
        inside = bounds[0] <= rect[0] and rect[2] <= bounds[2] and bounds[1] <= rect[1] and rect[3] <= bounds[3]
        covered = sum(_meet(rect, other) for other in taken) + (0 if inside else 1000)
        if covered < fewest:
            best, fewest = rect, covered
        if not covered:
            break
    assert best is not None  # there is always a place to try
    return best


def _meet(one: _Rect, other: _Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _on_curve(points: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Points close to each other on the line that `Surface.curve` draws."""
    for (x, y), (next_x, next_y) in pairwise(points):
        for number in range(41):
            t = number / 40
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
            bend = (next_x - x) / 2
            yield a * x + b * (x + bend) + c * (next_x - bend) + d * next_x, (a + b) * y + (c + d) * next_y


def _signed(level: int) -> str:
    """A level with its sign: "+1", "0", "−2"."""
    return "0" if level == 0 else f"{level:+d}".replace("-", "−")
