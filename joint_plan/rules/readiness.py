"""What a facilitator would be sorry to find missing in front of the room (product.md, "In the room")."""

from collections.abc import Iterable
from dataclasses import dataclass

from joint_plan.base.texts import _, ngettext
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.funnel import Segment
from joint_plan.plan.landscape import Statement
from joint_plan.plan.record import key_of
from joint_plan.plan.session import AgendaBlock, Participant
from joint_plan.plan.slas import WorkCalendar
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.agenda import starts
from joint_plan.rules.funnel import funnel
from joint_plan.rules.names import named, team_name
from joint_plan.rules.standing import visible_sections


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to see to before the day: in words, and where: an item (`Type:id`) or a section's key."""

    text: str
    place: str


def missing_inputs(view: PlanView) -> tuple[Missing, ...]:
    """What is missing, in the order of the walk; empty when all is there."""
    visible = {section.key for section in visible_sections(view)}
    found: list[Missing] = []
    for section, rule in (
        ("session", _plan),
        ("session", _people),
        ("session", _agenda),
        ("landscape", _statements),
        ("goals", _figures),
        ("slas", _hours),
    ):
        if section == "session" or section in visible:
            found += (Missing(text, place or section) for text, place in rule(view))
    return tuple(found)


Found = Iterable[tuple[str, str]]


def _plan(view: PlanView) -> Found:
    plan = view.plan
    if not plan.title:
        yield _("The plan has no title."), ""
    if not plan.company:
        yield _("The company is not named."), ""
    if plan.period_start is None:
        yield _("The plan's first month is not set."), ""
    if not plan.one_number:
        yield _("The one number that should move is open."), ""
    if plan.sponsor and not plan.sponsor_commitment:
        yield _("The sponsor has not said what they commit to."), ""


def _people(view: PlanView) -> Found:
    people = view.all(Participant)
    if not people:
        yield _("Nobody is on the list of people."), ""
        return
    for person in people:
        if not person.team:
            yield _("{name} belongs to no team.").format(name=person.name or _("Somebody")), key_of(person)
    for team in TEAMS:
        own = [person for person in people if person.team == team]
        name = team_name(view, team)
        if not own:
            yield _("Nobody from {team} is on the list.").format(team=name), ""
        elif not any(person.decides for person in own):
            yield _("Nobody decides for {team}.").format(team=name), key_of(own[0])
        if own and not any(person.signs for person in own):
            yield _("Nobody signs for {team}.").format(team=name), key_of(own[0])


def _agenda(view: PlanView) -> Found:
    blocks = view.all(AgendaBlock)
    if not blocks:
        yield _("There is no agenda."), ""
        return
    planned = starts(view)
    if planned[blocks[0].id].time is None:
        yield _("The first block of the agenda has no start."), key_of(blocks[0])
    for block in blocks:
        over = planned[block.id].overrun
        if over:
            words = ngettext("{count} minute runs into “{block}”.", "{count} minutes run into “{block}”.", over)
            yield words.format(count=over, block=named(block)), key_of(block)
        if not block.minutes:
            yield _("“{block}” has no length.").format(block=named(block)), key_of(block)


def _statements(view: PlanView) -> Found:
    if not view.all(Statement):
        yield _("There are no statements to score."), ""


def _figures(view: PlanView) -> Found:
    if not any(segment.revenue_target for segment in view.all(Segment)):
        yield _("No segment has a revenue target."), ""
    problems = len(funnel(view).problems)
    if problems:
        words = ngettext(
            "{count} problem in the funnel's figures.", "{count} problems in the funnel's figures.", problems
        )
        yield words.format(count=problems), ""


def _hours(view: PlanView) -> Found:
    if not view.all(WorkCalendar):
        yield _("Working hours are not set; SLAs in business hours need them."), ""
