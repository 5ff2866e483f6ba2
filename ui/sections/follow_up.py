"""Follow-up: actuals against targets, check-ins, and what both teams learn from wins and losses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from joint_plan.base.texts import _
from joint_plan.plan.follow_up import Loss, Win
from joint_plan.rules.win_words import announcement
from ui import theme
from ui.parts.check_in_board import CheckInBoard
from ui.parts.parts_page import PartsPage
from ui.parts.scorecard_board import ScorecardBoard
from ui.parts.wins_board import StoriesBoard

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from joint_plan.workbook import Committed
    from ui.document import Document


class FollowUpPage(PartsPage):
    """The page."""

    def __init__(self, document: Document, section_key: str = "follow_up", parent: QWidget | None = None) -> None:
        super().__init__(document, section_key, parent)
        self.scorecard = ScorecardBoard(document)
        self.check_in = CheckInBoard(document)
        self.check_in.go_to.connect(self.go_to)
        self.wins = StoriesBoard(
            document,
            Win,
            ("account", "amount", "marketing_part", "sales_part"),
            icon="star",
            purpose=_(
                "A deal belongs to everybody who had a part in it. Which win do you tell the others about first?"
            ),
        )
        self.losses = StoriesBoard(
            document,
            Loss,
            ("account", "amount", "stage", "reason", "change_made"),
            icon="scale",
            purpose=_(
                "Each team says what it could have done better itself, and what changes. Which loss taught you most?"
            ),
        )
        self.add_part("scorecard", _("Scorecard"), self.scorecard)
        self.add_part("check_in", _("Check-in"), self.check_in)
        self.add_part("wins", _("Wins"), self.wins)
        self.add_part("losses", _("Losses"), self.losses)
        self.announce = QPushButton(_("Copy as a message"))
        self.announce.setToolTip(_("Copy the win as a text to send to everybody, with each team's part"))
        self.announce.clicked.connect(self._announce)
        self.wins.selected.connect(lambda _item: self._offer())
        self.aside.addWidget(self.announce)
        theme.changed.connect(self._dress)
        self._dress()
        self.refresh(None)

    def _dress(self) -> None:
        self.announce.setIcon(theme.icon("copy", "muted"))

    def part_shown(self) -> None:
        super().part_shown()
        self._offer()

    def refresh(self, committed: Committed | None) -> None:
        super().refresh(committed)
        # How many actuals there are says nothing.
        self.switch.segments["scorecard"].setText(_("Scorecard"))
        self._offer()

    def _offer(self) -> None:
        self.announce.setVisible(self.part is self.wins and isinstance(self.wins.current_item(), Win))

    def _announce(self) -> None:
        win = self.wins.current_item()
        if isinstance(win, Win):
            QGuiApplication.clipboard().setText(announcement(self.document.plan, win))
            self.document.say(_("Copied: paste it where everybody reads it."))

    def delete_item(self) -> None:
        """In the scorecard only what was measured goes, never what is measured."""
        if self.part is self.scorecard:
            self.scorecard.table.empty_cells()
        else:
            super().delete_item()
