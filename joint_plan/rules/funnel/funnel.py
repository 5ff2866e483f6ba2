"""The funnel of a plan: every figure of funnel.md, computed together, once per state of the plan."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from joint_plan.plan.funnel import (
    Capacity,
    FunnelStage,
    InFlight,
    MonthWeight,
    Rate,
    Scenario,
    ScenarioRate,
    Segment,
    Source,
    SourceShare,
)
from joint_plan.plan.goals import Initiative
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.funnel.against import Coverage, Load, coverage_of, loads_of
from joint_plan.rules.funnel.factors import BASE, Factors, factors_of
from joint_plan.rules.funnel.figures import BeforeStart, Figure, SegmentFigures, before_start, segment_figures
from joint_plan.rules.funnel.in_flight import landings
from joint_plan.rules.funnel.inputs import Inputs, read_inputs
from joint_plan.rules.funnel.levers import Guess, Lever, guesses_of, levers_of
from joint_plan.rules.funnel.problems import Problem, Problems
from joint_plan.rules.funnel.rows import Row, rows_of
from joint_plan.rules.memo import ByIdentity

READS = (
    Rate,
    FunnelStage,
    Source,
    Segment,
    SourceShare,
    MonthWeight,
    InFlight,
    Capacity,
    Initiative,
    Scenario,
    ScenarioRate,
)
"""The record types the funnel follows from, besides the plan's own."""


@dataclass(frozen=True)
class Funnel:
    """All figures.

    Attributes:
        inputs: what they were computed from; its stages, sources and segments are in the plan's order.
        rows: by segment, then source, then stage from the source's entry to the win.
        totals: one figure a stage, in order: the headline figures.
        segments: what each segment asks for.
        before: needed before the plan starts.
        capacity, coverage: teams and initiatives against the need.
        problems: what is wrong between the records.
        scenario: id of the scenario, "" for the base.
    """

    inputs: Inputs
    rows: tuple[Row, ...]
    totals: tuple[Figure, ...]
    segments: tuple[SegmentFigures, ...]
    before: BeforeStart
    capacity: tuple[Load, ...]
    coverage: tuple[Coverage, ...]
    problems: tuple[Problem, ...]
    scenario: str = ""

    @cached_property
    def levers(self) -> tuple[Lever, ...]:
        """What small changes of rates and deal sizes would save, the strongest first."""
        return levers_of(self.inputs)

    @cached_property
    def guesses(self) -> tuple[Guess, ...]:
        """The rates that are told or guessed, those with the most at stake first."""
        return guesses_of(self.inputs)

    @property
    def months(self) -> int:
        """How many months the plan has."""
        return self.inputs.months

    @property
    def stages(self) -> tuple[FunnelStage, ...]:
        """The stages in order; the last one is the win."""
        return self.inputs.stages

    def total(self, stage: str) -> Figure:
        """The headline figure of a stage."""
        return self._totals.get(stage) or Figure(stage, (), self.months)

    def row(self, segment: str, source: str, stage: str) -> Row | None:
        """One row; `None` before the source's entry."""
        return self._rows.get((segment, source, stage))

    def figure(self, stage: str, segment: str = "", source: str = "") -> Figure:
        """A stage for one segment or source, "" for all: its rows' exact figures added and rounded up once."""
        if not segment and not source:
            return self.total(stage)
        rows = tuple(
            row for row in self.total(stage).rows if segment in {"", row.segment} and source in {"", row.source}
        )
        return Figure(stage, rows, self.months)

    @cached_property
    def _totals(self) -> Mapping[str, Figure]:
        return {figure.stage: figure for figure in self.totals}

    @cached_property
    def _rows(self) -> Mapping[tuple[str, str, str], Row]:
        return {(row.segment, row.source, row.stage): row for row in self.rows}


def funnel(view: PlanView) -> Funnel:
    """The plan's funnel; computed again only when one of its records has changed."""
    return view.derived(_base)


def scenarios(view: PlanView) -> Mapping[str, Funnel]:
    """The funnel of every scenario by the scenario's id, in the plan's order."""
    return view.derived(_scenarios)


def scenario(view: PlanView, item: Scenario) -> Funnel:
    """The funnel with a scenario's factors."""
    return scenarios(view)[item.id]


_kept: ByIdentity[Funnel] = ByIdentity(most=16)
_kept_scenarios: ByIdentity[Mapping[str, Funnel]] = ByIdentity(most=16)


def _base(view: PlanView) -> Funnel:
    return _kept.of(lambda: compute(view, BASE, Problems()), *_read(view))


def _scenarios(view: PlanView) -> Mapping[str, Funnel]:
    def computed() -> Mapping[str, Funnel]:
        found = {}
        for item in view.all(Scenario):
            problems = Problems()
            found[item.id] = compute(view, factors_of(view, item, problems), problems)
        return MappingProxyType(found)

    return _kept_scenarios.of(computed, *_read(view))


def _read(view: PlanView) -> list[object]:
    """The tables read, which snapshots share while they stay the same."""
    return [
        *(view.all(record_type) for record_type in READS),
        view.plan.months,
        view.plan.period_start,
        view.plan.currency,
    ]


def compute(view: PlanView, factors: Factors, problems: Problems) -> Funnel:
    """All figures with these factors; `problems` may hold faults found before."""
    inputs = read_inputs(view, factors, problems)
    landing = landings(view, inputs, problems)
    stages = [stage.id for stage in inputs.stages]
    rows: list[Row] = []
    for path in inputs.paths:
        rows += rows_of(path, inputs.months, stages, landing.get(path.key, {}))
    by_stage: dict[str, list[Row]] = {stage: [] for stage in stages}
    for row in rows:
        by_stage[row.stage].append(row)
    base = Funnel(
        inputs,
        tuple(rows),
        tuple(Figure(stage, tuple(found), inputs.months) for stage, found in by_stage.items()),
        segment_figures(inputs),
        before_start(rows, inputs),
        (),
        (),
        (),
        factors.scenario,
    )
    capacity = loads_of(view, inputs, base.figure, problems)
    coverage = coverage_of(view, inputs, base.figure, problems)
    return replace(base, capacity=capacity, coverage=coverage, problems=problems.all())
