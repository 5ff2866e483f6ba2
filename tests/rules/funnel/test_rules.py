"""The rules one by one: which rate applies, shares, weights, lag, deal sizes, in flight, scenarios, capacity, need."""

from __future__ import annotations

from fractions import Fraction

import pytest

from joint_plan.plan.funnel import Scenario
from joint_plan.plan.values import Json
from joint_plan.rules.funnel import Row, funnel, scenario, scenarios, way
from joint_plan.rules.funnel.rates import lag_months
from tests.rules.funnel.building import Rows, built, rate_rows, simple, stage_rows


def row_of(found: Row | None) -> Row:
    assert found is not None
    return found


def test_the_most_specific_rate_wins_whole_with_its_days() -> None:
    segments: Rows = [
        {"id": name, "name": name, "revenue_target": "12", "average_deal_size": "1"} for name in ("a", "b")
    ]
    sources: Rows = [{"id": "m", "name": "M"}, {"id": "p", "name": "P"}]
    shares: Rows = [
        {"segment": segment, "source": source, "share": "1"} for segment in ("a", "b") for source in ("m", "p")
    ]
    rates: Rows = [
        {"stage": "s1", "rate": "0.5", "days": "30.4375"},
        {"stage": "s1", "rate": "0.25", "source": "p", "days": "61"},
        {"stage": "s1", "rate": "0.2", "segment": "a"},
        {"stage": "s1", "rate": "0.1", "segment": "a", "source": "p", "days": "91.3125"},
    ]
    figures = funnel(built(FunnelStage=stage_rows(2), Segment=segments, Source=sources, SourceShare=shares, Rate=rates))
    entries = [row for row in figures.rows if row.stage == "s1"]
    assert [(row.segment, row.source) for row in entries] == [("a", "m"), ("a", "p"), ("b", "m"), ("b", "p")]
    assert [row.for_plan for row in entries] == [30, 60, 12, 24]
    assert [row.lag_months for row in entries] == [0, 3, 1, 2]


@pytest.mark.parametrize(
    ("days", "months"),
    [("0", 0), ("15.21874", 0), ("15.21875", 1), ("30.4375", 1), ("45.65625", 2), ("45.65624", 1), ("730.5", 24)],
)
def test_days_become_months_rounded_half_up(days: str, months: int) -> None:
    assert lag_months(Fraction(days)) == months


def test_days_are_added_up_before_they_are_rounded() -> None:
    figures = funnel(simple("12", "1", ["1", "1", "1"], ["10", "10", "10"]))
    assert [row.lag_months for row in figures.rows] == [1, 1, 0, 0]


def test_shares_are_divided_by_their_sum_and_bring_their_own_deal_size() -> None:
    sources: Rows = [{"id": "m", "name": "M"}, {"id": "p", "name": "P", "entry_stage": "s2"}]
    shares: Rows = [
        {"segment": "a", "source": "m", "share": "70"},
        {"segment": "a", "source": "p", "share": "35", "average_deal_size": "250"},
    ]
    figures = funnel(simple("3000", "100", ["0.5", "0.25"], Source=sources, SourceShare=shares))
    assert [(row.source, row.stage) for row in figures.rows] == [
        ("m", "s1"), ("m", "s2"), ("m", "s3"), ("p", "s2"), ("p", "s3"),
    ]  # fmt: skip
    assert row_of(figures.row("a", "m", "s3")).for_plan == 20
    assert row_of(figures.row("a", "p", "s3")).for_plan == 4
    segment = figures.segments[0]
    assert [item.win_rate for item in segment.sources] == [Fraction(1, 4), Fraction(1, 4)]
    assert segment.pipeline_required == 12000
    assert segment.coverage_required == 4
    assert segment.sources[0].lead_value == {"s1": Fraction(25, 2), "s2": 25, "s3": 100}
    assert segment.sources[1].lead_value == {"s2": Fraction(125, 2), "s3": 250}


