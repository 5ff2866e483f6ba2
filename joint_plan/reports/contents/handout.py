"""What a team or a person takes home of the plan: what is owed and got, quick wins, numbers, meetings, words."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.plan.agreement import ParkingItem
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.goals import Goal, Initiative
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import Record, spec_of
from joint_plan.plan.session import Participant, Team
from joint_plan.plan.slas import Sla
from joint_plan.reports.contents.meetings import MeetingLine, meeting_line, meetings_held
from joint_plan.reports.contents.months import MonthlyNumbers, monthly_numbers
from joint_plan.reports.contents.promise import Promise, promises
from joint_plan.reports.contents.words import Word, words_of
from joint_plan.reports.model import ReportModel, TeamMark
from joint_plan.reports.tables import team_mark
from joint_plan.rules.funnel import funnel, month_name
from joint_plan.rules.names import label_of, name_of, shown
from joint_plan.rules.priorities import is_merged
from joint_plan.rules.public import PublicPlan

_OPEN = {"open", "started"}


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody who owns something, and for which team."""

    team: TeamMark
    name: str


@dataclass(frozen=True, slots=True)
class Task:
    """Something with a date and owners. `day` is in words ("24 Nov 2026", "" without a date), `due` exact."""

    code: str
    title: str
    day: str
    due: dt.date | None
    details: tuple[tuple[str, str], ...]
    owners: tuple[Owner, ...]
    state: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A team's part in a goal: the goal, what the team brings, what it can do this month, and until when."""

    code: str
    goal: str
    contribution: str
    this_month: str
    due: str


@dataclass(frozen=True, slots=True)
class Direction:
    """All promises between two teams, one way."""

    heading: str
    team: TeamMark
    promises: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class Handout:
    """What is printed for one team, or (`mine`) for one person. Lists are empty where there is nothing of the kind.

    `teams` are all that take part, to tell their shapes by.
    """

    title: str
    purpose: str
    team: TeamMark | None
    one_number: str
    owes: tuple[Direction, ...]
    gets: tuple[Direction, ...]
    numbers: MonthlyNumbers
    quick_wins: tuple[Task, ...]
    goals: tuple[Share, ...]
    tasks: tuple[Task, ...]
    meetings: tuple[MeetingLine, ...]
    words: tuple[Word, ...]
    teams: tuple[TeamMark, ...]
    mine: bool = False


def teams_taking_part(public: PublicPlan) -> tuple[Team, ...]:
    """The core teams, and every other that has people or owes or is owed something."""
    busy = {person.team for person in public.all(Participant)}
    for promise in promises(public):
        busy |= {mark.id for mark in (promise.owed_by, promise.owed_to) if mark is not None}
    return tuple(team for team in public.all(Team) if team.core or team.id in TEAMS or team.id in busy)


def _marks(public: PublicPlan) -> tuple[TeamMark, ...]:
    return tuple(team_mark(public, team.id) for team in teams_taking_part(public))


def people_who_own(public: PublicPlan) -> tuple[Participant, ...]:
    """Everybody who owns an SLA, a picked quick win, an initiative or a parked point."""
    return tuple(person for person in public.all(Participant) if _owns(public, person.id))


def _owns(public: PublicPlan, person: str) -> bool:
    return bool(_promises_of(public, person) or _tasks_of(public, person) or _quick_wins_of(public, person))


def has_handout(model: ReportModel) -> bool:
    """Whether there is anything that a team could take home."""
    public = model.public
    return bool(
        promises(public)
        or quick_wins_picked(public)
        or meetings_held(public)
        or words_of(public)
        or (model.funnel.rows and _visible(public, Goal))
    )


def team_handout(model: ReportModel, team_id: str) -> Handout:
    """What one team takes home."""
    public = model.public
    mark = team_mark(public, team_id)
    every = promises(public)
    owed = [one for one in every if one.owed_by and one.owed_by.id == team_id]
    got = [one for one in every if one.owed_to and one.owed_to.id == team_id]
    return Handout(
        title=_("{team}: our part of the plan").format(team=mark.name),
        purpose=_purpose(model, _questions_to(public, team_id)),
        team=mark,
        one_number=public.plan.one_number,
        owes=tuple(_directions(owed, owes=True)),
        gets=tuple(_directions(got, owes=False)),
        numbers=monthly_numbers(public, team_id),
        quick_wins=tuple(_quick_win(public, win) for win in _quick_wins_for(public, team_id)),
        goals=tuple(_shares(public, team_id)),
        tasks=(),
        meetings=tuple(meeting_line(meeting) for meeting in meetings_held(public)),
        words=words_of(public),
        teams=_marks(public),
    )


def person_handout(model: ReportModel, person_id: str) -> Handout:
    """What one person takes home: what is theirs alone, by date."""
    public = model.public
    person = public.get(Participant, person_id)
    name = name_of(public, "Participant", person_id)
    mark = team_mark(public, person.team) if person is not None and person.team else None
    role = person.role if person is not None and person.role != name else ""
    about = ", ".join(part for part in (role, mark.name if mark else "") if part)
    return Handout(
        title=_("{name}: my part of the plan").format(name=name),
        purpose=_purpose(model, about),
        team=mark,
        one_number=public.plan.one_number,
        owes=tuple(_directions(_promises_of(public, person_id), owes=True, mine=True)),
        gets=(),
        numbers=MonthlyNumbers((), (), "", ""),
        quick_wins=tuple(_quick_win(public, win) for win in _quick_wins_of(public, person_id)),
        goals=(),
        tasks=_tasks_of(public, person_id),
        meetings=tuple(meeting_line(meeting) for meeting in meetings_held(public)),
        words=(),
        teams=_marks(public),
        mine=True,
    )


