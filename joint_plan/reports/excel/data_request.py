"""The data request: an Excel workbook for somebody with the CRM, to be filled in and sent back.

It is written as the plan's workbook is, with the same hidden sheet, so that it comes back by the same import: tables of
rates, segments, what is in flight, SLAs and reject reasons, with the columns that are asked for. The fact `kind` says
"data-request". Each table has two columns more, for where the numbers are from and of which day; `input` lines with
the keys `quarter:1-3` name the cells of the targets by quarter.
"""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from joint_plan.base.texts import _
from joint_plan.plan.fields import Column
from joint_plan.plan.funnel import InFlight, Rate, Segment
from joint_plan.plan.kinds import Text
from joint_plan.plan.language import RejectReason
from joint_plan.plan.record import Record, column_value, spec_of
from joint_plan.plan.slas import Sla
from joint_plan.reports.excel.book import LISTS, META, Book, InputMark
from joint_plan.reports.excel.columns import SheetColumn, columns_for, derived, write_value
from joint_plan.reports.excel.formats import (
    BODY,
    COLUMN_HEAD,
    FONT,
    HEADING,
    ID_BODY,
    INPUT,
    INPUT_BODY,
    INPUT_LINE,
    SUBTITLE,
    TEXT,
    TITLE,
    Formats,
)
from joint_plan.reports.excel.lists import Lists, write_lists
from joint_plan.reports.excel.meta import meta_lines, write_lines
from joint_plan.reports.excel.sheet import Paper, Sheet, cell_name
from joint_plan.reports.excel.tables import put_table
from joint_plan.reports.excel.workbook import OPTIONS, write_properties
from joint_plan.reports.model import ReportModel, Row, Table
from joint_plan.reports.tables import row_of
from joint_plan.rules.data_request import asked_in_flight, asked_rates, quarters
from joint_plan.rules.names import named

KIND = "data-request"
_HEAD = 4
_ROW = 22.0
_YELLOW = {"bg_color": INPUT, "border_color": INPUT_LINE, "locked": False}


def write_data_request(model: ReportModel, path: Path) -> None:
    """Write the data request.

    Raises:
        OSError: the file cannot be written.
    """
    path.write_bytes(data_request_bytes(model))


def data_request_bytes(model: ReportModel) -> bytes:
    """The finished workbook; the same for the same plan."""
    from xlsxwriter import Workbook

    target = BytesIO()
    with Workbook(target, {**OPTIONS, "default_format_properties": {"font_name": FONT, "font_color": TEXT}}) as made:
        write_properties(made, model)
        _write(Book(made, model, Formats(made, model.currency), Lists()))
    return target.getvalue()


def _write(book: Book) -> None:
    public = book.model.public
    _sheet(
        book, _("Rates and days"), Rate, asked_rates(public), ("stage", "segment", "source"), ("rate", "days", "as_of")
    )
    _sheet(book, _("Deal size"), Segment, public.all(Segment), ("name",), ("average_deal_size", "existing_revenue"))
    _sheet(book, _("In flight"), InFlight, asked_in_flight(public), ("segment", "source", "stage"), ("count", "amount"))
    _sheet(book, _("SLAs today"), Sla, public.all(Sla), (), ("today_value", "today_share", "measured_in"))
    _sheet(book, _("Reject reasons"), RejectReason, public.all(RejectReason), (), ("reason", "test"))
    _quarters(book)
    lists = book.add_sheet(LISTS, {})
    write_lists(book, lists)
    lists.worksheet.hide()
    meta = book.add_sheet(META, {})
    write_lines(meta, meta_lines(book, {"kind": KIND}))
    meta.worksheet.very_hidden()
    for sheet in book.sheets.values():
        sheet.finish()
    next(iter(book.sheets.values())).worksheet.activate()


def _top(sheet: Sheet, title: str, model: ReportModel) -> None:
    sheet.text(0, 1, title, TITLE)
    sheet.row_height(0, 30)
    sheet.text(1, 1, _("Fill in the yellow cells, say where each number is from, and send the file back."), HEADING)
    sheet.text(2, 1, _("{plan} · What is not known stays empty.").format(plan=model.title), SUBTITLE)


