"""A plan as text for people: what it is about, how every item stands, what is parked, who signed."""

from collections.abc import Iterator

from joint_plan.base import locale
from joint_plan.base.texts import _, ngettext
from joint_plan.plan.agreement import LeadershipAsk, ParkingItem
from joint_plan.plan.goals import Goal
from joint_plan.plan.record import Record, RecordSpec, all_specs, key_of, spec_of, title_of
from joint_plan.plan.sections import Section
from joint_plan.plan.session import Plan
from joint_plan.plan.slas import Sla, SlaLevel
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.funnel import funnel
from joint_plan.rules.names import name_of, shown, team_name
from joint_plan.rules.scorecard import scorecard, standing_words
from joint_plan.rules.sentences import level_words, sla_sentence
from joint_plan.rules.standing import (
    Count,
    Standing,
    State,
    plan_count,
    section_count,
    standings,
    state_label,
    visible_sections,
)
from joint_plan.rules.versions import check_code, signed, versions


def summary(snapshot: Snapshot) -> Iterator[str]:
    """The lines to print, in the language in use."""
    yield from _heading(snapshot)
    for section in visible_sections(snapshot):
        lines = [*_section(snapshot, section)]
        if lines:
            count = section_count(snapshot, section.key)
            yield ""
            yield f"{_(section.title)} – {_agreed(count)}" if count.total else _(section.title)
            yield from (f"  {line}" for line in lines)
    problems = funnel(snapshot).problems
    if problems:
        yield ""
        yield _("Problems between the records")
        yield from (f"  {_one_line(problem.message)}" for problem in problems)


def _heading(snapshot: Snapshot) -> Iterator[str]:
    plan = snapshot.plan
    yield _joined(_one_line(plan.title) or _("A plan without a title"), _one_line(plan.company))
    start = _("from {month}").format(month=locale.format_month(plan.period_start)) if plan.period_start else ""
    length = plan.months or 0
    months = ngettext("{count} month", "{count} months", length).format(count=length)
    yield _joined(months, start, plan.currency)
    for name in ("why", "one_number", "sponsor"):
        words = shown(snapshot, plan, name)
        if words:
            yield f"{_(spec_of(Plan).field(name).label)}: {_one_line(words)}"
    yield _agreed(plan_count(snapshot))


def _section(snapshot: Snapshot, section: Section) -> Iterator[str]:
    if section.key == "agreement":
        yield from _agreement(snapshot)
        return
    specs = [spec for spec in all_specs() if spec.section == section.key and not spec.single and not spec.private]
    if section.key == "goals":
        yield from _funnel(snapshot)
    measured = standing_words(scorecard(snapshot)) if section.key == "follow_up" else ""
    if measured:
        yield _("When last measured: {counts}").format(counts=measured)
    for spec in specs:
        if spec.can_be_agreed:
            for item in snapshot.all(spec.type):
                yield from _item(snapshot, item)
    others = [_counted(snapshot, spec) for spec in specs if not spec.can_be_agreed and snapshot.all(spec.type)]
    if others:
        yield "; ".join(others)


def _counted(snapshot: Snapshot, spec: RecordSpec) -> str:
    return _("{name}: {count}").format(name=_(spec.plural), count=len(snapshot.all(spec.type)))


def _item(snapshot: Snapshot, item: Record) -> Iterator[str]:
    found = standings(snapshot).get(key_of(item))
    state = f" – {_state(snapshot, found)}" if found is not None else ""
    words = _one_line(_words(snapshot, item))
    yield f"{item.code:<6} {words}{state}" if words != item.code else f"{words}{state}"
    if isinstance(item, Sla):
        for level in snapshot.where(SlaLevel, "sla", item.id):
            yield f"       {_one_line(level_words(level))}"


def _words(snapshot: Snapshot, item: Record) -> str:
    if isinstance(item, Sla):
        return sla_sentence(snapshot, item)
    if isinstance(item, Goal):
        span = " → ".join(part for part in (shown(snapshot, item, "baseline"), shown(snapshot, item, "target")) if part)
        return _joined(title_of(item), span, shown(snapshot, item, "due"))
    return title_of(item)


def _state(snapshot: Snapshot, found: Standing) -> str:
    if found.state is State.WAITING:
        teams = ", ".join(team_name(snapshot, team) for team in found.waiting_for)
        words = _("Waiting for {teams}").format(teams=teams)
    else:
        words = state_label(found.state)
    return f"{words}, " + _("basis changed") if found.basis_changed else words


def _funnel(snapshot: Snapshot) -> Iterator[str]:
    totals = funnel(snapshot).totals
    if any(total.rows for total in totals):
        counts = [
            f"{name_of(snapshot, 'FunnelStage', total.stage)} "
            + (_("not reachable") if total.committed is None else locale.format_number(total.committed))
            for total in totals
        ]
        yield _("Funnel: {counts}").format(counts=" → ".join(counts))


def _agreement(snapshot: Snapshot) -> Iterator[str]:
    for point in snapshot.all(ParkingItem):
        details = (shown(snapshot, point, name) for name in ("status", "owner", "due"))
        yield f"{point.code:<6} {_joined(_one_line(title_of(point)), *details)}"
    for ask in snapshot.all(LeadershipAsk):
        details = (shown(snapshot, ask, name) for name in ("asked_of", "answer", "by_when"))
        yield f"{ask.code:<6} {_joined(*map(_one_line, (title_of(ask), *details)))}"
    for version in versions(snapshot):
        done, total = signed(snapshot, version)
        yield _("Version {number}, {at}, signed {done} of {total}, check code {code}").format(
            number=version.number,
            at=shown(snapshot, version, "at"),
            done=done,
            total=total,
            code=check_code(version.hash),
        )


def _agreed(count: Count) -> str:
    words = _("{agreed} of {total} agreed").format(agreed=count.agreed, total=count.total)
    return f"{words}, " + _("{count} open").format(count=count.open) if count.open else words


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _one_line(words: str) -> str:
    return " ".join(words.split())
