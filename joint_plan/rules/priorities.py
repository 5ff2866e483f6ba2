"""Quick wins in the order in which to do them: impact against effort, as both teams scored them."""

import enum
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from joint_plan.base.texts import N_, _
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import Record, spec_of
from joint_plan.plan.session import Participant
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.pairs import In, Revealed, answers, mean

HIGH = 3
"""A score from which impact or effort counts as high, on the scale of 1 to 5."""

MOST_SCORED = 10
"""How many ideas both teams score for impact and effort after the vote."""


class Quadrant(enum.StrEnum):
    """A field of the matrix, in the order in which to look at them."""

    DO_FIRST = "do_first"
    PROJECT = "project"
    WHEN_FREE = "when_free"
    LEAVE = "leave"


_LABELS = {
    Quadrant.DO_FIRST: N_("Do first"),
    Quadrant.PROJECT: N_("Plan as a project"),
    Quadrant.WHEN_FREE: N_("Fit in when free"),
    Quadrant.LEAVE: N_("Leave for now"),
}


def quadrant_label(quadrant: Quadrant) -> str:
    """A quadrant's name."""
    return _(_LABELS[quadrant])


@dataclass(frozen=True, slots=True)
class Priority:
    """One idea with both teams' mean scores; `None` while a score is not revealed. Votes include merged ideas'."""

    item: QuickWin
    impact: Fraction | None
    effort: Fraction | None
    votes: int
    quadrant: Quadrant | None


def quadrant_of(impact: Fraction | int, effort: Fraction | int) -> Quadrant:
    """Where these scores lie; 3 and more is high."""
    if impact >= HIGH:
        return Quadrant.PROJECT if effort >= HIGH else Quadrant.DO_FIRST
    return Quadrant.LEAVE if effort >= HIGH else Quadrant.WHEN_FREE


def priorities(view: PlanView) -> tuple[Priority, ...]:
    """All ideas that were not merged into another, best first.

    By quadrant, then impact down, effort up, votes down, and the plan's order; ideas without scores come last.
    """
    return view.derived(_priorities)


def _priorities(view: PlanView) -> tuple[Priority, ...]:
    found = [_priority(view, item) for item in view.all(QuickWin) if not is_merged(view, item)]
    quadrants: Sequence[Quadrant | None] = (*Quadrant, None)
    return tuple(
        sorted(found, key=lambda one: (quadrants.index(one.quadrant), -(one.impact or 0), one.effort or 0, -one.votes))
    )


def is_merged(view: PlanView, item: QuickWin) -> bool:
    """Whether an idea is part of another one that is in the plan."""
    return bool(item.merged_into) and view.get(QuickWin, item.merged_into) is not None


def _priority(view: PlanView, item: QuickWin) -> Priority:
    impact, effort = score(view, item, "impact"), score(view, item, "effort")
    quadrant = None if impact is None or effort is None else quadrant_of(impact, effort)
    votes = sum(_votes(view, one) for one in (item, *merged_ideas(view, item)))
    return Priority(item, impact, effort, votes, quadrant)


def merged_ideas(view: PlanView, item: QuickWin) -> tuple[QuickWin, ...]:
    """The ideas that were merged into this one, also by way of another."""
    found: dict[str, QuickWin] = {}
    waiting = [item.id]
    while waiting:
        for idea in view.where(QuickWin, "merged_into", waiting.pop()):
            if idea.id not in found and idea.id != item.id:
                found[idea.id] = idea
                waiting.append(idea.id)
    return tuple(found.values())


def score(view: PlanView, item: QuickWin, field: str) -> Fraction | None:
    """The mean of the teams' revealed scores, of those there are; `None` before the reveal or without any."""
    scores = [mean(answer.value) for answer in answers(view, item, field).values() if isinstance(answer, Revealed)]
    known = [value for value in scores if value is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


def _votes(view: PlanView, item: QuickWin) -> int:
    given = answers(view, item, "votes").values()
    return sum(answer.value or 0 for answer in given if isinstance(answer, Revealed))


MISSING = ("marketing_owner", "sales_owner", "first_step", "due", "serves")
"""What every entry of the 30-day list needs, by column."""


def thirty_days(view: PlanView) -> tuple[QuickWin, ...]:
    """What was picked, best first: the 30-day list."""
    return tuple(one.item for one in priorities(view) if one.item.picked)


def missing_in(view: PlanView, item: Record) -> frozenset[str]:
    """The columns of a picked idea that somebody has to fill in before the 30 days begin.

    A small company names one owner: where a core team has no people at all, none is asked of it.
    """
    columns = spec_of(item).by_column
    empty = {name for name in MISSING if columns[name].kind.is_empty(getattr(item, name))}
    alone = {f"{team}_owner" for team in TEAMS if not view.where(Participant, "team", team)}
    if len(alone) < len(TEAMS):
        empty -= alone
    return frozenset(empty)


def votes_ready(view: PlanView) -> bool:
    """Whether both teams have given dots that nobody has seen yet."""
    hidden = [answers(view, item, "votes") for item in view.all(QuickWin)]
    return all(any(isinstance(given[team], In) for given in hidden) for team in TEAMS)


def shortlist(view: PlanView) -> frozenset[str]:
    """The ids of the ideas that both teams score next: those with the most votes, once votes are in the open."""
    return view.derived(_shortlist)


def _shortlist(view: PlanView) -> frozenset[str]:
    voted = [one for one in priorities(view) if one.votes]
    return frozenset(one.item.id for one in sorted(voted, key=lambda one: -one.votes)[:MOST_SCORED])


def suggested_votes(ideas: int) -> int:
    """How many votes each person gets by default: the square root of the number of ideas, rounded."""
    return max(1, round(math.sqrt(ideas))) if ideas else 0
