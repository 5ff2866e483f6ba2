"""The funnel's inputs (funnel.md). What follows from them is computed by `rules.funnel`, never stored."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from joint_plan.base.texts import N_
from joint_plan.plan import fields
from joint_plan.plan.choices import EVIDENCE
from joint_plan.plan.record import Record, record


@record(section="goals", label=N_("Funnel stage"), plural=N_("Funnel stages"))
@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelStage(Record):
    """A stage that records pass on their way to a win; the last one is the win."""

    name: str = fields.text(N_("Funnel stage"), room=True)


@record(section="goals", label=N_("Source"), plural=N_("Sources"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """Where records come from, and at which stage they enter."""

    name: str = fields.text(N_("Source"), room=True)
    team: str = fields.ref(N_("Team"), "Team", room=True, width=14)
    entry_stage: str = fields.ref(N_("Enters at"), "FunnelStage", room=True, help=N_("Empty: the first stage"))


@record(section="goals", label=N_("Segment"), plural=N_("Segments"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Segment(Record):
    """A part of the market with its own revenue target and deal size."""

    name: str = fields.text(N_("Segment"), room=True, width=20)
    revenue_target: Decimal | None = fields.money(N_("Revenue target"), room=True, width=14)
    existing_revenue: Decimal | None = fields.money(
        N_("Already booked"), room=True, help=N_("Booked revenue and renewals that count towards the target"), width=14
    )
    average_deal_size: Decimal | None = fields.money(N_("Average deal size"), least=None, above=0, room=True, width=14)
    after_plan_monthly_revenue: Decimal | None = fields.money(
        N_("New revenue a month after the plan"), help=N_("Empty: the plan's monthly average"), width=14
    )


@record(section="goals", label=N_("Share of a source"), plural=N_("Shares of sources"), title="")
@dataclass(frozen=True, slots=True, kw_only=True)
class SourceShare(Record):
    """How much of a segment's new revenue a source brings. Shares are divided by their sum."""

    segment: str = fields.ref(N_("Segment"), "Segment", on_delete="cascade", required=True, room=True)
    source: str = fields.ref(N_("Source"), "Source", on_delete="cascade", required=True, room=True)
    share: Fraction | None = fields.share(N_("Share"), required=True, room=True, width=8)
    average_deal_size: Decimal | None = fields.money(
        N_("Average deal size"), least=None, above=0, help=N_("Empty: the segment's"), width=14
    )


@record(section="goals", label=N_("Weight of a month"), plural=N_("Weights of months"), title="")
@dataclass(frozen=True, slots=True, kw_only=True)
class MonthWeight(Record):
    """How much of the revenue falls into a month. Weights are divided by their sum; none at all means equal months."""

    segment: str = fields.ref(
        N_("Segment"), "Segment", on_delete="cascade", room=True, help=N_("Empty: all without their own")
    )
    month: int | None = fields.whole(N_("Month"), least=1, most=24, required=True, room=True, width=8)
    weight: Fraction | None = fields.share(N_("Weight"), required=True, room=True, width=8)


@record(section="goals", label=N_("Rate"), plural=N_("Rates and days"), title="")
@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(Record):
    """The rate and the days from one stage to the next. The most specific row wins whole."""

    stage: str = fields.ref(N_("From stage"), "FunnelStage", on_delete="cascade", required=True, room=True)
    segment: str = fields.ref(N_("Segment"), "Segment", on_delete="cascade", room=True, help=N_("Empty: all segments"))
    source: str = fields.ref(N_("Source"), "Source", on_delete="cascade", room=True, help=N_("Empty: all sources"))
    rate: Decimal | None = fields.rate(N_("Rate to the next stage"), room=True, width=10)
    days: Decimal | None = fields.number(N_("Days to the next stage"), least=0, room=True, width=10)
    evidence: str = fields.choice(N_("Evidence"), EVIDENCE, room=True, width=10)
    as_of: dt.date | None = fields.day(N_("As of"), width=12)


@record(section="goals", label=N_("In flight"), plural=N_("In flight"), title="")
@dataclass(frozen=True, slots=True, kw_only=True)
class InFlight(Record):
    """What already sits at a stage when the plan starts, as a count or as an amount."""

    segment: str = fields.ref(N_("Segment"), "Segment", on_delete="cascade", required=True, room=True)
    source: str = fields.ref(
        N_("Source"), "Source", on_delete="cascade", room=True, help=N_("May stay empty where there is one source only")
    )
    stage: str = fields.ref(N_("Stage"), "FunnelStage", on_delete="cascade", required=True, room=True)
    count: Decimal | None = fields.number(N_("Count"), least=0, room=True, width=10)
    amount: Decimal | None = fields.money(N_("Amount"), room=True, width=12)


@record(section="goals", label=N_("Capacity"), plural=N_("Capacity"), title="")
@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity(Record):
    """How many records of a stage people can work each month. Rows add up: a ramp is several rows."""

    team: str = fields.ref(N_("Team"), "Team", on_delete="cascade", required=True, room=True, width=14)
    stage: str = fields.ref(N_("Stage"), "FunnelStage", on_delete="cascade", required=True, room=True)
    segment: str = fields.ref(N_("Segment"), "Segment", on_delete="cascade", room=True, help=N_("Empty: all segments"))
    people: Decimal | None = fields.number(N_("People"), least=0, room=True, width=8)
    per_person_per_month: Decimal | None = fields.number(N_("Each, a month"), least=0, room=True, width=10)
    from_month: int | None = fields.whole(N_("From month"), least=1, most=24, room=True, width=8)
    to_month: int | None = fields.whole(N_("To month"), least=1, most=24, room=True, width=8)


@record(section="goals", label=N_("Scenario"), plural=N_("Scenarios"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(Record):
    """Factors on the inputs; an empty factor changes nothing."""

    name: str = fields.text(N_("Scenario"), room=True)
    revenue_target: Decimal | None = fields.number(N_("Factor on the revenue target"), least=0, room=True, width=10)
    deal_size: Decimal | None = fields.number(N_("Factor on the deal size"), least=0, room=True, width=10)
    days: Decimal | None = fields.number(N_("Factor on the days"), least=0, room=True, width=10)


@record(section="goals", label=N_("Rate in a scenario"), plural=N_("Rates in scenarios"), title="", within="scenario")
@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioRate(Record):
    """A scenario's factor on one stage's rate; rates stay at most 100 %."""

    scenario: str = fields.ref(N_("Scenario"), "Scenario", on_delete="cascade", required=True, room=True)
    stage: str = fields.ref(N_("From stage"), "FunnelStage", on_delete="cascade", required=True, room=True)
    factor: Decimal | None = fields.number(N_("Factor on the rate"), least=0, required=True, room=True, width=10)
