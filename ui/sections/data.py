"""Data and tools: one system of record for each thing, and which tools stay, connect, go or come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton

from joint_plan.base.texts import _
from joint_plan.plan.actions import action
from joint_plan.plan.data_tools import DataObject, Tool
from ui import theme
from ui.parts.crm_upkeep import promise_upkeep
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
        declared = action("crm_upkeep")
        self.hygiene.setToolTip(
            _("{what} ({key})").format(
                what=_(declared.tip),
                key=QKeySequence(declared.keys[0]).toString(QKeySequence.SequenceFormat.NativeText),
            )
        )
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
        key = promise_upkeep(self.document)
        if key:
            self.go_to.emit(key)
