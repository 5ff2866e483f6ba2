"""Plans for the funnel's tests, built from JSON records as `joint-plan build` reads them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import joint_plan.plan.types  # noqa: F401  registers every record type
from joint_plan.plan.jsonform import snapshot_from_json
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Json
from joint_plan.rules.funnel import Funnel, funnel

Rows = list[dict[str, Json]]


def built(**records: Rows) -> Snapshot:
    """A plan of these records."""
    return snapshot_from_json({"records": {name: list(rows) for name, rows in records.items()}})


def stage_rows(count: int) -> Rows:
    """Stages s1, s2, ...; the last one is the win."""
    return [{"id": f"s{number}", "name": f"Stage {number}"} for number in range(1, count + 1)]


def rate_rows(rates: Sequence[str], days: Sequence[str] = ()) -> Rows:
    """General rates from s1 on, with days where given."""
    rows: Rows = [{"id": f"r{number}", "stage": f"s{number}", "rate": rate} for number, rate in enumerate(rates, 1)]
    for row, value in zip(rows, days, strict=False):
        row["days"] = value
    return rows


def simple(
    target: str, deal_size: str, rates: Sequence[str], days: Sequence[str] = (), months: int = 12, **records: Rows
) -> Snapshot:
    """One segment "a", the default source, rates from the first stage on; further records replace or add."""
    given: dict[str, Rows] = {
        "Plan": [{"months": months}],
        "FunnelStage": stage_rows(len(rates) + 1),
        "Segment": [{"id": "a", "name": "A", "revenue_target": target, "average_deal_size": deal_size}],
        "Rate": rate_rows(rates, days),
    }
    return built(**(given | records))


def exact(figures: Funnel, stage: str) -> Fraction:
    """The exact total of a stage."""
    found = figures.total(stage).exact
    assert found is not None
    return found


def committed_by_stage(plan: Snapshot) -> list[int | None]:
    """Committed totals in the order of the stages."""
    return [figure.committed for figure in funnel(plan).totals]
