"""Cells outside of tables that hold a value of a record: the yellow cells of the Funnel sheet.

Each row names its record in the hidden first column, so that it is found wherever rows were inserted.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from joint_plan.base.texts import _
from joint_plan.exchange.cells import Book, Sheet, is_filled, text_of
from joint_plan.exchange.fields_compared import Spot
from joint_plan.exchange.layout import Export, ExportedInput
from joint_plan.exchange.part_scan import column_number

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_KEYS = 1
"""The column that holds the keys."""


def input_spots(book: Book, export: Export) -> tuple[Mapping[str, Mapping[str, Spot]], tuple[str, ...]]:
    """The cells by key and column, and what should be known of sheets and rows that are gone."""
    found: dict[str, dict[str, Spot]] = {}
    notes: list[str] = []
    for title in dict.fromkeys(one.sheet for one in export.inputs):
        inputs = [one for one in export.inputs if one.sheet == title and _ADDRESS.fullmatch(one.cell)]
        sheet = _sheet(book, title, {one.key for one in inputs})
        if sheet is None:
            notes.append(_("The sheet “{sheet}” is not in the workbook; nothing is read for it.").format(sheet=title))
            continue
        lost = _take(sheet, inputs, export, found)
        if lost:
            words = _("{count} rows of the sheet “{sheet}” are gone; what they held stays as it is in the plan.")
            notes.append(words.format(count=len(lost), sheet=sheet.title))
    return found, tuple(notes)


def _take(sheet: Sheet, inputs: Sequence[ExportedInput], export: Export, found: dict[str, dict[str, Spot]]) -> set[str]:
    """Add the cells of one sheet; the keys whose rows are gone."""
    rows = _rows_by_key(sheet)
    moved = _moves(inputs, rows)
    with_keys = {key.partition(":")[0] for key in rows}
    lost: set[str] = set()
    for written in dict.fromkeys(_row_of(one) for one in inputs):
        here = [one for one in inputs if _row_of(one) == written]
        spots = {}
        for one in here:
            at = rows.get(one.key) or written + _moved_by(moved, written)
            spots[one] = Spot(sheet, at, _column_of(one))
        gone = {one.key for one in here if one.key not in rows}
        if rows and gone and (_type_of(here[0]) in with_keys or _is_another_row(export, spots)):
            lost |= gone
            continue
        for one, spot in spots.items():
            found.setdefault(one.key, {})[one.column] = spot
    return lost


def _is_another_row(export: Export, spots: Mapping[ExportedInput, Spot]) -> bool:
    """Whether a row that names no record (the weights of the months) stands elsewhere than it was written."""
    if any(is_filled(spot.sheet.value(spot.row, _KEYS)) for spot in spots.values()):
        return True
    had = any(export.records[one.key].values.get(one.column) is not None for one in spots if one.key in export.records)
    return had and not any(is_filled(spot.value) for spot in spots.values())


def _type_of(one: ExportedInput) -> str:
    return one.key.partition(":")[0]


def _column_of(one: ExportedInput) -> int:
    address = _ADDRESS.fullmatch(one.cell)
    return column_number(address[1]) if address is not None else 0


def _row_of(one: ExportedInput) -> int:
    address = _ADDRESS.fullmatch(one.cell)
    return int(address[2]) if address is not None else 0


def _sheet(book: Book, title: str, keys: set[str]) -> Sheet | None:
    """The sheet of this title that holds our keys, or the one that does under another title."""
    named = book.sheet(title)
    counts = {sheet.title: sum(text_of(row.get(_KEYS)) in keys for row in sheet.rows.values()) for sheet in book.sheets}
    if named is not None and counts[named.title]:
        return named
    best = max(book.sheets, key=lambda sheet: counts[sheet.title], default=None)
    return best if best is not None and counts[best.title] else None


def _rows_by_key(sheet: Sheet) -> Mapping[str, int]:
    """Rows by the key in their first column, where it stands there once."""
    keys = {number: text_of(row.get(_KEYS)).strip() for number, row in sheet.rows.items()}
    counts = Counter(keys.values())
    return {key: number for number, key in keys.items() if ":" in key and counts[key] == 1}


def _moves(inputs: Sequence[ExportedInput], rows: Mapping[str, int]) -> list[tuple[int, int]]:
    """By how many rows each row with a key has moved, from the top."""
    return sorted({(_row_of(one), rows[one.key] - _row_of(one)) for one in inputs if one.key in rows})


def _moved_by(moves: list[tuple[int, int]], row: int) -> int:
    """By how many rows a row without a key has moved: as the nearest row above it that has one, else below."""
    above = [by for at, by in moves if at <= row]
    return above[-1] if above else moves[0][1] if moves else 0
