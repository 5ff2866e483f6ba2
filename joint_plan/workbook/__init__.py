"""The document on disk: open, create, edit, undo, history, copies, backups.

The names below are loaded when first used: SQLAlchemy comes with them, and nothing needs it before a plan is opened.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from joint_plan.workbook.committed import Committed, HistoryEntry

if TYPE_CHECKING:
    from joint_plan.workbook.backups import Backup, backups_of, remove_backups
    from joint_plan.workbook.copies import clean_copy, copy_plan, write_next
    from joint_plan.workbook.edit import Edit
    from joint_plan.workbook.reading import read_plan, read_uuid
    from joint_plan.workbook.workbook import Workbook

__all__ = [
    "Backup",
    "Committed",
    "Edit",
    "HistoryEntry",
    "Workbook",
    "backups_of",
    "clean_copy",
    "copy_plan",
    "read_plan",
    "read_uuid",
    "remove_backups",
    "write_next",
]

_MODULES = {
    "Backup": "backups",
    "Edit": "edit",
    "Workbook": "workbook",
    "backups_of": "backups",
    "clean_copy": "copies",
    "copy_plan": "copies",
    "read_plan": "reading",
    "read_uuid": "reading",
    "remove_backups": "backups",
    "write_next": "copies",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  whatever the module holds under that name
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{module}"), name)
