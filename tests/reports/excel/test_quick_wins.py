"""Quick wins in the workbook: scores, the matrix that sorts itself, what is overdue, what is due next."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from io import BytesIO
from typing import Any, cast

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from joint_plan.plan.sections import SECTIONS
from joint_plan.rules.priorities import Quadrant, priorities, quadrant_label
from joint_plan.rules.public import public_plan
from joint_plan.rules.starting_plan import plan_from_json
from tests.reports.excel.books import Records, book_of, opened, sample
from tests.reports.excel.recalculated import by_betteroffice, stored, with_number


def quick_wins_only() -> Records:
    """The sample's ideas alone; the first one is overdue, the second was done in time."""
    records = sample()
    records["Plan"][0]["hidden_sections"] = [section.key for section in SECTIONS if section.key != "quick_wins"]
    records["QuickWin"][0] |= {"due": "2020-01-15", "status": "started"}
    records["QuickWin"][1] |= {"due": "2020-01-16", "status": "done"}
    return records


@pytest.fixture(scope="module")
def book() -> bytes:
    return book_of(quick_wins_only())


def fields_of(book: bytes, results: dict[tuple[str, str], object]) -> dict[str, list[str]]:
    """The ideas listed in each field of the matrix."""
    sheet = opened(book)["Impact and effort"]
    heads = {cell.value: cell for row in sheet.iter_rows(max_col=4) for cell in row if isinstance(cell.value, str)}
    found = {}
    for label in ("Do first", "Plan as a project", "Fit in when free", "Leave for now"):
        below = sheet.cell(heads[label].row + 1, heads[label].column)
        words = results["Impact and effort", below.coordinate] or ""
        found[label] = [line.removeprefix("• ") for line in str(words).split("\n") if line]
    return found


def place_of(sheet: Worksheet, record_id: str, head: str) -> str:
    row = next(cell.row for cell in sheet["A"] if cell.value == f"QuickWin:{record_id}")
    return next(f"{cell.column_letter}{row}" for line in sheet.iter_rows() for cell in line if cell.value == head)


def test_every_scored_idea_stands_in_its_field(book: bytes) -> None:
    fields = fields_of(book, dict(stored(book)))
    assert "Calendar link in the reply to every trial request" in fields["Do first"]
    public = public_plan(plan_from_json({"records": cast("Any", quick_wins_only())}))
    lying: dict[str, list[str]] = {quadrant_label(field): [] for field in Quadrant}
    for one in priorities(public):
        if one.quadrant is not None:
            lying[quadrant_label(one.quadrant)].append(one.item.title)
    assert {label: sorted(titles) for label, titles in fields.items()} == {k: sorted(v) for k, v in lying.items()}


def test_an_idea_moves_to_its_new_field_when_its_effort_is_scored_anew(book: bytes) -> None:
    idea = quick_wins_only()["QuickWin"][0]
    workbook = opened(book)
    file = f"xl/worksheets/sheet{workbook.sheetnames.index('Quick wins') + 1}.xml"
    changed = book
    for team in ("Marketing", "Sales"):
        place = place_of(workbook["Quick wins"], idea["id"], f"Effort, 1 to 5 – {team}")
        changed = with_number(changed, file, place, "5")
    fields = fields_of(book, dict(by_betteroffice(changed)))
    assert idea["title"] in fields["Plan as a project"]
    assert idea["title"] not in fields["Do first"]


def test_what_is_past_its_day_and_not_closed_is_overdue(book: bytes) -> None:
    sheet, results = opened(book)["Quick wins"], stored(book)
    first, second, third = quick_wins_only()["QuickWin"][:3]
    flags = [results["Quick wins", place_of(sheet, idea["id"], "Overdue")] for idea in (first, second, third)]
    assert flags == ["Overdue", None, None]
    assert "TODAY()" in sheet[place_of(sheet, first["id"], "Overdue")].value


def test_the_next_thirty_days_are_the_picked_ones_by_their_day(book: bytes) -> None:
    results = stored(book)
    shown = [
        (results["Next 30 days", f"B{row}"], results["Next 30 days", f"C{row}"])
        for row in range(6, 6 + 10)
        if results.get(("Next 30 days", f"C{row}"))
    ]
    expected = sorted(
        (dt.datetime.fromisoformat(idea["due"]), idea["title"])
        for idea in quick_wins_only()["QuickWin"]
        if idea.get("picked") and idea.get("status") not in {"done", "stopped"}
    )
    assert shown == expected


def test_the_picture_has_a_point_for_each_scored_idea_named_by_its_code(book: bytes) -> None:
    sheet = opened(book)["Impact and effort"]
    with zipfile.ZipFile(BytesIO(book)) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/chart")]
    (picture,) = [chart for chart in charts if "<c:scatterChart>" in chart]
    codes = [cell.value for cell in sheet["U"] if isinstance(cell.value, str) and re.match(r"QW-\d+", cell.value)]
    assert len(codes) == sum(map(len, fields_of(book, dict(stored(book))).values()))
    assert picture.count("<c:showSerName") == len(codes)


def test_ideas_without_scores_need_no_matrix() -> None:
    records = quick_wins_only()
    for idea in records["QuickWin"]:
        idea["impact_revealed"] = idea["effort_revealed"] = False
    assert "Impact and effort" not in opened(book_of(records)).sheetnames
