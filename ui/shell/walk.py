"""The walk at the left: the plan's name, its sections as steps, how far it has come."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from joint_plan.base.texts import _
from ui import theme
from ui.parts.painting import begin, draw_icon, draw_text
from ui.parts.scroll import Column
from ui.parts.words import Words

STEP = 50


@dataclass(frozen=True, slots=True)
class Step:
    """One section in the walk: its title, one line on how it stands, whether it is done."""

    key: str
    title: str
    line: str
    done: bool


class StepButton(QAbstractButton):
    """Number or check, title, state; a line leads to the next step."""

    def __init__(self, number: int, step: Step, last: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step = step
        self._number = number
        self._last = last
        self.after_done = False
        """Whether the step before is done: the line from there is green then."""
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_step(step)

    def show_step(self, step: Step) -> None:
        """Show how the section stands now."""
        self.step = step
        self.setText(step.title)
        self.setAccessibleName(f"{self._number}. {step.title}")
        self.setAccessibleDescription(step.line)
        self.setToolTip(f"{step.title}\n{step.line}" if step.line else step.title)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, theme.px(STEP))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = begin(self)
        high = self.height()
        middle = high / 2
        if self.isChecked():
            painter.setPen(QPen(tokens.border, 1))
            painter.setBrush(tokens.surface)
            painter.drawRoundedRect(QRectF(6.5, 2.5, self.width() - 13, high - 5), 10, 10)
        if theme.has_key_focus(self):
            painter.setPen(QPen(tokens.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(7, 3, self.width() - 14, high - 6), 10, 10)
        if not self._last:
            painter.setPen(QPen(tokens.ok if self.step.done else tokens.border, 2))
            painter.drawLine(QPointF(28, middle + 16), QPointF(28, high))
        if self._number > 1:
            painter.setPen(QPen(tokens.ok if self.after_done else tokens.border, 2))
            painter.drawLine(QPointF(28, 0), QPointF(28, middle - 16))
        self._draw_disc(painter, QRectF(16, middle - 12, 24, 24))
        left, room = 52, self.width() - 52 - 12
        title = QRectF(left, middle - 18 * self._scale(), room, 18 * self._scale())
        draw_text(painter, title, self.step.title, theme.font("body", 500), tokens.text)
        line = QRectF(left, middle + 1, room, 16 * self._scale())
        draw_text(painter, line, self.step.line, theme.font("caption"), tokens.muted)

    def _scale(self) -> float:
        return theme.current.text_size / 100

    def _draw_disc(self, painter: QPainter, disc: QRectF) -> None:
        tokens = theme.tokens()
        if self.isChecked():
            fill, ink, edge = tokens.accent, tokens.on_accent, tokens.accent
        elif self.step.done:
            fill, ink, edge = tokens.ok, tokens.surface, tokens.ok
        else:
            fill, ink, edge = tokens.surface if not tokens.dark else tokens.sidebar, tokens.muted, tokens.border_strong
        painter.setPen(QPen(edge, 1.2))
        painter.setBrush(fill)
        painter.drawEllipse(disc)
        if self.step.done and not self.isChecked():
            draw_icon(painter, "check", ink.name(), disc.center().x() - 7, disc.center().y() - 7, 14)
        else:
            align = Qt.AlignmentFlag.AlignCenter
            draw_text(painter, disc, str(self._number), theme.font("small", 600, tabular=True), ink, align, elide=False)


class Progress(QWidget):
    """How far the plan has come, and that everything is saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._agreed, self._total, self._saved = 0, 0, ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_progress(self, agreed: int, total: int, saved: str) -> None:
        """Show how many items are agreed, and a line on saving."""
        self._agreed, self._total, self._saved = agreed, total, saved
        self.setAccessibleName(f"{self._words()}. {saved}")
        self.update()

    def _words(self) -> str:
        return _("{agreed} of {total} agreed").format(agreed=self._agreed, total=self._total)

    def sizeHint(self) -> QSize:
        return QSize(200, theme.px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = begin(self)
        left, room, line = 20, self.width() - 40, theme.px(18)
        place = QRectF(left, 0, room, line)
        draw_text(painter, place, _("Plan progress"), theme.font("caption"), tokens.muted)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        draw_text(painter, place, self._words(), theme.font("caption", 600), tokens.text, align)
        bar = QRectF(left, line + 4, room, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.border)
        painter.drawRoundedRect(bar, 3, 3)
        if self._agreed:
            painter.setBrush(tokens.ok)
            share = min(1.0, self._agreed / max(1, self._total))
            painter.drawRoundedRect(QRectF(left, bar.top(), max(6.0, room * share), 6), 3, 3)
        draw_icon(painter, "circle-check", "ok", left, line + 19, 14)
        draw_text(
            painter, QRectF(left + 20, line + 17, room - 20, line), self._saved, theme.font("caption"), tokens.muted
        )


class Walk(QWidget):
    """The left region."""

    chosen = Signal(str)
    """A section's key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("walk")
        self.setAccessibleName(_("Sections"))
        self._steps: dict[str, StepButton] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.space(3), 0, theme.space(2))
        layout.setSpacing(0)
        self._title = Words("", "strong", wrap=True)
        self._company = Words("", "caption", "muted", wrap=True)
        for label in (self._title, self._company):
            label.setContentsMargins(20, 0, 12, 0)
            layout.addWidget(label)
        layout.addSpacing(theme.space(2))
        self._column = Column()
        layout.addWidget(self._column, 1)
        self.progress = Progress()
        layout.addWidget(self.progress)
        theme.changed.connect(self.update)

    def show_plan(self, title: str, company: str) -> None:
        """Show what the plan is called."""
        self._title.setText(title or _("Untitled plan"))
        self._company.setText(company)
        self._company.setVisible(bool(company))

    def show_steps(self, steps: tuple[Step, ...], current: str) -> None:
        """Show the sections and how they stand."""
        if tuple(self._steps) != tuple(step.key for step in steps):
            self._build(steps)
        before = False
        for step in steps:
            button = self._steps[step.key]
            if button.step != step or button.after_done is not before:
                button.after_done = before
                button.show_step(step)
            before = step.done
            button.setChecked(step.key == current)

    def name_steps(self, titles: tuple[tuple[str, str], ...], current: str) -> None:
        """Show which sections there are, by (key, title), before it is known how they stand."""
        if tuple(self._steps) != tuple(key for key, _title in titles):
            self._build(tuple(Step(key, title, "", done=False) for key, title in titles))
        for key, button in self._steps.items():
            button.setChecked(key == current)

    def _build(self, steps: tuple[Step, ...]) -> None:
        for button in self._steps.values():
            self._group.removeButton(button)
            self._column.rows.removeWidget(button)
            button.deleteLater()
        self._steps = {}
        for place, step in enumerate(steps):
            button = StepButton(place + 1, step, last=place == len(steps) - 1)
            button.clicked.connect(lambda _on, key=step.key: self.chosen.emit(key))
            self._group.addButton(button)
            self._column.rows.insertWidget(place, button)
            self._steps[step.key] = button

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        painter.fillRect(self.rect(), theme.tokens().sidebar)
        painter.setPen(theme.tokens().border)
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
