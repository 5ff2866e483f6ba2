"""The plan's year: which initiatives run in which month, when quarters end, and what is due."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from joint_plan.base.locale import format_day
from joint_plan.base.texts import _
from joint_plan.plan.agreement import LeadershipAsk, ParkingItem
from joint_plan.plan.goals import Goal, Initiative, Report
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import Record, key_of, spec_of
from joint_plan.plan.slas import Sla
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.funnel.inputs import months_of
from joint_plan.rules.names import label_of, named
from joint_plan.rules.standing import visible_sections

_DATES: tuple[tuple[type[Record], str], ...] = (
    (Goal, "due"),
    (Report, "retire_by"),
    (Sla, "starts_on"),
    (Sla, "trial_until"),
    (QuickWin, "due"),
    (ParkingItem, "due"),
    (LeadershipAsk, "by_when"),
)
_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Run:
    """An initiative's months of the plan, both inclusive, counted from 1. `title` is its code and name."""

    key: str
    title: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Due:
    """A day that matters. `what` is the field's label, such as "Due" or "On trial until"; `key` the item's.

    `month` is the month of the plan: below 1 before it, above its months after it.
    """

    day: dt.date
    month: int
    what: str
    title: str
    key: str


@dataclass(frozen=True, slots=True)
class QuarterEnd:
    """The last month of a quarter of the fiscal year, and the quarter's number in it."""

    month: int
    quarter: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """All of it. Without the plan's first month (`start` is `None`) there are initiatives only."""

    months: int
    start: dt.date | None
    runs: tuple[Run, ...]
    due: tuple[Due, ...]
    quarter_ends: tuple[QuarterEnd, ...]

    def due_in(self, month: int) -> tuple[Due, ...]:
        """What is due in a month, by day."""
        return tuple(one for one in self.due if one.month == month)

    def quarter_end(self, month: int) -> QuarterEnd | None:
        """The quarter that ends with a month."""
        return next((one for one in self.quarter_ends if one.month == month), None)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the calendar as a list: its month (0 before the plan, months + 1 after it), words, and item."""

    month: int
    words: str
    key: str = ""


def calendar(view: PlanView) -> Calendar:
    """The calendar of a plan; items of sections that it leaves out are left out too."""
    months, start = months_of(view), view.plan.period_start
    sections = {section.key for section in visible_sections(view)}
    runs = []
    if spec_of(Initiative).section in sections:
        runs = [run for item in view.all(Initiative) for run in (_run(item, months),) if run is not None]
    due = days(view) if start is not None else ()
    ends = []
    if start is not None:
        fiscal = view.plan.fiscal_year_first_month or 1
        for month in range(1, months + 1):
            place = (start.month - 1 + month - 1 - (fiscal - 1)) % 12
            if place % _QUARTER == _QUARTER - 1:
                ends.append(QuarterEnd(month, place // _QUARTER + 1))
    runs.sort(key=lambda run: (run.first, run.last))
    return Calendar(months, start, tuple(runs), due, tuple(ends))


def days(view: PlanView) -> tuple[Due, ...]:
    """Every day that matters, in order; without the plan's first month their `month` is 0."""
    start = view.plan.period_start
    sections = {section.key for section in visible_sections(view)}
    found = [
        Due(
            day,
            _month(start, day) if start is not None else 0,
            label_of(view, spec_of(kind).by_column[column]),
            named(item),
            key_of(item),
        )
        for kind, column in _DATES
        if spec_of(kind).section in sections
        for item in view.all(kind)
        for day in (getattr(item, column),)
        if day is not None and _open(item)
    ]
    return tuple(sorted(found, key=lambda one: one.day))


def calendar_lines(held: Calendar) -> Iterator[Line]:
    """The calendar as a list, month by month: starts, days, ends, and then the end of the quarter."""
    for month in range(held.months + 2):
        inside = 1 <= month <= held.months
        if inside:
            yield from (Line(month, _begins(run), run.key) for run in held.runs if run.first == month)
        for one in held.due:
            if one.month == month or (month == 0 and one.month < 0) or (not inside and one.month > month > 0):
                day = format_day(one.day)
                yield Line(month, _("{day}: {title} ({what})").format(day=day, title=one.title, what=one.what), one.key)
        if inside:
            yield from (
                Line(month, _("{title} ends").format(title=run.title), run.key)
                for run in held.runs
                if run.last == month and run.last > run.first
            )
        end = held.quarter_end(month)
        if end is not None:
            yield Line(month, _("Quarter {number} ends").format(number=end.quarter))


def _begins(run: Run) -> str:
    if run.first == run.last:
        return _("{title}, in this month").format(title=run.title)
    return _("{title} begins").format(title=run.title)


def _run(item: Initiative, months: int) -> Run | None:
    """From its first to its last month; where it does not say, from its first to its last expected records."""
    expected = [month for month, count in (item.expected or {}).items() if count]
    first = item.first_month or min(expected, default=item.last_month or 0)
    last = item.last_month or max(expected, default=first)
    first, last = min(first, last), max(first, last)
    if not first or first > months:
        return None
    return Run(key_of(item), named(item), first, min(last, months))


def _open(item: Record) -> bool:
    """Whether its day still matters: ideas not picked, and what is done with, have none."""
    if isinstance(item, QuickWin):
        return item.picked and not item.merged_into and item.status in {"open", "started"}
    if isinstance(item, ParkingItem):
        return item.status in {"undecided", "assigned"}
    return not isinstance(item, Report) or item.decision != "keep"


def _month(start: dt.date, day: dt.date) -> int:
    return (day.year - start.year) * 12 + day.month - start.month + 1
