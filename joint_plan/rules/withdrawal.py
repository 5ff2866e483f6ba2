"""What an edit does to stances: which stop counting, and which count again, before or after it is committed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _
from joint_plan.plan.agreement import Assent
from joint_plan.plan.deltas import Delta, applied, delta_between
from joint_plan.plan.kinds import Ref
from joint_plan.plan.record import Record, RecordSpec, checked, spec_of, title_of, with_columns
from joint_plan.plan.session import Team
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.assents import counting
from joint_plan.rules.content import row_specs
from joint_plan.rules.names import team_name

_TOLD = 2
"""So many items are told of one by one; of more, their codes are."""

_AGREEING = frozenset({"agree", "reservation"})


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An item whose stances stop counting: the item as it was before the edit, and the stances by team id."""

    item: Record
    stances: Mapping[str, Assent]

    @property
    def agreement(self) -> bool:
        """Whether all of them agreed, with or without a reservation."""
        return all(assent.stance in _AGREEING for assent in self.stances.values())


def withdrawals(before: Snapshot, after: Snapshot, deltas: Iterable[Delta]) -> tuple[Withdrawal, ...]:
    """The items whose stances counted before an edit and no longer do, in the order of the deltas.

    Items that the edit deleted are left out: what they lose is told with the deletion.
    """
    found: list[Withdrawal] = []
    for key in dict.fromkeys(key for delta in deltas for key in _concerned(before, after, delta)):
        was, now = before.find(key), after.find(key)
        if was is None or now is None or (was is now and not _has_rows(was)):
            continue
        had, has = counting(before, was), counting(after, now)
        lost = {team: assent for team, assent in had.items() if team not in has}
        if lost:
            found.append(Withdrawal(was, lost))
    return tuple(found)


def restored(before: Snapshot, after: Snapshot, deltas: Iterable[Delta]) -> tuple[Withdrawal, ...]:
    """The items whose stances count again after an edit, such as an undo."""
    stances = (delta for delta in deltas if delta.type != "Assent")
    return withdrawals(after, before, stances)


def withdrawal_by(snapshot: Snapshot, item: Record, **columns: object) -> Withdrawal | None:
    """What setting these columns of a record would withdraw; `None` for nothing, and for what cannot be."""
    try:
        delta = delta_between(item, checked(with_columns(item, columns)))
    except PlanError:
        return None
    if delta is None:
        return None
    found = withdrawals(snapshot, applied(snapshot, (delta,)), (delta,))
    return found[0] if found else None


def at_stake(snapshot: Snapshot, record: Record) -> Withdrawal | None:
    """All stances that a material change of a record would withdraw: its own, or those on the item it is a row of."""
    spec = spec_of(record)
    item = snapshot.find(_parent_key(spec, getattr(record, spec.within))) if spec.within else record
    if item is None or not spec_of(item).can_be_agreed:
        return None
    given = counting(snapshot, item)
    return Withdrawal(item, given) if given else None


def stake_words(snapshot: Snapshot, found: Withdrawal) -> str:
    """What a form says of an item on which teams have spoken: what a change of it would do."""
    if found.agreement:
        return _("A change at a handshake mark withdraws this agreement.")
    return _("A change at a handshake mark withdraws what {teams} said.").format(teams=_teams(snapshot, found))


def before_words(snapshot: Snapshot, found: Withdrawal) -> str:
    """What is said before an edit is committed: "This withdraws the agreement of Marketing and Sales."."""
    teams = _teams(snapshot, found)
    if found.agreement:
        return _("This withdraws the agreement of {teams}.").format(teams=teams)
    return _("This withdraws what {teams} said.").format(teams=teams)


def after_words(snapshot: Snapshot, found: Iterable[Withdrawal]) -> str:
    """What is said after it: "SLA-06 is open again: Marketing and Sales had agreed."; "" for nothing."""
    every = tuple(found)
    if len(every) <= _TOLD:
        return " ".join(_after(snapshot, one) for one in every)
    words = _("{count} items are open again: {items}.")
    return words.format(count=len(every), items=", ".join(_name(one.item) for one in every))


def restored_words(snapshot: Snapshot, found: Iterable[Withdrawal]) -> str:
    """What is said when stances count again: "SLA-06: what Marketing and Sales said counts again."; "" for nothing."""
    every = tuple(found)
    if len(every) <= _TOLD:
        words = _("{item}: what {teams} said counts again.")
        return " ".join(words.format(item=_name(one.item), teams=_teams(snapshot, one)) for one in every)
    return _("What was said on {items} counts again.").format(items=", ".join(_name(one.item) for one in every))


def _after(snapshot: Snapshot, one: Withdrawal) -> str:
    if one.agreement:
        words = _("{item} is open again: {teams} had agreed to what it said before.")
    else:
        words = _("{item} is open again: {teams} spoke about what it said before.")
    return words.format(item=_name(one.item), teams=_teams(snapshot, one))


def _name(item: Record) -> str:
    return item.code or _("“{title}”").format(title=title_of(item))


def _teams(snapshot: Snapshot, one: Withdrawal) -> str:
    order = [team.id for team in snapshot.all(Team)]
    ranked = sorted(one.stances, key=lambda team: order.index(team) if team in order else len(order))
    names = [team_name(snapshot, team) for team in ranked]
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1]) if names[1:] else "".join(names)


def _has_rows(item: Record) -> bool:
    return bool(row_specs(spec_of(item).name))


def _concerned(before: Snapshot, after: Snapshot, delta: Delta) -> Iterable[str]:
    """The keys of the items whose content a delta touches: the record itself, or the item it is a row of."""
    spec = spec_of(delta.type)
    if spec.can_be_agreed:
        yield delta.key
    elif spec.within:
        for state in (before, after):
            row = state.find(delta.key)
            if row is not None:
                yield _parent_key(spec, getattr(row, spec.within))


def _parent_key(spec: RecordSpec, parent: str) -> str:
    kind = spec.by_column[spec.within].kind
    return f"{kind.target}:{parent}" if isinstance(kind, Ref) else ""
