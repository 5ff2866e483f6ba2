"""Roles in place of names: nobody is named anywhere, and nothing that is agreed or signed changes by it."""

import dataclasses
import datetime as dt
import re

import pytest

from joint_plan.plan.agreement import Assent, Decision, Version
from joint_plan.plan.deltas import Delta, applied
from joint_plan.plan.record import column_values
from joint_plan.plan.session import Participant
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Json
from joint_plan.rules.agreed_words import known
from joint_plan.rules.by_role import by_role
from joint_plan.rules.public import public_json, public_plan
from joint_plan.rules.standing import standings
from joint_plan.rules.starting_plan import plan_from_json, template
from joint_plan.rules.version_changes import since_last_version
from joint_plan.rules.versions import make_version, plan_of_version
from tests.random_plan import random_plan


def built(people: list[Json], **records: Json) -> Snapshot:
    return plan_from_json({"records": {"Participant": people, **records}})


def roles_of(plan: Snapshot) -> list[str]:
    return [person.name for person in by_role(public_plan(plan)).all(Participant)]


def test_no_name_of_the_sample_is_left_anywhere() -> None:
    plan = template("sample")
    text = repr(public_json(by_role(public_plan(plan))))
    names = [part for person in plan.all(Participant) for part in (person.name, *person.name.split())]
    names += ["Ingrid Vos", "Ingrid", "Clara Whitfield", "Clara"]
    assert all(re.search(rf"\b{name}\b", repr(public_json(public_plan(plan)))) for name in names)
    assert [name for name in names if re.search(rf"\b{name}\b", text)] == []


def test_everything_stands_as_before() -> None:
    public = public_plan(template("sample"))
    before, after = standings(public), standings(by_role(public))
    assert {key: (one.state, one.waiting_for) for key, one in before.items()} == {
        key: (one.state, one.waiting_for) for key, one in after.items()
    }
    assert any(one.agreed for one in after.values())
    assert all(known(assent) for assent in by_role(public).all(Assent) if assent.content)


@pytest.mark.parametrize(
    ("people", "roles"),
    [
        ([{"name": "Ann Lee", "role": "Analyst"}], ["Analyst"]),
        (
            [{"name": "Ann Lee", "team": "sales"}, {"name": "Bo Ray", "team": "sales"}],
            ["Member of Sales", "Member of Sales 2"],
        ),
        (
            [{"name": "Ann", "role": "Lead", "team": "sales"}, {"name": "Bo", "role": "Lead", "team": "marketing"}],
            ["Lead, Sales", "Lead, Marketing"],
        ),
        ([{"name": "Ann"}], ["Participant"]),
    ],
)
def test_everybody_has_words_of_their_own(people: list[Json], roles: list[str]) -> None:
    assert roles_of(built(people)) == roles


def test_words_that_are_also_names_stay_where_they_are_words() -> None:
    people: list[Json] = [{"name": "May Sales", "role": "Head"}, {"name": "Al Stone", "role": "Rep"}]
    plan = built(people, Decision=[{"text": "Sales starts in May. Al and Stone agree, May Sales too; Alan does not."}])
    (decision,) = by_role(public_plan(plan)).all(Decision)
    assert decision.text == "Sales starts in May. Al and Rep agree, Head too; Alan does not."


def test_a_sponsor_is_called_by_office() -> None:
    plan = plan_from_json(
        {"records": {"Plan": [{"sponsor": "Ida Berg, Managing Director", "facilitator": "Kim Falk"}]}}
    )
    found = by_role(public_plan(plan)).plan
    assert (found.sponsor, found.facilitator) == ("Managing Director", "Facilitator")


def agreed(name: str) -> Snapshot:
    """A plan with a meeting chaired by somebody, agreed by both teams, made into two versions."""
    records: dict[str, Json] = {
        "Plan": [{"title": "P"}],
        "Participant": [{"id": "p", "name": name, "role": "Chair", "team": "sales", "signs": True}],
        "Meeting": [{"id": "m", "name": "Review", "chair": f"{name} first"}],
        "Assent": [
            {"item": "Meeting:m", "team": team, "stance": "agree", "by": name} for team in ("marketing", "sales")
        ],
    }
    plan = plan_from_json({"records": records})
    for number in (1, 2):
        version = make_version(plan, dt.datetime(2026, 11, 18 + number, 15, 48, tzinfo=dt.UTC))
        plan = applied(plan, [Delta("Version", f"v{number}", None, column_values(version))])
    return plan


def test_versions_stay_whole_and_keep_their_mark() -> None:
    plan = agreed("Åsa Öberg")
    public = plan_of_version(plan, 2)
    found = by_role(public)
    assert found.version == public.version
    assert found.version is not None
    assert found.version.hash == plan.all(Version)[1].hash
    since = since_last_version(found)
    assert since is not None
    assert (since.number, since.fault, since.changes) == (1, "", ())
    held = "".join(version.snapshot for version in found.all(Version))
    assert "Åsa" not in held
    assert "Öberg" not in held
    assert "Chair first" in held
    assert all(one.agreed for one in standings(found).values())


def test_a_version_that_was_altered_is_still_told_of() -> None:
    plan = agreed("Åsa Öberg")
    first = plan.all(Version)[0]
    bad = dataclasses.replace(first, snapshot=first.snapshot.replace("Review", "Revue"))
    plan = plan.replaced({"Version": {"v1": bad}})
    since = since_last_version(by_role(plan_of_version(plan, 2)))
    assert since is not None
    assert since.fault


def test_people_who_have_left_since_a_version_are_not_named_either() -> None:
    plan = agreed("Åsa Öberg").replaced({"Participant": {"p": None}})
    found = by_role(public_plan(plan))
    assert "Öberg" not in "".join(version.snapshot for version in found.all(Version))


@pytest.mark.parametrize("seed", range(1, 6))
def test_random_plans_have_roles_too(seed: int) -> None:
    public = public_plan(random_plan(seed))
    found = by_role(public)
    assert len(tuple(found)) == len(tuple(public))
    names = {person.name for person in public.all(Participant) if person.name}
    assert not names & {person.name for person in found.all(Participant)}
