"""The hidden sheet `_meta`: which plan this is, which cell holds what, and what every value was at the export.

With it an import compares three ways (at the export, in the workbook, in the plan) without opening the plan of then.
The sheet is a list of lines; the first cell says what a line is, all cells are texts:

    fact    name, value
    table   table's name, record type, sheet
    column  table's name, place (A is 1), head, record's column or "", "read" or "written"
    row     table's name, record's id, columns held back, values...
    label   record type or "", id or key, name
    input   sheet, cell, key, record's column
    record  key, columns held back, values...

*Facts*: `schema` (`SCHEMA`; another number is another form of these lines), `plan_id` (of the file; "" when unknown),
`export_id` (hash of everything in the file), `program`, `title`, `version` ("" for a draft), `hash`, `currency`,
`language` (of the words in cells), `months`, `period_start`.

*Columns*: the record's column is a name of docs/records.md, `id` for the hidden first one (`Type:id`), "" for what the
program works out. "written" columns hold a value in a form that cannot be read back.

*Values* is the record as JSON (docs/file-format.md) as it was at the export: filled columns only, ASCII only, cut
into cells of `PIECE` characters which are joined before reading. *Held back* names columns, separated by spaces, whose
cell in this row does not hold the value (a blind answer that is not revealed, a text longer than a cell); nothing is
read from them.

*Labels* are what records are called in reference cells: each name of a type means one record; those of type "" stand
where any record may be named, and their key is `Type:id`.

*Inputs* are yellow cells outside of tables, `record` lines the values of their records.

A scorecard is a table of the record type `Actual` whose rows are what is measured: ids are keys (`Metric:3`), columns
are `month:2027-01` or `week:2027-01-04`, and values are by those names `{"id": the actual's, "value": "12.5"}`.

How cells read back: words as they stand, choices and yes or no by their word, references by label, percent as a
fraction, months as the first day, numbers and amounts as numbers (with more than fifteen digits as text with a point),
numbers by month as `1: 20, 2: 15`. An empty cell is the empty value.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from joint_plan import __version__
from joint_plan.base.texts import language
from joint_plan.plan.canonical import sha256
from joint_plan.plan.jsonform import record_json
from joint_plan.plan.record import key_of
from joint_plan.plan.values import Json
from joint_plan.reports.excel.book import Book, TableMark
from joint_plan.reports.excel.sheet import Sheet
from joint_plan.reports.model import ReportModel
from joint_plan.rules.public import PublicPlan

SCHEMA = 1
"""Number of the form of these lines; an import asks for it first."""
PIECE = 30_000
"""Characters of values in one cell; within Excel's 32,767."""


def write_meta(sheet: Sheet, book: Book) -> None:
    """All lines."""
    write_lines(sheet, meta_lines(book))


def write_lines(sheet: Sheet, lines: Iterable[tuple[str, ...]]) -> None:
    """Lines of the hidden sheet, as texts."""
    rows = list(lines)
    for place in range(max(map(len, rows))):
        sheet.texts(0, place, [line[place] if place < len(line) else "" for line in rows], {})


def export_id(model: ReportModel) -> str:
    """A hash of everything that is exported, the same for the same plan, paper and program."""
    options = model.options
    facts = [__version__, model.plan_id, model.version.hash, options.paper, str(options.roles), language()]
    values = model.public.derived(values_at_export)
    answered = [f"{key} {' '.join(sorted(teams))}" for key, teams in sorted(model.public.answered.items())]
    return sha256("\n".join([*facts, *values.values(), *answered]))


def values_at_export(public: PublicPlan) -> Mapping[str, str]:
    """Each record's values by its key."""
    return {key_of(item): as_text(record_json(item)) for item in public}


def as_text(values: Mapping[str, Json]) -> str:
    """Values as JSON that survives every reader: ASCII, and nothing in it looks like Excel's own escapes."""
    return json.dumps(values, ensure_ascii=True, separators=(",", ":")).replace("_x", "\\u005fx")


def meta_lines(book: Book, more: Mapping[str, str] = MappingProxyType({})) -> Iterator[tuple[str, ...]]:
    """What is said of a workbook; `more` are further facts, of other books than the plan's own."""
    for name, words in {**facts(book.model), **more}.items():
        yield "fact", name, words
    values = book.model.public.derived(values_at_export)
    for mark in book.tables.values():
        yield "table", mark.name, mark.type_name, mark.sheet
        for place, column in enumerate(mark.columns, 1):
            read = "read" if column.name and not column.written_only else "written"
            yield "column", mark.name, str(place), column.header, column.name, read
        yield from _rows(book, mark, values)
    for kind, one, words in book.references.used():
        yield "label", kind, one, words
    for given in book.inputs:
        yield "input", given.sheet, given.cell, given.key, given.column
    for key in dict.fromkeys(given.key for given in book.inputs if given.key in values):
        yield "record", key, " ".join(book.held.get(key, ())), *_pieces(values[key])


def _rows(book: Book, mark: TableMark, values: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    for record in mark.ids:
        key = record if mark.values else f"{mark.type_name}:{record}"
        text = (mark.values or values)[key]
        yield "row", mark.name, record, " ".join(book.held.get(key, ())), *_pieces(text)


def _pieces(text: str) -> Iterator[str]:
    for start in range(0, len(text), PIECE):
        yield text[start : start + PIECE]


def facts(model: ReportModel) -> dict[str, str]:
    """What is said of the export itself, by name."""
    plan = model.public.plan
    return {
        "schema": str(SCHEMA),
        "plan_id": model.plan_id,
        "export_id": export_id(model),
        "program": __version__,
        "title": model.title,
        "version": str(model.version.number) if model.version.number is not None else "",
        "hash": model.version.hash,
        "currency": model.currency,
        "language": language(),
        "months": str(plan.months or 12),
        "period_start": f"{plan.period_start:%Y-%m}" if plan.period_start is not None else "",
    }
