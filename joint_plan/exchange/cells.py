"""A workbook as plain values: what the reading process hands over, and what everything after it works on."""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias

from joint_plan.plan.kinds import plain_decimal


@dataclass(frozen=True, slots=True)
class Fault:
    """What a cell shows in place of a value: "#REF!"."""

    words: str


Value: TypeAlias = str | Decimal | bool | dt.datetime | dt.date | dt.time | Fault | None
"""What a cell holds. Numbers have the fifteen digits that spreadsheets keep."""

Row: TypeAlias = Mapping[int, Value]
"""The filled cells of a row by column, from 1."""


@dataclass(frozen=True, slots=True)
class Table:
    """A named table: its first row holds the heads. Rows and columns count from 1, both ends included.

    `totals` says that a row of totals follows; it is not part of the rows.
    """

    name: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int
    totals: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its title, its filled cells by row and column, its tables."""

    title: str
    rows: Mapping[int, Row]
    tables: tuple[Table, ...] = ()

    def value(self, row: int, column: int) -> Value:
        """What a cell holds; `None` is empty."""
        return self.rows.get(row, {}).get(column)

    def row(self, number: int) -> Row:
        """The filled cells of a row."""
        return self.rows.get(number, {})


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: its name as people know it, its sheets in order, its defined names ("'Funnel'!$C$7")."""

    name: str
    sheets: tuple[Sheet, ...]
    names: Mapping[str, str] = field(default_factory=dict)

    def sheet(self, title: str) -> Sheet | None:
        """The sheet of this title, whatever the case of its letters."""
        wanted = title.casefold()
        return next((sheet for sheet in self.sheets if sheet.title.casefold() == wanted), None)

    def table(self, name: str) -> tuple[Sheet, Table] | None:
        """A named table and its sheet, wherever it stands and whatever the sheet is called now."""
        wanted = name.casefold()
        for sheet in self.sheets:
            for table in sheet.tables:
                if table.name.casefold() == wanted:
                    return sheet, table
        return None


def cell_name(row: int, column: int) -> str:
    """The name of a cell, both counted from 1: B3."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def text_of(value: Value) -> str:
    """A value as one text, the same in every language: what two cells are compared by, and what ids are read from.

    Numbers have no trailing zeros, dates are ISO, yes and no are TRUE and FALSE.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Decimal):
        return plain_decimal(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return value.words if isinstance(value, Fault) else value


def folded(words: str) -> str:
    """A text as names are compared: whatever its case, its spaces and its form of the same characters."""
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())


def is_filled(value: Value) -> bool:
    """Whether a cell holds anything that is seen."""
    return value is not None and (not isinstance(value, str) or bool(value.strip()))


# --- between the processes ---------------------------------------------------------------------------------------

Packed: TypeAlias = Any
"""Lists, texts and numbers, as JSON holds them."""


def packed_value(value: object) -> Packed:
    """A cell's value for JSON: a text as itself, all else as a list of what it is and its text."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return ["b", int(value)]
    if isinstance(value, int | float):
        # Spreadsheets keep fifteen digits; what stands behind them comes from counting in twos.
        return ["n", format(value, ".15g")]
    if isinstance(value, dt.datetime):
        return ["m", value.isoformat()]
    if isinstance(value, dt.date):
        return ["d", value.isoformat()]
    if isinstance(value, dt.time):
        return ["t", value.isoformat()]
    return packed_fault(str(value))


def packed_fault(words: str) -> Packed:
    """What a cell shows in place of a value, for JSON."""
    return ["e", words]


def book_of(data: Packed, name: str) -> Book:
    """The workbook that the reading process packed."""
    sheets = tuple(
        Sheet(
            sheet["title"],
            {number: dict(_unpacked(cells)) for number, cells in sheet["rows"]},
            tuple(Table(*table) for table in sheet["tables"]),
        )
        for sheet in data["sheets"]
    )
    return Book(name, sheets, dict(data["names"]))


def _unpacked(cells: Iterable[Packed]) -> Iterator[tuple[int, Value]]:
    for column, packed in cells:
        yield column, packed if isinstance(packed, str) else _typed(*packed)


def _typed(kind: str, words: Any) -> Value:  # noqa: ANN401  a text or a number of JSON
    if kind == "b":
        return bool(words)
    if kind == "n":
        try:
            number = Decimal(words)
        except InvalidOperation:
            return Fault(str(words))
        return number if number.is_finite() else Fault(str(words))
    if kind == "m":
        return dt.datetime.fromisoformat(words)
    if kind == "d":
        return dt.date.fromisoformat(words)
    return dt.time.fromisoformat(words) if kind == "t" else Fault(str(words))
