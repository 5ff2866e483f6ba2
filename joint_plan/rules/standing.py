"""How each item stands: derived from the stances that count, never stored (product.md, "Agreement rules")."""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from joint_plan.base.texts import N_, _
from joint_plan.plan.agreement import Assent, ParkingItem
from joint_plan.plan.record import Record, RecordSpec, all_specs, key_of, spec_of
from joint_plan.plan.sections import SECTIONS, Section
from joint_plan.plan.session import Team
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.assents import agreeing_teams, assents_on, counting
from joint_plan.rules.basis import BasisChange, basis_changes, ground, grounds
from joint_plan.rules.content import row_specs, rows_within
from joint_plan.rules.memo import ByIdentity

__all__ = [
    "Count",
    "Standing",
    "State",
    "agreeing_teams",
    "items_to_agree",
    "plan_count",
    "section_count",
    "standing",
    "standings",
    "state_label",
    "visible_sections",
]


class State(enum.StrEnum):
    """How an item stands."""

    DRAFT = "draft"
    WAITING = "waiting"
    AGREED = "agreed"
    AGREED_WITH_RESERVATIONS = "agreed_with_reservations"
    CONTESTED = "contested"
    PARKED = "parked"


_LABELS = {
    State.DRAFT: N_("Draft"),
    State.WAITING: N_("Waiting"),
    State.AGREED: N_("Agreed"),
    State.AGREED_WITH_RESERVATIONS: N_("Agreed with reservations"),
    State.CONTESTED: N_("Contested"),
    State.PARKED: N_("Parked"),
}


def state_label(state: State) -> str:
    """A state in words."""
    return _(_LABELS[state])


@dataclass(frozen=True, slots=True)
class Standing:
    """How one item stands.

    Attributes:
        stances: by team id, those that must agree first and in order (`None`: no stance on this content), then other
            teams that took one; theirs are advisory.
        waiting_for: ids of the teams that must agree and have no stance on this content.
        parked: the parking item that keeps it parked.
        basis_changed: values it rested on that are others now.
    """

    item: Record
    state: State
    stances: Mapping[str, Assent | None]
    waiting_for: tuple[str, ...]
    parked: ParkingItem | None = None
    basis_changed: tuple[BasisChange, ...] = ()

    @property
    def agreed(self) -> bool:
        """Whether all teams agree, reservations or not."""
        return self.state in {State.AGREED, State.AGREED_WITH_RESERVATIONS}

    @property
    def open(self) -> bool:
        """Whether something is still to be done before a version can be made."""
        return not self.agreed and self.state is not State.PARKED


@dataclass(frozen=True, slots=True)
class Count:
    """How many items there are to agree: agreed, in total, and neither agreed nor parked."""

    agreed: int
    total: int
    open: int


_STANDINGS: ByIdentity[Standing] = ByIdentity()
_BASIS_HOLDS: ByIdentity[bool] = ByIdentity()
_SURROUNDINGS: dict[str, ByIdentity[dict[str, Standing]]] = {}


def standing(view: PlanView, item: Record) -> Standing:
    """How an item stands, whether it is to be agreed or not.

    It is not worked out again while nothing changes that it follows from, also from one plan to the next.
    """
    rows = rows_within(view, item)
    stances = assents_on(view, item)
    parking = view.where(ParkingItem, "item", key_of(item))
    found = _STANDINGS.of(lambda: _standing(view, item), item, view.all(Team), *rows, None, *stances, None, *parking)
    if not stances or _BASIS_HOLDS.of(
        lambda: not basis_changes(view, item), item, *rows, None, *stances, None, *ground(view, item)
    ):
        return found
    # The words of a change depend on names all over the plan and on the language: they are made for every plan anew.
    return replace(found, basis_changed=basis_changes(view, item))


