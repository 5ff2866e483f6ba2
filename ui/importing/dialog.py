"""Import: reads a workbook off the window's thread, shows what it would change, writes what is ticked as one step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from joint_plan.base.texts import N_, _, ngettext
from joint_plan.exchange import words
from joint_plan.exchange.preview import Accepted, Preview, carry_out
from joint_plan.rules.withdrawal import after_words
from ui import theme
from ui.importing.preview_tree import PreviewTree
from ui.importing.ticks import Ticks
from ui.jobs import Job
from ui.parts.words import Words

if TYPE_CHECKING:
    from joint_plan.base.errors import PlanError
    from joint_plan.base.progress import Tick
    from ui.document import Document

_EXACT = 150
"""Up to so many rows, what the ticks would withdraw is worked out anew with every tick."""


def ask_workbook(parent: QWidget, folder: Path) -> Path | None:
    """Which workbook to import."""
    kinds = _("Workbooks and answers of forms (*.xlsx *.csv);;All files (*)")
    chosen, _filter = QFileDialog.getOpenFileName(parent, _("Import a workbook"), str(folder), kinds)
    return Path(chosen) if chosen else None


class ImportDialog(QDialog):
    """What a workbook that came back would change; nothing is written before Import."""

    def __init__(self, document: Document, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._path = path
        self._job: Job | None = None
        self.preview: Preview | None = None
        self.ticks: Ticks | None = None
        self.setWindowTitle(_("Import"))
        self.resize(theme.px(1040), theme.px(680))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(4))
        column.setSpacing(theme.space(3))
        column.addWidget(Words(_("Import from {book}").format(book=path.name), "h3", wrap=True))
        self.counts = Words("", "small", "muted", wrap=True)
        column.addWidget(self.counts)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        column.addWidget(self.bar)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Only rows that say…"))
        self.filter.setAccessibleName(_("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _text: self._fill())
        column.addWidget(self.filter)
        self.tree = PreviewTree()
        self.tree.ticked.connect(self._show_chosen)
        column.addWidget(self.tree, 1)
        self.said = Words("", "small", "muted", wrap=True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.said)
        column.addLayout(self._buttons())
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.filter.setFocus)
        self._show_ready()
        self.start()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.all = self._button(
            _("Tick all without &conflict"), _("What only the workbook has changed"), self._tick_all
        )
        self.none = self._button(_("Tick &none"), _("Clear every tick"), self._tick_none)
        self.leave = self._button(_("Cancel"), _("Close; the plan stays as it is"), self.reject)
        self.go = self._button(_("&Import"), _("Write what is ticked, as one step that undo takes back"), self.take)
        self.go.setProperty("primary", True)
        self.go.setAutoDefault(True)
        self.go.setDefault(True)
        row.addWidget(self.all)
        row.addWidget(self.none)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.go)
        return row

    def _button(self, label: str, tip: str, act: object) -> QPushButton:
        button = QPushButton(label)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())  # type: ignore[operator]  # given just above
        return button

    # reading

    @property
    def working(self) -> bool:
        """Whether the workbook is being read."""
        return self._job is not None

    def start(self) -> None:
        """Read and compare; the dialog is there and shows how far it is."""
        path, plan, uuid = self._path, self._document.plan, self._document.workbook.uuid

        def work(tick: Tick) -> Preview:
            from joint_plan.exchange.incoming import preview_of

            return preview_of(path, plan, uuid, tick)

        self._begin(work, self._show_preview)

    def _begin(self, work: Callable[[Tick], object], done: Callable[[Any], None]) -> None:
        self.bar.setRange(0, 0)
        self.bar.show()
        self._job = Job(work, self)
        self._job.progress.connect(self._show_progress)
        self._job.done.connect(done)
        self._job.cancelled.connect(self._cancelled)
        self._job.failed.connect(self._show_failed)
        self._job.broke.connect(self._show_broken)
        self._job.start()

    def _show_progress(self, done: int, total: int, what: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.counts.setText(what)

    def _stopped(self) -> None:
        self._job = None
        self.bar.hide()
        self.counts.setText("")

    def _show_preview(self, preview: Preview) -> None:
        self._stopped()
        self.preview, self.ticks = preview, Ticks(preview)
        self._show_counts()
        self._fill()
        self._show_chosen()
        self.tree.setFocus()

    def _show_counts(self) -> None:
        if self.preview is not None:
            self.counts.setText(words.counts(self.preview) or words.nothing_words(self.preview))

    def _cancelled(self) -> None:
        self._stopped()
        super().reject()

    def _show_failed(self, fault: PlanError) -> None:
        self._stopped()
        self._say(str(fault), "danger")

    def _show_broken(self, _fault: Exception) -> None:
        self._stopped()
        self._say(_("The import stopped because of a fault in the program."), "danger")

    # choosing

    def _fill(self) -> None:
        if self.preview is not None and self.ticks is not None:
            self.tree.show_preview(self.preview, self.ticks, self.filter.text())

    def _tick_all(self) -> None:
        if self.ticks is not None:
            self.ticks.set_without_conflict()
            self.tree.show_ticks()
            self._show_chosen()

    def _tick_none(self) -> None:
        if self.ticks is not None:
            self.ticks.clear()
            self.tree.show_ticks()
            self._show_chosen()

    def _show_chosen(self) -> None:
        if self.preview is None or self.ticks is None:
            return
        total = len(self.preview.lines)
        said = [
            ngettext("{count} of {total} rows ticked.", "{count} of {total} rows ticked.", total).format(
                count=self.ticks.count, total=total
            )
        ]
        if not total:
            said = []
        said.append(self._withdrawn())
        if self._document.read_only:
            said.append(_("This plan is open for reading only."))
        self._say(" ".join(part for part in said if part), "muted")
        self._show_ready()

    def _withdrawn(self) -> str:
        """What the ticks would withdraw, said before anything is written."""
        assert self.preview is not None  # there are no ticks without it
        assert self.ticks is not None
        if len(self.preview.lines) > _EXACT:
            return ""
        lost = self.preview.withdrawn(self.ticks.chosen)
        if not lost:
            return ""
        return _("Once imported: {what}").format(what=after_words(self.preview.plan, lost))

    def _show_ready(self) -> None:
        ready = self._job is None and self.ticks is not None and bool(self.ticks.chosen)
        ready = ready and not self._document.read_only
        self.go.setEnabled(ready)
        for button in (self.all, self.none):
            button.setEnabled(self.ticks is not None and bool(self.preview and self.preview.lines))
        self.filter.setEnabled(self.preview is not None)

    def _say(self, text: str, colour: str) -> None:
        self.said.paint_as(colour)
        self.said.setText(text)

    # writing

    def take(self) -> None:
        """Write what is ticked as one step, and close; what could not be taken is said here or after."""
        if self.preview is None or self.ticks is None or self._job is not None or not self.ticks.chosen:
            return
        preview, chosen = self.preview, self.ticks.chosen
        self._begin(lambda _tick: preview.accepted(chosen), self._write)
        self.counts.setText(_("Importing…"))
        self._show_ready()

    def _write(self, accepted: Accepted) -> None:
        self._stopped()
        refused: list[PlanError] = []
        if accepted.deltas and self.preview is not None:
            book = self.preview.book
            with self._document.edit(N_("Import from {book}"), book=book, refused=refused.append) as edit:
                carry_out(accepted.deltas, edit)
        if refused or not accepted.deltas:
            self._show_counts()
            self._show_ready()
            why = "; ".join(accepted.left_out)
            self._say(getattr(refused[0], "message", "") or str(refused[0]) if refused else why, "danger")
            return
        if accepted.left_out:
            self._document.say(_("Left out: {what}").format(what="; ".join(accepted.left_out)))
        self.accept()

    def reject(self) -> None:
        """Close; while reading, end that first."""
        if self._job is not None:
            self._job.cancel()
            self.counts.setText(_("Stopping…"))
            return
        super().reject()
