"""Session: why the teams meet, who is there, by which rules, in which order."""

import datetime as dt
from dataclasses import dataclass

from joint_plan.base.texts import N_
from joint_plan.plan.fields import choice, clock, flag, month, picture, ref, several, text, whole
from joint_plan.plan.record import Record, record
from joint_plan.plan.sections import SECTION_CHOICES

REVENUE_BASIS = (("bookings", N_("Bookings")), ("new_arr", N_("New ARR")))
MODES = (
    ("plenary", N_("All together")),
    ("own_team", N_("Each team by itself")),
    ("mixed_tables", N_("Mixed tables")),
    ("break", N_("Break")),
)


@record(section="session", label=N_("Plan"), plural=N_("Plan"), title="title", single=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Record):
    """The plan itself; there is exactly one, with the id "plan"."""

    title: str = text(N_("Title of the plan"), room=True, width=30)
    company: str = text(N_("Company"), room=True, width=24)
    why: str = text(N_("Why we are here"), room=True, lines=True, prompt=N_("What is it costing us today?"), width=40)
    one_number: str = text(N_("The one number"), room=True, prompt=N_("Which number should move?"), width=30)
    period_start: dt.date | None = month(N_("First month"), room=True)
    months: int | None = whole(N_("Months"), least=3, most=24, default=12, required=True, room=True, width=8)
    currency: str = text(N_("Currency"), default="EUR", room=True, help=N_("Three letters, such as EUR"), width=8)
    fiscal_year_first_month: int | None = whole(N_("Fiscal year starts in month"), least=1, most=12, default=1, width=8)
    language: str = text(N_("Language of the plan"), default="en", help=N_("Two letters, such as en"), width=8)
    revenue_basis: str = choice(N_("Revenue counts as"), REVENUE_BASIS, default="bookings")
    facilitator: str = text(N_("Facilitator"))
    sponsor: str = text(N_("Sponsor"))
    sponsor_commitment: str = text(N_("What the sponsor commits to"), lines=True, width=40)
    logo: str = picture(N_("Logo"), help=N_("PNG or JPEG, printed on every paper"), paper_width=0)
    hidden_sections: tuple[str, ...] = several(
        N_("Sections left out"), SECTION_CHOICES, help=N_("Neither counted nor printed"), width=24
    )


@record(section="session", label=N_("Team"), plural=N_("Teams"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Team(Record):
    """A team that may lead, own, owe and be owed. `marketing` and `sales` are the core teams, whatever their names."""

    name: str = text(N_("Team"), room=True, width=20)
    short_name: str = text(N_("Short name"), room=True, width=10)
    core: bool = flag(N_("Core team"), width=8)
    must_agree: bool = flag(N_("Must agree"), room=True, width=8)


@record(section="session", label=N_("Participant"), plural=N_("People"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Record):
    """Somebody who takes part, in the room or by signing."""

    name: str = text(N_("Name"), room=True, width=20)
    role: str = text(N_("Role"), room=True, width=22)
    team: str = ref(N_("Team"), "Team", room=True, width=14)
    decides: bool = flag(N_("Decides"), room=True, width=8)
    signs: bool = flag(N_("Signs"), room=True, width=8)
    present: bool = flag(N_("Present now"), room=True, width=8)
    email: str = text(N_("E-mail"), private=True, width=22, paper_width=0)


@record(section="session", label=N_("Ground rule"), plural=N_("Ground rules"), title="rule")
@dataclass(frozen=True, slots=True, kw_only=True)
class GroundRule(Record):
    """How the teams treat each other in the room."""

    rule: str = text(N_("Ground rule"), room=True, width=60)


@record(section="session", label=N_("Agenda block"), plural=N_("Agenda"), title="title")
@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaBlock(Record):
    """A stretch of the day. Start times are derived from the blocks before, never stored; a pinned start stays."""

    section: str = choice(N_("Section"), SECTION_CHOICES, room=True, width=16)
    title: str = text(N_("Block"), room=True, width=26)
    minutes: int | None = whole(N_("Minutes"), least=0, most=600, room=True, width=8)
    pinned_start: dt.time | None = clock(N_("Starts at, fixed"), room=True, width=10)
    mode: str = choice(N_("How"), MODES, default="plenary", room=True)
    groups: str = text(N_("Groups"))
    instruction: str = text(N_("Task"), lines=True, width=40)
    output: str = text(N_("What it produces"), width=30)
