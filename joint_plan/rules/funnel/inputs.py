"""The funnel's records, read once: what each segment needs and by which way each source brings it (funnel.md)."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from joint_plan.base.texts import N_
from joint_plan.plan.funnel import FunnelStage, MonthWeight, Rate, Segment, Source, SourceShare
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.funnel.factors import Factors
from joint_plan.rules.funnel.problems import Problems
from joint_plan.rules.funnel.rates import Chain, Rates

DEFAULT_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Weights:
    """How revenue falls into months: whole numbers by month, and their sum."""

    by_month: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Need:
    """What a segment asks for. `None`: not known, or contradictory.

    `new_revenue` is for the whole plan, `after_plan` for each month after it.
    """

    segment: Segment
    new_revenue: Fraction | None
    after_plan: Fraction | None
    weights: Weights | None


@dataclass(frozen=True, slots=True)
class Path:
    """One segment's revenue from one source: its share (of 1), its deal size and the way to the win.

    `entry` is the index of the stage where the source's records start; the chain begins there. `deals` are the wins
    needed for the plan's own revenue.
    """

    need: Need
    source: Source
    entry: int
    share: Fraction | None
    deal_size: Fraction | None
    deals: Fraction | None
    chain: Chain

    @property
    def key(self) -> tuple[str, str]:
        """Segment and source."""
        return (self.need.segment.id, self.source.id)


@dataclass(frozen=True, slots=True)
class Inputs:
    """All of it, in the order of the plan; `paths` by segment, then source.

    `start` is the first day of month 1, `None` where the plan does not say; `currency` three letters.
    """

    months: int
    start: dt.date | None
    currency: str
    stages: tuple[FunnelStage, ...]
    sources: tuple[Source, ...]
    needs: tuple[Need, ...]
    paths: tuple[Path, ...]
    rates: tuple[Rate, ...]
    factors: Factors

    def place(self, stage: str) -> int | None:
        """The index of a stage."""
        return next((index for index, item in enumerate(self.stages) if item.id == stage), None)

    def stage_name(self, stage: str) -> str:
        """What a stage is called."""
        return next((item.name for item in self.stages if item.id == stage), stage)

    def source_name(self, source: str) -> str:
        """What a source is called."""
        return next((item.name for item in self.sources if item.id == source), source)

    def segment_name(self, segment: str) -> str:
        """What a segment is called."""
        return next((need.segment.name for need in self.needs if need.segment.id == segment), segment)


def months_of(view: PlanView) -> int:
    """How many months the plan has."""
    return view.plan.months or DEFAULT_MONTHS


def read_inputs(view: PlanView, factors: Factors, problems: Problems) -> Inputs:
    """Read the records, with a scenario's factors; faults between them are added to `problems`."""
    stages, sources = view.all(FunnelStage), view.all(Source)
    if len(stages) < 2:
        problems.add("FunnelStage", "", "name", N_("The funnel needs the win and at least one stage before it."))
    if not sources:
        problems.add("Source", "", "name", N_("The funnel needs at least one source."))
    rates = Rates(view, stages, factors, problems)
    needs = _needs(view, factors, problems)
    entries = {source.id: _entry(source, stages) for source in sources}
    paths = []
    for need in needs if stages else ():
        shares = _shares(view, need.segment, sources, problems)
        sizes = {row.source: row.average_deal_size for row in view.where(SourceShare, "segment", need.segment.id)}
        for source in sources:
            share = shares.get(source.id, Fraction(0)) if shares is not None else None
            size = sizes.get(source.id) or need.segment.average_deal_size
            if share:
                _check_deal_size(need.segment, size is None, factors, problems)
            # A scenario's factor may be 0: there is no deal size then.
            scaled = (Fraction(size) * factors.deal_size if size is not None else None) or None
            entry = entries[source.id]
            chain = rates.chain(entry, need.segment, source, used=share != 0)
            paths.append(Path(need, source, entry, share, scaled, _deals(need, share, scaled), chain))
    rates.report_missing()
    return Inputs(
        months_of(view),
        view.plan.period_start,
        view.plan.currency,
        stages,
        sources,
        needs,
        tuple(paths),
        view.all(Rate),
        factors,
    )


