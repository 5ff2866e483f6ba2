"""What a stance was about: the words of an item at the time, against those of now, field by field.

A stance keeps the canonical JSON of the content it was taken on (data.md, "Agreement, exactly"). Its SHA-256 is the
stance's content hash, so a text that was put in by hand is found out and says nothing.
"""

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from joint_plan.base.errors import FieldError
from joint_plan.base.texts import _
from joint_plan.plan.agreement import Assent
from joint_plan.plan.canonical import canonical_json, sha256
from joint_plan.plan.fields import Column
from joint_plan.plan.kinds import Text
from joint_plan.plan.record import (
    Record,
    RecordSpec,
    all_specs,
    column_from_json,
    column_value,
    spec_of,
    title_of,
    with_columns,
)
from joint_plan.plan.snapshot import PlanView
from joint_plan.plan.values import Json
from joint_plan.rules.content import content_json, rows_within
from joint_plan.rules.names import label_of, shown

_ALIKE = 0.7
"""Two texts that share at least this much (difflib's ratio) are one text with a correction."""


@dataclass(frozen=True, slots=True)
class WordChange:
    """One material field that reads otherwise now; both sides in words, "" is empty.

    `correction` says whether it looks like one: a blank filled in, or a text that stayed nearly the same. A number,
    date, choice or reference that is another one is none.
    """

    label: str
    before: str
    after: str
    correction: bool


def content_text(view: PlanView, item: Record) -> str:
    """What a stance on an item keeps: the canonical JSON of its material content; its SHA-256 is the content hash."""
    return canonical_json(content_json(view, item))


def known(assent: Assent) -> bool:
    """Whether a stance still tells which words it was about."""
    return bool(assent.content) and sha256(assent.content) == assent.content_hash


def changes_since(view: PlanView, item: Record, assent: Assent) -> tuple[WordChange, ...]:
    """How the material words of an item differ from those a stance was about; nothing where these are not known."""
    if not known(assent):
        return ()
    content = _parsed(assent.content)
    then = _as_it_was(item, content.get("fields"))
    found = [*_differing(view, then, item, "")]
    earlier = {row.id: row for row in _rows(content.get("rows"))}
    later = {row.id: row for row in rows_within(view, item)}
    for row_id in dict.fromkeys((*earlier, *later)):
        old, new = earlier.get(row_id), later.get(row_id)
        some = new or old
        assert some is not None  # the id is in one of them
        if old is not None and new is not None:
            old = with_columns(new, _values(spec_of(new), _fields_of(content, row_id)))
        name = _("{kind} {title}").format(kind=_(spec_of(some).label), title=title_of(some))
        found += _differing(view, old, new, name)
    return tuple(found)


def item_then(assent: Assent) -> Record | None:
    """The item as a stance was about it, material fields only; `None` where its words are not known."""
    content = _parsed(assent.content) if known(assent) else {}
    spec = next((spec for spec in all_specs() if spec.name == content.get("type")), None)
    if spec is None:
        return None
    return with_columns(spec.type(id=str(content.get("id"))), _values(spec, content.get("fields")))


def _parsed(text: str) -> Mapping[str, Json]:
    _scheme, _colon, document = text.partition(":")
    try:
        content = json.loads(document)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _rows(rows: Json) -> Iterable[Record]:
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict):
            spec = next((spec for spec in all_specs() if spec.name == row.get("type")), None)
            if spec is not None:
                yield with_columns(spec.type(id=str(row.get("id"))), _values(spec, row.get("fields")))


def _fields_of(content: Mapping[str, Json], row_id: str) -> Json:
    rows = content.get("rows")
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and row.get("id") == row_id:
            return row.get("fields")
    return None


def _as_it_was(item: Record, fields: Json) -> Record:
    return with_columns(item, _values(spec_of(item), fields))


def _values(spec: RecordSpec, fields: Json) -> dict[str, object]:
    """Every material column's value in a content; what is not in it was empty."""
    held = fields if isinstance(fields, dict) else {}
    found: dict[str, object] = {}
    for column in spec.material_columns:
        if column.field.private:
            continue
        try:
            found[column.name] = column_from_json(column, held.get(column.name))
        except FieldError:
            found[column.name] = None if column.blind else column.kind.empty
    return found


def _differing(view: PlanView, old: Record | None, new: Record | None, name: str) -> Iterable[WordChange]:
    some = new if new is not None else old
    assert some is not None  # the callers see to it
    # Of a row that came or went, a unit stands with its number.
    units = {field.unit for field in spec_of(some).fields} if old is None or new is None else set()
    for column in spec_of(some).material_columns:
        if column.field.private or column.name in units:
            continue
        was = None if old is None else column_value(old, column)
        now = None if new is None else column_value(new, column)
        if was == now or (_empty(column, was) and _empty(column, now)):
            continue
        before = "" if old is None else shown(view, old, column)
        after = "" if new is None else shown(view, new, column)
        label = label_of(view, column)
        label = _("{row}, {field}").format(row=name, field=label) if name else label
        yield WordChange(label, before, after, _is_correction(column, before, after, row_came=old is None))


def _empty(column: Column, value: object) -> bool:
    return value is None or column.kind.is_empty(value)


def _is_correction(column: Column, before: str, after: str, *, row_came: bool) -> bool:
    if not before:
        return not row_came
    if not isinstance(column.kind, Text):
        return False
    return difflib.SequenceMatcher(None, before, after, autojunk=False).ratio() >= _ALIKE
