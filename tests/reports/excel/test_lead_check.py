"""The lead calculator says of every lead what the program says."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from joint_plan.rules.lead_score import judge
from joint_plan.rules.public import public_plan
from joint_plan.rules.starting_plan import plan_from_json
from tests.reports.excel.books import book_of, opened
from tests.reports.excel.recalculated import by_betteroffice, changed_parts, stored

CRITERIA: list[dict[str, Any]] = [
    {"id": "size", "criterion": "Right size", "kind": "fit", "weight": 30, "must_have": True},
    {"id": "asked", "criterion": "Has asked", "kind": "intent", "weight": 30},
    {"id": "rival", "criterion": "Works for a rival", "kind": "disqualifier"},
]
MARKS: list[dict[str, Any]] = [{"id": "mql", "name": "MQL", "points": 30}, {"id": "sql", "name": "SQL", "points": 60}]


def records(marks: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    return {"LeadCriterion": [dict(row) for row in CRITERIA], "PassingMark": [dict(row) for row in marks]}


def answered(book: bytes, answers: tuple[bool, ...]) -> bytes:
    """The workbook after somebody said yes or no to each criterion."""
    workbook = opened(book)
    sheet = workbook["Lead calculator"]
    file = f"xl/worksheets/sheet{workbook.sheetnames.index('Lead calculator') + 1}.xml"
    shown = [sheet[f"G{row}"].value for row in range(11, 14)]
    assert shown == ["Yes", "Yes", "No"]

    def typed(name: str, part: bytes) -> bytes:
        if name != file:
            return part
        text = part.decode()
        for row, yes in zip(range(11, 14), answers, strict=True):
            before, place, rest = text.partition(f'<c r="G{row}"')
            head, _value, behind = rest.partition("<v>")
            words = "Yes" if yes else "No"
            head = head.replace(' t="s"', ' t="inlineStr"')
            text = f"{before}{place}{head}<is><t>{words}</t></is>{behind.partition('</v>')[2]}"
        return text.encode()

    return changed_parts(book, typed)


@pytest.mark.parametrize("marks", [MARKS, MARKS[:1], []], ids=["two marks", "one mark", "no mark"])
def test_points_verdict_and_reasons_are_those_of_the_program(marks: list[dict[str, Any]]) -> None:
    book = book_of(records(marks))
    plan: Any = {"records": records(marks)}
    public = public_plan(plan_from_json(plan))
    for answers in product([True, False], repeat=3):
        results = by_betteroffice(answered(book, answers))
        judged = judge(public, {row["id"] for row, yes in zip(CRITERIA, answers, strict=True) if yes})
        shown = [results.get(("Lead calculator", f"C{row}")) for row in (5, 6, 7, 8)]
        mark = judged.mark.name if judged.mark is not None else ""
        verdict = "Passes" if judged.passed else "Does not pass"
        assert [shown[0], shown[1], shown[2] or "", shown[3]] == [verdict, judged.points, mark, "\n".join(judged.why)]


def test_the_first_lead_shown_has_all_that_speaks_for_it() -> None:
    results = stored(book_of(records(MARKS)))
    assert results["Lead calculator", "C5"] == "Passes"
    assert results["Lead calculator", "C8"] == "60 points, SQL from 60"


def test_without_criteria_there_is_no_calculator() -> None:
    assert "Lead calculator" not in opened(book_of({"PassingMark": MARKS})).sheetnames
