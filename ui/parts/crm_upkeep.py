"""Keeping the CRM current as a promise of one team to the other: one step, ready to be changed and agreed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from joint_plan.base.texts import N_, _
from joint_plan.plan.record import key_of
from joint_plan.plan.slas import Sla

if TYPE_CHECKING:
    from ui.document import Document


def promise_upkeep(document: Document) -> str:
    """Add the SLA, once; its key, or that of the one there is already, or "" if the plan did not take it."""
    obligation = _("keeps every open lead and deal current in the CRM")
    held = next((sla for sla in document.plan.all(Sla) if sla.obligation == obligation), None)
    if held is not None:
        return key_of(held)
    promise = Sla(
        owed_by="sales",
        owed_to="marketing",
        obligation=obligation,
        applies_to=_("every open lead and deal"),
        measure=_("Open records changed in time with all required fields filled in"),
        clock_starts=_("last contact with the customer"),
        clock_stops=_("the record is changed"),
        time_limit=Decimal(2),
        time_limit_unit="day",
        business_hours=True,
        met_share=Decimal("0.95"),
        measured_in="CRM",
    )
    made: list[Sla] = []
    with document.edit(N_("Make CRM upkeep an SLA")) as edit:
        made.append(edit.add(promise))
    return key_of(made[0]) if made and document.plan.find(key_of(made[0])) is not None else ""
