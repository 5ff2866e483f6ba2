"""When the blocks of the day start: derived from the blocks before, never stored (product.md, "In the room")."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from joint_plan.plan.session import AgendaBlock
from joint_plan.plan.snapshot import PlanView


@dataclass(frozen=True, slots=True)
class Start:
    """When a block starts. `overrun` is how many minutes the blocks before it run past a pinned start."""

    time: dt.time | None
    overrun: int = 0


def starts(view: PlanView) -> Mapping[str, Start]:
    """When each block of the agenda starts, by its id; `None` until the first block that says so.

    A pinned block stays; what runs over it is said there, never silently fixed.
    """
    return view.derived(_starts)


def _starts(view: PlanView) -> Mapping[str, Start]:
    found: dict[str, Start] = {}
    clock: int | None = None
    for block in view.all(AgendaBlock):
        overrun = 0
        if block.pinned_start is not None:
            pinned = block.pinned_start.hour * 60 + block.pinned_start.minute
            overrun = max(0, clock - pinned) if clock is not None else 0
            clock = pinned
        found[block.id] = Start(None if clock is None else dt.time(clock // 60 % 24, clock % 60), overrun)
        if clock is not None:
            clock += block.minutes or 0
    return found
