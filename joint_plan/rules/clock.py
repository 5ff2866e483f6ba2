"""The clock of the day: the time of the block that runs, and what it does to the blocks after it.

All of it is arithmetic on points in time: a timer that runs goes on while the program is closed, one that is paused
stays where it is (product.md, "In the room").
"""

import datetime as dt
from dataclasses import dataclass, replace

from joint_plan.plan.session import AgendaBlock
from joint_plan.plan.snapshot import PlanView
from joint_plan.plan.values import Json
from joint_plan.rules.agenda import ends, starts

MINUTE = 60
AMBER, RED = 0.2, 0.05
"""Shares of a block's time that are left when its colour changes."""


@dataclass(frozen=True, slots=True)
class Timer:
    """The time of one block.

    Attributes:
        block: id of the agenda's block, "" for a stretch that is not in it.
        total: seconds it was given, with what was added.
        rest: seconds that were left at `since`, or are left while it rests. Below 0 in an overrun.
        since: when it was started last, UTC; `None` while it rests.
    """

    block: str = ""
    total: int = 15 * MINUTE
    rest: float = 15 * MINUTE
    since: dt.datetime | None = None

    @property
    def running(self) -> bool:
        """Whether it counts."""
        return self.since is not None

    def left(self, now: dt.datetime) -> float:
        """Seconds left; below 0 in an overrun. A clock that was set back does not give time."""
        if self.since is None:
            return self.rest
        return self.rest - max(0.0, (now - self.since).total_seconds())

    def tone(self, now: dt.datetime) -> str:
        """The colour role: "accent", "warn" from 20 % left, "danger" from 5 %."""
        left = self.left(now)
        if left <= RED * self.total:
            return "danger"
        return "warn" if left <= AMBER * self.total else "accent"

    def started(self, now: dt.datetime) -> "Timer":
        """Counting from now on."""
        return self if self.running else replace(self, since=now)

    def paused(self, now: dt.datetime) -> "Timer":
        """Resting where it is."""
        return replace(self, rest=self.left(now), since=None)

    def more(self, minutes: int) -> "Timer":
        """With more time, whether it counts or not."""
        return replace(self, total=self.total + minutes * MINUTE, rest=self.rest + minutes * MINUTE)

    def again(self) -> "Timer":
        """Back to the whole time, resting."""
        return replace(self, rest=float(self.total), since=None)


def timer_for(block: str, minutes: int) -> Timer:
    """A timer at the start of a block of that many minutes."""
    seconds = max(1, minutes) * MINUTE
    return Timer(block, seconds, float(seconds))


def timer_json(timer: Timer) -> Json:
    """A timer as it is kept between two starts of the program."""
    since = timer.since.astimezone(dt.UTC).isoformat() if timer.since else None
    return {"block": timer.block, "total": timer.total, "rest": str(timer.rest), "since": since}


def timer_from_json(kept: Json) -> Timer | None:
    """The timer that was kept; `None` where it cannot be read."""
    if not isinstance(kept, dict):
        return None
    try:
        since = kept.get("since")
        moment = dt.datetime.fromisoformat(str(since)) if since else None
        if moment is not None and moment.tzinfo is None:
            return None
        return Timer(str(kept["block"]), max(MINUTE, int(str(kept["total"]))), float(str(kept["rest"])), moment)
    except (KeyError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class Slot:
    """One block of the day as it will be.

    Attributes:
        planned: when it was to start.
        begins, ends: when it does, as the day goes; `None` for blocks that are over.
        overrun: minutes by which what comes before it runs past its pinned start.
        state: "past", "now" or "ahead".
    """

    block: AgendaBlock
    number: int
    planned: dt.time | None
    begins: dt.datetime | None
    ends: dt.datetime | None
    overrun: int = 0
    state: str = "ahead"


@dataclass(frozen=True, slots=True)
class Day:
    """The agenda as the day goes.

    Attributes:
        planned_end: when the last block was to end.
        ends: when it will.
        late: minutes by which it ends later than planned; below 0 earlier, 0 where nothing was planned.
    """

    slots: tuple[Slot, ...]
    planned_end: dt.time | None
    ends: dt.datetime | None
    late: int = 0


def day(view: PlanView, timer: Timer, now: dt.datetime) -> Day:
    """How the day goes on from the block that the timer belongs to.

    `now` has a time zone: pinned starts are times of day in it. A pinned block stays where it is pinned; what runs over
    it is its `overrun`. Where the timer belongs to no block of the agenda, all blocks are as planned.
    """
    blocks, planned = view.all(AgendaBlock), starts(view)
    current = next((place for place, block in enumerate(blocks) if block.id == timer.block), None)
    clock: dt.datetime | None = None
    found: list[Slot] = []
    for place, block in enumerate(blocks):
        when = planned[block.id].time
        if current is None or place < current:
            state = "ahead" if current is None else "past"
            found.append(Slot(block, place + 1, when, None, None, planned[block.id].overrun, state))
            continue
        if place == current:
            ending = now + dt.timedelta(seconds=max(0.0, timer.left(now)))
            begun = ending - dt.timedelta(seconds=timer.total)
            found.append(Slot(block, place + 1, when, begun, ending, 0, "now"))
            clock = ending
            continue
        assert clock is not None  # set by the current block
        begins, overrun = clock, 0
        if block.pinned_start is not None:
            begins = _nearest(block.pinned_start, clock)
            overrun = max(0, round((clock - begins).total_seconds() / MINUTE))
        clock = begins + dt.timedelta(minutes=block.minutes or 0)
        found.append(Slot(block, place + 1, when, begins, clock, overrun))
    end = ends(view)
    late = round((clock - _nearest(end, clock)).total_seconds() / MINUTE) if clock is not None and end else 0
    return Day(tuple(found), end, clock, late)


def _nearest(time: dt.time, clock: dt.datetime) -> dt.datetime:
    """The point in time with that time of day that lies nearest to `clock`."""
    same = clock.replace(hour=time.hour, minute=time.minute, second=time.second, microsecond=0)
    days = (same + dt.timedelta(days=step) for step in (-1, 0, 1))
    return min(days, key=lambda point: abs(point - clock))
