"""The public plan: what the wall, the papers and versions may know. Private things are not hidden in it but gone.

It is made from a snapshot by the declarations alone: private columns are empty, private records absent, and of a pair
that is not revealed only whether each team's answer is in is kept.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

from joint_plan.plan.fields import TEAMS
from joint_plan.plan.jsonform import record_json
from joint_plan.plan.kinds import AnyRef, Ref
from joint_plan.plan.record import Record, RecordSpec, all_specs, column_value, key_of, spec_of, with_columns
from joint_plan.plan.session import Plan
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Json, Pair
from joint_plan.rules.memo import ByIdentity
from joint_plan.rules.pairs import Answer, In, NotYet, answers_of

R = TypeVar("R", bound=Record)
V = TypeVar("V")

Answered = Mapping[str, frozenset[str]]
"""Which core teams' answers are in, by `Type:id.field`, for pairs that are not revealed."""

_PRIVATE = "private"
_KEPT_APART = ("Version", "Signature")
_STRIPPED: ByIdentity[Record] = ByIdentity()


@dataclass(frozen=True, slots=True)
class VersionMark:
    """Which version a public plan is, for covers, headers and the sign-off."""

    number: int
    at: dt.datetime | None
    hash: str
    check_code: str
    signed: int
    signers_total: int
    next_review: dt.date | None = None
    is_signed: bool = False


class PublicPlan:
    """A plan without anything private in it, frozen; rules take it like a snapshot.

    `version` is `None` for the plan as it stands now, which is a draft; `moved_on` says whether the plan has changed
    since the version was made.
    """

    __slots__ = ("_answered", "_derived", "_moved_on", "_plan", "_version")

    _answered: Answered
    _derived: dict[Callable[[Any], Any], Any]
    _moved_on: bool
    _plan: Snapshot
    _version: VersionMark | None

    def __init__(
        self, stripped: Snapshot, answered: Answered, version: VersionMark | None = None, *, moved_on: bool = False
    ) -> None:
        """Made by `public_plan` and by `rules.versions` only, from a snapshot that is stripped already."""
        put = object.__setattr__
        put(self, "_plan", stripped)
        put(self, "_answered", MappingProxyType(dict(answered)))
        put(self, "_version", version)
        put(self, "_moved_on", moved_on)
        put(self, "_derived", {})

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)

    def __delattr__(self, name: str) -> None:
        raise AttributeError(name)

    @property
    def version(self) -> VersionMark | None:
        """The version this is; `None` for a draft."""
        return self._version

    @property
    def moved_on(self) -> bool:
        """Whether the plan has changed since this version was made."""
        return self._moved_on

    @property
    def is_draft(self) -> bool:
        """Whether this is not a version; every page then says DRAFT."""
        return self._version is None

    @property
    def answered(self) -> Answered:
        """Which answers to unrevealed pairs are in."""
        return self._answered

    def all(self, record_type: type[R]) -> tuple[R, ...]:
        """The records of a type in their order."""
        return self._plan.all(record_type)

    def get(self, record_type: type[R], record_id: str) -> R | None:
        """One record, or `None`."""
        return self._plan.get(record_type, record_id)

    def where(self, record_type: type[R], column: str, value: object) -> tuple[R, ...]:
        """The records of a type whose column has this value, in their order."""
        return self._plan.where(record_type, column, value)

    def find(self, key: str) -> Record | None:
        """The record that `Type:id` names, or `None`."""
        return self._plan.find(key)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._plan)

    def derived(self, rule: Callable[[Any], V]) -> V:
        """What a rule says of this plan, computed once."""
        if rule not in self._derived:
            self._derived[rule] = rule(self)
        kept: V = self._derived[rule]
        return kept

    @property
    def plan(self) -> Plan:
        """The plan's own record."""
        return self._plan.plan

    def team_name(self, team_id: str) -> str:
        """What a team is called."""
        return self._plan.team_name(team_id)

    def pair(self, item: Record, field: str) -> Mapping[str, Answer]:
        """What each core team answered: `In`, `NotYet`, or `Revealed` with its value."""
        held: Pair[Any] = getattr(item, field)
        if held.revealed:
            return answers_of(held)
        inside = self._answered.get(f"{key_of(item)}.{field}", frozenset())
        return {team: In() if team in inside else NotYet() for team in TEAMS}


