"""What the quick wins page does to the plan: adding, merging, entering answers, moving in the matrix, revealing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from joint_plan.base.errors import FieldError, PlanError
from joint_plan.base.texts import N_, _
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import key_of, spec_of, title_of
from joint_plan.rules.merging import freed, merge
from joint_plan.rules.pairs import ready_pairs
from joint_plan.rules.presence import entry_fault
from ui.parts.entry_line import split_entry
from ui.parts.ideas import SCORES
from ui.parts.matrix import BOTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.document import Document


def add_lines(document: Document, lines: Sequence[str]) -> str:
    """Add an idea a line: title, problem, expected effect. The key of the last one.

    Raises:
        PlanError: a line cannot be taken; then none is.
    """
    faults: list[PlanError] = []
    added: list[QuickWin] = []
    label = N_("Add quick win “{title}”") if len(lines) == 1 else N_("Add {count} quick wins")
    first, count = split_entry(lines[0], 3)[0], str(len(lines))
    with document.edit(label, refused=faults.append, title=first, count=count) as edit:
        for line in lines:
            title, problem, effect = split_entry(line, 3)
            added.append(edit.add(QuickWin(title=title, problem=problem, expected_effect=effect)))
    if faults:
        raise faults[0]
    return key_of(added[-1])


def merge_into(document: Document, ideas: Sequence[QuickWin], chosen: QuickWin) -> str:
    """Make one of some ideas, as one step; the key of the one that stays, "" where there is nothing to merge."""
    found = merge(document.plan, ideas, chosen)
    if found is None:
        return ""
    label = N_("Merge {count} ideas into {code}")
    with document.edit(label, count=str(len(found.changes)), code=found.target.code) as edit:
        for idea, values in found.changes:
            edit.set(idea, **values)
    return key_of(found.target)


def take_apart(document: Document, item: QuickWin) -> None:
    """Make the ideas that were merged into one stand for themselves again."""
    with document.edit(N_("Take {code} apart"), code=item.code) as edit:
        for idea, values in freed(document.plan, item):
            edit.set(idea, **values)


def fault_of(document: Document, item: QuickWin, texts: dict[str, str]) -> str:
    """Why what is typed for an idea cannot be taken, in words; also said below, for all to read."""
    columns = spec_of(item).by_column
    for name, text in texts.items():
        try:
            value = columns[name].kind.parse(text)
        except FieldError as fault:
            document.complain(fault.at(item.code, _(columns[name].field.label)))
            return fault.message[:1].upper() + fault.message[1:]
        words = entry_fault(document.plan, item, columns[name], value)
        if words:
            document.complain(PlanError(words))
            return words
    return ""


def enter(document: Document, item: QuickWin, texts: dict[str, str]) -> None:
    """Take what is typed for an idea, by column; what cannot be taken changes nothing."""
    if fault_of(document, item, texts):
        return
    columns = spec_of(item).by_column
    values: dict[str, Any] = {name: columns[name].kind.parse(text) for name, text in texts.items()}
    with document.edit(N_("Change {title}"), title=item.code) as edit:
        edit.set(item, **values)


def toggle_picked(document: Document, item: QuickWin) -> None:
    """Put an idea on the 30-day list, or take it off."""
    label = N_("Put back {title}") if item.picked else N_("Pick {title}")
    with document.edit(label, title=title_of(item)) as edit:
        edit.set(item, picked=not item.picked)


def move_scores(document: Document, item: QuickWin, team: str, effort: int, impact: int) -> None:
    """Move an idea in the matrix by whole scores: both teams' (`BOTH`), or one team's."""
    steps = {"effort": effort, "impact": impact}
    moved: dict[str, int] = {}
    for name in SCORES:
        for one in TEAMS if team == BOTH else (team,):
            score = getattr(getattr(item, name), one)
            if score is not None and steps[name]:
                moved[f"{name}_{one}"] = score + steps[name]
    merge_key = f"{key_of(item)}.matrix"
    with document.edit(N_("Move {title} in the matrix"), merge_key=merge_key, title=item.code) as edit:
        edit.set(item, **moved)


def reveal_votes(document: Document) -> None:
    """Show all dots at once. Whoever gave an idea none has said so by giving them elsewhere."""
    hidden = [item for item in document.plan.all(QuickWin) if not item.votes.revealed]
    with document.edit(N_("Reveal the votes")) as edit:
        for item in hidden:
            none = {f"votes_{team}": 0 for team in TEAMS if getattr(item.votes, team) is None}
            edit.set(item, **none, votes_revealed=True)


def reveal_ready(document: Document, items: Sequence[QuickWin]) -> None:
    """Show what both teams have answered on these ideas."""
    ready = [(item, fields) for item in items if (fields := ready_pairs(item))]
    if not ready:
        document.say(_("Nothing to reveal: both teams' answers have to be in first."))
        return
    label = N_("Reveal {title}") if len(ready) == 1 else N_("Reveal {count} quick wins")
    with document.edit(label, title=ready[0][0].code, count=str(len(ready))) as edit:
        for item, fields in ready:
            edit.set(item, **{f"{name}_revealed": True for name in fields})
