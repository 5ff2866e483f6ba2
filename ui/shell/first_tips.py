"""Three lines for somebody who starts for the first time; put away for good by one press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from joint_plan.base.texts import N_, _
from joint_plan.plan.actions import action
from ui import theme
from ui.parts.painting import begin
from ui.parts.words import Words
from ui.shell.actions import keys_text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_TIPS = (
    ("sample", N_("Look around in the sample plan first: it is a copy, and everything in it may be changed.")),
    ("undo", N_("Everything is saved as you type. {keys} takes a step back, also after closing.")),
    ("help", N_("{keys} explains the page you are on; {more} lists every key.")),
)


class FirstTips(QWidget):
    """The tips and their button."""

    read = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Tips for the first time"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(4), theme.space(3), theme.space(3), theme.space(3))
        lines = QVBoxLayout()
        lines.setSpacing(theme.space(1))
        more = keys_text(action("keys"))
        for name, words in _TIPS:
            lines.addWidget(Words(_(words).format(keys=keys_text(action(name)), more=more), "body", wrap=True))
        row.addLayout(lines, 1)
        self.button = QPushButton(_("Got it"))
        self.button.clicked.connect(self._put_away)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)

    def _put_away(self) -> None:
        self.hide()
        self.read.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tokens().accent_soft)
        painter.drawRoundedRect(self.rect(), 8, 8)
