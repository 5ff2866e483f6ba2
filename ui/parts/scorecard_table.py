"""The scorecard's grid: type a number, Enter goes down, Tab goes right, blocks are pasted as spreadsheets do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyleOptionViewItem, QTableView, QWidget

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _, ngettext
from joint_plan.rules.scorecard import ScoreRow, status
from joint_plan.rules.scorecard_words import short_words, unit_words
from ui import theme
from ui.parts.editing import edit_cell
from ui.parts.painting import begin, draw_icon, draw_team, draw_text
from ui.parts.scorecard_edits import set_actuals
from ui.parts.scorecard_model import FIRST, NAME, TREND, Line, ScoreModel, kept_words
from ui.parts.table_blocks import block_on_clipboard, put_on_clipboard
from ui.parts.table_delegate import CellDelegate

if TYPE_CHECKING:
    from ui.document import Document

Index = QModelIndex | QPersistentModelIndex
STATUS_ICONS = {"met": ("check", "ok"), "near": ("minus", "warn"), "missed": ("x", "danger")}
"""The sign and the colour role of a status; its word is in the cell's description and in the key above the grid."""

_ROW, _HEADING, _HEAD = 38, 26, 28
_NAME_LEAST, _TREND, _CELL = 170, 54, 50
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TYPED = frozenset("0123456789-.,")


class _ScoreDelegate(CellDelegate):
    """Draws a cell and edits it as tables do; Enter and Tab then go on to the next cell."""

    went = Signal(int, int)
    """Rows down and columns right to go on to."""

    def kept_at(self, index: Index) -> tuple[str, str]:
        model = index.model()
        assert isinstance(model, ScoreModel)  # the grid has no other
        row, period = model.cell(index) or ("", "")
        return row, f"actual {period}"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            steps = {
                Qt.Key.Key_Return: (-1 if back else 1, 0),
                Qt.Key.Key_Enter: (-1 if back else 1, 0),
                Qt.Key.Key_Tab: (0, 1),
                Qt.Key.Key_Backtab: (0, -1),
            }
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                if self._understood(watched):
                    self._entered(watched)
                    self.went.emit(*step)
                return True
        return super().eventFilter(watched, event)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, ScoreModel)  # the grid has no other
        cell, line, tokens = QRect(option.rect), model.lines[index.row()], theme.tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.heading:
            painter.fillRect(cell, tokens.canvas)
            place = QRectF(cell).adjusted(theme.px(10), 0, -4, 0)
            words = str(index.data(Qt.ItemDataRole.DisplayRole))
            draw_text(painter, place, words, theme.font("caption", 600), tokens.muted)
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(cell, tokens.accent_soft)
        painter.setPen(tokens.border)
        painter.drawLine(cell.bottomLeft(), cell.bottomRight())
        if index.column() == NAME:
            _paint_name(painter, model, line, QRectF(cell))
        elif index.column() == TREND:
            if line.row is not None:
                _paint_trend(painter, line.row, model.places, QRectF(cell).adjusted(5, 7, -7, -7))
        else:
            _paint_cell(painter, line, model.places[index.column() - FIRST], QRectF(cell))
            held = model.card.recorded.get(model.cell(index) or ("", ""))
            if held is not None and held.comment:
                _paint_corner(painter, QRectF(cell))
        painter.restore()


def _paint_name(painter: QPainter, model: ScoreModel, line: Line, cell: QRectF) -> None:
    tokens = theme.tokens()
    left, size = cell.left() + theme.px(10), theme.px(11)
    team = line.row.owner_team if line.row is not None else line.kept.key.partition(":")[2] if line.kept else ""
    top = QRectF(left + size + 7, cell.top() + theme.px(3), cell.right() - left - size - 11, theme.px(17))
    if team:
        draw_team(painter, team, QRectF(left, top.center().y() - size / 2, size, size))
    row = line.row
    if row is None:
        name = line.kept.name if line.kept is not None else ""
        place = QRectF(top.left(), cell.top(), top.width(), cell.height())
        draw_text(painter, place, name, theme.font("small", 500), tokens.text)
        return
    draw_text(painter, top, row.title, theme.font("small", 500), tokens.text)
    better = {"up": _("more is better"), "down": _("less is better"), "hold": _("is to stay")}[row.direction]
    parts = (unit_words(model.plan, row), row.without.rstrip(".") or better)
    below = top.translated(0, theme.px(16))
    draw_text(painter, below, " · ".join(part for part in parts if part), theme.font("caption"), tokens.muted)


