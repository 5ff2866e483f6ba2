"""The customer's feeling through the stages: a curve from -2 to +2, with a point for each stage that can be moved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from joint_plan.base.texts import _
from ui import theme
from ui.parts.painting import begin, draw_text
from ui.parts.stage_faces import MOST_FEELING, StageFace, feeling_words
from ui.parts.swimlane_tile import StageTile

LANE_HEIGHT = 56
POINT_SIZE = 28
_MARGIN = 13
"""Space above the highest and below the lowest point, so that the marks stay inside the lane."""


def feeling_key(stage_id: str) -> str:
    """The key of a stage's point on the curve."""
    return f"feeling:{stage_id}"


def height_of(emotion: int | None, lane: QRectF) -> float:
    """The y of a feeling in its lane; one that is not rated lies in the middle."""
    half = lane.height() / 2 - theme.px(_MARGIN)
    return lane.center().y() - (emotion or 0) / MOST_FEELING * half


def feeling_at(y: float, lane: QRectF) -> int:
    """The feeling nearest to a y."""
    half = lane.height() / 2 - theme.px(_MARGIN)
    value = round((lane.center().y() - y) / half * MOST_FEELING)
    return max(-MOST_FEELING, min(MOST_FEELING, value))


def draw_curve(painter: QPainter, points: Sequence[tuple[float, int | None]], lane: QRectF) -> None:
    """Draw the curve through points (x, feeling) and the line of neutral; it leaves out what is not rated."""
    tokens = theme.tokens()
    painter.save()
    painter.setPen(QPen(tokens.border, 1, Qt.PenStyle.DotLine))
    painter.drawLine(QPointF(lane.left(), lane.center().y()), QPointF(lane.right(), lane.center().y()))
    path, before = QPainterPath(), None
    for x, emotion in points:
        if emotion is None:
            continue
        here = QPointF(x, height_of(emotion, lane))
        if before is None:
            path.moveTo(here)
        else:
            # Level at every point: so the curve never shows a feeling above or below those that were said.
            middle = (before.x() + here.x()) / 2
            path.cubicTo(QPointF(middle, before.y()), QPointF(middle, here.y()), here)
        before = here
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(tokens.customer, 2))
    painter.drawPath(path)
    painter.restore()


class FeelingPoint(StageTile):
    """A stage's point on the curve: Ctrl+Up and Ctrl+Down change it, the mouse drags it."""

    movable = True
    menu_acts = ("open_card", "move_up", "move_down", "delete")

    def __init__(self, face: StageFace, parent: QWidget | None = None) -> None:
        super().__init__(feeling_key(face.id), face.id, parent)
        self.emotion: int | None = None
        self.show_face(face)

    def show_face(self, face: StageFace) -> None:
        """Show this stage's feeling; nothing is drawn again where nothing changed."""
        words = _("Feeling in {stage}: {feeling}").format(stage=face.name, feeling=feeling_words(face.emotion))
        if words == self.accessibleName():
            return
        self.emotion = face.emotion
        self.setAccessibleName(words)
        self.setToolTip(
            _("{feeling}\nCtrl+Up and Ctrl+Down change it").format(feeling=feeling_words(face.emotion).capitalize())
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = begin(self)
        middle = QRectF(self.rect()).center()
        strong = theme.has_key_focus(self)
        rated = self.emotion is not None
        words = "–" if self.emotion is None else f"{self.emotion:+d}".replace("-", "−").replace("+0", "0")
        wide, high = theme.px(24), theme.px(18)
        disc = QRectF(middle.x() - wide / 2, middle.y() - high / 2, wide, high)
        colour = tokens.accent if strong else tokens.customer if rated else tokens.border_strong
        style = Qt.PenStyle.SolidLine if rated or strong else Qt.PenStyle.DashLine
        painter.setPen(QPen(colour, 2 if strong or self.underMouse() else 1.4, style))
        painter.setBrush(tokens.surface)
        painter.drawRoundedRect(disc, high / 2, high / 2)
        draw_text(
            painter, disc, words, theme.font("caption", 600), tokens.text, Qt.AlignmentFlag.AlignCenter, elide=False
        )
