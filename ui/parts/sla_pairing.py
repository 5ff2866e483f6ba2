"""The switch for whose promises are shown: marketing and sales, or a pair with a further team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Signal
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from joint_plan.base.texts import _, ngettext
from ui import theme
from ui.parts.editors import team_icon
from ui.parts.painting import begin, draw_icon, draw_team, draw_text

if TYPE_CHECKING:
    from ui.parts.sla_faces import Pairing


class PairingButton(QPushButton):
    """Shows the pair in words and shapes; a menu offers the others."""

    chosen = Signal(object)
    """A `Pairing`."""

    def __init__(self) -> None:
        super().__init__()
        self._pairing: Pairing = ("", "")
        self._names = ("", "")
        self._pairs: tuple[tuple[Pairing, int], ...] = ()
        self._names_of: dict[str, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(_("Choose whose promises to each other are shown"))
        self.clicked.connect(self._offer)
        theme.changed.connect(self.updateGeometry)

    def show_pairs(self, pairing: Pairing, pairs: tuple[tuple[Pairing, int], ...], names: dict[str, str]) -> None:
        """Show the pair in use; `pairs` are all there are, with how many SLAs each has."""
        self._pairing, self._pairs, self._names_of = pairing, pairs, names
        self._names = (names.get(pairing[0], pairing[0]), names.get(pairing[1], pairing[1]))
        self.setAccessibleName(_("Shown: {one} and {other}").format(one=self._names[0], other=self._names[1]))
        self.updateGeometry()
        self.update()

    def other_words(self) -> str:
        """How many SLAs there are between other pairs; "" for none."""
        others = [count for pair, count in self._pairs if pair != self._pairing and count]
        if not others:
            return ""
        pairs = ngettext("{count} other pair", "{count} other pairs", len(others)).format(count=len(others))
        slas = ngettext("{count} SLA", "{count} SLAs", sum(others)).format(count=sum(others))
        return f"{pairs}, {slas}"

    def _offer(self) -> None:
        menu = QMenu(self)
        for pair, count in self._pairs:
            one, other = (self._names_of.get(team, team) for team in pair)
            action = QAction(team_icon(pair[1]), f"{one} ⇆ {other}  ({count})", menu)
            action.setCheckable(True)
            action.setChecked(pair == self._pairing)
            action.triggered.connect(lambda _on, pair=pair: self.chosen.emit(pair))
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def sizeHint(self) -> QSize:
        measure = theme.metrics("body", 500)
        words = sum(measure.horizontalAdvance(name) for name in self._names)
        return QSize(words + 12 + 2 * 17 + 28 + 30, theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = begin(self)
        outline = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(tokens.accent if theme.has_key_focus(self) else tokens.border)
        painter.setBrush(tokens.canvas)
        painter.drawRoundedRect(outline, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        measure, font = theme.metrics("body", 500), theme.font("body", 500)
        left, middle = 12.0, self.height() / 2
        for number, (team, name) in enumerate(zip(self._pairing, self._names, strict=True)):
            if number:
                draw_icon(painter, "arrow-up-down", "muted", left + 4, middle - 7, 14)
                left += 26
            draw_team(painter, team, QRectF(left, middle - 5, 10, 10))
            left += 16
            width = measure.horizontalAdvance(name)
            draw_text(painter, QRectF(left, 0, width + 2, self.height()), name, font, tokens.text, elide=False)
            left += width + 2
        draw_icon(painter, "chevron-down", "muted", self.width() - 24, middle - 8)
