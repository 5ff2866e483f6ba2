"""What must hold before a change is written, whoever made it: people, an import, undo, another laptop."""

from collections.abc import Iterable
from dataclasses import dataclass

from joint_plan.base.cleaning import clean_text
from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _
from joint_plan.plan.deltas import Delta, applied, delta_between, merged
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.kinds import Document, Text
from joint_plan.plan.record import Record, checked, column_value, spec_of, title_of
from joint_plan.plan.references import check_references, referrers
from joint_plan.plan.snapshot import PLAN_ID, Snapshot

REPEATING = frozenset({"undo", "redo"})
"""Kinds of change that bring back what was checked when it was first made."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A change that may be written: its deltas, one a record, and the plan after it."""

    deltas: tuple[Delta, ...]
    snapshot: Snapshot
    notices: tuple[str, ...]


def prepared(snapshot: Snapshot, deltas: Iterable[Delta], kind: str) -> Prepared:
    """See that a change is possible and clean its texts.

    Raises:
        Conflict: it was made on something older.
        FieldError: a value or a reference that cannot be.
        PlanError: it touches what stays for ever.
    """
    netted = merged(deltas)
    after = applied(snapshot, netted)
    notices: list[str] = []
    if kind not in REPEATING:
        cleaned_items: dict[str, dict[str, Record | None]] = {}
        for delta in netted:
            item = after.table(delta.type).rows.get(delta.id)
            if item is not None:
                kept, words = cleaned(item)
                notices += words
                if kept is not item:
                    cleaned_items.setdefault(delta.type, {})[delta.id] = kept
        if cleaned_items:
            after = after.replaced(cleaned_items)
    found: list[Delta] = []
    for delta in netted:
        item = after.table(delta.type).rows.get(delta.id)
        # Made anew from the records: whole where one comes or goes, whatever the caller's delta held.
        change = delta_between(snapshot.table(delta.type).rows.get(delta.id), item)
        if change is None:
            continue
        _check_lasting(snapshot, change, kind)
        if item is not None:
            check_references(after, item)
        found.append(change)
    return Prepared(tuple(found), after if found else snapshot, tuple(notices))


def cleaned(item: Record) -> tuple[Record, tuple[str, ...]]:
    """The record as it may be kept, and what the person should know of it.

    Raises:
        FieldError: a value that cannot be.
    """
    kept = checked(item)
    if kept is item:
        return item, ()
    notices: list[str] = []
    for column in spec_of(item).columns:
        value = column_value(item, column)
        if not isinstance(column.kind, Text) or isinstance(column.kind, Document) or not isinstance(value, str):
            continue
        if clean_text(value)[1]:
            notices.append(
                _("Characters that cannot be kept were left out of “{field}”.").format(field=_(column.field.label))
            )
    return kept, tuple(notices)


def _check_lasting(snapshot: Snapshot, delta: Delta, kind: str) -> None:
    """Some records stay, and some are never rewritten (data.md, "Agreement, exactly")."""
    spec = spec_of(delta.type)
    if spec.single and (delta.id != PLAN_ID or delta.after is None):
        raise PlanError(_("There is exactly one {type}.").format(type=_(spec.label)))
    if delta.type == "Team" and delta.id in TEAMS and delta.after is None:
        raise PlanError(_("{team} is a core team and stays.").format(team=snapshot.team_name(delta.id)))
    if delta.before is None or kind in REPEATING:
        return
    changed = {*delta.before, *(delta.after or ())} if delta.after is not None else {"id"}
    if delta.type == "Version" and changed - {"note"}:
        raise PlanError(_("A version is never changed or deleted."))
    if delta.type == "Assent" and changed - {"note", "position"}:
        raise PlanError(_("A stance is never changed or deleted; add a new one, or undo."))


def dangling_in_words(before: Snapshot, after: Snapshot, deltas: Iterable[Delta]) -> str:
    """Which record still refers to one that a change would delete."""
    for delta in deltas:
        gone = before.table(delta.type).rows.get(delta.id)
        if delta.after is not None or gone is None:
            continue
        for spec, _column, item in referrers(after, gone):
            return (
                _("{title} cannot be deleted: {code} {other} refers to it.")
                .format(title=title_of(gone), code=item.code or _(spec.label), other=title_of(item))
                .replace("  ", " ")
            )
    return _("A reference points to something that is not in the plan.")
