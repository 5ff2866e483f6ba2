"""Sums over rows: one stage over segments and sources (funnel.md, rule 5), and what each segment asks for (rule 7)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from joint_plan.rules.funnel.inputs import Inputs, Need, Path
from joint_plan.rules.funnel.months import Months, added, ceiling, summed
from joint_plan.rules.funnel.rows import Row


@dataclass(frozen=True)
class Figure:
    """One stage over the rows given: the headline figure where these are all of them.

    Exact figures are sums of the rows' exact ones and are rounded up once; `None` where a row is not reachable. The
    sums are made when first asked for.
    """

    stage: str
    rows: tuple[Row, ...]
    length: int

    @cached_property
    def months(self) -> Months:
        """What is needed in each month of the plan."""
        return added([row.months for row in self.rows], 1, self.length)

    @cached_property
    def still_to_create(self) -> Months:
        """The same after what is in flight."""
        if all(row.still_to_create is row.months for row in self.rows):
            return self.months
        return added([row.still_to_create for row in self.rows], 1, self.length)

    @cached_property
    def before(self) -> Months:
        """What was needed in the months before month 1, for the plan's own revenue."""
        return self._early([row.before for row in self.rows])

    @cached_property
    def before_to_create(self) -> Months:
        """The same after what is in flight: too late to create."""
        return self._early([row.before_to_create for row in self.rows])

    @cached_property
    def for_plan(self) -> Fraction | None:
        """What the plan's own revenue needs, wherever it falls."""
        return summed([row.for_plan for row in self.rows])

    @cached_property
    def before_start(self) -> Fraction | None:
        """The part of it that falls before month 1."""
        return summed([row.before_start for row in self.rows])

    @cached_property
    def revenue_before_start(self) -> Fraction | None:
        """The revenue that rests on that part."""
        return summed([row.revenue_before_start for row in self.rows])

    @cached_property
    def revenue_before_to_create(self) -> Fraction | None:
        """The revenue that rests on it and is not covered by what is in flight."""
        return summed([row.revenue_before_to_create for row in self.rows])

    @property
    def exact(self) -> Fraction | None:
        """The exact sum of the rows' months."""
        return self.months.total

    @property
    def committed(self) -> int | None:
        """The exact sum rounded up once."""
        return self.months.committed_total

    @cached_property
    def rows_committed(self) -> int | None:
        """What the rows' own committed figures add up to; more than `committed` where they were rounded up apart."""
        totals = [row.committed_total for row in self.rows]
        known = [total for total in totals if total is not None]
        return sum(known) if len(known) == len(totals) else None

    @property
    def committed_before_start(self) -> int | None:
        """What falls before month 1, rounded up."""
        return ceiling(self.before_start)

    def _early(self, parts: list[Months]) -> Months:
        if any(not row.reachable for row in self.rows):
            return Months(1, 0, None)
        return added(parts)


@dataclass(frozen=True, slots=True)
class SourceFigures:
    """What a segment asks of one source; `lead_value` is what one record is worth, by stage from its entry."""

    source: str
    deals: Fraction | None
    win_rate: Fraction | None
    pipeline_required: Fraction | None
    lead_value: Mapping[str, Fraction | None]


@dataclass(frozen=True, slots=True)
class SegmentFigures:
    """What a segment asks for; `coverage_required` is pipeline over new revenue, `None` too where that is 0."""

    segment: str
    new_revenue: Fraction | None
    pipeline_required: Fraction | None
    coverage_required: Fraction | None
    sources: tuple[SourceFigures, ...]


@dataclass(frozen=True, slots=True)
class BeforeStart:
    """*Needed before the plan starts*, over all rows: the revenue that rests on it, and what of it is uncovered.

    `records` are the missing ones by entry stage, after what is in flight. The revenue of a segment and source is
    counted where it rests longest: at its entry stage.
    """

    revenue: Fraction | None
    shortfall: Fraction | None
    records: Mapping[str, Fraction | None]

    @property
    def covered(self) -> Fraction | None:
        """The revenue that what is in flight covers."""
        return None if self.revenue is None or self.shortfall is None else self.revenue - self.shortfall


def segment_figures(inputs: Inputs) -> tuple[SegmentFigures, ...]:
    """Rule 7 for every segment."""
    by_segment: dict[str, list[Path]] = {need.segment.id: [] for need in inputs.needs}
    for path in inputs.paths:
        by_segment[path.need.segment.id].append(path)
    return tuple(_segment(need, by_segment[need.segment.id], inputs) for need in inputs.needs)


def _segment(need: Need, paths: Iterable[Path], inputs: Inputs) -> SegmentFigures:
    sources = tuple(_source(path, inputs) for path in paths)
    pipeline = summed([item.pipeline_required for item in sources])
    coverage = pipeline / need.new_revenue if pipeline is not None and need.new_revenue else None
    return SegmentFigures(need.segment.id, need.new_revenue, pipeline, coverage, sources)


def _source(path: Path, inputs: Inputs) -> SourceFigures:
    # What enters at the win is won: its win rate is 1.
    win_rate = path.chain.steps[-1].rate if path.chain.steps else Fraction(1)
    pipeline: Fraction | None = None
    if path.share == 0:
        pipeline = Fraction(0)
    elif path.share is not None and path.need.new_revenue is not None and win_rate:
        pipeline = path.need.new_revenue * path.share / win_rate
    values = {
        stage.id: None if product is None or path.deal_size is None else path.deal_size * product
        for stage, product in zip(inputs.stages[path.entry :], path.chain.products, strict=True)
    }
    return SourceFigures(path.source.id, path.deals, win_rate, pipeline, values)


def before_start(rows: Iterable[Row], inputs: Inputs) -> BeforeStart:
    """What is needed before month 1, from the entry rows."""
    entries = {path.key: inputs.stages[path.entry].id for path in inputs.paths}
    first = [row for row in rows if entries[row.segment, row.source] == row.stage]
    by_stage: dict[str, list[Row]] = {}
    for row in first:
        by_stage.setdefault(row.stage, []).append(row)
    return BeforeStart(
        summed([row.revenue_before_start for row in first]),
        summed([row.revenue_before_to_create for row in first]),
        {
            stage: summed([row.before_to_create.total if row.reachable else None for row in found])
            for stage, found in by_stage.items()
        },
    )
