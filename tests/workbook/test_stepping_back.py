"""Going back to any point of the history, as one step; versions and signatures stay."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from joint_plan.base.errors import PlanError
from joint_plan.plan.types import Participant, QuickWin, Signature, Version
from joint_plan.workbook import Workbook, read_plan
from tests.workbook.plans import rename, stage_names


def test_every_point_of_the_history_can_be_gone_back_to(workbook: Workbook, path: Path) -> None:
    states = {}
    for name in ("One", "Two", "Three"):
        rename(workbook, "notice", name)
        states[workbook.history(1)[0].seq] = workbook.snapshot()
    workbook.undo()
    states[workbook.history(1)[0].seq] = workbook.snapshot()
    with workbook.edit("Add") as edit:
        edit.add(QuickWin(title="Later"))
    for seq, state in states.items():
        before = workbook.snapshot()
        committed = workbook.back_to(seq, "then")
        assert workbook.snapshot() == state == read_plan(path)
        if committed.deltas:
            assert workbook.undo_name == "Step back to then"
            workbook.undo()
        assert workbook.snapshot() == before


def test_versions_and_signatures_stay(workbook: Workbook) -> None:
    rename(workbook, "notice", "One")
    seq = workbook.history(1)[0].seq
    with workbook.edit("Ana") as edit:
        person = edit.add(Participant(name="Ana", team="sales", signs=True))
    rename(workbook, "notice", "Two")
    with workbook.edit("Version", undoable=False) as edit:
        version = edit.add(Version(number=1, snapshot="1:{}", hash="x", at=dt.datetime.now(dt.UTC)))
    later = workbook.history(1)[0].seq
    rename(workbook, "notice", "Three")
    workbook.back_to(later, "then")
    assert stage_names(workbook.snapshot())[0] == "Two"
    with workbook.edit("Sign", undoable=False) as edit:
        edit.add(Signature(version=version.id, participant=person.id))
    held = workbook.snapshot()
    with pytest.raises(PlanError):
        workbook.back_to(seq, "before Ana came")
    assert workbook.snapshot() == held
    assert len(held.all(Version)) == len(held.all(Signature)) == 1
