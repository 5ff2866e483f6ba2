"""The red band: what is needed before the plan starts, the revenue that rests on it, and what of that is covered."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from joint_plan.base.locale import format_number
from joint_plan.base.texts import _
from joint_plan.rules.names import name_of
from ui import theme
from ui.parts.funnel_words import money_words
from ui.parts.painting import begin, draw_icon, draw_text

if TYPE_CHECKING:
    from fractions import Fraction

    from joint_plan.plan.snapshot import Snapshot
    from ui.parts.funnel_facts import FunnelFacts

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BeforeBand(QAbstractButton):
    """The band; pressing it opens the calculation. It is hidden where nothing is due before the plan."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._sums: tuple[tuple[str, str], ...] = ()
        self._missing: tuple[str, ...] = ()
        self._months = ""
        theme.changed.connect(self.updateGeometry)

    def show_facts(self, plan: Snapshot, facts: FunnelFacts) -> None:
        """Show what is due before the plan over all segments."""
        before = facts.funnel.before
        self.setVisible(before.revenue is not None and before.revenue > 0)
        self._sums = (
            (_("Revenue resting on it"), money_words(before.revenue, facts.currency)),
            (_("In flight covers"), money_words(before.covered, facts.currency)),
            (_("Shortfall"), money_words(before.shortfall, facts.currency)),
        )
        self._missing = tuple(
            _("{count} missing at {stage}").format(count=_up(count), stage=name_of(plan, "FunnelStage", stage))
            for stage, count in before.records.items()
            if count
        )
        words = [f"{label}: {value}" for label, value in self._sums]
        self.setAccessibleName(". ".join((_("Needed before the plan starts"), *words, *self._missing)))
        self.setToolTip("\n".join((*words, *self._missing)))
        self._months = self._early_months(facts)
        self.update()

    def _early_months(self, facts: FunnelFacts) -> str:
        lags = [row.lag_months for row in facts.funnel.rows if row.lag_months]
        last = min(max(lags, default=0), facts.funnel.months)
        if not last:
            return ""
        if last == 1:
            return _("Wins of {month} begin before it").format(month=facts.month_name(1))
        return _("Wins of {first} to {last} begin before it").format(
            first=facts.month_name(1), last=facts.month_name(last)
        )

    def sizeHint(self) -> QSize:
        return QSize(theme.px(600), theme.px(50))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = begin(self)
        tokens = theme.tokens()
        place = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        line = tokens.accent if theme.has_key_focus(self) else theme.blended(tokens.danger, tokens.surface, 0.5)
        painter.setPen(QPen(line, 2 if theme.has_key_focus(self) else 1))
        painter.setBrush(theme.blended(tokens.danger, tokens.surface, 0.08))
        painter.drawRoundedRect(place, 6, 6)
        painter.fillRect(QRectF(0, 2, 4, self.height() - 4), tokens.danger)
        middle, line_height = self.height() / 2, theme.px(18)
        draw_icon(painter, "triangle-alert", "danger", theme.px(16), middle - 9, 18)
        left = float(theme.px(46))
        first = QRectF(left, middle - line_height, theme.px(226), line_height)
        title = _("Needed before the plan starts")
        draw_text(painter, first, title, theme.font("body", 600), tokens.danger)
        second = QRectF(left, middle, theme.px(226), line_height)
        draw_text(painter, second, self._months, theme.font("caption"), tokens.muted)
        self._paint_sums(left + theme.px(236))

    def _paint_sums(self, left: float) -> None:
        painter = begin(self)
        tokens = theme.tokens()
        middle, line_height = self.height() / 2, theme.px(18)
        wide = theme.px(124)
        for number, (label, value) in enumerate(self._sums):
            across = left + number * wide
            draw_text(
                painter,
                QRectF(across, middle - line_height, wide - 8, line_height),
                label,
                theme.font("caption"),
                tokens.muted,
            )
            colour = tokens.danger if number == len(self._sums) - 1 else tokens.text
            draw_text(painter, QRectF(across, middle, wide - 20, line_height), value, theme.font("strong"), colour)
            if number:
                sign = QRectF(across - theme.px(18), middle, theme.px(14), line_height)
                draw_text(
                    painter,
                    sign,
                    "−" if number == 1 else "=",
                    theme.font("body"),
                    tokens.muted,
                    Qt.AlignmentFlag.AlignCenter,
                )
        rest = left + len(self._sums) * wide
        room = self.width() - rest - theme.px(16)
        if room < theme.px(90):
            return
        for number, words in enumerate(self._missing[:2]):
            top = middle - line_height + number * line_height if len(self._missing) > 1 else middle - line_height / 2
            draw_text(
                painter, QRectF(rest, top, room, line_height), words, theme.font("caption", 600), tokens.text, _RIGHT
            )


def _up(count: Fraction) -> str:
    return format_number(math.ceil(count))
