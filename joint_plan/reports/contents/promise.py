"""An SLA as the papers show it: one big figure, what is promised, the terms below it, and what happens if missed."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from joint_plan.base import locale
from joint_plan.base.texts import _, language, ngettext
from joint_plan.plan.slas import Sla, SlaLevel
from joint_plan.reports.model import TeamMark
from joint_plan.reports.tables import team_mark
from joint_plan.rules.durations import duration_words, per_period
from joint_plan.rules.funnel_targets import monthly_targets
from joint_plan.rules.names import name_of
from joint_plan.rules.public import PublicPlan
from joint_plan.rules.standing import standing, state_label


@dataclass(frozen=True, slots=True)
class Level:
    """A tier of a promise: "A", "asked for a trial", "2 h", "working time", "90 %", "6 in 10 days", "phone"."""

    tier: str
    applies_to: str
    limit: str
    hours: str
    share: str
    attempts: str
    channels: str


@dataclass(frozen=True, slots=True)
class Promise:
    """One SLA.

    Attributes:
        figure: what stands big, such as "4 h", "786" or "95 %"; "" where the SLA has no number.
        figure_words: what the figure counts, such as "MQLs in 12 months"; "" where the terms say it.
        what: the obligation.
        terms: what belongs to it, each a part of a line: the limit in full, the share, what it applies to.
        clock: from which event to which the time runs.
        handoff: of a handoff, from which stage to which.
        state: "" while both teams agree; else how it stands, such as "Waiting for Sales".
    """

    key: str
    code: str
    owed_by: TeamMark | None
    owed_to: TeamMark | None
    figure: str
    figure_words: str
    what: str
    terms: tuple[str, ...]
    clock: str
    handoff: str
    exceptions: str
    if_missed: str
    measured: str
    owner: str
    starts: str
    state: str
    levels: tuple[Level, ...]


def promises(public: PublicPlan) -> tuple[Promise, ...]:
    """Every SLA in the plan's order, worded once for a plan and a language; none while the section is left out."""
    if "slas" in public.plan.hidden_sections:
        return ()
    kept = public.derived(_kept_promises)
    if language() not in kept:
        kept[language()] = tuple(promise_of(public, sla) for sla in public.all(Sla))
    return kept[language()]


def _kept_promises(_public: PublicPlan) -> dict[str, tuple[Promise, ...]]:
    return {}


def promise_of(public: PublicPlan, sla: Sla) -> Promise:
    """One SLA as the papers show it."""
    levels = public.where(SlaLevel, "sla", sla.id)
    figure, words = _figure(public, sla, levels)
    found = standing(public, sla)
    state = "" if found.agreed else state_label(found.state)
    if found.waiting_for and state and found.state == "waiting":
        teams = ", ".join(name_of(public, "Team", team) for team in found.waiting_for)
        state = _("Waiting for {teams}").format(teams=teams)
    return Promise(
        key=f"Sla:{sla.id}",
        code=sla.code,
        owed_by=team_mark(public, sla.owed_by) if sla.owed_by else None,
        owed_to=team_mark(public, sla.owed_to) if sla.owed_to else None,
        figure=figure,
        figure_words=words,
        what=sentence_case(sla.obligation) or sentence_case(sla.handed_over) or _("Still to be put into words"),
        terms=tuple(_terms(sla)),
        clock=_clock(sla),
        handoff=_handoff(public, sla),
        exceptions=sla.exceptions,
        if_missed=sla.if_missed,
        measured=", ".join(part for part in (sla.measured_in, sla.reviewed) if part),
        owner=name_of(public, "Participant", sla.owner),
        starts=_starts(sla),
        state=state,
        levels=tuple(_level(level) for level in levels),
    )


def sentence_case(text: str) -> str:
    """A text with its first letter as at the beginning of a sentence."""
    plain = text.strip()
    return plain[:1].upper() + plain[1:]


