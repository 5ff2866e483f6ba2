"""Buttons in a row: left and right walk along them, Enter presses the one in focus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton


def walked(watched: object, event: object, order: Sequence[QAbstractButton]) -> bool:
    """For an event filter on the buttons: does what the key asks, and says whether it was one of these keys."""
    if not isinstance(event, QKeyEvent) or event.type() != QKeyEvent.Type.KeyPress:
        return False
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(watched, QAbstractButton):
        watched.click()
        return True
    step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
    if step is None or watched not in order:
        return False
    place = order.index(watched) + step
    if 0 <= place < len(order):
        order[place].setFocus(Qt.FocusReason.TabFocusReason)
    return True
