"""A plan at one moment: frozen records by type, in order, safe on any thread.

A snapshot never changes; applying deltas gives the next one, which shares every table that the edit did not touch. What
is derived from a snapshot (the funnel, states, gaps) is computed once per snapshot, see `Snapshot.derived`.
"""

import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol, TypeVar

import joint_plan.plan.types  # noqa: F401  whoever has a plan has all record types registered
from joint_plan.plan.record import Record, column_value, spec_of
from joint_plan.plan.session import Plan, Team

R = TypeVar("R", bound=Record)
V = TypeVar("V")

PLAN_ID = "plan"
SPACING = 1 << 20
"""Distance between two neighbours' positions when records are added at the end; moves go halfway."""


class PlanView(Protocol):
    """What rules need of a plan: a `Snapshot` or the public plan."""

    def all(self, record_type: type[R]) -> tuple[R, ...]:
        """The records of a type in their order."""

    def get(self, record_type: type[R], record_id: str) -> R | None:
        """One record, or `None`."""

    def where(self, record_type: type[R], column: str, value: object) -> tuple[R, ...]:
        """The records of a type whose column has this value, in their order."""

    def derived(self, rule: "Callable[[Any], V]") -> V:
        """What a rule says of this plan, computed once."""

    @property
    def plan(self) -> Plan:
        """The plan's own record."""


class Table:
    """The records of one type: by id, and in order. Order and indexes are made when first asked for."""

    __slots__ = ("_by_value", "_order", "rows")

    def __init__(self, rows: Mapping[str, Record], order: tuple[Record, ...] | None = None) -> None:
        self.rows = rows
        self._order = order
        self._by_value: dict[str, dict[object, list[Record]]] = {}

    @property
    def order(self) -> tuple[Record, ...]:
        """All records by position, ties by id."""
        if self._order is None:
            self._order = tuple(sorted(self.rows.values(), key=_place))
        return self._order

    def where(self, column: str, value: object) -> list[Record]:
        """The records whose column has this value, in order."""
        index = self._by_value.get(column)
        if index is None:
            index = {}
            if self.rows:
                declared = spec_of(next(iter(self.rows.values()))).by_column[column]
                for item in self.order:
                    index.setdefault(column_value(item, declared), []).append(item)
            self._by_value[column] = index
        return index.get(value, [])

    def replaced(self, changes: Mapping[str, Record | None]) -> "Table":
        """The table with records put in, replaced or (`None`) taken out."""
        rows = dict(self.rows)
        order = None if self._order is None or len(changes) > 32 else list(self._order)
        for record_id, item in changes.items():
            before = rows.pop(record_id, None)
            if order is not None and before is not None:
                del order[bisect.bisect_left(order, _place(before), key=_place)]
            if item is not None:
                rows[record_id] = item
                if order is not None:
                    bisect.insort(order, item, key=_place)
        return Table(rows, None if order is None else tuple(order))


_EMPTY = Table({}, ())


class Snapshot:
    """A whole plan, frozen."""

    __slots__ = ("_derived", "_tables")

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self._tables = tables
        self._derived: dict[Callable[[Any], Any], Any] = {}

    @classmethod
    def of(cls, records: Iterable[Record]) -> "Snapshot":
        """A snapshot of these records; a record without a place gets one after those before it."""
        rows: dict[str, dict[str, Record]] = {}
        for item in records:
            rows.setdefault(spec_of(item).name, {})[item.id] = item
        return cls({name: Table(items) for name, items in rows.items()})

    def table(self, name: str) -> Table:
        """The table of a record type by name; empty where there are no records."""
        return self._tables.get(name, _EMPTY)

    def all(self, record_type: type[R]) -> tuple[R, ...]:
        """The records of a type in their order."""
        return self.table(record_type.__name__).order  # type: ignore[return-value]  # a table holds one type only

    def get(self, record_type: type[R], record_id: str) -> R | None:
        """One record, or `None`."""
        return self.table(record_type.__name__).rows.get(record_id)  # type: ignore[return-value]  # as above

    def where(self, record_type: type[R], column: str, value: object) -> tuple[R, ...]:
        """The records of a type whose column has this value, in their order."""
        return tuple(self.table(record_type.__name__).where(column, value))  # type: ignore[arg-type]  # as above

    def find(self, key: str) -> Record | None:
        """The record that `Type:id` names, or `None`."""
        name, _colon, record_id = key.partition(":")
        return self.table(name).rows.get(record_id)

    def names(self) -> tuple[str, ...]:
        """The names of the record types that have records."""
        return tuple(name for name, table in self._tables.items() if table.rows)

    def __iter__(self) -> Iterator[Record]:
        for table in self._tables.values():
            yield from table.order

    def __len__(self) -> int:
        return sum(len(table.rows) for table in self._tables.values())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Snapshot):
            return NotImplemented
        names = {*self.names(), *other.names()}
        return all(self.table(name).rows == other.table(name).rows for name in names)

    __hash__ = None  # type: ignore[assignment]  # compared by content, never a key

    @property
    def plan(self) -> Plan:
        """The plan's own record."""
        return self.get(Plan, PLAN_ID) or Plan(id=PLAN_ID)

    def team_name(self, team_id: str) -> str:
        """What a team is called."""
        team = self.get(Team, team_id)
        return team.name if team is not None and team.name else team_id

    def replaced(self, changes: Mapping[str, Mapping[str, Record | None]]) -> "Snapshot":
        """The plan with records put in, replaced or (`None`) taken out, by type name and id."""
        tables = dict(self._tables)
        for name, rows in changes.items():
            tables[name] = self.table(name).replaced(rows)
        return Snapshot(tables)

    def derived(self, rule: Callable[[Any], V]) -> V:
        """What a rule says of this plan, computed once per snapshot."""
        if rule not in self._derived:
            self._derived[rule] = rule(self)
        kept: V = self._derived[rule]
        return kept

    def last_position(self, name: str) -> int:
        """Position for a record added at the end of its list."""
        order = self.table(name).order
        return (order[-1].position if order else 0) + SPACING


def _place(item: Record) -> tuple[int, str]:
    return (item.position, item.id)