def short_duration(limit: Decimal, unit: str) -> str:
    """A length of time to stand big: "4 h", "1 day", "30 min"."""
    number = locale.format_number(limit)
    count = int(limit) if limit == limit.to_integral_value() else 2
    words = {
        "minute": _("{number} min"),
        "hour": _("{number} h"),
        "day": ngettext("{number} day", "{number} days", count),
        "week": ngettext("{number} week", "{number} weeks", count),
        "month": ngettext("{number} month", "{number} months", count),
    }
    return words.get(unit, "{number}").format(number=number).replace(" ", "\u00a0")


def _figure(public: PublicPlan, sla: Sla, levels: tuple[SlaLevel, ...]) -> tuple[str, str]:
    months = monthly_targets(public, sla)
    unit = sla.unit.strip() or name_of(public, "FunnelStage", sla.target_stage)
    if sla.target_from == "funnel" and months:
        count = len(months)
        span = ngettext("{unit} in {count} month", "{unit} in {count} months", count)
        return locale.format_number(sum(months.values())), span.format(unit=unit, count=count).strip()
    if sla.target is not None:
        pace = per_period(sla.period, sla.period_unit) if sla.period else ""
        return locale.format_number(sla.target), " ".join(part for part in (sla.unit.strip(), pace) if part)
    if sla.time_limit is not None:
        return short_duration(sla.time_limit, sla.time_limit_unit), ""
    first = next((level for level in levels if level.limit is not None), None)
    if first is not None and first.limit is not None:
        who = _("tier {tier}").format(tier=first.tier) if first.tier else first.applies_to
        return short_duration(first.limit, first.limit_unit), who
    if sla.met_share is not None:
        return locale.format_rate(sla.met_share), ""
    return "", ""


def _terms(sla: Sla) -> Iterator[str]:
    if sla.time_limit is not None:
        limit = duration_words(sla.time_limit, sla.time_limit_unit, sla.business_hours)
        yield _("within {limit}").format(limit=limit)
    if sla.met_share is not None:
        yield _("met in {share}").format(share=locale.format_rate(sla.met_share))
    if sla.applies_to:
        yield sla.applies_to


def _clock(sla: Sla) -> str:
    if sla.clock_starts and sla.clock_stops:
        return _("from “{start}” to “{stop}”").format(start=sla.clock_starts, stop=sla.clock_stops)
    if sla.clock_starts:
        return _("from “{start}”").format(start=sla.clock_starts)
    return _("until “{stop}”").format(stop=sla.clock_stops) if sla.clock_stops else ""


def _handoff(public: PublicPlan, sla: Sla) -> str:
    first, last = (name_of(public, "Stage", stage) for stage in (sla.from_stage, sla.to_stage))
    return " → ".join(part for part in (first, last) if part)


def _starts(sla: Sla) -> str:
    parts = []
    if sla.starts_on is not None:
        parts.append(_("from {day}").format(day=locale.format_day(sla.starts_on)))
    if sla.trial_until is not None:
        parts.append(_("on trial until {day}").format(day=locale.format_day(sla.trial_until)))
    if sla.interim_target:
        parts.append(sla.interim_target)
    return ", ".join(parts)


def _level(level: SlaLevel) -> Level:
    limit = "" if level.limit is None else short_duration(level.limit, level.limit_unit)
    return Level(
        tier=level.tier,
        applies_to=level.applies_to,
        limit=limit,
        hours=_("working time") if limit and level.business_hours else "",
        share="" if level.met_share is None else locale.format_rate(level.met_share),
        attempts=attempts_words(level.attempts, level.within_days),
        channels=level.channels,
    )


def attempts_words(attempts: int | None, days: int | None) -> str:
    """How often somebody is tried: "6 in 10 days"."""
    span = "" if days is None else ngettext("{number} day", "{number} days", days).format(number=days)
    if attempts is None:
        return _("within {span}").format(span=span) if span else ""
    number = locale.format_number(attempts)
    return _("{number} in {span}").format(number=number, span=span) if span else number
