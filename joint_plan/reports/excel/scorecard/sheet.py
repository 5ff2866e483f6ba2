"""The Scorecard sheet: a row for each metric, SLA and funnel stage; yellow cells for what was measured."""

import json
import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from joint_plan.base.texts import _
from joint_plan.plan.goals import DIRECTIONS
from joint_plan.plan.kinds.numbers import plain_decimal
from joint_plan.reports.excel.book import Book, ColumnMark, TableMark, title_of_sheet
from joint_plan.reports.excel.formats import (
    BODY,
    COLUMN_HEAD,
    DERIVED_BODY,
    DERIVED_HEAD,
    HEADING,
    ID_BODY,
    INPUT_BODY,
    STATUS_LOOK,
    SUBTITLE,
    TITLE,
    Look,
)
from joint_plan.reports.excel.quoting import quoted
from joint_plan.reports.excel.scorecard.formulas import HELD_FROM, MET_FROM, NEAR_FROM, PERIOD, Judge, judge
from joint_plan.reports.excel.scorecard.places import (
    ACTUAL,
    APART,
    BETTER,
    FIRST,
    HEAD,
    ID,
    MEASURE,
    REACHED,
    REMARK,
    SHOWN,
    STATUS,
    TARGET,
    TEAM,
    UNIT,
    Places,
    measure_names,
)
from joint_plan.reports.excel.scorecard.targets import unit_words, write_targets
from joint_plan.reports.excel.sheet import Paper, Result, Sheet, cell_name, header_names, range_name
from joint_plan.reports.excel.tables import PAGE, measured_shapes, put_list_object, word_colours
from joint_plan.rules import scorecard as rules
from joint_plan.rules.names import team_name
from joint_plan.rules.scorecard import ScoreRow, scorecard

_WIDTHS = {ID: 8.0, MEASURE: 40.0, TEAM: 15.0, UNIT: 13.0, BETTER: 9.0, REMARK: 24.0}
_FIGURE = 11.5
_NUMBER: Look = {**DERIVED_BODY, "align": "right", "num_format": "#,##0.0"}
_PERCENT: Look = {**DERIVED_BODY, "align": "right", "num_format": "0%"}
_TYPED: Look = {**INPUT_BODY, "align": "right", "num_format": "#,##0.##########"}
_TYPED_WHOLE: Look = {**_TYPED, "num_format": "#,##0"}
_LABEL: Look = {**BODY, "bold": True}
_CHOICE_ROW = 4


def write_scorecard(book: Book) -> None:
    """The whole sheet; nothing where there is nothing to measure."""
    card = scorecard(book.model.public)
    if not card.rows:
        return
    places = Places(card)
    last = places.actual(places.count - 1)
    widths = {**dict.fromkeys(range(SHOWN, FIRST + 3 * places.count), _FIGURE), **_WIDTHS}
    sheet = book.add_sheet("Scorecard", widths, "#0B7A4B")
    sheet.worksheet.set_column(0, 0, 8, None, {"hidden": True})
    sheet.text(0, MEASURE, title_of_sheet("Scorecard"), TITLE)
    sheet.row_height(0, 28)
    told = _("Type what was measured into the yellow cells. A cell left empty is unknown, not missed.")
    # Words that run on from a repeated column are cut off where the repeated columns end.
    sheet.text(0, TEAM, told, SUBTITLE)
    sheet.text(1, TEAM, book.model.title, SUBTITLE)
    _choices(book, sheet, places)
    _blocks(sheet, places)
    for at, (row, name) in enumerate(zip(card.rows, measure_names(places), strict=True), HEAD + 1):
        _row(book, sheet, places, at, row, name)
    _table(book, sheet, places)
    _colours(book, sheet, places)
    wide = math.ceil(sum(widths[column] for column in range(1, last + 1)) / PAGE)
    sheet.print_setup(book.model, Paper(pages_wide=wide), (HEAD - 1, HEAD))
    sheet.worksheet.repeat_columns(ID, MEASURE)
    sheet.worksheet.print_area(0, 0, places.last, last)
    sheet.worksheet.freeze_panes(HEAD + 1, MEASURE + 1)


