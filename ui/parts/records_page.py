"""A page of tables: what a section shows until it has a board of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from joint_plan.base.texts import _
from joint_plan.plan import types  # noqa: F401  fills the registry that `all_specs` reads
from joint_plan.plan.record import Record, all_specs
from ui import theme
from ui.parts.form import RecordForm
from ui.parts.page import SectionPage
from ui.parts.table import RecordTable

if TYPE_CHECKING:
    from ui.document import Document


class RecordsPage(SectionPage):
    """A table a record type of the section, and the form of the current row beside it."""

    def __init__(self, document: Document, section_key: str, parent: QWidget | None = None) -> None:
        super().__init__(document, section_key, parent)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.form = RecordForm(document)
        self.tables: dict[str, RecordTable] = {}
        for spec in all_specs():
            if spec.section == section_key and not spec.single and not spec.private:
                table = RecordTable(document, spec.type)
                table.current_changed.connect(self.form.show_record)
                self.tables[spec.name] = table
                self.tabs.addTab(table, _(spec.plural))
        column = QWidget()
        inside = QVBoxLayout(column)
        inside.addWidget(self.form)
        inside.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFixedWidth(theme.px(280))
        scroll.setWidget(column)
        row = QHBoxLayout()
        row.addWidget(self.tabs, 1)
        row.addWidget(scroll)
        self.body.addLayout(row)

    def reveal_item(self, key: str) -> None:
        name, _colon, record_id = key.partition(":")
        table = self.tables.get(name)
        if table is not None and table.show_item(record_id):
            self.tabs.setCurrentWidget(table)
            table.setFocus()

    def focused_item(self) -> Record | None:
        found = super().focused_item()
        return found if found is not None else self.form.current_item()

    def add_item(self) -> None:
        current = self.tabs.currentWidget()
        if isinstance(current, RecordTable):
            current.add_row()
