"""What the funnel's drawings show of a plan, gathered from the funnel's figures and the records around it."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.plan.funnel import Capacity, Scenario, ScenarioRate
from joint_plan.plan.journey import Stage
from joint_plan.plan.slas import Sla
from joint_plan.rules.funnel import Funnel, funnel, scenarios, way

if TYPE_CHECKING:
    from collections.abc import Mapping

    from joint_plan.plan.snapshot import PlanView, Snapshot
    from joint_plan.rules.funnel import Figure


@dataclass(frozen=True, slots=True)
class StageFacts:
    """One stage: its figure for the chosen segment, and the team that leads there."""

    id: str
    name: str
    team: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class StepFacts:
    """The way from one stage to the next, over all that passes there.

    `rate` is the mean by records; `None` where nothing passes. `days` are the least and the most. `guessed` says that
    a rate in it does not come from data; `handoff` is the key of the SLA between the two, "" without.
    """

    stage: str
    following: str
    rate: Fraction | None
    days: tuple[Fraction, Fraction]
    guessed: bool
    handoff: str
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FunnelFacts:
    """All of it for one segment ("" for all) in one scenario ("" for the base)."""

    funnel: Funnel
    segment: str
    stages: tuple[StageFacts, ...]
    steps: tuple[StepFacts, ...]
    start: dt.date | None
    currency: str

    def stage(self, stage_id: str) -> StageFacts | None:
        """The facts of a stage, `None` if it is gone."""
        return next((stage for stage in self.stages if stage.id == stage_id), None)

    def month_name(self, month: int) -> str:
        """A month of the plan in three letters; its number where the plan does not say when it starts."""
        if self.start is None:
            return str(month)
        return locale.format_month_short(month_date(self.start, month))

    def quarter(self, month: int) -> tuple[int, int]:
        """Year and quarter of a month of the calendar, or of the plan where it does not say when it starts."""
        if self.start is None:
            return 0, (month - 1) // 3 + 1
        date = month_date(self.start, month)
        return date.year, (date.month - 1) // 3 + 1


def month_date(start: dt.date, month: int) -> dt.date:
    """The first day of a month of the plan; 1 is the first, 0 the one before it."""
    count = start.year * 12 + start.month - 1 + month - 1
    return dt.date(count // 12, count % 12 + 1, 1)


def funnel_facts(plan: Snapshot, segment: str = "", scenario: str = "") -> FunnelFacts:
    """The facts for one segment in one scenario; "" is all segments, and the base."""
    found = scenarios(plan).get(scenario) if scenario else None
    whole = found if found is not None else funnel(plan)
    teams = stage_teams(plan)
    stages = tuple(
        StageFacts(stage.id, stage.name, teams[stage.id], whole.figure(stage.id, segment)) for stage in whole.stages
    )
    return FunnelFacts(
        whole, segment, stages, _steps(plan, whole, stages, segment), plan.plan.period_start, plan.plan.currency
    )


def stage_teams(plan: PlanView) -> Mapping[str, str]:
    """The team that leads at each stage of the funnel.

    The journey says it; else who has capacity there; else whose source enters there; else it is who led before.
    """
    found: dict[str, str] = {}
    before = "marketing"
    whole = funnel(plan)
    first = whole.stages[0].id if whole.stages else ""
    entering = {source.entry_stage or first: source.team for source in reversed(whole.inputs.sources)}
    for stage in whole.stages:
        led = [item.lead_team for item in plan.where(Stage, "funnel_stage", stage.id) if item.lead_team]
        able = [row.team for row in plan.where(Capacity, "stage", stage.id) if row.team]
        known = [*led, *able]
        before = known[0] if known else entering.get(stage.id) or before
        found[stage.id] = before
    return found


def _steps(plan: Snapshot, whole: Funnel, stages: tuple[StageFacts, ...], segment: str) -> tuple[StepFacts, ...]:
    guessed = {guess.record for guess in whole.guesses}
    found = []
    for here, following in itertools.pairwise(stages):
        passed = way(whole, here.id, following.id, segment)
        found.append(
            StepFacts(
                here.id,
                following.id,
                passed.rate,
                passed.days,
                bool(guessed.intersection(passed.records)),
                _handoff(plan, here.id, following.id),
                passed.records,
            )
        )
    return tuple(found)


def _handoff(plan: Snapshot, stage: str, following: str) -> str:
    """The SLA that hands over between two stages of the journey which count these two stages of the funnel."""
    for sla in plan.all(Sla):
        start, end = plan.get(Stage, sla.from_stage), plan.get(Stage, sla.to_stage)
        if start is not None and end is not None and (start.funnel_stage, end.funnel_stage) == (stage, following):
            return f"Sla:{sla.id}"
    return ""


def scenario_choices(plan: Snapshot) -> tuple[tuple[str, str], ...]:
    """(id, name) of the scenarios to choose from; a scenario without any factor is the base, with the id ""."""
    found: list[tuple[str, str]] = []
    for item in plan.all(Scenario):
        changes = (item.revenue_target, item.deal_size, item.days, *plan.where(ScenarioRate, "scenario", item.id))
        neutral = all(change is None or change == 1 for change in changes)
        if not neutral or "" not in dict(found):
            found.append(("" if neutral else item.id, item.name))
    if "" not in dict(found):
        found.insert(0, ("", _("Base")))
    return tuple(found)


def exact_words(value: Fraction | None) -> str:
    """An exact count as it stands beside the committed one: two decimals at the most."""
    return "–" if value is None else locale.format_number(value, 2)


def whole_words(value: int | None) -> str:
    """A committed count."""
    return "–" if value is None else locale.format_number(value)


def rate_words(rate: Fraction | None) -> str:
    """A mean rate: of several ones it has endless decimals, and one is enough; the opened figure has the rows."""
    return "–" if rate is None else locale.format_rate(Fraction(round(rate * 1000), 1000))


def days_words(days: tuple[Fraction, Fraction]) -> str:
    """The least and the most days; empty where there are none."""
    low, high = days
    if not high:
        return ""
    if low == high:
        return _("{days} d").format(days=locale.format_number(low, 1))
    return _("{low}–{high} d").format(low=locale.format_number(low, 1), high=locale.format_number(high, 1))
