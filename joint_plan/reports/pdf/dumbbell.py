"""How each team sees a statement, as dumbbells: the teams on one level, what was agreed and the target below it.

Widest gap first, blind statements last. A blind row shows only whose answers are in: filled for in, hollow for not yet.
"""

from fractions import Fraction

from reportlab.lib.colors import white

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.landscape import LEAST_SCORE, MOST_SCORE
from joint_plan.reports.model import ReportModel, TeamMark
from joint_plan.reports.pdf.boxes import Block, Row, Stack, Table, Words
from joint_plan.reports.pdf.charts import BAR
from joint_plan.reports.pdf.lines import text_width
from joint_plan.reports.pdf.pages import Surface
from joint_plan.reports.pdf.parts import joined
from joint_plan.reports.pdf.style import HAIRLINE, INK, ITEM, MUTED_SMALL, SMALL, SMALL_STRONG
from joint_plan.reports.tables import team_mark
from joint_plan.rules.landscape import Scored, statements

_NUMBER = 34.0
_TEXT_SHARE = 0.36
_LEVELS = (11.0, 27.0)
"""How far below the top of a row the teams stand, and what they agreed."""


def dumbbells(model: ReportModel) -> list[Block]:
    """A row for each statement with its legend; nothing where there are no statements."""
    lines = statements(model.public)
    if not lines:
        return []
    marks = [team_mark(model.public, team) for team in TEAMS]
    widths: list[float | None] = [None, None, _NUMBER, _NUMBER, _NUMBER]
    header = _Measured(
        Row(
            [
                Words(_("statement, and what was seen"), MUTED_SMALL),
                _Scale(),
                *(Words(word, MUTED_SMALL, align="right") for word in (_("gap"), _("agreed"), _("target"))),
            ],
            widths,
            10,
            tag="TR",
            cell="TH",
        )
    )
    rows: list[Block] = [_Measured(_row(line, marks, widths)) for line in lines]
    legend = joined(
        _("diamond: agreed in the room"),
        _("triangle: target"),
        _("filled but without a number: the answer is in, not shown yet"),
    )
    teams: list[Block | None] = [Words(mark.name, SMALL, team=mark) for mark in marks]
    return [
        Table(header, rows, 4),
        Stack([Row(teams, [110.0] * len(teams), 10), Words(legend, MUTED_SMALL)], 2, whole=True),
    ]


class _Measured(Block):
    """A row whose first column takes its share of the width."""

    def __init__(self, row: Row) -> None:
        self.row = row

    def _set(self, width: float) -> Row:
        self.row.widths[0] = width * _TEXT_SHARE
        return self.row

    def height(self, width: float) -> float:
        return self._set(width).height(width)

    def first_baseline(self, width: float) -> float:
        return self._set(width).first_baseline(width)

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        self._set(width).draw(pages, left, top, width)

    def _parted(self, width: float, room: float, force: bool) -> "tuple[Block | None, Block | None]":
        first, rest = self._set(width).split(width, room, force=force)
        parts = [_Measured(part) if isinstance(part, Row) else None for part in (first, rest)]
        return parts[0], parts[1]


def _row(line: Scored, marks: list[TeamMark], widths: list[float | None]) -> Row:
    item = line.item
    gap = locale.format_fixed(line.gap, 1) if line.gap is not None else "–"
    return Row(
        [
            Stack(
                [
                    Words(item.text, SMALL_STRONG),
                    Words(": ".join(part for part in (item.dimension, item.evidence) if part), MUTED_SMALL),
                ]
            ),
            _Dumbbell(line, marks),
            Words(gap, ITEM if line.wide else SMALL, align="right"),
            Words(_score(item.agreed_score), SMALL, align="right"),
            Words(_score(item.target_score), SMALL, align="right"),
        ],
        widths,
        10,
        level=False,
        tag="TR",
        cell="TD",
        whole=True,
    )


