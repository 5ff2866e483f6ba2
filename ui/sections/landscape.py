"""Where we stand: blind scores and their gaps, team profiles facing each other, needs and offers, hits and misses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from joint_plan.base.texts import _, ngettext
from joint_plan.plan.landscape import Need, Retrospect
from joint_plan.plan.record import key_of
from ui.parts.parts_page import PartsPage
from ui.parts.profile_board import ProfileBoard
from ui.parts.records_board import RecordsBoard
from ui.parts.statement_board import StatementBoard

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from joint_plan.plan.record import Record
    from ui.document import Document


class LandscapePage(PartsPage):
    """The page."""

    def __init__(self, document: Document, section_key: str = "landscape", parent: QWidget | None = None) -> None:
        super().__init__(document, section_key, parent)
        self.statements = StatementBoard(document)
        self.profiles = ProfileBoard(document)
        self.needs = RecordsBoard(
            document,
            Need,
            ("team", "need", "asked_of", "of_sponsor", "answer"),
            stretch="need",
            icon="hand",
            purpose=_("What does each team need to succeed, and who can give it: a team, or the sponsor?"),
        )
        self.retrospects = RecordsBoard(
            document,
            Retrospect,
            ("topic", "verdict", "marketing_part", "sales_part"),
            stretch="topic",
            icon="history",
            purpose=_(
                "What did you try together, how did it go, and what was your own part? Nobody names the other's."
            ),
        )
        self.add_part("statements", _("Statements"), self.statements)
        self.add_part("profiles", _("Team profiles"), self.profiles)
        self.add_part("needs", _("Needs and offers"), self.needs)
        self.add_part("retrospects", _("Hits and misses"), self.retrospects)
        self.refresh(None)

    def part_shown(self) -> None:
        ready = self.statements.ready() if self.part is self.statements else ()
        if not ready:
            self.set_next()
            return
        words = ngettext("Reveal the {count} ready", "Reveal the {count} ready", len(ready)).format(count=len(ready))
        self.set_primary(
            words,
            lambda: self.statements.reveal(self.statements.ready()),
            enabled=not self.document.read_only,
            tip=_("Show both teams' scores, the widest gap first"),
        )

    def reveal_pairs(self, item: Record) -> None:
        """Show both teams' scores of a statement (R)."""
        self.statements.reveal((key_of(item),))
