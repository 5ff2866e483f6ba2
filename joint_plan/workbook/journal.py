"""The journal: every commit with its deltas, in the same transaction as the rows; undo and history read it.

Entries are never changed but for their `state`, and never removed. Commits that undo takes back together (typing in
one field) share a `step`, the number of their first.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from joint_plan.base.errors import PlanError
from joint_plan.plan.deltas import Delta
from joint_plan.plan.record import spec_of
from joint_plan.workbook.schema import VERSION, schema, user_version
from joint_plan.workbook.stored import delta_from_text, json_text, values_text


@dataclass(frozen=True, slots=True)
class Entry:
    """One commit as the journal holds it. `label` is a message id, `args` the texts in it."""

    seq: int
    step: int
    at: dt.datetime
    person: str
    kind: str
    label: str
    args: Mapping[str, str]
    state: str


def last_seq(connection: sa.Connection) -> int:
    """Number of the newest entry, 0 where there is none."""
    return connection.execute(sa.select(sa.func.max(schema().change_set.c.seq))).scalar() or 0


def append(connection: sa.Connection, entry: Entry, deltas: Iterable[Delta]) -> None:
    """Write an entry and its deltas."""
    tables = schema()
    connection.execute(
        tables.change_set.insert(),
        {
            "seq": entry.seq,
            "step": entry.step,
            "at": entry.at.astimezone(dt.UTC).isoformat(timespec="milliseconds"),
            "person": entry.person,
            "kind": entry.kind,
            "label": entry.label,
            "args": json_text(dict(entry.args)),
            "state": entry.state,
            "schema": user_version(VERSION),
        },
    )
    rows = []
    for number, delta in enumerate(deltas):
        spec = spec_of(delta.type)
        before, after = values_text(spec, delta.before), values_text(spec, delta.after)
        rows.append(
            {"seq": entry.seq, "n": number, "type": delta.type, "id": delta.id, "before": before, "after": after}
        )
    if rows:
        connection.execute(tables.change.insert(), rows)


def mark(connection: sa.Connection, was: str, becomes: str, step: int | None = None) -> None:
    """Change the state of one step, or of all steps in a state."""
    table = schema().change_set
    statement = table.update().where(table.c.state == was).values(state=becomes)
    connection.execute(statement if step is None else statement.where(table.c.step == step))


def newest_live(connection: sa.Connection) -> int:
    """The step that undo takes back next, 0 for none."""
    table = schema().change_set
    return connection.execute(sa.select(sa.func.max(table.c.step)).where(table.c.state == "live")).scalar() or 0


def oldest_undone(connection: sa.Connection) -> int:
    """The step that redo does again next, 0 for none."""
    table = schema().change_set
    return connection.execute(sa.select(sa.func.min(table.c.step)).where(table.c.state == "undone")).scalar() or 0


def entries_of_steps(connection: sa.Connection, steps: Sequence[int]) -> list[Entry]:
    """The entries of some steps, oldest first."""
    table = schema().change_set
    return _entries(connection, table.c.step.in_(steps))


def entries_after(connection: sa.Connection, seq: int) -> list[Entry]:
    """The entries that came after one, oldest first."""
    return _entries(connection, schema().change_set.c.seq > seq)


def newest_steps(connection: sa.Connection, limit: int) -> list[int]:
    """The newest steps, newest first."""
    step = schema().change_set.c.step
    return list(connection.execute(sa.select(step).distinct().order_by(step.desc()).limit(limit)).scalars())


def _entries(connection: sa.Connection, which: sa.ColumnElement[bool]) -> list[Entry]:
    table = schema().change_set
    names = ("seq", "step", "at", "person", "kind", "label", "args", "state")
    query = sa.select(*(table.c[name] for name in names)).where(which).order_by(table.c.seq)
    return [
        Entry(seq, step, dt.datetime.fromisoformat(at), person or "", kind, label, json.loads(args or "{}"), state)
        for seq, step, at, person, kind, label, args, state in connection.execute(query)
    ]


def deltas_of(connection: sa.Connection, seqs: Sequence[int], limit: int | None = None) -> dict[int, list[Delta]]:
    """The deltas of some entries (with `limit`, the first) by the entry's number, without types that are gone since."""
    table = schema().change
    found: dict[int, list[Delta]] = {seq: [] for seq in seqs}
    query = (
        sa.select(table.c.seq, table.c.type, table.c.id, table.c.before, table.c.after)
        .where(table.c.seq.in_(seqs))
        .order_by(table.c.seq, table.c.n)
        .limit(limit)
    )
    for seq, type_name, record_id, before, after in connection.execute(query):
        try:
            spec = spec_of(type_name)
        except PlanError:
            continue
        found[seq].append(delta_from_text(spec, record_id, before, after))
    return found
