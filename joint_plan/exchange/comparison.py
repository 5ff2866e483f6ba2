"""The three-way comparison: a workbook that came back, against the plan as it is and as it was at the export.

What a cell says counts only where it differs from the export. Where the plan has changed since too, both are shown and
somebody decides. An untouched workbook gives no change, whatever has become of the plan.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from joint_plan.base.errors import PlanError
from joint_plan.base.progress import Tick, no_tick
from joint_plan.base.texts import _, ngettext, speaking
from joint_plan.exchange.cells import Book, folded, is_filled, text_of
from joint_plan.exchange.coercion import Names
from joint_plan.exchange.fields_compared import Comparer, Read, Spot, headline
from joint_plan.exchange.finding import Found, Place, find
from joint_plan.exchange.input_cells import input_spots
from joint_plan.exchange.layout import Export, ExportedRow, ExportedTable, export_of
from joint_plan.exchange.preview import Line, Preview, line_warning
from joint_plan.exchange.scorecard_cells import scorecard_reads
from joint_plan.plan.deltas import delta_between
from joint_plan.plan.record import Record, RecordSpec, all_specs, key_of, spec_of, with_columns
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.public import is_private


def compare(book: Book, plan: Snapshot, plan_id: str = "", tick: Tick = no_tick) -> Preview:
    """What a workbook that came back would change in a plan.

    Args:
        book: the workbook, as it was read.
        plan: the plan as it is.
        plan_id: the identity of the plan's file; a workbook of another is refused.
        tick: told of progress; raises to stop.

    Raises:
        PlanError: it is not a workbook of this plan, or a newer program made it.
    """
    export = export_of(book)
    refuse_other_plan(book, export, plan, plan_id)
    with speaking(export.facts.get("language", "")):
        work = _Work(plan, Comparer(plan, Names(plan, export)))
        work.find_all(book, export)
        work.compare_all(tick)
        return work.preview(book)


def refuse_other_plan(book: Book, export: Export, plan: Snapshot, plan_id: str) -> None:
    """See that the workbook was made from this plan.

    Raises:
        PlanError: it was made from another one.
    """
    theirs = export.facts.get("plan_id", "")
    other = bool(theirs and plan_id and theirs != plan_id)
    if not (theirs and plan_id):
        # One of the two does not say which plan it is: then their records have to be ours.
        keys = [f"{table.spec.name}:{one}" for table in export.tables if table.spec is not None for one in table.rows]
        other = bool(keys) and not any(plan.find(key) is not None for key in keys)
    if other:
        title = export.facts.get("title", "")
        raise PlanError(
            _("{name} was made from another plan (“{title}”). Open that plan to import it.").format(
                name=book.name, title=title
            )
        )


@dataclass(slots=True)
class _Change:
    """What the workbook says of one record: the record, what it was at the export, the fields that differ."""

    item: Record
    base: ExportedRow
    reads: list[Read] = field(default_factory=list)
    place: str = ""


@dataclass(slots=True)
class _Work:
    """One comparison under way."""

    plan: Snapshot
    comparer: Comparer
    found: list[Found] = field(default_factory=list)
    new_ids: dict[tuple[str, int], str] = field(default_factory=dict)
    inputs: Mapping[str, Mapping[str, Spot]] = field(default_factory=dict)
    records: Mapping[str, ExportedRow] = field(default_factory=dict)
    changes: dict[str, _Change] = field(default_factory=dict)
    new: dict[str, tuple[Record, tuple[Read, ...], str]] = field(default_factory=dict)
    missing: list[Record] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def find_all(self, book: Book, export: Export) -> None:
        """Where everything stands now; new rows get their ids and names, so that other rows may refer to them."""
        self.inputs, notes = input_spots(book, export)
        self.records = export.records
        self.notes += notes
        for table in export.tables:
            found = find(book, table)
            self.notes += found.notes
            if found.sheet is None:
                self._note_lost(table)
                continue
            self.found.append(found)
            if table.spec is not None:
                for place in found.new:
                    self._name_new(table, table.spec, place)

    def compare_all(self, tick: Tick) -> None:
        """Look at every row that was found."""
        for number, found in enumerate(self.found):
            tick(number, len(self.found), found.table.sheet)
            if found.table.spec is None:
                changes, new = scorecard_reads(self.comparer, found)
                for item, base, reads in changes:
                    self._take(item, base, reads)
                for item, reads, place in new:
                    self.new[key_of(item)] = (item, reads, place)
            else:
                self._table(found, found.table.spec)
        for key, spots in self.inputs.items():
            record, exported = self.plan.find(key), self.records.get(key)
            if record is not None and exported is not None and not is_private(record):
                self._take(record, exported, self.comparer.changed(record, exported, spots))

    def preview(self, book: Book) -> Preview:
        """Everything in words, in the order of the sections."""
        records = {key: item for key, (item, _reads, _place) in self.new.items()}
        view = self._with_all(records.values())
        lines = [self._changed_line(change, view) for change in self.changes.values() if change.reads]
        lines += [self._new_line(key, view) for key in self.new]
        lines += [self._missing_line(item) for item in self.missing]
        order = {spec.name: number for number, spec in enumerate(all_specs())}
        kinds = ("changed", "added", "missing")
        lines.sort(key=lambda line: (order[line.key.partition(":")[0]], kinds.index(line.kind)))
        return Preview(book.name, self.plan, tuple(lines), tuple(self.comparer.bad), tuple(self.notes), records)

    # Tables

    def _table(self, found: Found, spec: RecordSpec) -> None:
        for record_id, place in found.known.items():
            base, spots = found.table.rows[record_id], spots_of(found.table, place)
            item = self.plan.table(spec.name).rows.get(record_id)
            if _is_cleared(base, spots):
                # Its hidden id is all that is left: whoever cleared the row did not see it.
                self._note_missing(item)
            elif item is None or is_private(item):
                self._note_gone(spec, base, spots, is_hidden=item is not None)
            else:
                self._take(item, base, self.comparer.changed(item, base, spots), row_words(place))
        for place in found.new:
            self._new_row(found.table, spec, place)
        for record_id in found.missing:
            self._note_missing(self.plan.table(spec.name).rows.get(record_id))

    def _note_missing(self, item: Record | None) -> None:
        if item is not None and not is_private(item):
            self.missing.append(item)

    def _take(self, item: Record, base: ExportedRow, reads: Iterable[Read], place: str = "") -> None:
        change = self.changes.setdefault(key_of(item), _Change(item, base))
        known = {read.column.name for read in change.reads}
        change.reads += [read for read in reads if read.column.name not in known]
        change.place = change.place or place

    def _name_new(self, table: ExportedTable, spec: RecordSpec, place: Place) -> None:
        record_id = secrets.token_hex(8)
        self.new_ids[place.sheet.title, place.number] = record_id
        title = next((column for column in table.columns if column.name == spec.title), None)
        words = folded(text_of(place.value(title))) if title is not None else ""
        if words:
            self.comparer.names.added.setdefault(spec.name, {}).setdefault(words, record_id)

    def _new_row(self, table: ExportedTable, spec: RecordSpec, place: Place) -> None:
        record_id = self.new_ids[place.sheet.title, place.number]
        if spec.single:
            return
        reads = self.comparer.added(spec, record_id, spots_of(table, place), row_words(place))
        if reads is not None:
            item = with_columns(spec.type(id=record_id), {read.column.name: read.value for read in reads})
            self.new[key_of(item)] = (item, reads, row_words(place))

    # What should be known

    def _note_lost(self, table: ExportedTable) -> None:
        if table.rows:
            self.notes.append(
                ngettext(
                    "The sheet “{sheet}” is not in the workbook; its row stays as it is in the plan.",
                    "The sheet “{sheet}” is not in the workbook; its {count} rows stay as they are in the plan.",
                    len(table.rows),
                ).format(sheet=table.sheet, count=len(table.rows))
            )

    def _note_gone(self, spec: RecordSpec, base: ExportedRow, spots: Mapping[str, Spot], *, is_hidden: bool) -> None:
        """A row that was changed, of a record that the plan has no more, or keeps private now."""
        if not self.comparer.differs(spec, base, spots):
            return
        words = _("“{title}” was changed in the workbook, and deleted from the plan since: it is left out.")
        if is_hidden:
            words = _("“{title}” was changed in the workbook, and made private in the plan since: it is left out.")
        title = str(base.values.get(spec.title) or base.values.get("code") or _(spec.label))
        self.notes.append(words.format(title=" ".join(title.split())[:80]))

    # Words

    def _with_all(self, new: Iterable[Record]) -> Snapshot:
        """The plan with everything the workbook adds, for what things are called in it."""
        changes: dict[str, dict[str, Record | None]] = {}
        for item in new:
            changes.setdefault(spec_of(item).name, {})[item.id] = item
        return self.plan.replaced(changes) if changes else self.plan

    def _changed_line(self, change: _Change, view: Snapshot) -> Line:
        after = with_columns(change.item, {read.column.name: read.value for read in change.reads})
        delta = delta_between(change.item, after)
        return Line(
            kind="changed",
            key=key_of(after),
            section=spec_of(after).section,
            headline=headline(self.plan, change.item),
            place=change.place,
            fields=self.comparer.lines(change.item, after, change.reads, change.base, view),
            warning=line_warning(self.plan, change.item, () if delta is None else (delta,)),
        )

    def _new_line(self, key: str, view: Snapshot) -> Line:
        item, reads, place = self.new[key]
        delta = delta_between(None, item)
        return Line(
            kind="added",
            key=key,
            section=spec_of(item).section,
            headline=headline(view, item),
            place=place,
            fields=self.comparer.lines(None, item, reads, None, view),
            warning=line_warning(self.plan, item, () if delta is None else (delta,)),
        )

    def _missing_line(self, item: Record) -> Line:
        delta = delta_between(item, None)
        assert delta is not None  # it is there
        warning = line_warning(self.plan, item, (delta,))
        return Line("missing", key_of(item), spec_of(item).section, headline(self.plan, item), "", (), warning)


def spots_of(table: ExportedTable, place: Place) -> dict[str, Spot]:
    """The cells of a row that are read, by the record's column."""
    return {
        column.name: Spot(place.sheet, place.number, place.columns[column.place])
        for column in table.columns
        if column.readable and column.name != "id" and place.has(column)
    }


def _is_cleared(base: ExportedRow, spots: Mapping[str, Spot]) -> bool:
    """Whether nothing is left of a row that said something."""
    had = any(base.values.get(name) not in (None, False) for name in spots if name not in base.held)
    return had and not any(is_filled(spot.value) for spot in spots.values())


def row_words(place: Place) -> str:
    """A row's place for people."""
    return _("{sheet}, row {row}").format(sheet=place.sheet.title, row=place.number)
