"""The funnel in sentences: levers, guesses, capacity, months, and large counts that nobody has committed to."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from joint_plan.base.locale import format_month_short, format_number, format_rate
from joint_plan.base.texts import _, ngettext
from joint_plan.rules.funnel.against import Coverage, Load
from joint_plan.rules.funnel.funnel import Funnel
from joint_plan.rules.funnel.inputs import Inputs
from joint_plan.rules.funnel.levers import Guess, Lever
from joint_plan.rules.funnel.months import ceiling

LARGE = 10_000
"""From here on an uncommitted count is said in three digits."""


def about(count: Fraction | int) -> str:
    """An uncommitted count for the wall: rounded up below ten thousand, else in three digits: "about 60,300"."""
    whole = -(-count.numerator // count.denominator)
    if whole < LARGE:
        return format_number(whole)
    unit = int(10 ** (len(str(whole)) - 3))
    nearest = (2 * count.numerator + unit * count.denominator) // (2 * unit * count.denominator) * unit
    return _("about {count}").format(count=format_number(nearest))


def month_date(inputs: Inputs, month: int) -> dt.date | None:
    """The first day of a month of the plan, counted from 1; 0 and below lie before it."""
    if inputs.start is None:
        return None
    year, place = divmod(inputs.start.year * 12 + inputs.start.month - 1 + month - 1, 12)
    return dt.date(year, place + 1, 1)


def month_name(inputs: Inputs, month: int) -> str:
    """A month of the plan for people: "Jan", with the year outside of the plan; "month 3" without a first month."""
    day = month_date(inputs, month)
    if day is None:
        return _("month {number}").format(number=month)
    short = format_month_short(day)
    return short if 1 <= month <= inputs.months else f"{short} {day.year}"


def scope(inputs: Inputs, segment: str, source: str) -> str:
    """Which segment and source something holds for; "" for all."""
    names = [inputs.segment_name(segment)] if segment else []
    names += [inputs.source_name(source)] if source else []
    return " / ".join(names)


def step_name(inputs: Inputs, stage: str) -> str:
    """The step from a stage: "Lead to MQL"."""
    place = inputs.place(stage)
    if place is None or place + 1 >= len(inputs.stages):
        return inputs.stage_name(stage)
    return _("{stage} to {next}").format(stage=inputs.stages[place].name, next=inputs.stages[place + 1].name)


def lever_parts(funnel: Funnel, lever: Lever) -> tuple[str, str]:
    """A lever as what changes and what that saves: ("Lead to MQL at 23 %, not 22 %", "540 fewer Inquiry")."""
    inputs = funnel.inputs
    what = _("Deals one percent larger")
    if lever.kind == "rate":
        what = _scoped(inputs, step_name(inputs, lever.stage), lever.segment, lever.source)
        if lever.before is not None and lever.after is not None:
            what = _("{step} at {after}, not {before}").format(
                step=what, after=_rate(lever.after), before=_rate(lever.before)
            )
    if lever.fewer is None:
        return what, _("cannot be computed while a stage is not reachable")
    fewer = {stage: count for stage, count in lever.fewer_committed.items() if count}
    return what, _fewer(inputs, fewer) if fewer else _("changes nothing")


def lever_sentence(funnel: Funnel, lever: Lever) -> str:
    """A lever: "Lead to MQL at 23 %, not 22 %: 540 fewer Inquiry"."""
    change, effect = lever_parts(funnel, lever)
    return _("{change}: {effect}").format(change=change, effect=effect)


def lever_detail(funnel: Funnel, lever: Lever) -> str:
    """What the entry records become: "Inquiry: 12,421 become 11,881 for this plan's revenue"."""
    parts = [
        _("{stage}: {before} become {after}").format(
            stage=funnel.inputs.stage_name(stage),
            before=format_number(ceiling(lever.needed[stage]) or 0),
            after=format_number((ceiling(lever.needed[stage]) or 0) - fewer),
        )
        for stage, fewer in lever.fewer_committed.items()
    ]
    return _("{changes} for this plan's revenue").format(changes=", ".join(parts)) if parts else ""


def guess_parts(funnel: Funnel, guess: Guess) -> tuple[str, str, str]:
    """A rate that is not from data: its step, the rate, and what it takes if it is 5 points lower."""
    inputs = funnel.inputs
    step = _scoped(inputs, step_name(inputs, guess.stage), guess.segment, guess.source)
    if guess.more is None:
        return step, _rate(guess.rate), _("not reachable")
    more = {stage: ceiling(count) or 0 for stage, count in guess.more.items()}
    return step, _rate(guess.rate), _more(inputs, more)


def guess_sentence(funnel: Funnel, guess: Guess) -> str:
    """What a rate that is not from data risks: "If 5 points lower: 3,653 more Inquiry"."""
    return _("If 5 points lower: {effect}").format(effect=guess_parts(funnel, guess)[2])


def guess_name(funnel: Funnel, guess: Guess) -> str:
    """The step a guess is about, with its rate: "Lead to MQL, Machine builders 22 %"."""
    step, rate, _effect = guess_parts(funnel, guess)
    return f"{step} {rate}"


def load_name(funnel: Funnel, load: Load) -> str:
    """What a load is called: its stage, and its segment if it is for one."""
    return _scoped(funnel.inputs, funnel.inputs.stage_name(load.stage), load.segment, "")


def capacity_sentence(funnel: Funnel, load: Load) -> str:
    """Whether a team's people suffice, naming the first month that is short."""
    inputs = funnel.inputs
    stage = load_name(funnel, load)
    if load.first_short is None:
        if any(month.need is None for month in load.months):
            return _("{stage}: not reachable, so the need is not known").format(stage=stage)
        return _("{stage}: the people suffice in every month").format(stage=stage)
    month = load.months[load.first_short - 1]
    return _("{stage}: {month} needs {need}, the people manage {can}").format(
        stage=stage,
        month=month_name(inputs, month.month),
        need=format_number(ceiling(month.need) or 0),
        can=format_number(month.can, 1),
    )


