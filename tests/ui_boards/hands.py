"""What a person does at the boards: show a page, press keys, type, click, drag."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.parts.page import SectionPage

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


def shown(qtbot: QtBot, page: SectionPage, width: int = 876, height: int = 740) -> None:
    """Show a page as the window does: it hears of commits."""
    page.document.committed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(width, height)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()


def focus() -> QWidget:
    """What has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
    """Press a key where the focus is."""
    for _time in range(times):
        QTest.keyClick(focus(), key, modifier)


def type_text(text: str) -> None:
    """Type where the focus is."""
    QTest.keyClicks(focus(), text)


def drag(widget: QWidget, ground: QWidget, to: QPoint) -> None:
    """Drag a widget by its upper middle to a point of another widget."""
    start = QPoint(widget.width() // 2, min(12, widget.height() // 2))
    first, last = widget.mapToGlobal(start), ground.mapToGlobal(to)
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, NONE, start)
    for step in (1, 2, 3):
        # The widget moves along: where it is now says which of its own points the mouse is at.
        QTest.mouseMove(widget, widget.mapFromGlobal(first + (last - first) * step / 3))
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, NONE, widget.mapFromGlobal(last))
