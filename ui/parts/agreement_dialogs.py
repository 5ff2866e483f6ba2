"""The small questions of the Agreement page: who takes what is parked, who signs, when to look again, what changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from joint_plan.base.errors import FieldError
from joint_plan.base.texts import _
from joint_plan.plan.agreement import SIGNED_HOW
from joint_plan.plan.kinds import Day
from joint_plan.plan.record import title_of
from joint_plan.plan.session import Participant
from joint_plan.rules.names import team_name
from joint_plan.rules.versions import signatures, signers
from ui import theme
from ui.parts.choice_editors import Combo
from ui.parts.words import Words

if TYPE_CHECKING:
    from joint_plan.plan.agreement import ParkingItem, Version
    from joint_plan.plan.snapshot import Snapshot


class _Question(QDialog):
    """A few fields and two buttons; what cannot be is said under them and keeps the dialog open."""

    def __init__(self, parent: QWidget, title: str, yes: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(380))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(5), theme.space(5), theme.space(5), theme.space(4))
        column.setSpacing(theme.space(3))
        self.fields = QFormLayout()
        self.fields.setSpacing(theme.space(2))
        self.intro = Words(role="body", wrap=True)
        self._fault = Words(role="small", colour="danger", wrap=True)
        self._fault.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.yes = self.buttons.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
        self.yes.setProperty("primary", True)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        column.addWidget(self.intro)
        column.addLayout(self.fields)
        column.addWidget(self._fault)
        column.addWidget(self.buttons)
        # Only inside its dialog does a button become what Enter presses in every field.
        self.yes.setDefault(True)

    def fault_words(self) -> str:
        """What is said to be wrong, "" while nothing is."""
        return self._fault.text()

    def check(self) -> None:
        """Read the fields.

        Raises:
            FieldError: one of them cannot be.
        """

    def _accept(self) -> None:
        try:
            self.check()
        except FieldError as fault:
            self._fault.setText(fault.message)
            self._fault.show()
            return
        self.accept()


@dataclass(frozen=True, slots=True)
class Parking:
    """Who takes parked points, until when."""

    owner: str
    due: dt.date | None


class ParkAllDialog(_Question):
    """Park everything still open: to whom, until when."""

    def __init__(self, parent: QWidget, plan: Snapshot, count: int, today: dt.date) -> None:
        super().__init__(parent, _("Park everything still open"), _("Park all {count}").format(count=count))
        self.intro.setText(_("What is parked is printed as “Not in this version”, with its owner and date."))
        self.owner = people_box(plan, list(plan.all(Participant)))
        decides = next((n for n, person in enumerate(plan.all(Participant), 1) if person.decides), 0)
        self.owner.setCurrentIndex(decides)
        self.due = QLineEdit(Day().edit_text(today + dt.timedelta(days=14)))
        self.fields.addRow(_("Owner"), self.owner)
        self.fields.addRow(_("Due"), self.due)
        self.parking = Parking("", None)

    def check(self) -> None:
        self.parking = Parking(str(self.owner.currentData() or ""), Day().parse(self.due.text()))


class AssignDialog(_Question):
    """Give one parked point to somebody: to whom, until when."""

    def __init__(self, parent: QWidget, plan: Snapshot, point: ParkingItem, today: dt.date) -> None:
        super().__init__(parent, _("Assign a parked point"), _("Assign"))
        self.intro.setText(title_of(point))
        people = list(plan.all(Participant))
        self.owner = people_box(plan, people)
        decides = next((person.id for person in people if person.decides), "")
        self.owner.setCurrentIndex(max(0, self.owner.findData(point.owner or decides)))
        self.due = QLineEdit(Day().edit_text(point.due or today + dt.timedelta(days=14)))
        self.fields.addRow(_("Owner"), self.owner)
        self.fields.addRow(_("Due"), self.due)
        self.owner.setFocus()
        self.parking = Parking("", None)

    def check(self) -> None:
        self.parking = Parking(str(self.owner.currentData() or ""), Day().parse(self.due.text()))


class VersionDialog(_Question):
    """Make a version: when to look at it again."""

    def __init__(self, parent: QWidget, number: int, agreed: str) -> None:
        title = _("Make version {number}").format(number=number)
        super().__init__(parent, title, title)
        self.intro.setText(
            _("{agreed}. A version cannot be changed or taken back; the plan goes on after it.").format(agreed=agreed)
        )
        self.review = QLineEdit()
        self.review.setPlaceholderText(_("a date, or empty"))
        self.fields.addRow(_("Next review"), self.review)
        self.review.setFocus()
        self.next_review: dt.date | None = None

    def check(self) -> None:
        self.next_review = Day().parse(self.review.text())


class SignDialog(_Question):
    """Add a signature: whose, how, with which reservation."""

    def __init__(self, parent: QWidget, plan: Snapshot, version: Version) -> None:
        super().__init__(parent, _("Sign version {number}").format(number=version.number), _("Add signature"))
        self.intro.hide()
        have = {one.participant for one in signatures(plan, version)}
        to_sign = [person for person in signers(plan) if person.id not in have]
        others = [person for person in plan.all(Participant) if person.id not in have and not person.signs]
        self.person = people_box(plan, [*to_sign, *others], empty=False)
        self.how = Combo()
        for value, label in SIGNED_HOW:
            self.how.addItem(_(label), value)
        self.reservation = QPlainTextEdit()
        self.reservation.setTabChangesFocus(True)
        self.reservation.setFixedHeight(theme.px(64))
        self.fields.addRow(_("Who signs"), self.person)
        self.fields.addRow(_("How"), self.how)
        self.fields.addRow(_("Reservation"), self.reservation)


def people_box(plan: Snapshot, people: list[Participant], *, empty: bool = True) -> QComboBox:
    """A choice among people, by name and team."""
    box = Combo()
    if empty:
        box.addItem(_("nobody yet"), "")
    for person in people:
        team = team_name(plan, person.team) if person.team else ""
        box.addItem(f"{person.name}, {team}" if team else person.name, person.id)
    return box
