"""What is agreed, in a few numbered lines: the money, the counts, the promises, the words, the quick wins."""

from collections import Counter
from collections.abc import Iterator

from joint_plan.base import locale
from joint_plan.base.texts import _, ngettext
from joint_plan.plan.language import Term
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import Record
from joint_plan.plan.slas import Sla
from joint_plan.reports.model import ReportModel
from joint_plan.rules.standing import standing


def agreed_lines(model: ReportModel) -> tuple[str, ...]:
    """The lines, of items that are agreed alone; figures stand where both teams agree the goals that carry them."""
    return tuple(line for line in _lines(model) if line)


def _lines(model: ReportModel) -> Iterator[str]:
    goals = model.section("goals")
    rows = goals.table("Goal") if goals is not None else None
    if rows is not None and any(row.agreement is not None and _counts(row.agreement.state) for row in rows.rows):
        yield from _figures(model)
    yield _promises(model)
    yield _terms(model)
    yield _wins(model)


def _counts(state: str) -> bool:
    return state in {"agreed", "agreed_with_reservations"}


def _agreed(model: ReportModel, items: tuple[Record, ...], section: str) -> list[Record]:
    if model.section(section) is None:
        return []
    return [item for item in items if standing(model.public, item).agreed]


def _figures(model: ReportModel) -> Iterator[str]:
    if model.figures:
        yield ", ".join(f"{figure.words} {figure.label}" for figure in model.figures) + "."
    funnel = model.funnel
    counted = [
        f"{locale.format_number(figure.committed)} {stage.name or stage.id}"
        for stage in funnel.stages
        if (figure := funnel.total(stage.id)).committed
    ]
    if len(counted) > 1:
        yield ", ".join(counted) + "."


def _promises(model: ReportModel) -> str:
    found = [item for item in _agreed(model, model.public.all(Sla), "slas") if isinstance(item, Sla)]
    if not found:
        return ""
    owing = Counter(model.public.team_name(item.owed_by) for item in found)
    sides = ", ".join(_("{count} by {team}").format(count=count, team=team) for team, count in owing.items())
    count = len(found)
    return ngettext("{count} promise: {sides}.", "{count} promises: {sides}.", count).format(count=count, sides=sides)


def _terms(model: ReportModel) -> str:
    found = [item for item in _agreed(model, model.public.all(Term), "language") if isinstance(item, Term)]
    names = ", ".join(item.term for item in found if item.term)
    return _("These words mean the same to both teams: {words}.").format(words=names) if names else ""


def _wins(model: ReportModel) -> str:
    picked = tuple(item for item in model.public.all(QuickWin) if item.picked)
    found = [item for item in _agreed(model, picked, "quick_wins") if isinstance(item, QuickWin)]
    if not found:
        return ""
    count = len(found)
    last = max((item.due for item in found if item.due is not None), default=None)
    if last is None:
        return ngettext("{count} quick win.", "{count} quick wins.", count).format(count=count)
    words = ngettext("{count} quick win by {day}.", "{count} quick wins by {day}.", count)
    return words.format(count=count, day=locale.format_day(last))
