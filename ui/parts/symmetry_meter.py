"""How even two teams' promises are: a block for each, filled where it is said how it is measured."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from joint_plan.base.texts import _, ngettext
from ui import theme
from ui.parts.painting import begin, draw_text
from ui.parts.sla_faces import Column, measured_words, revenue_sentence, revenue_words, symmetry_words

_BLOCK, _LOW, _GAP = 15, 7, 3
_MOST = 12
"""More blocks than these on one side are drawn narrower."""


class SymmetryMeter(QWidget):
    """Blocks to both sides of a pivot, the counts at the ends, and in words beside them how even it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[Column, Column] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_columns(self, left: Column, right: Column) -> None:
        """Show how these two compare."""
        self._columns = (left, right)
        said = ngettext(
            "{team} owes {count} SLA, {measured} of them measured",
            "{team} owes {count} SLAs, {measured} of them measured",
            1,
        )
        words = [
            said.format(team=column.team_name, count=len(column.faces), measured=column.measured)
            for column in (left, right)
        ]
        words += [symmetry_words(left, right), *filter(None, [measured_words(left, right)])]
        self.setAccessibleName("; ".join(words))
        revenue = [revenue_sentence(column) for column in (left, right)] if left.faces or right.faces else []
        more = [*revenue, _("An empty block: nobody said yet where it is measured")]
        self.setAccessibleDescription("; ".join(more))
        self.setToolTip("\n".join([*words, *more]))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._columns is None:
            return
        tokens = theme.tokens()
        painter = begin(self)
        left, right = self._columns
        most = max(len(left.faces), len(right.faces), 1)
        block = _BLOCK if most <= _MOST // 2 else max(5, _BLOCK * _MOST // 2 // most)
        middle = self.height() / 2
        digits = theme.metrics("body", 600).horizontalAdvance("00")
        pivot = digits + 6 + most * (block + _GAP) + 4
        for column, side in ((left, -1), (right, 1)):
            faces = sorted(column.faces, key=lambda face: not face.measured)
            colour = theme.team_colour(column.team)
            for number, face in enumerate(faces):
                near = pivot + side * (4 + number * (block + _GAP))
                x = near if side > 0 else near - block
                place = QRectF(x, middle - _LOW / 2, block, _LOW)
                painter.setPen(QPen(colour, 1.3))
                painter.setBrush(colour if face.measured else Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(place.adjusted(0.6, 0.6, -0.6, -0.6), 1.5, 1.5)
            end = pivot + side * (4 + len(faces) * (block + _GAP) + 3)
            words = QRectF(end if side > 0 else end - digits, 0, digits, self.height())
            align = Qt.AlignmentFlag.AlignLeft if side > 0 else Qt.AlignmentFlag.AlignRight
            align |= Qt.AlignmentFlag.AlignVCenter
            draw_text(painter, words, str(len(faces)), theme.font("body", 600), tokens.text, align, elide=False)
        painter.setPen(QPen(tokens.border_strong, 1.5))
        painter.drawLine(QRectF(pivot, 4, 0, 0).topLeft(), QRectF(pivot, self.height() - 4, 0, 0).topLeft())
        after = pivot + most * (block + _GAP) + digits + theme.space(4)
        room = QRectF(after, 0, self.width() - after, self.height())
        even, measured, revenue = symmetry_words(left, right), measured_words(left, right), revenue_words(left, right)
        measure = theme.metrics("small")
        # As much of it as there is room for: all of it is in the tooltip.
        for parts in ((even, measured, revenue), (even, revenue), (even,)):
            words_shown = ", ".join(filter(None, parts))
            if measure.horizontalAdvance(words_shown) <= room.width():
                draw_text(painter, room, words_shown, theme.font("small"), tokens.muted)
                return
