"""One language: words with a test that anyone can apply, what makes a good lead, why leads go back."""

from dataclasses import dataclass

from joint_plan.base.texts import N_
from joint_plan.plan.fields import choice, choice_pair, flag, ref, text, text_pair, whole
from joint_plan.plan.record import Record, record
from joint_plan.plan.values import Pair

CRITERION_KINDS = (("fit", N_("Fit")), ("intent", N_("Intent")), ("disqualifier", N_("Disqualifier")))
GOES_TO = (("nurture", N_("Back to nurture")), ("other_team", N_("The other team")), ("closed", N_("Closed")))
COUNTS = (("yes", N_("Yes")), ("no", N_("No")))


@record(section="language", label=N_("Term"), plural=N_("Terms"), code="T", title="term", agreed=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Record):
    """A word both teams use: what each team means by it, and what they agree that it means."""

    term: str = text(N_("Term"), material=True, room=True, width=16)
    definition: Pair[str] = text_pair(N_("In each team's own words"), room=True, width=28)
    agreed_definition: str = text(
        N_("What we agree it means"),
        material=True,
        room=True,
        lines=True,
        prompt=N_("One sentence that both teams say the same way"),
        width=34,
    )
    test: str = text(
        N_("Test anyone can apply"),
        material=True,
        room=True,
        lines=True,
        prompt=N_("How would a stranger check one record?"),
        width=30,
    )
    examples: str = text(N_("Examples"), room=True, lines=True, width=26)
    counter_examples: str = text(N_("Counter-examples"), room=True, lines=True, width=26)


@record(section="language", label=N_("Real lead"), plural=N_("Definition test"), code="RL", title="description")
@dataclass(frozen=True, slots=True, kw_only=True)
class RealLead(Record):
    """A real record that both teams sort blind by a term: do they come to the same answer?"""

    term: str = ref(N_("Term"), "Term", on_delete="cascade", room=True, width=16)
    description: str = text(N_("Real lead"), room=True, lines=True, prompt=N_("Describe it without its name"), width=34)
    verdict: Pair[str] = choice_pair(N_("Counts?"), COUNTS, room=True, width=12)
    learned: str = text(N_("What we learned"), room=True, lines=True, width=26)


@record(
    section="language",
    label=N_("Lead criterion"),
    plural=N_("Lead criteria"),
    code="LC",
    title="criterion",
    agreed=True,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class LeadCriterion(Record):
    """What makes a lead worth a call: points when it is true, or a reason to stop."""

    criterion: str = text(N_("Criterion"), material=True, room=True, width=24)
    kind: str = choice(N_("Kind"), CRITERION_KINDS, default="fit", material=True, room=True, width=12)
    condition: str = text(
        N_("True when"), material=True, room=True, prompt=N_("Which value in which field makes it true?"), width=30
    )
    weight: int | None = whole(N_("Points"), least=0, most=100, material=True, room=True, width=8)
    must_have: bool = flag(N_("Must have"), material=True, room=True, width=8)
    evidence_field: str = text(N_("Read from"), help=N_("The field or system where it is seen"), width=20)


@record(section="language", label=N_("Passing mark"), plural=N_("Passing marks"), code="PM", title="name", agreed=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class PassingMark(Record):
    """From how many points on a lead counts as something, such as an MQL."""

    name: str = text(N_("Counts as"), material=True, room=True, width=18)
    points: int | None = whole(N_("From points"), least=0, most=10_000, material=True, room=True, width=10)


@record(
    section="language", label=N_("Reject reason"), plural=N_("Reject reasons"), code="RR", title="reason", agreed=True
)
@dataclass(frozen=True, slots=True, kw_only=True)
class RejectReason(Record):
    """Why a lead may be sent back, and what becomes of it then."""

    reason: str = text(N_("Reason"), material=True, room=True, width=24)
    test: str = text(N_("Test"), material=True, room=True, lines=True, width=28)
    goes_to: str = choice(N_("Goes to"), GOES_TO, material=True, room=True, width=14)
    retry_after_days: int | None = whole(
        N_("Try again after days"), least=0, most=1000, material=True, room=True, width=10
    )
    answered_within_days: int | None = whole(
        N_("Answered within days"), least=0, most=365, material=True, room=True, width=10
    )
