"""Goals: what the teams want to reach together, the initiatives that fill it, the measures they keep."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from joint_plan.base.texts import N_
from joint_plan.plan.fields import choice, day, flag, money, number, ref, series, text, whole, whole_pair
from joint_plan.plan.record import Record, record
from joint_plan.plan.values import Pair

UNITS = (
    ("count", N_("Count")),
    ("money", N_("Money")),
    ("percent", N_("Percent")),
    ("days", N_("Days")),
    ("hours", N_("Hours")),
    ("ratio", N_("Ratio")),
)
DIRECTIONS = (("up", N_("Up")), ("down", N_("Down")), ("hold", N_("Hold")))
METRIC_CLASSES = (
    ("outcome", N_("Outcome")),
    ("driver", N_("Driver")),
    ("activity", N_("Activity")),
    ("vanity", N_("Vanity")),
)
METRIC_DECISIONS = (("keep", N_("Keep")), ("demote", N_("Demote")), ("drop", N_("Drop")))
REPORT_DECISIONS = (("keep", N_("Keep")), ("merge", N_("Merge")), ("retire", N_("Retire")))


@record(section="goals", label=N_("Goal"), plural=N_("Goals"), code="G", title="title", agreed=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Record):
    """A shared goal with a contribution from each core team. The revenue goal's target is the sum over the segments."""

    title: str = text(N_("Goal"), material=True, room=True, prompt=N_("What will be different?"), width=28)
    revenue_goal: bool = flag(
        N_("This is the revenue goal"),
        material=True,
        help=N_("Its target is the sum of the segments' targets"),
        width=10,
    )
    metric: str = ref(N_("Metric"), "Metric", material=True, width=18)
    baseline: Decimal | None = number(N_("Today"), material=True, room=True, unit="unit", width=12)
    target: Decimal | None = number(N_("Target"), material=True, room=True, unit="unit", width=12)
    unit: str = choice(N_("Unit"), UNITS, default="count", material=True, width=10)
    due: dt.date | None = day(N_("Due"), material=True, room=True, width=12)
    marketing_contribution: str = text(N_("Marketing's contribution"), material=True, room=True, lines=True, width=28)
    sales_contribution: str = text(N_("Sales' contribution"), material=True, room=True, lines=True, width=28)
    this_month_marketing: str = text(N_("What Marketing can do for it this month"), lines=True, width=28)
    this_month_sales: str = text(N_("What Sales can do for it this month"), lines=True, width=28)
    confidence: Pair[int] = whole_pair(N_("Confidence, 1 to 10"), 1, 10)
    assumption: str = text(N_("Assumption"), lines=True, width=28)


@record(section="goals", label=N_("Initiative"), plural=N_("Initiatives"), code="IN", agreed=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative(Record):
    """A piece of joint work that fills the funnel: expected records by month at one stage."""

    name: str = text(N_("Initiative"), material=True, room=True, width=26)
    segment: str = ref(N_("Segment"), "Segment", material=True, room=True)
    source: str = ref(N_("Source"), "Source", material=True, room=True)
    stage: str = ref(N_("Brings records at"), "FunnelStage", material=True, room=True)
    expected: Mapping[int, Decimal] | None = series(N_("Expected by month"), material=True, room=True, width=24)
    first_month: int | None = whole(N_("First month"), least=1, most=24, material=True, width=8)
    last_month: int | None = whole(N_("Last month"), least=1, most=24, material=True, width=8)
    marketing_does: str = text(N_("Marketing does"), material=True, room=True, lines=True, width=26)
    sales_does: str = text(N_("Sales does"), material=True, room=True, lines=True, width=26)
    marketing_owner: str = ref(N_("Owner in Marketing"), "Participant")
    sales_owner: str = ref(N_("Owner in Sales"), "Participant")
    budget: Decimal | None = money(N_("Budget"), width=12)
    goal: str = ref(N_("Goal served"), "Goal")


@record(
    section="goals",
    label=N_("Metric"),
    plural=N_("Metrics"),
    code="M",
    agreed=lambda metric: metric.decision == "keep",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Metric(Record):
    """A measure both teams read. Only metrics that are kept are agreed."""

    name: str = text(N_("Metric"), material=True, room=True, width=22)
    definition: str = text(N_("Definition"), material=True, room=True, lines=True, width=32)
    unit: str = choice(N_("Unit"), UNITS, default="count", width=10)
    direction: str = choice(N_("Better is"), DIRECTIONS, default="up", width=8)
    metric_class: str = choice(N_("Class"), METRIC_CLASSES, material=True, room=True, width=10)
    decision: str = choice(N_("Decision"), METRIC_DECISIONS, material=True, room=True, width=10)
    source_system: str = text(N_("Source system"))
    owner_team: str = ref(N_("Owner"), "Team", room=True, width=14)
    drives_decision: str = text(N_("The decision it drives"), room=True, width=26)


@record(section="goals", label=N_("Report"), plural=N_("Reports"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Record):
    """A report that exists today and may contradict another."""

    name: str = text(N_("Report"), room=True, width=24)
    producer: str = ref(N_("Made by"), "Team", room=True, width=14)
    conflicts_with: str = text(N_("Contradicts"), room=True, width=24)
    decision: str = choice(N_("Decision"), REPORT_DECISIONS, room=True, width=10)
    retire_by: dt.date | None = day(N_("Retire by"), room=True, width=12)
