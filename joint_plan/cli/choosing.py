"""Which state of a plan is meant: a version by its number, or the plan as it stands now."""

from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.public import PublicPlan, public_plan
from joint_plan.rules.versions import is_signed, plan_of_version, versions


def newest_version(snapshot: Snapshot) -> int | None:
    """The newest version, signed or not; `None` where there is none."""
    made = [version.number for version in versions(snapshot) if version.number is not None]
    return made[-1] if made else None


def version_for_papers(snapshot: Snapshot) -> int | None:
    """The version that papers are made from unless somebody says another: the newest signed one, else the newest."""
    signed = [version.number for version in versions(snapshot) if is_signed(snapshot, version)]
    return signed[-1] if signed else newest_version(snapshot)


def public_state(snapshot: Snapshot, wanted: int | None) -> PublicPlan:
    """The public plan of the version of this number, or (`None`) as it stands now.

    Raises:
        PlanError: there is no such version, or it was altered.
    """
    return public_plan(snapshot) if wanted is None else plan_of_version(snapshot, wanted)
