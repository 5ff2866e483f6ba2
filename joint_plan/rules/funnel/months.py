"""Counts by month: integers over one denominator, Fractions on the way out (funnel.md, rule 5)."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class MonthFigure:
    """One month: the exact count and the whole one that is promised; both `None` where not reachable.

    Months are counted from the plan's first, 1; those before it are 0, -1, ...
    """

    month: int
    exact: Fraction | None
    committed: int | None


@dataclass(frozen=True, slots=True)
class Months:
    """Consecutive months of figures, as a sequence of `MonthFigure`.

    Held as integers over one denominator, which keeps sums exact and fast; `counts` is `None` where not reachable.
    """

    first: int
    length: int
    counts: tuple[int, ...] | None
    denominator: int = 1

    def __len__(self) -> int:
        return self.length

    def __iter__(self) -> Iterator[MonthFigure]:
        if self.counts is None:
            return iter([MonthFigure(month, None, None) for month in range(self.first, self.first + self.length)])
        return iter(
            [
                MonthFigure(month, Fraction(count, self.denominator), committed)
                for month, (count, committed) in enumerate(zip(self.counts, self._whole(), strict=True), self.first)
            ]
        )

    def __getitem__(self, index: int) -> MonthFigure:
        """By place, as in any sequence: 0 is the first month there is."""
        return tuple(self)[index]

    def exact(self, month: int) -> Fraction | None:
        """The exact count of a month; 0 outside of what is held, `None` where not reachable."""
        if self.counts is None:
            return None
        place = month - self.first
        return Fraction(self.counts[place], self.denominator) if 0 <= place < self.length else Fraction(0)

    def between(self, start: int, end: int) -> "Months":
        """Only the months from `start` to `end`, both included; such as a quarter."""
        low = max(start, self.first)
        high = max(low - 1, min(end, self.first + self.length - 1))
        counts = None if self.counts is None else self.counts[low - self.first : high - self.first + 1]
        return Months(low, high - low + 1, counts, self.denominator)

    @property
    def committed(self) -> tuple[int, ...] | None:
        """Whole numbers by month: differences of the running totals rounded up, so no month leaves the team behind."""
        return None if self.counts is None else self._whole()

    @property
    def total(self) -> Fraction | None:
        """The exact sum of the months."""
        return None if self.counts is None else Fraction(sum(self.counts), self.denominator)

    @property
    def committed_total(self) -> int | None:
        """The exact sum, rounded up once; the committed months add up to it."""
        return None if self.counts is None else -(-sum(self.counts) // self.denominator)

    def _whole(self) -> tuple[int, ...]:
        assert self.counts is not None  # asked by the callers
        found = []
        running = reached = 0
        for count in self.counts:
            running += count
            ceiling = -(-running // self.denominator)
            found.append(ceiling - reached)
            reached = ceiling
        return tuple(found)


def added(parts: Sequence[Months], first: int = 1, length: int = 0) -> Months:
    """The sum of several, month by month, over all months that any of them has; not reachable if one is not.

    `first` and `length` are those of the sum of none.
    """
    parts = [part for part in parts if part.length] or [Months(first, length, (0,) * length)]
    if len(parts) == 1:
        return parts[0]
    low = min(part.first for part in parts)
    high = max(part.first + part.length for part in parts)
    if any(part.counts is None for part in parts):
        return Months(low, high - low, None)
    denominator = math.lcm(*(part.denominator for part in parts))
    sums = [0] * (high - low)
    for part in parts:
        factor = denominator // part.denominator
        for place, count in enumerate(part.counts or (), part.first - low):
            sums[place] += count * factor
    return Months(low, high - low, tuple(sums), denominator)


def summed(parts: Sequence[Fraction | None]) -> Fraction | None:
    """The exact sum of fractions over one common denominator; `None` if one is."""
    known = [part for part in parts if part is not None]
    if len(known) != len(parts):
        return None
    denominator = math.lcm(*(part.denominator for part in known))
    return Fraction(sum(part.numerator * (denominator // part.denominator) for part in known), denominator)


def ceiling(exact: Fraction | None) -> int | None:
    """The committed number: rounded up, once."""
    return None if exact is None else math.ceil(exact)
