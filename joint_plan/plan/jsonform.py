"""A plan as JSON records (funnel.md, "Records in, figures out"): what `show --json` prints and `build` reads.

`{"records": {"Stage": [{"id": "stage-1", "name": "Notice", ...}], ...}}`: list order is position, references are
ids, exact numbers
are texts. Every fault is one line that names the place: `Rate[2].rate: a rate lies between 0 % and 100 %.`
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeGuard

from joint_plan.base.errors import FieldError, PlanError
from joint_plan.base.texts import _
from joint_plan.plan.fields import TEAMS, Column
from joint_plan.plan.record import (
    Record,
    RecordSpec,
    all_specs,
    checked,
    column_from_json,
    column_json,
    column_value,
    spec_of,
    with_columns,
)
from joint_plan.plan.references import check_references
from joint_plan.plan.session import Team
from joint_plan.plan.snapshot import PLAN_ID, SPACING, Snapshot
from joint_plan.plan.starting import default_records
from joint_plan.plan.values import Json


def record_json(item: Record) -> dict[str, Json]:
    """One record: id, code and every column that is filled in."""
    found: dict[str, Json] = {"id": item.id}
    if item.code:
        found["code"] = item.code
    for column in spec_of(item).columns:
        value = column_json(column, column_value(item, column))
        empty = value is None or value is False
        if not empty or (value is None and _takes_back_a_default(item, column)):
            found[column.name] = value
    return found


def _takes_back_a_default(item: Record, column: Column) -> bool:
    """Whether the column is empty although a record without it would have a value there: null then says so."""
    return column.name in _columns_with_defaults(spec_of(item).name)


@lru_cache(maxsize=256)
def _columns_with_defaults(type_name: str) -> frozenset[str]:
    spec = spec_of(type_name)
    new = spec.type()
    columns = (column for column in spec.columns if not column.part)
    return frozenset(column.name for column in columns if not column.kind.is_empty(column_value(new, column)))


def records_json(snapshot: Snapshot) -> dict[str, Json]:
    """All records by type name, in the order of the sections; types without records are left out."""
    found: dict[str, Json] = {}
    for spec in all_specs():
        rows = snapshot.table(spec.name).order
        if rows:
            found[spec.name] = [record_json(item) for item in rows]
    return found


def snapshot_from_json(data: Json) -> Snapshot:
    """A plan from JSON records, with defaults for what is left out, ids and codes for what has none.

    Raises:
        PlanError: one line that names the place of the first fault.
    """
    if not isinstance(data, dict) or not isinstance(data.get("records"), dict):
        raise PlanError(_("This is not a plan: there is no “records” object at its top."))
    unknown = set(data) - {"records", "derived", "schema", "notice"}
    if unknown:
        raise PlanError(_("“{name}” is not known at the top of a plan.").format(name=min(unknown)[:60]))
    records = data["records"]
    assert isinstance(records, dict)  # checked above
    items: list[Record] = []
    for name, rows in records.items():
        spec = spec_of(name)
        if not isinstance(rows, list):
            raise PlanError(_("{place}: expected a list.").format(place=name))
        items += _typed(spec, rows)
    for spec in all_specs():
        if not any(spec_of(item) is spec for item in items):
            items += default_records(spec.name)
    items = _with_core_teams(items)
    snapshot = Snapshot.of(items)
    for spec in all_specs():
        for number, item in enumerate(snapshot.table(spec.name).order):
            try:
                check_references(snapshot, item)
            except FieldError as fault:
                raise PlanError(f"{spec.name}[{number}].{fault.field}: {fault.message}") from fault
    return snapshot


def _typed(spec: RecordSpec, rows: list[Json]) -> list[Record]:
    given = [row.get("id") for row in rows if isinstance(row, dict)]
    taken = {value for value in given if isinstance(value, str)}
    codes = CodeCounter(spec, rows)
    seen: set[str] = set()
    found: list[Record] = []
    for number, row in enumerate(rows):
        place = f"{spec.name}[{number}]"
        if not isinstance(row, dict):
            raise PlanError(_("{place}: expected an object.").format(place=place))
        record_id = row.get("id") or (PLAN_ID if spec.single else _made_id(spec, number, taken))
        if not _is_short_text(record_id):
            raise PlanError(_("{place}.id: expected a short text.").format(place=place))
        if record_id in seen or (spec.single and (number or record_id != PLAN_ID)):
            raise PlanError(
                _("{place}.id: “{id}” is there twice or not allowed.").format(place=place, id=record_id[:60])
            )
        seen.add(record_id)
        taken.add(record_id)
        item = _from_row(spec, row, record_id, place)
        code = row.get("code")
        if code is not None and not _is_short_text(code):
            raise PlanError(_("{place}.code: expected a short text.").format(place=place))
        position = SPACING * (number + 1)
        found.append(with_columns(item, {"code": code or codes.next(), "position": position}))
    return found


def _is_short_text(value: Json) -> TypeGuard[str]:
    """Whether this may be an id or a code: ids are kept to the letter, so what texts lose is not in them."""
    return isinstance(value, str) and len(value) <= 200 and value.isprintable()


def _from_row(spec: RecordSpec, row: Mapping[str, Json], record_id: str, place: str) -> Record:
    values: dict[str, Any] = {}
    for name, value in row.items():
        if name in {"id", "code"}:
            continue
        column = spec.by_column.get(name)
        if column is None:
            raise PlanError(_("{place}.{field}: there is no such field.").format(place=place, field=name[:60]))
        if value == "":
            raise PlanError(_("{place}.{field}: empty is written as null.").format(place=place, field=name))
        try:
            values[name] = column_from_json(column, value)
        except FieldError as fault:
            raise PlanError(f"{place}.{name}: {fault.message}") from fault
    try:
        return checked(with_columns(spec.type(id=record_id), values))
    except FieldError as fault:
        raise PlanError(f"{place}.{fault.field}: {fault.message}") from fault


def _made_id(spec: RecordSpec, number: int, taken: set[str]) -> str:
    """An id from the type's name and the index, the same every time; clear of the ids that were given."""
    stem = re.sub(r"(?<!^)(?=[A-Z])", "-", spec.name).lower()
    made = f"{stem}-{number + 1}"
    while made in taken:
        made += "x"
    return made


