"""The actions as a CSV for any task list or spreadsheet; texts of people are never formulas there."""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass

from joint_plan.base.texts import _
from joint_plan.plan.agreement import LeadershipAsk, ParkingItem
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.goals import Initiative, Report
from joint_plan.plan.landscape import Need
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import Record, spec_of
from joint_plan.plan.slas import Sla
from joint_plan.reports.model import ReportModel
from joint_plan.rules.names import name_of, shown
from joint_plan.rules.priorities import is_merged
from joint_plan.rules.public import PublicPlan

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for the beginning of a formula, wide forms included (OWASP, "CSV Injection")."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that somebody does: what, how it begins, whose it is by core team, until when, how it stands."""

    code: str
    kind: str
    what: str
    first_step: str
    owners: tuple[str, ...]
    team: str
    due: dt.date | None
    done_when: str
    status: str


def actions(public: PublicPlan) -> tuple[Action, ...]:
    """Everything somebody has to do, the next first: quick wins, promises that start, parked points, asks."""
    found = [action for action in _actions(public) if action.what]
    return tuple(sorted(found, key=lambda action: action.due or dt.date.max))


def actions_csv(model: ReportModel) -> str:
    """The actions as CSV: comma, quotes where needed, lines ended by CR LF; days as 2026-12-04."""
    public = model.public
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    first, second = (public.team_name(team) for team in TEAMS)
    header = [_("Code"), _("Kind"), _("Action"), _("First step")]
    header += [_("Owner in {team}").format(team=first), _("Owner in {team}").format(team=second)]
    header += [_("Team"), _("Due"), _("Done when"), _("Status"), _("Plan"), _("Version")]
    writer.writerow([safe(word) for word in header])
    for one in actions(public):
        owners = (*one.owners, "", "")[:2]
        row = [one.code, one.kind, one.what, one.first_step, *owners, one.team]
        row += [one.due.isoformat() if one.due else "", one.done_when, one.status, model.title, model.version.words]
        writer.writerow([safe(word) for word in row])
    return text.getvalue()


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe goes before what looks like the start of one."""
    begins = text.lstrip(" \u00a0")
    return f"'{text}" if begins.startswith(_FORMULA) else text


def _visible(public: PublicPlan, record_type: type[Record]) -> bool:
    return spec_of(record_type).section not in public.plan.hidden_sections


def _actions(public: PublicPlan) -> Iterator[Action]:
    if _visible(public, QuickWin):
        yield from (
            _quick_win(public, item) for item in public.all(QuickWin) if item.picked and not is_merged(public, item)
        )
    if _visible(public, Initiative):
        yield from (_initiative(public, item) for item in public.all(Initiative))
    if _visible(public, Sla):
        yield from (_promise(public, item) for item in public.all(Sla))
    if _visible(public, Need):
        yield from (_need(public, item) for item in public.all(Need) if item.answer == "yes")
    if _visible(public, Report):
        yield from (_report(public, item) for item in public.all(Report) if item.decision in {"merge", "retire"})
    if _visible(public, ParkingItem):
        open_points = [item for item in public.all(ParkingItem) if item.status in {"undecided", "assigned"}]
        yield from (_point(public, item) for item in open_points)
        yield from (_ask(public, item) for item in public.all(LeadershipAsk))


def _kind(item: Record) -> str:
    return _(spec_of(item).label)


def _person(public: PublicPlan, person: str) -> str:
    return name_of(public, "Participant", person)


def _both(public: PublicPlan, item: QuickWin | Initiative) -> tuple[str, str]:
    return _person(public, item.marketing_owner), _person(public, item.sales_owner)


def _quick_win(public: PublicPlan, item: QuickWin) -> Action:
    status = shown(public, item, "status")
    return Action(
        item.code, _kind(item), item.title, item.first_step, _both(public, item), "", item.due, item.done_when, status
    )


def _initiative(public: PublicPlan, item: Initiative) -> Action:
    what = "; ".join(part for part in (item.marketing_does, item.sales_does) if part)
    return Action(item.code, _kind(item), item.name, what, _both(public, item), "", None, "", "")


def _by_team(public: PublicPlan, team: str, person: str) -> tuple[str, ...]:
    """The person in the column of the core team that has to act; others stand in the first one."""
    name = _person(public, person)
    return ("", name) if team == TEAMS[1] else (name, "")


def _promise(public: PublicPlan, item: Sla) -> Action:
    team = public.team_name(item.owed_by) if item.owed_by else ""
    owners = _by_team(public, item.owed_by, item.owner)
    return Action(item.code, _kind(item), item.obligation, "", owners, team, item.starts_on, item.measure, "")


def _need(public: PublicPlan, item: Need) -> Action:
    team = public.team_name(item.asked_of) if item.asked_of else ""
    return Action(item.code, _kind(item), item.need, item.offer, ("", ""), team, item.by_when, "", _("Yes"))


def _report(public: PublicPlan, item: Report) -> Action:
    team = public.team_name(item.producer) if item.producer else ""
    what = shown(public, item, "decision")
    return Action(item.code, _kind(item), item.name, what, ("", ""), team, item.retire_by, "", "")


def _point(public: PublicPlan, item: ParkingItem) -> Action:
    owner = _person(public, item.owner)
    return Action(item.code, _kind(item), item.text, "", (owner, ""), "", item.due, "", shown(public, item, "status"))


def _ask(_public: PublicPlan, item: LeadershipAsk) -> Action:
    return Action(item.code, _kind(item), item.ask, item.why, (item.asked_of, ""), "", item.by_when, "", item.answer)
