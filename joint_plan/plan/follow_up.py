"""Follow-up: what really happened, looked at together: actuals, check-ins, wins, losses.

None of it is part of a version: it grows after one is made.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from joint_plan.base.texts import N_
from joint_plan.plan.fields import any_ref, day, money, month, number, ref, text
from joint_plan.plan.record import Record, record


@record(section="follow_up", label=N_("Actual"), plural=N_("Actuals"), title="")
@dataclass(frozen=True, slots=True, kw_only=True)
class Actual(Record):
    """What was measured of a metric, an SLA or a funnel stage, in a month or in the week of `week`.

    The value is in the unit of what is measured: of an SLA with a share to be met, percent as 0 to 100.
    """

    item: str = any_ref(
        N_("Measured"), required=True, room=True, help=N_("A metric, an SLA or a funnel stage"), width=24
    )
    month: dt.date | None = month(N_("Month"), room=True, width=12)
    week: dt.date | None = day(N_("Week of"), room=True, help=N_("A day of the week that was measured"), width=12)
    value: Decimal | None = number(N_("Actual"), room=True, width=12)
    comment: str = text(N_("Why, and what we change"), room=True, lines=True, width=34)


@record(section="follow_up", label=N_("Check-in"), plural=N_("Check-ins"), code="CI", title="date")
@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn(Record):
    """A review of the plan by both teams."""

    date: dt.date | None = day(N_("Date"), room=True, width=12)
    who: str = text(N_("Who was there"), room=True, lines=True, width=24)
    hits: str = text(N_("Hits"), room=True, lines=True, prompt=N_("What worked?"), width=34)
    misses: str = text(
        N_("Misses"), room=True, lines=True, prompt=N_("What did not, and what is our own part?"), width=34
    )
    decisions: str = text(N_("Decisions"), room=True, lines=True, prompt=N_("What do we change?"), width=34)


@record(section="follow_up", label=N_("Win"), plural=N_("Wins"), code="W", title="account")
@dataclass(frozen=True, slots=True, kw_only=True)
class Win(Record):
    """A deal won together: it belongs to everybody who had a part in it, so both core teams' parts are said."""

    date: dt.date | None = day(N_("Date"), room=True, width=12)
    account: str = text(N_("Account"), room=True, required=True, width=22)
    amount: Decimal | None = money(N_("Amount"), room=True, width=14)
    marketing_part: str = text(N_("Marketing's part"), room=True, required=True, lines=True, width=30)
    sales_part: str = text(N_("Sales' part"), room=True, required=True, lines=True, width=30)
    others_part: str = text(N_("Others' part"), room=True, lines=True, width=26)
    celebrated_where: str = text(N_("Celebrated where"), room=True, width=22)


@record(section="follow_up", label=N_("Loss"), plural=N_("Losses"), code="L", title="account")
@dataclass(frozen=True, slots=True, kw_only=True)
class Loss(Record):
    """A deal lost, looked at without blame: each core team says what it could have done better."""

    date: dt.date | None = day(N_("Date"), width=12)
    account: str = text(N_("Account"), room=True, required=True, width=22)
    amount: Decimal | None = money(N_("Amount"), room=True, width=14)
    stage: str = ref(N_("Lost at"), "Stage", room=True, width=18)
    reason: str = text(N_("Reason"), room=True, width=24)
    buyer_evidence: str = text(
        N_("Buyer's evidence"), lines=True, prompt=N_("What did the buyer say, in their words?"), width=28
    )
    marketing_could_do_better: str = text(
        N_("Marketing could do better"), room=True, required=True, lines=True, width=30
    )
    sales_could_do_better: str = text(N_("Sales could do better"), room=True, required=True, lines=True, width=30)
    change_made: str = text(N_("Change made"), room=True, lines=True, width=28)
