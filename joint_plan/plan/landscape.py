"""Where we stand: what each team scores blind, who the teams are, what they need of each other, hits and misses."""

import datetime as dt
from dataclasses import dataclass

from joint_plan.base.texts import N_
from joint_plan.plan import fields
from joint_plan.plan.record import Record, record
from joint_plan.plan.values import Pair, Tally

PROFILE_KINDS = (
    ("motivation", N_("What drives us")),
    ("accountability", N_("What we answer for")),
    ("constraint", N_("What holds us back")),
    ("capability", N_("What we are good at")),
    ("measured_on", N_("Measured on")),
    ("paid_on", N_("Paid on")),
)
SEEN_BY = (("room", N_("Both teams")), ("private", N_("Only the facilitator")))
ANSWERS = (("yes", N_("Yes")), ("no", N_("No")), ("later", N_("Later")))
VERDICTS = (("hit", N_("Hit")), ("partly", N_("Partly")), ("miss", N_("Miss")))

LEAST_SCORE, MOST_SCORE = 1, 5
"""From "never true" to "always true"."""


@record(section="landscape", label=N_("Statement"), plural=N_("Statements"), code="ST", title="text")
@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Record):
    """One sentence on how the teams work together, scored by both blind: each person shows 1 to 5."""

    dimension: str = fields.text(N_("Dimension"), room=True, width=18)
    text: str = fields.text(N_("Statement"), room=True, prompt=N_("What would be true if it went well?"), width=40)
    score: Pair[Tally] = fields.tally_pair(
        N_("Score, 1 to 5"), LEAST_SCORE, MOST_SCORE, room=True, help=N_("1 never true, 5 always true"), width=10
    )
    evidence: str = fields.text(N_("Evidence"), lines=True, prompt=N_("What did you see last month?"), width=30)
    agreed_score: int | None = fields.whole(N_("Now"), least=LEAST_SCORE, most=MOST_SCORE, room=True, width=8)
    target_score: int | None = fields.whole(N_("Target"), least=LEAST_SCORE, most=MOST_SCORE, room=True, width=8)


@record(
    section="landscape",
    label=N_("Profile entry"),
    plural=N_("Team profiles"),
    title="text",
    private_when="is_private",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileEntry(Record):
    """One thing a team says of itself. What people are paid on is the facilitator's alone unless they show it."""

    team: str = fields.ref(N_("Team"), "Team", on_delete="cascade", required=True, room=True, width=14)
    kind: str = fields.choice(N_("About"), PROFILE_KINDS, default="motivation", room=True, width=18)
    text: str = fields.text(N_("What they say"), room=True, width=40)
    heard_back: bool = fields.flag(
        N_("Heard back"), room=True, help=N_("The other team has said it back in its own words"), width=8
    )
    seen_by: str = fields.choice(
        N_("Seen by"), SEEN_BY, help=N_("Empty: both teams, but what they are paid on only the facilitator"), width=14
    )

    @property
    def is_private(self) -> bool:
        """Whether it is the facilitator's alone."""
        return self.seen_by == "private" or (self.kind == "paid_on" and self.seen_by != "room")


@record(section="landscape", label=N_("Need"), plural=N_("Needs and offers"), code="N", title="need")
@dataclass(frozen=True, slots=True, kw_only=True)
class Need(Record):
    """What a team needs of another or of the sponsor, and the answer to it."""

    team: str = fields.ref(N_("Needed by"), "Team", room=True, width=14)
    need: str = fields.text(N_("Need"), room=True, lines=True, prompt=N_("What would help you succeed?"), width=34)
    asked_of: str = fields.ref(N_("Asked of"), "Team", room=True, width=14)
    of_sponsor: bool = fields.flag(N_("Of the sponsor"), room=True, width=8)
    priority: int | None = fields.whole(
        N_("Priority"), least=1, most=5, room=True, help=N_("1 to 5, 5 is the most urgent"), width=8
    )
    answer: str = fields.choice(N_("Answer"), ANSWERS, room=True, width=8)
    offer: str = fields.text(N_("What is offered"), lines=True, width=30)
    by_when: dt.date | None = fields.day(N_("By when"), room=True, width=12)


@record(section="landscape", label=N_("Hit or miss"), plural=N_("Hits and misses"), code="HM", title="topic")
@dataclass(frozen=True, slots=True, kw_only=True)
class Retrospect(Record):
    """How something went. A team names only its own part in it, never the other's."""

    topic: str = fields.text(N_("What we tried"), room=True, width=30)
    verdict: str = fields.choice(N_("Verdict"), VERDICTS, room=True, width=8)
    evidence: str = fields.text(N_("Evidence"), room=True, lines=True, width=28)
    marketing_part: str = fields.text(
        N_("Marketing's own part"), room=True, lines=True, prompt=N_("Said by Marketing only"), width=28
    )
    sales_part: str = fields.text(
        N_("Sales' own part"), room=True, lines=True, prompt=N_("Said by Sales only"), width=28
    )
