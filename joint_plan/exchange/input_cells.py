"""Cells outside of tables that hold a value of a record: the yellow cells of the Funnel sheet.

Each row names its record in the hidden first column, so that it is found wherever rows were inserted.
"""

import re
from collections import Counter
from collections.abc import Mapping

from joint_plan.base.texts import _
from joint_plan.exchange.cells import Book, Sheet, text_of
from joint_plan.exchange.fields_compared import Spot
from joint_plan.exchange.layout import Export, ExportedInput
from joint_plan.exchange.part_scan import column_number

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_KEYS = 1
"""The column that holds the keys."""


def input_spots(book: Book, export: Export) -> tuple[Mapping[str, Mapping[str, Spot]], tuple[str, ...]]:
    """The cells by key and column, and what should be known of sheets that are gone."""
    found: dict[str, dict[str, Spot]] = {}
    notes: list[str] = []
    for title in dict.fromkeys(one.sheet for one in export.inputs):
        inputs = [one for one in export.inputs if one.sheet == title]
        sheet = _sheet(book, title, {one.key for one in inputs})
        if sheet is None:
            notes.append(_("The sheet “{sheet}” is not in the workbook; nothing is read for it.").format(sheet=title))
            continue
        rows = _rows_by_key(sheet)
        moved = _moves(inputs, rows)
        for one in inputs:
            address = _ADDRESS.fullmatch(one.cell)
            if address is None:
                continue
            wanted = int(address[2])
            row = rows.get(one.key) or wanted + _moved_by(moved, wanted)
            found.setdefault(one.key, {})[one.column] = Spot(sheet, row, column_number(address[1]))
    return found, tuple(notes)


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


def _moves(inputs: list[ExportedInput], rows: Mapping[str, int]) -> list[tuple[int, int]]:
    """By how many rows each row with a key has moved, from the top."""
    found: list[tuple[int, int]] = []
    for one in inputs:
        address = _ADDRESS.fullmatch(one.cell)
        if address is not None and one.key in rows:
            found.append((int(address[2]), rows[one.key] - int(address[2])))
    return sorted(set(found))


def _moved_by(moves: list[tuple[int, int]], row: int) -> int:
    """By how many rows a row without a key has moved: as the nearest row above it that has one, else below."""
    above = [by for at, by in moves if at <= row]
    return above[-1] if above else moves[0][1] if moves else 0
