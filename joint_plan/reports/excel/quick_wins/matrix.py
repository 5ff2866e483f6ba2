"""The Impact and effort sheet: four fields that list their ideas themselves, and a picture of the same."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from joint_plan.base.texts import _
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.reports.excel.book import Book, TableMark, title_of_sheet
from joint_plan.reports.excel.formats import (
    BODY,
    HEADING,
    INPUT_BODY,
    LINE,
    MUTED,
    OUTLINE,
    SUBTITLE,
    TEAM_FILL,
    TEAM_TINT,
    TEXT,
    TITLE,
    WHITE,
    Look,
)
from joint_plan.reports.excel.quick_wins.table import SPLIT, field_of, impact_and_effort, is_scored
from joint_plan.reports.excel.quoting import quoted
from joint_plan.reports.excel.sheet import Paper, Sheet, cell_name, range_name, start_of
from joint_plan.reports.excel.structured import column_of
from joint_plan.reports.model import Row, Table
from joint_plan.rules.priorities import HIGH, Quadrant, quadrant_label

if TYPE_CHECKING:
    from xlsxwriter.chart_scatter import ChartScatter

MOST = 300
"""So many ideas are listed in the fields at the most: a cell ends at 32,767 characters."""
_DRAWN = 40
_TITLE_LENGTH = 80
_SIDE, _LEFT, _RIGHT = 1, 2, 3
_HELP = 20
"""The first of the hidden columns with what the picture is drawn from."""
_TOP = 5
_GRID = (
    (Quadrant.DO_FIRST, Quadrant.PROJECT),
    (Quadrant.WHEN_FREE, Quadrant.LEAVE),
)
_TINT = {Quadrant.DO_FIRST: "#E3F4EB", Quadrant.PROJECT: TEAM_TINT["circle"]}
_FIELD: Look = {**BODY, "border_color": OUTLINE}
_OUTSIDE = -9


def write_matrix(book: Book, table: Table) -> None:
    """The whole sheet; nothing where no idea is scored."""
    if not is_scored(book, table):
        return
    mark = book.tables["QuickWin"]
    sheet = book.add_sheet("Matrix", {0: 2.0, _SIDE: 14.0, _LEFT: 58.0, _RIGHT: 58.0})
    sheet.text(0, _SIDE, title_of_sheet("Matrix"), TITLE)
    sheet.row_height(0, 28)
    told = _("Change a score on the Quick wins sheet: the idea moves to its new field by itself.")
    sheet.text(1, _SIDE, told, SUBTITLE)
    sheet.text(3, _SIDE, _("High from"), {**BODY, "bold": True})
    sheet.number(3, _LEFT, HIGH, {**INPUT_BODY, "align": "left"})
    book.define(SPLIT, sheet, cell_name(3, _LEFT, fixed=True))
    rows = [row for row in table.rows if field_of(book, row)]
    if len(rows) > MOST:
        words = _("{count} ideas are scored: too many for one picture.").format(count=len(rows))
        sheet.text(_TOP, _SIDE, words, {"font_color": MUTED})
    else:
        _fields(book, sheet, mark, table.rows)
        _picture(book, sheet, mark, table.rows)
    sheet.print_setup(book.model, Paper(landscape=False, pages_high=1))
    sheet.worksheet.print_area(0, 0, _TOP + 31, _RIGHT)


def _fields(book: Book, sheet: Sheet, mark: TableMark, rows: Sequence[Row]) -> None:
    sheet.text(_TOP, _LEFT, _("Little effort"), HEADING)
    sheet.text(_TOP, _RIGHT, _("Much effort"), HEADING)
    titles, lies = column_of(mark, _("Quick win")), column_of(mark, _("Where it lies"))
    for line, fields in enumerate(_GRID):
        at = _TOP + 1 + 2 * line
        side = _("High impact") if line == 0 else _("Low impact")
        for row in (at, at + 1):
            sheet.text(row, _SIDE, side if row == at else "", {**HEADING, "text_wrap": True, "valign": "top"})
        for column, field in zip((_LEFT, _RIGHT), fields, strict=True):
            label = quadrant_label(field)
            fill = {"bg_color": _TINT.get(field, "#F4F5F7")}
            sheet.text(at, column, label, {**_FIELD, **fill, "bold": True, "bottom": 0})
            listed = f'IF({lies}={quoted(label)},"• "&LEFT({titles},{_TITLE_LENGTH}),"")'
            own = [f"• {start_of(_title_of(row), _TITLE_LENGTH)}" for row in rows if field_of(book, row) == label]
            expression = f"{{=_xlfn.TEXTJOIN(CHAR(10),TRUE,{listed})}}"
            sheet.array_formula(at + 1, column, expression, "\n".join(own), {**_FIELD, **fill, "top": 0})
        sheet.row_height(at + 1, 90)


def _title_of(row: Row) -> str:
    assert isinstance(row.item, QuickWin)
    return row.item.title


def _picture(book: Book, sheet: Sheet, mark: TableMark, rows: Sequence[Row]) -> None:
    """Each idea a point of its own, named by its code; those with the same scores stand beside each other."""
    drawn = [(number, row) for number, row in enumerate(rows, 1) if field_of(book, row)][:_DRAWN]
    impact, effort, lies = (column_of(mark, words) for words in (_("Impact"), _("Effort"), _("Where it lies")))
    for column in range(_HELP, _HELP + 3):
        sheet.worksheet.set_column(column, column, 10, None, {"hidden": True})
    seen: dict[tuple[object, object], int] = {}
    chart = book.workbook.add_chart({"type": "scatter"})
    name = sheet.name
    for at, (number, row) in enumerate(drawn, _TOP):
        scores = impact_and_effort(book, row)
        beside = seen[scores] = seen.get(scores, -1) + 1
        sheet.text(at, _HELP, row.code or row.title, {})
        there = f'INDEX({lies},{number})<>""'
        for column, values, value, shift in (
            (_HELP + 1, effort, scores[1], beside % 3 * 0.3),
            (_HELP + 2, impact, scores[0], beside // 3 * -0.3),
        ):
            moved = f"{shift:+.2f}" if shift else ""
            expression = f"=IF({there},INDEX({values},{number}){moved},{_OUTSIDE})"
            result = _OUTSIDE if value is None else value + _exact(shift)
            sheet.formula(at, column, expression, result, {})
        chart.add_series(
            {
                "name": f"='{name}'!{cell_name(at, _HELP, fixed=True)}",
                "categories": f"='{name}'!{range_name((at, _HELP + 1), (at, _HELP + 1))}",
                "values": f"='{name}'!{range_name((at, _HELP + 2), (at, _HELP + 2))}",
                "marker": {
                    "type": "circle",
                    "size": 8,
                    "fill": {"color": TEAM_FILL["circle"]},
                    "border": {"color": WHITE},
                },
                "data_labels": {
                    "series_name": True,
                    "value": False,
                    "position": "above",
                    "font": {"name": "Calibri", "size": 8, "color": TEXT},
                },
            }
        )
    _split_lines(book, sheet, chart, _TOP + len(drawn))
    _show(sheet, chart)


def _exact(shift: float) -> Fraction:
    return Fraction(f"{shift:.2f}")


def _split_lines(book: Book, sheet: Sheet, chart: "ChartScatter", at: int) -> None:
    """The borders between the fields: each a line from edge to edge at the split."""
    name = sheet.name
    for line in range(2):
        for end in range(2):
            row = at + 2 * line + end
            places = (_HELP + 1, _HELP + 2) if line == 0 else (_HELP + 2, _HELP + 1)
            sheet.formula(row, places[0], f"={SPLIT}-0.25", _exact(HIGH - 0.25), {})
            sheet.number(row, places[1], 6 * end, {})
        first, last = at + 2 * line, at + 2 * line + 1
        chart.add_series(
            {
                "name": _("Border"),
                "categories": f"='{name}'!{range_name((first, _HELP + 1), (last, _HELP + 1))}",
                "values": f"='{name}'!{range_name((first, _HELP + 2), (last, _HELP + 2))}",
                "line": {"color": MUTED, "width": 1, "dash_type": "dash"},
                "marker": {"type": "none"},
            }
        )


def _show(sheet: Sheet, chart: "ChartScatter") -> None:
    font = {"name": "Calibri", "size": 10, "color": TEXT}
    axis = {
        "min": 0,
        "max": 6,
        "major_unit": 1,
        "num_font": font,
        "name_font": font,
        "line": {"color": LINE},
        "major_gridlines": {"visible": False},
    }
    chart.set_x_axis({**axis, "name": _("Effort")})
    chart.set_y_axis({**axis, "name": _("Impact")})
    chart.set_legend({"none": True})
    chart.set_title({"none": True})
    chart.set_chartarea({"border": {"color": LINE}})
    chart.set_size({"width": 900, "height": 480})
    chart.show_hidden_data()
    options = {"x_offset": 2, "y_offset": 8, "description": _("Each quick win by its effort and its impact")}
    sheet.worksheet.insert_chart(_TOP + 6, _SIDE, chart, options)
