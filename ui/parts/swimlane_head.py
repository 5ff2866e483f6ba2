"""The heads of the journey's columns: a chevron for each stage, and the pill with the rate to the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from joint_plan.base.texts import _
from ui import theme
from ui.parts.painting import begin, draw_icon, draw_lines, draw_team, draw_text, wrapped_lines
from ui.parts.state_chip import state_icon
from ui.parts.swimlane_tile import StageTile

if TYPE_CHECKING:
    from ui.parts.stage_faces import StageFace
    from ui.parts.stage_rates import RateFace

POINT = 10
"""How far a chevron reaches into the next one."""
NAME_LINES = 3
PILL_HEIGHT = 20
_ROOM_FOR_GOAL = 150


def head_key(stage_id: str) -> str:
    """The key of a stage's head on the board: that of its record."""
    return f"Stage:{stage_id}"


def rate_key(stage_id: str) -> str:
    """The key of the pill behind a stage."""
    return f"rate:{stage_id}"


class StageHeader(StageTile):
    """A stage: its name, who leads it, how it stands. The first one has no notch."""

    movable = True
    menu_acts = ("edit_card", "card_details", "duplicate", "card_left", "card_right", "delete")

    def __init__(self, face: StageFace, parent: QWidget | None = None) -> None:
        super().__init__(head_key(face.id), face.id, parent)
        self.face = face
        self.first = False
        self.bar = True
        self.show_face(face)

    def show_face(self, face: StageFace) -> None:
        """Show this; nothing is drawn again where nothing changed."""
        if face == self.face and self.accessibleName():
            return
        self.face = face
        self.setAccessibleName(face.spoken)
        keys = _("Enter renames, Ctrl+arrows move, Ctrl+D splits, Alt+Enter shows all fields")
        self.setAccessibleDescription(keys)
        lines = (face.name, face.goal, face.lead.words, face.state_words, keys)
        self.setToolTip("\n".join(line for line in lines if line))
        self.update()

    def _left(self) -> int:
        return theme.space(3) if self.first else POINT + theme.space(2)

    def name_lines(self, width: int) -> list[str]:
        """The stage's name as it breaks at this width."""
        room = width - self._left() - POINT - 2
        return wrapped_lines(self.face.name or self.face.code, theme.font("body", 600), room, NAME_LINES)

    def _goal_at(self, width: int) -> str:
        """The customer's goal, where there is room for more than its first words; else it is in the tooltip."""
        return self.face.goal if width >= theme.px(_ROOM_FOR_GOAL) else ""

    def height_for(self, width: int) -> int:
        goal = theme.px(15) if self._goal_at(width) else 0
        return len(self.name_lines(width)) * theme.px(17) + goal + theme.px(16) + 2 * theme.px(6)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = begin(self)
        right, bottom = self.width() - 0.5, self.height() - 0.5
        start, middle = right - POINT, self.height() / 2
        points = [QPointF(0.5, 0.5), QPointF(start, 0.5), QPointF(right, middle), QPointF(start, bottom)]
        points.append(QPointF(0.5, bottom))
        if not self.first:
            points.append(QPointF(POINT + 0.5, middle))
        painter.setBrush(tokens.surface)
        strong = theme.has_key_focus(self)
        quiet = tokens.border_strong if self.hasFocus() or self.underMouse() else tokens.border
        painter.setPen(QPen(tokens.accent, 2) if strong else QPen(quiet, 1))
        painter.drawPolygon(QPolygonF(points))
        if self.face.lead.kind in {"agreed", "same"}:
            # The team that leads, as the bar that its cards have too.
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.team_colour(self.face.lead.team))
            painter.drawRect(QRectF(1, self.height() - 4, self.width() - POINT - 3, 3))
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        tokens = theme.tokens()
        left, top = self._left(), float(theme.px(5))
        room = self.width() - left - POINT
        top = draw_lines(
            painter, left, top, self.name_lines(self.width()), theme.font("body", 600), tokens.text, theme.px(17)
        )
        goal = self._goal_at(self.width())
        if goal:
            line = QRectF(left, top, room, theme.px(15))
            draw_text(painter, line, goal, theme.font("caption"), tokens.muted)
            top += theme.px(15)
        row = QRectF(left, top, room, theme.px(16))
        self._paint_lead(painter, row)

    def _paint_lead(self, painter: QPainter, row: QRectF) -> None:
        face = self.face
        icon, role = ("history", "warn") if face.basis_changed else state_icon(face.state)
        draw_icon(painter, icon, role, row.right() - 14, row.center().y() - 7, 14)
        place = QRectF(row.left(), row.top(), row.width() - 18, row.height())
        middle = row.center().y()
        colour = theme.tokens().muted
        if face.lead.kind in {"agreed", "same"}:
            draw_team(painter, face.lead.team, QRectF(place.left(), middle - 4.5, 9, 9))
            place.setLeft(place.left() + 14)
        elif face.lead.kind == "blind":
            for number, team in enumerate(("marketing", "sales")):
                mark = QRectF(place.left() + 13 * number, middle - 4.5, 9, 9)
                draw_team(painter, team, mark, hollow=team not in face.lead.inside)
            place.setLeft(place.left() + 28)
        else:
            draw_icon(painter, "triangle-alert", "warn", place.left(), middle - 6.5, 13)
            place.setLeft(place.left() + 17)
            colour = theme.tokens().text
        fits = theme.metrics("caption").horizontalAdvance(face.lead.words) <= place.width()
        draw_text(painter, place, face.lead.words if fits else face.lead.short, theme.font("caption"), colour)


