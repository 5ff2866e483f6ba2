"""Every value in words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from joint_plan.plan.record import all_specs, spec_of
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import Assent, Goal, Participant, QuickWin, Rate, Segment, Sla, Stage
from joint_plan.rules.names import find, label_of, name_of, shown, team_name
from joint_plan.rules.starting_plan import template
from tests.rules.plans import added, blank, changed, item_of


def plan() -> Snapshot:
    return added(
        changed(blank(), "Plan:plan", currency="GBP", period_start=dt.date(2027, 1, 1)),
        Participant(id="ana", name="Ana Souza", team="sales"),
        Segment(id="seg", name="Process", revenue_target=Decimal("1200000.50")),
        Rate(id="r", stage="mql", rate=Decimal("0.285"), days=Decimal(12)),
        Stage(id="st", name="Spot"),
        Goal(id="money", target=Decimal(4800000), unit="money"),
        Goal(id="percent", target=Decimal("12.5"), unit="percent"),
        Goal(id="days", target=Decimal(1), unit="days"),
        Goal(id="count", target=Decimal(1234), unit="count", due=dt.date(2027, 3, 1)),
        Sla(
            id="s",
            code="SLA-01",
            owed_by="sales",
            obligation="calls",
            time_limit=Decimal(4),
            business_hours=True,
            met_share=Decimal("0.95"),
            target=Decimal(77),
            unit="MQLs",
            period=2,
            period_unit="week",
            owner="ana",
            from_stage="st",
        ),
        QuickWin(id="q", title="X", serves="Sla:s"),
        Assent(item="Sla:gone", team="sales", stance="reservation"),
    )


@pytest.mark.parametrize(
    ("key", "column", "words"),
    [
        ("Segment:seg", "revenue_target", "£1,200,000.50"),
        ("Segment:seg", "average_deal_size", ""),
        ("Rate:r", "stage", "MQL"),
        ("Rate:r", "rate", "28.5\xa0%"),
        ("Rate:r", "days", "12"),
        ("Goal:money", "target", "£4,800,000"),
        ("Goal:percent", "target", "12.5\xa0%"),
        ("Goal:days", "target", "1 day"),
        ("Goal:count", "target", "1,234"),
        ("Goal:count", "due", "1 Mar 2027"),
        ("Goal:count", "revenue_goal", ""),
        ("Sla:s", "owed_by", "Sales"),
        ("Sla:s", "owner", "Ana Souza"),
        ("Sla:s", "time_limit", "4 business hours"),
        ("Sla:s", "target", "77 MQLs"),
        ("Sla:s", "period", "2 weeks"),
        ("Sla:s", "business_hours", "Yes"),
        ("Sla:s", "from_stage", "Spot"),
        ("QuickWin:q", "serves", "SLA-01 calls"),
        ("QuickWin:q", "impact_sales", "Not yet"),
        ("Assent:assent-1", "item", "(deleted)"),
        ("Assent:assent-1", "stance", "Agrees with a reservation"),
        ("Plan:plan", "period_start", "January 2027"),
    ],
)
def test_a_value_in_words(key: str, column: str, words: str) -> None:
    view = plan()
    item = item_of(view, key)
    assert shown(view, item, column) == words
    assert shown(view, item, spec_of(item).by_column[column]) == words


def test_every_value_of_the_sample_has_words() -> None:
    view = template("sample")
    for item in view:
        for column in spec_of(item).columns:
            assert isinstance(shown(view, item, column), str)


def test_names_of_what_is_gone_or_nameless() -> None:
    view = plan()
    assert team_name(view, "partners") == "partners"
    assert team_name(changed(view, "Team:sales", name=""), "sales") == "sales"
    assert name_of(view, "Segment", "") == ""
    assert name_of(view, "Segment", "gone") == "(deleted)"
    assert find(view, "Nonsense:1") is None
    assert find(view, "Segment:") is None
    assert find(view, "Segment:seg") is item_of(view, "Segment:seg")


def test_labels_carry_the_teams_own_names() -> None:
    view = changed(plan(), "Team:marketing", name="Growth")
    columns = spec_of(Goal).by_column
    assert label_of(view, columns["marketing_contribution"]) == "Growth's contribution"
    assert label_of(view, columns["sales_contribution"]) == "Sales' contribution"
    assert label_of(view, columns["confidence_marketing"]) == "Confidence, 1 to 10 – Growth"
    assert all(label_of(view, column) for spec in all_specs() for column in spec.columns)
