"""Items to agree as cards beside a form: goals, initiatives. A card in focus takes 1, 2 and P."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from joint_plan.base.locale import format_number
from joint_plan.base.texts import N_, _, ngettext
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.kinds import Series
from joint_plan.plan.record import Record, key_of, spec_of, title_of
from joint_plan.rules.names import label_of, shown
from joint_plan.rules.standing import agreeing_teams, standing
from ui import theme
from ui.parts.card import Card
from ui.parts.empty import EmptyState
from ui.parts.form import RecordForm
from ui.parts.painting import begin, draw_card, draw_chip, draw_icon, draw_lines, draw_team, draw_text, wrapped_lines
from ui.parts.stance_chips import stance_line
from ui.parts.state_chip import state_icon, state_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.document import Document

_PAD, _LINE = 14, 17


class AgreedCard(QWidget):
    """One item: title and state, its figures in a line, what each team contributes, and the stances."""

    chosen = Signal(str)
    stance_asked = Signal(str, object)
    walked = Signal(str, int)

    def __init__(self, document: Document, item: Record, facts: tuple[str, ...], shares: tuple[str, str]) -> None:
        super().__init__()
        self._document = document
        self._facts, self._shares = facts, shares
        self._chips: list[tuple[QRectF, str]] = []
        self._drawn: tuple[object, ...] = ()
        self.item = item
        self.selected = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._fit)
        self.show_item(item)

    def current_item(self) -> Record | None:
        """The item, as the plan holds it now."""
        return self._document.plan.find(key_of(self.item))

    def show_item(self, item: Record) -> None:
        """Show the item as it is now."""
        plan = self._document.plan
        self.item = item
        texts = (title_of(item), self._facts_words(), *self._share_words(), self._state(), stance_line(plan, item))
        if texts == self._drawn:
            return
        self._drawn = texts
        chips = ", ".join(chip.text for chip in stance_line(plan, item))
        self.setAccessibleName(f"{item.code} {title_of(item)}, {self._state()}, {chips}")
        self.setAccessibleDescription(". ".join(filter(None, (self._facts_words(), *self._share_words()))))
        self._fit()

    def _state(self) -> str:
        plan = self._document.plan
        if not spec_of(self.item).agreed(self.item):
            return _("Not to be agreed")
        return state_words(standing(plan, self.item), {team.id: team.name for team in agreeing_teams(plan)})

    def _facts_words(self) -> str:
        plan, columns = self._document.plan, spec_of(self.item).by_column
        words = []
        for name in self._facts:
            value = shown(plan, self.item, name)
            if value and isinstance(columns[name].kind, Series):
                value = _series_words(getattr(self.item, name))
            if value:
                words.append(f"{label_of(plan, columns[name])}: {value}")
        return "   ".join(words)

    def _share_words(self) -> tuple[str, ...]:
        return tuple(shown(self._document.plan, self.item, name) for name in self._shares)

    # Layout and painting

    def _blocks(self) -> tuple[list[str], list[str], list[list[str]]]:
        room = max(theme.px(200), self.width()) - 2 * theme.px(_PAD)
        title = wrapped_lines(title_of(self.item), theme.font("strong"), room - theme.px(150), 3)
        facts = wrapped_lines(self._facts_words(), theme.font("small"), room, 3) if self._facts_words() else []
        half = (room - theme.px(16)) / 2 - theme.px(16)
        shares = [wrapped_lines(words or "–", theme.font("small"), half, 6) for words in self._share_words()]
        return title, facts, shares

    def _fit(self) -> None:
        title, facts, shares = self._blocks()
        line = theme.px(_LINE)
        tall = max((len(words) for words in shares), default=0)
        height = theme.px(10) + len(title) * theme.px(19) + len(facts) * line + tall * line + theme.px(8 + 30 + 8)
        self.setFixedHeight(height)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = begin(self)
        tokens, _plan = theme.tokens(), self._document.plan
        draw_card(painter, QRectF(self.rect()), selected=self.selected, key_focus=theme.has_key_focus(self))
        title, facts, shares = self._blocks()
        pad, line = theme.px(_PAD), theme.px(_LINE)
        top = draw_lines(painter, pad, theme.px(10), title, theme.font("strong"), tokens.text, theme.px(19))
        right = QRectF(self.width() - theme.px(150) - pad, theme.px(10), theme.px(150), theme.px(19))
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        draw_text(painter, right, self.item.code, theme.font("caption", 600), tokens.muted, align)
        top = draw_lines(painter, pad, top, facts, theme.font("small"), tokens.muted, line) + theme.px(4)
        half = (self.width() - 2 * pad - theme.px(16)) / 2
        for number, (team, words) in enumerate(zip(TEAMS, shares, strict=False)):
            left = pad + number * (half + theme.px(16))
            draw_team(painter, team, QRectF(left, top + line / 2 - 4.5, 9, 9))
            draw_lines(painter, left + theme.px(16), top, words, theme.font("small"), tokens.text, line)
        self._paint_foot(pad)

    def _paint_foot(self, pad: int) -> None:
        painter = begin(self)
        tokens, plan = theme.tokens(), self._document.plan
        top = self.height() - theme.px(32)
        self._chips = []
        if not spec_of(self.item).agreed(self.item):
            draw_text(
                painter,
                QRectF(pad, top, self.width() - 2 * pad, theme.px(20)),
                self._state(),
                theme.font("caption"),
                tokens.muted,
            )
            return
        found = standing(plan, self.item)
        icon, role = ("history", "warn") if found.basis_changed and found.agreed else state_icon(found.state)
        draw_icon(painter, icon, role, pad, top + theme.px(10) - 7, 14)
        chips = stance_line(plan, self.item)
        wide = sum(chip.size().width() + 6 for chip in chips)
        state = QRectF(pad + 20, top, max(0.0, self.width() - 2 * pad - 26 - wide), theme.px(20))
        draw_text(painter, state, self._state(), theme.font("caption", 500), tokens.text)
        left = float(max(pad + 20, self.width() - pad - wide + 6))
        for chip in chips:
            place = draw_chip(painter, left, top, chip, self.width() - pad - left)
            self._chips.append((place.adjusted(-2, -4, 2, 4), chip.team))
            left += place.width() + 6

    def chip_place(self, team: str) -> QRectF:
        """Where a team's stance is drawn.

        Raises:
            KeyError: that team has no stance here.
        """
        return {name: place for place, name in self._chips}[team]

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        item = self.current_item()
        for place, team in self._chips:
            if place.contains(event.position()) and item is not None:
                self.stance_asked.emit(team, item)
                return

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.chosen.emit(key_of(self.item))
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or step is None:
            super().keyPressEvent(event)
        else:
            self.walked.emit(key_of(self.item), step)


class AgreedCards(QWidget):
    """The cards of one record type, and the form of the chosen one. Enter on a card goes to the form."""

    stance_asked = Signal(str, object)

    def __init__(
        self,
        document: Document,
        record_type: type[Record],
        facts: tuple[str, ...],
        shares: tuple[str, str],
        icon: str,
        purpose: str,
        card: type[AgreedCard] = AgreedCard,
    ) -> None:
        super().__init__()
        self._document, self._type, self._card = document, record_type, card
        self._facts, self._shares = facts, shares
        self.cards: dict[str, AgreedCard] = {}
        self.form = RecordForm(document)
        spec = spec_of(record_type)
        self.add_button = QPushButton(_("Add {what}").format(what=_(spec.label).lower()))
        self.add_button.clicked.connect(self.add)
        self._empty = EmptyState(icon, purpose, self.add_button.text())
        self._empty.wanted.connect(self.add)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, theme.space(2), 0)
        self._column.setSpacing(theme.space(2))
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self._list = scrolling(inner)
        inside = QWidget()
        form = QVBoxLayout(inside)
        form.setContentsMargins(0, 0, theme.space(2), 0)
        form.addWidget(self.form)
        form.addStretch(1)
        self._side = Card(3)
        self._side.body.addWidget(scrolling(inside))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(3))
        row.addWidget(self._empty, 3)
        row.addWidget(self._list, 5)
        row.addWidget(self._side, 3)
        self._side.setMinimumWidth(theme.px(280))

    def refresh(self) -> None:
        """Show the plan's items; cards whose words are the same are left alone."""
        plan = self._document.plan
        items = plan.all(self._type)
        here = {key_of(item) for item in items}
        for key in [key for key in self.cards if key not in here]:
            card = self.cards.pop(key)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for place, item in enumerate(items):
            card = self.cards.get(key_of(item)) or self._make(item)
            card.show_item(item)
            held = self._column.itemAt(place)
            if held is None or held.widget() is not card:
                self._column.insertWidget(place, card)
        self.cards = {key_of(item): self.cards[key_of(item)] for item in items}
        shown = self.form.current_item()
        if (shown is None or key_of(shown) not in here) and items:
            self._choose(key_of(items[0]))
        for part, on in ((self._empty, not items), (self._list, bool(items)), (self._side, bool(items))):
            part.setVisible(on)

    def focus_item(self, key: str) -> bool:
        """Put the focus on an item's card; says whether it is here."""
        card = self.cards.get(key)
        if card is not None:
            card.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._list.ensureWidgetVisible(card)
        return card is not None

    def add(self) -> None:
        """Add an item and start typing in its form."""
        made: list[Record] = []
        label = _(spec_of(self._type).label)
        with self._document.edit(N_("Add {what}"), what=label) as edit:
            made.append(edit.add(self._type()))
        if made:
            self.refresh()
            self._choose(key_of(made[0]))
            self.form.focus_field()

    def _make(self, item: Record) -> AgreedCard:
        card = self._card(self._document, item, self._facts, self._shares)
        card.chosen.connect(self._choose)
        card.stance_asked.connect(self.stance_asked)
        card.walked.connect(self._walk)
        self.cards[key_of(item)] = card
        return card

    def _choose(self, key: str) -> None:
        item = self._document.plan.find(key)
        shown = self.form.current_item()
        if item is not None and (shown is None or key_of(shown) != key):
            self.form.show_record(item)
        for name, card in self.cards.items():
            if card.selected != (name == key):
                card.selected = name == key
                card.update()

    def _walk(self, key: str, step: int) -> None:
        order = list(self.cards)
        place = order.index(key) + step
        if 0 <= place < len(order):
            self.focus_item(order[place])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        on_card = any(card.hasFocus() for card in self.cards.values())
        if on_card and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.form.focus_field()
        elif not on_card and event.key() == Qt.Key.Key_Escape and self.cards:
            # Esc in the form leads back to its card, as everywhere.
            item = self.form.current_item()
            self.focus_item(key_of(item) if item is not None else next(iter(self.cards)))
        else:
            super().keyPressEvent(event)


def _series_words(months: Mapping[int, Decimal]) -> str:
    """Numbers by month, summed; each of them is in the form."""
    total = format_number(sum(months.values(), Decimal(0)))
    count = len(months)
    return ngettext("{total} in {count} month", "{total} in {count} months", count).format(total=total, count=count)


def scrolling(inner: QWidget, *, sideways: bool = False) -> QScrollArea:
    """A widget that scrolls down where it has not the height it needs; its ground stays that of the page.

    `sideways` lets it scroll to the right too, for what cannot become narrower (very large text).
    """
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    policies = Qt.ScrollBarPolicy
    area.setHorizontalScrollBarPolicy(policies.ScrollBarAsNeeded if sideways else policies.ScrollBarAlwaysOff)
    area.setWidget(inner)
    area.viewport().setAutoFillBackground(False)
    inner.setAutoFillBackground(False)
    return area
