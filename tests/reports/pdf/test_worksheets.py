"""The worksheets: rows high enough to write in, coded; known rows by their records' codes, blank ones by letters."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.lib.units import mm

from joint_plan.plan.landscape import Statement
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.reports.catalogue import PIECES
from joint_plan.reports.compose import report_model
from joint_plan.reports.contents.plan_code import plan_code, row_letters
from joint_plan.reports.contents.worksheets import worksheets
from joint_plan.reports.model import ReportOptions
from joint_plan.reports.pdf.layout_report import Box
from joint_plan.rules.fast_entry import fast_entry
from joint_plan.rules.landscape import statements
from joint_plan.rules.public import public_plan
from joint_plan.rules.starting_plan import plan_from_json, template
from tests.reports.pdf.papers import made, model_of

_ROW = re.compile(r"^[A-Z]{1,3}-(?:\d\d+|[A-Z]+)$")
WORKSHEETS = next(piece for piece in PIECES if piece.key == "worksheets")


def rows_on(plan: str, paper: str, path: Path) -> list[Box]:
    model = model_of(plan, paper)
    return [
        box
        for copy in WORKSHEETS.copies(model)[:2]
        for box in made(model, WORKSHEETS, copy, path).drawn.boxes
        if _ROW.match(box.words) and box.left < 60
    ]


@pytest.mark.parametrize("plan", ["sample", "empty", "stress", "3"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_rows_are_at_least_twelve_millimetres_high(plan: str, paper: str, tmp_path: Path) -> None:
    rows = rows_on(plan, paper, tmp_path / "p.pdf")
    assert len(rows) > 20
    apart = [
        after.top - before.top
        for before, after in pairwise(rows)
        if before.page == after.page and after.top > before.top
    ]
    assert apart
    assert min(apart) >= 12 * mm - 0.1


def test_blank_rows_are_lettered_so_that_they_are_no_records() -> None:
    assert [row_letters(number) for number in (0, 1, 25, 26, 27, 701, 702)] == ["A", "B", "Z", "AA", "AB", "ZZ", "AAA"]


def test_every_page_has_the_codes_of_plan_and_section(tmp_path: Path) -> None:
    model = model_of("sample")
    copy = WORKSHEETS.copies(model)[1]
    drawn = made(model, WORKSHEETS, copy, tmp_path / "p.pdf").drawn
    for page in range(1, len(drawn.sheets) + 1):
        words = [box.words for box in drawn.boxes if box.page == page]
        assert "PA27" in words
        assert any(code in words for code in ("ST", "PE", "N", "T", "J", "G", "SLA", "QW"))
        assert any(word.startswith("PA27 · ") for word in words)


def test_statements_stand_in_the_order_in_which_the_window_shows_them() -> None:
    model = model_of("sample")
    sheet = worksheets(model, "sales").sheets[0]
    assert [row.code for row in sheet.rows] == [line.item.code for line in statements(model.public)]
    assert len(sheet.rows) == len(model.public.all(Statement))


def test_sheets_follow_the_walk_and_leave_out_hidden_sections() -> None:
    order = ["landscape", "language", "journey", "goals", "slas", "quick_wins"]
    found = [sheet.section for sheet in worksheets(model_of("sample"), "marketing").sheets]
    assert found == sorted(found, key=order.index)
    assert set(found) == set(order)

    hidden = plan_from_json({"records": {"Plan": [{"hidden_sections": ["slas", "landscape"]}]}})
    left = {sheet.section for sheet in worksheets(report_model(public_plan(hidden), ReportOptions()), "sales").sheets}
    assert not left & {"slas", "landscape"}


def test_the_columns_of_an_sla_are_those_of_a_line_that_is_typed() -> None:
    sheet = next(sheet for sheet in worksheets(model_of("sample"), "sales").sheets if sheet.code == "SLA")
    assert [column.label for column in sheet.columns] == ["Owed by", "Obligation", "Limit", "Share"]
    typed = fast_entry(template("sample"), " | ".join(sheet.example))
    assert (typed.owed_by, typed.obligation, str(typed.met_share)) == ("sales", "call demo requests", "0.95")


def test_votes_and_scores_list_the_ideas_that_stand_alone() -> None:
    model = model_of("sample")
    sheets = {sheet.title: sheet for sheet in worksheets(model, "sales").sheets}
    alone = [win.code for win in model.public.all(QuickWin) if not win.merged_into]
    assert [row.code for row in sheets["Votes"].rows] == alone
    assert [row.code for row in sheets["Impact and effort"].rows] == alone
    assert "You have 3 votes." in sheets["Votes"].instruction


def test_worksheets_are_made_only_when_asked_for_and_once_a_team() -> None:
    assert WORKSHEETS.on_request
    names = [copy.name for copy in WORKSHEETS.copies(model_of("sample"))]
    assert names == ["Marketing", "Sales", "Customer Success"]


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        ({"company": "Brightwater Instruments", "period_start": "2027-01"}, "BI27"),
        ({"company": "Pellworth", "period_start": "2030-04"}, "PE30"),
        ({"title": "Joint growth plan"}, "JGP"),
        ({}, "JP"),
    ],
)
def test_a_plans_code_is_short(plan: dict[str, str], code: str) -> None:
    assert plan_code(public_plan(plan_from_json({"records": {"Plan": [dict(plan)]}}))) == code
