"""The ideas of the quick wins page as its matrix and its table show them, computed from the plan without painting."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from joint_plan.base import locale
from joint_plan.base.texts import _, ngettext
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import key_of, title_of
from joint_plan.plan.session import Participant
from joint_plan.rules import pairs
from joint_plan.rules.presence import dots_each
from joint_plan.rules.priorities import merged_ideas, priorities, score, shortlist
from joint_plan.rules.standing import Standing, standing

if TYPE_CHECKING:
    from joint_plan.plan.snapshot import Snapshot
    from joint_plan.plan.values import Pair

SCORES = ("impact", "effort")
PAIRS = ("votes", *SCORES)
FAR_APART = 2
"""From this difference on, the room should ask both teams why."""


@dataclass(frozen=True, slots=True)
class Idea:
    """One idea and all that is shown of it.

    Attributes:
        item: the record.
        number: what stands in its marker, from its code.
        owner: marketing, sales, both, or "" while nobody owns it: gives shape and colour.
        owners: the owners' names by core team.
        place: (effort, impact) as the mean of both teams, once both pairs are revealed.
        standing: whether it is agreed; `None` while it is not picked.
        merged: the ideas that have been merged into it.
        shortlisted: whether it is one of those that both teams score next.
        votes: votes by core team with those of merged ideas, `None` where not revealed.
    """

    item: QuickWin
    number: str
    owner: str
    owners: tuple[str, str]
    place: tuple[Fraction, Fraction] | None
    standing: Standing | None
    merged: tuple[QuickWin, ...]
    shortlisted: bool
    votes: tuple[int, int] | None

    @property
    def key(self) -> str:
        """Its reference from anywhere."""
        return key_of(self.item)

    def pair(self, name: str) -> Pair[int]:
        """One of its pairs by field name."""
        pair: Pair[int] = getattr(self.item, name)
        return pair

    def far_apart(self, name: str) -> bool:
        """Whether the teams' revealed scores differ by two or more."""
        gap = pairs.gap(self.pair(name))
        return gap is not None and gap >= FAR_APART

    def point(self, team: str) -> tuple[Fraction, Fraction] | None:
        """One team's own place, if both its scores are in the open."""
        values = [getattr(self.pair(name), team) for name in ("effort", "impact")]
        if not all(self.pair(name).revealed for name in SCORES) or None in values:
            return None
        return Fraction(values[0]), Fraction(values[1])

    @property
    def blind(self) -> bool:
        """Whether a score is still hidden."""
        return any(not self.pair(name).revealed for name in SCORES)

    @property
    def ready(self) -> bool:
        """Whether something can be revealed: a pair that is hidden and in from both teams."""
        return any(pairs.pair_state(self.pair(name)) is pairs.PairState.BOTH_IN for name in PAIRS)


@dataclass(frozen=True, slots=True)
class Ideas:
    """All ideas in the order in which they are shown: the picked ones first."""

    picked: tuple[Idea, ...]
    others: tuple[Idea, ...]
    merged: tuple[Idea, ...]

    @property
    def all(self) -> tuple[Idea, ...]:
        """Every idea, top to bottom."""
        return (*self.picked, *self.others, *self.merged)

    @property
    def unplaced(self) -> tuple[Idea, ...]:
        """The ideas that are not merged and have no place in the matrix yet."""
        return tuple(idea for idea in (*self.picked, *self.others) if idea.place is None)


def ideas_of(plan: Snapshot) -> Ideas:
    """The ideas of a plan, best first as `rules.priorities` has it; those merged into another come last."""
    alone = [_idea(plan, priority.item) for priority in priorities(plan)]
    here = {idea.item.id for idea in alone}
    return Ideas(
        tuple(idea for idea in alone if idea.item.picked),
        tuple(idea for idea in alone if not idea.item.picked),
        tuple(_idea(plan, item) for item in plan.all(QuickWin) if item.id not in here),
    )


def _idea(plan: Snapshot, item: QuickWin) -> Idea:
    owners = (item.marketing_owner, item.sales_owner)
    owning = [team for team, owner in zip(TEAMS, owners, strict=True) if owner]
    absorbed = merged_ideas(plan, item)
    impact, effort = score(plan, item, "impact"), score(plan, item, "effort")
    return Idea(
        item=item,
        number=item.code.rpartition("-")[2].lstrip("0") or item.code,
        owner="both" if len(owning) == len(TEAMS) else owning[0] if owning else "",
        owners=(_short(plan, owners[0]), _short(plan, owners[1])),
        place=None if impact is None or effort is None else (effort, impact),
        standing=standing(plan, item) if item.picked else None,
        merged=absorbed,
        shortlisted=item.id in shortlist(plan),
        votes=_votes(item, absorbed),
    )


def _votes(item: QuickWin, absorbed: tuple[QuickWin, ...]) -> tuple[int, int] | None:
    if not item.votes.revealed:
        return None
    shown = [idea.votes for idea in (item, *absorbed) if idea.votes.revealed]
    return sum(pair.marketing or 0 for pair in shown), sum(pair.sales or 0 for pair in shown)


def _short(plan: Snapshot, person: str) -> str:
    """A person as a table has room for: Jonas W."""
    found = plan.get(Participant, person) if person else None
    if found is None:
        return ""
    first, *rest = found.name.split() or [""]
    return f"{first} {rest[-1][0]}." if rest else first


def place_words(idea: Idea) -> str:
    """Where an idea stands, in words."""
    if idea.place is None:
        return _("not placed yet")
    effort, impact = (_half(value) for value in idea.place)
    return _("impact {impact}, effort {effort}").format(impact=impact, effort=effort)


def _half(value: Fraction) -> str:
    return locale.format_number(value, 1)


def absorbed_words(idea: Idea) -> str:
    """What has been merged into an idea, in words; "" for nothing."""
    if not idea.merged:
        return ""
    titles = "; ".join(f"{one.code} {title_of(one)}".strip() for one in idea.merged)
    return _("With {titles}").format(titles=titles)


def votes_each(plan: Snapshot) -> str:
    """How many votes a person has, in words."""
    votes = dots_each(plan)
    return ngettext("{count} vote a person", "{count} votes a person", votes).format(count=votes)
