"""What the program wrote into a workbook, from its hidden sheet `_meta` (`reports/excel/meta.py` says how).

The sheet comes back from strangers like any other: what it names is looked up in the declarations, never believed.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from joint_plan.base.errors import FieldError, PlanError
from joint_plan.base.texts import _
from joint_plan.exchange.cells import Book, Sheet, folded, text_of
from joint_plan.plan.fields import Column
from joint_plan.plan.record import RecordSpec, all_specs, column_from_json
from joint_plan.plan.values import Json

META = "_meta"
SCHEMA = 1
"""The newest form of the hidden sheet that is understood here."""
ANY = ""
"""Stands for the record type where a cell may name a record of any."""

_NOT_IMPORTED = frozenset({"Plan", "Version", "Signature", "Assent", "Note"})
"""What is written about a plan or kept apart: no row of a workbook is one."""
_PERIODS = ("month:", "week:")


@dataclass(frozen=True, slots=True)
class ExportedColumn:
    """A column of a table: its place in it (from 1), its head, the record's column ("" is worked out)."""

    place: int
    header: str
    name: str
    readable: bool


@dataclass(frozen=True, slots=True)
class ExportedRow:
    """A record as it was at the export: its values as in JSON, and the columns whose cells do not hold them."""

    id: str
    held: frozenset[str]
    values: Mapping[str, Json]

    def value(self, column: Column) -> object:
        """The value of a column at the export.

        Raises:
            FieldError: what stands there is none of this column.
        """
        return column_from_json(column, self.values.get(column.name))


@dataclass(frozen=True, slots=True)
class ExportedTable:
    """A table: its name, the record type of its rows (`None` for a scorecard), the title of its sheet."""

    name: str
    sheet: str
    spec: RecordSpec | None
    columns: tuple[ExportedColumn, ...]
    rows: Mapping[str, ExportedRow]

    @property
    def headers(self) -> frozenset[str]:
        """All heads, folded."""
        return frozenset(folded(column.header) for column in self.columns)

    def row_id(self, words: str) -> str:
        """The id of the row that a cell of the id column names; "" for none of the export."""
        if self.spec is None:
            return words if words in self.rows else ""
        name, _colon, record_id = words.partition(":")
        return record_id if name == self.spec.name and record_id in self.rows else ""


@dataclass(frozen=True, slots=True)
class ExportedInput:
    """A cell outside of tables that holds a value of a record: sheet, address, `Type:id`, column."""

    sheet: str
    cell: str
    key: str
    column: str


@dataclass(frozen=True, slots=True)
class Export:
    """Everything the program wrote: facts, tables, what records are called in cells, inputs and their records."""

    facts: Mapping[str, str]
    tables: tuple[ExportedTable, ...]
    labels: Mapping[str, Mapping[str, str]]
    inputs: tuple[ExportedInput, ...]
    records: Mapping[str, ExportedRow]

    def labelled(self, type_name: str, words: str) -> str:
        """The id (or key, for `ANY`) of what was called so at the export; "" for nothing."""
        known = self.labels.get(type_name, {})
        exact = known.get(words.strip())
        if exact is not None:
            return exact
        wanted = folded(words)
        alike = [one for name, one in known.items() if folded(name) == wanted]
        return alike[0] if len(alike) == 1 else ""


@dataclass(slots=True)
class _Draft:
    """A table while its lines are read."""

    sheet: str
    type_name: str
    columns: list[ExportedColumn] = field(default_factory=list)
    rows: dict[str, ExportedRow] = field(default_factory=dict)


def export_of(book: Book) -> Export:
    """What the program wrote into this workbook.

    Raises:
        PlanError: it is not ours, it has lost the hidden sheet, or a newer program made it.
    """
    sheet = _meta_sheet(book)
    if sheet is None:
        raise PlanError(
            _(
                "{name} was not made by this program, or its hidden sheet is gone: "
                "nothing says what its rows are. Export the plan again and copy the changes over."
            ).format(name=book.name)
        )
    lines = [_line(sheet, number) for number in sorted(sheet.rows)]
    facts = {line[1]: line[2] if len(line) > 2 else "" for line in lines if line[0] == "fact" and len(line) > 1}
    _check_schema(book, facts)
    try:
        return _export(facts, lines)
    except (IndexError, ValueError, RecursionError) as fault:
        raise PlanError(
            _("{name} cannot be read: its hidden sheet was changed. Export the plan again.").format(name=book.name)
        ) from fault


