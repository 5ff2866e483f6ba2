"""One SLA as a card: its sentence, today against the target, levels, every team's stance."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QPen

from joint_plan.base.texts import _
from ui import theme
from ui.parts.painting import begin, draw_card, draw_chip, draw_icon, draw_lines, draw_team, draw_text, wrapped_lines
from ui.parts.sla_faces import some_of
from ui.parts.tile import MOVES, Tile

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.parts.painting import Chip
    from ui.parts.sla_faces import LevelRow, SlaFace

WIDE = 400
"""From this width on a card has room for the remedy, larger type and words such as "today"."""
_ROW = 20
_CHIP_ROW = 28
_BAR = 38


@dataclass(slots=True)
class _Plan:
    """Where everything of a card is at one width."""

    sentence: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    basis: list[str] = field(default_factory=list)
    chips: list[tuple[QRectF, str, Chip]] = field(default_factory=list)
    height: int = 0


class SlaCard(Tile):
    """A card. A click on a chip asks for that team's stance; the selected card points at the form."""

    stance_asked = Signal(str, str)
    """(team id, key)."""

    movable = True
    menu_acts = ("open_card", "duplicate", *MOVES, "delete")

    def __init__(self, face: SlaFace, parent: QWidget | None = None) -> None:
        super().__init__(face.key, parent)
        self.face = face
        self.selected = False
        self._plan: tuple[tuple[SlaFace, int, int], _Plan] | None = None
        self.show_face(face)

    def show_face(self, face: SlaFace) -> None:
        """Show this; nothing is drawn again where nothing changed."""
        if face != self.face or not self.accessibleName():
            self.face = face
            self.update()
        self.setAccessibleName(face.spoken)
        self.setAccessibleDescription(_("Enter opens the form, Ctrl+Up and Down order, 1 and 2 take stances"))
        levels = [level.spoken for level in face.levels]
        tip = [
            face.sentence,
            *levels,
            _("If missed: {what}").format(what=face.missed) if face.missed else "",
            *face.basis,
        ]
        self.setToolTip("\n".join(line for line in tip if line))

    def select(self, selected: bool) -> None:
        """Mark it as the one in the form."""
        if selected != self.selected:
            self.selected = selected
            self.update()

    # Laying out

    def _wide(self, width: int) -> bool:
        return width >= theme.px(WIDE)

    def _pad(self, width: int) -> int:
        return theme.space(4) if self._wide(width) else theme.space(3)

    def _laid_out(self, width: int) -> _Plan:
        key = (self.face, width, theme.current.text_size)
        if self._plan is None or self._plan[0] != key:
            self._plan = (key, self._measure(width))
        return self._plan[1]

    def _measure(self, width: int) -> _Plan:
        face, pad, wide = self.face, self._pad(width), self._wide(width)
        room = width - 2 * pad
        plan = _Plan()
        plan.sentence = wrapped_lines(face.sentence, self._sentence_font(wide), room)
        top = theme.px(10) + theme.px(_ROW) + len(plan.sentence) * self._leading(wide) + theme.px(2)
        if face.levels:
            top += len(face.levels) * theme.px(_ROW) + theme.px(6)
        if face.basis:
            plan.basis = wrapped_lines(some_of(face.basis, 1), theme.font("caption"), room - 18, 3)
            top += len(plan.basis) * theme.px(15) + 2
        if wide and face.missed:
            words = _("If missed: {what}").format(what=face.missed)
            plan.missed = wrapped_lines(words, theme.font("caption"), room, 2)
            top += len(plan.missed) * theme.px(15) + theme.px(4)
        top += theme.px(5)
        x = float(pad)
        for team, chip in face.chips:
            size = chip.size()
            if x > pad and x + size.width() > width - pad:
                x, top = float(pad), top + theme.px(_CHIP_ROW) - 4
            plan.chips.append((QRectF(x, top, min(size.width(), room), theme.px(20)), team, chip))
            x += size.width() + 6
        plan.height = top + (theme.px(20) if face.chips else 0) + theme.px(9)
        return plan

    @staticmethod
    def _leading(wide: bool) -> int:
        return theme.px(20 if wide else 18)

    @staticmethod
    def _sentence_font(wide: bool) -> QFont:
        return theme.font("strong", 400) if wide else theme.font("body")

    def height_for(self, width: int) -> int:
        return self._laid_out(width).height

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, face, width = theme.tokens(), self.face, self.width()
        plan, pad, wide = self._laid_out(width), self._pad(width), self._wide(width)
        painter = begin(self)
        draw_card(
            painter,
            QRectF(self.rect()),
            edge=theme.team_colour(face.owed_by),
            selected=self.selected,
            key_focus=theme.has_key_focus(self),
        )
        self._paint_top(painter, QRectF(pad, theme.px(8), width - 2 * pad, theme.px(_ROW)), wide)
        top = float(theme.px(10) + theme.px(_ROW))
        font = self._sentence_font(wide)
        top = draw_lines(painter, pad, top, plan.sentence, font, tokens.text, self._leading(wide)) + theme.px(2)
        if face.levels:
            top = self._paint_levels(painter, QRectF(pad, top, width - 2 * pad, 0)) + theme.px(6)
        if plan.basis:
            draw_icon(painter, "history", "warn", pad, top + 1, 13)
            top = draw_lines(painter, pad + 18, top, plan.basis, theme.font("caption", 500), tokens.warn, theme.px(15))
            top += 2
        if plan.missed:
            draw_lines(painter, pad, top + theme.px(2), plan.missed, theme.font("caption"), tokens.muted, theme.px(15))
        for place, _team, chip in plan.chips:
            draw_chip(painter, place.left(), place.top(), chip, place.width())

    def _paint_top(self, painter: QPainter, row: QRectF, wide: bool) -> None:
        tokens, face = theme.tokens(), self.face
        left = row.left()
        code = theme.metrics("caption", 500).horizontalAdvance(face.code)
        end = self._paint_compared(painter, row, wide)
        draw_text(painter, QRectF(left, row.top(), code + 2, row.height()), face.code, _caption(500), tokens.muted)
        left += code + 8
        if face.handoff:
            draw_team(painter, "both", QRectF(left, row.center().y() - 5, 10, 10))
            words = QRectF(left + 15, row.top(), end - left - 19, row.height())
            if words.width() > theme.metrics("caption").horizontalAdvance(_("Handoff")):
                draw_text(painter, words, _("Handoff"), _caption(), tokens.muted)

    def _paint_compared(self, painter: QPainter, row: QRectF, wide: bool) -> float:
        """Today, the bar and the target at the right; gives where they begin."""
        tokens, compared = theme.tokens(), self.face.compared
        bold = theme.metrics("caption", 600)
        right = row.right()
        if compared.target:
            width = bold.horizontalAdvance(compared.target)
            place = QRectF(right - width - 1, row.top(), width + 2, row.height())
            draw_text(painter, place, compared.target, _caption(600), tokens.text, elide=False)
            right -= width + 6
        if not self.face.measured and not compared.today:
            words = _("No source yet ·") if compared.target else _("No source yet")
            width = theme.metrics("caption").horizontalAdvance(words)
            place = QRectF(right - width, row.top(), width + 2, row.height())
            draw_text(painter, place, words, _caption(), tokens.muted, elide=False)
            return right - width
        bar = theme.px(54 if wide else _BAR)
        # Beside the code and today's value; where text is large, the numbers alone have to do.
        needed = bold.horizontalAdvance(compared.today) + bold.horizontalAdvance(self.face.code) + bar + 16
        before = right
        if compared.ratio is not None and right - needed > row.left():
            self._paint_bar(painter, QRectF(right - bar, row.center().y() - 2, bar, 4))
            right -= bar + 6
        if compared.today:
            words = _("today {value}").format(value=compared.today) if wide else compared.today
            if right == before and compared.target:
                words += " ·"
            width = bold.horizontalAdvance(words)
            place = QRectF(right - width, row.top(), width + 2, row.height())
            draw_text(painter, place, words, _caption(600), tokens.text, elide=False)
            right -= width
        return right

    def _paint_bar(self, painter: QPainter, place: QRectF) -> None:
        tokens, compared = theme.tokens(), self.face.compared
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.border)
        painter.drawRoundedRect(place, 2, 2)
        if compared.ratio:
            painter.setBrush(tokens.border_strong)
            painter.drawRoundedRect(
                QRectF(place.topLeft(), place.size()).adjusted(0, 0, -_rest(place, compared.ratio), 0), 2, 2
            )
        painter.setBrush(tokens.text)
        mark = place.left() + place.width() * float(compared.mark)
        painter.drawRect(QRectF(min(mark, place.right()) - 1, place.center().y() - 5, 2, 10))

    def _paint_levels(self, painter: QPainter, place: QRectF) -> float:
        """A line for each level; gives the y below them."""
        tokens = theme.tokens()
        row = theme.px(_ROW)
        limit = _most(self.face.levels, "limit", 600)
        share = _most(self.face.levels, "share", 400)
        tries = _most(self.face.levels, "attempts", 400)
        tier = _most(self.face.levels, "tier", 600)
        top = place.top() + theme.px(2)
        for level in self.face.levels:
            painter.setPen(QPen(tokens.border, 1))
            painter.drawLine(QPointF(place.left(), top), QPointF(place.right(), top))
            right = place.right()
            for words, width, weight in (
                (level.attempts, tries, 400),
                (level.share, share, 400),
                (level.limit, limit, 600),
            ):
                spot = QRectF(right - width, top, width, row)
                draw_text(
                    painter, spot, words, _caption(weight), tokens.text if weight == 600 else tokens.muted, _RIGHT
                )
                right -= width + 10 if width else 0
            draw_text(painter, QRectF(place.left(), top, tier, row), level.tier, _caption(600), tokens.text)
            left = place.left() + tier + 10
            spot = QRectF(left, top, right - left, row)
            draw_text(painter, spot, level.applies_to, _caption(), tokens.muted)
            top += row
        return top

    # The chips

    def chip_places(self) -> dict[str, QRectF]:
        """Where each team's chip is, by team id."""
        return {team: place for place, team, _chip in self._laid_out(self.width()).chips}

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragging = self.dragging
        super().mouseReleaseEvent(event)
        if dragging or event.button() != Qt.MouseButton.LeftButton:
            return
        for team, place in self.chip_places().items():
            # 28 px high to hit, whatever is drawn.
            if place.adjusted(-2, -4, 2, 4).contains(event.position()):
                self.stance_asked.emit(team, self.key)
                return


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _caption(weight: int = 400) -> QFont:
    return theme.font("caption", weight)


def _rest(place: QRectF, ratio: Fraction) -> float:
    """How much of a bar stays empty."""
    return place.width() * (1 - float(min(ratio, Fraction(1))))


def _most(levels: tuple[LevelRow, ...], name: str, weight: int) -> float:
    """How wide a column of levels is."""
    measure = theme.metrics("caption", weight)
    return max(measure.horizontalAdvance(getattr(level, name)) for level in levels) + 1.0
