"""The scorecard as a part of the Follow-up page: months or the first weeks, the grid, and why a cell is what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from joint_plan.base.texts import _, ngettext
from joint_plan.plan.follow_up import Actual
from joint_plan.plan.record import spec_of
from joint_plan.rules.scorecard import STATUSES, last_statuses, scorecard
from ui import theme
from ui.parts.card import Card
from ui.parts.editing import edit_cell
from ui.parts.editors import FieldEditor, make_editor
from ui.parts.empty import EmptyState
from ui.parts.painting import begin, draw_icon, draw_text
from ui.parts.scorecard_edits import Cell, remove_uncounted, set_comment
from ui.parts.scorecard_table import STATUS_ICONS, ScoreTable
from ui.parts.segmented import Segmented
from ui.parts.tips import plain
from ui.parts.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from joint_plan.plan.record import Record
    from ui.document import Document

_YEAR = 12


class StatusKey(QWidget):
    """What the signs mean, and how many measures stood so when they were last measured."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: Mapping[str, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many stand how."""
        self._counts = counts
        words = ", ".join(self._words(value, label) for value, label in STATUSES)
        self.setAccessibleName(_("When last measured: {counts}").format(counts=words))
        self.setToolTip(self.accessibleName())
        self.updateGeometry()
        self.update()

    def _words(self, value: str, label: str) -> str:
        return _("{label} {count}").format(label=_(label), count=self._counts.get(value, 0))

    def sizeHint(self) -> QSize:
        measure = theme.metrics("small", 500)
        wide = sum(measure.horizontalAdvance(self._words(*one)) + 1 + theme.px(30) for one in STATUSES)
        return QSize(wide, theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, left = begin(self), 0.0
        measure = theme.metrics("small", 500)
        for value, label in STATUSES:
            icon, role = STATUS_ICONS[value]
            size = theme.px(14)
            draw_icon(painter, icon, role, left, (self.height() - size) / 2, size)
            words = self._words(value, label)
            wide = measure.horizontalAdvance(words) + 1
            place = QRectF(left + size + 4, 0, wide, self.height())
            draw_text(painter, place, words, theme.font("small", 500), theme.tokens().text, elide=False)
            left += wide + theme.px(30)


class CellNote(Card):
    """The current cell in words, and a line to say why it is so and what changes."""

    def __init__(self, document: Document) -> None:
        super().__init__(2)
        self._document = document
        self._cell: Cell | None = None
        self.words = Words("", "small", wrap=True)
        column = spec_of(Actual).by_column["comment"]
        self.editor = make_editor(column, document.plan, grows=True)
        self.editor.setAccessibleName(_(column.field.label))
        cast("FieldEditor", self.editor).entered.connect(self._enter)
        self._label = Words(_(column.field.label), "caption", "muted")
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(self.words, 5)
        right = QVBoxLayout()
        right.setSpacing(2)
        right.addWidget(self._label)
        right.addWidget(self.editor)
        row.addLayout(right, 4)
        self.body.addLayout(row)

    def show_cell(self, cell: Cell | None, words: str) -> None:
        """Show a cell; nothing to write where there is none."""
        same = cell == self._cell
        self._cell = cell
        self.words.setText(words)
        editor = cast("FieldEditor", self.editor)
        self.editor.setEnabled(cell is not None and not self._document.read_only)
        held = scorecard(self._document.plan).recorded.get(cell) if cell is not None else None
        if not (same and editor.dirty):
            editor.show_value(held.comment if held is not None else "")

    def _enter(self) -> None:
        card, editor = scorecard(self._document.plan), cast("FieldEditor", self.editor)
        if self._cell is None or not editor.dirty:
            return
        row = card.row(self._cell[0])
        period = next((one for one in card.periods if self._cell is not None and one.key == self._cell[1]), None)
        if row is not None and period is not None:
            text = str(editor.value())
            set_comment(self._document, row, period, text)
            editor.show_value(text)


class ScorecardBoard(QWidget):
    """The part."""

    record_type: type[Record] = Actual

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.switch = Segmented(_("Periods"))
        self.switch.chosen.connect(lambda _key: self.refresh())
        self.key = StatusKey()
        self.table = ScoreTable(document)
        self.table.cell_shown.connect(lambda _cell: self._show_note())
        self.note = CellNote(document)
        self.problems = Words("", "small", "warn", wrap=True)
        self.clear = QPushButton(_("Remove them"))
        self.clear.setToolTip(_("Take out every actual that does not count; undo brings them back"))
        self.clear.clicked.connect(lambda: remove_uncounted(document))
        head = QHBoxLayout()
        head.setContentsMargins(theme.space(2), theme.space(1), theme.space(3), 0)
        head.setSpacing(theme.space(3))
        head.addWidget(self.switch)
        head.addStretch(1)
        head.addWidget(self.key)
        card = Card(0)
        card.body.setSpacing(theme.space(1))
        card.body.addLayout(head)
        inside = QHBoxLayout()
        inside.setContentsMargins(4, 0, 4, 4)
        inside.addWidget(self.table)
        card.body.addLayout(inside, 1)
        faults = QHBoxLayout()
        faults.addWidget(self.problems, 1)
        faults.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignTop)
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(card, 1)
        column.addLayout(faults)
        column.addWidget(self.note)
        self.empty = EmptyState(
            "trending-up",
            _("Kept metrics, SLAs and the funnel's stages are read here against what really happened."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(board)
        self._stack.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def refresh(self) -> None:
        """Show the plan as it is."""
        card = scorecard(self._document.plan)
        months, weeks = card.places("month"), card.places("week")
        choices = [("month", _("By month") if len(months) <= _YEAR else _("Months 1 to 12"))]
        if len(months) > _YEAR:
            choices.append(("later", _("Months 13 to {last}").format(last=len(months))))
        if weeks:
            words = ngettext("First {count} week", "First {count} weeks", len(weeks)).format(count=len(weeks))
            choices.append(("week", words))
        self.switch.offer(tuple(choices))
        places = {"month": months[:_YEAR], "later": months[_YEAR:], "week": weeks}
        self.table.score.show_plan(places[self.switch.current()])
        self._stack.setCurrentIndex(0 if card.rows else 1)
        self.key.show_counts(last_statuses(card, self.table.score.places))
        self._show_problems()
        self._show_note()

    def _show_problems(self) -> None:
        card, plan = scorecard(self._document.plan), self._document.plan
        lines = [problem.text for problem in card.problems]
        said = ""
        if lines:
            words = ngettext("{count} actual does not count: {why}", "{count} actuals do not count: {why}", len(lines))
            said = words.format(count=len(lines), why=lines[0])
        elif plan.plan.period_start is None:
            said = _("Give the plan its first month on Session: then there are months to enter actuals for.")
        self.problems.setText(said)
        self.problems.setToolTip(plain("\n".join(lines)))
        self.problems.setVisible(bool(said))
        self.clear.setVisible(bool(lines) and not self._document.read_only)

    def _show_note(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.note.show_cell(self.table.score.cell(index), self.table.score.full_words(index, comment=False))
        else:
            self.note.show_cell(None, _("Choose a cell and type what was measured. Enter goes down, Tab goes right."))

    # What the page asks

    def show_item(self, key: str) -> bool:
        """Show the cell of an actual, or the row of what is measured; says whether it is here."""
        name, _colon, record_id = key.partition(":")
        row, period = key, ""
        if name == "Actual":
            found = [cell for cell, item in scorecard(self._document.plan).recorded.items() if item.id == record_id]
            row, period = found[0] if found else ("", "")
            shown = next((one for one in scorecard(self._document.plan).periods if one.key == period), None)
            if shown is not None:
                self.switch.choose("later" if shown.kind == "month" and shown.number > _YEAR else shown.kind)
        self.refresh()
        if not self.table.show_cell(row, period):
            return False
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def current_item(self) -> Record | None:
        """What is measured in the current row."""
        row = self.table.current_row()
        return self._document.plan.find(row.key) if row is not None else None

    def add(self) -> None:
        """Start typing in the current cell."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        edit_cell(self.table, self.table.currentIndex())
