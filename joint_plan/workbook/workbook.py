"""The open document: the plan in memory, its file, and the one path by which both change."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Self

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from joint_plan.base.errors import PlanError
from joint_plan.base.event import Event
from joint_plan.base.texts import _
from joint_plan.plan.deltas import Conflict, Delta, applied, difference, inverted, merged
from joint_plan.plan.jsonform import code_number
from joint_plan.plan.record import spec_of
from joint_plan.plan.snapshot import Snapshot
from joint_plan.workbook import backups, creating, journal, opening
from joint_plan.workbook.checks import Prepared, dangling_in_words, prepared
from joint_plan.workbook.committed import Committed, HistoryEntry
from joint_plan.workbook.edit import Edit
from joint_plan.workbook.identity import identity_of
from joint_plan.workbook.journal import Entry
from joint_plan.workbook.masking import args_kept, label_in_words, without_hidden
from joint_plan.workbook.ownership import Owner, person_here
from joint_plan.workbook.reading import load, meta_values
from joint_plan.workbook.rows import write_rows
from joint_plan.workbook.schema import schema

Clock = Callable[[], dt.datetime]

MERGE_SECONDS = 30
"""Typing in one field is one step for undo as long as no longer pause lies between two commits."""

BACKUP_EVERY = dt.timedelta(minutes=10)

_PEEK = 200
"""How many deltas of a step are looked at for hidden answers in its name; names of larger steps are counts."""


def utc_now() -> dt.datetime:
    """The time by this computer's clock."""
    return dt.datetime.now(dt.UTC)


class _MovedOnError(Exception):
    """Somebody else wrote to the file since we read it."""


