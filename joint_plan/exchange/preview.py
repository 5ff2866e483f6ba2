"""What an import would do, as data: the command line prints it, the window shows it with ticks, both take from it.

Nothing is written by making a preview. A choice of its parts becomes deltas, which whoever asked hands to the workbook.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _
from joint_plan.plan.deltas import Conflict, Delta, applied, delta_between, merged
from joint_plan.plan.kinds import AnyRef, Ref
from joint_plan.plan.record import Record, checked, column_value, spec_of, with_columns
from joint_plan.plan.references import removal
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.withdrawal import Withdrawal, at_stake, before_words, withdrawals

WHOLE = ""
"""Stands for the row itself in a choice: that a row is added, or that a missing one is deleted."""

Part = tuple[str, str]
"""What can be accepted by itself: a record's key, and a column's name or `WHOLE`."""


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field of a row. `before` and `after` are in words, "" is empty; `value` is what would be kept.

    Attributes:
        column: the record's column.
        place: where it stands, such as "SLAs, cell F7".
        conflicting: the plan has changed since the export too, so that somebody has to decide.
        exported: in words, what it was at the export; told where it is conflicting.
        required: the record cannot be without it.
        reason: why somebody has to decide, where it is not that the plan has changed since the export.
    """

    column: str
    label: str
    before: str
    after: str
    value: Any
    place: str
    conflicting: bool = False
    exported: str = ""
    required: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row that differs.

    Attributes:
        kind: "added", "changed", or "missing" for a row that is in the plan and not in the workbook.
        key: `Type:id` of the record; of an added one the id it would get.
        section: key of its section.
        headline: what it is called.
        place: where the row stands; "" for a missing one.
        fields: its fields; of an added row all that are filled in.
        warning: what accepting it would withdraw, in words; "" for nothing.
    """

    kind: str
    key: str
    section: str
    headline: str
    place: str
    fields: tuple[FieldLine, ...] = ()
    warning: str = ""

    @property
    def parts(self) -> frozenset[Part]:
        """Everything of it that can be accepted."""
        whole = {(self.key, WHOLE)} if self.kind != "changed" else set()
        return frozenset(whole | {(self.key, line.column) for line in self.fields})


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that was changed and cannot be taken: where it stands, what stands in it, why not."""

    sheet: str
    cell: str
    row: str
    label: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """What comes of a choice: the deltas, and in words what was chosen and is left out all the same."""

    deltas: tuple[Delta, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What differs between a workbook that came back and the plan, compared with what it was at the export.

    Attributes:
        book: the workbook's file name.
        plan: the plan it was compared with.
        lines: rows that differ, in the order of the sections.
        bad: cells that cannot be taken.
        notes: what else should be known, such as a sheet that is gone.
        new: added rows by key, as records with all that was typed.
    """

    book: str
    plan: Snapshot
    lines: tuple[Line, ...]
    bad: tuple[BadCell, ...] = ()
    notes: tuple[str, ...] = ()
    new: Mapping[str, Record] | None = None

    @property
    def without_conflict(self) -> frozenset[Part]:
        """Everything that nobody needs to decide on: added rows, and fields that only the workbook changed."""
        decide = self.conflicting
        kept = (line for line in self.lines if line.kind != "missing")
        return frozenset(part for line in kept for part in line.parts if part not in decide)

    @property
    def conflicting(self) -> frozenset[Part]:
        """The fields that both sides changed."""
        return frozenset((line.key, one.column) for line in self.lines for one in line.fields if one.conflicting)

    @property
    def everything(self) -> frozenset[Part]:
        """All that can be accepted, deletions of missing rows included."""
        return frozenset(part for line in self.lines for part in line.parts)

    def accepted(self, choice: Iterable[Part]) -> Accepted:
        """The deltas of a choice. Additions have neither code nor position: those are the workbook's to give."""
        return _accepted(self, frozenset(choice))

    def withdrawn(self, choice: Iterable[Part]) -> tuple[Withdrawal, ...]:
        """The items whose stances a choice would withdraw."""
        deltas = self.accepted(choice).deltas
        try:
            return withdrawals(self.plan, applied(self.plan, deltas), deltas)
        except PlanError:
            return ()


class Editing(Protocol):
    """What is needed of an edit of the workbook (`joint_plan.workbook.Edit`)."""

    @property
    def view(self) -> Snapshot:
        """The plan with the edit so far."""

    def add(self, item: Record) -> Record:
        """Add a record."""

    def put(self, item: Record) -> Record:
        """Put a record in the place of the one with its id."""

    def remove(self, item: Record) -> tuple[str, ...]:
        """Delete a record."""


def carry_out(deltas: Iterable[Delta], edit: Editing) -> None:
    """Hand deltas of `Preview.accepted` to an open edit.

    Raises:
        Conflict: the plan has changed since the preview.
        PlanError: a value or a deletion that cannot be.
    """
    plan = edit.view
    for delta in deltas:
        item = plan.table(delta.type).rows.get(delta.id)
        if delta.before is None:
            spec = spec_of(delta.type)
            edit.add(with_columns(spec.type(id=delta.id), delta.after or {}))
        elif item is None or any(_now(item, name) != value for name, value in delta.before.items()):
            raise Conflict(_("The plan has changed in the meantime. Import the workbook again."))
        elif delta.after is None:
            if delta.id in edit.view.table(delta.type).rows:
                edit.remove(item)
        else:
            edit.put(with_columns(item, delta.after))


def _now(item: Record, name: str) -> object:
    column = spec_of(item).by_column.get(name)
    return getattr(item, name) if column is None else column_value(item, column)


def line_warning(plan: Snapshot, item: Record, deltas: Iterable[Delta]) -> str:
    """What accepting the deltas of one record would withdraw, in words; "" for nothing."""
    changes = tuple(deltas)
    if not changes or at_stake(plan, item) is None:
        return ""
    try:
        found = withdrawals(plan, applied(plan, changes), changes)
    except PlanError:
        return ""
    return " ".join(before_words(plan, one) for one in found)


# From a choice to deltas


def _accepted(preview: Preview, choice: frozenset[Part]) -> Accepted:
    deltas: list[Delta] = []
    left_out: list[str] = []
    new = {line.key for line in preview.lines if line.kind == "added" and (line.key, WHOLE) in choice}
    for line in preview.lines:
        chosen = {one.column: one.value for one in line.fields if (line.key, one.column) in choice}
        try:
            if line.kind == "added" and line.key in new:
                deltas.append(_addition(preview, line, chosen, new))
            elif line.kind == "changed" and chosen:
                deltas.append(_change(preview, line, chosen, new))
        except PlanError as fault:
            left_out.append(_left_out(line, fault))
    # Rows go last: what is deleted with them, and which references are emptied, depends on what was changed.
    view = applied(preview.plan, deltas)
    for line in preview.lines:
        if line.kind == "missing" and (line.key, WHOLE) in choice:
            try:
                gone = _deletion(view, line)
            except PlanError as fault:
                left_out.append(_left_out(line, fault))
                continue
            view = applied(view, gone)
            deltas += gone
    return Accepted(merged(deltas), tuple(left_out))


def _left_out(line: Line, fault: PlanError) -> str:
    reason = getattr(fault, "message", "") or str(fault)
    return _("{item}: {reason}").format(item=line.headline, reason=reason)


def _addition(preview: Preview, line: Line, chosen: Mapping[str, Any], new: set[str]) -> Delta:
    item = (preview.new or {})[line.key]
    spec = spec_of(item)
    kept = checked(with_columns(spec.type(id=item.id), chosen))
    _see_references(preview, kept, new)
    delta = delta_between(None, kept)
    assert delta is not None  # from nothing to something
    after = {name: value for name, value in (delta.after or {}).items() if name not in {"code", "position"}}
    return replace(delta, after=after)


def _change(preview: Preview, line: Line, chosen: Mapping[str, Any], new: set[str]) -> Delta:
    item = preview.plan.find(line.key)
    if item is None:
        raise Conflict(_("it is not in the plan any more."))
    kept = checked(with_columns(item, chosen))
    _see_references(preview, kept, new)
    delta = delta_between(item, kept)
    if delta is None:
        raise Conflict(_("it says so already."))
    return delta


def _deletion(view: Snapshot, line: Line) -> tuple[Delta, ...]:
    item = view.find(line.key)
    # It may have gone together with the row before it.
    return () if item is None else removal(view, item)


def _see_references(preview: Preview, item: Record, new: set[str]) -> None:
    """What refers to a row of the workbook goes in only together with it."""
    for column in spec_of(item).columns:
        value = column_value(item, column)
        kind = column.kind
        if value and isinstance(kind, Ref):
            key = value if isinstance(kind, AnyRef) else f"{kind.target}:{value}"
            if key in (preview.new or {}) and key not in new:
                raise Conflict(_("it refers to a new row that is left out."))
