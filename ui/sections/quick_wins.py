"""Quick wins: ideas typed fast, voted and scored by both teams, placed in the matrix, and the few that are picked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _, ngettext
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import key_of, title_of
from joint_plan.rules.names import team_name
from joint_plan.rules.presence import dots_of
from joint_plan.rules.priorities import thirty_days, votes_ready
from ui import theme
from ui.parts import idea_edits
from ui.parts.card import Card
from ui.parts.entry_line import EntryLine
from ui.parts.form import RecordForm
from ui.parts.idea_table import IdeaTable
from ui.parts.ideas import Idea, absorbed_words, ideas_of, votes_each
from ui.parts.matrix import ImpactEffortMatrix
from ui.parts.page import SectionPage
from ui.parts.proposals_button import ProposalsButton
from ui.parts.segmented import Segmented
from ui.parts.thirty_days import ThirtyDayList
from ui.parts.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from joint_plan.workbook import Committed
    from ui.document import Document

_SHOWN = {"QuickWin", "Participant", "Team", "Assent", "ParkingItem", "Plan"}
"""The types whose changes this page draws."""


class QuickWinsPage(SectionPage):
    """The page: all ideas, with matrix and details at the left and the table at the right; or the 30-day list."""

    def __init__(self, document: Document, section_key: str = "quick_wins", parent: QWidget | None = None) -> None:
        super().__init__(document, section_key, parent)
        self._ideas = ideas_of(document.plan)
        self.entry = EntryLine(_("Title | problem | expected effect"), _("New ideas, one a line"))
        self.entry.entered.connect(self._add_lines)
        self.entry.keep_in(document, "QuickWin")
        self.switch = Segmented(_("What to show"))
        self.switch.chosen.connect(self.show_part)
        self.proposals = ProposalsButton(document)
        self.proposals.adopted.connect(self.reveal_item)
        self.matrix = ImpactEffortMatrix(document)
        self.table = IdeaTable(document)
        self.form = RecordForm(document)
        self._heading = Words(role="strong")
        self.pick = QPushButton(_("Pick"))
        self.reveal_one = QPushButton(_("Reveal"))
        self._footer = Words(role="caption", colour="muted", wrap=True)
        self._merged = Words(role="small", colour="muted", wrap=True)
        self.apart = QPushButton(_("Take apart"))
        self.apart.setProperty("flat", True)
        self.apart.setToolTip(_("Make the merged ideas stand for themselves again"))
        self.apart.clicked.connect(lambda: self._with(idea_edits.take_apart, self.table.current_key()))
        self.merge_button = QPushButton()
        self.merge_button.clicked.connect(self.merge_items)
        self.list = ThirtyDayList(document)
        self.list.empty.wanted.connect(lambda: self.show_part("ideas"))
        self.list.selected.connect(self._select)
        top = QHBoxLayout()
        top.setSpacing(theme.space(2))
        for part, share in ((self.switch, 0), (self.entry, 1), (self.merge_button, 0), (self.proposals, 0)):
            top.addWidget(part, share, Qt.AlignmentFlag.AlignTop)
        keeps_room = self.entry.sizePolicy()
        keeps_room.setRetainSizeWhenHidden(True)
        self.entry.setSizePolicy(keeps_room)
        self.body.addLayout(top)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._boards())
        self._stack.addWidget(self.list)
        self.body.addWidget(self._stack, 1)
        self.matrix.selected.connect(self._select)
        self.table.selected.connect(self._select)
        self.matrix.moved.connect(partial(self._with, idea_edits.move_scores))
        self.table.changed_by_hand.connect(partial(self._with, idea_edits.enter))
        self.table.fault_of = self._fault_of
        self.table.marks_changed.connect(self._show_marks)
        self.table.pick_asked.connect(partial(self._with, idea_edits.toggle_picked))
        self.pick.clicked.connect(lambda: self._with(idea_edits.toggle_picked, self.table.current_key()))
        self.reveal_one.clicked.connect(lambda: self._reveal((self._current(),)))
        theme.changed.connect(self._size)
        self.refresh(None)

    def _boards(self) -> QWidget:
        matrix_card = Card(0)
        matrix_card.body.addWidget(self.matrix)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(3))
        column.addWidget(matrix_card)
        column.addWidget(self._details(), 1)
        table_card = Card(0)
        table_card.body.setSpacing(0)
        table_card.body.addWidget(self.table, 1)
        self._footer.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        table_card.body.addWidget(self._footer)
        self._left = left
        boards = QWidget()
        row = QHBoxLayout(boards)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(3))
        row.addWidget(left, 4)
        row.addWidget(table_card, 7)
        self._size()
        return boards

    def _details(self) -> QWidget:
        details = Card(3)
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self.reveal_one)
        head.addWidget(self.pick)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.space(2), 0)
        absorbed = QHBoxLayout()
        absorbed.addWidget(self._merged, 1)
        absorbed.addWidget(self.apart, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(absorbed)
        column.addWidget(self.form)
        column.addStretch(1)
        scroll.setWidget(inner)
        scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        details.body.addLayout(head)
        details.body.addWidget(scroll, 1)
        details.setMinimumHeight(120)
        return details

    def _size(self) -> None:
        self._left.setMinimumWidth(280)

    # Showing the plan

    def refresh(self, committed: Committed | None) -> None:
        if committed is not None and not any(delta.type in _SHOWN for delta in committed.deltas):
            return
        plan = self.document.plan
        self._ideas = ideas_of(plan)
        self.matrix.show_ideas(self._ideas, {team: team_name(plan, team) for team in TEAMS})
        self.table.show_ideas(plan, self._ideas)
        if self._current() is None and self._ideas.all:
            self.table.select(self._ideas.all[0].key)
        self._show_current(forget=committed is None)
        self.list.refresh()
        picked = len(thirty_days(plan))
        self.switch.offer(
            (
                ("ideas", _("All ideas")),
                ("list", _("30-day list  {count}").format(count=picked) if picked else _("30-day list")),
            )
        )
        self.proposals.show_type(QuickWin)
        self._show_footer()
        self._show_primary()

    def show_part(self, key: str) -> None:
        """Show the ideas or the 30-day list."""
        self.switch.choose(key)
        self._stack.setCurrentIndex(int(key == "list"))
        self.entry.setVisible(key != "list")
        self._show_marks()

    def _show_marks(self) -> None:
        """The button that merges is there while ideas are marked."""
        count = len(self._to_merge())
        self.merge_button.setVisible(self.switch.current() != "list" and count > 1)
        self.merge_button.setText(_("Merge {count} ideas").format(count=count))
        self.merge_button.setToolTip(_("Make them one with the idea in focus; words and votes are kept (M)"))

    def _current(self) -> Idea | None:
        key = self.table.current_key()
        return next((idea for idea in self._ideas.all if idea.key == key), None)

    def _select(self, key: str) -> None:
        self.table.select(key)
        self.matrix.select(key)
        self._show_current(forget=False)

    def _show_current(self, *, forget: bool) -> None:
        idea = self._current()
        shown = self.form.current_item()
        if forget or (idea.key if idea else "") != (key_of(shown) if shown else ""):
            self.form.show_record(idea.item if idea else None)
        self.matrix.select(idea.key if idea else "")
        self.pick.setVisible(idea is not None)
        self.reveal_one.setVisible(idea is not None and idea.ready)
        absorbed = absorbed_words(idea) if idea is not None else ""
        self._merged.setText(absorbed)
        self._merged.setVisible(bool(absorbed))
        self.apart.setVisible(bool(absorbed) and not self.document.read_only)
        self._show_marks()
        if idea is None:
            self._heading.setText(_("Choose an idea"))
            return
        self._heading.setText(idea.item.code)
        self._heading.setToolTip(title_of(idea.item))
        self.pick.setText(_("Put back") if idea.item.picked else _("Pick"))
        tip = _("Take it off the 30-day list") if idea.item.picked else _("Put it on the 30-day list")
        self.pick.setToolTip(_("{what} (Enter on its number in the table)").format(what=tip))
        self.reveal_one.setToolTip(_("Show both teams' answers (R)"))

    def _show_footer(self) -> None:
        plan = self.document.plan
        counted = [idea.votes for idea in self._ideas.all if idea.votes is not None and not idea.item.merged_into]
        names = [team_name(plan, team) for team in TEAMS]
        words = _("Upper line {marketing}, lower line {sales}; a triangle: two or more apart.").format(
            marketing=names[0], sales=names[1]
        )
        if counted:
            sums = [str(sum(votes[place] for votes in counted)) for place in (0, 1)]
            words += " " + _("Votes: {marketing} {first}, {sales} {second}.").format(
                marketing=names[0], first=sums[0], sales=names[1], second=sums[1]
            )
        most = [dots_of(plan, team) for team in TEAMS]
        if self._ideas.all and not counted and all(most):
            words += " " + _("{votes}: {marketing} has {first} in all, {sales} {second}.").format(
                votes=votes_each(plan)[:1].upper() + votes_each(plan)[1:],
                marketing=names[0],
                first=most[0],
                sales=names[1],
                second=most[1],
            )
        self._footer.setText(words)

    def _show_primary(self) -> None:
        ready = self._ready()
        if votes_ready(self.document.plan):
            tip = _("Show both teams' dots; an idea without a dot has none")
            self.set_primary(
                _("Reveal the votes"),
                lambda: idea_edits.reveal_votes(self.document),
                enabled=not self.document.read_only,
                tip=tip,
            )
        elif ready:
            words = ngettext("Reveal the {count} ready", "Reveal the {count} ready", len(ready)).format(
                count=len(ready)
            )
            self.set_primary(words, lambda: self._reveal(self._ready()), tip=_("Show what both teams have answered"))
        else:
            self.set_next()

    def _ready(self) -> tuple[Idea, ...]:
        return tuple(idea for idea in self._ideas.all if idea.ready)

    # Changing it

    def _item(self, key: str) -> QuickWin | None:
        return self.document.plan.get(QuickWin, key.partition(":")[2])

    def _with(self, act: Callable[..., None], key: str, *words: Any) -> None:  # noqa: ANN401  what the act takes
        """Do something to an idea, if it still is there."""
        item = self._item(key)
        if item is not None:
            act(self.document, item, *words)

    def _add_lines(self, lines: list[str]) -> None:
        try:
            key = idea_edits.add_lines(self.document, lines)
        except PlanError as fault:
            self.entry.show_fault(str(fault))
            return
        self.entry.clear()
        self._select(key)

    def _fault_of(self, key: str, texts: dict[str, str]) -> str:
        item = self._item(key)
        return idea_edits.fault_of(self.document, item, texts) if item is not None else ""

    def _reveal(self, ideas: tuple[Idea | None, ...]) -> None:
        idea_edits.reveal_ready(self.document, [idea.item for idea in ideas if idea is not None])

    # Merging

    def mark_item(self) -> None:
        if self.switch.current() != "list":
            self.table.mark_current()

    def _to_merge(self) -> list[str]:
        """Keys of the marked ideas and of the one in focus."""
        marked = list(self.table.marked)
        current = self.table.current_key()
        return [*marked, current] if marked and current and current not in marked else marked

    def merge_items(self) -> None:
        chosen = self._item(self.table.current_key())
        ideas = [idea for idea in map(self._item, self._to_merge()) if idea is not None]
        key = idea_edits.merge_into(self.document, ideas, chosen) if chosen is not None else ""
        if not key:
            self.document.say(
                _("Nothing to merge: mark the ideas that mean the same with X, then press M on the one to keep.")
            )
            return
        self.table.mark(frozenset())
        self._select(key)

    # What the window asks

    def back_to_item(self) -> bool:
        if self.switch.current() == "list" or self.table.hasFocus() or not self.table.current_key():
            return False
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def reveal_item(self, key: str) -> None:
        self.show_part("ideas")
        self._select(key)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_item(self) -> None:
        self.show_part("ideas")
        self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
