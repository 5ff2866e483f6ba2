"""What holds for every plan, whatever its numbers."""

from __future__ import annotations

import copy
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from joint_plan.rules.funnel import Months, funnel
from tests.rules.funnel.building import built
from tests.rules.funnel.reference import Records
from tests.rules.funnel.strategies import plans


def never_behind_never_a_unit_ahead(months: Months) -> None:
    """Rule 5 for any months, those of a total included."""
    exact = [figure.exact or Fraction(0) for figure in months]
    committed = [figure.committed or 0 for figure in months]
    assert sum(committed) == months.committed_total
    for promised, needed in zip(accumulate(committed), accumulate(exact), strict=True):
        assert needed <= promised < needed + 1


@given(plans())
def test_committed_months_add_up_and_stay_within_one_of_the_exact_running_total(records: Records) -> None:
    figures = funnel(built(**records))
    for row in figures.rows:
        if row.reachable:
            never_behind_never_a_unit_ahead(row.months)
            never_behind_never_a_unit_ahead(row.still_to_create)
    for total in figures.totals:
        if total.exact is not None:
            never_behind_never_a_unit_ahead(total.months)
            never_behind_never_a_unit_ahead(total.still_to_create)
            assert total.committed is not None
            assert total.rows_committed is not None
            assert total.committed <= total.rows_committed < total.committed + max(1, len(total.rows))


@given(plans(faults=False))
def test_before_the_start_and_the_plans_own_part_of_the_months_are_what_the_plan_needs(records: Records) -> None:
    figures = funnel(built(**records))
    for row in figures.rows:
        assert row.before_start is not None
        assert row.lag_months is not None
        own = [row.months.exact(month) or Fraction(0) for month in range(1, figures.months - row.lag_months + 1)]
        assert row.before_start + sum(own, Fraction(0)) == row.for_plan


@given(plans(faults=False), st.data())
def test_raising_a_rate_never_raises_a_need(records: Records, data: st.DataObject) -> None:
    better = copy.deepcopy(records)
    row = data.draw(st.sampled_from(better["Rate"]))
    row["rate"] = str(data.draw(st.decimals(Decimal(row["rate"]), 1, places=4)))
    for before, after in zip(funnel(built(**records)).rows, funnel(built(**better)).rows, strict=True):
        assert before.for_plan is not None
        assert after.for_plan is not None
        assert after.for_plan <= before.for_plan
        for earlier, later in zip(before.months, after.months, strict=True):
            assert earlier.exact is not None
            assert later.exact is not None
            assert later.exact <= earlier.exact


@given(plans(faults=False, in_flight=False), st.sampled_from(["2", "0.5", "3.7"]))
def test_scaling_revenue_scales_every_exact_count(records: Records, factor: str) -> None:
    scaled = copy.deepcopy(records)
    for segment in scaled["Segment"]:
        for name in ("revenue_target", "existing_revenue", "after_plan_monthly_revenue"):
            if segment.get(name) is not None:
                segment[name] = str(Decimal(segment[name]) * Decimal(factor))
    for row, other in zip(funnel(built(**records)).rows, funnel(built(**scaled)).rows, strict=True):
        assert row.for_plan is not None
        assert other.for_plan == row.for_plan * Fraction(factor)
        for figure, bigger in zip(row.months, other.months, strict=True):
            assert figure.exact is not None
            assert bigger.exact == figure.exact * Fraction(factor)


@given(plans(faults=False))
def test_what_is_in_flight_never_adds_to_what_must_be_created(records: Records) -> None:
    for row in funnel(built(**records)).rows:
        gross = list(accumulate(figure.exact or Fraction(0) for figure in row.months))
        rest = list(accumulate(figure.exact or Fraction(0) for figure in row.still_to_create))
        assert all(created >= 0 for created in rest)
        assert row.before_to_create.total is not None
        assert row.before_start is not None
        # What was due before month 1 and is not there counts too: only together is it never more than the gross need.
        for needed, created in zip(gross, rest, strict=True):
            assert row.before_to_create.total + created <= row.before_start + needed


@given(plans(faults=False))
def test_segments_agree_with_rows(records: Records) -> None:
    figures = funnel(built(**records))
    win = figures.stages[-1].id
    for segment in figures.segments:
        assert segment.new_revenue is not None
        for source in segment.sources:
            row = figures.row(segment.segment, source.source, win)
            assert row is not None
            assert row.for_plan == source.deals
            for stage, worth in source.lead_value.items():
                above = figures.row(segment.segment, source.source, stage)
                assert above is not None
                assert above.for_plan is not None
                assert worth is not None
                won = source.lead_value[win]
                assert won is not None
                # All records of a stage together are worth the revenue they are to bring.
                assert above.for_plan * worth == (source.deals or 0) * won
        if segment.new_revenue:
            assert segment.coverage_required is not None
            assert segment.pipeline_required == segment.coverage_required * segment.new_revenue
            assert segment.coverage_required >= 1


@given(plans(faults=False))
def test_levers_are_what_the_plan_with_the_better_rate_needs_less(records: Records) -> None:
    figures = funnel(built(**records))
    entries = {path.key: figures.stages[path.entry].id for path in figures.inputs.paths}
    for lever in figures.levers:
        better = copy.deepcopy(records)
        for number, row in enumerate(better["Rate"], 1):
            if lever.record == f"rate-{number}":
                row["rate"] = str(min(Decimal(1), Decimal(row["rate"]) + Decimal("0.01")))
        if lever.kind == "deal_size":
            for item in [*better["Segment"], *better.get("SourceShare", [])]:
                if item.get("average_deal_size") is not None:
                    item["average_deal_size"] = str(Decimal(item["average_deal_size"]) * Decimal("1.01"))
        needed, then = (
            sum(
                (row.for_plan or Fraction(0) for row in plan.rows if entries[row.segment, row.source] == row.stage),
                Fraction(0),
            )
            for plan in (figures, funnel(built(**better)))
        )
        assert lever.fewer_entry_records == needed - then
