"""The funnel in words for paper: names of months, levers as sentences."""

import datetime as dt

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.plan.session import Plan
from joint_plan.rules.funnel import Funnel, Lever
from joint_plan.rules.names import name_of
from joint_plan.rules.public import PublicPlan

MOST_LEVERS = 5


def month_labels(plan: Plan) -> tuple[str, ...]:
    """A label for every month of the plan: "Jan 2027", or "Month 1" while the start is not known."""
    months = range(plan.months or 12)
    if plan.period_start is None:
        return tuple(_("Month {number}").format(number=number + 1) for number in months)
    return tuple(_short(plan.period_start, number) for number in months)


def _short(start: dt.date, number: int) -> str:
    index = start.year * 12 + start.month - 1 + number
    month = dt.date(index // 12, index % 12 + 1, 1)
    return f"{locale.format_month_short(month)} {month.year}"


def lever_sentences(public: PublicPlan, funnel: Funnel) -> tuple[str, ...]:
    """The levers that save most, as sentences."""
    useful = [lever for lever in funnel.levers if lever.fewer_entry_records]
    useful.sort(key=lambda lever: -(lever.fewer_entry_records or 0))
    return tuple(_sentence(public, lever) for lever in useful[:MOST_LEVERS])


def _sentence(public: PublicPlan, lever: Lever) -> str:
    fewer = locale.format_number(lever.fewer_entry_records or 0, 0)
    if lever.kind != "rate" or lever.before is None or lever.after is None:
        return _("Deals one percent larger: {fewer} fewer records to start with.").format(fewer=fewer)
    where = ", ".join(
        name for name in (name_of(public, "Segment", lever.segment), name_of(public, "Source", lever.source)) if name
    )
    return _(
        "{stage} to the next stage at {after} instead of {before}{where}: {fewer} fewer records to start with."
    ).format(
        stage=name_of(public, "FunnelStage", lever.stage),
        after=locale.format_rate(lever.after),
        before=locale.format_rate(lever.before),
        where=f" ({where})" if where else "",
        fewer=fewer,
    )
