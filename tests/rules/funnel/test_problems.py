"""Wrong inputs get an answer: null figures and a named problem, never a crash, never infinity (rule 11, data.md)."""

from __future__ import annotations

import pytest

from joint_plan.base.errors import PlanError
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.funnel import Funnel, funnel, funnel_json
from tests.rules.funnel.building import Rows, built, simple, stage_rows

TWO_SOURCES: Rows = [{"id": "m", "name": "Marketing"}, {"id": "p", "name": "Partner"}]


def faults(figures: Funnel) -> list[tuple[str, str, str]]:
    """Record, id and field of each problem; every one has a sentence, and all of it is JSON."""
    assert funnel_json(figures)["problems"] == [
        {"record": problem.record, "id": problem.id or None, "field": problem.field, "message": problem.message}
        for problem in figures.problems
    ]
    assert all(problem.message and "{" not in problem.message for problem in figures.problems)
    return [(problem.record, problem.id, problem.field) for problem in figures.problems]


def reachable(figures: Funnel, segment: str = "a") -> dict[str, bool]:
    """By source and stage whether there are figures; where there are none, every figure is null."""
    for row in figures.rows:
        if not row.reachable:
            assert row.before_start is None
            assert row.revenue_before_start is None
            assert row.lag_months is None
            assert row.committed_total is None
            assert len(row.months) == len(row.still_to_create) == figures.months
            for figure in (*row.months, *row.still_to_create):
                assert figure.exact is None
                assert figure.committed is None
    return {f"{row.source}.{row.stage}": row.reachable for row in figures.rows if row.segment == segment}


def test_a_rate_of_nothing_makes_its_stage_and_those_above_unreachable() -> None:
    figures = funnel(simple("100", "1", ["0.5", "0", "0.5"]))
    assert reachable(figures) == {"all.s1": False, "all.s2": False, "all.s3": True, "all.s4": True}
    assert faults(figures) == [("Rate", "r2", "rate")]
    assert figures.total("s2").exact is None
    assert figures.total("s2").committed is None
    assert figures.total("s2").rows_committed is None
    assert figures.total("s3").committed == 200
    assert {lever.record: lever.fewer_entry_records for lever in figures.levers} == {
        "r1": None,
        "r2": None,
        "r3": None,
        "": None,
    }


def test_a_win_rate_of_nothing_has_no_pipeline() -> None:
    segment = funnel(simple("100", "1", ["0"])).segments[0]
    assert segment.new_revenue == 100
    assert segment.pipeline_required is None
    assert segment.coverage_required is None
    assert segment.sources[0].lead_value == {"s1": None, "s2": 1}


@pytest.mark.parametrize("rate", [None, "missing"])
def test_a_missing_rate_is_named(rate: str | None) -> None:
    rows: Rows = [{"id": "r2", "stage": "s2", "rate": "0.5"}]
    if rate is None:
        rows.append({"id": "r1", "stage": "s1", "days": "10"})
    plan = simple("100", "1", ["0.5", "0.5"], Rate=rows)
    figures = funnel(plan)
    assert reachable(figures) == {"all.s1": False, "all.s2": True, "all.s3": True}
    assert faults(figures) == [("Rate", "r1" if rate is None else "", "rate")]
    if rate:
        assert figures.problems[0].message == "There is no rate from Stage 1 to Stage 2."


def test_a_rate_missing_for_some_is_named_with_them() -> None:
    segments: Rows = [
        {"id": name, "name": name.upper(), "revenue_target": "10", "average_deal_size": "1"} for name in "abcdef"
    ]
    rates: Rows = [{"stage": "s1", "rate": "0.5", "segment": "a"}]
    figures = funnel(built(FunnelStage=stage_rows(2), Segment=segments, Rate=rates))
    assert reachable(figures) == {"all.s1": True, "all.s2": True}
    assert reachable(figures, "f") == {"all.s1": False, "all.s2": True}
    assert [problem.message for problem in figures.problems] == [
        "There is no rate from Stage 1 to Stage 2 for B / All sources, C / All sources, D / All sources and 2 more."
    ]


