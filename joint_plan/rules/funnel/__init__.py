"""The funnel: from revenue to what each team must deliver, by month, in exact arithmetic (funnel.md)."""

from joint_plan.rules.funnel.against import Coverage, CoverageMonth, Load, LoadMonth
from joint_plan.rules.funnel.as_json import exact_text, funnel_json
from joint_plan.rules.funnel.derive import (
    QUARTER,
    Spread,
    from_last_period,
    from_last_total,
    from_months,
    from_quarters,
    month_targets,
    quarters_in,
)
from joint_plan.rules.funnel.explain import Explanation, Line, Term, explain, explain_before, explain_month
from joint_plan.rules.funnel.figures import BeforeStart, Figure, SegmentFigures, SourceFigures
from joint_plan.rules.funnel.funnel import READS, Funnel, funnel, scenario, scenarios
from joint_plan.rules.funnel.levers import Guess, Lever
from joint_plan.rules.funnel.means import Way, way
from joint_plan.rules.funnel.months import MonthFigure, Months
from joint_plan.rules.funnel.problems import Problem
from joint_plan.rules.funnel.rows import Row
from joint_plan.rules.funnel.words import (
    about,
    capacity_sentence,
    coverage_sentence,
    guess_name,
    guess_parts,
    guess_sentence,
    lever_detail,
    lever_parts,
    lever_sentence,
    load_name,
    month_date,
    month_name,
)

__all__ = [
    "QUARTER",
    "READS",
    "BeforeStart",
    "Coverage",
    "CoverageMonth",
    "Explanation",
    "Figure",
    "Funnel",
    "Guess",
    "Lever",
    "Line",
    "Load",
    "LoadMonth",
    "MonthFigure",
    "Months",
    "Problem",
    "Row",
    "SegmentFigures",
    "SourceFigures",
    "Spread",
    "Term",
    "Way",
    "about",
    "capacity_sentence",
    "coverage_sentence",
    "exact_text",
    "explain",
    "explain_before",
    "explain_month",
    "from_last_period",
    "from_last_total",
    "from_months",
    "from_quarters",
    "funnel",
    "funnel_json",
    "guess_name",
    "guess_parts",
    "guess_sentence",
    "lever_detail",
    "lever_parts",
    "lever_sentence",
    "load_name",
    "month_date",
    "month_name",
    "month_targets",
    "quarters_in",
    "scenario",
    "scenarios",
    "way",
]
