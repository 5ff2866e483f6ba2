"""The start page: new, sample, open, and the plans opened last by what people know them by."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from joint_plan.base.texts import _
from ui import theme
from ui.parts.painting import begin, draw_card, draw_icon, draw_text
from ui.parts.words import Words

if TYPE_CHECKING:
    from ui.settings import Recent


class StartCard(QAbstractButton):
    """One way to begin: icon, title, one line."""

    def __init__(
        self, icon: str, title: str, line: str, *, main: bool = False, high: int = 64, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon_name, self._line, self._main, self._high = icon, line, main, high
        self.setText(title)
        self.setAccessibleName(f"{title}, {line}" if line else title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.px(self._high))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        tokens = theme.tokens()
        lit = self.underMouse() and self.isEnabled()
        fill = tokens.accent_soft if self.isDown() else tokens.surface
        draw_card(painter, QRectF(self.rect()), key_focus=theme.has_key_focus(self), fill=fill, radius=8)
        middle = self.height() / 2
        role = "accent" if self._main or lit else "muted"
        draw_icon(painter, self._icon_name, role if self.isEnabled() else "border_strong", 16, middle - 10, 20)
        ink = tokens.text if self.isEnabled() else tokens.border_strong
        left, room = 52, self.width() - 52 - 16
        if not self._line:
            draw_text(painter, QRectF(left, 0, room, self.height()), self.text(), theme.font("strong"), ink)
            return
        half = theme.px(20)
        draw_text(painter, QRectF(left, middle - half, room, half), self.text(), theme.font("strong"), ink)
        draw_text(painter, QRectF(left, middle + 1, room, half), self._line, theme.font("small"), tokens.muted)


class StartPage(QWidget):
    """What the window shows while no plan is open."""

    new = Signal()
    sample = Signal()
    open = Signal()
    recent = Signal(str)
    """The path of a plan opened before."""

    def __init__(self, recent: tuple[Recent, ...], today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Start"))
        self._today = today
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        middle = QVBoxLayout()
        outer.addLayout(middle)
        outer.addStretch(1)
        middle.addStretch(2)
        head = QHBoxLayout()
        head.setSpacing(theme.space(3))
        mark = QLabel()
        drawn: QPixmap = theme.pixmap("joint-plan", "accent", 44)
        mark.setPixmap(drawn)
        head.addWidget(mark)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words("Joint Plan", "h1"))
        words.addWidget(Words(_("One plan that marketing and sales both stand behind"), "strong", "muted", weight=400))
        head.addLayout(words, 1)
        middle.addLayout(head)
        middle.addSpacing(theme.space(5))
        columns = QHBoxLayout()
        columns.setSpacing(theme.space(5))
        middle.addLayout(columns)
        middle.addStretch(3)
        columns.addLayout(self._begin())
        columns.addLayout(self._recent(recent))

    def _begin(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.space(2))
        column.addWidget(Words(_("Begin"), "small", "muted", weight=600))
        self.new_card = StartCard("file-plus", _("New plan"), _("From a template"), main=True)
        self.sample_card = StartCard("sparkles", _("Sample plan"), _("A finished plan to look around in"))
        self.open_card = StartCard("folder-open", _("Open a plan"), _("From this computer"))
        for card, signal in ((self.new_card, self.new), (self.sample_card, self.sample), (self.open_card, self.open)):
            card.clicked.connect(signal)
            column.addWidget(card)
        column.addStretch(1)
        return column

    def _recent(self, recent: tuple[Recent, ...]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.space(2))
        column.addWidget(Words(_("Opened last"), "small", "muted", weight=600))
        self.recent_cards: list[StartCard] = []
        for plan in recent[:6]:
            there = plan.there
            line = " · ".join(part for part in (plan.company, self._day(plan.opened)) if part)
            title = plan.title or _("Untitled plan")
            card = StartCard("file-text", title, line if there else _("Not found any more"), high=52)
            card.setEnabled(there)
            card.clicked.connect(lambda _on=False, path=plan.path: self.recent.emit(path))
            self.recent_cards.append(card)
            column.addWidget(card)
        if not recent:
            none = Words(_("Plans that you open stand here."), "body", "muted", wrap=True)
            none.setMinimumWidth(theme.px(300))
            column.addWidget(none)
        column.addStretch(1)
        return column

    def _day(self, opened: str) -> str:
        """A day near enough to need no calendar, else in full; Babel is not loaded for this page."""
        try:
            day = date.fromisoformat(opened)
        except ValueError:
            return ""
        ago = (self._today - day).days
        if ago == 0:
            return _("today")
        if ago == 1:
            return _("yesterday")
        return opened
