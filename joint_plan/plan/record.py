"""Records: frozen data with declared fields, and the registry from which everything else derives.

The decorator stacks on the plain `@dataclass`, so that type checkers understand the records without a plugin.
"""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

from joint_plan.base.errors import FieldError, PlanError
from joint_plan.base.texts import N_, _
from joint_plan.plan.fields import SPEC, Column, Field, columns_of, text
from joint_plan.plan.kinds import AnyRef, Document, Ref
from joint_plan.plan.sections import SECTIONS
from joint_plan.plan.values import Json, Pair

R = TypeVar("R", bound="Record")
T = TypeVar("T", bound=type)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has.

    `id` is never reused; `code` is the short name for people (SLA-05), given at creation;
    `position` is a sparse key that sorts its list and is never material.
    """

    id: str = ""
    code: str = ""
    position: int = 0
    note: str = text(N_("Private note"), private=True, lines=True, width=30, paper_width=0)


@dataclass(frozen=True, slots=True)
class RecordSpec:
    """A record type as declared.

    Attributes:
        section: key of the section it belongs to.
        code: prefix of its codes; "" where people need none.
        title: name of the field that names a record to people.
        agreed: whether such a record is agreed by the core teams (A); may depend on the record.
        within: name of the reference to the record that this one is a row of (an SLA's level); its material fields
        count there. single: there is exactly one, with the id "plan".
        private_when: name of a flag, a choice's field or a property; when it is true or "private", the whole record is.
        private: the whole record always is the facilitator's alone.
    """

    type: type[Record]
    name: str
    label: str
    plural: str
    section: str
    code: str
    title: str
    agreed: Callable[[Any], bool]
    can_be_agreed: bool
    within: str
    single: bool
    private: bool
    private_when: str
    fields: tuple[Field, ...]
    columns: tuple[Column, ...]
    by_column: Mapping[str, Column]

    def field(self, name: str) -> Field:
        """The field of this name.

        Raises:
            KeyError: there is none.
        """
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    @property
    def material_columns(self) -> tuple[Column, ...]:
        """What agreement is about."""
        return tuple(column for column in self.columns if column.field.material)

    @property
    def ref_columns(self) -> tuple[Column, ...]:
        """The columns that refer to one record type by id."""
        return tuple(c for c in self.columns if isinstance(c.kind, Ref) and not isinstance(c.kind, AnyRef))


def _always(_item: Record) -> bool:
    return True


def _never(_item: Record) -> bool:
    return False


_SPECS: dict[str, RecordSpec] = {}
_NAMES: dict[type[Record], str] = {}


def record(
    *,
    section: str,
    label: str,
    plural: str,
    title: str = "name",
    code: str = "",
    agreed: bool | Callable[[Any], bool] = False,
    within: str = "",
    single: bool = False,
    private: bool = False,
    private_when: str = "",
) -> Callable[[T], T]:
    """Register a record type; see `RecordSpec` for the arguments."""

    def register(cls: T) -> T:
        fields = tuple(
            replace(declared.metadata[SPEC], name=declared.name)
            for declared in dataclasses.fields(cls)
            if SPEC in declared.metadata
        )
        # The private note is declared in the base and would come first; people meet it last.
        fields = (*(field for field in fields if field.name != "note"), *(f for f in fields if f.name == "note"))
        columns = tuple(column for field in fields for column in columns_of(field))
        _SPECS[cls.__name__] = RecordSpec(
            type=cls,
            name=cls.__name__,
            label=label,
            plural=plural,
            section=section,
            code=code,
            title=title,
            agreed=agreed if callable(agreed) else _always if agreed else _never,
            can_be_agreed=bool(agreed),
            within=within,
            single=single,
            private=private,
            private_when=private_when,
            fields=fields,
            columns=columns,
            by_column=MappingProxyType({column.name: column for column in columns}),
        )
        _NAMES[cls] = cls.__name__
        _in_order.cache_clear()
        return cls

    return register


def spec_of(record_type: "type[Record] | Record | str") -> RecordSpec:
    """The declaration of a record's type, given as type, record or name.

    Raises:
        PlanError: no record type has this name.
    """
    if isinstance(record_type, Record):
        record_type = type(record_type)
    name = record_type if isinstance(record_type, str) else _NAMES[record_type]
    try:
        return _SPECS[name]
    except KeyError:
        raise PlanError(_("There is no kind of record called “{name}”.").format(name=name[:60])) from None


def all_specs() -> tuple[RecordSpec, ...]:
    """Every record type in the order of the walk, whatever was imported first; a section's own module leads it."""
    return _in_order()


@lru_cache(maxsize=1)
def _in_order() -> tuple[RecordSpec, ...]:
    walk = [section.key for section in SECTIONS]

    def place(spec: RecordSpec) -> tuple[int, bool, str]:
        module = spec.type.__module__.rpartition(".")[2]
        return walk.index(spec.section), module != spec.section, module

    return tuple(sorted(_SPECS.values(), key=place))


def column_value(item: Record, column: Column) -> Any:
    """The value of one column of a record."""
    held = getattr(item, column.field.name)
    return getattr(held, column.part) if column.part else held


def column_values(item: Record) -> dict[str, Any]:
    """All columns of a record by name, position and code included, as a delta holds them."""
    values: dict[str, Any] = {"code": item.code, "position": item.position}
    for column in spec_of(item).columns:
        values[column.name] = column_value(item, column)
    return values


def with_columns(item: R, values: Mapping[str, Any]) -> R:
    """The record with some columns changed (a pair's parts singly).

    Raises:
        KeyError: a column that the type does not have.
    """
    spec = spec_of(item)
    changes: dict[str, Any] = {}
    for name, value in values.items():
        if name in {"code", "position"}:
            changes[name] = value
            continue
        column = spec.by_column[name]
        if column.part:
            pair: Pair[Any] = changes.get(column.field.name, getattr(item, column.field.name))
            changes[column.field.name] = replace(pair, **{column.part: value})
        else:
            changes[name] = value
    return replace(item, **changes)


def checked(item: R) -> R:
    """The record as it may be kept: every value checked and cleaned.

    Raises:
        FieldError: a value impossible by itself, with the names of record type and field.
    """
    spec = spec_of(item)
    changed: dict[str, Any] = {}
    for column in spec.columns:
        value = column_value(item, column)
        try:
            kept = None if column.blind and value is None else column.kind.check(value)
            if column.blind and column.kind.is_empty(kept):
                kept = None
        except FieldError as fault:
            raise fault.at(spec.name, column.name) from fault
        if kept != value:
            changed[column.name] = kept
        if column.field.required and not column.part and column.kind.is_empty(kept):
            raise FieldError(_("must be filled in."), spec.name, column.name)
    return with_columns(item, changed) if changed else item


def title_of(item: Record) -> str:
    """What people call this record: its naming field's first line, else its code, else the type's name."""
    spec = spec_of(item)
    column = spec.by_column.get(spec.title)
    words = ""
    if column is not None and not isinstance(column.kind, Ref | Document):
        words = column.kind.show(column_value(item, column))
    first = words.strip().split("\n", 1)[0]
    return first or item.code or _(spec.label)


def key_of(item: Record) -> str:
    """The reference to this record from anywhere: `Type:id`."""
    return f"{spec_of(item).name}:{item.id}"


def column_json(column: Column, value: Any) -> Json:
    """One column's value in JSON, `None` when empty. A team's answer that is not in yet is empty too."""
    return None if value is None else column.kind.to_json(value)


def column_from_json(column: Column, value: Json) -> Any:
    """One column's value from JSON.

    Raises:
        FieldError: of another type, or impossible; without the place.
    """
    if column.blind and value is None:
        return None
    return column.kind.from_json(value)
