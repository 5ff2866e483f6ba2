"""A scenario's factors on the inputs (funnel.md, "Inputs"); the base has none."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from joint_plan.base.texts import N_
from joint_plan.plan.funnel import Scenario, ScenarioRate
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.funnel.problems import Problems

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Factors:
    """Factors on revenue target, deal size, days, and on the rate from each stage.

    `rows` are the ids of the `ScenarioRate` that each stage's factor comes from.
    """

    revenue: Fraction = ONE
    deal_size: Fraction = ONE
    days: Fraction = ONE
    rates: Mapping[str, Fraction] = field(default_factory=lambda: MappingProxyType({}))
    rows: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    scenario: str = ""

    def rate(self, stage: str, rate: Decimal) -> Fraction:
        """The rate from a stage in this scenario: at most 1."""
        factor = self.rates.get(stage)
        return Fraction(rate) if factor is None else min(ONE, Fraction(rate) * factor)


BASE = Factors()


def factors_of(view: PlanView, scenario: Scenario, problems: Problems) -> Factors:
    """A scenario's factors. Two for the same stage contradict each other: neither is taken, and it is a problem."""
    rows = [row for row in view.where(ScenarioRate, "scenario", scenario.id) if row.factor is not None]
    given = Counter(row.stage for row in rows)
    for row in rows:
        if given[row.stage] > 1:
            problems.add(
                "ScenarioRate",
                row.id,
                "factor",
                N_("The scenario “{scenario}” has more than one factor for the same stage; none of them is used."),
                scenario=scenario.name,
            )
    return Factors(
        _factor(scenario.revenue_target),
        _factor(scenario.deal_size),
        _factor(scenario.days),
        MappingProxyType(
            {row.stage: Fraction(row.factor) for row in rows if row.factor is not None and given[row.stage] == 1}
        ),
        MappingProxyType({row.stage: row.id for row in rows}),
        scenario.id,
    )


def _factor(value: Decimal | None) -> Fraction:
    return ONE if value is None else Fraction(value)
