"""Whether a lead passes: points of the criteria that are true of it, must-haves, disqualifiers, passing marks."""

from collections.abc import Set
from dataclasses import dataclass
from fractions import Fraction

from joint_plan.base.texts import _
from joint_plan.plan.language import LeadCriterion, PassingMark, RealLead
from joint_plan.plan.record import title_of
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.pairs import Revealed, answers


@dataclass(frozen=True, slots=True)
class Judged:
    """What a lead comes to: its points, the highest mark it reaches (`None`: none), and why, in words."""

    points: int
    possible: int
    mark: PassingMark | None
    passed: bool
    why: tuple[str, ...]


def judge(view: PlanView, true: Set[str]) -> Judged:
    """Judge a lead of which the criteria with these ids are true.

    A true disqualifier or a missing must-have fails it whatever its points are. Without any passing mark a lead that
    breaks no rule passes.
    """
    points, possible, broken = 0, 0, []
    for item in view.all(LeadCriterion):
        holds = item.id in true
        if item.kind == "disqualifier":
            if holds:
                broken.append(_("Disqualified: {criterion}").format(criterion=title_of(item)))
            continue
        possible += item.weight or 0
        points += (item.weight or 0) if holds else 0
        if item.must_have and not holds:
            broken.append(_("Must have: {criterion}").format(criterion=title_of(item)))
    marks = sorted(view.all(PassingMark), key=lambda mark: mark.points or 0)
    reached = [mark for mark in marks if points >= (mark.points or 0)]
    mark = reached[-1] if reached and not broken else None
    passed = not broken and (mark is not None or not marks)
    return Judged(points, possible, mark, passed, (*broken, *_score_words(points, marks, mark)))


def _score_words(points: int, marks: list[PassingMark], mark: PassingMark | None) -> tuple[str, ...]:
    if mark is not None:
        return (
            _("{points} points, {mark} from {needed}").format(
                points=points, mark=title_of(mark), needed=mark.points or 0
            ),
        )
    following = next((one for one in marks if points < (one.points or 0)), None)
    if following is None:
        return (_("{points} points").format(points=points),)
    missing = (following.points or 0) - points
    return (
        _("{points} points, {missing} short of {mark}").format(
            points=points, missing=missing, mark=title_of(following)
        ),
    )


@dataclass(frozen=True, slots=True)
class Sorting:
    """How far both teams sort real leads alike by a term: of how many revealed, how many the same."""

    same: int
    revealed: int
    total: int

    @property
    def share(self) -> Fraction | None:
        """The share on which they agree; `None` while nothing is revealed."""
        return Fraction(self.same, self.revealed) if self.revealed else None


def sorting(view: PlanView, term_id: str) -> Sorting:
    """How both teams sorted the real leads of a term."""
    leads = view.where(RealLead, "term", term_id)
    values = []
    for lead in leads:
        given = [answer.value for answer in answers(view, lead, "verdict").values() if isinstance(answer, Revealed)]
        if given and all(given):
            values.append(given)
    return Sorting(sum(len(set(given)) == 1 for given in values), len(values), len(leads))