def _standing(view: PlanView, item: Record) -> Standing:
    given = counting(view, item)
    must = [team.id for team in agreeing_teams(view)]
    stances: dict[str, Assent | None] = {team: given.get(team) for team in must}
    stances.update((team, assent) for team, assent in given.items() if team not in stances)
    waiting = tuple(team for team in must if team not in given)
    parked = _parked(view, item)
    taken = {given[team].stance for team in must if team in given}
    state = State.PARKED if parked is not None else _state(taken, waiting)
    return Standing(item, state, MappingProxyType(stances), waiting, parked)


def _state(taken: set[str], waiting: tuple[str, ...]) -> State:
    if "object" in taken:
        return State.CONTESTED
    if not taken or (taken == {"abstain"} and not waiting):
        return State.DRAFT
    if waiting:
        return State.WAITING
    return State.AGREED_WITH_RESERVATIONS if "reservation" in taken else State.AGREED


def _parked(view: PlanView, item: Record) -> ParkingItem | None:
    """The latest parking item of an item, while it is undecided or assigned."""
    points = view.where(ParkingItem, "item", key_of(item))
    return points[-1] if points and points[-1].status in {"undecided", "assigned"} else None


def visible_sections(view: PlanView) -> tuple[Section, ...]:
    """The sections that the plan does not leave out, in the order of the walk."""
    hidden = view.plan.hidden_sections
    return tuple(section for section in SECTIONS if section.key not in hidden)


def agreed_specs(section_key: str) -> tuple[RecordSpec, ...]:
    """The record types of a section whose records are agreed by both core teams, at least under a condition."""
    return tuple(spec for spec in all_specs() if spec.section == section_key and spec.can_be_agreed)


def items_to_agree(view: PlanView, section_key: str) -> Iterable[Record]:
    """The items of a section that both core teams have to agree, in order, whether it is visible or not."""
    for spec in agreed_specs(section_key):
        for item in view.all(spec.type):
            if spec.agreed(item):
                yield item


def standings(view: PlanView) -> Mapping[str, Standing]:
    """How every item to be agreed in a visible section stands, by its key `Type:id`, in the order of the walk."""
    return view.derived(_standings)


def _standings(view: PlanView) -> Mapping[str, Standing]:
    found: dict[str, Standing] = {}
    for section in visible_sections(view):
        for spec in agreed_specs(section.key):
            # While everything but the items themselves is the same, an item that is the same stands the same.
            known = _SURROUNDINGS.setdefault(spec.name, ByIdentity(most=64)).of(dict, *_surroundings(view, spec))
            for item in view.all(spec.type):
                if not spec.agreed(item):
                    continue
                one = known.get(item.id)
                if one is None or one.item is not item:
                    one = standing(view, item)
                    if not one.basis_changed:
                        known[item.id] = one
                found[f"{spec.name}:{item.id}"] = one
    return MappingProxyType(found)


def _surroundings(view: PlanView, spec: RecordSpec) -> Iterable[tuple[Record, ...]]:
    """The record lists that the standing of items of a type follows from, besides the items."""
    types = (Assent, Team, ParkingItem, *(row.type for row in row_specs(spec.name)), *grounds(spec.type))
    return (view.all(record_type) for record_type in types)


def section_count(view: PlanView, section_key: str) -> Count:
    """How far a section has come; nothing in a section that is left out."""
    return view.derived(_section_counts).get(section_key, Count(0, 0, 0))


def plan_count(view: PlanView) -> Count:
    """How far the plan has come, over its visible sections."""
    return _count(standings(view).values())


def _section_counts(view: PlanView) -> Mapping[str, Count]:
    by_section: dict[str, list[Standing]] = {}
    for found in standings(view).values():
        by_section.setdefault(spec_of(found.item).section, []).append(found)
    return {key: _count(found) for key, found in by_section.items()}


def _count(found: Iterable[Standing]) -> Count:
    every = tuple(found)
    return Count(sum(one.agreed for one in every), len(every), sum(one.open for one in every))
