"""Names of the funnel's cells that other sheets use, and whether there is a Funnel sheet."""

from joint_plan.reports.model import ReportModel

REVENUE_TARGET = "funnel_revenue_target"
NEW_REVENUE = "funnel_new_revenue"
WINS = "funnel_wins"


def total_cell(stage: int) -> str:
    """The name of the committed total of a stage, counted from 0."""
    return f"funnel_total_{stage + 1}"


def stage_months(stage: int) -> str:
    """The name of a stage's committed months, counted from 0."""
    return f"funnel_months_{stage + 1}"


def has_funnel(model: ReportModel) -> bool:
    """Whether the workbook has a Funnel sheet: the goals are not left out, and there is a segment with a source."""
    return model.section("goals") is not None and bool(model.funnel.inputs.paths)
