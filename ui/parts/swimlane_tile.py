"""The focusable pieces of the journey's board: cards, and the dashed button of an empty cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from joint_plan.base.texts import _
from ui import theme
from ui.parts.painting import begin, draw_icon, draw_lines, draw_text, wrapped_lines

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from joint_plan.plan.record import Record
    from ui.parts.swimlane_content import Face, Lane

BAR = 4
PAD = 6
LEADING = 15

_STEPS = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}


def step_of(event: QKeyEvent) -> str:
    """The direction of an arrow key: left, right, up, down, first, last; "" for any other key."""
    if event.key() == Qt.Key.Key_Home:
        return "first"
    if event.key() == Qt.Key.Key_End:
        return "last"
    return _STEPS.get(Qt.Key(event.key()), "")


class Tile(QAbstractButton):
    """A piece of the board. The board listens to its signals; what they do to the plan is the page's business."""

    stepped = Signal(str)
    """An arrow key: move the focus left, right, up, down, or to the first or last column."""
    pushed = Signal(str)
    """Ctrl and an arrow key: move the piece itself."""
    edit_asked = Signal()
    """Change the text in place."""
    open_asked = Signal()
    """Show all there is to it."""
    delete_asked = Signal()
    duplicate_asked = Signal()
    focused = Signal()
    dragged = Signal(object)
    """The mouse drags it: position on the screen."""
    dropped = Signal(object)
    """The mouse let go of it: position on the screen."""
    drag_left = Signal()
    """The drag was given up."""

    movable = False

    def __init__(self, key: str, stage: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.stage = stage
        self.item_of: Callable[[str], Record | None] | None = None
        self._pressed_at: QPoint | None = None
        self._dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def current_item(self) -> Record | None:
        """The record that stances and parking act on while this piece has the focus."""
        return self.item_of(self.key) if self.item_of is not None else None

    def height_for(self, width: int) -> int:
        """How high it has to be at this width."""
        return theme.px(28)

    def event(self, event: QEvent) -> bool:
        # The window has actions with some of these keys; on a piece of the board they are the piece's own.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._key_act(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._key_act(event)
        if act is None:
            # Space is the timer's: a button would take it as a click.
            event.ignore()
            return
        act()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def _key_act(self, event: QKeyEvent) -> Callable[[], None] | None:
        key, ctrl = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if self._dragging:
            return self.give_up_drag if key == Qt.Key.Key_Escape else None
        step = step_of(event)
        if step and not alt:
            return (lambda: self.pushed.emit(step)) if ctrl else (lambda: self.stepped.emit(step))
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not ctrl:
            return self.open_asked.emit if alt else self.click
        if key == Qt.Key.Key_F2:
            return self.edit_asked.emit
        if event.matches(QKeySequence.StandardKey.Delete) or key == Qt.Key.Key_Backspace:
            return self.delete_asked.emit
        if ctrl and key == Qt.Key.Key_D:
            return self.duplicate_asked.emit
        return None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        self._dragging = False
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None or not self.movable:
            return
        far = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if not self._dragging and far >= QApplication.startDragDistance():
            self._dragging = True
        if self._dragging:
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._dragging = False
            self.dropped.emit(event.globalPosition().toPoint())
        self._pressed_at = None

    def give_up_drag(self) -> None:
        """Leave the piece where it was."""
        self._dragging, self._pressed_at = False, None
        self.drag_left.emit()

    @property
    def dragging(self) -> bool:
        """Whether the mouse is dragging it just now."""
        return self._dragging

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.click()


class BoardCard(Tile):
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
        if changed:
            self._lines = None
            self.setAccessibleName(face.spoken)
            self.setToolTip(f"{face.text}\n{face.tag}".strip())
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
        return rows * theme.px(LEADING) + 2 * theme.px(5)

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
        left, top = BAR + PAD, theme.px(5)
        muted = not self.face.text or self.face.kind == "evidence"
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


class AddTile(Tile):
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
        tokens = theme.tokens()
        painter = begin(self)
        lively = self.hasFocus() or self.underMouse()
        outline = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if theme.has_key_focus(self):
            painter.setPen(QPen(tokens.accent, 2))
            outline = outline.adjusted(0.5, 0.5, -0.5, -0.5)
        else:
            painter.setPen(QPen(tokens.border_strong, 1, Qt.PenStyle.DashLine))
        painter.setBrush(tokens.surface if lively else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(outline, theme.RADIUS_CARD, theme.RADIUS_CARD)
        words, font = _("Add"), theme.font("small")
        wide = theme.metrics("small").horizontalAdvance(words) + 18
        left = (self.width() - wide) / 2
        draw_icon(painter, "plus", "muted", left, self.height() / 2 - 7, 14)
        draw_text(painter, QRectF(left + 18, 0, wide, self.height()), words, font, tokens.muted)
