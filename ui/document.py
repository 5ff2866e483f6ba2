"""The one bridge between an open plan and the window: edits go in, what was committed comes out as a Qt signal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from joint_plan.base.errors import FieldError, PlanError
from joint_plan.base.texts import N_, _
from joint_plan.plan.deltas import applied, inverted
from joint_plan.plan.record import Record, spec_of, title_of
from joint_plan.rules.names import named
from joint_plan.rules.public import is_private
from joint_plan.rules.standing import standing
from joint_plan.rules.withdrawal import after_words, restored, restored_words, withdrawals

if TYPE_CHECKING:
    from joint_plan.plan.deltas import Delta
    from joint_plan.plan.snapshot import Snapshot
    from joint_plan.workbook import Committed, Edit, Workbook


@dataclass(frozen=True, slots=True)
class Toast:
    """A line that comes up for some seconds. `action` is what its button says; `act` is what the button does."""

    text: str
    action: str = ""
    act: Callable[[], None] | None = None
    fault: bool = False


class Document(QObject):
    """An open plan.

    Pages read `plan`, change it in `with document.edit(...) as edit:` and draw again what `committed` names.
    """

    committed = Signal(object)
    """A `Committed`, on the window's thread, after `plan` holds it."""
    toast = Signal(object)
    """A `Toast` to show."""
    closing = Signal()
    """The plan is about to be let go: whoever holds typed text keeps it now."""
    _arrived = Signal(object)

    def __init__(self, workbook: Workbook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workbook = workbook
        self._plan = workbook.snapshot()
        self._arrived.connect(self._take)
        self._unsubscribe = workbook.committed.subscribe(self._arrived.emit)

    @property
    def plan(self) -> Snapshot:
        """The plan as it is now."""
        return self.workbook.snapshot()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self.workbook.read_only

    @contextmanager
    def edit(
        self,
        label: str,
        *,
        merge_key: str = "",
        undoable: bool = True,
        refused: Callable[[PlanError], None] | None = None,
        **words: str,
    ) -> Iterator[Edit]:
        """Change the plan in one step: `with document.edit(N_("Rename {title}"), title=...) as edit: edit.set(...)`.

        A `PlanError` inside changes nothing and goes to `refused` (a form shows it at its field), or is shown as a
        toast; the code after the block goes on either way.

        Args:
            label: what the step is called in Undo, marked by `N_`, with names of `words` in braces.
            merge_key: steps in a row with the same key are undone together (typing in one field).
            undoable: whether undo takes it back, or steps over it.
            refused: told why nothing was changed.
            words: what stands for the names in `label`.
        """
        tell = refused or self.complain
        try:
            with ExitStack() as stack:
                try:
                    edit = stack.enter_context(
                        self.workbook.edit(label, merge_key=merge_key, undoable=undoable, **words)
                    )
                except PlanError as fault:
                    # The plan cannot be written: the block runs on an edit that nobody commits.
                    tell(fault)
                    edit = _uncommitted(self.plan)
                yield edit
        except PlanError as fault:
            tell(fault)

    def remove(self, item: Record) -> None:
        """Delete a record, and offer to take that back."""
        with self.edit(N_("Delete {title}"), title=_title(item)) as edit:
            edit.remove(item)

    def say(self, text: str) -> None:
        """Show a line for some seconds."""
        self.toast.emit(Toast(text))

    def complain(self, fault: PlanError) -> None:
        """Show why something was not done, without the names that files use for records and fields."""
        words = fault.message if isinstance(fault, FieldError) else str(fault)
        self.toast.emit(Toast(words, fault=True))

    def keep_typed(self, key: str, column: str, text: str) -> None:
        """Keep what is typed and not entered beside the plan; where that cannot be written, say so."""
        try:
            self.workbook.keep_pending(key, column, text)
        except PlanError as fault:
            self.complain(fault)

    def drop_typed(self, key: str, column: str) -> None:
        """Forget what was kept by `keep_typed`."""
        try:
            self.workbook.drop_pending(key, column)
        except PlanError as fault:
            self.complain(fault)

    def undo(self) -> None:
        """Take the last step back."""
        self._step(self.workbook.undo)

    def redo(self) -> None:
        """Do the last step that was taken back again."""
        self._step(self.workbook.redo)

    def _step(self, step: Callable[[], Committed | None]) -> None:
        try:
            step()
        except PlanError as fault:
            self.complain(fault)

    def close(self) -> None:
        """Let go of the plan."""
        self.closing.emit()
        self._unsubscribe()
        self.workbook.close()

    def _take(self, committed: Committed) -> None:
        before, self._plan = self._plan, committed.snapshot
        self.committed.emit(committed)
        for notice in committed.notices:
            self.say(notice)
        if committed.kind == "edit":
            gone = [delta for delta in committed.deltas if delta.after is None]
            lost = withdrawals(before, committed.snapshot, committed.deltas)
            said = [_deleted(before, gone)] if gone else []
            said += [after_words(committed.snapshot, lost)] if lost else []
            if said:
                self.toast.emit(Toast(" ".join(said), _("Undo"), self.undo))


def _uncommitted(plan: Snapshot) -> Edit:
    from joint_plan.workbook import Edit

    return Edit(plan, {})


def _title(item: Record) -> str:
    """What a record may be called where others look on: what is private has no more than its kind."""
    return _(spec_of(item).label) if is_private(item) else title_of(item)


def _deleted(before: Snapshot, gone: list[Delta]) -> str:
    """What to say of a deletion: what went, and which agreed items were among it."""
    records = [record for record in (before.find(delta.key) for delta in gone) if record is not None]
    if not records:
        return _("Deleted")
    # What depends on a record goes before it: the record that the person deleted is the last one.
    *others, deleted = records
    said = _("Deleted “{title}”, which was agreed.") if _is_agreed(before, deleted) else _("Deleted “{title}”.")
    said = said.format(title=_title(deleted) if is_private(deleted) else named(deleted))
    agreed = [named(record) for record in others if _is_agreed(before, record)]
    if agreed:
        said += " " + _("Agreed before: {titles}.").format(titles=", ".join(agreed))
    return said


def _is_agreed(plan: Snapshot, record: Record) -> bool:
    return spec_of(record).agreed(record) and standing(plan, record).agreed


def restored_by(committed: Committed) -> str:
    """Which stances count again after a commit, such as an undo, in words; "" for none."""
    before = applied(committed.snapshot, inverted(committed.deltas))
    return restored_words(committed.snapshot, restored(before, committed.snapshot, committed.deltas))


def changed_keys(committed: Committed) -> frozenset[str]:
    """The references of everything that a commit touched, `Type:id`."""
    return frozenset(delta.key for delta in committed.deltas)
