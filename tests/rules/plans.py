"""Plans to test rules on, and edits of them as the workbook makes them: through deltas."""

from __future__ import annotations

from dataclasses import replace

from joint_plan.plan.deltas import applied, delta_between
from joint_plan.plan.jsonform import snapshot_from_json
from joint_plan.plan.record import Record, checked, spec_of, with_columns
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.stances import new_assent


def blank() -> Snapshot:
    """A plan with nothing but what every plan has."""
    return snapshot_from_json({"records": {}})


def added(view: Snapshot, *items: Record) -> Snapshot:
    """The plan with these records at the ends of their lists; ids are made where there are none."""
    for item in items:
        name = spec_of(item).name
        record_id = item.id or f"{name.lower()}-{len(view.table(name).rows) + 1}"
        placed = checked(replace(item, id=record_id, position=item.position or view.last_position(name)))
        delta = delta_between(None, placed)
        assert delta is not None
        view = applied(view, (delta,))
    return view


def item_of(view: Snapshot, key: str) -> Record:
    """The record that `Type:id` names."""
    item = view.find(key)
    assert item is not None
    return item


def changed(view: Snapshot, key: str, **columns: object) -> Snapshot:
    """The plan with some columns of a record changed."""
    item = item_of(view, key)
    delta = delta_between(item, checked(with_columns(item, columns)))
    return view if delta is None else applied(view, (delta,))


def removed(view: Snapshot, key: str) -> Snapshot:
    """The plan without one record."""
    delta = delta_between(item_of(view, key), None)
    assert delta is not None
    return applied(view, (delta,))


def take(view: Snapshot, key: str, team: str, stance: str = "agree", reservation: str = "") -> Snapshot:
    """The plan after a team's stance on an item."""
    return added(view, new_assent(view, item_of(view, key), team, stance, reservation=reservation))
