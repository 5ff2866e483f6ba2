"""What a total by month would look like, before it is written: a bar a month, its amount and its part of the whole."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from joint_plan.base.locale import format_money, format_money_short, format_rate
from joint_plan.base.texts import _
from joint_plan.rules.funnel import month_name
from ui import theme
from ui.parts.painting import begin, draw_text

if TYPE_CHECKING:
    from joint_plan.plan.funnel import Segment
    from joint_plan.rules.funnel import Spread
    from joint_plan.rules.funnel.inputs import Inputs

_CENTRE = Qt.AlignmentFlag.AlignCenter


class SpreadPreview(QWidget):
    """A line with the total, and the months under it; its accessible description has every number."""

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self._months: tuple[tuple[str, str, str, Fraction], ...] = ()
        self.setAccessibleName(_("What this gives"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(480), theme.px(118))

    def show_spread(self, spread: Spread | None, segment: Segment | None, inputs: Inputs) -> None:
        """Show a total and its weights beside the segment's target of now; nothing while there is none."""
        self._months = ()
        self._title = _("Type the amounts: what they give is shown here.")
        if spread is not None and segment is not None:
            held, currency = segment.revenue_target, inputs.currency
            total = format_money(spread.total, currency)
            self._title = _("Revenue target of {segment}: {total}").format(segment=segment.name, total=total)
            if held is not None and held != spread.total:
                change = _("now {money}").format(money=format_money(held, currency))
                self._title = f"{self._title} ({change})"
            whole = sum(spread.weights, Fraction(0))
            self._months = tuple(
                (
                    month_name(inputs, month),
                    format_money_short(_cents(Fraction(spread.total) * weight / whole), currency),
                    format_rate(_tenth(weight / whole)),
                    weight / whole,
                )
                for month, weight in enumerate(spread.weights, 1)
            )
        words = [f"{name} {money}, {part}" for name, money, part, _share in self._months]
        self.setAccessibleDescription(". ".join((self._title, *words)))
        self.setToolTip("\n".join(words))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = begin(self)
        tokens, line = theme.tokens(), theme.px(16)
        colour = tokens.text if self._months else tokens.muted
        draw_text(painter, QRectF(0, 0, self.width(), theme.px(20)), self._title, theme.font("small", 600), colour)
        if not self._months:
            return
        most = max(share for *_words, share in self._months)
        top, base = theme.px(24) + line, self.height() - 2 * line
        wide = self.width() / len(self._months)
        roomy = wide >= theme.metrics("caption").horizontalAdvance("€9,999K")
        for number, (name, money, part, share) in enumerate(self._months):
            left = number * wide
            high = (base - top) * float(share / most) if most else 0.0
            bar = QRectF(left + wide * 0.25, base - high, wide * 0.5, high)
            if high:
                painter.fillRect(bar, tokens.accent)
            place = QRectF(left + 1, base, wide - 2, line)
            draw_text(painter, place, name, theme.font("caption"), tokens.muted, _CENTRE)
            if roomy:
                over = QRectF(left, base - high - line, wide, line)
                draw_text(painter, over, money, theme.font("caption", 600, tabular=True), tokens.text, _CENTRE)
                draw_text(painter, place.translated(0, line), part, theme.font("caption"), tokens.muted, _CENTRE)


def _cents(amount: Fraction) -> Decimal:
    return Decimal(round(amount * 100)) / 100


def _tenth(share: Fraction) -> Fraction:
    return Fraction(round(share * 1000), 1000)
