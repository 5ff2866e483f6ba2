"""The scorecard's periods: the first eight weeks of the plan, while habits form, and all of its months.

A week runs from Monday to Sunday and belongs to the plan when its Thursday does, as weeks belong to years (ISO 8601).
"""

import calendar
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from joint_plan.base.locale import format_day_short, format_month_short
from joint_plan.base.texts import _
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.funnel.inputs import months_of

WEEKS = 8
_THURSDAY = 3


@dataclass(frozen=True, slots=True)
class Period:
    """A week or a month.

    Attributes:
        key: "2027-01-04" for the week of that Monday, "2027-01" for a month; "month-3" where the plan has no first one.
        kind: "week" or "month".
        starts, ends: its first and last day, `None` where the plan has no first month.
        label: for people: "4 Jan", "Jan 2027", "Month 3".
        number: counted from 1 among those of its kind.
        months_gone: how many months of the plan have gone by at its end.
    """

    key: str
    kind: str
    starts: dt.date | None
    ends: dt.date | None
    label: str
    number: int
    months_gone: Fraction

    @property
    def days(self) -> int | None:
        """How many days it has; `None` where it is not known when it is."""
        return (self.ends - self.starts).days + 1 if self.starts and self.ends else None

    @property
    def words(self) -> str:
        """The label where it stands alone: "Week of 4 Jan"."""
        return _("Week of {day}").format(day=self.label) if self.kind == "week" else self.label


def periods_of(view: PlanView) -> tuple[Period, ...]:
    """Weeks, then months; without the plan's first month numbered months only."""
    count, start = months_of(view), view.plan.period_start
    if start is None:
        return tuple(_numbered(number) for number in range(1, count + 1))
    months = tuple(_month(start, number) for number in range(1, count + 1))
    return (*_weeks(months), *months)


def months_in(periods: tuple[Period, ...]) -> int:
    """How many months there are among them."""
    return sum(period.kind == "month" for period in periods)


def spread_over(
    week: Period, periods: tuple[Period, ...], of_month: Callable[[int], Fraction | None]
) -> Fraction | None:
    """The part of the months' numbers that falls on a week's days; `None` where one is unknown."""
    total = Fraction(0)
    for month, days in _inside(week, tuple(period for period in periods if period.kind == "month")):
        number = of_month(month.number)
        if number is None or month.days is None:
            return None
        total += number * days / month.days
    return total


def _numbered(number: int) -> Period:
    label = _("Month {number}").format(number=number)
    return Period(f"month-{number}", "month", None, None, label, number, Fraction(number))


def _month(start: dt.date, number: int) -> Period:
    year, place = divmod(start.year * 12 + start.month - 1 + number - 1, 12)
    if year > dt.MAXYEAR:
        return _numbered(number)
    first = dt.date(year, place + 1, 1)
    last = first.replace(day=calendar.monthrange(year, place + 1)[1])
    label = _("{month} {year}").format(month=format_month_short(first), year=year)
    return Period(f"{first:%Y-%m}", "month", first, last, label, number, Fraction(number))


def _weeks(months: tuple[Period, ...]) -> Iterator[Period]:
    first, last = months[0].starts, [month.ends for month in months if month.ends][-1]
    assert first is not None  # months of a plan that has its first
    monday = first - dt.timedelta(days=first.weekday())
    if first.weekday() > _THURSDAY:
        monday += dt.timedelta(days=7)
    for number in range(1, min(WEEKS, ((last - monday).days + 1) // 7) + 1):
        starts = monday + dt.timedelta(days=7 * (number - 1))
        ends = starts + dt.timedelta(days=6)
        gone = next(
            month.number - 1 + Fraction((ends - month.starts).days + 1, (month.ends - month.starts).days + 1)
            for month in months
            if month.starts and month.ends and month.ends >= ends
        )
        yield Period(starts.isoformat(), "week", starts, ends, format_day_short(starts), number, gone)


def _inside(week: Period, months: tuple[Period, ...]) -> Iterator[tuple[Period, int]]:
    """The months that share days with a week, and how many."""
    for month in months:
        if week.starts and week.ends and month.starts and month.ends:
            days = (min(week.ends, month.ends) - max(week.starts, month.starts)).days + 1
            if days > 0:
                yield month, days
