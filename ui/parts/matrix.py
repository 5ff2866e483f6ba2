"""The matrix of impact and effort, painted; its table beside it says the same in words and can do the same by keys.

Position is the mean of both teams, shape the owner, a thick outline a picked idea. A marker is dragged with both teams'
scores; on the selected idea each team's own point can be dragged by itself. By keys: arrows walk from idea to idea,
Shift with an arrow moves the selected one by a whole score.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from joint_plan.base.texts import _, ngettext
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.record import title_of
from joint_plan.rules.priorities import Quadrant, quadrant_label
from ui import theme
from ui.parts.ideas import Idea, Ideas, place_words
from ui.parts.markers import MARKER, draw_marker, draw_owner, marker_path, owner_colour
from ui.parts.matrix_places import HIGH, LEAST_STEP, LOW, MOST_STEP, STEPS, Field, Place, fan, shifted

if TYPE_CHECKING:
    from joint_plan.plan.record import Record
    from ui.document import Document

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
BOTH = "both"


@dataclass(slots=True)
class _Drag:
    """What is being dragged: an idea's marker, or one team's point of it."""

    key: str
    team: str
    start: QPointF
    end: QPointF
    moved: bool = False


class ImpactEffortMatrix(QWidget):
    """The painted matrix with its title, axes and legend."""

    selected = Signal(str)
    """Key of the idea that was chosen here."""
    moved = Signal(str, str, int, int)
    """Key of an idea; "both" or the team whose scores move; whole steps of effort and of impact."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._ideas = Ideas((), (), ())
        self._placed: dict[str, QPointF] = {}
        self._current = ""
        self._drag: _Drag | None = None
        self._names = {team: team for team in TEAMS}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(_("Matrix of impact and effort"))
        theme.changed.connect(self._lay_out)

    def show_ideas(self, ideas: Ideas, names: dict[str, str]) -> None:
        """Draw these ideas; `names` are the core teams' names for the legend."""
        if ideas == self._ideas and names == self._names:
            return
        self._ideas, self._names = ideas, names
        self.setAccessibleDescription(self._described())
        self._lay_out()

    def select(self, key: str) -> None:
        """Mark an idea as the selected one, without announcing it."""
        if key != self._current:
            self._current = key
            self.update()

    def current_item(self) -> Record | None:
        """The selected idea, as the plan holds it now."""
        return self._document.plan.find(self._current) if self._current else None

    @property
    def score_width(self) -> float:
        """How many pixels apart two whole scores are drawn."""
        return self._field().step * 2

    def centre_of(self, key: str) -> QPointF | None:
        """Where an idea's marker is drawn, or `None` while it has no place."""
        return self._placed.get(key)

    def point_of(self, key: str, team: str) -> QPointF | None:
        """Where one team's own point of an idea lies, or `None` while it is hidden or missing."""
        idea = self._idea(key)
        place = idea.point(team) if idea is not None else None
        return None if place is None else self._field().point(place)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        step = max(LEAST_STEP, min(MOST_STEP, (width - theme.px(52)) / STEPS))
        return round(step * STEPS) + self._head() + self._foot() + theme.px(48)

    def sizeHint(self) -> QSize:
        width = theme.px(300)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(252), LEAST_STEP * STEPS + self._head() + self._foot() + theme.px(48))

    # Geometry

    def _field(self) -> Field:
        left, right = theme.px(40), theme.px(12)
        top, bottom = self._head() + theme.px(24), theme.px(24) + self._foot()
        step = min((self.width() - left - right) / STEPS, (self.height() - top - bottom) / STEPS)
        step = max(LEAST_STEP, min(MOST_STEP, step))
        spare = (self.width() - left - right) - step * STEPS
        return Field(left + max(0.0, spare / 2), top, step)

    def _marker(self) -> float:
        """How wide a marker is: large text in a small field must not make them cover each other."""
        return min(theme.px(MARKER), max(20.0, self._field().step))

    def _head(self) -> int:
        return theme.px(38)

    def _foot(self) -> int:
        return theme.px(76)

    def _lay_out(self) -> None:
        places: dict[str, Place] = {
            idea.key: idea.place for idea in (*self._ideas.picked, *self._ideas.others) if idea.place is not None
        }
        self._placed = fan(places, self._field(), self._marker())
        self.update()

    def resizeEvent(self, _event: object) -> None:
        self._lay_out()

    def _idea(self, key: str) -> Idea | None:
        return next((idea for idea in self._ideas.all if idea.key == key), None)

    def _at(self, where: QPointF) -> str:
        # Hit areas reach beyond what is drawn: 28 px.
        reach = theme.px(28) / 2
        near = [
            (abs(centre.x() - where.x()) + abs(centre.y() - where.y()), key)
            for key, centre in self._placed.items()
            if abs(centre.x() - where.x()) <= reach and abs(centre.y() - where.y()) <= reach
        ]
        return min(near)[1] if near else ""

    def _own_point_at(self, where: QPointF) -> str:
        for team in TEAMS:
            point = self.point_of(self._current, team)
            if point is not None and (point - where).manhattanLength() <= theme.px(11):
                return team
        return ""

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field = self._field()
        self._paint_head(painter)
        self._paint_field(painter, field)
        self._paint_axes(painter, field)
        self._paint_legend(painter, field)
        self._paint_selection(painter, field)
        for idea in (*self._ideas.others, *self._ideas.picked):
            centre = self._placed.get(idea.key)
            if centre is not None:
                dragged = self._drag is not None and self._drag.key == idea.key and self._drag.moved
                draw_marker(
                    painter,
                    centre,
                    idea.number,
                    idea.owner,
                    picked=idea.item.picked,
                    size=self._marker(),
                    faint=dragged,
                )
        self._paint_drag(painter, field)

    def _paint_head(self, painter: QPainter) -> None:
        tokens = theme.tokens()
        box = QRectF(theme.px(12), 0, self.width() - theme.px(24), self._head())
        painter.setPen(tokens.text)
        painter.setFont(theme.font("strong"))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, _("Impact and effort"))
        used = painter.fontMetrics().horizontalAdvance(_("Impact and effort")) + theme.px(12)
        painter.setPen(tokens.muted)
        painter.setFont(theme.font("caption"))
        words = painter.fontMetrics().elidedText(
            _("mean of both teams"), Qt.TextElideMode.ElideRight, max(0, int(box.width()) - used)
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_field(self, painter: QPainter, field: Field) -> None:
        tokens = theme.tokens()
        square, middle, strip = field.rect, field.middle, theme.px(24)
        first = QRectF(square.topLeft(), middle)
        painter.fillRect(first, theme.blended(tokens.accent, tokens.surface, 0.06))
        upper = QRectF(square.left(), square.top() - strip, square.width(), strip)
        lower = QRectF(square.left(), square.bottom(), square.width(), strip)
        painter.fillRect(upper, tokens.canvas)
        painter.fillRect(lower, tokens.canvas)
        painter.setPen(QPen(tokens.border, 1, Qt.PenStyle.DotLine))
        for score in range(LOW, HIGH + 1):
            at = field.point((Fraction(score), Fraction(score)))
            painter.drawLine(QPointF(at.x(), square.top()), QPointF(at.x(), square.bottom()))
            painter.drawLine(QPointF(square.left(), at.y()), QPointF(square.right(), at.y()))
        painter.setPen(QPen(tokens.border_strong, 1))
        painter.drawLine(QPointF(middle.x(), upper.top()), QPointF(middle.x(), lower.bottom()))
        painter.drawLine(QPointF(square.left(), middle.y()), QPointF(square.right(), middle.y()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(upper.topLeft(), lower.bottomRight()))
        half = square.width() / 2
        for words, left, box, strong in (
            (quadrant_label(Quadrant.DO_FIRST), 0.0, upper, True),
            (quadrant_label(Quadrant.PROJECT), half, upper, False),
            (quadrant_label(Quadrant.WHEN_FREE), 0.0, lower, False),
            (quadrant_label(Quadrant.LEAVE), half, lower, False),
        ):
            cell = QRectF(box.left() + left + 4, box.top(), half - 8, strip)
            painter.setPen(tokens.text if strong else tokens.muted)
            painter.setFont(theme.font("caption", 600 if strong else 400))
            fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(cell.width()))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, fitting)

    def _paint_axes(self, painter: QPainter, field: Field) -> None:
        tokens = theme.tokens()
        square = field.rect
        painter.setFont(theme.font("caption", tabular=True))
        painter.setPen(tokens.muted)
        below = square.bottom() + theme.px(24)
        for score in range(LOW, HIGH + 1):
            at = field.point((Fraction(score), Fraction(score)))
            painter.drawText(QRectF(at.x() - 12, below + 2, 24, theme.px(16)), Qt.AlignmentFlag.AlignCenter, str(score))
            painter.drawText(
                QRectF(square.left() - theme.px(18), at.y() - 8, theme.px(14), 16),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                str(score),
            )
        line = QRectF(square.left(), below + theme.px(18), square.width(), theme.px(18))
        painter.setFont(theme.font("caption"))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _("more →"))
        painter.setPen(tokens.text)
        painter.setFont(theme.font("caption", 600))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, _("Effort"))
        painter.save()
        painter.translate(square.left() - theme.px(28), square.center().y())
        painter.rotate(-90)
        painter.drawText(
            QRectF(-square.height() / 2, -theme.px(8), square.height(), theme.px(16)),
            Qt.AlignmentFlag.AlignCenter,
            _("Impact"),
        )
        painter.restore()

    def _paint_legend(self, painter: QPainter, field: Field) -> None:
        tokens = theme.tokens()
        top = field.rect.bottom() + theme.px(24 + 44)
        left, right = theme.px(12), self.width() - theme.px(12)
        painter.setPen(tokens.border)
        painter.drawLine(QPointF(left, top - theme.px(4)), QPointF(right, top - theme.px(4)))
        painter.setFont(theme.font("caption"))
        metrics = painter.fontMetrics()
        missing = len(self._ideas.unplaced)
        across = float(left)
        for owner, words in (*((team, self._names[team]) for team in TEAMS), (BOTH, _("Both"))):
            across = self._legend_entry(painter, owner, words, across, top, right)
        # The unscored are named where there is room for it, else counted.
        spare = right - across - theme.px(4)
        rest = next((words for words in self._unplaced_words() if metrics.horizontalAdvance(words) <= spare), "")
        if missing:
            painter.setPen(tokens.muted)
            painter.drawText(
                QRectF(left, top, right - left, theme.px(20)),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                rest,
            )

    def _legend_entry(self, painter: QPainter, owner: str, words: str, across: float, top: float, room: float) -> float:
        metrics = painter.fontMetrics()
        start = across + theme.px(14)
        fitting = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, int(min(room - start, theme.px(76)))))
        if not fitting:
            return across
        draw_owner(painter, QPointF(across + theme.px(5), top + theme.px(10)), owner, theme.px(9))
        painter.setPen(theme.tokens().text)
        painter.drawText(QPointF(start, top + theme.px(10) + metrics.ascent() / 2 - 1), fitting)
        return start + metrics.horizontalAdvance(fitting) + theme.px(12)

    def _unplaced_words(self) -> tuple[str, ...]:
        """What to say of unscored ideas, the longest first."""
        unplaced = self._ideas.unplaced
        count = len(unplaced)
        codes = ", ".join(idea.item.code for idea in unplaced)
        return (
            _("{codes} not placed yet").format(codes=codes),
            ngettext("{count} not placed yet", "{count} not placed yet", count).format(count=count),
            ngettext("{count} not placed", "{count} not placed", count).format(count=count),
        )

    def _paint_selection(self, painter: QPainter, field: Field) -> None:
        idea = self._idea(self._current)
        centre = self._placed.get(self._current)
        if idea is None or centre is None:
            return
        tokens = theme.tokens()
        painter.setPen(QPen(tokens.border_strong, 1.2))
        points = {team: point for team in TEAMS if (point := self.point_of(self._current, team)) is not None}
        for point in points.values():
            painter.drawLine(point, centre)
        for team, point in points.items():
            draw_owner(painter, point, team, theme.px(10))
        painter.setPen(QPen(tokens.accent, 2 if theme.has_key_focus(self) else 1.4))
        painter.setBrush(theme.blended(tokens.accent, tokens.surface, 0.12))
        painter.drawPath(marker_path(idea.owner, centre, self._marker() + 10))

    def _paint_drag(self, painter: QPainter, field: Field) -> None:
        drag = self._drag
        if drag is None or not drag.moved:
            return
        idea = self._idea(drag.key)
        if idea is None:
            return
        effort, impact = self._steps(idea, drag)
        starts = self._placed[drag.key] if drag.team == BOTH else self.point_of(drag.key, drag.team)
        if starts is None:
            return
        target = starts + QPointF(effort * 2 * field.step, -impact * 2 * field.step)
        painter.setPen(QPen(owner_colour(idea.owner), 1, Qt.PenStyle.DashLine))
        painter.drawLine(starts, target)
        if drag.team == BOTH:
            draw_marker(painter, target, idea.number, idea.owner, picked=idea.item.picked, size=self._marker())
        else:
            draw_owner(painter, target, drag.team, theme.px(12))

    # Moving

    def _steps(self, idea: Idea, drag: _Drag) -> tuple[int, int]:
        effort, impact = self._field().steps_between(drag.start, drag.end)
        return self._possible(idea, drag.team, effort, impact)

    def _possible(self, idea: Idea, team: str, effort: int, impact: int) -> tuple[int, int]:
        teams = TEAMS if team == BOTH else (team,)
        efforts = [getattr(idea.item.effort, one) for one in teams]
        impacts = [getattr(idea.item.impact, one) for one in teams]
        return shifted(efforts, effort), shifted(impacts, impact)

    def _move(self, idea: Idea, team: str, effort: int, impact: int) -> None:
        effort, impact = self._possible(idea, team, effort, impact)
        if effort or impact:
            self.moved.emit(idea.key, team, effort, impact)

    def _choose(self, key: str) -> None:
        if key and key != self._current:
            self._current = key
            self.update()
            self.selected.emit(key)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        where = event.position()
        key = self._at(where)
        team = "" if key == self._current and key else self._own_point_at(where)
        if team:
            self._drag = _Drag(self._current, team, where, where)
        elif key:
            self._choose(key)
            self._drag = _Drag(key, BOTH, where, where)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            over = self._at(event.position()) or self._own_point_at(event.position())
            self.setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor)
            return
        self._drag.end = event.position()
        self._drag.moved = self._drag.moved or (self._drag.end - self._drag.start).manhattanLength() > 6
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        self.update()
        if drag is None or not drag.moved:
            return
        drag.end = event.position()
        idea = self._idea(drag.key)
        if idea is not None:
            self._move(idea, drag.team, *self._steps(idea, drag))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        direction = _ARROWS.get(Qt.Key(event.key()))
        idea = self._idea(self._current)
        if event.key() == Qt.Key.Key_Escape and self._drag is not None:
            self._drag = None
            self.update()
        elif direction is None or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier & ~_KEYPAD:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            if idea is not None and idea.place is not None:
                self._move(idea, BOTH, *direction)
        else:
            self._choose(self._next(direction))

    def _next(self, direction: tuple[int, int]) -> str:
        """The nearest idea in a direction from the selected one; the first one if none is."""
        here = self._placed.get(self._current)
        if here is None:
            return next(iter(self._placed), "")
        best = ("", float("inf"))
        for key, centre in self._placed.items():
            along = (centre.x() - here.x()) * direction[0] - (centre.y() - here.y()) * direction[1]
            aside = abs((centre.x() - here.x()) * direction[1]) + abs((centre.y() - here.y()) * direction[0])
            if key != self._current and along > 0.5 and along + 2 * aside < best[1]:
                best = (key, along + 2 * aside)
        return best[0]

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._current not in self._placed and self._placed:
            self._choose(next(iter(self._placed)))
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QHelpEvent.Type.ToolTip:
            idea = self._idea(self._at(event.pos().toPointF()))
            QToolTip.showText(event.globalPos(), "" if idea is None else _tip(idea), self)
            return True
        return super().event(event)

    def _described(self) -> str:
        """The matrix in words, for those who do not see it."""
        placed = [
            f"{title_of(idea.item)}: {place_words(idea)}"
            for idea in (*self._ideas.picked, *self._ideas.others)
            if idea.place is not None
        ]
        missing = [title_of(idea.item) for idea in self._ideas.unplaced]
        if missing:
            placed.append(_("Not placed yet: {titles}").format(titles=", ".join(missing)))
        return ". ".join(placed)


_KEYPAD = Qt.KeyboardModifier.KeypadModifier


def _tip(idea: Idea) -> str:
    return f"<p>{escape(idea.item.code)} {escape(title_of(idea.item))}</p><p>{escape(place_words(idea))}</p>"