def _purpose(model: ReportModel, last: str) -> str:
    return "  ·  ".join(part for part in (model.company, model.period, last) if part)


def _questions_to(public: PublicPlan, team: str) -> str:
    people = [person for person in public.where(Participant, "team", team) if person.decides and person.name]
    names = ", ".join(person.name for person in people)
    return _("questions to {names}").format(names=names) if names else ""


def _directions(found: list[Promise], *, owes: bool, mine: bool = False) -> Iterator[Direction]:
    """By the other team, in the order of the first promise to or from it."""
    by_team: dict[str, list[Promise]] = {}
    marks: dict[str, TeamMark] = {}
    for one in found:
        other = one.owed_to if owes else one.owed_by
        if other is None:
            other = TeamMark("", "", "diamond")
        marks[other.id] = other
        by_team.setdefault(other.id, []).append(one)
    for team, group in by_team.items():
        name = marks[team].name
        if mine:
            heading = _("What I answer for towards {team}") if name else _("What I answer for")
        elif owes:
            heading = _("What we owe {team}") if name else _("What we owe")
        else:
            heading = _("What we get from {team}")
        yield Direction(heading.format(team=name), marks[team], tuple(group))


def _visible(public: PublicPlan, record_type: type[Record]) -> bool:
    return spec_of(record_type).section not in public.plan.hidden_sections


def quick_wins_picked(public: PublicPlan) -> list[QuickWin]:
    """The quick wins that will be done, the next first; those without a date last."""
    if not _visible(public, QuickWin):
        return []
    picked = [win for win in public.all(QuickWin) if win.picked and not is_merged(public, win)]
    return sorted(picked, key=lambda win: win.due or dt.date.max)


def _quick_wins_for(public: PublicPlan, team: str) -> list[QuickWin]:
    """Of a core team all of them, for they are both teams'; of another those that its people own."""
    if team in TEAMS:
        return quick_wins_picked(public)
    people = {person.id for person in public.where(Participant, "team", team)}
    return [win for win in quick_wins_picked(public) if people & {win.marketing_owner, win.sales_owner}]


def _quick_wins_of(public: PublicPlan, person: str) -> list[QuickWin]:
    return [win for win in quick_wins_picked(public) if person in {win.marketing_owner, win.sales_owner}]


def _quick_win(public: PublicPlan, win: QuickWin) -> Task:
    details = (
        (_("First step"), win.first_step),
        (_("Done when"), win.done_when),
    )
    return Task(
        win.code,
        win.title,
        locale.format_day(win.due) if win.due else "",
        win.due,
        tuple((label, words) for label, words in details if words),
        _owners(public, win),
        "" if win.status == "open" else shown(public, win, "status"),
    )


def _owners(public: PublicPlan, item: QuickWin | Initiative) -> tuple[Owner, ...]:
    pairs = zip(TEAMS, (item.marketing_owner, item.sales_owner), strict=True)
    return tuple(Owner(team_mark(public, team), name_of(public, "Participant", who)) for team, who in pairs if who)


def _promises_of(public: PublicPlan, person: str) -> list[Promise]:
    keys = {f"Sla:{sla.id}" for sla in public.where(Sla, "owner", person)}
    return [one for one in promises(public) if one.key in keys]


def _tasks_of(public: PublicPlan, person: str) -> tuple[Task, ...]:
    """Initiatives and parked points that somebody owns, the next first."""
    found: list[Task] = []
    if _visible(public, Initiative):
        for item in public.all(Initiative):
            if person in {item.marketing_owner, item.sales_owner}:
                columns = spec_of(item).by_column
                details = tuple(
                    (label_of(public, columns[f"{team}_does"]), getattr(item, f"{team}_does"))
                    for team in TEAMS
                    if getattr(item, f"{team}_owner") == person and getattr(item, f"{team}_does")
                )
                found.append(Task(item.code, item.name, _months(public, item), None, details, _owners(public, item)))
    if _visible(public, ParkingItem):
        for point in public.where(ParkingItem, "owner", person):
            if point.status in {"undecided", "assigned"}:
                day = locale.format_day(point.due) if point.due else ""
                about = shown(public, point, "item")
                details = ((_("From"), about),) if about else ()
                found.append(Task(point.code, point.text, day, point.due, details, ()))
    return tuple(sorted(found, key=lambda task: task.due or dt.date.max))


def _months(public: PublicPlan, item: Initiative) -> str:
    """The months of an initiative: "Apr to May", "month 4" where the plan's first month is not known."""
    inputs = funnel(public).inputs
    names = [month_name(inputs, month) for month in (item.first_month, item.last_month) if month]
    if len(names) < 2 or names[0] == names[1]:
        return "".join(names[:1])
    return _("{first} to {last}").format(first=names[0], last=names[1])


def _shares(public: PublicPlan, team: str) -> Iterator[Share]:
    if team not in TEAMS or not _visible(public, Goal):
        return
    for goal in public.all(Goal):
        contribution = getattr(goal, f"{team}_contribution")
        this_month = getattr(goal, f"this_month_{team}")
        if contribution or this_month:
            due = locale.format_day(goal.due) if goal.due else ""
            yield Share(goal.code, goal.title, contribution, this_month, due)
