"""When the blocks of the day start: derived from the blocks before, never stored (product.md, "In the room")."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from joint_plan.plan.session import AgendaBlock
from joint_plan.plan.snapshot import PlanView

DAY = 24 * 60
"""Minutes."""


@dataclass(frozen=True, slots=True)
class Start:
    """When a block starts.

    Attributes:
        time: of the day; `None` until the first block that says so.
        overrun: how many minutes the blocks before it run past a pinned start.
        slack: how many minutes stay free between the blocks before it and a pinned start.
    """

    time: dt.time | None
    overrun: int = 0
    slack: int = 0


def starts(view: PlanView) -> Mapping[str, Start]:
    """When each block of the agenda starts, by its id.

    A pinned block stays; what runs over it is said there, never silently fixed. A day may go on past midnight: a pinned
    start is the one nearest to the end of the block before.
    """
    return view.derived(_starts)


def _starts(view: PlanView) -> Mapping[str, Start]:
    found: dict[str, Start] = {}
    clock: int | None = None
    for block in view.all(AgendaBlock):
        overrun = slack = 0
        if block.pinned_start is not None:
            pinned = nearest(block.pinned_start, clock)
            if clock is not None:
                overrun, slack = max(0, clock - pinned), max(0, pinned - clock)
            clock = pinned
        found[block.id] = Start(None if clock is None else time_of(clock), overrun, slack)
        if clock is not None:
            clock += block.minutes or 0
    return found


def ends(view: PlanView) -> dt.time | None:
    """When the last block of the agenda ends; `None` where no block says when it starts."""
    blocks = view.all(AgendaBlock)
    last = starts(view)[blocks[-1].id].time if blocks else None
    return None if last is None else time_of(last.hour * 60 + last.minute + (blocks[-1].minutes or 0))


def nearest(time: dt.time, clock: int | None) -> int:
    """A time of day in minutes since the first midnight, on the day on which it lies nearest to `clock`."""
    minutes = time.hour * 60 + time.minute
    if clock is None:
        return minutes
    days = (clock - minutes + DAY // 2) // DAY
    return minutes + max(0, days) * DAY


def time_of(minutes: int) -> dt.time:
    """The time of day so many minutes after a midnight."""
    return dt.time(minutes // 60 % 24, minutes % 60)
