"""One item on the Agreement page: what it is, how it stands, each team's stance, and what was said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QWidget

from joint_plan.base.texts import _
from joint_plan.plan.record import key_of, title_of
from joint_plan.plan.slas import Sla
from joint_plan.rules.names import team_name
from joint_plan.rules.sentences import sla_sentence
from joint_plan.rules.standing import Standing, agreeing_teams
from ui import theme
from ui.parts.agreement_groups import hands, said, selectable
from ui.parts.painting import begin, draw_chip, draw_icon, draw_lines, draw_text, wrapped_lines
from ui.parts.stance_chips import stance_chip
from ui.parts.state_chip import state_icon, state_words

if TYPE_CHECKING:
    from joint_plan.plan.record import Record
    from joint_plan.plan.snapshot import Snapshot
    from ui.document import Document

_LEFT = 44
"""Where the words begin, at 100 %: right of the box to tick."""
_LINE = 17


def stance_width(teams: int, width: int) -> int:
    """The width in pixels of one team's column of stances, in a list of that width."""
    if width > theme.px(680):
        return theme.px(164)
    return theme.px(128 if teams <= 2 else 112 if teams == 3 else 92)


def subject(plan: Snapshot, item: Record) -> str:
    """What teams say yes or no to: an SLA's sentence, the title of anything else."""
    return sla_sentence(plan, item) if isinstance(item, Sla) else title_of(item)


