"""The frame of every page: title, one line for the room, at most one primary button, and the page's own body."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from joint_plan.base.texts import _
from joint_plan.plan import sections
from ui import theme
from ui.parts.hints_button import HintsButton
from ui.parts.item import item_around
from ui.parts.words import Words

if TYPE_CHECKING:
    from joint_plan.plan.record import Record
    from joint_plan.workbook import Committed
    from ui.document import Document
    from ui.parts.table import RecordTable


class SectionPage(QWidget):
    """One section's page.

    A page builds its parts once in `__init__` (in `self.body`), fills them in `refresh(None)`, and afterwards draws
    again only what `committed.deltas` name. The window tells it of commits, and only while it is shown; when it comes
    back into sight after others were made it gets `refresh(None)`.
    """

    go_to = Signal(str)
    """Ask the window to show an item anywhere (`Type:id`) or a section (its key)."""
    stance_asked = Signal(str, object)
    """(team id, item): ask the window for that team's stance picker."""

    def __init__(self, document: Document, section_key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.section = sections.section(section_key)
        self.setObjectName(f"page_{section_key}")
        self.setAccessibleName(_(self.section.title))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.space(4), theme.space(3), theme.space(4), theme.space(3))
        outer.setSpacing(theme.space(4))
        head = QHBoxLayout()
        head.setSpacing(theme.space(2))
        words = QVBoxLayout()
        words.setSpacing(2)
        self.title = Words(_(self.section.title), "h1")
        self.title.setObjectName("title")
        self.prompt = Words(_(self.section.prompt), "strong", "muted", weight=400, wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.prompt)
        head.addLayout(words, 1)
        secondary = QWidget()
        secondary.setObjectName("secondary")
        self.extras = QHBoxLayout(secondary)
        """Room for secondary buttons left of the primary one."""
        self.extras.setContentsMargins(0, 0, 0, 0)
        head.addWidget(secondary, 0, Qt.AlignmentFlag.AlignTop)
        self.hints = HintsButton(document, section_key, self)
        self.hints.chosen.connect(self.go_to)
        head.addWidget(self.hints, 0, Qt.AlignmentFlag.AlignTop)
        self.primary = QPushButton()
        self.primary.setObjectName("primary")
        self.primary.setProperty("primary", True)
        self.primary.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.primary.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.primary.clicked.connect(self._primary_clicked)
        self.primary.hide()
        head.addWidget(self.primary, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(head)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.space(2))
        outer.addLayout(self.body, 1)
        self._primary_action: Callable[[], None] | None = None
        self._style()
        theme.changed.connect(self._style)

    def _style(self) -> None:
        self.primary.setFont(theme.font("body", 600))
        theme.put_icon(self.primary, "arrow-right", "on_accent", after=True)

    def set_primary(self, text: str, act: Callable[[], None], *, enabled: bool = True, tip: str = "") -> None:
        """Say what the page's one primary button does: the next thing that moves the plan on."""
        self._primary_action = act
        self.primary.setText(text)
        self.primary.setEnabled(enabled)
        self.primary.setToolTip(tip or text)
        self.primary.setVisible(True)

    def set_next(self) -> None:
        """Make the primary button lead to the next section of the walk; the last one has none."""
        from ui.sections import walk

        keys = [section.key for section in walk(self.document.plan)]
        place = keys.index(self.section.key) + 1 if self.section.key in keys else len(keys)
        if place >= len(keys):
            self.primary.hide()
            return
        following = keys[place]
        title = _(sections.section(following).title)
        self.set_primary(_("Next: {section}").format(section=title), lambda: self.go_to.emit(following))

    def take_next_step(self) -> None:
        """Do what the page's one primary button does (Ctrl+Shift+Enter)."""
        if self.primary.isVisible():
            self.primary.click()

    def back_to_item(self) -> bool:
        """Put the focus back on the item in hand (Esc in a field or in the line for new ones). Says whether it went."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or event.modifiers() or not self.back_to_item():
            super().keyPressEvent(event)

    def _primary_clicked(self) -> None:
        if self._primary_action is not None:
            self._primary_action()

    def refresh(self, committed: Committed | None) -> None:
        """Show the plan as it is: everything (`None`), or what a commit changed."""

    def focused_item(self) -> Record | None:
        """The item that stances, parking and revealing act on: that of the card, row or form around the focus."""
        widget = QApplication.focusWidget()
        return item_around(widget) if widget is not None and self.isAncestorOf(widget) else None

    def reveal_item(self, key: str) -> None:
        """Bring an item (`Type:id`) into view and put the focus on it."""

    def add_item(self) -> None:
        """Add to the list in focus (Ctrl+Enter)."""
        table = _focused_table()
        if table is not None:
            table.add_row()

    def duplicate_item(self) -> None:
        """Add a copy of the focused item (Ctrl+D)."""
        table = _focused_table()
        if table is not None:
            table.duplicate()

    def delete_item(self) -> None:
        """Delete the focused item (Delete); an undo is offered."""
        table = _focused_table()
        if table is not None:
            table.delete_rows()
            return
        item = self.focused_item()
        if item is not None:
            self.document.remove(item)

    def move_item(self, step: int) -> None:
        """Move the focused item up (-1) or down (1) in its list (Ctrl+Up, Ctrl+Down)."""
        table = _focused_table()
        if table is not None:
            table.move_row(step)

    def mark_item(self) -> None:
        """Mark the focused item, or take its mark away (X), where a page merges items."""

    def merge_items(self) -> None:
        """Make one of the marked items (M), where a page merges items."""
        self.document.say(_("Only ideas on Quick wins are merged: mark them with X first."))

    def make_version(self) -> None:
        """Make a version of the plan; the Agreement page does."""


def _focused_table() -> RecordTable | None:
    """The table that has the focus, or in which somebody types."""
    from ui.parts.table import RecordTable

    widget = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, RecordTable):
        widget = widget.parentWidget()
    return widget
