"""A total and the weights of the months, from what people know: quarters, months, or last period and growth.

The plan keeps the total (a segment's revenue target) and the weights only; what they were derived from is forgotten.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from joint_plan.base.errors import FieldError
from joint_plan.base.texts import _
from joint_plan.plan.funnel import MonthWeight, Segment

QUARTER = 3
_DIGITS = 80
"""Enough for sums and products of amounts to come out whole."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A revenue target and one weight a month, from month 1."""

    total: Decimal
    weights: tuple[Fraction, ...]

    def records(self, segment: str = "") -> tuple[MonthWeight, ...]:
        """The weights as records without ids, for a segment or (`""`) for all without their own."""
        return tuple(
            MonthWeight(segment=segment, month=month, weight=weight) for month, weight in enumerate(self.weights, 1)
        )


def quarters_in(months: int) -> int:
    """How many quarters of the plan there are, counted from its first month; the last may be shorter."""
    return -(-months // QUARTER)


def from_quarters(targets: Sequence[Decimal], months: int) -> Spread:
    """Targets by quarter of the plan; the months of a quarter are equal.

    Raises:
        FieldError: not one target for each quarter, one below 0, or all of them 0.
    """
    if len(targets) != quarters_in(months):
        raise FieldError(
            _("The plan has {quarters} quarters: give a target for each.").format(quarters=quarters_in(months)),
            "Segment",
            "revenue_target",
        )
    _check(targets)
    lengths = [min(QUARTER, months - QUARTER * index) for index in range(len(targets))]
    # Whole amounts stay whole numbers as weights.
    scale = math.lcm(*lengths) if len(set(lengths)) > 1 else 1
    weights = [
        Fraction(target) * scale / (length if scale > 1 else 1)
        for target, length in zip(targets, lengths, strict=True)
        for _month in range(length)
    ]
    return Spread(_sum(targets), tuple(weights))


def from_months(targets: Sequence[Decimal]) -> Spread:
    """Targets by month; they are the weights.

    Raises:
        FieldError: one below 0, or all of them 0.
    """
    _check(targets)
    return Spread(_sum(targets), tuple(Fraction(target) for target in targets))


def from_last_period(last: Sequence[Decimal], growth: Decimal) -> Spread:
    """Last period's revenue by month and the growth on all of it (0.2 is 20 %): the same shape, larger.

    Raises:
        FieldError: a month below 0, all of them 0, or growth that leaves nothing.
    """
    _check(last)
    if growth <= -1:
        raise FieldError(_("With this growth nothing is left."), "Segment", "revenue_target")
    with localcontext(prec=_DIGITS):
        total = _sum(last) * (1 + growth)
    return Spread(total, tuple(Fraction(month) for month in last))


def from_last_total(last: Decimal, growth: Decimal, months: int) -> Spread:
    """Last period's revenue as one amount and the growth on it, in equal months.

    Raises:
        FieldError: nothing last period, or growth that leaves nothing.
    """
    shaped = from_last_period([last], growth)
    return Spread(shaped.total, (Fraction(1),) * months)


def month_targets(segment: Segment, weights: Sequence[int | Fraction]) -> tuple[Decimal, ...]:
    """A segment's target by month, in whole units of the currency (hundredths where the target has any) that add up.

    Each is the difference of two running totals rounded half up; none where there is no target.
    """
    target, whole = segment.revenue_target, sum(weights, Fraction(0))
    if target is None or not whole:
        return ()
    parts = 1 if target == target.to_integral_value() else 100
    running, before, found = Fraction(0), 0, []
    for weight in weights:
        running += Fraction(target) * parts * weight / whole
        upto = math.floor(running + Fraction(1, 2))
        found.append(Decimal(upto - before) / parts)
        before = upto
    return tuple(found)


def _check(targets: Sequence[Decimal]) -> None:
    if any(target < 0 for target in targets):
        raise FieldError(_("An amount is never below 0."), "Segment", "revenue_target")
    if not any(targets):
        raise FieldError(_("At least one amount must be more than 0."), "Segment", "revenue_target")


def _sum(amounts: Sequence[Decimal]) -> Decimal:
    with localcontext(prec=_DIGITS):
        return sum(amounts, Decimal(0))
