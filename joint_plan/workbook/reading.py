"""Reading a plan from its file: never locks it for others, never writes."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _
from joint_plan.plan.snapshot import Snapshot, Table
from joint_plan.workbook import migrations
from joint_plan.workbook.backups import copy_database
from joint_plan.workbook.database import Database, fault_name, faults_in_words
from joint_plan.workbook.header import check_header, has_journal, journal_of, refuse_newer
from joint_plan.workbook.schema import APPLICATION_ID, VERSION, schema, version_of
from joint_plan.workbook.stored import RecordReader


def read_plan(path: Path) -> Snapshot:
    """The plan in a file, as it is now.

    Raises:
        PlanError: it cannot be read; the sentence says why.
    """
    path = Path(path).absolute()
    with open_to_read(path, roll_back=False) as database:
        return load(database)


def read_uuid(path: Path) -> str:
    """The identity of the plan in a file, by which exports of it are known; "" where it has none.

    Raises:
        PlanError: it cannot be read; the sentence says why.
    """
    with open_to_read(Path(path).absolute(), roll_back=False) as database, database.reading() as connection:
        return meta_values(connection).get("uuid", "")


@contextmanager
def open_to_read(path: Path, *, roll_back: bool) -> Iterator[Database]:
    """A connection that only reads, on a file that was checked.

    A program that was killed leaves a journal that must be played back before anything can be read. With
    `roll_back` that happens in place, else on a copy elsewhere.

    Raises:
        PlanError: not a plan, damaged, too new.
    """
    check_header(path)
    database = Database(path, "ro")
    try:
        if not _needs_rollback(database):
            _check_inside(database)
            with _brought_up_to_date(database) as readable:
                yield readable
            return
    finally:
        database.close()
    if not has_journal(path):
        # SQLite would take any file of this name for its own, and delete it.
        raise PlanError(
            _("{journal} lies beside the plan and does not belong to it. Move it away first.").format(
                journal=journal_of(path).name
            )
        )
    if roll_back:
        repairing = Database(path, "rw")
        try:
            repairing.faults()
        finally:
            repairing.close()
        with open_to_read(path, roll_back=False) as repaired:
            yield repaired
        return
    with tempfile.TemporaryDirectory(prefix="joint-plan-") as folder:
        copy = Path(folder) / path.name
        with _unreadable_in_words(path):
            shutil.copyfile(path, copy)
            shutil.copyfile(journal_of(path), journal_of(copy))
        with open_to_read(copy, roll_back=True) as rolled_back:
            yield rolled_back


@contextmanager
def _brought_up_to_date(database: Database) -> Iterator[Database]:
    """The file itself, or where its values mean something else by now, a copy in which they are as they should be."""
    if not migrations.due(file_version(database)):
        yield database
        return
    with tempfile.TemporaryDirectory(prefix="joint-plan-") as folder:
        path = Path(folder) / database.path.name
        copy_database(database, path)
        copy = Database(path, "rw")
        try:
            migrations.upgrade(copy)
            yield copy
        finally:
            copy.close()


@contextmanager
def _unreadable_in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise PlanError(
            _("{name} cannot be opened: {reason}.").format(name=path.name, reason=fault.strerror)
        ) from fault


def _needs_rollback(database: Database) -> bool:
    try:
        database.driver.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as fault:
        if fault_name(fault).startswith("SQLITE_READONLY"):
            return True
        with faults_in_words(database.path):
            raise
    return False


def _check_inside(database: Database) -> None:
    name = database.path.name
    if database.pragma("application_id") != APPLICATION_ID:
        raise PlanError(_("{name} is a database of another program, not a Joint Plan file.").format(name=name))
    refuse_newer(database.path, database.pragma("user_version"))
    faults = database.faults()
    lacking = {"change_set", "change", "meta", "pending", "plan"} - database.tables()
    if faults or lacking:
        raise PlanError(_("{name} is damaged. Open a backup instead.").format(name=name))


def file_version(database: Database) -> tuple[int, int]:
    """The schema version of an open file."""
    return version_of(database.pragma("user_version"))


def is_newer(database: Database) -> bool:
    """Whether the file was written by a newer minor version: it can be read, but writing could lose what it adds."""
    return file_version(database) > VERSION


def load(database: Database) -> Snapshot:
    """All records.

    Raises:
        PlanError: a value that cannot be.
    """
    present = database.columns()
    tables: dict[str, Table] = {}
    kept = schema()
    with database.reading() as connection:
        for spec in kept.specs:
            table = kept.records[spec.name]
            columns = present.get(table.name)
            if columns is None:
                continue
            found = connection.execute(_query(table, columns)).all()
            if found:
                reader = RecordReader(spec, columns)
                tables[spec.name] = Table({row[0]: reader.record(row) for row in found})
    return Snapshot(tables)


@lru_cache(maxsize=256)
def _query(table: sa.Table, columns: frozenset[str]) -> sa.Select[Any]:
    """All rows with the columns that the file has, in the order of `RecordReader`; kept, as making it is slow."""
    return sa.select(*(column for column in table.columns if column.name in columns))


def meta_values(connection: sa.Connection) -> dict[str, str]:
    """What the file says of itself: its uuid, the counters of codes, who has it open."""
    meta = schema().meta
    return {key: value or "" for key, value in connection.execute(sa.select(meta.c.key, meta.c.value))}


def codes_in(meta: Mapping[str, str]) -> dict[str, int]:
    """The counters of codes among what the file says of itself."""
    prefix = "codes."
    return {key.removeprefix(prefix): int(text) for key, text in meta.items() if key.startswith(prefix)}
