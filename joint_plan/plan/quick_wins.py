"""Quick wins: ideas, votes and scores of both teams, and the few that are picked."""

import datetime as dt
from dataclasses import dataclass

from joint_plan.base.texts import N_
from joint_plan.plan.fields import any_ref, choice, day, dots_pair, flag, ref, text, whole_pair
from joint_plan.plan.record import Record, record
from joint_plan.plan.values import Pair

STATUS = (("open", N_("Open")), ("started", N_("Started")), ("done", N_("Done")), ("stopped", N_("Stopped")))


@record(
    section="quick_wins",
    label=N_("Quick win"),
    plural=N_("Quick wins"),
    code="QW",
    title="title",
    agreed=lambda quick_win: quick_win.picked,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class QuickWin(Record):
    """An idea for the next 30 days; agreed once it is picked."""

    title: str = text(N_("Quick win"), material=True, room=True, prompt=N_("What would you do?"), width=30)
    problem: str = text(N_("Problem"), lines=True, width=26)
    expected_effect: str = text(N_("Expected effect"), material=True, room=True, lines=True, width=26)
    serves: str = any_ref(N_("Goal or SLA served"), width=14)
    impact: Pair[int] = whole_pair(N_("Impact, 1 to 5"), 1, 5, width=8)
    effort: Pair[int] = whole_pair(N_("Effort, 1 to 5"), 1, 5, width=8)
    votes: Pair[int] = dots_pair(
        N_("Votes"), 999, help=N_("A number, the dots themselves, or what each gave: 2 1 3"), width=8
    )
    picked: bool = flag(N_("Picked"), room=True, width=8)
    marketing_owner: str = ref(N_("Owner in Marketing"), "Participant", material=True, room=True)
    sales_owner: str = ref(N_("Owner in Sales"), "Participant", material=True, room=True)
    first_step: str = text(N_("First step"), material=True, room=True, width=26)
    due: dt.date | None = day(N_("Due"), material=True, room=True, width=12)
    done_when: str = text(N_("Done when"), width=26)
    status: str = choice(N_("Status"), STATUS, default="open", width=10)
    merged_into: str = ref(N_("Merged into"), "QuickWin")
