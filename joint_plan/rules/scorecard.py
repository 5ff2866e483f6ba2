"""The scorecard: what was measured of each metric, SLA and funnel stage, against what the plan says for that period.

Targets come from the plan and are exact; what nobody has said is `None`, never 0:

- A kept metric takes the first goal that names it, counts in its unit and has a target. From the goal's value of today
  the target runs in a straight line through the ends of the months to the month in which it is due, and stays there;
  without a value of today or a day it is due the target is the same in every period. The revenue goal's is a sum over
  the plan: each segment's revenue target falls into the months by its weights.
- An SLA with a share of cases is measured in percent of cases. Levels with one common share give that share; with
  different ones the whole has no target until the SLA itself says one. A number for a period (10 a week) is scaled to
  the scorecard's period by calendar days, months counting as twelfths of a year; a number without one stays as it is.
  A target from the funnel is the committed number of the month. Nothing is owed in periods that end before it starts.
- A funnel stage takes the committed number of the month over all segments and sources, as the SLAs do: what was in
  flight when the plan started is in a month's count too, so the count is read against the whole need.
- A week takes the share of its months' numbers that falls on its days.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from joint_plan.base.texts import N_, _
from joint_plan.plan.follow_up import Actual
from joint_plan.plan.funnel import FunnelStage
from joint_plan.plan.goals import Goal, Metric
from joint_plan.plan.journey import Stage
from joint_plan.plan.record import key_of, title_of
from joint_plan.plan.session import Team
from joint_plan.plan.slas import Sla, SlaLevel
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.durations import parse_duration
from joint_plan.rules.funnel import funnel
from joint_plan.rules.funnel_targets import monthly_targets
from joint_plan.rules.names import named, team_name
from joint_plan.rules.scorecard_periods import Period, periods_of
from joint_plan.rules.scorecard_targets import Numbers, by_period, goal_targets, paced, revenue_targets
from joint_plan.rules.standing import visible_sections

__all__ = [
    "HELD_FROM",
    "MET_FROM",
    "NEAR_FROM",
    "Period",
    "ScoreProblem",
    "ScoreRow",
    "Scorecard",
    "Together",
    "attainment",
    "group_name",
    "last_statuses",
    "scorecard",
    "standing_words",
    "status",
    "status_label",
    "variance",
]

MET_FROM = Fraction(1)
"""The share of a target from which it is met."""
NEAR_FROM = Fraction(9, 10)
"""The share of a target from which it is nearly met."""
HELD_FROM = Fraction(95, 100)
"""The share from which a value that is to stay where it is counts as held: it differs by 5 % at the most."""

STATUSES = (("met", N_("Met")), ("near", N_("Near")), ("missed", N_("Missed")))

_CLASS_GROUPS = {"outcome": "outcomes", "driver": "drivers"}
_GROUPS = {
    "outcomes": N_("Outcomes"),
    "drivers": N_("Drivers"),
    "others": N_("Other measures"),
    "funnel": N_("Funnel"),
    "together": N_("How the teams work together"),
}
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One measure.

    Attributes:
        key: `Type:id` of what is measured.
        type_name: "Metric", "Sla" or "FunnelStage".
        code, name: what people call it; a funnel stage has no code.
        group: "outcomes", "drivers", "others", "promises:<team id>" or "funnel"; in words: `group_name`.
        owner_team: id of the team that answers for it, "" where nobody is named.
        unit: one of the units of a metric ("count", "money", "percent" as 0 to 100, ...) or an SLA's own words.
        direction: "up", "down" or "hold".
        targets, actuals: by place in `Scorecard.periods`; `None` is unknown.
        without: why there is no target anywhere, in words; "" where there is one.
    """

    key: str
    type_name: str
    code: str
    name: str
    group: str
    owner_team: str
    unit: str
    direction: str
    targets: Numbers
    actuals: tuple[Decimal | None, ...]
    without: str = ""

    @property
    def title(self) -> str:
        """Code and name."""
        return f"{self.code} {self.name}" if self.code and self.code != self.name else self.name


