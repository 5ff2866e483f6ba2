"""A card with a heading, a count, a button to add, and a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from joint_plan.base.texts import _
from joint_plan.plan.record import spec_of
from ui import theme
from ui.parts.card import Card
from ui.parts.words import Words

if TYPE_CHECKING:
    from ui.parts.table import RecordTable


class ListCard(Card):
    """A table of records under its heading."""

    def __init__(self, table: RecordTable, title: str = "", *, header: bool = True) -> None:
        super().__init__(0)
        self.table = table
        spec = spec_of(table.record_type)
        self.title = Words(title or _(spec.plural), "strong")
        self.aside = Words("", "caption", "muted")
        self.add = QPushButton()
        self.add.setFlat(True)
        self.add.setProperty("flat", True)
        self.add.setFixedSize(theme.px(28), theme.px(28))
        self.add.setStyleSheet("padding: 0")
        words = _("Add: {type}").format(type=_(spec.label))
        self.add.setAccessibleName(words)
        self.add.setToolTip(_("{what} (Ctrl+Enter)").format(what=words))
        self.add.clicked.connect(table.add_row)
        self.add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        head = QHBoxLayout()
        head.setContentsMargins(theme.space(3), theme.space(1), theme.space(1), 0)
        head.setSpacing(theme.space(2))
        head.addWidget(self.title)
        head.addWidget(self.aside)
        head.addStretch(1)
        head.addWidget(self.add)
        self.body.setSpacing(0)
        self.body.addLayout(head)
        inner = QWidget()
        inside = QHBoxLayout(inner)
        inside.setContentsMargins(4, 0, 4, 4)
        inside.addWidget(table)
        self.body.addWidget(inner, 1)
        table.horizontalHeader().setVisible(header)
        self._style()
        theme.changed.connect(self._style)

    def _style(self) -> None:
        self.add.setIcon(theme.icon("plus", "muted"))
