"""Workbooks as people send them back: exported from a plan, worked on with openpyxl, read and compared again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from joint_plan.exchange.comparison import compare
from joint_plan.exchange.preview import FieldLine, Line, Preview
from joint_plan.exchange.reading import read_workbook
from joint_plan.plan.kinds import Ref
from joint_plan.plan.record import Record, spec_of, with_columns
from joint_plan.plan.snapshot import Snapshot
from joint_plan.reports.compose import report_model
from joint_plan.reports.excel.workbook import workbook_bytes
from joint_plan.reports.model import ReportOptions
from joint_plan.rules.public import public_plan
from joint_plan.rules.starting_plan import template

PLAN_ID = "this-plan"


_KEPT = {"Plan", "Team", "Participant", "Term", "QuickWin", "Sla", "SlaLevel", "GroundRule", "Assent", "WorkCalendar"}


@lru_cache(maxsize=1)
def sample() -> Snapshot:
    """The part of the sample plan that these tests work on: its whole workbook takes five times as long."""
    kept = [item for item in template("sample") if spec_of(item).name in _KEPT]
    return Snapshot.of(_without_references(item) for item in kept)


def _without_references(item: Record) -> Record:
    gone = {
        column.name: ""
        for column in spec_of(item).ref_columns
        if isinstance(column.kind, Ref) and column.kind.target not in _KEPT and not column.part
    }
    return with_columns(item, gone)


def exported(plan: Snapshot, plan_id: str = PLAN_ID) -> bytes:
    return workbook_bytes(report_model(public_plan(plan), ReportOptions(), plan_id))


@lru_cache(maxsize=1)
def sample_book() -> bytes:
    return exported(sample())


def returned(
    folder: Path,
    work: Callable[[Workbook], object],
    plan: Snapshot | None = None,
    book: bytes | None = None,
    plan_id: str = PLAN_ID,
) -> Preview:
    """The preview of a workbook that somebody worked on. `plan` is what it is compared with: the sample as it was."""
    opened = openpyxl.load_workbook(BytesIO(book or sample_book()))
    work(opened)
    path = folder / "back.xlsx"
    opened.save(path)
    return compare(read_workbook(path), plan or sample(), plan_id)


def head_row(sheet: Worksheet) -> int:
    return next(row for row in range(1, 20) if sheet.cell(row, 1).value == "Id")


def column(sheet: Worksheet, header: str) -> int:
    row = head_row(sheet)
    return next(at for at in range(1, 80) if sheet.cell(row, at).value == header)


def row_of(sheet: Worksheet, key: str) -> int:
    return next(row for row in range(1, 200) if sheet.cell(row, 1).value == key)


def put(sheet: Worksheet, key: str, header: str, value: object) -> None:
    """Type into the cell of a record and a head."""
    # openpyxl's types leave out what it takes: anything that a cell can hold.
    sheet.cell(row_of(sheet, key), column(sheet, header)).value = value  # type: ignore[assignment]


def values(sheet: Worksheet, row: int) -> list[object]:
    return [sheet.cell(row, at).value for at in range(1, sheet.max_column + 1)]


def write(sheet: Worksheet, row: int, cells: list[object]) -> None:
    for at, value in enumerate(cells, 1):
        sheet.cell(row, at).value = value  # type: ignore[assignment]  # as above


def line(preview: Preview, key: str) -> Line:
    (found,) = (one for one in preview.lines if one.key == key)
    return found


def changes(preview: Preview) -> dict[tuple[str, str], tuple[str, str]]:
    """What differs by key and column: before and after, in words."""
    return {
        (one.key, field.column): (field.before, field.after)
        for one in preview.lines
        if one.kind == "changed"
        for field in one.fields
    }


def field(preview: Preview, key: str, name: str) -> FieldLine:
    (found,) = (one for one in line(preview, key).fields if one.column == name)
    return found