@dataclass(frozen=True, slots=True)
class Together:
    """How the teams work together: of the promises measured in each period, how many were met.

    Attributes:
        key: "promises:<team id>" for what one team owes, "handoffs" for the handoffs of all.
        rows: keys of the rows that are counted.
        met, measured: by place in `Scorecard.periods`.
    """

    key: str
    name: str
    rows: tuple[str, ...]
    met: tuple[int, ...]
    measured: tuple[int, ...]

    def share(self, place: int) -> Fraction | None:
        """The share that was met in a period, of 1; `None` where nothing was measured."""
        return Fraction(self.met[place], self.measured[place]) if self.measured[place] else None


@dataclass(frozen=True, slots=True)
class ScoreProblem:
    """An actual that does not count, and why; `key` is the actual's."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Rows against periods: the weeks first (eight at the most), then all months of the plan.

    `recorded` holds the actual that counts, by key of the row and key of the period; its value is `None` where there is
    no more than a comment yet.
    """

    periods: tuple[Period, ...]
    rows: tuple[ScoreRow, ...]
    together: tuple[Together, ...]
    recorded: Mapping[tuple[str, str], Actual]
    problems: tuple[ScoreProblem, ...]

    def row(self, key: str) -> ScoreRow | None:
        """The row of this key."""
        return next((row for row in self.rows if row.key == key), None)

    def places(self, kind: str) -> tuple[int, ...]:
        """The places of the periods of a kind, "month" or "week"."""
        return tuple(place for place, period in enumerate(self.periods) if period.kind == kind)


def variance(row: ScoreRow, place: int) -> Fraction | None:
    """How far an actual is from its target, plus where it is better; never above 0 for what is to be held."""
    target, actual = row.targets[place], row.actuals[place]
    if target is None or actual is None:
        return None
    apart = Fraction(actual) - target
    return {"up": apart, "down": -apart}.get(row.direction, -abs(apart))


def attainment(row: ScoreRow, place: int) -> Fraction | None:
    """The share of the target that was reached, 1 being all of it; above 1 is better still.

    Up: actual / target. Down: target / actual. Hold: 1 less the part by which it differs, not below 0. `None` where
    the ratio says nothing: a target of 0 or below, or (down) an actual of 0 or below.
    """
    target, actual = row.targets[place], row.actuals[place]
    if target is None or actual is None:
        return None
    if row.direction == "hold":
        return max(Fraction(0), 1 - abs(Fraction(actual) - target) / abs(target)) if target else None
    if target <= 0 or (row.direction == "down" and actual <= 0):
        return None
    return target / Fraction(actual) if row.direction == "down" else Fraction(actual) / target


def status(row: ScoreRow, place: int) -> str:
    """The status of one of `STATUSES`: "met", "near" or "missed"; "" where target or actual is unknown.

    Where attainment says nothing, on the right side of the target is met and the other is missed.
    """
    apart = variance(row, place)
    if apart is None:
        return ""
    reached = attainment(row, place)
    if reached is None:
        return "met" if apart >= 0 else "missed"
    if reached >= (HELD_FROM if row.direction == "hold" else MET_FROM):
        return "met"
    return "near" if reached >= NEAR_FROM else "missed"


def last_statuses(card: Scorecard, places: Sequence[int] | None = None) -> Mapping[str, int]:
    """How many rows stand how in the last period that says so, of those at these places; "" where none does."""
    shown = range(len(card.periods)) if places is None else places
    # A month says more than the week that ends with it.
    order = sorted(shown, key=lambda place: (card.periods[place].months_gone, place), reverse=True)
    return Counter(next((said for place in order if (said := status(row, place))), "") for row in card.rows)


def standing_words(card: Scorecard) -> str:
    """How many rows met their target when they were last measured: "7 met, 3 near, 4 missed"; "" before any was."""
    found = last_statuses(card)
    if not any(found[value] for value, _label in STATUSES):
        return ""
    return _("{met} met, {near} near, {missed} missed").format(**{value: found[value] for value, _label in STATUSES})


