"""The plan of the next period, made from the one that ends (product.md, "Between plans and clients").

What both teams had agreed starts again as a proposal: same words, ids and codes, but nobody's stance. Blind answers,
scores and votes are asked anew. What was open or parked comes along and is undecided again. What happened (versions,
signatures, decisions, actuals, check-ins, wins, losses, private notes) stays in the plan that ends.

Of the actuals this is taken over:

- Goal.baseline: the newest actual of its metric, where both count in the same unit; of the revenue goal, which is a sum
  over the plan, all months together where each has one.
- Sla.today_share or today_value: the newest actual of the SLA.
- Rate.rate: records counted at the next stage over records counted at this one, in the months that have both (in the
  weeks where no month has). Stages are counted over all segments and sources, so that holds for the row of all of
  them, or for the only row of a stage. A ratio over 1 says that something else was counted: the rate stays.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from joint_plan.base import locale
from joint_plan.base.texts import N_, _, ngettext
from joint_plan.plan.agreement import LeadershipAsk, ParkingItem
from joint_plan.plan.funnel import FunnelStage, InFlight, Rate, Segment
from joint_plan.plan.goals import Goal, Metric, Report
from joint_plan.plan.kinds import AnyRef, Ref
from joint_plan.plan.landscape import Need, Statement
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import Record, all_specs, column_value, key_of, spec_of, with_columns
from joint_plan.plan.session import Participant, Plan
from joint_plan.plan.slas import Sla, SlaLevel
from joint_plan.plan.snapshot import PlanView, Snapshot
from joint_plan.rules.names import called, label_of, shown
from joint_plan.rules.scorecard import Scorecard, scorecard
from joint_plan.rules.standing import standings

R = TypeVar("R", bound=Record)

_STAYS_BEHIND = frozenset(
    {
        *("Assent", "Version", "Signature", "Note", "Decision", "Actual", "CheckIn", "Win", "Loss"),
        *("RealLead", "Retrospect", "AnswersTaken"),
    }
)
_UNTIL = ("due", "by_when", "first_on", "trial_until")
"""Days that mean nothing any more once the new period has begun."""
_ANEW: Mapping[str, Mapping[str, Any]] = {
    "Statement": {"agreed_score": None, "target_score": None, "evidence": ""},
    "Goal": {"this_month_marketing": "", "this_month_sales": ""},
    "Participant": {"present": False},
    "Segment": {"existing_revenue": None},
}
"""What is said anew at the next workshop, besides everything that is answered blind."""


@dataclass(frozen=True, slots=True)
class NextPeriod:
    """The plan of the next period, and what to say of it, in lines for people.

    Attributes:
        measured: values that actuals gave, with old and new value.
        unmeasured: values that stay as they were, and why.
        carried: what comes along.
        left: what stays in the plan that ends.
    """

    plan: Snapshot
    measured: tuple[str, ...]
    unmeasured: tuple[str, ...]
    carried: tuple[str, ...]
    left: tuple[str, ...]


def following_month(plan: Plan, today: dt.date) -> dt.date:
    """The month after the plan's period; the next month where the plan has no first month."""
    if plan.period_start is None:
        return _later(today.replace(day=1), 1)
    return _later(plan.period_start, plan.months or 12)


def next_period(view: Snapshot, start: dt.date) -> NextPeriod:
    """The plan of the period that begins in the month of `start`."""
    start = start.replace(day=1)
    left = _left(view)
    kept = [item for spec in all_specs() for item in view.table(spec.name).order if key_of(item) not in left]
    actuals = _Actuals(view)
    items = [actuals.measured(_renewed(view, item, start)) for item in kept]
    plan = _without_dangling(Snapshot.of(items))
    lines = _said(view, plan, left)
    return NextPeriod(plan, tuple(actuals.taken), tuple(actuals.missing), lines[0], lines[1])


def _left(view: Snapshot) -> frozenset[str]:
    """The keys of the records that stay in the plan that ends."""
    found = {key_of(item) for item in view if spec_of(item).name in _STAYS_BEHIND or isinstance(item, InFlight)}
    done = {win.id for win in view.all(QuickWin) if win.status in {"done", "stopped"}}
    found |= {f"QuickWin:{win.id}" for win in view.all(QuickWin) if win.id in done or _head(view, win) in done}
    found |= {key_of(metric) for metric in view.all(Metric) if metric.decision == "drop"}
    found |= {key_of(report) for report in view.all(Report) if report.decision == "retire"}
    found |= {key_of(point) for point in view.all(ParkingItem) if point.status in {"cleared", "dropped"}}
    found |= {key_of(need) for need in view.all(Need) if need.answer in {"yes", "no"}}
    found |= {key_of(ask) for ask in view.all(LeadershipAsk) if ask.answer}
    return frozenset(found)


