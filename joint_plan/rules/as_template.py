"""A plan as a template for the next client: structure and words stay, company, people, figures and stances go.

The keep list says which fields of which records stay; everything that is not on it goes, also what is declared later.
Of what stays, a text in which somebody of this client is named goes too.
"""

import re
from collections.abc import Mapping

from joint_plan.plan.jsonform import records_json
from joint_plan.plan.session import Participant
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
    names = _names(snapshot)
    records: dict[str, Json] = {}
    for name, rows in records_json(snapshot).items():
        kept = KEPT.get(name)
        if kept is None or not isinstance(rows, list):
            continue
        records[name] = [
            {key: value for key, value in row.items() if key == "id" or (key in kept and not _names_one(value, names))}
            for row in rows
            if isinstance(row, dict)
        ]
    return {"notice": title, "records": records}


def _names(snapshot: Snapshot) -> frozenset[str]:
    """The words by which this client's company and people are called."""
    plan = snapshot.plan
    called = [plan.company, plan.sponsor, plan.facilitator, *(person.name for person in snapshot.all(Participant))]
    return frozenset(word.casefold() for words in called for word in re.findall(r"\w{3,}", words))


def _names_one(value: Json, names: frozenset[str]) -> bool:
    words = re.findall(r"\w+", value.casefold()) if isinstance(value, str) else []
    return not names.isdisjoint(words)