def coverage_sentence(funnel: Funnel, row: Coverage) -> str:
    """What initiatives leave open, naming the first month: "MQL: 170 of 200 not covered, first in Jan (7)"."""
    inputs = funnel.inputs
    stage = _scoped(inputs, inputs.stage_name(row.stage), row.segment, row.source)
    if row.needed is None:
        return _("{stage}: not reachable, so the need is not known").format(stage=stage)
    first = next((month for month in row.months if month.gap is not None and month.gap > 0), None)
    if first is None or first.gap is None:
        return _("{stage}: covered in every month").format(stage=stage)
    month, short = month_name(inputs, first.month), format_number(ceiling(first.gap) or 0)
    if row.gap is None or row.gap <= 0:
        return _("{stage}: covered over the plan, but {month} is {count} short").format(
            stage=stage, month=month, count=short
        )
    return _("{stage}: {count} of {needed} not covered, first in {month} ({first})").format(
        stage=stage,
        count=format_number(ceiling(row.gap) or 0),
        needed=format_number(ceiling(row.needed) or 0),
        month=month,
        first=short,
    )


def _fewer(inputs: Inputs, counts: Mapping[str, int]) -> str:
    return ", ".join(
        ngettext("{count} fewer {stage}", "{count} fewer {stage}", count).format(
            count=format_number(count), stage=inputs.stage_name(stage)
        )
        for stage, count in counts.items()
    )


def _more(inputs: Inputs, counts: Mapping[str, int]) -> str:
    return ", ".join(
        ngettext("{count} more {stage}", "{count} more {stage}", count).format(
            count=format_number(count), stage=inputs.stage_name(stage)
        )
        for stage, count in counts.items()
    )


def _rate(rate: Fraction) -> str:
    return format_rate(Decimal(rate.numerator) / Decimal(rate.denominator))


def _scoped(inputs: Inputs, what: str, segment: str, source: str) -> str:
    where = scope(inputs, segment, source)
    return _("{what}, {where}").format(what=what, where=where) if where else what
