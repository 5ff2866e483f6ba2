"""Two plans compared in people's words, by section and item: "Time limit: 24 hours -> 4 hours"."""

from collections.abc import Iterable
from dataclasses import dataclass

from joint_plan.base.texts import _
from joint_plan.plan.fields import Column
from joint_plan.plan.kinds import Ref
from joint_plan.plan.record import Record, RecordSpec, all_specs, column_value, key_of
from joint_plan.plan.sections import SECTIONS
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.names import called, find, label_of, named, shown
from joint_plan.rules.public import is_private
from joint_plan.rules.standing import standings, state_label

_IN_THE_ROOM = frozenset({("Participant", "present")})
"""What changes while people meet and says nothing of the plan."""

_NOT_COMPARED = frozenset({"Version", "Signature", "Assent"})
"""What is written about a plan, not in it. Of stances, what they amount to is compared with the item."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs: its label, and both values in words ("" is empty)."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One record that differs. `kind` is "added", "removed" or "changed"; `type` is the type's label in words.

    `within` names the item that it is a row of (an SLA's level).
    """

    section: str
    key: str
    code: str
    title: str
    kind: str
    fields: tuple[FieldChange, ...] = ()
    type: str = ""
    within: str = ""


def compare(old: PlanView, new: PlanView) -> tuple[ItemChange, ...]:
    """What differs between two plans, in the order of the walk; order and codes are no difference.

    Of added and removed records the filled-in fields are given. Blind answers count only once revealed, and what is
    private never. How an item stands is compared as a field of its own.
    """
    found: list[ItemChange] = []
    for section in SECTIONS:
        for spec in all_specs():
            if spec.section == section.key and spec.name not in _NOT_COMPARED and not spec.private:
                found += _changes(spec, old, new)
    return tuple(found)


def _changes(spec: RecordSpec, old: PlanView, new: PlanView) -> Iterable[ItemChange]:
    before = [item for item in old.all(spec.type) if not is_private(item)]
    after = [item for item in new.all(spec.type) if not is_private(item)]
    earlier = {item.id: item for item in before}
    later = {item.id: item for item in after}
    for item in before:
        if item.id not in later:
            yield _change(spec, old, item, "removed", _filled(spec, old, item, removed=True))
    for item in after:
        was = earlier.get(item.id)
        if was is None:
            yield _change(spec, new, item, "added", _filled(spec, new, item, removed=False))
        else:
            fields = (*_different(spec, old, was, new, item), *_standing_change(old, new, key_of(item)))
            if fields:
                yield _change(spec, new, item, "changed", fields)


def _change(spec: RecordSpec, view: PlanView, item: Record, kind: str, fields: tuple[FieldChange, ...]) -> ItemChange:
    inside = spec.by_column[spec.within].kind if spec.within else None
    parent = find(view, f"{inside.target}:{getattr(item, spec.within)}") if isinstance(inside, Ref) else None
    within = named(parent) if parent is not None else ""
    return ItemChange(spec.section, key_of(item), item.code, called(view, item), kind, fields, _(spec.label), within)


def _compared(spec: RecordSpec) -> Iterable[Column]:
    for column in spec.columns:
        if not column.field.private and (spec.name, column.name) not in _IN_THE_ROOM and column.part != "revealed":
            yield column


def _filled(spec: RecordSpec, view: PlanView, item: Record, *, removed: bool) -> tuple[FieldChange, ...]:
    words = [(column, _words(view, item, column)) for column in _compared(spec)]
    return tuple(
        FieldChange(label_of(view, column), text if removed else "", "" if removed else text)
        for column, text in words
        if text
    )


def _different(spec: RecordSpec, old: PlanView, was: Record, new: PlanView, now: Record) -> Iterable[FieldChange]:
    if was is now:
        return
    for column in _compared(spec):
        if _value(was, column) != _value(now, column):
            yield FieldChange(label_of(new, column), _words(old, was, column), _words(new, now, column))


def _standing_change(old: PlanView, new: PlanView, key: str) -> Iterable[FieldChange]:
    was, now = standings(old).get(key), standings(new).get(key)
    if was is not None and now is not None and was.state is not now.state:
        yield FieldChange(_("Agreement"), state_label(was.state), state_label(now.state))


def _hidden(item: Record, column: Column) -> bool:
    return column.blind and not getattr(item, column.field.name).revealed


def _value(item: Record, column: Column) -> object:
    return None if _hidden(item, column) else column_value(item, column)


def _words(view: PlanView, item: Record, column: Column) -> str:
    return "" if _hidden(item, column) else shown(view, item, column)
