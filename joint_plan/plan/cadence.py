"""Working rhythm: when the teams meet, how they tell each other what works, who may contact whom, who gets credit."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from joint_plan.base.texts import N_
from joint_plan.plan.choices import TIME_UNITS, WEEKDAYS
from joint_plan.plan.fields import any_ref, choice, clock, day, number, ref, text, whole
from joint_plan.plan.record import Record, record

FREQUENCIES = (
    ("daily", N_("Every working day")),
    ("weekly", N_("Every week")),
    ("biweekly", N_("Every second week")),
    ("monthly", N_("Every month")),
    ("quarterly", N_("Every quarter")),
)
CREDIT_KINDS = (("credit", N_("Credit")), ("loss", N_("After a loss")))


@record(section="cadence", label=N_("Meeting"), plural=N_("Meetings"), code="MT", agreed=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """A meeting of both teams that comes again and again."""

    name: str = text(N_("Meeting"), material=True, room=True, width=26)
    frequency: str = choice(N_("How often"), FREQUENCIES, default="biweekly", material=True, room=True, width=16)
    weekday: str = choice(N_("Day"), WEEKDAYS, room=True, width=12)
    starts: dt.time | None = clock(N_("Starts at"), width=8)
    minutes: int | None = whole(N_("Minutes"), least=5, most=600, room=True, width=8)
    chair: str = text(N_("Chair"), material=True, room=True, prompt=N_("Who leads it, and who next time?"), width=22)
    who: str = text(N_("Who comes"), room=True, lines=True, width=24)
    agenda: str = text(N_("Agenda"), room=True, lines=True, width=34)
    inputs: str = text(N_("What is prepared"), lines=True, width=26)
    outputs: str = text(N_("What comes out of it"), lines=True, width=26)
    first_on: dt.date | None = day(N_("First on"), width=12)


@record(section="cadence", label=N_("Feedback rule"), plural=N_("Feedback rules"), code="FB", title="what", agreed=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackRule(Record):
    """What the teams tell each other, where, how soon it is answered, and what if it is not."""

    what: str = text(N_("What is told"), material=True, room=True, width=30)
    channel: str = text(N_("Where"), material=True, room=True, width=20)
    answer_within: Decimal | None = number(
        N_("Answer within"), least=0, material=True, room=True, unit="answer_unit", width=8
    )
    answer_unit: str = choice(N_("Unit of the answer"), TIME_UNITS, default="day", material=True, width=10)
    escalation: str = text(N_("If nobody answers"), material=True, room=True, width=28)


@record(
    section="cadence",
    label=N_("Contact rule"),
    plural=N_("Contact rules"),
    code="CO",
    title="who_may_contact",
    agreed=True,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRule(Record):
    """Who may write to or call a customer at a stage, so that nobody is contacted twice."""

    stage: str = ref(N_("Stage"), "Stage", material=True, room=True, width=18)
    who_may_contact: str = text(N_("Who may contact"), material=True, room=True, width=26)
    max_touches_per_week: int | None = whole(N_("Most a week"), least=0, most=100, material=True, room=True, width=10)
    pause_rule: str = text(
        N_("Pause when"), material=True, room=True, prompt=N_("What stops the other team's messages?"), width=30
    )


@record(section="cadence", label=N_("Shared openly"), plural=N_("What is shared"), code="TR", title="what")
@dataclass(frozen=True, slots=True, kw_only=True)
class Transparency(Record):
    """What one team shows the other without being asked."""

    what: str = text(N_("What is shared"), room=True, width=30)
    by_team: str = ref(N_("By"), "Team", room=True, width=14)
    to_whom: str = text(N_("To whom"), room=True, width=20)
    where: str = text(N_("Where"), room=True, width=20)
    how_often: str = text(N_("How often"), room=True, width=16)


@record(
    section="cadence", label=N_("Credit rule"), plural=N_("Credit and loss rules"), code="CR", title="rule", agreed=True
)
@dataclass(frozen=True, slots=True, kw_only=True)
class CreditRule(Record):
    """How wins are shared and losses are looked at, without blame."""

    rule: str = text(N_("Rule"), material=True, room=True, lines=True, width=50)
    kind: str = choice(N_("About"), CREDIT_KINDS, default="credit", room=True, width=12)


@record(section="cadence", label=N_("Insight"), plural=N_("Insights from sales calls"), code="I", title="heard")
@dataclass(frozen=True, slots=True, kw_only=True)
class Insight(Record):
    """Something customers said, how often it was heard, and where it was used."""

    heard: str = text(N_("Heard"), room=True, lines=True, prompt=N_("In the customer's words"), width=40)
    segment: str = ref(N_("Segment"), "Segment", room=True, width=16)
    times: int | None = whole(N_("Times heard"), least=0, most=100_000, room=True, width=8)
    used_in: str = text(N_("Used in"), room=True, width=26)
    item: str = any_ref(N_("Came up at"), width=16)
