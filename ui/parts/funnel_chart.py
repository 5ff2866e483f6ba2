"""The funnel drawn: equal columns with their counts, the teams' bar with the rates on it, and the counts as depth.

Stages and rates are buttons: each opens to where its figure comes from. The depth of a column is the square root of
its count, since a linear one vanishes after the second stage; the drawing says so.
"""

from __future__ import annotations

import itertools
import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from joint_plan.base.texts import _
from ui import theme
from ui.parts.funnel_facts import FunnelFacts, StageFacts, StepFacts, days_words, exact_words, rate_words, whole_words
from ui.parts.painting import begin, draw_icon, draw_shape, draw_team, draw_text
from ui.parts.walking import walked

_HEAD = 101
"""Height of the block of figures above the bar, at 100 %."""
_BAR = 4
_CENTRE = Qt.AlignmentFlag.AlignCenter


class StageButton(QAbstractButton):
    """A stage's name and figures; pressing it opens where they come from."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCheckable(True)
        self.facts: StageFacts | None = None

    def show_facts(self, facts: StageFacts, team_name: str) -> None:
        """Show a stage."""
        self.facts = facts
        figure = facts.figure
        self.setText(facts.name)
        words = _("{stage}, {team} leads: {committed} committed, exact {exact}, {create} to create").format(
            stage=facts.name,
            team=team_name,
            committed=whole_words(figure.committed),
            exact=exact_words(figure.exact),
            create=whole_words(figure.still_to_create.committed_total),
        )
        self.setAccessibleName(words)
        self.setToolTip(f"{words}. {_('Enter opens where this comes from')}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        facts = self.facts
        if facts is None:
            return
        painter = begin(self)
        tokens = theme.tokens()
        place = QRectF(self.rect()).adjusted(3.5, 2.5, -3.5, -2.5)
        if self.isChecked() or theme.has_key_focus(self):
            painter.setPen(QPen(tokens.accent, 2 if theme.has_key_focus(self) else 1))
            painter.setBrush(tokens.accent_soft if self.isChecked() else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place, 4, 4)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.canvas)
            painter.drawRoundedRect(place, 4, 4)
        left, room = theme.px(11), self.width() - theme.px(16)
        draw_team(painter, facts.team, QRectF(left, theme.px(16) - 5, 10, 10))
        name = QRectF(left + 16, theme.px(6), room - 16, theme.px(20))
        draw_text(painter, name, facts.name, theme.font("small", 600), tokens.text)
        figure, roomy = facts.figure, self.width() > theme.px(150)
        big = theme.font("h1" if roomy else "h2", tabular=False)
        committed = QRectF(left, theme.px(25), room, theme.px(30))
        draw_text(painter, committed, whole_words(figure.committed), big, tokens.text)
        small = theme.font("caption")
        exact = _("exact {count}").format(count=exact_words(figure.exact))
        draw_text(painter, QRectF(left, theme.px(55), room, theme.px(16)), exact, small, tokens.muted)
        create = _("{count} to create").format(count=whole_words(figure.still_to_create.committed_total))
        draw_text(painter, QRectF(left, theme.px(71), room, theme.px(16)), create, small, tokens.muted)


class RatePill(QAbstractButton):
    """The rate between two stages, on the bar; dashed with a question mark where it rests on a guess."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCheckable(True)
        self.facts: StepFacts | None = None
        self._roomy = False

    def show_facts(self, facts: StepFacts, names: tuple[str, str], *, roomy: bool) -> None:
        """Show the step between two stages of these names; `roomy` adds the days."""
        self.facts, self._roomy = facts, roomy
        words = _("{first} to {second}: {rate}").format(first=names[0], second=names[1], rate=rate_words(facts.rate))
        days = days_words(facts.days)
        words += f", {days}" if days else ""
        if facts.guessed:
            words += ", " + _("rests on a guess")
        if facts.handoff:
            words += ", " + _("handoff with an SLA")
        self.setAccessibleName(words)
        self.setToolTip(f"{words}. {_('Enter opens its evidence')}")
        self.resize(self.sizeHint())
        self.update()

    def _words(self) -> tuple[str, str]:
        assert self.facts is not None  # shown before it is painted or measured
        days = days_words(self.facts.days) if self._roomy else ""
        return rate_words(self.facts.rate), f" · {days}" if days else ""

    def sizeHint(self) -> QSize:
        if self.facts is None:
            return QSize(theme.px(44), theme.px(20))
        rate, days = self._words()
        width = theme.metrics("caption", 600).horizontalAdvance(rate) + theme.metrics("caption").horizontalAdvance(days)
        extra = (14 if self.facts.handoff else 0) + (17 if self.facts.guessed else 0)
        return QSize(width + 16 + extra + 2, theme.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        facts = self.facts
        if facts is None:
            return
        painter = begin(self)
        tokens = theme.tokens()
        focused = theme.has_key_focus(self)
        line = tokens.accent if focused or self.isChecked() else tokens.both if facts.handoff else tokens.border_strong
        line = tokens.warn if facts.guessed and not (focused or self.isChecked()) else line
        style = Qt.PenStyle.DashLine if facts.guessed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(line, 2 if focused else 1.2, style))
        painter.setBrush(tokens.accent_soft if self.isChecked() else tokens.surface)
        radius = self.height() / 2 - 1
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        left, middle = 8.0, self.height() / 2
        if facts.handoff:
            draw_shape(painter, "diamond", QRectF(left - 1, middle - 5, 10, 10), tokens.both)
            left += 13
        rate, days = self._words()
        width = theme.metrics("caption", 600).horizontalAdvance(rate) + 1
        box = QRectF(left, 0, width, self.height())
        draw_text(painter, box, rate, theme.font("caption", 600), tokens.text, elide=False)
        rest = QRectF(left + width, 0, self.width(), self.height())
        draw_text(painter, rest, days, theme.font("caption"), tokens.muted, elide=False)
        if facts.guessed:
            draw_icon(painter, "circle-help", "warn", self.width() - 20, middle - 6.5, 13)


