"""Two plans that differ in nothing but what must not be seen: blind answers, private fields, private records.

Whatever can be read, heard, seen or taken home of the one has to be the same for the other, to the letter. They are
made from the declarations, so a new pair, private field or record type is in them by itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from joint_plan.plan import kinds
from joint_plan.plan.fields import Field
from joint_plan.plan.record import Record, RecordSpec, all_specs, spec_of
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Pair, Tally
from joint_plan.rules.public import is_private
from joint_plan.rules.starting_plan import template

WORDS = (
    "Nobody may read this yet",
    "Hidden from everybody, and longer than the other, so that it would need more room",
)
KEPT_APART = {"Version", "Signature"}
"""Snapshots and what is added to them: they hold what the public plan holds."""


def twins() -> tuple[Snapshot, Snapshot]:
    """The two plans: the sample with everything blind again, and records of the types it has none of."""
    first, second = (Snapshot.of([*_records(which)]) for which in (0, 1))
    return first, second


def hidden_places(plan: Snapshot) -> set[tuple[str, str]]:
    """(type, field) of everything in a plan that must not be seen; "*" for private records."""
    found = set()
    for item in plan:
        spec = spec_of(item)
        if is_private(item):
            found.add((spec.name, "*"))
        for field in spec.fields:
            held = getattr(item, field.name)
            blind = field.pair and held.both_in and not held.revealed
            private = field.private and not field.pair and not field.kind.is_empty(held)
            if blind or private:
                found.add((spec.name, field.name))
    return found


def declared_places() -> set[tuple[str, str]]:
    """(type, field) of everything that is declared to be hidden."""
    specs = [spec for spec in all_specs() if spec.name not in KEPT_APART]
    fields = {(spec.name, field.name) for spec in specs for field in spec.fields if field.pair or field.private}
    return fields | {(spec.name, "*") for spec in specs if spec.private or spec.private_when}


def _records(which: int) -> Iterator[Record]:
    sample = template("sample")
    for item in sample:
        if spec_of(item).name not in KEPT_APART:
            yield _hidden(item, which)
    for spec in all_specs():
        if spec.name not in KEPT_APART and not sample.all(spec.type):
            yield _hidden(_new(spec, sample), which)


def _new(spec: RecordSpec, sample: Snapshot) -> Record:
    """A record of its own with the references it cannot be without."""
    needed = {
        field.name: next(iter(sample.table(field.kind.target).order)).id
        for field in spec.fields
        if field.required and isinstance(field.kind, kinds.Ref)
    }
    title = {spec.title: "Something new"} if isinstance(spec.field(spec.title).kind, kinds.Text) else {}
    return spec.type(id=f"new-{spec.name.lower()}", position=2**20, **{**title, **needed})


def _hidden(item: Record, which: int) -> Record:
    spec = spec_of(item)
    values: dict[str, Any] = {}
    for field in spec.fields:
        if field.pair:
            values[field.name] = Pair(_value(field, which), _value(field, 1 - which))
        elif field.private or (is_private(item) and type(field.kind) is kinds.Text):
            values[field.name] = _value(field, which)
    return replace(item, **values)


def _value(field: Field, which: int) -> object:
    kind = field.kind
    known: dict[type[kinds.Kind], tuple[object, object]] = {
        kinds.Flag: (False, True),
        kinds.Day: (dt.date(2027, 1, 4), dt.date(2027, 11, 30)),
        kinds.Number: (Decimal("1.25"), Decimal("77")),
        kinds.Money: (Decimal("1.25"), Decimal("77000")),
        kinds.Rate: (Decimal("0.125"), Decimal("0.5")),
        kinds.Text: WORDS,
        kinds.Ref: ("marketing", "sales"),
    }
    if isinstance(kind, kinds.Tallied):
        return (Tally({kind.least: 1, kind.most: 2}, 0, 3), Tally({kind.most: 3}, 1, 4))[which]
    if isinstance(kind, kinds.Whole):
        return (kind.least or 0, 5)[which]
    if isinstance(kind, kinds.Choice):
        return (kind.choices[0][0], kind.choices[-1][0])[which]
    # A field of another kind that becomes private or a pair needs its two values here.
    return known[type(kind)][which]
