"""When there is something for the plan on a page."""

from joint_plan.reports.model import ReportModel


def has_page(model: ReportModel) -> bool:
    """Whether any section besides the session, or the key figures, has anything in it."""
    return bool(model.figures) or any(section.tables for section in model.sections if section.key != "session")
