"""Targets of the scorecard's periods, exact; what they are read against is in `rules.scorecard`."""

from collections.abc import Callable
from fractions import Fraction

from joint_plan.plan.goals import Goal
from joint_plan.plan.slas import Sla
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.funnel import funnel
from joint_plan.rules.scorecard_periods import Period, months_in, spread_over

Numbers = tuple[Fraction | None, ...]
"""By place among the scorecard's periods; `None` is unknown."""

_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def by_period(periods: tuple[Period, ...], of_month: Callable[[int], Fraction | None]) -> Numbers:
    """Monthly sums by period: a month's own, and for a week the part that falls on its days."""
    return tuple(
        of_month(period.number) if period.kind == "month" else spread_over(period, periods, of_month)
        for period in periods
    )


def revenue_targets(view: PlanView, goal: Goal, periods: tuple[Period, ...]) -> Numbers:
    """The segments' revenue targets by the weights of the months; without segments the goal's own in equal months."""
    needs = funnel(view).inputs.needs
    months = months_in(periods)

    def of_month(month: int) -> Fraction | None:
        total = Fraction(0)
        for need in needs:
            if need.segment.revenue_target is None or need.weights is None:
                return None
            total += Fraction(need.segment.revenue_target) * need.weights.by_month[month - 1] / need.weights.total
        return total

    if not needs:
        even = None if goal.target is None else Fraction(goal.target) / months
        return by_period(periods, lambda _month: even)
    return by_period(periods, of_month)


def goal_targets(view: PlanView, goal: Goal, periods: tuple[Period, ...]) -> Numbers:
    """A straight line from today's value to the target, through the ends of the months."""
    assert goal.target is not None  # as the caller chose
    target, start = Fraction(goal.target), view.plan.period_start
    if goal.baseline is None or goal.due is None or start is None:
        return (target,) * len(periods)
    baseline = Fraction(goal.baseline)
    last = (goal.due.year - start.year) * 12 + goal.due.month - start.month + 1

    def at(period: Period) -> Fraction:
        reached = period.months_gone
        return target if reached >= last else baseline + (target - baseline) * reached / last

    return tuple(at(period) for period in periods)


def paced(item: Sla, target: Fraction, periods: tuple[Period, ...]) -> Numbers:
    """A number for every `period` of its unit, for the scorecard's periods."""
    if item.period is None:
        return (target,) * len(periods)
    if item.period_unit in _MONTHS:
        monthly = target / (item.period * _MONTHS[item.period_unit])
        return by_period(periods, lambda _month: monthly)
    daily = target / (item.period * _DAYS[item.period_unit])
    return tuple(None if period.days is None else daily * period.days for period in periods)
