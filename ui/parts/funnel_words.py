"""Figures of the funnel in words: where each comes from with the numbers in it, and whether people suffice."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from joint_plan.base.locale import format_money, format_month, format_number, format_rate
from joint_plan.base.texts import _, ngettext
from joint_plan.plan.funnel import Rate
from joint_plan.rules.funnel import capacity_sentence, lever_sentence
from joint_plan.rules.names import name_of, named, shown, team_name
from ui.parts.explanation import Explanation, Line
from ui.parts.funnel_facts import exact_words, month_date, whole_words

if TYPE_CHECKING:
    from joint_plan.plan.snapshot import Snapshot
    from joint_plan.rules.funnel import Figure, Load, Months, Row
    from joint_plan.rules.funnel.inputs import Path
    from ui.parts.funnel_facts import FunnelFacts, StageFacts, StepFacts


def money_words(amount: Fraction | None, currency: str) -> str:
    """An amount in whole units, rounded half up; "–" where there is none."""
    return "–" if amount is None else format_money(math.floor(amount + Fraction(1, 2)), currency)


def stage_explained(plan: Snapshot, facts: FunnelFacts, stage: StageFacts) -> Explanation:
    """Where a stage's figure comes from: its rows with the rates in them, and how they fall into the year."""
    figure, rows = stage.figure, stage.figure.rows
    title = _("Where {count} at {stage} come from").format(count=whole_words(figure.committed), stage=stage.name)
    if figure.exact is None:
        reasons = [problem.message for problem in facts.funnel.problems]
        return Explanation(title, _("Not reachable:"), tuple(Line(reason) for reason in reasons))
    lines = tuple(
        Line(_row_name(plan, facts, row), _working(facts, row, stage.id), exact_words(row.for_plan))
        for row in rows
        if row.for_plan
    )
    wins = sum((path.deals or Fraction(0) for path in _paths(facts, rows)), Fraction(0))
    total = _("Needed for {wins} wins").format(wins=exact_words(wins))
    lines = (*lines, Line(total, "", exact_words(figure.for_plan), sum=True))
    return Explanation(
        title, _formula(facts, stage), lines, _("Placed in the year"), _placed(facts, stage), _rounding(figure)
    )


def _rounding(figure: Figure) -> str:
    if figure.rows_committed is None or figure.committed is None or figure.rows_committed == figure.committed:
        return ""
    more = format_number(figure.rows_committed - figure.committed)
    return _("Rows rounded up separately: +{more}").format(more=more)


def _formula(facts: FunnelFacts, stage: StageFacts) -> str:
    names = [one.name for one in facts.stages]
    place = next(number for number, one in enumerate(facts.stages) if one.id == stage.id)
    if place == len(names) - 1:
        return _("(revenue target − booked) × share ÷ deal size")
    steps = [
        _("{first} to {second}").format(first=names[number], second=names[number + 1])
        for number in range(len(names) - 2, place - 1, -1)
    ]
    return " ÷ ".join((_("wins"), *steps))


def _paths(facts: FunnelFacts, rows: tuple[Row, ...]) -> list[Path]:
    wanted = {(row.segment, row.source) for row in rows}
    return [path for path in facts.funnel.inputs.paths if path.key in wanted]


def _working(facts: FunnelFacts, row: Row, stage: str) -> str:
    path = next(path for path in facts.funnel.inputs.paths if path.key == (row.segment, row.source))
    place = facts.funnel.inputs.place(stage)
    assert place is not None  # the row is at this stage
    if place == len(facts.stages) - 1:
        currency = facts.currency
        share = format_rate(path.share) if path.share is not None else "–"
        return f"{money_words(path.need.new_revenue, currency)} × {share} ÷ {money_words(path.deal_size, currency)}"
    steps = path.chain.steps[place - path.entry :]
    rates = [format_number(step.rate, 4) if step.rate is not None else "–" for step in reversed(steps)]
    return " ÷ ".join((exact_words(path.deals), *rates))