def _choices(book: Book, sheet: Sheet, places: Places) -> None:
    """Which period the figures are of, and from when on something counts as reached."""
    labels = [_("Latest"), *_labels(places)]
    source = f"={book.lists.of(labels).name}"
    sheet.text(_CHOICE_ROW, TEAM, _("Period shown"), _LABEL)
    sheet.text(_CHOICE_ROW, UNIT, labels[0], INPUT_BODY)
    book.define(PERIOD, sheet, cell_name(_CHOICE_ROW, UNIT, fixed=True))
    choice = {"validate": "list", "source": source, "ignore_blank": False}
    sheet.worksheet.data_validation(_CHOICE_ROW, UNIT, _CHOICE_ROW, UNIT, choice)
    for name, column, label, share in (
        (MET_FROM, SHOWN, _("Met from"), rules.MET_FROM),
        (NEAR_FROM, ACTUAL, _("Near from"), rules.NEAR_FROM),
        (HELD_FROM, REACHED, _("Held from"), rules.HELD_FROM),
    ):
        sheet.text(_CHOICE_ROW, column, label, _LABEL)
        value = Decimal(share.numerator) / share.denominator
        sheet.rate(_CHOICE_ROW, column + 1, value, {**INPUT_BODY, "align": "right"})
        book.define(name, sheet, cell_name(_CHOICE_ROW, column + 1, fixed=True))


def _labels(places: Places) -> list[str]:
    return header_names([period.label for period in places.card.periods])


def _head_names(places: Places) -> list[str]:
    heads = [
        _("Id"),
        _("Measure"),
        _("Answers for it"),
        _("Unit"),
        _("Better is"),
        _("Period"),
        _("Target"),
        _("Actual"),
        _("Difference"),
        _("Reached"),
        _("Status"),
        _("Remark"),
        *_labels(places),
    ]
    for prefix in (_("Target {period}"), _("Status {period}")):
        heads += [prefix.format(period=label) for label in _labels(places)]
    return header_names(heads)


def _blocks(sheet: Sheet, places: Places) -> None:
    blocks = {SHOWN: _("The period shown"), places.target(0): _("Targets"), places.status(0): _("Status")}
    for kind, words in (("week", _("Measured, the first weeks (from Monday)")), ("month", _("Measured, by month"))):
        span = places.span(kind)
        if span is not None:
            blocks[span[0]] = words
    for column, words in blocks.items():
        sheet.text(HEAD - 1, column, words, HEADING)
    sheet.row_height(HEAD - 1, 20)


def _row(book: Book, sheet: Sheet, places: Places, at: int, row: ScoreRow, name: str) -> None:
    sheet.text(at, ID, row.key, ID_BODY)
    directions = dict(DIRECTIONS)
    team = team_name(book.model.public, row.owner_team) if row.owner_team else ""
    sheet.text(at, MEASURE, name, {**DERIVED_BODY, "bold": True})
    for column, words in (
        (TEAM, team),
        (UNIT, unit_words(row)),
        (BETTER, _(directions[row.direction])),
        (REMARK, row.without),
    ):
        sheet.text(at, column, words, DERIVED_BODY)
    rule = judge(book, f"${cell_name(at, BETTER)}")
    _shown(sheet, places, at, row, rule)
    write_targets(book, sheet, places, at, row)
    for period, actual in enumerate(row.actuals):
        cell, target = cell_name(at, places.actual(period)), cell_name(at, places.target(period))
        if actual is None:
            sheet.blank(at, places.actual(period), _TYPED)
        else:
            whole = actual == actual.to_integral_value()
            sheet.number(at, places.actual(period), actual, _TYPED_WHOLE if whole else _TYPED)
        found = rules.status_label(rules.status(row, period))
        sheet.formula(at, places.status(period), rule.status(target, cell), found, {**DERIVED_BODY, "bold": True})


