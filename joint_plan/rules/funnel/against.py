"""What can be done and what is planned, against the need by month: capacity (rule 8) and initiatives (rule 10)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from joint_plan.base.texts import N_
from joint_plan.plan.funnel import Capacity
from joint_plan.plan.goals import Initiative
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.funnel.figures import Figure
from joint_plan.rules.funnel.inputs import Inputs
from joint_plan.rules.funnel.months import summed
from joint_plan.rules.funnel.problems import Problems

Ask = Callable[[str, str, str], Figure]
"""The figure of a stage for a segment and a source, "" for all of them."""


@dataclass(frozen=True, slots=True)
class LoadMonth:
    """A month of a team: records to work and records it can work."""

    month: int
    need: Fraction | None
    can: Fraction

    @property
    def short(self) -> bool:
        """Whether there is more to work than people can."""
        return self.need is not None and self.need > self.can


@dataclass(frozen=True, slots=True)
class Load:
    """A team's capacity at a stage against the need; `segment` is "" for all. `first_short` is a month or `None`."""

    team: str
    stage: str
    segment: str
    months: tuple[LoadMonth, ...]
    first_short: int | None


@dataclass(frozen=True, slots=True)
class CoverageMonth:
    """A month of planned work: needed, covered by initiatives, and the rest (below zero where there is more)."""

    month: int
    needed: Fraction | None
    covered: Fraction
    still_to_create: Fraction | None

    @property
    def gap(self) -> Fraction | None:
        """What is needed and not covered."""
        return None if self.needed is None else self.needed - self.covered


@dataclass(frozen=True, slots=True)
class Coverage:
    """Initiatives at a stage against its need; `segment` and `source` are "" where they serve all of them.

    `initiatives` are the ids of those that count here, narrower ones included.
    """

    stage: str
    segment: str
    source: str
    initiatives: tuple[str, ...]
    months: tuple[CoverageMonth, ...]

    @property
    def needed(self) -> Fraction | None:
        """Over all months."""
        return summed([month.needed for month in self.months])

    @property
    def covered(self) -> Fraction:
        """Over all months."""
        return summed([month.covered for month in self.months]) or Fraction(0)

    @property
    def gap(self) -> Fraction | None:
        """Over all months."""
        return None if self.needed is None else self.needed - self.covered


def loads_of(view: PlanView, inputs: Inputs, ask: Ask, problems: Problems) -> tuple[Load, ...]:
    """Capacity by team, stage and segment; rows of the same three add up."""
    found: dict[tuple[str, str, str], list[Fraction]] = {}
    for row in view.all(Capacity):
        if row.people is None or row.per_person_per_month is None:
            field = "people" if row.people is None else "per_person_per_month"
            problems.add("Capacity", row.id, field, N_("Without this number the row adds no capacity."))
            continue
        start, end = row.from_month or 1, row.to_month or inputs.months
        if start > end:
            problems.add("Capacity", row.id, "to_month", N_("The last month lies before the first."))
            continue
        can = found.setdefault((row.team, row.stage, row.segment), [Fraction(0)] * inputs.months)
        each = Fraction(row.people) * Fraction(row.per_person_per_month)
        for month in range(start, min(end, inputs.months) + 1):
            can[month - 1] += each
    return tuple(_load(key, can, ask) for key, can in found.items())


def _load(key: tuple[str, str, str], can: list[Fraction], ask: Ask) -> Load:
    team, stage, segment = key
    needs = ask(stage, segment, "").months
    months = tuple(LoadMonth(need.month, need.exact, most) for need, most in zip(needs, can, strict=True))
    return Load(team, stage, segment, months, next((month.month for month in months if month.short), None))


def coverage_of(view: PlanView, inputs: Inputs, ask: Ask, problems: Problems) -> tuple[Coverage, ...]:
    """Initiatives by stage, segment and source; one that serves a part counts towards the whole too."""
    brought = []
    for item in view.all(Initiative):
        expected = _expected(item, inputs, problems)
        if expected:
            brought.append((item, expected))
    places = dict.fromkeys((item.stage, item.segment, item.source) for item, _expected in brought)
    found = []
    for stage, segment, source in places:
        inside = [
            (item, expected)
            for item, expected in brought
            if item.stage == stage and segment in {"", item.segment} and source in {"", item.source}
        ]
        figure = ask(stage, segment, source)
        months = tuple(
            CoverageMonth(
                need.month,
                need.exact,
                sum((expected.get(need.month, Fraction(0)) for _item, expected in inside), Fraction(0)),
                rest.exact,
            )
            for need, rest in zip(figure.months, figure.still_to_create, strict=True)
        )
        found.append(Coverage(stage, segment, source, tuple(item.id for item, _expected in inside), months))
    return tuple(found)


def _expected(item: Initiative, inputs: Inputs, problems: Problems) -> Mapping[int, Fraction]:
    if not item.expected:
        return {}
    if not item.stage:
        problems.add("Initiative", item.id, "stage", N_("Say at which stage the expected records arrive."))
        return {}
    within = {month: Fraction(count) for month, count in item.expected.items() if 1 <= month <= inputs.months}
    if len(within) < len(item.expected):
        text = N_("The plan has {months} months; what is expected outside of them covers nothing.")
        problems.add("Initiative", item.id, "expected", text, months=str(inputs.months))
    return within
