"""What stands on the SLAs page: a face for each card, and the two columns with how far and how even they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from joint_plan.base import locale
from joint_plan.base.texts import _, ngettext
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.journey import Stage
from joint_plan.plan.record import key_of, title_of
from joint_plan.plan.session import Team
from joint_plan.plan.slas import Sla, SlaLevel
from joint_plan.rules.durations import duration_short, per_period
from joint_plan.rules.funnel_targets import monthly_targets
from joint_plan.rules.names import team_name
from joint_plan.rules.sentences import level_words, sla_sentence
from joint_plan.rules.standing import agreeing_teams, standing
from joint_plan.rules.symmetry import resting_revenue
from ui.parts.stance_chips import stance_line

if TYPE_CHECKING:
    from joint_plan.plan.record import Record
    from joint_plan.plan.snapshot import PlanView
    from ui.parts.painting import Chip

Pairing = tuple[str, str]
"""Two teams whose promises to each other are shown: ids, the left column's team first."""


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level as a row: tier, what it applies to, limit, share, attempts."""

    tier: str
    applies_to: str
    limit: str
    share: str
    attempts: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Today against the target.

    `today` is "" while nobody said; `ratio` is today on a scale on which `mark` is the target, both 0 to 1, `None`
    where they cannot be compared.
    """

    today: str
    target: str
    ratio: Fraction | None = None
    mark: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class SlaFace:
    """What a card shows."""

    key: str
    code: str
    owed_by: str
    handoff: bool
    sentence: str
    compared: Compared
    measured: bool
    levels: tuple[LevelRow, ...]
    chips: tuple[tuple[str, Chip], ...]
    """(team id, chip) of each team that must agree."""
    basis: tuple[str, ...]
    missed: str
    agreed: bool
    spoken: str


@dataclass(frozen=True, slots=True)
class Column:
    """What one team owes the other, in order."""

    team: str
    to: str
    team_name: str
    to_name: str
    faces: tuple[SlaFace, ...]
    revenue: Fraction | None
    """The plan's new revenue that rests on them, in `currency`; `None` if it is not known."""
    currency: str

    @property
    def agreed(self) -> int:
        """How many are agreed."""
        return sum(face.agreed for face in self.faces)

    @property
    def measured(self) -> int:
        """How many have a place where they are measured."""
        return sum(face.measured for face in self.faces)


def columns_of(view: PlanView, pairing: Pairing) -> tuple[Column, Column]:
    """What two teams owe each other."""
    first, second = pairing
    return _column(view, first, second), _column(view, second, first)


def _column(view: PlanView, team: str, other: str) -> Column:
    slas = [sla for sla in view.all(Sla) if direction(sla) == (team, other)]
    return Column(
        team,
        other,
        team_name(view, team),
        team_name(view, other),
        tuple(sla_face(view, sla) for sla in slas),
        resting_revenue(view, slas),
        view.plan.currency,
    )


def direction(sla: Sla) -> Pairing:
    """Who owes and who is owed, so that every SLA stands in some column.

    Where one of the two is not said, or a team owes to itself, it is shown between the core teams, or a core team and
    the one that is known.
    """
    owed_by, owed_to = sla.owed_by, sla.owed_to if sla.owed_to != sla.owed_by else ""
    if not owed_by and not owed_to:
        return (TEAMS[0], TEAMS[1])
    return (owed_by or _partner(owed_to), owed_to or _partner(owed_by))


def _partner(team: str) -> str:
    return TEAMS[1] if team == TEAMS[0] else TEAMS[0]


def pairings(view: PlanView) -> tuple[tuple[Pairing, int], ...]:
    """The pairs of teams with the number of their SLAs: the core pair, pairs that have any, then the rest."""
    teams = [team.id for team in view.all(Team)]
    counts: dict[frozenset[str], int] = {}
    for sla in view.all(Sla):
        both = frozenset(direction(sla))
        counts[both] = counts.get(both, 0) + 1
    pairs = [(one, other) for place, one in enumerate(teams) for other in teams[place + 1 :]]
    counted = [(pair, counts.get(frozenset(pair), 0)) for pair in pairs]
    return tuple(sorted(counted, key=lambda entry: (entry[0] != TEAMS, entry[1] == 0)))


def pairing_of(view: PlanView, sla: Sla) -> Pairing:
    """The pair of teams in whose columns an SLA stands, in the order of the teams."""
    both = set(direction(sla))
    return next((pair for pair, _count in pairings(view) if set(pair) == both), (TEAMS[0], TEAMS[1]))


def sla_face(view: PlanView, sla: Sla) -> SlaFace:
    """The card of an SLA."""
    found = standing(view, sla)
    sentence = sla_sentence(view, sla)
    levels = tuple(_level_row(level) for level in view.where(SlaLevel, "sla", sla.id))
    compared = compare(view, sla, bool(levels))
    teams = agreeing_teams(view)
    chips = tuple(zip((team.id for team in teams), stance_line(view, sla), strict=True))
    basis = tuple(
        _("{what} {before} → {after}").format(
            what=change.label, before=change.before or _("empty"), after=change.after or _("empty")
        )
        for change in found.basis_changed
    )
    said = [sla.code, sentence]
    if compared.today:
        said.append(_("today {value}").format(value=compared.today))
    said += [level.spoken for level in levels]
    said += [chip.text for _team, chip in chips]
    return SlaFace(
        key=key_of(sla),
        code=sla.code,
        owed_by=direction(sla)[0],
        handoff=bool(sla.from_stage or sla.to_stage),
        sentence=sentence,
        compared=compared,
        measured=bool(sla.measured_in.strip()),
        levels=levels,
        chips=chips,
        basis=basis,
        missed=sla.if_missed.strip(),
        agreed=found.agreed,
        spoken=", ".join(said),
    )


