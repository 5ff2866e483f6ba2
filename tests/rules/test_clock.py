"""The clock's arithmetic, by table: pinned lunch, overrun, pause over closing, midnight."""

from __future__ import annotations

import datetime as dt

import pytest

from joint_plan.plan.session import AgendaBlock
from joint_plan.plan.snapshot import SPACING, Snapshot
from joint_plan.rules.agenda import Start, ends, starts
from joint_plan.rules.clock import Timer, day, timer_for, timer_from_json, timer_json

ZONE = dt.timezone(dt.timedelta(hours=1))


def _at(time: str, date: str = "2027-01-14") -> dt.datetime:
    return dt.datetime.fromisoformat(f"{date}T{time}:00").replace(tzinfo=ZONE)


def _agenda(*blocks: tuple[int, str]) -> Snapshot:
    return Snapshot.of(
        AgendaBlock(
            id=f"b{number}",
            position=SPACING * number,
            minutes=minutes,
            pinned_start=dt.time.fromisoformat(pinned) if pinned else None,
        )
        for number, (minutes, pinned) in enumerate(blocks, 1)
    )


LUNCH = _agenda((60, "09:00"), (90, ""), (60, "12:00"), (45, ""), (15, ""))
"""Planned: 9:00, 10:00, lunch 12:00, 13:00, 13:45 to 14:00."""


@pytest.mark.parametrize(
    ("block", "begun", "now", "more", "lunch", "overrun", "after", "end", "late"),
    [
        pytest.param("b2", "10:00", "10:30", 0, "12:00", 0, "13:00", "14:00", 0, id="on time, a gap before lunch"),
        pytest.param("b2", "10:40", "11:00", 0, "12:00", 10, "13:00", "14:00", 0, id="ten minutes into lunch"),
        pytest.param("b2", "10:00", "12:20", 0, "12:00", 20, "13:00", "14:00", 0, id="overrun that still goes on"),
        pytest.param("b2", "10:00", "10:30", 45, "12:00", 15, "13:00", "14:00", 0, id="more time than there is"),
        pytest.param("b4", "13:10", "13:20", 0, "", 0, "13:55", "14:10", 10, id="late after lunch moves the end"),
        pytest.param("b4", "12:50", "13:00", 0, "", 0, "13:35", "13:50", -10, id="early after lunch too"),
    ],
)
def test_lunch_stays_and_the_end_moves(
    block: str, begun: str, now: str, more: int, lunch: str, overrun: int, after: str, end: str, late: int
) -> None:
    minutes = next(item.minutes or 0 for item in LUNCH.all(AgendaBlock) if item.id == block)
    timer = timer_for(block, minutes).started(_at(begun)).more(more)
    found = day(LUNCH, timer, _at(now))
    slots = {slot.block.id: slot for slot in found.slots}
    pinned = slots["b3"]
    assert (f"{pinned.begins:%H:%M}" if pinned.begins else "", pinned.overrun) == (lunch, overrun)
    following = slots["b4" if block == "b2" else "b5"]
    assert following.begins is not None
    assert found.ends is not None
    assert (f"{following.begins:%H:%M}", f"{found.ends:%H:%M}", found.late) == (after, end, late)
    assert found.planned_end == dt.time(14)
    order = [slot.state for slot in found.slots]
    assert order == ["past"] * (int(block[1]) - 1) + ["now"] + ["ahead"] * (5 - int(block[1]))


def test_a_timer_goes_on_while_the_program_is_closed_and_rests_when_it_was_paused() -> None:
    started = timer_for("b1", 30).started(_at("09:00"))
    kept = timer_from_json(timer_json(started))
    assert kept is not None
    assert kept.left(_at("09:10")) == 20 * 60
    resting = timer_from_json(timer_json(kept.paused(_at("09:10"))))
    assert resting is not None
    assert not resting.running
    assert resting.left(_at("11:00")) == 20 * 60
    assert resting.started(_at("11:00")).left(_at("11:05")) == 15 * 60


@pytest.mark.parametrize(
    ("left", "tone"), [(301, "accent"), (300, "warn"), (76, "warn"), (75, "danger"), (0, "danger"), (-60, "danger")]
)
def test_colours_change_at_a_fifth_and_at_a_twentieth(left: int, tone: str) -> None:
    assert Timer("b1", 25 * 60, float(left)).tone(_at("09:00")) == tone


def test_one_and_five_minutes_more_count_for_the_whole_too() -> None:
    timer = timer_for("b1", 10).started(_at("09:00")).more(1).more(5)
    assert (timer.total, timer.left(_at("09:12"))) == (16 * 60, 4 * 60)
    assert timer.again() == timer_for("b1", 16)


def test_a_clock_that_was_set_back_gives_no_time() -> None:
    assert timer_for("b1", 10).started(_at("09:10")).left(_at("09:00")) == 600


@pytest.mark.parametrize("kept", [None, [], {}, {"block": "b1"}, {"block": "b1", "total": "x", "rest": "1"}, "9:00"])
def test_what_cannot_be_read_is_no_timer(kept: object) -> None:
    assert timer_from_json(kept) is None  # type: ignore[arg-type]  # anything may stand in a file


def test_a_day_goes_on_past_midnight() -> None:
    late = _agenda((90, "22:45"), (60, "00:30"), (30, ""))
    assert starts(late)["b2"] == Start(dt.time(0, 30), overrun=0, slack=15)
    assert starts(late)["b3"].time == dt.time(1, 30)
    assert ends(late) == dt.time(2)
    timer = timer_for("b1", 90).started(_at("23:15"))
    found = day(late, timer, _at("23:50"))
    assert [slot.overrun for slot in found.slots] == [0, 15, 0]
    assert found.slots[1].begins == _at("00:30", "2027-01-15")
    assert (found.ends, found.late) == (_at("02:00", "2027-01-15"), 0)


def test_a_stretch_outside_the_agenda_leaves_the_day_as_planned() -> None:
    found = day(LUNCH, timer_for("", 15), _at("10:00"))
    assert [slot.state for slot in found.slots] == ["ahead"] * 5
    assert (found.ends, found.late, found.planned_end) == (None, 0, dt.time(14))
    assert day(_agenda(), timer_for("", 15), _at("10:00")).planned_end is None