def test_a_source_may_enter_at_the_win() -> None:
    sources: Rows = [{"id": "m", "name": "M"}, {"id": "shop", "name": "Shop", "entry_stage": "s2"}]
    shares: Rows = [{"segment": "a", "source": source, "share": "1"} for source in ("m", "shop")]
    rates: Rows = [{"stage": "s1", "rate": "0.5", "source": "m"}]
    figures = funnel(simple("100", "1", ["0.5"], Source=sources, SourceShare=shares, Rate=rates))
    assert figures.problems == ()
    assert [(row.source, row.stage) for row in figures.rows] == [("m", "s1"), ("m", "s2"), ("shop", "s2")]
    assert figures.total("s1").committed == 100
    assert figures.total("s2").committed == 100
    # What enters at the win is won: its revenue needs no more pipeline than itself.
    assert figures.segments[0].pipeline_required == 150


def test_weights_of_a_segment_stand_before_the_general_ones() -> None:
    segments: Rows = [
        {"id": name, "name": name, "revenue_target": "12", "average_deal_size": "1"} for name in ("a", "b", "c")
    ]
    weights: Rows = [
        {"month": 1, "weight": "1"},
        {"month": 3, "weight": "1/3"},
        {"segment": "b", "month": 2, "weight": "5"},
    ]
    figures = funnel(simple("12", "1", ["1"], months=3, Segment=segments, MonthWeight=weights))
    won = {row.segment: [figure.exact for figure in row.months] for row in figures.rows if row.stage == "s2"}
    assert won == {"a": [9, 0, 3], "b": [0, 12, 0], "c": [9, 0, 3]}


def test_months_whose_wins_fall_after_the_plan_take_the_revenue_expected_then() -> None:
    segments: Rows = [
        {"id": "a", "name": "A", "revenue_target": "60", "average_deal_size": "1", "after_plan_monthly_revenue": "7"}
    ]
    plan = simple("60", "1", ["0.5"], ["61"], months=6, Segment=segments)
    row = row_of(funnel(plan).row("a", "all", "s1"))
    assert [figure.exact for figure in row.months] == [20, 20, 20, 20, 14, 14]
    assert row.for_plan == 120
    assert row.before_start == 40
    assert funnel(plan).total("s1").exact == 108
    segments[0]["after_plan_monthly_revenue"] = "0"
    stops = row_of(funnel(simple("60", "1", ["0.5"], ["61"], months=6, Segment=segments)).row("a", "all", "s1"))
    assert [figure.exact for figure in stops.months] == [20, 20, 20, 20, 0, 0]


def test_what_is_in_flight_is_taken_off_where_it_lands_and_never_twice() -> None:
    # 10 wins a month. At s2, 61 days from the win, sit 50 records worth 25 wins: they land in month 3.
    flying: Rows = [{"segment": "a", "source": "all", "stage": "s2", "count": "50"}]
    figures = funnel(simple("60", "1", ["0.25", "0.5"], ["30.4375", "61"], months=6, InFlight=flying))
    won = row_of(figures.row("a", "all", "s3"))
    # G = 10, 20, 30, ...; W = 0, 0, 25, 25, ...: two months are missed for good, so N = 10, 20, 20, 20, 25, 35.
    assert [figure.exact for figure in won.still_to_create] == [10, 10, 0, 0, 5, 10]
    opportunities = row_of(figures.row("a", "all", "s2"))
    assert [figure.exact for figure in opportunities.still_to_create] == [0, 0, 10, 20, 20, 20]
    assert [figure.exact for figure in opportunities.months] == [20, 20, 20, 20, 20, 20]
    assert opportunities.before_to_create.total == 40
    leads = row_of(figures.row("a", "all", "s1"))
    assert leads.lag_months == 3
    assert [figure.exact for figure in leads.still_to_create] == [0, 40, 80, 80, 80, 80]
    assert leads.revenue_before_start == 30
    assert leads.revenue_before_to_create == 20
    assert figures.before.revenue == 30
    assert figures.before.covered == 10
    assert figures.before.shortfall == 20
    assert figures.before.records == {"s1": 160}


