"""The table beside the matrix: two lines a row, Marketing above and Sales below, and everything the matrix can do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from joint_plan.base.texts import _
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.record import spec_of
from ui import theme
from ui.parts.editing import edit_cell
from ui.parts.idea_cells import LINE, paint_cell, paint_heading
from ui.parts.idea_model import PAIR_OF, ROW, Heading, IdeaModel, Index, Part
from ui.parts.ideas import Idea, Ideas
from ui.parts.painting import draw_icon

if TYPE_CHECKING:
    from joint_plan.plan.record import Record
    from joint_plan.plan.snapshot import Snapshot
    from ui.document import Document

WIDTHS = {
    Part.MARKER: (36, 40),
    Part.VOTES: (58, 84),
    Part.IMPACT: (46, 60),
    Part.EFFORT: (44, 60),
    Part.OWNERS: (64, 120),
    Part.DUE: (46, 92),
    Part.STATE: (76, 132),
}
"""Widths at 100 %: at the least, and where there is room."""
_ROOMY = 760
_HALF = QPointF(0, 0.5)
"""A hairline lies on pixels, not between them."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class IdeaTable(QTableView):
    """The ideas as rows; a row in focus is the item that stances, reveal and park act on."""

    selected = Signal(str)
    """Key of the idea that was chosen here."""
    pick_asked = Signal(str)
    """Key of an idea to pick, or to put back."""
    changed_by_hand = Signal(str, dict)
    """Key of an idea and the columns that were typed for it."""
    marks_changed = Signal()
    """Other ideas are marked than before."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.ideas = IdeaModel(self)
        self.setModel(self.ideas)
        self.setItemDelegate(_IdeaDelegate(self))
        self.setAccessibleName(_("Ideas"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.setCornerButtonEnabled(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(_LEFT)
        self.doubleClicked.connect(self._double_clicked)
        self.fault_of: Callable[[str, dict[str, str]], str] = lambda _key, _texts: ""
        """Says why what is typed for an idea cannot be taken, in words; "" where it can."""
        theme.changed.connect(self._dress)
        self._dress()

    def show_ideas(self, plan: Snapshot, ideas: Ideas) -> None:
        """Show these ideas; the selected one stays selected."""
        key = self.current_key()
        if self.ideas.show_ideas(plan, ideas):
            self._arrange_rows()
            self.select(key)
        self.mark(self.ideas.marked & {idea.key for idea in ideas.all})

    def select(self, key: str) -> None:
        """Make an idea the current row, without announcing it."""
        row = self.ideas.row_of(key)
        if row < 0 or key == self.current_key():
            return
        column = max(self.currentIndex().column(), int(Part.IDEA))
        flags = QItemSelectionModel.SelectionFlag
        self.blockSignals(True)
        self.selectionModel().setCurrentIndex(self.ideas.index(row, column), flags.ClearAndSelect | flags.Rows)
        self.blockSignals(False)
        self.scrollTo(self.ideas.index(row, column))
        self.viewport().update()

    def current_key(self) -> str:
        """Key of the idea in the current row, or ""."""
        index = self.currentIndex()
        row = self.ideas.rows[index.row()] if 0 <= index.row() < len(self.ideas.rows) else None
        return row.key if isinstance(row, Idea) else ""

    def current_item(self) -> Record | None:
        """The idea in the current row, as the plan holds it now."""
        return self._document.plan.find(self.current_key()) if self.current_key() else None

    # Marks

    @property
    def marked(self) -> tuple[str, ...]:
        """Keys of the marked ideas, top to bottom."""
        return tuple(row.key for row in self.ideas.rows if isinstance(row, Idea) and row.key in self.ideas.marked)

    def mark_current(self) -> None:
        """Mark the idea in the current row, or take its mark away."""
        if self.current_key():
            self.mark(self.ideas.marked ^ {self.current_key()})

    def mark(self, keys: frozenset[str]) -> None:
        """Mark these ideas and no others."""
        if keys != self.ideas.marked:
            self.ideas.mark(keys)
            self.marks_changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and self.indexAt(event.position().toPoint()).isValid()
        ):
            self.mark_current()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() == previous.row() or not current.isValid():
            return
        key = self.current_key()
        if key:
            self.selected.emit(key)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        # Qt gives the focus back to the table only from the editor itself, not from a line within it.
        focus = QApplication.focusWidget()
        had_focus = focus is not None and editor.isAncestorOf(focus)
        super().closeEditor(editor, hint)
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The Enter that ends an editor gets here too, before the editor is gone.
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and not editing:
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here (1, 2, R, P), never a search."""

    def _double_clicked(self, index: QModelIndex) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if not isinstance(row, Idea):
            return
        if index.column() == Part.MARKER:
            self.pick_asked.emit(row.key)
        else:
            edit_cell(self, index)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """As in any table, but headings are stepped over."""
        index = super().moveCursor(action, modifiers)
        step = -1 if index.row() < self.currentIndex().row() or (index.row() == 0 and _goes_up(action)) else 1
        while index.isValid() and isinstance(index.data(ROW), Heading):
            if not 0 <= index.row() + step < len(self.ideas.rows):
                return self.currentIndex()
            index = self.ideas.index(index.row() + step, index.column())
        return index

    def _arrange_rows(self) -> None:
        self.clearSpans()
        for number, row in enumerate(self.ideas.rows):
            if isinstance(row, Heading):
                self.setSpan(number, 0, 1, len(Part))
            self.setRowHeight(number, theme.px(28) if isinstance(row, Heading) else theme.px(LINE * 2 + 8))

    def _dress(self) -> None:
        self.horizontalHeader().setStyleSheet(f"QHeaderView::section {{ padding: 0 {theme.px(4)}px; }}")
        self.horizontalHeader().setFixedHeight(theme.px(32))
        self._arrange_rows()
        self._arrange_columns()

    def _arrange_columns(self) -> None:
        room = self.viewport().width()
        roomy = room >= theme.px(_ROOMY)
        widths = {part: theme.px(wide if roomy else least) for part, (least, wide) in WIDTHS.items()}
        for part in (Part.OWNERS, Part.DUE):
            # With large text in a narrow window the idea itself matters more; both are in the form beside.
            crowded = room - sum(widths.values()) < theme.px(110)
            self.setColumnHidden(part, crowded)
            if crowded:
                del widths[part]
        for part, width in widths.items():
            self.setColumnWidth(part, width)
        self.setColumnWidth(Part.IDEA, max(theme.px(90), room - sum(widths.values())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_columns()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(532), theme.px(420))

    def minimumSizeHint(self) -> QSize:
        return QSize(400, theme.px(120))


def _goes_up(action: QAbstractItemView.CursorAction) -> bool:
    actions = QAbstractItemView.CursorAction
    return action in (actions.MoveUp, actions.MovePageUp, actions.MovePrevious)


class _IdeaDelegate(QStyledItemDelegate):
    """Paints the cells and gives the editors."""

    def __init__(self, table: IdeaTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        if isinstance(row, Heading):
            paint_heading(painter, rect, row)
        elif isinstance(row, Idea):
            self._paint_ground(painter, rect, index)
            paint_cell(painter, rect, row, Part(index.column()), self._table.ideas.team_names)
            if index.column() == Part.MARKER and row.key in self._table.ideas.marked:
                draw_icon(painter, "circle-check", "accent", rect.right() - 14, rect.top() + 2, 12)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        tokens = theme.tokens()
        current = index.row() == self._table.currentIndex().row()
        row = index.data(ROW)
        marked = isinstance(row, Idea) and row.key in self._table.ideas.marked
        if current or marked:
            painter.fillRect(rect, theme.blended(tokens.accent_soft, tokens.surface, 0.6))
        if current and index.column() == 0:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), tokens.accent)
        painter.setPen(tokens.border)
        painter.drawLine(rect.bottomLeft() - _HALF, rect.bottomRight() - _HALF)
        if current and index.column() == self._table.currentIndex().column() and theme.has_key_focus(self._table):
            painter.setPen(QPen(tokens.accent, 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -2), 4, 4)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        row = cast("Idea", index.data(ROW))
        part = Part(index.column())
        if part in PAIR_OF:
            return _PairEditor(parent, row, PAIR_OF[part], self._table.ideas.team_names, self._table.fault_of)
        editor = QLineEdit(parent)
        editor.setAccessibleName(_("Due") if part is Part.DUE else _("Idea"))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        row = cast("Idea", index.data(ROW))
        if isinstance(editor, QLineEdit):
            column = spec_of(row.item).by_column["due" if index.column() == Part.DUE else "title"]
            editor.setText(column.kind.edit_text(getattr(row.item, column.name)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        row = cast("Idea", index.data(ROW))
        if isinstance(editor, _PairEditor):
            self._table.changed_by_hand.emit(row.key, editor.typed())
        elif isinstance(editor, QLineEdit):
            column = "due" if index.column() == Part.DUE else "title"
            self._table.changed_by_hand.emit(row.key, {column: editor.text()})

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect
        if isinstance(editor, QLineEdit):
            editor.setGeometry(rect.adjusted(0, 2, theme.px(40) if index.column() == Part.DUE else 0, -3))
        else:
            editor.setGeometry(rect.adjusted(-theme.px(4), 0, theme.px(4), 0))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(40), theme.px(LINE * 2 + 8))


class _PairEditor(QWidget):
    """Both teams' number, one above the other. While the pair is blind it never shows what is in."""

    def __init__(
        self,
        parent: QWidget,
        idea: Idea,
        name: str,
        team_names: dict[str, str],
        fault_of: Callable[[str, dict[str, str]], str],
    ) -> None:
        super().__init__(parent)
        self._name, self._key, self._fault_of = name, idea.key, fault_of
        pair = idea.pair(name)
        self._blind = not pair.revealed
        self._lines: dict[str, QLineEdit] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for team in TEAMS:
            line = QLineEdit()
            value = getattr(pair, team)
            if self._blind:
                line.setEchoMode(QLineEdit.EchoMode.Password)
                line.setPlaceholderText(_("not yet") if value is None else _("in"))
            else:
                line.setText("" if value is None else str(value))
            line.setAccessibleName(f"{_(spec_of(idea.item).field(name).label)}, {team_names.get(team, team)}")
            line.setStyleSheet(f"min-height: {theme.px(18)}px; padding: 0 3px; border-radius: 3px")
            column.addWidget(line)
            self._lines[team] = line
        self.setAutoFillBackground(True)
        self.setFocusProxy(self._lines[TEAMS[0]])
        self._lines[TEAMS[0]].selectAll()
        for line in self._lines.values():
            line.installEventFilter(self)

    def typed(self) -> dict[str, str]:
        """What was typed, by column name; an empty line of a blind pair leaves the answer as it is."""
        return {
            f"{self._name}_{team}": line.text()
            for team, line in self._lines.items()
            if line.text().strip() or not self._blind
        }

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Enter, Tab and the arrows walk from the upper line to the lower; what ends the editor is the delegate's.

        A line that cannot be taken keeps the focus and says why.
        """
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        first, second = (self._lines[team] for team in TEAMS)
        key = event.key()
        leaves = key in (Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up)
        if leaves and self._refuses(watched):
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter) and watched is first:
            second.setFocus(Qt.FocusReason.TabFocusReason)
            second.selectAll()
            return True
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Backtab) and watched is second:
            first.setFocus(Qt.FocusReason.TabFocusReason)
            first.selectAll()
            return True
        return False

    def _refuses(self, line: object) -> bool:
        """Whether what is typed in a line cannot be taken; says so at the line."""
        team, editor = next((team, one) for team, one in self._lines.items() if one is line)
        texts = {name: text for name, text in self.typed().items() if name.endswith(f"_{team}")}
        fault = self._fault_of(self._key, texts) if texts else ""
        theme.mark(editor, "fault", bool(fault))
        editor.setAccessibleDescription(fault)
        if fault:
            editor.selectAll()
            QToolTip.showText(editor.mapToGlobal(QPoint(0, editor.height())), fault, editor)
        return bool(fault)
