"""What is missing to measure SLAs, and whether both teams owe each other as much."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import Goal, Segment, Sla, SlaLevel, Source, SourceShare, Stage, Team
from joint_plan.rules.measurability import lacks_source, missing, to_do
from joint_plan.rules.starting_plan import template
from joint_plan.rules.symmetry import resting_revenue, symmetry, symmetry_words, team_pairs, unassigned
from tests.rules.plans import added, blank, take

TIMED: dict[str, Any] = {
    "owed_by": "sales",
    "owed_to": "marketing",
    "obligation": "call",
    "time_limit": Decimal(4),
    "clock_starts": "demo requested",
    "clock_stops": "first call",
    "met_share": Decimal("0.9"),
    "measured_in": "CRM",
}
COUNTED: dict[str, Any] = {
    "owed_by": "marketing",
    "owed_to": "sales",
    "obligation": "deliver",
    "target": Decimal(77),
    "unit": "MQLs",
    "period": 1,
    "measured_in": "CRM",
}


@pytest.mark.parametrize("without", sorted(TIMED))
def test_each_missing_part_of_a_timed_sla_is_something_to_do(without: str) -> None:
    fields = {name: value for name, value in TIMED.items() if name != without}
    found = [one.column for one in missing(blank(), Sla(id="s", **fields))]
    # Without its limit there is no clock to start, but the share of cases still measures it.
    assert found == ([] if without == "time_limit" else [without])


@pytest.mark.parametrize("without", sorted(COUNTED))
def test_each_missing_part_of_a_counted_sla_is_something_to_do(without: str) -> None:
    fields = {name: value for name, value in COUNTED.items() if name != without}
    assert [one.column for one in missing(blank(), Sla(id="s", **fields))] == [without]


def test_a_whole_sla_is_measurable_and_an_empty_one_says_it_all() -> None:
    view = added(blank(), Sla(id="t", **TIMED), Sla(id="c", **COUNTED), Sla(id="e"))
    assert list(to_do(view)) == ["e"]
    assert [one.column for one in to_do(view)["e"]] == ["owed_by", "owed_to", "obligation", "target", "measured_in"]
    assert all(one.text.endswith(".") for one in to_do(view)["e"])


def test_levels_and_the_funnel_measure_too() -> None:
    fields = {name: value for name, value in TIMED.items() if name not in {"time_limit", "met_share"}}
    level = SlaLevel(id="l", sla="s", tier="A", limit=Decimal(4), met_share=Decimal("0.9"))
    assert missing(added(blank(), Sla(id="s", **fields), level), Sla(id="s", **fields)) == ()
    counted = {name: value for name, value in COUNTED.items() if name not in {"target", "unit", "period"}}
    funnel = Sla(id="f", target_from="funnel", **counted)
    assert [one.column for one in missing(blank(), funnel)] == ["target", "target_stage"]
    assert missing(blank(), Sla(id="f", target_from="funnel", target_stage="mql", **counted)) == ()


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({}, True),
        ({"today_value": Decimal(62)}, True),
        ({"today_evidence": "data"}, True),
        ({"today_value": Decimal(62), "today_evidence": "data"}, False),
        ({"today_share": Decimal(0), "today_evidence": "guess"}, False),
    ],
)
def test_a_value_of_today_needs_a_source(fields: dict[str, Any], lacks: bool) -> None:
    assert lacks_source(Sla(**fields)) is lacks


def plan(there: int, back: int, measurable_back: int | None = None) -> Snapshot:
    view = blank()
    for number in range(there):
        view = added(view, Sla(id=f"m{number}", **COUNTED))
    for number in range(back):
        bare = measurable_back is not None and number >= measurable_back
        view = added(view, Sla(id=f"s{number}", **({**TIMED, "measured_in": ""} if bare else TIMED)))
    return view


@pytest.mark.parametrize(
    ("view", "even", "words"),
    [
        (plan(0, 0), True, "nothing promised yet"),
        (plan(2, 2), True, "even"),
        (plan(3, 1), False, "Marketing owes 2 more"),
        (plan(0, 1), False, "Sales owes 1 more"),
        (plan(2, 2, 1), False, "as many each way, 1 more of Marketing can be measured"),
    ],
)
def test_symmetry_in_words(view: Snapshot, even: bool, words: str) -> None:
    found = symmetry(view)
    assert found.even is even
    assert symmetry_words(view, found) == words


def test_each_direction_counts_what_is_agreed_measurable_and_without_a_source() -> None:
    view = plan(2, 3, 1)
    view = take(take(view, "Sla:s0", "marketing"), "Sla:s0", "sales")
    view = added(view, Team(id="cs", name="CS"), Sla(id="x", owed_by="sales", owed_to="cs"), Sla(id="y"))
    back = symmetry(view).back
    assert (back.owed_by, back.owed_to, back.total, back.agreed, back.measurable, back.without_source) == (
        "sales",
        "marketing",
        3,
        1,
        1,
        3,
    )
    assert symmetry(view, "sales", "cs").there.total == 1
    assert team_pairs(view) == (("marketing", "sales"), ("sales", "cs"))
    assert [sla.id for sla in unassigned(view)] == ["y"]


def test_the_sample_owes_both_ways() -> None:
    view = template("sample")
    found = symmetry(view)
    assert found.there.total > 0
    assert found.back.total > 0
    assert any(len({"marketing", "sales"} & set(pair)) == 1 for pair in team_pairs(view))


def money_plan() -> Snapshot:
    """Two segments, and two sources of which one comes in at the SQL; the second segment is all of the first."""
    return added(
        blank(),
        Segment(id="a", name="A", revenue_target=Decimal(100), average_deal_size=Decimal(1)),
        Segment(
            id="b", name="B", revenue_target=Decimal(50), existing_revenue=Decimal(10), average_deal_size=Decimal(1)
        ),
        Source(id="late", name="Late", entry_stage="sql"),
        SourceShare(id="1", segment="a", source="all", share=Fraction(3)),
        SourceShare(id="2", segment="a", source="late", share=Fraction(1)),
        SourceShare(id="3", segment="b", source="all", share=Fraction(1)),
        Goal(id="revenue", title="Grow", revenue_goal=True, unit="money"),
        Goal(id="friends", title="Friends", unit="count"),
        Stage(id="look", name="Look", funnel_stage="mql"),
        Stage(id="try", name="Try", funnel_stage="sql"),
        Stage(id="roll", name="Roll out"),
    )


@pytest.mark.parametrize(
    ("fields", "revenue"),
    [
        ({}, 0),
        ({"goal": "friends"}, 0),
        ({"goal": "revenue"}, 140),
        ({"target_from": "funnel", "target_stage": "mql"}, 115),
        ({"target_from": "funnel", "target_stage": "sql"}, 140),
        ({"target_from": "funnel", "target_stage": "won", "target_segment": "b"}, 40),
        ({"target_from": "funnel", "target_stage": "won", "target_source": "late"}, 25),
        ({"target_from": "funnel", "target_stage": "mql", "target_source": "late"}, 0),
        ({"target_from": "funnel", "target_segment": "b"}, 0),
        ({"goal": "revenue", "from_stage": "look", "to_stage": "try"}, 115),
        ({"goal": "revenue", "from_stage": "try", "to_stage": "roll"}, 140),
        ({"goal": "revenue", "from_stage": "roll"}, 140),
        ({"from_stage": "look", "to_stage": "try"}, 0),
    ],
)
def test_the_revenue_that_rests_on_an_sla(fields: dict[str, Any], revenue: int) -> None:
    assert resting_revenue(money_plan(), [Sla(id="s", **fields)]) == revenue


def test_what_rests_on_several_slas_of_one_side_is_counted_once() -> None:
    way: dict[str, Any] = {"owed_by": "marketing", "owed_to": "sales", "target_from": "funnel", "target_stage": "won"}
    view = added(
        money_plan(),
        Sla(id="1", target_segment="b", **way),
        Sla(id="2", target_source="late", **way),
        Sla(id="3", target_segment="b", **way),
    )
    found = symmetry(view)
    assert found.there.revenue == 65
    assert found.back.revenue == 0


def test_revenue_is_not_known_where_a_segment_that_counts_has_no_target() -> None:
    view = added(
        money_plan(), Segment(id="c", name="C"), SourceShare(id="4", segment="c", source="all", share=Fraction(1))
    )
    assert resting_revenue(view, [Sla(id="s", goal="revenue")]) is None
    one = Sla(id="s", target_from="funnel", target_stage="won", target_segment="b")
    assert resting_revenue(view, [one]) == 40