def public_plan(snapshot: Snapshot) -> PublicPlan:
    """The public part of a plan as it stands now."""
    return snapshot.derived(_public_plan)


def _public_plan(snapshot: Snapshot) -> PublicPlan:
    gone = _private_keys(snapshot)
    kept: list[Record] = []
    answered: dict[str, frozenset[str]] = {}
    for item in snapshot:
        if key_of(item) in gone:
            continue
        kept.append(_without_references(_stripped(item), gone) if gone else _stripped(item))
        for field in spec_of(item).fields:
            if field.pair:
                inside = _inside(getattr(item, field.name))
                if inside:
                    answered[f"{key_of(item)}.{field.name}"] = inside
    return PublicPlan(Snapshot.of(kept), answered)


def _private_keys(snapshot: Snapshot) -> frozenset[str]:
    """Keys of the records that are private, with the rows within them."""
    gone: set[str] = set()
    specs = all_specs()
    for spec in specs:
        if spec.private or spec.private_when:
            gone.update(key_of(item) for item in snapshot.all(spec.type) if is_private(item))
    while True:
        rows = {
            key_of(row)
            for spec in specs
            if spec.within
            for row in snapshot.all(spec.type)
            if _parent_key(spec, row) in gone and key_of(row) not in gone
        }
        if not rows:
            return frozenset(gone)
        gone |= rows


def is_private(item: Record) -> bool:
    """Whether a whole record is the facilitator's alone."""
    spec = spec_of(item)
    return spec.private or bool(spec.private_when and getattr(item, spec.private_when) in {True, _PRIVATE})


def _parent_key(spec: RecordSpec, row: Record) -> str:
    kind = spec.by_column[spec.within].kind
    return f"{kind.target}:{getattr(row, spec.within)}" if isinstance(kind, Ref) else ""


def _inside(pair: Pair[Any]) -> frozenset[str]:
    return frozenset() if pair.revealed else frozenset(t for t in TEAMS if getattr(pair, t) is not None)


def _stripped(item: Record) -> Record:
    """The record without private columns and without answers that are not revealed."""
    return _STRIPPED.of(lambda: _strip(item), item)


def _strip(item: Record) -> Record:
    changes: dict[str, Any] = {}
    for field in spec_of(item).fields:
        held = getattr(item, field.name)
        if field.pair and (field.private or not held.revealed):
            if held != Pair():
                changes[field.name] = Pair()
        elif field.private and not field.kind.is_empty(held):
            changes[field.name] = field.kind.empty
    return replace(item, **changes) if changes else item


def _without_references(item: Record, gone: frozenset[str]) -> Record:
    """The record without references to what is private: its id too would say that it is there."""
    empty = {}
    for column in _reference_columns(spec_of(item).name):
        value = column_value(item, column)
        kind = column.kind
        target = "" if isinstance(kind, AnyRef) else f"{kind.target}:" if isinstance(kind, Ref) else ""
        if value and f"{target}{value}" in gone:
            empty[column.name] = None if column.blind else ""
    return with_columns(item, empty) if empty else item


@lru_cache(maxsize=256)
def _reference_columns(name: str) -> tuple[Any, ...]:
    return tuple(column for column in spec_of(name).columns if isinstance(column.kind, Ref))


def public_json(snapshot: Snapshot | PublicPlan) -> Json:
    """The public plan as JSON: `{"records": {...}, "answered": {"QuickWin:4.impact": ["sales"]}}`.

    Versions and signatures are no part of it, and follow-up is not either: both grow after a version is made.
    """
    public = snapshot if isinstance(snapshot, PublicPlan) else public_plan(snapshot)
    records: dict[str, Json] = {}
    for spec in all_specs():
        rows = public.all(spec.type)
        if rows and spec.name not in _KEPT_APART and spec.section != "follow_up":
            records[spec.name] = [record_json(item) for item in rows]
    answered: dict[str, Json] = {key: [*sorted(teams)] for key, teams in sorted(public.answered.items())}
    return {"records": records, "answered": answered}