def _row_name(plan: Snapshot, facts: FunnelFacts, row: Row) -> str:
    names = [name_of(plan, "Segment", row.segment)]
    if len(facts.funnel.inputs.sources) > 1:
        names.append(name_of(plan, "Source", row.source))
    return ", ".join(names[1:] if facts.segment and len(names) > 1 else names)


def _placed(facts: FunnelFacts, stage: StageFacts) -> tuple[Line, ...]:
    figure = stage.figure
    before, exact, whole = figure.before_start, figure.exact, figure.for_plan
    assert before is not None
    assert exact is not None
    assert whole is not None  # all three are there, or none is: see the caller
    later = exact - (whole - before)
    lines = []
    if before:
        lines.append(Line(_("Due before {month}").format(month=facts.month_name(1)), "", f"−{exact_words(before)}"))
    if later:
        lines.append(Line(_("For wins after the plan"), "", f"+{exact_words(later)}"))
    span = f"{facts.month_name(1)}–{facts.month_name(facts.funnel.months)}"
    lines.append(Line(_("Exact, {span}").format(span=span), "", exact_words(exact), sum=bool(lines)))
    lines.append(Line(_("Committed, rounded up"), "", whole_words(figure.committed)))
    return tuple(lines)


def month_explained(facts: FunnelFacts, stage: StageFacts, month: int) -> Explanation:
    """Where a month's figure comes from: the difference of two running totals, each rounded up."""
    name = _month_long(facts, month)
    figure = stage.figure
    lags = sorted({row.lag_months for row in figure.rows if row.lag_months is not None})
    note = ""
    if lags:
        first, last = (_month_long(facts, month + lag) for lag in (lags[0], lags[-1]))
        wins = first if first == last else _("{first} to {last}").format(first=first, last=last)
        note = _("They become wins in {months}.").format(months=wins)
    return Explanation(
        _("{stage} in {month}").format(stage=stage.name, month=name),
        _("running total rounded up − the one of the month before"),
        _running(facts, figure.months, month),
        _("Still to create"),
        _running(facts, figure.still_to_create, month),
        note,
    )


def _running(facts: FunnelFacts, months: Months, month: int) -> tuple[Line, ...]:
    if months.total is None or months.committed is None:
        return (Line(_("not reachable")),)
    lines = []
    for last in (month, month - 1):
        upto = [one for one in months if one.month <= last]
        exact = sum((one.exact or Fraction(0) for one in upto), Fraction(0))
        label = _("Up to {month}").format(month=facts.month_name(last)) if last else _("Before the plan")
        lines.append(Line(label, exact_words(exact), whole_words(math.ceil(exact))))
    committed = months.committed[month - 1]
    return (*lines, Line(_("In the month"), "", whole_words(committed), sum=True))


def _month_long(facts: FunnelFacts, month: int) -> str:
    if facts.start is None:
        return _("month {number}").format(number=month)
    return format_month(month_date(facts.start, month))


def before_explained(plan: Snapshot, facts: FunnelFacts, stage: StageFacts) -> Explanation:
    """What was due at a stage before month 1, by segment and source, and what of it is in flight."""
    rows = [row for row in stage.figure.rows if row.before_start]
    lines = tuple(
        Line(
            _row_name(plan, facts, row),
            _lag_words(row.lag_months or 0),
            exact_words(row.before_start),
        )
        for row in rows
    )
    before, missing = stage.figure.before_start, stage.figure.before_to_create.total
    covered = None if before is None or missing is None else before - missing
    return Explanation(
        _("{stage} needed before {month}").format(stage=stage.name, month=_month_long(facts, 1)),
        _("what wins in the first months must be at this stage before the plan starts"),
        (*lines, Line(_("Needed"), "", exact_words(before), sum=True)),
        _("In flight"),
        (
            Line(_("Needed"), "", exact_words(before)),
            Line(_("In flight covers"), "", f"−{exact_words(covered)}"),
            Line(_("Missing"), "", exact_words(missing), sum=True),
        ),
    )