def _level_row(level: SlaLevel) -> LevelRow:
    limit = "" if level.limit is None else duration_short(level.limit, level.limit_unit, level.business_hours)
    share = "" if level.met_share is None else locale.format_rate(level.met_share)
    tries = "" if level.attempts is None else f"{level.attempts}×"
    if level.within_days is not None:
        tries = _("{tries} in {days} d").format(tries=tries, days=level.within_days).strip()
    return LevelRow(level.tier, level.applies_to, limit, share, tries, level_words(level))


def compare(view: PlanView, sla: Sla, tiers: bool) -> Compared:
    """Today against what is promised: a share, a number a period, a month of the funnel, or a time limit."""
    if sla.met_share is not None or (sla.today_share is not None and sla.target is None):
        today = "" if sla.today_share is None else locale.format_rate(sla.today_share)
        target = locale.format_rate(sla.met_share) if sla.met_share is not None else ""
        mark = Fraction(sla.met_share) if sla.met_share is not None else Fraction(1)
        ratio = None if sla.today_share is None or sla.met_share is None else Fraction(sla.today_share)
        return Compared(today, target or (_("by tier") if tiers else ""), ratio, mark)
    pace = per_period(sla.period, sla.period_unit) if sla.period else ""
    months = monthly_targets(view, sla)
    goal = Decimal(months[min(months)]) if months else sla.target
    target = _target_words(view, sla, goal, bool(months), pace)
    if tiers and not target:
        target = _("by tier")
    if not target and sla.time_limit is not None:
        target = duration_short(sla.time_limit, sla.time_limit_unit, sla.business_hours)
    if sla.today_value is None:
        return Compared("", target)
    number = locale.format_number(sla.today_value)
    unit = sla.unit if len(sla.unit) <= _SHORT_UNIT and goal is None else ""
    today = " ".join(part for part in (number, unit, pace if goal is not None else "") if part)
    return Compared(today, target, *_scale(sla.today_value, goal))


_SHORT_UNIT = 8


def _target_words(view: PlanView, sla: Sla, goal: Decimal | None, monthly: bool, pace: str) -> str:
    if goal is None:
        return ""
    number = locale.format_number(goal)
    start = view.plan.period_start
    if monthly:
        when = locale.format_month_short(start) if start is not None else _("the first month")
        return _("{number} in {month}").format(number=number, month=when)
    return " ".join(part for part in (number, pace) if part)


def _scale(today: Decimal, target: Decimal | None) -> tuple[Fraction | None, Fraction]:
    """Today and the target on one scale, on which neither runs out of the bar."""
    if target is None or target <= 0:
        return None, Fraction(1)
    most = max(Fraction(target) * Fraction(10, 9), Fraction(today))
    return Fraction(today) / most, Fraction(target) / most


def symmetry_words(left: Column, right: Column) -> str:
    """How even the two columns are, in words."""
    apart = len(left.faces) - len(right.faces)
    if not left.faces and not right.faces:
        return _("No promises yet")
    if not apart:
        return _("Symmetry: even")
    more = left if apart > 0 else right
    return ngettext("{team} owes {count} more", "{team} owes {count} more", abs(apart)).format(
        team=more.team_name, count=abs(apart)
    )


def measured_words(left: Column, right: Column) -> str:
    """How many on each side have a place where they are measured."""
    if not left.faces and not right.faces:
        return ""
    return _("measured: {left} of {left_all} | {right} of {right_all}").format(
        left=left.measured, left_all=len(left.faces), right=right.measured, right_all=len(right.faces)
    )


def revenue_words(left: Column, right: Column) -> str:
    """The new revenue that rests on each side, in short; empty where none does."""
    if not (left.revenue or right.revenue):
        return ""
    amounts = [
        _("not known") if column.revenue is None else locale.format_money_short(column.revenue, column.currency)
        for column in (left, right)
    ]
    return _("revenue: {left} | {right}").format(left=amounts[0], right=amounts[1])


def revenue_sentence(column: Column) -> str:
    """The new revenue that rests on one side, in full."""
    if column.revenue is None:
        return _("What revenue rests on what {team} owes is not known yet").format(team=column.team_name)
    amount = locale.format_money(column.revenue, column.currency)
    return _("New revenue that rests on what {team} owes: {amount}").format(team=column.team_name, amount=amount)


def lacking_source(columns: tuple[Column, Column]) -> tuple[SlaFace, ...]:
    """The cards of both columns that nobody said where they are measured."""
    return tuple(face for column in columns for face in column.faces if not face.measured)


def subject_of(view: PlanView, record: Record) -> str:
    """What a record is about in a few words: its two stages where it is a handoff, else what it is called."""
    if isinstance(record, Sla):
        start, end = view.get(Stage, record.from_stage), view.get(Stage, record.to_stage)
        if start is not None and end is not None:
            return _("{start} to {end}").format(start=title_of(start), end=title_of(end))
    return title_of(record)


def some_of(lines: Sequence[str], most: int) -> str:
    """The first few of many lines in one, and how many more there are."""
    shown = "; ".join(lines[:most])
    more = len(lines) - most
    if more <= 0:
        return shown
    return ngettext("{shown}; and {count} more", "{shown}; and {count} more", more).format(shown=shown, count=more)
