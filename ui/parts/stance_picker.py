"""Entering a team's stance on an item: a popup for the keyboard, Enter agrees."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from joint_plan.base.errors import FieldError
from joint_plan.base.texts import N_, _
from joint_plan.plan.agreement import METHODS, Assent
from joint_plan.plan.kinds import Day, Tallied
from joint_plan.plan.record import Record, title_of
from joint_plan.rules.names import named, team_name
from joint_plan.rules.stances import accounted, check_hands, default_method, new_assent, stance_of_hands
from joint_plan.rules.standing import standing
from ui import theme
from ui.parts.choice_editors import Combo
from ui.parts.painting import begin, draw_card, draw_team
from ui.parts.words import Words

if TYPE_CHECKING:
    from joint_plan.plan.values import Tally
    from ui.document import Document

# (stance, words of the button, its key)
_CHOICES = (
    ("agree", N_("Agree"), "A"),
    ("reservation", N_("Reservation"), "R"),
    ("object", N_("Object"), "O"),
    ("abstain", N_("Abstain"), "B"),
)
_SCALE = N_("5 lead it · 4 support · 3 accept · 2 reservation · 1 object · 0 block")
_AGAINST = N_("Anyone against? Type 0 for each hand against, any other digit for one who is not")
_LEGENDS = {
    "fist_to_five": _SCALE,
    "consent": _AGAINST,
    "lead": N_("The lead speaks for the team: no hands"),
}


class _Hands(QLineEdit):
    """One digit a hand; the letters of the stances choose one."""

    def __init__(self, picker: StancePicker) -> None:
        super().__init__()
        self._picker = picker
        self.setPlaceholderText("33425")
        self.setAccessibleName(_("Hands, one digit each"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().upper()
        chosen = next((stance for stance, _words, key in _CHOICES if key == letter), "")
        if chosen and not event.modifiers():
            self._picker.choose(chosen)
        elif event.text().isalpha() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
        else:
            super().keyPressEvent(event)


class StancePicker(QFrame):
    """The stance of one team on one item. It closes by Enter (recorded), Esc or a click beside it."""

    def __init__(self, document: Document, item: Record, team_id: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._document, self._item, self._team = document, item, team_id
        self._parent, self._before = parent, QApplication.focusWidget()
        self._stance = "agree"
        self._insisted = False
        team = team_name(document.plan, team_id)
        self.setAccessibleName(_("{team}: stance on {item}").format(team=team, item=named(item)))
        layout = QVBoxLayout(self)
        inset = theme.space(4)
        layout.setContentsMargins(inset, theme.space(3), inset, theme.space(3))
        layout.setSpacing(theme.space(2))
        head = QHBoxLayout()
        head.addSpacing(theme.px(18))
        head.addWidget(Words(team, "strong"))
        head.addStretch(1)
        head.addWidget(Words(_("Enter records, Esc leaves"), "caption", "muted"))
        layout.addLayout(head)
        layout.addWidget(Words(named(item), "small", "muted", wrap=True))
        layout.addLayout(self._choices())
        self.words = QLineEdit()
        layout.addWidget(self.words)
        self.follow_up = QLineEdit()
        self.follow_up.setPlaceholderText(_("Look at it again on … (a date, or empty)"))
        self.follow_up.setAccessibleName(_("Look at it again on"))
        layout.addWidget(self.follow_up)
        layout.addLayout(self._hands_row())
        self._legend = Words("", "caption", "muted", wrap=True)
        layout.addWidget(self._legend)
        self._result = Words("", "small", "text", weight=500, wrap=True)
        layout.addWidget(self._result)
        self.setFixedWidth(theme.px(400))
        self._show_before()
        self._method_chosen()

    # building

    def _choices(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(theme.space(1))
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        for place, (stance, words, key) in enumerate(_CHOICES):
            button = QPushButton(_(words))
            button.setCheckable(True)
            button.setToolTip(_("Key {key}").format(key=key))
            button.clicked.connect(lambda _on, stance=stance: self.choose(stance))
            button.setAutoDefault(False)
            self._group.addButton(button)
            self.buttons[stance] = button
            grid.addWidget(button, 0, place)
        return grid

    def _hands_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        self.hands = _Hands(self)
        self.hands.textEdited.connect(self._counted)
        self.method = Combo()
        for key, words in METHODS:
            self.method.addItem(_(words), key)
        self.method.setAccessibleName(_("Method"))
        self.method.setCurrentIndex(self.method.findData(default_method(self._item)))
        self.method.activated.connect(self._method_chosen)
        row.addWidget(self.hands, 1)
        row.addWidget(self.method, 1)
        return row

    def _show_before(self) -> None:
        held = standing(self._document.plan, self._item).stances.get(self._team)
        if held is not None:
            self.words.setText(held.reservation)
            self.follow_up.setText(Day().edit_text(held.follow_up))
            self.method.setCurrentIndex(self.method.findData(held.method))
        self.choose("agree" if held is None else held.stance, by_person=False)

    # choosing

    def choose(self, stance: str, *, by_person: bool = True) -> None:
        """Take a stance; what has to be said about it is asked for."""
        self._stance = stance
        self.buttons[stance].setChecked(True)
        dissents = stance in {"reservation", "object"}
        self.words.setVisible(dissents)
        self.follow_up.setVisible(dissents)
        asks = _("What is the reservation?") if stance == "reservation" else _("What speaks against it?")
        self.words.setPlaceholderText(asks)
        self.words.setAccessibleName(asks)
        if dissents and by_person:
            self.words.setFocus()
        elif by_person:
            self.hands.setFocus()
        self.adjustSize()

    @property
    def stance(self) -> str:
        """The stance as it would be recorded now."""
        return self._stance

    def _method_chosen(self) -> None:
        method = self.method.currentData()
        self._legend.setText(_(_LEGENDS[method]))
        self.hands.setEnabled(method != "lead")
        self._counted()

    def _tally(self) -> Tally | None:
        found: Tally | None = Tallied(least=0, most=5).parse(self.hands.text())
        return None if found is None else accounted(self._document.plan, self._team, found)

    def _counted(self) -> None:
        if not self.hands.text().strip() or not self.hands.isEnabled():
            self._say("")
            return
        try:
            tally = self._tally()
        except FieldError as fault:
            self._say(fault.message[:1].upper() + fault.message[1:], fault=True)
            return
        if tally is None:
            return
        plan = self._document.plan
        found = stance_of_hands(self.method.currentData(), tally, team_name(plan, self._team))
        self.choose(found.stance, by_person=False)
        self._insisted = False
        short = check_hands(plan, self._team, tally)
        self._say(f"{found.words}. {short}".strip(), fault=bool(short))

    def _say(self, text: str, *, fault: bool = False) -> None:
        self._result.paint_as("danger" if fault else "text")
        self._result.setText(text)
        self._result.setVisible(bool(text))
        theme.mark(self.hands, "fault", fault)
        self.adjustSize()

    # recording

    def record(self) -> None:
        """Record the stance as it stands and close; hands that are not understood keep it open."""
        try:
            tally = self._tally() if self.hands.isEnabled() else None
        except FieldError:
            self.hands.setFocus()
            return
        if tally is not None and not self._insisted:
            short = check_hands(self._document.plan, self._team, tally)
            if short:
                self._insisted = True
                self._say(_("{fault} Enter again records it so.").format(fault=short), fault=True)
                self.hands.setFocus()
                return
        try:
            follow_up = Day().parse(self.follow_up.text()) if self.follow_up.isVisible() else None
        except FieldError as fault:
            self._say(fault.message, fault=True)
            self.follow_up.setFocus()
            return
        if self._stance == "reservation" and not self.words.text().strip() and not self.words.hasFocus():
            self.words.setFocus()
            return
        plan = self._document.plan
        said = self.words.text().strip() if self._stance in {"reservation", "object"} else ""
        label = N_("{team}: stance on {item}")
        names = {"team": team_name(plan, self._team), "item": self._item.code or title_of(self._item)}
        with self._document.edit(label, team=names["team"], item=names["item"]) as edit:
            edit.add(self._assent(tally, said, follow_up))
        self.close()

    def _assent(self, tally: Tally | None, said: str, follow_up: dt.date | None) -> Assent:
        return new_assent(
            self._document.plan,
            self._item,
            self._team,
            self._stance,
            method=self.method.currentData(),
            tally=tally,
            reservation=said,
            follow_up=follow_up,
            at=dt.datetime.now(dt.UTC),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Lines that are typed in pass Enter on to here.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.record()
            return
        letter = event.text().upper()
        chosen = next((stance for stance, _words, key in _CHOICES if key == letter), "")
        if chosen:
            self.choose(chosen)
        else:
            super().keyPressEvent(event)

    def open_at(self, place: QPoint) -> None:
        """Open below a point of the screen, wholly on it."""
        self.adjustSize()
        screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        x = max(room.left(), min(place.x(), room.right() - self.width()))
        y = max(room.top(), min(place.y(), room.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.hands.setFocus() if self.hands.isEnabled() else self.buttons[self._stance].setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """The card that the stance was opened on has the focus again."""
        super().hideEvent(event)
        self._parent.activateWindow()
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        draw_card(painter, QRectF(self.rect()), selected=True, fill=theme.tokens().raised, radius=theme.RADIUS_CONTROL)
        top = theme.space(3) + theme.metrics("strong").height() / 2 - 6
        draw_team(painter, self._team, QRectF(theme.space(4), top, 12, 12))
