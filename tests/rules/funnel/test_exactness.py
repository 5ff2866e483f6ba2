"""No float comes near money, rates and counts: not in the sources, not in the results."""

from __future__ import annotations

import ast
from fractions import Fraction
from pathlib import Path

import pytest

import joint_plan.plan
import joint_plan.rules.funnel as package
from joint_plan.rules.funnel import Funnel, funnel, funnel_json
from tests.rules.funnel.building import simple

FUNNEL = sorted(Path(str(package.__file__)).parent.glob("*.py"))
PLAN = [
    path
    for path in Path(str(joint_plan.plan.__file__)).parent.rglob("*.py")
    if path.stem in {"funnel", "goals", "fields", "values", "numbers", "counts", "record", "jsonform", "canonical"}
]


def floats_in(source: str) -> list[str]:
    """Places where a float is written, made or could arise: literals, `float(...)`, `/` between plain numbers."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            found.append(f"line {node.lineno}: {node.value}")
        if isinstance(node, ast.Call):
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if called in {"float", "fsum", "sqrt", "from_float", "limit_denominator", "round"}:
                found.append(f"line {node.lineno}: {called}()")
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and isinstance(node.right, ast.UnaryOp):
            found.append(f"line {node.lineno}: a negative power")
    return found


@pytest.mark.parametrize("path", [*FUNNEL, *PLAN], ids=lambda path: path.stem)
def test_no_float_in_the_sources(path: Path) -> None:
    assert floats_in(path.read_text(encoding="utf-8")) == []


def test_the_check_finds_floats() -> None:
    assert len(floats_in("rate = 0.35\nwhole = float('3')\nlimit = round(rate)\ntiny = 10**-3")) == 4


def everything(value: object) -> list[object]:
    """Every value inside of JSON."""
    if isinstance(value, dict):
        return [inner for item in value.values() for inner in everything(item)]
    if isinstance(value, list):
        return [inner for item in value for inner in everything(item)]
    return [value]


def figures() -> Funnel:
    return funnel(
        simple(
            "1000000.01",
            "3333.33",
            ["0.07", "0.333", "0.9"],
            ["10.5", "0", "91"],
            Capacity=[{"team": "sales", "stage": "s2", "people": "2.5", "per_person_per_month": "40"}],
            InFlight=[{"segment": "a", "stage": "s3", "amount": "100000.10"}],
            Initiative=[{"name": "Fair", "stage": "s1", "expected": {"1": "10.5"}}],
        )
    )


def test_results_hold_no_float_and_are_exact() -> None:
    plan = figures()
    assert not any(isinstance(value, float) for value in everything(funnel_json(plan)))
    assert plan.row("a", "all", "s4") is not None
    assert plan.total("s4").exact == Fraction("1000000.01") / Fraction("3333.33")


def test_a_thousandth_of_a_record_more_is_one_more_to_commit() -> None:
    # With binary floating point 1.1 / 0.1 is 11.000000000000002 in one order and 10.999999999999998 in another.
    assert funnel(simple("1.1", "1", ["0.1"])).total("s1").committed == 11
    assert funnel(simple("1.1000000001", "1", ["0.1"])).total("s1").committed == 12