def _meta_sheet(book: Book) -> Sheet | None:
    named = book.sheet(META)
    candidates = [named] if named is not None else [*book.sheets]
    return next((sheet for sheet in candidates if any(row.get(1) == "fact" for row in sheet.rows.values())), None)


def _line(sheet: Sheet, number: int) -> Sequence[str]:
    row = sheet.row(number)
    return [text_of(row.get(column)) for column in range(1, max(row) + 1)] if row else [""]


def _check_schema(book: Book, facts: Mapping[str, str]) -> None:
    schema = facts.get("schema", "")
    if not schema.isascii() or not schema.isdigit():
        raise PlanError(
            _("{name} cannot be read: its hidden sheet was changed. Export the plan again.").format(name=book.name)
        )
    if int(schema[:9]) > SCHEMA:
        raise PlanError(
            _("{name} was made by a newer version of this program ({version}). Import it with that one.").format(
                name=book.name, version=facts.get("program", "")
            )
        )


def _export(facts: Mapping[str, str], lines: Iterable[Sequence[str]]) -> Export:
    drafts: dict[str, _Draft] = {}
    labels: dict[str, dict[str, str]] = {}
    inputs: list[ExportedInput] = []
    records: dict[str, ExportedRow] = {}
    for kind, *line in lines:
        if kind == "table":
            drafts[line[0]] = _Draft(line[2], line[1])
        elif kind == "column":
            words = [*line, "", "", ""][:5]
            readable = words[4] == "read"
            drafts[line[0]].columns.append(ExportedColumn(int(line[1]), words[2], words[3], readable))
        elif kind == "row":
            drafts[line[0]].rows[line[1]] = _row(line[1], line[2:])
        elif kind == "label":
            labels.setdefault(line[0], {})[line[2].strip()] = line[1]
        elif kind == "input":
            inputs.append(ExportedInput(*line[:4]))
        elif kind == "record":
            records[line[0]] = _row(line[0].partition(":")[2], line[1:])
    tables = [_table(name, draft) for name, draft in drafts.items()]
    return Export(facts, tuple(table for table in tables if table is not None), labels, tuple(inputs), records)


def _row(record_id: str, rest: Sequence[str]) -> ExportedRow:
    held, *pieces = [*rest, ""] if rest else [""]
    values = json.loads("".join(pieces) or "{}")
    if not isinstance(values, dict):
        raise ValueError(record_id)
    return ExportedRow(record_id, frozenset(held.split()), values)


def _table(name: str, draft: _Draft) -> ExportedTable | None:
    columns = tuple(sorted(draft.columns, key=lambda column: column.place))
    if any(column.name.startswith(_PERIODS) for column in columns):
        return ExportedTable(name, draft.sheet, None, columns, draft.rows)
    spec = importable_spec(draft.type_name)
    return None if spec is None else ExportedTable(name, draft.sheet, spec, columns, draft.rows)


def importable_spec(type_name: str) -> RecordSpec | None:
    """The declaration of a record type that a workbook may change; `None` for any other."""
    found = next((spec for spec in all_specs() if spec.name == type_name), None)
    return found if found is not None and not found.private and found.name not in _NOT_IMPORTED else None


def importable_column(spec: RecordSpec, name: str) -> Column | None:
    """The column of a record that a workbook may change: never a private one, nor whether a pair is revealed."""
    column = spec.by_column.get(name)
    return None if column is None or column.field.private or column.part == "revealed" else column


def base_value(row: ExportedRow, column: Column) -> tuple[object, bool]:
    """The value at the export, and whether it is known."""
    try:
        return row.value(column), True
    except FieldError:
        return None, False
