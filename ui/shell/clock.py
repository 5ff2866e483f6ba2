"""The clock of a plan over closing the program: kept beside this person's settings, and heard where that is wished."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from joint_plan.rules.clock import timer_from_json, timer_json

if TYPE_CHECKING:
    from ui.settings import Settings
    from ui.shell.timer import Countdown


def follow_clock(countdown: Countdown, settings: Settings, path: Path) -> None:
    """Go on as the plan's clock stood when it was closed, keep it from now on, and sound when time is nearly up."""
    kept = timer_from_json(settings.clock(path))
    if kept is not None:
        countdown.timer = kept

    def sound() -> None:
        if settings.timer_sound:
            QApplication.beep()

    countdown.changed.connect(lambda: settings.keep_clock(path, timer_json(countdown.timer)))
    countdown.tone_changed.connect(sound)
    countdown.over.connect(sound)
