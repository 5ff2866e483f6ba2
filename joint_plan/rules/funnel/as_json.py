"""The funnel as JSON: `derived.funnel` of `show --json` (funnel.md, "Records in, figures out").

Exact values are texts: integers or fractions in lowest terms. `null` where not reachable, and for "all" or "none".
"""

from fractions import Fraction

from joint_plan.plan.values import Json
from joint_plan.rules.funnel.against import Coverage, Load
from joint_plan.rules.funnel.figures import Figure, SegmentFigures
from joint_plan.rules.funnel.funnel import Funnel
from joint_plan.rules.funnel.levers import Lever
from joint_plan.rules.funnel.months import Months
from joint_plan.rules.funnel.problems import Problem
from joint_plan.rules.funnel.rows import Row


def funnel_json(funnel: Funnel) -> dict[str, Json]:
    """Every derived figure of the funnel."""
    return {
        "rows": [_row(row) for row in funnel.rows],
        "segments": [_segment(item) for item in funnel.segments],
        "totals": [_total(figure) for figure in funnel.totals],
        "levers": [_lever(lever) for lever in funnel.levers],
        "capacity": [_load(load) for load in funnel.capacity],
        "coverage": [_coverage(item) for item in funnel.coverage],
        "problems": [_problem(problem) for problem in funnel.problems],
    }


def exact_text(value: Fraction | None) -> str | None:
    """An exact value as text: "25", "1000/3"."""
    return None if value is None else str(value)


def _months(months: Months) -> list[Json]:
    return [
        {"month": figure.month, "exact": exact_text(figure.exact), "committed": figure.committed} for figure in months
    ]


def _row(row: Row) -> dict[str, Json]:
    return {
        "segment": row.segment,
        "source": row.source,
        "stage": row.stage,
        "for_plan": exact_text(row.for_plan),
        "before_start": exact_text(row.before_start),
        "revenue_before_start": exact_text(row.revenue_before_start),
        "lag_months": row.lag_months,
        "months": _months(row.months),
        "committed_total": row.committed_total,
        "still_to_create": _months(row.still_to_create),
    }


def _segment(item: SegmentFigures) -> dict[str, Json]:
    return {
        "segment": item.segment,
        "new_revenue": exact_text(item.new_revenue),
        "pipeline_required": exact_text(item.pipeline_required),
        "coverage_required": exact_text(item.coverage_required),
        "sources": [
            {
                "source": source.source,
                "deals": exact_text(source.deals),
                "win_rate": exact_text(source.win_rate),
                "lead_value": {stage: exact_text(value) for stage, value in source.lead_value.items()},
            }
            for source in item.sources
        ],
    }


def _total(figure: Figure) -> dict[str, Json]:
    return {
        "stage": figure.stage,
        "exact": exact_text(figure.exact),
        "committed": figure.committed,
        "rows_committed": figure.rows_committed,
    }


def _lever(lever: Lever) -> dict[str, Json]:
    return {
        "kind": lever.kind,
        "stage": lever.stage or None,
        "segment": lever.segment or None,
        "source": lever.source or None,
        "fewer_entry_records": exact_text(lever.fewer_entry_records),
    }


def _load(load: Load) -> dict[str, Json]:
    return {
        "team": load.team,
        "stage": load.stage,
        "segment": load.segment or None,
        "months": [
            {"month": month.month, "need": exact_text(month.need), "can": exact_text(month.can)}
            for month in load.months
        ],
        "first_short": load.first_short,
    }


def _coverage(item: Coverage) -> dict[str, Json]:
    return {
        "stage": item.stage,
        "segment": item.segment or None,
        "source": item.source or None,
        "needed": exact_text(item.needed),
        "covered": exact_text(item.covered),
        "gap": exact_text(item.gap),
        "months": [
            {
                "month": month.month,
                "needed": exact_text(month.needed),
                "covered": exact_text(month.covered),
                "gap": exact_text(month.gap),
            }
            for month in item.months
        ],
    }


def _problem(problem: Problem) -> dict[str, Json]:
    return {
        "record": problem.record,
        "id": problem.id or None,
        "field": problem.field,
        "message": problem.message,
    }
