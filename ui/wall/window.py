"""The wall's own window: a picture without frame, buttons or pointer, over the whole of a screen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QScreen, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from joint_plan.base.texts import _
from ui.wall.view import WallView

SETTLES_AFTER, MOST_TRIES = 300, 10
"""Milliseconds between two looks whether the window is where it belongs, and how many there are after it is shown."""

Key = tuple[QKeySequence, str, int]
"""A key on the wall: what is pressed, the id of its action, and which of the action's keys it is."""


class WallWindow(QWidget):
    """The window. What its keys ask for goes to whoever drives it."""

    asked = Signal(str, int)
    """(id of an action, which of its keys)."""
    unasked = Signal()
    """The desktop gave it the keyboard although it was shown without."""
    closed = Signal()
    """Somebody closed the window by the means of the desktop."""

    def __init__(self, keys: Iterable[Key]) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(_("Wall – Joint Plan"))
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        # Closing the facilitator's window ends the program, whatever becomes of this one.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.view = WallView()
        self._gives_keys_back = False
        layout.addWidget(self.view)
        self._target: QScreen | None = None
        self._tries = 0
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLES_AFTER)
        self._settled.timeout.connect(self._settle)
        for key, action_id, number in keys:
            shortcut = QShortcut(key, self)
            shortcut.activated.connect(lambda asked=action_id, which=number: self.asked.emit(asked, which))

    def show_on(self, screen: QScreen, *, take_keys: bool) -> None:
        """Cover a screen; with `take_keys` the keyboard comes along."""
        self._target, self._tries = screen, MOST_TRIES
        self._cover(screen, take_keys=take_keys)
        self._settled.start()

    def _settle(self) -> None:
        """A desktop that is still sorting its screens may put the window elsewhere: put it where it belongs."""
        screen = self._target
        if not self.isVisible() or screen is None or screen not in QGuiApplication.screens() or not self._tries:
            self._gives_keys_back = False
            return
        self._tries -= 1
        if self.geometry() != screen.geometry():
            self._cover(screen, take_keys=self.isActiveWindow() and not self._gives_keys_back)
        elif self._gives_keys_back and self.isActiveWindow():
            # A desktop that is busy showing it may have passed over that it was asked to give the keyboard back.
            self.unasked.emit()
        self._settled.start()

    def _cover(self, screen: QScreen, *, take_keys: bool) -> None:
        covers = self.isVisible() and self.screen() is screen and self.geometry() == screen.geometry()
        if not covers:
            # A full-screen window is not moved to another screen by every desktop: it is taken away and shown there.
            self.hide()
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not take_keys)
            self._gives_keys_back = not take_keys
            self.setScreen(screen)
            self.setGeometry(screen.geometry())
            self.showFullScreen()
        if take_keys:
            self.raise_()
            self.activateWindow()
            self.view.setFocus()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate and self._gives_keys_back:
            # Some desktops give the keyboard to every new window, asked or not.
            self.unasked.emit()
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
