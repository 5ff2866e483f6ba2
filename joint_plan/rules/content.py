"""What agreement is about: the exact material content of an item, and its hash (data.md, "Agreement, exactly")."""

from functools import lru_cache

from joint_plan.plan.canonical import canonical_json, sha256
from joint_plan.plan.kinds import Ref
from joint_plan.plan.record import Record, RecordSpec, all_specs, column_json, column_value, spec_of
from joint_plan.plan.snapshot import PlanView
from joint_plan.plan.values import Json
from joint_plan.rules.memo import ByIdentity

_HASHES: ByIdentity[str] = ByIdentity()


def content_json(view: PlanView, item: Record) -> Json:
    """Record type, id and material fields of an item and of the rows within it.

    References are ids. What is empty is left out, so that a field declared later changes no hash while it is empty.
    Order is never material: rows are sorted by id.
    """
    return _json(item, rows_within(view, item))


def content_hash(view: PlanView, item: Record) -> str:
    """SHA-256 of the canonical JSON of `content_json`, in hexadecimal. Unchanged records are not hashed again."""
    rows = rows_within(view, item)
    return _HASHES.of(lambda: sha256(canonical_json(_json(item, rows))), item, *rows)


def rows_within(view: PlanView, item: Record) -> tuple[Record, ...]:
    """The rows of an item, such as the levels of an SLA, sorted by type and id."""
    found: list[Record] = []
    for spec in row_specs(spec_of(item).name):
        found += sorted(view.where(spec.type, spec.within, item.id), key=_id)
    return tuple(found)


def row_specs(parent: str) -> tuple[RecordSpec, ...]:
    """The record types whose records are rows within a record of this type."""
    return _row_specs(parent, len(all_specs()))


@lru_cache(maxsize=256)
def _row_specs(parent: str, _known_types: int) -> tuple[RecordSpec, ...]:
    found = []
    for spec in all_specs():
        kind = spec.by_column[spec.within].kind if spec.within else None
        if isinstance(kind, Ref) and kind.target == parent:
            found.append(spec)
    return tuple(found)


def _id(item: Record) -> str:
    return item.id


def _json(item: Record, rows: tuple[Record, ...]) -> dict[str, Json]:
    content: dict[str, Json] = {"type": spec_of(item).name, "id": item.id, "fields": _material(item)}
    if rows:
        content["rows"] = [{"type": spec_of(row).name, "id": row.id, "fields": _material(row)} for row in rows]
    return content


def _material(item: Record) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for column in spec_of(item).material_columns:
        value = column_value(item, column)
        if not column.field.private and value is not None and not column.kind.is_empty(value):
            found[column.name] = column_json(column, value)
    return found
