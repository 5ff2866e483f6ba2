"""What is remembered of answers that came on sheets and forms: how many said what, and whose were counted."""

from collections.abc import Mapping
from dataclasses import dataclass

from joint_plan.base.texts import N_
from joint_plan.plan import fields
from joint_plan.plan.record import Record, record


@record(
    section="landscape", label=N_("Answers taken in"), plural=N_("Answers taken in"), title="question", private=True
)
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersTaken(Record):
    """One team's answers to one question so far, so that the next sheet adds to them and the same one does not.

    Nobody's single answer is kept: `counts` says how many gave each, `respondents` holds marks that name nobody and
    stand beside no answer.
    """

    item: str = fields.any_ref(N_("About"))
    question: str = fields.text(N_("Question"), help=N_("The field asked for; of needs and ideas the kind of record"))
    team: str = fields.ref(N_("Team"), "Team", on_delete="cascade", required=True)
    counts: Mapping[str, str] | None = fields.basis(N_("How many gave each answer"))
    respondents: str = fields.document(N_("Marks of those counted"))