def _paint_cell(painter: QPainter, line: Line, place: int, cell: QRectF) -> None:
    tokens = theme.tokens()
    if line.row is None:
        words = kept_words(line.kept, place) if line.kept is not None else ""
        draw_text(
            painter, cell.adjusted(2, 0, -7, 0), words, theme.font("small", 500, tabular=True), tokens.text, _RIGHT
        )
        return
    row = line.row
    actual = short_words(row, row.actuals[place])
    target = short_words(row, row.targets[place])
    upper = QRectF(cell.left() + 2, cell.top() + theme.px(3), cell.width() - 9, theme.px(17))
    lower = upper.translated(0, theme.px(16))
    sign = STATUS_ICONS.get(status(row, place))
    if sign is not None:
        tint = theme.blended(tokens.of(sign[1]), tokens.surface, 0.10)
        painter.fillRect(cell.adjusted(1, 1, -1, -1), tint)
        draw_icon(painter, sign[0], sign[1], cell.left() + 2, lower.center().y() - theme.px(5), theme.px(10))
    if actual:
        draw_text(painter, upper, actual, theme.font("small", 600, tabular=True), tokens.text, _RIGHT, elide=False)
    draw_text(painter, lower, target, theme.font("caption", tabular=True), tokens.muted, _RIGHT, elide=False)


def _paint_corner(painter: QPainter, cell: QRectF) -> None:
    """The mark of a cell with a comment, where spreadsheets have it."""
    size = theme.px(6)
    corner = QPointF(cell.right() - 1, cell.top() + 1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.tokens().accent)
    painter.drawPolygon(QPolygonF([corner, corner - QPointF(size, 0), corner + QPointF(0, size)]))


def _paint_trend(painter: QPainter, row: ScoreRow, places: tuple[int, ...], room: QRectF) -> None:
    """A bar for each measured period, and a short line where its target is."""
    tokens = theme.tokens()
    values = [
        float(value) for place in places for value in (row.actuals[place], row.targets[place]) if value is not None
    ]
    most = max([abs(value) for value in values], default=0.0)
    if not most or all(row.actuals[place] is None for place in places):
        return
    wide = room.width() / max(len(places), 1)
    for number, place in enumerate(places):
        actual, target = row.actuals[place], row.targets[place]
        left = room.left() + number * wide
        if actual is not None:
            high = max(1.5, room.height() * max(0.0, float(actual)) / most)
            role = STATUS_ICONS.get(status(row, place), ("", "muted"))[1]
            painter.fillRect(QRectF(left + 0.5, room.bottom() - high, max(1.5, wide - 1.5), high), tokens.of(role))
        if target is not None and target >= 0:
            level = room.bottom() - room.height() * float(target) / most
            painter.setPen(QPen(tokens.border_strong, 1))
            painter.drawLine(
                QRectF(left, level, wide - 0.5, 0).topLeft(), QRectF(left, level, wide - 0.5, 0).topRight()
            )


