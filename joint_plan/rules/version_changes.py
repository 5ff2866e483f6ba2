"""What differs between two versions of a plan, or between a version and now: asked by all who tell of it."""

from dataclasses import dataclass

from joint_plan.base.errors import PlanError
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.comparison import ItemChange, compare
from joint_plan.rules.public import PublicPlan, public_plan
from joint_plan.rules.versions import plan_of_version, versions

NOW = 0
"""Stands for the plan as it is now, in the place of a version's number."""


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed since a version.

    `fault` says why that cannot be told: that version was altered. `changes` is empty then.
    """

    number: int
    changes: tuple[ItemChange, ...]
    fault: str = ""


def changes_between(plan: Snapshot | PublicPlan, start: int, end: int = NOW) -> tuple[ItemChange, ...]:
    """What differs from one state of a plan to another: versions by number, `NOW` for the plan given.

    Raises:
        PlanError: there is no such version, or it was altered.
    """
    return compare(_state(plan, start), _state(plan, end))


def _state(plan: Snapshot | PublicPlan, number: int) -> PublicPlan:
    if number != NOW:
        return plan_of_version(plan, number)
    return plan if isinstance(plan, PublicPlan) else public_plan(plan)


def since_last_version(plan: Snapshot | PublicPlan) -> Since | None:
    """What has changed since the version before: for a version the one it follows, for now the newest; `None` for none.

    A plan has this computed once.
    """
    return plan.derived(_since)


def _since(plan: Snapshot | PublicPlan) -> Since | None:
    mark = plan.version if isinstance(plan, PublicPlan) else None
    numbers = [version.number or 0 for version in versions(plan)]
    earlier = [number for number in numbers if number and (mark is None or number < mark.number)]
    if not earlier:
        return None
    try:
        return Since(earlier[-1], changes_between(plan, earlier[-1]))
    except PlanError as fault:
        return Since(earlier[-1], (), str(fault))
