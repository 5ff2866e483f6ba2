"""Which stances count: per item and team the latest whose hash is that of the content now."""

from collections.abc import Mapping
from types import MappingProxyType

from joint_plan.plan.agreement import Assent
from joint_plan.plan.record import Record, key_of
from joint_plan.plan.session import Team
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.content import content_hash


def agreeing_teams(view: PlanView) -> tuple[Team, ...]:
    """The teams that must agree: the core teams always, others where the plan says so; in the plan's order."""
    return view.derived(_agreeing_teams)


def _agreeing_teams(view: PlanView) -> tuple[Team, ...]:
    return tuple(team for team in view.all(Team) if team.core or team.must_agree)


def assents_on(view: PlanView, item: Record) -> tuple[Assent, ...]:
    """All stances ever taken on an item, whatever its content was then, in sequence."""
    return view.where(Assent, "item", key_of(item))


def counting(view: PlanView, item: Record) -> Mapping[str, Assent]:
    """The stance of each team that counts now, by team id; teams without one are absent."""
    given = assents_on(view, item)
    if not given:
        return MappingProxyType({})
    now = content_hash(view, item)
    # Later ones take the place of earlier ones: the tuple is in sequence.
    return MappingProxyType({assent.team: assent for assent in given if assent.content_hash == now})
