"""The scorecard: periods, targets from the plan, what counts as measured, and how it stands."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joint_plan.plan.follow_up import Actual
from joint_plan.plan.funnel import MonthWeight, Segment
from joint_plan.plan.goals import Goal, Metric
from joint_plan.plan.session import Plan
from joint_plan.plan.slas import Sla, SlaLevel
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.funnel import funnel
from joint_plan.rules.funnel_targets import monthly_targets
from joint_plan.rules.public import public_plan
from joint_plan.rules.scorecard import (
    Scorecard,
    ScoreRow,
    attainment,
    group_name,
    scorecard,
    status,
    status_label,
    variance,
)
from joint_plan.rules.starting_plan import template
from tests.rules.plans import added, blank, changed, removed

JANUARY = dt.date(2027, 1, 1)
MONDAY = dt.date(2027, 1, 4)


def plan(*items: object, start: dt.date | None = JANUARY, months: int = 12) -> Snapshot:
    """A plan with its first month, and these records."""
    started = changed(blank(), "Plan:plan", period_start=start, months=months)
    return added(started, *items)  # type: ignore[arg-type]  # records of several types


def row_of(card: Scorecard, key: str) -> ScoreRow:
    """The row of what is measured."""
    row = card.row(key)
    assert row is not None
    return row


def target(card: Scorecard, key: str, period: str) -> Fraction | None:
    """The target of a row in a period."""
    place = next(place for place, one in enumerate(card.periods) if one.key == period)
    return row_of(card, key).targets[place]


def measured(direction: str, goal: str | None, actual: str | None) -> ScoreRow:
    """A row with one period."""
    return ScoreRow(
        "Metric:m",
        "Metric",
        "M-01",
        "Measure",
        "drivers",
        "",
        "count",
        direction,
        (None if goal is None else Fraction(goal),),
        (None if actual is None else Decimal(actual),),
    )


# Periods


@pytest.mark.parametrize(
    ("start", "monday", "reason"),
    [
        ("2027-01-01", "2027-01-04", "a Friday: its week belongs to the year before"),
        ("2026-01-01", "2025-12-29", "a Thursday: its week is the plan's"),
        ("2027-03-01", "2027-03-01", "a Monday"),
        ("2026-11-01", "2026-11-02", "a Sunday"),
    ],
)
def test_the_first_week_is_the_one_whose_thursday_is_in_the_plan(start: str, monday: str, reason: str) -> None:
    card = scorecard(plan(start=dt.date.fromisoformat(start)))
    weeks = [period for period in card.periods if period.kind == "week"]
    assert weeks[0].key == monday, reason
    assert [period.number for period in weeks] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert all(period.starts is not None and period.starts.weekday() == 0 for period in weeks)
    assert all(period.days == 7 for period in weeks)


@pytest.mark.parametrize("months", [3, 12, 24])
def test_months_cover_the_whole_plan_without_a_gap(months: int) -> None:
    periods = [period for period in scorecard(plan(months=months)).periods if period.kind == "month"]
    assert [period.number for period in periods] == list(range(1, months + 1))
    for before, after in itertools.pairwise(periods):
        assert before.ends is not None
        assert after.starts == before.ends + dt.timedelta(days=1)


def test_without_a_first_month_the_months_are_numbered() -> None:
    card = scorecard(plan(start=None, months=3))
    assert [(period.key, period.label, period.starts) for period in card.periods] == [
        ("month-1", "Month 1", None),
        ("month-2", "Month 2", None),
        ("month-3", "Month 3", None),
    ]


def test_a_plan_at_the_end_of_time_has_periods() -> None:
    card = scorecard(plan(start=dt.date(9999, 11, 1)))
    assert len(card.places("month")) == 12
    assert len(card.places("week")) == 8


# Targets


def goal_and_metric(**columns: Any) -> tuple[Metric, Goal]:  # noqa: ANN401  columns of several types
    """A kept metric and the goal that names it."""
    metric = Metric(id="m", name="Answered", unit="percent", decision="keep", metric_class="driver")
    goal = Goal(id="g", title="Answer more", metric="m", unit="percent")
    return metric, replace(goal, **columns)


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"baseline": "40", "target": "46", "due": "2027-06-30"}, ["41", "42", "43", "44", "45", "46", "46"]),
        ({"baseline": "46", "target": "40", "due": "2027-03-01"}, ["44", "42", "40", "40", "40", "40", "40"]),
        ({"target": "46", "due": "2027-06-30"}, ["46"] * 7),
        ({"baseline": "40", "target": "46"}, ["46"] * 7),
        ({"baseline": "0", "target": "1", "due": "2027-03-31"}, ["1/3", "2/3", "1", "1", "1", "1", "1"]),
        ({"baseline": "40", "target": "46", "due": "2026-12-31"}, ["46"] * 7),
        ({"baseline": "40", "due": "2027-06-30"}, [None] * 7),
    ],
)
def test_a_metric_runs_in_a_straight_line_to_its_goal(columns: dict[str, str], expected: list[str | None]) -> None:
    typed = {name: dt.date.fromisoformat(v) if name == "due" else Decimal(v) for name, v in columns.items()}
    card = scorecard(plan(*goal_and_metric(**typed)))
    first = card.places("month")[0]
    found = row_of(card, "Metric:m").targets[first : first + 7]
    assert found == tuple(None if text is None else Fraction(text) for text in expected)


def test_a_week_lies_on_the_same_line_as_its_month() -> None:
    typed = {"baseline": Decimal(0), "target": Decimal(12), "due": dt.date(2027, 12, 31)}
    card = scorecard(plan(*goal_and_metric(**typed)))
    assert target(card, "Metric:m", "2027-01-25") == 1  # ends on 31 January
    assert target(card, "Metric:m", "2027-01-04") == Fraction(10, 31)


def test_only_kept_metrics_have_a_row_and_a_goal_in_another_unit_gives_no_target() -> None:
    metric, goal = goal_and_metric(target=Decimal(46), unit="days")
    card = scorecard(plan(metric, goal, Metric(id="n", name="Visits", decision="drop")))
    assert card.row("Metric:n") is None
    row = row_of(card, "Metric:m")
    assert set(row.targets) == {None}
    assert "another unit" in row.without


def test_the_revenue_goal_falls_into_the_months_by_the_weights_of_the_segments() -> None:
    view = plan(
        Metric(id="m", name="Bookings", unit="money", decision="keep", metric_class="outcome"),
        Goal(id="g", title="Book more", metric="m", unit="money", revenue_goal=True),
        Segment(id="s", name="All", revenue_target=Decimal(600), average_deal_size=Decimal(10)),
        MonthWeight(segment="s", month=1, weight=Fraction(1)),
        MonthWeight(segment="s", month=2, weight=Fraction(2)),
        months=3,
    )
    card = scorecard(view)
    assert [target(card, "Metric:m", key) for key in ("2027-01", "2027-02", "2027-03")] == [200, 400, 0]
    # The week of 25 January lies in January whole, that of 1 February in February.
    assert target(card, "Metric:m", "2027-01-25") == Fraction(200) * 7 / 31
    assert target(card, "Metric:m", "2027-02-01") == Fraction(400) * 7 / 28


@pytest.mark.parametrize(
    ("columns", "unit", "direction", "month", "week"),
    [
        ({"met_share": Decimal("0.95"), "time_limit": Decimal(4)}, "percent", "up", "95", "95"),
        ({"met_share": Decimal("0.9"), "target": Decimal(5)}, "percent", "up", "90", "90"),
        ({"time_limit": Decimal(4)}, "percent", "up", None, None),
        ({"target": Decimal(31), "unit": "calls", "period": 1, "period_unit": "month"}, "calls", "up", "31", "7"),
        ({"target": Decimal(10), "unit": "calls", "period": 1, "period_unit": "week"}, "calls", "up", "310/7", "10"),
        ({"target": Decimal(12), "unit": "x", "period": 2, "period_unit": "quarter"}, "x", "up", "2", "14/31"),
        ({"target": Decimal(1), "period": 1, "period_unit": "day"}, "count", "up", "31", "7"),
        ({"target": Decimal(8), "unit": "hours"}, "hours", "down", "8", "8"),
        ({"target": Decimal(8), "unit": "stars"}, "stars", "up", "8", "8"),
        ({}, "count", "up", None, None),
    ],
)
def test_an_sla_is_measured_by_its_share_or_its_number(
    columns: dict[str, object], unit: str, direction: str, month: str | None, week: str | None
) -> None:
    sla = Sla(id="s", owed_by="sales", owed_to="marketing", obligation="calls")
    view = changed(plan(sla), "Sla:s", **columns)
    card = scorecard(view)
    row = row_of(card, "Sla:s")
    assert (row.unit, row.direction, row.owner_team, row.group) == (unit, direction, "sales", "promises:sales")
    assert target(card, "Sla:s", "2027-01") == (None if month is None else Fraction(month))
    assert target(card, "Sla:s", "2027-01-11") == (None if week is None else Fraction(week))
    assert bool(row.without) == (month is None)


@pytest.mark.parametrize(("second", "expected"), [("0.9", Fraction(90)), ("0.8", None)])
def test_levels_give_a_share_where_it_is_the_same(second: str, expected: Fraction | None) -> None:
    view = plan(
        Sla(id="s", owed_by="sales", owed_to="marketing", obligation="calls"),
        SlaLevel(sla="s", tier="A", met_share=Decimal("0.9")),
        SlaLevel(sla="s", tier="B", met_share=Decimal(second)),
    )
    assert target(scorecard(view), "Sla:s", "2027-05") == expected


def test_nothing_is_owed_before_an_sla_starts() -> None:
    sla = Sla(
        id="s",
        owed_by="sales",
        owed_to="marketing",
        obligation="calls",
        met_share=Decimal(1),
        starts_on=dt.date(2027, 2, 15),
    )
    card = scorecard(plan(sla))
    assert target(card, "Sla:s", "2027-01") is None
    assert target(card, "Sla:s", "2027-02-08") is None
    assert target(card, "Sla:s", "2027-02-15") == 100
    assert target(card, "Sla:s", "2027-02") == 100


def test_the_funnel_gives_its_committed_numbers_to_slas_and_stages() -> None:
    view = template("sample")
    card = scorecard(view)
    sla = view.get(Sla, "mql-count")
    assert sla is not None
    numbers = monthly_targets(view, sla)
    assert numbers
    for place in card.places("month"):
        number = card.periods[place].number
        assert row_of(card, "Sla:mql-count").targets[place] == numbers[number]
        for stage in funnel(view).totals:
            assert row_of(card, f"FunnelStage:{stage.stage}").targets[place] == stage.months[number - 1].committed


def test_a_stage_out_of_reach_has_no_target_never_nought() -> None:
    card = scorecard(plan(Segment(id="s", name="All", revenue_target=Decimal(600))))
    for row in card.rows:
        assert set(row.targets) == {None}
        assert row.without


def test_rows_come_in_groups_and_left_out_sections_have_none() -> None:
    view = template("sample")
    card = scorecard(view)
    groups = list(dict.fromkeys(row.group for row in card.rows))
    assert groups == ["outcomes", "drivers", "promises:marketing", "promises:sales", "promises:success", "funnel"]
    assert [row.group for row in card.rows] == [g for g in groups for row in card.rows if row.group == g]
    assert group_name(view, "promises:sales") == "What Sales owes"
    hidden = changed(view, "Plan:plan", hidden_sections=("goals",))
    assert {row.type_name for row in scorecard(hidden).rows} == {"Sla"}


# Actuals


def test_the_later_of_two_actuals_counts_and_the_double_is_named() -> None:
    view = plan(
        Metric(id="m", name="Answered", decision="keep"),
        Actual(id="a", item="Metric:m", month=JANUARY, value=Decimal(3)),
        Actual(id="b", item="Metric:m", month=JANUARY, value=Decimal(4)),
        Actual(id="c", item="Metric:m", month=JANUARY, comment="Nobody counted"),
    )
    card = scorecard(view)
    place = card.places("month")[0]
    assert row_of(card, "Metric:m").actuals[place] == 4
    assert card.recorded["Metric:m", "2027-01"].id == "b"
    assert [(problem.key, "later" in problem.text) for problem in card.problems] == [("Actual:a", True)]


def test_a_comment_alone_is_kept_for_the_value_that_comes() -> None:
    said = Actual(id="a", item="Metric:m", month=JANUARY, comment="Nobody counted")
    view = plan(Metric(id="m", name="Answered", decision="keep"), said)
    card = scorecard(view)
    assert card.recorded["Metric:m", "2027-01"].comment == "Nobody counted"
    assert (set(row_of(card, "Metric:m").actuals), card.problems) == ({None}, ())
    later = scorecard(added(view, Actual(id="b", item="Metric:m", month=JANUARY, value=Decimal(4))))
    assert (later.recorded["Metric:m", "2027-01"].id, later.problems) == ("b", ())


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"item": "Metric:gone", "month": JANUARY}, "not on the scorecard"),
        ({"item": "Metric:m"}, "neither"),
        ({"item": "Metric:m", "month": JANUARY, "week": MONDAY}, "a month and a week"),
        ({"item": "Metric:m", "month": dt.date(2026, 12, 1)}, "outside of the plan"),
        ({"item": "Metric:m", "week": dt.date(2027, 3, 1)}, "none of the first eight"),
    ],
)
def test_what_does_not_count_says_why(columns: dict[str, object], words: str) -> None:
    view = plan(Metric(id="m", name="Answered", decision="keep"), Actual(id="a", item="Metric:m", value=Decimal(3)))
    card = scorecard(changed(view, "Actual:a", **columns))
    assert set(row_of(card, "Metric:m").actuals) == {None}
    assert [problem.key for problem in card.problems] == ["Actual:a"]
    assert words in card.problems[0].text


def test_any_day_names_its_week_and_a_value_of_nought_is_a_value() -> None:
    view = plan(
        Metric(id="m", name="Answered", decision="keep"),
        Actual(id="a", item="Metric:m", week=dt.date(2027, 1, 10), value=Decimal(0)),
    )
    card = scorecard(view)
    assert card.recorded["Metric:m", "2027-01-04"].id == "a"
    assert row_of(card, "Metric:m").actuals[0] == 0
    assert scorecard(public_plan(view)).rows == card.rows
    assert [problem.key for problem in scorecard(removed(view, "Metric:m")).problems] == ["Actual:a"]


# How it stands


@pytest.mark.parametrize(
    ("direction", "goal", "actual", "apart", "share", "found"),
    [
        ("up", "100", "100", "0", "1", "met"),
        ("up", "100", "99.99", "-1/100", "9999/10000", "near"),
        ("up", "100", "90", "-10", "9/10", "near"),
        ("up", "100", "89.999", "-10001/1000", "89999/100000", "missed"),
        ("up", "100", "150", "50", "3/2", "met"),
        ("up", "0", "0", "0", None, "met"),
        ("up", "0", "-1", "-1", None, "missed"),
        ("up", "-5", "-4", "1", None, "met"),
        ("up", "100", "-4", "-104", "-1/25", "missed"),
        ("down", "4", "4", "0", "1", "met"),
        ("down", "4", "3", "1", "4/3", "met"),
        ("down", "4", "4.4", "-2/5", "10/11", "near"),
        ("down", "4", "19", "-15", "4/19", "missed"),
        ("down", "4", "0", "4", None, "met"),
        ("down", "0", "1", "-1", None, "missed"),
        ("down", "0", "0", "0", None, "met"),
        ("hold", "50", "50", "0", "1", "met"),
        ("hold", "50", "52.5", "-5/2", "19/20", "met"),
        ("hold", "50", "47.4", "-13/5", "237/250", "near"),
        ("hold", "50", "200", "-150", "0", "missed"),
        ("hold", "0", "0", "0", None, "met"),
        ("hold", "0", "1", "-1", None, "missed"),
        ("hold", "-10", "-10", "0", "1", "met"),
        ("up", None, "3", None, None, ""),
        ("up", "3", None, None, None, ""),
        ("down", "0", None, None, None, ""),
    ],
)
def test_status_by_direction(
    direction: str, goal: str | None, actual: str | None, apart: str | None, share: str | None, found: str
) -> None:
    row = measured(direction, goal, actual)
    assert variance(row, 0) == (None if apart is None else Fraction(apart))
    assert attainment(row, 0) == (None if share is None else Fraction(share))
    assert status(row, 0) == found


def test_statuses_have_words() -> None:
    assert [status_label(found) for found in ("met", "near", "missed", "")] == ["Met", "Near", "Missed", ""]


def test_promises_kept_are_counted_by_team_and_for_handoffs() -> None:
    view = template("sample")
    for number, (key, value) in enumerate((("mql-handover", 95), ("campaign-notice", 50), ("accept-reject", 94))):
        view = added(view, Actual(id=f"t-{number}", item=f"Sla:{key}", month=dt.date(2027, 3, 1), value=Decimal(value)))
    card = scorecard(view)
    place = next(place for place, period in enumerate(card.periods) if period.key == "2027-03")
    counts = {one.key: (one.met[place], one.measured[place], one.share(place)) for one in card.together}
    assert counts == {
        "promises:marketing": (1, 2, Fraction(1, 2)),
        "promises:sales": (0, 1, Fraction(0)),
        "promises:success": (0, 0, None),
        "handoffs": (1, 1, Fraction(1)),
    }


_NUMBERS = st.decimals(min_value=-1000, max_value=1000, places=2)


@given(st.sampled_from(("up", "down", "hold")), _NUMBERS, _NUMBERS, _NUMBERS)
def test_a_better_actual_never_stands_worse(direction: str, goal: Decimal, one: Decimal, two: Decimal) -> None:
    order = ("missed", "near", "met")
    first, second = (measured(direction, str(goal), str(actual)) for actual in (one, two))
    better, worse = sorted((first, second), key=lambda row: variance(row, 0) or Fraction(0), reverse=True)
    assert order.index(status(better, 0)) >= order.index(status(worse, 0))
    met = direction != "hold" and (variance(better, 0) or Fraction(0)) >= 0
    assert not met or status(better, 0) == "met"


@given(
    start=st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1)).map(lambda day: day.replace(day=1)),
    months=st.integers(3, 24),
    weights=st.lists(st.integers(1, 9), min_size=24, max_size=24),
    revenue=st.integers(1, 10**9),
)
def test_revenue_adds_up_and_weeks_take_their_days(
    start: dt.date, months: int, weights: list[int], revenue: int
) -> None:
    view = plan(
        Metric(id="m", name="Bookings", unit="money", decision="keep"),
        Goal(id="g", title="Book", metric="m", unit="money", revenue_goal=True),
        Segment(id="s", name="All", revenue_target=Decimal(revenue)),
        *(MonthWeight(month=number, weight=Fraction(weights[number - 1])) for number in range(1, months + 1)),
        start=start,
        months=months,
    )
    card = scorecard(view)
    row = row_of(card, "Metric:m")
    by_month = {card.periods[place].key: row.targets[place] or Fraction(0) for place in card.places("month")}
    assert sum(by_month.values()) == revenue
    for place in card.places("week"):
        period = card.periods[place]
        assert period.starts is not None
        expected = Fraction(0)
        for offset in range(7):
            day = period.starts + dt.timedelta(days=offset)
            length = ((day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)).day
            expected += by_month.get(f"{day:%Y-%m}", Fraction(0)) / length
        assert row.targets[place] == expected


def test_the_plan_counts_from_its_own_record() -> None:
    assert scorecard(Snapshot.of([Plan(id="plan", months=5)])).places("month") == (0, 1, 2, 3, 4)
