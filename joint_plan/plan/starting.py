"""What every plan has from the start: its own record, the two core teams, the default funnel and source (funnel.md)."""

from joint_plan.base.texts import N_, _
from joint_plan.plan.funnel import FunnelStage, Source
from joint_plan.plan.record import Record
from joint_plan.plan.session import Plan, Team
from joint_plan.plan.snapshot import PLAN_ID, SPACING

CORE_TEAMS = (("marketing", N_("Marketing")), ("sales", N_("Sales")))

FUNNEL_STAGES = (
    ("inquiry", N_("Inquiry")),
    ("lead", N_("Lead")),
    ("mql", N_("MQL")),
    ("sal", N_("SAL")),
    ("sql", N_("SQL")),
    ("opportunity", N_("Opportunity")),
    ("won", N_("Won")),
)


def default_records(type_name: str) -> tuple[Record, ...]:
    """The records that a type has when a plan is made without any of it; most types have none."""
    if type_name == "Plan":
        return (Plan(id=PLAN_ID, position=SPACING),)
    if type_name == "Team":
        return tuple(
            Team(id=team, name=_(name), core=True, must_agree=True, position=SPACING * number)
            for number, (team, name) in enumerate(CORE_TEAMS, 1)
        )
    if type_name == "FunnelStage":
        return tuple(
            FunnelStage(id=stage, name=_(name), position=SPACING * number)
            for number, (stage, name) in enumerate(FUNNEL_STAGES, 1)
        )
    if type_name == "Source":
        return (Source(id="all", name=_("All sources"), team="marketing", position=SPACING),)
    return ()
