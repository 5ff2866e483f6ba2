"""Plans and clocks for the tests of the workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from joint_plan.plan import types
from joint_plan.plan.jsonform import snapshot_from_json
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Json
from joint_plan.workbook import Workbook

ROOT = Path(__file__).parents[2]

RECORDS: dict[str, list[dict[str, Json]]] = {
    "Plan": [{"title": "Autumn", "company": "Lumina", "period_start": "2027-01", "currency": "EUR"}],
    "Participant": [{"id": "ann", "name": "Ann", "team": "sales", "email": "ann@example.org"}],
    "Stage": [{"id": "notice", "name": "Notice"}, {"id": "compare", "name": "Compare"}, {"id": "buy", "name": "Buy"}],
    "Touchpoint": [
        {"id": "t1", "stage": "notice", "name": "Advert"},
        {"id": "t2", "stage": "notice", "name": "Talk"},
        {"id": "t3", "stage": "compare", "name": "Demo"},
    ],
    "Sla": [
        {
            "id": "s1",
            "owed_by": "marketing",
            "owed_to": "sales",
            "obligation": "Hand over 300 MQLs",
            "from_stage": "notice",
            "to_stage": "compare",
            "met_share": "0.95",
        }
    ],
    "SlaLevel": [{"id": "l1", "sla": "s1", "tier": "A", "limit": "4"}],
    "QuickWin": [{"id": "q1", "title": "Call back", "impact_marketing": 4, "marketing_owner": "ann"}],
}


def plan(records: Mapping[str, list[dict[str, Json]]] | None = None) -> Snapshot:
    """A small plan, or one of these records."""
    content: dict[str, Json] = {name: [dict(row) for row in rows] for name, rows in (records or RECORDS).items()}
    return snapshot_from_json({"records": content})


class Clock:
    """A clock that stands still until it is told."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 11, 19, 9, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now

    def wait(self, **amount: float) -> None:
        """Let time pass."""
        self.now += dt.timedelta(**amount)


def rename(workbook: Workbook, record_id: str, name: str, merge_key: str = "") -> None:
    """One edit: another name for a stage."""
    stage = workbook.snapshot().get(types.Stage, record_id)
    assert stage is not None
    with workbook.edit("Rename {title}", title=stage.name, merge_key=merge_key) as edit:
        edit.set(stage, name=name)


def stage_names(snapshot: Snapshot) -> list[str]:
    """The names of the stages in order."""
    return [stage.name for stage in snapshot.all(types.Stage)]
