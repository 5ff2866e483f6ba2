"""Total and weights from quarters, months, or last period and growth."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from joint_plan.base.errors import FieldError
from joint_plan.plan.funnel import MonthWeight, Segment
from joint_plan.plan.record import Record, checked
from joint_plan.rules.funnel import funnel
from joint_plan.rules.funnel.derive import (
    Spread,
    from_last_period,
    from_last_total,
    from_months,
    from_quarters,
    month_targets,
)
from tests.rules.funnel.building import simple


def won_by_month(spread: Spread, months: int) -> list[Fraction | None]:
    """What the funnel makes of it: wins by month at a deal size of 1."""
    plan = simple("1", "1", ["1"], months=months)
    segment = plan.all(Segment)[0]
    weights: dict[str, Record | None] = {
        f"w{row.month}": checked(replace(row, id=f"w{row.month}")) for row in spread.records()
    }
    target: dict[str, Record | None] = {segment.id: replace(segment, revenue_target=spread.total)}
    row = funnel(plan.replaced({"MonthWeight": weights, "Segment": target})).row("a", "all", "s2")
    assert row is not None
    return [figure.exact for figure in row.months]


def amounts(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


def test_quarters_are_met_exactly_and_their_months_are_equal() -> None:
    spread = from_quarters(amounts("100", "250.5", "0", "400"), 12)
    assert spread.total == Decimal("750.5")
    months = won_by_month(spread, 12)
    assert months[0] == months[1] == months[2] == Fraction(100, 3)
    sums = [sum((month or Fraction(0) for month in months[start : start + 3]), Fraction(0)) for start in (0, 3, 6, 9)]
    assert sums == [100, Fraction(501, 2), 0, 400]


def test_a_plan_may_end_within_a_quarter() -> None:
    spread = from_quarters(amounts("300", "300", "100"), 7)
    assert won_by_month(spread, 7) == [100, 100, 100, 100, 100, 100, 100]
    spread = from_quarters(amounts("300", "100"), 5)
    assert won_by_month(spread, 5) == [100, 100, 100, 50, 50]


def test_months_are_their_own_weights() -> None:
    spread = from_months(amounts("100", "120", "90", "110"))
    assert spread.total == 420
    assert won_by_month(spread, 4) == [100, 120, 90, 110]


def test_last_period_and_growth_keep_the_shape() -> None:
    spread = from_last_period(amounts("100", "200", "0.1"), Decimal("0.25"))
    assert spread.total == Decimal("375.125")
    assert won_by_month(spread, 3) == [125, 250, Fraction(1, 8)]
    assert won_by_month(from_last_total(Decimal("1000"), Decimal("-0.1"), 3), 3) == [300, 300, 300]


def test_records_name_their_segment_and_month() -> None:
    rows = from_months(amounts("1", "2")).records("a")
    assert rows == (
        MonthWeight(segment="a", month=1, weight=Fraction(1)),
        MonthWeight(segment="a", month=2, weight=Fraction(2)),
    )


def test_a_target_by_month_adds_up_and_gives_itself_back() -> None:
    third = Segment(id="a", revenue_target=Decimal(100))
    assert month_targets(third, (1, 1, 1)) == tuple(amounts("33", "34", "33"))
    assert month_targets(Segment(id="a", revenue_target=Decimal("0.05")), (1, 1)) == (Decimal("0.03"), Decimal("0.02"))
    held = month_targets(Segment(id="a", revenue_target=Decimal(900)), (Fraction(1, 3), 0, Fraction(2, 3)))
    assert held == tuple(amounts("300", "0", "600"))
    assert from_months(held).total == 900
    assert month_targets(Segment(id="a"), (1, 1)) == month_targets(third, (0, 0)) == ()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: from_quarters(amounts("1", "2"), 12), "The plan has 4 quarters"),
        (lambda: from_months(amounts("1", "-2")), "never below 0"),
        (lambda: from_quarters(amounts("0", "0", "0", "0"), 12), "more than 0"),
        (lambda: from_last_total(Decimal(0), Decimal("0.2"), 12), "more than 0"),
        (lambda: from_last_period(amounts("1"), Decimal(-1)), "nothing is left"),
    ],
)
def test_what_gives_no_plan_is_refused_at_the_field(make: object, words: str) -> None:
    assert callable(make)
    with pytest.raises(FieldError) as refused:
        make()
    assert words in str(refused.value)
    assert (refused.value.record, refused.value.field) == ("Segment", "revenue_target")