def _head(view: Snapshot, win: QuickWin) -> str:
    """The idea that an idea ended up in."""
    seen: set[str] = set()
    while win.merged_into and win.id not in seen:
        seen.add(win.id)
        win = view.get(QuickWin, win.merged_into) or win
    return win.id


def _renewed(view: Snapshot, item: Record, start: dt.date) -> Record:
    """A record as it begins the next period."""
    spec = spec_of(item)
    values: dict[str, Any] = {c.name: None if c.blind else c.kind.empty for c in spec.columns if c.part}
    values["note"] = ""
    values |= _ANEW.get(spec.name, {})
    before = view.plan.period_start
    if isinstance(item, Plan):
        values |= {"period_start": start, "title": _title_for(item, start)}
    if isinstance(item, Goal) and item.due is not None and before is not None:
        values["due"] = _later(item.due, (start.year - before.year) * 12 + start.month - before.month)
    elif isinstance(item, ParkingItem) and item.status == "assigned":
        values["status"] = "undecided"
    for name in _UNTIL:
        day = getattr(item, name, None)
        if name not in values and isinstance(day, dt.date) and day < start:
            values[name] = None
            if name == "trial_until":
                values["interim_target"] = ""
    return with_columns(item, values)


def _title_for(plan: Plan, start: dt.date) -> str:
    """The title with the year moved on, where it names the year in which the plan began."""
    if plan.period_start is None:
        return plan.title
    return re.sub(rf"\b{plan.period_start.year}\b", str(start.year), plan.title)


