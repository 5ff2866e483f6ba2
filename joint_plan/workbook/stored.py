"""Values as the file holds them: whole numbers and flags as integers, all else as exact text, empty as NULL."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from joint_plan.base.errors import FieldError, PlanError
from joint_plan.base.texts import _
from joint_plan.plan.deltas import Delta, Values
from joint_plan.plan.fields import Column
from joint_plan.plan.kinds import Choice, Document, Flag, Ref, Text, Whole
from joint_plan.plan.record import Record, RecordSpec, column_from_json, column_json
from joint_plan.plan.values import Json, Pair

Stored = str | int | None

_LARGEST = 2**63


def to_stored(column: Column, value: Any) -> Stored:  # noqa: ANN401  values of any field
    """The value of a column as the file holds it.

    Raises:
        FieldError: a whole number beyond what a database holds.
    """
    if value is None:
        return None
    kind = column.kind
    if isinstance(kind, Text | Choice | Ref):
        return str(value) or None
    if isinstance(kind, Flag):
        return int(value)
    if isinstance(kind, Whole):
        if not -_LARGEST <= value < _LARGEST:
            raise FieldError(_("This number has too many digits."))
        return int(value)
    content = kind.to_json(value)
    return content if content is None or isinstance(content, str) else json_text(content)


def json_text(content: Json) -> str:
    """JSON without spaces, keys sorted: one text for one content, so that texts can be compared."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def stored_values(spec: RecordSpec, values: Values) -> dict[str, Stored]:
    """Columns as the file holds them, code and position included."""
    found: dict[str, Stored] = {}
    for name, value in values.items():
        if name == "position":
            found[name] = value
        elif name == "code":
            found[name] = value or None
        else:
            found[name] = to_stored(spec.by_column[name], value)
    return found


def _reader(column: Column) -> Callable[[Stored], Any]:
    kind = column.kind
    empty = None if column.blind else kind.empty
    if isinstance(kind, Flag):
        return bool
    if isinstance(kind, Text):
        document = isinstance(kind, Document)

        def text(raw: Stored) -> Any:  # noqa: ANN401  a text, or None for an answer not in yet
            if raw is None:
                return empty
            if isinstance(raw, str) and (document or (raw.isascii() and raw.isprintable())):
                return raw
            return kind.check(raw)

        return text
    known: dict[Stored, Any] = {None: empty}
    as_text = isinstance(kind, Whole | Choice | Ref)

    def value(raw: Stored) -> Any:  # noqa: ANN401  values of any field
        # Choices, references, numbers and dates repeat; they are frozen and can be shared.
        try:
            return known[raw]
        except KeyError:
            pass
        content: Json = raw
        if not as_text and isinstance(raw, str) and raw[:1] in {"{", "["}:
            content = json.loads(raw)
        found = known[raw] = kind.from_json(content)
        return found

    return value


class RecordReader:
    """Makes records of one type from rows of the file: id, code, position, then the columns as declared.

    `columns` are those the file has; a field without its column gets its default.
    """

    def __init__(self, spec: RecordSpec, columns: frozenset[str]) -> None:
        self.spec = spec
        present = [column for column in spec.columns if column.name in columns]
        self._plain = [
            (place, column.name, _reader(column)) for place, column in enumerate(present, 3) if not column.part
        ]
        pairs: dict[str, dict[str, tuple[int, Callable[[Stored], Any]]]] = {}
        for place, column in enumerate(present, 3):
            if column.part:
                pairs.setdefault(column.field.name, {})[column.part] = (place, _reader(column))
        self._pairs = list(pairs.items())

    def record(self, row: Any) -> Record:  # noqa: ANN401  a row: a sequence of stored values
        """The record of a row.

        Raises:
            PlanError: a value that cannot be, such as another program may have written.
        """
        try:
            values: dict[str, Any] = {name: read(row[place]) for place, name, read in self._plain}
            for name, parts in self._pairs:
                values[name] = Pair(**{part: read(row[place]) for part, (place, read) in parts.items()})
            return self.spec.type(id=row[0], code=row[1] or "", position=row[2], **values)
        except (ValueError, TypeError, PlanError) as fault:
            raise PlanError(
                _("{type} {id} holds a value that cannot be: {reason}").format(
                    type=self.spec.name, id=row[0], reason=fault
                )
            ) from fault


def values_text(spec: RecordSpec, values: Values | None) -> str | None:
    """One side of a delta as the journal holds it."""
    if values is None:
        return None
    content: dict[str, Json] = {}
    for name, value in values.items():
        content[name] = value if name in {"code", "position"} else column_json(spec.by_column[name], value)
    return json_text(content)


def values_from_text(spec: RecordSpec, text: str | None) -> Values | None:
    """One side of a delta from the journal. Columns that the type no longer has are left out."""
    if text is None:
        return None
    content: Mapping[str, Json] = json.loads(text)
    found: dict[str, Any] = {}
    for name, value in content.items():
        if name in {"code", "position"}:
            found[name] = value
        elif name in spec.by_column:
            found[name] = column_from_json(spec.by_column[name], value)
    return found


def delta_from_text(spec: RecordSpec, record_id: str, before: str | None, after: str | None) -> Delta:
    """A delta from the journal."""
    return Delta(spec.name, record_id, values_from_text(spec, before), values_from_text(spec, after))
