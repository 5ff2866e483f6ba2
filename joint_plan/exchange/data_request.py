"""A data request that comes back: its values are data, with where they are from and of which day.

It is read as the plan's workbook is. Besides: what a row says of its source goes into the record's private note and
makes its evidence "data"; a row that the plan has got since is compared with it; nothing is missing where a row is.
"""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from joint_plan.base import locale
from joint_plan.base.errors import FieldError
from joint_plan.base.progress import Tick, no_tick
from joint_plan.base.texts import _, speaking
from joint_plan.exchange.cells import Book, folded, is_filled, text_of
from joint_plan.exchange.coercion import Names, value_of
from joint_plan.exchange.comparison import compare, row_words
from joint_plan.exchange.fields_compared import Spot, headline
from joint_plan.exchange.finding import Place, find
from joint_plan.exchange.input_cells import input_spots
from joint_plan.exchange.layout import Export, ExportedTable
from joint_plan.exchange.preview import BadCell, FieldLine, Line, Preview
from joint_plan.plan.fields import Column
from joint_plan.plan.funnel import MonthWeight, Segment
from joint_plan.plan.record import Record, all_specs, column_value, key_of, spec_of, with_columns
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.data_request import Quarter, quarters
from joint_plan.rules.names import label_of, value_words

KIND = "data-request"
"""What the fact `kind` says of a data request."""

_ASKED: Mapping[str, frozenset[str]] = {
    "Rate": frozenset({"rate", "days"}),
    "Segment": frozenset({"average_deal_size", "existing_revenue"}),
    "InFlight": frozenset({"count", "amount"}),
    "Sla": frozenset({"today_value", "today_share"}),
    "RejectReason": frozenset({"reason"}),
}
"""The figures that are asked for, by record type: without any of them a row says nothing."""
_KNOWN_BY: Mapping[str, tuple[str, ...]] = {
    "Rate": ("stage", "segment", "source"),
    "InFlight": ("segment", "source", "stage"),
    "RejectReason": ("reason",),
}
"""What makes two records of a type the same."""
_EVIDENCE: Mapping[str, str] = {"Rate": "evidence", "Sla": "today_evidence"}


def compare_request(book: Book, export: Export, plan: Snapshot, plan_id: str = "", tick: Tick = no_tick) -> Preview:
    """What a data request that came back would change.

    Raises:
        PlanError: it was made from another plan.
    """
    found = compare(book, plan, plan_id, tick)
    with speaking(export.facts.get("language", "")):
        work = _Work(plan, found, dict(found.new or {}))
        for table in export.tables:
            if table.spec is not None and table.spec.name in _ASKED:
                work.table(book, table)
        work.quarters(book, export)
        order = {spec.name: number for number, spec in enumerate(all_specs())}
        lines = sorted(work.lines, key=lambda line: order[line.key.partition(":")[0]])
        bad = (*found.bad, *work.bad)
        return replace(found, lines=tuple(lines), bad=bad, notes=(*found.notes, *work.notes), new=work.new)


