"""Plans and their workbooks for these tests."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

import joint_plan.plan.types  # noqa: F401  fills the registry of record types
import resources
from joint_plan.reports.compose import report_model
from joint_plan.reports.excel.workbook import workbook_bytes
from joint_plan.reports.model import ReportModel, ReportOptions
from joint_plan.rules.public import public_plan
from joint_plan.rules.starting_plan import plan_from_json

Records = dict[str, list[dict[str, Any]]]


def sample() -> Records:
    """The records of the sample plan."""
    records: Records = json.loads(resources.read_text("templates", "sample.json"))["records"]
    return records


def model_of(records: Records, paper: str = "a4") -> ReportModel:
    """The report model of a plan."""
    data: Any = {"records": records}
    return report_model(public_plan(plan_from_json(data)), ReportOptions(paper))


def book_of(records: Records, paper: str = "a4") -> bytes:
    """The workbook of a plan."""
    return workbook_bytes(model_of(records, paper))


def opened(book: bytes) -> openpyxl.Workbook:
    """The workbook as it was written, formulas as formulas."""
    return openpyxl.load_workbook(BytesIO(book))


def table_rows(sheet: Worksheet) -> list[dict[str, Any]]:
    """The rows of a sheet's one table, by its heads."""
    (table,) = sheet.tables.values()
    head, *rows = sheet[table.ref]
    return [dict(zip([cell.value for cell in head], [cell.value for cell in row], strict=True)) for row in rows]


def texts(book: bytes) -> list[str]:
    """Every text of the workbook."""
    return [
        str(cell.value)
        for sheet in opened(book).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "s" and cell.value is not None
    ]
