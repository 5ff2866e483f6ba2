"""The workbook, read back: every item with its stances, real tables, print set-up, the same bytes every time."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl.utils import range_boundaries

from joint_plan.base.progress import Cancelled
from joint_plan.reports.excel import write_workbook
from joint_plan.rules.starting_plan import template
from tests.reports.excel.books import Records, book_of, model_of, opened, sample, table_rows, texts
from tests.reports.excel.recalculated import stored

OPEN = {"Funnel", "Scorecard", "Progress", "Lead calculator", "Quick wins", "Impact and effort", "Next 30 days"}
"""Sheets with formulas that come to nothing while nothing is typed."""


@pytest.fixture(scope="module")
def book() -> bytes:
    return book_of(sample())


@pytest.mark.parametrize(
    ("sheet", "record", "title"),
    [("Stages", "Stage", "name"), ("Goals", "Goal", "title"), ("Quick wins", "QuickWin", "title")],
)
def test_every_item_is_there_under_its_id(book: bytes, sheet: str, record: str, title: str) -> None:
    rows = {row["Id"]: row for row in table_rows(opened(book)[sheet])}
    for item in sample()[record]:
        assert item[title] in rows[f"{record}:{item['id']}"].values()


def test_every_sla_has_its_sentence_both_teams_and_every_field(book: bytes) -> None:
    rows = {row["Id"]: row for row in table_rows(opened(book)["SLAs"])}
    assert set(rows) == {f"Sla:{item['id']}" for item in sample()["Sla"]}
    one = rows["Sla:mql-handover"]
    assert one["In one sentence"].startswith("Marketing hands over every MQL with all five fields filled in within 4")
    assert (one["Owed by"], one["Owed to"]) == ("Marketing", "Sales")
    assert one["If missed"] == "Sales sends it back the same day; it does not count as an MQL"
    assert (one["Time limit"], one["Met in"]) == (4, 0.95)
    assert one["Reject reasons"].startswith("No plant; outside our regions")


def test_stances_stand_beside_each_item_and_say_who_and_why(book: bytes) -> None:
    rows = table_rows(opened(book)["SLAs"])
    contested = next(row for row in rows if row["State"] == "Contested")
    assert contested["■ Sales"].startswith("✗ Objects: One day is too short during fairs.")
    assert "✓ Agrees\nNoor Haddad, 26 Nov 2026" in [row["● Marketing"] for row in rows]
    assert "○ Not yet" in [row["■ Sales"] for row in rows]
    assert {row["State"] for row in rows} >= {"Agreed", "Waiting", "Draft", "Contested", "Parked"}


def test_levels_are_rows_of_their_own_that_name_their_sla(book: bytes) -> None:
    rows = table_rows(opened(book)["SLA levels"])
    assert [row["Id"] for row in rows] == [f"SlaLevel:{item['id']}" for item in sample()["SlaLevel"]]
    assert {row["SLA"] for row in rows} == {"SLA-06 calls every accepted lead"}


def test_numbers_look_like_their_unit_also_when_it_changes(book: bytes) -> None:
    sheet = opened(book)["Goals"]
    assert (2900000, "Money") in [(row["Today"], row["Unit"]) for row in table_rows(sheet)]
    shapes = {
        str(rule.dxf.numFmt.formatCode): rule.formula
        for area in sheet.conditional_formatting
        for rule in area.rules
        if rule.dxf is not None and rule.dxf.numFmt is not None
    }
    assert {'"€"#,##0', 'General" %"'} <= set(shapes)


def test_tables_are_real_with_a_hidden_id_column_and_plain_heads(book: bytes) -> None:
    workbook = opened(book)
    tables = {name: sheet for sheet in workbook.worksheets for name in sheet.tables}
    assert {"tblStage", "tblGoal", "tblSla", "tblQuickWin", "tblTouchpoint"} <= set(tables)
    for name, sheet in tables.items():
        table = sheet.tables[name]
        left, top, _right, _bottom = range_boundaries(table.ref)
        assert left == 1
        assert sheet.column_dimensions["A"].hidden
        assert table.tableStyleInfo is None or not table.tableStyleInfo.name
        assert sheet.cell(top or 1, 2).fill.fgColor.rgb not in {"00000000", None}
        assert sheet.freeze_panes is not None


def test_nothing_of_content_is_merged(book: bytes) -> None:
    assert not [sheet.title for sheet in opened(book).worksheets if sheet.merged_cells.ranges]


def test_choices_come_from_named_lists_on_a_hidden_sheet(book: bytes) -> None:
    workbook = opened(book)
    assert workbook["Lists"].sheet_state == "hidden"
    assert workbook["_meta"].sheet_state == "veryHidden"
    rules = workbook["SLAs"].data_validations.dataValidation
    used = {str(rule.formula1).lstrip("=") for rule in rules}
    assert used <= set(workbook.defined_names)
    lists = {name: workbook.defined_names[name].attr_text for name in used}
    entries = [
        [cell.value for row in workbook["Lists"][area.rpartition("!")[2]] for cell in row]
        for area in lists.values()
        if ":" in area
    ]
    assert ["Marketing", "Sales", "Customer Success"] in entries


def test_sheets_print_on_fitted_landscape_pages_that_say_what_they_are(book: bytes) -> None:
    workbook = opened(book)
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible":
            continue
        fitted = sheet.sheet_properties.pageSetUpPr
        assert fitted is not None
        assert fitted.fitToPage
        assert sheet.oddHeader is not None
        assert sheet.oddFooter is not None
        assert sheet.oddHeader.left.text == "One pipeline 2027"
        assert sheet.oddHeader.center.text == "DRAFT, not an agreed version"
        assert sheet.oddFooter.left.text == sheet.title
        assert sheet.oddFooter.right.text == "Page &P of &N"
    assert workbook["Journey"].page_setup.paperSize == 8
    assert workbook["SLAs"].page_setup.paperSize == 9
    assert workbook["SLAs"].page_setup.orientation == "landscape"
    assert workbook["SLAs"].print_title_rows == "$5:$5"
    assert opened(book_of(sample(), "letter"))["SLAs"].page_setup.paperSize == 1


def test_an_ampersand_in_the_title_is_no_code_in_the_header() -> None:
    records = sample()
    records["Plan"][0] |= {"title": "R&D & Sales", "company": "A&B"}
    with zipfile.ZipFile(BytesIO(book_of(records))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "&amp;LR&amp;&amp;D &amp;&amp; Sales&amp;C" in sheet
    assert "&amp;RA&amp;&amp;B" in sheet


def test_the_start_sheet_says_whose_plan_which_version_who_signs_and_leads_on(book: bytes) -> None:
    sheet = opened(book)["Start"]
    words = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "One pipeline 2027" in words
    assert "DRAFT, not an agreed version" in words
    assert {"Noor Haddad", "Declan Byrne", "Aisha Bello"} <= set(words)
    links = {cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert {"'Journey'!A1", "'Goals'!A1", "'Funnel'!A1", "'SLAs'!A1", "'Quick wins'!A1"} <= links
    figures = {place: value for place, value in stored(book).items() if place[0] == "Start"}
    assert list(figures.values()) == [3_800_000, 3_120_000, 78, 35]


def test_the_journey_has_its_stages_across_with_who_leads_the_count_and_the_handoffs(book: bytes) -> None:
    sheet = opened(book)["Journey"]
    heads = [cell.value for cell in sheet[5] if cell.value]
    assert heads[0] == "1  Spot the waste\n● Marketing"
    assert heads[5] == "6  Roll out\nNobody leads yet"
    lanes = {row[1].value: [cell.value for cell in row[2:8]] for row in sheet.iter_rows(min_row=6)}
    assert lanes["Feeling, from −2 to +2"] == [-1, 0, 2, -2, 1, 1]
    assert lanes["Committed in the plan’s months"][0] == "=funnel_total_1"
    assert "Marketing → ■ Sales\nSLA-02" in str(lanes["Handoffs to the next stage"][1])
    assert sheet.page_setup.fitToHeight != 0
    assert opened(book)["SLAs"].page_setup.fitToHeight == 0


def test_every_formula_has_its_result(book: bytes) -> None:
    results = stored(book)
    assert len(results) > 1000
    assert [place for place, value in results.items() if value is None and place[0] not in OPEN] == []


def test_the_same_plan_gives_the_same_bytes(book: bytes, tmp_path: Path) -> None:
    write_workbook(model_of(sample()), tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == book


def test_the_blank_plan_has_a_start_and_nothing_empty() -> None:
    from joint_plan.reports.compose import report_model
    from joint_plan.reports.excel.workbook import workbook_bytes
    from joint_plan.reports.model import ReportOptions
    from joint_plan.rules.public import public_plan

    workbook = opened(workbook_bytes(report_model(public_plan(template("blank")), ReportOptions())))
    assert workbook.sheetnames[0] == "Start"
    assert not {"Goals", "SLAs", "Quick wins"} & set(workbook.sheetnames)


def test_a_section_that_is_left_out_has_no_sheets_and_no_private_word_gets_out() -> None:
    records = sample()
    records["Plan"][0]["hidden_sections"] = ["slas", "goals"]
    records["QuickWin"][0]["note"] = "Declan will not like this"
    book = book_of(records)
    assert not {"SLAs", "SLA levels", "Goals", "Funnel"} & set(opened(book).sheetnames)
    everything = "\n".join(texts(book))
    assert "Declan will not like this" not in everything
    assert "noor.haddad@pellworth.example" not in everything
    assert "Left out" in everything


def test_answers_that_are_not_revealed_are_only_in_or_not_yet() -> None:
    records: Records = sample()
    records["QuickWin"][0] |= {"impact_marketing": 5, "impact_revealed": False}
    records["QuickWin"][0].pop("impact_sales")
    row = next(row for row in table_rows(opened(book_of(records))["Quick wins"]) if row["Id"].endswith("calendar-link"))
    assert [value for head, value in row.items() if head.startswith("Impact,")] == ["In", "Not yet"]


def test_cancelling_leaves_nothing_behind(tmp_path: Path) -> None:
    def enough(done: int, total: int, what: str) -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_workbook(model_of(sample()), tmp_path / "plan.xlsx", enough)
    assert list(tmp_path.iterdir()) == []


def test_progress_goes_to_its_end() -> None:
    from joint_plan.reports.excel.workbook import workbook_bytes

    seen: list[tuple[int, int, str]] = []
    workbook_bytes(model_of(sample()), lambda done, total, what: seen.append((done, total, what)))
    assert [done for done, _total, _what in seen] == list(range(len(seen)))
    assert {total for _done, total, _what in seen} == {len(seen)}


def test_the_journey_fades_the_stages_of_other_teams(book: bytes) -> None:
    sheet = opened(book)["Journey"]
    assert [cell.value for cell in sheet[6][2:5]] == ["Marketing", "Marketing", "Sales"]
    assert sheet["C3"].value == "All teams"
    (rule,) = [rule for area in sheet.conditional_formatting for rule in area.rules]
    assert rule.formula[0].startswith("AND($C$3<>Lists!")
    assert "C$6<>$C$3" in rule.formula[0]


def test_there_are_sheets_to_fill_in_after_the_workshop() -> None:
    records = sample()
    for name in ("Actual", "CheckIn", "Win", "Loss"):
        records.pop(name)
    workbook = opened(book_of(records))
    for title in ("Actuals", "Check-ins", "Wins", "Losses"):
        (row,) = table_rows(workbook[title])
        assert set(row.values()) == {None}
