"""The start page: new, sample, templates, open, a plan to bring back, and the plans opened last by chosen names."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from joint_plan.base.texts import _
from ui import theme
from ui.parts.fold import Fold
from ui.parts.painting import begin, draw_card, draw_icon, draw_text
from ui.parts.words import Words
from ui.shell.first_tips import FirstTips

if TYPE_CHECKING:
    from joint_plan.workbook.forgetting import Lost
    from joint_plan.workbook.own_templates import Offered
    from ui.settings import Recent

COLUMN = 340
"""Width of each of the two columns."""
MOST_SHOWN = 6


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
        return QSize(theme.px(160), theme.px(self._high))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        tokens = theme.tokens()
        lit = self.underMouse() and self.isEnabled()
        fill = tokens.accent_soft if self.isDown() else tokens.surface
        draw_card(painter, QRectF(self.rect()), key_focus=theme.has_key_focus(self), fill=fill, radius=8)
        middle = self.height() / 2
        role = "accent" if self._main or lit else "muted"
        icon = 20 if self._high > 40 else 16
        left = 52 if self._high > 40 else 40
        draw_icon(painter, self._icon_name, role if self.isEnabled() else "border_strong", 14, middle - icon / 2, icon)
        ink = tokens.text if self.isEnabled() else tokens.border_strong
        room = self.width() - left - 12
        if not self._line:
            draw_text(painter, QRectF(left, 0, room, self.height()), self.text(), theme.font("strong"), ink)
            return
        half = theme.px(20)
        draw_text(painter, QRectF(left, middle - half, room, half), self.text(), theme.font("strong"), ink)
        draw_text(painter, QRectF(left, middle + 1, room, half), self._line, theme.font("small"), tokens.muted)


class RecentCard(StartCard):
    """A plan opened last. F2 or the menu key: call it something else; Delete takes it off this page."""

    renamed = Signal(str)
    taken_off = Signal()
    removal_asked = Signal()

    def __init__(self, plan: Recent, line: str) -> None:
        self.plan = plan
        super().__init__("file-text", plan.label or plan.title or _("Untitled plan"), line, high=52)
        self.setToolTip(_("F2: call it something else here. Del: take it off this page."))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Call it something else here…"), self.rename)
        menu.addAction(_("Take it off this page"), self.taken_off.emit)
        menu.addSeparator()
        menu.addAction(_("Remove this client from this computer…"), self.removal_asked.emit)
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.rename()
        elif event.key() == Qt.Key.Key_Delete:
            self.taken_off.emit()
        else:
            super().keyPressEvent(event)

    def rename(self) -> None:
        """Ask for the name that the start page shows."""
        words = _("What this page calls the plan, so that no client’s name is seen:")
        name, wanted = QInputDialog.getText(self.window(), _("Name on this page"), words, text=self.text())
        if wanted:
            self.renamed.emit(" ".join(name.split()))


class StartPage(QWidget):
    """What the window shows while no plan is open."""

    new = Signal()
    sample = Signal()
    open = Signal()
    recent = Signal(str)
    """The path of a plan opened before."""
    template = Signal(str, str)
    """A template's name and title: a plan is made of it at once."""
    renamed = Signal(str, str)
    """A recent plan's path, and what it is called from now on."""
    taken_off = Signal(str)
    """The path of a recent plan."""
    removal_asked = Signal(object)
    """The `Recent` whose client is to be removed."""
    bring_back = Signal(object)
    """The `Lost` plan to bring back."""
    tips_read = Signal()

    def __init__(
        self,
        recent: tuple[Recent, ...],
        today: date,
        *,
        hidden: bool = False,
        tips: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Start"))
        self._today = today
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        middle = QVBoxLayout()
        outer.addLayout(middle)
        outer.addStretch(1)
        middle.addStretch(2)
        middle.addLayout(self._head())
        middle.addSpacing(theme.space(5))
        self.lost_card: StartCard | None = None
        self.tips = FirstTips() if tips else None
        if self.tips is not None:
            self.tips.setMaximumWidth(theme.px(2 * COLUMN) + theme.space(5))
            self.tips.read.connect(self.tips_read)
            middle.addWidget(self.tips)
            middle.addSpacing(theme.space(3))
        columns = QHBoxLayout()
        columns.setSpacing(theme.space(5))
        middle.addLayout(columns)
        middle.addStretch(3)
        left, right = QWidget(), QWidget()
        for side, made in ((left, self._begin()), (right, self._recent(recent))):
            side.setFixedWidth(theme.px(COLUMN))
            made.setContentsMargins(0, 0, 0, 0)
            side.setLayout(made)
            columns.addWidget(side)
        self.hide_recent(hidden or screens_show_the_same())

    def _head(self) -> QHBoxLayout:
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
        return head

    def _begin(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.space(2))
        head = Words(_("Begin"), "body", weight=600)
        head.setMinimumHeight(theme.px(28))
        column.addWidget(head)
        self.new_card = StartCard("file-plus", _("New plan"), _("Choose a template and a place"), main=True)
        self.sample_card = StartCard("sparkles", _("Sample plan"), _("A finished plan to look around in"))
        self.open_card = StartCard("folder-open", _("Open a plan"), _("From this computer"))
        for card, signal in ((self.new_card, self.new), (self.sample_card, self.sample), (self.open_card, self.open)):
            card.clicked.connect(signal)
            column.addWidget(card)
        self.template_cards: list[StartCard] = []
        self._templates = QGridLayout()
        self._templates.setSpacing(theme.space(2))
        self._templates_head = Words(_("Straight into a workshop"), "body", weight=600)
        self._templates_head.hide()
        column.addSpacing(theme.space(2))
        column.addWidget(self._templates_head)
        column.addLayout(self._templates)
        column.addStretch(1)
        return column

    def offer_templates(self, templates: tuple[Offered, ...]) -> None:
        """Show a card for each template; they are read once the page is seen."""
        workshops = [one for one in templates if one.name not in {"blank", "sample"}]
        self._templates_head.setVisible(bool(workshops))
        for place, one in enumerate(workshops):
            card = StartCard("star" if one.own else "timer", one.title, "", high=36)
            card.setToolTip(_("Make a plan of this template in your documents and open it"))
            card.clicked.connect(lambda _on=False, one=one: self.template.emit(one.name, one.title))
            self.template_cards.append(card)
            self._templates.addWidget(card, place, 0)

    def _recent(self, recent: tuple[Recent, ...]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.space(2))
        self.lost_place = QVBoxLayout()
        column.addLayout(self.lost_place)
        self.fold = Fold()
        self.fold.heading.toggled.connect(lambda _on: self._name_fold())
        rows = QVBoxLayout(self.fold.body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.space(2))
        column.addWidget(self.fold)
        self.recent_cards: list[RecentCard] = []
        for plan in recent[:MOST_SHOWN]:
            there = plan.there
            company = "" if plan.label else plan.company
            line = " · ".join(part for part in (company, self._day(plan.opened)) if part)
            card = RecentCard(plan, line if there else _("Not found any more"))
            card.setEnabled(there)
            card.clicked.connect(lambda _on=False, path=plan.path: self.recent.emit(path))
            card.renamed.connect(lambda name, path=plan.path: self.renamed.emit(path, name))
            card.taken_off.connect(lambda path=plan.path: self.taken_off.emit(path))
            card.removal_asked.connect(lambda plan=plan: self.removal_asked.emit(plan))
            self.recent_cards.append(card)
            rows.addWidget(card)
        if not recent:
            rows.addWidget(Words(_("Plans that you open stand here."), "body", "muted", wrap=True))
        column.addStretch(1)
        return column

    def hide_recent(self, hidden: bool) -> None:
        """Fold the plans opened last, or unfold them."""
        self.fold.set_open(not hidden)
        self._name_fold()

    def _name_fold(self) -> None:
        hidden = not self.fold.heading.isChecked()
        self.fold.heading.set_words(_("Opened last"), _("hidden") if hidden and self.recent_cards else "")

    def offer_lost(self, lost: Lost) -> None:
        """Offer a plan whose file is gone or damaged and of which a backup is here."""
        name = lost.label or _("A plan that is gone")
        line = _("Its file is gone or damaged; a backup of {day} is here").format(day=self._day(lost.day.isoformat()))
        card = StartCard("rotate-ccw", _("Bring back “{name}”").format(name=name), line, main=True)
        card.clicked.connect(lambda: self.bring_back.emit(lost))
        self.lost_card = card
        self.lost_place.addWidget(card)

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


def screens_show_the_same() -> bool:
    """Whether two screens show the same picture, as a projector that mirrors the laptop does.

    Some systems tell of one screen only then: there nobody can know, and the page has its key.
    """
    places = [screen.geometry() for screen in QGuiApplication.screens()]
    return any(one.intersects(other) for at, one in enumerate(places) for other in places[:at])
