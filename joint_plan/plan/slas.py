"""SLAs: what each team owes another, measured, timed, with a remedy. A handoff is an SLA between two stages."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from joint_plan.base.texts import N_
from joint_plan.plan.choices import EVIDENCE, PERIOD_UNITS, TIME_UNITS, WEEKDAYS
from joint_plan.plan.fields import choice, clock, day, flag, number, rate, ref, several, text, whole
from joint_plan.plan.record import Record, record

TARGET_FROM = (("fixed", N_("A fixed number")), ("funnel", N_("The funnel's number, month by month")))


@record(section="slas", label=N_("SLA"), plural=N_("SLAs"), code="SLA", title="obligation", agreed=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Sla(Record):
    """One promise between two teams. With `from_stage` and `to_stage` it is a handoff on the journey."""

    owed_by: str = ref(N_("Owed by"), "Team", on_delete="refuse", material=True, room=True, width=14)
    owed_to: str = ref(N_("Owed to"), "Team", on_delete="refuse", material=True, room=True, width=14)
    obligation: str = text(
        N_("Obligation"), material=True, room=True, lines=True, prompt=N_("What exactly will you do?"), width=34
    )
    applies_to: str = text(N_("Applies to"), material=True, room=True, width=22)
    clock_starts: str = text(
        N_("Clock starts"), material=True, room=True, prompt=N_("Which event starts it?"), width=22
    )
    time_limit: Decimal | None = number(
        N_("Time limit"), least=0, material=True, room=True, unit="time_limit_unit", width=8
    )
    time_limit_unit: str = choice(N_("Unit of the time limit"), TIME_UNITS, default="hour", material=True, width=10)
    business_hours: bool = flag(N_("In working hours only"), material=True, width=8)
    met_share: Decimal | None = rate(
        N_("Met in"), material=True, room=True, help=N_("The share of cases in which it must be met"), width=8
    )
    if_missed: str = text(
        N_("If missed"),
        material=True,
        room=True,
        lines=True,
        prompt=N_("What happens then, and who does it?"),
        width=30,
    )
    measure: str = text(N_("Measure"), material=True, prompt=N_("How will you count it?"), width=24)
    target: Decimal | None = number(N_("Target"), least=0, material=True, unit="unit", width=10)
    unit: str = text(N_("Unit"), material=True, width=12)
    period: int | None = whole(N_("Every"), least=1, most=999, material=True, unit="period_unit", width=8)
    period_unit: str = choice(N_("Period"), PERIOD_UNITS, default="month", material=True, width=10)
    target_from: str = choice(N_("Target comes from"), TARGET_FROM, default="fixed", material=True)
    target_stage: str = ref(N_("Funnel stage of the target"), "FunnelStage", material=True)
    target_segment: str = ref(N_("Segment of the target"), "Segment", material=True)
    target_source: str = ref(N_("Source of the target"), "Source", material=True)
    clock_stops: str = text(N_("Clock stops"), material=True, width=22)
    starts_on: dt.date | None = day(N_("Starts on"), material=True, width=12)
    trial_until: dt.date | None = day(N_("On trial until"), width=12)
    interim_target: str = text(N_("Interim target"))
    exceptions: str = text(N_("Exceptions"), material=True, lines=True, width=26)
    from_stage: str = ref(N_("From stage"), "Stage", on_delete="cascade", material=True)
    to_stage: str = ref(N_("To stage"), "Stage", on_delete="cascade", material=True)
    handed_over: str = text(N_("What is handed over"), material=True, lines=True, width=26)
    acceptance_test: str = text(N_("Acceptance test"), material=True, lines=True, width=26)
    reject_reasons: str = text(N_("Reject reasons"), lines=True, width=26)
    today_value: Decimal | None = number(N_("Today's value"), least=0, unit="unit", width=10)
    today_share: Decimal | None = rate(N_("Met today in"), width=8)
    today_evidence: str = choice(N_("Evidence for today"), EVIDENCE, width=10)
    owner: str = ref(N_("Owner"), "Participant")
    measured_in: str = text(N_("Where it is measured"), width=20)
    reviewed: str = text(N_("Reviewed"), help=N_("How often, such as every second week"))
    goal: str = ref(N_("Goal served"), "Goal")
    term: str = ref(N_("Rests on the term"), "Term", help=N_("Its meaning is part of what the teams agree here"))


@record(section="slas", label=N_("Level"), plural=N_("Levels"), title="tier", within="sla")
@dataclass(frozen=True, slots=True, kw_only=True)
class SlaLevel(Record):
    """A tier of an SLA with its own limit: tier A within four hours, tier B within a day."""

    sla: str = ref(N_("SLA"), "Sla", on_delete="cascade", required=True)
    tier: str = text(N_("Tier"), material=True, room=True, width=8)
    applies_to: str = text(N_("Applies to"), material=True, room=True, width=22)
    limit: Decimal | None = number(N_("Limit"), least=0, material=True, room=True, unit="limit_unit", width=8)
    limit_unit: str = choice(N_("Unit of the limit"), TIME_UNITS, default="hour", material=True, width=10)
    business_hours: bool = flag(N_("In working hours only"), material=True, width=8)
    met_share: Decimal | None = rate(N_("Met in"), material=True, room=True, width=8)
    attempts: int | None = whole(N_("Attempts"), least=0, most=99, material=True, room=True, width=8)
    within_days: int | None = whole(N_("Within days"), least=0, most=365, material=True, room=True, width=8)
    channels: str = text(N_("Channels"))


@record(section="slas", label=N_("Working hours"), plural=N_("Working hours"), title="")
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar(Record):
    """What counts as working hours; printed under every page of SLAs."""

    team: str = ref(N_("Team"), "Team", on_delete="cascade", room=True, help=N_("Empty: all teams"), width=14)
    days: tuple[str, ...] = several(
        N_("Days"), WEEKDAYS, default=("mon", "tue", "wed", "thu", "fri"), room=True, width=24
    )
    starts: dt.time | None = clock(N_("From"), room=True, width=8)
    ends: dt.time | None = clock(N_("To"), room=True, width=8)
    time_zone: str = text(N_("Time zone"), room=True)
    holidays: str = text(N_("Holidays"), lines=True, width=26)
