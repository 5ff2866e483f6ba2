"""The facilitator's panel: timer, prompts, private notes, parking lot, what comes next. Only on this screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from joint_plan.base.texts import N_, _
from joint_plan.plan.agreement import ParkingItem
from joint_plan.plan.record import key_of, title_of
from ui import theme
from ui.parts.painting import begin, draw_card, draw_icon, draw_lines, draw_text, wrapped_lines
from ui.parts.scroll import Column, Frame
from ui.parts.tips import plain
from ui.shell.agenda import next_block
from ui.shell.clock_card import ClockCard
from ui.shell.notes import PrivateNote
from ui.shell.prompts import PromptsDialog, prompts

if TYPE_CHECKING:
    from joint_plan.base.errors import PlanError
    from joint_plan.workbook import Committed
    from ui.document import Document
    from ui.shell.timer import Countdown

OPEN = {"undecided", "assigned"}


class Prompt(QWidget):
    """One question for the room, wrapped."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        # Never lower than its words need: a cut question cannot be asked.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(text)

    def _lines(self, width: int) -> list[str]:
        return wrapped_lines(self._text, theme.font("body"), max(40, width - 24))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return len(self._lines(width)) * theme.px(18) + 6

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        draw_icon(painter, "message-circle", "accent", 0, 2, 14)
        draw_lines(painter, 24, 1, self._lines(self.width()), theme.font("body"), theme.tokens().text, theme.px(18))


