"""The window's small questions: which template, which file, a checkpoint's name; and about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QInputDialog,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

import joint_plan
from joint_plan.base.texts import _
from ui import theme
from ui.parts.words import Words

if TYPE_CHECKING:
    from joint_plan.rules.versions import Blocker

_KEY = Qt.ItemDataRole.UserRole


def plan_filter() -> str:
    """The file dialogs' filter."""
    return _("Joint Plan files (*.jplan)")


def ask_open(parent: QWidget, folder: Path) -> Path | None:
    """Which plan to open."""
    chosen, _filter = QFileDialog.getOpenFileName(parent, _("Open a plan"), str(folder), plan_filter())
    return Path(chosen) if chosen else None


def ask_save(parent: QWidget, title: str, proposed: Path) -> Path | None:
    """Where a new file goes; always with the plan's suffix."""
    chosen, _filter = QFileDialog.getSaveFileName(parent, title, str(proposed), plan_filter())
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(".jplan")


def ask_checkpoint(parent: QWidget) -> str:
    """A name for a backup; "" for none."""
    name, wanted = QInputDialog.getText(
        parent,
        _("All changes are saved"),
        _("Keep this moment as a backup with a name:"),
    )
    return name.strip() if wanted else ""


class ListDialog(QDialog):
    """Choose one line of a list by Enter or double click."""

    def __init__(self, parent: QWidget, title: str, intro: str, yes: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(440))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(4))
        column.setSpacing(theme.space(3))
        column.addWidget(Words(title, "h3"))
        column.addWidget(Words(intro, "body", "muted", wrap=True))
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda _item: self.accept())
        column.addWidget(self.list, 1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.yes = self.buttons.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
        self.yes.setProperty("primary", True)
        self.yes.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column.addWidget(self.buttons)

    def offer(self, key: str, words: str) -> None:
        """Add a line."""
        item = QListWidgetItem(words)
        item.setData(_KEY, key)
        self.list.addItem(item)
        if self.list.count() == 1:
            self.list.setCurrentRow(0)

    @property
    def chosen(self) -> str:
        """The key of the current line; "" for none."""
        item = self.list.currentItem()
        return str(item.data(_KEY)) if item is not None else ""


class BlockersDialog(ListDialog):
    """What keeps the plan from becoming a version; Enter goes there."""

    def __init__(self, parent: QWidget, blocking: tuple[Blocker, ...]) -> None:
        super().__init__(
            parent,
            _("Before a version can be made"),
            _("Everything must be agreed or parked. Choose one to go there."),
            _("Go there"),
        )
        for blocker in blocking:
            self.offer(blocker.key or blocker.section, blocker.text)
        self.resize(theme.px(520), theme.px(420))


def about(parent: QWidget) -> None:
    """Name, version, licences."""
    words = _("A workbook for the workshop in which marketing, sales and customer success agree one plan.")
    notices = _("MIT licence. Built on Qt (LGPL), Inter (OFL) and Lucide (ISC); all notices come with the program.")
    QMessageBox.about(parent, _("About Joint Plan"), f"Joint Plan {joint_plan.__version__}\n\n{words}\n\n{notices}")
