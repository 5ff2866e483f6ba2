"""The fast funnel and the slow one agree on every figure of random plans."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given

from joint_plan.rules.funnel import Months, funnel
from tests.rules.funnel.building import built
from tests.rules.funnel.reference import Number, Records, Reference, committed
from tests.rules.funnel.strategies import plans


def exact_months(months: Months) -> list[Number]:
    return [figure.exact for figure in months]


@given(plans())
def test_every_row_agrees(records: Records) -> None:
    figures = funnel(built(**records))
    expected = Reference(records)
    assert [(row.segment, row.source, row.stage) for row in figures.rows] == [
        (row.segment, row.source, row.stage) for row in expected.rows
    ]
    for row, other in zip(figures.rows, expected.rows, strict=True):
        assert row.for_plan == other.for_plan
        assert row.before_start == other.before_start
        assert row.revenue_before_start == other.revenue_before_start
        assert row.lag_months == other.lag_months
        assert exact_months(row.months) == other.exact
        assert [figure.committed for figure in row.months] == committed(other.exact)
        assert exact_months(row.still_to_create) == other.still
        assert [figure.committed for figure in row.still_to_create] == committed(other.still)


@given(plans())
def test_totals_agree_and_unreachable_rows_are_named(records: Records) -> None:
    figures = funnel(built(**records))
    expected = Reference(records)
    for total in figures.totals:
        assert total.exact == expected.total(total.stage)
    if any(not row.reachable for row in figures.rows):
        assert figures.problems


@given(plans(faults=False))
def test_what_lies_before_the_plan_is_shown_by_the_month_in_which_it_was_due(records: Records) -> None:
    months = records["Plan"][0]["months"]
    for row in funnel(built(**records)).rows:
        assert row.before.total == row.before_start
        assert row.lag_months is not None
        due = [month - row.lag_months for month in range(1, months + 1) if month <= row.lag_months]
        assert [figure.month for figure in row.before] == due
        # Before month 1 too a month takes the same records to the win as any other.
        by_month = {figure.month: figure.exact for part in (row.before, row.months) for figure in part}
        whole_plan = [by_month[month - row.lag_months] for month in range(1, months + 1)]
        assert sum((count or Fraction(0) for count in whole_plan), Fraction(0)) == row.for_plan
