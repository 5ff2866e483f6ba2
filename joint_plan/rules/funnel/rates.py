"""Which rate and days hold from stage to stage for a segment and source (funnel.md, "Inputs", rules 3 and 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from joint_plan.base.texts import N_, _
from joint_plan.plan.funnel import FunnelStage, Rate, Segment, Source
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.funnel.factors import ONE, Factors
from joint_plan.rules.funnel.problems import Problems

_NAMED = 3
"""How many segments and sources a sentence lists before it says how many more there are."""


@dataclass(frozen=True, slots=True)
class Step:
    """The way from one stage to the next.

    `rate` is `None` where none or more than one applies; a rate of 0 leads nowhere either. `record` is the id of the
    `Rate` that applies, "" where none does.
    """

    stage: str
    rate: Fraction | None
    days: Fraction
    record: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps from a source's entry stage to the win, and what holds from each stage on, the win included.

    `products` are the rates multiplied through to the win, `days` the days added, `lags` those in whole months; all
    three are `None` from where the win cannot be reached.
    """

    steps: tuple[Step, ...]
    products: tuple[Fraction | None, ...]
    days: tuple[Fraction | None, ...]
    lags: tuple[int | None, ...]


def lag_months(days: Fraction) -> int:
    """Days as whole months of 30.4375 days, rounded half up (rule 4)."""
    return (32 * days.numerator + 487 * days.denominator) // (974 * days.denominator)


class Rates:
    """Finds the most specific rate: segment and source, segment, source, neither. It wins whole, days included."""

    def __init__(self, view: PlanView, stages: Sequence[FunnelStage], factors: Factors, problems: Problems) -> None:
        self._stages = stages
        self._factors = factors
        self._problems = problems
        self._by_place: dict[tuple[str, str, str], list[Rate]] = {}
        self._steps: dict[tuple[str, str, str], Step] = {}
        self._chains: dict[tuple[int, tuple[tuple[str, str, str], ...]], Chain] = {}
        self._missing: dict[int, list[str]] = {}
        self._asked: dict[int, int] = {}
        for row in view.all(Rate):
            self._by_place.setdefault((row.stage, row.segment, row.source), []).append(row)
        self._doubled()
        self._after_the_win()

    def chain(self, entry: int, segment: Segment, source: Source, *, used: bool) -> Chain:
        """The steps for a segment and source; what is missing is a problem only where it is used."""
        places = tuple(self._place(index, segment, source, used=used) for index in range(entry, len(self._stages) - 1))
        known = self._chains.get((entry, places))
        if known is None:
            known = self._chains[entry, places] = _chain([self._step(place) for place in places])
        if used:
            for step in known.steps:
                self._check(step)
        return known

    def report_missing(self) -> None:
        """List the steps without a rate, one problem a step."""
        for index in sorted(self._missing):
            stage, following = self._stages[index], self._stages[index + 1]
            pairs = self._missing[index]
            if len(pairs) == self._asked[index]:
                self._problems.add(
                    "Rate",
                    "",
                    "rate",
                    N_("There is no rate from {stage} to {next}."),
                    stage=stage.name,
                    next=following.name,
                )
                continue
            named = ", ".join(pairs[:_NAMED])
            if len(pairs) > _NAMED:
                named = _("{names} and {count} more").format(names=named, count=len(pairs) - _NAMED)
            self._problems.add(
                "Rate",
                "",
                "rate",
                N_("There is no rate from {stage} to {next} for {names}."),
                stage=stage.name,
                next=following.name,
                names=named,
            )

    def _place(self, index: int, segment: Segment, source: Source, *, used: bool) -> tuple[str, str, str]:
        """Where the rate stands that applies; a missing one gives a place that has no row."""
        stage = self._stages[index].id
        if used:
            self._asked[index] = self._asked.get(index, 0) + 1
        for place in (
            (stage, segment.id, source.id),
            (stage, segment.id, ""),
            (stage, "", source.id),
            (stage, "", ""),
        ):
            if place in self._by_place:
                return place
        if used:
            self._missing.setdefault(index, []).append(f"{segment.name} / {source.name}")
        return (stage, "", "")

    def _step(self, place: tuple[str, str, str]) -> Step:
        known = self._steps.get(place)
        if known is None:
            rows = self._by_place.get(place, [])
            known = Step(place[0], None, Fraction(0))
            if len(rows) == 1:
                row = rows[0]
                rate = None if row.rate is None else self._factors.rate(row.stage, row.rate)
                known = Step(row.stage, rate, Fraction(row.days or 0) * self._factors.days, row.id)
            self._steps[place] = known
        return known

    def _check(self, step: Step) -> None:
        if not step.record:
            return
        if step.rate is None:
            self._problems.add("Rate", step.record, "rate", N_("This row has no rate."))
        elif not step.rate:
            if self._factors.rates.get(step.stage, ONE):
                text = N_("A rate of 0 never gets to the next stage; nothing before it can be computed.")
                self._problems.add("Rate", step.record, "rate", text)
            else:
                text = N_("This scenario's factor makes the rate from “{stage}” 0: nothing gets to the next stage.")
                name = next(stage.name for stage in self._stages if stage.id == step.stage)
                self._problems.add("ScenarioRate", self._factors.rows[step.stage], "factor", text, stage=name)

    def _doubled(self) -> None:
        for rows in self._by_place.values():
            for row in rows if len(rows) > 1 else ():
                self._problems.add(
                    "Rate",
                    row.id,
                    "stage",
                    N_("There is another rate for the same stage, segment and source; none of them is used."),
                )

    def _after_the_win(self) -> None:
        win = self._stages[-1].id if self._stages else ""
        for (stage, _segment, _source), rows in self._by_place.items():
            if stage == win:
                for row in rows:
                    text = N_("“{stage}” is the win: there is no step after it, so this rate has no effect.")
                    self._problems.add("Rate", row.id, "stage", text, stage=self._stages[-1].name)


def _chain(steps: list[Step]) -> Chain:
    product: Fraction | None = ONE
    days: Fraction | None = Fraction(0)
    products, all_days = [product], [days]
    for step in reversed(steps):
        product = product * step.rate if product is not None and step.rate else None
        days = days + step.days if days is not None and step.rate else None
        products.append(product)
        all_days.append(days)
    products.reverse()
    all_days.reverse()
    return Chain(
        tuple(steps),
        tuple(products),
        tuple(all_days),
        tuple(None if total is None else lag_months(total) for total in all_days),
    )
