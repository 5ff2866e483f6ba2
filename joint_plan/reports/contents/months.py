"""A team's monthly numbers: what it owes and gets by month, and the funnel stages that it leads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.funnel import Source
from joint_plan.plan.journey import Stage
from joint_plan.plan.slas import Sla
from joint_plan.reports.contents.promise import sentence_case
from joint_plan.reports.model import TeamMark
from joint_plan.reports.tables import team_mark
from joint_plan.rules.funnel import Funnel, funnel, month_date, month_name
from joint_plan.rules.funnel.months import Months
from joint_plan.rules.funnel.words import scope
from joint_plan.rules.public import PublicPlan
from joint_plan.rules.scorecard import scorecard

_UNREACHABLE = "–"
_THOUSAND = 1000
_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One line of numbers: whose it is (`None`: nobody's alone), what it counts, a word a month, and their total."""

    team: TeamMark | None
    label: str
    months: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True)
class MonthlyNumbers:
    """Numbers by month. `months` are the months' names; `before` warns of what was due before the plan starts."""

    months: tuple[str, ...]
    rows: tuple[NumberRow, ...]
    note: str
    before: str


def monthly_numbers(public: PublicPlan, team: str) -> MonthlyNumbers:
    """A team's numbers: SLAs with the funnel's number either way, its stages and sources, wins, revenue, measures."""
    found = funnel(public)
    if not found.rows or "goals" in public.plan.hidden_sections:
        return MonthlyNumbers((), (), "", "")
    names = tuple(_name(found, month) for month in range(1, found.months + 1))
    rows = (*_counted(public, found, team), *_revenue(public, found), *_measures(public, team))
    return MonthlyNumbers(
        names, rows, _("Committed figures, rounded up; the months add up to the total."), _before(public, found)
    )


def _name(found: Funnel, month: int) -> str:
    """A month's name; with its year where the same month comes twice."""
    name, day = month_name(found.inputs, month), month_date(found.inputs, month)
    return f"{name} {day.year % 100:02d}" if day is not None and found.months > _A_YEAR else name


def _counted(public: PublicPlan, found: Funnel, team: str) -> Iterator[NumberRow]:
    taken: set[tuple[str, tuple[str, ...]]] = set()
    for stage, segment, source, owner in _wanted(public, found, team):
        months = found.figure(stage, segment, source).months
        words = _words(months)
        if (stage, words) in taken:
            continue  # a stage that has one source only counts nothing else than that source
        taken.add((stage, words))
        where = scope(found.inputs, segment, source)
        name = found.inputs.stage_name(stage)
        label = _("{stage}, {scope}").format(stage=name, scope=where) if where else name
        yield NumberRow(team_mark(public, owner) if owner else None, label, words, _total(months))


def _wanted(public: PublicPlan, found: Funnel, team: str) -> Iterator[tuple[str, str, str, str]]:
    """(stage, segment, source, team that answers for it) in the order of the funnel, what is promised first."""
    promised = [
        (sla.target_stage, sla.target_segment, sla.target_source, sla.owed_by)
        for sla in public.all(Sla)
        if sla.target_from == "funnel" and sla.target_stage and team in {sla.owed_by, sla.owed_to}
    ]
    leads = {
        stage.funnel_stage: stage.lead_team
        for stage in reversed(public.all(Stage))
        if stage.funnel_stage and "journey" not in public.plan.hidden_sections
    }
    sources = [source for source in public.all(Source) if source.team == team and source.entry_stage]
    last = found.stages[-1].id
    for stage in found.stages:
        yield from (one for one in promised if one[0] == stage.id)
        yield from ((stage.id, "", source.id, team) for source in sources if source.entry_stage == stage.id)
        leader = leads.get(stage.id, "")
        if leader == team or (not leader and team in TEAMS) or stage.id == last:
            yield stage.id, "", "", leader


def _measures(public: PublicPlan, team: str) -> Iterator[NumberRow]:
    """The targets of the metrics that the team answers for, and of its SLAs with a number of their own."""
    card = scorecard(public)
    places = card.places("month")
    for row in card.rows:
        targets = [row.targets[place] for place in places]
        sla = public.get(Sla, row.key.partition(":")[2]) if row.type_name == "Sla" else None
        counted = sla is not None and sla.target_from == "fixed" and row.unit != "percent"
        if row.owner_team != team or not any(targets) or not (row.type_name == "Metric" or counted):
            continue
        if row.unit == "money":
            continue  # new revenue stands above; what is booked already is in no month
        label = sentence_case((sla.unit if sla is not None else "") or row.name)
        if row.unit == "percent":
            label = _("{name}, %").format(name=label)
        words = tuple("" if target is None else locale.format_number(target, 1) for target in targets)
        yield NumberRow(team_mark(public, team), label, words, "")


def _words(months: Months) -> tuple[str, ...]:
    if months.committed is None:
        return (_UNREACHABLE,) * len(months)
    return tuple(locale.format_number(count) for count in months.committed)


def _total(months: Months) -> str:
    return _UNREACHABLE if months.committed_total is None else locale.format_number(months.committed_total)


def _revenue(public: PublicPlan, found: Funnel) -> Iterator[NumberRow]:
    """New revenue by month, in thousands; the running total is rounded, so that the months add up to the total."""
    sizes = {path.key: path.deal_size for path in found.inputs.paths}
    rows = found.total(found.stages[-1].id).rows
    if not rows or any(row.months.counts is None or sizes.get((row.segment, row.source)) is None for row in rows):
        return
    nothing = Fraction(0)
    exact = [
        sum(
            ((row.months.exact(month) or nothing) * (sizes[row.segment, row.source] or nothing) for row in rows),
            start=nothing,
        )
        for month in range(1, found.months + 1)
    ]
    steps = tuple(_steps(exact))
    label = _("New revenue, thousand {currency}").format(currency=public.plan.currency or "EUR")
    yield NumberRow(None, label, tuple(map(locale.format_number, steps)), locale.format_number(sum(steps)))


def _steps(amounts: Iterable[Fraction]) -> Iterator[int]:
    running, reached = Fraction(0), 0
    for amount in amounts:
        running += amount
        whole = round(running / _THOUSAND)
        yield whole - reached
        reached = whole


def _before(public: PublicPlan, found: Funnel) -> str:
    short = found.before.shortfall
    if not short:
        return ""
    money = locale.format_money_short(short, public.plan.currency)
    return _("{money} of revenue rests on records from before the plan starts that are not there.").format(money=money)