def test_two_rates_equally_specific_are_a_problem_even_when_equal() -> None:
    rates: Rows = [
        {"id": "r1", "stage": "s1", "rate": "0.5"},
        {"id": "again", "stage": "s1", "rate": "0.5"},
        {"id": "r2", "stage": "s2", "rate": "0.5"},
    ]
    figures = funnel(simple("100", "1", ["0.5", "0.5"], Rate=rates))
    assert reachable(figures) == {"all.s1": False, "all.s2": True, "all.s3": True}
    assert faults(figures) == [("Rate", "r1", "stage"), ("Rate", "again", "stage")]
    assert {lever.record for lever in figures.levers} == {"r2", ""}


def test_a_doubled_rate_hurts_only_where_it_applies() -> None:
    rates: Rows = [
        {"stage": "s1", "rate": "0.5"},
        {"stage": "s1", "rate": "0.4"},
        {"stage": "s1", "rate": "0.25", "segment": "a"},
    ]
    figures = funnel(simple("100", "1", ["0.5"], Rate=rates))
    assert figures.total("s1").committed == 400
    assert faults(figures) == [("Rate", "rate-1", "stage"), ("Rate", "rate-2", "stage")]


def test_several_sources_without_shares_are_a_problem() -> None:
    figures = funnel(simple("100", "1", ["0.5"], Source=TWO_SOURCES))
    assert not any(reachable(figures).values())
    assert faults(figures) == [("SourceShare", "", "share")]


def test_shares_that_add_up_to_nothing_are_a_problem() -> None:
    shares: Rows = [{"id": "one", "segment": "a", "source": "m", "share": "0"}]
    figures = funnel(simple("100", "1", ["0.5"], Source=TWO_SOURCES, SourceShare=shares))
    assert not any(reachable(figures).values())
    assert faults(figures) == [("SourceShare", "one", "share")]


def test_two_shares_for_the_same_source_are_a_problem() -> None:
    shares: Rows = [{"id": name, "segment": "a", "source": "m", "share": "1"} for name in ("one", "two")]
    figures = funnel(simple("100", "1", ["0.5"], Source=TWO_SOURCES, SourceShare=shares))
    assert not any(reachable(figures).values())
    assert faults(figures) == [("SourceShare", "one", "source"), ("SourceShare", "two", "source")]


def test_a_share_of_nothing_gives_rows_of_zeros_and_needs_no_rates() -> None:
    sources: Rows = [*TWO_SOURCES]
    shares: Rows = [
        {"segment": "a", "source": "m", "share": "1"},
        {"segment": "a", "source": "p", "share": "0"},
    ]
    rates: Rows = [{"stage": "s1", "rate": "0.5", "source": "m"}]
    figures = funnel(simple("100", "1", ["0.5"], Source=sources, SourceShare=shares, Rate=rates))
    assert faults(figures) == []
    row = figures.row("a", "p", "s1")
    assert row is not None
    assert row.for_plan == row.before_start == row.committed_total == 0
    assert row.months.committed == (0,) * 12
    assert figures.total("s1").committed == 200
    # A source that is not named has a share of 0 as soon as another has one.
    alone = funnel(simple("100", "1", ["0.5"], Source=sources, SourceShare=shares[:1], Rate=rates))
    assert alone.total("s1").committed == 200
    assert faults(alone) == []


def test_weights_that_add_up_to_nothing_are_a_problem() -> None:
    weights: Rows = [{"id": "w", "month": 1, "weight": "0"}]
    figures = funnel(simple("100", "1", ["0.5"], MonthWeight=weights))
    assert not any(reachable(figures).values())
    assert faults(figures) == [("MonthWeight", "w", "weight")]
    assert figures.segments[0].pipeline_required == 200


