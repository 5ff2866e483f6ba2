"""Levers and what rests on guesses: what a small change of an input does to the entry records (funnel.md, rule 9)."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from joint_plan.plan.funnel import Rate
from joint_plan.rules.funnel.inputs import Inputs, Path
from joint_plan.rules.funnel.months import summed

POINT = Fraction(1, 100)
GUESS_OFF = Fraction(5, 100)
"""By how much a rate that is not from data is taken to be too high when its risk is shown."""


@dataclass(frozen=True, slots=True)
class Lever:
    """What one more percentage point of a rate (kind "rate"), or deals one percent larger ("deal_size"), would save.

    A rate's lever has the reach of its row: `segment` and `source` are "" for all. `before` and `after` are the
    rate. `needed` are the entry records of all segments and sources for the plan's own revenue, by entry stage (those
    that are reachable); `fewer` is what this lever takes off them. `evidence` is the row's.
    """

    kind: str
    stage: str
    segment: str
    source: str
    before: Fraction | None
    after: Fraction | None
    needed: Mapping[str, Fraction]
    fewer: Mapping[str, Fraction] | None
    record: str = ""
    evidence: str = ""

    @property
    def fewer_entry_records(self) -> Fraction | None:
        """Over all entry stages, exact; `None` where not reachable."""
        return None if self.fewer is None else summed(list(self.fewer.values()))

    @property
    def fewer_committed(self) -> Mapping[str, int]:
        """Whole records by entry stage: the need rounded up before, less the need rounded up after."""
        return {
            stage: math.ceil(self.needed[stage]) - math.ceil(self.needed[stage] - fewer)
            for stage, fewer in (self.fewer or {}).items()
        }


@dataclass(frozen=True, slots=True)
class Guess:
    """A rate that does not come from data, and how many more entry records it takes if it is 5 points lower.

    `more` is `None` where the stage is not reachable then.
    """

    record: str
    stage: str
    segment: str
    source: str
    evidence: str
    rate: Fraction
    more: Mapping[str, Fraction] | None

    @property
    def more_entry_records(self) -> Fraction | None:
        """Over all entry stages, exact."""
        return None if self.more is None else summed(list(self.more.values()))


def levers_of(inputs: Inputs) -> tuple[Lever, ...]:
    """All levers, the strongest first, those without a figure last."""
    used = [path for path in inputs.paths if path.share != 0]
    needed = _needed([path for path in used if _needed([path], inputs) is not None], inputs) or {}
    found = [_rate_lever(row, inputs, paths, needed) for row, paths in _reach(inputs)]
    if inputs.paths:
        found.append(_deal_size_lever(_needed(used, inputs), needed))
    return tuple(sorted(found, key=_weakest))


def guesses_of(inputs: Inputs) -> tuple[Guess, ...]:
    """The rates that are told or guessed and that something rests on, those with the most at stake first."""
    found = []
    for row, paths in _reach(inputs):
        if row.evidence in {"", "data"} or row.rate is None or not paths:
            continue
        rate = inputs.factors.rate(row.stage, row.rate)
        needed = _needed(paths, inputs)
        lower = rate - GUESS_OFF
        more = None
        if needed is not None and rate and lower > 0:
            more = {stage: need * (rate / lower - 1) for stage, need in needed.items()}
        found.append(Guess(row.id, row.stage, row.segment, row.source, row.evidence, rate, more))
    return tuple(sorted(found, key=lambda guess: -(guess.more_entry_records or 0)))


def _weakest(lever: Lever) -> tuple[bool, Fraction]:
    fewer = lever.fewer_entry_records
    return (fewer is None, -(fewer or Fraction(0)))


def _reach(inputs: Inputs) -> list[tuple[Rate, list[Path]]]:
    """Each rate row with the segments and sources it applies to; rows at the win or set aside are left out."""
    by_record: dict[str, list[Path]] = {}
    for path in inputs.paths:
        if path.share == 0:
            continue
        for step in path.chain.steps:
            by_record.setdefault(step.record, []).append(path)
    win = inputs.stages[-1].id if inputs.stages else ""
    given = Counter((row.stage, row.segment, row.source) for row in inputs.rates)
    return [
        (row, by_record.get(row.id, []))
        for row in inputs.rates
        if row.stage != win and given[row.stage, row.segment, row.source] == 1
    ]


def _needed(paths: list[Path], inputs: Inputs) -> dict[str, Fraction] | None:
    """Entry records for the plan's own revenue by entry stage; `None` if one of them is not reachable."""
    parts: dict[str, list[Fraction]] = {}
    for path in paths:
        deals, product = path.deals, path.chain.products[0]
        if deals is None or product is None or path.need.weights is None:
            return None
        parts.setdefault(inputs.stages[path.entry].id, []).append(deals / product)
    order = [stage.id for stage in inputs.stages]
    return {stage: summed(parts[stage]) or Fraction(0) for stage in sorted(parts, key=order.index)}


def _rate_lever(row: Rate, inputs: Inputs, paths: list[Path], needed: Mapping[str, Fraction]) -> Lever:
    rate = None if row.rate is None else inputs.factors.rate(row.stage, row.rate)
    after = None if rate is None else min(Fraction(1), rate + POINT)
    resting = _needed(paths, inputs)
    fewer = None
    if resting is not None and rate and after:
        fewer = {stage: need * (1 - rate / after) for stage, need in resting.items()}
    return Lever("rate", row.stage, row.segment, row.source, rate, after, needed, fewer, row.id, row.evidence)


def _deal_size_lever(resting: Mapping[str, Fraction] | None, needed: Mapping[str, Fraction]) -> Lever:
    fewer = None if resting is None else {stage: need * (1 - 1 / (1 + POINT)) for stage, need in resting.items()}
    return Lever("deal_size", "", "", "", None, None, needed, fewer)
