"""What a person's hands do to a widget."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.parts.stance_picker import StancePicker

W = TypeVar("W", bound=QWidget)


def shown(qtbot: QtBot, widget: W, width: int = 900, height: int = 700) -> W:
    """The widget as a window of its own that has the keyboard."""
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(focused(), key, modifiers)


def type_text(text: str) -> None:
    """Type where the focus is."""
    QTest.keyClicks(focused(), text)


def focused() -> QWidget:
    """What has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def picker() -> StancePicker | None:
    """The open stance picker, if there is one."""
    popup = QApplication.activePopupWidget()
    return popup if isinstance(popup, StancePicker) else None