def test_weights_outside_of_the_plan_or_doubled_are_problems() -> None:
    weights: Rows = [{"id": "late", "month": 13, "weight": "1"}, {"id": "w", "month": 2, "weight": "1"}]
    figures = funnel(simple("100", "1", ["0.5"], MonthWeight=weights))
    assert faults(figures) == [("MonthWeight", "late", "month")]
    row = figures.row("a", "all", "s2")
    assert row is not None
    assert row.months.committed == (0, 100, *(0,) * 10)
    doubled: Rows = [{"id": name, "month": 2, "weight": "1"} for name in ("x", "y")]
    figures = funnel(simple("100", "1", ["0.5"], MonthWeight=doubled))
    assert not any(reachable(figures).values())
    assert faults(figures) == [("MonthWeight", "x", "month"), ("MonthWeight", "y", "month")]


@pytest.mark.parametrize("field", ["revenue_target", "average_deal_size"])
def test_a_segment_without_target_or_deal_size_is_not_reachable(field: str) -> None:
    row = {"id": "a", "name": "A", "revenue_target": "10", "average_deal_size": "1"}
    del row[field]
    segments: Rows = [dict(row), {"id": "b", "name": "B", "revenue_target": "10", "average_deal_size": "1"}]
    figures = funnel(simple("1", "1", ["0.5"], Segment=segments))
    assert not any(reachable(figures).values())
    assert all(reachable(figures, "b").values())
    assert faults(figures) == [("Segment", "a", field)]


def test_a_target_already_booked_needs_nothing() -> None:
    segments: Rows = [
        {"id": "a", "name": "A", "revenue_target": "10", "existing_revenue": "15", "average_deal_size": "1"}
    ]
    figures = funnel(simple("1", "1", ["0.5"], ["100"], Segment=segments))
    assert faults(figures) == []
    assert figures.segments[0].new_revenue == 0
    assert figures.segments[0].pipeline_required == 0
    assert figures.segments[0].coverage_required is None
    assert [total.committed for total in figures.totals] == [0, 0]


def test_a_lag_longer_than_the_plan_puts_all_of_it_before_the_start() -> None:
    figures = funnel(simple("90", "1", ["0.5"], ["400"], months=3))
    row = figures.row("a", "all", "s1")
    assert row is not None
    assert row.lag_months == 13
    assert row.for_plan == row.before_start == 180
    assert row.revenue_before_start == 90
    # The months hold what is needed for wins 13 months on: the plan's monthly average, 30. What was due before month 1
    # for wins after the plan (those of months 4 to 13) is outside of all this.
    assert [figure.exact for figure in row.months] == [60, 60, 60]
    assert [figure.month for figure in row.before] == [-12, -11, -10]


def test_a_plan_without_segments_has_no_figures_and_no_problems() -> None:
    figures = funnel(built())
    assert figures.rows == ()
    assert [stage.id for stage in figures.stages] == ["inquiry", "lead", "mql", "sal", "sql", "opportunity", "won"]
    assert {total.committed for total in figures.totals} == {0}
    assert figures.levers == ()
    assert faults(figures) == []


def test_an_empty_file_names_what_is_missing() -> None:
    figures = funnel(Snapshot.of([]))
    assert faults(figures) == [("FunnelStage", "", "name"), ("Source", "", "name")]
    assert funnel_json(figures)["rows"] == []


def test_a_funnel_of_the_win_alone_says_so_and_still_counts_wins() -> None:
    figures = funnel(simple("10", "1", [], Rate=[]))
    assert faults(figures) == [("FunnelStage", "", "name")]
    assert figures.total("s1").committed == 10


def test_a_rate_from_the_win_has_no_effect_and_says_so() -> None:
    rates: Rows = [{"stage": "s1", "rate": "0.5"}, {"id": "odd", "stage": "s2", "rate": "0.5"}]
    figures = funnel(simple("10", "1", ["0.5"], Rate=rates))
    assert faults(figures) == [("Rate", "odd", "stage")]
    assert figures.total("s1").committed == 20
    assert "odd" not in {lever.record for lever in figures.levers}


