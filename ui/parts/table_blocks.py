"""Copying and pasting blocks of cells between a table of records and spreadsheets: all of a block or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from joint_plan.base.errors import FieldError, PlanError
from joint_plan.base.texts import N_, _, ngettext
from joint_plan.exchange.cell_blocks import Block, block_html, block_text, read_block, wide
from joint_plan.exchange.coercion import Names, names_now, value_of
from joint_plan.plan import kinds
from joint_plan.plan.record import Record, checked, with_columns
from joint_plan.rules.presence import entry_fault, fitted
from ui import theme

if TYPE_CHECKING:
    from joint_plan.plan.fields import Column
    from ui.document import Document
    from ui.parts.table import RecordTable

_SHOWN = 2
"""So many faults are said at once; the others are listed on request."""


@dataclass(frozen=True, slots=True)
class PastedRow:
    """What a row of a block gives a record: the record as it is, or a new one, and the columns' values."""

    record: Record
    new: bool
    values: Mapping[str, Any]


def put_on_clipboard(rows: Block) -> None:
    """Put a block on the clipboard, as text with tabs and as a table."""
    data = QMimeData()
    data.setText(block_text(rows))
    data.setHtml(block_html(rows))
    QGuiApplication.clipboard().setMimeData(data)


def block_on_clipboard() -> list[list[str]]:
    """The block on the clipboard; [] where there is none.

    Raises:
        PlanError: it is larger than a plan's table can be.
    """
    data = QGuiApplication.clipboard().mimeData()
    return read_block(data.text() if data.hasText() else "", data.html() if data.hasHtml() else "")


def selected_block(table: RecordTable) -> list[list[str]]:
    """The selected cells in words, yes and no included."""
    indexes = table.selectedIndexes()
    rows = sorted({index.row() for index in indexes})
    columns = sorted({index.column() for index in indexes})
    return [[_cell_words(table, row, column) for column in columns] for row in rows]


def _cell_words(table: RecordTable, row: int, column: int) -> str:
    index = table.records.index(row, column)
    if isinstance(table.records.columns[column].kind, kinds.Flag):
        return _("Yes") if table.records.data(index, Qt.ItemDataRole.EditRole) else ""
    return str(table.records.data(index))


def paste_block(table: RecordTable, document: Document, block: Block, new: Callable[[], Record]) -> bool:
    """Put a block in from the current cell on, with rows below the last one, as one step; whether it was.

    One cell fills all that are selected. Where any cell cannot be read nothing changes, and all of them are told.
    """
    if not block or document.read_only:
        return False
    row, column, block = _target(table, block)
    rows, faults = _understood(table, document, block, row, column, new)
    if faults:
        _tell(document, table, faults)
        return False
    refused: list[PlanError] = []
    plural = _(table.plural)
    with document.edit(N_("Paste into {table}"), refused=refused.append, table=plural) as edit:
        for pasted in rows:
            if pasted.new:
                edit.add(with_columns(pasted.record, pasted.values))
            else:
                edit.set(pasted.record, **pasted.values)
    if refused:
        _tell(document, table, [getattr(fault, "message", "") or str(fault) for fault in refused])
        return False
    _select(table, row, column, len(block), wide(block))
    return True


def _target(table: RecordTable, block: Block) -> tuple[int, int, Block]:
    """Where the block goes, and the block as large as what is selected where it is one cell."""
    indexes = table.selectedIndexes()
    if len(indexes) > 1:
        row, column = (min(place) for place in zip(*((i.row(), i.column()) for i in indexes), strict=True))
        if len(block) == 1 and len(block[0]) == 1:
            high = max(index.row() for index in indexes) - row + 1
            across = max(index.column() for index in indexes) - column + 1
            return row, column, [[block[0][0]] * across for _again in range(high)]
        return row, column, block
    start = table.currentIndex()
    return (start.row(), start.column(), block) if start.isValid() else (table.records.rowCount(), 0, block)


def _understood(
    table: RecordTable, document: Document, block: Block, first_row: int, first_column: int, new: Callable[[], Record]
) -> tuple[list[PastedRow], list[str]]:
    """The rows of a block as records, and what cannot be understood, in words."""
    names = names_now(document.plan)
    columns = table.records.columns[first_column:]
    found: list[PastedRow] = []
    faults: list[str] = []
    for offset, line in enumerate(block):
        place = first_row + offset
        if any(cell.strip() for cell in line[len(columns) :]):
            faults.append(
                _("Row {row}: it has more cells than the table has columns from here on.").format(row=place + 1)
            )
        held = table.records.record(place)
        record = held or new()
        if held is None and not any(cell.strip() for cell in line):
            continue
        values: dict[str, Any] = {}
        for at, (column, cell) in enumerate(zip(columns, line, strict=False), first_column):
            where = _("Row {row}, {field}").format(row=place + 1, field=table.records.heading(at))
            try:
                if column.blind and cell.strip() in {_("In"), _("Not yet")}:
                    continue  # What the table shows of a hidden answer is none.
                values[column.name] = _value(document, record, column, cell, names)
            except FieldError as fault:
                faults.append(_("{where}: {reason}").format(where=where, reason=fault.message))
        try:
            checked(with_columns(record, values))
        except FieldError as fault:
            if not faults:
                faults.append(
                    _("{where}: {reason}").format(
                        where=_("Row {row}").format(row=place + 1), reason=_reason(table, fault)
                    )
                )
        found.append(PastedRow(record, held is None, values))
    return found, faults


def _value(document: Document, record: Record, column: Column, cell: str, names: Names) -> Any:  # noqa: ANN401  any kind's value
    value = value_of(cell, column, names)
    if value is None:
        return None
    kept = fitted(document.plan, column, column.kind.check(value))
    short = entry_fault(document.plan, record, column, kept)
    if short:
        raise FieldError(short)
    return kept


def _reason(table: RecordTable, fault: FieldError) -> str:
    """Why a row as a whole cannot be kept, with the field's label where it is no column of the table."""
    for place, column in enumerate(table.records.columns):
        if column.name == fault.field:
            return _("{field} {reason}").format(field=table.records.heading(place), reason=fault.message)
    return fault.message


def _tell(document: Document, table: RecordTable, faults: Sequence[str]) -> None:
    from ui.document import Toast

    said = " ".join(faults[:_SHOWN])
    count = len(faults)
    words = ngettext(
        "Nothing was pasted: {count} cell cannot be read. {first}",
        "Nothing was pasted: {count} cells cannot be read. {first}",
        count,
    ).format(count=count, first=said)
    if count <= _SHOWN:
        document.say(words)
        return
    document.toast.emit(Toast(words, _("Show all"), lambda: PasteFaults(faults, table).open()))


class PasteFaults(QDialog):
    """Everything in a block that cannot be read, to be mended where it was copied."""

    def __init__(self, faults: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Nothing was pasted"))
        self.resize(theme.px(640), theme.px(360))
        column = QVBoxLayout(self)
        self.lines = QPlainTextEdit("\n".join(faults))
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        self.lines.setAccessibleName(_("Cells that cannot be read"))
        column.addWidget(self.lines)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)


def _select(table: RecordTable, row: int, column: int, high: int, across: int) -> None:
    last_row = min(row + high, table.records.rowCount()) - 1
    last_column = min(column + across, len(table.records.columns)) - 1
    if last_row < row or last_column < column:
        return
    first, last = table.records.index(row, column), table.records.index(last_row, last_column)
    table.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
    table.selectionModel().select(QItemSelection(first, last), QItemSelectionModel.SelectionFlag.ClearAndSelect)
