"""What the wall can show of a section: one subject at a time, in order. Pure: no Qt, no painting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from joint_plan.base.texts import _
from joint_plan.plan import sections
from joint_plan.plan.agreement import Decision, LeadershipAsk, ParkingItem
from joint_plan.plan.cadence import ContactRule, CreditRule, FeedbackRule, Insight, Meeting, Transparency
from joint_plan.plan.data_tools import DataObject, Tool
from joint_plan.plan.follow_up import Actual, CheckIn, Loss, Win
from joint_plan.plan.funnel import FunnelStage
from joint_plan.plan.goals import Goal, Initiative, Metric, Report
from joint_plan.plan.journey import Stage, Touchpoint
from joint_plan.plan.landscape import PROFILE_KINDS, Need, ProfileEntry, Retrospect
from joint_plan.plan.language import LeadCriterion, PassingMark, RealLead, RejectReason, Term
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import Record, key_of, spec_of
from joint_plan.plan.session import AgendaBlock, GroundRule, Participant
from joint_plan.plan.slas import Sla, SlaLevel, WorkCalendar
from joint_plan.rules.landscape import dimensions
from joint_plan.rules.names import team_name
from ui.parts.swimlane_content import board_lanes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from joint_plan.rules.public import PublicPlan


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing to look at.

    Attributes:
        kind: which page shows it.
        key: the record it is about, `Type:id`; "" where it is about several.
        group: what it stands under in the overview.
        about: what else the page has to know: a kind of profile, a lane.
        team: the team whose group it is; "" for none.
    """

    kind: str
    key: str = ""
    group: str = ""
    about: str = ""
    team: str = ""

    @property
    def name(self) -> str:
        """What the subject is asked for by: its record, or kind and matter of one that is about several."""
        return self.key or f"@{self.kind}:{self.about}"


_GENERIC: dict[str, tuple[type[Record], ...]] = {
    "landscape": (Need, Retrospect),
    "language": (RealLead, LeadCriterion, PassingMark, RejectReason),
    "goals": (Initiative, Metric, Report),
    "slas": (WorkCalendar,),
    "cadence": (Meeting, FeedbackRule, ContactRule, Transparency, CreditRule, Insight),
    "data": (DataObject, Tool),
    "agreement": (ParkingItem, Decision, LeadershipAsk),
    "follow_up": (CheckIn, Win, Loss),
}
"""Record types whose page is made from their fields for the room, behind the section's own pages."""


def subjects(public: PublicPlan, section: str) -> tuple[Subject, ...]:
    """The subjects of a section in the order in which they are shown; at least one."""
    found = [*_own(public, section), *_generic(public, section)]
    return tuple(found) or (Subject("empty", group=_(sections.section(section).title)),)


def _generic(public: PublicPlan, section: str) -> Iterator[Subject]:
    for record_type in _GENERIC.get(section, ()):
        plural = _(spec_of(record_type).plural)
        for item in public.all(record_type):
            yield Subject("record", key_of(item), plural)


def _own(public: PublicPlan, section: str) -> Iterator[Subject]:
    make = {
        "session": _session,
        "landscape": _landscape,
        "language": _language,
        "journey": _journey,
        "goals": _goals,
        "slas": _slas,
        "quick_wins": _quick_wins,
        "agreement": _agreement,
        "follow_up": _follow_up,
    }.get(section)
    return make(public) if make is not None else iter(())


def _session(public: PublicPlan) -> Iterator[Subject]:
    yield Subject("why", "Plan:plan", _("Why we are here"))
    if public.all(GroundRule):
        yield Subject("rules", group=_("Ground rules"))
    if public.all(Participant):
        yield Subject("people", group=_("People"))
    if public.all(AgendaBlock):
        yield Subject("agenda", group=_("Agenda"))


def _landscape(public: PublicPlan) -> Iterator[Subject]:
    for dimension in dimensions(public):
        for line in dimension.lines:
            yield Subject("statement", key_of(line.item), dimension.name or _("Statements"))
    kinds = {entry.kind for entry in public.all(ProfileEntry)}
    for kind, _label in PROFILE_KINDS:
        if kind in kinds:
            yield Subject("profile", group=_("Team profiles"), about=kind)


def _language(public: PublicPlan) -> Iterator[Subject]:
    for term in public.all(Term):
        yield Subject("term", key_of(term), _("Terms"))


