"""Every date of a plan for a calendar program: meetings, what is due, trials that end, and the next review."""

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from joint_plan.base.texts import _
from joint_plan.reports.calendar import add_meetings, new_calendar, new_event
from joint_plan.rules.calendar import days
from joint_plan.rules.public import PublicPlan

if TYPE_CHECKING:
    from icalendar import Event


def dates_bytes(view: PublicPlan) -> bytes:
    """An iCalendar file: meetings as they recur, the other dates as whole days; the same plan gives the same bytes."""
    calendar = new_calendar()
    if "cadence" not in view.plan.hidden_sections:
        add_meetings(calendar, view)
    seen: Counter[str] = Counter()
    for due in days(view):
        seen[due.key] += 1
        summary = _("{title} ({what})").format(title=due.title, what=due.what)
        calendar.add_component(_day(f"{due.key}-{seen[due.key]}".replace(":", "-"), summary, due.day))
    if view.version is not None and view.version.next_review is not None:
        summary = _("Next review of {plan}").format(plan=view.plan.title or _("the joint plan"))
        calendar.add_component(_day(f"review-{view.version.number}", summary, view.version.next_review))
    return bytes(calendar.to_ical())


def _day(uid: str, summary: str, day: dt.date) -> "Event":
    event = new_event(uid, summary)
    event.add("dtstart", day)
    event.add("transp", "TRANSPARENT")
    return event
