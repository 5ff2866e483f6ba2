"""A table of the records of one type: edit in place, add, delete, move, copy and paste blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import N_, _
from joint_plan.exchange.cell_blocks import read_block
from joint_plan.plan import kinds
from joint_plan.plan.fields import Column, columns_of
from joint_plan.plan.record import Record, spec_of, title_of
from joint_plan.plan.session import Team
from ui import theme
from ui.parts.editing import edit_cell
from ui.parts.painting import begin
from ui.parts.table_blocks import paste_block, put_on_clipboard, selected_block
from ui.parts.table_delegate import PADDING, CellDelegate
from ui.parts.table_model import Flagged, Heads, RecordModel, Rows
from ui.settings import Settings

if TYPE_CHECKING:
    from joint_plan.plan.snapshot import Snapshot
    from ui.document import Document

Index = QModelIndex | QPersistentModelIndex

_LEAST = 64
"""No column of words is narrower, at 100 %: a table rather scrolls."""


def room_columns(record_type: type[Record]) -> tuple[str, ...]:
    """The columns shown first in a table of this type: the fields for the room, both answers of a pair."""
    spec = spec_of(record_type)
    fields = [field for field in spec.fields if field.room] or list(spec.fields[:6])
    return tuple(column.name for field in fields for column in columns_of(field) if column.part != "revealed")


class RecordTable(QTableView):
    """Rows are records of one type. F2, Enter or a double click edits a cell; typing alone never does.

    Ctrl+Enter adds, Delete deletes, Ctrl+Up and Ctrl+Down move, Ctrl+C and Ctrl+V copy and paste blocks as
    spreadsheets do.
    """

    current_changed = Signal(object)
    """The record of the current row, or `None`."""

    focused = Signal(object)
    """The table got the focus: the record of its current row, or `None`."""

    def __init__(
        self,
        document: Document,
        record_type: type[Record],
        columns: Sequence[str] | None = None,
        *,
        rows: Rows | None = None,
        new: Callable[[], Record] | None = None,
        heads: Heads | None = None,
        wraps: bool = False,
        flagged: Flagged | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make a table.

        Args:
            document: the open plan.
            record_type: what the rows are.
            columns: names of columns; the room's fields by default.
            rows: which records to show, of a plan; all by default.
            new: makes the record that Ctrl+Enter adds, such as one within another; an empty one by default.
            heads: what stands before each row, by the records' ids, such as when a block starts.
            wraps: whether rows grow with their words.
            flagged: which cells are marked as still missing.
            parent: the widget it stands in.
        """
        super().__init__(parent)
        self._document = document
        self.record_type = record_type
        self._stretched = -1
        self._wraps = wraps
        self._spec = spec_of(record_type)
        self._new = new or record_type
        shown = tuple(columns) if columns is not None else room_columns(record_type)
        self.records = RecordModel(document, record_type, shown, rows or _every(record_type), heads, flagged, self)
        self.setModel(self.records)
        self.setItemDelegate(CellDelegate(document, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(wraps)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setVisible(heads is not None)
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(theme.px(36))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(_(self._spec.plural))
        self.setMinimumHeight(theme.px(92))
        self._place = f"{self._spec.name}.{len(shown)}"
        self._chosen = Settings().column_widths(self._place)
        """Widths that a person has chosen, at 100 %, by column name."""
        self._sharing = False
        header.sectionResized.connect(self._resized)
        header.sectionHandleDoubleClicked.connect(self._forget_width)
        self.records.refused.connect(self._refused)
        self.records.dataChanged.connect(lambda first, last: self._fit_rows(first.row(), last.row()))
        self.records.rowsInserted.connect(lambda _parent, first, last: self._fit_rows(first, last))
        self.records.rowsMoved.connect(lambda: self._fit_rows(0, self.records.rowCount() - 1))
        self.records.modelReset.connect(lambda: self._fit_rows(0, self.records.rowCount() - 1))
        self._fit()
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFont(theme.font("body"))
        header = self.horizontalHeader()
        header.setFont(theme.font("caption", 500))
        self.verticalHeader().setDefaultSectionSize(theme.px(32))
        self.verticalHeader().setMinimumSectionSize(theme.px(32))
        self.verticalHeader().setFont(theme.font("caption", 500, tabular=True))
        self._share_width()

    def _share_width(self) -> None:
        """Give each column what it wants; where there is not enough, words give way down to their heading."""
        header = self.horizontalHeader()
        digit = theme.metrics("body").horizontalAdvance("0")
        least, wanted, headings = [], [], []
        for place, column in enumerate(self.records.columns):
            heading, broken = _heading_widths(self.records.heading(place))
            headings.append(heading)
            flag = isinstance(column.kind, kinds.Flag)
            wish = max(heading, min(column.field.width, 26) * digit + 2 * PADDING + 8)
            if flag or column.kind.align_right:
                wish = max(heading, 10 * digit + 2 * PADDING + 8) if isinstance(column.kind, kinds.Money) else heading
            elif isinstance(column.kind, kinds.Ref):
                wish = max(heading, 13 * digit)
            if column.name in self._chosen:
                wish = theme.px(self._chosen[column.name])
            wanted.append(wish)
            if column.name in self._chosen:
                least.append(wish)
            elif flag or column.kind.align_right:
                least.append(broken)
            elif isinstance(column.kind, kinds.Ref):
                least.append(wish if column.kind.target == "Team" else min(wish, max(10 * digit, broken)))
            else:
                least.append(min(wish, max(theme.px(72), broken, _longest_choice(column))))
        room = self.viewport().width()
        over = sum(wanted) - room
        slack = sum(wish - low for wish, low in zip(wanted, least, strict=True))
        if over > 0 and slack > 0:
            give = min(1.0, over / slack)
            wanted = [wish - round((wish - low) * give) for wish, low in zip(wanted, least, strict=True)]
            self._squeeze(wanted, room)
        elif over < 0:
            wanted[self._stretched] -= over
        self._sharing = True
        for place, width in enumerate(wanted):
            header.resizeSection(place, width)
        self._sharing = False
        two_lines = any(width < heading for width, heading in zip(wanted, headings, strict=True))
        header.setFixedHeight(theme.px(38 if two_lines else 26))
        self._fit_rows(0, self.records.rowCount() - 1)

    def _resized(self, place: int, _before: int, width: int) -> None:
        """A person has drawn a column wider or narrower: it stays so, on this computer and in every plan."""
        if self._sharing:
            return
        self._chosen[self.records.columns[place].name] = round(width * 100 / theme.px(100))
        Settings().keep_column_widths(self._place, self._chosen)
        self._fit_rows(0, self.records.rowCount() - 1)

    def _forget_width(self, place: int) -> None:
        """A double click on a column's edge: it is as wide as its words ask for again."""
        self._chosen.pop(self.records.columns[place].name, None)
        Settings().keep_column_widths(self._place, self._chosen)
        self._share_width()

    def _squeeze(self, widths: list[int], room: int) -> None:
        """Where even that is too wide, the widest columns of words give way, a little further than is good for them."""
        words = [
            place
            for place, column in enumerate(self.records.columns)
            if not (isinstance(column.kind, kinds.Flag) or column.kind.align_right or column.name in self._chosen)
        ]
        while words and sum(widths) > room:
            widest = max(words, key=lambda place: widths[place])
            if widths[widest] <= theme.px(_LEAST):
                return
            widths[widest] = max(theme.px(_LEAST), widths[widest] - (sum(widths) - room), widths[widest] - 8)

    def _fit_rows(self, first: int, last: int) -> None:
        """Rows that wrap are as high as their words; Qt's own way asks every cell again on every change of style."""
        if not self._wraps:
            return
        measure = theme.metrics("body")
        flags = int(Qt.TextFlag.TextWordWrap)
        for row in range(first, last + 1):
            high = 0
            for place, column in enumerate(self.records.columns):
                if isinstance(column.kind, kinds.Text | kinds.Choice | kinds.Ref):
                    icon = 18 if isinstance(column.kind, kinds.Ref) or self.record_type is Team else 0
                    room = self.columnWidth(place) - 2 * PADDING - 8 - icon
                    words = str(self.records.data(self.records.index(row, place)))
                    high = max(high, measure.boundingRect(0, 0, max(room, 20), 10_000, flags, words).height())
            self.setRowHeight(row, max(theme.px(32), high + theme.px(10)))

    def updateGeometries(self) -> None:
        before = self.viewport().width()
        super().updateGeometries()
        # What stands before the rows takes its width from the columns as soon as it is known.
        if self.viewport().width() != before and self.verticalHeader().isVisible():
            self._share_width()

    def stretch(self, column: str) -> None:
        """Give spare width to this column."""
        self._stretched = [declared.name for declared in self.records.columns].index(column)
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._share_width()

    # what is current

    def current_item(self) -> Record | None:
        """The record of the current row, as the plan holds it now."""
        index = self.currentIndex()
        return self.records.record(index.row()) if index.isValid() else None

    def show_item(self, record_id: str, column: int = 0) -> bool:
        """Make a record's row the current one; says whether it is here."""
        row = self.records.row_of(record_id)
        if row < 0:
            return False
        index = self.records.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit(self.current_item())
        self.viewport().update()

    # editing

    def _refused(self, index: QModelIndex, message: str) -> None:
        self._document.say(f"{self.records.heading(index.column())}: {message}")

    def add_row(self) -> None:
        """Add a record below the current row and start typing in it."""
        if self._document.read_only:
            return
        current = self.current_item()
        following = self.records.record(self.currentIndex().row() + 1) if current is not None else None
        added: Record | None = None
        with self._document.edit(N_("Add {type}"), type=_(self._spec.label)) as edit:
            added = edit.add(self._new())
            if following is not None:
                added = edit.move(added, following)
        if added is None or not self.show_item(added.id):
            return
        self.setFocus()
        for place, column in enumerate(self.records.columns):
            if isinstance(column.kind, kinds.Text):
                index = self.records.index(self.records.row_of(added.id), place)
                self.setCurrentIndex(index)
                edit_cell(self, index)
                return

    def delete_rows(self) -> None:
        """Delete the selected records; an undo is offered."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        records = [record for record in map(self.records.record, rows) if record is not None]
        if len(records) == 1:
            self._document.remove(records[0])
        elif records:
            with self._document.edit(N_("Delete {count} rows"), count=str(len(records))) as edit:
                for record in records:
                    edit.remove(record)

    def duplicate(self) -> None:
        """Add a copy of the current record below it."""
        current = self.current_item()
        if current is None:
            return
        from dataclasses import replace

        following = self.records.record(self.currentIndex().row() + 1)
        copy: Record | None = None
        with self._document.edit(N_("Duplicate {title}"), title=title_of(current)) as edit:
            copy = edit.add(replace(current, id="", code="", position=0))
            if following is not None:
                copy = edit.move(copy, following)
        if copy is not None:
            self.show_item(copy.id)

    def move_row(self, step: int) -> None:
        """Move the current record one up (-1) or down (1)."""
        row = self.currentIndex().row()
        current = self.current_item()
        target = row + step
        if current is None or not 0 <= target < self.records.rowCount():
            return
        before = self.records.record(target if step < 0 else target + 1)
        with self._document.edit(N_("Move {title}"), title=title_of(current)) as edit:
            edit.move(current, before)
        self.show_item(current.id, self.currentIndex().column())

    # keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            data = QGuiApplication.clipboard().mimeData()
            self.paste(data.text() if data.hasText() else "", data.html() if data.hasHtml() else "")
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and index.isValid():
            self._open(index)
        elif event.text() and plain and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        column = self.records.columns[index.column()]
        if isinstance(column.kind, kinds.Flag):
            held = self.records.data(index, Qt.ItemDataRole.EditRole)
            self.records.setData(index, not held)
        else:
            edit_cell(self, index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self.indexAt(event.position().toPoint()).isValid():
            self.add_row()
        else:
            super().mouseDoubleClickEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.records.rowCount():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self.records.index(0, 0), flags)
        self.focused.emit(self.current_item())

    # blocks

    @property
    def plural(self) -> str:
        """What its records are called, to be translated."""
        return self._spec.plural

    def copy(self) -> None:
        """Put the selected cells on the clipboard, as spreadsheets take them."""
        block = selected_block(self)
        if block:
            put_on_clipboard(block)

    def paste(self, text: str, html: str = "") -> None:
        """Put a block of cells in from the current one on, adding rows below the last, as one step or not at all."""
        try:
            block = read_block(text, html)
        except PlanError as fault:
            self._document.complain(fault)
            return
        paste_block(self, self._document, block, self._new)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        index = self.currentIndex()
        if index.isValid() and theme.has_key_focus(self) and self.state() != QAbstractItemView.State.EditingState:
            painter = begin(self.viewport())
            painter.setPen(theme.tokens().accent)
            painter.drawRoundedRect(self.visualRect(index).adjusted(0, 0, -1, -1), 4, 4)


def _heading_widths(words: str) -> tuple[int, int]:
    """How wide a heading is on one line, and at the least on two."""
    metrics, parts = theme.metrics("caption", 500), words.split()
    lines = [(" ".join(parts[:cut]), " ".join(parts[cut:])) for cut in range(1, len(parts) + 1)] or [("", "")]
    broken = min(max(metrics.horizontalAdvance(line) for line in pair) for pair in lines)
    return metrics.horizontalAdvance(words) + 20, broken + 20


def _longest_choice(column: Column) -> int:
    """How wide the longest word of a choice is; 0 for other columns."""
    if not isinstance(column.kind, kinds.Choice):
        return 0
    words = [word for _key, label in column.kind.choices for word in _(label).split()]
    return max((theme.metrics("body").horizontalAdvance(word) for word in words), default=0) + 2 * PADDING + 8


def _every(record_type: type[Record]) -> Rows:
    def rows(plan: Snapshot) -> Sequence[Record]:
        return plan.all(record_type)

    return rows
