"""The details of what has the focus on the journey's board: a stage with who leads it, a card, an idea, a handoff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from joint_plan.base.texts import N_, _
from joint_plan.plan.journey import Stage
from joint_plan.plan.record import key_of, spec_of, title_of
from joint_plan.plan.slas import Sla
from ui.parts.details import Details
from ui.parts.form import RecordForm
from ui.parts.stage_faces import lead_of
from ui.parts.words import Words

if TYPE_CHECKING:
    from joint_plan.plan.record import Record
    from joint_plan.workbook import Committed
    from ui.document import Document

_WHO_LEADS = "who_leads"


class StageDetails(Details):
    """For a stage, the blind question who leads it stands above the other fields."""

    sla_asked = Signal(str)
    """(key): show this handoff on the SLAs page."""

    def __init__(self, document: Document) -> None:
        others = tuple(field.name for field in spec_of(Stage).fields if field.name != _WHO_LEADS)
        self.lead = RecordForm(document, leave_out=others, fold=False)
        self.lead_words = Words(role="caption", wrap=True)
        self.lead_button = QPushButton()
        self.sla_button = QPushButton(_("Open on the SLAs page"))
        self.sla_button.setToolTip(_("The handoff is an SLA: its clock and its remedy are there (Enter on the card)"))
        super().__init__(document, leave_out=(_WHO_LEADS,))
        self.lead_button.clicked.connect(self._take_lead)
        self.sla_button.clicked.connect(self._open_sla)
        place = self.body.indexOf(self.area)
        for widget in (self.lead, self.lead_words, self.lead_button, self.sla_button):
            self.body.insertWidget(place, widget)
            place += 1

    def show_item(self, record: Record | None) -> None:
        super().show_item(record)
        self.lead.show_record(record if isinstance(record, Stage) else None)
        self._show_lead()

    def _committed(self, committed: Committed) -> None:
        super()._committed(committed)
        self._show_lead()

    def _show_lead(self) -> None:
        record = self.current_item()
        self.lead.setVisible(isinstance(record, Stage))
        self.sla_button.setVisible(isinstance(record, Sla))
        self.lead_words.hide()
        self.lead_button.hide()
        if not isinstance(record, Stage) or not record.who_leads.revealed:
            return
        seen = lead_of(self._document.plan, Stage(id=record.id, who_leads=record.who_leads))
        self.lead_words.setText(seen.words)
        self.lead_words.paint_as("muted" if seen.kind == "same" else "warn")
        self.lead_words.show()
        if seen.kind == "same" and record.lead_team != seen.team:
            self.lead_button.setText(_("Write it down as the lead team"))
            self.lead_button.show()

    def _take_lead(self) -> None:
        record = self.current_item()
        if isinstance(record, Stage) and record.who_leads.marketing:
            with self._document.edit(N_("Lead team of {title}"), title=title_of(record)) as edit:
                edit.set(record, lead_team=record.who_leads.marketing)

    def _open_sla(self) -> None:
        record = self.current_item()
        if record is not None:
            self.sla_asked.emit(key_of(record))
