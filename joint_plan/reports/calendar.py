"""The meetings of a plan as a calendar file, for any calendar program: recurring events without a server."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from joint_plan.base.texts import _
from joint_plan.plan.cadence import Meeting
from joint_plan.plan.choices import WEEKDAYS
from joint_plan.plan.record import title_of
from joint_plan.rules.public import PublicPlan

if TYPE_CHECKING:
    from icalendar import Calendar, Event

_RULES: Mapping[str, Mapping[str, object]] = {
    "daily": {"freq": "weekly", "byday": ["MO", "TU", "WE", "TH", "FR"]},
    "weekly": {"freq": "weekly"},
    "biweekly": {"freq": "weekly", "interval": 2},
    "monthly": {"freq": "monthly"},
    "quarterly": {"freq": "monthly", "interval": 3},
}
_DAYS = [key for key, _label in WEEKDAYS]
_MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""What the file says of its making: the clock would change the bytes."""


def first_meeting(view: PublicPlan, meeting: Meeting) -> dt.date | None:
    """When a meeting is held first: on its date, else on its weekday from the plan's first month on."""
    if meeting.first_on is not None:
        return meeting.first_on
    start = view.plan.period_start
    if start is None:
        return None
    wanted = _DAYS.index(meeting.weekday) if meeting.weekday else 0
    return start + dt.timedelta(days=(wanted - start.weekday()) % 7)


def has_meetings(view: PublicPlan) -> bool:
    """Whether there is anything to put into a calendar."""
    return any(first_meeting(view, meeting) is not None for meeting in view.all(Meeting))


def calendar_bytes(view: PublicPlan) -> bytes:
    """All meetings of the plan that have a date, as an iCalendar file; the same plan gives the same bytes."""
    calendar = new_calendar()
    add_meetings(calendar, view)
    return bytes(calendar.to_ical())


def new_calendar() -> "Calendar":
    """An empty calendar of ours."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Joint Plan//EN")
    calendar.add("version", "2.0")
    return calendar


def new_event(uid: str, summary: str) -> "Event":
    """An event with what every one has; its time is still to be added."""
    from icalendar import Event

    event = Event()
    event.add("uid", f"{uid}@joint-plan")
    event.add("dtstamp", _MADE)
    event.add("summary", summary)
    return event


def add_meetings(calendar: "Calendar", view: PublicPlan) -> None:
    """Add the meetings that have a date.

    Times float: a meeting at ten is at ten wherever the calendar is. Meetings without a time last all day.
    """
    for meeting in view.all(Meeting):
        day = first_meeting(view, meeting)
        if day is None:
            continue
        event = new_event(meeting.id, title_of(meeting))
        if meeting.starts is not None:
            begins = dt.datetime.combine(day, meeting.starts)
            event.add("dtstart", begins)
            event.add("duration", dt.timedelta(minutes=meeting.minutes or 60))
        else:
            event.add("dtstart", day)
        event.add("rrule", _rule(meeting, day))
        event.add("description", _description(meeting))
        calendar.add_component(event)


def _rule(meeting: Meeting, day: dt.date) -> dict[str, object]:
    rule = {**_RULES[meeting.frequency or "biweekly"]}
    if rule["freq"] == "monthly":
        # The third Tuesday stays the third Tuesday; a fifth one becomes the last.
        week = (day.day - 1) // 7 + 1
        rule["byday"] = f"{week if week < 5 else -1}{['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][day.weekday()]}"
    return rule


def _description(meeting: Meeting) -> str:
    parts = (
        (_("Chair"), meeting.chair),
        (_("Who comes"), meeting.who),
        (_("Agenda"), meeting.agenda),
        (_("What is prepared"), meeting.inputs),
        (_("What comes out of it"), meeting.outputs),
    )
    return "\n".join(f"{label}: {words}" for label, words in parts if words)
