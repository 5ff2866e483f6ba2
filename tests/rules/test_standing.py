"""The state of an item follows from the stances that count, and from nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import Assent, ParkingItem, QuickWin, Sla, SlaLevel, Team
from joint_plan.rules.standing import (
    Count,
    State,
    items_to_agree,
    plan_count,
    section_count,
    standing,
    standings,
    visible_sections,
)
from tests.rules.plans import added, blank, changed, take

STATES = [
    ("", State.DRAFT),
    ("m:agree", State.WAITING),
    ("s:agree", State.WAITING),
    ("m:reservation", State.WAITING),
    ("m:abstain", State.WAITING),
    ("m:agree s:agree", State.AGREED),
    ("m:agree s:reservation", State.AGREED_WITH_RESERVATIONS),
    ("m:reservation s:reservation", State.AGREED_WITH_RESERVATIONS),
    ("m:agree s:abstain", State.AGREED),
    ("m:reservation s:abstain", State.AGREED_WITH_RESERVATIONS),
    ("m:abstain s:abstain", State.DRAFT),
    ("m:object", State.CONTESTED),
    ("m:agree s:object", State.CONTESTED),
    ("m:abstain s:object", State.CONTESTED),
    ("m:object s:object", State.CONTESTED),
    ("m:object m:agree s:agree", State.AGREED),
    ("m:agree s:agree s:object", State.CONTESTED),
    ("m:agree s:agree s:object s:agree", State.AGREED),
    ("m:agree s:agree p:object", State.AGREED),
    ("p:agree", State.DRAFT),
]

TEAMS = {"m": "marketing", "s": "sales", "p": "partners"}


def one_sla() -> Snapshot:
    return added(
        blank(), Team(id="partners", name="Partners"), Sla(id="a", code="SLA-01", owed_by="sales", obligation="call")
    )


def agreed(view: Snapshot) -> Snapshot:
    return take(take(view, "Sla:a", "marketing"), "Sla:a", "sales")


def state_of(view: Snapshot, key: str = "Sla:a") -> State:
    return standings(view)[key].state


@pytest.mark.parametrize(("taken", "expected"), STATES)
def test_stances_make_the_state(taken: str, expected: State) -> None:
    view = one_sla()
    for word in taken.split():
        team, _colon, stance = word.partition(":")
        view = take(view, "Sla:a", TEAMS[team], stance)
    assert state_of(view) is expected


def test_a_team_that_must_agree_is_waited_for() -> None:
    view = changed(agreed(one_sla()), "Team:partners", must_agree=True)
    assert state_of(view) is State.WAITING
    assert standings(view)["Sla:a"].waiting_for == ("partners",)
    assert state_of(take(view, "Sla:a", "partners", "object")) is State.CONTESTED


def test_other_teams_stances_stand_after_those_that_count() -> None:
    view = take(one_sla(), "Sla:a", "partners", "object")
    found = standings(view)["Sla:a"]
    assert list(found.stances) == ["marketing", "sales", "partners"]
    assert found.stances["marketing"] is None
    assert found.waiting_for == ("marketing", "sales")


def test_changing_a_material_field_withdraws_agreement_and_changing_it_back_restores_it() -> None:
    view = agreed(one_sla())
    after = changed(view, "Sla:a", obligation="call back")
    assert state_of(after) is State.DRAFT
    assert state_of(changed(after, "Sla:a", obligation="call")) is State.AGREED


def test_rewriting_a_non_material_field_keeps_agreement() -> None:
    view = changed(agreed(one_sla()), "Sla:a", note="secret", measured_in="CRM", position=99, code="SLA-77")
    assert state_of(view) is State.AGREED


def test_a_level_within_an_sla_is_part_of_it_and_its_place_is_not() -> None:
    view = agreed(added(one_sla(), SlaLevel(id="1", sla="a", tier="A"), SlaLevel(id="2", sla="a", tier="B")))
    assert state_of(view) is State.AGREED
    assert state_of(changed(view, "SlaLevel:1", position=1 << 30)) is State.AGREED
    assert state_of(changed(view, "SlaLevel:1", channels="phone")) is State.AGREED
    assert state_of(changed(view, "SlaLevel:1", attempts=5)) is State.DRAFT
    assert state_of(added(view, SlaLevel(id="3", sla="a", tier="C"))) is State.DRAFT


@pytest.mark.parametrize(
    ("statuses", "parked"),
    [
        (["undecided"], True),
        (["assigned"], True),
        (["cleared"], False),
        (["dropped"], False),
        (["undecided", "cleared"], False),
        (["cleared", "assigned"], True),
    ],
)
def test_the_latest_parking_item_parks_whatever_else(statuses: list[str], parked: bool) -> None:
    view = take(agreed(one_sla()), "Sla:a", "sales", "object")
    for status in statuses:
        view = added(view, ParkingItem(text="later", item="Sla:a", status=status))
    assert (state_of(view) is State.PARKED) is parked
    assert state_of(view) in {State.PARKED, State.CONTESTED}


def test_a_quick_win_is_agreed_on_once_it_is_picked() -> None:
    view = added(blank(), QuickWin(id="q", title="One pager"))
    assert not list(items_to_agree(view, "quick_wins"))
    assert section_count(view, "quick_wins") == Count(0, 0, 0)
    picked = changed(view, "QuickWin:q", picked=True)
    assert list(standings(picked)) == ["QuickWin:q"]
    assert standing(view, view.all(QuickWin)[0]).state is State.DRAFT


def test_counts_leave_out_hidden_sections_and_tell_parked_from_open() -> None:
    view = added(agreed(one_sla()), Sla(id="b"), Sla(id="c"), ParkingItem(item="Sla:c"))
    assert plan_count(view) == section_count(view, "slas") == Count(agreed=1, total=3, open=1)
    hidden = changed(view, "Plan:plan", hidden_sections=("slas",))
    assert plan_count(hidden) == section_count(hidden, "slas") == Count(0, 0, 0)
    assert "slas" not in {section.key for section in visible_sections(hidden)}


def test_an_assent_with_another_hash_says_nothing() -> None:
    view = agreed(one_sla())
    forged = [replace(assent, content_hash="0" * 64) for assent in view.all(Assent)]
    assert state_of(view.replaced({"Assent": {assent.id: assent for assent in forged}})) is State.DRAFT
