"""The funnel once more, slowly: funnel.md read line by line over the JSON records, a Fraction for every number.

Written apart from `joint_plan.rules.funnel` and sharing nothing with it, so that the two can be held against each
other on random plans. `None` is "not reachable".
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

Records = dict[str, list[dict[str, Any]]]
Number = Fraction | None


@dataclass
class Row:
    """One row as funnel.md describes it; lists are by month, from month 1."""

    segment: str
    source: str
    stage: str
    for_plan: Number = None
    before_start: Number = None
    revenue_before_start: Number = None
    lag_months: int | None = None
    exact: list[Number] = field(default_factory=list)
    still: list[Number] = field(default_factory=list)


def value(text: object) -> Fraction:
    """An exact number as it stands in a record."""
    if isinstance(text, str) and "/" in text:
        above, below = text.split("/")
        return Fraction(Decimal(above)) / Fraction(Decimal(below))
    return Fraction(Decimal(str(text)))


def committed(months: list[Number]) -> list[int | None]:
    """Rule 5: ceil(exact(1..m)) - ceil(exact(1..m-1))."""
    if any(month is None for month in months):
        return [None] * len(months)
    known = [month for month in months if month is not None]
    return [
        math.ceil(sum(known[: index + 1], Fraction(0))) - math.ceil(sum(known[:index], Fraction(0)))
        for index in range(len(known))
    ]


def add(numbers: list[Number]) -> Number:
    """A sum in which one unknown makes the whole unknown."""
    total = Fraction(0)
    for number in numbers:
        if number is None:
            return None
        total += number
    return total


class Reference:
    """All rows of a plan, given as `records` of its JSON."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.months: int = records["Plan"][0]["months"]
        self.stages: list[str] = [row["id"] for row in records["FunnelStage"]]
        self.sources = records["Source"]
        self.rows: list[Row] = []
        for segment in records["Segment"]:
            for source in self.sources:
                self.rows += self._pair(segment, source)

    def total(self, stage: str) -> Number:
        """The exact total of a stage: the rows' months added up."""
        return add([month for row in self.rows if row.stage == stage for month in row.exact])

    def new_revenue(self, segment: dict[str, Any]) -> Fraction:
        """Rule 1."""
        return max(Fraction(0), value(segment["revenue_target"]) - value(segment.get("existing_revenue") or 0))

    def share(self, segment: str, source: str) -> Number:
        """A source's part of a segment."""
        rows = [row for row in self.records.get("SourceShare", []) if row["segment"] == segment]
        if not rows:
            return Fraction(1) if len(self.sources) == 1 else None
        total = sum((value(row["share"]) for row in rows), Fraction(0))
        if not total:
            return None
        return sum((value(row["share"]) for row in rows if row["source"] == source), Fraction(0)) / total

    def deal_size(self, segment: dict[str, Any], source: str) -> Fraction:
        """The source's own, or the segment's."""
        for row in self.records.get("SourceShare", []):
            if row["segment"] == segment["id"] and row["source"] == source and row.get("average_deal_size"):
                return value(row["average_deal_size"])
        return value(segment["average_deal_size"])

    def weight(self, segment: str, month: int) -> Number:
        """A month's part of the plan."""
        rows = self.records.get("MonthWeight", [])
        mine = [row for row in rows if row.get("segment") == segment]
        mine = mine or [row for row in rows if row.get("segment") is None]
        if not mine:
            return Fraction(1, self.months)
        total = sum((value(row["weight"]) for row in mine), Fraction(0))
        if not total:
            return None
        return sum((value(row["weight"]) for row in mine if row["month"] == month), Fraction(0)) / total

    def rate(self, stage: str, segment: str, source: str) -> tuple[Number, Number]:
        """Rate and days from a stage: the most specific row, whole; unknown where none or several apply."""
        for want_segment, want_source in ((segment, source), (segment, None), (None, source), (None, None)):
            found = [
                row
                for row in self.records.get("Rate", [])
                if row["stage"] == stage and row.get("segment") == want_segment and row.get("source") == want_source
            ]
            if found:
                if len(found) > 1 or found[0].get("rate") is None or not value(found[0]["rate"]):
                    return None, None
                return value(found[0]["rate"]), value(found[0].get("days") or 0)
        return None, None

    def to_win(self, stage: str, segment: str, source: str) -> tuple[Number, Number]:
        """The rates multiplied and the days added from a stage to the win."""
        rate, days = Fraction(1), Fraction(0)
        for step in self.stages[self.stages.index(stage) : -1]:
            step_rate, step_days = self.rate(step, segment, source)
            if step_rate is None or step_days is None:
                return None, None
            rate, days = rate * step_rate, days + step_days
        return rate, days

    def lag(self, days: Fraction) -> int:
        """Rule 4: half up to whole months."""
        return math.floor(days / Fraction(Decimal("30.4375")) + Fraction(1, 2))

    def _pair(self, segment: dict[str, Any], source: dict[str, Any]) -> list[Row]:
        entry = self.stages.index(source.get("entry_stage") or self.stages[0])
        share = self.share(segment["id"], source["id"])
        rows = [Row(segment["id"], source["id"], stage) for stage in self.stages[entry:]]
        for row in rows:
            row.exact, row.still = [None] * self.months, [None] * self.months
        if share == 0:
            for row in rows:
                row.for_plan = row.before_start = row.revenue_before_start = Fraction(0)
                row.exact, row.still = [Fraction(0)] * self.months, [Fraction(0)] * self.months
                days = self.to_win(row.stage, *self._key(row))[1]
                row.lag_months = None if days is None else self.lag(days)
            return rows
        revenue = [self._revenue(segment, share, month) for month in range(1, self.months + 1)]
        if share is None or any(part is None for part in revenue):
            return rows
        size = self.deal_size(segment, source["id"])
        wins = [part / size for part in revenue if part is not None]
        still = self._still(segment, source["id"], wins, entry, size)
        after = self._after(segment) * share / size
        for row in rows:
            self._fill(row, wins, still, after, size)
        return rows

    def _key(self, row: Row) -> tuple[str, str]:
        return row.segment, row.source

    def _revenue(self, segment: dict[str, Any], share: Number, month: int) -> Number:
        weight = self.weight(segment["id"], month)
        return None if share is None or weight is None else self.new_revenue(segment) * weight * share

    def _after(self, segment: dict[str, Any]) -> Fraction:
        given = segment.get("after_plan_monthly_revenue")
        return self.new_revenue(segment) / self.months if given is None else value(given)

    def _still(
        self, segment: dict[str, Any], source: str, wins: list[Fraction], entry: int, size: Fraction
    ) -> list[Fraction]:
        """Rule 6: the months of N, wins still to create."""
        landing = [Fraction(0)] * (self.months + 1)
        for row in self.records.get("InFlight", []):
            if row["segment"] != segment["id"] or (row.get("source") or self.sources[0]["id"]) != source:
                continue
            if self.stages.index(row["stage"]) < entry:
                continue
            rate, days = self.to_win(row["stage"], segment["id"], source)
            if rate is None or days is None:
                continue
            count = value(row["count"]) if row.get("count") is not None else value(row["amount"]) / size
            month = 1 + self.lag(days)
            if month <= self.months:
                landing[month] += count * rate
        running = []
        for month in range(1, self.months + 1):
            gaps = [
                max(Fraction(0), sum(wins[:earlier], Fraction(0)) - sum(landing[1 : earlier + 1], Fraction(0)))
                for earlier in range(1, month + 1)
            ]
            running.append(max(gaps))
        return [after - before for before, after in zip([Fraction(0), *running], running, strict=False)]

    def _fill(self, row: Row, wins: list[Fraction], still: list[Fraction], after: Fraction, size: Fraction) -> None:
        rate, days = self.to_win(row.stage, *self._key(row))
        if rate is None or days is None:
            return
        row.lag_months = lag = self.lag(days)
        row.for_plan = sum((win / rate for win in wins), Fraction(0))
        early = [win for month, win in enumerate(wins, 1) if month - lag < 1]
        row.before_start = sum((win / rate for win in early), Fraction(0))
        row.revenue_before_start = sum((win * size for win in early), Fraction(0))
        for index in range(self.months):
            won_in = index + lag
            row.exact[index] = (wins[won_in] if won_in < self.months else after) / rate
            row.still[index] = (still[won_in] if won_in < self.months else after) / rate
