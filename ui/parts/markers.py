"""The marker of an idea: its number in the shape and colour of who owns it; a thick outline says it is picked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from ui import theme
from ui.parts.painting import draw_shape, draw_text, shape_path

MARKER = 22
"""Width of a marker in the matrix and the table, at 100 %."""


def around(centre: QPointF, size: float) -> QRectF:
    """The square of that width around a centre."""
    return QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)


def owner_colour(owner: str) -> QColor:
    """The colour of who owns an idea; neutral while nobody does."""
    return theme.team_colour(owner) if owner else theme.tokens().border_strong


def marker_path(owner: str, centre: QPointF, size: float) -> QPainterPath:
    """The outline of a marker around a centre. A diamond is larger, so that its number fits too."""
    shape = theme.team_shape(owner) if owner else "circle"
    return shape_path(shape, around(centre, size * (1.22 if shape == "diamond" else 1)))


def draw_marker(
    painter: QPainter, centre: QPointF, number: str, owner: str, *, picked: bool, size: float = 0, faint: bool = False
) -> None:
    """Paint an idea's marker around a centre; the outline is dashed while nobody owns it."""
    tokens = theme.tokens()
    pen = QPen(owner_colour(owner), 2.6 if picked else 1.3)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if not owner:
        pen.setStyle(Qt.PenStyle.DashLine)
    width = (size or theme.px(MARKER)) - pen.widthF()
    painter.save()
    painter.setOpacity(0.45 if faint else 1)
    painter.setPen(pen)
    painter.setBrush(tokens.surface)
    painter.drawPath(marker_path(owner, centre, width))
    draw_text(
        painter,
        around(centre, width * 2),
        number,
        theme.font("caption", 700 if picked else 400),
        tokens.text if picked else tokens.muted,
        Qt.AlignmentFlag.AlignCenter,
    )
    painter.restore()


def draw_owner(painter: QPainter, centre: QPointF, owner: str, size: float, *, hollow: bool = False) -> None:
    """Paint a small shape in the colour of who owns something, as legends and rows carry it."""
    shape = theme.team_shape(owner) if owner else "circle"
    draw_shape(painter, shape, around(centre, size), owner_colour(owner), hollow=hollow)
