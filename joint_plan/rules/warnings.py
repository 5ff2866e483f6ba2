"""Gentle hints on a section: what people would be sorry to find missing later. None of them blocks anything."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from joint_plan.base.texts import _
from joint_plan.plan.cadence import Insight, Meeting
from joint_plan.plan.data_tools import DataObject, Tool
from joint_plan.plan.follow_up import Loss
from joint_plan.plan.goals import Initiative, Metric
from joint_plan.plan.journey import Stage
from joint_plan.plan.landscape import Need, Statement
from joint_plan.plan.language import LeadCriterion, PassingMark, RejectReason, Term
from joint_plan.plan.record import Record, key_of
from joint_plan.plan.slas import Sla
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.data_request import missing
from joint_plan.rules.landscape import scored
from joint_plan.rules.measurability import to_do
from joint_plan.rules.names import named
from joint_plan.rules.priorities import missing_in, thirty_days
from joint_plan.rules.scorecard import scorecard, status


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint: the item it leads to (`Type:id`), what it is called, and what to look at, in words."""

    key: str
    subject: str
    text: str


def warnings(view: PlanView, section_key: str) -> tuple[Hint, ...]:
    """The hints on a section, in the order of its items."""
    rule = _RULES.get(section_key)
    return tuple(rule(view)) if rule is not None else ()


def _hint(item: Record, text: str) -> Hint:
    return Hint(key_of(item), named(item), text)


def _landscape(view: PlanView) -> Iterable[Hint]:
    for item in view.all(Statement):
        line = scored(view, item)
        if line.wide and item.target_score is None:
            yield _hint(item, _("Two or more apart, and no target yet"))
    for need in view.all(Need):
        if not (need.asked_of or need.of_sponsor):
            yield _hint(need, _("Nobody is asked"))
        elif need.answer == "yes" and need.by_when is None:
            yield _hint(need, _("A yes without a date"))


def _language(view: PlanView) -> Iterable[Hint]:
    for item in view.all(Term):
        if item.agreed_definition and not item.test:
            yield _hint(item, _("A definition without a test"))
    criteria = view.all(LeadCriterion)
    marks = view.all(PassingMark)
    possible = sum(item.weight or 0 for item in criteria if item.kind != "disqualifier")
    for mark in marks:
        if (mark.points or 0) > possible:
            yield _hint(mark, _("No lead can reach it: all criteria together give {points}").format(points=possible))
    if criteria and not marks:
        yield _hint(criteria[0], _("Criteria without a passing mark"))
    for reason in view.all(RejectReason):
        if not reason.goes_to:
            yield _hint(reason, _("Nobody knows where the lead goes then"))


def _journey(view: PlanView) -> Iterable[Hint]:
    return (_hint(item, _("No team leads here")) for item in view.all(Stage) if not item.lead_team)


def _goals(view: PlanView) -> Iterable[Hint]:
    for metric in view.all(Metric):
        if metric.decision == "keep" and not metric.drives_decision.strip():
            yield _hint(metric, _("A metric that drives no decision"))
        if metric.metric_class == "vanity" and metric.decision in {"", "keep"}:
            yield _hint(metric, _("A vanity metric that is not dropped"))
    for initiative in view.all(Initiative):
        if not initiative.goal:
            yield _hint(initiative, _("Serves no goal"))
    for gap in missing(view):
        yield Hint(key_of(gap.item), _("Data request"), gap.text)


def _slas(view: PlanView) -> Iterable[Hint]:
    open_ends = to_do(view)
    for item in view.all(Sla):
        if item.id in open_ends:
            yield _hint(item, _("Cannot be measured yet: {first}").format(first=open_ends[item.id][0].text))


def _cadence(view: PlanView) -> Iterable[Hint]:
    for item in view.all(Meeting):
        if not item.agenda.strip():
            yield _hint(item, _("A meeting without an agenda"))
        if not item.chair.strip():
            yield _hint(item, _("A meeting without a chair"))
    for insight in view.all(Insight):
        if not insight.used_in.strip():
            yield _hint(insight, _("Heard, not used yet"))


def _data(view: PlanView) -> Iterable[Hint]:
    for item in view.all(DataObject):
        if not item.system_of_record.strip():
            yield _hint(item, _("No system of record"))
    boards = [tool for tool in view.all(Tool) if tool.dashboard and tool.decision != "retire"]
    for board in boards[1:]:
        yield _hint(board, _("A second dashboard: the teams will read different figures"))
    for tool in view.all(Tool):
        if not tool.goal and tool.decision != "retire":
            yield _hint(tool, _("Serves no goal"))


def _quick_wins(view: PlanView) -> Iterable[Hint]:
    for item in thirty_days(view):
        missing = missing_in(view, item)
        if "serves" in missing:
            yield _hint(item, _("Serves no goal or SLA"))
        if missing & {"marketing_owner", "sales_owner"}:
            yield _hint(item, _("Needs an owner in each team"))
        if "first_step" in missing:
            yield _hint(item, _("No first step"))
        if "due" in missing:
            yield _hint(item, _("No date"))


def _follow_up(view: PlanView) -> Iterable[Hint]:
    card = scorecard(view)
    for row in card.rows:
        # The last month and the last week that were measured: what came before has been looked at.
        for kind in ("week", "month"):
            last = next((place for place in reversed(card.places(kind)) if row.actuals[place] is not None), None)
            if last is None or status(row, last) != "missed":
                continue
            period = card.periods[last]
            actual = card.recorded[row.key, period.key]
            if not actual.comment.strip():
                words = _("Missed its target and nobody says why: {period}").format(period=period.words)
                yield Hint(key_of(actual), row.title, words)
    for loss in view.all(Loss):
        if not loss.change_made.strip():
            yield _hint(loss, _("A loss after which nothing changed"))


_RULES: Mapping[str, Callable[[PlanView], Iterable[Hint]]] = {
    "landscape": _landscape,
    "language": _language,
    "journey": _journey,
    "goals": _goals,
    "slas": _slas,
    "cadence": _cadence,
    "data": _data,
    "quick_wins": _quick_wins,
    "follow_up": _follow_up,
}
