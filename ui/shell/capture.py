"""Writing something down from any page without leaving it: an idea, a decision, what a customer said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from joint_plan.base.texts import N_, _
from joint_plan.plan.agreement import Decision
from joint_plan.plan.cadence import Insight
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import Record, key_of
from joint_plan.rules.names import named
from joint_plan.rules.public import is_private
from ui import theme
from ui.parts.words import Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from joint_plan.base.errors import PlanError
    from ui.document import Document

_TITLES = {
    "idea": (N_("An idea"), N_("What would you do in the next 30 days?")),
    "decision": (N_("A decision"), N_("What was decided?")),
    "insight": (N_("What a customer said"), N_("In the customer's words")),
}


class CaptureDialog(QDialog):
    """One line; Enter keeps it with a link to the item that was in focus."""

    def __init__(self, document: Document, kind: str, about: Record | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._kind = document, kind
        self._about = about if about is not None and not is_private(about) else None
        title, prompt = _TITLES[kind]
        self.setWindowTitle(_(title))
        self.setMinimumWidth(theme.px(460))
        self.line = QLineEdit()
        self.line.setPlaceholderText(_(prompt))
        self.line.setAccessibleName(_(title))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(4))
        column.setSpacing(theme.space(3))
        column.addWidget(Words(_(title), "h3"))
        column.addWidget(self.line)
        if self._about is not None:
            column.addWidget(Words(_("About {item}").format(item=named(self._about)), "small", "muted", wrap=True))
        row = QHBoxLayout()
        row.addStretch(1)
        cancel, keep = QPushButton(_("Cancel")), QPushButton(_("Keep"))
        cancel.clicked.connect(self.reject)
        keep.setProperty("primary", True)
        keep.setDefault(True)
        keep.clicked.connect(self.keep)
        row.addWidget(cancel)
        row.addWidget(keep)
        column.addLayout(row)

    def keep(self) -> None:
        """Put what stands in the line into the plan."""
        words = self.line.text().strip()
        if not words:
            return
        faults: list[PlanError] = []
        with self._document.edit(N_("Note “{title}”"), refused=faults.append, title=words[:40]) as edit:
            edit.add(self._made(words))
        if faults:
            self._document.say(str(faults[0]))
            return
        self._document.say(_("Noted. You stay where you are."))
        self.accept()

    def _made(self, words: str) -> Record:
        link = key_of(self._about) if self._about is not None else ""
        if self._kind == "idea":
            return QuickWin(title=words, serves=link)
        if self._kind == "decision":
            return Decision(text=words, item=link)
        return Insight(heard=words, item=link)
