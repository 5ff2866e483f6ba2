"""A facilitator at the window: keys go where the keyboard is, questions are answered as they come up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from joint_plan.plan.record import Record, key_of
from joint_plan.plan.snapshot import Snapshot
from ui.document import Document
from ui.parts.item import focused_holder
from ui.parts.page import SectionPage
from ui.parts.stance_picker import StancePicker
from ui.shell.plan_view import PlanView
from ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key

MOST_TABS = 300
"""A window with more stops than that is not usable by keyboard."""

D = TypeVar("D", bound=QDialog)


def spoken(widget: QWidget) -> str:
    """The name of a widget as a screen reader says it."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


class Facilitator:
    """Drives one window by the keyboard alone.

    Attributes:
        presses: how many keys were pressed; letters of typed words count apart.
        typed: how many letters were typed.
    """

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self.qtbot = qtbot
        self.presses = 0
        self.typed = 0

    # what is there

    @property
    def document(self) -> Document:
        """The open plan."""
        assert self.window.document is not None
        return self.window.document

    @property
    def plan(self) -> Snapshot:
        """The plan as it is now."""
        return self.document.plan

    @property
    def view(self) -> PlanView:
        """What shows the plan."""
        assert self.window.view is not None
        return self.window.view

    @property
    def page(self) -> SectionPage:
        """The page in the middle."""
        return self.view.page_shown

    @property
    def focus(self) -> QWidget:
        """What gets the keys: the open menu or picker, else what has the focus."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    @property
    def where(self) -> str:
        """The name of what has the focus, as a screen reader says it."""
        return spoken(self.focus)

    # keys

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key."""
        for _time in range(times):
            self.presses += 1
            QTest.keyClick(self.focus, key, modifiers)

    def standard(self, key: QKeySequence.StandardKey) -> None:
        """Press the platform's key for something, such as Redo."""
        self.presses += 1
        QTest.keySequence(self.focus, QKeySequence(key))

    def write(self, text: str) -> None:
        """Type letters."""
        self.typed += len(text)
        QTest.keyClicks(self.focus, text)

    def retype(self, text: str) -> None:
        """Type in place of what stands in the field, and enter it."""
        self.press(Key.Key_A, CTRL)
        self.write(text)
        self.press(Key.Key_Return)

    def tab_to(self, name: str) -> None:
        """Press Tab until what has the focus begins with this name."""
        for _time in range(MOST_TABS):
            if self.where.startswith(name):
                return
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab never reaches “{name}”, it is at “{self.where}”")

    def tab_back_to(self, name: str) -> None:
        """Press Shift+Tab until what has the focus begins with this name."""
        for _time in range(MOST_TABS):
            if self.where.startswith(name):
                return
            self.press(Key.Key_Backtab, SHIFT)
        raise AssertionError(f"Shift+Tab never reaches “{name}”")

    def walk_to(self, key: str, way: Qt.Key) -> None:
        """Press an arrow until the item with this key has the focus."""
        for _time in range(MOST_TABS):
            if self.item_key == key:
                return
            self.press(way)
        raise AssertionError(f"{way.name} never reaches {key}")

    @property
    def item_key(self) -> str:
        """The item of the card or row in focus, `Type:id`; "" where the focus is on none."""
        holder = focused_holder()
        item: Record | None = holder.current_item() if holder is not None else None
        return key_of(item) if item is not None else ""

    def go_to(self, section: str, number: int) -> SectionPage:
        """Alt and the number of a section."""
        self.press(Key(Key.Key_0 + number % 10), ALT)
        assert self.page.section.key == section
        return self.page

    def menu(self, letter: str, entry: str) -> None:
        """Alt and the letter of a menu, then the letter of its entry."""
        self.presses += 1
        QTest.keyClick(self.window, Qt.Key[f"Key_{letter}"], ALT)
        self.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        self.press(Qt.Key[f"Key_{entry}"])

    # questions

    def answer(self, kind: type[D], drive: Callable[[D], None], ask: Callable[[], None]) -> None:
        """Do what brings a question up, and answer it: `drive` runs while the question is open.

        Args:
            kind: the class of the question's window.
            drive: what is done in it; it should end with the window closed.
            ask: brings it up, and comes back when it is closed.
        """
        asked, driven = True, False

        def look() -> None:
            nonlocal driven
            dialog = QApplication.activeModalWidget()
            focus = QApplication.focusWidget()
            if isinstance(dialog, kind) and focus is not None and dialog.isAncestorOf(focus):
                try:
                    drive(dialog)
                    driven = not dialog.isVisible()
                finally:
                    if dialog.isVisible():
                        dialog.done(QDialog.DialogCode.Rejected)
            elif asked:
                QTimer.singleShot(5, look)

        QTimer.singleShot(0, look)
        ask()
        asked = False
        assert driven, f"no {kind.__name__} came up, or it was not answered"
        # A window manager does this; offscreen there is none.
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def take_stance(self, team: int) -> None:
        """1 or 2 on the item in focus, then Enter: the team agrees."""
        item = self.item_key
        assert item, f"the focus is on no item but on “{self.where}”"
        self.press(Key(Key.Key_0 + team))
        picker = QApplication.activePopupWidget()
        assert isinstance(picker, StancePicker)
        self.write("a")
        self.press(Key.Key_Return)
        self.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
