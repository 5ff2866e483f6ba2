"""What teams typed into the scorecard: each month's or week's cell is one Actual of the row's metric, SLA or stage."""

import datetime as dt
import secrets

from joint_plan.base.errors import FieldError
from joint_plan.base.texts import _
from joint_plan.exchange.cells import is_filled, text_of
from joint_plan.exchange.coercion import value_of
from joint_plan.exchange.fields_compared import Comparer, Read, Spot
from joint_plan.exchange.finding import Found, Place
from joint_plan.exchange.layout import ExportedColumn, ExportedRow
from joint_plan.plan.follow_up import Actual
from joint_plan.plan.kinds import AnyRef
from joint_plan.plan.record import spec_of
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.names import named

Changed = tuple[Actual, ExportedRow, tuple[Read, ...]]
New = tuple[Actual, tuple[Read, ...], str]


def scorecard_reads(comparer: Comparer, found: Found) -> tuple[list[Changed], list[New]]:
    """The actuals that the scorecard changes, and those it adds."""
    changed: list[Changed] = []
    new: list[New] = []
    rows = {**found.known, **_known_by_name(comparer, found)}
    for key, place in rows.items():
        measured = comparer.plan.find(key)
        if measured is None:
            continue
        for column in found.table.columns:
            period = _period(column)
            if period is None or not column.readable or not place.has(column):
                continue
            spot = Spot(place.sheet, place.number, place.columns[column.place])
            row = _("{item}, {period}").format(item=named(measured), period=column.header)
            _cell(comparer, key, period, _base(found.table.rows[key], column), spot, row, changed, new)
    return changed, new


def _known_by_name(comparer: Comparer, found: Found) -> dict[str, Place]:
    """Rows that have lost their key, by what they say they measure."""
    columns = [column for column in found.table.columns if not column.name]
    rows: dict[str, Place] = {}
    for place in found.new:
        words = text_of(place.value(columns[0])) if columns else ""
        try:
            key = comparer.names.resolve(AnyRef(), words) if words else ""
        except FieldError:
            continue
        if key in found.table.rows and key not in found.known:
            rows.setdefault(key, place)
    return rows


def _cell(
    comparer: Comparer,
    key: str,
    period: tuple[str, dt.date],
    base: ExportedRow,
    spot: Spot,
    row: str,
    changed: list[Changed],
    new: list[New],
) -> None:
    column = spec_of(Actual).by_column["value"]
    item = _recorded(comparer.plan, base.id, key, period)
    if item is not None:
        reads = comparer.changed(item, base, {"value": spot})
        if reads:
            changed.append((item, base, reads))
        return
    if not is_filled(spot.value):
        return
    try:
        value = value_of(spot.value, column, comparer.names)
    except FieldError as fault:
        comparer.bad.append(spot.bad(row, _(column.field.label), fault.message))
        return
    if base.id and base.values.get("value") is not None and value == base.value(column):
        return  # Deleted in the plan since, and not touched in the workbook.
    name, day = period
    made = Actual(id=secrets.token_hex(8), item=key, **{name: day, "value": value})
    columns = [spec_of(Actual).by_column[wanted] for wanted in ("item", name)]
    reads = (*(Read(one, getattr(made, one.name), spot) for one in columns), Read(column, value, spot))
    new.append((made, reads, spot.words))


def _base(row: ExportedRow, column: ExportedColumn) -> ExportedRow:
    """The actual as it was at the export; one without an id and a value where there was none."""
    held = row.values.get(column.name)
    values = held if isinstance(held, dict) else {}
    return ExportedRow(str(values.get("id") or ""), frozenset(), {"value": values.get("value")})


def _recorded(plan: Snapshot, record_id: str, key: str, period: tuple[str, dt.date]) -> Actual | None:
    """The record of this period: the one of the export, else the last that says the same period."""
    item = plan.get(Actual, record_id) if record_id else None
    if item is not None:
        return item
    name, day = period
    same = [one for one in plan.where(Actual, "item", key) if _starts(name, getattr(one, name)) == day]
    return same[-1] if same else None


def _starts(name: str, day: dt.date | None) -> dt.date | None:
    """The first day of what a day stands for: the Monday of its week, the first of its month."""
    if day is None:
        return None
    return day - dt.timedelta(days=day.weekday()) if name == "week" else day.replace(day=1)


def _period(column: ExportedColumn) -> tuple[str, dt.date] | None:
    """The field that says the period, and its day; `None` for a column that is no period's."""
    name, colon, words = column.name.partition(":")
    if not colon or name not in {"month", "week"}:
        return None
    try:
        return name, dt.date.fromisoformat(f"{words}-01" if name == "month" else words)
    except ValueError:
        return None
