"""One stage by month: what is needed (outline), what is still to create (solid), and what was due before the plan.

Months are cells: left and right walk, Enter opens the one in focus. A longer plan is shown a year at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from joint_plan.base.texts import _
from ui import theme
from ui.parts.choice_editors import Combo
from ui.parts.funnel_facts import FunnelFacts, StageFacts, whole_words
from ui.parts.painting import begin, draw_card, draw_text
from ui.parts.walking import walked

if TYPE_CHECKING:
    from collections.abc import Sequence

_CENTRE = Qt.AlignmentFlag.AlignCenter
_YEAR = 12
_LABELS, _BEFORE = 104, 64
"""Widths of the labels and of the column before the plan, at 100 %."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One month, or (month 0) what was due before the plan: gross and still to create.

    `early` are both for each month before the plan, for the bars only.
    """

    month: int
    name: str
    gross: int | None
    create: int | None
    early: tuple[tuple[float, float], ...] = ()


class MonthCell(QAbstractButton):
    """A month's bar and its two numbers."""

    def __init__(self, strip: MonthStrip) -> None:
        super().__init__(strip)
        self._strip = strip
        self.cell: Cell | None = None
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_cell(self, cell: Cell, stage: str) -> None:
        """Show a month of a stage."""
        self.cell = cell
        words = _("{stage}, {month}: {gross} needed, {create} still to create").format(
            stage=stage, month=cell.name, gross=whole_words(cell.gross), create=whole_words(cell.create)
        )
        self.setAccessibleName(words)
        self.setToolTip(f"{words}. {_('Enter opens where this comes from')}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.cell is None:
            return
        painter = begin(self)
        tokens, strip, cell = theme.tokens(), self._strip, self.cell
        early = not cell.month
        if early:
            painter.fillRect(self.rect(), theme.blended(tokens.danger, tokens.surface, 0.08))
        if self.isChecked() or theme.has_key_focus(self) or self.underMouse():
            marked = self.isChecked() or theme.has_key_focus(self)
            painter.setPen(QPen(tokens.accent, 1.5) if marked else QPen(tokens.border))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)
        lines = strip.lines(self.height())
        if early:
            title = QRectF(0, 4, self.width(), theme.px(16))
            draw_text(painter, title, _("Before"), theme.font("caption", 600), tokens.danger, _CENTRE)
        self._paint_bars(painter, tokens.danger if early else strip.colour)
        name = QRectF(1, lines[0], self.width() - 2, theme.px(16))
        draw_text(painter, name, cell.name, theme.font("caption"), tokens.muted, _CENTRE)
        for top, value, strong in ((lines[1], cell.gross, False), (lines[2], cell.create, True)):
            place = QRectF(0, top, self.width(), theme.px(16))
            font = theme.font("caption", 600 if strong else 500, tabular=True)
            colour = tokens.danger if early and strong else tokens.text
            draw_text(painter, place, whole_words(value), font, colour, _CENTRE, elide=False)

    def _paint_bars(self, painter: QPainter, colour: QColor) -> None:
        assert self.cell is not None  # the caller saw to it
        top, base = self._strip.bars(self.height())
        pairs = self.cell.early or ((float(self.cell.gross or 0), float(self.cell.create or 0)),)
        most = max((self._strip.most, *(gross for gross, _create in pairs)))
        if not most:
            return
        room = min(theme.px(26), self.width() * 0.5) if len(pairs) == 1 else self.width() - theme.px(14)
        wide = min(float(theme.px(26)), room / len(pairs))
        left = (self.width() - wide * len(pairs)) / 2
        gap = 0 if len(pairs) == 1 else min(3.0, wide * 0.3)
        for number, (gross, create) in enumerate(pairs):
            place = QRectF(left + number * wide + gap / 2, base, wide - gap, 0)
            self._paint_bar(painter, place, (base - top) / most, gross, create, colour)

    def _paint_bar(
        self, painter: QPainter, place: QRectF, scale: float, gross: float, create: float, colour: QColor
    ) -> None:
        """One bar on its base line: outlined as high as what is needed, solid as high as what is still to create."""
        if not gross:
            return
        ground = theme.tokens().surface
        painter.setPen(QPen(theme.blended(colour, ground, 0.75), 1))
        painter.setBrush(theme.blended(colour, ground, 0.12))
        painter.drawRoundedRect(place.adjusted(0, -max(2.0, gross * scale), 0, 0), 2, 2)
        if create:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(place.adjusted(0, -max(2.0, min(create, gross) * scale), 0, 0), 2, 2)


