"""The meetings of a plan as papers show them: when, who leads, what about."""

from dataclasses import dataclass

from joint_plan.base import locale
from joint_plan.base.texts import _, ngettext
from joint_plan.plan.cadence import Meeting
from joint_plan.plan.choices import WEEKDAYS
from joint_plan.plan.record import spec_of
from joint_plan.rules.public import PublicPlan


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting: what it is called, when ("Every second week, Tuesday, 10:00, 60 minutes"), who leads, what about."""

    code: str
    name: str
    when: str
    first: str
    chair: str
    details: tuple[tuple[str, str], ...]


def meetings_held(public: PublicPlan) -> tuple[Meeting, ...]:
    """The meetings, where their section is not left out."""
    return public.all(Meeting) if spec_of(Meeting).section not in public.plan.hidden_sections else ()


def meeting_line(meeting: Meeting) -> MeetingLine:
    """A meeting as one line, and what belongs to it."""
    details = (
        (_("Who comes"), meeting.who),
        (_("Agenda"), meeting.agenda),
    )
    return MeetingLine(
        meeting.code,
        meeting.name,
        meeting_time(meeting),
        _("first on {day}").format(day=locale.format_day(meeting.first_on)) if meeting.first_on else "",
        meeting.chair,
        tuple((label, words) for label, words in details if words),
    )


def meeting_time(meeting: Meeting) -> str:
    """When a meeting is held: "Every second week, Tuesday, 10:00, 60 minutes"."""
    kind = spec_of(meeting).by_column["frequency"].kind
    parts = [kind.show(meeting.frequency)] if meeting.frequency else []
    parts += [_(dict(WEEKDAYS).get(meeting.weekday, ""))] if meeting.weekday else []
    parts += [locale.format_clock(meeting.starts)] if meeting.starts else []
    if meeting.minutes:
        minutes = ngettext("{number} minute", "{number} minutes", meeting.minutes)
        parts.append(minutes.format(number=meeting.minutes).replace(" ", "\u00a0"))
    return ", ".join(parts)
