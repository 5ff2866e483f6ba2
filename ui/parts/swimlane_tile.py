"""The focusable pieces of the journey's board: cards, and the dashed button of an empty cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from joint_plan.base.texts import _
from ui import theme
from ui.parts.painting import begin, draw_icon, draw_lines, draw_text, wrapped_lines
from ui.parts.tile import MOVES, Tile

if TYPE_CHECKING:
    from ui.parts.swimlane_content import Face, Lane

BAR = 4
PAD = 6
INSIDE = 4
"""Space above and below a card's words."""
LEADING = 15


class StageTile(Tile):
    """A piece of the journey's board: it stands in the column of a stage."""

    def __init__(self, key: str, stage: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent)
        self.stage = stage


def draw_slot(painter: QPainter, tile: Tile, words: str) -> None:
    """Draw a dashed button with a plus, in which something can be added."""
    tokens = theme.tokens()
    outline = QRectF(tile.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
    if theme.has_key_focus(tile):
        painter.setPen(QPen(tokens.accent, 2))
        outline = outline.adjusted(0.5, 0.5, -0.5, -0.5)
    else:
        painter.setPen(QPen(tokens.border_strong, 1, Qt.PenStyle.DashLine))
    painter.setBrush(tokens.surface if tile.hasFocus() or tile.underMouse() else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(outline, theme.RADIUS_CARD, theme.RADIUS_CARD)
    wide = theme.metrics("small").horizontalAdvance(words) + 20
    left = max(8.0, (tile.width() - wide) / 2)
    draw_icon(painter, "plus", "muted", left, tile.height() / 2 - 7, 14)
    room = QRectF(left + 18, 0, tile.width() - left - 22, tile.height())
    draw_text(painter, room, words, theme.font("small"), tokens.muted)


class BoardCard(StageTile):
    """One card: a 4 px bar in its team's colour, words, a line with icon below them; dashed where it is a guess."""

    movable = True

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(face.key, face.stage, parent)
        self.face = face
        self._lines: tuple[tuple[str, int, int], list[str]] | None = None
        self.show_face(face)

    def show_face(self, face: Face) -> None:
        """Show this; nothing is drawn again where nothing changed."""
        changed = face != self.face or not self.accessibleName()
        self.face, self.key, self.stage = face, face.key, face.stage
        self.movable = face.kind in {"touchpoint", "handoff", "friction", "idea"}
        if self.movable:
            self.menu_acts = ("open_card", "edit_card", "card_details", "duplicate", *MOVES, "delete")
        else:
            self.menu_acts = ("edit_card", "card_details", "delete") if face.kind == "story" else ("open_card",)
        if changed:
            self._lines = None
            self.setAccessibleName(face.spoken)
            keys = _("Enter changes it, Ctrl+arrows move it, Alt+Enter shows all fields")
            if face.kind == "handoff":
                keys = _("Enter opens its SLA, F2 changes it here, Ctrl+arrows move it")
            elif face.kind == "metrics":
                keys = _("Enter opens the funnel on the Goals page")
            elif face.kind == "evidence":
                keys = _("Enter shows all fields of the stage")
            self.setAccessibleDescription(keys)
            self.setToolTip("\n".join(line for line in (face.text, face.tag, keys) if line))
            self.update()

    def lines_at(self, width: int) -> list[str]:
        """Its words as they break at this width of the card."""
        key = (self.face.text, width, theme.current.text_size)
        if self._lines is None or self._lines[0] != key:
            room = width - BAR - 2 * PAD
            self._lines = (key, wrapped_lines(self.face.text or _("Without a name"), theme.font("small"), room))
        return self._lines[1]

    def height_for(self, width: int) -> int:
        rows = len(self.lines_at(width)) + (1 if self.face.tag else 0)
        return rows * theme.px(LEADING) + 2 * theme.px(INSIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = begin(self)
        outline = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.raised if tokens.dark else tokens.surface)
        painter.drawRoundedRect(outline, theme.RADIUS_CARD, theme.RADIUS_CARD)
        colour = theme.team_colour(self.face.colour) if self.face.colour else tokens.border_strong
        painter.setBrush(colour)
        painter.save()
        painter.setClipRect(QRectF(0, 0, BAR, self.height()))
        painter.drawRoundedRect(outline, theme.RADIUS_CARD, theme.RADIUS_CARD)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ring = theme.has_key_focus(self)
        if ring:
            pen = QPen(tokens.accent, 2)
        elif self.face.guess:
            pen = QPen(tokens.border_strong, 1.2, Qt.PenStyle.DashLine)
        else:
            pen = QPen(tokens.border_strong if self.hasFocus() or self.underMouse() else tokens.border, 1)
        painter.setPen(pen)
        inset = 0.5 if ring else 0.0
        painter.drawRoundedRect(outline.adjusted(inset, inset, -inset, -inset), theme.RADIUS_CARD, theme.RADIUS_CARD)
        left, top = BAR + PAD, theme.px(INSIDE)
        muted = not self.face.text or self.face.kind in {"evidence", "metrics"}
        lines = self.lines_at(self.width())
        under = draw_lines(
            painter, left, top, lines, theme.font("small"), tokens.muted if muted else tokens.text, theme.px(LEADING)
        )
        if self.face.tag:
            row = QRectF(left, under, self.width() - left - PAD, theme.px(LEADING))
            if self.face.tag_icon:
                role = "both" if self.face.kind == "handoff" else self.face.tag_role
                draw_icon(painter, self.face.tag_icon, role, row.left(), row.center().y() - 6, 12)
                row.setLeft(row.left() + 16)
            draw_text(painter, row, self.face.tag, theme.font("caption"), tokens.muted)


class AddTile(StageTile):
    """The dashed button of an empty cell."""

    def __init__(self, stage: str, lane: Lane, stage_title: str, parent: QWidget | None = None) -> None:
        super().__init__(f"add:{stage}:{lane.key}", stage, parent)
        self.lane = lane.key
        self.say(lane, stage_title)

    def say(self, lane: Lane, stage_title: str) -> None:
        """Take on the names of the lane and the stage."""
        words = _("{what} for {stage}").format(what=lane.add, stage=stage_title)
        self.setAccessibleName(words)
        self.setToolTip(words)

    def height_for(self, width: int) -> int:
        return theme.px(LEADING * 2 + 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_slot(begin(self), self, _("Add"))