def _entry(source: Source, stages: Sequence[FunnelStage]) -> int:
    return next((index for index, stage in enumerate(stages) if stage.id == source.entry_stage), 0)


def _deals(need: Need, share: Fraction | None, deal_size: Fraction | None) -> Fraction | None:
    if share == 0:
        return Fraction(0)
    if need.new_revenue is None or share is None or deal_size is None:
        return None
    return need.new_revenue * share / deal_size


def _check_deal_size(segment: Segment, missing: bool, factors: Factors, problems: Problems) -> None:
    if missing:
        text = N_("“{segment}” has no average deal size.")
        problems.add("Segment", segment.id, "average_deal_size", text, segment=segment.name)
    elif not factors.deal_size:
        problems.add("Scenario", factors.scenario, "deal_size", N_("A deal size of 0 wins no revenue."))


def _needs(view: PlanView, factors: Factors, problems: Problems) -> tuple[Need, ...]:
    months = months_of(view)
    general = view.where(MonthWeight, "segment", "")
    common = _weights(general, months, problems)
    found = []
    for segment in view.all(Segment):
        own = view.where(MonthWeight, "segment", segment.id)
        weights = _weights(own, months, problems) if own else common
        if segment.revenue_target is None:
            text = N_("“{segment}” has no revenue target.")
            problems.add("Segment", segment.id, "revenue_target", text, segment=segment.name)
            found.append(Need(segment, None, None, weights))
            continue
        target = Fraction(segment.revenue_target) * factors.revenue
        new = max(Fraction(0), target - Fraction(segment.existing_revenue or 0))
        after = segment.after_plan_monthly_revenue
        found.append(Need(segment, new, new / months if after is None else Fraction(after), weights))
    return tuple(found)


def _weights(rows: Sequence[MonthWeight], months: int, problems: Problems) -> Weights | None:
    """Whole-number weights; equal where there are no rows at all, `None` where they contradict or sum to 0."""
    if not rows:
        return Weights((1,) * months, months)
    by_month = [Fraction(0)] * months
    given = Counter(row.month for row in rows)
    doubled = False
    for row in rows:
        if row.month is None or row.month > months:
            text = N_("The plan has {months} months; this weight is for none of them.")
            problems.add("MonthWeight", row.id, "month", text, months=str(months))
        elif given[row.month] > 1:
            doubled = True
            text = N_("Month {month} has more than one weight; none of them is used.")
            problems.add("MonthWeight", row.id, "month", text, month=str(row.month))
        elif row.weight is None:
            problems.add("MonthWeight", row.id, "weight", N_("This row has no weight."))
        else:
            by_month[row.month - 1] = row.weight
    if doubled:
        return None
    if not any(by_month):
        problems.add("MonthWeight", rows[0].id, "weight", N_("The weights of the months add up to 0."))
        return None
    scale = math.lcm(*(weight.denominator for weight in by_month))
    whole = [int(weight * scale) for weight in by_month]
    common = math.gcd(*whole)
    return Weights(tuple(weight // common for weight in whole), sum(whole) // common)


def _shares(
    view: PlanView, segment: Segment, sources: Sequence[Source], problems: Problems
) -> Mapping[str, Fraction] | None:
    """Shares by source as parts of 1; `None` where they contradict, sum to 0 or are missing."""
    rows = view.where(SourceShare, "segment", segment.id)
    if not rows:
        if len(sources) == 1:
            return {sources[0].id: Fraction(1)}
        text = N_("“{segment}” has more than one source and no shares.")
        problems.add("SourceShare", "", "share", text, segment=segment.name)
        return None
    given = Counter(row.source for row in rows)
    doubled = False
    for row in rows:
        if given[row.source] > 1:
            doubled = True
            text = N_("“{segment}” has more than one share for the same source; none of them is used.")
            problems.add("SourceShare", row.id, "source", text, segment=segment.name)
        elif row.share is None:
            problems.add("SourceShare", row.id, "share", N_("This row has no share."))
    if doubled:
        return None
    total = sum((row.share for row in rows if row.share is not None), Fraction(0))
    if not total:
        text = N_("The shares of the sources of “{segment}” add up to 0.")
        problems.add("SourceShare", rows[0].id, "share", text, segment=segment.name)
        return None
    return {row.source: row.share / total for row in rows if row.share is not None}
