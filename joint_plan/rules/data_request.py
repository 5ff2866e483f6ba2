"""The data request: what somebody with the CRM is asked for before the workshop, and what never came back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from joint_plan.base import locale
from joint_plan.base.texts import _, ngettext
from joint_plan.plan.funnel import FunnelStage, InFlight, MonthWeight, Rate, Segment
from joint_plan.plan.language import RejectReason
from joint_plan.plan.record import Record
from joint_plan.plan.slas import Sla
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.funnel import funnel
from joint_plan.rules.names import called, named

_NAMED = 3
"""How many things a sentence names before it says how many more there are."""


@dataclass(frozen=True, slots=True)
class Quarter:
    """Some months of the plan, counted from 1, that belong to one quarter of the fiscal year."""

    first: int
    last: int
    label: str

    @property
    def months(self) -> range:
        """Its months."""
        return range(self.first, self.last + 1)


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that is asked for and not known from data: the record it leads to, and what it is, in words."""

    item: Record
    text: str


def asked_rates(view: PlanView) -> tuple[Rate, ...]:
    """The rates of the plan, and one without an id for each step that has none."""
    rates, stages = view.all(Rate), view.all(FunnelStage)
    known = {rate.stage for rate in rates}
    return (*rates, *(Rate(stage=stage.id) for stage in stages[:-1] if stage.id not in known))


def asked_in_flight(view: PlanView) -> tuple[InFlight, ...]:
    """What is in flight, and one without an id for each place of the funnel that says nothing."""
    given = view.all(InFlight)
    known = {(row.segment, row.source, row.stage) for row in given}
    inputs = funnel(view).inputs
    one_source = len(inputs.sources) == 1
    open_places = []
    for path in inputs.paths:
        for stage in inputs.stages[path.entry : -1]:
            segment, source = path.need.segment.id, path.source.id
            if (segment, source, stage.id) in known or (one_source and (segment, "", stage.id) in known):
                continue
            open_places.append(InFlight(segment=segment, source=source, stage=stage.id))
    return (*given, *open_places)


def quarters(view: PlanView) -> tuple[Quarter, ...]:
    """The plan's months by quarter of its fiscal year; by three where the first month is not known."""
    plan = view.plan
    count, start = plan.months or 12, plan.period_start
    offset = ((start.month if start is not None else 1) - (plan.fiscal_year_first_month or 1)) % 3 if start else 0
    firsts = [1, *(month for month in range(2, count + 1) if (month - 1 + offset) % 3 == 0)]
    found = []
    for first, following in zip(firsts, [*firsts[1:], count + 1], strict=True):
        last = following - 1
        names = [_month_words(view, month) for month in dict.fromkeys((first, last))]
        label = _("{first} to {last}").format(first=names[0], last=names[1]) if len(names) == 2 else names[0]
        found.append(Quarter(first, last, label))
    return tuple(found)


def _month_words(view: PlanView, month: int) -> str:
    start = view.plan.period_start
    if start is None:
        return _("month {number}").format(number=month)
    place = start.year * 12 + start.month - 1 + month - 1
    return locale.format_month(start.replace(year=place // 12, month=place % 12 + 1, day=1))


def is_asked(view: PlanView) -> bool:
    """Whether the plan has come so far that data can be missing: a segment has a revenue target."""
    return any(segment.revenue_target for segment in view.all(Segment))


def missing(view: PlanView) -> tuple[Missing, ...]:
    """What no data has come back for, a line for each kind."""
    return tuple(_missing(view)) if is_asked(view) else ()


def _missing(view: PlanView) -> Iterator[Missing]:
    stages, segments = view.all(FunnelStage), view.all(Segment)
    rates = [rate for rate in asked_rates(view) if rate.rate is None or rate.evidence != "data"]
    if rates:
        first = next((rate for rate in rates if rate.id), None)
        names = _some(called(view, rate) for rate in rates)
        words = ngettext(
            "No data came for {count} rate: {names}", "No data came for {count} rates: {names}", len(rates)
        )
        yield Missing(first or stages[0], words.format(count=len(rates), names=names))
    sizes = [segment for segment in segments if segment.average_deal_size is None]
    if sizes:
        words = _("No deal size came for {names}").format(names=_some(called(view, one) for one in sizes))
        yield Missing(sizes[0], words)
    if not view.all(InFlight):
        yield Missing(segments[0], _("Nothing came on what is in flight"))
    if not view.all(MonthWeight):
        yield Missing(segments[0], _("No targets by quarter came: all months count alike"))
    slas = [
        sla
        for sla in view.all(Sla)
        if (sla.today_value is None and sla.today_share is None) or sla.today_evidence != "data"
    ]
    if slas:
        names = _some(named(sla) if not sla.code else sla.code for sla in slas)
        words = ngettext(
            "No data came on today's value of {count} SLA: {names}",
            "No data came on today's values of {count} SLAs: {names}",
            len(slas),
        )
        yield Missing(slas[0], words.format(count=len(slas), names=names))
    if stages and not view.all(RejectReason):
        yield Missing(stages[0], _("No reject reasons came"))


def _some(names: Iterable[str]) -> str:
    every = list(names)
    said = ", ".join(every[:_NAMED])
    more = len(every) - _NAMED
    return said if more <= 0 else _("{names} and {count} more").format(names=said, count=more)
