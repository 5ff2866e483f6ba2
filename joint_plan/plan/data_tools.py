"""Data and tools: one system of record for each thing, and which tools stay, connect, go or come."""

from dataclasses import dataclass

from joint_plan.base.texts import N_
from joint_plan.plan.fields import choice, flag, ref, text
from joint_plan.plan.record import Record, record

SYNCS = (
    ("none", N_("Not at all")),
    ("manual", N_("By hand")),
    ("one_way", N_("One way")),
    ("two_way", N_("Both ways")),
)
TOOL_DECISIONS = (
    ("keep", N_("Keep")),
    ("integrate", N_("Connect")),
    ("retire", N_("Retire")),
    ("add", N_("Add")),
)


@record(section="data", label=N_("Thing"), plural=N_("Where things live"), code="DO", title="object", agreed=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class DataObject(Record):
    """A thing both teams need to know of, with the one system that is right about it."""

    object: str = text(N_("Thing"), material=True, room=True, width=22)
    system_of_record: str = text(N_("System of record"), material=True, room=True, width=22)
    who_sees: str = text(N_("Who sees it"), room=True, width=20)
    who_edits: str = text(N_("Who edits it"), room=True, width=20)
    sync: str = choice(N_("Kept in step"), SYNCS, room=True, width=12)
    gap: str = text(N_("Gap"), room=True, lines=True, prompt=N_("What is missing today?"), width=30)


@record(section="data", label=N_("Tool"), plural=N_("Tools"), code="TL")
@dataclass(frozen=True, slots=True, kw_only=True)
class Tool(Record):
    """A tool, what it is for, the goal it serves, and whether it stays."""

    name: str = text(N_("Tool"), room=True, width=20)
    owner_team: str = ref(N_("Owner"), "Team", room=True, width=14)
    purpose: str = text(N_("Purpose"), room=True, width=30)
    goal: str = ref(N_("Goal it serves"), "Goal", room=True, width=22)
    decision: str = choice(N_("Decision"), TOOL_DECISIONS, room=True, width=10)
    dashboard: bool = flag(N_("The one dashboard"), help=N_("Where both teams read the same figures"), width=10)
    connected_to: str = text(N_("Connected to"), width=20)
