"""Composing the report model from the public plan: the one place where what is printed is computed."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.plan.agreement import SIGNED_HOW, ParkingItem, Signature, Version
from joint_plan.plan.record import all_specs
from joint_plan.plan.sections import SECTION_CHOICES
from joint_plan.plan.session import Participant, Plan
from joint_plan.reports.changes import changes_of, removed_of, rewordings_of
from joint_plan.reports.model import (
    KeyFigure,
    ReportModel,
    ReportOptions,
    Row,
    Section,
    Signer,
    VersionLine,
)
from joint_plan.reports.tables import row_of, table_of, team_mark
from joint_plan.rules.by_role import by_role
from joint_plan.rules.funnel import Funnel, funnel
from joint_plan.rules.public import PublicPlan
from joint_plan.rules.standing import agreeing_teams, section_count, standings, visible_sections

# The agreement section prints its own records; stances stand with their items, versions and signatures on the sign-off.
_NOT_TABLES = {"Plan", "Assent", "Version", "Signature", "Note"}


def report_model(public: PublicPlan, options: ReportOptions, plan_id: str = "") -> ReportModel:
    """Everything that is printed of a plan, in the language in use (`base.texts.speaking`).

    `plan_id` is the file's own identity, by which a workbook that comes back is known.
    """
    if options.roles:
        public = by_role(public)
    plan = public.plan
    figures = funnel(public)
    sections = tuple(
        _section(public, section.key, section.title, section.prompt) for section in visible_sections(public)
    )
    standing = [row_of(public, found.item) for found in standings(public).values()]
    hidden = tuple(_(title) for key, title in SECTION_CHOICES if key in plan.hidden_sections)
    version = version_line(public)
    return ReportModel(
        options=options,
        public=public,
        title=plan.title or _("Joint plan"),
        company=plan.company,
        period=period_words(plan),
        currency=plan.currency or "EUR",
        language=plan.language or "en",
        version=version,
        plan_id=plan_id,
        teams=tuple(team_mark(public, team.id) for team in agreeing_teams(public)),
        figures=key_figures(public, figures),
        funnel=figures,
        sections=sections,
        hidden_sections=hidden,
        open_points=tuple(sorted((row for row in standing if _is_open(row)), key=_contested_first)),
        parked=_parked(public, standing),
        reservations=tuple(
            (row, stance)
            for row in standing
            for stance in (row.agreement.stances if row.agreement else ())
            if stance.stance in {"reservation", "object"}
        ),
        signers=signers(public),
        changes=changes_of(public),
        rewordings=rewordings_of(public),
        removed=removed_of(public),
    )


def period_words(plan: Plan) -> str:
    """The plan's period: "January 2027 to December 2027"; the number of months where the start is not known."""
    months = plan.months or 12
    if plan.period_start is None:
        return _("{count} months").format(count=months)
    last = _month_after(plan.period_start, months - 1)
    return _("{first} to {last}").format(first=locale.format_month(plan.period_start), last=locale.format_month(last))


def _month_after(month: dt.date, months: int) -> dt.date:
    index = month.year * 12 + month.month - 1 + months
    return dt.date(index // 12, index % 12 + 1, 1)


def version_line(public: PublicPlan) -> VersionLine:
    """What the papers say of their origin."""
    mark = public.version
    if mark is None:
        return VersionLine(True, _("DRAFT, not an agreed version"))
    made = next((version for version in public.all(Version) if version.number == mark.number), None)
    agreed = locale.format_day(mark.at.astimezone().date()) if mark.at else ""
    return VersionLine(
        draft=False,
        words=_("Version {number}, agreed {day}").format(number=mark.number, day=agreed),
        number=mark.number,
        check_code=mark.check_code,
        hash=mark.hash,
        moved_on=public.moved_on,
        next_review=locale.format_day(made.next_review) if made is not None and made.next_review else "",
    )


def _section(public: PublicPlan, key: str, title: str, prompt: str) -> Section:
    count = section_count(public, key)
    words = _("{agreed} of {total} agreed").format(agreed=count.agreed, total=count.total) if count.total else ""
    tables = tuple(
        table_of(public, spec)
        for spec in all_specs()
        if spec.section == key and spec.name not in _NOT_TABLES and not spec.within and public.all(spec.type)
    )
    return Section(key, _(title), _(prompt), words, tables)


def _is_open(row: Row) -> bool:
    return row.agreement is not None and row.agreement.state in {"draft", "waiting", "contested"}


def _contested_first(row: Row) -> int:
    """Contested items come first among the open points."""
    return 0 if row.agreement is not None and row.agreement.state == "contested" else 1


def _parked(public: PublicPlan, standing: list[Row]) -> tuple[Row, ...]:
    """What is not in this version: parking items still undecided or assigned, and items they keep parked."""
    items = [item for item in public.all(ParkingItem) if item.status in {"undecided", "assigned"}]
    named = {item.item for item in items}
    return (
        *(row_of(public, item) for item in items),
        *(row for row in standing if row.agreement and row.agreement.state == "parked" and row.key not in named),
    )


def key_figures(public: PublicPlan, figures: Funnel) -> tuple[KeyFigure, ...]:
    """Revenue goal, new revenue of it, wins, and the pipeline it takes; what is not reachable is left out."""
    currency = public.plan.currency
    segments = [need.segment for need in figures.inputs.needs]
    target = sum((segment.revenue_target for segment in segments if segment.revenue_target), start=Decimal(0))
    if not target:
        return ()
    new = summed(segment.new_revenue for segment in figures.segments)
    pipeline = summed(segment.pipeline_required for segment in figures.segments)
    wins = figures.total(figures.stages[-1].id).committed
    found = [KeyFigure(locale.format_money_short(target, currency), _("revenue goal"), target, "money")]
    if new is not None:
        found.append(KeyFigure(locale.format_money_short(new, currency), _("of it new revenue"), new, "money"))
    if wins is not None:
        found.append(KeyFigure(locale.format_number(wins), _("deals to win"), wins, "count"))
    if pipeline is not None and new:
        ratio = pipeline / new
        words = f"{locale.format_number(ratio, 1)}×"
        found.append(KeyFigure(words, _("pipeline to new revenue"), ratio, "ratio"))
    return tuple(found)


def summed(values: Iterable[Fraction | None]) -> Fraction | None:
    """The sum; `None` where one of them is not reachable."""
    known = list(values)
    return (
        None if any(value is None for value in known) else sum((v for v in known if v is not None), start=Fraction(0))
    )


def signers(public: PublicPlan) -> tuple[Signer, ...]:
    """Everybody who signs, with what they have signed of this version; the sponsor last."""
    version = public.version
    made = {item.number: item.id for item in public.all(Version)}
    given = {
        signature.participant: signature
        for signature in public.all(Signature)
        if version is not None and signature.version == made.get(version.number)
    }
    found: list[Signer] = []
    for person in public.all(Participant):
        signature = given.get(person.id)
        if not person.signs and signature is None:
            continue
        team = team_mark(public, person.team) if person.team else None
        if signature is None:
            found.append(Signer(person.name, person.role, team))
            continue
        how = _(dict(SIGNED_HOW).get(signature.how, ""))
        on = locale.format_day(signature.at.astimezone().date()) if signature.at else ""
        found.append(Signer(person.name, person.role, team, how, on, signature.reservation))
    sponsor = public.plan.sponsor
    if sponsor and all(signer.name != sponsor for signer in found):
        found.append(Signer(sponsor, _("Sponsor"), None, counts=False))
    return tuple(found)
