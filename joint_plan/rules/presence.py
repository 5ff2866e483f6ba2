"""Whether what a team answers fits the people of it who are present: hands shown, dots given."""

from dataclasses import replace
from typing import Any

from joint_plan.base.texts import _
from joint_plan.plan.fields import TEAMS, Column
from joint_plan.plan.kinds import Tallied, Whole
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import Record
from joint_plan.plan.snapshot import PlanView, Snapshot
from joint_plan.plan.values import Tally
from joint_plan.rules.names import team_name
from joint_plan.rules.priorities import is_merged, suggested_votes
from joint_plan.rules.stances import check_hands, present_in


def entry_fault(plan: Snapshot, item: Record, column: Column, value: Any) -> str:  # noqa: ANN401  any kind's value
    """Why a core team's answer does not fit the people present, in words; "" where it does or nobody is marked present.

    The words name no answer that is already in.
    """
    if column.part not in TEAMS or value is None:
        return ""
    if isinstance(column.kind, Tallied):
        short = check_hands(plan, column.part, value)
        return (
            _("{fault} Add “1 not voting” for whoever holds back, or press Enter again to keep it so.").format(
                fault=short
            )
            if short
            else ""
        )
    if isinstance(column.kind, Whole) and column.kind.dots and isinstance(item, QuickWin):
        return _dots_fault(plan, item, column.part, value)
    return ""


def fitted(plan: PlanView, column: Column, value: Any) -> Any:  # noqa: ANN401  any kind's value
    """The answer as it is kept: hands with how many people were present."""
    if column.part in TEAMS and isinstance(value, Tally):
        return replace(value, present=present_in(plan, column.part) or value.voted + value.not_voted)
    return value


def dots_each(plan: PlanView) -> int:
    """How many dots each person has: by the number of ideas that stand for themselves."""
    return suggested_votes(sum(not is_merged(plan, idea) for idea in plan.all(QuickWin)))


def dots_of(plan: PlanView, team: str) -> int:
    """How many dots a team has to give, all its people present together; 0 where nobody is marked present."""
    return present_in(plan, team) * dots_each(plan)


def _dots_fault(plan: Snapshot, item: QuickWin, team: str, dots: int) -> str:
    most = dots_of(plan, team)
    given = sum(getattr(idea.votes, team) or 0 for idea in plan.all(QuickWin) if idea.id != item.id)
    if not most or given + dots <= most:
        return ""
    return _("{team} has {most} dots in all: {people} present, {each} each. These are more than are left.").format(
        team=team_name(plan, team), most=most, people=present_in(plan, team), each=dots_each(plan)
    )
