from __future__ import annotations

import datetime as dt

from joint_plan.plan.session import AgendaBlock
from joint_plan.plan.snapshot import SPACING, Snapshot
from joint_plan.rules.agenda import Start, starts


def _day(*blocks: tuple[int, str]) -> Snapshot:
    return Snapshot.of(
        AgendaBlock(
            id=f"b{number}",
            position=SPACING * number,
            minutes=minutes,
            pinned_start=dt.time.fromisoformat(pinned) if pinned else None,
        )
        for number, (minutes, pinned) in enumerate(blocks, 1)
    )


def test_blocks_start_where_those_before_end() -> None:
    found = starts(_day((30, "09:00"), (45, ""), (0, ""), (20, "")))
    assert [str(start.time) for start in found.values()] == ["09:00:00", "09:30:00", "10:15:00", "10:15:00"]


def test_nothing_is_known_before_the_first_block_that_says_when() -> None:
    found = starts(_day((30, ""), (30, "10:00"), (15, "")))
    assert found["b1"] == Start(None)
    assert found["b3"] == Start(dt.time(10, 30))


def test_a_pinned_block_stays_and_says_what_runs_over_it() -> None:
    found = starts(_day((200, "09:00"), (60, "12:00"), (10, "")))
    assert found["b2"] == Start(dt.time(12), overrun=20)
    assert found["b3"] == Start(dt.time(13))


def test_a_gap_before_a_pinned_block_is_no_overrun() -> None:
    assert starts(_day((60, "09:00"), (60, "12:00")))["b2"] == Start(dt.time(12), overrun=0, slack=120)