def _journey(public: PublicPlan) -> Iterator[Subject]:
    stages = public.all(Stage)
    for stage in stages:
        yield Subject("stage", key_of(stage), _("Stages"))
    if stages:
        for lane in board_lanes(public):
            yield Subject("lane", group=_("Lanes"), about=lane.key)


def _goals(public: PublicPlan) -> Iterator[Subject]:
    for goal in sorted(public.all(Goal), key=lambda goal: not goal.revenue_goal):
        kind = "revenue" if goal.revenue_goal else "record"
        yield Subject(kind, key_of(goal), _("Goals"))
    if public.all(FunnelStage):
        yield Subject("funnel", group=_("Funnel"))
        for stage in public.all(FunnelStage):
            yield Subject("funnel_stage", key_of(stage), _("Funnel"))


def _slas(public: PublicPlan) -> Iterator[Subject]:
    teams: dict[str, list[Sla]] = {}
    for sla in public.all(Sla):
        teams.setdefault(sla.owed_by, []).append(sla)
    for team, owed in teams.items():
        group = _("{team} owes").format(team=team_name(public, team)) if team else _("SLAs")
        for sla in owed:
            yield Subject("sla", key_of(sla), group, team=team)


def _quick_wins(public: PublicPlan) -> Iterator[Subject]:
    wins = sorted((win for win in public.all(QuickWin) if not win.merged_into), key=lambda win: not win.picked)
    if wins:
        yield Subject("matrix", group=_("Impact and effort"))
    if any(win.picked for win in wins):
        yield Subject("picked", group=_("The next 30 days"))
    for win in wins:
        yield Subject("record", key_of(win), _("Picked") if win.picked else _("Ideas"))


def _agreement(public: PublicPlan) -> Iterator[Subject]:
    yield Subject("counts", group=_("Where we are"))
    yield Subject("open", group=_("Open points"))
    yield Subject("signers", group=_("Who signs"))


def _follow_up(public: PublicPlan) -> Iterator[Subject]:
    yield Subject("scorecard", group=_("Scorecard"))


def place_of(public: PublicPlan, found: tuple[Subject, ...], key: str) -> int | None:
    """Which of the subjects shows the record `Type:id`; `None` where none does."""
    passed: set[str] = set()
    while True:
        direct = next((place for place, subject in enumerate(found) if key and subject.name == key), None)
        if direct is not None:
            return direct
        kind, about, parent = _shown_by(public, key)
        passed.add(key)
        # Two ideas that a file merges into each other lead nowhere.
        if not parent or parent in passed:
            break
        key = parent
    matching = (
        place for place, subject in enumerate(found) if kind and subject.kind == kind and about in {"", subject.about}
    )
    return next(matching, None)


def _shown_by(public: PublicPlan, key: str) -> tuple[str, str, str]:
    """The kind of page, what it is about, or else the record within whose page this one stands."""
    item = public.find(key)
    if isinstance(item, Touchpoint):
        return "", "", f"Stage:{item.stage}"
    if isinstance(item, SlaLevel):
        return "", "", f"Sla:{item.sla}"
    if isinstance(item, QuickWin) and item.merged_into:
        return "", "", f"QuickWin:{item.merged_into}"
    if isinstance(item, ProfileEntry):
        return "profile", item.kind, ""
    if isinstance(item, Actual):
        return "scorecard", "", ""
    kinds = {
        "GroundRule": "rules",
        "Participant": "people",
        "Team": "people",
        "AgendaBlock": "agenda",
        "Signature": "signers",
        "Version": "signers",
        "Rate": "funnel",
        "Segment": "funnel",
        "Source": "funnel",
        "SourceShare": "funnel",
        "MonthWeight": "funnel",
        "InFlight": "funnel",
        "Capacity": "funnel",
        "Scenario": "funnel",
        "ScenarioRate": "funnel",
    }
    return kinds.get(key.partition(":")[0], ""), "", ""


def shown_for(public: PublicPlan, section: str, key: str) -> tuple[tuple[Subject, ...], int]:
    """The subjects to choose from and which one to show for the item in focus on a section's page.

    An item of another section (an SLA on the journey, anything on the page of agreement) has its own page; without
    any, the section's first subject is shown.
    """
    here = subjects(public, section)
    place = place_of(public, here, key) if key else 0
    if place is None:
        kind = key.partition(":")[0]
        owner = spec_of(kind).section if public.find(key) is not None else section
        if owner != section:
            there = subjects(public, owner)
            found = place_of(public, there, key)
            if found is not None:
                return there, found
    return here, place or 0