class ParkedRow(QAbstractButton):
    """One parked point; a press shows what it is about."""

    def __init__(self, item: ParkingItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self.setText(title_of(item))
        self.setToolTip(plain(item.text))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        tokens = theme.tokens()
        if theme.has_key_focus(self):
            painter.setPen(tokens.accent)
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        draw_icon(painter, "square-parking", "muted", 0, (self.height() - 14) / 2, 14)
        draw_text(painter, self.rect().adjusted(24, 0, 0, 0), self.text(), theme.font("body"), tokens.text)


class NextCard(QWidget):
    """What comes after this block."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._line = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_next(self, title: str, line: str) -> None:
        """Show title and time of what comes next."""
        self._title, self._line = title, line
        self.setAccessibleName(f"{title}. {line}")
        self.setVisible(bool(title))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, theme.px(52))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        tokens = theme.tokens()
        draw_card(painter, QRectF(self.rect()), fill=tokens.canvas, radius=theme.RADIUS_CONTROL)
        draw_icon(painter, "timer", "muted", 12, (self.height() - 18) / 2, 18)
        half = self.height() / 2
        room = self.width() - 40 - 8
        draw_text(
            painter,
            QRectF(40, half - theme.px(18), room, theme.px(18)),
            self._title,
            theme.font("small", 600),
            tokens.text,
        )
        draw_text(painter, QRectF(40, half, room, theme.px(16)), self._line, theme.font("caption"), tokens.muted)


class FacilitatorPanel(QWidget):
    """The right region."""

    go_to = Signal(str)

    def __init__(self, document: Document, countdown: Countdown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facilitator")
        self.setAccessibleName(_("Facilitator, only on your screen"))
        self._document = document
        self._section = "session"
        self.countdown = countdown
        inside = QWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(Frame(inside))
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(theme.space(4), theme.space(3), theme.space(4), theme.space(3))
        layout.setSpacing(theme.space(2))
        self._headings: list[QLabel] = []
        self._captions: list[QLabel] = []
        layout.addLayout(self._head())
        self.clock = ClockCard(document, countdown)
        layout.addWidget(self.clock)
        layout.addSpacing(theme.space(2))
        ask = QHBoxLayout()
        ask.addWidget(self._heading(_("Ask the room")))
        ask.addStretch(1)
        self.change = QToolButton()
        self.change.setAccessibleName(_("Change the questions for the room"))
        self.change.setToolTip(_("Change the questions for the room"))
        self.change.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.change.clicked.connect(self.change_prompts)
        ask.addWidget(self.change)
        layout.addLayout(ask)
        self._prompts = QVBoxLayout()
        self._prompts.setSpacing(theme.space(1))
        layout.addLayout(self._prompts)
        layout.addSpacing(theme.space(2))
        layout.addWidget(self._heading(_("Private notes")))
        self.note = PrivateNote(document)
        layout.addWidget(self.note)
        layout.addSpacing(theme.space(2))
        parking = QHBoxLayout()
        parking.addWidget(self._heading(_("Parking lot")))
        parking.addStretch(1)
        self._parked_count = self._caption("")
        parking.addWidget(self._parked_count)
        layout.addLayout(parking)
        layout.addWidget(self._parking_list(), 1)
        self.park_line = QLineEdit()
        self.park_line.setPlaceholderText(_("Park a topic, then press Enter"))
        self.park_line.setAccessibleName(_("Park a topic"))
        self.park_line.returnPressed.connect(self._park)
        self.park_line.setEnabled(not document.read_only)
        layout.addWidget(self.park_line)
        layout.addSpacing(theme.space(2))
        self._next = NextCard()
        layout.addWidget(self._next)
        self.clock.showed.connect(self._show_next)
        theme.changed.connect(self._style)
        self._style()
        self.refresh(None)

    # building

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text)
        self._headings.append(label)
        return label

    def _caption(self, text: str) -> QLabel:
        label = QLabel(text)
        self._captions.append(label)
        return label

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme.space(1))
        head.addWidget(self._heading(_("Facilitator")))
        head.addStretch(1)
        self._eye = QLabel()
        head.addWidget(self._eye)
        head.addWidget(self._caption(_("Only on your screen")))
        return head

    def _parking_list(self) -> QWidget:
        column = Column()
        column.setMinimumHeight(theme.px(50))
        self._rows = column.rows
        return column

    def _style(self) -> None:
        tokens = theme.tokens()
        for label in self._headings:
            label.setFont(theme.font("strong"))
        for label in self._captions:
            label.setFont(theme.font("caption"))
            label.setStyleSheet(f"color: {tokens.muted.name()}")
        self.change.setIcon(theme.icon("pencil", "muted"))
        self._eye.setPixmap(theme.pixmap("eye-off", "muted", 14))

    # showing

    def show_section(self, section_key: str) -> None:
        """Show what belongs to a section; the timer takes its block unless it is counting."""
        self._section = section_key
        self.clock.show_section(section_key)
        self._show_prompts()
        self.note.show_section(section_key)
        self.refresh(None)

    def _show_prompts(self) -> None:
        while (item := self._prompts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for text in prompts(self._section, self._document.plan):
            self._prompts.addWidget(Prompt(text))

    def change_prompts(self) -> None:
        """Ask the facilitator for other questions."""
        if PromptsDialog(self._section, self).exec():
            self._show_prompts()

    def refresh(self, committed: Committed | None) -> None:
        """Show what a commit changed."""
        types = {delta.type for delta in committed.deltas} if committed is not None else None
        if types is None or "AgendaBlock" in types:
            self.clock.refresh(self._section)
        if types is None or "ParkingItem" in types:
            self._show_parked()

    def _show_next(self) -> None:
        following = next_block(self._document.plan, self.clock.block, self._section)
        if following is None:
            self._next.show_next("", "")
            return
        line = _("{minutes} min, starts about {time}").format(minutes=following.minutes, time=self.clock.ends)
        self._next.show_next(_("Up next: {title}").format(title=following.title), line)

    def _show_parked(self) -> None:
        while self._rows.count() > 1:
            taken = self._rows.takeAt(0)
            widget = taken.widget() if taken is not None else None
            if widget is not None:
                widget.deleteLater()
        parked = [item for item in self._document.plan.all(ParkingItem) if item.status in OPEN]
        for place, item in enumerate(parked):
            row = ParkedRow(item)
            row.clicked.connect(lambda _on, item=item: self.go_to.emit(item.item or key_of(item)))
            self._rows.insertWidget(place, row)
        self._parked_count.setText(str(len(parked)) if parked else "")

    def _park(self) -> None:
        text = self.park_line.text().strip()
        if not text:
            return
        refused: list[PlanError] = []
        with self._document.edit(N_("Park “{title}”"), refused=refused.append, title=text[:40]) as edit:
            edit.add(ParkingItem(text=text))
        if refused:
            self._document.complain(refused[0])
        else:
            self.park_line.clear()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        painter.fillRect(self.rect(), theme.tokens().surface)
        painter.setPen(theme.tokens().border)
        painter.drawLine(0, 0, 0, self.height())
