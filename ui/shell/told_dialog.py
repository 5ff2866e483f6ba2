"""A dialog that says in lists what it is about to do, asks what it needs, and does it off the window's thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from joint_plan.base.texts import _
from ui import theme
from ui.jobs import Job, Work
from ui.parts.scroll import Column
from ui.parts.words import Words
from ui.shell.dialogs import ask_save
from ui.shell.places import SUFFIX, file_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from joint_plan.base.errors import PlanError


class FileField(QWidget):
    """The name of a new file, without its folder, which others need not read; a button chooses another place."""

    def __init__(self, proposed: Path, asking: str) -> None:
        super().__init__()
        self._folder, self._asking = proposed.parent, asking
        self.name = QLineEdit(proposed.stem)
        self.name.setAccessibleName(_("File"))
        browse = QPushButton(_("Choose…"))
        browse.setAccessibleName(_("Choose the file"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        row.addWidget(self.name, 1)
        row.addWidget(browse)
        self.setFocusProxy(self.name)

    @property
    def path(self) -> Path | None:
        """Where the file goes; `None` while it has no name."""
        typed = self.name.text().strip()
        return self._folder / f"{file_words(typed)}{SUFFIX}" if typed else None

    def _browse(self) -> None:
        chosen = ask_save(self, self._asking, self.path or self._folder)
        if chosen is not None:
            self._folder = chosen.parent
            self.name.setText(chosen.stem)


class ToldDialog(QDialog):
    """Title, a sentence, lists under headings, fields, and one button that does it.

    Closing while work is under way is not possible: it is short, and its end is awaited.
    """

    settled = Signal()
    """Work came to its end, well or not."""

    def __init__(self, parent: QWidget, title: str, intro: str, yes: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(520))
        self._job: Job | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(4))
        column.setSpacing(theme.space(3))
        column.addWidget(Words(title, "h3"))
        column.addWidget(Words(intro, "body", "muted", wrap=True))
        self.fields = QGridLayout()
        self.fields.setColumnStretch(1, 1)
        self.fields.setHorizontalSpacing(theme.space(3))
        column.addLayout(self.fields)
        self._lists = Column()
        self._lists.rows.setSpacing(theme.space(1))
        column.addWidget(self._lists, 1)
        self.said = Words("", "small", "danger", wrap=True)
        self.said.hide()
        column.addWidget(self.said)
        row = QHBoxLayout()
        self.no = QPushButton(_("Cancel"))
        self.no.setAutoDefault(False)
        self.no.clicked.connect(self.reject)
        self.yes = QPushButton(yes)
        self.yes.setProperty("primary", True)
        self.yes.setDefault(True)
        self.yes.clicked.connect(self.begin)
        row.addStretch(1)
        row.addWidget(self.no)
        row.addWidget(self.yes)
        column.addLayout(row)
        self.resize(theme.px(560), theme.px(560))

    @property
    def working(self) -> bool:
        """Whether something is under way."""
        return self._job is not None

    def ask(self, label: str, field: QWidget) -> None:
        """Add a field."""
        row = self.fields.rowCount()
        words = Words(label, "small", "muted")
        words.setBuddy(field)
        field.setAccessibleName(label)
        field.setMinimumHeight(theme.px(28))
        self.fields.addWidget(words, row, 0)
        self.fields.addWidget(field, row, 1)

    def tell(self, lists: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Show lists under headings, in the place of those before; empty ones are left out."""
        rows = self._lists.rows
        while rows.count():
            taken = rows.takeAt(0)
            old = taken.widget() if taken is not None else None
            if old is not None:
                old.hide()
                old.setParent(None)
                old.deleteLater()
        for heading, lines in lists:
            words = [Words(f"•  {line}", "body", wrap=True) for line in lines]
            if not words:
                continue
            head = Words(heading, "strong", weight=600)
            head.setContentsMargins(0, theme.space(2), 0, 0)
            for row in (head, *words):
                rows.addWidget(row)
        rows.addStretch(1)

    def told(self) -> tuple[str, ...]:
        """What stands in the lists."""
        return tuple(row.text() for row in self._lists.inside.findChildren(Words))

    def begin(self) -> None:
        """Do what the dialog is for; each dialog says how."""
        self.accept()

    def work(self, work: Work, then: Callable[[Any], None]) -> None:
        """Do something in the pool's thread, then go on with what it gave; a fault is shown here."""
        self.said.paint_as("muted")
        self.said.setText(_("One moment…"))
        self.said.show()
        self.yes.setEnabled(False)
        self._job = Job(work, self)
        self._job.done.connect(lambda result: self._ended(lambda: then(result)))
        self._job.failed.connect(self._failed)
        self._job.broke.connect(lambda _fault: self._ended(self.reject))
        self._job.start()

    def complain(self, words: str) -> None:
        """Say above the buttons what is wrong."""
        self.said.paint_as("danger")
        self.said.setText(words)
        self.said.show()

    def _ended(self, then: Callable[[], None]) -> None:
        self._job = None
        self.said.hide()
        self.yes.setEnabled(True)
        then()
        self.settled.emit()

    def _failed(self, fault: PlanError) -> None:
        self._ended(lambda: self.complain(str(fault)))

    def reject(self) -> None:
        """Close, once nothing is under way."""
        if self._job is None:
            super().reject()
