"""The base of painted pieces that have focus, a name and keys of their own: cards, heads, points, pills."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ui import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from joint_plan.plan.record import Record

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
    """A piece of a board. The board listens to its signals; what they do to the plan is the page's business."""

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

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
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
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not ctrl:
            # Not the platform's standard key for it: to X11 that is Ctrl+D, too.
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
