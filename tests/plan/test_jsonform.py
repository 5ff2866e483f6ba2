"""A plan as JSON: defaults, ids, codes, faults by place, and that what is written is read back the same."""

import pytest

from joint_plan.base.errors import PlanError
from joint_plan.plan.jsonform import records_json, snapshot_from_json
from joint_plan.plan.types import FunnelStage, Goal, Plan, Sla, Source, Stage, Team
from joint_plan.plan.values import Json


def built(**records: list[Json]) -> Json:
    return {"records": dict(records)}


def test_an_empty_plan_has_its_defaults() -> None:
    plan = snapshot_from_json({"records": {}})
    assert plan.plan == Plan(id="plan", position=plan.plan.position)
    assert [team.id for team in plan.all(Team)] == ["marketing", "sales"]
    assert [stage.id for stage in plan.all(FunnelStage)] == [
        "inquiry",
        "lead",
        "mql",
        "sal",
        "sql",
        "opportunity",
        "won",
    ]
    assert [source.id for source in plan.all(Source)] == ["all"]


def test_ids_and_codes_are_made_for_what_has_none_and_kept_for_what_has() -> None:
    plan = snapshot_from_json(
        built(
            Sla=[
                {"owed_by": "sales", "owed_to": "marketing", "obligation": "answer"},
                {"id": "x", "code": "SLA-07"},
                {},
            ]
        )
    )
    assert [(sla.id, sla.code) for sla in plan.all(Sla)] == [("sla-1", "SLA-08"), ("x", "SLA-07"), ("sla-3", "SLA-09")]


def test_an_id_that_was_given_is_not_made_again() -> None:
    plan = snapshot_from_json(built(Stage=[{"name": "first"}, {"id": "stage-1", "name": "second"}]))
    assert len({stage.id for stage in plan.all(Stage)}) == 2
    assert [stage.name for stage in plan.all(Stage)] == ["first", "second"]


def test_what_is_written_is_read_back_the_same() -> None:
    plan = snapshot_from_json(
        built(
            Stage=[
                {"name": "A", "emotion": 0, "who_leads_marketing": "sales", "who_leads_revealed": True},
                {"name": "B"},
            ],
            Goal=[{"title": "=1+1", "unit": None, "target": "10.50"}],
            Team=[{"id": "success", "name": "Customer success", "must_agree": True}],
        )
    )
    written = records_json(plan)
    again = snapshot_from_json({"records": written, "derived": {"anything": 1}})
    assert again == plan
    assert records_json(again) == written
    assert again.all(Goal)[0].unit == ""
    assert [team.id for team in again.all(Team)] == ["marketing", "sales", "success"]


@pytest.mark.parametrize(
    ("records", "message"),
    [
        ({"Foo": []}, "“Foo”"),
        ({"Sla": [{}, {"owedby": "x"}]}, "Sla[1].owedby: there is no such field"),
        ({"Rate": [{"stage": "lead", "rate": "1.2"}]}, "Rate[0].rate: a rate lies between"),
        ({"Rate": [{"stage": "lead", "rate": 0.2}]}, "Rate[0].rate: 0.2 must be written as a text"),
        ({"Rate": [{"rate": "0.2"}]}, "Rate[0].stage: must be filled in"),
        ({"Rate": [{"stage": "nowhere"}]}, "Rate[0].stage: there is no FunnelStage with the id “nowhere”"),
        ({"Segment": [{"average_deal_size": "0"}]}, "Segment[0].average_deal_size: must be more than 0"),
        ({"Goal": [{"title": ""}]}, "Goal[0].title: empty is written as null"),
        ({"Goal": [{"id": "g"}, {"id": "g"}]}, "Goal[1].id"),
        ({"Plan": [{}, {}]}, "Plan[1].id"),
        ({"Goal": {"title": "x"}}, "Goal: expected a list"),
        ({"Goal": ["x"]}, "Goal[0]: expected an object"),
        ({"Assent": [{"item": "Foo:1", "team": "sales", "stance": "agree"}]}, "Assent[0].item"),
        ({"Assent": [{"item": "Sla:1", "team": "sales", "stance": "maybe"}]}, "Assent[0].stance"),
    ],
)
def test_a_fault_is_one_line_that_names_the_place(records: dict[str, Json], message: str) -> None:
    with pytest.raises(PlanError) as fault:
        snapshot_from_json({"records": records})
    assert message in str(fault.value)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize("data", [None, [], "x", {}, {"records": []}, {"records": {}, "extra": 1}])
def test_what_is_no_plan_is_refused(data: Json) -> None:
    with pytest.raises(PlanError):
        snapshot_from_json(data)
