"""Templates, and plans from records."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from joint_plan.base.errors import PlanError
from joint_plan.plan.jsonform import records_json
from joint_plan.plan.types import Assent, QuickWin, Sla, Stage
from joint_plan.rules.standing import State, standings
from joint_plan.rules.starting_plan import plan_from_json, template, template_names


def test_every_template_starts_a_plan() -> None:
    names = template_names()
    assert [name for name, _title in names][:1] == ["blank"]
    assert "sample" in dict(names)
    for name, title in names:
        assert title
        assert template(name).plan.id == "plan"


def test_the_sample_shows_every_state() -> None:
    view = template("sample")
    assert {one.state for one in standings(view).values()} == set(State)
    assert all(one.basis_changed == () for one in standings(view).values())
    assert all(len(one.content_hash) == 64 for one in view.all(Assent))
    assert len(view.all(Stage)) == 6
    assert len(view.all(Sla)) >= 8
    assert len(view.all(QuickWin)) >= 12


def test_a_template_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(PlanError, match=r"There is no template “nope”\. There are: blank, .*sample"):
        template("nope")
    with pytest.raises(PlanError):
        template("../templates/sample")


def test_a_plan_from_records_goes_out_as_the_same_records() -> None:
    view = template("sample")
    out = json.loads(json.dumps({"records": records_json(view)}))
    assert plan_from_json(out) == view


def test_the_rules_are_loaded_without_babel() -> None:
    # Babel costs the first paint of the window; it is needed when something is shown.
    code = "import sys, joint_plan.rules.standing, joint_plan.rules.sentences; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
