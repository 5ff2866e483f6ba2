"""Session: why we meet and the one number, who is in the room, how we treat each other, the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton

from joint_plan.base.texts import _, ngettext
from joint_plan.plan.record import spec_of
from joint_plan.plan.session import AgendaBlock, GroundRule, Participant, Plan, Team
from joint_plan.rules.agenda import starts
from ui import theme
from ui.parts.card import Card
from ui.parts.form import RecordForm
from ui.parts.list_card import ListCard
from ui.parts.page import SectionPage
from ui.parts.scroll import Column
from ui.parts.table import RecordTable
from ui.parts.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from joint_plan.plan.record import Record
    from joint_plan.plan.snapshot import Snapshot
    from joint_plan.workbook import Committed
    from ui.document import Document

WIDE = 1200
"""A page at least this wide puts the plan's fields, the people and the day beside each other."""

_ANY = 16_777_215
"""Qt's word for no limit to a size."""

# Row, column, rows, columns of: the plan, people, agenda, ground rules, teams.
_NARROW = ((0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 2, 1), (2, 0, 1, 1), (1, 2, 2, 1))
_WIDE = ((0, 0, 3, 1), (0, 1, 1, 1), (0, 2, 3, 1), (1, 1, 1, 1), (2, 1, 1, 1))


class SessionPage(SectionPage):
    """People, agenda, ground rules and teams; at the left all fields of what is worked on, at first the plan's own."""

    def __init__(self, document: Document, section_key: str, parent: QWidget | None = None) -> None:
        super().__init__(document, section_key, parent)
        self.form = RecordForm(document)
        self._form_card = Card(0)
        head = QHBoxLayout()
        head.setContentsMargins(theme.space(3), theme.space(1), theme.space(1), 0)
        self._form_title = Words("", "strong")
        self._form_title.setMinimumHeight(theme.px(28))
        self._back = QPushButton(_("The plan"))
        self._back.setProperty("flat", True)
        self._back.setToolTip(_("Back to the plan's own fields"))
        self._back.clicked.connect(self._show_plan)
        head.addWidget(self._form_title, 1)
        head.addWidget(self._back)
        column = Column(self.form)
        column.rows.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(3))
        self._form_card.body.setSpacing(0)
        self._form_card.body.addLayout(head)
        self._form_card.body.addWidget(column, 1)
        self.people = ListCard(RecordTable(document, Participant, wraps=True))
        self.people.table.stretch("role")
        agenda = RecordTable(document, AgendaBlock, ("title", "minutes", "mode"), heads=_times, wraps=True)
        agenda.stretch("title")
        self.agenda = ListCard(agenda)
        self.rules = ListCard(RecordTable(document, GroundRule, wraps=True), header=False)
        self.teams = ListCard(RecordTable(document, Team, ("name", "must_agree"), wraps=True))
        self.teams.table.stretch("name")
        self._lists = (self.people, self.agenda, self.rules, self.teams)
        self._cards = (self._form_card, *self._lists)
        for card in self._lists:
            card.table.focused.connect(self._show_record)
            card.table.current_changed.connect(self._show_record)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.space(2))
        self.body.addLayout(self._grid, 1)
        self._wide: bool | None = None
        self._lay_out(wide=False)
        theme.changed.connect(self._widths)

    def _show_plan(self) -> None:
        self._show_record(self.document.plan.plan)

    def _show_record(self, record: Record | None) -> None:
        """The form shows all fields of the row that is worked on, else those of the plan."""
        shown = record if record is not None else self.document.plan.plan
        self.form.show_record(shown)
        is_plan = isinstance(shown, Plan)
        self._form_title.setText(_("The plan") if is_plan else _(spec_of(shown).label))
        self._back.setVisible(not is_plan)

    def _lay_out(self, *, wide: bool) -> None:
        """At 1366 the day stands under the people; at 1920 beside them."""
        if wide is self._wide:
            return
        self._wide = wide
        for card in self._cards:
            self._grid.removeWidget(card)
        places = _WIDE if wide else _NARROW
        for card, place in zip(self._cards, places, strict=True):
            self._grid.addWidget(card, *place)
        for row, share in enumerate((5, 3, 2) if wide else (9, 3, 7)):
            self._grid.setRowStretch(row, share)
        for column, share in enumerate((0, 7, 5) if wide else (0, 1, 0)):
            self._grid.setColumnStretch(column, share)
        self._widths()

    def _widths(self) -> None:
        self._form_card.setFixedWidth(theme.px(360 if self._wide else 280))
        if self._wide:
            self.teams.setMinimumWidth(0)
            self.teams.setMaximumWidth(_ANY)
        else:
            self.teams.setFixedWidth(theme.px(204))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(wide=self.width() >= WIDE)

    def refresh(self, committed: Committed | None) -> None:
        types = {delta.type for delta in committed.deltas} if committed is not None else None
        plan = self.document.plan
        if types is None or "Plan" in types:
            if types is None:
                self._show_plan()
            self.set_next()
        if types is None or "Participant" in types:
            people = plan.all(Participant)
            here = sum(person.present for person in people)
            words = ngettext("{count} person, {here} present", "{count} people, {here} present", len(people))
            self.people.aside.setText(words.format(count=len(people), here=here) if people else "")
        if types is None or "AgendaBlock" in types:
            self.agenda.aside.setText(_day_words(plan))

    def reveal_item(self, key: str) -> None:
        name, _colon, record_id = key.partition(":")
        if name == spec_of(Plan).name:
            self._show_plan()
            self.form.focus_field()
        for card in self._lists:
            if spec_of(card.table.record_type).name == name and card.table.show_item(record_id):
                card.table.setFocus()


def _times(plan: Snapshot) -> dict[str, str]:
    """The start of each block as the row's head: 10:45, or with the minutes that run over it."""
    said: dict[str, str] = {}
    for block, start in starts(plan).items():
        time = f"{start.time:%H:%M}" if start.time is not None else ""
        said[block] = f"{time}  +{start.overrun}" if start.overrun else time
    return said


def _day_words(plan: Snapshot) -> str:
    minutes = sum(block.minutes or 0 for block in plan.all(AgendaBlock))
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    total = _("{hours} h {minutes} min").format(hours=hours, minutes=rest) if rest else f"{hours} h"
    over = max((start.overrun for start in starts(plan).values()), default=0)
    return _("{total}, {over} min over").format(total=total, over=over) if over else total
