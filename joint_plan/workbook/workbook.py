"""The open document: the plan in memory, its file, and the one path by which both change."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Self

from sqlalchemy.exc import IntegrityError

from joint_plan.base.errors import PlanError
from joint_plan.base.event import Event
from joint_plan.base.texts import N_, _
from joint_plan.plan.deltas import Conflict, Delta, applied, difference, inverted, merged
from joint_plan.plan.snapshot import Snapshot
from joint_plan.workbook import backups, creating, opening
from joint_plan.workbook.checks import Prepared, dangling_in_words, prepared
from joint_plan.workbook.committed import Committed, HistoryEntry
from joint_plan.workbook.edit import Edit
from joint_plan.workbook.journal import Entry
from joint_plan.workbook.masking import args_kept, label_in_words, without_hidden
from joint_plan.workbook.ownership import person_here
from joint_plan.workbook.store import Mark, MovedOnError, Store

Clock = Callable[[], dt.datetime]

MERGE_SECONDS = 30
"""Typing in one field is one step for undo as long as no longer pause lies between two commits."""

BACKUP_EVERY = dt.timedelta(minutes=10)

_PEEK = 200
"""How many deltas of a step are looked at for hidden answers in its name; names of larger steps are counts."""


def utc_now() -> dt.datetime:
    """The time by this computer's clock."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class _Typing:
    """The field that is being typed in: later commits join this step."""

    merge_key: str
    step: int
    at: dt.datetime
    net: tuple[Delta, ...]


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
        self._store = Store(opened)
        self._person = person
        self._clock = clock
        self._snapshot = opened.snapshot
        self._editing = False
        self._closed = False
        self._typing: _Typing | None = None
        self._peeked: dict[str, tuple[Entry, list[Delta]] | None] = {}
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
        self._store.close()

    @property
    def read_only(self) -> bool:
        """Whether this window can only look."""
        return bool(self.read_only_because)

    @property
    def uuid(self) -> str:
        """The plan's own identity, under which its backups are kept."""
        return self._store.uuid

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
            edit = Edit(self._snapshot, self._store.codes)
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

    def back_to(self, seq: int, moment: str) -> Committed:
        """Bring the plan to where it was after an entry of its history, as one step that can be undone.

        Versions and signatures stay. `moment` is what that point is called in the step's name.

        Raises:
            PlanError: what came after it stands in the way, such as a signature; nothing was changed.
        """
        later = self._store.since(seq)
        change = merged(delta for entry, deltas in later if entry.kind != "version" for delta in deltas)
        return self.apply(N_("Step back to {moment}"), {"moment": moment}, inverted(change))

    def _repeat(self, kind: str, was: str, becomes: str) -> Committed | None:
        self._check_writable()
        while True:
            found = self._store.next_step(was)
            if found is None:
                return None
            entry, deltas = found
            change = merged(deltas)
            if kind == "undo":
                change = inverted(change)
            committed = self._commit(kind, entry.label, entry.args, change, mark=Mark(was, becomes, entry.step))
            if committed.deltas:
                return committed
            # Nothing of the step is left to take back: it is past, and the one before it is meant.
            self._store.mark(Mark(was, "past", entry.step))
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
        mark: Mark | None = None,
    ) -> Committed:
        """The only writer: checks, rows, journal and undo state in one transaction; then memory; then listeners."""
        self._check_writable()
        while True:
            change = prepared(self._snapshot, deltas, kind)
            if not change.deltas:
                nothing = Committed(kind, "", (), self._snapshot, (*notices, *change.notices))
                if nothing.notices:
                    self.committed.emit(nothing)
                return nothing
            typing = self._typing_after(change, merge_key) if kind == "edit" else None
            entry = self._entry(kind, label, args, typing)
            marks = [mark] if mark is not None else [Mark("undone", "past")]
            if typing is not None and not typing.net:
                # Typed back to what it was, there is nothing left to undo.
                marks.append(Mark("live", "past", typing.step))
            try:
                self._store.write(entry, change.deltas, marks)
            except MovedOnError:
                self.follow()
            except IntegrityError as fault:
                raise PlanError(dangling_in_words(self._snapshot, change.snapshot, change.deltas)) from fault
            else:
                break
        self._snapshot = change.snapshot
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
        return _Typing(merge_key, self._store.seq + 1, now, change.deltas)

    def _entry(self, kind: str, label: str, args: Mapping[str, object], typing: _Typing | None) -> Entry:
        seq = self._store.seq + 1
        step = typing.step if typing is not None else seq
        state = "live" if kind == "edit" and (typing is None or typing.net) else "past"
        return Entry(seq, step, self._clock(), self._person, kind, label, args_kept(args), state)

    def _check_writable(self) -> None:
        if self.read_only:
            raise PlanError(_("This plan is open for reading only. {reason}").format(reason=self.read_only_because))
        if self._store.replaced():
            raise PlanError(
                _("{name} was moved, deleted or replaced by another program. Save a copy to keep what you see.").format(
                    name=self.path.name
                )
            )

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
            self._peeked[state] = self._store.next_step(state, _PEEK)
        return self._peeked[state]

    def history(self, limit: int = 200) -> Sequence[HistoryEntry]:
        """The newest steps, newest first; commits that are one step for undo are one entry here."""
        return [self._history_entry(entry, deltas) for entry, deltas in self._store.newest_steps(limit)]

    def _history_entry(self, entry: Entry, deltas: Sequence[Delta]) -> HistoryEntry:
        change = merged(deltas)
        words = label_in_words(entry.label, entry.args, change, self._snapshot)
        shown = tuple(without_hidden(delta, self._snapshot) for delta in change)
        return HistoryEntry(entry.seq, entry.at, entry.person, entry.kind, words, shown)

    # --- what is typed but not committed -------------------------------------------------------------------------

    def keep_pending(self, key: str, column: str, text: str) -> None:
        """Keep a text that is being typed, so that it survives a crash. `key` is `Type:id`."""
        self._check_writable()
        self._store.keep_pending((key, column), text)

    def drop_pending(self, key: str, column: str) -> None:
        """Forget a text that was given up. One that is committed is forgotten by itself."""
        if (key, column) in self._store.pending:
            self._check_writable()
            self._store.keep_pending((key, column), None)

    def pending(self) -> Mapping[tuple[str, str], str]:
        """The texts that were typed and not committed, by key and column."""
        return MappingProxyType(dict(self._store.pending))

    # --- others --------------------------------------------------------------------------------------------------

    def follow(self) -> Committed | None:
        """Take in what somebody else wrote to the file since; `None` where nothing was. Cheap when nothing was."""
        if self.read_only and self._store.replaced():
            self._store.reopen()
            entries, after = [], self._store.plan()
            deltas = difference(self._snapshot, after)
        else:
            news = self._store.news()
            if news is None:
                return None
            entries, deltas = news[0], merged(news[1])
            try:
                after = applied(self._snapshot, deltas) if entries else self._store.plan()
            except Conflict:
                # The file does not go on from what we had: another state of the plan was put in its place.
                after = self._store.plan()
            deltas = difference(self._snapshot, after)
        if not deltas:
            return None
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
        path = backups.make_backup(self._store.database, self.uuid, self._store.seq, now, name)
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
        return backups.backups_of(self.uuid)

    def _back_up_on_open(self) -> None:
        kept = self.backups()
        if not kept or kept[0].seq != self._store.seq:
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
