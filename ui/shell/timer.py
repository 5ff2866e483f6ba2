"""The countdown of the block of the day: a timer of `rules.clock` that ticks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from joint_plan.rules.clock import MINUTE, Timer, timer_for


def this_moment() -> dt.datetime:
    """Now, in this computer's time zone."""
    return dt.datetime.now().astimezone()


class Countdown(QObject):
    """Seconds left of a block. It goes on below zero: an overrun is shown, never hidden."""

    ticked = Signal()
    """The time left, or whether it runs, may show differently now."""
    changed = Signal()
    """It was started, paused, given more time or another block: what is kept between two starts is another."""
    tone_changed = Signal(str)
    """While it runs, little time is left: "warn", then "danger"."""
    over = Signal()
    """The time of the block is up."""

    def __init__(self, parent: QObject | None = None, now: Callable[[], dt.datetime] = this_moment) -> None:
        super().__init__(parent)
        self.now = now
        self._timer = timer_for("", 15)
        self._said = (self.tone, False)
        self._ticker = QTimer(self)
        self._ticker.setInterval(250)
        self._ticker.timeout.connect(self._tick)

    @property
    def timer(self) -> Timer:
        """The timer as it stands."""
        return self._timer

    @timer.setter
    def timer(self, timer: Timer) -> None:
        self._timer = timer
        # What was said of another block, or before it was given more time, is not said of this one.
        self._said = (self.tone, self.left <= 0)
        if timer.running:
            self._ticker.start()
        else:
            self._ticker.stop()
        self.ticked.emit()
        self.changed.emit()

    @property
    def running(self) -> bool:
        """Whether it counts."""
        return self._timer.running

    @property
    def begun(self) -> bool:
        """Whether the block was begun: it counts, or rests with less than its whole time."""
        return self.running or self._timer.rest != self._timer.total

    @property
    def total(self) -> int:
        """Seconds the block was given."""
        return self._timer.total

    @property
    def left(self) -> float:
        """Seconds left; below 0 in an overrun."""
        return self._timer.left(self.now())

    @property
    def tone(self) -> str:
        """The colour role: "accent", "warn" from 20 % left, "danger" from 5 %."""
        return self._timer.tone(self.now())

    @property
    def words(self) -> str:
        """The time left as people read it: 14:20, −0:35, 90:00."""
        left = round(self.left)
        sign, seconds = ("−" if left < 0 else ""), abs(left)
        return f"{sign}{seconds // MINUTE}:{seconds % MINUTE:02}"

    def set_block(self, block: str, minutes: int) -> None:
        """Stand at the start of a block of the agenda ("" for none) of that many minutes, not counting."""
        self.timer = timer_for(block, minutes)

    def toggle(self) -> None:
        """Start or pause."""
        now = self.now()
        self.timer = self._timer.paused(now) if self.running else self._timer.started(now)

    def more(self, minutes: int = 1) -> None:
        """Give the block more time."""
        self.timer = self._timer.more(minutes)

    def reset(self) -> None:
        """Back to the whole block, not counting."""
        self.timer = self._timer.again()

    def _tick(self) -> None:
        tone, up = self.tone, self.left <= 0
        before, self._said = self._said, (tone, up)
        if tone != before[0] and tone != "accent":
            self.tone_changed.emit(tone)
        if up and not before[1]:
            self.over.emit()
        self.ticked.emit()
