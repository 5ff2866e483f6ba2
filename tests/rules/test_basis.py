"""What an agreement rests on without containing it, and what is said when that changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import Assent, Goal, Metric, Rate, Segment, Sla, Source, Stage
from joint_plan.rules.basis import BasisChange, basis_changes, basis_of
from joint_plan.rules.stances import confirming
from joint_plan.rules.standing import State, standings
from tests.rules.plans import added, blank, changed, item_of, removed, take


def funnel_plan() -> Snapshot:
    view = changed(blank(), "Plan:plan", period_start=dt.date(2027, 1, 1), months=12, currency="EUR")
    for stage in ("inquiry", "lead", "sal", "sql", "opportunity"):
        view = removed(view, f"FunnelStage:{stage}")
    view = changed(view, "FunnelStage:won", name="Order")
    return added(
        view,
        Segment(
            id="process",
            name="Process industry",
            revenue_target=Decimal(120000),
            average_deal_size=Decimal(10000),
        ),
        Rate(id="r", stage="mql", rate=Decimal("0.5")),
        Metric(id="bookings", name="Bookings"),
        Goal(id="g", title="Grow", revenue_goal=True, unit="money", metric="bookings"),
        Goal(id="part", title="Grow in spring", unit="money", metric="bookings"),
        Goal(id="friends", title="Customers who speak for us", unit="count"),
        Goal(id="days", title="Faster", unit="days"),
        Stage(id="spot", name="Spot", exit_event="asks for a demo"),
        Stage(id="try", name="Try", entry_event="demo booked"),
        Sla(id="count", owed_by="marketing", obligation="deliver", target_from="funnel", target_stage="mql"),
        Sla(id="hand", owed_by="marketing", obligation="hand over", from_stage="spot", to_stage="try"),
        Sla(id="plain", owed_by="sales", obligation="call"),
    )


def agreed(view: Snapshot, key: str) -> Snapshot:
    return take(take(view, key, "marketing"), key, "sales")


def changes_of(view: Snapshot, key: str) -> list[tuple[str, str, str]]:
    return [(one.label, one.before, one.after) for one in standings(view)[key].basis_changed]


def test_each_type_rests_on_what_the_table_says() -> None:
    view = funnel_plan()
    assert dict(basis_of(view, item_of(view, "Goal:g"))) == {
        "Plan:plan.order": "mql,won",
        "Rate:r.rate": "0.5",
        "Segment:process.average_deal_size": "10000",
        "Segment:process.revenue_target": "120000",
    }
    assert basis_of(view, item_of(view, "Goal:days")) == {}
    assert basis_of(view, item_of(view, "Goal:friends")) == {}
    assert basis_of(view, item_of(view, "Goal:part")) == basis_of(view, item_of(view, "Goal:g"))
    assert dict(basis_of(view, item_of(view, "Sla:hand"))) == {
        "Stage:spot.exit_event": "asks for a demo",
        "Stage:spot.name": "Spot",
        "Stage:try.entry_event": "demo booked",
        "Stage:try.name": "Try",
    }
    assert basis_of(view, item_of(view, "Sla:plain")) == {}
    months = basis_of(view, item_of(view, "Sla:count"))
    assert months["FunnelStage:mql.name"] == "MQL"
    assert [months[f"FunnelStage:mql.month_{month}"] for month in range(1, 13)] == ["2"] * 12


@pytest.mark.parametrize(
    ("key", "edited", "column", "value", "expected"),
    [
        ("Goal:g", "Rate:r", "rate", Decimal("0.4"), ("MQL to Order: Rate to the next stage", "50\xa0%", "40\xa0%")),
        ("Goal:g", "Rate:r", "days", Decimal(30), ("MQL to Order: Days to the next stage", "", "30")),
        (
            "Goal:g",
            "Segment:process",
            "revenue_target",
            Decimal(130000),
            ("Process industry: Revenue target", "€120,000", "€130,000"),
        ),
        (
            "Goal:g",
            "FunnelStage:mql",
            "position",
            1 << 40,
            ("Order of the funnel stages", "MQL → Order", "Order → MQL"),
        ),
        ("Sla:hand", "Stage:try", "entry_event", "demo held", ("Try: Begins when", "demo booked", "demo held")),
        ("Sla:hand", "Stage:spot", "name", "Notice", ("Notice: Stage", "Spot", "Notice")),
        ("Sla:count", "FunnelStage:mql", "name", "Good lead", ("Good lead: Funnel stage", "MQL", "Good lead")),
    ],
)
def test_a_change_is_flagged_with_old_and_new_value_and_the_item_stays_agreed(
    key: str, edited: str, column: str, value: object, expected: tuple[str, str, str]
) -> None:
    view = agreed(funnel_plan(), key)
    assert changes_of(view, key) == []
    after = changed(view, edited, **{column: value})
    assert changes_of(after, key) == [expected]
    assert standings(after)[key].state is State.AGREED
    before = item_of(view, edited)
    assert changes_of(after.replaced({edited.partition(":")[0]: {before.id: before}}), key) == []


def test_a_month_that_moves_is_named() -> None:
    view = agreed(funnel_plan(), "Sla:count")
    after = changed(view, "Segment:process", revenue_target=Decimal(125000))
    assert changes_of(after, "Sla:count") == [("MQL, January 2027", "2", "3")]
    assert standings(after)["Sla:count"].state is State.AGREED


def test_what_is_gone_is_flagged_too() -> None:
    view = agreed(funnel_plan(), "Goal:g")
    assert changes_of(removed(view, "Rate:r"), "Goal:g") == [("(deleted): Rate to the next stage", "50\xa0%", "")]


def test_a_rate_names_its_stages_segment_and_source() -> None:
    view = added(
        funnel_plan(),
        Source(id="fairs", name="Fairs"),
        Rate(id="r2", stage="mql", segment="process", source="fairs", rate=Decimal("0.28")),
    )
    after = changed(agreed(view, "Goal:g"), "Rate:r2", rate=Decimal("0.24"))
    label = "MQL to Order, Process industry, Fairs: Rate to the next stage"
    assert changes_of(after, "Goal:g") == [(label, "28\xa0%", "24\xa0%")]


def test_the_words_of_a_flag_follow_the_names_in_them() -> None:
    view = added(funnel_plan(), Source(id="fairs", name="Fairs"), Rate(id="r2", stage="mql", source="fairs"))
    view = changed(agreed(view, "Goal:g"), "Rate:r2", days=Decimal(9))
    assert changes_of(view, "Goal:g") == [("MQL to Order, Fairs: Days to the next stage", "", "9")]
    view = changed(view, "Source:fairs", name="Trade shows")
    assert changes_of(view, "Goal:g") == [("MQL to Order, Trade shows: Days to the next stage", "", "9")]


def test_confirming_takes_new_stances_of_the_teams_that_had_agreed_and_clears_the_flag() -> None:
    view = take(take(funnel_plan(), "Goal:g", "marketing"), "Goal:g", "sales", "reservation", "only with a demo van")
    view = changed(view, "Rate:r", rate=Decimal("0.4"))
    confirmed = added(view, *confirming(view, item_of(view, "Goal:g"), by="Ana"))
    assert standings(confirmed)["Goal:g"].basis_changed == ()
    assert standings(confirmed)["Goal:g"].state is State.AGREED_WITH_RESERVATIONS
    last = confirmed.all(Assent)[-1]
    assert (last.stance, last.reservation, last.by) == ("reservation", "only with a demo van", "Ana")


def test_one_team_that_agreed_later_rests_on_the_new_value() -> None:
    view = take(funnel_plan(), "Goal:g", "marketing")
    view = take(changed(view, "Rate:r", rate=Decimal("0.4")), "Goal:g", "sales")
    assert [one.teams for one in standings(view)["Goal:g"].basis_changed] == [("marketing",)]


def test_a_basis_written_by_hand_never_breaks_a_plan() -> None:
    view = agreed(funnel_plan(), "Sla:plain")
    strange = {"Nothing:1.x": "y", "no key": "1", "Rate:r.rate": "much", "FunnelStage:mql.month_x": "3"}
    view = view.replaced({"Assent": {one.id: replace(one, basis=strange) for one in view.all(Assent)}})
    found = basis_changes(view, item_of(view, "Sla:plain"))
    assert {one.key: one.before for one in found} == strange
    assert all(isinstance(one, BasisChange) and one.after == "" for one in found)


def test_months_of_a_target_that_changed_are_named_in_their_order() -> None:
    view = changed(agreed(funnel_plan(), "Sla:count"), "Rate:r", rate=Decimal("0.1"))
    assert [label.partition(", ")[2].split()[0] for label, _before, _after in changes_of(view, "Sla:count")] == [
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ]
