"""One record against its cells: which fields differ, which cells cannot be taken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from joint_plan.base.errors import FieldError
from joint_plan.base.texts import _
from joint_plan.exchange.cells import Sheet, Value, cell_name, is_filled, text_of
from joint_plan.exchange.coercion import Names, value_of
from joint_plan.exchange.layout import ExportedRow, base_value, importable_column
from joint_plan.exchange.preview import BadCell, FieldLine
from joint_plan.plan.fields import Column
from joint_plan.plan.kinds import Ref, Text
from joint_plan.plan.record import Record, RecordSpec, checked, column_value, spec_of, with_columns
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.names import called, label_of, value_words

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell: which sheet, which row and column from 1, what stands in it."""

    sheet: Sheet
    row: int
    column: int

    @property
    def value(self) -> Value:
        """What stands in it."""
        return self.sheet.value(self.row, self.column)

    @property
    def name(self) -> str:
        """Its name: F7."""
        return cell_name(self.row, self.column)

    @property
    def words(self) -> str:
        """The place for people."""
        return _("{sheet}, cell {cell}").format(sheet=self.sheet.title, cell=self.name)

    def bad(self, row: str, label: str, reason: str) -> BadCell:
        """Why it cannot be taken."""
        text = " ".join(text_of(self.value).split())
        brief = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        return BadCell(self.sheet.title, self.name, row, label, brief, reason)


@dataclass(frozen=True, slots=True)
class Read:
    """A field that a cell gives a new value."""

    column: Column
    value: Any
    spot: Spot


@dataclass(slots=True)
class Comparer:
    """Compares cells with the plan; keeps what cannot be taken."""

    plan: Snapshot
    names: Names
    bad: list[BadCell] = field(default_factory=list)

    def changed(self, item: Record, base: ExportedRow, cells: Mapping[str, Spot]) -> tuple[Read, ...]:
        """The fields of a record that the workbook gives other values than they had at the export, and have now."""
        spec = spec_of(item)
        found = (self._changed(spec, item, base, name, spot) for name, spot in cells.items())
        return tuple(read for read in found if read is not None)

    def differs(self, spec: RecordSpec, base: ExportedRow, cells: Mapping[str, Spot]) -> bool:
        """Whether any cell says something else than the export; of a record that is not in the plan any more."""
        for name, spot in cells.items():
            column = importable_column(spec, name)
            if column is None or name in base.held:
                continue
            was, known = base_value(base, column)
            try:
                if (
                    known
                    and not self._untouched(column, spot.value, was)
                    and not _same(column, value_of(spot.value, column, self.names), was)
                ):
                    return True
            except FieldError:
                return True
        return False

    def added(self, spec: RecordSpec, record_id: str, cells: Mapping[str, Spot], row: str) -> tuple[Read, ...] | None:
        """The fields that a new row fills in; `None` where it lacks what such a record cannot be without."""
        found: list[Read] = []
        item = spec.type(id=record_id)
        for name, spot in cells.items():
            column = importable_column(spec, name)
            if column is None or not is_filled(spot.value):
                continue
            label = label_of(self.plan, column)
            if column.blind:
                self._refuse_blind(spot, row, label)
                continue
            try:
                value = value_of(spot.value, column, self.names)
                item = with_columns(item, {name: value})
            except FieldError as fault:
                self.bad.append(spot.bad(row, label, fault.message))
            else:
                found.append(Read(column, value, spot))
        lacking = _lacking(spec, item)
        if lacking is not None and cells:
            spot = cells.get(lacking.name) or next(iter(cells.values()))
            reason = _("a new row must have “{field}”; the row is left out.").format(field=label_of(self.plan, lacking))
            self.bad.append(spot.bad(row, label_of(self.plan, lacking), reason))
            return None
        return tuple(found) if found else None

    def lines(
        self, before: Record | None, after: Record, reads: Iterable[Read], base: ExportedRow | None, view: Snapshot
    ) -> tuple[FieldLine, ...]:
        """What was read in words. `view` is the plan with everything the workbook adds, for names."""
        found: list[FieldLine] = []
        for read in reads:
            column = read.column
            line = FieldLine(
                column=column.name,
                label=label_of(self.plan, column),
                before="",
                after=value_words(view, after, column, read.value),
                value=read.value,
                place=read.spot.words,
                required=column.field.required and not column.part,
            )
            if before is not None and base is not None:
                now = column_value(before, column)
                was, _known = base_value(base, column)
                line = replace(
                    line,
                    before=value_words(self.plan, before, column, now),
                    conflicting=not _same(column, now, was),
                    exported=_words_at_export(self.plan, before, column, was),
                )
            found.append(line)
        return tuple(found)

    def _changed(self, spec: RecordSpec, item: Record, base: ExportedRow, name: str, spot: Spot) -> Read | None:
        column = importable_column(spec, name)
        if column is None:
            return None
        row, label = headline(self.plan, item), label_of(self.plan, column)
        if name in base.held:
            if column.blind:
                self._refuse_blind(spot, row, label)
            return None
        was, known = base_value(base, column)
        if not known or self._untouched(column, spot.value, was):
            return None
        try:
            value = value_of(spot.value, column, self.names)
        except FieldError as fault:
            self.bad.append(spot.bad(row, label, fault.message))
            return None
        if _same(column, value, was) or _same(column, value, column_value(item, column)):
            return None
        if column.blind and not getattr(item, column.field.name).revealed:
            self.bad.append(spot.bad(row, label, _("this answer is hidden again and is not read.")))
            return None
        try:
            checked(with_columns(item, {name: value}))
        except FieldError as fault:
            self.bad.append(spot.bad(row, label, fault.message))
            return None
        return Read(column, value, spot)

    def _untouched(self, column: Column, cell: Value, was: object) -> bool:
        """Whether words say what they said at the export; what they name need not be in the plan any more."""
        if not isinstance(cell, str) or not was:
            return False
        if isinstance(column.kind, Ref):
            return self.names.exported(column.kind, cell) == was
        return isinstance(column.kind, Text) and cell == was

    def _refuse_blind(self, spot: Spot, row: str, label: str) -> None:
        """A cell that says whether a hidden answer is in; whatever else somebody typed there is not read."""
        if text_of(spot.value).strip() not in {"", _("In"), _("Not yet")}:
            self.bad.append(spot.bad(row, label, _("answers that are not revealed are not read from a workbook.")))


def headline(view: Snapshot, item: Record) -> str:
    """What a record is called in a preview: "SLA-06 Call back", "Rate Demo to Order"."""
    title, label = called(view, item), _(spec_of(item).label)
    if item.code:
        return item.code if title == item.code else f"{item.code} {title}"
    return label if title == label else f"{label} {title}"


def _same(column: Column, one: object, other: object) -> bool:
    """Whether two values mean the same; of texts, spaces at the ends do not count, and spreadsheets lose some."""
    if isinstance(column.kind, Text) and isinstance(one, str) and isinstance(other, str):
        return one.strip() == other.strip()
    return one == other


def _lacking(spec: RecordSpec, item: Record) -> Column | None:
    """The first field that the record cannot be without and that is empty."""
    for column in spec.columns:
        if column.field.required and not column.part and column.kind.is_empty(column_value(item, column)):
            return column
    return None


def _words_at_export(plan: Snapshot, item: Record, column: Column, was: object) -> str:
    try:
        return value_words(plan, item, column, was)
    except (TypeError, ValueError):
        return ""
