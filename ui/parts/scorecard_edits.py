"""Edits of the scorecard: what was measured, typed or pasted, and why; each call is one step."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from joint_plan.base.texts import N_
from joint_plan.plan.follow_up import Actual
from joint_plan.rules.scorecard import Period, Scorecard, ScoreRow, scorecard

if TYPE_CHECKING:
    from joint_plan.workbook import Edit
    from ui.document import Document

Cell = tuple[str, str]
"""Key of a row and key of a period."""


def set_actuals(document: Document, values: Mapping[Cell, Decimal | None]) -> None:
    """Enter what was measured; `None` takes it back. One step, whatever its size."""
    card = scorecard(document.plan)
    rows = {row.key: row for row in card.rows}
    periods = {period.key: period for period in card.periods}
    changed = {cell: value for cell, value in values.items() if _held(card, cell) != value}
    if not changed:
        return
    if len(changed) == 1:
        (row, period) = next(iter(changed))
        name, when = rows[row].code or rows[row].name, periods[period].words
        with document.edit(N_("Actual of {item}, {period}"), item=name, period=when) as edit:
            _put(edit, card, rows[row], periods[period], changed[row, period])
        return
    with document.edit(N_("Enter {count} actuals"), count=str(len(changed))) as edit:
        for (row, period), value in changed.items():
            _put(edit, card, rows[row], periods[period], value)


def set_comment(document: Document, row: ScoreRow, period: Period, comment: str) -> None:
    """Say why an actual is what it is; also before anything is measured."""
    held = scorecard(document.plan).recorded.get((row.key, period.key))
    with document.edit(N_("Comment on {item}, {period}"), item=row.code or row.name, period=period.words) as edit:
        if held is not None:
            edit.set(held, comment=comment)
        elif comment.strip():
            edit.add(_new(row, period, None, comment))


def remove_uncounted(document: Document) -> None:
    """Take out every actual that does not count, in one step."""
    problems = scorecard(document.plan).problems
    with document.edit(N_("Remove {count} actuals that do not count"), count=str(len(problems))) as edit:
        for problem in problems:
            item = document.plan.get(Actual, problem.key.partition(":")[2])
            if item is not None:
                edit.remove(item)


def _held(card: Scorecard, cell: Cell) -> Decimal | None:
    item = card.recorded.get(cell)
    return None if item is None else item.value


def _put(edit: Edit, card: Scorecard, row: ScoreRow, period: Period, value: Decimal | None) -> None:
    held = card.recorded.get((row.key, period.key))
    if held is None:
        edit.add(_new(row, period, value))
    elif value is None and not held.comment.strip():
        edit.remove(held)
    else:
        edit.set(held, value=value)


def _new(row: ScoreRow, period: Period, value: Decimal | None, comment: str = "") -> Actual:
    week, month = (period.starts, None) if period.kind == "week" else (None, period.starts)
    return Actual(item=row.key, week=week, month=month, value=value, comment=comment)
