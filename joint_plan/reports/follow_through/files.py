"""The files of the follow-through pack, and how each is written."""

from pathlib import Path

from joint_plan.base.texts import _
from joint_plan.reports.follow_through.actions import actions_csv
from joint_plan.reports.follow_through.dates import dates_bytes
from joint_plan.reports.follow_through.summary import summary, summary_page, summary_text
from joint_plan.reports.model import ReportModel
from joint_plan.reports.piece import Copy

_MARK = "\ufeff"
"""By this mark Excel knows that a CSV is UTF-8."""


def files() -> tuple[Copy, ...]:
    """Summary as text and as a page, the actions, the dates."""
    return (
        Copy("summary", _("Summary"), ".txt"),
        Copy("html", _("Summary"), ".html"),
        Copy("actions", _("Actions"), ".csv"),
        Copy("dates", _("Dates"), ".ics"),
    )


def write_follow_through(model: ReportModel, copy: Copy, path: Path) -> None:
    """One of the files, chosen by the copy's id."""
    if copy.id == "html":
        content = summary_page(summary(model)).encode()
    elif copy.id == "actions":
        content = (_MARK + actions_csv(model)).encode()
    elif copy.id == "dates":
        content = dates_bytes(model.public)
    else:
        content = summary_text(summary(model)).encode()
    path.write_bytes(content)
