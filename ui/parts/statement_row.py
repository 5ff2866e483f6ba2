"""One statement as a painted line: both teams' means as a dumbbell with the gap, or, while blind, who is in."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.landscape import LEAST_SCORE, MOST_SCORE
from joint_plan.plan.record import key_of, title_of
from ui import theme
from ui.parts.painting import begin, draw_icon, draw_team, draw_text, wrapped_lines
from ui.parts.tile import Tile
from ui.parts.tips import plain

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from joint_plan.rules.landscape import Scored

CHART, GAP, NOW, PAD = 190, 56, 64, 12
"""Widths of the drawing, of the gap and of "now, target", and the inset, at 100 %."""
_LINE, _HEIGHT = 17, 36
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


def score_words(value: Fraction) -> str:
    """A mean with one digit."""
    return locale.format_fixed(value, 1)


def right_part(width: float) -> float:
    """Where the drawing begins in a line of this width."""
    return width - theme.px(PAD + NOW + GAP + CHART)


def place_of(left: float, score: Fraction | int) -> float:
    """Where a score stands in a drawing that begins at `left`."""
    room = theme.px(CHART) - theme.px(56)
    return left + theme.px(28) + room * float((Fraction(score) - LEAST_SCORE) / (MOST_SCORE - LEAST_SCORE))


class StatementRow(Tile):
    """The line. R or its button reveals it once both teams are in."""

    reveal_asked = Signal(str)

    def __init__(self, line: Scored, names: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(key_of(line.item), parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.selected = False
        self._button = QRectF()
        self.show_line(line, names)
        theme.changed.connect(self._fit)

    def show_line(self, line: Scored, names: dict[str, str]) -> None:
        """Show the statement as it is known now."""
        self.line, self._names = line, names
        self.setAccessibleName(f"{line.item.code} {title_of(line.item)}")
        self.setAccessibleDescription(self.words())
        self.setToolTip(plain(line.item.evidence))
        self._fit()

    def words(self) -> str:
        """What the drawing says, in words; of a blind answer only whether it is in."""
        line = self.line
        if not line.revealed:
            said = [
                _("{team} in").format(team=self._names[team])
                if team in line.inside
                else _("{team} not yet").format(team=self._names[team])
                for team in TEAMS
            ]
            return ", ".join(said)
        said = [f"{self._names[team]} {score_words(mean)}" for team, mean in line.means.items()]
        if line.gap is not None:
            said.append(_("gap {gap}").format(gap=score_words(line.gap)))
        if line.item.agreed_score is not None:
            said.append(_("now {score}").format(score=line.item.agreed_score))
        if line.item.target_score is not None:
            said.append(_("target {score}").format(score=line.item.target_score))
        return ", ".join(said)

    def _lines(self) -> list[str]:
        room = right_part(max(self.width(), theme.px(420))) - theme.px(PAD + 8)
        return wrapped_lines(title_of(self.line.item), theme.font("body"), room, 3)

    def _fit(self) -> None:
        self.setFixedHeight(max(theme.px(_HEIGHT), len(self._lines()) * theme.px(_LINE) + theme.px(12)))
        self.update()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt's own event
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        tokens = theme.tokens()
        place = QRectF(self.rect()).adjusted(3, 2, -3, -2)
        if self.selected or theme.has_key_focus(self):
            painter.setPen(QPen(tokens.accent, 2) if theme.has_key_focus(self) else Qt.PenStyle.NoPen)
            painter.setBrush(tokens.accent_soft if self.selected else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place, 6, 6)
        lines, leading = self._lines(), theme.px(_LINE)
        top = (self.height() - len(lines) * leading) / 2
        for number, text in enumerate(lines):
            box = QRectF(theme.px(PAD), top + number * leading, right_part(self.width()), leading)
            draw_text(painter, box, text, theme.font("body"), tokens.text, elide=False)
        if self.line.revealed:
            self._paint_dumbbell(painter)
        else:
            self._paint_blind(painter)

    # Revealed

    def _paint_dumbbell(self, painter: QPainter) -> None:
        tokens, left, middle = theme.tokens(), right_part(self.width()), self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.border_strong)
        points = {team: place_of(left, mean) for team, mean in self.line.means.items()}
        if len(points) == len(TEAMS):
            low, high = sorted(points.values())
            painter.setBrush(tokens.border_strong)
            painter.drawRoundedRect(QRectF(low, middle - 1.5, high - low, 3), 1.5, 1.5)
            if high - low < theme.px(13):
                # Two equal answers would cover each other: they stand side by side, around where they are.
                centre = (low + high) / 2
                points = dict(zip(sorted(points, key=points.__getitem__), (centre - 7, centre + 7), strict=True))
        ends = sorted(points.values()) or [left]
        beside = theme.px(38)
        for score in range(LEAST_SCORE, MOST_SCORE + 1):
            x = place_of(left, score)
            if not ends[0] - beside < x < ends[-1] + beside:
                painter.drawEllipse(QPointF(x, middle), 1.2, 1.2)
        size = theme.px(12)
        for number, team in enumerate(sorted(points, key=points.__getitem__)):
            x = points[team]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.tokens().surface)
            painter.drawEllipse(QPointF(x, middle), size / 2 + 1.5, size / 2 + 1.5)
            draw_team(painter, team, QRectF(x - size / 2, middle - size / 2, size, size))
            words = score_words(self.line.means[team])
            wide = theme.px(26)
            box = (
                QRectF(x - size / 2 - 4 - wide, middle - 9, wide, 18)
                if number == 0
                else QRectF(x + size / 2 + 4, middle - 9, wide, 18)
            )
            align = _RIGHT if number == 0 else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            draw_text(painter, box, words, theme.font("caption", tabular=True), tokens.muted, align, elide=False)
        self._paint_figures(painter)

    def _paint_figures(self, painter: QPainter) -> None:
        tokens, high = theme.tokens(), float(self.height())
        left = right_part(self.width()) + theme.px(CHART)
        if self.line.gap is not None:
            wide = self.line.wide
            box = QRectF(left, 0, theme.px(GAP) - 8, high)
            font = theme.font("strong" if wide else "body", 700 if wide else 400, tabular=True)
            draw_text(painter, box, score_words(self.line.gap), font, tokens.text, _RIGHT, elide=False)
            if wide:
                draw_icon(painter, "triangle-alert", "warn", left, high / 2 - 7, 14)
        now, target = self.line.item.agreed_score, self.line.item.target_score
        words = "–" if now is None and target is None else f"{now or '–'} → {target or '–'}"
        box = QRectF(left + theme.px(GAP), 0, theme.px(NOW), high)
        draw_text(painter, box, words, theme.font("body", tabular=True), tokens.text, _RIGHT, elide=False)

    # Blind

    def _paint_blind(self, painter: QPainter) -> None:
        tokens, high = theme.tokens(), float(self.height())
        left = right_part(self.width())
        half = theme.px(CHART - 4) / 2
        for number, team in enumerate(TEAMS):
            here = team in self.line.inside
            x = left + number * half
            draw_team(painter, team, QRectF(x, high / 2 - 5, 10, 10), hollow=not here)
            words = _("{team} in") if here else _("{team} not yet")
            box = QRectF(x + 15, 0, half - 17, high)
            colour = tokens.text if here else tokens.muted
            draw_text(
                painter, box, words.format(team=self._names[team]), theme.font("small", 500 if here else 400), colour
            )
        end = QRectF(left + theme.px(CHART), 0, theme.px(GAP + NOW), high)
        self._button = QRectF()
        if self.line.ready:
            wide = theme.px(84)
            self._button = QRectF(end.right() - wide, high / 2 - theme.px(14), wide, theme.px(28))
            painter.setPen(QPen(tokens.border_strong, 1))
            painter.setBrush(tokens.surface)
            painter.drawRoundedRect(self._button.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
            draw_icon(painter, "eye", "text", self._button.left() + 9, high / 2 - 7, 14)
            box = self._button.adjusted(theme.px(26), 0, -6, 0)
            draw_text(painter, box, _("Reveal"), theme.font("small", 500), tokens.text, elide=False)
        elif self.line.inside:
            missing = next(team for team in TEAMS if team not in self.line.inside)
            words = _("waiting for {team}").format(team=self._names[missing])
            draw_text(painter, end, words, theme.font("caption"), tokens.muted, _RIGHT)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._button.contains(event.position()):
            self.reveal_asked.emit(self.key)
