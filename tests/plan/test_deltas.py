"""Edits as data: what is applied can be taken back, the difference of two plans leads from one to the other."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joint_plan.base.errors import PlanError
from joint_plan.plan.deltas import Conflict, Delta, applied, delta_between, difference, inverted, merged
from joint_plan.plan.jsonform import snapshot_from_json
from joint_plan.plan.record import with_columns
from joint_plan.plan.references import removal
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import Plan, QuickWin, Sla, Stage, Team, Touchpoint

NAMES = ["a", "b", "c"]


def plan_of(words: dict[str, str]) -> Snapshot:
    return Snapshot.of([QuickWin(id=name, title=title, position=len(name)) for name, title in words.items()])


plans = st.dictionaries(st.sampled_from(NAMES), st.text(max_size=3)).map(plan_of)


@given(plans, plans)
def test_the_difference_leads_from_one_plan_to_the_other_and_back(before: Snapshot, after: Snapshot) -> None:
    deltas = difference(before, after)
    assert applied(before, deltas) == after
    assert applied(after, inverted(deltas)) == before


@given(plans, plans, plans)
def test_merged_deltas_do_the_same_in_one_step_a_record(first: Snapshot, second: Snapshot, third: Snapshot) -> None:
    both = (*difference(first, second), *difference(second, third))
    one = merged(both)
    assert applied(first, one) == third
    assert len({delta.key for delta in one}) == len(one)
    assert merged((*both, *inverted(both))) == ()


def test_a_delta_made_on_something_older_is_a_conflict() -> None:
    plan = plan_of({"a": "new"})
    stale = Delta("QuickWin", "a", {"title": "old"}, {"title": "mine"})
    for delta in (stale, Delta("QuickWin", "b", {"title": "x"}, None), Delta("QuickWin", "a", None, {"title": "y"})):
        with pytest.raises(Conflict):
            applied(plan, [delta])
    assert plan == plan_of({"a": "new"})


def test_one_teams_blind_answer_changes_alone() -> None:
    win = QuickWin(id="a")
    scored = with_columns(win, {"impact_marketing": 4})
    delta = delta_between(win, scored)
    assert delta == Delta("QuickWin", "a", {"impact_marketing": None}, {"impact_marketing": 4})
    assert scored.impact.marketing == 4
    assert scored.impact.sales is None


def test_a_snapshot_keeps_order_through_edits() -> None:
    plan = Snapshot.of([Stage(id=name, position=number) for number, name in enumerate("dcba")])
    assert [stage.id for stage in plan.all(Stage)] == list("dcba")
    moved = applied(plan, [Delta("Stage", "a", {"position": 3}, {"position": -1})])
    assert [stage.id for stage in moved.all(Stage)] == list("adcb")
    gone = applied(moved, removal(moved, moved.all(Stage)[1]))
    assert [stage.id for stage in gone.all(Stage)] == list("acb")
    assert gone.where(Stage, "name", "") == gone.all(Stage)


def test_deleting_takes_what_depends_and_clears_what_only_refers() -> None:
    plan = snapshot_from_json(
        {
            "records": {
                "Stage": [{"id": "one"}, {"id": "two"}],
                "Touchpoint": [{"stage": "one", "name": "ad"}, {"stage": "two", "owner_team": "success"}],
                "Team": [{"id": "success"}],
                "Sla": [{"id": "handoff", "from_stage": "one", "to_stage": "two"}, {"id": "other", "owed_by": "sales"}],
                "SlaLevel": [{"sla": "handoff", "tier": "A"}],
            }
        }
    )
    stage = plan.get(Stage, "one")
    assert stage is not None
    deltas = removal(plan, stage)
    after = applied(plan, deltas)
    assert {delta.key for delta in deltas} == {
        "Stage:one",
        "Touchpoint:touchpoint-1",
        "Sla:handoff",
        "SlaLevel:sla-level-1",
    }
    assert applied(after, inverted(deltas)) == plan

    success = plan.get(Team, "success")
    assert success is not None
    cleared = applied(plan, removal(plan, success))
    touchpoint = cleared.get(Touchpoint, "touchpoint-2")
    assert touchpoint is not None
    assert touchpoint.owner_team == ""


def test_what_every_plan_has_and_what_is_owed_cannot_be_deleted() -> None:
    plan = snapshot_from_json(
        {"records": {"Team": [{"id": "success"}], "Sla": [{"owed_to": "success", "code": "SLA-04"}]}}
    )
    for record_type, record_id in ((Plan, "plan"), (Team, "marketing")):
        item = plan.get(record_type, record_id)
        assert item is not None
        with pytest.raises(PlanError, match="stays"):
            removal(plan, item)
    success = plan.get(Team, "success")
    assert success is not None
    with pytest.raises(PlanError, match="SLA-04"):
        removal(plan, success)


def test_what_is_derived_is_computed_once_a_snapshot() -> None:
    calls: list[int] = []

    def rule(view: Snapshot) -> int:
        calls.append(1)
        return len(view.all(Sla))

    plan = Snapshot.of([Sla(id="a")])
    assert (plan.derived(rule), plan.derived(rule), len(calls)) == (1, 1, 1)
    assert applied(plan, [Delta("Sla", "b", None, {"obligation": "x"})]).derived(rule) == 2


def test_replacing_nothing_is_no_delta() -> None:
    sla = Sla(id="a", obligation="x")
    assert delta_between(sla, replace(sla)) is None
