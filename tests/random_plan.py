"""Random plans made from the declarations alone: every record type, every field, hostile and long texts.

A field declared tomorrow is in them without a change here.
"""

import datetime as dt
import random
from decimal import Decimal
from fractions import Fraction
from typing import Any

from joint_plan.plan import kinds
from joint_plan.plan.fields import Column
from joint_plan.plan.record import Record, RecordSpec, all_specs, checked, with_columns
from joint_plan.plan.snapshot import SPACING, Snapshot
from joint_plan.plan.starting import default_records
from joint_plan.plan.values import Tally
from joint_plan.rules.stances import completed

WORDS = [
    *("lead", "=1+1", "+1", "-2", "@x", "<b>fett</b>", "&amp;", "Kundenzufriedenheitsanalyse", "_x0041_", "Привет"),
    *("Ελλάδα", "Tiếng", "→", "✓", "“ja”", "50%", "O'Neil", "👍", "<para>", "</b>", "<img", "src='x'/>", "\\n", "{x}"),
    *("%s", "C:\\temp", "../up", "\u202ertl", "א", "ب", "漢", "é"),
]
_NEVER = {"Version", "Signature"}


def random_plan(seed: int, most: int = 5, words: int = 12) -> Snapshot:
    """A plan with up to `most` records of each type; texts of up to `words` words, one of them very long."""
    dice = random.Random(seed)
    ids = {
        spec.name: [item.id for item in default_records(spec.name)]
        + [f"{spec.name}-{number}" for number in range(0 if spec.single else dice.randint(0, most))]
        for spec in all_specs()
        if spec.name not in _NEVER
    }
    items: list[Record] = []
    for name, known in ids.items():
        spec = next(spec for spec in all_specs() if spec.name == name)
        started = {item.id: item for item in default_records(name)}
        for number, record_id in enumerate(known):
            item = started.get(record_id, spec.type(id=record_id))
            filled = _filled(dice, spec, item, ids, words)
            if filled is not None:
                items.append(with_columns(filled, {"position": SPACING * (number + 1)}))
    return completed(_without_dangling(Snapshot.of(items)))


def _filled(
    dice: random.Random, spec: RecordSpec, item: Record, ids: dict[str, list[str]], words: int
) -> Record | None:
    """The record with random values; `None` where something it cannot be without is not there."""
    values: dict[str, Any] = {}
    for column in spec.columns:
        if spec.name == "Plan" and column.name in {"hidden_sections", "language", "months"}:
            continue
        if spec.name == "Team" and column.name in {"core", "must_agree"}:
            continue
        needed = column.field.required
        if not needed and dice.random() < 0.25:
            continue
        value = _value(dice, column, ids, words)
        if needed and (value is None or column.kind.is_empty(value)):
            return None
        values[column.name] = value
    return checked(with_columns(item, {**values, "code": f"{spec.code}-{item.id[-4:]}" if spec.code else ""}))


def _value(dice: random.Random, column: Column, ids: dict[str, list[str]], words: int) -> Any:  # noqa: ANN401  of any kind
    kind = column.kind
    if isinstance(kind, kinds.AnyRef):
        name = dice.choice([name for name, known in ids.items() if known])
        return f"{name}:{dice.choice(ids[name])}"
    if isinstance(kind, kinds.Ref):
        known = ids.get(kind.target, [])
        return dice.choice(known) if known else ""
    if isinstance(kind, kinds.Document | kinds.Basis):
        return kind.empty
    if isinstance(kind, kinds.Text):
        return _text(dice, words)
    made: dict[type, Any] = {
        kinds.Choice: lambda: dice.choice([key for key, _label in getattr(kind, "choices", (("", ""),))]),
        kinds.Several: lambda: tuple(key for key, _label in getattr(kind, "choices", ()) if dice.random() < 0.5),
        kinds.Flag: lambda: dice.random() < 0.5,
        kinds.Whole: lambda: _whole(dice, getattr(kind, "least", 0), getattr(kind, "most", 9)),
        kinds.Number: lambda: Decimal(dice.randint(0, 9999)) / 4 + 1,
        kinds.Money: lambda: Decimal(dice.randint(1, 9_999_999)),
        kinds.Rate: lambda: Decimal(dice.randint(0, 100)) / 100,
        kinds.Share: lambda: Fraction(dice.randint(0, 9), dice.randint(1, 9)),
        kinds.Day: lambda: dt.date(2027, 1, 1) + dt.timedelta(days=dice.randint(-400, 400)),
        kinds.Month: lambda: dt.date(2027, dice.randint(1, 12), 1),
        kinds.Moment: lambda: dt.datetime(2026, 11, dice.randint(1, 28), 9, tzinfo=dt.UTC),
        kinds.Clock: lambda: dt.time(dice.randint(0, 23), dice.randint(0, 59)),
        kinds.Tallied: lambda: _hands(dice, getattr(kind, "least", 0), getattr(kind, "most", 5)),
        kinds.Series: lambda: {dice.randint(1, 12): Decimal(dice.randint(0, 99)) for _again in range(3)},
    }
    return made[type(kind)]()


def _text(dice: random.Random, words: int) -> str:
    text = " ".join(dice.choice(WORDS) for _number in range(dice.randint(1, words)))
    if dice.random() < 0.02:
        text += " " + "x" * dice.randint(100, 3000)
    return text + ("\nnext line" if dice.random() < 0.1 else "")


def _whole(dice: random.Random, least: int | None, most: int | None) -> int:
    low = least or 0
    return dice.randint(low, min(most if most is not None else low + 9, low + 30))


def _hands(dice: random.Random, least: int, most: int) -> Tally:
    counts = {value: dice.randint(0, 3) for value in range(least, most + 1)}
    return Tally(counts, dice.randint(0, 2), 12)


def _without_dangling(plan: Snapshot) -> Snapshot:
    """Records that were left out may have been referred to: such references are emptied, or their records go too."""
    while True:
        changes: dict[str, dict[str, Record | None]] = {}
        for item in plan:
            spec = next(spec for spec in all_specs() if spec.type is type(item))
            for column in spec.ref_columns:
                kind = column.kind
                held = getattr(item, column.field.name)
                value = getattr(held, column.part) if column.part else held
                if value and isinstance(kind, kinds.Ref) and value not in plan.table(kind.target).rows:
                    empty = with_columns(item, {column.name: None if column.part else ""})
                    changes.setdefault(spec.name, {})[item.id] = None if column.field.required else empty
        if not changes:
            return plan
        plan = plan.replaced(changes)