def _shown(sheet: Sheet, places: Places, at: int, row: ScoreRow, rule: Judge) -> None:
    """The figures of the period that is chosen; at first the latest that was measured."""
    period = latest(places, row)
    label = _labels(places)[period] if period is not None else ""
    heads = range_name((HEAD, places.actual(0)), (HEAD, places.actual(places.count - 1)))
    sheet.formula(at, SHOWN, _shown_expression(places, at, heads), label, DERIVED_BODY)
    here, target, actual = (f"${cell_name(at, column)}" for column in (SHOWN, TARGET, ACTUAL))
    for column, first, numbers in ((TARGET, places.target(0), row.targets), (ACTUAL, places.actual(0), row.actuals)):
        cells = places.across(at, first, first + places.count - 1)
        found = f"INDEX({cells},1,MATCH({here},{heads},0))"
        value = numbers[period] if period is not None else None
        sheet.formula(at, column, f'=IFERROR(IF(ISNUMBER({found}),{found},""),"")', _or_nothing(value), _NUMBER)
    figures: tuple[tuple[int, str, Result, Look], ...] = (
        (APART, rule.variance(target, actual), _or_nothing(_of(rules.variance, row, period)), _NUMBER),
        (REACHED, rule.attainment(target, actual), _or_nothing(_of(rules.attainment, row, period)), _PERCENT),
    )
    for column, expression, result, look in figures:
        sheet.formula(at, column, expression, result, look)
    found = rules.status_label(rules.status(row, period)) if period is not None else ""
    sheet.formula(at, STATUS, rule.status(target, actual), found, {**DERIVED_BODY, "bold": True})


def _of(rule: Callable[[ScoreRow, int], Fraction | None], row: ScoreRow, period: int | None) -> Fraction | None:
    return rule(row, period) if period is not None else None


def _or_nothing(value: Fraction | Decimal | None) -> Result:
    return "" if value is None else value


def latest(places: Places, row: ScoreRow) -> int | None:
    """The last month that was measured, else the last week; `None` where nothing was."""
    for kind in ("month", "week"):
        measured = [place for place in places.card.places(kind) if row.actuals[place] is not None]
        if measured:
            return measured[-1]
    return None


def _shown_expression(places: Places, at: int, heads: str) -> str:
    expression = '""'
    for kind in ("week", "month"):
        span = places.span(kind)
        if span is not None:
            cells = places.across(at, *span)
            place = f"SUMPRODUCT(MAX(ISNUMBER({cells})*(COLUMN({cells})-{FIRST})))"
            expression = f"IF(COUNT({cells})>0,INDEX({heads},1,{place}),{expression})"
    return f"=IF({PERIOD}={quoted(_('Latest'))},{expression},{PERIOD})"


def _table(book: Book, sheet: Sheet, places: Places) -> None:
    card = places.card
    names = {places.actual(number): f"{period.kind}:{period.key}" for number, period in enumerate(card.periods)}
    unknown = any(period.starts is None for period in card.periods)
    marks = [ColumnMark(head, names.get(column, ""), unknown) for column, head in enumerate(_head_names(places))]
    marks[ID] = ColumnMark(marks[ID].header, "id")
    values = {}
    for row in card.rows:
        held = {}
        for period in card.periods:
            actual = card.recorded.get((row.key, period.key))
            if actual is not None and actual.value is not None:
                held[f"{period.kind}:{period.key}"] = {"id": actual.id, "value": plain_decimal(actual.value)}
        values[row.key] = json.dumps(held, separators=(",", ":"))
    keys = tuple(row.key for row in card.rows)
    mark = TableMark("tblScorecard", "Actual", sheet.name, tuple(marks), HEAD + 1, places.last, keys, values)
    typed = range(FIRST, places.target(0))
    looks = [COLUMN_HEAD if column in typed else DERIVED_HEAD for column in range(len(marks))]
    put_list_object(sheet, mark, looks)
    book.tables["Scorecard"] = mark


def _colours(book: Book, sheet: Sheet, places: Places) -> None:
    looks = {rules.status_label(name): look for name, look in STATUS_LOOK.items()}
    word_colours(book, sheet, (HEAD + 1, STATUS), (places.last, STATUS), looks)
    last = places.status(places.count - 1)
    word_colours(book, sheet, (HEAD + 1, places.status(0)), (places.last, last), looks)
    for first, end in ((TARGET, APART), (FIRST, places.status(0) - 1)):
        measured_shapes(book, sheet, (HEAD + 1, first), (places.last, end), UNIT)
    sheet.worksheet.data_validation(
        HEAD + 1,
        FIRST,
        places.last,
        places.target(0) - 1,
        {
            "validate": "decimal",
            "criteria": "between",
            "minimum": -1e15,
            "maximum": 1e15,
            "error_title": _("Not a number"),
            "error_message": _("Type a number in the unit of its row, or leave the cell empty."),
        },
    )
