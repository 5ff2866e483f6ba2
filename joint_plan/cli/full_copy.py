"""The facilitator's full copy of a plan as JSON: every record, and every figure and state that follows from them."""

from joint_plan.base.texts import _
from joint_plan.plan.jsonform import records_json
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Json
from joint_plan.rules.funnel import funnel, funnel_json
from joint_plan.rules.standing import Standing, standings


def full_copy(snapshot: Snapshot) -> Json:
    """`{"notice", "records", "derived": {"funnel", "agreement"}}`; `build` reads the records and ignores the rest."""
    return {
        "notice": _("The facilitator's full copy: private notes, e-mails and blind answers are in it."),
        "records": records_json(snapshot),
        "derived": {
            "funnel": funnel_json(funnel(snapshot)),
            "agreement": {key: _standing(found) for key, found in standings(snapshot).items()},
        },
    }


def _standing(found: Standing) -> dict[str, Json]:
    stances: dict[str, Json] = {
        team: None if assent is None else assent.stance for team, assent in found.stances.items()
    }
    return {
        "state": str(found.state),
        "stances": stances,
        "waiting_for": list(found.waiting_for),
        "parked": None if found.parked is None else found.parked.id,
        "basis_changed": [
            {"key": change.key, "before": change.before or None, "after": change.after or None}
            for change in found.basis_changed
        ],
    }