def test_an_amount_in_flight_is_counted_by_the_deal_size_and_rows_add_up() -> None:
    flying: Rows = [
        {"segment": "a", "stage": "s1", "amount": "400"},
        {"segment": "a", "stage": "s1", "count": "1"},
    ]
    figures = funnel(simple("1200", "100", ["0.5"], InFlight=flying))
    won = row_of(figures.row("a", "all", "s2"))
    assert [figure.exact for figure in won.still_to_create][:4] == [0, 0, Fraction(1, 2), 1]
    assert figures.total("s2").committed == 12
    assert figures.total("s2").still_to_create.committed_total == 10


def test_what_lands_after_the_plan_is_left_out() -> None:
    flying: Rows = [{"segment": "a", "stage": "s1", "count": "1000"}]
    on_time = funnel(simple("60", "1", ["0.5"], ["61"], months=3, InFlight=flying))
    too_late = funnel(simple("60", "1", ["0.5"], ["91.3125"], months=3, InFlight=flying))
    assert row_of(on_time.row("a", "all", "s2")).still_to_create.total == 40
    assert row_of(too_late.row("a", "all", "s2")).still_to_create.total == 60


def scenario_plan() -> Rows:
    return [
        {"id": "low", "name": "Low", "revenue_target": "0.9", "deal_size": "0.5", "days": "2"},
        {"id": "high", "name": "High"},
        {"id": "odd", "name": "Odd"},
        {"id": "none", "name": "None", "deal_size": "0"},
    ]


def test_scenarios_multiply_inputs_and_rates_stay_at_most_one() -> None:
    factors: Rows = [
        {"scenario": "low", "stage": "s1", "factor": "0.5"},
        {"scenario": "high", "stage": "s1", "factor": "1.5"},
        {"scenario": "high", "stage": "s2", "factor": "4"},
        {"scenario": "odd", "stage": "s1", "factor": "0"},
        {"scenario": "odd", "stage": "s2", "factor": "2"},
        {"scenario": "odd", "stage": "s2", "factor": "2"},
    ]
    plan = simple("100", "1", ["0.5", "0.5"], ["0", "20"], Scenario=scenario_plan(), ScenarioRate=factors)
    assert [total.exact for total in funnel(plan).totals] == [400, 200, 100]
    low = scenario(plan, plan.all(Scenario)[0])
    assert low.scenario == "low"
    assert [total.exact for total in low.totals] == [1440, 360, 180]
    assert row_of(low.row("a", "all", "s2")).lag_months == 1
    assert row_of(funnel(plan).row("a", "all", "s2")).lag_months == 1
    high = scenarios(plan)["high"]
    assert [total.exact for total in high.totals] == [Fraction(400, 3), 100, 100]
    odd = scenarios(plan)["odd"]
    assert odd.total("s1").exact is None
    assert odd.total("s2").exact == 200
    assert [(problem.record, problem.id, problem.field) for problem in odd.problems] == [
        ("ScenarioRate", "scenario-rate-5", "factor"),
        ("ScenarioRate", "scenario-rate-6", "factor"),
        ("ScenarioRate", "scenario-rate-4", "factor"),
    ]
    none = scenarios(plan)["none"]
    assert none.total("s3").exact is None
    assert [(problem.record, problem.id, problem.field) for problem in none.problems] == [
        ("Scenario", "none", "deal_size")
    ]
    assert funnel(plan).problems == ()


def test_capacity_adds_up_its_rows_and_names_the_first_month_that_is_short() -> None:
    weights: Rows = [{"month": month, "weight": str(month)} for month in range(1, 5)]
    capacity: Rows = [
        {"team": "sales", "stage": "s1", "people": "2", "per_person_per_month": "20"},
        {"team": "sales", "stage": "s1", "people": "1", "per_person_per_month": "10", "from_month": 3},
        {"team": "sales", "stage": "s1", "people": "1", "per_person_per_month": "10", "from_month": 4, "to_month": 4},
        {"team": "marketing", "stage": "s1", "segment": "a", "people": "1.5", "per_person_per_month": "60"},
    ]
    figures = funnel(simple("100", "1", ["0.5"], months=4, MonthWeight=weights, Capacity=capacity))
    sales, marketing = figures.capacity
    assert [month.need for month in sales.months] == [20, 40, 60, 80]
    assert [month.can for month in sales.months] == [40, 40, 50, 60]
    assert sales.first_short == 3
    assert (marketing.team, marketing.segment, marketing.first_short) == ("marketing", "a", None)
    assert {month.can for month in marketing.months} == {90}


