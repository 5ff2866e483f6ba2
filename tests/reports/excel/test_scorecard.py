"""The scorecard in the workbook: yellow cells for what was measured, targets of the plan, status in words, a chart."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from joint_plan.plan.follow_up import Actual
from joint_plan.rules.public import public_plan
from joint_plan.rules.scorecard import scorecard, status, status_label
from joint_plan.rules.starting_plan import template
from tests.reports.excel.books import book_of, opened, sample, table_rows
from tests.reports.excel.read_back import meta_of
from tests.reports.excel.recalculated import stored

YELLOW = "FFFFF4B8"


@pytest.fixture(scope="module")
def book() -> bytes:
    return book_of(sample())


@pytest.fixture(scope="module")
def sheet(book: bytes) -> Worksheet:
    return opened(book)["Scorecard"]


def cell_of(sheet: Worksheet, key: str, head: str) -> Any:  # noqa: ANN401  openpyxl's cells are of many classes
    row = next(cell.row for cell in sheet["A"] if cell.value == key)
    return next(sheet.cell(row, cell.column) for cell in sheet[8] if cell.value == head)


def test_every_measure_has_a_row_with_its_actuals_by_week_and_month(sheet: Worksheet) -> None:
    card = scorecard(public_plan(template("sample")))
    rows = {row["Id"]: row for row in table_rows(sheet)}
    assert list(rows) == [row.key for row in card.rows]
    labels = [period.label for period in card.periods]
    assert len(labels) == 8 + 12
    for row in card.rows:
        shown = [rows[row.key][label] for label in labels]
        assert shown == [None if actual is None else float(actual) for actual in row.actuals]


def test_actuals_are_yellow_and_open_and_only_numbers_can_be_typed(sheet: Worksheet) -> None:
    empty = cell_of(sheet, "FunnelStage:mql", "Jul 2027")
    assert empty.value is None
    assert empty.fill.fgColor.rgb == YELLOW
    assert not empty.protection.locked
    (rule,) = [rule for rule in sheet.data_validations.dataValidation if rule.type == "decimal"]
    assert empty.coordinate in rule.sqref


def test_status_is_a_word_and_nothing_measured_is_no_status(book: bytes, sheet: Worksheet) -> None:
    card = scorecard(public_plan(template("sample")))
    results = stored(book)
    for row in card.rows:
        for place, period in enumerate(card.periods):
            cell = cell_of(sheet, row.key, f"Status {period.label}")
            assert (results["Scorecard", cell.coordinate] or "") == status_label(status(row, place))
    assert {status_label(status(row, p)) for row in card.rows for p in range(20)} >= {"", "Met", "Near", "Missed"}


def test_targets_of_the_funnel_follow_its_sheet(sheet: Worksheet) -> None:
    assert "funnel_months_3" in cell_of(sheet, "FunnelStage:mql", "Target Mar 2027").value
    assert re.search(r"\*\d+/31", cell_of(sheet, "FunnelStage:mql", "Target 4 Jan").value)


def test_thresholds_can_be_changed(book: bytes) -> None:
    workbook = opened(book)
    for name, value in (("score_met_from", 1), ("score_near_from", 0.9), ("score_held_from", 0.95)):
        place = workbook.defined_names[name].attr_text.rpartition("!")[2].replace("$", "")
        cell = workbook["Scorecard"][place]
        assert (cell.value, cell.fill.fgColor.rgb) == (value, YELLOW)


def test_the_import_is_told_which_actual_stands_in_which_cell(book: bytes) -> None:
    meta = meta_of(book)
    assert meta.tables["tblScorecard"] == ("Actual", "Scorecard")
    heads = {header: column for header, column, read in meta.columns["tblScorecard"] if read and column}
    assert (heads["4 Jan"], heads["Jan 2027"]) == ("week:2027-01-04", "month:2027-01")
    expected = {
        (actual.item, f"month:{actual.month:%Y-%m}"): {"id": actual.id, "value": str(actual.value)}
        for actual in template("sample").all(Actual)
        if actual.month
    }
    found = {
        (key, column): actual
        for (table, key), (_held, values) in meta.values.items()
        if table == "tblScorecard"
        for column, actual in values.items()
        if column.startswith("month:")
    }
    assert found == expected
    assert expected


def test_the_chart_has_columns_for_actuals_and_a_dashed_line_for_the_target(book: bytes) -> None:
    with zipfile.ZipFile(BytesIO(book)) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/chart")]
    (by_month,) = [chart for chart in charts if "barChart" in chart and "By month" in chart]
    bars, _between, line = by_month.partition("<c:lineChart>")
    assert "Progress!$D$" in bars.replace("'", "")
    assert '<a:prstDash val="dash"/>' in line
    assert '<a:prstDash val="dash"/>' not in bars


def test_a_plan_with_nothing_to_measure_has_no_scorecard() -> None:
    names = opened(book_of({"Plan": [{"hidden_sections": ["goals", "slas"]}]})).sheetnames
    assert not {"Scorecard", "Progress"} & set(names)


def test_measures_of_one_name_are_told_apart() -> None:
    records = sample()
    for row in records["FunnelStage"]:
        row["name"] = "Lead"
    names = [row["Measure"] for row in table_rows(opened(book_of(records))["Scorecard"])]
    assert len(set(names)) == len(names)
    assert "Lead 7" in names
