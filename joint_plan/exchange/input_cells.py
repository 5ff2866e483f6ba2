"""Cells outside of tables that hold a value of a record: the yellow cells of the Funnel sheet.

Each row names its record in the hidden first column, so that it is found wherever rows were inserted.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from joint_plan.base.texts import _
from joint_plan.exchange.cells import Book, Sheet, text_of
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
        inputs = [one for one in export.inputs if one.sheet == title]
        sheet = _sheet(book, title, {one.key for one in inputs})
        if sheet is None:
            notes.append(_("The sheet “{sheet}” is not in the workbook; nothing is read for it.").format(sheet=title))
            continue
        lost = _take(sheet, inputs, found)
        if lost:
            words = _("{count} rows of the sheet “{sheet}” are gone; what they held stays as it is in the plan.")
            notes.append(words.format(count=len(lost), sheet=sheet.title))
    return found, tuple(notes)


def _take(sheet: Sheet, inputs: Sequence[ExportedInput], found: dict[str, dict[str, Spot]]) -> set[str]:
    """Add the cells of one sheet; the keys whose rows are gone."""
    rows = _rows_by_key(sheet)
    moved = _moves(inputs, rows)
    # A row of several records (the weights of the months) has no key; any other has, and is gone without it.
    alone = Counter(row for row, _key in {(_row_of(one), one.key) for one in inputs})
    lost: set[str] = set()
    for one in inputs:
        address = _ADDRESS.fullmatch(one.cell)
        wanted = _row_of(one)
        if address is None:
            continue
        row = rows.get(one.key)
        if row is None and rows and alone[wanted] == 1:
            lost.add(one.key)
            continue
        at = row or wanted + _moved_by(moved, wanted)
        found.setdefault(one.key, {})[one.column] = Spot(sheet, at, column_number(address[1]))
    return lost


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