def status_label(found: str) -> str:
    """A status in words; "" for none."""
    return next((_(label) for value, label in STATUSES if value == found), "")


def group_name(view: PlanView, group: str) -> str:
    """A group of rows in words."""
    kind, _colon, team = group.partition(":")
    if kind == "promises":
        return _("What {team} owes").format(team=team_name(view, team)) if team else _("Promises of no team yet")
    return _(_GROUPS[group])


def scorecard(view: PlanView) -> Scorecard:
    """The scorecard of a plan; sections that it leaves out have no rows."""
    return view.derived(_scorecard)


def _scorecard(view: PlanView) -> Scorecard:
    periods = periods_of(view)
    sections = {section.key for section in visible_sections(view)}
    rows: list[ScoreRow] = []
    if "goals" in sections:
        rows += [_metric_row(view, item, periods) for item in view.all(Metric) if item.decision == "keep"]
        rows.sort(key=lambda row: tuple(_GROUPS).index(row.group))
    if "slas" in sections:
        teams = [team.id for team in view.all(Team)]
        promises = [_sla_row(view, item, periods) for item in view.all(Sla)]
        rows += sorted(promises, key=lambda row: teams.index(row.owner_team) if row.owner_team in teams else len(teams))
    if "goals" in sections:
        rows += [_stage_row(view, item, periods) for item in view.all(FunnelStage)]
    recorded, problems = _counted(view, periods, frozenset(row.key for row in rows))
    held = tuple(
        replace(row, actuals=tuple(_value(recorded.get((row.key, period.key))) for period in periods)) for row in rows
    )
    return Scorecard(periods, held, _together(view, held, len(periods)), recorded, problems)


def _value(item: Actual | None) -> Decimal | None:
    return None if item is None else item.value


# Rows


def _metric_row(view: PlanView, item: Metric, periods: tuple[Period, ...]) -> ScoreRow:
    goals = [goal for goal in view.where(Goal, "metric", item.id) if goal.revenue_goal or goal.target is not None]
    goal = next((goal for goal in goals if goal.unit == item.unit), None)
    targets: Numbers = (None,) * len(periods)
    if goal is not None:
        targets = revenue_targets(view, goal, periods) if goal.revenue_goal else goal_targets(view, goal, periods)
    without = ""
    if goal is None:
        without = _("{goal} counts in another unit.").format(goal=named(goals[0])) if goals else _("No goal names it.")
    elif not any(target is not None for target in targets):
        without = _("{goal} has no target yet.").format(goal=named(goal))
    group = _CLASS_GROUPS.get(item.metric_class, "others")
    return _row(item, group, item.owner_team, item.unit, item.direction, targets, without)


def _sla_row(view: PlanView, item: Sla, periods: tuple[Period, ...]) -> ScoreRow:
    levels = view.where(SlaLevel, "sla", item.id)
    shares = {level.met_share for level in levels if level.met_share is not None}
    timed = item.time_limit is not None or any(level.limit is not None for level in levels)
    unit, direction, without = item.unit.strip() or "count", "up", ""
    targets: Numbers = (None,) * len(periods)
    if item.met_share is not None or shares or timed:
        unit = "percent"
        share = item.met_share if item.met_share is not None or len(shares) != 1 else next(iter(shares))
        if share is not None:
            targets = (Fraction(share) * _PERCENT,) * len(periods)
        without = _("Its levels have different shares.") if shares else _("Nobody has said in which share of cases.")
    elif item.target_from == "funnel":
        targets = by_period(periods, {month: Fraction(n) for month, n in monthly_targets(view, item).items()}.get)
        without = _("The funnel has no number for it yet.")
    else:
        if item.target is not None:
            targets = paced(item, Fraction(item.target), periods)
        if item.period is None and item.unit.strip() and parse_duration(f"1 {item.unit}") is not None:
            direction = "down"
        without = _("The SLA has no target yet.")
    owed = any(target is not None for target in targets)
    targets = tuple(
        None if item.starts_on and period.ends and period.ends < item.starts_on else target
        for target, period in zip(targets, periods, strict=True)
    )
    if owed:
        without = "" if any(target is not None for target in targets) else _("It starts after the plan.")
    return _row(item, f"promises:{item.owed_by}", item.owed_by, unit, direction, targets, without)