def _lag_words(months: int) -> str:
    return ngettext("{count} month to the win", "{count} months to the win", months).format(count=months)


def band_explained(plan: Snapshot, facts: FunnelFacts) -> Explanation:
    """The revenue that rests on records from before the plan, and what is missing."""
    before, currency = facts.funnel.before, facts.currency
    lines = (
        Line(_("Revenue resting on it"), "", money_words(before.revenue, currency)),
        Line(_("In flight covers"), "", f"−{money_words(before.covered, currency)}"),
        Line(_("Shortfall"), "", money_words(before.shortfall, currency), sum=True),
    )
    missing = tuple(
        Line(name_of(plan, "FunnelStage", stage), "", exact_words(count)) for stage, count in before.records.items()
    )
    return Explanation(
        _("Needed before the plan starts"),
        _("wins of the first months × deal size, by how long a record takes to the win"),
        lines,
        _("Missing records"),
        missing,
    )


def step_explained(plan: Snapshot, facts: FunnelFacts, step: StepFacts) -> Explanation:
    """The rates behind a step: whose, how sure, how long it takes."""
    names = {stage.id: stage.name for stage in facts.stages}
    lines = []
    for record in step.records:
        rate = plan.get(Rate, record)
        if rate is None:
            continue
        reach = [name_of(plan, "Segment", rate.segment), name_of(plan, "Source", rate.source)]
        label = ", ".join(filter(None, reach)) or _("All segments and sources")
        more = [shown(plan, rate, "evidence") or _("no evidence given")]
        if rate.as_of is not None:
            more.append(shown(plan, rate, "as_of"))
        if rate.days:
            more.append(_("{days} days").format(days=format_number(rate.days)))
        lines.append(Line(label, " · ".join(more), shown(plan, rate, "rate")))
    if len(lines) > 1:
        lines.append(Line(_("Mean, by records"), "", format_rate(step.rate) if step.rate else "–", sum=True))
    levers = [lever for lever in facts.funnel.levers if lever.record in step.records and lever.fewer_entry_records]
    note = " ".join(lever_sentence(facts.funnel, lever) + "." for lever in levers[:2])
    title = _("{first} to {second}").format(first=names[step.stage], second=names[step.following])
    sla = plan.find(step.handoff) if step.handoff else None
    return Explanation(
        title,
        _("the most specific rate holds: segment and source, segment, source, all"),
        tuple(lines),
        footnote=note,
        link=_("Open {sla}").format(sla=named(sla)) if sla is not None else "",
        target=step.handoff,
    )


def levers_explained(_plan: Snapshot, facts: FunnelFacts) -> Explanation:
    """All levers, the strongest first."""
    whole = facts.funnel
    lines = tuple(Line(lever_sentence(whole, lever)) for lever in whole.levers if lever.fewer_entry_records)
    return Explanation(_("Levers"), _("one more percentage point, or deals one percent larger"), lines)


def shortest(facts: FunnelFacts) -> tuple[Load, ...]:
    """The loads, those that are short first, by their first month."""
    late = facts.funnel.months + 1
    return tuple(sorted(facts.funnel.capacity, key=lambda load: load.first_short or late))


def capacity_explained(plan: Snapshot, facts: FunnelFacts) -> Explanation:
    """What people can work each month against what is needed, for each team and stage."""
    lines: list[Line] = []
    for load in shortest(facts):
        team = team_name(plan, load.team)
        lines.append(Line(team, capacity_sentence(facts.funnel, load), sum=bool(lines)))
        for month in load.months:
            working = _("{need} needed, {can} managed").format(
                need=exact_words(month.need), can=format_number(month.can, 1)
            )
            short = month.need - month.can if month.need is not None and month.short else None
            value = "" if short is None else f"−{format_number(math.ceil(short))}"
            lines.append(Line(facts.month_name(month.month), working, value))
    return Explanation(
        _("Whether people suffice"),
        _("records at the stage in the month − people × records each can work"),
        tuple(lines),
    )
