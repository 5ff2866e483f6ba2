"""The clock of the facilitator's panel: time left of the block, when it ends, and what that does to the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from joint_plan.base.locale import format_clock
from joint_plan.base.texts import _
from joint_plan.rules.clock import MINUTE, Day, day
from ui import theme
from ui.parts.painting import begin
from ui.parts.tips import plain
from ui.parts.words import Words
from ui.shell.agenda import Block, block_of, block_with

if TYPE_CHECKING:
    from ui.document import Document
    from ui.shell.timer import Countdown

USUAL_DIGITS = len("90:00")
OTHER_DAY = 240
"""Minutes: who is further than that from the agenda is trying it out at another time."""


class TimerBar(QWidget):
    """How much of the block is left."""

    def __init__(self, countdown: Countdown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._countdown = countdown
        self.setFixedHeight(6)
        countdown.ticked.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = begin(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.border)
        painter.drawRoundedRect(self.rect(), 3, 3)
        share = min(1.0, max(0.0, self._countdown.left / self._countdown.total))
        if share > 0:
            painter.setBrush(tokens.of(self._countdown.tone))
            painter.drawRoundedRect(QRectF(0, 0, max(6.0, self.width() * share), 6), 3, 3)


class ClockCard(QWidget):
    """Time left, start and pause, more time, and the day as it goes."""

    showed = Signal()
    """The time, the block or the day shows differently now."""

    def __init__(self, document: Document, countdown: Countdown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.countdown = countdown
        self.block = Block("", 15)
        self.day: Day | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        row = QHBoxLayout()
        row.setSpacing(theme.space(1))
        self.time = QLabel()
        row.addWidget(self.time, 1)
        self.start = self._button(_("Start or pause the timer"), countdown.toggle)
        self.plus = self._button(_("One minute more"), lambda: countdown.more(1), "+1")
        self.plus_five = self._button(_("Five minutes more"), lambda: countdown.more(5), "+5")
        self.again = self._button(_("Begin the block's time again"), countdown.reset)
        for button in (self.start, self.plus, self.plus_five, self.again):
            row.addWidget(button)
        column.addLayout(row)
        column.addWidget(TimerBar(countdown))
        self.when = Words("", "caption", "muted", wrap=True)
        column.addWidget(self.when)
        self.late = Words("", "caption", "muted", wrap=True)
        column.addWidget(self.late)
        countdown.ticked.connect(self.show_time)
        theme.changed.connect(self._style)
        self._style()

    def _button(self, name: str, act: object, words: str = "") -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFixedSize(theme.px(28), theme.px(32))
        button.setStyleSheet("padding: 0")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: act())  # type: ignore[operator]  # a method of the countdown
        return button

    def _style(self) -> None:
        for button in (self.plus, self.plus_five):
            button.setFont(theme.font("small", 600))
        self.again.setIcon(theme.icon("rotate-ccw"))
        self.show_time()

    def show_section(self, section_key: str) -> None:
        """Take the block of a section, unless another one was begun."""
        block = block_of(self._document.plan, section_key)
        if not self.countdown.begun:
            self.countdown.set_block(block.id, block.minutes)
        self.refresh(section_key)

    def refresh(self, section_key: str) -> None:
        """Show the agenda as it is now; a block that was not begun takes its new length."""
        plan, kept = self._document.plan, self.countdown.timer.block
        self.block = (block_with(plan, kept) if kept else None) or block_of(plan, section_key)
        if not self.countdown.begun and self.block.minutes * MINUTE != self.countdown.total:
            self.countdown.set_block(self.block.id, self.block.minutes)
        self.show_time()

    def show_time(self) -> None:
        """Show the time left and what follows from it."""
        countdown, block = self.countdown, self.block
        self.time.setText(countdown.words)
        # The panel is narrow: hours, and the minus of an overrun, take smaller digits.
        self.time.setFont(theme.font("timer" if len(countdown.words) <= USUAL_DIGITS else "h1"))
        tone = countdown.tone
        self.time.setStyleSheet(f"color: {theme.tokens().of('text' if tone == 'accent' else tone).name()}")
        self.start.setIcon(theme.icon("pause" if countdown.running else "play"))
        self.day = day(self._document.plan, countdown.timer, countdown.now())
        place = (
            _("Block {number} of {count}").format(number=block.number, count=block.of) if block.number else block.title
        )
        words = _("{block} · {minutes} min, ends {time}")
        self.when.setText(words.format(block=place, minutes=countdown.total // MINUTE, time=self.ends))
        self.when.setToolTip(plain(block.title))
        said = late_words(self.day) if countdown.begun else ""
        self.late.setText(said)
        self.late.setVisible(bool(said))
        self.late.paint_as("warn" if self.day.late > 0 or any(slot.overrun for slot in self.day.slots) else "muted")
        self.showed.emit()

    @property
    def ends(self) -> str:
        """The time of day at which the block ends as things stand: 11:30."""
        from datetime import timedelta

        ending = self.countdown.now() + timedelta(seconds=max(0.0, self.countdown.left))
        return format_clock(ending.time())


def late_words(going: Day) -> str:
    """What the block that runs does to what comes after it; "" while all is as planned."""
    said = []
    if abs(going.late) > OTHER_DAY or any(slot.overrun > OTHER_DAY for slot in going.slots if slot.begins):
        return ""
    pinned = next((slot for slot in going.slots if slot.overrun and slot.state == "ahead" and slot.begins), None)
    if pinned is not None:
        words = _("Runs {minutes} min into “{block}”.")
        said.append(words.format(minutes=pinned.overrun, block=pinned.block.title))
    if going.ends is not None and going.late:
        words = _("The day ends {time}, {minutes} min later.") if going.late > 0 else ""
        words = words or _("The day ends {time}, {minutes} min earlier.")
        said.append(words.format(time=format_clock(going.ends.time()), minutes=abs(going.late)))
    return " ".join(said)
