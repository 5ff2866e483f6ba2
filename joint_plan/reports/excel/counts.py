"""How many items are agreed, as formulas over the state columns of the tables."""

from collections.abc import Iterable

from joint_plan.base.texts import _
from joint_plan.reports.excel.book import Book
from joint_plan.reports.excel.formats import STATE_LOOK
from joint_plan.reports.model import Row
from joint_plan.rules.standing import State, state_label

AGREED = (State.AGREED, State.AGREED_WITH_RESERVATIONS)


def agreed_expression(book: Book, types: Iterable[str]) -> str:
    """A formula that counts the agreed rows of the tables of these record types; "" where none has states."""
    states = list(STATE_LOOK)
    entries = book.lists.of([state_label(state) for state in states])
    parts = [
        f"COUNTIF({book.tables[name].name}[{_('State')}],{entries.cell(states.index(state))})"
        for name in types
        if name in book.tables and any(mark.header == _("State") for mark in book.tables[name].columns)
        for state in AGREED
    ]
    return "=" + "+".join(parts) if parts else ""


def agreed_count(rows: Iterable[Row]) -> int:
    """The same, as the program counts."""
    return sum(1 for row in rows if row.agreement is not None and row.agreement.state in AGREED)


def to_agree(rows: Iterable[Row]) -> int:
    """How many rows are to be agreed."""
    return sum(1 for row in rows if row.agreement is not None)
