"""The ready check before the day: screens, the back row, what is missing, what to print, a backup elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _, ngettext
from joint_plan.rules.readiness import Missing, missing_inputs
from ui import theme
from ui.parts.words import Words
from ui.shell.dialogs import ListDialog
from ui.shell.places import free_path
from ui.wall.screens import Arrangement, arrangement

if TYPE_CHECKING:
    from ui.document import Document


def screens_words(found: Arrangement) -> str:
    """How the screens lie, and what that means for the room."""
    if found.mirrored:
        return _("The room sees what you see. Extend the desktop, or keep private things in the drawer.")
    if found.extended:
        return _("The wall has a screen of its own. Only you see this window.")
    return _("There is one screen. The wall covers this window, and private things stay hidden.")


class ReadyCheck(QDialog):
    """One line for each thing to see to, with what settles it."""

    go_to = Signal(str)
    """An item (`Type:id`) or a section's key."""
    card_asked = Signal()
    """Show the card for the back row on the wall."""
    print_asked = Signal()
    """Show what can be printed."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self.setWindowTitle(_("Ready check"))
        self.resize(theme.px(620), theme.px(420))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(4))
        column.setSpacing(theme.space(3))
        column.addWidget(Words(_("Ready check"), "h3"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.space(3))
        self._grid.setVerticalSpacing(theme.space(3))
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        self.missing = missing_inputs(document.plan)
        own = self.screen()
        screens = QGuiApplication.screens()
        self.screens = arrangement(screens.index(own), [screen.geometry() for screen in screens])
        self._line(_("Screens"), screens_words(self.screens), good=self.screens.extended)
        self.card = self._line(
            _("Back row"),
            _("Show the card on the wall, go to the last row, and read it aloud."),
            _("Show the card"),
            self.card_asked.emit,
        )
        self.see_missing = self._line(
            _("Missing"),
            _missing_words(self.missing),
            _("See them…") if self.missing else "",
            self._show_missing,
            good=not self.missing,
        )
        self.papers = self._line(
            _("Paper"),
            _("Worksheets and journey canvas for the tables, agenda and key card for you."),
            _("Print…"),
            self.print_asked.emit,
        )
        self.backup = self._line(
            _("Backup"), _("A copy on a stick or in another folder."), _("Choose a folder…"), self._choose_folder
        )
        self.said = Words("", "small", "muted", wrap=True)
        column.addWidget(self.said)
        column.addStretch(1)
        close = QPushButton(_("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _line(
        self, title: str, words: str, action: str = "", act: object = None, *, good: bool | None = None
    ) -> QPushButton:
        row = self._grid.rowCount()
        mark = QLabel()
        icon = {True: ("circle-check", "ok"), False: ("circle-alert", "warn"), None: ("circle", "muted")}[good]
        mark.setPixmap(theme.pixmap(*icon, 18))
        mark.setFixedSize(QSize(24, 24))
        state = {True: _("ready"), False: _("to see to"), None: ""}[good]
        mark.setAccessibleName(f"{title}: {state}" if state else title)
        self._grid.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(Words(title, "strong"))
        text.addWidget(Words(words, "small", "muted", wrap=True))
        self._grid.addLayout(text, row, 1)
        button = QPushButton(action)
        button.setAutoDefault(False)
        button.setAccessibleName(f"{title}: {action}")
        button.setVisible(bool(action))
        if act is not None:
            button.clicked.connect(lambda: act())  # type: ignore[operator]  # a method, or a signal's emit
        self._grid.addWidget(button, row, 2, Qt.AlignmentFlag.AlignTop)
        return button

    def _show_missing(self) -> None:
        dialog = ListDialog(self, _("Missing"), _("Choose one to go there."), _("Go there"))
        for number, one in enumerate(self.missing):
            dialog.offer(str(number), one.text)
        dialog.resize(theme.px(520), theme.px(420))
        if dialog.exec() and dialog.chosen:
            self.accept()
            self.go_to.emit(self.missing[int(dialog.chosen)].place)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Choose a folder for the copy"))
        if chosen:
            self.back_up(Path(chosen))

    def back_up(self, folder: Path) -> None:
        """Copy the plan into a folder."""
        from joint_plan.workbook import copy_plan

        source = self._document.workbook.path
        target = free_path(folder, source.stem)
        try:
            copy_plan(source, target)
        except PlanError as fault:
            self.said.paint_as("danger")
            self.said.setText(str(fault))
            return
        self.said.paint_as("ok")
        self.said.setText(_("Copied to “{name}”.").format(name=target.stem))


def _missing_words(missing: tuple[Missing, ...]) -> str:
    if not missing:
        return _("Nothing that this plan needs is missing.")
    if len(missing) == 1:
        return missing[0].text
    words = ngettext("{first} And {count} more.", "{first} And {count} more.", len(missing) - 1)
    return words.format(first=missing[0].text, count=len(missing) - 1)
