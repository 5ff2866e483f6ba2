"""A win as a message to everybody: whose part it was, in the teams' own words."""

from collections.abc import Iterator

from joint_plan.base.locale import format_day, format_money
from joint_plan.base.texts import _
from joint_plan.plan.follow_up import Win
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.names import team_name


def announcement(view: PlanView, win: Win) -> str:
    """The message, several lines of plain text; what is empty is left out."""
    return "\n".join(_lines(view, win))


def _lines(view: PlanView, win: Win) -> Iterator[str]:
    amount = "" if win.amount is None else format_money(win.amount, view.plan.currency)
    if win.date is not None and amount:
        first = _("We won {account}: {amount}, on {day}.")
    elif amount:
        first = _("We won {account}: {amount}.")
    else:
        first = _("We won {account} on {day}.") if win.date is not None else _("We won {account}.")
    day = format_day(win.date) if win.date is not None else ""
    yield first.format(account=win.account, amount=amount, day=day)
    for team, part in (("marketing", win.marketing_part), ("sales", win.sales_part)):
        yield _("{team}: {part}").format(team=team_name(view, team), part=part.strip())
    if win.others_part.strip():
        yield _("And others: {part}").format(part=win.others_part.strip())
    yield _("Thank you all.")
