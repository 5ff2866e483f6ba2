"""What one step of the history changed, in words. Values that may not be seen have been left out of its deltas."""

from collections.abc import Iterable
from itertools import islice

from joint_plan.base.texts import _
from joint_plan.plan.deltas import Delta
from joint_plan.plan.kinds import Document
from joint_plan.plan.record import RecordSpec, spec_of, with_columns
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.change_words import field_words
from joint_plan.rules.comparison import FieldChange
from joint_plan.rules.names import label_of, named, value_words

_LONGEST = 300


def delta_words(view: PlanView, deltas: Iterable[Delta], most: int = 200) -> tuple[str, ...]:
    """One line for each record added, deleted or moved, and one for each field changed, in the order of the deltas.

    Of a large step the first `most` lines, and then "…".
    """
    lines = tuple(islice((line for delta in deltas for line in _lines(view, delta)), most + 1))
    return (*lines[:most], "…") if len(lines) > most else lines


def _lines(view: PlanView, delta: Delta) -> Iterable[str]:
    spec = spec_of(delta.type)
    held = view.get(spec.type, delta.id)
    whole = delta.after if delta.before is None else delta.before if delta.after is None else None
    item = held if held is not None else with_columns(spec.type(id=delta.id), whole or {})
    name = named(item) if item.code or named(item) == _(spec.label) else f"{_(spec.label)} {named(item)}"
    if delta.before is None:
        yield _("{item}: added").format(item=name)
        return
    if delta.after is None:
        yield _("{item}: deleted").format(item=name)
        return
    fields = list(_fields(view, spec, delta))
    if not fields:
        yield _("{item}: moved").format(item=name) if "position" in delta.after else name
    for change in fields:
        yield f"{name}. {field_words(change)}"


def _fields(view: PlanView, spec: RecordSpec, delta: Delta) -> Iterable[FieldChange]:
    before, after = delta.before or {}, delta.after or {}
    for column in spec.columns:
        if column.name not in after or isinstance(column.kind, Document):
            continue
        was, now = (
            value_words(view, with_columns(spec.type(id=delta.id), values), column, values.get(column.name))
            for values in (before, after)
        )
        yield FieldChange(label_of(view, column), _short(was), _short(now))


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
