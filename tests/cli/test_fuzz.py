"""Whatever stands in a file of records, `build` makes a plan or says in one line why not."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from joint_plan.plan import types
from joint_plan.plan.record import all_specs
from joint_plan.workbook import read_plan
from tests.cli.command import inside

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=40),
    st.sampled_from(
        [
            "marketing",
            "sales",
            "plan",
            "a",
            "b",
            "Stage:a",
            "Sla:b",
            "0.5",
            "1/3",
            "-1",
            "1e18",
            "2027-01-01",
            "2027-01",
            "10:45",
            "33425",
            "agree",
            "2026-11-19T10:45:00Z",
            "won",
            "all",
        ]
    ),
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=9), inner, max_size=3)),
)

SPECS = {spec.name: spec for spec in all_specs() if spec.name in types.__all__}


@st.composite
def likely_records(draw: st.DrawFn) -> dict[str, Any]:
    """Records with real names and odd values: most get far, some all the way."""
    records: dict[str, Any] = {}
    for type_name in draw(st.lists(st.sampled_from(sorted(SPECS)), max_size=4, unique=True)):
        names = ["id", "code", *SPECS[type_name].by_column]
        row = st.dictionaries(st.sampled_from(names), st.one_of(SCALARS, ANYTHING), max_size=5)
        records[type_name] = draw(st.lists(row, max_size=3))
    return records


def _build(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        records, plan = Path(folder) / "records.json", Path(folder) / "plan.jplan"
        records.write_bytes(content)
        answer = inside("build", records, plan)
        assert answer.out == ""
        assert plan.exists() == (answer.status == 0)
        if answer.status == 0:
            assert len(read_plan(plan)) > 0
            for name, *options in (["show"], ["show", "--json"], ["check"]):
                read = inside(name, plan, *options)
                # What can only be said with effort is a version that was made up.
                assert read.status == 0 or "version" in read.complaint
        else:
            assert answer.status == 1
            assert answer.complaint


@given(likely_records())
def test_odd_records(records: dict[str, Any]) -> None:
    _build(json.dumps({"records": records}).encode())


@given(ANYTHING)
def test_odd_json(value: Any) -> None:  # noqa: ANN401  any JSON value is meant
    _build(json.dumps(value).encode())
    _build(json.dumps({"records": value}).encode())


@given(st.binary(max_size=200))
def test_odd_bytes(content: bytes) -> None:
    _build(content)
