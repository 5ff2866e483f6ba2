"""The exported workbook read back as its hidden sheet describes it, by the shortest way; the program has its own."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from joint_plan.plan import kinds
from joint_plan.plan.fields import Column
from joint_plan.plan.record import all_specs, column_json, spec_of
from tests.reports.excel.books import opened


@dataclass(slots=True)
class Meta:
    """The lines of `_meta` by what they are."""

    facts: dict[str, str] = field(default_factory=dict)
    tables: dict[str, tuple[str, str]] = field(default_factory=dict)
    columns: dict[str, list[tuple[str, str, bool]]] = field(default_factory=dict)
    values: dict[tuple[str, str], tuple[set[str], dict[str, Any]]] = field(default_factory=dict)
    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    inputs: list[tuple[str, str, str, str]] = field(default_factory=list)
    records: dict[str, tuple[set[str], dict[str, Any]]] = field(default_factory=dict)


def meta_of(book: bytes) -> Meta:
    """The hidden sheet's lines."""
    found = Meta()
    for row in opened(book)["_meta"].iter_rows(values_only=True):
        kind, *rest = (unescaped(str(cell or "")) for cell in row)
        if kind == "fact":
            found.facts[rest[0]] = rest[1]
        elif kind == "table":
            found.tables[rest[0]] = (rest[1], rest[2])
        elif kind == "column":
            found.columns.setdefault(rest[0], []).append((rest[2], rest[3], rest[4] == "read"))
        elif kind == "row":
            found.values[rest[0], rest[1]] = (set(rest[2].split()), json.loads("".join(rest[3:])))
        elif kind == "label":
            found.labels[rest[0], rest[2]] = rest[1]
        elif kind == "input":
            found.inputs.append((rest[0], rest[1], rest[2], rest[3]))
        else:
            assert kind == "record", kind
            found.records[rest[0]] = (set(rest[1].split()), json.loads("".join(rest[2:])))
    return found


def differences_to_export(book: bytes) -> list[str]:
    """Cells whose content, read back, is not the value at the export; empty for an untouched workbook."""
    meta, workbook = meta_of(book), opened(book)
    found = []
    for name, (record, title) in meta.tables.items():
        if record not in {spec.name for spec in all_specs()} or name == "tblScorecard":
            continue
        for row in _rows(workbook[title], name):
            if row[0] is None:
                continue
            record_id = unescaped(str(row[0])).partition(":")[2]
            held, values = meta.values[name, record_id]
            for cell, (_header, column, read) in zip(row[1:], meta.columns[name][1:], strict=True):
                if not read or column in held:
                    continue
                now = as_json(meta, spec_of(record).by_column[column], cell)
                if (None if now is False else now) != values.get(column):
                    found.append(f"{record}:{record_id}.{column}: {values.get(column)!r} != {now!r}")
    for title, place, key, column in meta.inputs:
        held, values = meta.records[key]
        if column not in held:
            now = as_json(meta, spec_of(key.partition(":")[0]).by_column[column], workbook[title][place].value)
            if now != values.get(column):
                found.append(f"{key}.{column}: {values.get(column)!r} != {now!r}")
    return found


def _rows(sheet: Worksheet, name: str) -> list[list[Any]]:
    _head, *rows = sheet[sheet.tables[name].ref]
    return [[cell.value for cell in row] for row in rows]


def as_json(meta: Meta, column: Column, cell: Any) -> Any:  # noqa: ANN401  what a cell can hold
    """A cell as the JSON of its column, as the hidden sheet's description says."""
    kind = column.kind
    if cell is None:
        return None
    if isinstance(cell, dt.datetime):
        cell = cell.date()
    if isinstance(cell, str):
        cell = unescaped(cell)
        if isinstance(kind, kinds.AnyRef):
            return meta.labels["", cell]
        if isinstance(kind, kinds.Ref):
            return meta.labels[kind.target, cell]
        return column_json(column, kind.parse(cell))
    if isinstance(cell, int | float) and not isinstance(kind, kinds.Whole):
        cell = Decimal(str(cell))
    if isinstance(kind, kinds.Number) and isinstance(cell, Decimal) and cell == cell.to_integral_value():
        cell = Decimal(int(cell))
    if isinstance(kind, kinds.Share):
        return column_json(column, kind.check(cell))
    return column_json(column, kind.check(cell))


def unescaped(words: str) -> str:
    """Words as they were typed: the reader leaves Excel's escapes standing in part."""
    return re.sub(r"_x005F_(?=x[0-9A-Fa-f]{4}_)", "_", words)