def test_in_flight_rows_that_cannot_count_are_named() -> None:
    flying: Rows = [
        {"id": "won", "segment": "a", "source": "m", "stage": "s2", "count": "1"},
        {"id": "whose", "segment": "a", "stage": "s1", "count": "1"},
        {"id": "early", "segment": "a", "source": "p", "stage": "s1", "count": "1"},
        {"id": "empty", "segment": "a", "source": "m", "stage": "s1"},
        {"id": "both", "segment": "a", "source": "m", "stage": "s1", "count": "4", "amount": "99"},
    ]
    sources: Rows = [TWO_SOURCES[0], {"id": "p", "name": "Partner", "entry_stage": "s2"}]
    shares: Rows = [{"segment": "a", "source": source, "share": "1"} for source in ("m", "p")]
    figures = funnel(simple("24", "1", ["0.5"], Source=sources, SourceShare=shares, InFlight=flying))
    assert faults(figures) == [
        ("InFlight", "won", "stage"),
        ("InFlight", "whose", "source"),
        ("InFlight", "early", "stage"),
        ("InFlight", "empty", "count"),
        ("InFlight", "both", "amount"),
    ]
    row = figures.row("a", "m", "s2")
    assert row is not None
    assert [figure.exact for figure in row.still_to_create][:3] == [0, 0, 1]


def test_capacity_and_initiatives_that_say_too_little_are_named() -> None:
    capacity: Rows = [
        {"id": "half", "team": "sales", "stage": "s1", "people": "3"},
        {"id": "none", "team": "sales", "stage": "s1"},
        {"id": "back", "team": "sales", "stage": "s1", "people": "1", "per_person_per_month": "1", "from_month": 5,
         "to_month": 4},
    ]  # fmt: skip
    initiatives: Rows = [
        {"id": "where", "name": "Fair", "expected": {"1": "5"}},
        {"id": "late", "name": "Webinar", "stage": "s1", "expected": {"1": "5", "13": "5"}},
    ]
    figures = funnel(simple("24", "1", ["0.5"], Capacity=capacity, Initiative=initiatives))
    assert faults(figures) == [
        ("Capacity", "half", "per_person_per_month"),
        ("Capacity", "none", "people"),
        ("Capacity", "back", "to_month"),
        ("Initiative", "where", "stage"),
        ("Initiative", "late", "expected"),
    ]
    assert figures.capacity == ()
    assert [item.covered for item in figures.coverage] == [5]


@pytest.mark.parametrize(
    ("records", "place"),
    [
        ({"Rate": [{"stage": "s1", "rate": "1.01"}]}, "Rate[0].rate"),
        ({"Rate": [{"stage": "s1", "rate": "-0.1"}]}, "Rate[0].rate"),
        ({"Rate": [{"stage": "s1", "rate": 0.5}]}, "Rate[0].rate"),
        ({"Rate": [{"stage": "s1", "rate": "0.5", "days": "-1"}]}, "Rate[0].days"),
        ({"Segment": [{"name": "A", "revenue_target": "1", "average_deal_size": "0"}]}, "Segment[0].average_deal_size"),
        ({"Segment": [{"name": "A", "revenue_target": 1.5}]}, "Segment[0].revenue_target"),
        ({"SourceShare": [{"segment": "a", "source": "all", "share": "-1"}]}, "SourceShare[0].share"),
        ({"MonthWeight": [{"month": 0, "weight": "1"}]}, "MonthWeight[0].month"),
        ({"InFlight": [{"segment": "a", "stage": "s1", "count": "-5"}]}, "InFlight[0].count"),
    ],
)
def test_what_one_field_alone_cannot_be_is_refused_by_name(records: dict[str, Rows], place: str) -> None:
    valid: dict[str, Rows] = {
        "FunnelStage": stage_rows(2),
        "Segment": [{"id": "a", "name": "A", "revenue_target": "10", "average_deal_size": "1"}],
        "Rate": [{"stage": "s1", "rate": "0.5"}],
    }
    assert funnel(built(**valid)).problems == ()
    with pytest.raises(PlanError) as refused:
        built(**(valid | records))
    assert str(refused.value).startswith(f"{place}: ")
