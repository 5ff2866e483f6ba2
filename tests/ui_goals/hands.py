"""What a person does at these pages: show one, press keys, type, click, drag, answer a dialog."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.parts.page import SectionPage

P = TypeVar("P", bound=SectionPage)
D = TypeVar("D", bound=QDialog)
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def shown(qtbot: QtBot, page: P, width: int = 876, height: int = 740) -> P:
    """Show a page as the window does: it hears of commits."""
    page.document.committed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(width, height)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    settle()
    return page


def settle() -> None:
    """Let layouts and queued calls come to rest."""
    for _round in range(4):
        QApplication.processEvents()


def focus() -> QWidget:
    """What has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
    """Press a key where the focus is."""
    for _time in range(times):
        QTest.keyClick(focus(), key, modifier)
        settle()


def type_text(text: str) -> None:
    """Type where the focus is."""
    QTest.keyClicks(focus(), text)


def click(widget: QWidget, at: QPointF | None = None) -> None:
    """Click a widget, in its middle if not said where."""
    QTest.mouseClick(widget, LEFT, NONE, widget.rect().center() if at is None else at.toPoint())
    settle()


def drag(widget: QWidget, start: QPointF, by: QPoint) -> None:
    """Drag from a point of a widget by a distance."""
    first = start.toPoint()
    QTest.mousePress(widget, LEFT, NONE, first)
    for step in (1, 2, 3, 4):
        QTest.mouseMove(widget, first + by * step / 4)
    QTest.mouseRelease(widget, LEFT, NONE, first + by)
    settle()


def answering(kind: type[D], answer: Callable[[D], None]) -> list[D]:
    """Answer the next dialog of this kind once it is open; the list holds it afterwards."""
    met: list[D] = []

    def meet() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind), dialog
        met.append(dialog)
        try:
            dialog.activateWindow()
            settle()
            answer(dialog)
        finally:
            # A test that fails in here must not leave the dialog waiting for ever.
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, meet)
    return met


def nameless(page: QWidget) -> list[QWidget]:
    """The focusable widgets that are shown and have no name for those who hear it."""
    from PySide6.QtGui import QAccessible

    found = []
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisibleTo(page) or widget.focusProxy():
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name):
            found.append(widget)
    return found
