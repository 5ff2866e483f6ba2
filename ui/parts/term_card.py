"""A term as a card: marketing's words, sales' words and the agreed ones side by side; test and examples under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent

from joint_plan.base.texts import _
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.language import Term
from joint_plan.rules.names import shown, team_name
from ui import theme
from ui.parts.agreed_cards import AgreedCard
from ui.parts.painting import begin, draw_card, draw_lines, draw_team, draw_text, wrapped_lines

if TYPE_CHECKING:
    from joint_plan.plan.record import Record

_PAD, _LINE, _GAP = 14, 17, 14


class TermCard(AgreedCard):
    """The card."""

    def _term(self) -> Term:
        item: Record = self.item
        assert isinstance(item, Term)  # the terms' part shows nothing else
        return item

    def _facts_words(self) -> str:
        term = self._term()
        return "  ".join(f"{label}: {words}" for label, words in self._below(term) if words) + term.agreed_definition

    def _below(self, term: Term) -> tuple[tuple[str, str], ...]:
        return (
            (_("Test"), term.test),
            (_("Examples"), term.examples),
            (_("Not"), term.counter_examples),
        )

    def _column_width(self) -> float:
        return (max(theme.px(320), self.width()) - 2 * theme.px(_PAD) - 2 * theme.px(_GAP)) / 3

    def _columns(self) -> list[tuple[str, list[str]]]:
        plan, room = self._document.plan, self._column_width()
        found = [
            (
                team_name(plan, team),
                wrapped_lines(shown(plan, self.item, f"definition_{team}"), theme.font("small"), room),
            )
            for team in TEAMS
        ]
        agreed = self._term().agreed_definition or "–"
        return [*found, (_("Agreed"), wrapped_lines(agreed, theme.font("small", 600), room))]

    def _facts_lines(self) -> list[tuple[str, list[str]]]:
        room = max(theme.px(320), self.width()) - 2 * theme.px(_PAD) - theme.px(72)
        return [
            (label, wrapped_lines(words, theme.font("small"), room, 3))
            for label, words in self._below(self._term())
            if words
        ]

    def _fit(self) -> None:
        line = theme.px(_LINE)
        tall = max(len(lines) for _name, lines in self._columns())
        below = sum(len(lines) for _label, lines in self._facts_lines())
        height = theme.px(10 + 22 + 18) + (tall + below) * line + theme.px(6 + 8 + 30 + 6)
        self.setFixedHeight(height)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = begin(self)
        tokens = theme.tokens()
        draw_card(painter, QRectF(self.rect()), selected=self.selected, key_focus=theme.has_key_focus(self))
        pad, line, room = theme.px(_PAD), theme.px(_LINE), self._column_width()
        term = self._term()
        head = QRectF(pad, theme.px(10), self.width() - 2 * pad - theme.px(60), theme.px(22))
        draw_text(painter, head, term.term or _("(no word yet)"), theme.font("h3"), tokens.text)
        code = theme.metrics("caption", 600).horizontalAdvance(term.code) + 2
        place = QRectF(self.width() - pad - code, theme.px(10), code, theme.px(22))
        draw_text(painter, place, term.code, theme.font("caption", 600), tokens.muted, elide=False)
        top = theme.px(10 + 22 + 2)
        deepest = float(top)
        for number, (name, lines) in enumerate(self._columns()):
            left = pad + number * (room + theme.px(_GAP))
            team = TEAMS[number] if number < len(TEAMS) else "both"
            draw_team(painter, team, QRectF(left, top + 3, 9, 9))
            draw_text(
                painter, QRectF(left + 14, top, room - 14, theme.px(16)), name, theme.font("caption", 500), tokens.muted
            )
            font = theme.font("small", 600) if team == "both" else theme.font("small")
            bottom = draw_lines(painter, left, top + theme.px(17), lines, font, tokens.text, line)
            deepest = max(deepest, bottom)
        top_below = deepest + theme.px(6)
        for label, lines in self._facts_lines():
            draw_text(painter, QRectF(pad, top_below, theme.px(70), line), label, theme.font("caption"), tokens.muted)
            top_below = draw_lines(
                painter, pad + theme.px(72), top_below, lines, theme.font("small"), tokens.text, line
            )
        self._paint_foot(pad)
