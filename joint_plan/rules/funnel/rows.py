"""The rows of the funnel: per segment, source and stage, by month (funnel.md, rules 2 to 6 and 12)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from joint_plan.rules.funnel.in_flight import Landing
from joint_plan.rules.funnel.inputs import Path
from joint_plan.rules.funnel.months import Months


@dataclass(frozen=True, slots=True)
class Row:
    """What one stage needs for one segment and source. Every figure is `None` where the stage is not reachable.

    Attributes:
        for_plan: what the plan's own revenue needs, wherever it falls.
        before_start: the part of it that falls before month 1.
        revenue_before_start: the plan's revenue that rests on that part.
        lag_months: whole months to the win; `None` also where only a share of 0 gives figures in spite of the rates.
        months: what is needed in each month of the plan, for wins after the plan too.
        still_to_create: the same after what is in flight.
        before: the months before month 1 (0, -1, ...) with what the plan's revenue needs in them.
        before_to_create: the same after what is in flight; nobody can create it any more.
        revenue_before_to_create: the revenue at risk because of it.
    """

    segment: str
    source: str
    stage: str
    for_plan: Fraction | None
    before_start: Fraction | None
    revenue_before_start: Fraction | None
    lag_months: int | None
    months: Months
    still_to_create: Months
    before: Months
    before_to_create: Months
    revenue_before_to_create: Fraction | None

    @property
    def committed_total(self) -> int | None:
        """What is committed over the plan's months: their exact sum rounded up once."""
        return self.months.committed_total

    @property
    def reachable(self) -> bool:
        """Whether there are figures at all."""
        return self.for_plan is not None


@dataclass(frozen=True, slots=True)
class _Wins:
    """Wins over one denominator: by month of the plan, and in each month after it."""

    by_month: tuple[int, ...]
    after: int
    denominator: int


def rows_of(path: Path, months: int, stages: Sequence[str], landing: Landing) -> list[Row]:
    """The rows of one segment and source, from its entry stage to the win.

    Args:
        path: the segment and source.
        months: how many the plan has.
        stages: ids of all stages in order.
        landing: wins on the way by month.
    """
    names = stages[path.entry :]
    wins = _needed(path, months)
    if wins is None:
        return [_unreachable(path, stage, months) for stage in names]
    rest = _still_needed(wins, landing)
    found = []
    for stage, product, lag in zip(names, path.chain.products, path.chain.lags, strict=True):
        if path.share == 0:
            found.append(_row(path, stage, months, Fraction(1), lag, wins, wins))
        elif product is None or lag is None:
            found.append(_unreachable(path, stage, months))
        else:
            found.append(_row(path, stage, months, product, lag, wins, rest))
    return found


def _needed(path: Path, months: int) -> _Wins | None:
    """Wins of each month for this source (rule 2)."""
    if path.share == 0:
        return _Wins((0,) * months, 0, 1)
    deals, weights, after = path.deals, path.need.weights, path.need.after_plan
    if deals is None or weights is None or after is None or path.share is None or path.deal_size is None:
        return None
    later = after * path.share / path.deal_size
    below = deals.denominator * weights.total
    denominator = math.lcm(below, later.denominator)
    unit = deals.numerator * (denominator // below)
    return _Wins(
        tuple(unit * weight for weight in weights.by_month),
        later.numerator * (denominator // later.denominator),
        denominator,
    )


def _still_needed(wins: _Wins, landing: Landing) -> _Wins:
    """Wins still to create: the running need never reached by what is on the way (rule 6)."""
    if not landing:
        return wins
    denominator = math.lcm(wins.denominator, *(count.denominator for count in landing.values()))
    factor = denominator // wins.denominator
    missing = []
    reached = running = 0
    for month, need in enumerate(wins.by_month, 1):
        coming = landing.get(month)
        on_the_way = coming.numerator * (denominator // coming.denominator) if coming is not None else 0
        running += need * factor - on_the_way
        missing.append(max(0, running - reached))
        reached = max(reached, running)
    return _Wins(tuple(missing), wins.after * factor, denominator)


def _row(path: Path, stage: str, months: int, product: Fraction, lag: int | None, gross: _Wins, rest: _Wins) -> Row:
    shift = min(lag or 0, months)
    # N wins rest on N / product records; product = up / down.
    up, down = product.numerator, product.denominator

    def placed(wins: _Wins) -> tuple[Months, Months]:
        within = [count * down for count in wins.by_month]
        below = wins.denominator * up
        calendar = (*within[shift:], *((wins.after * down,) * shift))
        # Before month 1 the months are those in which the records were due, not those of their wins.
        early = Months(1 - (lag or 0), shift, tuple(within[:shift]), below)
        return Months(1, months, calendar, below), early

    calendar, early = placed(gross)
    to_create, early_to_create = (calendar, early) if rest is gross else placed(rest)
    assert path.deals is not None  # wins are known here
    revenue = _early_revenue(path, gross, shift)
    return Row(
        path.need.segment.id,
        path.source.id,
        stage,
        path.deals / product,
        early.total if shift else Fraction(0),
        revenue,
        lag,
        calendar,
        to_create,
        early,
        early_to_create,
        revenue if rest is gross else _early_revenue(path, rest, shift),
    )


def _early_revenue(path: Path, wins: _Wins, months: int) -> Fraction:
    """The revenue of the wins in the plan's first months."""
    early = sum(wins.by_month[:months])
    return Fraction(early, wins.denominator) * path.deal_size if early and path.deal_size else Fraction(0)


def _unreachable(path: Path, stage: str, months: int) -> Row:
    none, nothing = Months(1, months, None), Months(1, 0, None)
    return Row(path.need.segment.id, path.source.id, stage, None, None, None, None, none, none, nothing, nothing, None)
