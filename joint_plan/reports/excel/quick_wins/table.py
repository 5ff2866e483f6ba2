"""The Quick wins sheet: beside the fields, mean scores, the field of the matrix and what is overdue, as formulas."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from joint_plan.base.texts import _
from joint_plan.plan.quick_wins import STATUS, QuickWin
from joint_plan.reports.excel.book import Book, TableMark
from joint_plan.reports.excel.columns import Fill, SheetColumn, by_name, columns_for
from joint_plan.reports.excel.formats import DANGER, DANGER_TINT, DERIVED_BODY, Look
from joint_plan.reports.excel.quoting import quoted
from joint_plan.reports.excel.sheet import Sheet, cell_name
from joint_plan.reports.excel.tables import SPARE_ROWS, word_colours, write_table_sheet
from joint_plan.reports.model import Row, Section, Table
from joint_plan.rules.priorities import Quadrant, is_merged, quadrant_label, quadrant_of, score

SPLIT = "quick_win_high_from"
_SCORE: Look = {**DERIVED_BODY, "align": "right", "num_format": "0.0"}
CLOSED = ("done", "stopped")
"""A status from which nothing is due any more."""


def write_quick_wins(book: Book, section: Section, table: Table) -> None:
    """The table; its formulas only where there is something to work with."""
    columns = columns_for(book, table)
    if is_scored(book, table):
        at = _behind(columns, "effort_sales")
        for number, label in enumerate((_("Impact"), _("Effort"), _("Where it lies"))):
            columns.insert(at + number, SheetColumn(label, 18 if number == 2 else 9, _nothing, look=DERIVED_BODY))
    if any(isinstance(row.item, QuickWin) and row.item.due is not None for row in table.rows):
        columns.insert(_behind(columns, "due"), SheetColumn(_("Overdue"), 11, _nothing, look=DERIVED_BODY))
    places = by_name(columns)  # only now does every column have its place
    fills = {
        _("Impact"): _means(book, places, "impact"),
        _("Effort"): _means(book, places, "effort"),
        _("Where it lies"): _fields(book, places),
        _("Overdue"): _overdue(places),
    }
    columns = [
        column if column.name else replace(column, fill=fills.get(column.label, column.fill)) for column in columns
    ]
    mark = write_table_sheet(book, table, section.prompt, section.count, columns=columns)
    _colours(book, book.sheets["QuickWin"], mark)


def _behind(columns: Sequence[SheetColumn], name: str) -> int:
    return [column.name for column in columns].index(name) + 1


def _nothing(_sheet: Sheet, _first: int, _column: int, _rows: Sequence[Row]) -> None:
    """Stands for formulas that need to know where all columns are."""


def is_scored(book: Book, table: Table) -> bool:
    """Whether any idea has a score that both teams may see."""
    return any(
        impact_and_effort(book, row) != (None, None)
        for row in table.rows
        if isinstance(row.item, QuickWin) and (row.item.impact.revealed or row.item.effort.revealed)
    )


def impact_and_effort(book: Book, row: Row) -> tuple[Fraction | None, Fraction | None]:
    """The mean scores of an idea."""
    assert isinstance(row.item, QuickWin)
    public = book.model.public
    return score(public, row.item, "impact"), score(public, row.item, "effort")


def field_of(book: Book, row: Row) -> str:
    """The field of the matrix that an idea lies in, in words; "" without scores or merged into another."""
    assert isinstance(row.item, QuickWin)
    impact, effort = impact_and_effort(book, row)
    if impact is None or effort is None or is_merged(book.model.public, row.item):
        return ""
    return quadrant_label(quadrant_of(impact, effort))


def is_overdue(item: QuickWin) -> bool:
    """Whether an idea is past its day and not closed."""
    return item.due is not None and item.due < today() and item.status not in CLOSED


def today() -> dt.date:
    """The day of the export, as the sheet's TODAY() has it."""
    return dt.datetime.now().astimezone().date()


def closed_words() -> tuple[str, ...]:
    """The words of the statuses that close an idea."""
    return tuple(_(dict(STATUS)[status]) for status in CLOSED)


def _means(book: Book, places: Mapping[str, int], field: str) -> Fill:
    def fill(sheet: Sheet, first: int, column: int, rows: Sequence[Row]) -> None:
        one, other = places[f"{field}_marketing"], places[f"{field}_sales"]
        for number, row in enumerate(rows, first):
            area = f"{cell_name(number, one)}:{cell_name(number, other)}"
            impact, effort = impact_and_effort(book, row)
            value = impact if field == "impact" else effort
            sheet.formula(
                number, column, f'=IF(COUNT({area})=0,"",AVERAGE({area}))', "" if value is None else value, _SCORE
            )

    return fill


def _fields(book: Book, places: Mapping[str, int]) -> Fill:
    def fill(sheet: Sheet, first: int, column: int, rows: Sequence[Row]) -> None:
        words = {quadrant: quoted(quadrant_label(quadrant)) for quadrant in Quadrant}
        for number, row in enumerate(rows, first):
            impact, effort = cell_name(number, column - 2), cell_name(number, column - 1)
            merged = cell_name(number, places["merged_into"])
            high = f"IF({effort}>={SPLIT},{words[Quadrant.PROJECT]},{words[Quadrant.DO_FIRST]})"
            low = f"IF({effort}>={SPLIT},{words[Quadrant.LEAVE]},{words[Quadrant.WHEN_FREE]})"
            unknown = f'OR({impact}="",{effort}="",{merged}<>"")'
            expression = f'=IF({unknown},"",IF({impact}>={SPLIT},{high},{low}))'
            sheet.formula(number, column, expression, field_of(book, row), DERIVED_BODY)

    return fill


def _overdue(places: Mapping[str, int]) -> Fill:
    def fill(sheet: Sheet, first: int, column: int, rows: Sequence[Row]) -> None:
        for number, row in enumerate(rows, first):
            due, status = cell_name(number, places["due"]), cell_name(number, places["status"])
            is_open = ",".join(f"{status}<>{quoted(words)}" for words in closed_words())
            expression = f'=IF(AND(ISNUMBER({due}),{due}<TODAY(),{is_open}),{quoted(_("Overdue"))},"")'
            assert isinstance(row.item, QuickWin)
            sheet.formula(number, column, expression, _("Overdue") if is_overdue(row.item) else "", DERIVED_BODY)

    return fill


def _colours(book: Book, sheet: Sheet, mark: TableMark) -> None:
    for place, column in enumerate(mark.columns):
        if column.header == _("Overdue"):
            looks = {_("Overdue"): (DANGER_TINT, DANGER)}
            word_colours(book, sheet, (mark.first, place), (mark.last + SPARE_ROWS, place), looks)
