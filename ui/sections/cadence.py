"""Working rhythm: meetings, rules for feedback and contact, what is shared, credit and losses, what customers say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from joint_plan.base.texts import _
from joint_plan.plan.cadence import ContactRule, CreditRule, FeedbackRule, Insight, Meeting, Transparency
from ui.parts.parts_page import PartsPage
from ui.parts.records_board import RecordsBoard

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.document import Document


class CadencePage(PartsPage):
    """The page."""

    def __init__(self, document: Document, section_key: str = "cadence", parent: QWidget | None = None) -> None:
        super().__init__(document, section_key, parent)
        self._add(
            "meetings",
            _("Meetings"),
            RecordsBoard(
                document,
                Meeting,
                ("name", "frequency", "weekday", "minutes", "chair"),
                stretch="name",
                icon="calendar-days",
                purpose=_("Which meetings keep this plan alive? Begin with a joint one every second week."),
            ),
        )
        self._add(
            "feedback",
            _("Feedback"),
            RecordsBoard(
                document,
                FeedbackRule,
                ("what", "channel", "answer_within", "escalation"),
                stretch="what",
                icon="message-square",
                purpose=_("What does each team tell the other, where, and how soon is it answered?"),
            ),
        )
        self._add(
            "contact",
            _("Contact"),
            RecordsBoard(
                document,
                ContactRule,
                ("stage", "who_may_contact", "max_touches_per_week", "pause_rule"),
                stretch="pause_rule",
                icon="user-check",
                purpose=_("Who may write to or call a customer at each stage, and what makes the other team pause?"),
            ),
        )
        self._add(
            "shared",
            _("Shared"),
            RecordsBoard(
                document,
                Transparency,
                ("what", "by_team", "to_whom", "where", "how_often"),
                stretch="what",
                icon="eye",
                purpose=_("What does each team show the other without being asked?"),
            ),
        )
        self._add(
            "credit",
            _("Credit"),
            RecordsBoard(
                document,
                CreditRule,
                ("rule", "kind"),
                stretch="rule",
                icon="handshake",
                purpose=_("How do you share a win, and how do you look at a loss without blame?"),
            ),
        )
        self._add(
            "insights",
            _("Insights"),
            RecordsBoard(
                document,
                Insight,
                ("heard", "segment", "times", "used_in"),
                stretch="heard",
                icon="megaphone",
                purpose=_("What did customers say on calls this week, in their own words?"),
            ),
        )
        self.refresh(None)

    def _add(self, key: str, label: str, board: RecordsBoard) -> None:
        board.stance_asked.connect(self.stance_asked)
        self.add_part(key, label, board)
