from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal


class Sender(QObject):
    sent = Signal(int)


def test_calling_qt_takes_no_references_of_none_and_true_away() -> None:
    """PySide6 6.12.0 under CPython 3.11 loses one for each call; after some thousands the process is aborted."""
    sender = Sender()
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(300):
        sender.setObjectName("name")
        sender.sent.emit(1)
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert before[0] - after[0] < 50
    assert before[1] - after[1] < 50
