"""Data and tools: one system of record for each thing, and which tools stay, connect, go or come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from joint_plan.base.texts import N_, _
from joint_plan.plan.data_tools import DataObject, Tool
from joint_plan.plan.record import key_of
from joint_plan.plan.slas import Sla
from ui import theme
from ui.parts.parts_page import PartsPage
from ui.parts.records_board import RecordsBoard

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.document import Document


class DataPage(PartsPage):
    """The page; one button makes the upkeep of the CRM an SLA."""

    def __init__(self, document: Document, section_key: str = "data", parent: QWidget | None = None) -> None:
        super().__init__(document, section_key, parent)
        objects = RecordsBoard(
            document,
            DataObject,
            ("object", "system_of_record", "who_sees", "who_edits", "sync"),
            stretch="object",
            icon="database",
            purpose=_("For each thing both teams need to know: which one system is right about it?"),
        )
        tools = RecordsBoard(
            document,
            Tool,
            ("name", "owner_team", "goal", "decision", "dashboard"),
            stretch="name",
            icon="settings",
            purpose=_("Which tools stay, connect, go or come, and which goal does each of them serve?"),
        )
        for board in (objects, tools):
            board.stance_asked.connect(self.stance_asked)
        self.add_part("objects", _("Where things live"), objects)
        self.add_part("tools", _("Tools"), tools)
        self.hygiene = QPushButton(_("CRM upkeep as an SLA"))
        self.hygiene.setToolTip(_("Make keeping the CRM current a promise of Sales to Marketing"))
        self.hygiene.clicked.connect(self._promise_upkeep)
        self.aside.addWidget(self.hygiene)
        theme.changed.connect(self._dress)
        self._dress()
        self.refresh(None)

    def _dress(self) -> None:
        self.hygiene.setIcon(theme.icon("handshake", "muted"))

    def part_shown(self) -> None:
        super().part_shown()
        self.hygiene.setEnabled(not self.document.read_only)

    def _promise_upkeep(self) -> None:
        from decimal import Decimal

        promise = Sla(
            owed_by="sales",
            owed_to="marketing",
            obligation=_("keeps every open lead and deal current in the CRM"),
            applies_to=_("every open lead and deal"),
            measure=_("Open records changed in time with all required fields filled in"),
            clock_starts=_("last contact with the customer"),
            clock_stops=_("the record is changed"),
            time_limit=Decimal(2),
            time_limit_unit="day",
            business_hours=True,
            met_share=Decimal("0.95"),
            measured_in="CRM",
        )
        made: list[Sla] = []
        with self.document.edit(N_("Make CRM upkeep an SLA")) as edit:
            made.append(edit.add(promise))
        if made:
            self.go_to.emit(key_of(made[0]))
