"""Corrections after the vote: listed with old and new words, confirmed by the lead of each team."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from joint_plan.plan.canonical import sha256
from joint_plan.plan.record import key_of
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import Assent, Participant, Sla, SlaLevel, Stage
from joint_plan.rules.agreed_words import changes_since, known
from joint_plan.rules.content import content_hash
from joint_plan.rules.rewordings import confirmation, confirmed, lead_of, to_confirm
from joint_plan.rules.stance_history import about_words, stances_taken, taken_words
from joint_plan.rules.stances import new_assent
from joint_plan.rules.standing import State, standings
from joint_plan.rules.starting_plan import template
from tests.rules.edits import ITEMS, Edit, edits, small_plan
from tests.rules.plans import added, blank, changed, item_of, removed, take

AT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


def agreed() -> Snapshot:
    view = added(
        blank(),
        Sla(id="s", code="SLA-01", owed_by="sales", owed_to="marketing", obligation="cals back", time_limit=None),
        SlaLevel(id="l", sla="s", tier="A"),
        Stage(id="st", code="J-01", name="Spot"),
        Participant(id="ana", name="Ana", team="marketing"),
        Participant(id="mia", name="Mia", team="marketing", decides=True),
    )
    for key in ("Sla:s", "Stage:st"):
        view = take(take(view, key, "marketing"), key, "sales", "reservation", "if Tom helps")
    return view


def open_words(view: Snapshot) -> list[tuple[str, str, str, str, bool]]:
    return [(one.key, one.team, c.before, c.after, c.correction) for one in to_confirm(view) for c in one.changes]


def test_a_typo_is_listed_with_old_and_new_words_for_each_team() -> None:
    view = changed(agreed(), "Sla:s", obligation="calls back")
    assert open_words(view) == [
        ("Sla:s", "marketing", "cals back", "calls back", True),
        ("Sla:s", "sales", "cals back", "calls back", True),
    ]
    assert to_confirm(agreed()) == ()
    assert to_confirm(changed(view, "Sla:s", obligation="cals back")) == ()


def test_another_choice_or_other_words_are_no_correction_and_a_blank_filled_in_is() -> None:
    view = agreed()
    assert [c[4] for c in open_words(changed(view, "Sla:s", owed_by="marketing"))] == [False, False]
    assert [c[4] for c in open_words(changed(view, "Sla:s", obligation="writes a letter"))] == [False, False]
    assert [c[4] for c in open_words(changed(view, "Sla:s", applies_to="demo requests"))] == [True, True]


def test_rows_within_are_compared_too() -> None:
    view = changed(agreed(), "SlaLevel:l", applies_to="large companies")
    assert {c[2:4] for c in open_words(view)} == {("", "large companies")}
    assert {c[2] for c in open_words(removed(agreed(), "SlaLevel:l"))} == {"A"}
    assert {c[2:] for c in open_words(added(agreed(), SlaLevel(id="b", sla="s", tier="B")))} == {("", "B", False)}


def test_a_lead_confirms_and_the_reservation_stays() -> None:
    view = changed(agreed(), "Sla:s", obligation="calls back")
    assert standings(view)["Sla:s"].state is State.DRAFT
    for one in to_confirm(view):
        view = added(view, confirmation(view, one, by="Mia", at=AT, channel="phone"))
    assert standings(view)["Sla:s"].state is State.AGREED_WITH_RESERVATIONS
    assert to_confirm(view) == ()
    found = confirmed(view)
    assert [(one.key, one.team) for one in found] == [("Sla:s", "marketing"), ("Sla:s", "sales")]
    last = found[1].confirmation
    assert last is not None
    assert (last.by, last.channel, last.method, last.reservation) == ("Mia", "phone", "lead", "if Tom helps")
    assert [(c.before, c.after) for c in found[1].changes] == [("cals back", "calls back")]
    again = changed(view, "Sla:s", obligation="calls back!")
    assert next((c.before, c.after) for one in to_confirm(again) for c in one.changes) == ("calls back", "calls back!")
    for one in to_confirm(again):
        again = added(again, confirmation(again, one, by="Mia", at=AT))
    assert [(c.before, c.after) for c in confirmed(again)[0].changes] == [("cals back", "calls back!")]


def test_a_new_vote_is_no_rewording() -> None:
    view = changed(agreed(), "Sla:s", obligation="calls back")
    view = take(take(view, "Sla:s", "marketing"), "Sla:s", "sales")
    assert confirmed(view) == ()
    assert to_confirm(view) == ()


def test_what_somebody_objects_to_or_is_parked_is_not_confirmed_but_talked_about() -> None:
    view = take(changed(agreed(), "Sla:s", obligation="calls back"), "Sla:s", "sales", "object")
    assert to_confirm(view) == ()


def test_words_put_in_by_hand_say_nothing() -> None:
    view = agreed()
    forged = {one.id: replace(one, content=one.content.replace("cals", "rows")) for one in view.all(Assent)}
    view = changed(view.replaced({"Assent": forged}), "Sla:s", obligation="calls back")
    assert to_confirm(view) == ()
    assert not known(view.all(Assent)[0])


def test_who_decides_speaks_for_a_team() -> None:
    lead = lead_of(agreed(), "marketing")
    assert lead is not None
    assert lead.name == "Mia"
    assert lead_of(agreed(), "sales") is None


def test_the_history_of_an_item_tells_which_stances_count_and_on_which_words() -> None:
    view = changed(agreed(), "Stage:st", name="Spots")
    item = item_of(view, "Stage:st")
    view = added(view, new_assent(view, item, "sales", "object", reservation="no", by="Tom", at=AT, channel="mail"))
    taken = stances_taken(view, item)
    assert [about_words(one) for one in taken] == ["counts", "on other words than now", "on other words than now"]
    assert [(c.before, c.after) for c in taken[1].changes] == [("Spot", "Spots")]
    assert taken_words(view, taken[0]) == "Sales: objects; consent; by Tom by mail"


def test_every_stance_of_the_sample_knows_its_words() -> None:
    sample = template("sample")
    for assent in sample.all(Assent):
        assert sha256(assent.content) == assent.content_hash
    assert to_confirm(sample) == ()


@given(st.lists(edits(), max_size=15))
def test_words_differ_exactly_when_the_hash_does(made: list[Edit]) -> None:
    view = small_plan()
    for edit in made:
        view = edit(view)
    for assent in view.all(Assent):
        item = view.find(assent.item)
        assert item is not None
        assert bool(changes_since(view, item, assent)) == (assent.content_hash != content_hash(view, item))


@given(st.lists(edits(), max_size=15))
def test_confirming_everything_leaves_nothing_to_confirm_and_changes_no_other_item(made: list[Edit]) -> None:
    view = small_plan()
    for edit in made:
        view = edit(view)
    pending = to_confirm(view)
    before = standings(view)
    for one in pending:
        view = added(view, confirmation(view, one, at=AT))
    assert to_confirm(view) == ()
    concerned = {one.key for one in pending}
    assert all(standings(view)[key].state is before[key].state for key in before if key not in concerned)
    assert {key_of(one.item) for one in confirmed(view)} >= concerned
    assert concerned <= set(ITEMS)