def test_capacity_is_held_against_exact_counts_of_all_segments() -> None:
    segments: Rows = [
        {"id": name, "name": name, "revenue_target": "1", "average_deal_size": "1"} for name in ("a", "b", "c")
    ]
    capacity: Rows = [{"team": "sales", "stage": "s1", "people": "1", "per_person_per_month": "1"}]
    figures = funnel(simple("1", "1", ["1"], months=3, Segment=segments, Capacity=capacity))
    # Three segments need a third of a record each a month: 1 in all, although each rounds up to 1 by itself.
    assert [month.need for month in figures.capacity[0].months] == [1, 1, 1]
    assert figures.capacity[0].first_short is None


def test_initiatives_stand_against_the_need_of_their_stage_source_and_segment() -> None:
    sources: Rows = [{"id": "m", "name": "M"}, {"id": "p", "name": "P"}]
    shares: Rows = [
        {"segment": "a", "source": "m", "share": "2"},
        {"segment": "a", "source": "p", "share": "1"},
    ]
    place: dict[str, Json] = {"stage": "s1", "source": "m", "segment": "a"}
    initiatives: Rows = [
        {"id": "fair", "name": "Fair", "expected": {"1": "30", "3": "9.5"}, **place},
        {"id": "mail", "name": "Mail", "expected": {"1": "20"}, **place},
        {"id": "all", "name": "All", "stage": "s1", "expected": {"2": "1"}},
        {"id": "idea", "name": "Idea", "stage": "s1"},
    ]  # fmt: skip
    figures = funnel(simple("90", "1", ["0.5"], months=3, Source=sources, SourceShare=shares, Initiative=initiatives))
    narrow, wide = figures.coverage
    assert (narrow.stage, narrow.segment, narrow.source) == ("s1", "a", "m")
    assert narrow.initiatives == ("fair", "mail")
    assert [month.needed for month in narrow.months] == [40, 40, 40]
    assert [month.covered for month in narrow.months] == [50, 0, Fraction(19, 2)]
    assert [month.gap for month in narrow.months] == [-10, 40, Fraction(61, 2)]
    assert narrow.needed == 120
    assert narrow.covered == Fraction(119, 2)
    assert narrow.gap == Fraction(121, 2)
    # Work for one segment and source is work for the whole as well.
    assert wide.initiatives == ("fair", "mail", "all")
    assert [month.needed for month in wide.months] == [60, 60, 60]
    assert [month.covered for month in wide.months] == [50, 1, Fraction(19, 2)]


def test_one_more_point_of_a_rate_and_larger_deals_are_levers() -> None:
    sources: Rows = [{"id": "m", "name": "M"}, {"id": "p", "name": "P", "entry_stage": "s2"}]
    shares: Rows = [
        {"segment": "a", "source": "m", "share": "1"},
        {"segment": "a", "source": "p", "share": "1"},
    ]
    rates = rate_rows(["0.24", "0.49", "1"])
    figures = funnel(simple("4998", "1", ["1", "1", "1"], Source=sources, SourceShare=shares, Rate=rates))
    by_record = {lever.record: lever for lever in figures.levers}
    # 2499 wins a source: 5,100 at s2 each, 21,250 at s1 for the one that enters there.
    assert by_record["r1"].needed == {"s1": 21250, "s2": 5100}
    assert by_record["r1"].fewer == {"s1": Fraction(850)}
    assert by_record["r1"].fewer_entry_records == 850
    assert by_record["r2"].fewer == {"s1": Fraction(425), "s2": Fraction(102)}
    assert by_record["r2"].fewer_entry_records == 527
    assert by_record["r3"].fewer_entry_records == 0
    assert by_record[""].kind == "deal_size"
    assert by_record[""].fewer_entry_records == Fraction(26350, 101)
    strengths = [lever.fewer_entry_records for lever in figures.levers]
    assert strengths == [850, 527, Fraction(26350, 101), 0]


