"""References to a table's columns by name, which grow with the table; only for cells, not for rules."""

import re

from joint_plan.reports.excel.book import TableMark
from joint_plan.reports.excel.sheet import range_name

_SAFE = re.compile(r"[\w ,.()–-]+")
"""Heads that can stand in a formula as they are: a team's name can be in one, and people call teams as they like."""


def column_of(mark: TableMark, header: str) -> str:
    """All data of a column: tblQuickWin[Due]; its cells where its head cannot stand in a formula.

    Raises:
        StopIteration: the table has no column of that head.
    """
    place = next(place for place, column in enumerate(mark.columns) if column.header == header)
    if _SAFE.fullmatch(header):
        return f"{mark.name}[{header}]"
    return f"'{mark.sheet}'!{range_name((mark.first, place), (mark.last, place))}"


def column_of_record(mark: TableMark, name: str) -> str:
    """All data of a record's column."""
    return column_of(mark, mark.columns[mark.place(name)].header)
