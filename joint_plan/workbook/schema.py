"""The file's tables, derived from the declarations: one table a record type, and the workbook's own.

Statements and types are those that SQLite and PostgreSQL both take. Nothing that people edit is UNIQUE and nothing
cascades: a cascade would change rows that the journal does not know of.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql import quoted_name

from joint_plan.plan import types
from joint_plan.plan.fields import Column
from joint_plan.plan.kinds import AnyRef, Flag, Ref, Whole
from joint_plan.plan.record import RecordSpec, all_specs

assert types.__all__  # importing the types is what fills the registry

APPLICATION_ID = 0x4A504C4E
"""In the header of every plan, at offset 68: "JPLN"."""

VERSION = (1, 1)
"""The schema this program writes, major and minor. Minor: fields or record types were added. Major: all else."""


def user_version(version: tuple[int, int]) -> int:
    """The version as it stands in the header at offset 60."""
    major, minor = version
    return major << 16 | minor


def version_of(number: int) -> tuple[int, int]:
    """Major and minor from the header's number."""
    return number >> 16, number & 0xFFFF


def table_name(type_name: str) -> str:
    """The table of a record type: "SlaLevel" is kept in "sla_level"."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type_name).lower()


@dataclass(frozen=True, slots=True)
class Schema:
    """All tables.

    Attributes:
        specs: the declarations they were made from.
        records: the table of each record type, by the type's name.
        change_set: one row a commit; `step` joins the commits that undo takes back together; `state` is "live" (can
        be undone), "undone" (can be done again) or "past".
        change: the deltas of a commit, values as JSON.
    """

    specs: tuple[RecordSpec, ...]
    metadata: sa.MetaData
    records: Mapping[str, sa.Table]
    change_set: sa.Table
    change: sa.Table
    meta: sa.Table
    pending: sa.Table


def _sql_type(column: Column) -> sa.types.TypeEngine[Any]:
    return sa.BigInteger() if isinstance(column.kind, Whole | Flag) else sa.Text()


def _column(table: str, column: Column) -> sa.Column[Any]:
    kind = column.kind
    name = quoted_name(column.name, True)
    if isinstance(kind, Ref) and not isinstance(kind, AnyRef):
        target = f"{table_name(kind.target)}.id"
        key = sa.ForeignKey(target, deferrable=True, initially="DEFERRED", name=f"fk_{table}_{column.name}")
        # Indexed because deleting a record looks for who refers to it.
        return sa.Column(name, _sql_type(column), key, index=True)
    return sa.Column(name, _sql_type(column))


def _record_table(metadata: sa.MetaData, spec: RecordSpec) -> sa.Table:
    name = table_name(spec.name)
    return sa.Table(
        quoted_name(name, True),
        metadata,
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("code", sa.Text),
        sa.Column("position", sa.BigInteger, nullable=False),
        *(_column(name, column) for column in spec.columns),
    )


def _made(specs: tuple[RecordSpec, ...]) -> Schema:
    metadata = sa.MetaData()
    records = {spec.name: _record_table(metadata, spec) for spec in specs}
    change_set = sa.Table(
        "change_set",
        metadata,
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("step", sa.Integer, nullable=False, index=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("person", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("args", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("schema", sa.Integer, nullable=False),
        sa.Index("ix_change_set_state", "state", "step"),
    )
    change = sa.Table(
        "change",
        metadata,
        sa.Column("seq", sa.Integer, sa.ForeignKey("change_set.seq"), primary_key=True, autoincrement=False),
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("before", sa.Text, quote=True),
        sa.Column("after", sa.Text, quote=True),
    )
    meta = sa.Table("meta", metadata, sa.Column("key", sa.Text, primary_key=True), sa.Column("value", sa.Text))
    pending = sa.Table(
        "pending",
        metadata,
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("column", sa.Text, primary_key=True, quote=True),
        sa.Column("text", sa.Text, quote=True),
    )
    return Schema(specs, metadata, records, change_set, change, meta, pending)


_kept: Schema | None = None


def schema() -> Schema:
    """The tables of the record types as declared now; made once, and again where a type was declared since."""
    global _kept
    specs = all_specs()
    if _kept is None or [id(spec) for spec in _kept.specs] != [id(spec) for spec in specs]:
        _kept = _made(specs)
    return _kept
