"""The check-in as a part of the Follow-up page: what to look at, and beside it the record of the meeting."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from joint_plan.base.locale import format_day
from joint_plan.base.texts import N_, _
from joint_plan.plan.follow_up import CheckIn
from joint_plan.plan.record import key_of
from joint_plan.plan.session import Participant
from joint_plan.rules.check_in import check_in_points
from ui import theme
from ui.parts.check_in_list import CheckInList
from ui.parts.choice_editors import Combo
from ui.parts.details import Details
from ui.parts.words import Words

if TYPE_CHECKING:
    from joint_plan.plan.record import Record
    from ui.document import Document

_RECORD = 340


class CheckInBoard(QWidget):
    """The part. The list is seen from the day of the check-in that is shown, or from today."""

    record_type: type[Record] = CheckIn
    go_to = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.list = CheckInList()
        self.list.chosen.connect(self.go_to)
        self.start = QPushButton(_("Start a check-in"))
        self.start.setToolTip(_("Begin the record of today's check-in with those who are present now (Ctrl+Enter)"))
        self.start.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.start.clicked.connect(self.add)
        self.days = Combo(self)
        self.days.setAccessibleName(_("Check-in shown"))
        self.days.setToolTip(_("Earlier check-ins"))
        self.days.activated.connect(self._chosen)
        self.details = Details(
            document,
            closes=False,
            nothing=_(
                "A check-in takes twenty minutes: go through the list, then write down hits, misses and decisions."
            ),
        )
        self.details.closed.connect(self.list.setFocus)
        self._label = Words(_("Check-in of"), "small", "muted")
        top = QHBoxLayout()
        top.setSpacing(theme.space(2))
        top.addWidget(self._label)
        top.addWidget(self.days, 1)
        top.addWidget(self.start)
        right = QVBoxLayout()
        right.setSpacing(theme.space(2))
        right.addLayout(top)
        right.addWidget(self.details, 1)
        self._right = QWidget()
        self._right.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(3))
        row.addWidget(self.list, 1)
        row.addWidget(self._right)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.start.setIcon(theme.icon("plus", "text"))
        self._right.setFixedWidth(theme.px(_RECORD))

    def refresh(self) -> None:
        """Show the plan as it is."""
        items = _by_day(self._document)
        current = self.details.current_item()
        if items and current is None:
            self.details.show_item(items[0])
            current = items[0]
        offered = [(item.id, format_day(item.date) if item.date else item.code) for item in items]
        if offered != [(self.days.itemData(n), self.days.itemText(n)) for n in range(self.days.count())]:
            self.days.clear()
            for record_id, words in offered:
                self.days.addItem(words, record_id)
        if current is not None:
            self.days.setCurrentIndex(self.days.findData(current.id))
        self.days.setVisible(bool(items))
        self._label.setVisible(bool(items))
        self.start.setEnabled(not self._document.read_only)
        day = self.day
        words = _("What to look at today") if day == _today() else _("To look at on {day}")
        title = words.format(day=format_day(day))
        self.list.show_points(title, check_in_points(self._document.plan, day))

    @property
    def day(self) -> dt.date:
        """The day that the list is seen from."""
        current = self.details.current_item()
        shown = current.date if isinstance(current, CheckIn) else None
        return shown or _today()

    def _chosen(self) -> None:
        self.show_item(f"CheckIn:{self.days.currentData()}")

    # What the page asks

    def show_item(self, key: str) -> bool:
        """Show a check-in; says whether it is here."""
        name, _colon, record_id = key.partition(":")
        item = self._document.plan.get(CheckIn, record_id) if name == "CheckIn" else None
        if item is None:
            return False
        self.details.show_item(item)
        self.refresh()
        return True

    def current_item(self) -> Record | None:
        """The check-in that is shown."""
        return self.details.current_item()

    def add(self) -> None:
        """Start a check-in of today, with who is present now."""
        present = [person.name for person in self._document.plan.all(Participant) if person.present and person.name]
        made: list[CheckIn] = []
        with self._document.edit(N_("Start a check-in")) as edit:
            made.append(edit.add(CheckIn(date=_today(), who=", ".join(present))))
        if made and self.show_item(key_of(made[0])):
            self.details.form.focus_field("hits")


def _by_day(document: Document) -> list[CheckIn]:
    """All check-ins, the latest first."""
    return sorted(document.plan.all(CheckIn), key=lambda item: (item.date or dt.date.min, item.position), reverse=True)


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
