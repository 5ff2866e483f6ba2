"""The meetings as a calendar program reads them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from icalendar import Calendar

from joint_plan.plan.cadence import Meeting
from joint_plan.plan.session import Plan
from joint_plan.plan.snapshot import Snapshot
from joint_plan.reports.calendar import calendar_bytes, has_meetings
from joint_plan.rules.public import PublicPlan, public_plan
from joint_plan.rules.starting_plan import template


def events_in(view: PublicPlan) -> list[Any]:
    """What another program finds in the file; its properties are of many types."""
    return list(Calendar.from_ical(calendar_bytes(view)).walk("VEVENT"))


def public(*meetings: Meeting, start: dt.date | None = dt.date(2027, 1, 1)) -> PublicPlan:
    return public_plan(Snapshot.of([Plan(id="plan", period_start=start), *meetings]))


def test_every_meeting_of_the_sample_is_an_event_that_recurs() -> None:
    events = events_in(public_plan(template("sample")))
    assert [str(event["summary"]) for event in events] == ["Joint strategy", "Lead review", "Quarterly review"]
    strategy = events[0]
    assert strategy["dtstart"].dt == dt.datetime(2027, 1, 5, 10, 0)  # noqa: DTZ001  times float, wherever one is
    assert strategy["duration"].dt == dt.timedelta(hours=1)
    assert strategy["rrule"] == {"FREQ": ["WEEKLY"], "INTERVAL": [2]}
    assert "Noor and Declan in turns" in str(strategy["description"])
    assert events[2]["rrule"] == {"FREQ": ["MONTHLY"], "INTERVAL": [3], "BYDAY": ["-1WE"]}


def test_without_a_date_it_begins_on_its_weekday_in_the_first_month_and_lasts_all_day() -> None:
    view = public(Meeting(id="a", name="Joint strategy", weekday="tue"))
    (event,) = events_in(view)
    assert event["dtstart"].dt == dt.date(2027, 1, 5)
    assert event["rrule"]["INTERVAL"] == [2]


def test_hostile_words_stay_words() -> None:
    name = "Plan; review, all\\n\nEND:VCALENDAR"
    view = public(Meeting(id="a", name=name, agenda="BEGIN:VEVENT\nSUMMARY:x"))
    events = events_in(view)
    assert len(events) == 1
    assert str(events[0]["summary"]) == "Plan; review, all\\n"


def test_a_plan_without_dates_has_no_calendar_and_the_same_plan_gives_the_same_bytes() -> None:
    assert not has_meetings(public(Meeting(id="a", name="Some time"), start=None))
    assert calendar_bytes(public_plan(template("sample"))) == calendar_bytes(public_plan(template("sample")))
