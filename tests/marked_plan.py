"""A random plan in which every text, number and id is a mark that is found nowhere else."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from joint_plan.plan import kinds
from joint_plan.plan.jsonform import records_json, snapshot_from_json
from joint_plan.plan.record import Record, checked, column_value, spec_of, with_columns
from joint_plan.plan.snapshot import Snapshot
from tests.random_plan import random_plan

LANGUAGE = {"language", "currency"}


@dataclass
class Marks:
    """The marks by place: (type, column) -> the marks there. `ids` are those of records."""

    places: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    count: int = 0

    def new(self, type_name: str, column: str) -> str:
        """A text of letters alone."""
        self.count += 1
        mark = _letters(self.count)
        self.places.setdefault((type_name, column), []).append(mark)
        return mark

    def number(self, type_name: str, column: str) -> int:
        """A number of nine digits."""
        self.count += 1
        found = 731_000_000 + self.count * 7
        self.places.setdefault((type_name, column), []).append(str(found))
        return found


def marked_plan(seed: int = 5) -> tuple[Snapshot, Marks]:
    """The plan, and where which mark stands."""
    plan, marks = random_plan(seed), Marks()
    rows = records_json(Snapshot.of([_marked(item, marks) for item in plan]))
    text = json.dumps({"records": rows}, ensure_ascii=False)
    for item in plan:
        name = spec_of(item).name
        if item.id.startswith(f"{name}-"):
            mark = _letters(len(marks.ids) + 1).replace("zqx", "zqid")
            marks.ids.append(mark)
            text = text.replace(f'"{item.id}"', f'"{mark}"').replace(f':{item.id}"', f':{mark}"')
    return snapshot_from_json(json.loads(text)), marks


def _marked(item: Record, marks: Marks) -> Record:
    spec = spec_of(item)
    values: dict[str, Any] = {}
    for column in spec.columns:
        kind, held = column.kind, column_value(item, column)
        if held is None or kind.is_empty(held) or column.name in LANGUAGE:
            continue
        if isinstance(kind, kinds.Text) and type(kind) is kinds.Text:
            values[column.name] = marks.new(spec.name, column.name)
        elif isinstance(kind, kinds.Money) or type(kind) is kinds.Number:
            most = getattr(kind, "most", None)
            if most is None:
                values[column.name] = Decimal(marks.number(spec.name, column.name))
        elif isinstance(kind, kinds.Document) and spec.name == "Assent":
            values[column.name] = marks.new(spec.name, column.name)
    if "content_hash" in values:
        # A stance on other words than there are now, as after a change.
        marks.places["Assent", "content_hash"].pop()
        values["content_hash"] = "ab" * 32
    return checked(replace(with_columns(item, values)))


def _letters(number: int) -> str:
    word = ""
    while number:
        number, place = divmod(number, 26)
        word = chr(ord("a") + place) + word
    return f"zqx{word.rjust(4, 'a')}qz"