class FunnelChart(QWidget):
    """The drawing. Left and right walk along stages and rates, Enter opens the one in focus."""

    stage_opened = Signal(str)
    step_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._facts: FunnelFacts | None = None
        self._team_names: dict[str, str] = {}
        self._stages: list[StageButton] = []
        self._steps: list[RatePill] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.px(170))
        self.setAccessibleName(_("Funnel"))
        theme.changed.connect(self._again)

    def show_facts(self, facts: FunnelFacts, team_names: dict[str, str]) -> None:
        """Draw these figures; the buttons stay, so that focus and an opened figure do too."""
        self._facts, self._team_names = facts, team_names
        while len(self._stages) < len(facts.stages):
            self._stages.append(self._stage_button())
        while len(self._steps) < len(facts.steps):
            self._steps.append(self._rate_pill())
        for number, button in enumerate(self._stages):
            button.setVisible(number < len(facts.stages))
        for number, pill in enumerate(self._steps):
            pill.setVisible(number < len(facts.steps))
        for button, stage in zip(self._stages, facts.stages, strict=False):
            button.show_facts(stage, team_names.get(stage.team, stage.team))
        self.setAccessibleDescription(". ".join(button.accessibleName() for button in self._stages if button.facts))
        self._lay_out()

    def stage_button(self, stage_id: str) -> StageButton | None:
        """The button of a stage."""
        return next((one for one in self._stages if one.facts is not None and one.facts.id == stage_id), None)

    def step_button(self, stage_id: str) -> RatePill | None:
        """The pill of the step from a stage."""
        return next((one for one in self._steps if one.facts is not None and one.facts.stage == stage_id), None)

    def mark_open(self, opened: QAbstractButton | None) -> None:
        """Mark the button whose figure is open."""
        for button in (*self._stages, *self._steps):
            button.setChecked(button is opened)

    @property
    def depth_top(self) -> int:
        """Where the drawing begins under the bar."""
        return theme.px(_HEAD) + _BAR

    def _again(self) -> None:
        self.setMinimumHeight(theme.px(170))
        if self._facts is not None:
            self.show_facts(self._facts, self._team_names)

    def _stage_button(self) -> StageButton:
        button = StageButton(self)
        button.clicked.connect(lambda: self._opened(button))
        button.installEventFilter(self)
        return button

    def _rate_pill(self) -> RatePill:
        pill = RatePill(self)
        pill.clicked.connect(lambda: self._opened(pill))
        pill.installEventFilter(self)
        return pill

    def _opened(self, button: StageButton | RatePill) -> None:
        if isinstance(button, StageButton) and button.facts is not None:
            self.stage_opened.emit(button.facts.id)
        elif isinstance(button, RatePill) and button.facts is not None:
            self.step_opened.emit(button.facts.stage)

    def eventFilter(self, watched: object, event: object) -> bool:
        return walked(watched, event, self._order())

    def _order(self) -> list[QAbstractButton]:
        """Stages and the steps between them from left to right."""
        order: list[QAbstractButton] = []
        for number, stage in enumerate(self._stages):
            if not stage.isHidden():
                order.append(stage)
            if number < len(self._steps) and not self._steps[number].isHidden():
                order.append(self._steps[number])
        return order

    # Layout and painting

    def _column(self) -> float:
        count = len(self._facts.stages) if self._facts is not None else 1
        return self.width() / max(1, count)

    def _lay_out(self) -> None:
        facts = self._facts
        if facts is None:
            return
        wide, head = self._column(), theme.px(_HEAD)
        roomy = wide > theme.px(150)
        names = {stage.id: stage.name for stage in facts.stages}
        for number, button in enumerate(self._stages[: len(facts.stages)]):
            left = round(number * wide)
            button.setGeometry(left, 0, round((number + 1) * wide) - left, head - theme.px(9))
        for number, (pill, step) in enumerate(zip(self._steps, facts.steps, strict=False), 1):
            pill.show_facts(step, (names[step.stage], names[step.following]), roomy=roomy)
            size = pill.sizeHint()
            pill.move(round(number * wide - size.width() / 2), round(head + _BAR / 2 - size.height() / 2))
            pill.raise_()
        order = self._order()
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        facts = self._facts
        if facts is None or not facts.stages:
            return
        painter = begin(self)
        wide, head = self._column(), theme.px(_HEAD)
        depths = self._depths(facts)
        curve = self._curve(depths, wide)
        for first, last, team in _runs(facts.stages):
            span = QRectF(first * wide, head, (last - first + 1) * wide, self.height() - head)
            colour = theme.team_colour(team)
            painter.save()
            painter.setClipRect(span.adjusted(0, _BAR, 0, 0))
            painter.fillPath(self._filled(curve), theme.blended(colour, theme.tokens().surface, 0.11))
            painter.setPen(QPen(theme.blended(colour, theme.tokens().surface, 0.7), 1.3))
            painter.drawPath(curve)
            painter.restore()
            painter.fillRect(QRectF(span.left(), head, span.width(), _BAR), colour)
            self._paint_lead(painter, span, team, depths[first])
        self._paint_scale(painter, depths)

    def _paint_lead(self, painter: QPainter, span: QRectF, team: str, depth: float) -> None:
        words = _("{team} leads").format(team=self._team_names.get(team, team))
        # Where the drawing is too shallow for the words they stand under its line, not across it.
        down = theme.px(13) if depth > theme.px(30) else max(theme.px(13), depth + theme.px(7))
        place = QRectF(span.left() + theme.px(12), span.top() + down, span.width() - theme.px(16), theme.px(16))
        draw_text(painter, place, words, theme.font("caption", 600), theme.tokens().muted)

    def _paint_scale(self, painter: QPainter, depths: list[float]) -> None:
        """The one thing to know about the depth, where the first column has room for it."""
        bottom = self.depth_top + max(depths, default=0)
        if bottom - self.depth_top < theme.px(80):
            return
        small = theme.font("caption")
        top = bottom - theme.px(46)
        for number, words in enumerate((_("Drawn to scale:"), _("height² = records"))):
            line = QRectF(theme.px(12), top + number * theme.px(16), self._column() * 1.4, theme.px(16))
            draw_text(painter, line, words, small, theme.tokens().muted)

    def _depths(self, facts: FunnelFacts) -> list[float]:
        counts = [float(stage.figure.exact or 0) for stage in facts.stages]
        most = max(counts, default=0.0)
        room = self.height() - self.depth_top - theme.px(10)
        return [room * math.sqrt(count / most) if most > 0 else 0.0 for count in counts]

    def _curve(self, depths: list[float], wide: float) -> QPainterPath:
        """Level under each column, with a soft step where two meet."""
        top = self.depth_top
        path = QPainterPath(QPointF(0, top + depths[0]))
        soft = wide * 0.26
        for number, depth in enumerate(depths):
            y = top + depth
            right = (number + 1) * wide
            if number == len(depths) - 1:
                path.lineTo(self.width(), y)
                break
            path.lineTo(right - soft, y)
            following = top + depths[number + 1]
            path.cubicTo(right, y, right, following, right + soft, following)
        return path

    def _filled(self, curve: QPainterPath) -> QPainterPath:
        path = QPainterPath(curve)
        path.lineTo(self.width(), self.depth_top)
        path.lineTo(0, self.depth_top)
        path.closeSubpath()
        return path


def _runs(stages: tuple[StageFacts, ...]) -> list[tuple[int, int, str]]:
    """Neighbouring stages with the same team: (first, last, team)."""
    runs: list[tuple[int, int, str]] = []
    for number, stage in enumerate(stages):
        if runs and runs[-1][2] == stage.team:
            runs[-1] = (runs[-1][0], number, stage.team)
        else:
            runs.append((number, number, stage.team))
    return runs
