"""One connection to one file: its settings, its transactions, and its faults in words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.pool import NullPool

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import N_, _
from joint_plan.workbook import identity

BUSY_SECONDS = 2.0

_FAULTS = {
    "SQLITE_BUSY": N_("{name} is being written to by another program; try again in a moment."),
    "SQLITE_LOCKED": N_("{name} is being written to by another program; try again in a moment."),
    "SQLITE_FULL": N_("{name} cannot be written: the disk is full."),
    "SQLITE_READONLY": N_("{name} cannot be written: the file or its folder is read-only."),
    "SQLITE_PERM": N_("{name} cannot be opened: you have no right to it."),
    "SQLITE_AUTH": N_("{name} cannot be opened: you have no right to it."),
    "SQLITE_CANTOPEN": N_("{name} cannot be opened: the file or its folder is not accessible."),
    "SQLITE_CORRUPT": N_("{name} is damaged."),
    "SQLITE_NOTADB": N_("{name} is not a Joint Plan file, or it is damaged."),
    "SQLITE_IOERR": N_("{name} cannot be read or written: the disk reports an error."),
}


def fault_name(fault: BaseException) -> str:
    """SQLite's name for a fault, such as "SQLITE_BUSY"; "" for others."""
    origin = fault.orig if isinstance(fault, DBAPIError) else fault
    return str(getattr(origin, "sqlite_errorname", "") or "")


@contextmanager
def faults_in_words(path: Path) -> Iterator[None]:
    """Turn what the database reports into one sentence; a broken rule between rows (`IntegrityError`) goes through."""
    try:
        yield
    except (sqlite3.IntegrityError, IntegrityError):
        raise
    except (DBAPIError, sqlite3.Error) as fault:
        name = fault_name(fault)
        for known, words in _FAULTS.items():
            if name.startswith(known):
                raise PlanError(_(words).format(name=path.name)) from fault
        reason = str(getattr(fault, "orig", fault))
        raise PlanError(_("{name} cannot be used: {reason}.").format(name=path.name, reason=reason)) from fault


_wanted: ContextVar[tuple[Path, str]] = ContextVar("wanted")
"""The file that is being connected to, and SQLite's mode."""


def _connected() -> sqlite3.Connection:
    path, mode = _wanted.get()
    # The connection may be used by one thread after another, never by two at once: that is the workbook's promise.
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    if mode != "ro":
        for pragma in ("foreign_keys = ON", "secure_delete = ON", "synchronous = FULL"):
            connection.execute(f"PRAGMA {pragma}")
    return connection


@cache
def _engine() -> sa.Engine:
    """One engine for all files: it keeps the compiled statements, and a file is often opened for one reading only."""
    engine = sa.create_engine("sqlite://", creator=_connected, poolclass=NullPool)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql(connection.info["begin"])


class Database:
    """An open connection. Each use is one short transaction: `reading` or `writing`.

    `mode` is SQLite's: "ro" never writes, not even to roll back; "rw" needs an existing file.
    """

    def __init__(self, path: Path, mode: str) -> None:
        self.path = path
        self.mode = mode
        wanted = _wanted.set((path, mode))
        try:
            with faults_in_words(path):
                self._connection = _engine().connect()
        finally:
            _wanted.reset(wanted)
        driver = self._connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        self.driver: sqlite3.Connection = driver
        self._identity = identity.opened(path)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One consistent view of the file."""
        self._connection.info["begin"] = "BEGIN"
        with faults_in_words(self.path), self._connection.begin():
            yield self._connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """All or nothing; other writers wait meanwhile.

        Raises:
            IntegrityError: at the end, when a reference points nowhere.
        """
        self._connection.info["begin"] = "BEGIN IMMEDIATE"
        try:
            with faults_in_words(self.path), self._connection.begin():
                yield self._connection
        finally:
            # SQLite keeps a transaction open whose COMMIT it refused.
            if self.driver.in_transaction:
                self.driver.rollback()

    def pragma(self, name: str) -> int:
        """The value of a numeric setting or counter of SQLite."""
        with faults_in_words(self.path):
            return int(self.driver.execute(f"PRAGMA {name}").fetchone()[0])

    def faults(self) -> tuple[str, ...]:
        """What SQLite's own check finds wrong with the file."""
        with faults_in_words(self.path):
            found = [str(row[0]) for row in self.driver.execute("PRAGMA quick_check(5)")]
        return () if found == ["ok"] else tuple(found)

    def tables(self) -> frozenset[str]:
        """The names of the tables in the file."""
        with faults_in_words(self.path):
            rows = self.driver.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return frozenset(str(row[0]) for row in rows)

    def columns(self) -> dict[str, frozenset[str]]:
        """The columns of every table in the file, by the table's name."""
        query = "SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table'"
        found: dict[str, set[str]] = {}
        with faults_in_words(self.path):
            for table, column in self.driver.execute(query):
                found.setdefault(table, set()).add(column)
        return {table: frozenset(columns) for table, columns in found.items()}

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()
        identity.closed(self._identity)
