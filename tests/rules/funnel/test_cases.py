"""The table "Cases to build against" of funnel.md."""

from __future__ import annotations

from fractions import Fraction

from joint_plan.rules.funnel import funnel
from tests.rules.funnel.building import Rows, built, committed_by_stage, exact, rate_rows, simple, stage_rows


def test_wins_opportunities_meetings_and_leads_follow_from_revenue() -> None:
    plan = simple("250000", "10000", ["0.5", "0.8", "0.25"])
    assert committed_by_stage(plan) == [250, 125, 100, 25]
    assert [exact(funnel(plan), stage) for stage in ("s1", "s2", "s3", "s4")] == [250, 125, 100, 25]


def test_four_rates_from_fourteen_wins() -> None:
    plan = simple("14000", "1000", ["0.10", "0.35", "0.50", "0.40"])
    assert committed_by_stage(plan) == [2000, 200, 70, 35, 14]


def test_wins_are_rounded_up_because_less_would_miss_the_target() -> None:
    figures = funnel(simple("7500000", "85000", ["1"]))
    assert exact(figures, "s2") == Fraction(1500, 17)
    assert figures.total("s2").committed == 89


def test_revenue_of_the_first_months_rests_on_leads_from_before_the_plan() -> None:
    weights: Rows = [
        {"month": month, "weight": weight} for month, weight in ((1, "100"), (2, "120"), (3, "90"), (4, "110"))
    ]
    figures = funnel(simple("420", "1", ["1"], ["61"], months=4, MonthWeight=weights))
    row = figures.row("a", "all", "s1")
    assert row is not None
    assert row.lag_months == 2
    assert row.for_plan == 420
    assert row.before_start == 220
    assert row.revenue_before_start == 220
    # The plan's monthly average, 105, is expected after it.
    assert [figure.exact for figure in row.months] == [90, 110, 105, 105]
    assert [figure.month for figure in row.before] == [-1, 0]
    assert [figure.exact for figure in row.before] == [100, 120]


def test_committed_months_run_ahead_of_the_exact_ones_by_less_than_one() -> None:
    row = funnel(simple("89", "1", ["1"])).row("a", "all", "s2")
    assert row is not None
    assert row.months.committed == (8, 7, 8, 7, 8, 7, 7, 8, 7, 8, 7, 7)
    assert row.committed_total == 89


def test_totals_are_rounded_once_and_say_what_rounding_row_by_row_would_give() -> None:
    segments: Rows = [
        {"id": name, "name": name, "revenue_target": target, "average_deal_size": "100000"}
        for name, target in (("a", "600000"), ("b", "360000"), ("c", "240000"))
    ]
    sources: Rows = [{"id": name, "name": name} for name in ("marketing", "sales", "partner")]
    shares: Rows = [
        {"segment": str(segment["id"]), "source": source, "share": share}
        for segment in segments
        for source, share in (("marketing", "50"), ("sales", "35"), ("partner", "15"))
    ]
    plan = built(FunnelStage=stage_rows(2), Segment=segments, Source=sources, SourceShare=shares, Rate=rate_rows(["1"]))
    total = funnel(plan).total("s2")
    assert total.exact == 12
    assert total.committed == 12
    assert total.rows_committed == 16
