"""The last version: who has signed it, its check code, and what has changed since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from joint_plan.base.locale import format_moment
from joint_plan.base.texts import _
from joint_plan.plan.session import Participant
from joint_plan.rules.change_words import counts_words
from joint_plan.rules.names import shown, team_name
from joint_plan.rules.version_changes import since_last_version
from joint_plan.rules.versions import check_code, faults, signatures, signed, signers, versions
from ui import theme
from ui.parts.card import Card
from ui.parts.painting import begin, draw_icon, draw_text
from ui.parts.words import Words

if TYPE_CHECKING:
    from joint_plan.plan.agreement import Version
    from joint_plan.plan.snapshot import Snapshot
    from joint_plan.rules.comparison import ItemChange


def last_version(plan: Snapshot) -> Version | None:
    """The version made last, if there is one."""
    every = versions(plan)
    return every[-1] if every else None


def since_version(plan: Snapshot) -> tuple[ItemChange, ...]:
    """What has changed since the last version; nothing without one or where it was altered."""
    since = since_last_version(plan)
    return since.changes if since is not None else ()


@dataclass(frozen=True, slots=True)
class _Signer:
    name: str
    role: str
    how: str
    reservation: str

    @property
    def has_signed(self) -> bool:
        return bool(self.how)


class _SignerRow(QWidget):
    """A person who signed, or is to sign."""

    def __init__(self, signer: _Signer) -> None:
        super().__init__()
        self._signer = signer
        words = signer.how if signer.has_signed else _("not yet")
        self.setAccessibleName(f"{signer.name}, {signer.role}, {words}")
        tip = f"{signer.name}, {signer.role}"
        self.setToolTip(f"{tip}: “{signer.reservation}”" if signer.reservation else tip)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = begin(self)
        tokens, signer = theme.tokens(), self._signer
        icon, role = ("circle-check", "ok") if signer.has_signed else ("circle-dashed", "muted")
        if signer.reservation:
            icon, role = "circle-alert", "warn"
        draw_icon(painter, icon, role, 0, self.height() / 2 - 7, 14)
        how = signer.how if signer.has_signed else _("not yet")
        right = theme.metrics("caption").horizontalAdvance(how)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        draw_text(
            painter,
            QRectF(self.width() - right - 2, 0, right + 2, self.height()),
            how,
            theme.font("caption"),
            tokens.muted,
            align,
            elide=False,
        )
        left, room = float(theme.px(22)), self.width() - right - theme.px(30)
        name = QRectF(left, 0, room, self.height())
        draw_text(painter, name, signer.name, theme.font("small", 500), tokens.text)
        left += theme.metrics("small", 500).horizontalAdvance(signer.name) + theme.px(8)
        rest = QRectF(left, 0, max(0.0, room - left + theme.px(14)), self.height())
        if rest.width() > theme.px(24):
            draw_text(painter, rest, signer.role, theme.font("caption"), tokens.muted)


class _Bar(QWidget):
    """As many segments as there are to sign, filled as they sign."""

    def __init__(self) -> None:
        super().__init__()
        self._done, self._total = 0, 0
        self.setFixedHeight(4)

    def show_count(self, done: int, total: int) -> None:
        self._done, self._total = done, total
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._total:
            return
        painter = begin(self)
        tokens = theme.tokens()
        painter.setPen(Qt.PenStyle.NoPen)
        gap = 5
        width = (self.width() - gap * (self._total - 1)) / self._total
        for place in range(self._total):
            painter.setBrush(tokens.ok if place < self._done else tokens.border)
            painter.drawRoundedRect(QRectF(place * (width + gap), 0, width, 4), 2, 2)


class VersionCard(Card):
    """The card; without a version it says what one is."""

    sign_asked = Signal()
    compare_asked = Signal()

    def __init__(self) -> None:
        super().__init__(4)
        self._shown: object = None
        self._title = Words(role="strong")
        self._when = Words(role="caption", colour="muted")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._when)
        self._signed = Words(role="small", weight=600)
        self._code_label = Words(_("Check code"), "caption", "muted")
        self._code = Words(role="small", weight=600)
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        second = QHBoxLayout()
        second.addWidget(self._signed, 1)
        second.addWidget(self._code_label)
        second.addWidget(self._code)
        self._bar = _Bar()
        self._purpose = Words(role="small", colour="muted", wrap=True)
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
        self._people: list[_SignerRow] = []
        self._since = Words(role="small", wrap=True)
        self.sign = QPushButton(_("Add signature"))
        self.sign.clicked.connect(self.sign_asked)
        self.compare = QPushButton(_("Compare"))
        self.compare.setToolTip(_("What has changed since this version, in words"))
        self.compare.clicked.connect(self.compare_asked)
        buttons = QHBoxLayout()
        buttons.addWidget(self.sign, 1)
        buttons.addWidget(self.compare, 1)
        for part in (head, second):
            self.body.addLayout(part)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._purpose)
        self.body.addWidget(scroll, 1)
        self.body.addWidget(self._since)
        self.body.addLayout(buttons)
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll = scroll
        theme.changed.connect(self._dress)
        self._dress()

    def show_plan(self, plan: Snapshot, *, locked: bool = False) -> None:
        """Show the plan's last version."""
        version = last_version(plan)
        for part in (
            self._when,
            self._signed,
            self._code_label,
            self._code,
            self._bar,
            self._scroll,
            self._since,
            self.sign,
            self.compare,
        ):
            part.setVisible(version is not None)
        self._purpose.setVisible(version is None)
        if version is None:
            self._title.setText(_("No version yet"))
            self._purpose.setText(
                _("A version freezes what both teams agreed. Signatures are added to it, also later.")
            )
            return
        done, total = signed(plan, version)
        self._title.setText(_("Version {number}").format(number=version.number))
        self._when.setText(format_moment(version.at) if version.at is not None else "")
        self._signed.setText(_("signed {done} of {total}").format(done=done, total=total))
        altered = faults(plan)
        self._code.setText(_("altered") if altered else check_code(version.hash))
        self._code.paint_as("danger" if altered else "text")
        self._code.setToolTip(" ".join(altered) or version.hash)
        self._bar.show_count(done, total)
        self._show_people(plan, version)
        self._show_since(plan, altered)
        self.setAccessibleName(self.accessible_words())
        self.sign.setEnabled(not locked and done < total)
        self.compare.setEnabled(not altered)

    def accessible_words(self) -> str:
        """All that the card says, as text."""
        labels = (self._title, self._when, self._signed, self._code_label, self._code, self._purpose, self._since)
        people = [row.accessibleName() for row in self._people]
        return ". ".join([label.text() for label in labels if label.text() and not label.isHidden()] + people)

    def _show_people(self, plan: Snapshot, version: Version) -> None:
        have = {one.participant: one for one in signatures(plan, version)}
        people = [
            *signers(plan),
            *(person for person in plan.all(Participant) if person.id in have and not person.signs),
        ]
        found = [
            _Signer(
                person.name,
                person.role or team_name(plan, person.team),
                shown(plan, have[person.id], "how") if person.id in have else "",
                have[person.id].reservation if person.id in have else "",
            )
            for person in people
        ]
        if found == self._shown:
            return
        self._shown = found
        for row in self._people:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._people = [_SignerRow(signer) for signer in found]
        for number, row in enumerate(self._people):
            self._list.insertWidget(number, row)

    def _show_since(self, plan: Snapshot, altered: tuple[str, ...]) -> None:
        if altered:
            self._since.setText(" ".join(altered))
            self._since.paint_as("danger")
            return
        self._since.paint_as("text")
        words = counts_words(since_version(plan))
        self._since.setText(
            _("Since then {changes}").format(changes=words) if words else _("Nothing has changed since")
        )

    def _dress(self) -> None:
        self.sign.setIcon(theme.icon("signature", "text"))
        self.compare.setIcon(theme.icon("git-compare", "text"))
        self._scroll.setMinimumHeight(theme.px(24 * 2))
