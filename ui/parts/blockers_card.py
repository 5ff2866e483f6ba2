"""What is still open before the next version, each a way to it; and the button that makes the version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from joint_plan.base.texts import _, ngettext
from joint_plan.plan.agreement import ParkingItem
from joint_plan.plan.record import title_of
from joint_plan.rules.rewordings import to_confirm
from joint_plan.rules.standing import agreeing_teams, standings
from joint_plan.rules.versions import Blocker, blockers, versions
from ui import theme
from ui.parts.card import Card
from ui.parts.painting import begin, draw_icon, draw_text
from ui.parts.state_chip import state_icon, state_words
from ui.parts.words import Words

if TYPE_CHECKING:
    from joint_plan.plan.snapshot import Snapshot


class BlockerRow(QAbstractButton):
    """One thing in the way; pressing it leads there."""

    def __init__(self, plan: Snapshot, blocker: Blocker) -> None:
        super().__init__()
        self.blocker = blocker
        self._icon, self._role, self._code, self._words = "circle-dashed", "muted", "", blocker.text
        standing = standings(plan).get(blocker.key)
        point = plan.find(blocker.key) if blocker.key else None
        if standing is not None:
            names = {team.id: team.name for team in agreeing_teams(plan)}
            self._icon, self._role = state_icon(standing.state)
            self._code, self._words = standing.item.code, state_words(standing, names)
        elif isinstance(point, ParkingItem):
            self._icon, self._code, self._words = "square-parking", point.code, _("Undecided")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(blocker.text)
        self.setToolTip(blocker.text if point is None else f"{title_of(point)}: {self._words}")
        self.setEnabled(bool(blocker.key))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = begin(self)
        tokens = theme.tokens()
        if self.underMouse() or theme.has_key_focus(self):
            painter.setPen(tokens.accent if theme.has_key_focus(self) else tokens.canvas)
            painter.setBrush(tokens.canvas)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        middle = self.height() / 2
        draw_icon(painter, self._icon, self._role, 4, middle - 7, 14)
        left = float(theme.px(26))
        if self._code:
            code = QRectF(left, 0, theme.px(58), self.height())
            draw_text(painter, code, self._code, theme.font("small", 600), tokens.text)
            left += theme.px(60)
        rest = QRectF(left, 0, self.width() - left - 20, self.height())
        draw_text(painter, rest, self._words, theme.font("small"), tokens.muted)
        if self.blocker.key:
            draw_icon(painter, "chevron-right", "muted", self.width() - 18, middle - 7, 14)


class BlockersCard(Card):
    """Before the next version: the list, parking all of it, and making the version once nothing is in the way."""

    go_to = Signal(str)
    park_all_asked = Signal()
    version_asked = Signal()

    def __init__(self) -> None:
        super().__init__(4)
        self._shown: tuple[tuple[object, ...], ...] = ()
        self._title = Words(role="strong")
        self._count = Words(role="small", weight=600)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        self.body.addLayout(head)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        scroll.setWidget(inner)
        scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        self._scroll = scroll
        self.body.addWidget(scroll, 1)
        self.park_all = QPushButton(_("Park everything still open"))
        self.park_all.setToolTip(_("Set all open points aside at once, with an owner and a date"))
        self.park_all.clicked.connect(self.park_all_asked)
        self.body.addWidget(self.park_all)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(theme.space(1))
        self._parked = _Note("circle-check", "ok")
        self._basis = _Note("history", "warn")
        self._reworded = _Note("handshake", "warn")
        self._notes.addWidget(self._parked)
        self._notes.addWidget(self._reworded)
        self._notes.addWidget(self._basis)
        self.body.addLayout(self._notes)
        self.make = QPushButton()
        self.make.clicked.connect(self.version_asked)
        self.body.addWidget(self.make)
        self.rows: list[BlockerRow] = []
        theme.changed.connect(self._dress)
        self._dress()

    def show_plan(self, plan: Snapshot, *, locked: bool = False) -> None:
        """Show what is in the way in this plan; `locked` allows no change."""
        blocking = blockers(plan)
        every = versions(plan)
        number = (every[-1].number or 0) + 1 if every else 1
        self._title.setText(_("Before version {number}").format(number=number))
        count = len(blocking)
        words = ngettext("{count} open point", "{count} open points", count).format(count=count)
        self._count.setText(words if count else _("nothing open"))
        found = standings(plan)
        shown = tuple((blocker, found.get(blocker.key), plan.find(blocker.key)) for blocker in blocking)
        if shown != self._shown:
            self._shown = shown
            self._fill(plan, blocking)
        self.park_all.setVisible(any(blocker.key for blocker in blocking))
        self.park_all.setEnabled(not locked)
        self._show_notes(plan)
        self.make.setText(_("Make version {number}").format(number=number))
        self.make.setEnabled(not count and not locked)
        tip = _("Freeze what both teams agreed (Ctrl+Shift+V)") if not count else _("First settle or park what is open")
        self.make.setToolTip(tip)

    def _fill(self, plan: Snapshot, blocking: tuple[Blocker, ...]) -> None:
        place = next((n for n, row in enumerate(self.rows) if row.hasFocus()), -1)
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [BlockerRow(plan, blocker) for blocker in blocking]
        for number, row in enumerate(self.rows):
            row.clicked.connect(lambda _checked=False, key=row.blocker.key: self.go_to.emit(key))
            self._list.insertWidget(number, row)
        if place >= 0 and self.rows:
            self.rows[min(place, len(self.rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_notes(self, plan: Snapshot) -> None:
        points = [point for point in plan.all(ParkingItem) if point.status == "assigned"]
        owned = sum(bool(point.owner) for point in points)
        parked = ngettext("{count} parked point has an owner", "{count} parked points have an owner", owned)
        self._parked.say(parked.format(count=owned) if owned else "")
        reworded = len({one.key for one in to_confirm(plan)})
        words = ngettext(
            "{count} changed after the vote: Ctrl+Shift+K lists it",
            "{count} changed after the vote: Ctrl+Shift+K lists them",
            reworded,
        )
        self._reworded.say(words.format(count=reworded) if reworded else "")
        changed = sum(bool(one.basis_changed and one.agreed) for one in standings(plan).values())
        basis = ngettext("{count} basis changed, may be signed", "{count} bases changed, may be signed", changed)
        self._basis.say(basis.format(count=changed) if changed else "")

    def _dress(self) -> None:
        theme.put_icon(self.park_all, "square-parking")
        theme.put_icon(self.make, "file-plus")
        self._scroll.setMinimumHeight(theme.px(28 * 3))


class _Note(QWidget):
    """An icon and a line; nothing at all while there is nothing to say."""

    def __init__(self, icon: str, role: str) -> None:
        super().__init__()
        self._name, self._role = icon, role
        self._icon = QLabel()
        self._words = Words(role="small", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(theme.space(2))
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        theme.changed.connect(self._dress)
        self._dress()

    def say(self, words: str) -> None:
        """Say this; "" says nothing."""
        self._words.setText(words)
        self.setVisible(bool(words))

    def _dress(self) -> None:
        self._icon.setPixmap(theme.pixmap(self._name, self._role, 14))
