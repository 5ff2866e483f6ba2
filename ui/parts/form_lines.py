"""How the fields of a form stand in lines of six: long ones across, numbers and choices beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from joint_plan.base.texts import _
from joint_plan.plan import kinds

if TYPE_CHECKING:
    from joint_plan.plan.fields import Field
    from joint_plan.plan.record import RecordSpec

GRID = 6
"""Columns of a form."""
_SHORT = 14
"""Longer words than that, in letters, need more than half of a form's width."""


def paired_units(spec: RecordSpec) -> frozenset[str]:
    """The choices that stand in the cell of a number, as its unit: those of one number only."""
    named = [field.unit for field in spec.fields if field.unit]
    return frozenset(
        name for name in named if named.count(name) == 1 and isinstance(spec.field(name).kind, kinds.Choice)
    )


def lines_of(fields: tuple[Field, ...], units: frozenset[str]) -> list[list[tuple[Field, int]]]:
    """The fields in rows of six: long ones across, numbers and choices beside each other."""
    rows: list[list[tuple[Field, int]]] = []
    room = 0
    for field in fields:
        span = _span(field, units)
        if span > room:
            rows.append([])
            room = GRID
        rows[-1].append((field, span))
        room -= span
    return [_stretched(row) for row in rows]


def _span(field: Field, units: frozenset[str]) -> int:
    if field.pair or isinstance(field.kind, kinds.AnyRef | kinds.Series | kinds.Several):
        return GRID
    if field.unit in units:
        return 4
    if isinstance(field.kind, kinds.Text):
        return GRID if field.kind.lines or field.width > 12 else 3
    if isinstance(field.kind, kinds.Choice):
        return GRID if max(len(_(label)) for _key, label in field.kind.choices) > _SHORT else 3
    if isinstance(field.kind, kinds.Ref):
        return 3 if field.kind.target in {"Team", "Participant", "Segment"} else GRID
    if isinstance(field.kind, kinds.Rate):
        return 2
    return 3 if len(_(field.label)) <= _SHORT + 3 else GRID


def _stretched(row: list[tuple[Field, int]]) -> list[tuple[Field, int]]:
    """The row with its last field as wide as there is room, up to half where it stands alone."""
    used = sum(span for _field, span in row)
    field, span = row[-1]
    if len(row) > 1 or isinstance(field.kind, kinds.Ref) or len(_(field.label)) > _SHORT:
        return [*row[:-1], (field, span + GRID - used)]
    return row
