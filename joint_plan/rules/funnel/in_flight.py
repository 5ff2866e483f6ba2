"""What is in flight when the plan starts: the wins on the way, by month (funnel.md, rule 6)."""

from collections.abc import Mapping
from fractions import Fraction

from joint_plan.base.texts import N_
from joint_plan.plan.funnel import InFlight
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.funnel.inputs import Inputs, Path
from joint_plan.rules.funnel.problems import Problems

Landing = Mapping[int, Fraction]
"""Wins on the way by the month of the plan in which they land."""


def landings(view: PlanView, inputs: Inputs, problems: Problems) -> Mapping[tuple[str, str], Landing]:
    """Wins on the way by segment and source. What lands after the plan is left out; several rows add up.

    A row that leads to no win because a rate is missing adds nothing; the missing rate is a problem of its own.
    """
    paths = {path.key: path for path in inputs.paths}
    found: dict[tuple[str, str], dict[int, Fraction]] = {}
    for row in view.all(InFlight):
        path = paths.get((row.segment, _source(row, inputs, problems)))
        place = inputs.place(row.stage)
        if path is None or place is None:
            continue
        if place == len(inputs.stages) - 1:
            text = N_("What is won already is not in flight; it counts as booked revenue of the segment.")
            problems.add("InFlight", row.id, "stage", text)
            continue
        if place < path.entry:
            text = N_("“{source}” enters after “{stage}”: nothing of it can be there.")
            problems.add("InFlight", row.id, "stage", text, source=path.source.name, stage=inputs.stages[place].name)
            continue
        count = _count(row, path, problems)
        product, lag = path.chain.products[place - path.entry], path.chain.lags[place - path.entry]
        if count is None or product is None or lag is None or lag >= inputs.months:
            continue
        landed = found.setdefault(path.key, {})
        landed[1 + lag] = landed.get(1 + lag, Fraction(0)) + count * product
    return found


def _source(row: InFlight, inputs: Inputs, problems: Problems) -> str:
    if row.source or len(inputs.sources) == 1:
        return row.source or inputs.sources[0].id
    problems.add("InFlight", row.id, "source", N_("There is more than one source: say which one this came from."))
    return ""


def _count(row: InFlight, path: Path, problems: Problems) -> Fraction | None:
    """How many records; an amount is divided by the deal size."""
    if row.count is not None:
        if row.amount is not None:
            text = N_("Both a count and an amount are given; the count is used.")
            problems.add("InFlight", row.id, "amount", text)
        return Fraction(row.count)
    if row.amount is None:
        problems.add("InFlight", row.id, "count", N_("This row has neither a count nor an amount."))
        return None
    if path.deal_size is None:
        problems.add("InFlight", row.id, "amount", N_("Without a deal size an amount cannot be counted."))
        return None
    return Fraction(row.amount) / path.deal_size
