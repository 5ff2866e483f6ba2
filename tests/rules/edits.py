"""Random edits of a plan, as data: for properties that hold whatever people do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

from joint_plan.plan.fields import Column
from joint_plan.plan.kinds import Choice, Day, Flag, Number, Rate, Ref, Text, Whole
from joint_plan.plan.record import key_of, spec_of
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import Goal, ParkingItem, QuickWin, Sla, SlaLevel, Stage
from tests.rules.plans import added, blank, changed, removed, take

STANCES = ("agree", "reservation", "object", "abstain")
TEAMS = ("marketing", "sales")

Edit = Callable[[Snapshot], Snapshot]


def small_plan() -> Snapshot:
    """A plan with an item of several types, and rows within one of them."""
    return added(
        blank(),
        Stage(id="st", code="J-01", name="Spot"),
        Goal(id="g", code="G-01", title="Grow", revenue_goal=True),
        Sla(id="s", code="SLA-01", owed_by="sales", owed_to="marketing", obligation="call"),
        SlaLevel(id="l1", sla="s", tier="A"),
        QuickWin(id="q", code="QW-01", title="One pager", picked=True),
    )


ITEMS = ("Stage:st", "Goal:g", "Sla:s", "QuickWin:q")
RECORDS = (*ITEMS, "SlaLevel:l1")


@dataclass(frozen=True)
class Change:
    """One column set; what the plan no longer holds is left alone."""

    key: str
    column: str
    value: object

    def __call__(self, view: Snapshot) -> Snapshot:
        return changed(view, self.key, **{self.column: self.value}) if view.find(self.key) else view


@dataclass(frozen=True)
class Take:
    """A team's stance."""

    key: str
    team: str
    stance: str

    def __call__(self, view: Snapshot) -> Snapshot:
        return take(view, self.key, self.team, self.stance)


@dataclass(frozen=True)
class Level:
    """A level added, or taken out where it is there."""

    record_id: str

    def __call__(self, view: Snapshot) -> Snapshot:
        if view.find(f"SlaLevel:{self.record_id}"):
            return removed(view, f"SlaLevel:{self.record_id}")
        return added(view, SlaLevel(id=self.record_id, sla="s", tier="A"))


@dataclass(frozen=True)
class Park:
    """An item parked, or its parking decided."""

    key: str
    status: str

    def __call__(self, view: Snapshot) -> Snapshot:
        return added(view, ParkingItem(item=self.key, status=self.status))


def values_of(column: Column) -> st.SearchStrategy[object]:
    """Few values, so that edits often come back to what was there; empty included."""
    kind = column.kind
    if isinstance(kind, Rate):
        return st.sampled_from([None, Decimal("0.5"), Decimal("0.50"), Decimal(1)])
    if isinstance(kind, Number):
        return st.sampled_from([None, Decimal(1), Decimal("1.0"), Decimal(2)])
    if isinstance(kind, Whole):
        return st.sampled_from([None, 1, 2])
    if isinstance(kind, Flag):
        return st.booleans()
    if isinstance(kind, Choice):
        return st.sampled_from([key for key, _label in kind.choices[:2]])
    if isinstance(kind, Ref):
        return st.sampled_from(["", "marketing", "sales"] if kind.target == "Team" else [""])
    if isinstance(kind, Day):
        return st.none()
    if isinstance(kind, Text):
        return st.sampled_from(["", "a", "b", "ä ✓"])
    return st.none()


def columns_of(key: str, *, material: bool | None = None) -> list[Column]:
    """The columns of a record of the small plan; material ones, or the others, only."""
    item = small_plan().find(key)
    assert item is not None
    return [
        column
        for column in spec_of(item).columns
        if not column.part
        and column.name not in {"picked", "sla", "serves", "merged_into"}
        and material in {None, column.field.material}
    ]


def changes(*, material: bool | None = None) -> st.SearchStrategy[Edit]:
    """One column of one record set."""
    places = [(key, column) for key in RECORDS for column in columns_of(key, material=material)]
    return st.sampled_from(places).flatmap(
        lambda place: values_of(place[1]).map(lambda value: Change(place[0], place[1].name, value))
    )


def stances() -> st.SearchStrategy[Edit]:
    """A stance of a core team on one of the items."""
    return st.builds(Take, st.sampled_from(ITEMS), st.sampled_from(TEAMS), st.sampled_from(STANCES))


def edits() -> st.SearchStrategy[Edit]:
    """Any edit."""
    parking = st.builds(Park, st.sampled_from(ITEMS), st.sampled_from(["undecided", "assigned", "cleared"]))
    return st.one_of(changes(), stances(), stances(), st.builds(Level, st.sampled_from(["l1", "l2"])), parking)


def material_of(view: Snapshot, key: str) -> tuple[object, ...]:
    """The material content of an item, found without the rule under test."""
    item = view.find(key)
    assert item is not None
    own = tuple(getattr(item, column.field.name) for column in spec_of(item).columns if column.field.material)
    rows = frozenset(
        (level.id, *(getattr(level, column.name) for column in spec_of(level).columns if column.field.material))
        for level in view.all(SlaLevel)
        if f"Sla:{level.sla}" == key
    )
    return (key_of(item), *own, rows)