@dataclass(slots=True)
class _Work:
    plan: Snapshot
    found: Preview
    new: dict[str, Record]
    lines: list[Line] = field(default_factory=list)
    bad: list[BadCell] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    # Tables

    def table(self, book: Book, table: ExportedTable) -> None:
        """Look at every row of a table, with its source."""
        assert table.spec is not None  # its caller has looked
        name = table.spec.name
        at = find(book, table)
        by_key = {line.key: line for line in self.found.lines if line.kind == "changed"}
        by_place = {line.place: line for line in self.found.lines if line.kind == "added" and _is_of(line, name)}
        for record_id, place in at.known.items():
            item = self.plan.table(name).rows.get(record_id)
            if item is not None:
                self._row(item, by_key.get(key_of(item)), table, place)
        for place in at.new:
            line = by_place.get(row_words(place))
            if line is not None:
                self._new_row(name, line, table, place)

    def _row(self, item: Record, line: Line | None, table: ExportedTable, place: Place) -> None:
        more = self._more(item, line.fields if line is not None else (), table, place)
        if line is not None:
            self.lines.append(replace(line, fields=(*line.fields, *more)))
        elif more:
            words, section = headline(self.plan, item), spec_of(item).section
            self.lines.append(Line("changed", key_of(item), section, words, row_words(place), more))

    def _new_row(self, name: str, line: Line, table: ExportedTable, place: Place) -> None:
        """A row without an id: a place that the plan said nothing of, or a row that somebody added."""
        item = self.new[line.key]
        if not any(one.column in _ASKED[name] for one in line.fields):
            del self.new[line.key]
            return
        held = self._same(name, item)
        if held is None:
            fields = (*line.fields, *self._more(item, line.fields, table, place))
            self.lines.append(replace(line, fields=fields))
            return
        del self.new[line.key]
        fields = tuple(self._against(held, item, one) for one in line.fields if self._differs(held, one))
        changed = Line("changed", key_of(held), line.section, headline(self.plan, held), line.place, fields)
        self._row(held, changed if fields else None, table, place)

    def _same(self, name: str, item: Record) -> Record | None:
        def sign(one: Record) -> tuple[str, ...]:
            return tuple(folded(str(getattr(one, column))) for column in _KNOWN_BY[name])

        if name not in _KNOWN_BY:
            return None
        return next((one for one in self.plan.table(name).order if sign(one) == sign(item)), None)

    def _differs(self, held: Record, one: FieldLine) -> bool:
        column = spec_of(held).by_column[one.column]
        return one.column not in _KNOWN_BY[spec_of(held).name] and column_value(held, column) != one.value

    def _against(self, held: Record, item: Record, one: FieldLine) -> FieldLine:
        column = spec_of(held).by_column[one.column]
        now = column_value(held, column)
        before = value_words(self.plan, held, column, now)
        return replace(one, before=before, conflicting=not column.kind.is_empty(now), required=False)

    def _more(
        self, item: Record, fields: tuple[FieldLine, ...], table: ExportedTable, place: Place
    ) -> tuple[FieldLine, ...]:
        """What the source of a row adds: that the values are data, and the source itself in the private note."""
        name = spec_of(item).name
        source = _source(table, place)
        given = {one.column for one in fields} & _ASKED[name]
        stands = any(column_value(item, spec_of(item).by_column[asked]) is not None for asked in _ASKED[name])
        found: list[FieldLine] = []
        evidence = _EVIDENCE.get(name, "")
        if evidence and (given or (source and stands)) and getattr(item, evidence) != "data":
            found.append(self._set(item, spec_of(item).by_column[evidence], "data", place))
        if source and (given or stands):
            words = _("Data request: {source}").format(source=source)
            note = item.note.split("\n") if item.note else []
            if words not in note:
                found.append(self._set(item, spec_of(item).by_column["note"], "\n".join([*note, words]), place))
        return tuple(found)

    def _set(self, item: Record, column: Column, value: Any, place: Place) -> FieldLine:  # noqa: ANN401  any kind's
        after = with_columns(item, {column.name: value})
        return FieldLine(
            column=column.name,
            label=label_of(self.plan, column),
            before=value_words(self.plan, item, column, column_value(item, column)),
            after=value_words(self.plan, after, column, value),
            value=value,
            place=row_words(place),
        )

    # Quarters

    def quarters(self, book: Book, export: Export) -> None:
        """Targets by quarter become the weights of the months, when all of them are there."""
        spots, _notes = input_spots(book, export)
        column = spec_of(Segment).by_column["revenue_target"]
        names = Names(self.plan, export)
        amounts: dict[Quarter, Fraction] = {}
        open_ones = []
        for quarter in quarters(self.plan):
            cells = spots.get(f"quarter:{quarter.first}-{quarter.last}", {})
            spot = cells.get("target")
            if spot is None or not is_filled(spot.value):
                open_ones.append(quarter.label)
                continue
            try:
                amounts[quarter] = Fraction(value_of(spot.value, column, names))
            except FieldError as fault:
                self.bad.append(spot.bad(quarter.label, label_of(self.plan, column), fault.message))
                return
        if not amounts:
            return
        if open_ones:
            words = _("The targets by quarter are left out: there is none for {quarters}.")
            self.notes.append(words.format(quarters=", ".join(open_ones)))
            return
        for quarter, amount in amounts.items():
            spot = spots[f"quarter:{quarter.first}-{quarter.last}"]["target"]
            for month in quarter.months:
                self._weight(month, amount / len(quarter.months), spot)
        self._compare_sum(sum(amounts.values(), Fraction(0)))

    def _weight(self, month: int, weight: Fraction, spot: Spot) -> None:
        spec = spec_of(MonthWeight)
        held = next((one for one in self.plan.where(MonthWeight, "month", month) if not one.segment), None)
        if held is not None and held.weight == weight:
            return
        made = MonthWeight(id=secrets.token_hex(8), month=month, weight=weight)
        item = made if held is None else replace(held, weight=weight)
        names = ("month", "weight") if held is None else ("weight",)
        lines = []
        for column in (spec.by_column[name] for name in names):
            value = column_value(item, column)
            lines.append(
                FieldLine(
                    column=column.name,
                    label=label_of(self.plan, column),
                    before="" if held is None else value_words(self.plan, held, column, held.weight),
                    after=value_words(self.plan, item, column, value),
                    value=value,
                    place=spot.words,
                    conflicting=held is not None,
                    required=True,
                    reason=_("The plan has another weight for this month.") if held is not None else "",
                )
            )
        kind = "added" if held is None else "changed"
        title = _("Weight of month {month}").format(month=month)
        self.lines.append(Line(kind, key_of(item), spec.section, title, spot.words, tuple(lines)))
        if held is None:
            self.new[key_of(item)] = item

    def _compare_sum(self, total: Fraction) -> None:
        targets = [segment.revenue_target for segment in self.plan.all(Segment) if segment.revenue_target]
        planned = Fraction(sum(targets)) if targets else None
        if planned is not None and planned != total:
            currency = self.plan.plan.currency
            words = _("The targets by quarter add up to {sum}; the plan's revenue target is {target}.")
            self.notes.append(
                words.format(
                    sum=locale.format_money(total, currency),
                    target=locale.format_money(planned, currency),
                )
            )


def _is_of(line: Line, type_name: str) -> bool:
    return line.key.partition(":")[0] == type_name


def _source(table: ExportedTable, place: Place) -> str:
    """Where a row says its numbers are from, and of which day."""
    return ", ".join(_said(table, place))


def _said(table: ExportedTable, place: Place) -> Iterator[str]:
    # Worked-out columns right of what is asked for are those of the source; names stand left of it.
    last_asked = max((column.place for column in table.columns if column.name), default=0)
    for column in table.columns:
        if not column.name and column.place > last_asked:
            words = " ".join(text_of(place.value(column)).split())
            if words:
                yield words
