"""The file behind an open workbook: the transaction that writes a change, and what the file holds besides the plan."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from joint_plan.base.errors import FieldError
from joint_plan.plan.deltas import Delta
from joint_plan.plan.jsonform import code_number
from joint_plan.plan.record import spec_of
from joint_plan.plan.snapshot import Snapshot
from joint_plan.workbook import journal
from joint_plan.workbook.database import Database
from joint_plan.workbook.header import check_header
from joint_plan.workbook.identity import identity_of
from joint_plan.workbook.journal import Entry
from joint_plan.workbook.opening import Opened
from joint_plan.workbook.ownership import Owner
from joint_plan.workbook.reading import codes_in, load, meta_values, read_plan
from joint_plan.workbook.rows import write_rows
from joint_plan.workbook.schema import schema

Place = tuple[str, str]
"""A field of a record: its key `Type:id`, and the column."""


class MovedOnError(Exception):
    """Somebody else wrote to the file since it was read."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a commit does to the state of earlier steps; `step` is `None` for all in that state."""

    was: str
    becomes: str
    step: int | None = None


class Store:
    """One open file.

    Attributes:
        uuid: the plan's own identity, under which its backups are kept.
        seq: number of the newest commit that we know of.
        codes: the highest number given in the codes of each record type. Undo does not turn it back: a code names one
        thing for ever.
        pending: texts typed and not committed.
    """

    def __init__(self, opened: Opened) -> None:
        self.path = opened.path
        self.database = opened.database
        self._claim = opened.claim
        self._identity = identity_of(opened.path)
        self._data_version = self.database.pragma("data_version")
        self._owner_written = False
        self.uuid = ""
        self.seq = 0
        self.codes: dict[str, int] = {}
        self.pending: dict[Place, str] = {}
        with self.database.reading() as connection:
            self._read(connection)

    def close(self) -> None:
        """Give the file back and say in it that it is open no more."""
        try:
            if self._owner_written and not self.replaced():
                with self.database.writing() as connection:
                    _set_meta(connection, "owner", "")
        finally:
            self.database.close()
            if self._claim is not None:
                self._claim.release()

    def replaced(self) -> bool:
        """Whether another program moved the file away, deleted it or put another in its place."""
        try:
            return identity_of(self.path) != self._identity
        except OSError:
            return True

    # --- writing -------------------------------------------------------------------------------------------------

    def write(self, entry: Entry, deltas: Iterable[Delta], marks: Iterable[Mark]) -> None:
        """Write a change with its journal entry, all or nothing.

        Raises:
            Conflict: a row is not what a delta says was there before.
            MovedOnError: somebody else wrote since; nothing was written.
            IntegrityError: a reference would point nowhere.
            PlanError: the file cannot be written.
        """
        deltas = tuple(deltas)
        codes = self._codes_after(deltas)
        settled = self._settled_by(deltas) if self.pending and entry.kind == "edit" else []
        with self.database.writing() as connection:
            if journal.last_seq(connection) != self.seq:
                raise MovedOnError
            write_rows(connection, deltas)
            journal.append(connection, entry, deltas)
            for mark in marks:
                journal.mark(connection, mark.was, mark.becomes, mark.step)
            for name, number in codes.items():
                _set_meta(connection, f"codes.{name}", str(number))
            for place in settled:
                _delete_pending(connection, place)
            if not self._owner_written:
                _set_meta(connection, "owner", Owner.here(entry.person, entry.at).text())
        self.seq = entry.seq
        self.codes |= codes
        self._owner_written = True
        for place in settled:
            del self.pending[place]

    def _codes_after(self, deltas: Iterable[Delta]) -> dict[str, int]:
        """The counters that new codes raise."""
        raised: dict[str, int] = {}
        for delta in deltas:
            prefix = spec_of(delta.type).code
            if prefix and delta.after and "code" in delta.after:
                number = code_number(prefix, delta.after["code"])
                if number > max(self.codes.get(delta.type, 0), raised.get(delta.type, 0)):
                    raised[delta.type] = number
        return raised

    def _settled_by(self, deltas: Iterable[Delta]) -> list[Place]:
        """The pending texts that these deltas bring into the plan."""
        found: list[Place] = []
        for delta in deltas:
            columns = spec_of(delta.type).by_column
            for name, value in (delta.after or {}).items():
                text = self.pending.get((delta.key, name))
                if text is None or name not in columns:
                    continue
                try:
                    same = columns[name].kind.parse(text) == value
                except FieldError:
                    continue
                if same:
                    found.append((delta.key, name))
        return found

    def mark(self, mark: Mark) -> None:
        """Change the state of earlier steps without a commit."""
        with self.database.writing() as connection:
            journal.mark(connection, mark.was, mark.becomes, mark.step)

    def keep_pending(self, place: Place, text: str | None) -> None:
        """Keep a text that is being typed; `None` forgets it."""
        table = schema().pending
        with self.database.writing() as connection:
            _delete_pending(connection, place)
            if text is not None:
                connection.execute(table.insert(), {"key": place[0], "column": place[1], "text": text})
        if text is None:
            self.pending.pop(place, None)
        else:
            self.pending[place] = text

    # --- reading -------------------------------------------------------------------------------------------------

    def next_step(self, state: str, limit: int | None = None) -> tuple[Entry, list[Delta]] | None:
        """The step that undo ("live") or redo ("undone") is about: its last entry, and its deltas (or the first)."""
        with self.database.reading() as connection:
            step = journal.newest_live(connection) if state == "live" else journal.oldest_undone(connection)
            if not step:
                return None
            entries = journal.entries_of_steps(connection, [step])
            deltas = journal.deltas_of(connection, [entry.seq for entry in entries], limit)
        return entries[-1], [delta for entry in entries for delta in deltas[entry.seq]]

    def newest_steps(self, limit: int) -> list[tuple[Entry, list[Delta]]]:
        """The newest steps, newest first, each as its last entry and all its deltas."""
        with self.database.reading() as connection:
            steps = journal.newest_steps(connection, limit)
            entries = journal.entries_of_steps(connection, steps)
            deltas = journal.deltas_of(connection, [entry.seq for entry in entries])
        found: dict[int, tuple[Entry, list[Delta]]] = {}
        for entry in entries:
            before = found[entry.step][1] if entry.step in found else []
            found[entry.step] = (entry, [*before, *deltas[entry.seq]])
        return [found[step] for step in steps]

    def since(self, seq: int) -> list[tuple[Entry, list[Delta]]]:
        """The entries after one, oldest first, each with its deltas."""
        with self.database.reading() as connection:
            entries = journal.entries_after(connection, seq)
            deltas = journal.deltas_of(connection, [entry.seq for entry in entries])
        return [(entry, deltas[entry.seq]) for entry in entries]

    def news(self) -> tuple[list[Entry], list[Delta]] | None:
        """What others committed since we last looked, `None` for nothing. Cheap when there is nothing.

        No entries at all mean that the file was set back to another state.
        """
        version = self.database.pragma("data_version")
        if version == self._data_version:
            return None
        self._data_version = version
        seq = self.seq
        with self.database.reading() as connection:
            self._read(connection)
            entries = journal.entries_after(connection, seq)
            deltas = journal.deltas_of(connection, [entry.seq for entry in entries])
        if not entries and self.seq == seq:
            return None
        return entries, [delta for entry in entries for delta in deltas[entry.seq]]

    def plan(self) -> Snapshot:
        """The plan as the file holds it now."""
        return read_plan(self.path) if self.database.mode == "ro" else load(self.database)

    def reopen(self) -> None:
        """Read on in the file that took our file's place.

        Raises:
            PlanError: there is none, or it is not a plan.
        """
        check_header(self.path)
        database = Database(self.path, "ro")
        self.database.close()
        self.database = database
        self._identity = identity_of(self.path)
        self._data_version = database.pragma("data_version")
        with database.reading() as connection:
            self._read(connection)

    def _read(self, connection: sa.Connection) -> None:
        table = schema().pending
        meta = meta_values(connection)
        self.uuid = meta.get("uuid", "")
        self.codes = codes_in(meta)
        self.seq = journal.last_seq(connection)
        query = sa.select(table.c.key, table.c.column, table.c.text)
        self.pending = {(key, column): text or "" for key, column, text in connection.execute(query)}


def _set_meta(connection: sa.Connection, key: str, text: str) -> None:
    meta = schema().meta
    connection.execute(meta.delete().where(meta.c.key == key))
    if text:
        connection.execute(meta.insert(), {"key": key, "value": text})


def _delete_pending(connection: sa.Connection, place: Place) -> None:
    table = schema().pending
    connection.execute(table.delete().where(table.c.key == place[0], table.c.column == place[1]))
