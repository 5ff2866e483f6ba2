"""Edits as data: deltas, their inverse, their sum, and the difference between two plans.

A delta names one record. `before` is `None` for a record that is added, `after` for one that goes; otherwise both
hold the changed
columns only. Values are those of `record.column_values`: code, position and every column (a pair in its parts).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _
from joint_plan.plan.record import Record, column_values, spec_of, with_columns
from joint_plan.plan.snapshot import Snapshot

Values = Mapping[str, Any]


class Conflict(PlanError):  # noqa: N818  the design's word for it
    """A delta's `before` is not what the plan holds: the edit was made on something older."""


@dataclass(frozen=True, slots=True)
class Delta:
    """One record's part of an edit."""

    type: str
    id: str
    before: Values | None
    after: Values | None

    @property
    def key(self) -> str:
        """The record's reference, `Type:id`."""
        return f"{self.type}:{self.id}"

    @property
    def inverse(self) -> "Delta":
        """The delta that takes this one back."""
        return Delta(self.type, self.id, self.after, self.before)


def delta_between(before: Record | None, after: Record | None) -> Delta | None:
    """What changes a record into another (`None` is absent); `None` if nothing does."""
    some = after if after is not None else before
    if some is None:
        return None
    name, record_id = spec_of(some).name, some.id
    if before is None or after is None:
        return Delta(
            name,
            record_id,
            None if before is None else column_values(before),
            None if after is None else column_values(after),
        )
    if before is after:
        return None
    old, new = column_values(before), column_values(after)
    changed = [column for column, value in old.items() if new[column] != value]
    if not changed:
        return None
    return Delta(name, record_id, {c: old[c] for c in changed}, {c: new[c] for c in changed})


def difference(before: Snapshot, after: Snapshot) -> tuple[Delta, ...]:
    """The deltas that turn one plan into another."""
    found: list[Delta] = []
    for name in dict.fromkeys((*before.names(), *after.names())):
        old, new = before.table(name), after.table(name)
        if old is new:
            continue
        for record_id in dict.fromkeys((*old.rows, *new.rows)):
            delta = delta_between(old.rows.get(record_id), new.rows.get(record_id))
            if delta is not None:
                found.append(delta)
    return tuple(found)


def inverted(deltas: Iterable[Delta]) -> tuple[Delta, ...]:
    """The deltas that take these back."""
    return tuple(delta.inverse for delta in reversed(tuple(deltas)))


def applied(snapshot: Snapshot, deltas: Iterable[Delta]) -> Snapshot:
    """The plan after these deltas.

    Raises:
        Conflict: the plan does not hold what a delta says was there before; nothing is applied.
    """
    changes: dict[str, dict[str, Record | None]] = {}
    for delta in deltas:
        rows = changes.setdefault(delta.type, {})
        held = rows[delta.id] if delta.id in rows else snapshot.table(delta.type).rows.get(delta.id)
        rows[delta.id] = _after(delta, held)
    return snapshot.replaced(changes)


def _after(delta: Delta, held: Record | None) -> Record | None:
    if delta.before is None:
        if held is not None:
            raise _conflict(delta)
        new = spec_of(delta.type).type(id=delta.id)
        return with_columns(new, delta.after or {})
    if held is None:
        raise _conflict(delta)
    current = column_values(held)
    if any(current.get(name) != value for name, value in delta.before.items()):
        raise _conflict(delta)
    return None if delta.after is None else with_columns(held, delta.after)


def _conflict(delta: Delta) -> Conflict:
    return Conflict(
        _("“{item}” has changed in the meantime; nothing was changed.").format(item=_(spec_of(delta.type).label))
    )


def merged(deltas: Iterable[Delta]) -> tuple[Delta, ...]:
    """The same change with one delta a record, without what cancels out."""
    result: dict[tuple[str, str], Delta] = {}
    for delta in deltas:
        place = (delta.type, delta.id)
        first = result.pop(place, None)
        joined = delta if first is None else _joined(first, delta)
        if joined is not None:
            result[place] = joined
    return tuple(result.values())


def _joined(first: Delta, second: Delta) -> Delta | None:
    if first.before is None and second.after is None:
        return None
    if first.before is None:
        return Delta(first.type, first.id, None, {**(first.after or {}), **(second.after or {})})
    if second.after is None:
        # `second.before` is the whole record as it was before it went; undo must bring back what `first` found.
        return Delta(first.type, first.id, {**(second.before or {}), **first.before}, None)
    if first.after is None:
        before = first.before
        after = {**before, **second.after}
    else:
        before = {**(second.before or {}), **first.before}
        after = {**first.after, **second.after}
    changed = [name for name in after if before.get(name) != after[name]]
    if not changed:
        return None
    return Delta(first.type, first.id, {n: before[n] for n in changed}, {n: after[n] for n in changed})
