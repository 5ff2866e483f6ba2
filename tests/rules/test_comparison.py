"""What changed between two plans, in words."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from joint_plan.plan.types import Note, QuickWin, Sla, SlaLevel, Stage
from joint_plan.plan.values import Pair
from joint_plan.rules.change_words import counts_words, field_words, told
from joint_plan.rules.comparison import FieldChange, ItemChange, compare
from joint_plan.rules.public import public_plan
from joint_plan.rules.starting_plan import template
from tests.rules.edits import Edit, changes, small_plan
from tests.rules.plans import added, blank, changed, removed, take


def test_a_changed_field_has_its_label_and_both_values_in_words() -> None:
    old = added(blank(), Sla(id="s", code="SLA-05", obligation="call back", time_limit=Decimal(24)))
    new = changed(old, "Sla:s", time_limit=Decimal(4), owed_by="sales")
    assert compare(old, new) == (
        ItemChange(
            "slas",
            "Sla:s",
            "SLA-05",
            "call back",
            "changed",
            (FieldChange("Owed by", "", "Sales"), FieldChange("Time limit", "24 hours", "4 hours")),
            "SLA",
        ),
    )


def test_added_and_removed_items_stand_in_their_section_in_the_order_of_the_walk() -> None:
    old = added(blank(), Stage(id="a", code="J-01", name="Spot"), Sla(id="s", code="SLA-01", obligation="call"))
    new = added(removed(removed(old, "Stage:a"), "Sla:s"), Stage(id="b", code="J-02", name="Try"))
    found = compare(old, new)
    assert [(one.section, one.kind, one.code, one.title) for one in found] == [
        ("journey", "removed", "J-01", "Spot"),
        ("journey", "added", "J-02", "Try"),
        ("slas", "removed", "SLA-01", "call"),
    ]
    assert FieldChange("Stage", "Spot", "") in found[0].fields
    assert FieldChange("Stage", "", "Try") in found[1].fields


def test_a_change_of_agreement_is_said_with_the_item() -> None:
    old = added(blank(), Sla(id="s", obligation="call"))
    old = take(take(old, "Sla:s", "marketing"), "Sla:s", "sales")
    contested = take(old, "Sla:s", "sales", "object")
    assert [one.fields for one in compare(old, contested)] == [(FieldChange("Agreement", "Agreed", "Contested"),)]
    reworded = changed(old, "Sla:s", obligation="call back")
    assert [one.fields for one in compare(old, reworded)] == [
        (FieldChange("Obligation", "call", "call back"), FieldChange("Agreement", "Agreed", "Draft"))
    ]
    levels = added(old, SlaLevel(id="l", sla="s", tier="A"))
    assert [(one.key, one.kind) for one in compare(old, levels)] == [("Sla:s", "changed"), ("SlaLevel:l", "added")]


def test_order_codes_presence_notes_and_blind_answers_are_no_difference() -> None:
    old = added(blank(), QuickWin(id="q", title="X", impact=Pair(3)), Stage(id="a"), Stage(id="b"))
    new = changed(changed(old, "Stage:a", position=1 << 60, code="J-99", note="secret"), "QuickWin:q", impact_sales=5)
    assert compare(old, added(new, Note(text="secret"))) == ()
    revealed = changed(new, "QuickWin:q", impact_revealed=True)
    assert [one.fields for one in compare(old, revealed)] == [
        (
            FieldChange("Impact, 1 to 5 – Marketing", "", "3"),
            FieldChange("Impact, 1 to 5 – Sales", "", "5"),
        )
    ]


def test_a_plan_does_not_differ_from_its_public_part() -> None:
    view = template("sample")
    assert compare(view, public_plan(view)) == ()
    assert compare(public_plan(view), view) == ()


@given(st.lists(changes(), max_size=10))
def test_there_is_a_difference_exactly_when_a_shown_value_differs(made: list[Edit]) -> None:
    old = view = small_plan()
    for edit in made:
        view = edit(view)
    forth, back = compare(old, view), compare(view, old)
    assert [(one.key, len(one.fields)) for one in forth] == [(one.key, len(one.fields)) for one in back]
    for there, again in zip(forth, back, strict=True):
        assert [(one.before, one.after) for one in there.fields] == [(one.after, one.before) for one in again.fields]
    public = {item.id: item for item in public_plan(view)}
    assert bool(forth) == any(item != public[item.id] for item in public_plan(old))


def test_a_row_of_an_item_is_told_with_its_item() -> None:
    old = added(blank(), Sla(id="s", code="SLA-06", obligation="call"), SlaLevel(id="l", sla="s", tier="A"))
    new = changed(added(old, SlaLevel(id="m", sla="s", tier="B")), "SlaLevel:l", applies_to="large companies")
    sections = told(compare(old, new))
    assert [item.headline for section in sections for item in section.items] == [
        "SLA-06 call, Level A",
        "SLA-06 call, Level B: added",
    ]
    assert [field_words(one) for one in sections[0].items[0].fields] == ["Applies to: (empty) → large companies"]
    assert counts_words(compare(old, new)) == "1 new, 1 changed"
    assert counts_words(()) == ""
