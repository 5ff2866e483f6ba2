"""Bringing an older file to the present schema.

Fields and record types that were only added need no function: their columns and tables are added, filled with the
fields' defaults. A change of meaning gets a numbered function in `MIGRATIONS`, and a file of the version before it
under tests/workbook/files. Whoever calls `upgrade` has made a backup.
"""

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.schema import CreateColumn

from joint_plan.plan.record import RecordSpec, column_value
from joint_plan.workbook.database import Database
from joint_plan.workbook.journal import mark
from joint_plan.workbook.schema import VERSION, Schema, schema, user_version, version_of
from joint_plan.workbook.stored import to_stored


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: the version it leads to, and what it does to the tables."""

    to: tuple[int, int]
    run: Callable[[sa.Connection], None]


MIGRATIONS: tuple[Migration, ...] = ()
"""In order. Version 1.0 is the first."""


def due(found: tuple[int, int]) -> tuple[Migration, ...]:
    """The migrations that a file of this version needs."""
    return tuple(migration for migration in MIGRATIONS if migration.to > found)


def needs_upgrade(database: Database) -> bool:
    """Whether a file is of an older schema, or lacks tables or columns."""
    return version_of(database.pragma("user_version")) < VERSION or bool(_lacking(database, schema()))


def upgrade(database: Database) -> None:
    """Bring an open file to the present schema, all or nothing.

    What was done under an older meaning stays readable in the history, but can no longer be undone.
    """
    found = version_of(database.pragma("user_version"))
    steps = due(found)
    with database.writing() as connection:
        for migration in steps:
            migration.run(connection)
        if steps:
            mark(connection, "live", "past")
            mark(connection, "undone", "past")
        _add_lacking(database, connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {user_version(VERSION)}")


def _lacking(database: Database, wanted: Schema) -> dict[str, frozenset[str]]:
    """The columns that each table lacks; all of them where there is no table."""
    present = database.columns()
    lacking = {
        table.name: frozenset(table.columns.keys()) - present.get(table.name, frozenset())
        for table in wanted.metadata.tables.values()
    }
    return {name: columns for name, columns in lacking.items() if columns}


def _add_lacking(database: Database, connection: sa.Connection) -> None:
    wanted = schema()
    lacking = _lacking(database, wanted)
    present = database.columns()
    for table in wanted.metadata.sorted_tables:
        if table.name in lacking and table.name not in present:
            table.create(connection)
    for spec in wanted.specs:
        table = wanted.records[spec.name]
        if table.name in present:
            for name in sorted(lacking.get(table.name, ())):
                _add_column(connection, spec, table, name)


def _add_column(connection: sa.Connection, spec: RecordSpec, table: sa.Table, name: str) -> None:
    column = table.c[name]
    quote = connection.dialect.identifier_preparer.quote
    declared = CreateColumn(column).compile(dialect=connection.dialect)
    references = ""
    for key in column.foreign_keys:
        target = key.column.table.name
        references = f" REFERENCES {quote(target)} (id) DEFERRABLE INITIALLY DEFERRED"
    connection.exec_driver_sql(f"ALTER TABLE {quote(table.name)} ADD COLUMN {declared}{references}")
    for index in table.indexes:
        if name in index.columns:
            index.create(connection)
    default = to_stored(spec.by_column[name], column_value(spec.type(), spec.by_column[name]))
    if default is not None:
        connection.execute(table.update().values({name: default}))
