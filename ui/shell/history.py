"""The plan's history: who changed what and when, looking for a step, and going back to a point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QSizePolicy, QWidget

from joint_plan.base.errors import PlanError
from joint_plan.base.locale import format_moment
from joint_plan.base.texts import _, ngettext
from joint_plan.rules.delta_words import delta_words
from joint_plan.rules.search import folded
from ui import theme
from ui.shell.finder import Finder, Row

if TYPE_CHECKING:
    from joint_plan.workbook import HistoryEntry
    from ui.document import Document

STEPS = 500
"""Steps that are looked at, newest first."""

_ICONS = {"undo": "undo-2", "redo": "redo-2", "version": "badge-check"}


class HistoryDialog(Finder):
    """Every step with who and when; what is typed filters by its words, by who, and by what changed in it."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        self._document = document
        self._entries: dict[str, HistoryEntry] = {}
        self._changes: dict[str, tuple[str, ...]] = {}
        super().__init__(parent, _("History"), _("Who, or what"), self._rows, _("No step has these words."))
        self.resize(theme.px(760), theme.px(600))
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setAccessibleName(_("What this step changed"))
        self.details.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.details.setFixedHeight(theme.px(140))
        self.column.insertWidget(self.column.indexOf(self.list) + 1, self.details)
        self.back = QPushButton(_("Step back to here"))
        self.back.setAutoDefault(False)
        self.back.setToolTip(_("Bring the plan to where it was after this step; one step, which Undo takes back"))
        self.back.clicked.connect(self.step_back)
        close = QPushButton(_("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        self.foot.addWidget(self.back)
        self.foot.addWidget(close)
        self.list.selectionModel().currentChanged.connect(self._show_step)
        self._read()

    def _read(self) -> None:
        entries = self._document.workbook.history(STEPS)
        self._entries = {str(entry.seq): entry for entry in entries}
        self._changes = {}

    def _words(self, key: str) -> tuple[str, ...]:
        if key not in self._changes:
            self._changes[key] = delta_words(self._document.plan, self._entries[key].deltas)
        return self._changes[key]

    def _rows(self, typed: str) -> Sequence[Row]:
        wanted = folded(typed).split()
        rows = []
        for key, entry in self._entries.items():
            line = " · ".join(part for part in (entry.person, format_moment(entry.at)) if part)
            text = folded(f"{entry.label} {line}")
            if all(word in text or any(word in folded(change) for change in self._words(key)) for word in wanted):
                rows.append(Row(key, _headline(entry), line, "", _ICONS.get(entry.kind, "pencil")))
        return rows

    def _show_step(self, index: QModelIndex) -> None:
        row = self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None
        self.details.setPlainText("\n".join(self._words(row.key)) if row is not None else "")
        newest = next(iter(self._entries), None)
        self.back.setEnabled(row is not None and row.key != newest and not self._document.read_only)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows, and the first one's changes."""
        super().show_rows(rows)
        self._show_step(self.list.currentIndex())

    def take(self) -> None:
        """Enter reads on in what the step changed."""
        self.details.setFocus()

    def step_back(self) -> None:
        """Bring the plan to where it was after the current step."""
        index = self.list.currentIndex()
        if not index.isValid() or not self.back.isEnabled():
            return
        entry = self._entries[self.rows[index.row()].key]
        after = [other for other in self._entries.values() if other.seq > entry.seq]
        try:
            self._document.workbook.back_to(entry.seq, format_moment(entry.at))
        except PlanError as fault:
            self.said.paint_as("danger")
            self.said.setText(str(fault))
            return
        self._read()
        self.look()
        self.said.paint_as("muted")
        words = ngettext("{count} step taken back.", "{count} steps taken back.", len(after))
        self.said.setText(words.format(count=len(after)))


def _headline(entry: HistoryEntry) -> str:
    if entry.kind == "undo":
        return _("Undone: {step}").format(step=entry.label)
    if entry.kind == "redo":
        return _("Done again: {step}").format(step=entry.label)
    return entry.label
