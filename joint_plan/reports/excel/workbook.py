"""The workbook: every sheet in its place. The same plan gives the same bytes."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from joint_plan.base.progress import Tick, no_tick
from joint_plan.base.texts import _
from joint_plan.plan.record import all_specs, spec_of
from joint_plan.plan.sections import SECTIONS
from joint_plan.reports.excel.book import LISTS, META, TITLES, Book, title_of_sheet
from joint_plan.reports.excel.changes import write_changes
from joint_plan.reports.excel.columns import own_rows
from joint_plan.reports.excel.formats import FONT, TEXT, Formats
from joint_plan.reports.excel.funnel.names import has_funnel
from joint_plan.reports.excel.funnel.sheet import write_funnel
from joint_plan.reports.excel.goals import write_goals
from joint_plan.reports.excel.journey import write_journey
from joint_plan.reports.excel.lead_check import write_lead_check
from joint_plan.reports.excel.lists import Lists, write_lists
from joint_plan.reports.excel.meta import export_id, write_meta
from joint_plan.reports.excel.quick_wins.matrix import write_matrix
from joint_plan.reports.excel.quick_wins.next_steps import write_next_steps
from joint_plan.reports.excel.quick_wins.table import write_quick_wins
from joint_plan.reports.excel.scorecard.progress import write_progress
from joint_plan.reports.excel.scorecard.sheet import write_scorecard
from joint_plan.reports.excel.start import WIDTHS, write_start
from joint_plan.reports.excel.tables import write_table_sheet
from joint_plan.reports.model import ReportModel, Row, Section, Table

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

OPTIONS = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True}
"""How XlsxWriter takes what it is given: words stay words."""
_FOLLOWED = {"Goal", "Sla", "QuickWin", "Metric"}
"""What is followed up."""
_Tables = dict[str, tuple[Section, Table]]
_MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001  what the file says of its making; the clock would change the bytes


def write_workbook(model: ReportModel, path: Path, tick: Tick = no_tick) -> None:
    """Write the plan as an Excel workbook.

    Raises:
        OSError: the file cannot be written.
        Cancelled: from `tick`; nothing is written then.
    """
    path.write_bytes(workbook_bytes(model, tick))


def workbook_bytes(model: ReportModel, tick: Tick = no_tick) -> bytes:
    """The finished workbook."""
    from xlsxwriter import Workbook

    target = BytesIO()
    with Workbook(target, {**OPTIONS, "default_format_properties": {"font_name": FONT, "font_color": TEXT}}) as made:
        _write(Book(made, model, Formats(made, model.currency), Lists()), tick)
    return target.getvalue()


def _write(book: Book, tick: Tick) -> None:
    write_properties(book.workbook, book.model)
    tables = {table.type_name: (section, table) for section, table in _tables(book.model)}
    keys = [key for key in TITLES if key in tables or key in _OWN]
    start = book.add_sheet("Start", WIDTHS)
    for number, key in enumerate(keys):
        tick(number, len(keys) + 1, title_of_sheet(key))
        _write_sheet(book, key, tables)
    tick(len(keys), len(keys) + 1, title_of_sheet("Start"))
    write_start(book, start)
    lists = book.add_sheet(LISTS, {})
    write_lists(book, lists)
    lists.worksheet.hide()
    meta = book.add_sheet(META, {})
    write_meta(meta, book)
    meta.worksheet.very_hidden()
    for sheet in book.sheets.values():
        sheet.finish()
    start.worksheet.activate()


def _write_sheet(book: Book, key: str, tables: _Tables) -> None:
    if key in _OWN:
        _OWN[key](book, tables)
    elif key in _WITH_MORE:
        _WITH_MORE[key](book, *tables[key])
    else:
        section, table = tables[key]
        count = section.count if spec_of(key).can_be_agreed else ""
        write_table_sheet(book, table, section.prompt, count)


def _journey(book: Book, tables: _Tables) -> None:
    if "Stage" in tables:
        write_journey(book, *tables["Stage"])


def _funnel(book: Book, _tables: _Tables) -> None:
    if has_funnel(book.model):
        write_funnel(book)


def _changes(book: Book, _tables: _Tables) -> None:
    if book.model.changes is not None:
        write_changes(book, book.model.changes)


def _lead_check(book: Book, tables: _Tables) -> None:
    if "LeadCriterion" in tables:
        write_lead_check(book)


def _of_quick_wins(write: Callable[[Book, Table], None]) -> Callable[[Book, _Tables], None]:
    def write_if_any(book: Book, tables: _Tables) -> None:
        if "QuickWin" in tables:
            write(book, tables["QuickWin"][1])

    return write_if_any


_OWN: dict[str, Callable[[Book, _Tables], None]] = {
    "Journey": _journey,
    "Funnel": _funnel,
    "LeadCheck": _lead_check,
    "Matrix": _of_quick_wins(write_matrix),
    "NextSteps": _of_quick_wins(write_next_steps),
    "Scorecard": lambda book, _tables: write_scorecard(book),
    "Progress": lambda book, _tables: write_progress(book),
    "Changes": _changes,
}
"""Sheets that are not a table of records; each writer knows whether there is anything for it."""

_WITH_MORE: dict[str, Callable[[Book, Section, Table], object]] = {"Goal": write_goals, "QuickWin": write_quick_wins}
"""Tables with more than their fields."""


def _tables(model: ReportModel) -> list[tuple[Section, Table]]:
    """The tables that become sheets, with the rows of rows (an SLA's levels) as tables of their own."""
    found: list[tuple[Section, Table]] = []
    for section in model.sections:
        for table in section.tables:
            found.append((section, table))
            for name, parts in groupby(sorted(own_rows(table.rows), key=_type_name), _type_name):
                found.append((section, Table(name, _(spec_of(name).plural), (), (), tuple(parts))))
    found += _to_fill_in(model, {table.type_name for _section, table in found})
    return [(section, table) for section, table in found if table.type_name in TITLES]


def _to_fill_in(model: ReportModel, there: set[str]) -> list[tuple[Section, Table]]:
    """Empty tables for what teams note down later, where there is something to follow up."""
    if not there & _FOLLOWED or "follow_up" in model.public.plan.hidden_sections:
        return []
    declared = next(section for section in SECTIONS if section.key == "follow_up")
    section = Section(declared.key, _(declared.title), _(declared.prompt), "", ())
    return [
        (section, Table(spec.name, _(spec.plural), (), (), ()))
        for spec in all_specs()
        if spec.section == declared.key and spec.name not in there
    ]


def _type_name(row: Row) -> str:
    return spec_of(row.item).name


def write_properties(book: "Workbook", model: ReportModel) -> None:
    """What the file says of itself."""
    book.set_properties(
        {
            "title": model.title,
            "author": model.company,
            "comments": model.version.words,
            "created": _MADE,
        }
    )
    for name, value in (("export_id", export_id(model)), ("version", model.version.words)):
        book.set_custom_property(name, value[:255], "text")
