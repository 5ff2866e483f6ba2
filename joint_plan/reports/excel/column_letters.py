"""Columns as spreadsheets name them."""

from functools import cache


@cache
def column_letter(column: int) -> str:
    """The letters of a column: 0 is A."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
