"""The Changes sheet: what has changed since the version before, one line a field, in the words of every comparison."""

from joint_plan.base.texts import _
from joint_plan.reports.excel.book import Book
from joint_plan.reports.excel.formats import BODY, COLUMN_HEAD, DANGER, SUBTITLE, TITLE
from joint_plan.reports.excel.sheet import Paper
from joint_plan.reports.model import Changes
from joint_plan.rules.change_words import value_words

_WIDTHS = {0: 18, 1: 44, 2: 24, 3: 40, 4: 40}
_HEAD = 4


def write_changes(book: Book, changes: Changes) -> None:
    """Write the sheet."""
    sheet = book.add_sheet("Changes", _WIDTHS)
    sheet.text(0, 0, changes.title, TITLE)
    sheet.row_height(0, 28)
    sheet.text(1, 0, changes.counts, SUBTITLE)
    sheet.text(2, 0, book.model.title, SUBTITLE)
    for column, words in enumerate((_("Section"), _("Item"), _("Field"), _("Before"), _("Now"))):
        sheet.text(_HEAD, column, words, COLUMN_HEAD)
    row = _HEAD + 1
    if changes.fault:
        sheet.text(row, 0, changes.fault, {"font_color": DANGER, "bold": True})
    for section in changes.sections:
        for item in section.items:
            fields = [(field.label, value_words(field.before), value_words(field.after)) for field in item.fields]
            for field in fields or [("", "", "")]:
                for column, words in enumerate((section.title, item.headline, *field)):
                    sheet.text(row, column, words, BODY)
                row += 1
    sheet.worksheet.autofilter(_HEAD, 0, max(row - 1, _HEAD), len(_WIDTHS) - 1)
    sheet.worksheet.freeze_panes(_HEAD + 1, 2)
    sheet.print_setup(book.model, Paper(), (_HEAD, _HEAD))
