"""What is painted behind the cards of the journey's board: the lanes' bands with their names, and the feeling curve."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from joint_plan.base.texts import _
from ui import theme
from ui.parts.painting import begin, draw_icon, draw_lines, draw_team, wrapped_lines
from ui.parts.swimlane_content import BoardContent, Lane
from ui.parts.swimlane_feeling import draw_curve
from ui.parts.swimlane_places import Band, Places

FEELING = "feeling"
"""Key of the band that the curve runs through."""


def lane_ground(lane: Lane | None) -> QColor:
    """The ground of a lane; neutral for those that belong to nobody."""
    if lane is None or not lane.colour:
        return theme.lane_tint(theme.tokens().border_strong)
    return theme.lane_tint(theme.team_colour(lane.colour))


class _Bands(QWidget):
    """Both halves of the bands: the names at the left stay while the cells scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = BoardContent()
        self.places = Places(1, 0, ())

    def lane(self, key: str) -> Lane | None:
        """The lane of a band; the curve's has none."""
        return next((lane for lane in self.content.lanes if lane.key == key), None)

    def _paint_band(self, painter: QPainter, band: Band, left: float, width: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(lane_ground(self.lane(band.key)))
        painter.drawRoundedRect(QRectF(left, band.top, width, band.height), theme.RADIUS_LANE, theme.RADIUS_LANE)


class LaneLabels(_Bands):
    """The names of the lanes, at the left of the board."""

    def show_places(self, content: BoardContent, places: Places, width: int) -> None:
        """Show these lanes; nothing is drawn again where nothing changed."""
        changed = (content.lanes, places) != (self.content.lanes, self.places)
        self.content, self.places = content, places
        self.resize(width, max(1, places.height))
        if changed:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        for band in self.places.bands:
            # Round at the left only: the cells go on from here.
            self._paint_band(painter, band, 0, self.width() + 2 * theme.RADIUS_LANE)
            lane = self.lane(band.key)
            if lane is None:
                self._paint_words(painter, band, "trending-up", "customer", _("Feeling"), _("How it feels"))
            else:
                self._paint_words(painter, band, lane.icon, lane.colour, lane.title, lane.subtitle)

    def _paint_words(self, painter: QPainter, band: Band, icon: str, colour: str, title: str, subtitle: str) -> None:
        tokens = theme.tokens()
        left, room = theme.space(3), self.width() - theme.space(3) - 4
        painter.save()
        painter.setClipRect(QRectF(0, band.top, self.width(), band.height))
        role = theme.team_colour(colour).name() if colour else "muted"
        top = band.top + theme.px(5)
        size = theme.px(16)
        draw_icon(painter, icon, role, left, top, size)
        if colour and colour not in {"customer", "both"}:
            draw_team(painter, colour, QRectF(left + size + 6, top + (size - 9) / 2, 9, 9))
        top += size + 3
        font = theme.font("body", 600)
        lines = wrapped_lines(title, font, room, 3)
        under = draw_lines(painter, left, top, lines, font, tokens.text, theme.px(17))
        small = theme.font("caption")
        rest = wrapped_lines(subtitle, small, room, 2)
        if under + len(rest) * theme.px(14) <= band.bottom:
            draw_lines(painter, left, under, rest, small, tokens.muted, theme.px(14))
        painter.restore()


class LaneField(_Bands):
    """The part of the board that scrolls: bands, lines between the stages, the curve, and the mark of a drop."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark: QRectF | None = None

    def show_places(self, content: BoardContent, places: Places) -> None:
        """Show these lanes and stages; nothing is drawn again where nothing changed: the cards lie on top."""
        before = (self.content.lanes, self.places, self.curve())
        self.content, self.places = content, places
        if (content.lanes, places, self.curve()) != before:
            self.update()

    def show_mark(self, mark: QRectF | None) -> None:
        """Show where something would be dropped."""
        if mark != self.mark:
            self.mark = mark
            self.update()

    def curve(self) -> list[tuple[float, int | None]]:
        """The points of the feeling curve: the middle of each column, and the feeling there."""
        column = self.places.column
        return [(column * (number + 0.5), face.emotion) for number, face in enumerate(self.content.stages)]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        tokens = theme.tokens()
        width = float(self.width())
        for band in self.places.bands:
            self._paint_band(painter, band, -2.0 * theme.RADIUS_LANE, width + 2 * theme.RADIUS_LANE)
            painter.setPen(QPen(theme.blended(tokens.border_strong, lane_ground(self.lane(band.key)), 0.3), 1, _DOTS))
            for number in range(1 if band.key == FEELING else 0, self.places.columns):
                x = self.places.left(number) + 0.5
                painter.drawLine(QLineF(x, band.top + 4, x, band.bottom - 4))
            if band.key == FEELING:
                draw_curve(painter, self.curve(), QRectF(0, band.top, width, band.height))
        if self.mark is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.accent)
            painter.drawRoundedRect(self.mark, 1.5, 1.5)


_DOTS = Qt.PenStyle.DotLine