class ScoreTable(QTableView):
    """The grid. A digit, F2, Enter or a double click starts typing; Delete empties; Ctrl+C and Ctrl+V take blocks."""

    cell_shown = Signal(object)
    """The (row key, period key) of the current cell, or `None`."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.score = ScoreModel(document, self)
        self.setModel(self.score)
        delegate = _ScoreDelegate(document, self)
        delegate.went.connect(self._go)
        self.setItemDelegate(delegate)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setDefaultAlignment(_RIGHT)
        self.setAccessibleName(_("Scorecard: actuals against targets"))
        self.score.modelReset.connect(self._fit)
        self.selectionModel().currentChanged.connect(lambda now, _before: self.cell_shown.emit(self.score.cell(now)))
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.setFont(theme.font("body"))
        head = self.horizontalHeader()
        head.setFont(theme.font("caption", 500))
        head.setFixedHeight(theme.px(_HEAD))
        head.setMinimumSectionSize(theme.px(30))
        head.setStyleSheet("QHeaderView::section { padding: 0 6px 0 2px; }")
        self.clearSpans()
        for row, line in enumerate(self.score.lines):
            self.setRowHeight(row, theme.px(_HEADING if line.heading else _ROW))
            if line.heading:
                self.setSpan(row, 0, 1, self.score.columnCount())
        self._share_width()

    def _share_width(self) -> None:
        count = self.score.columnCount() - FIRST
        room = self.viewport().width()
        cell = theme.px(_CELL)
        name = max(theme.px(_NAME_LEAST), room - theme.px(_TREND) - count * cell)
        if count and name > theme.px(300):
            cell = (room - theme.px(_TREND) - theme.px(300)) // count
            name = room - theme.px(_TREND) - count * cell
        self.setColumnWidth(NAME, name)
        self.setColumnWidth(TREND, theme.px(_TREND))
        for column in range(FIRST, FIRST + count):
            self.setColumnWidth(column, cell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._share_width()

    # what is current

    def show_cell(self, row_key: str, period_key: str = "") -> bool:
        """Make a cell the current one, the row's first without a period; says whether it is here."""
        row = self.score.row_of(row_key)
        if row < 0:
            return False
        columns = range(FIRST, self.score.columnCount())
        named = (column for column in columns if (p := self.score.period(column)) is not None and p.key == period_key)
        index = self.score.index(row, next(named, FIRST))
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def current_row(self) -> ScoreRow | None:
        """The measure of the current row."""
        index = self.currentIndex()
        return self.score.lines[index.row()].row if index.isValid() else None

    def _go(self, down: int, right: int) -> None:
        """To the next cell that can be filled in; headings are stepped over."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        while 0 <= row + down < self.score.rowCount() and 0 <= column + right < self.score.columnCount():
            row, column = row + down, column + right
            if self.score.cell(self.score.index(row, column)) is not None:
                self.setCurrentIndex(self.score.index(row, column))
                return

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            put_on_clipboard(self.selected())
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
            self.empty_cells()
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and index.isValid():
            edit_cell(self, index)
        elif plain and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go(-1 if event.key() == Qt.Key.Key_Up else 1, 0)
        elif event.text() and event.text().isprintable() and not (plain and event.text() in _TYPED):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            first = next((line.row.key for line in self.score.lines if line.row is not None), "")
            self.show_cell(first)

    # blocks

    def empty_cells(self) -> None:
        """Take back what was entered in the selected cells, as one step."""
        cells = [self.score.cell(index) for index in self.selectedIndexes()]
        set_actuals(self._document, {cell: None for cell in cells if cell is not None})

    def selected(self) -> list[list[str]]:
        """The selected cells in words."""
        indexes = self.selectedIndexes()
        rows = sorted({index.row() for index in indexes})
        columns = sorted({index.column() for index in indexes})
        return [[str(self.score.index(row, column).data()) for column in columns] for row in rows]

    def paste(self) -> None:
        """Put a block of numbers in from the current cell on, as one step; what is no number refuses all of it."""
        start = self.currentIndex()
        try:
            cells = block_on_clipboard()
            if not cells or not start.isValid() or self._document.read_only:
                return
            values, lost = self.score.block(start, cells)
        except PlanError as fault:
            self._document.complain(fault)
            return
        set_actuals(self._document, values)
        if lost:
            words = ngettext("{count} cell found no place.", "{count} cells found no place.", lost)
            self._document.say(words.format(count=lost))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        index = self.currentIndex()
        if index.isValid() and self.hasFocus() and self.state() != QAbstractItemView.State.EditingState:
            painter = begin(self.viewport())
            painter.setPen(QPen(theme.tokens().accent, 2 if theme.has_key_focus(self) else 1))
            painter.drawRoundedRect(QRectF(self.visualRect(index)).adjusted(1, 1, -1, -1), 4, 4)
