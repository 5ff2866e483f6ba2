"""What a page of the wall is made of: texts, boxes, shapes, icons and lines, each of which paints itself."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from ui import theme
from ui.parts.painting import draw_team
from ui.wall.type import Ink, font, leading, metrics, width_of


def colour(ink: Ink) -> QColor:
    """The colour of an ink in the theme in use."""
    kind, _colon, team = ink.partition(":")
    if not team:
        return theme.tokens().of(kind)
    found = theme.team_colour(team)
    return theme.lane_tint(found) if kind == "tint" else found


@dataclass(frozen=True, slots=True)
class TextMark:
    """Lines of one text as they stand on the page.

    Attributes:
        rect: what the lines take up, exactly.
        body: whether it is read as the page's content, and so no smaller than 1/30 of the height.
        accents: (first, last + 1) letters of the lines joined by blanks that stand out.
    """

    lines: tuple[str, ...]
    rect: QRectF
    size: int
    weight: int
    ink: Ink
    align: str
    body: bool
    accents: tuple[tuple[int, int], ...] = ()
    tabular: bool = False

    @property
    def text(self) -> str:
        """What is read."""
        return "\n".join(self.lines)

    def paint(self, painter: QPainter) -> None:
        """Draw the lines."""
        step = leading(self.size)
        measure = metrics(self.size, self.weight, tabular=self.tabular)
        rise = (step - measure.height()) / 2 + measure.ascent()
        painter.setFont(font(self.size, self.weight, tabular=self.tabular))
        start = 0
        for number, line in enumerate(self.lines):
            wide = width_of(line, self.size, self.weight, tabular=self.tabular)
            free = self.rect.width() - wide
            left = self.rect.left() + {"left": 0.0, "centre": free / 2, "right": free}[self.align]
            self._draw_line(painter, QPointF(left, self.rect.top() + number * step + rise), line, start)
            start += len(line) + 1

    def _draw_line(self, painter: QPainter, at: QPointF, line: str, start: int) -> None:
        measure = metrics(self.size, self.weight, tabular=self.tabular)
        done = 0
        for first, last in (*self.accents, (1 << 30, 1 << 30)):
            begin, end = (min(len(line), max(done, place - start)) for place in (first, last))
            for part, ink in ((line[done:begin], self.ink), (line[begin:end], "accent")):
                if part:
                    painter.setPen(colour(ink))
                    painter.drawText(at, part)
                    at = QPointF(at.x() + measure.horizontalAdvance(part), at.y())
            done = max(done, end)


@dataclass(frozen=True, slots=True)
class BoxMark:
    """A rounded box; `edge` is the ink of a bar at its left."""

    rect: QRectF
    fill: Ink = "surface"
    border: Ink = ""
    radius: float = 12
    dashed: bool = False
    edge: Ink = ""
    width: float = 1.5

    def paint(self, painter: QPainter) -> None:
        """Draw the box."""
        inset = self.width / 2 if self.border else 0
        place = self.rect.adjusted(inset, inset, -inset, -inset)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.fill) if self.fill else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place, self.radius, self.radius)
        if self.edge:
            clip = QPainterPath()
            clip.addRoundedRect(place, self.radius, self.radius)
            bar = QPainterPath()
            bar.addRect(QRectF(self.rect.left(), self.rect.top(), 8, self.rect.height()))
            painter.fillPath(clip.intersected(bar), colour(self.edge))
        if self.border:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            style = Qt.PenStyle.DashLine if self.dashed else Qt.PenStyle.SolidLine
            painter.setPen(QPen(colour(self.border), self.width, style))
            painter.drawRoundedRect(place, self.radius, self.radius)


@dataclass(frozen=True, slots=True)
class TeamMark:
    """A team's shape in its colour, an outline for "not yet"."""

    team: str
    rect: QRectF
    hollow: bool = False

    def paint(self, painter: QPainter) -> None:
        """Draw the shape."""
        draw_team(painter, self.team, self.rect, hollow=self.hollow)


@dataclass(frozen=True, slots=True)
class IconMark:
    """A Lucide icon."""

    name: str
    ink: Ink
    rect: QRectF

    def paint(self, painter: QPainter) -> None:
        """Draw the icon, sharp at the scale of the picture."""
        ratio = painter.device().devicePixelRatioF() * painter.transform().m11()
        role = colour(self.ink).name()
        painter.drawPixmap(
            self.rect.topLeft(), theme.pixmap(self.name, role, round(self.rect.width()), max(1.0, ratio))
        )


@dataclass(frozen=True, slots=True)
class LineMark:
    """A line, whole or dotted."""

    start: QPointF
    end: QPointF
    ink: Ink = "border"
    width: float = 2
    dotted: bool = False

    def paint(self, painter: QPainter) -> None:
        """Draw the line."""
        style = Qt.PenStyle.DotLine if self.dotted else Qt.PenStyle.SolidLine
        pen = QPen(colour(self.ink), self.width, style)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(self.start, self.end)


@dataclass(frozen=True, slots=True)
class AreaMark:
    """A polygon."""

    points: tuple[QPointF, ...]
    fill: Ink = "surface"
    border: Ink = ""

    def paint(self, painter: QPainter) -> None:
        """Draw the polygon."""
        painter.setPen(QPen(colour(self.border), 1.5) if self.border else Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.fill) if self.fill else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygonF(self.points))


Mark = TextMark | BoxMark | TeamMark | IconMark | LineMark | AreaMark