def _sheet(
    book: Book,
    title: str,
    kind: type[Record],
    items: Sequence[Record],
    known: tuple[str, ...],
    asked: tuple[str, ...],
) -> None:
    """A table of records: what they are, what is asked of them, and where it is from."""
    if not items and kind is not RejectReason:
        return
    spec = spec_of(kind)
    rows = tuple(_row(book, item) for item in items)
    table = Table(spec.name, title, (), (), rows)
    by_name = {column.name: column for column in columns_for(book, table) if column.name}
    columns: list[SheetColumn] = []
    if spec.name == "Sla":
        columns.append(derived(_("SLA"), 60, lambda row: named(row.item)))
        columns.append(derived(_("Unit"), 14, _unit_of))
    columns += [replace(by_name[name], width=max(24.0, by_name[name].width)) for name in known]
    columns += [_asked_column(by_name[name], spec.by_column[name]) for name in asked]
    columns.append(_said(from_label(), 34))
    if "as_of" not in asked:
        columns.append(_said(as_of_label(), 16))
    widths = {place: column.width for place, column in enumerate(columns, 1)}
    sheet = book.add_sheet(title, widths)
    _top(sheet, title, book.model)
    mark = put_table(book, sheet, spec.name, columns, rows, _HEAD)
    book.tables[spec.name] = replace(mark, ids=tuple(item.id for item in items if item.id))
    for row in range(_HEAD + 1, mark.last + 1):
        sheet.row_height(row, _ROW)
    sheet.print_setup(book.model, Paper(), (_HEAD, _HEAD))
    sheet.worksheet.freeze_panes(_HEAD + 1, 0)


def _asked_column(shown: SheetColumn, column: Column) -> SheetColumn:
    """A column to fill in, yellow, with what the plan holds already."""

    def fill(sheet: Sheet, first: int, place: int, rows: Sequence[Row]) -> None:
        for number, row in enumerate(rows, first):
            value = column_value(row.item, column)
            if column.kind.is_empty(value):
                sheet.blank(number, place, INPUT_BODY)
            elif isinstance(column.kind, Text):
                sheet.text(number, place, value, INPUT_BODY)
            else:
                write_value(sheet, number, place, column.kind, value, _YELLOW)

    return replace(shown, fill=fill, width=max(16.0, shown.width), unit="")


def _said(label: str, width: float) -> SheetColumn:
    """An empty yellow column for what belongs to no field of the record."""
    return derived(label, width, lambda _row: "", INPUT_BODY)


def from_label() -> str:
    """The head of the column that says where a number is from."""
    return _("Where from")


def as_of_label() -> str:
    """The head of the column that says of which day a number is, where the record has no field for it."""
    return _("As of")


def _unit_of(row: Row) -> str:
    return row.item.unit if isinstance(row.item, Sla) else ""


def _row(book: Book, item: Record) -> Row:
    row = row_of(book.model.public, item)
    return row if item.id else replace(row, key="")


def _quarters(book: Book) -> None:
    """The targets by quarter, for all segments together."""
    sheet = book.add_sheet(_("Quarter targets"), {1: 40, 2: 20, 3: 34, 4: 16})
    _top(sheet, sheet.name, book.model)
    for place, words in enumerate(("", _("Quarter"), _("Revenue target"), from_label(), as_of_label())):
        sheet.text(_HEAD, place, words, COLUMN_HEAD)
    sheet.worksheet.set_column(0, 0, 8, None, {"hidden": True})
    for row, quarter in enumerate(quarters(book.model.public), _HEAD + 1):
        key = f"quarter:{quarter.first}-{quarter.last}"
        sheet.row_height(row, _ROW)
        sheet.text(row, 0, key, ID_BODY)
        sheet.text(row, 1, quarter.label, BODY)
        sheet.blank(row, 2, {**INPUT_BODY, "num_format": book.formats.money()})
        sheet.blank(row, 3, INPUT_BODY)
        sheet.blank(row, 4, {**INPUT_BODY, "num_format": "d mmm yyyy"})
        for place, column in ((2, "target"), (3, "source"), (4, "as_of")):
            book.inputs.append(InputMark(sheet.name, cell_name(row, place, fixed=True), key, column))
    sheet.print_setup(book.model, Paper(landscape=False))
