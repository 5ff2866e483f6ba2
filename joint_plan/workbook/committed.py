"""What the workbook tells others: that something was committed, and what the history holds."""

import datetime as dt
from dataclasses import dataclass

from joint_plan.plan.deltas import Delta
from joint_plan.plan.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Committed:
    """One change of the plan, after it is safely in the file.

    Attributes:
        kind: "edit", "undo", "redo", "version" (what undo steps over) or "remote" (somebody else's).
        label: what was done, in the language in use; hidden answers are masked.
        deltas: what changed, one delta a record; empty where an edit changed nothing.
        snapshot: the plan afterwards.
        notices: what the person should know, such as that characters were dropped.
    """

    kind: str
    label: str
    deltas: tuple[Delta, ...]
    snapshot: Snapshot
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One step of the plan's history. The columns of blind answers not yet revealed are left out of its deltas."""

    seq: int
    at: dt.datetime
    person: str
    kind: str
    label: str
    deltas: tuple[Delta, ...]
