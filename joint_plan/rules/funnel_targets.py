"""The monthly numbers that an SLA takes from the funnel."""

from collections.abc import Mapping

from joint_plan.plan.record import Record
from joint_plan.plan.session import Plan
from joint_plan.plan.slas import Sla
from joint_plan.plan.snapshot import PlanView


def monthly_targets(view: PlanView, sla: Sla) -> Mapping[int, int]:
    """The committed number by month of the stage, segment and source that an SLA names (empty: all of them).

    Empty where the target does not come from the funnel or the stage is not reachable.
    """
    if sla.target_from != "funnel" or not sla.target_stage:
        return {}
    from joint_plan.rules.funnel import funnel

    months = funnel(view).figure(sla.target_stage, sla.target_segment, sla.target_source).months
    return {figure.month: figure.committed for figure in months if figure.committed is not None}


def target_inputs() -> tuple[type[Record], ...]:
    """The record types that these numbers follow from."""
    from joint_plan.rules.funnel import READS

    return (*READS, Plan)
