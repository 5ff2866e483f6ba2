"""The Progress sheet: one measure of the scorecard as columns against a dashed line for its target."""

from joint_plan.base.texts import _
from joint_plan.reports.excel.book import Book, title_of_sheet
from joint_plan.reports.excel.formats import (
    BODY,
    DERIVED_BODY,
    DERIVED_HEAD,
    INPUT_BODY,
    LINE,
    SUBTITLE,
    TEAM_FILL,
    TEXT,
    TITLE,
    WHITE,
    Look,
)
from joint_plan.reports.excel.scorecard.places import HEAD, MEASURE, UNIT, Places, measure_names
from joint_plan.reports.excel.scorecard.targets import unit_words
from joint_plan.reports.excel.sheet import Paper, Sheet, cell_name, range_name
from joint_plan.reports.excel.tables import measured_shapes
from joint_plan.rules.scorecard import ScoreRow, scorecard

CHOSEN = "progress_measure"
ROW = "progress_row"
_LABEL, _PERIOD, _ACTUAL, _TARGET, _UNIT = range(1, 6)
_NUMBERS = (_ACTUAL, _TARGET)
_CHOICE = 3
_TOP = 6
_CHART = 7
_NUMBER: Look = {**DERIVED_BODY, "align": "right", "num_format": "#,##0.0"}
_SIZE = {"width": 900, "height": 400}


def write_progress(book: Book) -> None:
    """The whole sheet; nothing without a scorecard."""
    card = scorecard(book.model.public)
    if not card.rows:
        return
    places = Places(card)
    widths = {0: 2.0, _LABEL: 14.0, _PERIOD: 14.0, _ACTUAL: 13.0, _TARGET: 13.0, _UNIT: 13.0, 6: 2.0}
    sheet = book.add_sheet("Progress", widths, "#0B7A4B")
    sheet.text(0, _LABEL, title_of_sheet("Progress"), TITLE)
    sheet.row_height(0, 28)
    sheet.text(
        1, _LABEL, _("Choose a measure: columns are what was measured, the dashed line is the target."), SUBTITLE
    )
    chosen = max(range(len(card.rows)), key=lambda place: (_worth(card.rows[place]), -place))
    _choice(book, sheet, places, chosen)
    row = _TOP
    for kind, words in (("month", _("By month")), ("week", _("The first weeks"))):
        if card.places(kind):
            row = _block(book, sheet, places, card.rows[chosen], kind, words, row)
    sheet.print_setup(book.model, Paper(pages_high=1))
    sheet.worksheet.freeze_panes(_TOP - 1, 0)


def _worth(row: ScoreRow) -> int:
    """A measure with actuals and every target shows best what the sheet can do."""
    known = sum(actual is not None for actual in row.actuals)
    return known * 100 + sum(target is not None for target in row.targets)


def _choice(book: Book, sheet: Sheet, places: Places, chosen: int) -> None:
    titles = measure_names(places)
    sheet.text(_CHOICE, _LABEL, _("Measure"), {**BODY, "bold": True})
    look = {**INPUT_BODY, "text_wrap": False, "bold": True, "border": 0, "top": 1, "bottom": 1}
    sheet.text(_CHOICE, _PERIOD, titles[chosen], {**look, "left": 1})
    for column in range(_PERIOD + 1, _UNIT):
        sheet.blank(_CHOICE, column, look)
    sheet.blank(_CHOICE, _UNIT, {**look, "right": 1})
    book.define(CHOSEN, sheet, cell_name(_CHOICE, _PERIOD, fixed=True))
    measures = range_name((places.first, MEASURE), (places.last, MEASURE))
    card = book.sheets["Scorecard"].name
    sheet.worksheet.data_validation(
        _CHOICE,
        _PERIOD,
        _CHOICE,
        _PERIOD,
        {
            "validate": "list",
            "source": f"='{card}'!{measures}",
            "error_title": _("Not in the list"),
            "error_message": _("Choose one of the measures on the Scorecard sheet."),
        },
    )
    expression = f"=IFERROR(MATCH({CHOSEN},'{card}'!{measures},0),0)"
    sheet.formula(_CHOICE, 0, expression, chosen + 1, {"font_color": WHITE})
    book.define(ROW, sheet, cell_name(_CHOICE, 0, fixed=True))


def _block(book: Book, sheet: Sheet, places: Places, row: ScoreRow, kind: str, words: str, top: int) -> int:
    """The numbers of one kind of period, and their chart beside them."""
    heads = (words, _("Period"), _("Actual"), _("Target"), _("Unit"))
    for column, head in enumerate(heads[1:], _PERIOD):
        sheet.text(top, column, head, {**DERIVED_HEAD, "align": "right" if column in _NUMBERS else "left"})
    sheet.text(top, _LABEL, words, DERIVED_HEAD)
    numbers = places.card.places(kind)
    for at, number in enumerate(numbers, top + 1):
        sheet.text(at, _LABEL, str(at - top), DERIVED_BODY)
        sheet.text(at, _PERIOD, places.card.periods[number].label, DERIVED_BODY)
        for column, first, value in (
            (_ACTUAL, places.actual(number), row.actuals[number]),
            (_TARGET, places.target(number), row.targets[number]),
        ):
            cell = _of_row(book, places, first)
            expression = f'=IF({ROW}=0,"",IF(ISNUMBER({cell}),{cell},""))'
            sheet.formula(at, column, expression, "" if value is None else value, _NUMBER)
        unit = _of_row(book, places, UNIT)
        sheet.formula(at, _UNIT, f'=IF({ROW}=0,"",{unit}&"")', unit_words(row), DERIVED_BODY)
    last = top + len(numbers)
    measured_shapes(book, sheet, (top + 1, _ACTUAL), (last, _TARGET), _UNIT)
    _chart(book, sheet, words, top, last)
    return top + max(len(numbers) + 3, 21)


def _of_row(book: Book, places: Places, column: int) -> str:
    card = book.sheets["Scorecard"].name
    return f"INDEX('{card}'!{range_name((HEAD + 1, column), (places.last, column))},{ROW},1)"


def _chart(book: Book, sheet: Sheet, words: str, top: int, last: int) -> None:
    name = sheet.name

    def area(column: int) -> str:
        return f"='{name}'!{range_name((top + 1, column), (last, column))}"

    chart = book.workbook.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": _("Actual"),
            "categories": area(_PERIOD),
            "values": area(_ACTUAL),
            "fill": {"color": TEAM_FILL["circle"]},
            "gap": 60,
        }
    )
    line = book.workbook.add_chart({"type": "line"})
    line.add_series(
        {
            "name": _("Target"),
            "categories": area(_PERIOD),
            "values": area(_TARGET),
            "line": {"color": TEAM_FILL["square"], "width": 2.25, "dash_type": "dash"},
            "marker": {"type": "none"},
        }
    )
    chart.combine(line)
    font = {"name": "Calibri", "size": 10, "color": TEXT}
    chart.set_title({"name": words, "name_font": {**font, "size": 12, "bold": True}, "overlay": False})
    chart.set_legend({"position": "top", "font": font})
    chart.set_x_axis({"num_font": font, "line": {"color": LINE}})
    chart.set_y_axis({"num_font": font, "major_gridlines": {"visible": True, "line": {"color": LINE}}, "min": 0})
    chart.set_chartarea({"border": {"color": LINE}})
    chart.set_size(_SIZE)
    description = _("What was measured as columns against the target as a dashed line")
    options = {"x_offset": 4, "y_offset": 0, "object_position": 2, "description": description}
    sheet.worksheet.insert_chart(top, _CHART, chart, options)
