"""One language: each word both ways and agreed, what makes a good lead, why leads go back, and whether it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from joint_plan.base import locale
from joint_plan.base.texts import N_, _, ngettext
from joint_plan.plan.language import LeadCriterion, PassingMark, RealLead, RejectReason, Term
from joint_plan.plan.record import spec_of, title_of
from joint_plan.rules.lead_score import sorting
from joint_plan.rules.pairs import ready_pairs
from ui import theme
from ui.parts.agreed_cards import AgreedCards
from ui.parts.lead_tryout import LeadTryout
from ui.parts.list_card import ListCard
from ui.parts.parts_page import PartsPage
from ui.parts.records_board import RecordsBoard
from ui.parts.table import RecordTable
from ui.parts.term_card import TermCard
from ui.parts.words import Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from joint_plan.plan.record import Record
    from ui.document import Document
    from ui.parts.parts_page import Part


class TermsPart(AgreedCards):
    """The terms as cards: marketing's words, sales' words, the agreed ones side by side."""

    record_type: type[Record] = Term

    def __init__(self, document: Document) -> None:
        super().__init__(
            document,
            Term,
            (),
            ("definition_marketing", "definition_sales"),
            "book-open",
            _("Which words do you use every day and mean differently? Write each down both ways, then agree."),
            card=TermCard,
        )

    def show_item(self, key: str) -> bool:
        """Put the focus on a term."""
        self.refresh()
        return self.focus_item(key)

    def current_item(self) -> Record | None:
        """The term in the form."""
        return self.form.current_item()


class CriteriaPart(RecordsBoard):
    """Criteria, the marks from which a lead passes, and a lead to try them on."""

    def __init__(self, document: Document) -> None:
        super().__init__(
            document,
            LeadCriterion,
            ("criterion", "kind", "condition", "weight", "must_have"),
            stretch="condition",
            icon="filter",
            purpose=_(
                "What makes a lead worth a call, and how would you see it? Points, must-haves, and reasons to stop."
            ),
        )
        self.marks = RecordTable(document, PassingMark, ("name", "points"), wraps=True)
        self.marks.stretch("name")
        self.marks_card = ListCard(self.marks)
        self.tryout = LeadTryout(document)
        self.left.addWidget(self.tryout)
        self.left.addWidget(self.marks_card)
        self.marks.current_changed.connect(self._show)
        self.marks.focused.connect(self._show)
        theme.changed.connect(self._fit_marks)
        self._fit_marks()

    def _fit_marks(self) -> None:
        self.marks_card.setFixedHeight(theme.px(136))

    def refresh(self) -> None:
        super().refresh()
        self.tryout.refresh()

    def show_item(self, key: str) -> bool:
        name, _colon, record_id = key.partition(":")
        if name == spec_of(PassingMark).name:
            self.refresh()
            self.marks.show_item(record_id)
            self.marks.setFocus()
            return True
        return super().show_item(key)

    def add(self) -> None:
        if self.marks.hasFocus():
            self.marks.add_row()
        else:
            super().add()


FAIR = 6
"""How many real leads make a fair test of a term."""


class SortingPart(RecordsBoard):
    """Real leads that both teams sort blind by a term, and on how many they agree."""

    def __init__(self, document: Document) -> None:
        super().__init__(
            document,
            RealLead,
            ("term", "description", "verdict_marketing", "verdict_sales"),
            stretch="description",
            icon="git-compare",
            purpose=_("Take six real leads. Each team says for itself whether they count; then you compare."),
        )
        self.result = Words(role="body", wrap=True)
        self.left.addWidget(self.result)

    def refresh(self) -> None:
        super().refresh()
        plan = self._document.plan
        said = []
        for term in plan.all(Term):
            found = sorting(plan, term.id)
            if 0 < found.total < FAIR:
                more = ngettext(
                    "{term}: {count} more real lead makes a fair test of six.",
                    "{term}: {count} more real leads make a fair test of six.",
                    FAIR - found.total,
                )
                said.append(more.format(term=term.term, count=FAIR - found.total))
            if found.share is not None:
                words = _("{term}: the teams agree on {same} of {count} leads, {share}.")
                share = locale.format_rate(found.share)
                said.append(words.format(term=term.term, same=found.same, count=found.revealed, share=share))
        self.result.setText("\n".join(said))
        self.result.setVisible(bool(said))


class LanguagePage(PartsPage):
    """The page."""

    def __init__(self, document: Document, section_key: str = "language", parent: QWidget | None = None) -> None:
        super().__init__(document, section_key, parent)
        self.terms = TermsPart(document)
        self.criteria = CriteriaPart(document)
        self.reasons = RecordsBoard(
            document,
            RejectReason,
            ("reason", "test", "goes_to", "retry_after_days", "answered_within_days"),
            stretch="test",
            icon="undo-2",
            purpose=_("Why may a lead go back, how would you see it, and what becomes of it then?"),
        )
        self.sorting = SortingPart(document)
        for part in (self.terms, self.criteria, self.reasons, self.sorting):
            part.stance_asked.connect(self.stance_asked)
        self.add_part("terms", _("Terms"), self.terms)
        self.add_part("criteria", _("Lead criteria"), self.criteria)
        self.add_part("reasons", _("Reject reasons"), self.reasons)
        self.add_part("sorting", _("Definition test"), self.sorting)
        self.refresh(None)

    # Revealing

    def _ready(self) -> list[tuple[Record, tuple[str, ...]]]:
        """What of the shown part both teams have answered and nobody has seen: records, each with those fields."""
        items = self.document.plan.all(self.part.record_type)
        return [(item, fields) for item in items if (fields := ready_pairs(item))]

    def part_shown(self) -> None:
        count = len(self._ready())
        if not count:
            self.set_next()
            return
        words = ngettext("Reveal the {count} ready", "Reveal the {count} ready", count).format(count=count)
        tip = _("Show what both teams have answered, side by side")
        self.set_primary(words, self._reveal, enabled=not self.document.read_only, tip=tip)

    def _reveal(self) -> None:
        ready = self._ready()
        label = N_("Reveal “{title}”") if len(ready) == 1 else N_("Reveal {count} answers")
        title = title_of(ready[0][0])[:40]
        with self.document.edit(label, title=title, count=str(len(ready))) as edit:
            for item, fields in ready:
                edit.set(item, **{f"{name}_revealed": True for name in fields})

    def holds(self, part: Part, type_name: str) -> bool:
        return super().holds(part, type_name) or (part is self.criteria and type_name == spec_of(PassingMark).name)
