"""The Next 30 days sheet: what was picked and is not done yet, by its day; the list follows the table."""

import datetime as dt

from joint_plan.base.texts import _
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import spec_of
from joint_plan.reports.excel.book import Book, TableMark, title_of_sheet
from joint_plan.reports.excel.formats import DANGER, DANGER_TINT, DERIVED_BODY, DERIVED_HEAD, SUBTITLE, TITLE, Look
from joint_plan.reports.excel.quick_wins.table import CLOSED, closed_words, is_overdue
from joint_plan.reports.excel.quoting import quoted
from joint_plan.reports.excel.sheet import Paper, Result, Sheet, cell_name, start_of
from joint_plan.reports.excel.structured import column_of, column_of_record
from joint_plan.reports.excel.tables import word_colours
from joint_plan.reports.model import Table
from joint_plan.rules.names import label_of

_SPARE = 5
_MOST = 60
_LONGEST = 250
"""Characters of a cell; the whole text stands on the Quick wins sheet."""
_HEAD = 4
_KEY = 0
_NEVER = 99_999
"""A day so late that what has none stands last."""
_FINE = 1_000_000
_ZERO = dt.date(1899, 12, 30)
_COLUMNS = (("due", 13.0), ("title", 44.0), ("marketing_owner", 20.0), ("sales_owner", 20.0), ("first_step", 40.0))
_DATE: Look = {**DERIVED_BODY, "num_format": "d mmm yyyy", "align": "left"}


def write_next_steps(book: Book, table: Table) -> None:
    """The whole sheet; nothing where nothing is picked."""
    chosen = [(number, row.item) for number, row in enumerate(table.rows) if isinstance(row.item, QuickWin)]
    picked = [(number, item) for number, item in chosen if item.picked]
    if not picked:
        return
    mark = book.tables["QuickWin"]
    with_flag = any(column.header == _("Overdue") for column in mark.columns)
    widths = dict(enumerate((10.0, *(width for _name, width in _COLUMNS), 12.0, 12.0)))
    sheet = book.add_sheet("NextSteps", widths)
    sheet.worksheet.set_column(_KEY, _KEY, 10, None, {"hidden": True})
    sheet.text(0, 1, title_of_sheet("NextSteps"), TITLE)
    sheet.row_height(0, 28)
    sheet.text(
        1, 1, _("What we picked and have not done yet, by its day. The list follows the Quick wins sheet."), SUBTITLE
    )
    sheet.text(2, 1, book.model.title, SUBTITLE)
    spec = spec_of(QuickWin)
    labels = [label_of(book.model.public, spec.by_column[name]) for name, _width in _COLUMNS]
    heads = [*labels, label_of(book.model.public, spec.by_column["status"]), *([_("Overdue")] if with_flag else [])]
    for column, head in enumerate(heads, 1):
        sheet.text(_HEAD, column, head, DERIVED_HEAD)
    waiting = [(_day(item), number, item) for number, item in picked if item.status not in CLOSED]
    waiting.sort(key=lambda one: one[:2])
    count = min(_MOST, len(picked) + _SPARE)
    for line in range(count):
        found = waiting[line] if line < len(waiting) else None
        _line(book, sheet, mark, line, found, with_flag=with_flag)
    if with_flag:
        looks = {_("Overdue"): (DANGER_TINT, DANGER)}
        word_colours(book, sheet, (_HEAD + 1, len(heads)), (_HEAD + count, len(heads)), looks)
    sheet.print_setup(book.model, Paper(), (_HEAD, _HEAD))
    sheet.worksheet.freeze_panes(_HEAD + 1, 0)


def _day(item: QuickWin) -> int:
    """The day it is due as sheets count days."""
    return _NEVER if item.due is None else (item.due - _ZERO).days


def _line(
    book: Book, sheet: Sheet, mark: TableMark, line: int, found: tuple[int, int, QuickWin] | None, *, with_flag: bool
) -> None:
    """One place of the list: the row of the table with the next day, and its cells."""
    row = _HEAD + 1 + line
    item = found[2] if found is not None else None
    due, status, picked = (column_of_record(mark, name) for name in ("due", "status", "picked"))
    is_open = "*".join(f"({status}<>{quoted(words)})" for words in closed_words())
    days = f"IF(ISNUMBER({due}),{due},{_NEVER})+ROW({due})/{_FINE}"
    nth = f"SMALL(IF(({picked}={quoted(_('Yes'))})*{is_open},{days}),{line + 1})"
    place = f'{{=IFERROR(ROUND(MOD({nth},1)*{_FINE},0)-{mark.first},"")}}'
    sheet.array_formula(row, _KEY, place, "" if found is None else found[1] + 1, {})
    here = f"${cell_name(row, _KEY)}"
    references = book.references
    words = {
        "title": item.title if item else "",
        "marketing_owner": references.of("Participant", item.marketing_owner) if item else "",
        "sales_owner": references.of("Participant", item.sales_owner) if item else "",
        "first_step": item.first_step if item else "",
        "status": spec_of(QuickWin).by_column["status"].kind.show(item.status) if item else "",
    }
    there = f"INDEX({due},{here})"
    expression = f'=IF({here}="","",IF(ISNUMBER({there}),{there},""))'
    day: Result = "" if item is None or item.due is None else _day(item)
    sheet.formula(row, 1, expression, day, {**_DATE, "bold": True})
    for column, (name, value) in enumerate(words.items(), 2):
        expression = f'=IF({here}="","",LEFT(INDEX({column_of_record(mark, name)},{here}),{_LONGEST}))'
        sheet.formula(row, column, expression, start_of(value, _LONGEST), DERIVED_BODY)
    if with_flag:
        overdue = _("Overdue") if item is not None and is_overdue(item) else ""
        expression = f'=IF({here}="","",INDEX({column_of(mark, _("Overdue"))},{here})&"")'
        sheet.formula(row, len(words) + 2, expression, overdue, DERIVED_BODY)