@dataclass(frozen=True, slots=True)
class _Typing:
    """The field that is being typed in: later commits join this step."""

    merge_key: str
    step: int
    at: dt.datetime
    net: tuple[Delta, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """What a commit does to the state of an earlier step."""

    step: int
    was: str
    becomes: str


class Workbook:
    """A plan and its file. Used by one thread at a time; snapshots may go to any.

    Attributes:
        committed: told after every change, whoever made it.
        read_only_because: why it cannot be changed, in words; "" where it can.
    """

    def __init__(self, opened: "opening.Opened", person: str, clock: Clock) -> None:
        self.path = opened.path
        self.committed: Event[Committed] = Event()
        self.read_only_because = opened.read_only_because
        self._database = opened.database
        self._claim = opened.claim
        self._identity = identity_of(opened.path)
        self._person = person
        self._clock = clock
        self._snapshot = opened.snapshot
        self._data_version = self._database.pragma("data_version")
        self._owner_written = False
        self._editing = False
        self._closed = False
        self._typing: _Typing | None = None
        self._peeked: dict[str, tuple[Entry, list[Delta]] | None] = {}
        with self._database.reading() as connection:
            self._read_own(connection)
        self._backed_up = clock()
        if not self.read_only:
            self._back_up_on_open()

    @classmethod
    def create(cls, path: Path, snapshot: Snapshot, *, person: str = "", clock: Clock = utc_now) -> Self:
        """Write a plan into a new file and open it.

        Raises:
            PlanError: the target exists or cannot be written, or the plan holds what cannot be.
        """
        creating.write_new(Path(path).absolute(), snapshot, {}, clock())
        return cls.open(path, person=person, clock=clock)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        take_over: bool = False,
        person: str = "",
        clock: Clock = utc_now,
    ) -> Self:
        """Open a plan; for reading only where it is open elsewhere or cannot be written, see `read_only_because`.

        Args:
            path: the file.
            read_only: only look.
            take_over: write though the file says that somebody on another computer has it open.
            person: whose edits these are; the computer's user where empty.
            clock: the time.

        Raises:
            PlanError: it cannot be opened; the sentence says why, and the file is as it was.
        """
        opened = opening.opened(Path(path).absolute(), read_only=read_only, take_over=take_over, now=clock())
        try:
            return cls(opened, person or person_here(), clock)
        except BaseException:
            opened.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back. Everything is saved already."""
        if self._closed:
            return
        self._closed = True
        try:
            if self._owner_written:
                self._write_owner("")
        except PlanError:
            # The row only tells others where the plan is open; where the file went away there is nobody to tell.
            pass
        finally:
            self._database.close()
            if self._claim is not None:
                self._claim.release()

    @property
    def read_only(self) -> bool:
        """Whether this window can only look."""
        return bool(self.read_only_because)

    @property
    def uuid(self) -> str:
        """The plan's own identity, under which its backups are kept."""
        return self._uuid

    def snapshot(self) -> Snapshot:
        """The plan as it is now, frozen, safe on any thread."""
        return self._snapshot

    # --- edits ---------------------------------------------------------------------------------------------------

    @contextmanager
    def edit(self, label: str, *, merge_key: str = "", undoable: bool = True, **args: object) -> Iterator[Edit]:
        """Collect a change in a `with` block and commit it at its end; an exception leaves all as it was.

        Args:
            label: message id of what is done, such as ``N_("Rename {title}")``.
            merge_key: commits with the same key in a row are one step for undo, such as "Sla:12.obligation".
            undoable: `False` for versions and signatures: undo steps over them.
            **args: the texts in the label. Values of blind answers do not belong there.
        """
        self._check_writable()
        if self._editing:
            raise RuntimeError("an edit is open already")
        self._editing = True
        try:
            edit = Edit(self._snapshot, self._codes)
            yield edit
        finally:
            self._editing = False
        self._commit(
            "edit" if undoable else "version",
            label,
            args,
            edit.deltas(),
            merge_key=merge_key,
            notices=tuple(edit.notices),
        )

    def apply(
        self,
        label: str,
        args: Mapping[str, object],
        deltas: Iterable[Delta],
        *,
        kind: str = "edit",
        merge_key: str = "",
    ) -> Committed:
        """Commit deltas made elsewhere, such as an import's. `kind` is "edit", or "version" for what undo steps over.

        Raises:
            Conflict: they were made on something older.
            PlanError: a value, a reference or the file does not allow it; nothing was changed.
        """
        if kind not in {"edit", "version"}:
            raise ValueError(kind)
        return self._commit(kind, label, args, tuple(deltas), merge_key=merge_key)

    def undo(self) -> Committed | None:
        """Take back the newest step, as a new entry of the journal; `None` where there is none.

        Raises:
            PlanError: what came after it stands in the way; nothing was changed.
        """
        return self._repeat("undo", "live", "undone")

    def redo(self) -> Committed | None:
        """Do again what was undone last; `None` where there is nothing.

        Raises:
            PlanError: what came after it stands in the way; nothing was changed.
        """
        return self._repeat("redo", "undone", "live")

    def _repeat(self, kind: str, was: str, becomes: str) -> Committed | None:
        self._check_writable()
        while True:
            found = self._next_step(was)
            if found is None:
                return None
            entry, deltas = found
            change = merged(deltas)
            if kind == "undo":
                change = inverted(change)
            args = dict(entry.args)
            mark = _Mark(entry.step, was, becomes)
            committed = self._commit(kind, entry.label, args, change, mark=mark)
            if committed.deltas:
                return committed
            # Nothing of the step is left to take back: it is past, and the one before it is meant.
            with self._database.writing() as connection:
                journal.mark(connection, was, "past", entry.step)
            self._peeked.clear()

    def _commit(
        self,
        kind: str,
        label: str,
        args: Mapping[str, object],
        deltas: Sequence[Delta],
        *,
        merge_key: str = "",
        notices: tuple[str, ...] = (),
        mark: _Mark | None = None,
    ) -> Committed:
        """The only writer: checks, rows, journal and undo state in one transaction; then memory; then listeners."""
        self._check_writable()
        while True:
            change = prepared(self._snapshot, deltas, kind)
            if not change.deltas:
                return Committed(kind, "", (), self._snapshot, (*notices, *change.notices))
            typing = self._typing_after(change, merge_key) if kind == "edit" else None
            entry = self._entry(kind, label, args, typing)
            try:
                self._write(entry, change, mark, typing)
            except _MovedOnError:
                self.follow()
                continue
            break
        self._seq = entry.seq
        self._snapshot = change.snapshot
        self._count_codes(change.deltas)
        self._typing = typing if typing is not None and typing.net else None
        self._peeked.clear()
        notices = (*notices, *change.notices, *self._back_up_when_due())
        words = label_in_words(entry.label, entry.args, change.deltas[:_PEEK], self._snapshot)
        committed = Committed(kind, words, change.deltas, self._snapshot, notices)
        self.committed.emit(committed)
        return committed

    def _typing_after(self, change: Prepared, merge_key: str) -> _Typing | None:
        if not merge_key:
            return None
        now, typing = self._clock(), self._typing
        if typing is not None and typing.merge_key == merge_key:
            pause = (now - typing.at).total_seconds()
            if 0 <= pause <= MERGE_SECONDS:
                return _Typing(merge_key, typing.step, now, merged((*typing.net, *change.deltas)))
        return _Typing(merge_key, self._seq + 1, now, change.deltas)

    def _entry(self, kind: str, label: str, args: Mapping[str, object], typing: _Typing | None) -> Entry:
        seq = self._seq + 1
        step = typing.step if typing is not None else seq
        # Typed back to what it was, there is nothing left to undo.
        state = "live" if kind == "edit" and (typing is None or typing.net) else "past"
        return Entry(seq, step, self._clock(), self._person, kind, label, args_kept(args), state)

    def _write(self, entry: Entry, change: Prepared, mark: _Mark | None, typing: _Typing | None) -> None:
        try:
            with self._database.writing() as connection:
                if journal.last_seq(connection) != self._seq:
                    raise _MovedOnError
                write_rows(connection, change.deltas)
                journal.append(connection, entry, change.deltas)
                if mark is not None:
                    journal.mark(connection, mark.was, mark.becomes, mark.step)
                else:
                    journal.mark(connection, "undone", "past")
                if typing is not None and not typing.net:
                    journal.mark(connection, "live", "past", typing.step)
                self._write_codes(connection, change.deltas)
                if not self._owner_written:
                    self._set_meta(connection, "owner", Owner.here(self._person, entry.at).text())
        except IntegrityError as fault:
            raise PlanError(dangling_in_words(self._snapshot, change.snapshot, change.deltas)) from fault
        self._owner_written = True

    def _check_writable(self) -> None:
        if self.read_only:
            raise PlanError(_("This plan is open for reading only. {reason}").format(reason=self.read_only_because))
        try:
            same = identity_of(self.path) == self._identity
        except OSError:
            same = False
        if not same:
            raise PlanError(
                _("{name} was moved, deleted or replaced by another program. Save a copy to keep what you see.").format(
                    name=self.path.name
                )
            )

    # --- codes and owner -----------------------------------------------------------------------------------------

    def _counted(self, deltas: Iterable[Delta]) -> dict[str, int]:
        """The counters that new codes raise. Undo never lowers one: a code names one thing for ever."""
        raised: dict[str, int] = {}
        for delta in deltas:
            prefix = spec_of(delta.type).code
            if not prefix or not delta.after or "code" not in delta.after:
                continue
            number = code_number(prefix, delta.after["code"])
            if number > max(self._codes.get(delta.type, 0), raised.get(delta.type, 0)):
                raised[delta.type] = number
        return raised

    def _count_codes(self, deltas: Iterable[Delta]) -> None:
        self._codes |= self._counted(deltas)

    def _write_codes(self, connection: sa.Connection, deltas: Iterable[Delta]) -> None:
        for name, number in self._counted(deltas).items():
            self._set_meta(connection, f"codes.{name}", str(number))

    def _set_meta(self, connection: sa.Connection, key: str, text: str) -> None:
        meta = schema().meta
        connection.execute(meta.delete().where(meta.c.key == key))
        if text:
            connection.execute(meta.insert(), {"key": key, "value": text})

    def _write_owner(self, text: str) -> None:
        with self._database.writing() as connection:
            self._set_meta(connection, "owner", text)

    def _read_own(self, connection: sa.Connection) -> None:
        """What the workbook keeps of the file besides the plan."""
        tables = schema()
        meta = meta_values(connection)
        self._uuid = meta.get("uuid", "")
        self._codes = {
            key.removeprefix("codes."): int(text)
            for key, text in meta.items()
            if key.startswith("codes.") and text.isdigit()
        }
        self._seq = journal.last_seq(connection)
        columns = (tables.pending.c.key, tables.pending.c.column, tables.pending.c.text)
        self._pending = {(key, column): text for key, column, text in connection.execute(sa.select(*columns)).tuples()}

    # --- names, history ------------------------------------------------------------------------------------------

    @property
    def undo_name(self) -> str:
        """What undo would take back, in words; "" for nothing."""
        return self._name_of(self._peek("live"))

    @property
    def redo_name(self) -> str:
        """What redo would do again, in words; "" for nothing."""
        return self._name_of(self._peek("undone"))

    def _name_of(self, found: tuple[Entry, list[Delta]] | None) -> str:
        if found is None:
            return ""
        entry, deltas = found
        return label_in_words(entry.label, entry.args, deltas, self._snapshot)

    def _peek(self, state: str) -> tuple[Entry, list[Delta]] | None:
        if state not in self._peeked:
            self._peeked[state] = self._next_step(state, _PEEK)
        return self._peeked[state]

    def _next_step(self, state: str, limit: int | None = None) -> tuple[Entry, list[Delta]] | None:
        """The step that undo ("live") or redo ("undone") is about: its last entry, and all its deltas."""
        with self._database.reading() as connection:
            step = journal.newest_live(connection) if state == "live" else journal.oldest_undone(connection)
            if not step:
                return None
            entries = journal.entries_of_steps(connection, [step])
            deltas = journal.deltas_of(connection, [entry.seq for entry in entries], limit)
        return entries[-1], [delta for entry in entries for delta in deltas[entry.seq]]

    def history(self, limit: int = 200) -> Sequence[HistoryEntry]:
        """The newest steps, newest first; commits that are one step for undo are one entry here."""
        with self._database.reading() as connection:
            steps = journal.newest_steps(connection, limit)
            entries = journal.entries_of_steps(connection, steps)
            deltas = journal.deltas_of(connection, [entry.seq for entry in entries])
        found: dict[int, HistoryEntry] = {}
        joined: dict[int, list[Delta]] = {}
        for entry in entries:
            joined.setdefault(entry.step, []).extend(deltas[entry.seq])
        for entry in entries:
            change = merged(joined[entry.step])
            words = label_in_words(entry.label, entry.args, change, self._snapshot)
            shown = tuple(without_hidden(delta, self._snapshot) for delta in change)
            found[entry.step] = HistoryEntry(entry.seq, entry.at, entry.person, entry.kind, words, shown)
        return [found[step] for step in steps]

    # --- what is typed but not committed -------------------------------------------------------------------------

    def keep_pending(self, key: str, column: str, text: str) -> None:
        """Keep a text that is being typed, so that it survives a crash. `key` is `Type:id`."""
        self._check_writable()
        self._replace_pending(key, column, text)
        self._pending[key, column] = text

    def drop_pending(self, key: str, column: str) -> None:
        """Forget a text that was committed or given up."""
        if (key, column) in self._pending:
            self._check_writable()
            self._replace_pending(key, column, None)
            del self._pending[key, column]

    def pending(self) -> Mapping[tuple[str, str], str]:
        """The texts that were typed and not committed, by key and column."""
        return MappingProxyType(dict(self._pending))

    def _replace_pending(self, key: str, column: str, text: str | None) -> None:
        table = schema().pending
        with self._database.writing() as connection:
            connection.execute(table.delete().where(table.c.key == key, table.c.column == column))
            if text is not None:
                connection.execute(table.insert(), {"key": key, "column": column, "text": text})

    # --- others --------------------------------------------------------------------------------------------------

    def follow(self) -> Committed | None:
        """Take in what somebody else wrote to the file since; `None` where nothing was. Cheap when nothing was."""
        version = self._database.pragma("data_version")
        if version == self._data_version:
            return None
        self._data_version = version
        seq = self._seq
        with self._database.reading() as connection:
            self._read_own(connection)
            entries = journal.entries_after(connection, seq)
            found = journal.deltas_of(connection, [entry.seq for entry in entries])
        if not entries and self._seq == seq:
            return None
        deltas = merged(delta for entry in entries for delta in found[entry.seq])
        try:
            after = applied(self._snapshot, deltas)
        except Conflict:
            # The file is not a continuation of what we had: it was replaced by another state of the plan.
            after = load(self._database)
            deltas = difference(self._snapshot, after)
        self._snapshot = after
        self._typing = None
        self._peeked.clear()
        words = label_in_words(entries[-1].label, entries[-1].args, deltas[:_PEEK], after) if entries else ""
        committed = Committed("remote", words, deltas, after)
        self.committed.emit(committed)
        return committed

    # --- backups -------------------------------------------------------------------------------------------------

    def backup(self, name: str = "") -> Path:
        """Copy the plan into its backups now; a named one is never thinned out.

        Raises:
            PlanError: the folder cannot be written.
        """
        now = self._clock()
        path = backups.make_backup(self._database, self._uuid, self._seq, now, name)
        self._backed_up = now
        return path

    def checkpoint(self, name: str) -> Path:
        """A backup with a name, to come back to.

        Raises:
            PlanError: the name is empty, or the folder cannot be written.
        """
        if not name.strip():
            raise PlanError(_("A checkpoint needs a name."))
        return self.backup(name)

    def backups(self) -> tuple[backups.Backup, ...]:
        """The backups of this plan on this computer, newest first."""
        return backups.backups_of(self._uuid)

    def _back_up_on_open(self) -> None:
        kept = self.backups() if self._uuid else ()
        if self._uuid and (not kept or kept[0].seq != self._seq):
            self.backup()

    def _back_up_when_due(self) -> tuple[str, ...]:
        if self._clock() - self._backed_up < BACKUP_EVERY:
            return ()
        try:
            self.backup()
        except PlanError as fault:
            self._backed_up = self._clock()
            return (_("No backup could be made. {reason}").format(reason=fault),)
        return ()
