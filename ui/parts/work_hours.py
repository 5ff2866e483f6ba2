"""What counts as working hours, in a line under the SLAs; a click opens them in the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.plan.choices import WEEKDAYS
from joint_plan.plan.slas import WorkCalendar
from joint_plan.rules.names import team_name
from ui import theme
from ui.parts.painting import begin, draw_icon, draw_text

if TYPE_CHECKING:
    from joint_plan.plan.snapshot import PlanView
    from ui.document import Document


def days_words(days: tuple[str, ...]) -> str:
    """Days of the week in short: "Mon–Fri", "Mon, Wed"."""
    order = [key for key, _label in WEEKDAYS]
    short = {key: _(label)[:3] for key, label in WEEKDAYS}
    places = sorted(order.index(day) for day in days if day in order)
    if len(places) > 2 and places == list(range(places[0], places[-1] + 1)):
        return f"{short[order[places[0]]]}–{short[order[places[-1]]]}"
    return ", ".join(short[order[place]] for place in places)


def hours_words(view: PlanView, calendar: WorkCalendar) -> str:
    """One calendar in a line: "Mon–Fri 8:30–17:00, Europe/Amsterdam, not on 1 January"."""
    time = ""
    if calendar.starts is not None and calendar.ends is not None:
        time = f"{locale.format_clock(calendar.starts)}–{locale.format_clock(calendar.ends)}"
    parts = [" ".join(part for part in (days_words(calendar.days), time) if part), calendar.time_zone]
    words = ", ".join(part for part in parts if part) or _("not said yet")
    holidays = " ".join(calendar.holidays.split())
    if holidays:
        words = _("{hours}, not on {holidays}").format(hours=words, holidays=holidays)
    return f"{team_name(view, calendar.team)}: {words}" if calendar.team else words


class WorkHours(QAbstractButton):
    """The line. It speaks for all calendars; its tooltip has them whole."""

    asked = Signal()
    """The person wants to change them."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.asked)
        theme.changed.connect(self.updateGeometry)
        self.show_plan()

    def show_plan(self) -> None:
        """Show the calendars of the plan."""
        plan = self._document.plan
        rows = [hours_words(plan, calendar) for calendar in plan.all(WorkCalendar)]
        words = _("Business hours: {hours}").format(hours="; ".join(rows))
        self.setText(words if rows else _("Nobody said yet what business hours are"))
        self.setAccessibleName(self.text())
        self.setToolTip("\n".join([*rows, _("Enter or a click changes them")]))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = begin(self)
        if theme.has_key_focus(self):
            painter.setPen(tokens.accent)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        draw_icon(painter, "clock", "muted", 2, self.height() / 2 - 7, 14)
        colour = tokens.text if self.underMouse() else tokens.muted
        room = QRectF(22, 0, self.width() - 24, self.height())
        draw_text(painter, room, self.text(), theme.font("caption"), colour)