def _with_core_teams(items: list[Record]) -> list[Record]:
    """The two core teams are always there and always core, whatever a file says of them; one left out comes first."""
    given = [item for item in items if isinstance(item, Team)]
    core = [team for team in default_records("Team") if isinstance(team, Team)]
    teams = [*(team for team in core if team.id not in {item.id for item in given}), *given]
    always = {"core": True, "must_agree": True}
    placed = [
        with_columns(team, {"position": SPACING * number, **(always if team.id in TEAMS else {})})
        for number, team in enumerate(teams, 1)
    ]
    return [*(item for item in items if not isinstance(item, Team)), *placed]


class CodeCounter:
    """Gives the next code of a type, beyond every code that is there: SLA-01, SLA-02, ..."""

    def __init__(self, spec: RecordSpec, rows: list[Json]) -> None:
        self.prefix = spec.code
        self.last = 0
        for row in rows:
            code = row.get("code") if isinstance(row, dict) else None
            if isinstance(code, str):
                self.last = max(self.last, code_number(self.prefix, code))

    def next(self) -> str:
        """The next code; "" for types whose records have none."""
        if not self.prefix:
            return ""
        self.last += 1
        return code_text(self.prefix, self.last)


def code_text(prefix: str, number: int) -> str:
    """A code for people: SLA-05."""
    return f"{prefix}-{number:02}"


def code_number(prefix: str, code: str) -> int:
    """The number in a code of this prefix; 0 for any other text."""
    match = re.fullmatch(re.escape(prefix) + r"-(\d{1,9})", code, re.ASCII)
    return int(match[1]) if match and prefix else 0
