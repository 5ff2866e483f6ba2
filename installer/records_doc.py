"""Writes docs/records.md, the reference of all records, from their declarations: `python -m installer.records_doc`."""

from __future__ import annotations

import inspect
import json
from pathlib import Path

from joint_plan.plan import kinds, types
from joint_plan.plan.fields import Column, Field, columns_of
from joint_plan.plan.record import RecordSpec, all_specs
from joint_plan.plan.sections import SECTIONS

TARGET = Path(__file__).parents[1] / "docs" / "records.md"

_HEAD = """# Records

Everything that a plan holds: what `joint-plan show --json` prints and `joint-plan build` reads. Made from the
declarations in `joint_plan/plan/` by `python -m installer.records_doc`; do not edit it by hand. How the values are
written is in [file-format.md](file-format.md).

Every record has an `id` (unique in its type; made from type and place where it is left out), most have a `code` for
people (SLA-05), and all have a `note`, a text that only the facilitator sees.

What is said of a field:

- **material**: changing it withdraws agreement
- room: shown first; the others fold under "Finish later"
- private: never on the wall or on paper
- required: a record cannot be without it
- blind pair: each core team answers by itself, in `…_marketing` and `…_sales`; `…_revealed` says whether both show
- else: the value of a field that is left out

A reference says what becomes of it when the record it names is deleted: it is emptied, this record is deleted with
it, or the deletion is refused.
"""

_KINDS = {
    "text": "text",
    "document": "text kept to the letter",
    "picture": "picture, PNG or JPEG in base 64",
    "flag": "true or false",
    "whole": "whole number",
    "number": "decimal number",
    "money": "money",
    "rate": "rate, 0 to 1",
    "share": "share",
    "date": "date",
    "month": "month",
    "moment": "point in time",
    "clock": "time of day",
    "any reference": "reference to a record of any type",
    "tally": "tally",
    "basis": "texts by name",
    "series": "numbers by month",
}
_ON_DELETE = {"clear": "emptied", "cascade": "deleted with it", "refuse": "refused"}


def document() -> str:
    """The whole file."""
    assert types.__all__  # importing the types is what fills the registry
    parts = [_HEAD]
    for section in SECTIONS:
        specs = [spec for spec in all_specs() if spec.section == section.key and spec.name in types.__all__]
        if specs:
            parts.append(f"## {section.title}\n")
        parts += [_record(spec) for spec in specs]
    return "\n".join(parts)


def _record(spec: RecordSpec) -> str:
    lines = [f"### {spec.name}", "", " ".join((inspect.getdoc(spec.type) or "").split()), ""]
    facts = _facts(spec)
    if facts:
        lines += [facts, ""]
    lines += ["| Field | Label | Value | |", "|---|---|---|---|"]
    empty = spec.type()
    lines += [_row(field, getattr(empty, field.name)) for field in spec.fields if field.name != "note"]
    return "\n".join([*lines, ""])


def _facts(spec: RecordSpec) -> str:
    facts = []
    if spec.code:
        facts.append(f"Code {spec.code}-01.")
    if spec.can_be_agreed:
        always = spec.agreed(spec.type())
        facts.append("Agreed by both core teams." if always else "Agreed by both core teams under a condition.")
    if spec.within:
        facts.append(f"A row within what `{spec.within}` names.")
    if spec.private:
        facts.append("Always private.")
    if spec.private_when:
        facts.append(f"Private where `{spec.private_when}` says so.")
    return " ".join(facts)


def _row(field: Field, default: object) -> str:
    columns = columns_of(field)
    names = " ".join(f"`{column.name}`" for column in columns)
    value = _value(columns[0])
    if not field.pair and not field.kind.is_empty(default):
        value += f"; else `{json.dumps(field.kind.to_json(default))}`"
    return f"| {names} | {field.label} | {value} | {_remarks(field)} |"


def _value(column: Column) -> str:
    kind = column.kind
    if isinstance(kind, kinds.Choice | kinds.Several):
        one = " ".join(f"`{key}`" for key, _label in kind.choices)
        return f"list of: {one}" if isinstance(kind, kinds.Several) else f"one of: {one}"
    if isinstance(kind, kinds.AnyRef):
        return f"{_KINDS[kind.name]} (`Type:id`)"
    if isinstance(kind, kinds.Ref):
        return f"reference to {kind.target}; {_ON_DELETE[kind.on_delete]}"
    if isinstance(kind, kinds.Text) and kind.lines:
        return "text, several lines"
    return _KINDS[kind.name] + _bounds(kind)


def _bounds(kind: kinds.Kind) -> str:
    if not isinstance(kind, kinds.Whole | kinds.Number | kinds.Tallied) or isinstance(kind, kinds.Rate):
        return ""
    if isinstance(kind, kinds.Number) and kind.above is not None:
        return f", above {kind.above}"
    bounds = [f"from {kind.least}"] if kind.least is not None else []
    bounds += [f"to {kind.most:,}"] if kind.most is not None else []
    return ", " + " ".join(bounds) if bounds else ""


def _remarks(field: Field) -> str:
    marks = [
        name
        for name, is_set in (
            ("**material**", field.material),
            ("room", field.room),
            ("private", field.private),
            ("required", field.required),
            ("blind pair", field.pair),
        )
        if is_set
    ]
    if field.unit:
        marks.append(f"unit in `{field.unit}`")
    words = ", ".join(marks)
    return f"{words}. {field.help}" if words and field.help else words or field.help


def main() -> None:
    """Write the file."""
    TARGET.write_text(document(), encoding="utf-8")
    print(TARGET)


if __name__ == "__main__":
    main()
