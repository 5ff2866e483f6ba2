"""What is missing before an SLA can be measured: the to-do list of the morning after."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from joint_plan.base.texts import _
from joint_plan.plan.slas import Sla, SlaLevel
from joint_plan.plan.snapshot import PlanView


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to do: the column to fill in, and what to do in words."""

    column: str
    text: str


def missing(view: PlanView, sla: Sla) -> tuple[Missing, ...]:
    """What is missing to measure an SLA, in the order in which people would settle it; empty when it is measurable."""
    timed = sla.time_limit is not None or any(level.limit is not None for level in view.where(SlaLevel, "sla", sla.id))
    counted = sla.target is not None or bool(sla.target_from == "funnel" and sla.target_stage)
    shared = sla.met_share is not None or any(
        level.met_share is not None for level in view.where(SlaLevel, "sla", sla.id)
    )
    wanted = (
        ("owed_by", not sla.owed_by, _("Say which team owes it.")),
        ("owed_to", not sla.owed_to, _("Say which team it is owed to.")),
        ("obligation", not sla.obligation.strip(), _("Say what exactly is promised.")),
        ("target", not (timed or counted or shared), _("Give it a time limit, a target or a share.")),
        (
            "target_stage",
            sla.target_from == "funnel" and not sla.target_stage,
            _("Choose the funnel stage of the target."),
        ),
        ("clock_starts", timed and not sla.clock_starts.strip(), _("Say which event starts the clock.")),
        ("clock_stops", timed and not sla.clock_stops.strip(), _("Say which event stops the clock.")),
        ("met_share", timed and not shared, _("Say in which share of cases it must be met.")),
        ("period", sla.target is not None and sla.period is None, _("Say for which period the target counts.")),
        ("unit", sla.target is not None and not sla.unit.strip(), _("Say what the target counts.")),
        ("measured_in", not sla.measured_in.strip(), _("Name the system in which it is measured.")),
    )
    return tuple(Missing(column, text) for column, lacks, text in wanted if lacks)


def lacks_source(sla: Sla) -> bool:
    """Whether today's value is unknown, or nobody can say where it comes from."""
    return (sla.today_value is None and sla.today_share is None) or not sla.today_evidence


def to_do(view: PlanView) -> Mapping[str, tuple[Missing, ...]]:
    """What is missing on every SLA that cannot be measured yet, by SLA id and in their order."""
    return view.derived(_to_do)


def _to_do(view: PlanView) -> Mapping[str, tuple[Missing, ...]]:
    found = {sla.id: missing(view, sla) for sla in view.all(Sla)}
    return MappingProxyType({sla: lacks for sla, lacks in found.items() if lacks})
