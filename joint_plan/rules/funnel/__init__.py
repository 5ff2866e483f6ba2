"""The funnel: from revenue to what each team must deliver, by month, in exact arithmetic (funnel.md)."""

from joint_plan.rules.funnel.against import Coverage, CoverageMonth, Load, LoadMonth
from joint_plan.rules.funnel.as_json import exact_text, funnel_json
from joint_plan.rules.funnel.figures import BeforeStart, Figure, SegmentFigures, SourceFigures
from joint_plan.rules.funnel.funnel import READS, Funnel, funnel, scenario, scenarios
from joint_plan.rules.funnel.levers import Guess, Lever
from joint_plan.rules.funnel.months import MonthFigure, Months
from joint_plan.rules.funnel.problems import Problem
from joint_plan.rules.funnel.rows import Row

__all__ = [
    "READS",
    "BeforeStart",
    "Coverage",
    "CoverageMonth",
    "Figure",
    "Funnel",
    "Guess",
    "Lever",
    "Load",
    "LoadMonth",
    "MonthFigure",
    "Months",
    "Problem",
    "Row",
    "SegmentFigures",
    "SourceFigures",
    "exact_text",
    "funnel",
    "funnel_json",
    "scenario",
    "scenarios",
]
