"""Collecting garbage on the window's thread only.

Python collects cycles on whichever thread happens to allocate, an export's too, and a widget that is let go there ends
the process. So the automatic collection is off and a timer of the window's thread does the same work.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 1000
"""Milliseconds between two looks at how much there is."""


class Collector(QObject):
    """Collects what Python would have collected by itself by now, generation by generation."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> int:
        """Collect the oldest generation that is due and all younger ones; the answer is how many objects went."""
        due = [number for number, limit in enumerate(gc.get_threshold()) if gc.get_count()[number] > limit]
        return gc.collect(max(due)) if due else 0
