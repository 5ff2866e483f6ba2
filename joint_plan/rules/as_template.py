"""A plan as a template for the next client: structure and words stay, company, people, figures and stances go.

The keep list says which fields of which records stay; everything that is not on it goes, also what is declared later.
"""

from collections.abc import Mapping

from joint_plan.plan.jsonform import records_json
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Json

KEPT: Mapping[str, frozenset[str]] = {
    "Plan": frozenset(
        {"months", "currency", "language", "hidden_sections", "fiscal_year_first_month", "revenue_basis"}
    ),
    "GroundRule": frozenset({"rule"}),
    "AgendaBlock": frozenset(
        {"section", "title", "minutes", "pinned_start", "mode", "groups", "instruction", "output"}
    ),
    "Statement": frozenset({"dimension", "text"}),
    "Term": frozenset({"term", "agreed_definition", "test"}),
    "LeadCriterion": frozenset({"criterion", "kind", "condition", "weight", "must_have"}),
    "PassingMark": frozenset({"name", "points"}),
    "RejectReason": frozenset({"reason", "test", "goes_to", "retry_after_days", "answered_within_days"}),
    "FunnelStage": frozenset({"name"}),
    "Meeting": frozenset({"name", "frequency", "weekday", "minutes", "agenda", "inputs", "outputs"}),
    "FeedbackRule": frozenset({"what", "channel", "answer_within", "answer_unit", "escalation"}),
    "Transparency": frozenset({"what", "how_often"}),
    "CreditRule": frozenset({"rule", "kind"}),
}
"""Fields that stay, by record type; of all other types nothing stays."""


def template_json(snapshot: Snapshot, title: str) -> Json:
    """The template that a plan makes, as `rules.starting_plan` reads templates. `title` is what people choose it by."""
    records: dict[str, Json] = {}
    for name, rows in records_json(snapshot).items():
        kept = KEPT.get(name)
        if kept is None or not isinstance(rows, list):
            continue
        records[name] = [
            {key: value for key, value in row.items() if key in kept or key == "id"}
            for row in rows
            if isinstance(row, dict)
        ]
    return {"notice": title, "records": records}
