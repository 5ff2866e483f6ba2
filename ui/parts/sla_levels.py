"""The levels of an SLA, a line each: "A | asked for a quote | 4 bh | 95% | 5 in 10 d"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from joint_plan.base.errors import FieldError, PlanError
from joint_plan.base.texts import _
from joint_plan.plan.slas import Sla, SlaLevel
from joint_plan.rules.fast_entry import level_line
from joint_plan.rules.sentences import level_words
from ui import theme
from ui.parts import sla_edits
from ui.parts.words import Words

if TYPE_CHECKING:
    from joint_plan.workbook import Committed
    from ui.document import Document

EXAMPLE = "A | asked for a quote | 4 bh | 95% | 5 in 10 d"


class _LevelLine(QLineEdit):
    """One level. Enter and leaving it enter the line, Esc takes back what is typed, Ctrl+Up and Down move it."""

    entered = Signal()
    moved = Signal(int)

    def __init__(self, level: SlaLevel | None) -> None:
        super().__init__()
        self.level = level
        self._shown = level_line(level) if level is not None else ""
        self.setText(self._shown)
        self.setCursorPosition(0)
        self.setPlaceholderText(_("Add a level: {example}").format(example=EXAMPLE))
        name = _("Level {tier}").format(tier=level.tier) if level is not None else _("New level")
        self.setAccessibleName(name)
        self.setToolTip(level_words(level) if level is not None else EXAMPLE)
        self.returnPressed.connect(self.entered)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self.setText(self._shown)
            theme.mark(self, "fault", False)
        elif control and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.entered.emit()

    @property
    def changed(self) -> bool:
        """Whether something is typed that is not entered."""
        return self.text() != self._shown


class SlaLevels(QWidget):
    """The levels of one SLA, and an empty line for the next; an emptied line deletes its level."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._sla: Sla | None = None
        self._levels: tuple[SlaLevel, ...] = ()
        self.lines: list[_LevelLine] = []
        self._heading = Words(_("Levels by tier"), "caption", "muted")
        self._fault = Words(role="caption", colour="danger", wrap=True)
        self._fault.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.space(1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.space(1), 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self._heading)
        column.addLayout(self._rows)
        column.addWidget(self._fault)
        document.committed.connect(self._committed)

    @property
    def fault(self) -> str:
        """What is wrong with the line that was entered last; "" if nothing is."""
        return self._fault.text()

    def show_sla(self, sla: Sla | None) -> None:
        """Show the levels of an SLA; of none, nothing."""
        self._sla = sla
        self.setVisible(sla is not None)
        self._fill(None)

    def _committed(self, committed: Committed) -> None:
        if self._sla is not None and any(delta.type == "SlaLevel" for delta in committed.deltas):
            here = next((number for number, line in enumerate(self.lines) if line.hasFocus()), None)
            self._fill(here)

    def _fill(self, focus: int | None) -> None:
        plan = self._document.plan
        levels = plan.where(SlaLevel, "sla", self._sla.id) if self._sla is not None else ()
        for line in self.lines:
            line.blockSignals(True)
            line.hide()
            line.deleteLater()
        self._levels = levels
        self.lines = [_LevelLine(level) for level in (*levels, None)]
        for line in self.lines:
            self._rows.addWidget(line)
            # The layout would show it only later: until then it takes no focus.
            line.show()
            line.setEnabled(not self._document.read_only)
            line.entered.connect(lambda line=line: self._enter(line))
            line.moved.connect(lambda step, line=line: self._move(line, step))
        self._say("")
        if focus is not None:
            self.lines[min(focus, len(self.lines) - 1)].setFocus()

    def _enter(self, line: _LevelLine) -> None:
        if self._sla is None or not line.changed:
            return
        try:
            sla_edits.put_level(self._document, self._sla, line.level, line.text())
        except PlanError as fault:
            theme.mark(line, "fault", True)
            self._say(fault.message if isinstance(fault, FieldError) else str(fault))

    def _move(self, line: _LevelLine, step: int) -> None:
        here = self.lines.index(line)
        there = here + step
        if line.level is None or not 0 <= there < len(self._levels):
            return
        before = self._levels[there] if step < 0 else (*self._levels, None)[there + 1]
        sla_edits.move_level(self._document, line.level, before)
        self.lines[there].setFocus()

    def _say(self, words: str) -> None:
        self._fault.setText(words[:1].upper() + words[1:])
        self._fault.setVisible(bool(words))