class RatePill(StageTile):
    """The rate and days to the next stage; dashed while it is a guess or missing."""

    def __init__(self, face: RateFace, parent: QWidget | None = None) -> None:
        super().__init__(rate_key(face.stage), face.stage, parent)
        self.face = face
        self._words = face.text
        self.show_face(face)

    def show_face(self, face: RateFace) -> None:
        """Show this; nothing is drawn again where nothing changed."""
        if face == self.face and self.accessibleName():
            return
        self.face, self._words = face, face.text
        self.setAccessibleName(face.spoken)
        how = face.fixed or _("Enter to type the rate and the days, such as 35 % 12")
        self.setToolTip(f"{face.spoken}\n{how}")
        self.setAccessibleDescription(how)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        inside = self.rect().contains(event.position().toPoint())
        if self.face.leads_to and event.button() == Qt.MouseButton.LeftButton and inside:
            # There is nothing to select here: it is a way to where the rates are typed.
            self.click()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self.face.leads_to:
            super().mouseDoubleClickEvent(event)

    def fit(self, room: int) -> int:
        """Say as much as there is room for, the rate at least; gives how wide it is then."""
        self._words = self.face.text
        if self._width() > room:
            self._words = self.face.text.partition(" · ")[0]
        return self._width()

    def _width(self) -> int:
        extra = theme.metrics("caption").horizontalAdvance(" ?") if self.face.guess and not self.face.missing else 0
        return theme.metrics("caption", 500).horizontalAdvance(self._words) + extra + 18 + self._icon()

    def _icon(self) -> int:
        """Room for the mark of what leads to another page."""
        return theme.px(13) if self.face.leads_to else 0

    def height_for(self, width: int) -> int:
        return theme.px(PILL_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = begin(self)
        outline = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        unsure = self.face.guess or self.face.missing
        if theme.has_key_focus(self):
            painter.setPen(QPen(tokens.accent, 2))
            outline = outline.adjusted(0.5, 0.5, -0.5, -0.5)
        else:
            style = Qt.PenStyle.DashLine if unsure else Qt.PenStyle.SolidLine
            painter.setPen(QPen(tokens.border_strong if unsure or self.underMouse() else tokens.border, 1, style))
        painter.setBrush(tokens.surface)
        painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2)
        text = f"{self._words} ?" if self.face.guess and not self.face.missing else self._words
        room = QRectF(self.rect()).adjusted(0, 0, -self._icon(), 0)
        draw_text(painter, room, text, theme.font("caption", 500), tokens.text, Qt.AlignmentFlag.AlignCenter)
        if self.face.leads_to:
            size = theme.px(11)
            draw_icon(painter, "external-link", "muted", self.width() - size - 7, (self.height() - size) / 2, size)