def _later(day: dt.date, months: int) -> dt.date:
    """The same day so many months later; the last of the month where that has fewer days."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, dt.MINYEAR), dt.MAXYEAR)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


# Actuals


class _Actuals:
    """Puts what was measured in the place of what was said, and tells of it."""

    def __init__(self, view: Snapshot) -> None:
        self._view = view
        self._card: Scorecard = scorecard(view)
        self.taken: list[str] = []
        self.missing: list[str] = []

    def measured(self, item: Record) -> Record:
        """The record with its actual values."""
        if isinstance(item, Goal):
            return self._goal(item)
        if isinstance(item, Sla):
            return self._sla(item)
        return self._rate(item) if isinstance(item, Rate) else item

    def _goal(self, goal: Goal) -> Goal:
        metric = self._view.get(Metric, goal.metric)
        if metric is None:
            return self._stays(goal, "baseline", N_("{what}: no metric measures it"))
        if metric.unit != goal.unit:
            return self._stays(goal, "baseline", N_("{what}: its metric counts in another unit"))
        newest = self._newest(key_of(metric))
        if newest is None:
            return self._stays(goal, "baseline", N_("{what}: no actual"))
        if goal.revenue_goal:
            row = self._card.row(key_of(metric))
            months = [row.actuals[at] for at in self._card.places("month")] if row is not None else []
            if not months or None in months:
                return self._stays(goal, "baseline", N_("{what}: not every month was measured"))
            total = sum((value for value in months if value is not None), Decimal(0))
            return self._taken(goal, {"baseline": total}, "baseline", _("all months together"))
        return self._taken(goal, {"baseline": newest[0]}, "baseline", newest[1])

    def _sla(self, sla: Sla) -> Sla:
        levels = self._view.where(SlaLevel, "sla", sla.id)
        in_share = (
            sla.met_share is not None
            or sla.time_limit is not None
            or any(level.met_share is not None or level.limit is not None for level in levels)
        )
        column = "today_share" if in_share else "today_value"
        newest = self._newest(key_of(sla))
        if newest is None:
            return self._stays(sla, column, N_("{what}: no actual"))
        value = newest[0] / 100 if in_share else newest[0]
        if value < 0 or (in_share and value > 1):
            return self._stays(sla, column, N_("{what}: the newest actual cannot be one"))
        return self._taken(sla, {column: value, "today_evidence": "data"}, column, newest[1])

    def _rate(self, rate: Rate) -> Rate:
        rows = self._view.where(Rate, "stage", rate.stage)
        general = [row for row in rows if not row.segment and not row.source]
        if rate.id not in {row.id for row in general or rows} or len(general or rows) > 1:
            return self._stays(rate, "rate", N_("{what}: counted over all segments and sources only"))
        found = self._ratio(rate.stage)
        if found is None:
            return self._stays(rate, "rate", N_("{what}: no actuals of both stages"))
        ratio, when, as_of = found
        if ratio > 1:
            return self._stays(rate, "rate", N_("{what}: more was counted after the step than before it"))
        value = Decimal(round(ratio * 10_000)) / 10_000
        return self._taken(rate, {"rate": value, "evidence": "data", "as_of": as_of}, "rate", when)

    def _newest(self, key: str) -> tuple[Decimal, str] | None:
        """The newest actual of a row, and when it was; a month counts before the weeks within it."""
        row = self._card.row(key)
        if row is None:
            return None
        held = [
            (period.months_gone, period.kind == "month", value, period.words)
            for period, value in zip(self._card.periods, row.actuals, strict=True)
            if value is not None
        ]
        return max(held)[2:] if held else None

    def _ratio(self, stage: str) -> tuple[Fraction, str, dt.date | None] | None:
        """Records at the next stage over records at this one, which periods they are of, and the last day of those."""
        ids = [item.id for item in self._view.all(FunnelStage)]
        place = ids.index(stage) + 1 if stage in ids else len(ids)
        if place >= len(ids):
            return None
        here, there = self._card.row(f"FunnelStage:{stage}"), self._card.row(f"FunnelStage:{ids[place]}")
        if here is None or there is None:
            return None
        for kind in ("month", "week"):
            both = [
                (first, second, self._card.periods[at])
                for at in self._card.places(kind)
                if (first := here.actuals[at]) is not None and (second := there.actuals[at]) is not None
            ]
            total = sum((Fraction(first) for first, _second, _period in both), Fraction(0))
            if total > 0:
                passed = sum((Fraction(second) for _first, second, _period in both), Fraction(0))
                last = both[-1][2]
                words = ngettext("{count} month until {last}", "{count} months until {last}", len(both))
                if kind == "week":
                    words = ngettext("{count} week until {last}", "{count} weeks until {last}", len(both))
                return passed / total, words.format(count=len(both), last=last.words), last.ends
        return None

    def _taken(self, item: R, values: dict[str, Any], column: str, when: str) -> R:
        new = with_columns(item, values)
        before, after = shown(self._view, item, column), shown(self._view, new, column)
        words = _("{what}: {after} ({when}; before: {before})") if before else _("{what}: {after} ({when})")
        self.taken.append(words.format(what=self._what(item, column), after=after, when=when, before=before))
        return new

    def _stays(self, item: R, column: str, why: str) -> R:
        # Where nobody had said a value there is nothing to replace.
        if column_value(item, spec_of(item).by_column[column]) is not None:
            self.missing.append(_(why).format(what=self._what(item, column)))
        return item

    def _what(self, item: Record, column: str) -> str:
        label = label_of(self._view, spec_of(item).by_column[column])
        if isinstance(item, Rate):
            return called(self._view, item)
        return _("{item}, {field}").format(item=item.code or called(self._view, item), field=label)


# References, and what to say


def _without_dangling(plan: Snapshot) -> Snapshot:
    """References to what stayed behind are emptied; what cannot be without one stays behind too."""
    while True:
        changes: dict[str, dict[str, Record | None]] = {}
        for item in plan:
            spec = spec_of(item)
            for column in spec.columns:
                value, kind = column_value(item, column), column.kind
                if not value or not isinstance(kind, Ref):
                    continue
                there = plan.find(value) if isinstance(kind, AnyRef) else plan.table(kind.target).rows.get(value)
                if there is not None:
                    continue
                rows = changes.setdefault(spec.name, {})
                held = rows.get(item.id, item)
                empty = None if column.field.required or held is None else with_columns(held, {column.name: ""})
                rows[item.id] = empty
        if not changes:
            return plan
        plan = plan.replaced(changes)


def _said(view: PlanView, plan: Snapshot, left: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What comes along and what stays behind, as lines."""
    found = standings(view)
    here = {key_of(item) for item in plan}
    agreed = sum(one.agreed for key, one in found.items() if key in here)
    open_ones = sum(not one.agreed for key, one in found.items() if key in here)
    people = len(plan.all(Participant))
    points = len(plan.all(ParkingItem)) + len(plan.all(LeadershipAsk))
    carried = [
        _counted(agreed, N_("{count} agreed item, as a proposal"), N_("{count} agreed items, as proposals")),
        _counted(open_ones, N_("{count} item that was still open"), N_("{count} items that were still open")),
        _counted(points, N_("{count} point to decide"), N_("{count} points to decide")),
        _counted(people, N_("{count} person, with their team"), N_("{count} people, with their teams")),
        _counted(
            len(plan.all(Statement)), N_("{count} statement, to score anew"), N_("{count} statements, to score anew")
        ),
    ]
    wins = sum(key.startswith("QuickWin:") for key in left)
    behind = [
        _counted(
            wins, N_("{count} quick win that is done or stopped"), N_("{count} quick wins that are done or stopped")
        ),
        _("Stances, versions, signatures, decisions and the whole history"),
        _("Actuals, check-ins, wins and losses; private notes; scores and votes"),
        _("What was in flight and already booked: count it anew") if _counts_anew(view) else "",
    ]
    return tuple(filter(None, carried)), tuple(filter(None, behind))


def _counts_anew(view: PlanView) -> bool:
    return bool(view.all(InFlight)) or any(segment.existing_revenue for segment in view.all(Segment))


def _counted(count: int, one: str, many: str) -> str:
    return ngettext(one, many, count).format(count=locale.format_number(count)) if count else ""
