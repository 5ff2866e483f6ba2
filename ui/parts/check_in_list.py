"""What a check-in goes through, topic by topic; each line leads to its item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from joint_plan.base.texts import _
from joint_plan.rules.check_in import Point, topic_label
from ui import theme
from ui.parts.card import Card
from ui.parts.painting import begin, draw_icon, draw_text
from ui.parts.tips import plain
from ui.parts.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

ICONS = {
    "quick_wins": "zap",
    "on_trial": "hourglass",
    "trial_ends": "timer",
    "parked": "square-parking",
    "asks": "megaphone",
    "stances": "message-square",
    "missed": "x",
}


class PointRow(QAbstractButton):
    """One thing to look at: what, and under it since when or how far off; pressing it leads there."""

    def __init__(self, point: Point) -> None:
        super().__init__()
        self.point = point
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        late = _("Overdue. ") if point.late else ""
        self.setAccessibleName(f"{late}{point.title}. {point.detail}")
        self.setToolTip(plain(f"{point.title}\n{point.detail}"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(220), theme.px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(80), theme.px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = begin(self), theme.tokens()
        if self.underMouse() or theme.has_key_focus(self):
            painter.setPen(tokens.accent if theme.has_key_focus(self) else tokens.canvas)
            painter.setBrush(tokens.canvas)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        role = "danger" if self.point.late or self.point.topic == "missed" else "muted"
        icon = "circle-alert" if self.point.late else ICONS[self.point.topic]
        size = theme.px(14)
        draw_icon(painter, icon, role, 6, theme.px(6), size)
        left = float(size + 14)
        line = QRectF(left, theme.px(3), self.width() - left - 22, theme.px(18))
        draw_text(painter, line, self.point.title, theme.font("small", 500), tokens.text)
        below = line.translated(0, theme.px(17))
        colour = tokens.danger if role == "danger" else tokens.muted
        draw_text(painter, below, self.point.detail, theme.font("caption"), colour)
        draw_icon(painter, "chevron-right", "muted", self.width() - 18, self.height() / 2 - 7, 14)


class CheckInList(Card):
    """The lines under their topics."""

    chosen = Signal(str)
    """Key of the item that a line leads to."""

    def __init__(self) -> None:
        super().__init__(3)
        self.rows: list[PointRow] = []
        self._shown: tuple[Point, ...] | None = None
        self.title = Words(_("What to look at"), "strong", wrap=True)
        self.body.addWidget(self.title)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.body.addWidget(self._area, 1)

    def show_points(self, title: str, points: Sequence[Point]) -> None:
        """Show these, in their order."""
        self.title.setText(title)
        if self._shown == tuple(points):
            return
        self._shown = tuple(points)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.space(1), 0)
        column.setSpacing(0)
        self.rows = []
        topic = ""
        for point in points:
            if point.topic != topic:
                topic = point.topic
                count = sum(one.topic == topic for one in points)
                words = _("{topic} ({count})").format(topic=topic_label(topic), count=count)
                heading = Words(words, "caption", "muted", weight=600, wrap=True)
                heading.setContentsMargins(6, theme.space(2), 0, 2)
                column.addWidget(heading)
            row = PointRow(point)
            row.clicked.connect(lambda _on=False, key=point.key: self.chosen.emit(key))
            row.installEventFilter(self)
            self.rows.append(row)
            column.addWidget(row)
        if not points:
            column.addWidget(Words(_("Nothing is due, on trial or off its target."), "body", "muted", wrap=True))
        column.addStretch(1)
        self._area.setWidget(inner)
        inner.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)

    def eventFilter(self, watched: object, event: object) -> bool:
        """Up and down walk along the lines, Enter presses the one in focus."""
        if not isinstance(event, QKeyEvent) or event.type() != QKeyEvent.Type.KeyPress or watched not in self.rows:
            return False
        place = self.rows.index(watched)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.rows[place].click()
            return True
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            return False
        row = self.rows[min(max(place + step, 0), len(self.rows) - 1)]
        row.setFocus(Qt.FocusReason.TabFocusReason)
        self._area.ensureWidgetVisible(row, 0, theme.px(20))
        return True
