"""A lead to try the criteria on: tick what is true of it, and see whether it passes and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit

from joint_plan.base.texts import _
from joint_plan.plan.language import LeadCriterion
from joint_plan.plan.record import title_of
from joint_plan.rules.lead_score import judge
from ui import theme
from ui.parts.card import Card
from ui.parts.choice_editors import TickBox
from ui.parts.words import Words

if TYPE_CHECKING:
    from ui.document import Document


class LeadTryout(Card):
    """Nothing here is part of the plan: it is a lead described aloud."""

    def __init__(self, document: Document) -> None:
        super().__init__(3)
        self._document = document
        self.boxes: dict[str, TickBox] = {}
        self.lead = QLineEdit()
        self.lead.setPlaceholderText(_("Describe a lead you remember, then tick what is true of it"))
        self.lead.setAccessibleName(_("A lead to try"))
        self._mark = QLabel()
        self.verdict = Words(role="strong")
        self.why = Words(role="small", colour="muted", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(theme.space(2))
        head.addWidget(Words(_("Try a lead"), "strong"))
        head.addWidget(self.lead, 1)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(0)
        foot = QHBoxLayout()
        foot.setSpacing(theme.space(2))
        foot.addWidget(self._mark)
        foot.addWidget(self.verdict)
        foot.addWidget(self.why, 1)
        self.body.addLayout(head)
        self.body.addLayout(self._grid)
        self.body.addLayout(foot)
        theme.changed.connect(self._judge)
        self.refresh()

    def refresh(self) -> None:
        """Offer the plan's criteria; what is ticked stays ticked."""
        items = self._document.plan.all(LeadCriterion)
        ticked = self.ticked()
        if [(item.id, title_of(item)) for item in items] != [(key, box.text()) for key, box in self.boxes.items()]:
            for box in self.boxes.values():
                self._grid.removeWidget(box)
                box.hide()
                box.deleteLater()
            self.boxes = {}
            for number, item in enumerate(items):
                box = TickBox()
                box.setText(title_of(item))
                box.setChecked(item.id in ticked)
                box.toggled.connect(self._judge)
                self.boxes[item.id] = box
                self._grid.addWidget(box, number // 2, number % 2)
        for item in items:
            self.boxes[item.id].setToolTip(item.condition)
        if self.parentWidget() is not None:
            # Without a parent it would be shown as a window of its own.
            self.setVisible(bool(items))
        self._judge()

    def ticked(self) -> set[str]:
        """The ids of the criteria that are true of the lead."""
        return {key for key, box in self.boxes.items() if box.isChecked()}

    def _judge(self) -> None:
        found = judge(self._document.plan, self.ticked())
        self.verdict.setText(_("Passes") if found.passed else _("Does not pass"))
        self.verdict.paint_as("ok" if found.passed else "danger")
        self.why.setText("; ".join(found.why))
        icon, role = ("circle-check", "ok") if found.passed else ("circle-x", "danger")
        self._mark.setPixmap(theme.pixmap(icon, role, 16))