class MonthStrip(QWidget):
    """The strip with its choice of stage."""

    month_opened = Signal(int)
    """Number of a month; 0 is what was due before the plan."""
    stage_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._facts: FunnelFacts | None = None
        self._stage = ""
        self._year = 0
        self.most = 0
        self.colour = QColor()
        self.stages = Combo(self)
        self.stages.setAccessibleName(_("Stage shown by month"))
        self.stages.activated.connect(self._chosen)
        self.years = Combo(self)
        self.years.setAccessibleName(_("Months shown"))
        self.years.activated.connect(self._turned)
        self.cells: list[MonthCell] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(_("By month"))
        theme.changed.connect(self._again)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(600), theme.px(122))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(480), theme.px(118))

    @property
    def stage(self) -> str:
        """The stage that is shown."""
        return self._stage

    def show_facts(self, facts: FunnelFacts, stage: str = "") -> None:
        """Show a stage (the one before if not said) of these figures."""
        self._facts = facts
        wanted = stage or self._stage
        names = [(one.id, one.name) for one in facts.stages]
        self._stage = wanted if wanted in dict(names) else (names[min(2, len(names) - 1)][0] if names else "")
        if [(self.stages.itemData(n), self.stages.itemText(n)) for n in range(self.stages.count())] != names:
            self.stages.clear()
            for key, name in names:
                self.stages.addItem(name, key)
        self.stages.setCurrentIndex(self.stages.findData(self._stage))
        self._offer_years(facts)
        shown = facts.stage(self._stage)
        if shown is not None:
            self._show_stage(facts, shown)
        self._lay_out()

    def _offer_years(self, facts: FunnelFacts) -> None:
        months = facts.funnel.months
        pages = -(-months // _YEAR)
        self._year = min(self._year, pages - 1)
        if self.years.count() != pages:
            self.years.clear()
            for page in range(pages):
                last = min(months, (page + 1) * _YEAR)
                self.years.addItem(_("Months {first} to {last}").format(first=page * _YEAR + 1, last=last))
        self.years.setCurrentIndex(self._year)
        self.years.setVisible(pages > 1)

    def _show_stage(self, facts: FunnelFacts, stage: StageFacts) -> None:
        self.colour = theme.team_colour(stage.team)
        cells = self._cells_of(facts, stage)
        self.most = max((cell.gross or 0 for cell in cells if cell.month), default=0)
        while len(self.cells) < len(cells):
            made = MonthCell(self)
            made.clicked.connect(lambda _on=False, button=made: self._open(button))
            made.installEventFilter(self)
            self.cells.append(made)
        for number, button in enumerate(self.cells):
            button.setVisible(number < len(cells))
            if number < len(cells):
                button.show_cell(cells[number], stage.name)
        self.setAccessibleDescription(". ".join(button.accessibleName() for button in self.cells if button.cell))

    def _cells_of(self, facts: FunnelFacts, stage: StageFacts) -> list[Cell]:
        figure = stage.figure
        first = self._year * _YEAR + 1
        found = []
        early = figure.before
        if not self._year and early.length:
            names = [facts.month_name(one.month) for one in early]
            span = names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}"
            missing = figure.before_to_create
            bars = tuple((float(one.exact or 0), float(missing.exact(one.month) or 0)) for one in early)
            found.append(Cell(0, span, early.committed_total, missing.committed_total, bars))
        gross: Sequence[int | None] = figure.months.committed or (None,) * facts.funnel.months
        create: Sequence[int | None] = figure.still_to_create.committed or (None,) * facts.funnel.months
        for month in range(first, min(facts.funnel.months, first + _YEAR - 1) + 1):
            found.append(Cell(month, facts.month_name(month), gross[month - 1], create[month - 1]))
        return found

    def mark_open(self, opened: QAbstractButton | None) -> None:
        """Mark the month whose figure is open."""
        for button in self.cells:
            button.setChecked(button is opened)

    def cell_button(self, month: int) -> MonthCell | None:
        """The button of a month; 0 is what was due before the plan."""
        return next((one for one in self.cells if one.cell and one.cell.month == month and not one.isHidden()), None)

    def _open(self, button: MonthCell) -> None:
        if button.cell is not None:
            self.month_opened.emit(button.cell.month)

    def _chosen(self) -> None:
        self.stage_chosen.emit(str(self.stages.currentData()))

    def _turned(self) -> None:
        self._year = max(0, self.years.currentIndex())
        self._again()

    def _again(self) -> None:
        if self._facts is not None:
            self.show_facts(self._facts)

    def eventFilter(self, watched: object, event: object) -> bool:
        return walked(watched, event, [button for button in self.cells if not button.isHidden()])

    # Layout and painting

    def lines(self, height: int) -> tuple[float, float, float]:
        """The tops of the month's name, of its gross and of its still-to-create number, in a cell of that height."""
        line = theme.px(16)
        return height - 3 * line - 4, height - 2 * line - 3, height - line - 3

    def bars(self, height: int) -> tuple[float, float]:
        """The top and the base of the bars in a cell of that height."""
        return theme.px(24), self.lines(height)[0] - 2

    def _lay_out(self) -> None:
        left = theme.px(16)
        self.stages.setGeometry(left, theme.px(30), theme.px(_LABELS - 14), theme.px(28))
        self.years.setGeometry(left, theme.px(60), theme.px(_LABELS - 14), theme.px(28))
        across = float(left + theme.px(_LABELS))
        shown = [button for button in self.cells if not button.isHidden() and button.cell is not None]
        early = [button for button in shown if button.cell is not None and not button.cell.month]
        top, height = theme.px(6), self.height() - theme.px(12)
        for button in early:
            button.setGeometry(round(across), top, theme.px(_BEFORE), height)
            across += theme.px(_BEFORE + 8)
        rest = [button for button in shown if button not in early]
        wide = (self.width() - theme.px(12) - across) / max(1, len(rest))
        for number, button in enumerate(rest):
            start = round(across + number * wide)
            button.setGeometry(start, top, round(across + (number + 1) * wide) - start, height)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = begin(self)
        tokens = theme.tokens()
        draw_card(painter, QRectF(self.rect()))
        left = theme.px(16)
        title = QRectF(left, theme.px(8), theme.px(_LABELS), theme.px(20))
        draw_text(painter, title, _("By month"), theme.font("strong"), tokens.text)
        offset = theme.px(6)
        lines = self.lines(self.height() - theme.px(12))
        for top, words, solid in ((lines[1], _("Gross"), False), (lines[2], _("Still to create"), True)):
            box = QRectF(left, top + offset + theme.px(3), 9, 9)
            painter.setPen(QPen(self.colour, 1.2))
            painter.setBrush(self.colour if solid else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 2, 2)
            place = QRectF(left + 15, top + offset, theme.px(_LABELS) - 16, theme.px(16))
            draw_text(painter, place, words, theme.font("caption"), tokens.muted)
        self._paint_quarters(painter)
        self._paint_base(painter)

    def _paint_base(self, painter: QPainter) -> None:
        months = [button for button in self.cells if not button.isHidden() and button.cell and button.cell.month]
        if months:
            base = theme.px(6) + self.bars(self.height() - theme.px(12))[1] + 0.5
            painter.setPen(theme.tokens().border)
            painter.drawLine(QPointF(months[0].geometry().left(), base), QPointF(months[-1].geometry().right(), base))

    def _paint_quarters(self, painter: QPainter) -> None:
        facts, tokens = self._facts, theme.tokens()
        if facts is None:
            return
        quarters: dict[tuple[int, int], list[MonthCell]] = {}
        for button in self.cells:
            if not button.isHidden() and button.cell is not None and button.cell.month:
                quarters.setdefault(facts.quarter(button.cell.month), []).append(button)
        for (_year, number), cells in quarters.items():
            start, end = cells[0].geometry().left(), cells[-1].geometry().right()
            painter.setPen(tokens.border_strong)
            painter.drawLine(QPointF(start + 0.5, theme.px(8)), QPointF(start + 0.5, self.height() - theme.px(8)))
            name = _("Q{number}").format(number=number)
            place = QRectF(start + 8, theme.px(8), end - start - 10, theme.px(18))
            draw_text(painter, place, name, theme.font("caption", 600), tokens.text)
            used = theme.metrics("caption", 600).horizontalAdvance(name) + 6
            known = [cell.cell for cell in cells if cell.cell is not None]
            if all(cell.gross is not None and cell.create is not None for cell in known):
                sums = _("{gross} · {create} to create").format(
                    gross=whole_words(sum(cell.gross or 0 for cell in known)),
                    create=whole_words(sum(cell.create or 0 for cell in known)),
                )
                draw_text(painter, place.adjusted(used, 0, 0, 0), sums, theme.font("caption"), tokens.muted)
