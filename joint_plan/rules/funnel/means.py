"""What holds on average between two stages of the funnel, where segments and sources have rates of their own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from joint_plan.rules.funnel.funnel import Funnel
from joint_plan.rules.funnel.rates import Step
from joint_plan.rules.funnel.rows import Row


@dataclass(frozen=True, slots=True)
class Way:
    """The way from one stage to a later one over all that passes there.

    Attributes:
        rate: what part of the records gets from the one to the other (`mean_rate`), 0 to 1; `None` if not known.
        days: the least and the most days it takes.
        records: ids of the `Rate` records it rests on, without repeats.
    """

    rate: Fraction | None
    days: tuple[Fraction, Fraction]
    records: tuple[str, ...]


def way(whole: Funnel, stage: str, following: str, segment: str = "") -> Way:
    """The way between two stages (ids, the earlier one first), for one segment or "" for all."""
    lengths, records = [], dict[str, None]()
    for steps in _steps(whole, stage, following, segment):
        lengths.append(sum((step.days for step in steps), Fraction(0)))
        records |= dict.fromkeys(step.record for step in steps if step.record)
    days = (min(lengths), max(lengths)) if lengths else (Fraction(0), Fraction(0))
    return Way(mean_rate(whole, whole.figure(stage, segment).rows, following), days, tuple(records))


def mean_rate(whole: Funnel, rows: Iterable[Row], following: str) -> Fraction | None:
    """What part of all records of a stage gets to a later one: by records, for the plan's own revenue.

    It is the ratio of the exact totals of both stages, of what passes the first one: what a source brings in only
    after that was never there to be lost. `None` where nothing passes or a row is not reachable.
    """
    here = there = Fraction(0)
    for row in rows:
        after = whole.row(row.segment, row.source, following)
        if row.for_plan is None or after is None or after.for_plan is None:
            return None
        here, there = here + row.for_plan, there + after.for_plan
    return there / here if here else None


def _steps(whole: Funnel, stage: str, following: str, segment: str) -> Iterator[tuple[Step, ...]]:
    """The steps from one stage to the other, for each segment and source that passes and brings anything."""
    start, end = whole.inputs.place(stage), whole.inputs.place(following)
    if start is None or end is None:
        return
    for path in whole.inputs.paths:
        if path.share != 0 and segment in {"", path.need.segment.id} and path.entry <= start:
            yield path.chain.steps[start - path.entry : end - path.entry]
