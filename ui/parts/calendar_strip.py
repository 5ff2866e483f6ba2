"""The plan's months with what runs and what is due in them, drawn; `CalendarList` says the same as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QTableWidget, QTableWidgetItem, QToolTip, QWidget

from joint_plan.base.texts import _, ngettext
from joint_plan.rules.calendar import Calendar, Line, Run, calendar, calendar_lines
from joint_plan.rules.funnel import funnel, month_name
from ui import theme
from ui.parts.painting import begin, draw_shape, draw_text
from ui.parts.tips import plain

if TYPE_CHECKING:
    from joint_plan.plan.snapshot import Snapshot

_CENTRE = Qt.AlignmentFlag.AlignCenter
_HEAD, _LANE, _FOOT = 24, 22, 24
_SIDE = 52
"""Width of the columns for what lies before and after the plan, at 100 %; without such days there are none."""
_KEY = Qt.ItemDataRole.UserRole


def _month_words(plan: Snapshot, held: Calendar, month: int) -> str:
    if month < 1:
        return _("Before")
    return _("After") if month > held.months else month_name(funnel(plan).inputs, month)


class CalendarStrip(QWidget):
    """Months across; bars are initiatives, diamonds say how much is due. A month's tooltip has all of it."""

    def __init__(self) -> None:
        super().__init__()
        self._held: Calendar | None = None
        self._names: tuple[str, ...] = ()
        self._lanes: tuple[tuple[Run, ...], ...] = ()
        self._lines: tuple[Line, ...] = ()
        self.setAccessibleName(_("Calendar"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._fit)

    def show_plan(self, plan: Snapshot) -> None:
        """Show a plan's calendar."""
        held = self._held = calendar(plan)
        self._names = tuple(_month_words(plan, held, month) for month in range(held.months + 2))
        self._lanes = _lanes(held.runs)
        self._lines = tuple(calendar_lines(held))
        self.setAccessibleDescription(". ".join(f"{self._names[line.month]}: {line.words}" for line in self._lines))
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(theme.px(_HEAD + _LANE * max(1, len(self._lanes)) + _FOOT))
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(420), theme.px(_HEAD + _LANE + _FOOT))

    def _left(self, month: int) -> float:
        """Where a month begins; what lies before and after the plan has narrow columns of its own."""
        assert self._held is not None  # only asked while there is one
        if month < 1:
            return 0.0
        outside = {line.month for line in self._lines}
        before = theme.px(_SIDE) if 0 in outside else 0
        after = theme.px(_SIDE) if self._held.months + 1 in outside else 0
        return before + (self.width() - before - after) / self._held.months * (month - 1)

    def _column(self, month: int) -> QRectF:
        right = self._left(month + 1) if self._held and month <= self._held.months else float(self.width())
        return QRectF(self._left(month), 0, right - self._left(month), self.height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._held is not None:
            columns = range(self._held.months + 2)
            month = next((one for one in columns if self._column(one).contains(QPointF(event.pos()))), None)
            words = [line.words for line in self._lines if line.month == month]
            running = [
                _("{title} goes on").format(title=run.title)
                for run in self._held.runs
                if month is not None and run.first < month < run.last
            ]
            QToolTip.showText(event.globalPos(), plain("\n".join((*words, *running))), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        held = self._held
        if held is None:
            return
        painter = begin(self)
        tokens = theme.tokens()
        for month in range(held.months + 2):
            place = self._column(month)
            if place.width() < 1:
                continue
            outside = not 1 <= month <= held.months
            if outside:
                painter.fillRect(place, tokens.canvas)
            end = held.quarter_end(month)
            painter.setPen(QPen(tokens.border_strong if end is not None else tokens.border, 1))
            if month <= held.months:
                right = round(place.right()) - 0.5
                painter.drawLine(QPointF(right, 0), QPointF(right, self.height()))
            head = QRectF(place.left() + 2, 0, place.width() - 4, theme.px(_HEAD))
            name = self._names[month]
            if end is not None and place.width() > theme.px(46):
                name = _("{month} · Q{number}").format(month=name, number=end.quarter)
            colour = tokens.muted if outside else tokens.text
            draw_text(painter, head, name, theme.font("caption", 600 if end else 0), colour, _CENTRE)
            self._paint_due(painter, place, month)
        for number, lane in enumerate(self._lanes):
            for run in lane:
                self._paint_run(painter, run, number)

    def _paint_run(self, painter: QPainter, run: Run, lane: int) -> None:
        tokens = theme.tokens()
        left, right = self._left(run.first) + 3, self._column(run.last).right() - 3
        top = theme.px(_HEAD + _LANE * lane + 2)
        bar = QRectF(left, top, right - left, theme.px(_LANE - 4))
        painter.setPen(QPen(theme.blended(tokens.both, tokens.surface, 0.6), 1))
        painter.setBrush(theme.blended(tokens.both, tokens.surface, 0.12))
        painter.drawRoundedRect(bar, 4, 4)
        draw_text(painter, bar.adjusted(6, 0, -4, 0), run.title, theme.font("caption", 500), tokens.text)

    def _paint_due(self, painter: QPainter, place: QRectF, month: int) -> None:
        assert self._held is not None  # the caller saw to it
        outside = not 1 <= month <= self._held.months
        lines = [one for one in self._lines if one.month == month and (outside or self._is_due(one))]
        if not lines:
            return
        tokens = theme.tokens()
        words = ngettext("{count} due", "{count} due", len(lines)).format(count=len(lines))
        wide = theme.metrics("caption", 600).horizontalAdvance(words)
        if wide + theme.px(16) > place.width():
            words = str(len(lines))
            wide = theme.metrics("caption", 600).horizontalAdvance(words)
        middle = self.height() - theme.px(_FOOT) / 2
        left = place.center().x() - (wide + theme.px(14)) / 2
        draw_shape(painter, "diamond", QRectF(left, middle - 4.5, 9, 9), tokens.accent)
        box = QRectF(left + theme.px(14), middle - theme.px(8), wide + 2, theme.px(16))
        draw_text(painter, box, words, theme.font("caption", 600), tokens.text, elide=False)

    def _is_due(self, line: Line) -> bool:
        assert self._held is not None  # the caller saw to it
        return bool(line.key) and not line.key.startswith("Initiative:")


class CalendarList(QTableWidget):
    """Month and what; Enter or a double click leads to the item."""

    go_to = Signal(str)

    def __init__(self) -> None:
        super().__init__(0, 2)
        self.setAccessibleName(_("Calendar as a list"))
        self.setHorizontalHeaderLabels([_("Month"), _("What")])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setToolTip(_("Enter opens the item"))
        self.activated.connect(lambda index: self._open(index.row()))
        theme.changed.connect(self._fit)

    def show_plan(self, plan: Snapshot) -> None:
        """Show a plan's calendar."""
        held = calendar(plan)
        lines = tuple(calendar_lines(held))
        self.setRowCount(len(lines))
        for row, line in enumerate(lines):
            for column, words in enumerate((_month_words(plan, held, line.month), line.words)):
                item = QTableWidgetItem(words)
                item.setData(_KEY, line.key)
                item.setToolTip(plain(words))
                self.setItem(row, column, item)
        self._fit()

    def _fit(self) -> None:
        self.setFont(theme.font("small"))
        self.verticalHeader().setDefaultSectionSize(theme.px(24))
        self.setColumnWidth(0, theme.px(90))
        self.setFixedHeight(theme.px(24) * (min(8, max(2, self.rowCount())) + 1) + theme.px(6))

    def _open(self, row: int) -> None:
        item = self.item(row, 1)
        if item is not None and item.data(_KEY):
            self.go_to.emit(str(item.data(_KEY)))


def _lanes(runs: tuple[Run, ...]) -> tuple[tuple[Run, ...], ...]:
    """Runs put side by side where they do not overlap."""
    lanes: list[list[Run]] = []
    for run in runs:
        lane = next((lane for lane in lanes if lane[-1].last < run.first), None)
        if lane is None:
            lanes.append([run])
        else:
            lane.append(run)
    return tuple(map(tuple, lanes))
