"""What is said over a plan in which a version was altered outside of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from joint_plan.base.texts import _
from joint_plan.rules.versions import faults
from ui import theme
from ui.parts.painting import begin
from ui.parts.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from joint_plan.plan.snapshot import Snapshot


class AlteredBanner(QWidget):
    """Which versions cannot be taken for what was agreed; not there while all are whole."""

    versions_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.space(4), theme.space(1), theme.space(2), theme.space(1))
        self._words = Words("", "small", "danger", weight=600, wrap=True)
        layout.addWidget(self._words, 1)
        button = QPushButton(_("Versions"))
        button.setToolTip(_("Which ones, and who signed them"))
        button.clicked.connect(self.versions_asked)
        layout.addWidget(button)
        self.hide()

    def show_plan(self, plan: Snapshot) -> None:
        """Say what is wrong with the versions of this plan."""
        found = faults(plan)
        self._words.setText(" ".join((*found, _("It is not printed as agreed."))) if found else "")
        self.setVisible(bool(found))

    @property
    def words(self) -> str:
        """What is said; "" while all is well."""
        return self._words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        begin(self).fillRect(self.rect(), theme.tokens().surface)
