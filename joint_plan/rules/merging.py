"""Several ideas that mean the same become one: the others stay in the plan with their words and votes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.priorities import is_merged, merged_ideas

Changes: TypeAlias = tuple[tuple[QuickWin, Mapping[str, Any]], ...]
"""Ideas with the fields that change."""


@dataclass(frozen=True, slots=True)
class Merge:
    """What merging changes: the idea that stays, and what becomes of the others."""

    target: QuickWin
    changes: Changes
    """The others, each with its changed fields."""


def merge(view: PlanView, ideas: Sequence[QuickWin], chosen: QuickWin) -> Merge | None:
    """Merge ideas into one of them; `None` where there is nothing to merge.

    The chosen idea stays, unless only others are picked: what is on the 30-day list stays on it. Nobody's words or
    votes change; the votes of all count together. An idea that was merged before stands for what it is
    part of, so that no idea is ever merged into itself.
    """
    whole = {idea.id: idea for idea in (root_of(view, idea) for idea in ideas)}
    if len(whole) < 2:
        return None
    first = root_of(view, chosen)
    picked = [idea for idea in whole.values() if idea.picked]
    target = first if first.picked or not picked else picked[0]
    others = [idea for idea in whole.values() if idea.id != target.id]
    return Merge(target, tuple((idea, {"merged_into": target.id, "picked": False}) for idea in others))


def root_of(view: PlanView, idea: QuickWin) -> QuickWin:
    """The idea that stands for this one: itself, or what it is part of, also by way of others."""
    seen = {idea.id}
    while is_merged(view, idea):
        into = view.get(QuickWin, idea.merged_into)
        if into is None or into.id in seen:
            break
        seen.add(into.id)
        idea = into
    return idea


def freed(view: PlanView, target: QuickWin) -> Changes:
    """What taking a merge apart changes: all ideas that are part of this one stand for themselves again."""
    return tuple((idea, {"merged_into": ""}) for idea in merged_ideas(view, target))
