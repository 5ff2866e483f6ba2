"""A plain countdown for the block of the day."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

MINUTE = 60


class Countdown(QObject):
    """Seconds left of a block. It goes on below zero: an overrun is shown, never hidden."""

    ticked = Signal()
    """The time left, or whether it runs, may show differently now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.total = 15 * MINUTE
        self._left = float(self.total)
        self._since: float | None = None
        self._ticker = QTimer(self)
        self._ticker.setInterval(250)
        self._ticker.timeout.connect(self.ticked)

    @property
    def running(self) -> bool:
        """Whether it counts."""
        return self._since is not None

    @property
    def left(self) -> float:
        """Seconds left; below 0 in an overrun."""
        passed = time.monotonic() - self._since if self._since is not None else 0.0
        return self._left - passed

    @property
    def tone(self) -> str:
        """The colour role: "accent", "warn" from 20 % left, "danger" from 5 %."""
        if self.left <= 0.05 * self.total:
            return "danger"
        return "warn" if self.left <= 0.2 * self.total else "accent"

    @property
    def words(self) -> str:
        """The time left as people read it: 14:20, −0:35, 90:00."""
        left = round(self.left)
        sign, seconds = ("−" if left < 0 else ""), abs(left)
        return f"{sign}{seconds // MINUTE}:{seconds % MINUTE:02}"

    def set_minutes(self, minutes: int) -> None:
        """Stand at the start of a block of that many minutes, not counting."""
        self.total = max(1, minutes) * MINUTE
        self.reset()

    def toggle(self) -> None:
        """Start or pause."""
        if self._since is None:
            self._since = time.monotonic()
            self._ticker.start()
        else:
            self._left, self._since = self.left, None
            self._ticker.stop()
        self.ticked.emit()

    def more(self, minutes: int = 1) -> None:
        """Give the block more time."""
        self._left += minutes * MINUTE
        self.total += minutes * MINUTE
        self.ticked.emit()

    def reset(self) -> None:
        """Back to the whole block, not counting."""
        self._left, self._since = float(self.total), None
        self._ticker.stop()
        self.ticked.emit()
