"""The facilitator's own note on a section: a record of the plan that never leaves this screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from joint_plan.base.texts import N_, _
from joint_plan.plan import sections
from joint_plan.plan.agreement import Note
from joint_plan.plan.record import spec_of
from ui.parts.text_editors import GrowingEditor

if TYPE_CHECKING:
    from joint_plan.base.errors import PlanError
    from joint_plan.workbook import Committed
    from ui.document import Document

KEPT_AFTER = 500


class PrivateNote(QWidget):
    """The note on one section at a time; typed text is kept beside the plan until it is entered."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._section = ""
        self.editor = GrowingEditor(spec_of(Note).by_column["text"], least_lines=3)
        self.editor.setPlaceholderText(_("Nobody else sees this"))
        self.editor.setAccessibleName(_("Private notes on this section"))
        self.editor.setReadOnly(document.read_only)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.editor)
        self.editor.entered.connect(self._enter)
        self.editor.reverted.connect(self._drop)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_AFTER)
        self._timer.timeout.connect(self._keep)
        self.editor.typed.connect(lambda _text: self._timer.start())
        document.committed.connect(self._committed)
        document.closing.connect(self._close)

    def _note(self) -> Note | None:
        notes = self._document.plan.where(Note, "section", self._section)
        return next((note for note in notes if not note.item), None)

    def _key(self) -> str:
        return f"Section:{self._section}"

    def show_section(self, section_key: str) -> None:
        """Show the note on another section; what is typed on the one before is entered."""
        if self.editor.dirty:
            self._enter()
        self._section = section_key
        note = self._note()
        self.editor.show_value(note.text if note is not None else "")
        kept = self._document.workbook.pending().get((self._key(), "text"))
        if kept:
            self.editor.offer(kept)

    def _committed(self, committed: Committed) -> None:
        if any(delta.type == "Note" for delta in committed.deltas) and not self.editor.dirty:
            note = self._note()
            self.editor.show_value(note.text if note is not None else "")

    def _enter(self) -> None:
        self._timer.stop()
        if not self.editor.dirty or not self._section:
            return
        text = str(self.editor.value())
        note = self._note()
        title = _(sections.section(self._section).title)
        refused: list[PlanError] = []
        label = N_("Note on {section}")
        with self._document.edit(label, merge_key=self._key(), refused=refused.append, section=title) as edit:
            if note is None:
                edit.add(Note(section=self._section, text=text))
            elif text:
                edit.set(note, text=text)
            else:
                edit.remove(note)
        if refused:
            self._document.complain(refused[0])
            return
        self._drop()
        now = self._note()
        self.editor.show_value(now.text if now is not None else "")

    def _keep(self) -> None:
        if self.editor.dirty and not self._document.read_only:
            self._document.keep_typed(self._key(), "text", self.editor.toPlainText())

    def _close(self) -> None:
        self._enter()
        self._timer.stop()

    def _drop(self) -> None:
        self._timer.stop()
        self._document.drop_typed(self._key(), "text")
