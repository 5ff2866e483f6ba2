"""Ideas to begin with that the room has said itself: friction on the journey, needs without an answer, wide gaps."""

from collections.abc import Iterator

from joint_plan.base.texts import _
from joint_plan.plan.journey import Stage
from joint_plan.plan.landscape import Need
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import key_of
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.landscape import statements
from joint_plan.rules.names import team_name


def starter_ideas(view: PlanView) -> tuple[QuickWin, ...]:
    """One idea for each friction, open need and gap of two or more that no quick win answers yet.

    They carry the room's own words as the problem, and lead back to where those stand. They have no id: they are
    proposals until somebody adopts them.
    """
    answered = {idea.serves for idea in view.all(QuickWin)}
    return tuple(idea for idea in _all(view) if idea.serves not in answered)


def _all(view: PlanView) -> Iterator[QuickWin]:
    for stage in view.all(Stage):
        if stage.friction.strip():
            title = _("Take away what hinders customers at “{stage}”").format(stage=stage.name)
            yield QuickWin(title=title, problem=stage.friction, serves=key_of(stage))
    for need in view.all(Need):
        if need.need.strip() and need.answer in {"", "later"}:
            who = team_name(view, need.team) if need.team else ""
            problem = _("{team} needs it").format(team=who) if who else ""
            yield QuickWin(title=_first_line(need.need), problem=problem, serves=key_of(need))
    for line in statements(view):
        if line.wide:
            title = _("Come closer on “{statement}”").format(statement=_first_line(line.item.text))
            yield QuickWin(title=title, problem=line.item.evidence, serves=key_of(line.item))


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0] if text.strip() else ""
