"""Any table of records as a sheet: a real table with a hidden id column inside, named lists, colours by words."""

import math
from collections.abc import Mapping, Sequence

from joint_plan.base.texts import _
from joint_plan.plan.goals import UNITS
from joint_plan.plan.kinds import Choice
from joint_plan.plan.record import spec_of
from joint_plan.plan.session import Team
from joint_plan.reports.excel.book import Book, ColumnMark, TableMark, title_of_sheet
from joint_plan.reports.excel.columns import SheetColumn, by_name, columns_for
from joint_plan.reports.excel.formats import (
    COLUMN_HEAD,
    DERIVED_HEAD,
    ID_BODY,
    LINE,
    STATE_LOOK,
    SUBTITLE,
    TEAM_FILL,
    TEAM_SIGN,
    WHITE,
    Look,
)
from joint_plan.reports.excel.sheet import Paper, Sheet, cell_name, header_names, range_name
from joint_plan.reports.model import Row, Table
from joint_plan.rules.standing import state_label

HEAD_ROW = 4
SPARE_ROWS = 60
"""So many rows below a table have its lists and colours already, for what people add."""
_REPEATED = 2
"""The last column that stays in sight and on every page: code and name."""
PAGE = 185
"""Characters across a landscape page at three quarters of the size."""


def write_table_sheet(
    book: Book,
    table: Table,
    prompt: str,
    count: str = "",
    extra_rows: int = 0,
    columns: Sequence[SheetColumn] | None = None,
) -> TableMark:
    """A sheet for a table of records. `extra_rows` stay free between the head of the sheet and the table."""
    columns = columns_for(book, table) if columns is None else columns
    widths = {place: column.width for place, column in enumerate(columns, 1)}
    sheet = book.add_sheet(table.type_name, widths)
    sheet.text(0, 1, title_of_sheet(table.type_name), {"bold": True, "font_size": 20})
    sheet.row_height(0, 28)
    total = sum(column.width for column in columns)
    wide = max(1, math.ceil(total / PAGE))
    # Words that run on from a repeated column are cut off where the repeated columns end.
    beside = 1 if wide == 1 else _REPEATED + 1
    sheet.text(1 if wide == 1 else 0, beside, " · ".join(words for words in (prompt, count) if words), SUBTITLE)
    sheet.text(2 if wide == 1 else 1, beside, book.model.title, SUBTITLE)
    head = HEAD_ROW + extra_rows
    mark = put_table(book, sheet, table.type_name, columns, table.rows, head)
    sheet.print_setup(book.model, Paper(pages_wide=wide), (head, head))
    if wide > 1:
        sheet.worksheet.repeat_columns(0, _REPEATED)
    sheet.worksheet.freeze_panes(head + 1, _REPEATED + 1)
    return mark


def put_table(
    book: Book, sheet: Sheet, type_name: str, columns: Sequence[SheetColumn], rows: Sequence[Row], head: int
) -> TableMark:
    """The table itself, in column A with its hidden ids; an empty one has a blank row to begin with."""
    headers = header_names([_("Id"), *(column.label for column in columns)])
    last = head + max(1, len(rows))
    mark = TableMark(
        f"tbl{type_name}",
        type_name,
        sheet.name,
        (
            ColumnMark(headers[0], "id"),
            *(
                ColumnMark(header, column.name, column.written_only)
                for header, column in zip(headers[1:], columns, strict=True)
            ),
        ),
        head + 1,
        last,
        tuple(row.item.id for row in rows),
    )
    sheet.worksheet.set_column(0, 0, 8, None, {"hidden": True})
    sheet.texts(head + 1, 0, [row.key for row in rows], ID_BODY)
    for place, column in enumerate(columns, 1):
        sheet.column_look(place, column.look)
        column.fill(sheet, head + 1, place, rows)
    if not rows:
        for place, column in enumerate(columns, 1):
            sheet.blank(head + 1, place, column.look)
    looks = [DERIVED_HEAD, *(COLUMN_HEAD if column.name else DERIVED_HEAD for column in columns)]
    put_list_object(sheet, mark, looks)
    places = by_name(columns)
    for place, column in enumerate(columns, 1):
        _choices(sheet, head + 1, last + SPARE_ROWS, place, column)
        if column.teams:
            _team_colours(book, sheet, head + 1, last + SPARE_ROWS, place)
        if column.state:
            states = {state_label(state): look for state, look in STATE_LOOK.items()}
            word_colours(book, sheet, (head + 1, place), (last + SPARE_ROWS, place), states)
        if column.unit:
            _unit_shapes(book, sheet, mark, place, places.get(column.unit, 0))
    outline(book, sheet, mark, len(columns))
    book.tables[type_name] = mark
    return mark


def put_list_object(sheet: Sheet, mark: TableMark, looks: Sequence[Look]) -> None:
    """Turn the cells of a table into a real one; its heads are written with it."""
    head = mark.first - 1
    options = {
        "name": mark.name,
        "style": None,
        "columns": [
            {"header": column.header, "header_format": sheet.formats.of(look)}
            for column, look in zip(mark.columns, looks, strict=True)
        ],
    }
    for place, (column, look) in enumerate(zip(mark.columns, looks, strict=True)):
        sheet.text(head, place, column.header, look)
    assert sheet.worksheet.add_table(head, 0, mark.last, len(mark.columns) - 1, options) == 0


