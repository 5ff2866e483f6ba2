"""The hidden sheet that tells an import which plan this is and which column of which table holds what."""

from joint_plan import __version__
from joint_plan.reports.excel.book import Book
from joint_plan.reports.excel.sheet import Sheet

SCHEMA = 1
"""Number of the layout of the workbook; an import asks for it first."""


def write_meta(sheet: Sheet, book: Book) -> None:
    """Names and values, then a row for each column of each table."""
    model = book.model
    facts = [
        ("export_id", model.export_id),
        ("schema", str(SCHEMA)),
        ("program", __version__),
        ("plan", model.title),
        ("version", str(model.version.number) if model.version.number is not None else ""),
        ("hash", model.version.hash),
        ("currency", model.currency),
        ("language", model.language),
    ]
    for row, (name, value) in enumerate(facts):
        sheet.text(row, 0, name, {})
        sheet.text(row, 1, value, {})
    row = len(facts) + 1
    for place, name in enumerate(("table", "record", "sheet", "header", "column")):
        sheet.text(row, place, name, {"bold": True})
    for mark in book.tables.values():
        for header, column in mark.columns:
            row += 1
            for place, words in enumerate((mark.name, mark.type_name, mark.sheet, header, column)):
                sheet.text(row, place, words, {})
