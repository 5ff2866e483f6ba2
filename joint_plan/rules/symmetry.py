"""Whether two teams owe each other as much: how many SLAs each way, how many measurable, what revenue rests on them.

The revenue that rests on an SLA is new revenue of the plan, as the funnel brings it, by segment and source:

- where its target comes from the funnel, what passes the stage, segment and source it names;
- else, where it serves the revenue goal and hands over from a stage of the journey that counts a stage of the funnel,
  what passes that stage;
- else, where it serves the revenue goal, all of it;
- other SLAs carry none.

What rests on several SLAs of one team is counted once, so it is never more than the plan's new revenue. It is not
known where a segment and source that counts has no figures yet.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from joint_plan.base.texts import _, ngettext
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.goals import Goal
from joint_plan.plan.journey import Stage
from joint_plan.plan.slas import Sla
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.measurability import lacks_source, to_do
from joint_plan.rules.names import team_name
from joint_plan.rules.standing import standing


@dataclass(frozen=True, slots=True)
class Direction:
    """What one team (its id) owes another, in the plan's order."""

    owed_by: str
    owed_to: str
    slas: tuple[Sla, ...]
    agreed: int
    measurable: int
    without_source: int
    revenue: Fraction | None
    """The new revenue that rests on them (`resting_revenue`)."""

    @property
    def total(self) -> int:
        """How many SLAs there are this way."""
        return len(self.slas)


@dataclass(frozen=True, slots=True)
class Symmetry:
    """Both directions between two teams."""

    there: Direction
    back: Direction

    @property
    def even(self) -> bool:
        """Whether both owe as many, and as many of them measurable."""
        return self.there.total == self.back.total and self.there.measurable == self.back.measurable


def symmetry(view: PlanView, first: str = TEAMS[0], second: str = TEAMS[1]) -> Symmetry:
    """What two teams (their ids) owe each other; the core teams unless said."""
    return Symmetry(_direction(view, first, second), _direction(view, second, first))


def _direction(view: PlanView, owed_by: str, owed_to: str) -> Direction:
    slas = tuple(sla for sla in view.where(Sla, "owed_by", owed_by) if sla.owed_to == owed_to)
    open_ends = to_do(view)
    return Direction(
        owed_by,
        owed_to,
        slas,
        agreed=sum(standing(view, sla).agreed for sla in slas),
        measurable=sum(sla.id not in open_ends for sla in slas),
        without_source=sum(lacks_source(sla) for sla in slas),
        revenue=resting_revenue(view, slas),
    )


def resting_revenue(view: PlanView, slas: Iterable[Sla]) -> Fraction | None:
    """The new revenue that rests on these SLAs, in the plan's currency; `None` where a part of it is not known."""
    from joint_plan.rules.funnel import funnel

    inputs = funnel(view).inputs
    reached = set[tuple[str, str]]()
    for sla in slas:
        place = _rests_on(view, sla)
        if place is not None:
            stage, segment, source = place
            start = inputs.place(stage) if stage else None
            reached |= {
                path.key
                for path in inputs.paths
                if (start is None or path.entry <= start)
                and segment in {"", path.need.segment.id}
                and source in {"", path.source.id}
            }
    total = Fraction(0)
    for path in inputs.paths:
        if path.key in reached and path.share != 0:
            if path.share is None or path.need.new_revenue is None:
                return None
            total += path.need.new_revenue * path.share
    return total


def _rests_on(view: PlanView, sla: Sla) -> tuple[str, str, str] | None:
    """The stage, segment and source of the funnel ("" is all) whose revenue rests on an SLA; `None` where none does."""
    if sla.target_from == "funnel" and sla.target_stage:
        return sla.target_stage, sla.target_segment, sla.target_source
    goal = view.get(Goal, sla.goal) if sla.goal else None
    if goal is None or not goal.revenue_goal:
        return None
    start = view.get(Stage, sla.from_stage) if sla.from_stage else None
    return (start.funnel_stage if start is not None else "", "", "")


def team_pairs(view: PlanView) -> tuple[tuple[str, str], ...]:
    """The pairs of teams (ids) that owe each other anything: the core teams always and first."""
    pairs: dict[tuple[str, str], None] = {(TEAMS[0], TEAMS[1]): None}
    for sla in view.all(Sla):
        if sla.owed_by and sla.owed_to and (sla.owed_to, sla.owed_by) not in pairs:
            pairs[sla.owed_by, sla.owed_to] = None
    return tuple(pairs)


def unassigned(view: PlanView) -> tuple[Sla, ...]:
    """SLAs that do not say who owes them or to whom: they stand in no direction."""
    return tuple(sla for sla in view.all(Sla) if not (sla.owed_by and sla.owed_to))


def symmetry_words(view: PlanView, found: Symmetry) -> str:
    """The symmetry in words: "even", "Sales owes 2 more", "as many each way, but 1 more of Sales' is measurable"."""
    there, back = found.there, found.back
    if there.total != back.total:
        more = there if there.total > back.total else back
        count = abs(there.total - back.total)
        words = ngettext("{team} owes {number} more", "{team} owes {number} more", count)
        return words.format(team=team_name(view, more.owed_by), number=count)
    if there.measurable != back.measurable:
        more = there if there.measurable > back.measurable else back
        count = abs(there.measurable - back.measurable)
        words = ngettext(
            "as many each way, {number} more of {team} can be measured",
            "as many each way, {number} more of {team} can be measured",
            count,
        )
        return words.format(team=team_name(view, more.owed_by), number=count)
    return _("even") if there.total else _("nothing promised yet")