def test_a_rate_used_by_nobody_is_a_lever_of_nothing() -> None:
    rates: Rows = [
        {"id": "general", "stage": "s1", "rate": "0.5"},
        {"id": "own", "stage": "s1", "rate": "0.25", "segment": "a"},
    ]
    levers = {lever.record: lever for lever in funnel(simple("100", "1", ["0.5"], Rate=rates)).levers}
    assert levers["general"].fewer_entry_records == 0
    assert levers["own"].fewer_entry_records == 400 - Fraction(10000, 26)
    assert (levers["own"].segment, levers["own"].source) == ("a", "")


def test_guesses_are_listed_by_what_is_at_stake() -> None:
    rates: Rows = [
        {"id": "data", "stage": "s1", "rate": "0.5", "evidence": "data"},
        {"id": "told", "stage": "s2", "rate": "0.25", "evidence": "told"},
        {"id": "guess", "stage": "s3", "rate": "0.1", "evidence": "guess"},
        {"id": "thin", "stage": "s4", "rate": "0.05", "evidence": "guess"},
    ]
    figures = funnel(simple("1", "1", ["1", "1", "1", "1"], Rate=rates))
    found = [(guess.record, guess.evidence, guess.more_entry_records) for guess in figures.guesses]
    assert found == [("guess", "guess", 1600), ("told", "told", 400), ("thin", "guess", None)]


def test_the_funnel_is_computed_again_only_when_its_records_change() -> None:
    plan = simple("100", "1", ["0.5"])
    first = funnel(plan)
    assert funnel(plan) is first
    renamed = plan.replaced({"Team": {"marketing": None}})
    assert funnel(renamed) is first
    without = plan.replaced({"Rate": {"r1": None}})
    assert funnel(without).total("s1").exact is None
    assert first.total("s1").exact == 200


def test_the_mean_rate_counts_what_passed_and_not_what_came_in_later() -> None:
    sources: Rows = [{"id": "m", "name": "M"}, {"id": "p", "name": "P", "entry_stage": "s2"}]
    shares: Rows = [{"segment": "a", "source": "m", "share": "1"}, {"segment": "a", "source": "p", "share": "1"}]
    plan = simple("20", "1", ["0.5", "0.25"], ["10", "20"], Source=sources, SourceShare=shares)
    figures = funnel(plan)
    assert [figures.total(stage).for_plan for stage in ("s1", "s2", "s3")] == [80, 80, 20]
    first, whole = way(figures, "s1", "s2"), way(figures, "s1", "s3")
    assert first.rate == Fraction(1, 2)
    assert list(map(str, (*first.days, *first.records))) == ["10", "10", "r1"]
    assert whole.rate == Fraction(1, 8)
    assert list(map(str, (*whole.days, *whole.records))) == ["30", "30", "r1", "r2"]


def test_a_mean_rate_weighs_segments_by_their_records_and_is_unknown_where_one_is() -> None:
    segments: Rows = [
        {"id": "a", "name": "A", "revenue_target": "30", "average_deal_size": "1"},
        {"id": "b", "name": "B", "revenue_target": "10", "average_deal_size": "1"},
    ]
    rates: Rows = [
        {"id": "r", "stage": "s1", "rate": "0.5", "days": "10"},
        {"id": "q", "stage": "s1", "rate": "0.1", "days": "40", "segment": "b"},
    ]
    figures = funnel(built(FunnelStage=stage_rows(2), Segment=segments, Rate=rates))
    both = way(figures, "s1", "s2")
    assert both.rate == Fraction(40, 160)
    assert list(map(str, both.days)) == ["10", "40"]
    assert {*both.records} == {"r", "q"}
    assert way(figures, "s1", "s2", "b").rate == Fraction(1, 10)
    missing = funnel(built(FunnelStage=stage_rows(2), Segment=segments, Rate=rates[1:]))
    assert way(missing, "s1", "s2").rate is None
    assert way(missing, "s1", "s2", "b").rate == Fraction(1, 10)
