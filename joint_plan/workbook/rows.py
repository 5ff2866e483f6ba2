"""Deltas written to the record tables, each guarded by what was there before."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from joint_plan.base.texts import _
from joint_plan.plan.deltas import Conflict, Delta
from joint_plan.plan.record import RecordSpec, spec_of
from joint_plan.workbook.schema import schema
from joint_plan.workbook.stored import Stored, stored_values

_Row = dict[str, Stored]


def write_rows(connection: sa.Connection, deltas: Iterable[Delta]) -> None:
    """Insert, update and delete as the deltas say; those of one shape go together.

    Raises:
        Conflict: a row is not what a delta says was there before.
    """
    batches: dict[tuple[str, str, tuple[str, ...]], list[_Row]] = {}
    for delta in deltas:
        spec = spec_of(delta.type)
        shape, row = _row(spec, delta)
        batches.setdefault((delta.type, *shape), []).append(row)
    for (type_name, action, columns), rows in batches.items():
        statement = _statement(schema().records[type_name], action, columns)
        try:
            done = connection.execute(statement, rows)
        except IntegrityError as fault:
            # References are looked at when the transaction ends, so this is an id that is there already.
            raise _conflict(type_name) from fault
        if action != "insert" and done.rowcount != len(rows):
            raise _conflict(type_name)


def insert_records(connection: sa.Connection, type_name: str, rows: Sequence[_Row]) -> None:
    """Insert many rows that hold every column."""
    if rows:
        connection.execute(_statement(schema().records[type_name], "insert", tuple(rows[0])), rows)


def _conflict(type_name: str) -> Conflict:
    label = _(spec_of(type_name).label)
    return Conflict(_("“{item}” has changed in the meantime; nothing was changed.").format(item=label))


def _row(spec: RecordSpec, delta: Delta) -> tuple[tuple[str, tuple[str, ...]], _Row]:
    if delta.before is None:
        values = {"id": delta.id, **stored_values(spec, _whole(spec, delta.after or {}))}
        return ("insert", tuple(values)), values
    guards = {f"was_{name}": value for name, value in stored_values(spec, delta.before).items()}
    if delta.after is None:
        return ("delete", tuple(delta.before)), {"this_id": delta.id, **guards}
    changes = {f"new_{name}": value for name, value in stored_values(spec, delta.after).items()}
    return ("update", tuple(delta.after)), {"this_id": delta.id, **guards, **changes}


def _whole(spec: RecordSpec, values: Mapping[str, object]) -> dict[str, object]:
    """Every column of a new row: a delta of an older schema may lack some."""
    empty = {column.name: None if column.blind else column.kind.empty for column in spec.columns}
    return {"code": "", "position": 0, **empty, **values}


@lru_cache(maxsize=1024)
def _statement(table: sa.Table, action: str, columns: tuple[str, ...]) -> sa.Insert | sa.Update | sa.Delete:
    if action == "insert":
        return table.insert()
    same = [
        table.c.id == sa.bindparam("this_id"),
        *(table.c[name].is_not_distinct_from(sa.bindparam(f"was_{name}")) for name in columns),
    ]
    if action == "delete":
        return table.delete().where(*same)
    return table.update().where(*same).values({name: sa.bindparam(f"new_{name}") for name in columns})
