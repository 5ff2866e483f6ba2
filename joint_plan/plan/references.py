"""References between records: what points nowhere, and what becomes of references when a record goes."""

from collections.abc import Iterable

from joint_plan.base.errors import FieldError, PlanError
from joint_plan.base.texts import _
from joint_plan.plan.deltas import Delta, applied, delta_between
from joint_plan.plan.kinds import AnyRef, Ref
from joint_plan.plan.record import Record, RecordSpec, all_specs, column_value, spec_of, title_of, with_columns
from joint_plan.plan.session import Team
from joint_plan.plan.snapshot import Snapshot


def check_references(snapshot: Snapshot, item: Record) -> None:
    """See that every reference of a record by id points to something.

    Raises:
        FieldError: one does not. A reference to any type (`Type:id`) may outlive what it names.
    """
    spec = spec_of(item)
    for column in spec.columns:
        kind = column.kind
        value = column_value(item, column)
        if not value or not isinstance(kind, Ref):
            continue
        if isinstance(kind, AnyRef):
            _check_type(spec, column.name, str(value).partition(":")[0])
        elif value not in snapshot.table(kind.target).rows:
            raise FieldError(
                _("there is no {type} with the id “{id}”.").format(type=kind.target, id=str(value)[:60]),
                spec.name,
                column.name,
            )


def _check_type(spec: RecordSpec, column: str, type_name: str) -> None:
    if all(known.name != type_name for known in all_specs()):
        raise FieldError(
            _("there is no kind of record called “{name}”.").format(name=type_name[:60]), spec.name, column
        )


def referrers(snapshot: Snapshot, target: Record) -> Iterable[tuple[RecordSpec, str, Record]]:
    """Who refers to a record by id: (declaration, column, record)."""
    name = spec_of(target).name
    for spec in all_specs():
        for column in spec.ref_columns:
            if isinstance(column.kind, Ref) and column.kind.target == name:
                for item in snapshot.table(spec.name).where(column.name, target.id):
                    yield spec, column.name, item


def removal(snapshot: Snapshot, target: Record) -> tuple[Delta, ...]:
    """The deltas that delete a record: what depends on it goes too, other references to it are emptied.

    Raises:
        PlanError: something refers to it that refuses, or every plan has it (the plan itself, a core team).
    """
    if spec_of(target).single or (isinstance(target, Team) and target.core):
        raise PlanError(_("{title} belongs to every plan and stays.").format(title=title_of(target)))
    deltas: list[Delta] = []
    _remove(snapshot, target, deltas, set())
    return tuple(deltas)


def _remove(snapshot: Snapshot, target: Record, deltas: list[Delta], gone: set[tuple[str, str]]) -> Snapshot:
    gone.add((spec_of(target).name, target.id))
    view = snapshot
    for spec, column, stale in tuple(referrers(snapshot, target)):
        if (spec.name, stale.id) in gone:
            continue
        item = view.table(spec.name).rows.get(stale.id)
        if item is None:
            continue
        kind = spec.by_column[column].kind
        rule = kind.on_delete if isinstance(kind, Ref) else "clear"
        if rule == "refuse":
            raise PlanError(
                _("{title} cannot be deleted: {code} {other} refers to it.")
                .format(title=title_of(target), code=item.code or _(spec.label), other=title_of(item))
                .replace("  ", " ")
            )
        if rule == "cascade":
            view = _remove(view, item, deltas, gone)
        else:
            empty = None if spec.by_column[column].blind else ""
            view = _with(view, deltas, delta_between(item, with_columns(item, {column: empty})))
    held = view.table(spec_of(target).name).rows.get(target.id)
    return view if held is None else _with(view, deltas, delta_between(held, None))


def _with(snapshot: Snapshot, deltas: list[Delta], delta: Delta | None) -> Snapshot:
    if delta is None:
        return snapshot
    deltas.append(delta)
    return applied(snapshot, (delta,))
