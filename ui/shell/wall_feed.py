"""What the wall is told besides the plan: its keys, and the clock as plain values."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from joint_plan.plan.actions import action
from ui.shell.actions import key_sequences
from ui.wall.time_left import TimeLeft

if TYPE_CHECKING:
    from ui.shell.timer import Countdown
    from ui.wall.window import Key

ON_WALL = (
    "wall",
    "stay",
    "blank",
    "next_item",
    "previous_item",
    "task_card",
    "write_it",
    "break",
    "wall_time",
    "next_section",
    "previous_section",
    "section",
    "stance_1",
    "stance_2",
    "stance_3",
    "stance_4",
    "stance_5",
    "park",
    "reveal",
    "timer",
    "timer_more",
    "timer_more_five",
    "timer_reset",
    "next_block",
    "undo",
    "redo",
)
"""The actions whose keys the wall answers to itself."""


def read_of(time: TimeLeft | None, card: str) -> object:
    """What is read of the clock: a page shows minutes, a break seconds."""
    if time is None:
        return None
    return time.words, time.back_at, time.tone, time.digits if card == "break" else ""


def time_left(countdown: Countdown) -> TimeLeft:
    """What the wall is told of a countdown."""
    left = countdown.left
    ends = countdown.now() + dt.timedelta(seconds=max(0.0, left))
    return TimeLeft(left, countdown.total, countdown.tone, countdown.running, f"{ends:%H:%M}", countdown.timer.block)


def wall_keys() -> list[Key]:
    """The keys that the wall answers to: those of its actions, and Esc to leave."""
    found: list[Key] = [
        (key, action_id, number) for action_id in ON_WALL for number, key in enumerate(key_sequences(action(action_id)))
    ]
    return [*found, (QKeySequence("Esc"), "wall", 0)]
