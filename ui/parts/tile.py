"""The base of painted pieces that have focus, a name and keys of their own: cards, heads, points, pills."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

from joint_plan.base.texts import _
from joint_plan.plan.actions import action
from ui import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from joint_plan.plan.record import Record

_STEPS = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Home: "first",
    Qt.Key.Key_End: "last",
}
_PUSHES = {
    "move_up": "up",
    "move_down": "down",
    "card_left": "left",
    "card_right": "right",
    "card_first": "first",
    "card_last": "last",
}
MOVES = ("move_up", "move_down", "card_left", "card_right")
"""What the menu of a piece that moves every way offers for it."""
_ANSWERED = ("open_card", "edit_card", "card_details", "duplicate", *_PUSHES)


def step_of(event: QKeyEvent) -> str:
    """The direction of an arrow key: left, right, up, down, first, last; "" for any other key."""
    return _STEPS.get(Qt.Key(event.key()), "")


@functools.cache
def _declared() -> Mapping[str, str]:
    """The id of the declared action that a piece of a board does itself, by key as Qt writes it."""
    return {QKeySequence(key).toString(): name for name in _ANSWERED for key in action(name).keys}


def declared_act(event: QKeyEvent) -> str:
    """The id of the declared action of a key on a piece of a board; "" for any other key."""
    pressed = QKeyCombination(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, Qt.Key(event.key()))
    if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        # Not the platform's standard key for it, which to X11 is Ctrl+D, too; and a Mac has no other one.
        return "" if pressed.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier else "delete"
    return _declared().get(QKeySequence(pressed).toString(), "")


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
    menu_acts: tuple[str, ...] = ("open_card",)
    """Ids of the declared actions that its menu offers."""

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
        if self._dragging:
            return self.give_up_drag if event.key() == Qt.Key.Key_Escape else None
        name = declared_act(event)
        if name:
            return lambda: self.do(name)
        step = step_of(event)
        modifiers = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        return (lambda: self.stepped.emit(step)) if step and not modifiers else None

    def do(self, action_id: str) -> None:
        """Do a declared action to this piece, as its key does."""
        if action_id in _PUSHES:
            self.pushed.emit(_PUSHES[action_id])
            return
        {
            "open_card": self.click,
            "edit_card": self.edit_asked.emit,
            "card_details": self.open_asked.emit,
            "duplicate": self.duplicate_asked.emit,
            "delete": self.delete_asked.emit,
        }[action_id]()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of what its keys do, under the mouse or, by the menu key, under the piece."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in self.menu_acts:
            declared = action(name)
            entry = menu.addAction(_(declared.label))
            if declared.icon:
                entry.setIcon(theme.icon(declared.icon, "muted"))
            key = declared.keys[0] if declared.keys else declared.standard
            # Shown beside the words; the piece answers to the key itself.
            entry.setText(f"{entry.text()}\t{QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)}")
            entry.triggered.connect(functools.partial(self.do, name))
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()) if by_key else event.globalPos())

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
