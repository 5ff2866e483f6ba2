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
from joint_plan.plan.answers import AnswersTaken
from joint_plan.plan.cadence import ContactRule, CreditRule, FeedbackRule, Insight, Meeting, Transparency
from joint_plan.plan.data_tools import DataObject, Tool
from joint_plan.plan.follow_up import Actual, CheckIn, Loss, Win
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
from joint_plan.plan.landscape import Need, ProfileEntry, Retrospect, Statement
from joint_plan.plan.language import LeadCriterion, PassingMark, RealLead, RejectReason, Term
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.session import AgendaBlock, GroundRule, Participant, Plan, Team
from joint_plan.plan.slas import Sla, SlaLevel, WorkCalendar

__all__ = [
    "Actual",
    "AgendaBlock",
    "AnswersTaken",
    "Assent",
    "Capacity",
    "CheckIn",
    "ContactRule",
    "CreditRule",
    "DataObject",
    "Decision",
    "FeedbackRule",
    "FunnelStage",
    "Goal",
    "GroundRule",
    "InFlight",
    "Initiative",
    "Insight",
    "LeadCriterion",
    "LeadershipAsk",
    "Loss",
    "Meeting",
    "Metric",
    "MonthWeight",
    "Need",
    "Note",
    "ParkingItem",
    "Participant",
    "PassingMark",
    "Plan",
    "ProfileEntry",
    "QuickWin",
    "Rate",
    "RealLead",
    "RejectReason",
    "Report",
    "Retrospect",
    "Scenario",
    "ScenarioRate",
    "Segment",
    "Signature",
    "Sla",
    "SlaLevel",
    "Source",
    "SourceShare",
    "Stage",
    "Statement",
    "Team",
    "Term",
    "Tool",
    "Touchpoint",
    "Transparency",
    "Version",
    "Win",
    "WorkCalendar",
]
