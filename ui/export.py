"""Export: which pieces, of which version, into which folder; progress, cancel, and the results."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from joint_plan.base.texts import _, ngettext
from joint_plan.rules.public import PublicPlan, public_plan
from joint_plan.rules.versions import plan_of_version, versions
from ui import theme
from ui.jobs import Job
from ui.parts.choice_editors import Combo, TickBox
from ui.parts.words import Words

if TYPE_CHECKING:
    from joint_plan.base.errors import PlanError
    from joint_plan.base.progress import Tick
    from ui.document import Document

NOW = 0
"""Stands for the plan as it is now, in the place of a version's number."""

PAPERS = (("a4", "A4"), ("letter", "Letter"))


class ExportDialog(QDialog):
    """Make the Excel workbook and the papers."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        from joint_plan.reports.catalogue import PIECES

        super().__init__(parent)
        self._document = document
        self._job: Job | None = None
        self.results: tuple[Path, ...] = ()
        self.setWindowTitle(_("Export"))
        self.setMinimumWidth(theme.px(520))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(4))
        column.setSpacing(theme.space(3))
        column.addWidget(Words(_("Export"), "h3"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(3))
        grid.setVerticalSpacing(theme.space(2))
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        self.ticks: dict[str, TickBox] = {}
        pieces = QVBoxLayout()
        for piece in PIECES:
            tick = TickBox(_(piece.title))
            tick.setChecked(not piece.on_request)
            tick.setMinimumHeight(theme.px(28))
            tick.toggled.connect(self._show_ready)
            self.ticks[piece.key] = tick
            pieces.addWidget(tick)
        self._row(grid, 0, _("What"), pieces)
        self.which = Combo()
        for version in reversed(versions(document.plan)):
            self.which.addItem(_("Version {number}").format(number=version.number), version.number)
        self.which.addItem(_("The plan as it is now, marked DRAFT"), NOW)
        self._row(grid, 1, _("Of"), self.which)
        self.paper = Combo()
        for key, words in PAPERS:
            self.paper.addItem(words, key)
        self._row(grid, 2, _("Paper"), self.paper)
        place = QHBoxLayout()
        place.setSpacing(theme.space(2))
        self.folder = QLineEdit(str(document.workbook.path.parent))
        self.folder.textChanged.connect(self._show_ready)
        browse = QPushButton(_("Choose…"))
        browse.setAccessibleName(_("Choose the folder"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        place.addWidget(self.folder, 1)
        place.addWidget(browse)
        self._row(grid, 3, _("Folder"), place)
        self.folder.setAccessibleName(_("Folder"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.bar.hide()
        column.addWidget(self.bar)
        self.said = Words("", "small", "muted", wrap=True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.said)
        column.addStretch(1)
        column.addLayout(self._buttons())
        self._show_ready()

    def _row(self, grid: QGridLayout, row: int, label: str, field: object) -> None:
        words = Words(label, "small", "muted")
        words.setMinimumHeight(theme.px(28))
        grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignTop)
        if isinstance(field, QWidget):
            field.setAccessibleName(label)
            grid.addWidget(field, row, 1)
        elif isinstance(field, QVBoxLayout | QHBoxLayout):
            grid.addLayout(field, row, 1)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.open_folder = QPushButton(_("Open folder"))
        self.open_folder.clicked.connect(self._open_folder)
        self.open_folder.hide()
        self.leave = QPushButton(_("Close"))
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.reject)
        self.go = QPushButton(_("Export"))
        self.go.setProperty("primary", True)
        self.go.setDefault(True)
        self.go.clicked.connect(self.start)
        row.addWidget(self.open_folder)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.go)
        return row

    # choosing

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Choose the folder"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _chosen(self) -> tuple[str, ...]:
        return tuple(key for key, tick in self.ticks.items() if tick.isChecked())

    def _show_ready(self) -> None:
        ready = bool(self._chosen() and self.folder.text().strip())
        self.go.setEnabled(ready and self._job is None)

    # working

    def start(self) -> None:
        """Begin; the dialog stays and shows how far it is."""
        if self._job is not None:
            return
        snapshot, number = self._document.plan, int(self.which.currentData())
        folder, only, paper = Path(self.folder.text().strip()), self._chosen(), str(self.paper.currentData())
        plan_id = self._document.workbook.uuid

        def work(tick: Tick) -> tuple[Path, ...]:
            from joint_plan.reports.model import ReportOptions
            from joint_plan.reports.pieces import export

            public: PublicPlan = plan_of_version(snapshot, number) if number else public_plan(snapshot)
            return tuple(export(public, folder, only, ReportOptions(paper), tick, plan_id))

        self.results = ()
        self.open_folder.hide()
        self.bar.setRange(0, 0)
        self.bar.show()
        self.said.paint_as("muted")
        self.said.setText(_("Working…"))
        self.leave.setText(_("Cancel"))
        self._job = Job(work, self)
        self._job.progress.connect(self._show_progress)
        self._job.done.connect(self._show_done)
        self._job.cancelled.connect(self._show_cancelled)
        self._job.failed.connect(self._show_failed)
        self._job.broke.connect(self._show_broken)
        self._show_ready()
        self._job.start()

    @property
    def working(self) -> bool:
        """Whether an export is under way."""
        return self._job is not None

    def _show_progress(self, done: int, total: int, what: str) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        self.said.setText(what)

    def _stopped(self, words: str, colour: str) -> None:
        self._job = None
        self.bar.hide()
        self.leave.setText(_("Close"))
        self.leave.setEnabled(True)
        self.said.paint_as(colour)
        self.said.setText(words)
        self._show_ready()

    def _show_done(self, paths: tuple[Path, ...]) -> None:
        self.results = paths
        head = ngettext("{count} file made:", "{count} files made:", len(paths)).format(count=len(paths))
        self._stopped("\n".join([head, *(path.name for path in paths)]), "text")
        self.open_folder.show()
        self.open_folder.setFocus()

    def _show_cancelled(self) -> None:
        self._stopped(_("Cancelled. No unfinished file was left."), "muted")

    def _show_failed(self, fault: PlanError) -> None:
        self._stopped(str(fault), "danger")

    def _show_broken(self, _fault: Exception) -> None:
        self._stopped(_("The export stopped because of a fault in the program."), "danger")

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text().strip()))

    def reject(self) -> None:
        """Close; while working, cancel first."""
        if self._job is not None:
            self._job.cancel()
            self.leave.setEnabled(False)
            self.said.setText(_("Stopping…"))
            return
        super().reject()