def _stage_row(view: PlanView, item: FunnelStage, periods: tuple[Period, ...]) -> ScoreRow:
    months = {figure.month: figure.committed for figure in funnel(view).total(item.id).months}
    known = {month: Fraction(count) for month, count in months.items() if count is not None}
    leads = {stage.lead_team for stage in view.where(Stage, "funnel_stage", item.id)}
    owner = leads.pop() if len(leads) == 1 else ""
    without = "" if known else _("The funnel does not reach this stage yet.")
    return _row(item, "funnel", owner, "count", "up", by_period(periods, known.get), without)


def _row(
    item: Metric | Sla | FunnelStage,
    group: str,
    owner_team: str,
    unit: str,
    direction: str,
    targets: Numbers,
    without: str,
) -> ScoreRow:
    return ScoreRow(
        key=key_of(item),
        type_name=type(item).__name__,
        code=item.code,
        name=title_of(item),
        group=group,
        owner_team=owner_team,
        unit=unit,
        direction=direction,
        targets=targets,
        actuals=(None,) * len(targets),
        without=without,
    )


# Actuals


def _counted(
    view: PlanView, periods: tuple[Period, ...], rows: frozenset[str]
) -> tuple[Mapping[tuple[str, str], Actual], tuple[ScoreProblem, ...]]:
    """The actual that counts for each row and period, the last one in the plan; and those that do not count."""
    months = {period.starts: period.key for period in periods if period.kind == "month" and period.starts}
    weeks = {period.starts: period.key for period in periods if period.kind == "week" and period.starts}
    found: dict[tuple[str, str], Actual] = {}
    problems: list[ScoreProblem] = []
    for item in view.all(Actual):
        place = months.get(item.month) if item.month else weeks.get(_monday(item.week)) if item.week else None
        fault = _fault(item, known=item.item in rows, inside=place is not None)
        before = found.get((item.item, place)) if place is not None else None
        if item.value is None:
            # A comment alone: it stands until something is measured.
            if not fault and place is not None and (before is None or before.value is None):
                found[item.item, place] = item
            continue
        if fault or place is None:
            problems.append(ScoreProblem(key_of(item), fault))
            continue
        if before is not None and before.value is not None:
            text = _("Measured twice for the same period; the later one counts.")
            problems.append(ScoreProblem(key_of(before), text))
        found[item.item, place] = item
    return MappingProxyType(found), tuple(problems)


def _fault(item: Actual, known: bool, inside: bool) -> str:
    if not known:
        return _("What it measured is not on the scorecard.")
    if item.month and item.week:
        return _("It names a month and a week; keep one of them.")
    if not (item.month or item.week):
        return _("It names neither a month nor a week.")
    if inside:
        return ""
    return _("This month is outside of the plan.") if item.month else _("This week is none of the first eight.")


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


# Together


def _together(view: PlanView, rows: tuple[ScoreRow, ...], length: int) -> tuple[Together, ...]:
    promises = [row for row in rows if row.type_name == "Sla"]
    handoffs = {key_of(item) for item in view.all(Sla) if item.from_stage and item.to_stage}
    found = []
    for group in dict.fromkeys(row.group for row in promises):
        team = group.partition(":")[2]
        if team:
            name = _("Promises kept by {team}").format(team=team_name(view, team))
            found.append(_kept(group, name, [row for row in promises if row.group == group], length))
    both = [row for row in promises if row.key in handoffs]
    if both:
        found.append(_kept("handoffs", _("Handoffs kept"), both, length))
    return tuple(found)


def _kept(key: str, name: str, rows: list[ScoreRow], length: int) -> Together:
    statuses = [[status(row, place) for row in rows] for place in range(length)]
    return Together(
        key,
        name,
        tuple(row.key for row in rows),
        tuple(found.count("met") for found in statuses),
        tuple(len(found) - found.count("") for found in statuses),
    )