def outline(book: Book, sheet: Sheet, mark: TableMark, columns: int) -> None:
    """Lines around the cells of a table, also around empty ones and around rows that people add below."""
    lines = book.workbook.add_format({"border": 1, "border_color": LINE})
    rule = {"type": "formula", "criteria": "=ROW()>0", "format": lines}
    sheet.worksheet.conditional_format(mark.first, 1, mark.last, columns, rule)
    spare = mark.last + 1
    filled = range_name((spare, 0), (spare, columns)).replace(f"${spare + 1}", str(spare + 1))
    rule = {"type": "formula", "criteria": f"=COUNTA({filled})>0", "format": lines}
    sheet.worksheet.conditional_format(spare, 1, mark.last + SPARE_ROWS, columns, rule)


def _choices(sheet: Sheet, first: int, last: int, place: int, column: SheetColumn) -> None:
    if column.entries is None or not column.entries.entries:
        return
    sheet.worksheet.data_validation(
        first,
        place,
        last,
        place,
        {
            "validate": "list",
            "source": f"={column.entries.name}",
            "error_title": _("Not in the list"),
            "error_message": _("Choose one of the list, or leave the cell empty."),
        },
    )


def _unit_shapes(book: Book, sheet: Sheet, mark: TableMark, place: int, unit: int) -> None:
    column = spec_of(mark.type_name).by_column[mark.columns[unit].name] if unit else None
    if column is not None and isinstance(column.kind, Choice) and column.kind.choices is UNITS:
        unit_shapes(book, sheet, (mark.first, place), (mark.last + SPARE_ROWS, place), unit)


def unit_shapes(book: Book, sheet: Sheet, first: tuple[int, int], last: tuple[int, int], unit: int) -> None:
    """Numbers look like amounts or percentages where the column `unit` of their row says so, whatever it becomes."""
    entries = book.lists.of([_(label) for _value, label in UNITS])
    shapes = {"money": book.formats.money(), "percent": 'General" %"'}
    for number, (value, _label) in enumerate(UNITS):
        if value in shapes:
            form = book.workbook.add_format({"num_format": shapes[value]})
            criteria = f"=${cell_name(first[0], unit)}={entries.cell(number)}"
            sheet.worksheet.conditional_format(*first, *last, {"type": "formula", "criteria": criteria, "format": form})


def measured_shapes(book: Book, sheet: Sheet, first: tuple[int, int], last: tuple[int, int], unit: int) -> None:
    """As `unit_shapes`, and whole numbers without a decimal."""
    entries = book.lists.of([_(label) for _value, label in UNITS])
    units = {value: entries.cell(number) for number, (value, _label) in enumerate(UNITS)}
    here, unit_cell = cell_name(*first), f"${cell_name(first[0], unit)}"
    whole, percent = f"AND(ISNUMBER({here}),{here}=ROUND({here},0))", f"{unit_cell}={units['percent']}"
    for condition, shape in (
        (f"AND({percent},{whole})", '0" %"'),
        (percent, '0.0" %"'),
        (f"{unit_cell}={units['money']}", book.formats.money()),
        (whole, "#,##0"),
    ):
        form = book.workbook.add_format({"num_format": shape})
        rule = {"type": "formula", "criteria": f"={condition}", "format": form}
        sheet.worksheet.conditional_format(*first, *last, rule)


def word_colours(
    book: Book, sheet: Sheet, first: tuple[int, int], last: tuple[int, int], looks: Mapping[str, tuple[str, str]]
) -> None:
    """Fill and font by the word in a cell, so that they stay right when rows are sorted or filled down."""
    entries = book.lists.of(list(looks))
    for number, (fill, font) in enumerate(looks.values()):
        form = book.workbook.add_format({"bg_color": fill, "font_color": font})
        criteria = f"={cell_name(*first)}={entries.cell(number)}"
        sheet.worksheet.conditional_format(*first, *last, {"type": "formula", "criteria": criteria, "format": form})


def _team_colours(book: Book, sheet: Sheet, first: int, last: int, place: int) -> None:
    """Team = colour, shape and word; the shape comes from the number format, the cell holds the name alone."""
    entries = book.lists.of(book.references.entries("Team"))
    for number, team in enumerate(book.model.public.all(Team)):
        shape = {"marketing": "circle", "sales": "square"}.get(team.id, "diamond")
        fill = TEAM_FILL[shape]
        look: dict[str, object] = {"num_format": f'"{TEAM_SIGN[shape]} "@'}
        look |= {"font_color": fill} if fill != WHITE else {}
        sheet.worksheet.conditional_format(
            first,
            place,
            last,
            place,
            {
                "type": "formula",
                "criteria": f"={cell_name(first, place)}={entries.cell(number)}",
                "format": book.workbook.add_format({**look, "bold": True}),
            },
        )
