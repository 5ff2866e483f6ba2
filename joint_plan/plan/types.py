"""All record types, imported once, so that the registry is complete: import this before `record.all_specs`."""

from joint_plan.plan.agreement import (
    Assent,
    Decision,
    LeadershipAsk,
    Note,
    ParkingItem,
    Signature,
    Version,
)
from joint_plan.plan.funnel import (
    Capacity,
    FunnelStage,
    InFlight,
    MonthWeight,
    Rate,
    Scenario,
    ScenarioRate,
    Segment,
    Source,
    SourceShare,
)
from joint_plan.plan.goals import Goal, Initiative, Metric, Report
from joint_plan.plan.journey import Stage, Touchpoint
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.session import AgendaBlock, GroundRule, Participant, Plan, Team
from joint_plan.plan.slas import Sla, SlaLevel, WorkCalendar

__all__ = [
    "AgendaBlock",
    "Assent",
    "Capacity",
    "Decision",
    "FunnelStage",
    "Goal",
    "GroundRule",
    "InFlight",
    "Initiative",
    "LeadershipAsk",
    "Metric",
    "MonthWeight",
    "Note",
    "ParkingItem",
    "Participant",
    "Plan",
    "QuickWin",
    "Rate",
    "Report",
    "Scenario",
    "ScenarioRate",
    "Segment",
    "Signature",
    "Sla",
    "SlaLevel",
    "Source",
    "SourceShare",
    "Stage",
    "Team",
    "Touchpoint",
    "Version",
    "WorkCalendar",
]
