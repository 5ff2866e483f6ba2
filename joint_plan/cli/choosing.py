"""Which state of a plan is meant: a version by its number, or the plan as it stands now."""

from argparse import ArgumentTypeError

from joint_plan.base.texts import _
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.public import PublicPlan, public_plan
from joint_plan.rules.versions import is_signed, plan_of_version, versions

NOW = "now"


def version_or_now(text: str) -> int | str:
    """A version's number, or "now".

    Raises:
        ArgumentTypeError: anything else.
    """
    if text == NOW:
        return NOW
    if text.isascii() and text.isdigit() and int(text[:9]) > 0 and len(text) < 10:
        return int(text)
    raise ArgumentTypeError(_("“{text}” is neither the number of a version nor “now”").format(text=text[:60]))


def newest_version(snapshot: Snapshot) -> int | None:
    """The newest version, signed or not; `None` where there is none."""
    made = [version.number for version in versions(snapshot) if version.number is not None]
    return made[-1] if made else None


def version_for_papers(snapshot: Snapshot) -> int | None:
    """The version that papers are made from unless somebody says another: the newest signed one, else the newest."""
    signed = [version.number for version in versions(snapshot) if is_signed(snapshot, version)]
    return signed[-1] if signed else newest_version(snapshot)


def public_state(snapshot: Snapshot, wanted: int | str) -> PublicPlan:
    """The public plan of a version, or of now.

    Raises:
        PlanError: there is no such version, or it was altered.
    """
    return plan_of_version(snapshot, wanted) if isinstance(wanted, int) else public_plan(snapshot)
