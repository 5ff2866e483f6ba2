"""What an edit withdraws is told before it is committed, and is exactly what it does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from joint_plan.plan.deltas import difference
from joint_plan.plan.record import key_of
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import Sla, SlaLevel
from joint_plan.rules.assents import counting
from joint_plan.rules.withdrawal import (
    after_words,
    at_stake,
    before_words,
    restored,
    restored_words,
    withdrawal_by,
    withdrawals,
)
from tests.rules.edits import ITEMS, Change, Edit, changes, edits, small_plan
from tests.rules.plans import added, blank, changed, item_of, removed, take


def agreed() -> Snapshot:
    view = added(
        blank(),
        Sla(id="s", code="SLA-06", owed_by="sales", owed_to="marketing", obligation="call back"),
        SlaLevel(id="l", sla="s", tier="A"),
    )
    return take(take(view, "Sla:s", "marketing"), "Sla:s", "sales")


def test_it_is_said_before_and_after_and_when_it_is_taken_back() -> None:
    view = agreed()
    found = withdrawal_by(view, item_of(view, "Sla:s"), obligation="call")
    assert found is not None
    assert before_words(view, found) == "This withdraws the agreement of Marketing and Sales."
    after = changed(view, "Sla:s", obligation="call")
    lost = withdrawals(view, after, difference(view, after))
    assert after_words(after, lost) == "SLA-06 is open again: Marketing and Sales had agreed to what it said before."
    back = restored(after, view, difference(after, view))
    assert restored_words(view, back) == "SLA-06: what Marketing and Sales said counts again."


def test_an_objection_is_no_agreement() -> None:
    view = take(agreed(), "Sla:s", "sales", "object")
    found = withdrawal_by(view, item_of(view, "Sla:s"), obligation="call")
    assert found is not None
    assert before_words(view, found) == "This withdraws what Marketing and Sales said."


def test_editorial_fields_the_same_value_and_what_cannot_be_withdraw_nothing() -> None:
    view = agreed()
    item = item_of(view, "Sla:s")
    assert withdrawal_by(view, item, measured_in="CRM") is None
    assert withdrawal_by(view, item, obligation="call back") is None
    assert withdrawal_by(view, item, obligation="x" * 30_000) is None


def test_a_row_of_an_item_is_part_of_it() -> None:
    view = agreed()
    level = item_of(view, "SlaLevel:l")
    found = withdrawal_by(view, level, tier="B")
    stake = at_stake(view, level)
    assert found is not None
    assert stake is not None
    assert key_of(found.item) == key_of(stake.item) == "Sla:s"
    without = removed(view, "SlaLevel:l")
    assert [key_of(one.item) for one in withdrawals(view, without, difference(view, without))] == ["Sla:s"]


def test_nothing_is_at_stake_before_anybody_spoke() -> None:
    view = small_plan()
    assert at_stake(view, item_of(view, "Sla:s")) is None


@given(st.lists(edits(), max_size=10), edits())
def test_exactly_the_stances_that_stop_counting_are_named(made: list[Edit], last: Edit) -> None:
    before = small_plan()
    for edit in made:
        before = edit(before)
    after = last(before)
    lost = {key_of(one.item): set(one.stances) for one in withdrawals(before, after, difference(before, after))}
    expected = {}
    for key in ITEMS:
        gone = set(counting(before, item_of(before, key))) - set(counting(after, item_of(after, key)))
        if gone:
            expected[key] = gone
    assert lost == expected


@given(st.lists(edits(), max_size=10), changes())
def test_what_is_told_before_an_edit_is_what_it_does(made: list[Edit], last: Edit) -> None:
    before = small_plan()
    for edit in made:
        before = edit(before)
    assert isinstance(last, Change)
    item = before.find(last.key)
    if item is None:
        return
    told = withdrawal_by(before, item, **{last.column: last.value})
    after = last(before)
    done = withdrawals(before, after, difference(before, after))
    assert ((told,) if told else ()) == done
