"""`derived.funnel`: the documented shape, to the letter."""

from __future__ import annotations

import json
import re

from hypothesis import given

from joint_plan.plan.values import Json
from joint_plan.rules.funnel import funnel, funnel_json
from tests.rules.funnel.building import built, simple
from tests.rules.funnel.reference import Records
from tests.rules.funnel.strategies import plans

EXACT = re.compile(r"-?(0|[1-9][0-9]*)(/[1-9][0-9]*)?")


def test_a_small_plan_in_full() -> None:
    plan = simple(
        "50",
        "1",
        ["0.15"],
        ["30.4375"],
        months=3,
        InFlight=[{"segment": "a", "stage": "s1", "count": "20"}],
        Capacity=[{"team": "sales", "stage": "s1", "people": "2.5", "per_person_per_month": "40", "to_month": 2}],
        Initiative=[{"name": "Fair", "stage": "s1", "expected": {"2": "60.5"}}],
    )
    assert funnel_json(funnel(plan)) == {
        "rows": [
            {
                "segment": "a",
                "source": "all",
                "stage": "s1",
                "for_plan": "1000/3",
                "before_start": "1000/9",
                "revenue_before_start": "50/3",
                "lag_months": 1,
                "months": [
                    {"month": 1, "exact": "1000/9", "committed": 112},
                    {"month": 2, "exact": "1000/9", "committed": 111},
                    {"month": 3, "exact": "1000/9", "committed": 111},
                ],
                "committed_total": 334,
                "still_to_create": [
                    {"month": 1, "exact": "820/9", "committed": 92},
                    {"month": 2, "exact": "1000/9", "committed": 111},
                    {"month": 3, "exact": "1000/9", "committed": 111},
                ],
            },
            {
                "segment": "a",
                "source": "all",
                "stage": "s2",
                "for_plan": "50",
                "before_start": "0",
                "revenue_before_start": "0",
                "lag_months": 0,
                "months": [
                    {"month": 1, "exact": "50/3", "committed": 17},
                    {"month": 2, "exact": "50/3", "committed": 17},
                    {"month": 3, "exact": "50/3", "committed": 16},
                ],
                "committed_total": 50,
                "still_to_create": [
                    {"month": 1, "exact": "50/3", "committed": 17},
                    {"month": 2, "exact": "41/3", "committed": 14},
                    {"month": 3, "exact": "50/3", "committed": 16},
                ],
            },
        ],
        "segments": [
            {
                "segment": "a",
                "new_revenue": "50",
                "pipeline_required": "1000/3",
                "coverage_required": "20/3",
                "sources": [
                    {"source": "all", "deals": "50", "win_rate": "3/20", "lead_value": {"s1": "3/20", "s2": "1"}}
                ],
            }
        ],
        "totals": [
            {"stage": "s1", "exact": "1000/3", "committed": 334, "rows_committed": 334},
            {"stage": "s2", "exact": "50", "committed": 50, "rows_committed": 50},
        ],
        "levers": [
            {"kind": "rate", "stage": "s1", "segment": None, "source": None, "fewer_entry_records": "125/6"},
            {"kind": "deal_size", "stage": None, "segment": None, "source": None, "fewer_entry_records": "1000/303"},
        ],
        "capacity": [
            {
                "team": "sales",
                "stage": "s1",
                "segment": None,
                "months": [
                    {"month": 1, "need": "1000/9", "can": "100"},
                    {"month": 2, "need": "1000/9", "can": "100"},
                    {"month": 3, "need": "1000/9", "can": "0"},
                ],
                "first_short": 1,
            }
        ],
        "coverage": [
            {
                "stage": "s1",
                "segment": None,
                "source": None,
                "needed": "1000/3",
                "covered": "121/2",
                "gap": "1637/6",
                "months": [
                    {"month": 1, "needed": "1000/9", "covered": "0", "gap": "1000/9"},
                    {"month": 2, "needed": "1000/9", "covered": "121/2", "gap": "911/18"},
                    {"month": 3, "needed": "1000/9", "covered": "0", "gap": "1000/9"},
                ],
            }
        ],
        "problems": [],
    }


def exact_texts(value: Json) -> list[str]:
    """Every text that is or should be a number."""
    if isinstance(value, dict):
        return [
            text
            for key, item in value.items()
            if key not in {"segment", "source", "stage", "kind", "team", "record", "id", "field", "message"}
            for text in exact_texts(item)
        ]
    if isinstance(value, list):
        return [text for item in value for text in exact_texts(item)]
    return [value] if isinstance(value, str) else []


@given(plans())
def test_any_plan_is_plain_json_with_exact_texts(records: Records) -> None:
    found = funnel_json(funnel(built(**records)))
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert all(EXACT.fullmatch(text) for text in exact_texts(found))
    for row in found["rows"] if isinstance(found["rows"], list) else []:
        assert isinstance(row, dict)
        nothing = [key for key, value in row.items() if value is None]
        figures = {"for_plan", "before_start", "revenue_before_start", "committed_total"}
        assert figures <= set(nothing) or not figures & set(nothing)


def test_json_of_one_plan_is_the_same_every_time() -> None:
    plan = simple("7500000", "85000", ["0.22", "0.3"], ["45", "90"])
    again = simple("7500000", "85000", ["0.22", "0.3"], ["45", "90"])
    assert json.dumps(funnel_json(funnel(plan))) == json.dumps(funnel_json(funnel(again)))