def _score(score: int | None) -> str:
    return "" if score is None else str(score)


def _place(score: Fraction | int, left: float, width: float) -> float:
    """Where a score lies: labels of the outermost ones still have room."""
    share = float(Fraction(score) - LEAST_SCORE) / (MOST_SCORE - LEAST_SCORE)
    return left + 18 + share * (width - 36)


class _Scale(Block):
    """The numbers over the dumbbells."""

    def height(self, _width: float) -> float:
        """One line."""
        return MUTED_SMALL.leading

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """From the least to the most."""
        for score in range(LEAST_SCORE, MOST_SCORE + 1):
            pages.text(_place(score, left, width) - 10, top, str(score), MUTED_SMALL, 20, align="center")


class _Dumbbell(Block):
    """One statement: the teams' means above, agreed and target below."""

    def __init__(self, line: Scored, marks: list[TeamMark]) -> None:
        self.line, self.marks = line, marks

    def height(self, _width: float) -> float:
        """Two levels."""
        return 36.0

    def _said(self) -> str:
        means = self.line.means
        found = [f"{mark.name} {locale.format_fixed(means[mark.id], 1)}" for mark in self.marks if mark.id in means]
        return ", ".join(found) or _("not shown yet")

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """Scale lines, then the levels."""
        for score in range(LEAST_SCORE, MOST_SCORE + 1):
            x = _place(score, left, width)
            pages.line((x, top), (x, top + self.height(width)), weight=0.4, colour=HAIRLINE)
        with pages.element("Figure", self._said()):
            self._teams(pages, left, top + _LEVELS[0], width)
            self._agreed(pages, left, top + _LEVELS[1], width)

    def _teams(self, pages: Surface, left: float, y: float, width: float) -> None:
        line = self.line
        if not line.revealed:
            for number, mark in enumerate(self.marks):
                at = left + width / 2 + (number - 0.5) * 16
                if mark.id in line.inside:
                    pages.shape((at, y), 8, mark)
                else:
                    pages.dot((at, y), 4, fill=white, stroke=INK, weight=0.6)
            return
        shown = [mark for mark in self.marks if mark.id in line.means]
        places = sorted(((_place(line.means[mark.id], left, width), mark) for mark in shown), key=lambda one: one[0])
        if len(places) == 2 and places[1][0] - places[0][0] < 9:
            middle = (places[0][0] + places[1][0]) / 2
            places = [(middle - 4.5, places[0][1]), (middle + 4.5, places[1][1])]
        if len(places) == 2:
            pages.line((places[0][0], y), (places[1][0], y), weight=3, colour=BAR)
        for number, (x, mark) in enumerate(places):
            pages.shape((x, y), 9, mark)
            words = locale.format_fixed(line.means[mark.id], 1)
            wide = text_width(words, SMALL)
            start = x - 7 - wide if number == 0 and len(places) == 2 else x + 7
            pages.box(start - 1, y - 5, wide + 2, 10, fill=white)
            pages.text(start, y - SMALL.leading / 2, words, SMALL, wide + 1, tag="")

    def _agreed(self, pages: Surface, left: float, y: float, width: float) -> None:
        item = self.line.item
        agreed, target = (
            _place(score, left, width) if score is not None else None
            for score in (item.agreed_score, item.target_score)
        )
        if agreed is not None and target is not None:
            if abs(target - agreed) < 11:
                agreed, target = agreed - 6, target + 6
            else:
                pages.line((agreed, y), (target, y), weight=0.9, colour=INK, dash=(2, 2))
        if agreed is not None:
            pages.outline(
                [(agreed, y - 5), (agreed + 5, y), (agreed, y + 5), (agreed - 5, y)], fill=white, stroke=INK, weight=1
            )
        if target is not None:
            pages.outline([(target - 4, y - 5), (target + 5, y), (target - 4, y + 5)], fill=white, stroke=INK, weight=1)
