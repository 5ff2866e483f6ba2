"""The panel beside a board that shows all there is to one item: how it stands, who disagrees, its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from joint_plan.base.texts import _
from joint_plan.plan.record import key_of, spec_of
from joint_plan.plan.session import Team
from joint_plan.rules.names import team_name
from joint_plan.rules.standing import Standing, standing
from ui import theme
from ui.parts.card import Card
from ui.parts.form import RecordForm
from ui.parts.painting import begin, draw_text
from ui.parts.sla_faces import some_of, subject_of
from ui.parts.stance_chips import StanceChips
from ui.parts.state_chip import StateChip
from ui.parts.words import Words

if TYPE_CHECKING:
    from joint_plan.plan.record import Record
    from joint_plan.workbook import Committed
    from ui.document import Document


_MOST_CHANGES = 2


class _Subject(QWidget):
    """What the item is about, on one line that ends with an ellipsis where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        """Show this; all of it is in the tooltip."""
        self.text = text
        self.setToolTip(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_text(begin(self), self.rect(), self.text, theme.font("small"), theme.tokens().muted)


class Details(Card):
    """One item at a time. It follows the plan by itself, and empties when its item goes."""

    closed = Signal()
    """The person wants the panel away; the page decides where the focus goes."""
    stance_asked = Signal(str, object)

    def __init__(
        self, document: Document, *, leave_out: tuple[str, ...] = (), nothing: str = "", closes: bool = True
    ) -> None:
        """`nothing` is what the panel says while there is no item to show; `closes` offers to close it."""
        super().__init__(3)
        self._document, self._closes = document, closes
        self._record: Record | None = None
        self.heading = Words(role="strong")
        self.subject = _Subject()
        self.close_button = QToolButton()
        self.close_button.setAccessibleName(_("Close the details"))
        self.close_button.setToolTip(_("Close the details (Esc)"))
        self.close_button.clicked.connect(self.closed)
        self.state = StateChip()
        self.stances = StanceChips(document)
        self.stances.asked.connect(self.stance_asked)
        self.voices = Words(role="caption", wrap=True)
        self.form = RecordForm(document, leave_out=leave_out)
        self.extra = QVBoxLayout()
        """Room under the form's head for what a page adds, such as an SLA's levels."""
        head = QHBoxLayout()
        head.setSpacing(theme.space(2))
        head.addWidget(self.heading)
        head.addWidget(self.subject, 1)
        head.addWidget(self.close_button)
        self.body.addLayout(head)
        self.body.addWidget(self.state)
        self.body.addWidget(self.stances)
        self.body.addWidget(self.voices)
        self.area = self._scrolling()
        self.body.addWidget(self.area, 1)
        self.nothing = Words(nothing, "body", "muted", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.nothing)
        document.committed.connect(self._committed)
        theme.changed.connect(self._dress)
        self._dress()
        self.show_item(None)

    def _scrolling(self) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.space(2), 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self.form)
        column.addLayout(self.extra)
        column.addStretch(1)
        area = QScrollArea()
        # It scrolls: what it would like to be does not make the page any higher.
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        # After setWidget, which fills the ground of what it is given.
        inner.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)
        return area

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        inner = self.area.widget()
        if now is not None and inner is not None and inner.isAncestorOf(now):
            self.area.ensureWidgetVisible(now, 0, theme.px(24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        self.close_button.setIcon(theme.icon("x", "muted"))

    def current_item(self) -> Record | None:
        """The item that is shown."""
        return self._record

    def show_item(self, record: Record | None) -> None:
        """Show an item, or nothing."""
        self._record = record
        self.form.show_record(record)
        self._show_standing()

    def _committed(self, committed: Committed) -> None:
        if self._record is None:
            return
        now = committed.snapshot.find(key_of(self._record))
        if now is None:
            self.show_item(None)
            self.closed.emit()
            return
        self._record = now
        self._show_standing()

    def _show_standing(self) -> None:
        record, plan = self._record, self._document.plan
        for part in (self.heading, self.subject, self.area):
            part.setVisible(record is not None)
        self.close_button.setVisible(record is not None and self._closes)
        self.nothing.setVisible(record is None)
        if record is None:
            self.voices.hide()
            self.state.hide()
            self.stances.hide()
            return
        spec = spec_of(record)
        self.heading.setText(record.code or _(spec.label))
        subject = subject_of(plan, record) if record.code else ""
        self.subject.show_text(subject)
        found = standing(plan, record) if spec.agreed(record) else None
        names = {team.id: team.short_name or team.name for team in plan.all(Team)}
        self.state.show_standing(found, names)
        self.stances.setVisible(found is not None)
        self.stances.show_item(record if found is not None else None)
        self._show_voices(found)

    def _show_voices(self, found: Standing | None) -> None:
        """Reservations and objections in their own words, and what agreement rested on that is other now."""
        lines: list[str] = []
        tone = "warn"
        for team, assent in found.stances.items() if found is not None else ():
            if assent is None or not assent.reservation.strip():
                continue
            who = team_name(self._document.plan, team)
            if assent.stance == "object":
                tone = "danger"
                lines.append(_("{team} objects: “{words}”").format(team=who, words=assent.reservation))
            else:
                lines.append(_("{team}: “{words}”").format(team=who, words=assent.reservation))
        changes = [
            _("{what} {before} → {after}").format(
                what=change.label, before=change.before or _("empty"), after=change.after or _("empty")
            )
            for change in (found.basis_changed if found is not None else ())
        ]
        if changes:
            lines.append(_("Basis changed: {what}").format(what=some_of(changes, _MOST_CHANGES)))
        self.voices.setToolTip("\n".join(changes))
        self.voices.setText("\n".join(lines))
        self.voices.paint_as(tone)
        self.voices.setVisible(bool(lines))