class _Tick(QCheckBox):
    """A box to tick, painted: the style's own is hardly seen in the dark."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = begin(self)
        tokens = theme.tokens()
        size = theme.px(16)
        box = QRectF((self.width() - size) / 2 + 0.5, (self.height() - size) / 2 + 0.5, size - 1, size - 1)
        on, enabled = self.isChecked(), self.isEnabled()
        line = tokens.accent if on else tokens.border_strong if enabled else tokens.border
        painter.setPen(QPen(line, 2 if theme.has_key_focus(self) else 1.2))
        painter.setBrush(tokens.accent if on else tokens.surface if enabled else tokens.canvas)
        painter.drawRoundedRect(box, 3, 3)
        if on:
            draw_icon(painter, "check", "on_accent", box.center().x() - 6, box.center().y() - 6, 12)
        if theme.has_key_focus(self):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.accent, 1))
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 4, 4)

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)


class AgreementRow(QWidget):
    """A row. 1, 2 and P act on it while it has the focus; Enter opens the item, X ticks it."""

    ticked = Signal(str, bool)
    stance_asked = Signal(str, object)
    confirm_asked = Signal(str)
    opened = Signal(str)
    walked = Signal(str, int)
    """Key of this row and +1 or -1: the focus wants to go on."""

    def __init__(self, document: Document, standing: Standing) -> None:
        super().__init__()
        self._document = document
        self.standing = standing
        self._chips: list[tuple[QRectF, str]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(_("1 and 2 open the teams' stances, P parks it, X ticks it, Enter goes to it"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.tick = _Tick(self)
        self.tick.toggled.connect(lambda on: self.ticked.emit(key_of(self.standing.item), on))
        self.confirm = QPushButton(_("Confirm both"), self)
        self.confirm.clicked.connect(lambda: self.confirm_asked.emit(key_of(self.standing.item)))
        theme.changed.connect(self._lay_out)
        self.show_standing(standing, force=True)

    def show_standing(self, standing: Standing, *, force: bool = False) -> None:
        """Show how the item stands now."""
        if standing is self.standing and not force:
            return
        self.standing = standing
        plan = self._document.plan
        teams = agreeing_teams(plan)
        words = [f"{standing.item.code} {subject(plan, standing.item)}".strip(), self._state()]
        words += [
            f"{team_name(plan, team.id)}: {stance_chip(plan, standing.item, team.id, short=True).text}"
            for team in teams
        ]
        self.setAccessibleName(", ".join(words))
        self.setAccessibleDescription(" ".join((*said(plan, standing), *self._changes())))
        self.tick.setVisible(standing.open)
        self.tick.setEnabled(selectable(standing))
        self.tick.setAccessibleName(_("Agree {item} with the set").format(item=standing.item.code))
        self.tick.setToolTip(
            _("Agree it with the others that are ticked (X)")
            if selectable(standing)
            else _("Somebody objects: talk about it by itself first")
        )
        if not selectable(standing):
            self.tick.setChecked(False)
        self.confirm.setVisible(bool(standing.basis_changed and standing.agreed))
        self.confirm.setToolTip(_("Both teams stay with their stance on the new figures"))
        self._lay_out()

    def current_item(self) -> Record | None:
        """The item, as the plan holds it now."""
        return self._document.plan.find(key_of(self.standing.item))

    def chip_place(self, team: str) -> QRectF:
        """Where a team's stance is drawn.

        Raises:
            KeyError: that team has no stance here.
        """
        return {name: place for place, name in self._chips}[team]

    # Layout

    def _state(self) -> str:
        plan = self._document.plan
        return state_words(self.standing, {team.id: team_name(plan, team.id) for team in agreeing_teams(plan)})

    def _changes(self) -> list[str]:
        if not self.standing.agreed:
            return []
        return [
            _("{label}: {before} when agreed, {after} now").format(
                label=change.label, before=change.before or _("nothing"), after=change.after or _("nothing")
            )
            for change in self.standing.basis_changed
        ]

    def _title_room(self, width: int) -> float:
        teams = len(agreeing_teams(self._document.plan))
        return width - theme.px(_LEFT) - teams * stance_width(teams, width) - theme.px(16)

    def _blocks(self, width: int) -> tuple[list[str], list[str], list[str]]:
        """Title lines, what was said, what has changed; each wrapped to the room it has."""
        words = subject(self._document.plan, self.standing.item)
        title = wrapped_lines(words, theme.font("body", 600), self._title_room(width), 3)
        room = width - theme.px(_LEFT) - theme.px(16)
        small = theme.font("small")
        spoken = [
            line for words in said(self._document.plan, self.standing) for line in wrapped_lines(words, small, room)
        ]
        scale = hands(self._document.plan, self.standing) if spoken else ""
        spoken += wrapped_lines(scale, small, room) if scale else []
        beside = room - (self.confirm.sizeHint().width() + theme.px(12))
        changed = [line for words in self._changes() for line in wrapped_lines(words, small, beside)]
        return title, spoken, changed

    def _height(self, width: int) -> int:
        title, spoken, changed = self._blocks(max(width, theme.px(300)))
        line = theme.px(_LINE)
        height = theme.px(8) + len(title) * line + line + theme.px(6)
        height += len(spoken) * line + (theme.px(4) if spoken else 0)
        if changed:
            height += max(len(changed) * line, self.confirm.sizeHint().height()) + theme.px(6)
        return height

    def _lay_out(self) -> None:
        self.tick.move(theme.px(10), theme.px(4))
        self.tick.resize(theme.px(28), theme.px(28))
        title, spoken, _changed = self._blocks(max(self.width(), theme.px(300)))
        line = theme.px(_LINE)
        top = theme.px(8) + (len(title) + 1 + len(spoken)) * line + theme.px(6 if not spoken else 10)
        hint = self.confirm.sizeHint()
        self.confirm.setGeometry(self.width() - hint.width() - theme.px(16), top, hint.width(), hint.height())
        self.setFixedHeight(self._height(self.width()))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = begin(self)
        tokens = theme.tokens()
        if self.tick.isChecked():
            painter.fillRect(self.rect(), theme.blended(tokens.accent_soft, tokens.surface, 0.6))
        painter.setPen(tokens.border)
        low = self.height() - 0.5
        painter.drawLine(QPointF(theme.px(16), low), QPointF(self.width() - theme.px(16), low))
        title, spoken, changed = self._blocks(self.width())
        left, line = float(theme.px(_LEFT)), theme.px(_LINE)
        top = draw_lines(painter, left, theme.px(8), title, theme.font("body", 600), tokens.text, line)
        self._paint_state(painter, left, top, line)
        top += line + theme.px(4)
        if spoken:
            top = draw_lines(painter, left, top, spoken, theme.font("small"), tokens.text, line) + theme.px(4)
        if changed:
            middle = (self.confirm.height() - len(changed) * line) / 2
            draw_lines(painter, left, top + max(2, middle), changed, theme.font("small"), tokens.muted, line)
        self._paint_stances(painter)
        if theme.has_key_focus(self):
            painter.setPen(QPen(tokens.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -3), 4, 4)

    def _paint_state(self, painter: QPainter, left: float, top: float, line: int) -> None:
        tokens, code = theme.tokens(), self.standing.item.code
        strong = theme.font("caption", 600)
        room = self._title_room(self.width())
        draw_text(painter, QRectF(left, top, room, line), code, strong, tokens.muted)
        after = left + (theme.metrics("caption", 600).horizontalAdvance(code) + theme.px(10) if code else 0)
        flagged = self.standing.basis_changed and self.standing.agreed
        icon, role = ("history", "warn") if flagged else state_icon(self.standing.state)
        draw_icon(painter, icon, role, after, top + line / 2 - 6, 12)
        place = QRectF(after + theme.px(17), top, left + room - after - theme.px(17), line)
        draw_text(painter, place, self._state(), theme.font("caption", 500), tokens.text)

    def _paint_stances(self, painter: QPainter) -> None:
        plan = self._document.plan
        teams = agreeing_teams(plan)
        width = stance_width(len(teams), self.width())
        left = self.width() - theme.px(16) - width * len(teams)
        self._chips = []
        for team in teams:
            chip = stance_chip(plan, self.standing.item, team.id, short=True)
            place = draw_chip(painter, left, theme.px(12), chip, width - theme.px(6))
            self._chips.append((QRectF(left, theme.px(6), width - theme.px(6), theme.px(32)).united(place), team.id))
            left += width

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        item = self.current_item()
        if event.button() != Qt.MouseButton.LeftButton or item is None:
            return
        for place, team in self._chips:
            if place.contains(event.position()):
                self.stance_asked.emit(team, item)
                return

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not any(place.contains(event.position()) for place, _team in self._chips):
            self.opened.emit(key_of(self.standing.item))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = key_of(self.standing.item)
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.walked.emit(key, 1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(key)
        elif event.key() == Qt.Key.Key_X and selectable(self.standing):
            self.tick.toggle()
        elif event.key() == Qt.Key.Key_C and not self.confirm.isHidden():
            self.confirm_asked.emit(key)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
