from __future__ import annotations

from pathlib import Path

import pytest

from joint_plan.base.errors import PlanError
from joint_plan.reports.pieces import export
from joint_plan.rules.public import public_plan
from joint_plan.rules.starting_plan import template


def test_a_file_that_cannot_be_written_names_those_that_are_whole(tmp_path: Path) -> None:
    public = public_plan(template("sample"))
    first, second = export(public, tmp_path, ("page", "keys"))
    second.unlink()
    second.mkdir()
    with pytest.raises(PlanError) as caught:
        export(public, tmp_path, ("page", "keys"))
    said = str(caught.value)
    assert said.startswith(f"Cannot write {second.name}: ")
    assert said.endswith(f"Whole, and in the folder: {first.name}.")
    first.unlink()
    first.mkdir()
    with pytest.raises(PlanError) as caught:
        export(public, tmp_path, ("page", "keys"))
    assert "Whole" not in str(caught.value)
